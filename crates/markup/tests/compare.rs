//! What stands around the comparison, as text.
#![allow(clippy::unwrap_used)]

use dataset::Dataset;
use markup::{compare_controls, in_sight};
use query::{Comparison, Query};
use std::sync::LazyLock;

static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
    Dataset::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
});

fn query(address: &str) -> Query {
    let reading = Query::read_address(address, &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    reading.query
}

/// The text of the strip, without its markup.
fn strip(address: &str) -> String {
    let html = in_sight(&Comparison::to(&query(address), &DATASET), &DATASET);
    let mut text = String::new();
    let mut inside = true;
    for character in html.chars() {
        match character {
            '<' => inside = false,
            '>' => inside = true,
            character if inside => text.push(character),
            _ => {}
        }
    }
    text
}

#[test]
fn the_chosen_forces_stay_in_sight() {
    let year = "view=compare&at=2022-04~2023-03";
    assert_eq!(
        strip(&format!("{year}&area=W15000001~K04000001&measure=rate")),
        "North Wales 2.75, rank 11 of 42 England and Wales 1.95"
    );
    assert_eq!(
        strip(&format!("{year}&area=W15000001&compare=change")),
        "North Wales 2,022 → 1,895, 6% fewer England and Wales 117,930 → 117,331, 1% fewer"
    );
    assert_eq!(
        strip("view=compare&compare=each&area=W15000001&release=to-2023-06"),
        "North Wales 466 (April to June 2023) England and Wales 31,055 (April to June 2023)"
    );
    assert_eq!(strip(year), "");
    assert_eq!(strip("view=compare&area=W15000001&compare=change&at=2020-04~2021-03"), "");
}

/// The options of a list that are selected.
fn selected<'a>(html: &'a str, key: &str) -> Vec<&'a str> {
    let list = html.split_once(&format!("<select name=\"{key}\"")).unwrap().1.split("</select>").next().unwrap();
    list.split("<option value=\"")
        .filter(|option| option.contains(" selected>"))
        .map(|option| option.split('"').next().unwrap())
        .collect()
}

#[test]
fn the_controls_show_what_is_chosen() {
    let html = compare_controls(&query("view=compare"), &DATASET);
    assert!(html.contains("selected>Latest complete year (year ending March 2023)</option>"), "{html}");
    assert!(html.contains("id=\"compare-rank\" checked") && html.contains("id=\"top-all\" checked"));
    assert!(!html.contains("name=\"against\"") && !html.contains("name=\"scale\""));
    let html = compare_controls(&query("view=compare&compare=change&at=2021-04~2022-12"), &DATASET);
    for (key, value) in [("at", "2021-04~2022-12"), ("at-from", "2021-04"), ("at-to", "2022-12"), ("against", "")] {
        assert_eq!(selected(&html, key), [value], "{key}: {html}");
    }
    let html = compare_controls(&query("view=compare&compare=change&at=2022-04~2023-03&against=2021-07"), &DATASET);
    assert_eq!(selected(&html, "against"), ["2021-07"]);
    let html = compare_controls(&query("view=compare&compare=each&scale=own"), &DATASET);
    assert!(
        html.contains("id=\"scale-own\" checked") && !html.contains("name=\"at\"") && !html.contains("name=\"top\"")
    );
}

#[test]
fn every_choice_that_is_offered_can_be_made() {
    for address in
        ["view=compare", "view=compare&compare=change", "view=compare&release=to-2018-03", "view=compare&offence=8U"]
    {
        let asked = query(address);
        let html = compare_controls(
            &Query { options: query::Options { compare: query::Compare::Change, ..asked.options }, ..asked.clone() },
            &DATASET,
        );
        for key in ["at", "at-from", "at-to", "against"] {
            let list =
                html.split_once(&format!("<select name=\"{key}\"")).unwrap().1.split("</select>").next().unwrap();
            for value in list.split("<option value=\"").skip(1).map(|option| option.split('"').next().unwrap()) {
                let mut chosen = asked.clone();
                chosen.choose(key, value, &DATASET);
                assert_eq!(chosen.chosen(key, &DATASET), value, "{address} {key}={value}");
            }
        }
    }
}
