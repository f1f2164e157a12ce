//! The committed figures, for the tests.
#![allow(dead_code, clippy::panic, clippy::unwrap_used, reason = "each test uses a part of it, and may stop")]

pub mod queries;

use dataset::Dataset;
use std::sync::LazyLock;

/// The committed dataset.
pub static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
    let json = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    Dataset::from_json(&json).unwrap_or_else(|error| panic!("{path}: {error}"))
});
