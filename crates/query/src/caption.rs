//! The words around a view's figures.

use crate::{Answer, Note};

/// What is said around the figures of a view, whichever it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// What is shown, as a headline.
    pub title: String,
    /// Measure and period.
    pub subtitle: String,
    /// The whole of what is shown as one sentence: offence, areas, measure, period.
    pub sentence: String,
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
            sentence: self.sentence(),
            description: self.description.clone(),
            notes: self.notes.clone(),
        }
    }

    /// `Stalking offences recorded by North Wales Police, per 1,000 residents, by quarter, April 2014 to June 2023.`
    fn sentence(&self) -> String {
        let measure_and_time = match self.subtitle.strip_prefix("Offences") {
            Some(rest) if rest.starts_with(',') => rest.to_owned(),
            Some(rest) => [",", rest].concat(),
            None => [", ", &lower_first(&self.subtitle)].concat(),
        };
        [&self.title, measure_and_time.as_str(), "."].concat()
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + chars.as_str())
}
