//! A box to find one of the other offences by its name, its code or its group.

use crate::app::State;
use crate::dom::{by_id, closest, data_of, element, on, part, react, text_of, write_html};
use crate::kept::Kept;
use crate::shell::load::{self, LoadError};
use dataset::{Dataset, OffenceId, Pack};
use leptos::prelude::*;
use query::find_offences;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, KeyboardEvent};

/// Id of the element in which the box stands.
pub const PLACE: &str = "other-offences";
/// Id of the box.
const BOX: &str = "offence-box";
/// Id of its list.
const LIST: &str = "offence-list";

/// Brings the file, unless it is there, and shows the box; or tells in its place why it could not be had.
pub fn open(state: State) {
    spawn_local(async move {
        let problem = bring(state.dataset).await.err().map(|problem| problem.to_string());
        if problem.is_none() {
            start(state);
        }
        state.offences_came(problem);
    });
}

async fn bring(dataset: &'static Dataset) -> Result<(), LoadError> {
    if dataset.pack().is_none() {
        let text = load::text("offences").await?;
        // One that came meanwhile is the same.
        let _ = dataset.add(Pack::read(&text, dataset).map_err(LoadError::Data)?);
    }
    Ok(())
}

/// Puts the box into its place, unless it is there: a combobox of the ARIA patterns, as that of the areas.
fn start(state: State) {
    let (Some(place), Some(pack)) = (by_id(PLACE), state.dataset.pack()) else { return };
    if by_id(BOX).is_some() {
        return;
    }
    let last_month = state.dataset.release(pack.release()).to.last_month_name();
    write_html(&place, &markup::offence_box(pack.offence_ids().count(), &last_month));
    let picker = Picker { state, active: Kept::new(None), typed: Kept::new(String::new()) };
    on(BOX, "keydown", move |event| picker.key(event.unchecked_ref()));
    on(BOX, "input", move |event| {
        picker.typed.set(text_of(&event));
        picker.active.set(Some(0));
    });
    on(BOX, "click", move |_| picker.active.set(Some(0)));
    on(BOX, "blur", move |_| picker.active.set(None));
    // Before the box loses the focus, which would close the list under the finger.
    on(LIST, "mousedown", |event| event.prevent_default());
    on(LIST, "click", move |click| {
        let code = closest(&click, "data-offence").map(|option| data_of(&option, "data-offence"));
        picker.pick(code.and_then(|code| state.dataset.offence_by_code(&code)));
    });
    react(move || picker.show());
    part("offences-found", move || picker.count());
}

/// The box, its list, and what is typed.
#[derive(Clone, Copy)]
struct Picker {
    state: State,
    /// The position of the option that Enter takes; none while the list is closed.
    active: Kept<Option<usize>>,
    typed: Kept<String>,
}

impl Picker {
    fn found(self) -> Vec<OffenceId> {
        find_offences(self.state.dataset, &self.typed.get())
    }

    fn pick(self, offence: Option<OffenceId>) {
        let Some(offence) = offence else { return };
        let query = query::Query { offence, ..self.state.shown_now().query };
        self.active.set(None);
        self.typed.set(String::new());
        self.state.ask(query);
    }

    fn key(self, event: &KeyboardEvent) {
        let found = untrack(|| self.found());
        let last = found.len().saturating_sub(1);
        match (event.key().as_str(), self.active.get_untracked()) {
            ("ArrowDown", Some(at)) => self.active.set(Some(if at >= last { 0 } else { at + 1 })),
            ("ArrowUp", Some(at)) => self.active.set(Some(if at == 0 { last } else { at - 1 })),
            ("ArrowDown" | "ArrowUp", None) => self.active.set(Some(0)),
            ("Enter", Some(at)) => self.pick(found.get(at).copied()),
            ("Escape", Some(_)) => self.active.set(None),
            ("Escape", None) => self.typed.set(String::new()),
            _ => return,
        }
        event.prevent_default();
    }

    /// Shows the list as it is now, and what is typed.
    fn show(self) {
        let (Some(input), Some(list)) = (element::<HtmlInputElement>(BOX), by_id(LIST)) else { return };
        let (found, at) = (self.found(), self.active.get());
        let options = at.map_or_else(String::new, |at| markup::offence_list(&found, at, self.state.dataset));
        write_html(&list, &options);
        list.set_hidden(options.is_empty());
        let _ = input.set_attribute("aria-expanded", if options.is_empty() { "false" } else { "true" });
        let option = at.map(|at| ["offence-", &at.to_string()].concat()).filter(|_| !options.is_empty());
        let _ = input.set_attribute("aria-activedescendant", option.as_deref().unwrap_or_default());
        if let Some(option) = option.and_then(|id| by_id(&id)) {
            let scroll = web_sys::ScrollIntoViewOptions::new();
            scroll.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&scroll);
        }
        let typed = self.typed.get();
        if input.value() != typed {
            input.set_value(&typed);
        }
    }

    fn count(self) -> String {
        match (self.active.get(), self.found().len()) {
            (None, _) => String::new(),
            (_, 0) => "None found".to_owned(),
            (_, 1) => "1 offence".to_owned(),
            (_, number) => [&number.to_string(), " offences"].concat(),
        }
    }
}
