//! The words around a view's figures.

use crate::{Answer, Note};

/// What is said around the figures of a view, whichever it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// What is shown, as a headline.
    pub title: String,
    /// Measure and period.
    pub subtitle: String,
    /// What the figures do, in a few sentences, for a reader who does not see the picture.
    pub description: String,
    /// What must be known to read the figures.
    pub notes: Vec<Note>,
}

impl Answer {
    /// The words around the figures.
    pub fn caption(&self) -> Caption {
        Caption {
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            description: self.description.clone(),
            notes: self.notes.clone(),
        }
    }
}
