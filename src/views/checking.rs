//! The form that takes an article, and the verdicts on its claims. The text is in the page's memory alone.

use super::outcomes;
use crate::app::State;
use crate::dom::{by_id, element, hide, on, part};
use leptos::prelude::*;
use query::View;
use story::check::{self, Claim};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Puts the form into its place, and keeps the verdicts.
pub fn start(place: &HtmlElement, state: State) {
    let form = [
        "<div id=\"check-view\"><div id=\"check-form\">",
        &markup::check_form("", None),
        "<button type=\"button\" id=\"check-now\">Check this text</button></div>",
        "<div id=\"check-found\" class=\"check-found\" tabindex=\"-1\"></div></div>",
    ];
    place.set_inner_html(&form.concat());
    let checked = RwSignal::new((String::new(), Vec::<Claim>::new()));
    hide("check-view", move || state.shown().query.view != View::Check);
    on("check-now", "click", move |_| {
        let text = element::<HtmlTextAreaElement>("check-text").map_or_else(String::new, |text| text.value());
        let dated = element::<HtmlInputElement>("check-dated").and_then(|dated| month(&dated.value()));
        let claims = check::read(&text, dated, state.dataset);
        checked.set((text, claims));
        if let Some(found) = by_id("check-found") {
            let _ = found.focus();
        }
    });
    on("check-found", "change", move |event| {
        let Some((name, value)) = changed(&event) else { return };
        let (text, mut claims) = checked.get_untracked();
        if check::correct(&mut claims, &name, &value, state.dataset) {
            checked.set((text, claims));
        }
    });
    part("check-found", move || {
        let (text, claims) = checked.get();
        let verdicts = check::verdicts(&claims, state.dataset, outcomes::loaded());
        markup::check(&text, &claims, &verdicts, state.dataset)
    });
}

/// Name and value of the list or radio button that was changed.
fn changed(event: &Event) -> Option<(String, String)> {
    match event.target()?.dyn_into::<HtmlSelectElement>() {
        Ok(list) => Some((list.name(), list.value())),
        Err(other) => other.dyn_into::<HtmlInputElement>().ok().map(|radio| (radio.name(), radio.value())),
    }
}

/// Year and month of `2022-03`; nothing for anything else.
fn month(text: &str) -> Option<(u16, u8)> {
    let (year, month) = text.trim().split_once('-')?;
    let month: u8 = month.parse().ok()?;
    (1..=12).contains(&month).then_some((year.parse().ok()?, month))
}
