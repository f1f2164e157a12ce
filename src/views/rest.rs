//! The figures that the first view does without: the door to their part of the program.

use dataset::{DataError, Dataset};

/// Adds them to the dataset, from the text of their file.
///
/// # Errors
/// [`DataError`]; what is there already stays as it is.
#[inline(never)]
pub fn add(text: &str, dataset: &Dataset) -> Result<(), DataError> {
    dataset.complete(text)
}
