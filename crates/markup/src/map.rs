//! What the reader touches at the map: shapes, classes, and the slider through time.

use crate::controls::choice;
use crate::html::Html;
use dataset::Dataset;
use query::{Classes, MapShape, Places, Query, words};

/// Where the state and the name of the button that plays are to be written ([`as_played`]).
const PLAY: &str = "\u{1}";

/// The controls of the map while it plays, or while it does not; those of any other view as they are.
pub fn as_played(controls: &str, playing: bool) -> String {
    let Some(at) = controls.find('\u{1}') else { return controls.to_owned() };
    let state = if playing { "true\">Stop" } else { "false\">Play" };
    [controls.get(..at).unwrap_or_default(), state, controls.get(at + 1..).unwrap_or_default()].concat()
}

/// Shapes and classes, the length of the period, and a slider through the periods of that length with a button for
/// one step either way (`data-step`) and one that plays on to the last period, from there anew from the first one
/// (`data-play`, whose state [`as_played`] writes; styles leave it out where the reader asked for less motion).
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
        html.raw("<button type=\"button\" id=\"map-play\" data-play aria-pressed=\"").raw(PLAY).raw("</button>");
    }
    html.raw("<output id=\"map-period\" for=\"map-time\">").text(&words::capitalised(&period)).raw("</output></div>");
}

/// A button that keeps the focus where it can do nothing.
fn button(html: &mut Html, id: &str, attributes: &str, name: &str, can: bool) {
    html.raw("<button type=\"button\" id=\"map-").raw(id).raw("\" ").raw(attributes);
    html.raw(if can { ">" } else { " aria-disabled=\"true\">" }).raw(name).raw("</button>");
}
