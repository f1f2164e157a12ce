//! A story: its sentences with their figures as links, and beneath each why it may be said.

use crate::html::Html;
use dataset::Dataset;
use story::{Piece, Reason, Sentence, Story, Working};

/// The story as an article. Each figure leads to the view that shows it; each sentence opens to the reason why it may
/// be said and to the cells of its figures. The page listens for `data-copy` (`text`, `html`, `markdown`, `facts`) and
/// `data-print`.
pub fn story(story: &Story, reasons: &[Reason], dataset: &Dataset) -> String {
    article(story, dataset, false, &|html, at| {
        if let Some(reason) = reasons.get(at) {
            html.raw("<p>").text(&reason.why).raw("</p>");
            for working in &reason.workings {
                shown(html, working);
            }
        }
    })
}

/// The same while what makes the reasons is not there: each sentence opens to the word that they are on their way or, with
/// a `problem`, that they could not be had. The page then also listens for `data-reasons`, which holds the id of what opens
/// and closes, and for `data-again`.
pub fn story_without_reasons(story: &Story, problem: Option<&str>, dataset: &Dataset) -> String {
    article(story, dataset, true, &|html, _| {
        html.raw(&problem.map_or_else(|| "<p>Loading the reason…</p>".to_owned(), failed));
    })
}

/// In the place of a reason that could not be had.
fn failed(problem: &str) -> String {
    let mut html = Html::default();
    html.raw("<div role=\"alert\" class=\"failure\"><p>The reasons could not be loaded. ");
    // A browser's words end as they please.
    html.text(problem.trim_end_matches('.')).raw(".</p><button type=\"button\" data-again>Try again</button></div>");
    html.finish()
}

/// The words in which it is said that the story was not copied, and what to do.
pub fn copy_failed(problem: &str) -> String {
    let mut html = Html::default();
    html.raw("The story was not copied, as a part of the page could not be loaded. ");
    html.text(problem.trim_end_matches('.')).raw(". Press the button to try again.").finish()
}

/// The article; `reason` writes what stands behind the sentence of a place.
#[inline(never)]
fn article(story: &Story, dataset: &Dataset, waits: bool, reason: &dyn Fn(&mut Html, usize)) -> String {
    let mut html = Html::default();
    html.raw("<article class=\"story\" aria-label=\"Story\">");
    for (index, sentence) in story.sentences.iter().enumerate() {
        said(&mut html, index + 1, sentence, dataset);
        html.raw("<details");
        if waits {
            html.raw(" data-reasons=\"why-said-").number(index + 1).raw("\"");
        }
        html.raw("><summary id=\"why-said-").number(index + 1).raw("\">Why this may be said");
        // Several summaries with one name would be told apart by nothing.
        html.raw("<span class=\"visually-hidden\">: sentence ").number(index + 1).raw("</span></summary>");
        reason(&mut html, index);
        html.raw("</details></div>");
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
    html.raw("</p>");
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
    // As a browser would complete it: what stands on the page is to be what was written.
    html.raw("</caption><tbody>");
    for (name, value) in &working.cells {
        html.raw("<tr><th scope=\"row\">").text(name).raw("</th><td>").text(value).raw("</td></tr>");
    }
    html.raw("</tbody></table>");
}
