//! Between the address bar and the Query.

use crate::dom::{by_id, data_of};
use dataset::Dataset;
use leptos::prelude::{document, window};
use query::{Query, Reading, Theme};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    /// What the address bar asks for, where it has yet to follow what is shown.
    static BEHIND: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What the address asks for.
pub fn read(dataset: &Dataset) -> Reading {
    Query::read_address(&search(), dataset)
}

fn search() -> String {
    window().location().search().unwrap_or_default()
}

/// Puts the query into the address bar: as a new entry of the history where the reader wants one for each choice, and
/// else in place of what is there.
pub fn push(query: &Query, dataset: &Dataset) {
    if decided("data-history").is_none() {
        return replace();
    }
    // A frame without an origin of its own may not touch the history: the page works all the same.
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address_of(query, dataset)));
    }
}

/// Puts the query into the address bar in place of what is there, once the page shows it and [`keep`] is called.
pub fn replace() {
    BEHIND.with_borrow_mut(|behind| {
        behind.get_or_insert_with(search);
    });
}

/// Whether the address asks for something else by itself, which takes back what [`replace`] asked for, and not for another
/// place in the page alone.
pub fn is_another() -> bool {
    BEHIND.with_borrow_mut(|behind| behind.take_if(|former| *former != search()).is_some() || behind.is_none())
}

/// Does what [`replace`] asked for.
pub fn keep(query: &Query, dataset: &Dataset) {
    if BEHIND.take().is_some()
        && let Ok(history) = window().history()
    {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address_of(query, dataset)));
    }
}

/// Sets the title of the tab, unless the reader chose one that says nothing of the subject.
pub fn show_title(title: &str) {
    if decided("data-title").is_none() {
        document().set_title(title);
    }
}

/// What the reader decided; public/privacy.js writes it to the document's root.
fn decided(what: &str) -> Option<String> {
    document().document_element()?.get_attribute(what)
}

fn address_of(query: &Query, dataset: &Dataset) -> String {
    window().location().pathname().unwrap_or_default() + &query.to_address(dataset)
}

/// Tells search engines the one address of the query, without the form in which it happens to be shown.
pub fn show_canonical(query: &Query, dataset: &Dataset) {
    let Some(link) = by_id("canonical") else { return };
    let former = data_of(&link, "href");
    let page = former.split('?').next().unwrap_or_default();
    let plain = Query { embed: false, theme: Theme::Auto, ..query.clone() };
    let _ = link.set_attribute("href", &[page, &plain.to_address(dataset)].concat());
}

/// Lets the styles know whether light or dark is asked for, and whether the page stands in an article.
pub fn show_theme(query: &Query) {
    let Some(root) = document().document_element() else { return };
    let _ = match query.theme {
        Theme::Auto => root.remove_attribute("data-theme"),
        theme => root.set_attribute("data-theme", theme.word()),
    };
    let _ = root.class_list().toggle_with_force("embed", query.embed);
}
