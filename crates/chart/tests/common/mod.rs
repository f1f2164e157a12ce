//! What the tests share: the committed figures, and the picture of an address.
#![allow(dead_code, clippy::panic, clippy::unwrap_used, reason = "each test uses a part of it, and may stop")]

pub mod golden;

use chart::{Scene, line_chart};
use dataset::Dataset;
use query::{Answer, Query};
use std::sync::OnceLock;

/// The committed figures.
pub fn dataset() -> &'static Dataset {
    static DATASET: OnceLock<Dataset> = OnceLock::new();
    DATASET.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
        Dataset::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
    })
}

/// The answer to an address in which everything is understood.
pub fn answer(address: &str) -> Answer {
    let reading = Query::read_address(address, dataset());
    assert_eq!(reading.notices, [], "{address}");
    Answer::to(&reading.query, dataset())
}

/// The chart of an address.
pub fn scene(address: &str, width_px: f64) -> Scene {
    line_chart(&answer(address), dataset(), width_px)
}
