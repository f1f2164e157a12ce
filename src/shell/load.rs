//! Fetching the figures.

use crate::dom::element;
use dataset::{DataError, Dataset};
use leptos::prelude::window;
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// Id of the link in the shell that names the file.
const LINK: &str = "figures";

/// Why there are no figures to show.
#[derive(Debug)]
pub enum LoadError {
    /// The shell does not say where they are.
    NoLink,
    /// The request failed, or what came is not what was built: the browser's own words.
    Request(String),
    /// The host answered with another status than success.
    Status(u16),
    /// The file is damaged.
    Data(DataError),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLink => f.write_str("The page does not say where its figures are."),
            Self::Request(reason) => {
                write!(f, "The file with the figures did not arrive whole. The browser says: {reason}")
            }
            Self::Status(status) => write!(f, "The file with the figures was not found (status {status})."),
            Self::Data(error) => error.fmt(f),
        }
    }
}

/// Fetches the figures that the shell names, and checks them.
///
/// # Errors
/// [`LoadError`]; a damaged file is refused as a whole, by its digest where the build gave one.
pub async fn dataset() -> Result<Dataset, LoadError> {
    let text = fetch().await?;
    Dataset::from_json(&text).map_err(LoadError::Data)
}

async fn fetch() -> Result<String, LoadError> {
    let link = element_of_head()?;
    let request = RequestInit::new();
    if let Some(digest) = link.get_attribute("data-digest") {
        request.set_integrity(&digest);
    }
    let address = link.get_attribute("href").ok_or(LoadError::NoLink)?;
    let answer = JsFuture::from(window().fetch_with_str_and_init(&address, &request)).await.map_err(words)?;
    let response: Response = answer.dyn_into().map_err(words)?;
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    let text = JsFuture::from(response.text().map_err(words)?).await.map_err(words)?;
    text.as_string().ok_or_else(|| LoadError::Request("not text".to_owned()))
}

fn element_of_head() -> Result<web_sys::HtmlElement, LoadError> {
    element::<web_sys::HtmlElement>(LINK).ok_or(LoadError::NoLink)
}

fn words(problem: JsValue) -> LoadError {
    let message = problem.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    LoadError::Request(message.unwrap_or_else(|| "no reason given".to_owned()))
}
