//! Cells of a table: where they are, which are selected, and how they reach the clipboard. Events are listened for
//! on the table's region, and cells are found by the positions of rows and columns: there are thousands of them.

use crate::dom::data_of;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use query::{Place, Selection, Step};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlTableCellElement, HtmlTableElement, HtmlTableRowElement};

/// Class of the cells that are selected.
const SELECTED: &str = "selected";
/// What the browser takes the text of the clipboard for.
const PLAIN_TEXT: &str = "text/plain";

/// The cell in which an event happened.
pub fn cell_of(event: &Event) -> Option<HtmlTableCellElement> {
    event.target()?.dyn_into::<Element>().ok()?.closest("td, th").ok()??.dyn_into().ok()
}

/// The place of a cell.
pub fn place_of(cell: &HtmlTableCellElement) -> Option<Place> {
    let row: HtmlTableRowElement = cell.parent_element()?.dyn_into().ok()?;
    Some(Place { row: usize::try_from(row.row_index()).ok()?, column: usize::try_from(cell.cell_index()).ok()? })
}

/// Whether a cell holds a figure.
pub fn is_figure(place: Place) -> bool {
    place.row > 0 && place.column > 0
}

/// Rows and columns of the table in a region, headings counted.
pub fn size(region: &HtmlElement) -> Option<(usize, usize)> {
    let rows = table(region)?.rows();
    let headings: HtmlTableRowElement = rows.item(0)?.dyn_into().ok()?;
    Some((rows.length() as usize, headings.cells().length() as usize))
}

/// Shows which cells are selected, in place of those that were.
pub fn show(region: &HtmlElement, former: Option<Selection>, now: Option<Selection>) {
    let Some(table) = table(region) else { return };
    let rows = table.rows();
    let mark = |selection: Option<Selection>, other: Option<Selection>, selected: bool| {
        let Some(selection) = selection else { return };
        for row in selection.rows() {
            for column in selection.columns() {
                let place = Place { row: row + 1, column: column + 1 };
                if other.is_some_and(|other| other.contains(place)) {
                    continue;
                }
                if let Some(cell) = cell_at(&rows, place) {
                    let _ = cell.class_list().toggle_with_force(SELECTED, selected);
                }
            }
        }
    };
    mark(former, now, false);
    mark(now, former, true);
}

/// Moves the focus to a place: to its button, if it has one, or to the cell, the only one in the tab order then.
pub fn focus(region: &HtmlElement, place: Place) {
    let Some(cell) = table(region).and_then(|table| cell_at(&table.rows(), place)) else { return };
    let button = cell.query_selector("button").ok().flatten();
    if button.is_none() {
        if let Ok(Some(former)) = region.query_selector("td[tabindex], th[tabindex]") {
            let _ = former.remove_attribute("tabindex");
        }
        let _ = cell.set_attribute("tabindex", "0");
    }
    let _ = button.unwrap_or(cell).unchecked_into::<HtmlElement>().focus();
}

/// Lets the pointer show why a cell has no figure, in the words that describe it to a screen reader.
pub fn tell_why(cell: &HtmlTableCellElement) {
    if !cell.has_attribute("title")
        && let Some(why) = document().get_element_by_id(&data_of(cell, "aria-describedby"))
    {
        let _ = cell.set_attribute("title", &why.text_content().unwrap_or_default());
    }
}

/// Takes away what [`tell_why`] said: the cells stay where they are, and are to have other figures.
pub fn forget_why(region: &HtmlElement) {
    while let Ok(Some(cell)) = region.query_selector("[title]") {
        let _ = cell.remove_attribute("title");
    }
}

/// Where a key leads. With Ctrl or ⌘, Home and End lead to the ends of the table.
pub fn step(event: &KeyboardEvent) -> Option<Step> {
    let far = event.ctrl_key() || event.meta_key();
    Some(match (event.key().as_str(), far) {
        _ if event.alt_key() => return None,
        ("ArrowLeft", false) => Step::Left,
        ("ArrowRight", false) => Step::Right,
        ("ArrowUp", false) => Step::Up,
        ("ArrowDown", false) => Step::Down,
        ("Home", false) => Step::RowStart,
        ("End", false) => Step::RowEnd,
        ("Home", true) => Step::TableStart,
        ("End", true) => Step::TableEnd,
        _ => return None,
    })
}

/// Whether a key asks for everything to be selected.
pub fn asks_for_all(event: &KeyboardEvent) -> bool {
    (event.ctrl_key() || event.meta_key()) && !event.alt_key() && event.key().eq_ignore_ascii_case("a")
}

/// Whether the pointer's main button is held down.
pub fn is_held(event: &MouseEvent) -> bool {
    event.buttons() & 1 == 1
}

/// Whether copying means something else than the selected cells: text that is selected, or a box that is typed in.
pub fn copies_text() -> bool {
    let text = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    let boxed = document().active_element().is_some_and(|element| element.matches("input, select").unwrap_or(false));
    text || boxed
}

/// Puts text on the clipboard in place of what the browser would copy.
pub fn copy_instead(event: &web_sys::ClipboardEvent, text: &str) {
    if let Some(clipboard) = event.clipboard_data()
        && clipboard.set_data(PLAIN_TEXT, text).is_ok()
    {
        event.prevent_default();
    }
}

fn table(region: &HtmlElement) -> Option<HtmlTableElement> {
    region.query_selector("table").ok()??.dyn_into().ok()
}

fn cell_at(rows: &web_sys::HtmlCollection, place: Place) -> Option<Element> {
    let row: HtmlTableRowElement = rows.item(u32::try_from(place.row).ok()?)?.dyn_into().ok()?;
    row.cells().item(u32::try_from(place.column).ok()?)
}
