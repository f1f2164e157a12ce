//! The last few things that were worked out, for a reader who goes back and forth between choices.

use std::cell::RefCell;

/// So many are kept: the measures and lengths of one view, and a few views. A picture with its words, its marks and what
/// leads to it from another one takes some 200 kB.
const MOST: usize = 12;

/// The things kept, the one that was asked for last behind all others.
pub struct Latest<T>(RefCell<Vec<T>>);

impl<T: Clone> Latest<T> {
    /// None yet.
    pub const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// The thing that is asked for, or else what `make` makes, which is kept if `is_kept` says so.
    pub fn get(&self, is_it: impl Fn(&T) -> bool, make: impl FnOnce() -> T, is_kept: impl Fn(&T) -> bool) -> T {
        let at = self.0.borrow().iter().position(is_it);
        // What is made may ask for other things meanwhile.
        let found = at.map(|at| self.0.borrow_mut().remove(at)).unwrap_or_else(make);
        if is_kept(&found) {
            let mut kept = self.0.borrow_mut();
            if kept.len() == MOST {
                kept.remove(0);
            }
            kept.push(found.clone());
        }
        found
    }
}
