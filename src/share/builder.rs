//! The form that writes the code for articles: choices, a live preview, the code in three forms.

use crate::app::{self, State};
use crate::dom::{by_id, closest, data_of, focus, on, on_window, react, write_html};
use crate::share::clipboard;
use crate::share::embed::PANEL;
use leptos::prelude::*;
use markup::Embedding;
use query::{Answer, Query};
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlInputElement};

/// Id of the frame that the reader sees, and of its place.
const PREVIEW: (&str, &str) = ("embed-frame", "embed-preview");
/// Id of the frame in which heights are measured, and of its place.
const MEASURE: (&str, &str) = ("embed-measured-frame", "embed-measure");
/// Widths in pixels at which the height is measured; between them a script takes the higher one.
const WIDTHS_PX: [u32; 12] = [280, 300, 320, 340, 360, 390, 430, 480, 560, 640, 900, 1200];
/// A frame so many pixels high shows everything without a scroll bar, which would take from its width.
const BEYOND_PX: u32 = 9_000;
/// The forms of code: an iframe alone, an iframe whose height a script keeps, an element that the script defines.
const FORMS: [&str; 3] = ["plain", "script", "element"];
/// Lowest and highest frame, in pixels, that may be typed.
const HEIGHTS_PX: (u32, u32) = (200, 10_000);
/// Height in pixels of a frame before it was measured: what the usual one needs on a phone.
const BEFORE_PX: u32 = 1_400;

thread_local! {
    static LISTENS: Cell<bool> = const { Cell::new(false) };
    /// Heights by width, in pixels, of what is shown; measured one after the other.
    static HEIGHTS_OF: RefCell<Vec<(u32, u32)>> = const { RefCell::new(Vec::new()) };
    /// The address that is measured and previewed.
    static FRAMED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Opens the form, or closes it.
pub fn toggle(state: State) {
    let (Some(panel), Some(releases)) = (by_id(PANEL), by_id("embed-release")) else { return };
    let is_new = !releases.has_child_nodes();
    if is_new {
        write_html(&releases, &markup::release_options(&state.shown_now().query, state.dataset));
        set_value("embed-theme", state.shown_now().query.theme.word());
    }
    let opens = is_new || panel.has_attribute("hidden");
    panel.set_hidden(!opens);
    if !LISTENS.with(|listens| listens.replace(true)) {
        listen(state);
    }
    if let Ok(Some(button)) = document().query_selector("#take [data-take=embed]") {
        let _ = button.set_attribute("aria-expanded", if opens { "true" } else { "false" });
    }
    show(state);
    if opens {
        focus("embed-title");
    }
}

fn listen(state: State) {
    on(PANEL, "change", move |_| show(state));
    on(PANEL, "click", move |click| copy(state, &click));
    on_window("message", move |message| hear(state, &message));
    react(move || {
        state.shown();
        show(state);
    });
}

/// Shows what the choices and the page say: frames anew where the address is another, and the code.
fn show(state: State) {
    // Another form may stand there instead.
    if by_id(PANEL).is_none_or(|panel| panel.has_attribute("hidden")) || by_id("embed-title").is_none() {
        return;
    }
    let embedding = embedding(state);
    let address = embedding.frame_address(state.dataset);
    let is_new = FRAMED.with(|framed| framed.replace(address.clone()) != address);
    if is_new {
        HEIGHTS_OF.with(|heights| heights.borrow_mut().clear());
        fill(MEASURE.1, &markup::frame(MEASURE.0, &address, "", WIDTHS_PX[0], BEYOND_PX));
        say("embed-measured", "data-busy");
    }
    let width = if control("embed-width-640").is_some_and(|wide| wide.checked()) { 640 } else { 320 };
    let shown = by_id(PREVIEW.0).map(|frame| data_of(&frame, "width"));
    if is_new || shown != Some(width.to_string()) {
        let title = ["Preview: ", &embedding.title].concat();
        fill(PREVIEW.1, &markup::frame(PREVIEW.0, &address, &title, width, BEFORE_PX));
    }
    show_code(state, &embedding);
}

fn show_code(state: State, embedding: &Embedding) {
    for form in FORMS {
        if let Some(code) = control(&["embed-", form].concat()) {
            // What the form holds is the template; what was set is beside it.
            let template = code.text_content().unwrap_or_default();
            code.set_value(&embedding.code(&template, state.dataset));
        }
    }
}

/// What the code is made from.
fn embedding(state: State) -> Embedding {
    let shown = state.shown_now();
    let query = chosen(&shown.query, state);
    let answer = Arc::new(Answer::to(&query, state.dataset));
    // Of another release other things are to be said.
    let view = shown.view.ready().map(|_| app::view_of(&query, &answer, state.dataset)).unwrap_or_default();
    let title = match view.kind {
        "" => view.caption.title.clone(),
        kind => [kind, ": ", &view.caption.title].concat(),
    };
    let heights_px = HEIGHTS_OF.with(|heights| heights.borrow().clone());
    let heights_px = if heights_px.len() == WIDTHS_PX.len() { heights_px } else { Vec::new() };
    let measured = heights_px.iter().find(|(width, _)| *width == 320).map_or(BEFORE_PX, |(_, height)| *height);
    Embedding {
        page: page_address(),
        lead: app::lead(&query, &answer, &view.caption, state.dataset),
        height_px: height_chosen(measured),
        query,
        title,
        heights_px,
    }
}

/// The page's question with what was chosen for the article.
fn chosen(query: &Query, state: State) -> Query {
    let mut query = query.clone();
    for key in ["release", "theme"] {
        if let Some(list) = control(&["embed-", key].concat()) {
            query.choose(key, &list.value(), state.dataset);
        }
    }
    query
}

/// The height that was typed; the measured one where none was, or none that can be used, which is said.
fn height_chosen(measured: u32) -> u32 {
    let Some(input) = control("embed-height") else { return measured };
    let _ = input.set_attribute("placeholder", &measured.to_string());
    let typed = input.value();
    let typed = typed.trim();
    let height = whole_number(typed).filter(|height| (HEIGHTS_PX.0..=HEIGHTS_PX.1).contains(height));
    let is_problem = height.is_none() && !typed.is_empty();
    let _ = input.set_attribute("aria-invalid", if is_problem { "true" } else { "false" });
    say("embed-problem", if is_problem { "data-problem" } else { "data-none" });
    height.unwrap_or(measured)
}

/// A number in at most five digits.
fn whole_number(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 5 {
        return None;
    }
    let mut number = 0;
    for byte in text.bytes() {
        number = number * 10 + char::from(byte).to_digit(10)?;
    }
    Some(number)
}

/// A frame of the form tells its size.
fn hear(state: State, message: &JsValue) {
    let Some(data) = field(message, "data") else { return };
    let Some((width, height)) = size_in(&data) else { return };
    let source = field(message, "source");
    let is_from = |id: &str| {
        let window = by_id(id).and_then(|frame| field(&frame, "contentWindow"));
        window.is_some() && window == source
    };
    if is_from(PREVIEW.0) {
        if let Some(frame) = by_id(PREVIEW.0) {
            let _ = frame.set_attribute("height", &height.to_string());
        }
    } else if is_from(MEASURE.0) {
        measured(state, width, height);
    }
}

/// Keeps a height and goes on to the next width; after the last one, the code has them all.
fn measured(state: State, width: u32, height: u32) {
    let done = HEIGHTS_OF.with(|heights| {
        let mut heights = heights.borrow_mut();
        if WIDTHS_PX.get(heights.len()) == Some(&width) {
            heights.push((width, height));
        }
        heights.len()
    });
    match (WIDTHS_PX.get(done), by_id(MEASURE.0)) {
        (Some(next), Some(frame)) => {
            let _ = frame.set_attribute("width", &next.to_string());
        }
        _ => {
            fill(MEASURE.1, "");
            say("embed-measured", "data-done");
            show_code(state, &embedding(state));
        }
    }
}

/// Width and height in a frame's message.
fn size_in(data: &JsValue) -> Option<(u32, u32)> {
    if field(data, "type")?.as_string()? != "on-record:height" {
        return None;
    }
    let pixels = |name: &str| field(data, name)?.as_f64().filter(|pixels| *pixels > 0.0 && *pixels < 20_000.0);
    Some((pixels("width")? as u32, pixels("height")? as u32))
}

/// What an object holds under a name.
fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()
}

fn copy(state: State, click: &Event) {
    let Some(button) = closest(click, "data-copy-code") else { return };
    show_code(state, &embedding(state));
    let form = ["embed-", &data_of(&button, "data-copy-code")].concat();
    let code = control(&form).map(|code| code.value()).unwrap_or_default();
    say("embed-copied", "data-none");
    let told = move |is_copied: bool| {
        say("embed-copied", if is_copied { "data-done" } else { "data-problem" });
        if !is_copied {
            focus(&form);
        }
    };
    clipboard::copy(&code, Box::new(told));
}

/// This page's address without what it is asked.
fn page_address() -> String {
    let location = window().location();
    [location.origin().unwrap_or_default(), location.pathname().unwrap_or_default()].concat()
}

/// A control, whichever it is, of which value and focus are needed alone.
fn control(id: &str) -> Option<HtmlInputElement> {
    by_id(id).map(JsCast::unchecked_into)
}

fn set_value(id: &str, value: &str) {
    if let Some(control) = control(id) {
        control.set_value(value);
    }
}

fn fill(id: &str, html: &str) {
    if let Some(place) = by_id(id) {
        write_html(&place, html);
    }
}

/// Says in an element what one of its attributes holds.
fn say(id: &str, attribute: &str) {
    if let Some(place) = by_id(id) {
        place.set_text_content(Some(&data_of(&place, attribute)));
    }
}
