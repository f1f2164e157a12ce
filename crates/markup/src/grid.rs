//! The table, and what can be done with it.

use crate::controls;
use crate::html::Html;
use dataset::Dataset;
use query::{Cell, Columns, Grid, GridState, GridView, Heads, Period, Query, Reason, Rows, Selection, words};

/// Columns up to which every heading is a stop of the Tab key. Of more the first one is, and the arrow keys lead
/// to the others.
const MOST_STOPS: usize = 8;

/// Columns of periods that the width of a sheet of paper holds beside the names of the rows.
const MOST_ON_PAPER: usize = 8;
/// How the list of reasons begins.
const REASONS: &str = "<ul hidden>";

/// The table, as far as it is shown. Short, for thousands of cells: they have no ids and are addressed by row and
/// column. A heading's button carries the number of its column in `data-sort`, 0 for the names of the rows, a
/// group's one its number in `data-fold`. A cell without a figure is described by one of the reasons that follow
/// the table unseen, each there once. Where figures must not be compared with those before, the class `break` draws a
/// line.
pub fn grid(grid: &Grid, view: &GridView, state: &GridState, dataset: &Dataset) -> String {
    let mut html = Html::default();
    if grid.rows.is_empty() || grid.columns.is_empty() {
        return html.raw("<p>No whole period of this length lies in the chosen time.</p>").finish();
    }
    html.raw("<table><caption class=\"visually-hidden\">").text(&grid.caption.title).raw(". ");
    html.text(&grid.caption.subtitle).raw("</caption><thead><tr>");
    heading(&mut html, state, None, grid.corner, "", true);
    for column in &view.columns {
        let stop = view.columns.len() <= MOST_STOPS;
        let name = grid.columns.get(*column).map_or("", |column| &column.name);
        heading(&mut html, state, Some(*column), name, after_break(view, *column), stop);
    }
    html.raw("</tr></thead>");
    let reasons = grid.reasons();
    for (index, line) in view.lines.iter().enumerate() {
        let Some(row) = grid.rows.get(line.row) else { continue };
        if line.begins {
            html.raw(if index > 0 { "</tbody><tbody>" } else { "<tbody>" });
        }
        match line.heads {
            Some(heads) => head(&mut html, &row.name, heads),
            None => {
                html.raw(if line.after_break {
                    "<tr class=\"break\"><th scope=\"row\">"
                } else {
                    "<tr><th scope=\"row\">"
                });
                html.text(&row.name).raw("</th>");
            }
        }
        for column in &view.columns {
            cell(&mut html, grid, line.row, *column, after_break(view, *column), &reasons);
        }
        html.raw("</tr>");
    }
    html.raw(if view.lines.is_empty() { "</table>" } else { "</tbody></table>" });
    if view.lines.is_empty() {
        let all_hidden = state.search.trim().is_empty();
        html.raw(if all_hidden { "<p>All rows are hidden.</p>" } else { "<p>No row has this name.</p>" });
    }
    html.raw(REASONS);
    for (index, reason) in reasons.iter().enumerate() {
        html.raw("<li id=\"why-").number(index).raw("\">").text(&reason.sentence(dataset)).raw("</li>");
    }
    html.raw("</ul>").finish()
}

/// The whole table for paper: so many columns that a page holds them, and the others in tables of their own below,
/// each with the names of the rows. The reasons stand once, after the last.
pub fn paper(table: &Grid, dataset: &Dataset) -> String {
    let columns = table.columns.len();
    let mut html = String::new();
    let mut first = 0;
    loop {
        let last = columns.min(first + MOST_ON_PAPER);
        let hidden_columns = (0..columns).filter(|column| !(first..last).contains(column)).collect();
        let state = GridState { hidden_columns, ..GridState::default() };
        let one = grid(table, &table.view(&state, dataset), &state, dataset);
        if last >= columns {
            html.push_str(&one);
            return html;
        }
        html.push_str(words::split_once(&one, REASONS).map_or(one.as_str(), |(before, _)| before));
        first = last;
    }
}

/// What can be done with the table: find rows, group them, copy, hide. The page listens for `data-grid`. A button
/// that can do nothing keeps the focus, and says so by `aria-disabled`.
pub fn grid_tools(grid: &Grid, state: &GridState, selection: Option<Selection>) -> String {
    let (rows, columns) = selection.map_or((0, 0), |selection| (selection.rows().len(), selection.columns().len()));
    let mut html = Html::default();
    button(&mut html, "copy", "Copy table", true);
    let hide = |html: &mut Html, action: &str, name: &str, number: usize| {
        let words =
            if number > 1 { ["Hide ", &number.to_string(), " ", name, "s"].concat() } else { ["Hide ", name].concat() };
        button(html, action, &words, number > 0);
    };
    hide(&mut html, "hide-rows", "row", rows);
    hide(&mut html, "hide-columns", "column", columns);
    if state.hidden() > 0 {
        button(&mut html, "show", &["Show all ", &state.hidden().to_string(), " hidden"].concat(), true);
    }
    if grid.is_grouped() {
        let all = state.folded.is_empty();
        button(&mut html, "fold-all", if all { "Fold all regions" } else { "Unfold all regions" }, !state.flat);
    }
    html.finish()
}

/// What is said of the selected cells: the one in full, or how many and how to copy them. Nothing for none.
pub fn selected(grid: &Grid, view: &GridView, selection: Selection, dataset: &Dataset) -> String {
    let (rows, columns) = (selection.rows(), selection.columns());
    let (rows, columns) = (view.lines.get(rows).unwrap_or_default(), view.columns.get(columns).unwrap_or_default());
    let rows: Vec<usize> = rows.iter().map(|line| line.row).collect();
    match (rows.as_slice(), columns) {
        ([], _) | (_, []) => String::new(),
        ([row], [column]) => grid.cell_in_full(*row, *column, dataset),
        _ => {
            let count = |number: usize, one: &str| {
                [number.to_string().as_str(), " ", one, if number == 1 { "" } else { "s" }].concat()
            };
            let marked = match grid.marked(&rows, columns) {
                0 => String::new(),
                number => [" ", &number.to_string(), " marked † must be read with care."].concat(),
            };
            let (rows, columns) = (count(rows.len(), "row"), count(columns.len(), "column"));
            [&rows, " by ", &columns, " selected, copy with Ctrl+C.", &marked].concat()
        }
    }
}

/// What rows and columns are, and of one period for all measures which.
pub fn table_controls(query: &Query, dataset: &Dataset) -> String {
    let mut html = Html::default();
    let rows = [
        (Rows::Periods.word(), "Periods"),
        (Rows::Chosen.word(), "Chosen areas"),
        (Rows::Forces.word(), "All forces by region"),
    ];
    controls::choice(&mut html, "rows", "Rows", &rows, query.options.rows.word());
    if query.options.rows == Rows::Periods {
        return html.finish();
    }
    let columns = [(Columns::Periods.word(), "Periods"), (Columns::Measures.word(), "Measures")];
    controls::choice(&mut html, "columns", "Columns", &columns, query.options.columns.word());
    if query.options.columns == Columns::Measures {
        controls::select(&mut html, "at", "Period", &periods(query, dataset), &query.chosen("at", dataset));
    }
    html.finish()
}

/// The years ending March and the quarters there are, latest first, and what is chosen whatever it is: values as in
/// an address.
fn periods(query: &Query, dataset: &Dataset) -> Vec<(String, String)> {
    let value =
        |period: Period| [period.first.first_month_text(), "~".to_owned(), period.last.last_month_text()].concat();
    let name = |period: Period| words::capitalised(&period.to_string());
    let default = Query { at: None, ..query.clone() }.period(dataset);
    let mut options: Vec<(String, String)> = vec![(String::new(), name(default))];
    let (first, last) = query.bounds(dataset);
    for by in [query::By::Year, query::By::Quarter] {
        for period in Period::between(first, last, by).into_iter().rev().filter(|period| *period != default) {
            options.push((value(period), name(period)));
        }
    }
    if let Some(chosen) = query.at
        && !options.iter().any(|(known, _)| *known == value(chosen))
    {
        options.push((value(chosen), name(chosen)));
    }
    options
}

/// A column's heading; its button sorts by the column.
fn heading(html: &mut Html, state: &GridState, column: Option<usize>, name: &str, class: &str, stop: bool) {
    let (aria, arrow) = match state.sort.aria(column) {
        "ascending" => ("ascending", "▲"),
        "descending" => ("descending", "▼"),
        other => (other, "↕"),
    };
    let number = column.map_or(0, |column| column + 1);
    html.raw("<th scope=\"col\"")
        .raw(class)
        .raw(" aria-sort=\"")
        .raw(aria)
        .raw("\"><button type=\"button\" id=\"sort-")
        .number(number);
    html.raw("\" data-sort=\"").number(number).raw(if stop { "\">" } else { "\" tabindex=\"-1\">" }).text(name);
    // The sign stays with the last word of the name.
    html.raw("<span aria-hidden=\"true\">\u{a0}").raw(arrow).raw("</span></button></th>");
}

/// The heading of a row that adds its group up; its button folds the group.
fn head(html: &mut Html, name: &str, heads: Heads) {
    html.raw("<tr class=\"head\"><th scope=\"rowgroup\"><button type=\"button\" id=\"fold-").number(heads.group);
    html.raw("\" data-fold=\"").number(heads.group).raw("\" aria-expanded=\"");
    html.raw(if heads.open { "true" } else { "false" }).raw("\">").text(name);
    html.raw(" <small>").number(heads.rows).raw(if heads.rows == 1 { " force" } else { " forces" });
    html.raw("</small></button></th>");
}

fn cell(html: &mut Html, grid: &Grid, row: usize, column: usize, class: &str, reasons: &[Reason]) {
    html.raw("<td").raw(class);
    if let Some(Cell::Missing(reason)) = grid.cell(row, column) {
        let why = reasons.iter().position(|known| known == reason).unwrap_or_default();
        html.raw(" aria-describedby=\"why-").number(why).raw("\"");
    }
    html.raw(">").text(&grid.text(row, column)).raw("</td>");
}

/// The class of a column that a line parts from the one before it.
fn after_break(view: &GridView, column: usize) -> &'static str {
    if view.breaks.contains(&column) { " class=\"break\"" } else { "" }
}

fn button(html: &mut Html, action: &str, words: &str, can: bool) {
    html.raw("<button type=\"button\" id=\"grid-").raw(action).raw("\" data-grid=\"").raw(action);
    html.raw(if can { "\">" } else { "\" aria-disabled=\"true\">" }).raw(words).raw("</button>");
}
