//! The figures of a view as rows and columns, each figure with all that must go with it.

use crate::notes::{NoteTaken, applying, notes_of};
use crate::written;
use dataset::{AreaId, Dataset, Quarter};
use query::{
    Answer, Caption, Cell, Comparison, Grid, GridView, Measure, OUTCOMES, OutOf, OutcomesAnswer, OutcomesRow, Period,
    Places, Query, ReleaseChoice, words,
};

/// The figures of a view.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What was asked.
    pub query: Query,
    /// The words around the figures.
    pub caption: Caption,
    /// The notes, each with the id by which figures refer to it.
    pub notes: Vec<NoteTaken>,
    /// Heading of the names of the rows.
    pub corner: &'static str,
    /// Headings of the columns of figures.
    pub columns: Vec<String>,
    /// The rows, in the order in which they are shown.
    pub rows: Vec<SheetRow>,
    /// What the file's name says is measured: `count`, `outcomes`.
    pub measured: &'static str,
    /// Why there is nothing to show, if so.
    pub refused: Option<String>,
    /// The newest releases of what a picture shows beside the figures: the lines of other forces.
    pub beside: Vec<dataset::ReleaseId>,
}

/// A row of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// Its heading.
    pub name: String,
    /// A figure for each column.
    pub figures: Vec<Figure>,
}

/// A figure, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its area.
    pub area: AreaId,
    /// Its period.
    pub period: Period,
    /// Word of its measure: of the address contract, or of an outcome.
    pub measure: &'static str,
    /// What it counts: `offences`, `percent of all recorded crime`.
    pub unit: &'static str,
    /// The number as it is shown, as a program reads it: `1895`, `-6`, `0.69`. `None` where there is none.
    pub value: Option<String>,
    /// `figure`; for a value that must be read with care why; or two or three words on why there is no value.
    pub status: String,
    /// Why there is no value, as a sentence.
    pub why: Option<String>,
    /// The releases that it comes from, by the words of the address contract.
    pub releases: Vec<String>,
    /// Ids of the notes that concern it more than all others.
    pub notes: Vec<String>,
    /// Offences counted, where there is a value.
    pub count: Option<i64>,
    /// What the count was divided by or compared with.
    pub base: Option<i64>,
}

/// Status of a value that can be read as it stands.
pub(crate) const PLAIN: &str = "figure";

impl Sheet {
    /// The lines of the trend.
    pub fn of_answer(answer: &Answer, dataset: &Dataset) -> Self {
        let maker = Maker::new(&answer.query, answer.caption(), dataset);
        let row = |(index, period): (usize, &Period)| SheetRow {
            name: period.to_string(),
            figures: answer
                .series
                .iter()
                .filter_map(|series| {
                    Some(maker.figure(series.area, *period, answer.query.measure, series.cells.get(index)?))
                })
                .collect(),
        };
        let rows = answer.periods.iter().enumerate().map(row).collect();
        let columns = answer.series.iter().map(|series| series.name.clone()).collect();
        let mut sheet = maker.sheet("Period", columns, rows);
        for value in answer.context.iter().flat_map(|series| &series.cells).filter_map(Cell::value) {
            if !sheet.beside.contains(&value.release) {
                sheet.beside.push(value.release);
            }
        }
        sheet
    }

    /// The forces that are compared; England and Wales beside them where the picture shows it.
    pub fn of_comparison(comparison: &Comparison, dataset: &Dataset) -> Self {
        let maker = Maker::new(&comparison.query, comparison.caption.clone(), dataset);
        let mut shown: Vec<&query::Row> = comparison.rows.iter().collect();
        let national = comparison.reference.area;
        if comparison.refused.is_none() && comparison.has_reference() && !shown.iter().any(|row| row.area == national) {
            shown.push(&comparison.reference);
        }
        let row = |row: &&query::Row| SheetRow {
            name: row.name.clone(),
            figures: comparison
                .periods
                .iter()
                .zip(&row.cells)
                .map(|(period, cell)| maker.figure(row.area, *period, comparison.measure, cell))
                .collect(),
        };
        let rows = shown.iter().map(row).collect();
        let columns = comparison.periods.iter().map(ToString::to_string).collect();
        let mut sheet = maker.sheet("Area", columns, rows);
        sheet.measured = comparison.measure.word();
        sheet.refused.clone_from(&comparison.refused);
        sheet
    }

    /// The forces of the map.
    pub fn of_places(places: &Places, dataset: &Dataset) -> Self {
        let maker = Maker::new(&places.query, places.caption.clone(), dataset);
        let row = |place: &query::MapPlace| SheetRow {
            name: place.name.clone(),
            figures: vec![maker.figure(place.area, places.period, places.query.measure, &place.cell)],
        };
        let rows = places.places.iter().map(row).collect();
        maker.sheet("Area", vec![places.period.to_string()], rows)
    }

    /// What is shown of the table, in the order in which it is shown.
    pub fn of_grid(grid: &Grid, view: &GridView, query: &Query, dataset: &Dataset) -> Self {
        let maker = Maker::new(query, grid.caption.clone(), dataset);
        let figure = |row: usize, column: usize| {
            let area = grid.rows.get(row)?.area.or_else(|| query.areas.get(column).copied())?;
            let at = if grid.rows.get(row)?.area.is_some() { column } else { row };
            let period = grid.period.or_else(|| grid.periods.get(at).copied())?;
            Some(maker.figure(area, period, grid.columns.get(column)?.measure, grid.cell(row, column)?))
        };
        let rows = view
            .lines
            .iter()
            .map(|line| SheetRow {
                name: grid.rows.get(line.row).map_or_else(String::new, |row| row.name.clone()),
                figures: view.columns.iter().filter_map(|column| figure(line.row, *column)).collect(),
            })
            .collect();
        let name = |column: &usize| grid.columns.get(*column).map(|column| column.name.clone());
        let columns = view.columns.iter().filter_map(name).collect();
        let mut sheet = maker.sheet(grid.corner, columns, rows);
        if grid.period.is_some() {
            sheet.measured = "all-measures";
        }
        sheet
    }

    /// What became of the offences: for each row the counts and the percentages that the table beneath the picture
    /// gives.
    pub fn of_outcomes(answer: &OutcomesAnswer, dataset: &Dataset) -> Self {
        let maker = Maker::new(&answer.query, answer.caption.clone(), dataset);
        let out_of = answer.query.options.out_of;
        let corner = if answer.by_force() { "Police force" } else { "Financial year" };
        let kinds = kinds(out_of);
        let row = |row: &OutcomesRow| SheetRow {
            name: row.label.clone(),
            figures: kinds.iter().filter_map(|kind| maker.outcome(row, kind, answer.by_force())).collect(),
        };
        let rows = answer.rows.iter().map(row).collect();
        let columns = kinds.iter().map(Kind::heading).collect();
        let mut sheet = maker.sheet(corner, columns, rows);
        sheet.measured = "outcomes";
        sheet.refused = answer.refused.as_ref().map(|refused| refused.why.clone());
        sheet
    }

    /// Every figure, row by row.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.rows.iter().flat_map(|row| &row.figures)
    }

    /// First and last quarter of the figures.
    pub(crate) fn span(&self) -> Option<(Quarter, Quarter)> {
        let first = self.figures().map(|figure| figure.period.first).min()?;
        Some((first, self.figures().map(|figure| figure.period.last).max()?))
    }

    /// The releases that the values come from, each once, as the dataset has them.
    pub fn releases(&self, dataset: &Dataset) -> Vec<dataset::ReleaseId> {
        let uses = |name: &str| {
            self.figures().any(|figure| figure.value.is_some() && figure.releases.iter().any(|used| used == name))
        };
        dataset.release_ids().filter(|release| uses(&dataset.release(*release).name)).collect()
    }
}

/// What each figure of one query has in common.
struct Maker<'a> {
    query: &'a Query,
    caption: Caption,
    notes: Vec<NoteTaken>,
    dataset: &'a Dataset,
}

impl<'a> Maker<'a> {
    fn new(query: &'a Query, caption: Caption, dataset: &'a Dataset) -> Self {
        Self { query, notes: notes_of(&caption.notes, dataset), caption, dataset }
    }

    fn sheet(self, corner: &'static str, columns: Vec<String>, rows: Vec<SheetRow>) -> Sheet {
        Sheet {
            query: self.query.clone(),
            measured: self.query.measure.word(),
            caption: self.caption,
            notes: self.notes,
            corner,
            columns,
            rows,
            refused: None,
            beside: Vec::new(),
        }
    }

    fn figure(&self, area: AreaId, period: Period, measure: Measure, cell: &Cell) -> Figure {
        let value = cell.value();
        let why = match cell {
            Cell::Value(_) => None,
            Cell::Missing(reason) => Some(reason.sentence(self.dataset)),
        };
        Figure {
            area,
            period,
            measure: measure.word(),
            unit: unit(measure),
            value: value.map(|value| written::number(&words::value(measure, value.value))),
            status: status(cell, measure).to_owned(),
            notes: applying(&self.notes, period, why.as_deref()),
            why,
            releases: written::releases(self.choice(), period, cell, self.dataset),
            count: value.map(|value| value.count),
            base: value.and_then(|value| value.base),
        }
    }

    /// The chosen release; of an offence that is here from one alone, that one.
    fn choice(&self) -> ReleaseChoice {
        match (self.query.release, self.dataset.pack_of(self.query.offence)) {
            (ReleaseChoice::Latest, Some(pack)) => ReleaseChoice::One(pack.release()),
            (choice, _) => choice,
        }
    }

    /// A figure of an outcomes row; none for a period that no quarter could be.
    fn outcome(&self, row: &OutcomesRow, kind: &Kind, by_force: bool) -> Option<Figure> {
        let quarter = |number| Quarter::of_financial_year(row.start_year, number).ok();
        let period = Period { first: quarter(1)?, last: quarter(4)? };
        if kind.part == Part::Recorded {
            let figure = self.figure(row.area, period, Measure::Count, &row.recorded);
            // The chosen release where it has the year, else the newest that has it, as the view takes them.
            let choice = query::release_beside_outcomes(self.query, period, self.dataset);
            let releases = written::releases(choice, period, &row.recorded, self.dataset);
            return Some(self.of_forces(row, Figure { measure: "recorded", releases, ..figure }));
        }
        let (value, status, why) = kind.read(row, by_force);
        let base = if kind.percent { row.whole(kind.out_of) } else { None };
        let year = written::financial_year(row.start_year);
        let mut notes = applying(&self.notes, period, why.as_deref());
        if row.halved {
            let says_so = |note: &&NoteTaken| note.text.starts_with(&year.replacen('-', "/", 1));
            notes.extend(self.notes.iter().filter(says_so).map(|note| note.id.clone()));
        }
        let table = row.tally.map(|_| ["outcomes-", &year].concat());
        let figure = Figure {
            area: row.area,
            period,
            measure: kind.word(),
            unit: kind.unit(),
            count: if value.is_some() { kind.count(row) } else { None },
            base: base.filter(|_| value.is_some()),
            notes,
            releases: table.into_iter().collect(),
            value,
            status,
            why,
        };
        Some(self.of_forces(row, figure))
    }

    /// Says of a sum that leaves forces out how many it holds, and which note names the others.
    fn of_forces(&self, row: &OutcomesRow, mut figure: Figure) -> Figure {
        let without = row.not_supplied.len();
        if figure.value.is_none() || without == 0 || without >= row.forces {
            return figure;
        }
        let held = [(row.forces - without).to_string().as_str(), " of ", &row.forces.to_string(), " forces"].concat();
        figure.status = if figure.status == PLAIN { held } else { [&figure.status, ", ", &held].concat() };
        let year = written::financial_year(row.start_year).replacen('-', "/", 1);
        let about = [" supplied no outcomes for ", &year, ":"].concat();
        let names = |note: &&NoteTaken| note.kind == "missing" && note.text.contains(&about);
        for note in self.notes.iter().filter(names) {
            if !figure.notes.contains(&note.id) {
                figure.notes.push(note.id.clone());
            }
        }
        figure
    }
}

/// What a measure counts.
pub(crate) fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Count => "offences",
        Measure::Rate => "offences per 1,000 residents",
        Measure::Share => "percent of all recorded crime",
        Measure::Change => "percent change on a year before",
    }
}

pub(crate) fn status(cell: &Cell, measure: Measure) -> &'static str {
    match cell {
        Cell::Value(value) if value.mixed_rules => "mixed rules",
        Cell::Value(value) if value.needs_care(measure) => "small number",
        Cell::Value(_) => PLAIN,
        Cell::Missing(reason) => reason.short(),
    }
}

/// A column of the outcomes.
struct Kind {
    part: Part,
    percent: bool,
    out_of: OutOf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Recorded,
    Assigned,
    Outcome(usize),
}

/// The columns: counts of all, then each outcome as a count and as a percentage, then charges out of the other whole.
fn kinds(out_of: OutOf) -> Vec<Kind> {
    let count = |part| Kind { part, percent: false, out_of };
    let mut kinds = vec![count(Part::Recorded), count(Part::Assigned)];
    let parts = if out_of == OutOf::Recorded { OUTCOMES.len() } else { OUTCOMES.len() - 1 };
    for part in 0..parts {
        kinds.push(count(Part::Outcome(part)));
        kinds.push(Kind { part: Part::Outcome(part), percent: true, out_of });
    }
    let other = if out_of == OutOf::Recorded { OutOf::Assigned } else { OutOf::Recorded };
    kinds.push(Kind { part: Part::Outcome(0), percent: true, out_of: other });
    kinds
}

impl Kind {
    fn heading(&self) -> String {
        let name = match self.part {
            Part::Recorded => "Offences recorded",
            Part::Assigned => "Outcomes assigned",
            Part::Outcome(part) => OUTCOMES.get(part).copied().unwrap_or_default(),
        };
        if self.percent { [name, ", ", self.unit()].concat() } else { name.to_owned() }
    }

    fn word(&self) -> &'static str {
        match self.part {
            Part::Recorded => "recorded",
            Part::Assigned => "outcomes",
            Part::Outcome(0) => "charged",
            Part::Outcome(1) => "victim-supports",
            Part::Outcome(2) => "victim-does-not-support",
            Part::Outcome(3) => "other-outcomes",
            Part::Outcome(_) => "no-outcome-yet",
        }
    }

    fn unit(&self) -> &'static str {
        match (self.percent, self.out_of) {
            (false, _) if self.part == Part::Assigned => "outcomes",
            (false, _) => "offences",
            (true, OutOf::Recorded) => "percent of offences recorded",
            (true, OutOf::Assigned) => "percent of outcomes assigned",
        }
    }

    fn count(&self, row: &OutcomesRow) -> Option<i64> {
        match self.part {
            Part::Recorded => row.recorded.value().map(|value| value.count),
            Part::Assigned => row.tally.map(|tally| tally.outcomes),
            Part::Outcome(part) => row.parts(self.out_of).get(part).copied(),
        }
    }

    /// The value as it is shown, its status, and why there is none.
    fn read(&self, row: &OutcomesRow, by_force: bool) -> (Option<String>, String, Option<String>) {
        if let Some(gap) = &row.gap {
            return (None, words::lowered(&gap.short), Some(gap.sentence.clone()));
        }
        let Part::Outcome(part) = self.part else {
            return (self.count(row).map(|count| count.to_string()), self.plain(row), None);
        };
        let missing = || (None, "no figure".to_owned(), Some("There is no figure.".to_owned()));
        if !self.percent {
            let few = part == 0 && by_force && row.few_charged();
            let status = if few && !row.halved { "small number".to_owned() } else { self.plain(row) };
            return self.count(row).map_or_else(missing, |count| (Some(count.to_string()), status, None));
        }
        if row.is_small(self.out_of) {
            let why = "Fewer than 100 are too few for a percentage.".to_owned();
            return (None, "small number".to_owned(), Some(why));
        }
        match row.percent(part, self.out_of) {
            Some(percent) => (Some(written::percent(percent)), self.plain(row), None),
            None => missing(),
        }
    }

    fn plain(&self, row: &OutcomesRow) -> String {
        (if row.halved && self.part != Part::Recorded { "halved" } else { PLAIN }).to_owned()
    }
}
