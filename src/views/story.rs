//! The figures as sentences.

use super::{View, outcome_file, telling};
use crate::app::State;
use dataset::Dataset;
use query::{Caption, Query};
use story::Story;

/// The story of the first area, each figure a link to the view that shows it.
#[inline(never)]
pub fn show(query: &Query, dataset: &'static Dataset) -> View {
    let story = tell(query, dataset);
    let name = &dataset.area(query.areas[0]).name;
    let mut subtitle = "Written by rules from the figures. Each figure leads to the view that shows it.".to_owned();
    if let Some(notice) = &story.notice {
        subtitle = [notice, " ", &subtitle].concat();
    }
    let words = telling::words(&story, dataset);
    let caption = Caption {
        title: story.headline,
        subtitle,
        sentence: ["A story on ", name, ", each sentence with the reason why it may be said."].concat(),
        description: String::new(),
        notes: story.notes,
    };
    View { caption, words, ..View::default() }
}

/// Listens to the story, for as long as the page lives.
#[inline(never)]
pub fn start(state: State) {
    telling::start(state);
}

/// What the figures say in sentences.
#[inline(never)]
pub fn tell(query: &Query, dataset: &'static Dataset) -> Story {
    story::tell(query, dataset, outcome_file::loaded())
}
