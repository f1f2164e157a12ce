//! What can be wrong with a table: where, what was found, what was expected.

use std::fmt;

/// Where in the sources something is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file, as the manifest gives it.
    pub file: String,
    /// Sheet, if the file is a workbook.
    pub sheet: Option<String>,
    /// Row as a spreadsheet numbers it, from 1; line, in a file of JSON.
    pub row: Option<usize>,
    /// Heading of the column; name of the field, in a file of JSON.
    pub column: Option<String>,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// The same place, in a row.
    #[must_use]
    pub fn row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    /// The same place, in a column.
    #[must_use]
    pub fn column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }
}

impl fmt::Display for Place {
    /// `recorded.xlsx, sheet "2014-15", row 7, column "Force Name"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet \"{sheet}\"")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column \"{column}\"")?;
        }
        Ok(())
    }
}

/// What is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is no such file.
    NoFile,
    /// The file cannot be read as any of the formats.
    Unreadable(String),
    /// The table lacks columns: those missing, and all that are wanted.
    MissingColumns {
        /// Headings that are not there.
        missing: Vec<String>,
        /// Headings a table of this kind has.
        wanted: Vec<String>,
    },
    /// Two columns have the same heading.
    ColumnTwice(String),
    /// No police force of that name.
    UnknownForce(String),
    /// No offence of that code.
    UnknownOffence(String),
    /// The row says of no offence what it counts.
    NoOffenceCode,
    /// Not a financial year such as `2014/15`.
    NotAFinancialYear(String),
    /// Not a quarter of a financial year.
    NotAQuarter(String),
    /// The sheet is named for one year and the row is of another.
    OtherYear {
        /// Year of the row.
        found: String,
        /// Year of the sheet.
        expected: String,
    },
    /// The quarter lies outside the period that the manifest gives for the release.
    OutsideRelease {
        /// Quarter of the row.
        found: String,
        /// Months of the release.
        expected: String,
    },
    /// Not a whole number.
    NotAWholeNumber(String),
    /// Not a number of persons or outcomes.
    NotANumberOf {
        /// What the cell holds.
        found: String,
        /// What it should count.
        expected: String,
    },
    /// A second figure for the same cell.
    Duplicate {
        /// What is counted twice.
        what: String,
        /// Where the first one is.
        first: Place,
    },
    /// Something was counted before it was an offence of its own.
    BeforeOffence {
        /// The count.
        found: i32,
        /// Code of the offence.
        offence: String,
        /// First quarter in which it was counted.
        since: String,
    },
    /// A figure where the manifest says that there is none.
    DeclaredAbsent {
        /// The count.
        found: i32,
        /// What it counts.
        what: String,
    },
    /// No figure, and nothing says why.
    Hole {
        /// What is not counted.
        what: String,
    },
    /// A total is not the sum of its parts.
    TotalDisagrees {
        /// The total.
        found: i64,
        /// The sum of its parts.
        expected: i64,
        /// What is added up.
        what: String,
    },
    /// Anything else: what was found and what was expected.
    Other {
        /// What was found.
        found: String,
        /// What was expected.
        expected: String,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile => f.write_str("found no such file, expected one that can be read"),
            Self::Unreadable(reason) => {
                write!(f, "found what cannot be read ({reason}), expected CSV, gzip-compressed CSV, XLSX or ODS")
            }
            Self::MissingColumns { missing, wanted } => {
                write!(f, "found no column {}, expected a row with the headings {}", quoted(missing), quoted(wanted))
            }
            Self::ColumnTwice(column) => write!(f, "found two columns \"{column}\", expected one"),
            Self::UnknownForce(name) => write!(f, "found \"{name}\", expected the name of a police force"),
            Self::UnknownOffence(code) => {
                write!(f, "found \"{code}\", expected the code of an offence in the manifest")
            }
            Self::NoOffenceCode => f.write_str("found an empty cell, expected the code of an offence"),
            Self::NotAFinancialYear(text) => write!(f, "found \"{text}\", expected a financial year such as 2014/15"),
            Self::NotAQuarter(text) => write!(f, "found \"{text}\", expected a quarter of the year: 1, 2, 3 or 4"),
            Self::OtherYear { found, expected } => {
                write!(f, "found {found}, expected {expected}, the year for which the sheet is named")
            }
            Self::OutsideRelease { found, expected } => {
                write!(f, "found {found}, expected a quarter of the release: {expected}")
            }
            Self::NotAWholeNumber(text) => write!(f, "found \"{text}\", expected a whole number"),
            Self::NotANumberOf { found, expected } => write!(f, "found \"{found}\", expected a number of {expected}"),
            Self::Duplicate { what, first } => {
                write!(f, "found a second figure for {what}, expected one, which is in {first}")
            }
            Self::BeforeOffence { found, offence, since } => {
                write!(f, "found {found}, expected nothing of {offence} before {since}, when it became an offence")
            }
            Self::DeclaredAbsent { found, what } => {
                write!(f, "found {found} for {what}, expected none, as the manifest declares it absent")
            }
            Self::Hole { what } => {
                write!(f, "found no figure for {what}, expected one, or an absence declared in the manifest")
            }
            Self::TotalDisagrees { found, expected, what } => {
                write!(f, "found {found} for {what}, expected {expected}, the sum of the parts")
            }
            Self::Other { found, expected } => write!(f, "found {found}, expected {expected}"),
        }
    }
}

fn quoted(headings: &[String]) -> String {
    headings.iter().map(|heading| format!("\"{heading}\"")).collect::<Vec<_>>().join(", ")
}

/// Something in the sources cannot be used. Its text names the file, the sheet, the row and the
/// column, what was found and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// Where.
    pub place: Box<Place>,
    /// What.
    pub problem: Box<Problem>,
}

impl ImportError {
    /// The problem at the place.
    pub fn new(place: Place, problem: Problem) -> Self {
        Self { place: Box::new(place), problem: Box::new(problem) }
    }

    /// A problem that has no kind of its own.
    pub fn other(place: Place, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::new(place, Problem::Other { found: found.into(), expected: expected.into() })
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for ImportError {}
