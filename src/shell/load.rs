//! Fetching the figures.

use crate::dom::element;
use dataset::{DataError, Dataset};
use leptos::prelude::window;
use std::fmt;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, RequestInit, Response};

/// Id of the link in the shell that names the file with the recorded offences.
const FIGURES: &str = "figures";

/// Why there are no figures to show.
#[derive(Debug)]
pub enum LoadError {
    /// The shell does not say where they are.
    NoLink,
    /// The request failed, or what came is not what was built: the browser's own words.
    Request(String),
    /// The host answered with another status than success: what the file holds, and the status.
    Status(&'static str, u16),
    /// The file is damaged.
    Data(DataError),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLink => f.write_str("The page does not say where its figures are."),
            Self::Request(reason) => {
                write!(f, "A file did not arrive whole. The browser says: {reason}")
            }
            Self::Status(what, status) => write!(f, "The file with the {what} was not found (status {status})."),
            Self::Data(error) => error.fmt(f),
        }
    }
}

/// Fetches the figures that the shell names, and checks them.
///
/// # Errors
/// [`LoadError`]; a damaged file is refused as a whole, by its digest where the build gave one.
pub async fn dataset() -> Result<Dataset, LoadError> {
    let text = text(FIGURES).await?;
    Dataset::from_json(&text).map_err(LoadError::Data)
}

/// Fetches the file that an element of the shell names, whole or not at all. The id says what it holds.
///
/// # Errors
/// [`LoadError`], unless the file has the digest that the build gave it.
pub async fn text(id: &'static str) -> Result<String, LoadError> {
    let what = if id == "map" { "boundaries" } else { id };
    let link = element::<HtmlElement>(id).ok_or(LoadError::NoLink)?;
    let address = link.get_attribute("href").ok_or(LoadError::NoLink)?;
    let request = RequestInit::new();
    if let Some(digest) = link.get_attribute("data-digest") {
        request.set_integrity(&digest);
    }
    let answer = match JsFuture::from(window().fetch_with_str_and_init(&address, &request)).await {
        Ok(answer) => answer,
        // A browser tells a file that is not there as one whose digest is wrong: ask once more what the host says.
        Err(problem) => match status(&address).await {
            Some(status) => return Err(LoadError::Status(what, status)),
            None => return Err(words(problem)),
        },
    };
    let response: Response = answer.dyn_into().map_err(words)?;
    if !response.ok() {
        return Err(LoadError::Status(what, response.status()));
    }
    let text = JsFuture::from(response.text().map_err(words)?).await.map_err(words)?;
    text.as_string().ok_or_else(|| LoadError::Request("not text".to_owned()))
}

/// The status with which the host refuses an address; none where it does not.
async fn status(address: &str) -> Option<u16> {
    let answer = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let response: Response = answer.dyn_into().ok()?;
    (!response.ok()).then(|| response.status())
}

/// What a browser says of a request that failed.
pub fn words(problem: JsValue) -> LoadError {
    let message = problem.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    LoadError::Request(message.unwrap_or_else(|| "no reason given".to_owned()))
}
