//! The figures as a table.

use crate::app::State;
use crate::dom::{Part, closest, data_of};
use dataset::AreaId;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use query::Sort;

/// The table of the answer.
#[component]
pub fn TableView(
    /// Whether the view is the one that was asked for.
    shown: Signal<bool>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let sort = RwSignal::new(Sort::default());
    // Columns come and go with the areas: what one column was sorted by would be an accident for another.
    Effect::new(move |former: Option<Vec<AreaId>>| {
        let areas = state.shown().query.areas;
        if former.is_some_and(|former| former != areas) {
            sort.set(Sort::default());
        }
        areas
    });
    let choose = move |click: MouseEvent| {
        let Some(heading) = closest(&click, "data-sort") else { return };
        let column: Option<usize> = data_of(&heading, "data-sort").parse().ok();
        if let Some(column) = column {
            sort.update(|sort| *sort = sort.choose(column.checked_sub(1)));
        }
    };
    let html = move || {
        if shown.get() { markup::table(&state.shown().answer, sort.get(), state.dataset) } else { String::new() }
    };
    view! {
        <div
            id="table"
            class="table"
            role="region"
            aria-label="Table of the figures"
            tabindex="0"
            hidden=move || !shown.get()
            on:click=choose
        >
            <Part html />
        </div>
    }
}
