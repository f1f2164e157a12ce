//! The code for articles: the door to its part of the program.

use super::builder;
use crate::app::State;

/// Id of the element that holds what a button beneath the picture opens.
pub const PANEL: &str = "embed-panel";

/// Opens the form that writes the code, or closes it. Its HTML is in its place by then.
#[inline(never)]
pub fn toggle(state: State) {
    builder::toggle(state);
}
