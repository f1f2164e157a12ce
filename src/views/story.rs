//! The figures as sentences.

use super::{View, outcome_file};
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
    let caption = Caption {
        title: story.headline.clone(),
        subtitle,
        sentence: ["A story on ", name, ", each sentence with the reason why it may be said."].concat(),
        description: String::new(),
        notes: story.notes.clone(),
    };
    View { caption, words: markup::story(&story, dataset), ..View::default() }
}

/// The story to be taken elsewhere: as `text`, `html`, `markdown` or `facts`.
#[inline(never)]
pub fn copy(query: &Query, dataset: &'static Dataset, kind: &str) -> String {
    let story = tell(query, dataset);
    match kind {
        "html" => story.to_html(),
        "markdown" => story.to_markdown(),
        "facts" => story.facts().iter().map(|fact| ["• ", fact, "\n"].concat()).collect(),
        _ => story.to_text(),
    }
}

fn tell(query: &Query, dataset: &'static Dataset) -> Story {
    story::tell(query, dataset, outcome_file::loaded())
}
