//! The little that the parts of the page need of the document.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// A part of the page that is written as a whole, as HTML, whenever it changes.
#[component]
pub fn Part(
    /// Its class, if it has one.
    #[prop(optional)]
    class: &'static str,
    /// Writes it; called again when a signal that it read changes.
    #[prop(into)]
    html: Markup,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    write_into(place, html);
    view! { <div class=class node_ref=place></div> }
}

/// Writes a part of the page. Boxed, so that the code around it exists once for all parts.
pub struct Markup(Box<dyn Fn() -> String>);

impl<F: Fn() -> String + 'static> From<F> for Markup {
    fn from(html: F) -> Self {
        Self(Box::new(html))
    }
}

/// Keeps an element's content as `html` writes it.
pub fn write_into(place: NodeRef<Div>, html: Markup) {
    Effect::new(move |former: Option<String>| {
        let now = (html.0)();
        if let Some(place) = place.get()
            && former.as_ref() != Some(&now)
        {
            set_html(&place, &now);
        }
        now
    });
}

/// Writes an element's content anew. Whatever had the focus inside has it again, if it is still there.
pub fn set_html(place: &HtmlElement, html: &str) {
    let focused = document().active_element().filter(|element| place.contains(Some(element)));
    place.set_inner_html(html);
    if let Some(focused) = focused {
        focus(&focused.id());
    }
}

/// Moves the focus to the element with this id, if there is one.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// The element with this id, to be read and set as the control it is.
pub fn element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The element at which an event happened, or the nearest around it, that carries an attribute.
pub fn closest(event: &Event, attribute: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(&format!("[{attribute}]")).ok()?
}

/// The value of an attribute, empty where there is none.
pub fn data_of(element: &Element, attribute: &str) -> String {
    element.get_attribute(attribute).unwrap_or_default()
}
