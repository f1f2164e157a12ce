//! The page as a whole: one state, what answers it, and the parts that show it.

use crate::controls::Controls;
use crate::dom::{Part, closest, data_of, focus};
use crate::share::address;
use crate::views::{TableView, TrendView};
use dataset::Dataset;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use query::{AddressNotice, Answer, Query, View};
use std::sync::Arc;

/// What is shown: the query, which is also the address, and its answer.
#[derive(Clone)]
pub struct Shown {
    /// What is asked.
    pub query: Query,
    /// What the dataset says.
    pub answer: Arc<Answer>,
    /// What the address asked for and could not be had.
    notices: Vec<AddressNotice>,
}

/// The state of the page.
#[derive(Clone, Copy)]
pub struct State {
    /// The figures.
    pub dataset: &'static Dataset,
    shown: RwSignal<Shown>,
}

impl State {
    fn new(dataset: &'static Dataset) -> Self {
        Self { dataset, shown: RwSignal::new(shown_at_address(dataset)) }
    }

    /// What is shown; whoever asks is told when it changes.
    pub fn shown(&self) -> Shown {
        self.shown.get()
    }

    /// What is shown, outside a reaction to it.
    pub fn shown_now(&self) -> Shown {
        self.shown.get_untracked()
    }

    /// Asks something else: the address follows, and the back button returns.
    pub fn ask(&self, query: Query) {
        if query != self.shown_now().query {
            address::push(&query, self.dataset);
            let answer = Arc::new(Answer::to(&query, self.dataset));
            self.shown.set(Shown { query, answer, notices: Vec::new() });
        }
    }

    /// The address changed by itself: back, forward, or a link.
    fn follow_address(&self) {
        self.shown.set(shown_at_address(self.dataset));
    }
}

fn shown_at_address(dataset: &Dataset) -> Shown {
    let reading = address::read(dataset);
    let answer = Arc::new(Answer::to(&reading.query, dataset));
    Shown { query: reading.query, answer, notices: reading.notices }
}

/// The page below its masthead.
#[component]
pub fn App(
    /// The figures.
    dataset: &'static Dataset,
) -> impl IntoView {
    let state = State::new(dataset);
    provide_context(state);
    let follow = window_event_listener(leptos::ev::popstate, move |_| state.follow_address());
    on_cleanup(move || follow.remove());
    Effect::new(move |_| {
        let shown = state.shown();
        document().set_title(&format!("{} – On Record", shown.answer.title));
        if let Ok(Some(description)) = document().query_selector("meta[name=description]") {
            let _ = description.set_attribute("content", &story::lead(&shown.answer, dataset));
        }
        address::show_theme(&shown.query);
    });
    // Links to another view of the same question are followed here, unless a new tab is wanted.
    let follow_link = move |click: MouseEvent| {
        let view = closest(&click, "data-view").and_then(|link| View::from_word(&data_of(&link, "data-view")));
        if let Some(view) = view.filter(|_| is_plain(&click)) {
            click.prevent_default();
            state.ask(Query { view, ..state.shown_now().query });
            // The link from the chart is gone with the chart: its reader goes on in the table.
            // By the next frame the table is no longer hidden.
            if closest(&click, "data-leads").is_some() {
                request_animation_frame(|| focus("table"));
            }
        }
    };
    let is_table = move || state.shown().query.view == View::Table;
    view! {
        <div on:click=follow_link>
            <nav aria-label="Views" hidden=move || state.shown().query.embed>
                <Part html=move || {
                    let query = state.shown().query;
                    if query.embed { String::new() } else { markup::tabs(&query, dataset) }
                } />
            </nav>
            <div role="status">
                <Part
                    class="notices"
                    html=move || {
                        let shown = state.shown();
                        markup::notices(&shown.notices, &shown.query)
                    }
                />
            </div>
            <Part html=move || markup::headline(&state.shown().answer, dataset) />
            <Controls />
            <TrendView shown=Signal::derive(move || !is_table()) />
            <TableView shown=Signal::derive(is_table) />
            <section aria-labelledby="notes-title">
                <Part class="notes" html=move || markup::notes(&state.shown().answer) />
            </section>
        </div>
    }
}

/// Whether a click follows a link here, and not in a new tab or window.
fn is_plain(click: &MouseEvent) -> bool {
    click.button() == 0 && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
}
