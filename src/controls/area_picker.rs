//! The chosen areas, and a box to find more by any usual name.

use crate::app::State;
use crate::dom::{attribute, by_id, closest, data_of, element, focus, on, on_window, part, react, text_of, write_html};
use crate::kept::Kept;
use crate::shell::parts;
use dataset::AreaId;
use leptos::prelude::*;
use query::{MOST_AREAS, find_areas};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

/// Id of the box.
const BOX: &str = "area-box";
/// Id of its list.
const LIST: &str = "area-list";

/// Chips of the chosen areas, and the box that adds one. What the box needs is brought when somebody turns to it, or when
/// all else is there.
pub fn start(state: State) {
    part("chips", move || markup::chips(&state.shown().query, state.dataset));
    on("chips", "click", move |click| {
        let area = closest(&click, "data-remove").map(|button| data_of(&button, "data-remove"));
        if let Some(area) = area.and_then(|code| state.dataset.area_by_code(&code)) {
            let mut query = state.shown_now().query;
            query.remove_area(area, state.dataset);
            state.ask(query);
            // The button that was pressed is gone: what is left to do is to choose another area.
            focus(BOX);
        }
    });
    part("area-label", move || markup::area_label(&state.shown().query, state.dataset).to_owned());
    // A box that takes no more areas keeps the focus and can be read: it is read-only, not disabled.
    attribute(BOX, "readonly", move || is_full(state).then(String::new));
    attribute(BOX, "aria-disabled", move || Some(is_full(state).to_string()));
    let bring = move |opens: bool| {
        if STARTED.get() == Started::Yes {
            return;
        }
        // Whoever pressed the box waits for its list.
        STARTED.set(if opens || STARTED.get() == Started::Opening { Started::Opening } else { Started::No });
        let then = move |words: String| {
            if STARTED.get() == Started::Yes {
                return;
            }
            if words.is_empty() {
                start_box(state, STARTED.replace(Started::Yes) == Started::Opening);
            } else if let Some(place) = by_id("areas-found") {
                EARLY.take();
                place.set_text_content(Some(&["The list of areas could not be loaded. ", &words].concat()));
            }
        };
        parts::bring("areas", Box::new(then));
    };
    on(BOX, "focus", move |_| bring(false));
    on(BOX, "click", move |_| bring(true));
    on(BOX, "input", move |_| {
        EARLY.take();
        bring(true);
    });
    on(BOX, "blur", |_| _ = EARLY.take());
    // Keys that were pressed since the last letter are heard then.
    on(BOX, "keydown", move |event| {
        if STARTED.get() != Started::Yes {
            EARLY.with_borrow_mut(|early| early.push(event));
        }
    });
    on_window("parts", move |_| bring(false));
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Started {
    No,
    /// Not yet, and the list is to open then.
    Opening,
    Yes,
}

thread_local! {
    static STARTED: Cell<Started> = const { Cell::new(Started::No) };
    static EARLY: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
}

fn is_full(state: State) -> bool {
    state.shown().query.areas.len() >= MOST_AREAS
}

/// A combobox of the ARIA patterns, whose list narrows while one types.
#[inline(never)]
fn start_box(state: State, opens: bool) {
    let picker = Picker { state, active: Kept::new(None), typed: Kept::new(String::new()) };
    if let Some(input) = element::<HtmlInputElement>(BOX) {
        picker.typed.set(input.value());
    }
    if opens && !untrack(|| is_full(state)) {
        picker.active.set(Some(0));
    }
    on(BOX, "keydown", move |event| picker.key(event.unchecked_ref()));
    on(BOX, "input", move |event| {
        picker.typed.set(text_of(&event));
        picker.active.set(Some(0));
    });
    on(BOX, "click", move |_| picker.active.set((!untrack(|| is_full(state))).then_some(0)));
    on(BOX, "blur", move |_| picker.active.set(None));
    // Before the box loses the focus, which would close the list under the finger.
    on(LIST, "mousedown", |event| event.prevent_default());
    on(LIST, "click", move |click| {
        let code = closest(&click, "data-area").map(|option| data_of(&option, "data-area"));
        picker.pick(code.and_then(|code| state.dataset.area_by_code(&code)));
    });
    react(move || picker.show());
    part("areas-found", move || picker.count());
    for event in EARLY.take() {
        picker.key(event.unchecked_ref());
    }
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
    fn found(self) -> Vec<AreaId> {
        let chosen = self.state.shown().query.areas;
        let mut found = find_areas(self.state.dataset, &self.typed.get());
        found.retain(|area| !chosen.contains(area));
        found
    }

    fn pick(self, area: Option<AreaId>) {
        let Some(area) = area else { return };
        let mut query = self.state.shown_now().query;
        query.add_area(area, self.state.dataset);
        self.active.set(None);
        self.typed.set(String::new());
        self.state.ask(query);
    }

    fn key(self, event: &KeyboardEvent) {
        if untrack(|| is_full(self.state)) {
            return;
        }
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
        let found = self.found();
        let at = self.active.get();
        let options = at.map_or_else(String::new, |at| markup::area_options(&found, at, self.state.dataset));
        write_html(&list, &options);
        list.set_hidden(options.is_empty());
        let _ = input.set_attribute("aria-expanded", if options.is_empty() { "false" } else { "true" });
        let option = at.map(|at| ["area-", &at.to_string()].concat()).filter(|_| !options.is_empty());
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
            (_, 0) => "No area has this name".to_owned(),
            (_, 1) => "1 area".to_owned(),
            (_, number) => [&number.to_string(), " areas"].concat(),
        }
    }
}
