//! The figures as a table: sorted, searched, folded, hidden and copied.

use super::cells;
use crate::app::State;
use crate::dom::{by_id, closest, data_of, element, hide, on, on_window, part, react, text_of, write_anew, write_html};
use crate::kept::Kept;
use crate::share::clipboard;
use query::{Grid, GridState, GridView, Selection};
use std::cell::Cell;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

/// What a reader is told before anything is selected.
const HINT: &str = "Drag over cells, or hold Shift with the arrow keys, to select them; Ctrl+C copies them.";

/// Puts the table of the query into its place, and keeps it.
pub fn start(place: &HtmlElement, state: State) {
    write_html(place, SKELETON);
    let table = Table {
        state,
        grid: Kept::new(None),
        made: Kept::new(GridState::default()),
        selection: Kept::new(None),
        message: Kept::new(""),
        dragged: Kept::new(false),
    };
    TABLE.with(|kept| kept.set(Some(table)));
    react(move || table.follow());
    let mut former = None;
    react(move || {
        let now = table.selection.get();
        if let Some(region) = by_id(REGION) {
            cells::show(&region, former, now);
        }
        former = now;
    });
    on_window("copy", move |event| table.copy_selected(event.unchecked_ref()));
    hide("table-view", move || !state.shows_table());
    hide("grid-bar", move || state.shown().query.embed);
    hide("grid-cell", move || state.shown().query.embed);
    hide("grid-find", move || table.is_one_list());
    hide("grid-order", move || table.is_one_list());
    on("grid-bar", "click", move |click| table.act(&click));
    on("grid-search", "input", move |event| table.change(|made| made.search = text_of(&event)));
    on("grid-groups", "change", move |_| {
        let grouped = element::<HtmlInputElement>("grid-groups").is_none_or(|groups| groups.checked());
        table.change(|made| made.flat = !grouped);
    });
    react(move || table.keep_in_step());
    part("grid-tools", move || table.tools());
    part("grid-cell", move || markup::text(&table.one_cell()));
    part("grid-status", move || markup::text(&table.status()));
    on(REGION, "click", move |click| table.sort_or_fold(&click));
    on(REGION, "mousedown", move |press| table.press(press.unchecked_ref()));
    on(REGION, "mouseover", move |event| table.drag(event.unchecked_ref()));
    on(REGION, "keydown", move |key| table.key(key.unchecked_ref()));
    part("cells", move || table.html());
    on("cells", "damaged", move |event| {
        table.select(None);
        if let Some(cells) = event.target() {
            write_anew(&cells);
        }
    });
}

/// The table that is shown and what is shown of it, outside a reaction to them.
pub fn shown() -> Option<(Arc<Grid>, GridView)> {
    TABLE.with(Cell::get)?.now()
}

thread_local! {
    /// The table, once it was put into its place.
    static TABLE: Cell<Option<Table>> = const { Cell::new(None) };
}

/// Id of the element that scrolls.
const REGION: &str = "table";
const SKELETON: &str = "\
<div id=\"table-view\">\
<div id=\"grid-bar\" class=\"grid-bar\">\
<label id=\"grid-find\" class=\"grid-search\"><span>Find in the table</span>\
<input type=\"text\" id=\"grid-search\" autocomplete=\"off\" spellcheck=\"false\"></label>\
<label id=\"grid-order\" class=\"grid-check\"><input type=\"checkbox\" id=\"grid-groups\"><span>Group by region</span></label>\
<div id=\"grid-tools\" class=\"grid-tools\"></div>\
</div>\
<p id=\"grid-cell\" class=\"grid-cell\" aria-hidden=\"true\"></p>\
<p id=\"grid-status\" class=\"grid-status\" role=\"status\"></p>\
<p id=\"table-hint\" class=\"visually-hidden\">Arrow keys lead from the headings to the cells. \
Drag over cells, or hold Shift with the arrow keys, to select them; Ctrl+C copies them.</p>\
<div id=\"table\" class=\"table\" role=\"region\" aria-label=\"Table of the figures\" \
aria-describedby=\"table-hint\" tabindex=\"0\"><div id=\"cells\"></div></div>\
</div>";

/// Puts the table of what is pictured on paper while the page is printed, in several where it is wider than paper.
pub fn start_paper(state: State) {
    let print = move |event: Event| {
        let Some(paper) = by_id("paper") else { return };
        let view = state.shown_now().view;
        let query = view.ready().and_then(|view| view.as_table.as_ref());
        let query = query.filter(|query| event.type_() == "beforeprint" && query.is_answerable(state.dataset));
        let html =
            query.map_or_else(String::new, |query| markup::paper(&Grid::to(query, state.dataset), state.dataset));
        write_html(&paper, &html);
    };
    on_window("beforeprint", print);
    on_window("afterprint", print);
}

/// The table as the page holds it.
#[derive(Clone, Copy)]
struct Table {
    state: State,
    grid: Kept<Option<Arc<Grid>>>,
    /// What the reader made of it.
    made: Kept<GridState>,
    selection: Kept<Option<Selection>>,
    /// What became of the last copying.
    message: Kept<&'static str>,
    /// Whether the pointer is selecting.
    dragged: Kept<bool>,
}

impl Table {
    /// Makes the table of what is asked now; what the reader made of the former one stays as far as it fits.
    fn follow(self) {
        let state = self.state;
        let now = state.shows_table().then(super::grid::made).flatten();
        let former = self.grid.get_untracked();
        if let (Some(former), Some(now)) = (&former, &now) {
            self.change(|made| *made = made.carried(former, now));
        }
        self.selection.set(None);
        self.grid.set(now);
    }

    fn is_one_list(self) -> bool {
        self.grid.get().is_none_or(|grid| !grid.is_grouped())
    }

    /// Shows in the tools what the reader made of the table.
    fn keep_in_step(self) {
        let made = self.made.get();
        if let Some(search) = element::<HtmlInputElement>("grid-search").filter(|search| search.value() != made.search)
        {
            search.set_value(&made.search);
        }
        if let Some(groups) = element::<HtmlInputElement>("grid-groups") {
            groups.set_checked(!made.flat);
        }
    }

    fn html(self) -> String {
        if let Some(region) = by_id(REGION) {
            cells::forget_why(&region);
        }
        let Some(grid) = self.grid.get() else { return String::new() };
        let made = self.made.get();
        markup::grid(&grid, &grid.view(&made, self.state.dataset), &made, self.state.dataset)
    }

    fn tools(self) -> String {
        let Some(grid) = self.grid.get() else { return String::new() };
        markup::grid_tools(&grid, &self.made.get(), self.selection.get())
    }

    /// The table and what is shown of it, outside a reaction to them.
    fn now(self) -> Option<(Arc<Grid>, GridView)> {
        let grid = self.grid.get_untracked()?;
        let view = grid.view(&self.made.get_untracked(), self.state.dataset);
        Some((grid, view))
    }

    /// What is said of the selected cells.
    fn selected(self) -> Option<(Selection, String)> {
        let selection = self.selection.get()?;
        let (grid, view) = self.now()?;
        Some((selection, markup::selected(&grid, &view, selection, self.state.dataset)))
    }

    /// The selected cell in full; a screen reader reads the cell itself.
    fn one_cell(self) -> String {
        let one = self.selected().filter(|(selection, words)| is_one(selection) && !words.is_empty());
        one.map_or_else(|| HINT.to_owned(), |(_, words)| words)
    }

    fn status(self) -> String {
        let message = self.message.get();
        if !message.is_empty() {
            return message.to_owned();
        }
        self.selected().filter(|(selection, _)| !is_one(selection)).map_or_else(String::new, |(_, words)| words)
    }

    /// Changes what the reader made of the table; the cells that were selected may be elsewhere then.
    fn change(self, change: impl FnOnce(&mut GridState)) {
        self.select(None);
        self.made.update(change);
    }

    fn select(self, selection: Option<Selection>) {
        self.message.set("");
        if self.selection.get_untracked() != selection {
            self.selection.set(selection);
        }
    }

    fn sort_or_fold(self, click: &Event) {
        let number = |attribute| -> Option<usize> { data_of(&closest(click, attribute)?, attribute).parse().ok() };
        if let Some(column) = number("data-sort") {
            self.change(|made| made.sort = made.sort.choose(column.checked_sub(1)));
        } else if let Some(group) = number("data-fold") {
            self.change(|made| made.fold(group));
        }
    }

    fn press(self, press: &MouseEvent) {
        let place =
            cells::cell_of(press).and_then(|cell| cells::place_of(&cell)).filter(|place| cells::is_figure(*place));
        let (Some(place), Some(region), 0) = (place, by_id(REGION), press.button()) else { return };
        // Else the browser would select the words of the cells as well.
        press.prevent_default();
        self.dragged.set(true);
        let former = self.selection.get_untracked().filter(|_| press.shift_key());
        self.select(Some(former.map_or(Selection::at(place), |former| former.to(place))));
        cells::focus(&region, place);
    }

    fn drag(self, event: &MouseEvent) {
        let Some(cell) = cells::cell_of(event) else { return };
        cells::tell_why(&cell);
        if !cells::is_held(event) {
            self.dragged.set(false);
        }
        let place = cells::place_of(&cell).filter(|place| cells::is_figure(*place));
        if let (Some(place), Some(selection), true) =
            (place, self.selection.get_untracked(), self.dragged.get_untracked())
        {
            self.select(Some(selection.to(place)));
        }
    }

    fn key(self, key: &KeyboardEvent) {
        if key.key() == "Escape" {
            return self.select(None);
        }
        // On the region itself the keys scroll.
        let place = cells::cell_of(key).and_then(|cell| cells::place_of(&cell));
        let (Some(place), Some(region)) = (place, by_id(REGION)) else { return };
        let Some((rows, columns)) = cells::size(&region) else { return };
        if cells::asks_for_all(key) {
            key.prevent_default();
            return self.select(Some(Selection::all(rows, columns)));
        }
        let Some(step) = cells::step(key) else { return };
        key.prevent_default();
        let former = self.selection.get_untracked().filter(|former| former.active == place);
        let next = former.unwrap_or(Selection::at(place)).step(step, key.shift_key(), rows, columns);
        self.select(Some(next));
        cells::focus(&region, next.active);
    }

    fn act(self, click: &Event) {
        let Some(button) = closest(click, "data-grid") else { return };
        let Some((grid, view)) = self.now() else { return };
        let selection = self.selection.get_untracked();
        match data_of(&button, "data-grid").as_str() {
            "copy" => {
                let text = grid.tab_separated_with_notes(&view);
                let message = self.message;
                message.set("");
                let told = move |is_copied: bool| {
                    message.set(if is_copied {
                        "The table, what it shows and its notes are on the clipboard."
                    } else {
                        "The browser did not allow copying. Select cells of the table and press Ctrl+C."
                    });
                };
                clipboard::copy(&text, Box::new(told));
            }
            "hide-rows" => {
                let lines = selection.and_then(|selection| view.lines.get(selection.rows())).unwrap_or_default();
                self.change(|made| made.hidden_rows.extend(lines.iter().map(|line| line.row)));
            }
            "hide-columns" => {
                let columns = selection.and_then(|selection| view.columns.get(selection.columns())).unwrap_or_default();
                self.change(|made| made.hidden_columns.extend(columns));
            }
            "show" => {
                self.change(|made| {
                    made.hidden_rows = Vec::new();
                    made.hidden_columns = Vec::new();
                });
                // The button that was pressed is gone.
                crate::dom::focus("grid-copy");
            }
            "fold-all" => self.change(|made| made.fold_all(&grid)),
            _ => {}
        }
    }

    fn copy_selected(self, event: &ClipboardEvent) {
        let Some((selection, (grid, view))) = self.selection.get_untracked().zip(self.now()) else { return };
        let lines = view.lines.get(selection.rows()).unwrap_or_default();
        let columns = view.columns.get(selection.columns()).unwrap_or_default();
        if lines.is_empty() || columns.is_empty() || cells::copies_text() {
            return;
        }
        let rows: Vec<usize> = lines.iter().map(|line| line.row).collect();
        cells::copy_instead(event, &grid.tab_separated(&rows, columns));
        self.message.set("The selected cells are on the clipboard, with their headings.");
    }
}

/// Whether a single cell, or none, is selected.
fn is_one(selection: &Selection) -> bool {
    selection.rows().len() <= 1 && selection.columns().len() <= 1
}
