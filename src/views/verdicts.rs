//! The verdicts on a text's claims: the door to their part of the program.

use super::checking::Asked;
use super::claims;
use crate::app::State;
use crate::kept::Kept;

/// Keeps the verdicts on whatever text is asked for in the element `check-verdicts`, for as long as the page lives.
#[inline(never)]
pub fn start(state: State, asked: Kept<Option<Asked>>) {
    claims::start(state, asked);
}
