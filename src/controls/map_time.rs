//! The map's slider through time and its buttons: what they do is loaded when one is touched first.

use crate::app::State;
use crate::dom::{by_id, closest, on, write_anew};
use crate::kept::Kept;
use crate::shell::parts;
use crate::views::map_time;
use std::cell::Cell;
use web_sys::Event;

/// Keys of the map's own controls, which only the map understands.
const KEYS: [&str; 2] = ["map-time", "at-length"];

/// Listens to the slider and its buttons.
pub fn start(state: State, playing: Kept<bool>) {
    let heard = move |event: Event| {
        if ["data-step", "data-play", "min"].iter().any(|attribute| closest(&event, attribute).is_some()) {
            // A second press on what still reads “Play” asks for the same as the first.
            let was_playing = playing.get_untracked();
            bring(Box::new(move || map_time::act(state, playing, was_playing, &event)));
        }
    };
    on("own-choices", "click", heard);
    on("own-choices", "input", heard);
}

/// Chooses by one of the map's own controls; whether the key is one of them.
pub fn choose(state: State, key: &str, value: &str) -> bool {
    let is_own = KEYS.contains(&key);
    if is_own {
        let (key, value) = (key.to_owned(), value.to_owned());
        bring(Box::new(move || {
            map_time::choose(state, &key, &value);
        }));
    }
    is_own
}

thread_local! {
    /// Whether a problem stands in place of the period.
    static FAILED: Cell<bool> = const { Cell::new(false) };
}

/// Does something once the part for it is there; tells in place of the period why it could not be had.
fn bring(act: Box<dyn Fn()>) {
    let then = move |problem: String| {
        let failed = !problem.is_empty();
        if FAILED.replace(failed) || failed {
            // The controls show what the map shows, not what was asked for in vain.
            if let Some(controls) = by_id("own-choices") {
                write_anew(&controls);
            }
        }
        if !failed {
            act();
        } else if let Some(period) = by_id("map-period") {
            period.set_text_content(Some(&problem));
        }
    };
    parts::bring("map-time", Box::new(then));
}
