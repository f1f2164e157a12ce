//! A readable message in the page instead of a blank screen.

use crate::dom::element;

/// Shows what went wrong; what is already on the page stays.
pub fn show(reason: &str) {
    if let Some(loading) = element::<web_sys::HtmlElement>("loading") {
        loading.remove();
    }
    if let (Some(place), Some(failure)) =
        (element::<web_sys::HtmlElement>("failure-reason"), element::<web_sys::HtmlElement>("failure"))
        && failure.has_attribute("hidden")
    {
        place.set_text_content(Some(reason));
        let _ = failure.remove_attribute("hidden");
    }
}

/// Shows a panic in the page, with the place in the code, for whoever reports it.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        show(&format!("The page met an error of its own{place}."));
    }));
}
