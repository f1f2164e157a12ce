//! The story of every area as HTML, with its outcomes: well formed, and where its figures lead.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::{Dataset, Outcomes};
use query::Query;
use std::sync::LazyLock;
use story::{Piece, Reason, Story};

static DATASET: LazyLock<Dataset> = LazyLock::new(|| Dataset::from_json(&data("recorded.json")).unwrap());

fn data(file: &str) -> String {
    let path = [concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/"), file].concat();
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn told(address: &str) -> (Story, Vec<Reason>, String) {
    let outcomes = Outcomes::from_json(&data("outcomes.json"), &DATASET).unwrap();
    let story = story::tell(&Query::read_address(address, &DATASET).query, &DATASET, Some(&outcomes));
    let reasons = story::reasons(&story, &DATASET, Some(&outcomes));
    let html = markup::story(&story, &reasons, &DATASET);
    (story, reasons, html)
}

#[test]
fn every_figure_is_a_link_and_every_sentence_has_its_reason() {
    for area in DATASET.areas() {
        let (story, reasons, html) = told(&format!("?view=story&area={}", area.code));
        let pieces = || story.sentences.iter().flat_map(|sentence| &sentence.pieces);
        let figures = pieces().filter(|piece| matches!(piece, Piece::Figure { .. })).count();
        assert_eq!(html.matches("<a href=\"?").count() + html.matches("<a href=\"./\"").count(), figures);
        assert_eq!(html.matches("data-ask>").count(), figures);
        let sentences = story.sentences.len();
        assert_eq!(html.matches("<details>").count(), sentences);
        assert_eq!(html.matches("Why this may be said").count(), sentences);
        let workings = reasons.iter().map(|reason| reason.workings.len()).sum::<usize>();
        assert_eq!(html.matches("<table class=\"working\">").count(), workings);
        // One opens what it closes, and no id stands twice.
        for name in ["article", "p", "details", "summary", "table", "caption", "div", "span", "a", "button"] {
            let opened = html.matches(&format!("<{name}>")).count() + html.matches(&format!("<{name} ")).count();
            assert_eq!(opened, html.matches(&format!("</{name}>")).count(), "{name}");
        }
        let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert!(html.contains(query::SOURCE));
    }
}

#[test]
fn a_figure_leads_to_the_view_that_shows_it() {
    let (_, _, html) = told("?view=story&area=W15000001");
    for link in [
        "<a href=\"?view=table&amp;area=W15000001&amp;at=2022-04~2023-03&amp;rows=chosen&amp;columns=measures\" id=\"figure-1-1\" data-ask>1,895</a>",
        "<a href=\"?view=compare&amp;area=W15000001&amp;measure=rate&amp;at=2022-04~2023-03\" id=\"figure-4-1\" data-ask>11th highest</a>",
    ] {
        assert!(html.contains(link), "{link} is not in {html}");
    }
    for tool in
        ["data-copy=\"text\"", "data-copy=\"html\"", "data-copy=\"markdown\"", "data-copy=\"facts\"", "data-print"]
    {
        assert_eq!(html.matches(tool).count(), 1, "{tool}");
    }
    // The cells of the year, with their release.
    assert!(html.contains("<tr><th scope=\"row\">April to June 2022</th><td>"), "{html}");
    assert!(html.contains("(release to June 2023)"), "{html}");
    assert!(!html.contains("style="));
}
