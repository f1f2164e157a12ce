//! The lead, on the committed figures.
#![allow(clippy::panic)]

use dataset::Dataset;
use query::{Answer, Query};
use std::sync::LazyLock;

static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
    let json = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    Dataset::from_json(&json).unwrap_or_else(|error| panic!("{path}: {error}"))
});

fn lead(address: &str) -> String {
    let query = Query::read_address(address, &DATASET).query;
    story::lead(&Answer::to(&query, &DATASET), &DATASET)
}

#[test]
fn a_year_stands_beside_the_year_before_only_where_they_compare() {
    let cases = [
        (
            "",
            "Police in England and Wales recorded 117,331 offences of stalking in the year ending March 2023, 1% fewer than the 117,930 of the year before.",
        ),
        ("area=E92000001", "Police in England recorded 126,778 offences of stalking in the year ending March 2025."),
        (
            "area=W15000001&release=to-2018-03",
            "North Wales Police recorded 78 offences of stalking in the year ending March 2018.",
        ),
        (
            "area=W15000001&offence=8U&release=to-2018-03",
            "There is no figure of controlling and coercive behaviour for North Wales Police in the year ending March 2018. Controlling and coercive behaviour had no code of its own before April 2020.",
        ),
    ];
    for (address, expected) in cases {
        assert_eq!(lead(address), expected, "{address}");
    }
}

#[test]
fn every_area_offence_and_release_has_a_whole_lead() {
    for area in DATASET.areas() {
        for offence in DATASET.offences() {
            for release in ["to-2018-03", "to-2023-06", "to-2025-03", "latest"] {
                let lead = lead(&format!("area={}&offence={}&release={release}", area.code, offence.code));
                assert!(lead.ends_with('.') && !lead.contains("NaN") && !lead.contains(" 0%"), "{lead}");
                assert!(lead.contains(&offence.name.to_ascii_lowercase()), "{lead}");
            }
        }
    }
}
