//! The words around a table.

use crate::{
    Answer, By, Caption, Cell, Grid, GridColumn, GridRow, Measure, Note, NoteKind, Period, Query, Reason, Rows, Series,
};
use crate::{caption, notes, order_by, words};
use dataset::{AreaKind, Dataset, Effect};

/// The measures of a table's columns, and their headings.
pub(crate) const MEASURES: [(Measure, &str); 4] = [
    (Measure::Count, "Count"),
    (Measure::Rate, "Per 1,000 residents"),
    (Measure::Share, "Share of all crime"),
    (Measure::Change, "Change on a year before"),
];
/// The same in a line or a sentence.
const ALL_MEASURES: &str = "count, rate per 1,000 residents, share of all recorded crime and change on a year before";
/// Rows or stretches of time that a note names; of more it says how many.
const MOST_NAMED: usize = 6;

/// The words around a table whose rows are areas.
pub(crate) fn of_areas(query: &Query, grid: &Grid, dataset: &Dataset) -> Caption {
    let answer = answer_of(query, grid, dataset);
    let forces = query.options.rows == Rows::Forces;
    let title = if forces {
        [&dataset.offence(query.offence).name, " recorded by ", EVERY_FORCE].concat()
    } else {
        notes::title(query, dataset)
    };
    let (subtitle, sentence) = match grid.period {
        None if forces => {
            let time = words::split_once(&answer.subtitle, ", ").map_or("", |(_, time)| time);
            let sentence = caption::sentence_of(query, EVERY_FORCE, time, dataset);
            (answer.subtitle.clone(), sentence)
        }
        None => (answer.subtitle.clone(), caption::sentence(&answer, dataset)),
        Some(period) => {
            let who = if forces { EVERY_FORCE.to_owned() } else { caption::recorders(query, dataset) };
            let start = caption::recorded_by(query, &who, dataset);
            let time = period.to_string();
            (
                [&words::capitalised(ALL_MEASURES), ", ", &time].concat(),
                [&start, ": ", ALL_MEASURES, ", ", &time, "."].concat(),
            )
        }
    };
    Caption {
        title,
        subtitle,
        sentence,
        description: description(grid, &answer, dataset),
        notes: all_notes(grid, &answer, forces, dataset),
    }
}

/// Who recorded, where every row is a force or adds some up.
const EVERY_FORCE: &str = "every police force in England and Wales";

/// The table as an answer, as far as titles and notes go: its rows are series.
fn answer_of(query: &Query, grid: &Grid, dataset: &Dataset) -> Answer {
    let mut asked = query.clone();
    asked.areas = vec![dataset.england_and_wales()];
    if let Some(period) = grid.period {
        (asked.from, asked.to, asked.by) = (Some(period.first), Some(period.last), By::Quarter);
    }
    let mut answer = Answer::to(&asked, dataset);
    if let Some(period) = grid.period {
        answer.periods = vec![period];
    }
    answer.query.areas = grid.rows.iter().filter_map(|row| row.area).collect();
    answer.series = series(grid, query.measure, true);
    if grid.period.is_none() {
        answer.subtitle = notes::subtitle(&answer, dataset);
    }
    if query.options.rows == Rows::Chosen {
        answer.query.areas.clone_from(&query.areas);
    }
    answer
}

/// The rows as series of one measure, with or without the cells that have no value.
fn series(grid: &Grid, measure: Measure, with_missing: bool) -> Vec<Series> {
    let series_of = |row: &GridRow| {
        let of_measure = row.cells.iter().zip(&grid.columns).filter(|(_, column)| column.measure == measure);
        let cells = of_measure.map(|(cell, _)| *cell).filter(|cell| with_missing || cell.value().is_some());
        Some(Series { area: row.area?, name: row.name.clone(), cells: cells.collect() })
    };
    grid.rows.iter().filter_map(series_of).collect()
}

/// What must be known to read the figures, of every measure that is shown.
fn all_notes(grid: &Grid, answer: &Answer, forces: bool, dataset: &Dataset) -> Vec<Note> {
    let mut all: Vec<Note> = Vec::new();
    let mut answer = answer.clone();
    for (measure, _) in MEASURES {
        if !grid.columns.iter().any(|column| column.measure == measure) {
            continue;
        }
        answer.query.measure = measure;
        answer.series = series(grid, measure, !forces);
        for note in notes::notes(&answer, dataset) {
            // Residents make the source longer: the longer note says all that the shorter one does. Whatever
            // is measured, it is the same release of the same offences.
            let same = all.iter_mut().find(|had| match note.kind {
                NoteKind::Source | NoteKind::Release => had.kind == note.kind,
                _ => had.text == note.text,
            });
            match same {
                Some(had) if note.kind == NoteKind::Source && note.text.len() > had.text.len() => *had = note,
                Some(_) => {}
                None => all.push(note),
            }
        }
    }
    if forces {
        all.extend(missing(grid, &answer.periods, dataset));
    }
    let order = order_by(all.len(), &mut |a, b| rank(all[a].kind).cmp(&rank(all[b].kind)));
    order.into_iter().map(|at| all[at].clone()).collect()
}

/// The order in which notes stand.
fn rank(kind: NoteKind) -> u8 {
    match kind {
        NoteKind::RuleChange(_) => 0,
        NoteKind::Missing => 1,
        NoteKind::Method => 2,
        NoteKind::Meaning => 3,
        NoteKind::Release => 4,
        NoteKind::Source => 5,
    }
}

/// Rows and columns, side by side, that lack figures for one reason.
struct Hole {
    reason: Reason,
    rows: Vec<String>,
    first: usize,
    last: usize,
}

/// Which figures are not there: a sentence for each reason, the rows and the time it holds for first; where that
/// is a long list, how many figures it holds for.
fn missing(grid: &Grid, periods: &[Period], dataset: &Dataset) -> Vec<Note> {
    let holes = holes(grid);
    let mut told: Vec<Reason> = Vec::new();
    let mut notes: Vec<Note> = Vec::new();
    for hole in &holes {
        if told.contains(&hole.reason) {
            continue;
        }
        told.push(hole.reason);
        let alike: Vec<&Hole> = holes.iter().filter(|other| other.reason == hole.reason).collect();
        let rows = distinct_rows(grid);
        let is_short = |hole: &&Hole| hole.rows.len() <= MOST_NAMED || hole.rows.len() == rows;
        let sentence = hole.reason.sentence(dataset);
        if alike.len() <= 2 && alike.iter().all(is_short) {
            for hole in alike {
                let who = if hole.rows.len() == rows { "any row".to_owned() } else { words::list(&hole.rows) };
                let when = if grid.period.is_some() {
                    measures_of(grid, hole)
                } else {
                    match (periods.get(hole.first), periods.get(hole.last)) {
                        (Some(first), Some(last)) => notes::stretch(*first, *last),
                        _ => String::new(),
                    }
                };
                notes.push(note(format!("No figure for {who}, {when}: {sentence}")));
            }
        } else {
            let cells = alike.iter().map(|hole| hole.rows.len() * (hole.last + 1 - hole.first)).sum::<usize>();
            notes.push(note(format!("{cells} cells say “{}”: {sentence}", hole.reason.short())));
        }
    }
    notes
}

fn note(text: String) -> Note {
    Note { kind: NoteKind::Missing, text }
}

fn holes(grid: &Grid) -> Vec<Hole> {
    let mut holes: Vec<Hole> = Vec::new();
    for (at, row) in grid.rows.iter().enumerate() {
        // Wales heads its group and is one of the totals: it is told once.
        if grid.rows[..at].iter().any(|earlier| earlier.area == row.area) {
            continue;
        }
        let mut runs: Vec<(Reason, usize, usize)> = Vec::new();
        for (column, cell) in row.cells.iter().enumerate() {
            let Cell::Missing(reason) = cell else { continue };
            match runs.last_mut().filter(|(former, _, last)| former == reason && *last + 1 == column) {
                Some((_, _, last)) => *last = column,
                None => runs.push((*reason, column, column)),
            }
        }
        for (reason, first, last) in runs {
            match holes.iter_mut().find(|hole| (hole.reason, hole.first, hole.last) == (reason, first, last)) {
                Some(hole) => hole.rows.push(row.name.clone()),
                None => holes.push(Hole { reason, rows: vec![row.name.clone()], first, last }),
            }
        }
    }
    holes
}

fn distinct_rows(grid: &Grid) -> usize {
    let again = |at: usize| grid.rows[..at].iter().any(|earlier| earlier.area == grid.rows[at].area);
    (0..grid.rows.len()).filter(|at| !again(*at)).count()
}

/// The headings of the columns of a hole, in a sentence.
fn measures_of(grid: &Grid, hole: &Hole) -> String {
    let names = grid.columns.get(hole.first..=hole.last).unwrap_or_default();
    let names: Vec<String> = names.iter().map(|column| words::lowered(&column.name)).collect();
    words::list(&names)
}

/// What the figures do, for a reader who does not see them side by side.
fn description(grid: &Grid, answer: &Answer, dataset: &Dataset) -> String {
    let offence = &dataset.offence(answer.query.offence).lowered;
    let mut parts: Vec<String> = vec![format!("Recorded {offence}.")];
    let is_force = |row: &&GridRow| {
        let kind = row.area.map(|area| dataset.area(area).kind);
        matches!(kind, Some(AreaKind::Force | AreaKind::NonTerritorial))
    };
    let forces: Vec<&GridRow> = grid.rows.iter().filter(is_force).collect();
    // Sums are always above their parts: forces are held against forces, and other areas named alone.
    let rows: Vec<&GridRow> = if forces.len() > 1 { forces } else { grid.rows.iter().collect() };
    let told: Vec<usize> = match grid.period {
        Some(_) => (0..grid.columns.len()).collect(),
        None => last_with_figures(&rows, &grid.columns).into_iter().collect(),
    };
    for column in told.iter().copied() {
        parts.extend(extremes(grid, &rows, column));
    }
    let left_out = told.iter().any(|column| {
        let measure = grid.columns.get(*column).map_or(Measure::Count, |column| column.measure);
        rows.iter().any(|row| row.cells[*column].value().is_some_and(|value| value.is_too_few_for(measure)))
    });
    if parts.len() == 1 && !left_out {
        parts.push("There is no figure here.".to_owned());
    }
    if left_out {
        parts.push(notes::LEFT_OUT.to_owned());
    }
    for change in answer.rule_changes.iter().filter(|change| change.effect == Effect::Break) {
        parts.push(format!("Figures before and after {} are not comparable.", change.date));
    }
    parts.join(" ")
}

/// The last column in which a row has a value.
fn last_with_figures(rows: &[&GridRow], columns: &[GridColumn]) -> Option<usize> {
    let has = |at: &usize| rows.iter().any(|row| row.cells[*at].value().is_some());
    let has_sound = |at: &usize| rows.iter().any(|row| sound(&row.cells[*at], &columns[*at]).is_some());
    (0..columns.len()).rev().find(has_sound).or_else(|| (0..columns.len()).rev().find(has))
}

/// The value of a cell, where it is no percentage on too few.
fn sound(cell: &Cell, column: &GridColumn) -> Option<f64> {
    cell.value().filter(|value| !value.is_too_few_for(column.measure)).map(|value| value.value)
}

/// The highest and the lowest of a column: `April to June 2023: highest Gwent, 97; lowest Cumbria, 31.`
fn extremes(grid: &Grid, rows: &[&GridRow], column: usize) -> Option<String> {
    let mut highest: Option<(&GridRow, f64)> = None;
    let mut lowest: Option<(&GridRow, f64)> = None;
    for row in rows {
        let Some(value) = sound(&row.cells[column], grid.columns.get(column)?) else { continue };
        if highest.is_none_or(|(_, most)| value > most) {
            highest = Some((row, value));
        }
        if lowest.is_none_or(|(_, least)| value < least) {
            lowest = Some((row, value));
        }
    }
    let ((high, most), (low, least)) = (highest?, lowest?);
    let at = grid.columns.get(column)?;
    let value = |number| words::value(at.measure, number);
    Some(if most > least {
        let (most, least) = (value(most), value(least));
        [
            &words::capitalised(&at.name),
            ": highest ",
            &high.name,
            ", ",
            &most,
            "; lowest ",
            &low.name,
            ", ",
            &least,
            ".",
        ]
        .concat()
    } else {
        [&words::capitalised(&at.name), ": ", &high.name, ", ", &value(most), "."].concat()
    })
}
