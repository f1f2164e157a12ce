//! Outcomes of stalking offences by force and financial year.

use crate::error::{ImportError, Place, Problem};
use crate::forces::{Body, Forces, Total};
use crate::recorded::financial_year;
use crate::table::{Record, Table};
use dataset::format::{OUTCOMES, OutcomesFile, OutcomesYear, VERSION};
use std::collections::BTreeMap;

const FORCE: &str = "force";
const YEAR: &str = "financial_year";
const STATUS: &str = "status";
/// All outcomes, and the three that have a name.
const COUNTS: [&str; 4] = [
    "outcomes",
    "charged_or_summonsed",
    "evidential_difficulties_victim_supports",
    "evidential_difficulties_victim_does_not_support",
];

/// Columns of the table of outcomes.
pub const COLUMNS: [&str; 7] = [FORCE, YEAR, COUNTS[0], COUNTS[1], COUNTS[2], COUNTS[3], STATUS];

/// Reads the table; `file` is its name in errors.
///
/// # Errors
/// A row cannot be understood or is there twice, the named outcomes are more than all, the row of all
/// forces is not their sum, a force has no row in a year, or some rows of a year are halved and others not.
pub fn read(file: &str, tables: &[Table], forces: &Forces, offence: &str) -> Result<OutcomesFile, ImportError> {
    let mut years: BTreeMap<u16, Year> = BTreeMap::new();
    for record in tables.iter().flat_map(Table::records) {
        let year = years.entry(financial_year(&record, YEAR)?).or_default();
        year.add(&record, forces)?;
    }
    let years = years.into_values().map(|year| year.finish(file, forces)).collect::<Result<_, _>>()?;
    Ok(OutcomesFile {
        format: OUTCOMES.to_owned(),
        version: VERSION,
        offence: offence.to_owned(),
        forces: forces.rows.iter().map(|row| row.code.clone()).collect(),
        years,
    })
}

#[derive(Default)]
struct Year {
    name: String,
    rows: BTreeMap<Body, (Option<[u32; 4]>, Place)>,
    halved: Option<bool>,
}

impl Year {
    fn add(&mut self, record: &Record<'_>, forces: &Forces) -> Result<(), ImportError> {
        record.text(YEAR).clone_into(&mut self.name);
        let body = forces.body(record.text(FORCE), || record.at(FORCE))?;
        let cells = match record.text(STATUS) {
            "not_supplied" => no_figures(record)?,
            "reported" => Some(self.figures(record, false)?),
            "halved" => Some(self.figures(record, true)?),
            other => {
                let expected = "reported, not_supplied or halved";
                return Err(ImportError::other(record.at(STATUS), format!("\"{other}\""), expected));
            }
        };
        if let Some((_, first)) = self.rows.insert(body, (cells, record.place())) {
            let what = format!("{}, {}", record.text(FORCE), self.name);
            return Err(ImportError::new(record.place(), Problem::Duplicate { what, first }));
        }
        Ok(())
    }

    fn figures(&mut self, record: &Record<'_>, halved: bool) -> Result<[u32; 4], ImportError> {
        if *self.halved.get_or_insert(halved) != halved {
            let found = format!("\"{}\"", record.text(STATUS));
            return Err(ImportError::other(record.at(STATUS), found, "all of a year halved, or none"));
        }
        let mut figures = [0; 4];
        for (figure, column) in figures.iter_mut().zip(COUNTS) {
            *figure = record.number_of("outcomes", column)?;
        }
        let named: u64 = figures[1..].iter().copied().map(u64::from).sum();
        if named > u64::from(figures[0]) {
            let found = format!("{} outcomes, of which {named} are named", figures[0]);
            return Err(ImportError::other(record.at(COUNTS[0]), found, "no more named outcomes than there are"));
        }
        Ok(figures)
    }

    fn finish(self, file: &str, forces: &Forces) -> Result<OutcomesYear, ImportError> {
        let mut cells = Vec::new();
        for (index, force) in forces.rows.iter().enumerate() {
            let Some((figures, _)) = self.rows.get(&Body::Force(index)) else {
                let what = format!("outcomes, {}, {}", force.name, self.name);
                return Err(ImportError::new(Place::file(file), Problem::Hole { what }));
            };
            cells.push(*figures);
        }
        for total in [Total::EnglandAndWales, Total::England, Total::Wales] {
            if let Some((Some(figures), place)) = self.rows.get(&Body::Total(total)) {
                check_total(*figures, place, forces.parts(total).filter_map(|index| cells[index]), &self.name)?;
            }
        }
        Ok(OutcomesYear { year: self.name, halved: self.halved == Some(true), cells })
    }
}

fn no_figures(record: &Record<'_>) -> Result<Option<[u32; 4]>, ImportError> {
    match COUNTS.iter().find(|column| !record.text(column).is_empty()) {
        None => Ok(None),
        Some(column) => {
            let found = format!("\"{}\"", record.text(column));
            Err(ImportError::other(record.at(column), found, "an empty cell, as none were supplied"))
        }
    }
}

/// A total adds up the forces that supplied figures.
fn check_total(
    total: [u32; 4],
    place: &Place,
    parts: impl Iterator<Item = [u32; 4]>,
    year: &str,
) -> Result<(), ImportError> {
    let mut sums = [0_i64; 4];
    for part in parts {
        for (sum, figure) in sums.iter_mut().zip(part) {
            *sum += i64::from(figure);
        }
    }
    for ((found, expected), column) in total.into_iter().zip(sums).zip(COUNTS) {
        if i64::from(found) != expected {
            let problem =
                Problem::TotalDisagrees { found: i64::from(found), expected, what: format!("all forces, {year}") };
            return Err(ImportError::new(place.clone().column(column), problem));
        }
    }
    Ok(())
}
