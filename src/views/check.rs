//! An article held against the figures.

use super::{View, checking};
use crate::app::State;
use dataset::Dataset;
use query::{Caption, Note, NoteKind, SOURCE};
use web_sys::HtmlElement;

/// The words around the form; what was pasted changes with what the reader does and is in no address.
#[inline(never)]
pub fn show(_dataset: &'static Dataset) -> View {
    let caption = Caption {
        title: "Check an article against the figures".to_owned(),
        subtitle: "Paste a text that gives figures of recorded stalking. Each claim that these figures are about is \
                   found, and what they say of it."
            .to_owned(),
        notes: vec![
            Note {
                kind: NoteKind::Method,
                text:
                    "Claims are found by rules, not understood. A claim that was not underlined was not checked, and \
                       a figure that differs may be right in a release that is not here."
                        .to_owned(),
            },
            Note { kind: NoteKind::Source, text: SOURCE.to_owned() },
        ],
        ..Caption::default()
    };
    View { caption, ..View::default() }
}

/// Puts the form and the verdicts into their place, for as long as the page lives.
#[inline(never)]
pub fn start(place: &HtmlElement, state: State) {
    checking::start(place, state);
}
