//! Fetching what a single view needs beside the first view: a part of the WebAssembly, a file of figures.

use crate::dom::once_done;
use crate::shell::load::{self, LoadError};
use crate::views;
use dataset::Dataset;
use js_sys::Promise;
use query::{Compare, MapShape, OutcomesBy, Query, View};
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Loads a part of the WebAssembly, by its name; defined in index.html. Resolves at once where the build was
    /// not cut in parts.
    #[wasm_bindgen(js_name = loadPart)]
    fn load_part(name: &str) -> Promise;
}

/// Parts that draw one of a view's pictures, behind the views' own.
const DRAWING: [&str; 6] = ["multiples", "dumbbell", "ranking", "charge-ranking", "stack", "tiles"];
const COUNT: usize = View::ALL.len() + DRAWING.len();

thread_local! {
    /// What is there of the parts: for each view, then for each of [`DRAWING`].
    static READY: [Cell<bool>; COUNT] = const { [const { Cell::new(false) }; COUNT] };
    /// Whether all parts were asked for, as they are once the page is idle.
    static ALL_CAME: Cell<bool> = const { Cell::new(false) };
}

/// Keeps that all parts were asked for.
pub fn note_all_came() {
    ALL_CAME.set(true);
}

/// Whether all parts were asked for, and are there but for those that failed.
pub fn all_came() -> bool {
    ALL_CAME.get()
}

/// The part that a query's view needs, by its place; what draws a picture comes after the view's own part and with it.
fn place(query: &Query) -> usize {
    let drawing = match (query.view, query.options.compare, query.options.outcomes, query.options.map) {
        (View::Compare, Compare::Each, ..) => 0,
        (View::Compare, Compare::Change, ..) => 1,
        (View::Compare, Compare::Rank, ..) => 2,
        (View::Outcomes, _, OutcomesBy::Forces, _) => 3,
        (View::Outcomes, _, OutcomesBy::Years, _) => 4,
        (View::Map, .., MapShape::Tiles) => 5,
        (view, ..) => return view as usize,
    };
    View::ALL.len() + drawing
}

/// Whether all that the answer and its view need is there.
pub fn is_ready(query: &Query, dataset: &Dataset) -> bool {
    query.is_answerable(dataset) && (query.view == View::Trend || READY.with(|ready| ready[place(query)].get()))
}

/// Brings what the answer and its view need. To be asked again after a failure.
///
/// # Errors
/// [`LoadError`], in words that name the file.
pub async fn load(query: Query, dataset: &'static Dataset) -> Result<(), LoadError> {
    if !query.is_answerable(dataset) {
        rest(dataset).await?;
    }
    let view = query.view;
    if view == View::Trend {
        return Ok(());
    }
    let place = place(&query);
    part(DRAWING.get(place.wrapping_sub(View::ALL.len())).copied().unwrap_or(view.word())).await?;
    match view {
        View::Map if query.options.map == MapShape::Tiles => {
            let text = load::text("tiles").await?;
            views::tiles::keep(&text, dataset).map_err(LoadError::Data)?;
        }
        View::Map => {
            let text = load::text("map").await?;
            views::map::keep(&text, dataset).map_err(LoadError::Data)?;
        }
        View::Outcomes | View::Story => outcomes(dataset).await?,
        _ => {}
    }
    READY.with(|ready| ready[place].set(true));
    Ok(())
}

/// Brings the figures that the first view does without.
///
/// # Errors
/// [`LoadError`], in words that name the file.
pub async fn rest(dataset: &'static Dataset) -> Result<(), LoadError> {
    if !dataset.is_whole() {
        part("rest").await?;
        let text = load::text("rest").await?;
        views::rest::add(&text, dataset).map_err(LoadError::Data)?;
    }
    Ok(())
}

/// Brings the outcomes. A part that needs them is there already, and what reads them with it.
///
/// # Errors
/// [`LoadError`], in words that name the file.
pub async fn outcomes(dataset: &'static Dataset) -> Result<(), LoadError> {
    if views::outcome_file::loaded().is_none() {
        let text = load::text("outcomes").await?;
        views::outcome_file::keep(&text, dataset).map_err(LoadError::Data)?;
    }
    Ok(())
}

/// Brings a part by its name, then does something: with what went wrong, in words, or with nothing.
pub fn bring(name: &'static str, then: Box<dyn Fn(String)>) {
    let then = move |result: Result<JsValue, JsValue>| {
        then(result.map_or_else(|problem| load::words(problem).to_string(), |_| String::new()));
    };
    once_done(load_part(name), Box::new(then));
}

/// Brings a part of the WebAssembly by its name, with what it needs.
///
/// # Errors
/// [`LoadError`], in words that name the part.
pub async fn part(name: &str) -> Result<(), LoadError> {
    JsFuture::from(load_part(name)).await.map(|_| ()).map_err(load::words)
}
