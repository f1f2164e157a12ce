//! What the reader touches at the map: shapes, classes, and the slider through time.

use crate::controls::choice;
use crate::html::Html;
use dataset::Dataset;
use query::{Classes, MapShape, Places, Query, words};

/// Shapes and classes, the length of the period, and a slider through the periods of that length with a button for
/// one step either way (`data-step`) and one that plays on to the last period, from there anew from the first one
/// (`data-play`, which the page sets to pressed while it does, and leaves out where the reader asked for less motion).
pub fn map_controls(query: &Query, dataset: &Dataset) -> String {
    let mut html = Html::default();
    let shapes = [(MapShape::Areas.word(), "Boundaries"), (MapShape::Tiles.word(), "Equal hexagons")];
    choice(&mut html, "map", "Areas as", &shapes, query.options.map.word());
    let classes = [(Classes::Quantiles.word(), "Equal numbers of forces"), (Classes::Equal.word(), "Equal steps")];
    choice(&mut html, "classes", "Classes", &classes, query.options.classes.word());
    let lengths = [("quarter", "Quarter"), ("year", "Financial year")];
    choice(&mut html, "at-length", "Period", &lengths, Places::length(query, dataset));
    slider(&mut html, query, dataset);
    html.finish()
}

fn slider(html: &mut Html, query: &Query, dataset: &Dataset) {
    let periods = Places::periods(query, dataset);
    let (position, last) = (Places::position(query, dataset), periods.len() - 1);
    let period = query.period(dataset).to_string();
    html.raw("<div class=\"map-time\" role=\"group\" aria-label=\"Period shown\">");
    if last > 0 {
        html.raw("<input type=\"range\" id=\"map-time\" name=\"map-time\" aria-label=\"Period\" min=\"0\" max=\"");
        html.number(last).raw("\" value=\"").number(position).raw("\" aria-valuetext=\"").text(&period).raw("\">");
        button(html, "earlier", "data-step=\"-1\"", "Earlier", position > 0);
        button(html, "later", "data-step=\"1\"", "Later", position < last);
        button(html, "play", "data-play aria-pressed=\"false\"", "Play", true);
    }
    html.raw("<output id=\"map-period\" for=\"map-time\">").text(&words::capitalised(&period)).raw("</output></div>");
}

/// A button that keeps the focus where it can do nothing.
fn button(html: &mut Html, id: &str, attributes: &str, name: &str, can: bool) {
    html.raw("<button type=\"button\" id=\"map-").raw(id).raw("\" ").raw(attributes);
    html.raw(if can { ">" } else { " aria-disabled=\"true\">" }).raw(name).raw("</button>");
}
