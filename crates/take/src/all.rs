//! Every figure of the dataset, and what must be known to read them.

use crate::csv::Csv;
use crate::notes::{NoteTaken, day};
use crate::sheet::{Figure, status, unit};
use dataset::{AreaId, Dataset, Effect, OffenceId, ReleaseId};
use query::{Cell, Figures, Measure, Period, ReleaseChoice, SOURCE, Why};

/// Offences recorded in every quarter, for every area, offence and release, as CSV: a quarter stands once for each
/// release that covers it, since forces revise.
pub fn all_figures(dataset: &Dataset) -> String {
    let mut csv = Csv::new();
    for release in dataset.release_ids() {
        let figures = |offence| Figures { dataset, offence, release: ReleaseChoice::One(release) };
        let (first, last) = (dataset.release(release).from, dataset.release(release).to);
        for offence in dataset.offence_ids() {
            for area in dataset.area_ids() {
                for quarter in first.to(last) {
                    let period = Period::quarter(quarter);
                    let cell = figures(offence).cell(area, period, Measure::Count);
                    csv.figure(&figure(area, period, offence, release, &cell, dataset), offence, dataset);
                }
            }
        }
    }
    csv.finish()
}

fn figure(
    area: AreaId,
    period: Period,
    offence: OffenceId,
    release: ReleaseId,
    cell: &Cell,
    dataset: &Dataset,
) -> Figure {
    let count = cell.value().map(|value| value.count);
    let mut notes: Vec<String> = Vec::new();
    for change in dataset.changes() {
        if moves(change.effect) && change.offences.contains(&offence) && period.last >= change.date.quarter() {
            notes.push(rule(change.date));
        }
    }
    if let Cell::Missing(reason) = cell
        && let Why::NotSupplied(_, position) | Why::IncompleteSum(_, position) = reason.why
    {
        notes.push(missing(release, usize::from(position), dataset));
    }
    Figure {
        area,
        period,
        measure: Measure::Count.word(),
        unit: unit(Measure::Count),
        value: count.map(|count| count.to_string()),
        status: status(cell, Measure::Count).to_owned(),
        why: None,
        releases: vec![dataset.release(release).name.clone()],
        notes,
        count,
        base: None,
    }
}

/// The notes to which [`all_figures`] refers, and those that hold for all of them.
pub fn all_notes(dataset: &Dataset) -> Vec<NoteTaken> {
    let mut notes: Vec<NoteTaken> = Vec::new();
    let mut add = |id: String, kind, text: &str| {
        notes.push(NoteTaken { id, kind, number: None, text: text.to_owned(), from: None });
    };
    for change in dataset.changes() {
        if moves(change.effect) && !change.offences.is_empty() {
            add(rule(change.date), "rule", &[&change.date.to_string(), ": ", &change.what].concat());
        }
    }
    for release in dataset.release_ids() {
        for (position, absence) in dataset.release(release).absences.iter().enumerate() {
            add(missing(release, position, dataset), "missing", &absence.why);
        }
    }
    add(
        "meaning".to_owned(),
        "meaning",
        "These are offences that police recorded. They are not the amount of crime that happens.",
    );
    add(
        "release".to_owned(),
        "release",
        "Police forces revise earlier quarters, so that releases differ. Do not add up figures of several releases.",
    );
    add("source".to_owned(), "source", SOURCE);
    notes
}

/// Whether a change moves the counts.
fn moves(effect: Effect) -> bool {
    matches!(effect, Effect::Rise | Effect::Fall | Effect::Break)
}

fn rule(date: dataset::Date) -> String {
    ["rule-", &day(date)].concat()
}

fn missing(release: ReleaseId, position: usize, dataset: &Dataset) -> String {
    ["missing-", &dataset.release(release).name, "-", &(position + 1).to_string()].concat()
}
