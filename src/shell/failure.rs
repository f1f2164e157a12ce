//! A readable message in the page instead of a blank screen.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Shows what went wrong; what is already on the page stays. Defined in index.html, where it also tells what went
    /// wrong before there was a program.
    #[wasm_bindgen(js_name = showFailure)]
    pub fn show(reason: &str);
}

/// Shows a panic in the page, with the place in the code, for whoever works on it. The page that is hosted holds no
/// places: there a panic stops the program without a word (`tools/finish.mjs`), and index.html tells that it stopped.
pub fn report_panics() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        show(&format!("The page met an error of its own{place}."));
    }));
}
