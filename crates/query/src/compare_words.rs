//! The words of a comparison: title, subtitle, description, and the name of each row.

mod each;
mod rank;
mod two;

use crate::compare::{Comparison, Row};
use crate::compare_notes::notes;
use crate::{By, Caption, Cell, Compare, Measure, Period, Query, ScaleOf, Value, caption, words};
use dataset::{Dataset, Effect};

/// Who recorded what is compared.
const ALL_FORCES: &str = "each police force in England and Wales";
/// So many names, at most, stand in a subtitle.
const FEW_NAMES: usize = 4;

/// What a row says, in two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowWords {
    /// Area and time: `North Wales, year ending March 2023`.
    pub heading: String,
    /// What there is: `2.75 offences per 1,000 residents (1,895 offences), rank 11 of 42`.
    pub value: String,
}

impl RowWords {
    /// Both parts: a name that is whole enough to be understood alone.
    pub fn name(&self) -> String {
        [&self.heading, ": ", &self.value].concat()
    }
}

/// Why the periods cannot be compared, or why there are none.
pub(crate) fn refusal(comparison: &Comparison, dataset: &Dataset) -> Option<String> {
    let query = &comparison.query;
    match (query.options.compare, comparison.periods.as_slice()) {
        (Compare::Change, [earlier, later]) if earlier == later => Some(
            [
                "Both periods are the same one, ",
                &in_words(comparison.period),
                ". Choose another one to compare it with.",
            ]
            .concat(),
        ),
        (Compare::Change, _) => {
            let change = comparison.breaks().next()?;
            let what = dataset.changes().get(usize::from(change.change)).map_or("", |change| change.what.as_str());
            let date = change.date.to_string();
            Some(
                [
                    "Figures before and after ",
                    &date,
                    " cannot be compared. ",
                    what.trim_end_matches('.'),
                    ". Choose two periods that lie both before or both after ",
                    &date,
                    ".",
                ]
                .concat(),
            )
        }
        (Compare::Each, []) => Some(
            match query.by {
                By::Quarter => "No quarter lies in the chosen time.",
                By::Year => "No whole financial year lies in the chosen time.",
                By::Rolling => "No whole year lies in the chosen time.",
            }
            .to_owned(),
        ),
        _ => None,
    }
}

pub(crate) fn caption(comparison: &Comparison, dataset: &Dataset) -> Caption {
    Caption {
        title: title(comparison, dataset),
        subtitle: subtitle(comparison, dataset),
        sentence: sentence(comparison, dataset),
        description: description(comparison, dataset),
        notes: notes(comparison, dataset),
    }
}

fn title(comparison: &Comparison, dataset: &Dataset) -> String {
    let offence = &dataset.offence(comparison.query.offence).name;
    match comparison.query.options.compare {
        _ if comparison.refused.is_some() => [offence, " recorded by police forces: no comparison"].concat(),
        Compare::Rank => rank::title(comparison, offence, dataset),
        Compare::Change => two::title(comparison, offence, dataset),
        Compare::Each => [offence, " recorded by each police force"].concat(),
    }
}

/// `42 police forces`; without a number where there is none.
fn some_forces(number: usize) -> String {
    match number {
        0 => "police forces".to_owned(),
        1 => "1 police force".to_owned(),
        _ => [&words::whole(i64::try_from(number).unwrap_or(i64::MAX)), " police forces"].concat(),
    }
}

/// Both values of two.
fn values(cells: &[Cell]) -> Option<(&Value, &Value)> {
    match cells {
        [Cell::Value(from), Cell::Value(to)] => Some((from, to)),
        _ => None,
    }
}

/// A value with its unit, without what it was made from: `1,895 offences`, `2.75 per 1,000 residents`.
fn short_value(measure: Measure, value: &Value) -> String {
    let number = words::value(measure, value.value);
    match measure {
        Measure::Count => words::offences(value.count),
        Measure::Rate => number + " per 1,000 residents",
        Measure::Share => number + " of all recorded crime",
        Measure::Change => number,
    }
}

/// What is measured: `Stalking offences per 1,000 residents`.
fn measured(comparison: &Comparison, dataset: &Dataset) -> String {
    words::capitalised(&dataset.offence(comparison.query.offence).noun(2))
        + match comparison.measure {
            Measure::Count => "",
            Measure::Rate => " per 1,000 residents",
            Measure::Share => " as a percentage of all recorded crime",
            Measure::Change => ", percentage change on a year before",
        }
}

fn subtitle(comparison: &Comparison, dataset: &Dataset) -> String {
    let mut text = [&measured(comparison, dataset), ", ", &comparison.time(), "."].concat();
    if comparison.refused.is_some() {
        return text;
    }
    if let Some(rules) = comparison.different_rules() {
        text.push(' ');
        text.push_str(&words::capitalised(&rules));
        text.push('.');
    }
    if comparison.query.options.compare == Compare::Each {
        text.push_str(match comparison.query.options.scale {
            ScaleOf::Shared => " One scale for all.",
            ScaleOf::Own => " Each force has its own scale: heights cannot be compared between forces.",
        });
        return text;
    }
    if !comparison.has_reference() {
        // On the scale of the forces it would dwarf each of them.
        let numbers: Vec<String> = comparison.reference.cells.iter().map(|cell| comparison.cell_text(cell)).collect();
        text.push_str(" England and Wales: ");
        text.push_str(&words::list(&numbers));
        text.push('.');
    }
    for (reason, names) in missing(comparison) {
        text.push(' ');
        match names.len() {
            0..=FEW_NAMES => text.push_str(&words::list(&names)),
            number => text.push_str(&some_forces(number)),
        }
        match reason {
            Some(NO_RATE) => text.push_str(if names.len() == 1 { " has no rate." } else { " have no rate." }),
            reason => {
                text.push_str(": ");
                text.push_str(reason.unwrap_or(TOO_FEW));
                text.push('.');
            }
        }
    }
    text
}

const NO_RATE: &str = "no rate";
const TOO_FEW: &str = "too few for a percentage";

/// Forces without a sound value, by the words of the reason; none where there is a value on small numbers.
fn missing(comparison: &Comparison) -> Vec<(Option<&'static str>, Vec<&str>)> {
    let mut groups: Vec<(Option<&'static str>, Vec<&str>)> = Vec::new();
    for row in comparison.rows.iter().filter(|row| row.is_force) {
        let unsound = row.cells.iter().find(|cell| !comparison.is_sound(cell));
        let Some(cell) = unsound else { continue };
        let reason = if let Cell::Missing(reason) = cell { Some(reason.short()) } else { None };
        match groups.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, names)) => names.push(&row.name),
            None => groups.push((reason, vec![&row.name])),
        }
    }
    groups
}

fn sentence(comparison: &Comparison, dataset: &Dataset) -> String {
    let query = Query { measure: comparison.measure, ..comparison.query.clone() };
    let mut time = comparison.time();
    if let Some(rules) = comparison.different_rules() {
        time.push_str(", ");
        time.push_str(&rules);
    }
    caption::sentence_of(&query, ALL_FORCES, &time, dataset)
}

fn description(comparison: &Comparison, dataset: &Dataset) -> String {
    if let Some(refused) = &comparison.refused {
        return refused.clone();
    }
    let mut parts: Vec<String> = Vec::new();
    parts.extend(comparison.different_rules().map(|rules| words::capitalised(&rules) + "."));
    match comparison.query.options.compare {
        Compare::Rank => rank::describe(comparison, &mut parts),
        Compare::Change => two::describe(comparison, &mut parts),
        Compare::Each => each::describe(comparison, &mut parts),
    }
    if comparison.query.options.compare != Compare::Each {
        let words = comparison.row_words(&comparison.reference, dataset);
        parts.push([&comparison.reference.name, ": ", words.value.trim_end_matches('.'), "."].concat());
    }
    for row in comparison.rows.iter().filter(|row| row.chosen.is_some()) {
        parts.push([&row.name, ": ", comparison.row_words(row, dataset).value.trim_end_matches('.'), "."].concat());
    }
    parts.retain(|part| part.len() > 1);
    parts.join(" ")
}

impl Comparison {
    /// The chosen force that was chosen first.
    fn first_chosen_force(&self) -> Option<&Row> {
        self.rows.iter().filter(|row| row.is_force && row.chosen.is_some()).min_by_key(|row| row.chosen)
    }

    /// The time that is shown: `year ending March 2023`, `year ending March 2022 and year ending March 2023`,
    /// `by quarter, April 2014 to June 2023`.
    fn time(&self) -> String {
        match (self.query.options.compare, self.periods.as_slice()) {
            (Compare::Change, [earlier, later]) => [&earlier.to_string(), " and ", &later.to_string()].concat(),
            (Compare::Each, periods) => {
                let by = match self.query.by {
                    By::Quarter => "by quarter",
                    By::Year => "by financial year",
                    By::Rolling => "by year ending each quarter",
                };
                match periods {
                    [first, .., last] => {
                        [by, ", ", &first.first.first_month_name(), " to ", &last.last.last_month_name()].concat()
                    }
                    [one] => [by, ", ", &one.to_string()].concat(),
                    [] => by.to_owned(),
                }
            }
            _ => self.period.to_string(),
        }
    }

    fn name_of_time(&self) -> String {
        words::capitalised(&self.time())
    }

    /// `recorded by different rules before and after April 2018`, where what is compared lies on both sides of a
    /// change of the rules that moves the figures without making them incomparable.
    fn different_rules(&self) -> Option<String> {
        let compares = self.query.options.compare == Compare::Change || self.measure == Measure::Change;
        let moving = self.rule_changes.iter().filter(|change| change.effect != Effect::Break);
        let dates: Vec<String> = moving.map(|change| change.date.to_string()).collect();
        if !compares || dates.is_empty() || self.refused.is_some() {
            return None;
        }
        Some(["recorded by different rules before and after ", &words::list(&dates)].concat())
    }

    /// A cell as it stands beside its bar: the value, or two or three words on why there is none.
    pub fn cell_text(&self, cell: &Cell) -> String {
        match cell {
            Cell::Value(value) if self.is_sound(cell) => words::value(self.measure, value.value),
            Cell::Value(value) => {
                [&words::whole(value.count), " after ", &words::whole(value.base.unwrap_or_default()), ": ", TOO_FEW]
                    .concat()
            }
            Cell::Missing(reason) => reason.short().to_owned(),
        }
    }

    /// What stands beside a row whose value is not drawn: `109,781 (39 forces together)`; nothing for any other.
    pub fn together(&self, row: &Row, dataset: &Dataset) -> Option<String> {
        let value = row.cell().filter(|_| !self.is_on_scale(row)).and_then(Cell::value)?;
        let forces = dataset.area(row.area).forces.len();
        let forces = words::whole(i64::try_from(forces).unwrap_or(i64::MAX));
        Some([&words::value(self.measure, value.value), " (", &forces, " forces together)"].concat())
    }

    /// `rank 11 of 42`, `joint rank 11 of 42`; nothing where a row has none.
    pub fn rank_words(&self, row: &Row) -> String {
        rank::of_row(self, row)
    }

    /// How the later of two values differs from the earlier one: `6% fewer`, `7% lower`, `0.12 percentage points
    /// higher`, `the same`; nothing where one is missing or where the earlier one counts too few for a percentage.
    pub fn difference(&self, row: &Row) -> Option<String> {
        two::difference(self, row)
    }

    /// All that a row says.
    pub fn row_words(&self, row: &Row, dataset: &Dataset) -> RowWords {
        match self.query.options.compare {
            Compare::Rank => rank::row_words(self, row, dataset),
            Compare::Change => two::row_words(self, row, dataset),
            Compare::Each => each::row_words(self, row, dataset),
        }
    }
}

/// Said of a value that mixes two rules.
const MIXED: &str = ", part of it before and part after a change of the rules";

/// `April to June 2021`, `the year ending March 2021`, `April 2020 to September 2021`.
fn in_words(period: Period) -> String {
    let name = period.to_string();
    if period.last.since(period.first) == 3 { ["the ", &name].concat() } else { name }
}
