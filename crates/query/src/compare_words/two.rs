//! The words of two periods. Entered by functions of their own, which are not inlined: the build puts them with the picture
//! of two periods (see `tools/finish.mjs`).

use super::{MIXED, RowWords, in_words, short_value, some_forces, values};
use crate::compare::{Comparison, Row};
use crate::{Measure, Value, words};
use dataset::Dataset;
use std::cmp::Ordering;

/// `Stalking recorded by North Wales Police: from 1,895 to 1,782 offences`, if a force is chosen.
#[inline(never)]
pub fn title(comparison: &Comparison, offence: &str, dataset: &Dataset) -> String {
    let chosen = comparison.first_chosen_force();
    match chosen.and_then(|row| Some((row, values(&row.cells)?))) {
        Some((row, (from, to))) => {
            let from = words::value(comparison.measure, from.value);
            let recorder = &dataset.area(row.area).recorder;
            let to = short_value(comparison.measure, to);
            [offence, " recorded by ", recorder, ": from ", &from, " to ", &to].concat()
        }
        None => {
            let both = comparison.rows.iter().filter(|row| row.is_force && values(&row.cells).is_some()).count();
            let earlier = comparison.earlier.map_or_else(String::new, |period| period.to_string());
            let period = comparison.period.to_string();
            [offence, " recorded by ", &some_forces(both), ", ", &earlier, " and ", &period].concat()
        }
    }
}

/// How many forces recorded more, how many fewer.
#[inline(never)]
pub fn describe(comparison: &Comparison, parts: &mut Vec<String>) {
    let (mut more, mut fewer, mut same) = (0, 0, 0);
    for (from, to) in comparison.rows.iter().filter(|row| row.is_force).filter_map(|row| values(&row.cells)) {
        match to.value.total_cmp(&from.value) {
            Ordering::Greater => more += 1,
            Ordering::Less => fewer += 1,
            Ordering::Equal => same += 1,
        }
    }
    let number = |number: i64| words::whole(number);
    parts.push(
        [
            "From ",
            &comparison.earlier.map_or_else(String::new, in_words),
            " to ",
            &in_words(comparison.period),
            ": higher in ",
            &number(more),
            " police forces shown, lower in ",
            &number(fewer),
            ", the same in ",
            &number(same),
            ".",
        ]
        .concat(),
    );
}

/// What a row says.
#[inline(never)]
pub fn row_words(comparison: &Comparison, row: &Row, dataset: &Dataset) -> RowWords {
    let mut value = String::new();
    for (cell, period) in row.cells.iter().zip(&comparison.periods) {
        if !value.is_empty() {
            value.push_str("; ");
        }
        value.push_str(&period.to_string());
        value.push_str(": ");
        value.push_str(words::cell_in_full(dataset, comparison.measure, cell).trim_end_matches('.'));
        if cell.value().is_some_and(|value| value.mixed_rules) {
            value.push_str(MIXED);
        }
    }
    if let Some(difference) = difference(comparison, row) {
        value.push_str("; ");
        value.push_str(&difference);
    }
    RowWords { heading: row.name.clone(), value }
}

/// How the later of two values differs from the earlier one: `6% fewer`, `7% lower`, `0.12 percentage points
/// higher`, `the same`; nothing where one is missing or where the earlier one counts too few for a percentage.
#[inline(never)]
pub fn difference(comparison: &Comparison, row: &Row) -> Option<String> {
    let (from, to) = values(&row.cells)?;
    if to.value == from.value {
        return Some("the same".to_owned());
    }
    if from.count < Value::SMALL || from.value <= 0.0 {
        return None;
    }
    let (more, fewer) = if comparison.measure == Measure::Count { (" more", " fewer") } else { (" higher", " lower") };
    let direction = if to.value > from.value { more } else { fewer };
    if comparison.measure == Measure::Share {
        let points = words::decimal((to.value - from.value).abs(), 2);
        return Some([&points, " percentage points", direction].concat());
    }
    let percent = words::decimal(((to.value - from.value) / from.value * 100.0).abs(), 0);
    Some(if percent == "0" { "about the same".to_owned() } else { [&percent, "%", direction].concat() })
}
