//! The page: reads the figures, then shows whatever the address asks for.

mod app;
mod controls;
mod dom;
mod kept;
mod latest;
mod share;
mod shell;
mod views;

use leptos::prelude::*;
use shell::{failure, load};
use wasm_bindgen_futures::spawn_local;

/// A third of the standard allocator's bytes; nothing here allocates much.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    failure::report_panics();
    dom::move_in();
    spawn_local(async {
        match load::dataset().await {
            Ok(dataset) => {
                // The build wrote the skeleton, filled as the address without a query has it.
                let Some(page) = dom::by_id("page").filter(|_| dom::by_id("app").is_some()) else {
                    return failure::show("The page is damaged.");
                };
                // The figures stay for as long as the page does.
                let dataset = Box::leak(Box::new(dataset));
                mount_to(page, move || view! { <app::App dataset=&*dataset /> }).forget();
            }
            Err(error) => failure::show(&error.to_string()),
        }
    });
}
