//! What the benches and the command share: the figures as the repository holds them.

use dataset::{DataError, Dataset, Map, Outcomes};
use std::path::PathBuf;

/// A file of `data/`, as text.
///
/// # Errors
/// Those of reading the file.
pub fn data(name: &str) -> std::io::Result<String> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "data", name].iter().collect();
    std::fs::read_to_string(path)
}

/// All that the page may load.
pub struct All {
    /// The figures.
    pub dataset: Dataset,
    /// The boundaries.
    pub map: Map,
    /// What became of the offences.
    pub outcomes: Outcomes,
}

impl All {
    /// Reads `data/`.
    ///
    /// # Errors
    /// Those of reading the files, and [`DataError`] as text.
    pub fn read() -> Result<Self, String> {
        let text = |name| data(name).map_err(|error| format!("data/{name}: {error}"));
        let told = |error: DataError| error.to_string();
        let dataset = Dataset::from_json(&text("recorded.json")?).map_err(told)?;
        let map = Map::from_json(&text("map.json")?, &dataset).map_err(told)?;
        let outcomes = Outcomes::from_json(&text("outcomes.json")?, &dataset).map_err(told)?;
        Ok(Self { dataset, map, outcomes })
    }
}
