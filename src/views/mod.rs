//! One file for each view.

mod table;
mod trend;

pub use table::TableView;
pub use trend::TrendView;
