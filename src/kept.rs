//! Values that are kept, and whose readers are told when they change.

use leptos::prelude::*;
use std::cell::RefCell;

/// A value that is kept for as long as the page is there. Like a signal of Leptos, and told of by one, but its code is
/// there once and not for every type: a signal guards each value for threads, of which the page has one.
pub struct Kept<T: 'static>(&'static (RefCell<T>, ArcTrigger));

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Kept<T> {}

impl<T: Clone> Kept<T> {
    /// Keeps a value.
    pub fn new(value: T) -> Self {
        Self(Box::leak(Box::new((RefCell::new(value), ArcTrigger::new()))))
    }

    /// The value; whoever asks in a reaction is told when it changes.
    pub fn get(self) -> T {
        self.0.1.track();
        self.get_untracked()
    }

    /// The value, outside a reaction to it.
    pub fn get_untracked(self) -> T {
        self.0.0.borrow().clone()
    }

    /// Puts another value in its place.
    pub fn set(self, value: T) {
        self.0.0.replace(value);
        self.0.1.notify();
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}
