//! The figures as a table: what stands around it.

use super::{View, table};
use crate::app::State;
use dataset::Dataset;
use query::{Columns, Grid, GridState, Query, Rows};
use web_sys::HtmlElement;

/// The words and controls of the table; the table itself changes with what the reader sorts and folds.
#[inline(never)]
pub fn show(query: &Query, dataset: &'static Dataset) -> View {
    View {
        caption: Grid::to(query, dataset).caption,
        controls: markup::table_controls(query, dataset),
        ..View::default()
    }
}

/// The table as it is printed beneath a picture, as HTML. All forces over time are wider than any paper: nothing.
#[inline(never)]
pub fn on_paper(query: &Query, dataset: &'static Dataset) -> String {
    if query.options.rows == Rows::Forces && query.options.columns == Columns::Periods {
        return String::new();
    }
    let (grid, state) = (Grid::to(query, dataset), GridState::default());
    ["<div class=\"table\">", &markup::grid(&grid, &grid.view(&state, dataset), &state, dataset), "</div>"].concat()
}

/// Puts the table into its place, for as long as the page lives.
#[inline(never)]
pub fn start(place: &HtmlElement, state: State) {
    table::start(place, state);
}
