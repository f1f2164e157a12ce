//! What became of the offences: outcomes of a year's offences, and what they are a share of.
//!
//! Two denominators are in use. Of *recorded* offences, those without an outcome yet are a part of the whole; of
//! *assigned* outcomes they are not, so that the share of charges is higher. A sum over forces never mixes forces:
//! one that supplied no outcomes is in neither the outcomes nor the recorded offences.

use crate::compute::{self, Asked};
use crate::{
    Caption, Cell, Measure, OutOf, OutcomesBy, Period, Query, ReleaseChoice, RuleChange, Unit, Value, order_by,
    outcomes_caption, outcomes_words,
};
use dataset::{AreaId, AreaKind, Dataset, ForceId, Outcomes, Quarter};
use std::cmp::Ordering;

/// What the outcomes say to a [`Query`].
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomesAnswer {
    /// What was asked.
    pub query: Query,
    /// The words around the figures.
    pub caption: Caption,
    /// The first area's years, earliest first; or, in one year, England and Wales, then the forces and the chosen
    /// areas, highest share of charges first, then those whose whole is too small for a percentage and those without
    /// a figure. None where the view is refused.
    pub rows: Vec<OutcomesRow>,
    /// Changes of the recording rules that the years cross; none between forces.
    pub rule_changes: Vec<RuleChange>,
    /// Why there is nothing to show, if so.
    pub refused: Option<OutcomesRefusal>,
}

/// Why outcomes can not be shown, and the question to which there is an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomesRefusal {
    /// A few words in place of the picture.
    pub short: String,
    /// The reason, in a sentence or two.
    pub why: String,
    /// Address of the question that can be answered.
    pub address: String,
    /// What stands on the way to it.
    pub link: String,
}

/// Outcomes of one area's offences of one financial year.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomesRow {
    /// The area.
    pub area: AreaId,
    /// Its position among the chosen areas, if it is one.
    pub chosen: Option<usize>,
    /// Whether it is England and Wales beside the forces.
    pub is_reference: bool,
    /// Calendar year in which the financial year starts.
    pub start_year: u16,
    /// Name of the row: `2021/22`; or, beside other areas, `North Wales`.
    pub label: String,
    /// Start of the name of everything in the row: `North Wales Police, 2021/22`.
    pub heading: String,
    /// Offences that were recorded by the forces that supplied outcomes; by all of the area where none did.
    pub recorded: Cell,
    /// The outcomes; `None` where there are none.
    pub tally: Option<Tally>,
    /// Forces that the area adds up.
    pub forces: usize,
    /// Those of them that supplied no outcomes for a year of which there is a table.
    pub not_supplied: Vec<ForceId>,
    /// The source counted every row twice, and half of each figure is given.
    pub halved: bool,
    /// Why the row can not be drawn as a share, if so.
    pub gap: Option<Gap>,
}

/// Outcomes, added up over forces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All outcomes assigned so far.
    pub outcomes: i64,
    /// Of these: charged or summonsed.
    pub charged: i64,
    /// Of these: evidential difficulties, though the victim supports action.
    pub victim_supports: i64,
    /// Of these: evidential difficulties, and the victim does not support action.
    pub victim_does_not_support: i64,
}

/// Why there is no share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Two to five words.
    pub short: String,
    /// The reason as a sentence.
    pub sentence: String,
    /// The figure is there, and it is nothing: not to be shown as missing.
    pub is_nothing: bool,
}

impl OutcomesRow {
    /// The row of the query's first area and a year, as [`OutcomesAnswer`] has it among others. `None` where the outcomes
    /// are those of another offence.
    pub fn of(query: &Query, dataset: &Dataset, outcomes: &Outcomes, start_year: u16) -> Option<Self> {
        let area = *query.areas.first()?;
        (query.offence == outcomes.offence()).then(|| Gather { query, dataset, outcomes }.row(area, start_year))
    }

    /// Fewer than this of a whole are given as counts, not as a percentage.
    pub const SMALL_WHOLE: i64 = 100;

    /// What the parts are a share of. `None` where there is nothing, or no figure.
    pub fn whole(&self, out_of: OutOf) -> Option<i64> {
        let tally = self.tally?;
        let whole = match out_of {
            OutOf::Recorded => self.recorded.value()?.count,
            OutOf::Assigned => tally.outcomes,
        };
        (whole > 0).then_some(whole)
    }

    /// Charged or summonsed; evidential difficulties where the victim supports action, and where not; other
    /// outcomes; and, of recorded offences, those without an outcome yet. None where there are no outcomes.
    ///
    /// Outcomes and recorded offences come from two tables, and there may be more of the first ([`Self::excess`]).
    /// Then none is without an outcome, and the parts add up to more than the whole: nothing is cut off.
    pub fn parts(&self, out_of: OutOf) -> Vec<i64> {
        let Some(tally) = self.tally else { return Vec::new() };
        let other = tally.outcomes - tally.charged - tally.victim_supports - tally.victim_does_not_support;
        let mut parts = vec![tally.charged, tally.victim_supports, tally.victim_does_not_support, other];
        if let (OutOf::Recorded, Some(recorded)) = (out_of, self.recorded.value()) {
            parts.push((recorded.count - tally.outcomes).max(0));
        }
        parts
    }

    /// A part as a percentage of the whole.
    pub fn percent(&self, part: usize, out_of: OutOf) -> Option<f64> {
        let count = *self.parts(out_of).get(part)?;
        Some(count as f64 * 100.0 / self.whole(out_of)? as f64)
    }

    /// The share of charges by which forces are ranked, in percent; `None` where the whole is too small for one: 3 of
    /// 14 would stand above all others.
    pub fn rank(&self, out_of: OutOf) -> Option<f64> {
        self.percent(0, out_of).filter(|_| !self.is_small(out_of))
    }

    /// Whether there is no figure. Where there is one and it is nothing, there is no share either.
    pub fn is_missing(&self) -> bool {
        self.gap.as_ref().is_some_and(|gap| !gap.is_nothing)
    }

    /// Whether the whole is too small for percentages.
    pub fn is_small(&self, out_of: OutOf) -> bool {
        self.whole(out_of).is_some_and(|whole| whole < Self::SMALL_WHOLE)
    }

    /// Whether fewer than [`Value::SMALL`] were charged or summonsed, so that a few more or fewer move the row far.
    pub fn few_charged(&self) -> bool {
        self.tally.is_some_and(|tally| tally.charged < Value::SMALL)
    }

    /// How many more outcomes than recorded offences there are; 0 where there are not.
    pub fn excess(&self) -> i64 {
        match (self.tally, self.recorded.value()) {
            (Some(tally), Some(recorded)) => (tally.outcomes - recorded.count).max(0),
            _ => 0,
        }
    }
}

impl OutcomesAnswer {
    /// Answers the query: its offence must be the one whose outcomes these are, and the year of all forces one of
    /// which there is a table; else the answer is refused.
    pub fn to(query: &Query, dataset: &Dataset, outcomes: &Outcomes) -> Self {
        let mut answer = Self::uncaptioned(query, dataset, outcomes);
        answer.caption = outcomes_caption::caption(&answer, dataset, outcomes);
        answer
    }

    /// The answer without the words around it.
    #[inline(never)]
    fn uncaptioned(query: &Query, dataset: &Dataset, outcomes: &Outcomes) -> Self {
        let gather = Gather { query, dataset, outcomes };
        let by_force = query.options.outcomes == OutcomesBy::Forces;
        let start_year = query.outcomes_year(outcomes);
        let mut answer = Self {
            query: query.clone(),
            caption: Caption::default(),
            rows: Vec::new(),
            rule_changes: Vec::new(),
            refused: None,
        };
        if query.offence != outcomes.offence() {
            answer.refused = Some(outcomes_words::other_offence(query, dataset, outcomes));
        } else if by_force && outcomes.year(start_year).is_none() {
            answer.refused = Some(outcomes_words::no_table(query, dataset, outcomes, start_year));
        } else if by_force {
            answer.rows = gather.forces(start_year);
        } else {
            answer.rows = gather.years();
            let periods: Vec<Period> = answer.rows.iter().filter_map(|row| period(row.start_year)).collect();
            answer.rule_changes = compute::rule_changes(dataset, query.offence, &periods);
        }
        answer
    }

    /// Whether all forces are shown in one year.
    pub fn by_force(&self) -> bool {
        self.query.options.outcomes == OutcomesBy::Forces
    }

    /// Whether counts are shown in place of shares. Forces of different size are ranked by shares alone.
    pub fn as_counts(&self) -> bool {
        self.query.options.unit == Unit::Count && !self.by_force()
    }

    /// Position of the first row that is later than a change of the rules.
    pub fn row_after(&self, change: &RuleChange) -> Option<usize> {
        let quarter = change.date.quarter();
        self.rows.iter().position(|row| row.start_year >= quarter.financial_year())
    }
}

impl Query {
    /// Start of the financial year in which all forces are shown: the one in which [`Query::at`] ends, or the latest
    /// of which there is a table.
    pub fn outcomes_year(&self, outcomes: &Outcomes) -> u16 {
        let latest = outcomes.years().last().map(|year| year.start_year);
        self.at.map(|at| at.last.financial_year()).or(latest).unwrap_or_default()
    }
}

/// The financial year that starts in April of `start_year`.
pub(crate) fn period(start_year: u16) -> Option<Period> {
    let quarter = |number| Quarter::of_financial_year(start_year, number).ok();
    Some(Period { first: quarter(1)?, last: quarter(4)? })
}

/// Where rows are made from.
struct Gather<'a> {
    query: &'a Query,
    dataset: &'a Dataset,
    outcomes: &'a Outcomes,
}

impl Gather<'_> {
    /// Every financial year from the first to the last of which there is a table.
    fn years(&self) -> Vec<OutcomesRow> {
        let years = self.outcomes.years();
        let (Some(first), Some(last)) = (years.first(), years.last()) else { return Vec::new() };
        let Some(area) = self.query.areas.first() else { return Vec::new() };
        (first.start_year..=last.start_year).map(|start_year| self.row(*area, start_year)).collect()
    }

    /// England and Wales, then every force and what else is chosen by share of charges.
    fn forces(&self, start_year: u16) -> Vec<OutcomesRow> {
        let national = self.dataset.england_and_wales();
        let mut rows: Vec<OutcomesRow> = Vec::new();
        for area in self.dataset.area_ids() {
            let is_force = matches!(self.dataset.area(area).kind, AreaKind::Force | AreaKind::NonTerritorial);
            if area != national && (is_force || self.query.areas.contains(&area)) {
                rows.push(self.row(area, start_year));
            }
        }
        let out_of = self.query.options.out_of;
        let order = order_by(rows.len(), &mut |a, b| match (rows[a].rank(out_of), rows[b].rank(out_of)) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => rows[a].gap.is_some().cmp(&rows[b].gap.is_some()),
        });
        let mut reference = self.row(national, start_year);
        reference.is_reference = true;
        let mut sorted = vec![reference];
        sorted.extend(order.into_iter().map(|at| rows[at].clone()));
        for row in &mut sorted {
            row.label.clone_from(&self.dataset.area(row.area).name);
        }
        sorted
    }

    #[inline(never)]
    fn row(&self, area: AreaId, start_year: u16) -> OutcomesRow {
        let place = self.dataset.area(area);
        let table = self.outcomes.year(start_year);
        let mut tally: Option<Tally> = None;
        let (mut supplied, mut not_supplied) = (Vec::new(), Vec::new());
        for force in &place.forces {
            match table.and_then(|table| table.counts(*force)) {
                Some(counts) => {
                    let so_far = tally.unwrap_or_default();
                    tally = Some(Tally {
                        outcomes: so_far.outcomes + i64::from(counts.outcomes),
                        charged: so_far.charged + i64::from(counts.charged),
                        victim_supports: so_far.victim_supports + i64::from(counts.victim_supports),
                        victim_does_not_support: so_far.victim_does_not_support
                            + i64::from(counts.victim_does_not_support),
                    });
                    supplied.push(*force);
                }
                None if table.is_some() => not_supplied.push(*force),
                None => {}
            }
        }
        let recorded = self.recorded(if supplied.is_empty() { &place.forces } else { &supplied }, start_year);
        let year = outcomes_words::year(start_year);
        let mut row = OutcomesRow {
            area,
            chosen: self.query.areas.iter().position(|chosen| *chosen == area),
            is_reference: false,
            start_year,
            heading: [&crate::words::capitalised(&place.recorder), ", ", &year].concat(),
            label: year,
            recorded,
            tally,
            forces: place.forces.len(),
            not_supplied,
            halved: table.is_some_and(|table| table.halved),
            gap: None,
        };
        row.gap = outcomes_words::gap(&row, self.query.options.out_of, table.is_some(), self.dataset);
        row
    }

    /// Offences that these forces recorded in the year. One missing part leaves the whole missing.
    fn recorded(&self, forces: &[ForceId], start_year: u16) -> Cell {
        let Some(year) = period(start_year) else { return Cell::Missing(crate::Reason::whole(crate::Why::NoRelease)) };
        let release = release(self.query, year, self.dataset);
        let asked = Asked { dataset: self.dataset, offence: self.query.offence, release };
        let mut sum: Option<Value> = None;
        for force in forces {
            let area = self.dataset.area_by_code(&self.dataset.force(*force).code);
            let area = area.unwrap_or(self.dataset.england_and_wales());
            match asked.cell(area, year, Measure::Count) {
                Cell::Value(value) => {
                    let so_far = sum.map_or(0, |sum| sum.count);
                    let newest = sum.map_or(value.release, |sum| sum.release.max(value.release));
                    let count = so_far + value.count;
                    sum = Some(Value { value: count as f64, count, release: newest, ..value });
                }
                missing => return missing,
            }
        }
        sum.map_or(Cell::Missing(crate::Reason::whole(crate::Why::NoRelease)), Cell::Value)
    }
}

/// The release of a year's recorded offences: the chosen one where it has the year, else the newest that has it.
/// Few releases hold more than a year or two, and without recorded offences there would be no share of them.
pub fn release(query: &Query, year: Period, dataset: &Dataset) -> ReleaseChoice {
    match query.release {
        ReleaseChoice::One(release)
            if dataset.release(release).covers(year.first) && dataset.release(release).covers(year.last) =>
        {
            query.release
        }
        _ => ReleaseChoice::Latest,
    }
}
