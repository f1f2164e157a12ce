//! The figures as a table: what stands around it.

use super::View;
use super::table::TableView;
use crate::app::State;
use dataset::Dataset;
use leptos::prelude::*;
use query::{Grid, Query};
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

/// Puts the table into its place, for as long as the page lives. It is no part of the tree of the first view, which
/// would hold all that it is made of.
#[inline(never)]
pub fn mount(place: HtmlElement, state: State) {
    let table = move || {
        provide_context(state);
        view! { <TableView /> }
    };
    mount_to(place, table).forget();
}
