//! Residents of the force areas in the middle of each year.

use crate::error::{ImportError, Place, Problem};
use crate::forces::{BRITISH_TRANSPORT_POLICE, Body, Forces};
use crate::manifest::PopulationEntry;
use crate::table::{Record, Table};
use dataset::format::PopulationRow;
use std::collections::BTreeMap;

const CODE: &str = "pfa_code";
const NAME: &str = "name";

/// Columns of the table of residents; the others are years.
pub const COLUMNS: [&str; 2] = [CODE, NAME];

/// Reads the table.
///
/// # Errors
/// The years do not follow on each other, a row cannot be understood or is there twice, a code and a
/// name are of two forces, a force other than British Transport Police has no row, or a total is not the
/// sum of the forces.
pub fn read(tables: &[Table], forces: &Forces, entry: &PopulationEntry) -> Result<PopulationRow, ImportError> {
    let [table] = tables else {
        return Err(ImportError::other(Place::file(&entry.file), format!("{} tables", tables.len()), "one table"));
    };
    let years = years(table)?;
    let mut rows: BTreeMap<Body, (Vec<u32>, Place)> = BTreeMap::new();
    for record in table.records() {
        let body = body(&record, forces)?;
        let residents = years.iter().map(|year| residents(&record, *year)).collect::<Result<_, _>>()?;
        if let Some((_, first)) = rows.insert(body, (residents, record.place())) {
            let what = record.text(NAME).to_owned();
            return Err(ImportError::new(record.place(), Problem::Duplicate { what, first }));
        }
    }
    check_totals(&rows, &years, forces)?;
    let mut residents = Vec::new();
    for (index, force) in forces.rows.iter().enumerate() {
        let row = rows.remove(&Body::Force(index)).map(|(row, _)| row);
        if row.is_none() != (force.code == BRITISH_TRANSPORT_POLICE) {
            let place = Place::file(&entry.file);
            return Err(match row {
                None => ImportError::new(place, Problem::Hole { what: format!("residents, {}", force.name) }),
                Some(_) => ImportError::other(place, format!("residents of {}", force.name), "none"),
            });
        }
        residents.push(row);
    }
    Ok(PopulationRow { from: years[0], revised_from: entry.revised_from.clone(), residents })
}

/// The years among the headings, which must follow on each other.
fn years(table: &Table) -> Result<Vec<u16>, ImportError> {
    let is_year = |heading: &&str| heading.len() == 4 && heading.bytes().all(|byte| byte.is_ascii_digit());
    let years: Vec<u16> = table.headings().filter(is_year).filter_map(|heading| heading.parse().ok()).collect();
    if years.is_empty() || years.windows(2).any(|pair| pair[0] + 1 != pair[1]) {
        let found = format!("columns for the years {years:?}");
        return Err(ImportError::other(table.place().clone(), found, "a column for each year, one after the other"));
    }
    Ok(years)
}

fn body(record: &Record<'_>, forces: &Forces) -> Result<Body, ImportError> {
    let body = forces.body(record.text(NAME), || record.at(NAME))?;
    if let Body::Force(index) = body
        && forces.rows[index].code != record.text(CODE)
    {
        let found = format!("\"{}\"", record.text(CODE));
        let expected = format!("{}, the code of {}", forces.rows[index].code, forces.rows[index].name);
        return Err(ImportError::other(record.at(CODE), found, expected));
    }
    Ok(body)
}

fn residents(record: &Record<'_>, year: u16) -> Result<u32, ImportError> {
    let column = year.to_string();
    match record.number_of("residents", &column)? {
        0 => {
            let problem = Problem::NotANumberOf { found: "0".to_owned(), expected: "residents".to_owned() };
            Err(ImportError::new(record.at(&column), problem))
        }
        residents => Ok(residents),
    }
}

fn check_totals(rows: &BTreeMap<Body, (Vec<u32>, Place)>, years: &[u16], forces: &Forces) -> Result<(), ImportError> {
    for (body, (residents, place)) in rows {
        let Body::Total(total) = *body else { continue };
        for (index, year) in years.iter().enumerate() {
            let part = |force| rows.get(&Body::Force(force)).map_or(0, |(residents, _)| i64::from(residents[index]));
            let (found, expected) = (i64::from(residents[index]), forces.parts(total).map(part).sum::<i64>());
            if found != expected {
                let what = format!("residents, {}, {year}", total.name());
                let place = place.clone().column(&year.to_string());
                return Err(ImportError::new(place, Problem::TotalDisagrees { found, expected, what }));
            }
        }
    }
    Ok(())
}
