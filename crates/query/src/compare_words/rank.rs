//! The words of ranks. Entered by functions of their own, which are not inlined: the build puts them with the picture of
//! ranks (see `tools/finish.mjs`).

use super::{MIXED, RowWords, TOO_FEW, measured, some_forces};
use crate::compare::{Comparison, Row};
use crate::ranking::Rank;
use crate::{Cell, Value, words};
use dataset::Dataset;

/// `North Wales ranks 11 of 42 police forces for recorded stalking offences per 1,000 residents`, if a force is chosen.
#[inline(never)]
pub fn title(comparison: &Comparison, offence: &str, dataset: &Dataset) -> String {
    let chosen = comparison.first_chosen_force();
    match chosen.and_then(|row| Some((row, row.rank?))) {
        Some((row, rank)) => {
            let place = ranked(rank, true);
            [&row.name, " ranks ", &place, &of_forces(comparison), &ranked_by(comparison, dataset)].concat()
        }
        None => {
            let end = if comparison.ranked == 0 { ": no figure" } else { "" };
            let period = comparison.period.to_string();
            [offence, " recorded by ", &some_forces(comparison.ranked), ", ", &period, end].concat()
        }
    }
}

/// How many forces have a value; the highest and the lowest.
#[inline(never)]
pub fn describe(comparison: &Comparison, parts: &mut Vec<String>) {
    let number = match comparison.ranked {
        0 => "no police force has a value".to_owned(),
        ranked => some_forces(ranked) + " with a value",
    };
    parts.push([&comparison.name_of_time(), ": ", &number, "."].concat());
    extremes(comparison, parts);
}

/// `rank 11 of 42`, `joint rank 11 of 42`; nothing where a row has none.
#[inline(never)]
pub fn of_row(comparison: &Comparison, row: &Row) -> String {
    let of = words::whole(i64::try_from(comparison.ranked).unwrap_or(i64::MAX));
    row.rank.map_or_else(String::new, |rank| [&ranked(rank, false), " of ", &of].concat())
}

/// What a row says.
#[inline(never)]
pub fn row_words(comparison: &Comparison, row: &Row, dataset: &Dataset) -> RowWords {
    let mut value = String::new();
    if let Some(cell) = row.cell() {
        value = match cell {
            Cell::Value(number) if !comparison.is_sound(cell) => [
                &words::offences(number.count),
                ", ",
                &words::whole(number.base.unwrap_or_default()),
                " a year before: ",
                TOO_FEW,
            ]
            .concat(),
            cell => words::cell_in_full(dataset, comparison.measure, cell),
        };
        if cell.value().is_some_and(|value| value.mixed_rules) {
            value.push_str(MIXED);
        }
        if row.rank.is_some() {
            value.push_str(", ");
            value.push_str(&of_row(comparison, row));
        }
    }
    RowWords { heading: [&row.name, ", ", &comparison.period.to_string()].concat(), value }
}

/// `11`, `joint 11th` where `in_title`; `rank 11`, `joint rank 11` elsewhere.
fn ranked(rank: Rank, in_title: bool) -> String {
    let place = words::whole(i64::try_from(rank.place).unwrap_or(i64::MAX));
    match (in_title, rank.joint) {
        (true, false) => place,
        (true, true) => {
            let ending = match (rank.place % 10, rank.place % 100) {
                (1, place) if place != 11 => "st",
                (2, place) if place != 12 => "nd",
                (3, place) if place != 13 => "rd",
                _ => "th",
            };
            ["joint ", &place, ending].concat()
        }
        (false, false) => ["rank ", &place].concat(),
        (false, true) => ["joint rank ", &place].concat(),
    }
}

/// ` of 42 police forces`.
fn of_forces(comparison: &Comparison) -> String {
    [" of ", &some_forces(comparison.ranked)].concat()
}

/// ` for recorded stalking offences per 1,000 residents`.
fn ranked_by(comparison: &Comparison, dataset: &Dataset) -> String {
    [" for recorded ", &words::lowered(&measured(comparison, dataset))].concat()
}

/// Highest and lowest.
fn extremes(comparison: &Comparison, parts: &mut Vec<String>) {
    let words = [extreme_at(comparison, 0, true), extreme_at(comparison, 0, false)];
    if let [highest, lowest] = &words
        && !highest.is_empty()
    {
        parts.push([highest, "; ", &words::lowered(lowest), "."].concat());
    }
}

/// `Highest: Cleveland, 4.05`, or the lowest, of a period; nothing where no force has a value.
fn extreme_at(comparison: &Comparison, at: usize, highest: bool) -> String {
    let mut extreme: Option<(&Row, &Value)> = None;
    for row in comparison.rows.iter().filter(|row| row.is_force) {
        let Some(value) = row.cells.get(at).filter(|cell| comparison.is_sound(cell)).and_then(Cell::value) else {
            continue;
        };
        if extreme.is_none_or(|(_, other)| if highest { value.value > other.value } else { value.value < other.value })
        {
            extreme = Some((row, value));
        }
    }
    let Some((row, value)) = extreme else { return String::new() };
    let of_all = comparison.rows.iter().filter(|row| row.is_force && row.rank.is_some()).count() == comparison.ranked;
    let word = match (highest, of_all || highest) {
        (true, _) => "Highest",
        (false, true) => "Lowest",
        // Ten and the chosen ones are shown: the lowest of all is not among them.
        (false, false) => "Lowest shown",
    };
    [word, ": ", &row.name, ", ", &words::value(comparison.measure, value.value)].concat()
}
