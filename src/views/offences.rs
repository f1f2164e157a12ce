//! The other offences: the door to their part of the program.

use crate::app::State;
use crate::controls::other_offences;

/// Brings the file of the other offences, adds them to the dataset and shows the box that finds one of them; or tells
/// why they could not be had.
#[inline(never)]
pub fn open(state: State) {
    other_offences::open(state);
}
