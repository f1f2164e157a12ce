//! The clipboard.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Puts text on the clipboard; whether the browser allowed it.
pub async fn copy(text: String) -> bool {
    let navigator = window().navigator();
    // Over plain HTTP, and in some frames, there is no clipboard at all.
    match js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")) {
        Ok(clipboard) if clipboard.is_object() => JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok(),
        _ => false,
    }
}
