//! The controls of the map say what is chosen, and what can be.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::Dataset;
use markup::{as_played, map_controls};
use query::Query;
use std::sync::LazyLock;

static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
    Dataset::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
});

fn controls(address: &str) -> String {
    as_played(&map_controls(&Query::read_address(address, &DATASET).query, &DATASET), false)
}

#[test]
fn what_is_chosen_is_checked_and_the_slider_names_its_period() {
    let html = controls("?view=map&map=tiles");
    let checked: Vec<&str> =
        html.match_indices(" checked>").map(|(at, _)| html[..at].rsplit("id=\"").next().unwrap()).collect();
    assert_eq!(checked, ["map-tiles\"", "classes-quantiles\"", "at-length-year\""]);
    assert!(html.contains("min=\"0\" max=\"10\" value=\"8\" aria-valuetext=\"year ending March 2023\""), "{html}");
    assert!(html.contains("<output id=\"map-period\" for=\"map-time\">Year ending March 2023</output>"), "{html}");
    assert!(html.contains("data-play aria-pressed=\"false\">Play") && !html.contains("aria-disabled"), "{html}");
}

#[test]
fn steps_end_at_the_ends() {
    let first = controls("?view=map&at=2014-04~2014-06");
    assert!(first.contains("data-step=\"-1\" aria-disabled=\"true\">Earlier"), "{first}");
    assert!(first.contains("data-step=\"1\">Later"), "{first}");
    let last = controls("?view=map&at=2025-01~2025-03");
    assert!(last.contains("data-step=\"1\" aria-disabled=\"true\">Later"), "{last}");
    assert!(last.contains("data-play aria-pressed=\"false\">Play"), "{last}");
}

#[test]
fn a_period_of_no_usual_length_has_no_slider_but_its_name() {
    let html = controls("?view=map&at=2014-07~2014-12");
    assert!(!html.contains("type=\"range\""), "{html}");
    assert!(html.contains(">July 2014 to December 2014</output>"), "{html}");
    assert!(!html.contains("value=\"quarter\" id=\"at-length-quarter\" checked"), "{html}");
}

#[test]
fn the_button_that_plays_says_so_and_other_controls_stay_as_they_are() {
    let controls = map_controls(&Query::read_address("?view=map", &DATASET).query, &DATASET);
    assert!(as_played(&controls, true).contains("data-play aria-pressed=\"true\">Stop</button>"));
    assert!(as_played(&controls, false).contains("data-play aria-pressed=\"false\">Play</button>"));
    assert_eq!(as_played("<p>Other</p>", true), "<p>Other</p>");
}
