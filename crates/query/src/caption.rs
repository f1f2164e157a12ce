//! The words around a view's figures.

use crate::request::{Measure, Query};
use crate::{Answer, Note, words};
use dataset::Dataset;

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
            sentence: self.sentence.clone(),
            description: self.description.clone(),
            notes: self.notes.clone(),
        }
    }
}

/// The whole of what an answer shows:
/// `Stalking offences recorded by North Wales Police, per 1,000 residents, by quarter, April 2014 to June 2023.`
/// The answer has its subtitle already.
pub(crate) fn sentence(answer: &Answer, dataset: &Dataset) -> String {
    let query = &answer.query;
    // Length of period and time stand after the measure in the subtitle.
    let time = words::split_once(&answer.subtitle, ", ").map_or("", |(_, time)| time);
    sentence_of(query, &recorders(query, dataset), time, dataset)
}

/// The sentence on a query's measure, from who recorded and from length of period and time.
pub(crate) fn sentence_of(query: &Query, recorders: &str, time: &str, dataset: &Dataset) -> String {
    [&recorded_by(query, recorders, dataset), measured(query.measure), ", ", time, "."].concat()
}

/// `Stalking offences recorded by …`, `Offences of controlling and coercive behaviour recorded by …`.
pub(crate) fn recorded_by(query: &Query, recorders: &str, dataset: &Dataset) -> String {
    [&words::capitalised(&dataset.offence(query.offence).noun(2)), " recorded by ", recorders].concat()
}

/// How a sentence goes on after who recorded.
fn measured(measure: Measure) -> &'static str {
    match measure {
        Measure::Count => "",
        Measure::Rate => ", per 1,000 residents",
        Measure::Share => ", as a percentage of all recorded crime",
        Measure::Change => ", percentage change on a year before",
    }
}

/// Who recorded: `North Wales Police and England and Wales`, `police in Wales`. Where one of three or more names
/// holds an “and” of its own, semicolons part them.
pub(crate) fn recorders(query: &Query, dataset: &Dataset) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (index, area) in query.areas.iter().enumerate() {
        let recorder = &dataset.area(*area).recorder;
        // After a first “police in”, or a force's own name, the place alone says enough.
        let place = recorder.strip_prefix("police in ").filter(|_| index > 0);
        names.push(place.unwrap_or(recorder));
    }
    match names.as_slice() {
        [most @ .., last] if most.len() > 1 && names.iter().any(|name| words::split_once(name, " and ").is_some()) => {
            [&most.join("; "), "; and ", last].concat()
        }
        _ => words::list(&names),
    }
}
