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
mod classing;
mod compare;
mod compare_notes;
mod compare_words;
mod compute;
mod figure;
mod grid;
mod grid_words;
mod headline;
mod map_time;
mod notes;
mod options;
mod order;
mod outcomes;
mod outcomes_caption;
mod outcomes_words;
mod period;
mod places;
mod places_words;
mod presets;
mod ranking;
mod request;
mod search;
mod selection;
mod table;
pub mod words;

pub use address::{AddressNotice, Reading};
pub use answer::{Answer, Note, NoteKind, RuleChange, Series};
pub use caption::Caption;
pub use cell::{Cell, Reason, Value, Why};
pub use classing::Class;
pub use compare::{Comparison, Row};
pub use compare_words::RowWords;
pub use figure::{Figures, percent_change, times_as_many};
pub use grid::{Grid, GridColumn, GridGroup, GridLine, GridRow, GridState, GridView, Heads};
pub use headline::{Headline, KeyFigure};
pub use notes::SOURCE;
pub use options::{Classes, Columns, Compare, MapShape, Options, Order, OutOf, OutcomesBy, Rows, ScaleOf, Top, Unit};
pub use order::order_by;
pub use outcomes::{Gap, OutcomesAnswer, OutcomesRefusal, OutcomesRow, Tally, release as release_beside_outcomes};
pub use outcomes_words::{FEW, OUTCOMES, outcomes_of_another_offence};
pub use period::Period;
pub use places::{MapPlace, Places, short_names};
pub use presets::{Preset, presets};
pub use ranking::{Rank, Ranked, ranking};
pub use request::{By, MOST_AREAS, Measure, Query, ReleaseChoice, Theme, View};
pub use search::{find_areas, find_offences, kind_of_area};
pub use selection::{Place, Selection, Step};
pub use table::{Sort, TableCell};
