//! The clipboard.

use crate::dom::once_done;
use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Puts text on the clipboard, or fails where the browser does not allow it. Defined in index.html: what Rust names of
    /// the browser's interfaces costs the first view its glue.
    #[wasm_bindgen(js_name = toClipboard)]
    fn to_clipboard(text: &str) -> Promise;
}

/// Puts text on the clipboard, then does something: with whether the browser allowed it.
pub fn copy(text: &str, then: Box<dyn Fn(bool)>) {
    once_done(to_clipboard(text), Box::new(move |result| then(result.is_ok())));
}
