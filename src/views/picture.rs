//! A picture of the answer, whichever it is, and what pointer and keys do on it.

use crate::app::State;
use crate::dom::{attribute, by_id, closest, data_of, hide, on, on_window, part, react, write_html, write_kept};
use crate::kept::Kept;
use crate::views::Drawn;
use chart::{Body, Direction, Moves, PointMark, Scene};
use leptos::prelude::*;
use markup::Tooltip;
use std::sync::Arc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, PointerEvent, ResizeObserver};

/// Id of the element that holds the picture.
const PLACE: &str = "picture";
/// Attribute that carries a point's position in the scene.
const POINT: &str = "data-point";
/// Widths in pixels for which a picture is laid out; a frame or a screen beyond them is scrolled or left free.
const WIDTHS_PX: (f64, f64) = (280.0, 2_000.0);

/// Keeps the picture of the view that is shown.
pub fn start(state: State) {
    let picture = Picture { state, scene: Kept::new(None), pointed: Kept::new(None) };
    let width = Kept::new(0.0_f64);
    if let Some(place) = by_id(PLACE) {
        watch_width(place, width);
    }
    // Before it is in sight it has the width of the page: so it is drawn at once, in frames out of sight too.
    if let Some(page) = by_id("app") {
        width.set(chart::within(page.get_bounding_client_rect().width().floor(), WIDTHS_PX.0, WIDTHS_PX.1));
    }
    react(move || picture.draw(width.get()));
    react(move || picture.show_tip());
    on("chart", "pointermove", move |event| picture.point_at(&event));
    on("chart", "pointerdown", move |event| picture.point_at(&event));
    on("chart", "pointerleave", move |event| {
        // A finger that was lifted leaves what it pointed at to be read.
        if event.unchecked_ref::<PointerEvent>().pointer_type() == "mouse" {
            picture.point(None);
        }
    });
    on("chart", "keydown", move |event| picture.key(event.unchecked_ref()));
    on("chart", "focusin", move |event| picture.point(point_of(&event)));
    // A tap beside the point that has the focus takes the focus away and points at another one at once.
    on("chart", "focusout", move |event| {
        if picture.pointed.get_untracked() == point_of(&event) {
            picture.point(None);
        }
    });
    // Wherever the focus is: the words may lie over what somebody with a mouse wants to see.
    on_window("keydown", move |event| {
        if event.unchecked_ref::<KeyboardEvent>().key() == "Escape" {
            picture.point(None);
        }
    });
    hide("figure", move || state.shown().view.ready().is_none_or(|view| view.draw.is_none()));
    // Words in place of a picture are no chart, and there is nothing to move between.
    attribute("figure", "aria-label", move || {
        let (view, start) = (state.shown().view, if picture.has_points() { ": " } else { "" });
        view.ready().map(|view| [if start.is_empty() { "" } else { view.kind }, start, &view.caption.title].concat())
    });
    part("chart-description", move || {
        let view = state.shown().view;
        let words = view.ready().map_or("", |view| &view.caption.description);
        let keys = if picture.has_points() { " Arrow keys move between the points." } else { "" };
        [&markup::text(words), keys].concat()
    });
    part("beneath", move || {
        let view = state.shown().view;
        view.ready().map_or_else(String::new, |view| view.beneath.clone())
    });
    part("tools", move || {
        // In a frame public/frame.js shows it as one of two tabs.
        let view = state.shown().view;
        let table = view.ready().and_then(|view| view.as_table.as_ref());
        table.map_or_else(String::new, |table| markup::link_to_table(table, state.dataset))
    });
}

/// The picture as the page holds it.
#[derive(Clone, Copy)]
struct Picture {
    state: State,
    scene: Kept<Option<Arc<Scene>>>,
    /// The point that is pointed at.
    pointed: Kept<Option<usize>>,
}

impl Picture {
    fn draw(self, width: f64) {
        let view = self.state.shown().view;
        let Some(place) = by_id(PLACE) else { return };
        if view.ready().is_none_or(|view| view.draw.is_none()) {
            write_html(&place, "");
            self.scene.set(None);
        } else if width > 0.0
            && let Some(drawn) = view.ready().and_then(|view| view.picture(width))
        {
            self.pointed.set(redraw(&place, &drawn));
            self.scene.set(Some(drawn.scene));
        }
    }

    fn has_points(self) -> bool {
        self.scene.get().is_some_and(|scene| !scene.points.is_empty())
    }

    fn show_tip(self) {
        let scene = self.scene.get();
        let point = self.pointed.get().and_then(|point| scene.as_ref()?.points.get(point));
        let words = point.zip(scene.as_ref()).map(|(point, scene)| markup::tooltip(&tooltip_of(scene, point)));
        if let Some(tip) = by_id("tip") {
            write_html(&tip, &words.unwrap_or_default());
            put_in_place(&tip);
        }
    }

    /// Points at a point, or at none. A pointer that moves on at the same one changes nothing.
    fn point(self, point: Option<usize>) {
        if self.pointed.get_untracked() != point {
            self.pointed.set(point);
        }
    }

    fn point_at(self, event: &Event) {
        self.point(self.nearest(event));
    }

    fn nearest(self, event: &Event) -> Option<usize> {
        let scene = self.scene.get_untracked()?;
        let own = point_of(event).filter(|_| scene.moves != Moves::Curves);
        let frame = by_id(PLACE)?.get_bounding_client_rect();
        let event: &PointerEvent = event.unchecked_ref();
        let (x, y) = (f64::from(event.client_x()) - frame.left(), f64::from(event.client_y()) - frame.top());
        own.or_else(|| scene.nearest(x, y))
    }

    fn key(self, event: &KeyboardEvent) {
        let Some(direction) = direction(event) else { return };
        let (Some(scene), Some(here), Some(place)) = (self.scene.get_untracked(), point_of(event), by_id(PLACE)) else {
            return;
        };
        event.prevent_default();
        if let Some(next) = scene.neighbour(here, direction) {
            focus_point(&place, next);
        }
    }
}

/// Draws a picture; whoever stood on a point of the former one stands on the same one of this, and is told of it.
fn redraw(place: &HtmlElement, drawn: &Drawn) -> Option<usize> {
    let focused = document().active_element().filter(|element| place.contains(Some(element)));
    let point: Option<usize> = focused.and_then(|element| data_of(&element, POINT).parse().ok());
    // As it was written: what is another than what was written is what is changed.
    stop_at(place, "0");
    write_kept(place, &drawn.svg);
    let point = point.filter(|point| *point < drawn.scene.points.len())?;
    focus_point(place, point);
    Some(point)
}

/// Lays the picture out anew whenever its place gets another width.
fn watch_width(place: HtmlElement, width: Kept<f64>) {
    let watched = place.clone();
    let measure = move || {
        // A view that is not shown has no width; it keeps the one it had.
        let now = place.get_bounding_client_rect().width().floor();
        if now > 0.0 && (now - width.get_untracked()).abs() >= 1.0 {
            width.set(chart::within(now, WIDTHS_PX.0, WIDTHS_PX.1));
        }
    };
    measure();
    let on_resize = Closure::<dyn FnMut(JsValue)>::new(move |_| measure());
    let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
    observer.observe(&watched);
    // The page's parts stay for as long as the page does.
    on_resize.forget();
}

/// The point on which an event happened.
fn point_of(event: &Event) -> Option<usize> {
    data_of(&closest(event, POINT)?, POINT).parse().ok()
}

/// Moves the focus to a point. Only the point that has it is in the tab order, so that Tab leaves the picture.
fn focus_point(place: &HtmlElement, point: usize) {
    if let Some(next) = stop_at(place, &point.to_string()) {
        let _ = next.unchecked_into::<web_sys::SvgElement>().focus();
    }
}

/// Makes a point the only one in the tab order.
fn stop_at(place: &HtmlElement, point: &str) -> Option<Element> {
    let find = |attribute: &str, value: &str| {
        place.query_selector(&["[data-point][", attribute, "='", value, "']"].concat()).ok().flatten()
    };
    let next = find(POINT, point)?;
    let former = find("tabindex", "0");
    if former.as_ref() != Some(&next) {
        if let Some(former) = former {
            let _ = former.set_attribute("tabindex", "-1");
        }
        let _ = next.set_attribute("tabindex", "0");
    }
    Some(next)
}

fn direction(event: &KeyboardEvent) -> Option<Direction> {
    // With these the keys are the browser's own: back, to the top of the page.
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    Some(match event.key().as_str() {
        "ArrowLeft" => Direction::Left,
        "ArrowRight" => Direction::Right,
        "ArrowUp" => Direction::Up,
        "ArrowDown" => Direction::Down,
        "Home" => Direction::Home,
        "End" => Direction::End,
        _ => return None,
    })
}

/// Moves each part of a tooltip to where its attributes say, in pixels, and its words into the window, above the strip
/// that may stand at its foot.
fn put_in_place(tip: &HtmlElement) {
    let children = tip.children();
    for part in (0..children.length()).filter_map(|index| children.item(index)) {
        let pixels = |attribute: &str| data_of(&part, attribute) + "px";
        // Where it was before.
        let _ = part.remove_attribute("style");
        let style = part.unchecked_ref::<HtmlElement>().style();
        let _ = style.set_property(&data_of(&part, "data-edge"), &pixels("data-x"));
        let _ = style.set_property("top", &pixels("data-y"));
    }
    let place = |selector: &str| document().query_selector(selector).ok().flatten();
    let Some(words) = place(".tooltip") else { return };
    let window = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(f64::MAX);
    let foot = place(".in-sight").map_or(window, |strip| strip.get_bounding_client_rect().top().min(window));
    let frame = words.get_bounding_client_rect();
    let shift = whole_px(chart::within(0.0, -frame.top(), foot - frame.bottom()));
    if shift != 0 {
        let pixels = shift.to_string() + "px";
        let _ = words.unchecked_ref::<HtmlElement>().style().set_property("margin-top", &pixels);
    }
}

/// Beside the point, on the side with more room, within the picture.
fn tooltip_of(scene: &Scene, point: &PointMark) -> Tooltip {
    let (x, y) = (whole_px(point.x), whole_px(point.y));
    let width = whole_px(scene.width_px);
    Tooltip {
        x,
        y,
        from_right: (x * 2 > width).then_some(width - x),
        ring: matches!(point.body, Body::Marker { .. }),
        missing: point.missing,
        heading: point.tooltip.heading.clone(),
        value: point.tooltip.value.clone(),
    }
}

/// Whole pixels, to be written without the machinery for fractions.
fn whole_px(length: f64) -> i32 {
    length.round() as i32
}
