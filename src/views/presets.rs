//! Questions that people ask.

use dataset::Dataset;
use query::Query;

/// The questions at hand, as links.
#[inline(never)]
pub fn html(query: &Query, dataset: &Dataset) -> String {
    markup::presets(query, dataset)
}
