//! Changes of law, of counting rules and of supply.

use crate::error::{ImportError, Place};
use crate::forces::Forces;
use crate::manifest::{ChangesEntry, LabelEntry};
use crate::recorded::{Offence, known_offence};
use crate::table::{Record, Table};
use dataset::Date;
use dataset::format::ChangeRow;

const DATE: &str = "date";
const EFFECT: &str = "effect";
const WHAT: &str = "what";
const SOURCE: &str = "source";

/// Columns of the list of changes.
pub const COLUMNS: [&str; 4] = [DATE, EFFECT, WHAT, SOURCE];

const EFFECTS: [&str; 6] = ["series_start", "rise", "fall", "break", "missing", "none"];
/// Stands in the list after the start of an address that a row above gives in full.
const AS_ABOVE: &str = " (as above)";

/// Reads the list and adds the manifest's labels; `manifest` is its name in errors.
///
/// # Errors
/// A row cannot be understood, has no label in the manifest, or a label has no row.
pub fn read(
    tables: &[Table],
    entry: &ChangesEntry,
    forces: &Forces,
    offences: &[Offence],
    manifest: &str,
) -> Result<Vec<ChangeRow>, ImportError> {
    let mut changes: Vec<ChangeRow> = Vec::new();
    for record in tables.iter().flat_map(Table::records) {
        let label = label(&record, entry, manifest)?;
        let place = || Place::file(manifest).column("labels");
        for code in &label.offences {
            known_offence(code, offences, place)?;
        }
        let force = match &label.force {
            Some(name) => Some(forces.rows[forces.position(name, place)?].code.clone()),
            None => None,
        };
        let source = source(&record, &changes)?;
        changes.push(ChangeRow {
            date: label.date.clone(),
            effect: effect(&record)?,
            short: label.short.clone(),
            what: sentence(&text(&record, WHAT)?),
            source,
            offences: label.offences.clone(),
            force,
        });
    }
    if let Some(label) = entry.labels.iter().find(|label| !changes.iter().any(|change| change.date == label.date)) {
        let expected = format!("a change of that day in {}", entry.file);
        return Err(ImportError::other(Place::file(manifest).column("labels"), label.date.clone(), expected));
    }
    changes.sort_by(|one, other| one.date.cmp(&other.date));
    Ok(changes)
}

fn label<'a>(record: &Record<'_>, entry: &'a ChangesEntry, manifest: &str) -> Result<&'a LabelEntry, ImportError> {
    let day = record.text(DATE);
    if Date::parse(day).is_none() {
        return Err(ImportError::other(record.at(DATE), format!("\"{day}\""), "a day written as in 2020-04-01"));
    }
    entry.labels.iter().find(|label| label.date == day).ok_or_else(|| {
        let expected = format!("a day that has an entry under \"labels\" in {manifest}");
        ImportError::other(record.at(DATE), day, expected)
    })
}

fn text(record: &Record<'_>, column: &str) -> Result<String, ImportError> {
    match record.text(column) {
        "" => Err(ImportError::other(record.at(column), "an empty cell", "a text")),
        text => Ok(text.to_owned()),
    }
}

fn effect(record: &Record<'_>) -> Result<String, ImportError> {
    let effect = record.text(EFFECT);
    if EFFECTS.contains(&effect) {
        return Ok(effect.to_owned());
    }
    Err(ImportError::other(record.at(EFFECT), format!("\"{effect}\""), format!("one of {}", EFFECTS.join(", "))))
}

fn sentence(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

/// The source, with the whole address where the list refers to a row above.
fn source(record: &Record<'_>, above: &[ChangeRow]) -> Result<String, ImportError> {
    let source = text(record, SOURCE)?;
    let Some(start) = source.strip_suffix(AS_ABOVE) else { return Ok(source) };
    above.iter().map(|change| &change.source).find(|other| other.starts_with(start)).cloned().ok_or_else(|| {
        let expected = format!("a row above whose source starts with {start}");
        ImportError::other(record.at(SOURCE), format!("\"{source}\""), expected)
    })
}
