//! A picture of the answer, whichever it is, and what pointer and keys do on it.

use crate::app::State;
use crate::dom::{Part, closest, data_of};
use chart::{Body, Direction, Moves, PointMark, Scene, Target};
use leptos::ev::{FocusEvent, KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use markup::Tooltip;
use std::sync::Arc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ResizeObserver};

/// Start of the ids in the picture's SVG.
const ID_PREFIX: &str = "chart-";
/// Attribute that carries a point's position in the scene.
const POINT: &str = "data-point";
/// Widths in pixels for which a picture is laid out; a frame or a screen beyond them is scrolled or left free.
const WIDTHS_PX: (f64, f64) = (280.0, 2_000.0);

/// The picture of the view that is shown.
#[component]
pub fn Picture() -> impl IntoView {
    let state = expect_context::<State>();
    let place = NodeRef::<Div>::new();
    let width = RwSignal::new(0.0_f64);
    let scene = RwSignal::new(None::<Arc<Scene>>);
    let pointed = RwSignal::new(None::<usize>);

    Effect::new(move |_| {
        if let Some(place) = place.get() {
            watch_width(&place, width);
        }
    });
    Effect::new(move |_| {
        let (width, view) = (width.get(), state.shown().view);
        let Some(place) = place.get() else { return };
        let Some(draw) = view.ready().and_then(|view| view.draw.as_ref()) else {
            place.set_inner_html("");
            return scene.set(None);
        };
        if width > 0.0 {
            let drawn = draw(width);
            pointed.set(None);
            redraw(&place, &drawn);
            scene.set(Some(Arc::new(drawn)));
        }
    });

    let nearest = move |event: &PointerEvent| {
        let scene = scene.get_untracked()?;
        let own = point_of(event).filter(|_| scene.moves != Moves::Curves);
        let frame = place.get_untracked()?.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - frame.left(), f64::from(event.client_y()) - frame.top());
        own.or_else(|| scene.nearest(x, y))
    };
    let on_pointer = move |event: PointerEvent| pointed.set(nearest(&event));
    let on_leave = move |event: PointerEvent| {
        // A finger that was lifted leaves what it pointed at to be read.
        if event.pointer_type() == "mouse" {
            pointed.set(None);
        }
    };
    // Wherever the focus is: the words may lie over what somebody with a mouse wants to see.
    let hide = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" {
            pointed.set(None);
        }
    });
    on_cleanup(move || hide.remove());
    let on_key = move |event: KeyboardEvent| {
        let Some(direction) = direction(&event) else { return };
        event.prevent_default();
        let next = scene.get_untracked().and_then(|scene| scene.neighbour(point_of(&event)?, direction));
        if let (Some(next), Some(place)) = (next, place.get_untracked()) {
            focus_point(&place, next);
        }
    };
    let tip = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let scene = scene.get();
        let point = pointed.get().and_then(|point| scene.as_ref()?.points.get(point));
        let words = point.zip(scene.as_ref()).map(|(point, scene)| markup::tooltip(&tooltip_of(scene, point)));
        if let Some(tip) = tip.get() {
            tip.set_inner_html(&words.unwrap_or_default());
            put_in_place(&tip);
        }
    });
    // A tap beside the point that has the focus takes the focus away and points at another one at once.
    let on_blur = move |event: FocusEvent| {
        if pointed.get_untracked() == point_of(&event) {
            pointed.set(None);
        }
    };
    let on_focus = move |event: FocusEvent| pointed.set(point_of(&event));
    let name = move || {
        let view = state.shown().view;
        view.ready().map_or_else(String::new, |view| [view.kind, ": ", &view.caption.title].concat())
    };
    let description = move || {
        let view = state.shown().view;
        let words = view.ready().map_or("", |view| &view.caption.description);
        [words, " Arrow keys move between the points."].concat()
    };
    view! {
        <figure
            class="chart-figure"
            hidden=move || state.shown().view.ready().is_none_or(|view| view.draw.is_none())
            aria-label=name
            aria-describedby="chart-description"
        >
            <p id="chart-description" class="visually-hidden">
                {description}
            </p>
            <Part html=move || {
                let view = state.shown().view;
                view.ready().map_or_else(String::new, |view| view.above.clone())
            } />
            <div
                class="chart"
                on:keydown=on_key
                on:focusin=on_focus
                on:focusout=on_blur
                on:pointermove=on_pointer
                on:pointerdown=on_pointer
                on:pointerleave=on_leave
            >
                <div node_ref=place></div>
                <div node_ref=tip></div>
            </div>
            <Part
                class="beneath"
                html=move || {
                    let view = state.shown().view;
                    view.ready().map_or_else(String::new, |view| view.beneath.clone())
                }
            />
            <Part
                class="tools"
                html=move || {
                    let query = state.shown().query;
                    if query.embed { String::new() } else { markup::link_to_table(&query, state.dataset) }
                }
            />
        </figure>
    }
}

/// Draws the scene; whoever stood on a point of the former one stands on the same one of this.
fn redraw(place: &HtmlElement, scene: &Scene) {
    let focused = document().active_element().filter(|element| place.contains(Some(element)));
    place.set_inner_html(&chart::svg(scene, Target::Live, ID_PREFIX));
    if let Some(point) = focused.and_then(|element| data_of(&element, POINT).parse().ok()) {
        focus_point(place, point);
    }
}

/// Lays the picture out anew whenever its place gets another width.
fn watch_width(place: &HtmlElement, width: RwSignal<f64>) {
    let watched = place.clone();
    let measure = move || {
        // A view that is not shown has no width; it keeps the one it had.
        let now = watched.get_bounding_client_rect().width().floor();
        if now > 0.0 && (now - width.get_untracked()).abs() >= 1.0 {
            width.set(chart::within(now, WIDTHS_PX.0, WIDTHS_PX.1));
        }
    };
    measure();
    let on_resize = Closure::<dyn FnMut(JsValue)>::new(move |_| measure());
    let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
    observer.observe(place);
    // The observer lives as long as the view: signals must not be touched after it.
    let parts = send_wrapper::SendWrapper::new((observer, on_resize));
    on_cleanup(move || parts.0.disconnect());
}

/// The point on which an event happened.
fn point_of(event: &web_sys::Event) -> Option<usize> {
    data_of(&closest(event, POINT)?, POINT).parse().ok()
}

/// Moves the focus to a point. Only the point that has it is in the tab order, so that Tab leaves the picture.
fn focus_point(place: &HtmlElement, point: usize) {
    let Ok(Some(next)) = place.query_selector(&format!("[{POINT}='{point}']")) else { return };
    if let Ok(Some(former)) = place.query_selector(&format!("[{POINT}][tabindex='0']")) {
        let _ = former.set_attribute("tabindex", "-1");
    }
    let _ = next.set_attribute("tabindex", "0");
    if let Some(next) = next.dyn_ref::<web_sys::SvgElement>() {
        let _ = next.focus();
    }
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

/// Moves each part of a tooltip to where its attributes say, in pixels.
fn put_in_place(tip: &HtmlElement) {
    let children = tip.children();
    for part in (0..children.length()).filter_map(|index| children.item(index)) {
        let pixels = |attribute: &str| data_of(&part, attribute) + "px";
        let style = part.unchecked_ref::<HtmlElement>().style();
        let _ = style.set_property(&data_of(&part, "data-edge"), &pixels("data-x"));
        let _ = style.set_property("top", &pixels("data-y"));
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
