//! The figures as a table: what stands around it.

use super::{View, table};
use crate::app::State;
use dataset::Dataset;
use query::{Grid, GridView, Query};
use std::sync::Arc;
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

/// The table that is shown and what is shown of it; `None` before there is one.
#[inline(never)]
pub fn shown() -> Option<(Arc<Grid>, GridView)> {
    table::shown()
}

/// Has the table of what is pictured printed beneath it, for as long as the page lives.
#[inline(never)]
pub fn start_paper(state: State) {
    table::start_paper(state);
}

/// Puts the table into its place, for as long as the page lives.
#[inline(never)]
pub fn start(place: &HtmlElement, state: State) {
    table::start(place, state);
}
