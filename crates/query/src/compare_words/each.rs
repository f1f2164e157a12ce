//! The words of small charts over time. Entered by functions of their own, which are not inlined: the build puts them with
//! these charts (see `tools/finish.mjs`).

use super::{RowWords, in_words, short_value, some_forces};
use crate::compare::{Comparison, Row};
use crate::compare_notes::runs;
use crate::{Value, Why, words};
use dataset::Dataset;
use std::cmp::Ordering;

/// What there is to see, the highest and the lowest of all, and across what no figure may be compared.
#[inline(never)]
pub fn describe(comparison: &Comparison, parts: &mut Vec<String>) {
    let forces = comparison.rows.iter().filter(|row| row.is_force).count();
    parts.push(["A small line chart for each of ", &some_forces(forces), ", ", &comparison.time(), "."].concat());
    parts.push(extremes(comparison));
    for change in comparison.breaks() {
        parts.push(["Figures before and after ", &change.date.to_string(), " are not comparable."].concat());
    }
}

/// What a row says.
#[inline(never)]
pub fn row_words(comparison: &Comparison, row: &Row, dataset: &Dataset) -> RowWords {
    let heading = match comparison.periods.as_slice() {
        [first, .., last] => {
            [&row.name, ", ", &first.first.first_month_name(), " to ", &last.last.last_month_name()].concat()
        }
        _ => [&row.name, ", ", &comparison.period.to_string()].concat(),
    };
    RowWords { heading, value: course(comparison, row, dataset) }
}

/// First, last and highest value with their periods, and what is missing.
fn course(comparison: &Comparison, row: &Row, dataset: &Dataset) -> String {
    let mut first: Option<(usize, &Value)> = None;
    let (mut last, mut highest) = (first, first);
    let mut too_few = false;
    for (at, cell) in row.cells.iter().enumerate() {
        let Some(value) = cell.value() else { continue };
        if !comparison.is_sound(cell) {
            too_few = true;
            continue;
        }
        first = first.or(Some((at, value)));
        last = Some((at, value));
        if highest.is_none_or(|(_, other)| value.value > other.value) {
            highest = Some((at, value));
        }
    }
    let say = |(at, value): (usize, &Value)| {
        [&short_value(comparison.measure, value), " in ", &in_words(comparison.periods[at])].concat()
    };
    let mut text = match (first, last, highest) {
        (Some(first), Some(last), Some(highest)) if first.0 != last.0 => {
            ["first ", &say(first), "; last ", &say(last), "; highest ", &say(highest), "."].concat()
        }
        (Some(first), ..) => [&say(first), "."].concat(),
        _ => "no figure.".to_owned(),
    };
    if too_few {
        text.push_str(" Left out: percentages on fewer than 20 offences.");
    }
    for change in comparison.breaks() {
        text.push_str(" Not comparable across ");
        text.push_str(&change.date.to_string());
        text.push('.');
    }
    for (reason, from, to) in runs(&row.cells, &comparison.periods) {
        text.push_str(" No figure for ");
        text.push_str(&crate::notes::stretch(from, to));
        text.push_str(match reason.why {
            Why::NoRate(_) => ": no rate is given.",
            _ => ": ",
        });
        if !matches!(reason.why, Why::NoRate(_)) {
            text.push_str(&reason.sentence(dataset));
        }
    }
    text
}

/// `Highest of all shown: Metropolitan Police, 3,236 in April to June 2023; lowest: …`, of every force and period;
/// nothing where no force has a value. Where the rules changed so that figures are not comparable, of the periods
/// since then alone.
fn extremes(comparison: &Comparison) -> String {
    let since = comparison.breaks().last().filter(|change| {
        let after = |at: &usize| comparison.periods[*at].first >= change.date.quarter();
        (0..comparison.periods.len()).filter(after).any(|at| has_value_at(comparison, at))
    });
    let first = since.map(|change| change.date.quarter());
    let mut ends: [Option<(&Row, usize, f64)>; 2] = [None, None];
    let mut sharing = [0_i64; 2];
    for row in comparison.rows.iter().filter(|row| row.is_force) {
        for (at, cell) in row.cells.iter().enumerate() {
            let within = first.is_none_or(|first| comparison.periods[at].first >= first);
            let Some(value) = cell.value().filter(|_| within && comparison.is_sound(cell)) else { continue };
            for (end, (extreme, sharing)) in ends.iter_mut().zip(&mut sharing).enumerate() {
                let order = extreme.map(|(_, _, other)| value.value.total_cmp(&other));
                let beyond = if end == 0 { Ordering::Greater } else { Ordering::Less };
                if order.is_none_or(|order| order == beyond) {
                    (*extreme, *sharing) = (Some((row, at, value.value)), 0);
                } else if order == Some(Ordering::Equal) {
                    *sharing += 1;
                }
            }
        }
    }
    let [Some(highest), Some(lowest)] = ends else { return String::new() };
    let say = |(row, at, value): (&Row, usize, f64), others: i64| {
        let mut text =
            [&row.name, ", ", &words::value(comparison.measure, value), " in ", &in_words(comparison.periods[at])]
                .concat();
        if others > 0 {
            text.push_str(" (and ");
            text.push_str(&words::whole(others));
            text.push_str(if others == 1 { " other alike)" } else { " others alike)" });
        }
        text
    };
    let of = since
        .map_or_else(|| " of all shown: ".to_owned(), |change| [" since ", &change.date.to_string(), ": "].concat());
    ["Highest", &of, &say(highest, sharing[0]), "; lowest: ", &say(lowest, sharing[1]), "."].concat()
}

/// Whether any force has a sound value in a period.
fn has_value_at(comparison: &Comparison, at: usize) -> bool {
    comparison.rows.iter().any(|row| row.is_force && row.cells.get(at).is_some_and(|cell| comparison.is_sound(cell)))
}
