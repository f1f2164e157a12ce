//! What stands behind a story's sentences, and the story to be taken elsewhere: the door to their part of the program.

use super::{outcome_file, story};
use ::story::Story;
use dataset::Dataset;
use query::Query;

/// The story as markup, each sentence with its reason.
#[inline(never)]
pub fn words(story: &Story, dataset: &'static Dataset) -> String {
    markup::story(story, &::story::reasons(story, dataset, outcome_file::loaded()), dataset)
}

/// The story to be taken elsewhere: as `text`, `html`, `markdown` or `facts`.
#[inline(never)]
pub fn copy(query: &Query, dataset: &'static Dataset, kind: &str) -> String {
    let story = story::tell(query, dataset);
    match kind {
        "html" => story.to_html(),
        "markdown" => story.to_markdown(),
        "facts" => {
            let mut text = String::new();
            for fact in ::story::facts(&::story::reasons(&story, dataset, outcome_file::loaded())) {
                for piece in ["• ", &fact, "\n"] {
                    text.push_str(piece);
                }
            }
            text
        }
        _ => story.to_text(),
    }
}
