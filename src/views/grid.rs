//! The figures as a table: what stands around it.

use super::{View, table};
use crate::app::State;
use dataset::Dataset;
use query::{Grid, GridView, Query};
use std::cell::RefCell;
use std::sync::Arc;
use web_sys::HtmlElement;

thread_local! {
    /// The table of the query that was shown last.
    static MADE: RefCell<Option<Arc<Grid>>> = const { RefCell::new(None) };
}

/// The words and controls of the table; the table itself changes with what the reader sorts and folds.
#[inline(never)]
pub fn show(query: &Query, dataset: &'static Dataset) -> View {
    let grid = Arc::new(Grid::to(query, dataset));
    let caption = grid.caption.clone();
    MADE.with(|made| made.replace(Some(grid)));
    View { caption, controls: markup::table_controls(query, dataset), ..View::default() }
}

/// The table of what is shown, made with the words around it.
pub(super) fn made() -> Option<Arc<Grid>> {
    MADE.with(|made| made.borrow().clone())
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
