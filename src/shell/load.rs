//! Fetching the figures.

use dataset::{DataError, Dataset};
use std::fmt;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The text of the file that an element of the shell names, whole or not at all. Defined in index.html, which
    /// fetches the files of later views when it is idle, and anew where a file is asked for a second time.
    #[wasm_bindgen(js_name = takeFile, catch)]
    async fn load_file(id: &str) -> Result<JsValue, JsValue>;
}

/// Id of the link in the shell that names the file with the recorded offences.
const FIGURES: &str = "figures";

/// Why there are no figures to show.
#[derive(Debug)]
pub enum LoadError {
    /// The file did not arrive, or what came is not what was built: the shell's own words, which name the file.
    Request(String),
    /// The file is damaged.
    Data(DataError),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(reason) => f.write_str(reason),
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
pub async fn text(id: &str) -> Result<String, LoadError> {
    load_file(id).await.map_err(words)?.as_string().ok_or_else(|| LoadError::Request("not text".to_owned()))
}

/// What the shell says of a request that failed.
pub fn words(problem: JsValue) -> LoadError {
    let message = problem.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    LoadError::Request(message.unwrap_or_else(|| "no reason given".to_owned()))
}
