//! A story: its sentences with their figures as links, and beneath each why it may be said.

use crate::html::Html;
use dataset::Dataset;
use story::{Piece, Sentence, Story, Working};

/// The story as an article. Each figure leads to the view that shows it; each sentence opens to the reason why it may
/// be said and to the cells of its figures. The page listens for `data-copy` (`text`, `html`, `markdown`, `facts`) and
/// `data-print`.
pub fn story(story: &Story, dataset: &Dataset) -> String {
    let mut html = Html::default();
    html.raw("<article class=\"story\" aria-label=\"Story\">");
    for (index, sentence) in story.sentences.iter().enumerate() {
        said(&mut html, index + 1, sentence, dataset);
    }
    html.raw("<p class=\"source\">").text(&story.source).raw("</p></article><div class=\"story-tools\">");
    for (kind, words) in [
        ("text", "Copy as text"),
        ("html", "Copy as HTML"),
        ("markdown", "Copy as Markdown"),
        ("facts", "Copy the facts only"),
    ] {
        html.raw("<button type=\"button\" id=\"copy-")
            .raw(kind)
            .raw("\" data-copy=\"")
            .raw(kind)
            .raw("\">")
            .raw(words)
            .raw("</button>");
    }
    html.raw("<button type=\"button\" id=\"print-story\" data-print>Print</button></div>").finish()
}

fn said(html: &mut Html, number: usize, sentence: &Sentence, dataset: &Dataset) {
    html.raw("<div class=\"said\"><p>");
    let mut figures = 0;
    for piece in &sentence.pieces {
        match piece {
            Piece::Text(words) => {
                html.text(words);
            }
            Piece::Figure { text, query, .. } => {
                figures += 1;
                let address = query.to_address(dataset);
                html.raw("<a href=\"").text(if address.is_empty() { "./" } else { &address }).raw("\" id=\"figure-");
                html.number(number).raw("-").number(figures).raw("\" data-ask>").text(text).raw("</a>");
            }
        }
    }
    html.raw("</p><details><summary id=\"why-said-").number(number).raw("\">Why this may be said");
    // Several summaries with one name would be told apart by nothing.
    html.raw("<span class=\"visually-hidden\">: sentence ")
        .number(number)
        .raw("</span></summary><p>")
        .text(&sentence.why)
        .raw("</p>");
    for working in &sentence.workings {
        shown(html, working);
    }
    html.raw("</details></div>");
}

fn shown(html: &mut Html, working: &Working) {
    html.raw("<table class=\"working\"><caption>")
        .text(&working.what)
        .raw(": <strong>")
        .text(&working.value)
        .raw("</strong>");
    if !working.releases.is_empty() {
        html.raw(" (").text(&query::words::list(&working.releases)).raw(")");
    }
    html.raw("</caption>");
    for (name, value) in &working.cells {
        html.raw("<tr><th scope=\"row\">").text(name).raw("</th><td>").text(value).raw("</td></tr>");
    }
    html.raw("</table>");
}
