//! What the reader touches.

mod area_picker;
pub mod map_time;
pub mod other_offences;

use crate::app::{State, start_when_shown};
use crate::dom::{attribute, by_id, closest, element, focus, hide, on, part, react, write_html};
use crate::kept::Kept;
use crate::shell::parts;
use crate::views;
use dataset::Quarter;
use leptos::prelude::*;
use other_offences::PLACE;
use query::View;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

/// Width in pixels below which the controls are folded away at first, so that the chart comes first.
const FOLDED_BELOW_PX: f64 = 640.0;
/// Keys of the address that are radio buttons.
const RADIOS: [&str; 2] = ["measure", "by"];
/// Keys of the address that are lists.
const LISTS: [&str; 4] = ["from", "to", "offence", "release"];

/// All controls: the areas, and a panel with the rest that folds away on a phone.
pub fn start(state: State) {
    area_picker::start(state);
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(FOLDED_BELOW_PX);
    let open = Kept::new(width >= FOLDED_BELOW_PX);
    hide("controls", move || {
        let query = state.shown().query;
        query.embed || query.view == View::Check || state.shown().awaits_offences
    });
    let finds_offence = Kept::new(false);
    hide(PLACE, move || !finds_offence.get() && state.dataset.pack_of(state.shown().query.offence).is_none());
    on("choices", "change", move |event| {
        let Some((key, value)) = chosen_by(&event) else { return };
        if map_time::choose(state, &key, &value) {
            return;
        }
        if key == "offence" {
            let wants_other = value == markup::OTHER_OFFENCES;
            finds_offence.set(wants_other);
            if wants_other {
                return bring_offences(state);
            }
        }
        let mut query = state.shown_now().query;
        query.choose(&key, &value, state.dataset);
        state.ask(query);
    });
    attribute("fold", "aria-expanded", move || Some(open.get().to_string()));
    on("fold", "click", move |_| open.set(!open.get_untracked()));
    attribute("choices", "class", move || Some(if open.get() { "fold-away open" } else { "fold-away" }.to_owned()));
    let playing = Kept::new(false);
    part("own-choices", move || {
        let view = state.shown().view;
        let controls = view.ready().map_or("", |view| &view.controls);
        markup::as_played(controls, playing.get())
    });
    start_when_shown(state, View::Map, "own-choices", move |_| views::map::start_time(state, playing));
    part("sentence", move || {
        let view = state.shown().view;
        view.ready().map_or_else(String::new, |view| markup::text(&view.caption.sentence))
    });
    // Nobody is asked to load the questions who does not open them. What is wrong with them, or nothing.
    let presets = Kept::new(None::<String>);
    let load = move || {
        if presets.get_untracked().as_deref() != Some("") {
            parts::bring("presets", Box::new(move |words| presets.set(Some(words))));
        }
    };
    on("presets", "toggle", move |_| load());
    on("presets", "click", move |click| {
        if closest(&click, "data-again").is_some() {
            // The button that was pressed will be gone.
            focus("questions");
            load();
        }
    });
    part("preset-links", move || match presets.get().as_deref() {
        None => String::new(),
        Some("") => views::presets::html(&state.shown().query, state.dataset),
        Some(words) => markup::presets_failed(words),
    });
    attribute("measure-change", "disabled", move || (!state.shown().query.uses("measure-change")).then(String::new));
    part("from", move || {
        let starts = state.shown().query.starts(state.dataset);
        markup::quarter_options(&starts, Quarter::first_month_text, Quarter::first_month_name)
    });
    part("to", move || {
        let ends = state.shown().query.ends(state.dataset);
        markup::quarter_options(&ends, Quarter::last_month_text, Quarter::last_month_name)
    });
    part("offence", move || markup::offence_options(&state.shown().query, state.dataset));
    // After the lists have their choices.
    react(move || keep_in_step(state));
}

/// Brings the other offences and the box that finds one; tells meanwhile that they are on their way, or why they could
/// not be had.
pub fn bring_offences(state: State) {
    let Some(place) = by_id(PLACE) else { return };
    if state.dataset.pack().is_none() {
        write_html(&place, "<p role=\"status\">Loading the other offences…</p>");
    }
    // A button that was pressed for it is gone.
    focus("offence");
    let then = move |problem: String| {
        if problem.is_empty() { views::offences::open(state) } else { state.offences_came(Some(problem)) }
    };
    parts::bring("offences", Box::new(then));
}

/// Tells in place of the box why the other offences could not be had.
pub fn offences_failed(problem: &str) {
    if let Some(place) = by_id(PLACE) {
        write_html(&place, &["<div role=\"alert\">", &markup::offences_failed(problem), "</div>"].concat());
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
        if let Ok(Some(control)) = document().query_selector(&["[data-for=", key, "]"].concat()) {
            control.unchecked_into::<HtmlElement>().set_hidden(!query.uses(key));
        }
    }
    for key in RADIOS {
        if let Some(radio) = element::<HtmlInputElement>(&[key, "-", &query.chosen(key, dataset)].concat()) {
            radio.set_checked(true);
        }
    }
    for key in LISTS {
        if let Some(list) = element::<HtmlSelectElement>(key) {
            // Set once more, a list would be laid out and painted anew.
            let chosen = query.chosen(key, dataset);
            if list.value() != chosen {
                list.set_value(&chosen);
            }
        }
    }
}
