//! `data/offences.txt`: the other offences of one release, packed. `data/README.md` describes the format.
//!
//! What the table says is kept as it is, but for two things that would read as findings: codes under which no offence of
//! any force was ever recorded (they serve the table of outcomes) are left out, and the zeros that the table gives for a
//! code before it was one, or after, where the manifest declares when that was.

use crate::error::{ImportError, Place, Problem};
use crate::forces::{Body, Forces};
use crate::manifest::{PackEntry, ReleaseEntry};
use crate::recorded::{self, ALL_CRIME, CODE, NUMBER, Notes, Reader, count, first_month, last_month, offence_code};
use crate::table::{Record, Table};
use dataset::{Dataset, Figure, Pack, Quarter};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Name of the file.
pub const FILE: &str = "offences.txt";
/// So many quarters without an offence of any force, at the end of a code's time, are worth a question.
const LONG: usize = 8;

/// What the other offences are read with.
pub struct Asked<'a> {
    /// What the manifest says of them.
    pub entry: &'a PackEntry,
    /// Their release.
    pub release: &'a ReleaseEntry,
    /// The forces of the dataset.
    pub forces: &'a Forces,
    /// The manifest's name in errors.
    pub manifest: &'a str,
    /// The dataset to which they are added; its own offences are left out.
    pub dataset: &'a Dataset,
}

/// The file, and what to tell of it.
pub struct Packed {
    /// Content.
    pub text: String,
    /// A line on what it holds.
    pub summary: String,
    /// What was left out, or is worth a question.
    pub notes: Notes,
}

/// An offence of the table.
struct Code {
    name: String,
    group: String,
    subgroup: String,
    cells: BTreeMap<(usize, Quarter), (Option<i32>, Place)>,
}

/// Reads the table of all offences and packs those that are not the dataset's own. What was packed is read back, and
/// every row of the table is held against it.
///
/// # Errors
/// A row cannot be understood, a code has two names, a figure is there twice or not at all, lies before or after what the
/// manifest declares of its code, or all offences of a force do not add up to the release's table of all crime.
pub fn read(asked: &Asked<'_>, tables: &[Table]) -> Result<Packed, ImportError> {
    let reader = Reader::new(asked.release, asked.forces, &[], asked.manifest)?;
    let mut codes: BTreeMap<String, Code> = BTreeMap::new();
    let mut sums: BTreeMap<(usize, Quarter), i64> = BTreeMap::new();
    for record in tables.iter().flat_map(Table::records) {
        let (body, quarter) = reader.key(&record)?;
        let Body::Force(force) = body else { continue };
        let (code, found) = (offence_code(&record)?, count(&record)?);
        *sums.entry((force, quarter)).or_default() += i64::from(found.unwrap_or_default());
        if asked.dataset.offence_by_code(&code).is_some() {
            continue;
        }
        let place = record.at(NUMBER);
        let entry = of_record(&mut codes, &code, &record)?;
        if let Some((_, first)) = entry.cells.insert((force, quarter), (found, place.clone())) {
            let what = reader.what(&code, body, quarter);
            return Err(ImportError::new(place, Problem::Duplicate { what, first: Place { column: None, ..first } }));
        }
    }
    let mut notes = Notes::default();
    check_all_crime(asked, &reader, &sums)?;
    known_codes(asked, &codes)?;
    leave_out_empty(&mut codes, &mut notes);
    let text = written(asked, &reader, &codes, &mut notes)?;
    let pack = Pack::read(&text, asked.dataset).map_err(|error| crate::unreadable(FILE, error))?;
    let summary = format!("other offences: {} codes of {}, {} bytes", codes.len(), asked.release.name, text.len());
    held_against(asked, pack, &codes)?;
    Ok(Packed { text, summary, notes })
}

fn of_record<'a>(
    codes: &'a mut BTreeMap<String, Code>,
    code: &str,
    record: &Record<'_>,
) -> Result<&'a mut Code, ImportError> {
    let text = |column: &str| record.text(column).split_whitespace().collect::<Vec<_>>().join(" ");
    let [_, _, _, name, group, subgroup, ..] = recorded::COLUMNS;
    let entry = codes.entry(code.to_owned()).or_insert_with(|| Code {
        name: text(name),
        group: text(group),
        subgroup: text(subgroup),
        cells: BTreeMap::new(),
    });
    for (column, before) in [(name, &entry.name), (group, &entry.group), (subgroup, &entry.subgroup)] {
        let now = text(column);
        if now != *before || now.is_empty() {
            let found = format!("\"{now}\" for {code}");
            return Err(ImportError::other(record.at(column), found, format!("\"{before}\", as in the rows before")));
        }
    }
    Ok(entry)
}

/// All offences of a force and quarter are all of its crime, where the release came with a table of that.
fn check_all_crime(
    asked: &Asked<'_>,
    reader: &Reader<'_>,
    sums: &BTreeMap<(usize, Quarter), i64>,
) -> Result<(), ImportError> {
    let Some(release) = asked.dataset.release_by_name(&asked.release.name) else { return Ok(()) };
    for ((index, quarter), sum) in sums {
        let code = &asked.forces.rows[*index].code;
        let all = asked.dataset.force_by_code(code).and_then(|force| asked.dataset.all_crime(release, force, *quarter));
        if let Some(all) = all.map(i64::from).filter(|all| all != sum) {
            let what = reader.what(ALL_CRIME, Body::Force(*index), *quarter);
            let problem = Problem::TotalDisagrees { found: all, expected: *sum, what };
            return Err(ImportError::new(Place::file(&asked.entry.file), problem));
        }
    }
    Ok(())
}

/// Whatever the manifest says of a code must be said of one.
fn known_codes(asked: &Asked<'_>, codes: &BTreeMap<String, Code>) -> Result<(), ImportError> {
    for (field, declared) in [("since", &asked.entry.since), ("until", &asked.entry.until)] {
        if let Some(code) = declared.keys().find(|code| !codes.contains_key(*code)) {
            let place = Place::file(asked.manifest).column(field);
            return Err(ImportError::new(place, Problem::UnknownOffence(code.clone())));
        }
    }
    Ok(())
}

fn leave_out_empty(codes: &mut BTreeMap<String, Code>, notes: &mut Notes) {
    let is_empty = |code: &Code| code.cells.values().all(|(count, _)| count.is_none_or(|count| count == 0));
    let empty: Vec<String> = codes.iter().filter(|(_, code)| is_empty(code)).map(|(name, _)| name.clone()).collect();
    codes.retain(|_, code| !is_empty(code));
    if !empty.is_empty() {
        let (number, names) = (empty.len(), empty.join(", "));
        notes.0.push(format!("{number} codes under which no offence was recorded, left out: {names}"));
    }
}

fn written(
    asked: &Asked<'_>,
    reader: &Reader<'_>,
    codes: &BTreeMap<String, Code>,
    notes: &mut Notes,
) -> Result<String, ImportError> {
    let (entry, release) = (asked.entry, asked.release);
    let mut text = format!(
        "on-record/offences\t1\nrelease\t{}\t{}\t{}\nsource\t{}\nabsent\t{}\nforces",
        release.name,
        release.from,
        release.to,
        entry.provenance,
        entry.absent.as_deref().unwrap_or_default()
    );
    for force in &asked.forces.rows {
        text.push('\t');
        text.push_str(&force.code);
    }
    text.push('\n');
    for (code, of_code) in codes {
        let (first, last) = time(asked, code, of_code)?;
        note_long_silence(code, of_code, first, last, notes);
        let mut rows = String::new();
        let mut total = 0;
        for index in 0..asked.forces.rows.len() {
            let mut row: Vec<Option<i32>> = Vec::new();
            for quarter in first.to(last) {
                let found = of_code.cells.get(&(index, quarter));
                let count = found.and_then(|(count, _)| *count);
                if count.is_none() && entry.absent.is_none() {
                    let what = reader.what(code, Body::Force(index), quarter);
                    let place = found.map_or_else(|| Place::file(&entry.file), |(_, place)| place.clone());
                    return Err(ImportError::new(place, Problem::Hole { what }));
                }
                total += i64::from(count.unwrap_or_default());
                row.push(count);
            }
            rows.push_str(&pack(&row));
            rows.push('\n');
        }
        let Code { name, group, subgroup, .. } = of_code;
        let (from, to) = (first.first_month_text(), last.last_month_text());
        // Writing to a text cannot fail.
        let _ = writeln!(text, "offence\t{code}\t{name}\t{group}\t{subgroup}\t{from}\t{to}\t{total}");
        text.push_str(&rows);
    }
    Ok(text)
}

/// The time of a code: from its first row to its last, or what the manifest declares, beyond which there may be zeros.
fn time(asked: &Asked<'_>, code: &str, of_code: &Code) -> Result<(Quarter, Quarter), ImportError> {
    let quarters = || of_code.cells.keys().map(|(_, quarter)| *quarter);
    let (mut first, mut last) =
        (quarters().min().unwrap_or(Quarter::FIRST), quarters().max().unwrap_or(Quarter::FIRST));
    if let Some(since) = asked.entry.since.get(code) {
        first = first.max(first_month(since, asked.manifest, "since")?);
    }
    if let Some(until) = asked.entry.until.get(code) {
        last = last.min(last_month(until, asked.manifest, "until")?);
    }
    for ((_, quarter), (count, place)) in &of_code.cells {
        if !(first..=last).contains(quarter) && count.is_some_and(|count| count != 0) {
            let found = format!("{} of {code}", count.unwrap_or_default());
            let expected = format!("none before {} or after {}", first.first_month_name(), last.last_month_name());
            return Err(ImportError::other(Place { column: Some(CODE.to_owned()), ..place.clone() }, found, expected));
        }
    }
    Ok((first, last))
}

/// Tells of codes that seem to begin later, or to end earlier, than the table has rows of them.
fn note_long_silence(code: &str, of_code: &Code, first: Quarter, last: Quarter, notes: &mut Notes) {
    let silent = |quarter: &Quarter| {
        of_code.cells.iter().all(|((_, other), (count, _))| other != quarter || count.is_none_or(|count| count == 0))
    };
    for (end, length) in [
        ("first", first.to(last).take_while(silent).count()),
        ("last", first.to(last).rev().take_while(silent).count()),
    ] {
        if length >= LONG {
            notes
                .0
                .push(format!("{code}: no offence of any force in the {end} {length} quarters; was it a code then?"));
        }
    }
}

/// Every row of the table is what the packed file says, or a zero outside the declared time of its code.
fn held_against(asked: &Asked<'_>, pack: Pack, codes: &BTreeMap<String, Code>) -> Result<(), ImportError> {
    let (dataset, release) = (asked.dataset.clone(), pack.release());
    // A dataset that was just read holds no other pack.
    let _ = dataset.add(pack);
    for (code, of_code) in codes {
        for ((index, quarter), (count, place)) in &of_code.cells {
            let force = dataset.force_by_code(&asked.forces.rows[*index].code);
            let figure = dataset
                .offence_by_code(code)
                .zip(force)
                .map(|(offence, force)| dataset.recorded(release, offence, force, *quarter));
            let same = match (figure, count) {
                (Some(Figure::Count(packed)), Some(count)) => packed == *count,
                (Some(Figure::Missing(_)), count) => count.is_none_or(|count| count == 0),
                _ => false,
            };
            if !same {
                return Err(ImportError::other(place.clone(), format!("{count:?}"), format!("{figure:?}, as packed")));
            }
        }
    }
    Ok(())
}

/// A row of counts by the rule of the format: differences, five bits a character.
fn pack(row: &[Option<i32>]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut text, mut last) = (String::new(), 0_i64);
    for count in row {
        let Some(count) = count.map(i64::from) else {
            text.push('!');
            continue;
        };
        let difference = count - last;
        last = count;
        let mut rest = if difference < 0 { -2 * difference - 1 } else { 2 * difference };
        loop {
            let digit = (rest & 31) + if rest > 31 { 32 } else { 0 };
            text.push(
                usize::try_from(digit).ok().and_then(|digit| ALPHABET.get(digit)).map_or('!', |&byte| byte.into()),
            );
            rest >>= 5;
            if rest == 0 {
                break;
            }
        }
    }
    text
}
