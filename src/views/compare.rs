//! Forces side by side.

use super::View;
use dataset::Dataset;
use query::{Compare, Comparison, Query};
use std::sync::Arc;

/// What the dataset says to the query.
#[inline(never)]
pub fn answer(query: &Query, dataset: &Dataset) -> Comparison {
    Comparison::to(query, dataset)
}

/// The forces ranked, between two periods, or each by itself.
#[inline(never)]
pub fn show(query: &Query, dataset: &'static Dataset) -> View {
    let comparison = Arc::new(answer(query, dataset));
    let kind = match query.options.compare {
        Compare::Rank => "Bar chart",
        Compare::Change => "Dot chart",
        Compare::Each => "Small line charts",
    };
    View {
        caption: comparison.caption.clone(),
        kind,
        controls: markup::compare_controls(query, dataset),
        beneath: markup::in_sight(&comparison, dataset),
        as_table: comparison.as_table(),
        draw: Some(Box::new(move |width| chart::compare(&comparison, dataset, width))),
        ..View::default()
    }
}
