//! Lines over time.

use super::View;
use dataset::Dataset;
use query::Answer;
use std::sync::Arc;

/// The line chart of the answer.
pub fn show(answer: &Arc<Answer>, dataset: &'static Dataset) -> View {
    let drawn = Arc::clone(answer);
    View {
        caption: answer.caption(),
        kind: "Line chart",
        as_table: Some(answer.query.clone()),
        draw: Some(Box::new(move |width| chart::line_chart(&drawn, dataset, width))),
        ..View::default()
    }
}
