//! The story as HTML, on the committed figures.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::Dataset;
use query::Query;

fn html(address: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
    let json = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let dataset = Dataset::from_json(&json).unwrap();
    let query = Query::read_address(address, &dataset).query;
    let story = story::tell(&query, &dataset, None);
    markup::story(&story, &story::reasons(&story, &dataset, None), &dataset)
}

#[test]
fn until_the_reasons_come_that_is_said_in_their_place() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
    let dataset = Dataset::from_json(&std::fs::read_to_string(path).unwrap()).unwrap();
    let story = story::tell(&Query::read_address("?view=story&area=W15000001", &dataset).query, &dataset, None);
    let whole = markup::story(&story, &story::reasons(&story, &dataset, None), &dataset);
    let waiting = markup::story_without_reasons(&story, None, &dataset);
    let failed = markup::story_without_reasons(&story, Some("The part <x> was not found."), &dataset);
    for html in [&waiting, &failed] {
        assert_eq!(html.matches("<details data-reasons=\"why-said-").count(), story.sentences.len(), "{html}");
        assert!(!html.contains("<table"), "{html}");
        // All that is said without opening anything stands there already.
        let closed = |html: &str| {
            let rests = html.split("</details>").map(|piece| piece.split("<details").next().unwrap().to_owned());
            rests.collect::<Vec<_>>()
        };
        assert_eq!(closed(html), closed(&whole));
    }
    assert_eq!(waiting.matches("<p>Loading the reason…</p>").count(), story.sentences.len());
    assert!(failed.contains(
        "could not be loaded. The part &lt;x&gt; was not found.</p><button type=\"button\" data-again>Try again"
    ));
}

#[test]
fn each_figure_leads_to_its_view_and_each_sentence_says_why() {
    let html = html("?view=story&area=W15000001&theme=dark");
    assert!(html.contains(" recorded <a href=\"?view=table&amp;area=W15000001&amp;"), "{html}");
    assert!(html.contains("id=\"figure-1-1\" data-ask>1,895</a> stalking offences"), "{html}");
    assert!(html.contains("<tr><th scope=\"row\">April to June 2022</th><td>"), "{html}");
    assert!(html.contains("(release to June 2023)"), "{html}");
    assert_eq!(html.matches("<details>").count(), html.matches("<div class=\"said\"><p>").count());
    for kind in ["text", "html", "markdown", "facts"] {
        assert!(html.contains(&format!("data-copy=\"{kind}\"")), "{kind}");
    }
    assert!(html.contains("data-print"));
}

#[test]
fn ids_are_there_once() {
    let html = html("");
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}
