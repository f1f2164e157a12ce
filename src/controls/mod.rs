//! What the reader touches.

mod area_picker;

use crate::app::State;
use crate::dom::{Part, element, set_html};
use area_picker::AreaPicker;
use dataset::Quarter;
use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};

/// Width in pixels below which the controls are folded away at first, so that the chart comes first.
const FOLDED_BELOW_PX: f64 = 640.0;
/// Keys of the address that are radio buttons.
const RADIOS: [&str; 2] = ["measure", "by"];
/// Keys of the address that are lists.
const LISTS: [&str; 4] = ["from", "to", "offence", "release"];

/// All controls: the areas, and a panel with the rest that folds away on a phone.
#[component]
pub fn Controls() -> impl IntoView {
    let state = expect_context::<State>();
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(FOLDED_BELOW_PX);
    let open = RwSignal::new(width >= FOLDED_BELOW_PX);
    let choose = move |event: Event| {
        let Some((key, value)) = chosen_by(&event) else { return };
        let mut query = state.shown_now().query;
        query.choose(&key, &value, state.dataset);
        state.ask(query);
    };
    Effect::new(move |_| keep_in_step(state));
    view! {
        <section class="controls" aria-label="What is shown" hidden=move || state.shown().query.embed>
            <AreaPicker />
            <button
                type="button"
                class="fold"
                aria-expanded=move || open.get().to_string()
                aria-controls="choices"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                "Change what is shown"
            </button>
            <div id="choices" class=move || if open.get() { "fold-away open" } else { "fold-away" } on:change=choose>
                <Part class="choices" html=move || {
                    let view = state.shown().view;
                    view.ready().map_or_else(String::new, |view| view.controls.clone())
                } />
                <div class="choices" inner_html=markup::choices(state.dataset)></div>
            </div>
            <details class="presets">
                <summary>"Questions people ask"</summary>
                <Part html=move || markup::presets(&state.shown().query, state.dataset) />
            </details>
            <p class="sentence" role="status">
                {move || state.shown().view.ready().map(|view| view.caption.sentence.clone())}
            </p>
        </section>
    }
}

/// Name and value of the control that was changed.
fn chosen_by(event: &Event) -> Option<(String, String)> {
    let target = event.target()?;
    match target.dyn_into::<HtmlInputElement>() {
        Ok(radio) => Some((radio.name(), radio.value())),
        Err(target) => target.dyn_into::<HtmlSelectElement>().ok().map(|list| (list.name(), list.value())),
    }
}

/// Shows in every control what the query says, however it came about.
fn keep_in_step(state: State) {
    let query = state.shown().query;
    let dataset = state.dataset;
    for key in RADIOS.iter().chain(&LISTS) {
        if let Ok(Some(control)) = document().query_selector(&format!("[data-for={key}]")) {
            control.unchecked_into::<HtmlElement>().set_hidden(!query.uses(key));
        }
    }
    for key in RADIOS {
        if let Some(radio) = element::<HtmlInputElement>(&format!("{key}-{}", query.chosen(key, dataset))) {
            radio.set_checked(true);
        }
    }
    let starts = markup::quarter_options(&query.starts(dataset), Quarter::first_month_text, Quarter::first_month_name);
    let ends = markup::quarter_options(&query.ends(dataset), Quarter::last_month_text, Quarter::last_month_name);
    for (key, options) in [("from", starts), ("to", ends)] {
        if let Some(list) = element::<HtmlSelectElement>(key) {
            set_html(&list, &options);
        }
    }
    for key in LISTS {
        if let Some(list) = element::<HtmlSelectElement>(key) {
            list.set_value(&query.chosen(key, dataset));
        }
    }
}
