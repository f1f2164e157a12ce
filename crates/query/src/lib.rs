//! What is asked, and what the dataset answers.
//!
//! A [`Query`] is the state of the page and is written as its address; every address, however damaged,
//! has a state and says what it could not use. [`Answer`] holds the series with units, notes and rule
//! changes. All arithmetic of the project happens here, so that the chart, the table, the download and
//! the story, which are made from the same answer, cannot disagree.

mod address;
mod answer;
mod caption;
mod cell;
mod compute;
mod headline;
mod notes;
mod options;
mod order;
mod period;
mod request;
mod search;
mod table;
pub mod words;

pub use address::{AddressNotice, Reading};
pub use answer::{Answer, Note, NoteKind, RuleChange, Series};
pub use caption::Caption;
pub use cell::{Cell, Reason, Value, Why};
pub use headline::{Headline, KeyFigure};
pub use notes::SOURCE;
pub use options::{Classes, Columns, Compare, MapShape, Options, Order, OutOf, Outcomes, Rows, ScaleOf, Top, Unit};
pub use order::order_by;
pub use period::Period;
pub use request::{By, MOST_AREAS, Measure, Query, ReleaseChoice, Theme, View};
pub use search::{find_areas, kind_of_area};
pub use table::{Sort, TableCell};
