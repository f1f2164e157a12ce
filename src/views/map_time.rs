//! The map through time: steps, dragging, and playing on to the last period.

use crate::app::State;
use crate::dom::{by_id, closest, data_of, text_of};
use crate::kept::Kept;
use leptos::prelude::*;
use query::View;
use std::time::Duration;
use web_sys::Event;

/// How long each period is shown while playing.
const STEP: Duration = Duration::from_millis(900);

/// What a press on a button, or dragging the slider, asks for; `was_playing` when that was done, which may be a while ago.
#[inline(never)]
pub fn act(state: State, playing: Kept<bool>, was_playing: bool, event: &Event) {
    if event.type_() == "input" {
        drag(state, playing, event);
    } else if let Some(button) = closest(event, "data-step") {
        playing.set(false);
        step(state, if data_of(&button, "data-step").starts_with('-') { -1 } else { 1 });
    } else if closest(event, "data-play").is_some() && playing.get_untracked() == was_playing {
        playing.set(!was_playing);
        if !was_playing {
            play(state, playing, true);
        }
    }
}

/// While the slider is dragged it must not be written anew: its period is told, and shown when it is let go.
fn drag(state: State, playing: Kept<bool>, event: &Event) {
    let Some(period) = by_id("map-period").filter(|_| closest(event, "min").is_some()) else { return };
    if playing.get_untracked() {
        // The controls are written anew, and the slider with them.
        playing.set(false);
        choose(state, "map-time", &text_of(event));
        return;
    }
    let mut asked = state.shown_now().query;
    asked.choose_map_time("map-time", &text_of(event), state.dataset);
    period.set_text_content(Some(&query::words::capitalised(&asked.period(state.dataset).to_string())));
}

/// Chooses by one of the map's own controls; whether this changed what is shown.
#[inline(never)]
pub fn choose(state: State, key: &str, value: &str) -> bool {
    let before = state.shown_now().query;
    let mut query = before.clone();
    if shows_map(state) && query.choose_map_time(key, value, state.dataset) {
        state.ask_in_place(query);
    }
    state.shown_now().query != before
}

/// Goes some periods on; whether there was one.
fn step(state: State, by: i32) -> bool {
    let position = by_id("map-time").and_then(|slider| data_of(&slider, "value").parse::<i32>().ok());
    let Some(next) = position.map(|position| position + by).filter(|next| *next >= 0) else { return false };
    choose(state, "map-time", &next.to_string())
}

/// Goes on by a period, and by the next after a while; at the end, whoever `starts` begins at the first one.
fn play(state: State, playing: Kept<bool>, starts: bool) {
    let goes_on = || step(state, 1) || starts && choose(state, "map-time", "0");
    if !playing.get_untracked() || !shows_map(state) || !goes_on() {
        return playing.set(false);
    }
    set_timeout(move || play(state, playing, false), STEP);
}

fn shows_map(state: State) -> bool {
    let shown = state.shown_now();
    shown.query.view == View::Map && shown.view.ready().is_some()
}
