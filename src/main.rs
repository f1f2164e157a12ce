//! The page: reads the figures, then shows whatever the address asks for.

mod app;
mod controls;
mod dom;
mod share;
mod shell;
mod views;

use leptos::prelude::*;
use shell::{failure, load};
use wasm_bindgen_futures::spawn_local;

fn main() {
    failure::report_panics();
    spawn_local(async {
        match load::dataset().await {
            Ok(dataset) => {
                let Some(page) = dom::element::<web_sys::HtmlElement>("page") else {
                    return failure::show("The page is damaged.");
                };
                // What the build wrote stands, where it is what the address asks for.
                if !matches!(document().query_selector(":root:not(.other) .made"), Ok(Some(_))) {
                    dom::write_html(&page, &markup::page(&dataset));
                }
                // The figures stay for as long as the page does.
                let dataset = Box::leak(Box::new(dataset));
                mount_to(page, move || view! { <app::App dataset=&*dataset /> }).forget();
                dom::taken_over();
            }
            Err(error) => failure::show(&error.to_string()),
        }
    });
}
