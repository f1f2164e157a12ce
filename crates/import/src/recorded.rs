//! Recorded offences: the Home Office's table by force and financial quarter.

use crate::error::{ImportError, Place, Problem};
use crate::forces::{Body, Forces, Total};
use crate::manifest::{AbsenceEntry, OffenceEntry, ReleaseEntry};
use crate::table::{Count, Record, Table, year_of_sheet};
use dataset::Quarter;
use dataset::format::{AbsenceRow, ColumnRow, ReleaseRow};
use std::collections::BTreeMap;

/// Columns of the Home Office's table.
pub const COLUMNS: [&str; 8] = [
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Number of Offences",
];
/// Columns of a table of all recorded crime.
pub const ALL_CRIME_COLUMNS: [&str; 4] = ["Financial Year", "Financial Quarter", "Force Name", "Number of Offences"];

const YEAR: &str = "Financial Year";
const QUARTER: &str = "Financial Quarter";
const FORCE: &str = "Force Name";
pub(crate) const CODE: &str = "Offence Code";
pub(crate) const NUMBER: &str = "Number of Offences";

/// An offence with the quarter from which it was one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offence {
    /// Home Office code.
    pub code: String,
    /// First quarter in which it was a classification of its own.
    pub since: Option<Quarter>,
}

/// Reads the manifest's offences; `manifest` is its name in errors.
///
/// # Errors
/// A code is there twice, or a month is not the first of a quarter.
pub fn offences(entries: &[OffenceEntry], manifest: &str) -> Result<Vec<Offence>, ImportError> {
    let mut offences: Vec<Offence> = Vec::new();
    for entry in entries {
        if offences.iter().any(|offence| offence.code == entry.code) {
            let place = Place::file(manifest).column("offences");
            return Err(ImportError::other(place, format!("{} twice", entry.code), "it once"));
        }
        let since = entry.since.as_deref().map(|text| first_month(text, manifest, "since")).transpose()?;
        offences.push(Offence { code: entry.code.clone(), since });
    }
    Ok(offences)
}

/// What was passed over or could not be checked; for the person who loads a release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes(pub Vec<String>);

/// Reads a release: `tables` is its table, `all_crime` that of all recorded crime.
///
/// # Errors
/// A row cannot be understood, a figure is there twice, lies outside the release, is declared absent or
/// comes before the offence, a total is not the sum of its parts, or a figure is missing and the
/// manifest (named `manifest` in errors) does not declare it absent.
pub fn read(
    release: &ReleaseEntry,
    tables: &[Table],
    all_crime: Option<&[Table]>,
    forces: &Forces,
    offences: &[Offence],
    manifest: &str,
) -> Result<(ReleaseRow, Notes), ImportError> {
    let reader = Reader::new(release, forces, offences, manifest)?;
    let mut notes = Notes::default();
    let counts = reader.counts(tables, &mut notes)?;
    let all_crime = match all_crime {
        Some(tables) => Some(reader.all_crime(tables, &mut notes)?),
        None => None,
    };
    let row = ReleaseRow {
        name: release.name.clone(),
        published: release.published.clone(),
        from: release.from.clone(),
        to: release.to.clone(),
        absences: reader.absences.into_iter().map(|absence| absence.row).collect(),
        counts,
        all_crime,
    };
    Ok((row, notes))
}

/// A figure and where it is.
struct Found {
    count: Option<i32>,
    place: Place,
}

/// Figures of one offence (or of all), by who recorded them and when.
type Cells = BTreeMap<(Body, Quarter), Found>;

pub(crate) struct Reader<'a> {
    release: &'a ReleaseEntry,
    forces: &'a Forces,
    offences: &'a [Offence],
    pub(crate) from: Quarter,
    pub(crate) to: Quarter,
    absences: Vec<Absence>,
}

/// Figures that the manifest declares absent, from one quarter to another.
struct Absence {
    /// With codes, as the dataset gives them.
    row: AbsenceRow,
    from: Quarter,
    to: Quarter,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        release: &'a ReleaseEntry,
        forces: &'a Forces,
        offences: &'a [Offence],
        manifest: &str,
    ) -> Result<Self, ImportError> {
        let from = first_month(&release.from, manifest, "from")?;
        let to = last_month(&release.to, manifest, "to")?;
        in_order(from, to, manifest, "to")?;
        if let Some(month) = &release.published
            && dataset::Date::parse(&format!("{month}-01")).is_none()
        {
            let place = Place::file(manifest).column("published");
            return Err(ImportError::other(place, format!("\"{month}\""), "a month written as in 2023-10"));
        }
        let mut reader = Self { release, forces, offences, from, to, absences: Vec::new() };
        for entry in &release.absences {
            reader.absences.push(reader.absence(entry, manifest)?);
        }
        Ok(reader)
    }

    fn absence(&self, entry: &AbsenceEntry, manifest: &str) -> Result<Absence, ImportError> {
        const FIELD: &str = "absences";
        let place = || Place::file(manifest).column(FIELD);
        let force = |name: &String| Ok(self.forces.rows[self.forces.position(name, place)?].code.clone());
        for code in &entry.offences {
            known_offence(code, self.offences, place)?;
        }
        let row = AbsenceRow {
            forces: entry.forces.iter().map(force).collect::<Result<_, ImportError>>()?,
            offences: entry.offences.clone(),
            from: entry.from.clone(),
            to: entry.to.clone(),
            why: entry.why.clone(),
        };
        let from = entry.from.as_deref().map_or(Ok(self.from), |text| first_month(text, manifest, FIELD))?;
        let to = entry.to.as_deref().map_or(Ok(self.to), |text| last_month(text, manifest, FIELD))?;
        for quarter in [from, to] {
            self.within(quarter, place)?;
        }
        in_order(from, to, manifest, FIELD)?;
        Ok(Absence { row, from, to })
    }

    /// Refuses a quarter that lies outside the release.
    fn within(&self, quarter: Quarter, place: impl FnOnce() -> Place) -> Result<(), ImportError> {
        if (self.from..=self.to).contains(&quarter) {
            return Ok(());
        }
        let expected = format!("{} to {}", self.from.first_month_name(), self.to.last_month_name());
        Err(ImportError::new(place(), Problem::OutsideRelease { found: quarter.to_string(), expected }))
    }

    /// The columns of the offences that existed before the release ends.
    fn counts(&self, tables: &[Table], notes: &mut Notes) -> Result<Vec<ColumnRow>, ImportError> {
        let mut cells: Vec<Cells> = self.offences.iter().map(|_| Cells::new()).collect();
        let mut before = 0;
        for record in tables.iter().flat_map(Table::records) {
            let key = self.key(&record)?;
            let code = offence_code(&record)?;
            let Some(index) = self.offences.iter().position(|offence| offence.code == code) else { continue };
            let found = Found { count: count(&record)?, place: record.at(NUMBER) };
            before += usize::from(self.existed_not_yet(&self.offences[index], key, &found)?);
            self.not_declared_absent(&code, key, &found)?;
            self.insert(&mut cells[index], &code, key, found)?;
        }
        if before > 0 {
            notes.0.push(format!("{before} rows of offences that did not exist yet, all without a count, left out"));
        }
        let mut columns = Vec::new();
        for (offence, cells) in self.offences.iter().zip(&cells) {
            self.check_totals(&offence.code, offence.since, cells, notes)?;
            let from = offence.since.map_or(self.from, |since| since.max(self.from));
            if from <= self.to {
                let absent = |force: &str, quarter| self.is_declared_absent(force, &offence.code, quarter);
                columns.push(self.column(Some(&offence.code), from, cells, absent)?);
            }
        }
        Ok(columns)
    }

    fn all_crime(&self, tables: &[Table], notes: &mut Notes) -> Result<ColumnRow, ImportError> {
        let mut by_code: BTreeMap<String, Cells> = BTreeMap::new();
        for table in tables {
            for record in table.records() {
                let key = self.key(&record)?;
                let code = if table.has(CODE) { offence_code(&record)? } else { ALL_CRIME.to_owned() };
                let found = Found { count: count(&record)?, place: record.at(NUMBER) };
                let cells = by_code.entry(code.clone()).or_default();
                self.insert(cells, &code, key, found)?;
            }
        }
        let mut sums = Cells::new();
        for ((body, quarter), found) in by_code.into_values().flatten() {
            let place = found.place.clone();
            let sum = sums.entry((body, quarter)).or_insert(Found { count: Some(0), place });
            sum.count = match (sum.count, found.count) {
                (Some(sum), Some(count)) => sum.checked_add(count),
                _ => None,
            };
        }
        self.check_totals(ALL_CRIME, None, &sums, notes)?;
        let absent = |force: &str, quarter| {
            self.offences.iter().all(|offence| self.is_declared_absent(force, &offence.code, quarter))
        };
        self.column(None, self.from, &sums, absent)
    }

    /// Who recorded the row's figure, and in which quarter.
    pub(crate) fn key(&self, record: &Record<'_>) -> Result<(Body, Quarter), ImportError> {
        let year = financial_year(record, YEAR)?;
        if let Some(sheet_year) = record.place().sheet.as_deref().and_then(year_of_sheet)
            && sheet_year != record.text(YEAR)
        {
            let problem = Problem::OtherYear { found: record.text(YEAR).to_owned(), expected: sheet_year };
            return Err(ImportError::new(record.at(YEAR), problem));
        }
        let number = crate::table::whole_number(record.text(QUARTER)).and_then(|number| u8::try_from(number).ok());
        let quarter = number.and_then(|number| Quarter::of_financial_year(year, number).ok()).ok_or_else(|| {
            ImportError::new(record.at(QUARTER), Problem::NotAQuarter(record.text(QUARTER).to_owned()))
        })?;
        self.within(quarter, || record.at(QUARTER))?;
        let body = self.forces.body(record.text(FORCE), || record.at(FORCE))?;
        Ok((body, quarter))
    }

    fn insert(&self, cells: &mut Cells, code: &str, key: (Body, Quarter), found: Found) -> Result<(), ImportError> {
        let what = |(body, quarter)| self.what(code, body, quarter);
        match cells.entry(key) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(found);
                Ok(())
            }
            std::collections::btree_map::Entry::Occupied(entry) => {
                let first = Place { column: None, ..entry.get().place.clone() };
                Err(ImportError::new(found.place, Problem::Duplicate { what: what(key), first }))
            }
        }
    }

    /// Whether the row counts an offence before it was one; a count other than zero is refused then.
    fn existed_not_yet(
        &self,
        offence: &Offence,
        (_, quarter): (Body, Quarter),
        found: &Found,
    ) -> Result<bool, ImportError> {
        let Some(since) = offence.since.filter(|since| quarter < *since) else { return Ok(false) };
        match found.count {
            None | Some(0) => Ok(true),
            Some(count) => {
                let (offence, since) = (offence.code.clone(), since.first_month_name());
                Err(ImportError::new(found.place.clone(), Problem::BeforeOffence { found: count, offence, since }))
            }
        }
    }

    fn not_declared_absent(
        &self,
        code: &str,
        (body, quarter): (Body, Quarter),
        found: &Found,
    ) -> Result<(), ImportError> {
        if let (Body::Force(index), Some(count)) = (body, found.count)
            && self.is_declared_absent(&self.forces.rows[index].code, code, quarter)
        {
            let what = self.what(code, body, quarter);
            return Err(ImportError::new(found.place.clone(), Problem::DeclaredAbsent { found: count, what }));
        }
        Ok(())
    }

    fn is_declared_absent(&self, force: &str, code: &str, quarter: Quarter) -> bool {
        let holds = |codes: &[String], code: &str| codes.iter().any(|other| other == code);
        self.absences.iter().any(|Absence { row, from, to }| {
            (*from..=*to).contains(&quarter) && holds(&row.forces, force) && holds(&row.offences, code)
        })
    }

    fn check_totals(
        &self,
        code: &str,
        since: Option<Quarter>,
        cells: &Cells,
        notes: &mut Notes,
    ) -> Result<(), ImportError> {
        for ((body, quarter), total) in cells {
            let (Body::Total(kind), Some(count)) = (*body, total.count) else { continue };
            let what = self.what(code, *body, *quarter);
            let part = |index| match cells.get(&(Body::Force(index), *quarter)) {
                Some(found) => found.count.map(i64::from),
                None => since.is_some_and(|since| *quarter < since).then_some(0),
            };
            let Some(sum) = self.forces.parts(kind).map(part).sum::<Option<i64>>() else {
                notes.0.push(format!("{}: {what} not checked, as not all of its parts are there", total.place));
                continue;
            };
            if i64::from(count) != sum && i64::from(count) != sum + fraud(cells, kind, *quarter) {
                let problem = Problem::TotalDisagrees { found: i64::from(count), expected: sum, what };
                return Err(ImportError::new(total.place.clone(), problem));
            }
        }
        Ok(())
    }

    /// A row for each force, a count for each quarter; every hole is one that `absent` explains.
    fn column(
        &self,
        offence: Option<&str>,
        from: Quarter,
        cells: &Cells,
        absent: impl Fn(&str, Quarter) -> bool,
    ) -> Result<ColumnRow, ImportError> {
        let cell = |index: usize, quarter: Quarter| -> Result<Option<i32>, ImportError> {
            let body = Body::Force(index);
            let found = cells.get(&(body, quarter));
            if let Some(count) = found.and_then(|found| found.count) {
                return Ok(Some(count));
            }
            if absent(&self.forces.rows[index].code, quarter) {
                return Ok(None);
            }
            let what = self.what(offence.unwrap_or(ALL_CRIME), body, quarter);
            let file = if offence.is_some() {
                &self.release.file
            } else {
                self.release.all_crime.as_ref().unwrap_or(&self.release.file)
            };
            let place = found.map_or_else(|| Place::file(file), |found| found.place.clone());
            Err(ImportError::new(place, Problem::Hole { what }))
        };
        let row = |index: usize| from.to(self.to).map(|quarter| cell(index, quarter)).collect();
        let cells = (0..self.forces.rows.len()).map(row).collect::<Result<_, _>>()?;
        Ok(ColumnRow { offence: offence.map(str::to_owned), from: from.first_month_text(), cells })
    }

    /// `8Q, North Wales, April to June 2020`.
    pub(crate) fn what(&self, code: &str, body: Body, quarter: Quarter) -> String {
        let name = match body {
            Body::Force(index) => &self.forces.rows[index].name,
            Body::Total(total) => total.name(),
            Body::Fraud(_) => "a body that only records fraud",
        };
        format!("{code}, {name}, {quarter}")
    }
}

/// What the figures of a table without offence codes count.
pub(crate) const ALL_CRIME: &str = "all crime";

/// What bodies that only record fraud add to a total, if it counts them.
fn fraud(cells: &Cells, total: Total, quarter: Quarter) -> i64 {
    let of_quarter = |((body, other), found): (&(Body, Quarter), &Found)| {
        (matches!(body, Body::Fraud(_)) && *other == quarter).then_some(found.count).flatten().map(i64::from)
    };
    if total == Total::EnglandAndWales { cells.iter().filter_map(of_quarter).sum() } else { 0 }
}

/// The start year of a financial year such as `2014/15`.
///
/// # Errors
/// [`Problem::NotAFinancialYear`] for anything else.
pub fn financial_year(record: &Record<'_>, column: &str) -> Result<u16, ImportError> {
    let text = record.text(column);
    let year = || {
        let (start, end) = text.split_once('/')?;
        let digits = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        let consecutive =
            digits(start, 4) && digits(end, 2) && (start.parse::<u16>().ok()? + 1) % 100 == end.parse::<u16>().ok()?;
        start.parse().ok().filter(|year| consecutive && (1000..=9998).contains(year))
    };
    year().ok_or_else(|| ImportError::new(record.at(column), Problem::NotAFinancialYear(text.to_owned())))
}

pub(crate) fn offence_code(record: &Record<'_>) -> Result<String, ImportError> {
    match record.text(CODE) {
        "" | "-" => Err(ImportError::new(record.at(CODE), Problem::NoOffenceCode)),
        code => Ok(code.to_uppercase()),
    }
}

pub(crate) fn count(record: &Record<'_>) -> Result<Option<i32>, ImportError> {
    Ok(match record.count(NUMBER)? {
        Count::Number(count) => Some(count),
        Count::NoFigure => None,
    })
}

/// Refuses a code that is none of the dataset's.
///
/// # Errors
/// [`Problem::UnknownOffence`] at `place`.
pub fn known_offence(code: &str, offences: &[Offence], place: impl FnOnce() -> Place) -> Result<(), ImportError> {
    if offences.iter().any(|offence| offence.code == code) {
        return Ok(());
    }
    Err(ImportError::new(place(), Problem::UnknownOffence(code.to_owned())))
}

pub(crate) fn first_month(text: &str, manifest: &str, field: &str) -> Result<Quarter, ImportError> {
    text.parse().map_err(|error| {
        let place = Place::file(manifest).column(field);
        ImportError::other(place, format!("\"{text}\", {error}"), "the first month of a quarter, written as in 2014-04")
    })
}

pub(crate) fn last_month(text: &str, manifest: &str, field: &str) -> Result<Quarter, ImportError> {
    Quarter::from_last_month(text).map_err(|error| {
        let place = Place::file(manifest).column(field);
        ImportError::other(place, format!("\"{text}\", {error}"), "the last month of a quarter")
    })
}

fn in_order(from: Quarter, to: Quarter, manifest: &str, field: &str) -> Result<(), ImportError> {
    if from <= to {
        return Ok(());
    }
    let found = format!("{} to {}", from.first_month_text(), to.last_month_text());
    Err(ImportError::other(Place::file(manifest).column(field), found, "a period that ends after it starts"))
}
