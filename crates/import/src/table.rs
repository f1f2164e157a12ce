//! Any table, whatever its file format, as rows that know where they stand.
//!
//! CSV, gzip-compressed CSV, XLSX and ODS are told apart by their first bytes. A table starts below the
//! row that holds its headings; titles above it, columns nobody asked for and sheets without the
//! headings are passed over.

use crate::error::{ImportError, Place, Problem};
use calamine::{Data, Reader, SheetType};
use std::io::{Cursor, Read};

/// Rows looked through for the headings.
const MOST_TITLE_ROWS: usize = 100;

/// A table: its headings and the rows below them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    place: Place,
    headings: Vec<String>,
    rows: Vec<Row>,
}

/// One row of a table, and how a spreadsheet numbers it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    number: usize,
    cells: Vec<String>,
}

/// A row of a table with the table's headings.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    table: &'a Table,
    row: &'a Row,
}

/// What a cell for a count holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// A whole number.
    Number(i32),
    /// `-`: there is no figure.
    NoFigure,
}

/// The tables in a file that have all of `columns` among their headings; at least one.
///
/// # Errors
/// The file is of no known format, or no sheet has the headings, or a sheet that is meant as such a
/// table (nearly all headings, or named for a financial year) lacks some, or two columns have the same
/// heading of `columns`.
pub fn tables(file: &str, bytes: &[u8], columns: &[&str]) -> Result<Vec<Table>, ImportError> {
    let sheets = sheets(file, bytes)?;
    let only_one = sheets.len() == 1;
    let mut found = Vec::new();
    let mut nearest: Option<ImportError> = None;
    for (sheet, rows) in sheets {
        let place = Place { sheet, ..Place::file(file) };
        let meant_as_table = only_one || place.sheet.as_deref().is_some_and(|name| year_of_sheet(name).is_some());
        match table(place, rows, columns) {
            Ok(table) => found.push(table),
            Err((error, missing)) if meant_as_table || missing <= columns.len().div_ceil(4) => return Err(error),
            Err((error, _)) => nearest = nearest.or(Some(ImportError::new(Place::file(file), *error.problem))),
        }
    }
    match nearest {
        Some(error) if found.is_empty() => Err(error),
        None if found.is_empty() => Err(ImportError::new(Place::file(file), missing_columns(columns, columns))),
        _ => Ok(found),
    }
}

/// The financial year for which a sheet is named: `2014/15` for `2014-15` or `Table 2014-2015`.
pub fn year_of_sheet(name: &str) -> Option<String> {
    let digits_at = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    name.char_indices().find_map(|(index, _)| {
        let follows_digit = name[..index].ends_with(|before: char| before.is_ascii_digit());
        let rest = &name[index..];
        if follows_digit || digits_at(rest) != 4 {
            return None;
        }
        let (start, rest) = rest.split_at(4);
        let rest = rest.strip_prefix(['-', '/', '_', '\u{2013}'])?;
        let end = &rest[..digits_at(rest)];
        let next = (start.parse::<u16>().ok()? + 1).to_string();
        (end == next || end == next.get(2..)?).then(|| format!("{start}/{}", &next[2..]))
    })
}

impl Table {
    /// The file and the sheet.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The headings, in the order of the columns.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(String::as_str)
    }

    /// Whether there is such a column.
    pub fn has(&self, column: &str) -> bool {
        self.position(column).is_some()
    }

    /// The rows below the headings.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.rows.iter().map(|row| Record { table: self, row })
    }

    fn position(&self, column: &str) -> Option<usize> {
        self.headings.iter().position(|heading| heading.eq_ignore_ascii_case(column))
    }
}

impl<'a> Record<'a> {
    /// The cell's text without space around it; empty where the table has no such column.
    pub fn text(&self, column: &str) -> &'a str {
        self.table.position(column).and_then(|index| self.row.cells.get(index)).map_or("", |cell| cell.trim())
    }

    /// Where the row is.
    pub fn place(&self) -> Place {
        self.table.place.clone().row(self.row.number)
    }

    /// Where the cell is.
    pub fn at(&self, column: &str) -> Place {
        self.place().column(column)
    }

    /// Reads a count: a whole number, also with thousands separators or written as `12.0`, or `-`.
    ///
    /// # Errors
    /// [`Problem::NotAWholeNumber`] for anything else, an empty cell included.
    pub fn count(&self, column: &str) -> Result<Count, ImportError> {
        let text = self.text(column);
        if matches!(text, "-" | "\u{2013}" | "\u{2014}") {
            return Ok(Count::NoFigure);
        }
        let number = whole_number(text).and_then(|number| i32::try_from(number).ok());
        number
            .map(Count::Number)
            .ok_or_else(|| ImportError::new(self.at(column), Problem::NotAWholeNumber(text.to_owned())))
    }

    /// Reads a number of things that cannot be below zero: `what` are they?
    ///
    /// # Errors
    /// [`Problem::NotANumberOf`] for anything else.
    pub fn number_of(&self, what: &str, column: &str) -> Result<u32, ImportError> {
        let text = self.text(column);
        whole_number(text).and_then(|number| u32::try_from(number).ok()).ok_or_else(|| {
            let problem = Problem::NotANumberOf { found: text.to_owned(), expected: what.to_owned() };
            ImportError::new(self.at(column), problem)
        })
    }
}

/// `12`, `-3`, `1,234`, `12.0`. Not `1,23`, `12.5`, `1e3`, or nothing.
pub fn whole_number(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let digits = match digits.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return None,
        None => digits,
    };
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    if !grouped || !is_digits(first) || !rest.iter().all(|group| is_digits(group)) {
        return None;
    }
    format!("{first}{}", rest.concat()).parse::<i64>().ok().map(|number| sign * number)
}

/// The table in a sheet; or what is wrong with it and how many of its columns are missing.
fn table(place: Place, mut rows: Vec<Row>, columns: &[&str]) -> Result<Table, (ImportError, usize)> {
    let missing = |row: &Row| -> Vec<&str> {
        let has = |column: &&str| row.cells.iter().any(|cell| heading(cell).eq_ignore_ascii_case(column));
        columns.iter().filter(|column| !has(column)).copied().collect()
    };
    let nearest = rows
        .iter()
        .take(MOST_TITLE_ROWS)
        .enumerate()
        .map(|(index, row)| (missing(row), index))
        .min_by_key(|(missing, _)| missing.len());
    let Some((missing, index)) = nearest else {
        return Err((ImportError::new(place, missing_columns(columns, columns)), columns.len()));
    };
    if !missing.is_empty() {
        // A row with none of the headings is no header row: there is nothing to point at.
        let place = if missing.len() < columns.len() { place.row(rows[index].number) } else { place };
        return Err((ImportError::new(place, missing_columns(&missing, columns)), missing.len()));
    }
    let headings: Vec<String> = rows[index].cells.iter().map(|cell| heading(cell)).collect();
    let times = |column: &str| headings.iter().filter(|heading| heading.eq_ignore_ascii_case(column)).count();
    if let Some(column) = columns.iter().find(|column| times(column) > 1) {
        let place = place.row(rows[index].number);
        return Err((ImportError::new(place, Problem::ColumnTwice((*column).to_owned())), 0));
    }
    rows.drain(..=index);
    let wanted: Vec<usize> = headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| columns.iter().any(|column| heading.eq_ignore_ascii_case(column)))
        .map(|(index, _)| index)
        .collect();
    rows.retain(|row| wanted.iter().any(|index| row.cells.get(*index).is_some_and(|cell| !cell.trim().is_empty())));
    Ok(Table { place, headings, rows })
}

fn missing_columns(missing: &[&str], wanted: &[&str]) -> Problem {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Problem::MissingColumns { missing: owned(missing), wanted: owned(wanted) }
}

/// A heading without line breaks and the space around it.
fn heading(cell: &str) -> String {
    cell.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ")
}

type Sheets = Vec<(Option<String>, Vec<Row>)>;

fn sheets(file: &str, bytes: &[u8]) -> Result<Sheets, ImportError> {
    const GZIP: &[u8] = &[0x1f, 0x8b];
    const ZIP: &[u8] = b"PK\x03\x04";
    if bytes.starts_with(GZIP) {
        let mut text = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes)
            .read_to_end(&mut text)
            .map_err(|error| unreadable(Place::file(file), &error))?;
        Ok(vec![(None, csv_rows(file, &text)?)])
    } else if bytes.starts_with(ZIP) {
        workbook_sheets(file, bytes)
    } else {
        Ok(vec![(None, csv_rows(file, bytes)?)])
    }
}

fn unreadable(place: Place, error: &dyn std::fmt::Display) -> ImportError {
    ImportError::new(place, Problem::Unreadable(error.to_string()))
}

fn csv_rows(file: &str, bytes: &[u8]) -> Result<Vec<Row>, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut numbering = Numbering { bytes, at: 0, line: 1, breaks_within_cells: 0 };
    let mut rows = Vec::new();
    while reader.read_byte_record(&mut record).map_err(|error| unreadable(Place::file(file), &error))? {
        let number = numbering.row(&record);
        let cells: Result<Vec<String>, _> = record.iter().map(|cell| String::from_utf8(cell.to_vec())).collect();
        let cells = cells.map_err(|_| unreadable(Place::file(file).row(number), &"not UTF-8"))?;
        rows.push(Row { number, cells });
    }
    Ok(rows)
}

/// Numbers the records of a CSV file as a spreadsheet numbers its rows: a blank line is a row, a line
/// break within a cell is none.
struct Numbering<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    breaks_within_cells: usize,
}

impl Numbering<'_> {
    fn row(&mut self, record: &csv::ByteRecord) -> usize {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        // The reader says where it began to look for the record, which may be before blank lines.
        let blank = self
            .bytes
            .get(start..)
            .map_or(0, |rest| rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count());
        self.line += line_breaks(self.bytes.get(self.at..start + blank).unwrap_or_default());
        self.at = start + blank;
        let row = self.line - self.breaks_within_cells;
        self.breaks_within_cells += record.iter().map(line_breaks).sum::<usize>();
        row
    }
}

fn line_breaks(bytes: &[u8]) -> usize {
    let of_pair = |index: usize| bytes[index] == b'\r' && bytes.get(index + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|index| matches!(bytes[*index], b'\r' | b'\n') && !of_pair(*index)).count()
}

fn workbook_sheets(file: &str, bytes: &[u8]) -> Result<Sheets, ImportError> {
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| unreadable(Place::file(file), &error))?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut sheets = Vec::new();
    for name in names {
        let place = || Place { sheet: Some(name.clone()), ..Place::file(file) };
        let range = workbook.worksheet_range(&name).map_err(|error| unreadable(place(), &error))?;
        let first = range.start().map_or(0, |(row, _)| row as usize);
        let rows = range
            .rows()
            .enumerate()
            .map(|(index, cells)| Row { number: first + index + 1, cells: cells.iter().map(cell_text).collect() })
            .collect();
        sheets.push((Some(name), rows));
    }
    Ok(sheets)
}

fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        // Spreadsheets keep whole numbers as floats; written out they have no decimals.
        Data::Float(number) => number.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_told_from_what_only_looks_like_one() {
        for (text, number) in [
            ("0", 0),
            (" 12 ", 12),
            ("-3", -3),
            ("1,234", 1234),
            ("1,234,567", 1_234_567),
            ("12.0", 12),
            ("-1,000", -1000),
        ] {
            assert_eq!(whole_number(text), Some(number), "{text}");
        }
        for text in [
            "",
            " ",
            "-",
            "--1",
            "12.5",
            "12.",
            ".0",
            "1,23",
            ",123",
            "1234,567",
            "1,",
            "1e3",
            "0x1",
            "+5",
            "١",
            "n/a",
            "#N/A",
            "99999999999999999999",
        ] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_sheet_may_be_named_for_a_year() {
        for name in ["2014-15", "2014/15", "2014_15", "2014\u{2013}15", "Table 2014-2015", "2014-15 forces"] {
            assert_eq!(year_of_sheet(name).as_deref(), Some("2014/15"), "{name}");
        }
        assert_eq!(year_of_sheet("1999-00").as_deref(), Some("1999/00"));
        for name in ["Notes", "2014", "2014-16", "Mar 2013 - Mar 2015", "12014-15", "2014-151", "", "é2014-"] {
            assert_eq!(year_of_sheet(name), None, "{name}");
        }
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        let text = "title\r\n\r\na,b\r\n\"x\r\ny\",2\n\n\n3,4";
        let rows = csv_rows("t.csv", text.as_bytes()).unwrap();
        let numbers: Vec<usize> = rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 4, 7]);
    }
}
