//! The words around the figures: title, measure and period, description, notes.

use crate::answer::{Answer, Note, NoteKind, Series};
use crate::cell::{Cell, Reason};
use crate::request::{By, Measure, Query, ReleaseChoice};
use crate::{Period, words};
use dataset::{AreaKind, Dataset, Effect, Quarter, ReleaseId};

/// Source line that every page, table, chart and download carries.
pub const SOURCE: &str = "Source: Home Office, police recorded crime open data. Contains public sector information \
                          licensed under the Open Government Licence v3.0.";
/// What every reader of a figure must know of its release.
const REVISIONS: &str = "Police forces revise earlier quarters, so that releases differ.";
/// Added to [`SOURCE`] where residents are in the figures.
const SOURCE_OF_RESIDENTS: &str = " Office for National Statistics, mid-year population estimates.";

/// Said where a description passes over percentages that are shown.
pub(crate) const LEFT_OUT: &str = "Left out of these words: percentages on fewer than 20 offences.";

pub(crate) fn title(query: &Query, dataset: &Dataset) -> String {
    let offence = &dataset.offence(query.offence).name;
    let areas = query.areas.iter().map(|area| dataset.area(*area));
    if query.areas.len() <= 2 {
        let recorders: Vec<&str> = areas.map(|area| area.recorder.as_str()).collect();
        format!("{offence} recorded by {}", words::list(&recorders))
    } else {
        let names: Vec<&str> = areas.map(|area| area.name.as_str()).collect();
        format!("{offence} recorded by police in {} areas: {}", names.len(), names.join("; "))
    }
}

pub(crate) fn subtitle(answer: &Answer, dataset: &Dataset) -> String {
    let query = &answer.query;
    let measure = match query.measure {
        Measure::Count => "Offences",
        Measure::Rate => "Offences per 1,000 residents",
        Measure::Share => "Percentage of all recorded crime",
        Measure::Change => "Percentage change on a year before",
    };
    let by = match query.by {
        By::Quarter => "by quarter",
        By::Year => "by financial year",
        By::Rolling => "by year ending each quarter",
    };
    format!("{measure}, {by}, {}", shown_time(answer, dataset))
}

/// The time for which at least one chosen area has a value: a title must not promise more.
fn shown_time(answer: &Answer, dataset: &Dataset) -> String {
    let has_value = |index: &usize| answer.series.iter().any(|series| series.cells[*index].value().is_some());
    let indices = 0..answer.periods.len();
    match (indices.clone().find(has_value), indices.rev().find(has_value)) {
        (Some(first), Some(last)) => time(answer.periods[first].first, answer.periods[last].last),
        _ => {
            let (first, last) = answer.query.span(dataset);
            time(first, last)
        }
    }
}

/// `April 2014 to June 2023`.
fn time(first: Quarter, last: Quarter) -> String {
    format!("{} to {}", first.first_month_name(), last.last_month_name())
}

pub(crate) fn description(answer: &Answer, dataset: &Dataset) -> String {
    let measure = answer.query.measure;
    let mut parts: Vec<String> = Vec::new();
    let mut left_out = false;
    for series in &answer.series {
        let too_few = |cell: &Cell| cell.value().is_some_and(|value| value.is_too_few_for(measure));
        let few = series.cells.iter().any(too_few);
        left_out |= few;
        let sound = series.cells.iter().enumerate().filter(|(_, cell)| !too_few(cell));
        let mut values = sound.filter_map(|(index, cell)| Some((index, cell.number()?)));
        let Some(first) = values.next() else {
            let none = if few { "has too few for a percentage" } else { "has no figure here" };
            parts.push(format!("{} {none}.", series.name));
            continue;
        };
        let (mut last, mut highest, mut count) = (first, first, 1);
        for value in values {
            last = value;
            count += 1;
            if value.1 > highest.1 {
                highest = value;
            }
        }
        let say = |(index, value): (usize, f64)| {
            format!("{} in {}", words::value(measure, value), in_period(answer.periods[index]))
        };
        parts.push(match count {
            1 => format!("{}: {}.", series.name, say(first)),
            _ => format!("{}: {}, {}; highest {}.", series.name, say(first), say(last), say(highest)),
        });
    }
    if left_out {
        parts.push(LEFT_OUT.to_owned());
    }
    let crossed: Vec<String> = answer
        .rule_changes
        .iter()
        .filter(|change| change.effect == Effect::Break)
        .map(|change| format!("Figures before and after {} are not comparable.", change.date))
        .collect();
    let has_value = |series: &&Series| series.cells.iter().any(|cell| cell.value().is_some());
    let context = match answer.context.iter().filter(has_value).count() {
        0 => String::new(),
        number => format!(" {number} other forces are drawn as thin lines behind."),
    };
    let offence = &dataset.offence(answer.query.offence).lowered;
    format!("Recorded {offence}. {}{context} {}", parts.join(" "), crossed.join(" ")).trim_end().to_owned()
}

/// `April to June 2021`, `the year ending March 2021`.
fn in_period(period: Period) -> String {
    if period.is_quarter() { period.to_string() } else { format!("the {period}") }
}

pub(crate) fn notes(answer: &Answer, dataset: &Dataset) -> Vec<Note> {
    let mut notes = rule_changes(answer, dataset);
    let mut add = |kind, text: String| notes.push(Note { kind, text });
    for text in missing(answer, dataset) {
        add(NoteKind::Missing, text);
    }
    for text in late_supply(answer, dataset) {
        add(NoteKind::Missing, text);
    }
    for text in method(answer, dataset) {
        add(NoteKind::Method, text);
    }
    notes.push(meaning(&answer.query, dataset));
    notes.push(Note { kind: NoteKind::Release, text: release(answer, dataset) });
    notes.push(source(&answer.query));
    notes
}

/// What recorded crime is not.
pub(crate) fn meaning(query: &Query, dataset: &Dataset) -> Note {
    let pack = dataset.pack_of(query.offence);
    let offence = if pack.is_some() { "crime" } else { &dataset.offence(query.offence).lowered };
    let mut text =
        ["These are offences that police recorded. They are not the amount of ", offence, " that happens."].concat();
    if let Some(pack) = pack {
        text.push(' ');
        text.push_str(pack.rules());
    }
    Note { kind: NoteKind::Meaning, text }
}

/// Source and licence of what the query shows.
pub(crate) fn source(query: &Query) -> Note {
    let residents = if query.measure == Measure::Rate { SOURCE_OF_RESIDENTS } else { "" };
    Note { kind: NoteKind::Source, text: format!("{SOURCE}{residents}") }
}

fn rule_changes(answer: &Answer, dataset: &Dataset) -> Vec<Note> {
    let note = |change: &crate::RuleChange| {
        let what = dataset.changes().get(usize::from(change.change)).map_or("", |change| change.what.as_str());
        Note { kind: NoteKind::RuleChange(change.number), text: format!("{}: {what}", change.date) }
    };
    answer.rule_changes.iter().map(note).collect()
}

/// Which figures are not there, a sentence for each reason, the areas and the time it holds for first.
fn missing(answer: &Answer, dataset: &Dataset) -> Vec<String> {
    /// Areas and time that share a reason.
    struct Hole {
        reason: Reason,
        areas: Vec<String>,
        first: Period,
        last: Period,
    }
    let mut holes: Vec<Hole> = Vec::new();
    for series in &answer.series {
        for (reason, first, last) in runs(series, &answer.periods) {
            match holes.iter_mut().find(|hole| hole.reason == reason && hole.first == first && hole.last == last) {
                Some(hole) => hole.areas.push(series.name.clone()),
                None => holes.push(Hole { reason, areas: vec![series.name.clone()], first, last }),
            }
        }
    }
    holes
        .iter()
        .map(|hole| {
            let sentence = hole.reason.sentence(dataset);
            format!("No figure for {}, {}: {sentence}", words::list(&hole.areas), stretch(hole.first, hole.last))
        })
        .collect()
}

/// `April 2014 to June 2023`, `the year ending March 2024`, `the years ending March 2024 to March 2025`. Years
/// are named by their ends: rolling ones overlap, and the time they take together also holds whole ones.
pub(crate) fn stretch(first: Period, last: Period) -> String {
    if first.is_quarter() {
        time(first.first, last.last)
    } else if first == last {
        format!("the {first}")
    } else {
        format!("the years ending {} to {}", first.last.last_month_name(), last.last.last_month_name())
    }
}

/// Runs of missing cells with one cause, and the time they take.
fn runs(series: &Series, periods: &[Period]) -> Vec<(Reason, Period, Period)> {
    let mut runs: Vec<(Reason, Period, Period)> = Vec::new();
    let mut open = false;
    for (cell, period) in series.cells.iter().zip(periods) {
        match cell {
            Cell::Missing(reason) => {
                match runs.last_mut().filter(|(last, ..)| open && last == reason) {
                    Some((_, _, last)) => *last = *period,
                    None => runs.push((*reason, *period, *period)),
                }
                open = true;
            }
            Cell::Value(_) => open = false,
        }
    }
    runs
}

/// Notes on forces of the chosen areas that could not supply in time, within the shown time.
fn late_supply(answer: &Answer, dataset: &Dataset) -> Vec<String> {
    let (Some(first), Some(last)) = (answer.periods.first(), answer.periods.last()) else { return Vec::new() };
    let chosen = |force| answer.query.areas.iter().any(|area| dataset.area(*area).forces.contains(&force));
    dataset
        .changes()
        .iter()
        .filter(|change| change.effect == Effect::Missing && change.offences.contains(&answer.query.offence))
        .filter(|change| (first.first..=last.last).contains(&change.date.quarter()))
        .filter(|change| change.force.is_some_and(chosen))
        .map(|change| format!("{}: {}", change.date, change.what))
        .collect()
}

fn method(answer: &Answer, dataset: &Dataset) -> Vec<String> {
    let query = &answer.query;
    let mut notes: Vec<String> = Vec::new();
    let mut say = |text: &str| notes.push(text.to_owned());
    let breaks: Vec<dataset::Date> =
        answer.rule_changes.iter().filter(|change| change.effect == Effect::Break).map(|change| change.date).collect();
    let chosen = |kind| query.areas.iter().any(|area| dataset.area(*area).kind == kind);
    if chosen(AreaKind::EnglandAndWales) {
        say("England and Wales counts the 43 territorial forces and British Transport Police.");
    }
    if chosen(AreaKind::Nation) || chosen(AreaKind::Region) {
        say("Nations and regions count their territorial forces, without British Transport Police.");
    }
    if let Some(note) = new_codes(answer, dataset) {
        say(&note);
    }
    match query.measure {
        Measure::Count => {}
        Measure::Rate => {
            say("Rates divide by the residents in the middle of the year in which the period starts.");
            let revised = |year: &&u16| {
                answer.periods.iter().any(|period| period.first.year() >= **year)
                    && answer.periods.iter().any(|period| period.first.year() < **year)
            };
            for year in dataset.population_revised_from().iter().filter(revised) {
                let before = year - 1;
                say(&format!(
                    "The population estimate of {year} is of a later edition than that of {before}, so that the step between them holds a revision."
                ));
            }
        }
        Measure::Share => say("All recorded crime leaves out the fraud that national bodies record."),
        Measure::Change => {
            say("Change compares with the same period a year before.");
            for date in &breaks {
                say(&format!("No change is given across {date}: figures before and after are not comparable."));
            }
        }
    }
    let values = || answer.series.iter().flat_map(|series| series.cells.iter().filter_map(Cell::value));
    if query.measure == Measure::Change && values().any(crate::Value::is_on_small_number) {
        say(
            "Percentages on fewer than 20 offences swing widely; their markers are hollow, and † marks them in the table.",
        );
    }
    if values().any(|value| value.mixed_rules) {
        for date in &breaks {
            say(&format!(
                "Years that hold quarters from before and after {date} mix two rules; their markers are hollow, and † marks them in the table."
            ));
        }
    }
    if values().any(|value| value.count < 0) {
        say("A count below zero is a transfer to another force or offence that took away more than was recorded.");
    }
    notes
}

/// Codes that began within the shown time, for an offence that is older than the figures: what was recorded
/// under it before may be recorded under them since, as stalking was within harassment before April 2014.
fn new_codes(answer: &Answer, dataset: &Dataset) -> Option<String> {
    let (first, last) = (answer.periods.first()?.first, answer.periods.last()?.last);
    if dataset.offence(answer.query.offence).since.is_some() || dataset.pack_of(answer.query.offence).is_some() {
        return None;
    }
    let began = |offence: &dataset::Offence| {
        let since = offence.since.filter(|since| first < *since && *since <= last)?;
        Some(format!("{} ({})", offence.lowered, since.first_month_name()))
    };
    let began: Vec<String> = dataset.offences().iter().filter_map(began).collect();
    if began.is_empty() {
        return None;
    }
    Some(format!(
        "Codes of their own began within this time: {}. A fall at such a date can come from the new code alone.",
        words::list(&began)
    ))
}

/// Which releases the values come from, and that the next one may revise them.
fn release(answer: &Answer, dataset: &Dataset) -> String {
    let cells = answer.series.iter().chain(&answer.context).flat_map(|series| &series.cells);
    release_of(&answer.query, cells, dataset)
}

/// Which releases the values of these cells come from, and that the next one may revise them.
pub(crate) fn release_of<'a>(query: &Query, cells: impl Iterator<Item = &'a Cell>, dataset: &Dataset) -> String {
    let describe = |id: ReleaseId| {
        let release = dataset.release(id);
        format!("the release to {}", release.to.last_month_name())
    };
    let mut used = vec![false; dataset.releases().len()];
    for value in cells.filter_map(Cell::value) {
        used[value.release.index()] = true;
    }
    let used: Vec<String> = dataset.release_ids().filter(|release| used[release.index()]).map(describe).collect();
    let from = match (query.release, used.is_empty()) {
        (ReleaseChoice::One(release), _) => format!("Figures from {} alone.", describe(release)),
        (ReleaseChoice::Latest, true) => return REVISIONS.to_owned(),
        (ReleaseChoice::Latest, false) => {
            format!("For each quarter the newest release that has it: {}.", words::list(&used))
        }
    };
    format!("{from} {REVISIONS}")
}
