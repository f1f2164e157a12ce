//! The chosen areas, and those that can be added.

use crate::html::Html;
use dataset::{AreaId, Dataset};
use query::{MOST_AREAS, Query, kind_of_area};

/// A chip for each chosen area, with a button that removes it. England and Wales alone, which stands for no
/// choice, has none.
pub fn chips(query: &Query, dataset: &Dataset) -> String {
    let mut html = Html::default();
    let only_default = query.areas == [dataset.england_and_wales()];
    for (index, area) in query.areas.iter().enumerate() {
        let area = dataset.area(*area);
        html.raw("<li><span class=\"swatch\" aria-hidden=\"true\">")
            .raw(&chart::swatch(index))
            .raw("</span>")
            .text(&area.name);
        if !only_default {
            html.raw("<button type=\"button\" id=\"remove-").text(&area.code).raw("\" data-remove=\"").text(&area.code);
            html.raw("\" aria-label=\"Remove ").text(&area.name).raw("\">×</button>");
        }
        html.raw("</li>");
    }
    html.finish()
}

/// The words beside the box that finds areas.
pub fn area_label(query: &Query, dataset: &Dataset) -> &'static str {
    if query.areas.len() >= MOST_AREAS {
        "Six areas are shown; remove one to add another"
    } else if query.areas == [dataset.england_and_wales()] {
        "Choose a police force or an area"
    } else {
        "Add an area"
    }
}

/// The areas of a listbox, one of them the one that Enter takes.
pub fn area_options(found: &[AreaId], active: usize, dataset: &Dataset) -> String {
    let mut html = Html::default();
    for (index, id) in found.iter().enumerate() {
        let area = dataset.area(*id);
        html.raw("<li role=\"option\" id=\"area-").number(index).raw("\" data-area=\"").text(&area.code);
        html.raw("\" aria-selected=\"").raw(if index == active { "true" } else { "false" }).raw("\">").text(&area.name);
        html.raw(" <small>").raw(kind_of_area(area.kind)).raw("</small></li>");
    }
    html.finish()
}
