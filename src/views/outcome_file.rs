//! The outcomes, which several views need: the door to what reads them.

use dataset::{DataError, Dataset, Outcomes};
use std::sync::OnceLock;

/// The outcomes, once they were loaded.
static OUTCOMES: OnceLock<Outcomes> = OnceLock::new();

/// Reads and keeps the outcomes.
///
/// # Errors
/// [`DataError`]; a damaged file is refused as a whole.
#[inline(never)]
pub fn keep(text: &str, dataset: &'static Dataset) -> Result<(), DataError> {
    let outcomes = Outcomes::from_json(text, dataset)?;
    let _ = OUTCOMES.set(outcomes);
    Ok(())
}

/// The outcomes, if they were loaded.
pub fn loaded() -> Option<&'static Outcomes> {
    OUTCOMES.get()
}
