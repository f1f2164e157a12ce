//! What became of the offences.

use super::View;
use dataset::{DataError, Dataset, Outcomes};
use query::{OutcomesAnswer, Query};
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

/// What the outcomes say to the query; `None` before they were loaded.
#[inline(never)]
pub fn answer(query: &Query, dataset: &Dataset) -> Option<OutcomesAnswer> {
    Some(OutcomesAnswer::to(query, dataset, OUTCOMES.get()?))
}

/// The outcomes of an area year by year, or of all forces in a year, as bars and as a table.
#[inline(never)]
pub fn show(query: &Query, dataset: &'static Dataset) -> View {
    let Some(outcomes) = OUTCOMES.get() else { return View::default() };
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
