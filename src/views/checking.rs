//! The form that takes an article, and the verdicts on its claims. The text is in the page's memory alone.

use super::outcomes;
use crate::app::State;
use crate::dom::{by_id, closest, data_of, element, focus, hide, on, part, write_html};
use crate::kept::Kept;
use dataset::Dataset;
use markup::NotChecked;
use query::View;
use story::check::{self, Claim};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Puts the form into its place, and keeps the verdicts.
pub fn start(place: &HtmlElement, state: State) {
    let form = [
        "<div id=\"check-view\"><div id=\"check-form\">",
        &markup::check_form("", None),
        "<p class=\"check-buttons\"><button type=\"button\" id=\"check-now\">Check this text</button> ",
        "<button type=\"button\" id=\"check-clear\">Clear</button></p></div>",
        "<div id=\"check-found\" class=\"check-found\" tabindex=\"-1\"></div></div>",
    ];
    write_html(place, &form.concat());
    let checked = Kept::new(Ok(Checked::default()));
    hide("check-view", move || state.shown().query.view != View::Check);
    on("check-now", "click", move |_| {
        checked.set(Checked::of_form(state.dataset));
        if let Some(found) = by_id("check-found") {
            let _ = found.focus();
        }
    });
    on("check-clear", "click", move |_| {
        clear();
        checked.set(Ok(Checked::default()));
        focus("check-text");
    });
    on("check-found", "change", move |event| {
        let Some((name, value)) = changed(&event) else { return };
        let Ok(mut now) = checked.get_untracked() else { return };
        if check::correct(&mut now.claims, &name, &value, state.dataset) {
            checked.set(Ok(now));
        }
    });
    on("check-found", "click", move |event| {
        if let Some(button) = closest(&event, "data-claim") {
            let Ok(mut now) = checked.get_untracked() else { return };
            let number: usize = data_of(&button, "data-claim").parse().unwrap_or_default();
            if let Some(open) = now.open.get_mut(number.wrapping_sub(1)) {
                *open = !*open;
                checked.set(Ok(now));
            }
        } else if let Some(link) = closest(&event, "href")
            && let Some(id) = data_of(&link, "href").strip_prefix('#')
        {
            // Between the text and the list of verdicts: no new address, and so nothing in the history.
            event.prevent_default();
            focus(id);
        }
    });
    part("check-found", move || match checked.get() {
        Ok(now) => {
            let verdicts = check::verdicts(&now.claims, state.dataset, outcomes::loaded());
            markup::check(&now.text, &now.claims, &verdicts, &now.open, state.dataset)
        }
        Err(why) => markup::not_checked(why),
    });
}

/// A text, what it claims, and which of the claims are being corrected.
#[derive(Clone, Default)]
struct Checked {
    text: String,
    claims: Vec<Claim>,
    open: Vec<bool>,
}

impl Checked {
    /// Of the text in the form.
    fn of_form(dataset: &Dataset) -> Result<Self, NotChecked> {
        let text = element::<HtmlTextAreaElement>("check-text").map_or_else(String::new, |text| text.value());
        if text.trim().is_empty() {
            return Err(NotChecked::NoText);
        }
        let dated = match element::<HtmlInputElement>("check-dated") {
            // Half a month has no value, but is not valid either.
            Some(box_) if !box_.check_validity() => return Err(NotChecked::Month),
            Some(box_) => box_.value(),
            None => String::new(),
        };
        let dated = match dated.trim() {
            "" => None,
            dated => Some(month(dated).ok_or(NotChecked::Month)?),
        };
        let claims = check::read(&text, dated, dataset);
        let open = markup::unsure(&claims, &check::verdicts(&claims, dataset, outcomes::loaded()));
        Ok(Self { text, claims, open })
    }
}

/// Empties the form.
fn clear() {
    if let Some(text) = element::<HtmlTextAreaElement>("check-text") {
        text.set_value("");
    }
    if let Some(dated) = element::<HtmlInputElement>("check-dated") {
        dated.set_value("");
    }
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
