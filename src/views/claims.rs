//! The claims of a text, the verdicts on them, and how the reader corrects them.

use super::checking::Asked;
use super::outcome_file;
use crate::app::State;
use crate::dom::{closest, data_of, focus, on, part, react};
use crate::kept::Kept;
use dataset::Dataset;
use story::check::{self, Claim};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

/// Id of the element that holds the verdicts.
const PLACE: &str = "check-verdicts";

/// Checks each text that is asked for, and follows what the reader corrects.
pub fn start(state: State, asked: Kept<Option<Asked>>) {
    let checked = Kept::new(Checked::default());
    react(move || checked.set(asked.get().map_or_else(Checked::default, |asked| Checked::of(asked, state.dataset))));
    on(PLACE, "change", move |event| {
        let Some((name, value)) = changed(&event) else { return };
        let mut now = checked.get_untracked();
        if check::correct(&mut now.claims, &name, &value, state.dataset) {
            checked.set(now);
        }
    });
    on(PLACE, "click", move |event| {
        if let Some(button) = closest(&event, "data-claim") {
            let mut now = checked.get_untracked();
            let number: usize = data_of(&button, "data-claim").parse().unwrap_or_default();
            if let Some(open) = now.open.get_mut(number.wrapping_sub(1)) {
                *open = !*open;
                checked.set(now);
            }
        } else if let Some(link) = closest(&event, "href")
            && let Some(id) = data_of(&link, "href").strip_prefix('#')
        {
            // Between the text and the list of verdicts: no new address, and so nothing in the history.
            event.prevent_default();
            focus(id);
        }
    });
    part(PLACE, move || {
        let now = checked.get();
        let verdicts = check::verdicts(&now.claims, state.dataset, outcome_file::loaded());
        markup::check(&now.text, &now.claims, &verdicts, &now.open, state.dataset)
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
    fn of(Asked { text, dated }: Asked, dataset: &Dataset) -> Self {
        let claims = check::read(&text, dated, dataset);
        let open = markup::unsure(&claims, &check::verdicts(&claims, dataset, outcome_file::loaded()));
        Self { text, claims, open }
    }
}

/// Name and value of the list or radio button that was changed.
fn changed(event: &Event) -> Option<(String, String)> {
    match event.target()?.dyn_into::<HtmlSelectElement>() {
        Ok(list) => Some((list.name(), list.value())),
        Err(other) => other.dyn_into::<HtmlInputElement>().ok().map(|radio| (radio.name(), radio.value())),
    }
}
