//! The figures as a table: what stands around it.

use super::View;
use dataset::Dataset;
use query::{Answer, Query};

/// The words and controls of the table; the table itself changes with what the reader sorts and folds.
#[inline(never)]
pub fn show(_query: &Query, answer: &Answer, _dataset: &'static Dataset) -> View {
    View { caption: answer.caption(), ..View::default() }
}
