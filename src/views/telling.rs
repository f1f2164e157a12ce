//! A story on the page. What stands behind its sentences is brought when somebody opens one of them, copies the story, or
//! when all else is there.

use super::{reasons, story};
use crate::app::State;
use crate::dom::{by_id, closest, data_of, focus, on, on_window, write_html};
use crate::share::clipboard;
use crate::shell::parts;
use ::story::Story;
use dataset::Dataset;
use leptos::prelude::window;
use query::View;
use std::cell::RefCell;

/// What is there of the reasons.
enum Reasons {
    /// Nothing yet.
    Awaited,
    /// They could not be had, and why.
    Failed(String),
    /// All that makes them.
    There,
}

thread_local! {
    static REASONS: RefCell<Reasons> = const { RefCell::new(Reasons::Awaited) };
}

/// The story as markup, with its reasons if they are there.
pub fn words(story: &Story, dataset: &'static Dataset) -> String {
    REASONS.with_borrow(|reasons| match reasons {
        Reasons::Awaited => markup::story_without_reasons(story, None, dataset),
        Reasons::Failed(problem) => markup::story_without_reasons(story, Some(problem), dataset),
        Reasons::There => reasons::words(story, dataset),
    })
}

/// Listens to the story.
pub fn start(state: State) {
    on("words", "click", move |click| {
        if let Some(button) = closest(&click, "data-copy") {
            copy(state, data_of(&button, "data-copy"));
        } else if closest(&click, "data-print").is_some() {
            let _ = window().print();
        } else if closest(&click, "data-again").is_some()
            && let Some(opened) = closest(&click, "data-reasons")
        {
            // The button that tries again goes with what it says.
            focus(&data_of(&opened, "data-reasons"));
            set(state, Reasons::Awaited);
            bring(state, true);
        }
    });
    on("words", "opened", move |opening| {
        let awaited = REASONS.with_borrow(|reasons| matches!(reasons, Reasons::Awaited));
        if awaited && closest(&opening, "data-reasons").is_some() {
            bring(state, true);
        }
    });
    on_window("parts", move |_| bring(state, false));
    if parts::all_came() {
        bring(state, false);
    }
}

/// Brings the reasons; a failure is said where somebody waits for them.
fn bring(state: State, is_awaited: bool) {
    let then = move |problem: String| {
        if problem.is_empty() {
            set(state, Reasons::There);
            if is_awaited {
                // What comes into an open place is not read out by itself.
                say("The reasons are there.");
            }
        } else if is_awaited {
            set(state, Reasons::Failed(problem));
        }
    };
    parts::bring("reasons", Box::new(then));
}

/// Keeps what is there of the reasons, and shows it.
fn set(state: State, now: Reasons) {
    let former = REASONS.replace(now);
    let shown = state.shown_now();
    if !matches!(former, Reasons::There)
        && shown.query.view == View::Story
        && shown.view.ready().is_some()
        && let Some(place) = by_id("words")
    {
        write_html(&place, &story::show(&shown.query, state.dataset).words);
    }
}

/// Copies the story, as `text`, `html`, `markdown` or `facts`, and says what became of it.
fn copy(state: State, kind: String) {
    let query = state.shown_now().query;
    let waits = REASONS.with_borrow(|reasons| !matches!(reasons, Reasons::There));
    say(if waits { "Preparing the copy…" } else { "" });
    let then = move |problem: String| {
        if !problem.is_empty() {
            return say(&markup::copy_failed(&problem));
        }
        set(state, Reasons::There);
        let text = reasons::copy(&query, state.dataset, &kind);
        let told = move |is_copied: bool| {
            say(match (is_copied, waits) {
                (true, _) => "The story is on the clipboard.",
                // A press of a button counts for a few seconds, or less.
                (_, true) => "The browser did not allow copying so long after the button was pressed. Press it again.",
                _ => "The browser did not allow copying. Select the text and copy it.",
            });
        };
        clipboard::copy(&text, Box::new(told));
    };
    parts::bring("reasons", Box::new(then));
}

fn say(words: &str) {
    if let Some(place) = by_id("copied") {
        write_html(&place, words);
    }
}
