//! What can be wrong with a dataset.

use std::fmt;

/// The dataset cannot be used: where, what was found, what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError {
    /// Place in the file, such as `releases[1].counts[0].cells[5]`.
    pub place: String,
    /// What was found there and what was expected.
    pub problem: String,
}

impl DataError {
    pub(crate) fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { place: place.into(), problem: problem.into() }
    }
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The figures cannot be read: {}: {}", self.place, self.problem)
    }
}

impl std::error::Error for DataError {}
