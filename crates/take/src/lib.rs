//! What is shown, to be taken elsewhere: as CSV, JSON, a table for a spreadsheet, the words around a picture, and a
//! citation.
//!
//! A [`Sheet`] is made from the same answer that the view shows, and holds its figures as they are shown there, each
//! with its area, period, measure, unit, release and notes. A figure that is missing stays empty, with the reason as
//! its status; it is never 0.

mod all;
mod cite;
mod csv;
mod framing;
mod json;
mod name;
mod notes;
mod sheet;
mod table;
mod written;

pub use all::{all_figures, all_notes};
pub use cite::{Citation, Link, cite, links};
pub use csv::COLUMNS;
pub use framing::framing;
pub use json::json;
pub use name::file_name;
pub use notes::{NoteTaken, notes_as_text, notes_of};
pub use sheet::{Figure, Sheet, SheetRow};

/// Where what is taken comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The page's address without the query: `https://example.org/on-record/`.
    pub page: String,
    /// The build of the page and the file of figures that made it.
    pub build: String,
    /// The day on which it is taken, `2026-11-25`.
    pub today: String,
}

/// Name of the page, as who cites it names it.
pub const PAGE: &str = "On Record";
/// Name of the licence of the figures.
pub const LICENCE: &str = "Open Government Licence v3.0";
/// Where the licence stands.
pub const LICENCE_ADDRESS: &str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
