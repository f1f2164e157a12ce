//! What is shown as files, pictures, links and citation: made here, offered and saved by `public/take.js`.

use crate::app::{Shown, State};
use crate::views;
use query::View;
use std::cell::Cell;
use take::{Origin, Sheet};
use wasm_bindgen::prelude::wasm_bindgen;

/// Width of a narrow picture in pixels; any other is [`WIDE_PX`].
const NARROW_PX: f64 = 640.0;
const WIDE_PX: f64 = 1_200.0;

thread_local! {
    static STATE: Cell<Option<State>> = const { Cell::new(None) };
}

/// Keeps the state of the page, of which things are taken.
pub fn keep(state: State) {
    STATE.with(|kept| kept.set(Some(state)));
}

/// Adds the figures that the first view does without, from the text of their file: some of what is taken holds them all.
/// Says what is wrong with it, or nothing.
#[wasm_bindgen(js_name = complete)]
pub fn complete(figures: &str) -> String {
    let dataset = STATE.with(Cell::get).map(|state| state.dataset);
    dataset
        .and_then(|dataset| views::rest::add(figures, dataset).err())
        .map_or_else(String::new, |error| error.to_string())
}

/// Makes what is asked for by its word of [`made`]. `public/take.js` loads the part `take` before it asks.
#[wasm_bindgen(js_name = make)]
pub fn make(what: &str, origin: &str) -> String {
    STATE.with(Cell::get).map_or_else(String::new, |state| made(state, what, origin))
}

/// A text of what is shown, empty where it has none: `about` and `links` for the panel, and the files `csv`, `json`,
/// `notes`, `tabs`, `table`, `all`, `all-notes`, `svg`, `svg-narrow`, `plain`, `bibtex`, `csl` and those of the story.
///
/// `origin` is the page's address without the query, its build, and the day, each on a line.
#[inline(never)]
fn made(state: State, what: &str, origin: &str) -> String {
    let shown = state.shown_now();
    let Some(sheet) = sheet(&shown, state) else { return String::new() };
    let dataset = state.dataset;
    let mut lines = origin.split('\n').map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    let origin = Origin { page: line(), build: line(), today: line() };
    let address = [&origin.page, shown.query.shared().to_address(dataset).as_str()].concat();
    match what {
        "about" => about(&shown, &sheet, &address, state),
        "links" => {
            let mut text = String::new();
            for link in take::links(&sheet, &origin, dataset) {
                for piece in [&link.label, "\n", &link.address, "\n"] {
                    text.push_str(piece);
                }
            }
            text
        }
        "csv" => sheet.csv(dataset),
        "json" => take::json(&sheet, &origin, dataset),
        "notes" => take::notes_as_text(&sheet.caption.sentence, &sheet.notes, &address),
        "tabs" => sheet.tab_separated(&address),
        "table" => sheet.html(&address),
        "all" => take::all_figures(dataset),
        "all-notes" => take::notes_as_text("", &take::all_notes(dataset), &origin.page),
        "svg" => picture(&shown, &sheet, &origin, state, WIDE_PX),
        "svg-narrow" => picture(&shown, &sheet, &origin, state, NARROW_PX),
        "plain" => take::cite(&sheet, &origin, dataset).plain,
        "bibtex" => take::cite(&sheet, &origin, dataset).bibtex,
        "csl" => take::cite(&sheet, &origin, dataset).csl_json,
        story if shown.query.view == View::Story => views::reasons::copy(&shown.query, dataset, story),
        _ => String::new(),
    }
}

/// On a line each: the view; `picture` or nothing; the name of files; the title; the address; and why there are no
/// figures, or nothing.
fn about(shown: &Shown, sheet: &Sheet, address: &str, state: State) -> String {
    let has_picture = shown.view.ready().is_some_and(|view| view.draw.is_some());
    [
        shown.query.view.word(),
        if has_picture { "picture" } else { "" },
        &take::file_name(sheet, state.dataset),
        &sheet.caption.title,
        address,
        sheet.refused.as_deref().unwrap_or_default(),
    ]
    .join("\n")
}

/// The figures of the view that is shown. A story has those of its area, by which it is cited.
fn sheet(shown: &Shown, state: State) -> Option<Sheet> {
    let (query, dataset) = (&shown.query, state.dataset);
    let view = shown.view.ready()?;
    Some(match query.view {
        View::Trend => Sheet::of_answer(&shown.answer, dataset),
        View::Compare => Sheet::of_comparison(&views::compare::answer(query, dataset), dataset),
        View::Map => Sheet::of_places(&views::map::answer(query, dataset), dataset),
        View::Outcomes => Sheet::of_outcomes(&views::outcomes::answer(query, dataset)?, dataset),
        View::Table => {
            let (grid, shown_of_it) = views::grid::shown()?;
            Sheet::of_grid(&grid, &shown_of_it, query, dataset)
        }
        View::Story => {
            let mut sheet = Sheet::of_answer(&shown.answer, dataset);
            sheet.caption = view.caption.clone();
            // What is said in its place is of the page, not of the figures.
            sheet.caption.subtitle = String::new();
            sheet.measured = "story";
            sheet
        }
        View::Check => return None,
    })
}

fn picture(shown: &Shown, sheet: &Sheet, origin: &Origin, state: State, width_px: f64) -> String {
    let Some(draw) = shown.view.ready().and_then(|view| view.draw.as_ref()) else { return String::new() };
    chart::picture(&**draw, &take::framing(sheet, origin, state.dataset), width_px)
}
