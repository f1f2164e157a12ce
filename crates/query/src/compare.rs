//! All forces side by side: ranked for one period, in two periods, or each over time.

use crate::compute::{self, Asked};
use crate::ranking::{by_value, is_force, is_sound, ranks};
use crate::{
    By, Caption, Cell, Columns, Compare, Measure, Order, Period, Query, Rank, RuleChange, ScaleOf, Top, compare_words,
    order_by,
};
use dataset::{Area, AreaId, AreaKind, Dataset, Effect};
use std::cmp::Ordering;

/// Ranks that `top=ten` keeps.
const TEN: usize = 10;

/// What the dataset says to a [`Query`] that compares all forces.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What was asked.
    pub query: Query,
    /// What is measured: as asked, but counts where a change on a year before was to be compared with another.
    pub measure: Measure,
    /// The words around the figures.
    pub caption: Caption,
    /// The period; the later one of two; the last one of many.
    pub period: Period,
    /// The earlier one of two.
    pub earlier: Option<Period>,
    /// Oldest first; each row has a cell for each. One, two, or many.
    pub periods: Vec<Period>,
    /// Chosen nations and regions, then every force in the order of the query: the 43 territorial ones and British
    /// Transport Police. Over time, all chosen areas lead. None where the comparison is refused.
    pub rows: Vec<Row>,
    /// England and Wales, with which all are compared.
    pub reference: Row,
    /// Forces that have a rank.
    pub ranked: usize,
    /// Changes of the rules inside the shown time that concern the offence, by date.
    pub rule_changes: Vec<RuleChange>,
    /// Why nothing can be compared, as a sentence to stand in the chart's place.
    pub refused: Option<String>,
}

/// One area's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The area.
    pub area: AreaId,
    /// Its short name.
    pub name: String,
    /// Name of the region, or of Wales, in which a force lies; `Railways` for British Transport Police.
    pub region: String,
    /// Whether it is a force; only forces have ranks.
    pub is_force: bool,
    /// Its position among the chosen areas.
    pub chosen: Option<usize>,
    /// A cell for each period.
    pub cells: Vec<Cell>,
    /// Its place among the forces that have a value; none in a comparison over time.
    pub rank: Option<Rank>,
}

impl Row {
    /// The cell of the period, or of the later one of two.
    pub fn cell(&self) -> Option<&Cell> {
        self.cells.last()
    }
}

impl Comparison {
    /// Answers the query.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let json = std::fs::read_to_string("../../data/recorded.json")?;
    /// # let dataset = dataset::Dataset::from_json(&json)?;
    /// let address = "?view=compare&area=W15000001&measure=rate&at=2022-04~2023-03";
    /// let query = query::Query::read_address(address, &dataset).query;
    /// let comparison = query::Comparison::to(&query, &dataset);
    /// assert_eq!(comparison.caption.title, "North Wales ranks 11 of 42 police forces for recorded stalking offences per 1,000 residents");
    /// # Ok(()) }
    /// ```
    pub fn to(query: &Query, dataset: &Dataset) -> Self {
        let mut comparison = Self::uncaptioned(query, dataset);
        comparison.caption = compare_words::caption(&comparison, dataset);
        comparison
    }

    /// The answer without the words around it.
    #[inline(never)]
    fn uncaptioned(query: &Query, dataset: &Dataset) -> Self {
        let mode = query.options.compare;
        let measure = query.measure_drawn();
        let periods = periods(query, dataset);
        let asked = Asked { dataset, offence: query.offence, release: query.release };
        let row = |area: AreaId| Row {
            area,
            name: dataset.area(area).name.clone(),
            region: region(dataset.area(area), dataset).1,
            is_force: is_force(dataset.area(area)),
            chosen: query.areas.iter().position(|chosen| *chosen == area),
            cells: periods.iter().map(|period| asked.cell(area, *period, measure)).collect(),
            rank: None,
        };
        let rule_changes = compute::rule_changes(dataset, query.offence, &moved(measure, &periods));
        let mut comparison = Self {
            query: query.clone(),
            measure,
            caption: Caption::default(),
            period: periods.last().copied().unwrap_or_else(|| query.period(dataset)),
            earlier: if mode == Compare::Change { periods.first().copied() } else { None },
            rows: Vec::new(),
            reference: row(dataset.england_and_wales()),
            ranked: 0,
            rule_changes,
            refused: None,
            periods: periods.clone(),
        };
        comparison.refused = compare_words::refusal(&comparison, dataset);
        if comparison.refused.is_none() {
            let forces: Vec<AreaId> = dataset.area_ids().filter(|area| is_force(dataset.area(*area))).collect();
            comparison.rows = forces.into_iter().map(row).collect();
            if mode != Compare::Each {
                comparison.rank();
            }
            let others = query.areas.iter().copied().filter(|area| comparison.has_row(dataset.area(*area)));
            comparison.rows.splice(0..0, others.map(row).collect::<Vec<_>>());
            comparison.arrange(dataset);
        }
        comparison
    }

    /// Whether England and Wales can stand on the scale of the forces: its counts would dwarf each of them.
    pub fn has_reference(&self) -> bool {
        self.measure != Measure::Count && self.reference.cells.iter().any(|cell| cell.value().is_some())
    }

    /// Whether a row's value can be ranked and drawn: percentages on small numbers move too far with each offence.
    pub fn is_sound(&self, cell: &Cell) -> bool {
        is_sound(cell, self.measure)
    }

    /// Whether a row stands on the scale of the forces: sums of several forces' counts would dwarf each of them.
    pub fn is_on_scale(&self, row: &Row) -> bool {
        row.is_force || self.measure != Measure::Count
    }

    /// Whether an area that is no force, and was chosen, has a row of its own. England and Wales is drawn as the
    /// reference; small charts on one scale have no place for counts of several forces.
    fn has_row(&self, area: &Area) -> bool {
        let over_time = self.query.options.compare == Compare::Each;
        let dwarfs = self.measure == Measure::Count && self.query.options.scale == ScaleOf::Shared;
        match area.kind {
            AreaKind::Nation | AreaKind::Region => !(over_time && dwarfs),
            AreaKind::EnglandAndWales => over_time && !dwarfs,
            AreaKind::Force | AreaKind::NonTerritorial => false,
        }
    }

    /// Gives each force with a sound value its place; equal values share one.
    fn rank(&mut self) {
        let cells: Vec<Option<&Cell>> = self.rows.iter().map(Row::cell).collect();
        let ranks = ranks(&cells, self.measure);
        self.ranked = ranks.iter().flatten().count();
        for (row, rank) in self.rows.iter_mut().zip(ranks) {
            row.rank = rank;
        }
    }

    /// Leaves out what was not asked for and puts the forces in order.
    fn arrange(&mut self, dataset: &Dataset) {
        let options = self.query.options;
        if options.top == Top::Ten && self.ranked > 0 {
            self.rows.retain(|row| row.chosen.is_some() || row.rank.is_some_and(|rank| rank.place <= TEN));
        }
        let rows = &self.rows;
        let at = self.last_with_values();
        let by_value = |a: &Row, b: &Row| match (a.cells.get(at), b.cells.get(at)) {
            (Some(a), Some(b)) => by_value(a, b, self.measure),
            _ => Ordering::Equal,
        };
        let place = |row: &Row| region(dataset.area(row.area), dataset).0;
        // Sums have no place among the forces; small charts are many: whoever chose a force finds it first.
        let first = |row: &Row| {
            let leads = options.compare == Compare::Each && options.order != Order::Region;
            row.chosen.filter(|_| leads || !row.is_force).unwrap_or(usize::MAX)
        };
        let order = order_by(rows.len(), &mut |a, b| {
            let (a, b) = (&rows[a], &rows[b]);
            let ordered = match options.order {
                Order::Value => by_value(a, b),
                Order::Name => a.name.cmp(&b.name),
                Order::Region => place(a).cmp(&place(b)),
            };
            // Equal ones stay as the dataset has them: territorial forces by name, British Transport Police last.
            first(a).cmp(&first(b)).then(ordered)
        });
        self.rows = order.into_iter().map(|at| self.rows[at].clone()).collect();
    }

    /// Position of the last period for which any force has a sound value.
    pub fn last_with_values(&self) -> usize {
        let has_value = |at: &usize| self.rows.iter().any(|row| row.is_force && self.is_sound(&row.cells[*at]));
        (0..self.periods.len()).rev().find(has_value).unwrap_or(0)
    }

    /// Position of the last period for which a row has a sound value; of the last one for which any force has, where
    /// the row has none.
    pub fn last_of(&self, row: &Row) -> usize {
        row.cells.iter().rposition(|cell| self.is_sound(cell)).unwrap_or_else(|| self.last_with_values())
    }

    /// The question whose table holds these figures: every measure of one period; of two, and over time, what is drawn
    /// in columns from the first one to the last. None where nothing is compared, and for two periods whose length is
    /// neither a quarter nor a year: no table has such columns.
    pub fn as_table(&self) -> Option<Query> {
        let mut table = self.query.clone().as_table();
        if self.query.options.compare == Compare::Rank {
            return Some(table);
        }
        table.options.columns = Columns::Periods;
        table.measure = self.measure;
        if let (Some(earlier), Period { first, last }) = (self.earlier, self.period) {
            table.by = match (last.since(first), last.financial_quarter()) {
                (0, _) => By::Quarter,
                (3, 4) => By::Year,
                (3, _) => By::Rolling,
                _ => return None,
            };
            (table.from, table.to) = (Some(earlier.first), Some(last));
        }
        self.refused.is_none().then_some(table)
    }

    /// Changes after which figures are not comparable.
    pub fn breaks(&self) -> impl Iterator<Item = &RuleChange> {
        self.rule_changes.iter().filter(|change| change.effect == Effect::Break)
    }
}

/// The periods of the rows, oldest first.
fn periods(query: &Query, dataset: &Dataset) -> Vec<Period> {
    let period = query.period(dataset);
    match query.options.compare {
        Compare::Rank => vec![period],
        Compare::Change => {
            let other = query.earlier_period(dataset);
            if other.first > period.first { vec![period, other] } else { vec![other, period] }
        }
        Compare::Each => {
            let (first, last) = query.span(dataset);
            Period::between(first, last, query.by)
        }
    }
}

/// The time over which a change of the rules moves what is compared.
fn moved(measure: Measure, periods: &[Period]) -> Vec<Period> {
    let before = periods.first().filter(|_| measure == Measure::Change).map(|first| first.year_before());
    before.into_iter().chain(periods.iter().copied()).collect()
}

/// A region's place in the order from north to south, Wales after England, and its name.
fn region(area: &Area, dataset: &Dataset) -> (usize, String) {
    let region = area.region.as_ref().and_then(|code| dataset.area_by_code(code));
    match region {
        Some(region) if dataset.area(region).kind == AreaKind::Region => {
            (region.index(), dataset.area(region).name.clone())
        }
        Some(region) => (dataset.areas().len(), dataset.area(region).name.clone()),
        None => (usize::MAX, "Railways".to_owned()),
    }
}
