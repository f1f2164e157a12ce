//! The little that the parts of the page need of the document.
//!
//! Closures are boxed here, at the one place where they meet the reactive system and the browser, so that the code
//! around them exists once and not once for every closure.

use crate::latest::Latest;
use js_sys::Promise;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, EventTarget, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// Changes an element's content by the steps of [`markup::steps`]. By the
    /// page's one Trusted Types policy, and so defined in index.html: where browsers hold the page to it,
    /// `set_inner_html` throws. False where something else stands there than the steps begin with.
    #[wasm_bindgen(js_name = writeHtml)]
    fn change_html(place: &HtmlElement, steps: &str) -> bool;
    /// Gives the page of an area the address of the whole page with the area chosen. Defined in index.html.
    #[wasm_bindgen(js_name = moveIn)]
    pub fn move_in();
    /// Has the event `told` happen once what changed is drawn, or at once where nothing is drawn. Defined in index.html.
    #[wasm_bindgen(js_name = tellSoon)]
    pub fn tell_soon();
    /// Says that the program shows and hears everything from now on. Defined in index.html, which leaves away what was
    /// there for the time before, and does again what the reader did then; whoever says it again says nothing.
    #[wasm_bindgen(js_name = takenOver)]
    pub fn taken_over();
}

thread_local! {
    /// What was written, and where.
    static WRITTEN: RefCell<Vec<Written>> = const { RefCell::new(Vec::new()) };
    /// What led from one text that is kept to another.
    static STEPS: Latest<Way> = const { Latest::new() };
}

/// A text that stands in an element.
struct Written {
    place: HtmlElement,
    html: Rc<str>,
    /// Whether somebody keeps it, to write it again.
    is_kept: bool,
}

/// Steps from one text that is kept to another.
#[derive(Clone)]
struct Way {
    from: Rc<str>,
    to: Rc<str>,
    steps: Rc<str>,
}

/// Writes an element's content, as markup, and touches only what is another than before: the focus, scrolling and what is
/// selected stay.
pub fn write_html(place: &HtmlElement, html: &str) {
    write(place, html, None);
}

/// The same, for a text that is kept by whoever writes it, and is likely to be written again.
pub fn write_kept(place: &HtmlElement, html: &Rc<str>) {
    write(place, html, Some(html));
}

fn write(place: &HtmlElement, html: &str, kept: Option<&Rc<str>>) {
    WRITTEN.with_borrow_mut(|written| {
        let known = written.iter().position(|written| written.place == *place).unwrap_or_else(|| {
            written.push(Written { place: place.clone(), html: place.inner_html().into(), is_kept: false });
            written.len() - 1
        });
        let Some(former) = written.get_mut(known).filter(|former| *former.html != *html) else { return };
        let done = match kept.filter(|_| former.is_kept) {
            Some(kept) => change_html(place, &way(&former.html, kept).steps),
            None => change_html(place, &markup::steps(&former.html, html)),
        };
        if !done {
            // Something else stands there, which was not written here.
            change_whole(place, html);
        }
        former.html = kept.cloned().unwrap_or_else(|| html.into());
        former.is_kept = kept.is_some();
    });
}

/// What leads from one text that is kept to another.
fn way(from: &Rc<str>, to: &Rc<str>) -> Way {
    let is_it = |way: &Way| Rc::ptr_eq(&way.from, from) && Rc::ptr_eq(&way.to, to);
    let make = || Way { from: from.clone(), to: to.clone(), steps: markup::steps(from, to).into() };
    STEPS.with(|ways| ways.get(is_it, make, |_| true))
}

/// Writes once more what was written in an element, whatever stands there now, and whatever was chosen in it; what is open
/// stays open.
pub fn write_anew(element: &EventTarget) {
    WRITTEN.with_borrow(|written| {
        for written in written.iter().filter(|written| element == written.place.as_ref()) {
            change_whole(&written.place, &written.html);
        }
    });
}

fn change_whole(place: &HtmlElement, html: &str) {
    change_html(place, &["\0", html].concat());
}

/// Does something now, and again whenever a signal that it read changes.
pub fn react(effect: impl FnMut() + 'static) {
    react_boxed(Box::new(effect));
}

fn react_boxed(mut effect: Box<dyn FnMut()>) {
    // The parts of the page stay for as long as it does. Kept by nobody rather than by the reactive system, which would
    // ask the standard library for the thread that each one belongs to: three thousand bytes, for one thread.
    std::mem::forget(RenderEffect::new(move |_: Option<()>| effect()));
}

/// Keeps the content of the element with this id as `html` writes it.
pub fn part(id: &'static str, html: impl Fn() -> String + 'static) {
    part_boxed(id, Box::new(html));
}

fn part_boxed(id: &'static str, html: Box<dyn Fn() -> String>) {
    react(move || {
        let now = html();
        if let Some(place) = by_id(id) {
            write_html(&place, &now);
        }
    });
}

/// Keeps an attribute of the element with this id; `None` takes it away.
pub fn attribute(id: &'static str, name: &'static str, value: impl Fn() -> Option<String> + 'static) {
    attribute_boxed(id, name, Box::new(value));
}

fn attribute_boxed(id: &'static str, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
    react(move || {
        let value = value();
        let Some(element) = by_id(id) else { return };
        // Given once more, it would have the browser work out styles anew.
        if element.get_attribute(name) == value {
            return;
        }
        let _ = match value {
            Some(value) => element.set_attribute(name, &value),
            None => element.remove_attribute(name),
        };
    });
}

/// Keeps the element with this id hidden or in sight.
pub fn hide(id: &'static str, hidden: impl Fn() -> bool + 'static) {
    attribute(id, "hidden", move || hidden().then(String::new));
}

/// Calls `handler` for every event of a kind at the element with this id, or in it.
pub fn on(id: &str, event: &str, handler: impl FnMut(Event) + 'static) {
    if let Some(element) = by_id(id) {
        listen(&element, event, Box::new(handler));
    }
}

/// Calls `handler` for every event of a kind, wherever it happens.
pub fn on_window(event: &str, handler: impl FnMut(Event) + 'static) {
    listen(&window(), event, Box::new(handler));
}

fn listen(target: &EventTarget, event: &str, handler: Box<dyn FnMut(Event)>) {
    let handler = Closure::wrap(handler);
    let _ = target.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    // The page's parts stay for as long as the page does.
    handler.forget();
}

/// Does something with what a promise comes to, or with why it comes to nothing.
pub fn once_done(promise: Promise, then: Box<dyn Fn(Result<JsValue, JsValue>)>) {
    spawn_local(async move { then(JsFuture::from(promise).await) });
}

/// Moves the focus to the element with this id, if there is one.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.focus();
    }
}

/// The element with this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    Some(document().get_element_by_id(id)?.unchecked_into())
}

/// The element with this id, to be read and set as the control it is.
pub fn element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The element at which an event happened, or the nearest around it, that carries an attribute.
pub fn closest(event: &Event, attribute: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(&["[", attribute, "]"].concat()).ok()?
}

/// The value of an attribute, empty where there is none.
pub fn data_of(element: &Element, attribute: &str) -> String {
    element.get_attribute(attribute).unwrap_or_default()
}

/// The text in a box, of whose change an event tells.
pub fn text_of(event: &Event) -> String {
    event.target().map(|target| target.unchecked_into::<web_sys::HtmlInputElement>().value()).unwrap_or_default()
}
