//! The notes of a comparison.

use crate::compare::Comparison;
use crate::notes::{add, late_supply, meaning, release_of, revisions, rule_change, source, stretch};
use crate::{Cell, Compare, Measure, Note, NoteKind, Period, Query, Reason, ScaleOf, Why, words};
use dataset::{AreaKind, Dataset};

/// So many names, at most, stand in a note; more are counted.
const FEW_NAMES: usize = 8;

pub(crate) fn notes(comparison: &Comparison, dataset: &Dataset) -> Vec<Note> {
    // The releases and the source are those of what is shown.
    let query = Query { measure: comparison.measure, ..comparison.query.clone() };
    let mut notes: Vec<Note> = Vec::new();
    for change in &comparison.rule_changes {
        rule_change(&mut notes, change, "", dataset);
    }
    for text in missing(comparison, dataset) {
        add(&mut notes, NoteKind::Missing, &[&text]);
    }
    late_supply(&mut notes, dataset, comparison.query.offence, &|change| {
        let quarter = change.date.quarter();
        let shown = |period: &Period| (period.first..=period.last).contains(&quarter);
        comparison.refused.is_none() && comparison.periods.iter().any(shown)
    });
    for text in method(comparison, dataset) {
        add(&mut notes, NoteKind::Method, &[&text]);
    }
    notes.push(meaning(&query, dataset));
    let cells = comparison.rows.iter().flat_map(|row| &row.cells).chain(&comparison.reference.cells);
    notes.push(Note { kind: NoteKind::Release, text: release_of(&query, cells, dataset) });
    notes.push(source(&query));
    notes
}

/// Runs of missing cells with one cause, and the time they take.
pub(crate) fn runs(cells: &[Cell], periods: &[Period]) -> Vec<(Reason, Period, Period)> {
    let mut runs: Vec<(Reason, Period, Period)> = Vec::new();
    let mut open = false;
    for (cell, period) in cells.iter().zip(periods) {
        if let Cell::Missing(reason) = cell {
            match runs.last_mut().filter(|(last, ..)| open && last == reason) {
                Some((_, _, last)) => *last = *period,
                None => runs.push((*reason, *period, *period)),
            }
        }
        open = matches!(cell, Cell::Missing(_));
    }
    runs
}

/// Which figures are not there, a sentence for each reason and time; that there is no rate holds at any time.
fn missing(comparison: &Comparison, dataset: &Dataset) -> Vec<String> {
    let mut holes: Vec<(Reason, Period, Period, Vec<&str>)> = Vec::new();
    for row in comparison.rows.iter().chain([&comparison.reference]) {
        // Two periods are two times, however close they are.
        let over_time = comparison.query.options.compare == Compare::Each;
        let length = if over_time { comparison.periods.len().max(1) } else { 1 };
        for (cells, periods) in row.cells.chunks(length).zip(comparison.periods.chunks(length)) {
            for (reason, first, last) in runs(cells, periods) {
                let same = |hole: &&mut (Reason, Period, Period, Vec<&str>)| {
                    hole.0 == reason && (is_timeless(&reason) || hole.1 == first && hole.2 == last)
                };
                match holes.iter_mut().find(same) {
                    Some(hole) if hole.3.contains(&row.name.as_str()) => {}
                    Some(hole) => hole.3.push(&row.name),
                    None => holes.push((reason, first, last, vec![&row.name])),
                }
            }
        }
    }
    // Over time England and Wales may be among the rows.
    let apart = comparison.rows.iter().all(|row| row.area != comparison.reference.area);
    let areas = comparison.rows.len() + usize::from(apart);
    let say = |(reason, first, last, names): &(Reason, Period, Period, Vec<&str>)| {
        let sentence = reason.sentence(dataset);
        if is_timeless(reason) {
            return sentence;
        }
        let who = if names.len() == areas {
            "any area".to_owned()
        } else if names.len() > FEW_NAMES {
            words::whole(i64::try_from(names.len()).unwrap_or(i64::MAX)) + " areas"
        } else {
            words::list(names)
        };
        let when = if first == last && first.last.since(first.first) != 3 {
            first.to_string()
        } else {
            stretch(*first, *last)
        };
        ["No figure for ", &who, ", ", &when, ": ", &sentence].concat()
    };
    holes.iter().map(say).collect()
}

/// Whether a reason holds whatever the time.
fn is_timeless(reason: &Reason) -> bool {
    matches!(reason.why, Why::NoRate(_))
}

fn method(comparison: &Comparison, dataset: &Dataset) -> Vec<String> {
    let (query, mode) = (&comparison.query, comparison.query.options.compare);
    let mut notes: Vec<String> = Vec::new();
    let mut say = |text: &str| notes.push(text.to_owned());
    if mode == Compare::Change && query.measure == Measure::Change {
        say("Counts are compared here: a change on a year before is itself a comparison of two periods.");
    }
    if comparison.refused.is_some() {
        return notes;
    }
    if mode == Compare::Rank {
        say(
            "Ranks order what police recorded, largest first; equal values share a rank. They say neither where most happens nor how well a police force works: one that records more fully ranks higher.",
        );
    }
    if mode == Compare::Change && comparison.periods.windows(2).any(|pair| pair[0].last >= pair[1].first) {
        say("The two periods overlap: some quarters are in both.");
    }
    if mode == Compare::Each && query.options.scale == ScaleOf::Own {
        say(
            "Each small chart has a scale of its own, with its highest line labelled: heights cannot be compared between forces.",
        );
    }
    say("England and Wales counts the 43 territorial forces and British Transport Police.");
    let chosen = |wanted: &[AreaKind]| query.areas.iter().any(|area| wanted.contains(&dataset.area(*area).kind));
    let sums = [AreaKind::Nation, AreaKind::Region];
    if chosen(&sums) {
        say("Nations and regions count their territorial forces, without British Transport Police, and have no rank.");
    }
    let left_out =
        mode == Compare::Each && query.options.scale == ScaleOf::Shared && comparison.measure == Measure::Count;
    if left_out && (chosen(&sums) || chosen(&[AreaKind::EnglandAndWales])) {
        say(
            "Counts of several forces together would dwarf those of each: they are drawn where each has a scale of its own.",
        );
    }
    measure_notes(comparison, dataset, &mut notes);
    notes
}

fn measure_notes(comparison: &Comparison, dataset: &Dataset, notes: &mut Vec<String>) {
    let mut say = |text: String| notes.push(text);
    match comparison.measure {
        Measure::Count => {}
        Measure::Rate => {
            say("Rates divide by the residents in the middle of the year in which the period starts.".to_owned());
            let quarters = comparison.period.last.since(comparison.period.first) + 1;
            if comparison.query.options.compare != Compare::Each && quarters != 4 {
                say([
                    "Rates are of the whole period shown (",
                    &words::whole(i64::from(quarters * 3)),
                    " months), not of a year.",
                ]
                .concat());
            }
            for revision in revisions(dataset, &comparison.periods) {
                say(revision);
            }
        }
        Measure::Share => say("All recorded crime leaves out the fraud that national bodies record.".to_owned()),
        Measure::Change => {
            say("Change compares with the same period a year before.".to_owned());
            for change in comparison.breaks() {
                say([
                    "No change is given across ",
                    &change.date.to_string(),
                    ": figures before and after are not comparable.",
                ]
                .concat());
            }
        }
    }
    let values = || comparison.rows.iter().flat_map(|row| row.cells.iter().filter_map(Cell::value));
    if comparison.measure == Measure::Change && values().any(crate::Value::is_on_small_number) {
        let over_time = comparison.query.options.compare == Compare::Each;
        say(if over_time {
            "Percentages on fewer than 20 offences swing widely and are left out of the curves."
        } else {
            "Percentages on fewer than 20 offences swing widely: both counts are given in their place, and no rank."
        }
        .to_owned());
    }
    if values().any(|value| value.mixed_rules) {
        for change in comparison.breaks() {
            say([
                "What holds quarters from before and after ",
                &change.date.to_string(),
                " mixes two rules and is drawn as an outline or dashed.",
            ]
            .concat());
        }
    }
    if values().any(|value| value.count < 0) {
        say("A count below zero is a transfer to another force or offence that took away more than was recorded."
            .to_owned());
    }
    if comparison.query.options.compare == Compare::Change && values().any(|value| value.count < crate::Value::SMALL) {
        say("No percentage is given where fewer than 20 offences were recorded in the earlier period.".to_owned());
    }
}
