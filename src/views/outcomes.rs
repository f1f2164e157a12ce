//! What became of the offences.

use super::{View, outcome_file};
use dataset::Dataset;
use query::{OutcomesAnswer, Query};

/// What the outcomes say to the query; `None` before they were loaded.
#[inline(never)]
pub fn answer(query: &Query, dataset: &Dataset) -> Option<OutcomesAnswer> {
    Some(OutcomesAnswer::to(query, dataset, outcome_file::loaded()?))
}

/// The outcomes of an area year by year, or of all forces in a year, as bars and as a table.
#[inline(never)]
pub fn show(query: &Query, dataset: &'static Dataset) -> View {
    let Some(outcomes) = outcome_file::loaded() else { return View::default() };
    let answer = OutcomesAnswer::to(query, dataset, outcomes);
    let (caption, controls) = (answer.caption.clone(), markup::outcomes_controls(query, dataset, outcomes));
    if answer.refused.is_some() {
        return View { caption, controls, words: markup::outcomes_refused(&answer), ..View::default() };
    }
    View {
        caption,
        kind: "Bar chart",
        controls,
        beneath: markup::outcomes_details(&answer),
        draw: Some(Box::new(move |width| chart::outcomes(&answer, width))),
        ..View::default()
    }
}
