//! The words around the figures: title, measure and period, description, notes.

use crate::answer::{Answer, Note, NoteKind, RuleChange, Series};
use crate::cell::{Cell, Reason};
use crate::request::{By, Measure, Query, ReleaseChoice};
use crate::{Period, Value, words};
use dataset::{AreaKind, Change, Dataset, Effect, OffenceId, Quarter, ReleaseId};

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
    let is_list = query.areas.len() > 2;
    let mut names: Vec<&str> = Vec::new();
    for area in &query.areas {
        let area = dataset.area(*area);
        names.push(if is_list { &area.name } else { &area.recorder });
    }
    if is_list {
        let count = names.len().to_string();
        [offence, " recorded by police in ", &count, " areas: ", &names.join("; ")].concat()
    } else {
        [offence, " recorded by ", &words::list(&names)].concat()
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
    [measure, ", ", by, ", ", &shown_time(answer, dataset)].concat()
}

/// The time for which at least one chosen area has a value: a title must not promise more.
fn shown_time(answer: &Answer, dataset: &Dataset) -> String {
    let mut shown: Option<(Quarter, Quarter)> = None;
    for (index, period) in answer.periods.iter().enumerate() {
        if answer.series.iter().any(|series| series.cells[index].value().is_some()) {
            shown = Some((shown.map_or(period.first, |(first, _)| first), period.last));
        }
    }
    let (first, last) = shown.unwrap_or_else(|| answer.query.span(dataset));
    time(first, last)
}

/// `April 2014 to June 2023`.
fn time(first: Quarter, last: Quarter) -> String {
    [&first.first_month_name(), " to ", &last.last_month_name()].concat()
}

pub(crate) fn description(answer: &Answer, dataset: &Dataset) -> String {
    let measure = answer.query.measure;
    let mut text = ["Recorded ", &dataset.offence(answer.query.offence).lowered, "."].concat();
    let mut say = |parts: &[&str]| parts.iter().for_each(|part| text.push_str(part));
    let mut left_out = false;
    for series in &answer.series {
        // The first, the last and the highest value that is said, by its position.
        let (mut said, mut few, mut count) = ([(0, 0.0); 3], false, 0);
        for (index, cell) in series.cells.iter().enumerate() {
            let Some(value) = cell.value() else { continue };
            if value.is_too_few_for(measure) {
                few = true;
                continue;
            }
            let number = (index, value.value);
            if count == 0 {
                said = [number; 3];
            }
            count += 1;
            said[1] = number;
            if number.1 > said[2].1 {
                said[2] = number;
            }
        }
        left_out |= few;
        say(&[" ", &series.name]);
        if count == 0 {
            say(&[if few { " has too few for a percentage" } else { " has no figure here" }]);
        }
        for ((index, value), before) in
            said.iter().zip([": ", ", ", "; highest "]).take(if count < 2 { count } else { 3 })
        {
            say(&[before, &words::value(measure, *value), " in ", &in_period(answer.periods[*index])]);
        }
        say(&["."]);
    }
    if left_out {
        say(&[" ", LEFT_OUT]);
    }
    let has_value = |series: &&Series| series.cells.iter().any(|cell| cell.value().is_some());
    let others = answer.context.iter().filter(has_value).count();
    if others > 0 {
        say(&[" ", &others.to_string(), " other forces are drawn as thin lines behind."]);
    }
    for date in breaks(&answer.rule_changes) {
        say(&[" Figures before and after ", &date, " are not comparable."]);
    }
    text
}

/// `April to June 2021`, `the year ending March 2021`.
pub(crate) fn in_period(period: Period) -> String {
    [if period.is_quarter() { "" } else { "the " }, &period.to_string()].concat()
}

/// Adds a note whose text comes in parts. Apart, as what joins texts is large where it stands.
#[inline(never)]
pub(crate) fn add(notes: &mut Vec<Note>, kind: NoteKind, text: &[&str]) {
    notes.push(Note { kind, text: text.concat() });
}

/// Adds what a change of the rules is, and what else is to be said of it.
pub(crate) fn rule_change(notes: &mut Vec<Note>, change: &RuleChange, ending: &str, dataset: &Dataset) {
    let what = dataset.changes().get(usize::from(change.change)).map_or("", |change| change.what.as_str());
    add(notes, NoteKind::RuleChange(change.number), &[&change.date.to_string(), ": ", what, ending]);
}

/// Adds what is known of forces that could not supply figures of an offence in time, where it concerns what is shown.
pub(crate) fn late_supply(
    notes: &mut Vec<Note>,
    dataset: &Dataset,
    offence: OffenceId,
    concerns: &dyn Fn(&Change) -> bool,
) {
    for change in dataset.changes() {
        if change.effect == Effect::Missing && change.offences.contains(&offence) && concerns(change) {
            add(notes, NoteKind::Missing, &[&change.date.to_string(), ": ", &change.what]);
        }
    }
}

/// Dates of the breaks among changes of the rules.
pub(crate) fn breaks(changes: &[RuleChange]) -> Vec<String> {
    let mut dates = Vec::new();
    for change in changes {
        if change.effect == Effect::Break {
            dates.push(change.date.to_string());
        }
    }
    dates
}

pub(crate) fn notes(answer: &Answer, dataset: &Dataset) -> Vec<Note> {
    let mut notes = Vec::new();
    for change in &answer.rule_changes {
        rule_change(&mut notes, change, "", dataset);
    }
    missing(answer, dataset, &mut notes);
    let chosen = |force| answer.query.areas.iter().any(|area| dataset.area(*area).forces.contains(&force));
    if let (Some(first), Some(last)) = (answer.periods.first(), answer.periods.last()) {
        late_supply(&mut notes, dataset, answer.query.offence, &|change| {
            (first.first..=last.last).contains(&change.date.quarter()) && change.force.is_some_and(chosen)
        });
    }
    method(answer, dataset, &mut notes);
    notes.push(meaning(&answer.query, dataset));
    add(&mut notes, NoteKind::Release, &[&release(answer, dataset)]);
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
    Note { kind: NoteKind::Source, text: [SOURCE, residents].concat() }
}

/// Which figures are not there, a sentence for each reason, the areas and the time it holds for first.
fn missing(answer: &Answer, dataset: &Dataset, notes: &mut Vec<Note>) {
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
    for hole in holes {
        let (areas, time) = (words::list(&hole.areas), stretch(hole.first, hole.last));
        let sentence = hole.reason.sentence(dataset);
        add(notes, NoteKind::Missing, &["No figure for ", &areas, ", ", &time, ": ", &sentence]);
    }
}

/// `April 2014 to June 2023`, `the year ending March 2024`, `the years ending March 2024 to March 2025`. Years
/// are named by their ends: rolling ones overlap, and the time they take together also holds whole ones.
pub(crate) fn stretch(first: Period, last: Period) -> String {
    if first.is_quarter() {
        time(first.first, last.last)
    } else if first == last {
        in_period(first)
    } else {
        ["the years ending ", &first.last.last_month_name(), " to ", &last.last.last_month_name()].concat()
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

fn method(answer: &Answer, dataset: &Dataset, notes: &mut Vec<Note>) {
    let query = &answer.query;
    let mut say = |text: &[&str]| add(notes, NoteKind::Method, text);
    let breaks = breaks(&answer.rule_changes);
    let chosen = |kind| query.areas.iter().any(|area| dataset.area(*area).kind == kind);
    if chosen(AreaKind::EnglandAndWales) {
        say(&["England and Wales counts the 43 territorial forces and British Transport Police."]);
    }
    if chosen(AreaKind::Nation) || chosen(AreaKind::Region) {
        say(&["Nations and regions count their territorial forces, without British Transport Police."]);
    }
    let codes = new_codes(answer, dataset);
    if !codes.is_empty() {
        let alone = ". A fall at such a date can come from the new code alone.";
        say(&["Codes of their own began within this time: ", &words::list(&codes), alone]);
    }
    match query.measure {
        Measure::Count => {}
        Measure::Rate => {
            say(&["Rates divide by the residents in the middle of the year in which the period starts."]);
            for revision in revisions(dataset, &answer.periods) {
                say(&[&revision]);
            }
        }
        Measure::Share => say(&["All recorded crime leaves out the fraud that national bodies record."]),
        Measure::Change => {
            say(&["Change compares with the same period a year before."]);
            for date in &breaks {
                say(&["No change is given across ", date, ": figures before and after are not comparable."]);
            }
        }
    }
    let any = |is_it: &dyn Fn(&Value) -> bool| {
        answer.series.iter().any(|series| series.cells.iter().any(|cell| cell.value().is_some_and(is_it)))
    };
    if query.measure == Measure::Change && any(&Value::is_on_small_number) {
        say(&[
            "Percentages on fewer than 20 offences swing widely; their markers are hollow, and † marks them in the table.",
        ]);
    }
    if any(&|value| value.mixed_rules) {
        for date in &breaks {
            let marked = " mix two rules; their markers are hollow, and † marks them in the table.";
            say(&["Years that hold quarters from before and after ", date, marked]);
        }
    }
    if any(&|value| value.count < 0) {
        say(&["A count below zero is a transfer to another force or offence that took away more than was recorded."]);
    }
}

/// That a step between two of the periods holds a revision of the residents, a sentence for each.
pub(crate) fn revisions(dataset: &Dataset, periods: &[Period]) -> Vec<String> {
    let mut revisions = Vec::new();
    for year in dataset.population_revised_from() {
        let later = periods.iter().filter(|period| period.first.year() >= *year).count();
        if later > 0 && later < periods.len() {
            let (year, before) = (usize::from(*year), usize::from(year.saturating_sub(1)));
            let revised = ", so that the step between them holds a revision.";
            let (year, before) = (year.to_string(), before.to_string());
            let edition = " is of a later edition than that of ";
            revisions.push(["The population estimate of ", &year, edition, &before, revised].concat());
        }
    }
    revisions
}

/// Codes that began within the shown time, for an offence that is older than the figures: what was recorded
/// under it before may be recorded under them since, as stalking was within harassment before April 2014.
fn new_codes(answer: &Answer, dataset: &Dataset) -> Vec<String> {
    let mut codes = Vec::new();
    let (Some(first), Some(last)) = (answer.periods.first(), answer.periods.last()) else { return codes };
    if dataset.offence(answer.query.offence).since.is_some() || dataset.pack_of(answer.query.offence).is_some() {
        return codes;
    }
    for offence in dataset.offences() {
        if let Some(since) = offence.since.filter(|since| first.first < *since && *since <= last.last) {
            codes.push([&offence.lowered, " (", &since.first_month_name(), ")"].concat());
        }
    }
    codes
}

/// Which releases the values come from, and that the next one may revise them.
fn release(answer: &Answer, dataset: &Dataset) -> String {
    let cells = answer.series.iter().chain(&answer.context).flat_map(|series| &series.cells);
    release_of(&answer.query, cells, dataset)
}

/// Which releases the values of these cells come from, and that the next one may revise them.
pub(crate) fn release_of<'a>(query: &Query, cells: impl Iterator<Item = &'a Cell>, dataset: &Dataset) -> String {
    let mut used = vec![false; dataset.releases().len()];
    for cell in cells {
        if let Some(value) = cell.value() {
            used[value.release.index()] = true;
        }
    }
    let describe = |id: ReleaseId| ["the release to ", &dataset.release(id).to.last_month_name()].concat();
    if let ReleaseChoice::One(release) = query.release {
        return ["Figures from ", &describe(release), " alone. ", REVISIONS].concat();
    }
    let mut names: Vec<String> = Vec::new();
    for release in dataset.release_ids() {
        if used[release.index()] {
            names.push(describe(release));
        }
    }
    if names.is_empty() {
        return REVISIONS.to_owned();
    }
    ["For each quarter the newest release that has it: ", &words::list(&names), ". ", REVISIONS].concat()
}
