//! The views: what each shows, and the picture and the table that show it.

mod cells;
pub mod check;
mod checking;
mod claims;
pub mod compare;
pub mod grid;
pub mod map;
pub mod map_time;
pub mod offences;
pub mod outcome_file;
pub mod outcomes;
pub mod picture;
pub mod presets;
pub mod reasons;
pub mod rest;
pub mod story;
mod table;
mod telling;
pub mod tiles;
pub mod trend;
mod verdicts;

use chart::Scene;
use query::{Caption, Query};

/// Draws a picture, so many pixels wide.
pub type Draw = Box<dyn Fn(f64) -> Scene + Send + Sync>;

/// What a view shows of a query.
#[derive(Default)]
pub struct View {
    /// The words around it.
    pub caption: Caption,
    /// What its picture is: `Line chart`.
    pub kind: &'static str,
    /// Draws its picture; a table has none.
    pub draw: Option<Draw>,
    /// Controls that it has alone, as HTML.
    pub controls: String,
    /// What it says in place of a picture, as HTML.
    pub words: String,
    /// What stands beneath its picture, as HTML.
    pub beneath: String,
    /// The question whose table holds the figures of its picture, where there is one.
    pub as_table: Option<Query>,
}
