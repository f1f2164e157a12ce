//! The chosen areas, and a box to find more by any usual name.

use crate::app::State;
use crate::dom::{closest, data_of, focus, set_html};
use dataset::AreaId;
use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::html::{Input, Ul};
use leptos::prelude::*;
use query::{MOST_AREAS, find_areas};

/// Id of the box.
const BOX: &str = "area-box";

/// Chips of the chosen areas and the box that adds one.
#[component]
pub fn AreaPicker() -> impl IntoView {
    let state = expect_context::<State>();
    let remove = move |click: MouseEvent| {
        let area = closest(&click, "data-remove").map(|button| data_of(&button, "data-remove"));
        if let Some(area) = area.and_then(|code| state.dataset.area_by_code(&code)) {
            let mut query = state.shown_now().query;
            query.remove_area(area, state.dataset);
            state.ask(query);
            // The button that was pressed is gone: what is left to do is to choose another area.
            focus(BOX);
        }
    };
    view! {
        <div class="areas">
            <ul class="chips" aria-label="Areas shown" on:click=remove inner_html=move || {
                markup::chips(&state.shown().query, state.dataset)
            }></ul>
            <AreaBox />
        </div>
    }
}

/// A box with a list that narrows while one types: a combobox of the ARIA patterns.
#[component]
fn AreaBox() -> impl IntoView {
    let state = expect_context::<State>();
    let input = NodeRef::<Input>::new();
    let list = NodeRef::<Ul>::new();
    // The position of the option that Enter takes; none while the list is closed.
    let active = RwSignal::new(None::<usize>);
    let typed = RwSignal::new(String::new());
    let found = move || {
        let chosen = state.shown().query.areas;
        let mut found = find_areas(state.dataset, &typed.get());
        found.retain(|area| !chosen.contains(area));
        found
    };
    let full = move || state.shown().query.areas.len() >= MOST_AREAS;
    let pick = move |area: Option<AreaId>| {
        let Some(area) = area else { return };
        let mut query = state.shown_now().query;
        query.add_area(area, state.dataset);
        active.set(None);
        typed.set(String::new());
        state.ask(query);
    };
    let on_key = move |event: KeyboardEvent| {
        if untrack(full) {
            return;
        }
        let found = untrack(found);
        let last = found.len().saturating_sub(1);
        match (event.key().as_str(), active.get_untracked()) {
            ("ArrowDown", Some(at)) => active.set(Some(if at >= last { 0 } else { at + 1 })),
            ("ArrowUp", Some(at)) => active.set(Some(if at == 0 { last } else { at - 1 })),
            ("ArrowDown" | "ArrowUp", None) => active.set(Some(0)),
            ("Enter", Some(at)) => pick(found.get(at).copied()),
            ("Escape", Some(_)) => active.set(None),
            ("Escape", None) => typed.set(String::new()),
            _ => return,
        }
        event.prevent_default();
    };
    // A box that takes no more areas keeps the focus and can be read: it is read-only, not disabled.
    let on_input = move |event: Event| {
        typed.set(event_target_value(&event));
        active.set(Some(0));
    };
    let on_pick = move |click: MouseEvent| {
        let code = closest(&click, "data-area").map(|option| data_of(&option, "data-area"));
        pick(code.and_then(|code| state.dataset.area_by_code(&code)));
    };
    Effect::new(move |_| {
        let (Some(input), Some(list)) = (input.get(), list.get()) else { return };
        let found = found();
        let at = active.get();
        let options = at.map_or_else(String::new, |at| markup::area_options(&found, at, state.dataset));
        set_html(&list, &options);
        list.set_hidden(options.is_empty());
        let _ = input.set_attribute("aria-expanded", if options.is_empty() { "false" } else { "true" });
        let option = at.map(|at| format!("area-{at}")).filter(|_| !options.is_empty());
        let _ = input.set_attribute("aria-activedescendant", option.as_deref().unwrap_or_default());
        if let Some(option) = option.and_then(|id| document().get_element_by_id(&id)) {
            let scroll = web_sys::ScrollIntoViewOptions::new();
            scroll.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&scroll);
        }
        input.set_value(&typed.get());
    });
    let label = move || {
        if full() {
            "Six areas are shown; remove one to add another"
        } else if state.shown().query.areas == [state.dataset.england_and_wales()] {
            "Choose a police force or an area"
        } else {
            "Add an area"
        }
    };
    let count = move || match (active.get(), found().len()) {
        (None, _) => String::new(),
        (_, 0) => "No area has this name".to_owned(),
        (_, 1) => "1 area".to_owned(),
        (_, number) => format!("{number} areas"),
    };
    view! {
        <div class="combobox">
            <label for=BOX>{label}</label>
            <input
                id=BOX
                node_ref=input
                type="text"
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                placeholder="Type a name"
                aria-autocomplete="list"
                aria-controls="area-list"
                readonly=full
                aria-disabled=move || full().to_string()
                on:input=on_input
                on:click=move |_| active.set((!untrack(full)).then_some(0))
                on:blur=move |_| active.set(None)
                on:keydown=on_key
            />
            <ul
                id="area-list"
                role="listbox"
                aria-label="Areas"
                node_ref=list
                // Before the box loses the focus, which would close the list under the finger.
                on:mousedown=|event: MouseEvent| event.prevent_default()
                on:click=on_pick
            ></ul>
            <p class="found" role="status">
                {count}
            </p>
        </div>
    }
}
