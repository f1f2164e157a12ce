//! The map's slider through time: steps, dragging, and playing on to the last period.

use crate::app::State;
use crate::dom::{by_id, closest, data_of, on, text_of};
use crate::kept::Kept;
use crate::views;
use leptos::prelude::*;
use query::View;
use std::time::Duration;

/// Keys of the map's own controls, which only the map understands.
const KEYS: [&str; 2] = ["map-time", "at-length"];
/// How long each period is shown while playing.
const STEP: Duration = Duration::from_millis(900);

/// Listens to the slider and its buttons.
pub fn start(state: State, playing: Kept<bool>) {
    on("own-choices", "click", move |click| {
        if let Some(button) = closest(&click, "data-step") {
            playing.set(false);
            step(state, if data_of(&button, "data-step").starts_with('-') { -1 } else { 1 });
        } else if closest(&click, "data-play").is_some() {
            playing.set(!playing.get_untracked());
            if playing.get_untracked() {
                play(state, playing, true);
            }
        }
    });
    // While the slider is dragged it must not be written anew: its period is told, and shown when it is let go.
    on("own-choices", "input", move |event| {
        if closest(&event, "min").is_some()
            && let Some(period) = by_id("map-period")
        {
            if playing.get_untracked() {
                // The controls are written anew, and the slider with them.
                playing.set(false);
                choose(state, KEYS[0], &text_of(&event));
                return;
            }
            let name = views::map::period_name(&state.shown_now().query, &text_of(&event), state.dataset);
            period.set_text_content(Some(&name));
        }
    });
}

/// Chooses by one of the map's own controls; whether the key is one of them.
pub fn choose(state: State, key: &str, value: &str) -> bool {
    let is_own = KEYS.contains(&key);
    let mut query = state.shown_now().query;
    if is_own && shows_map(state) && views::map::choose(&mut query, key, value, state.dataset) {
        state.ask_in_place(query);
    }
    is_own
}

/// Goes some periods on; whether there was one.
fn step(state: State, by: i32) -> bool {
    let before = state.shown_now().query;
    let position = by_id("map-time").and_then(|slider| data_of(&slider, "value").parse::<i32>().ok());
    let Some(next) = position.map(|position| position + by).filter(|next| *next >= 0) else { return false };
    choose(state, KEYS[0], &next.to_string());
    state.shown_now().query != before
}

/// Goes on by a period, and by the next after a while; at the end, whoever `starts` begins at the first one.
fn play(state: State, playing: Kept<bool>, starts: bool) {
    let goes_on = || step(state, 1) || starts && choose(state, KEYS[0], "0");
    if !playing.get_untracked() || !shows_map(state) || !goes_on() {
        return playing.set(false);
    }
    set_timeout(move || play(state, playing, false), STEP);
}

fn shows_map(state: State) -> bool {
    let shown = state.shown_now();
    shown.query.view == View::Map && shown.view.ready().is_some()
}
