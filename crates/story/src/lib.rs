//! Says an Answer in sentences of plain newspaper English.
//!
//! [`lead`] is one sentence, [`tell`] a story. Neither goes beyond the figures: "recorded by", never "happened"; no
//! percentage on a small number or across a change of the rules. [`check`] goes the other way, from an article to the
//! figures.

pub mod check;
mod forms;
mod reasons;
mod sentence;
mod tell;
mod wording;

pub use reasons::{Reason, Working, facts, reasons};
pub use sentence::{Made, Piece, Sentence};
pub use tell::tell;

use dataset::{Dataset, OffenceId};
use query::{Answer, Cell, Note, Value, words};

/// The story of an area: a headline and its sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// One line, with a rounded number.
    pub headline: String,
    /// That the story is of another time than was chosen, in a sentence, where it is.
    pub notice: Option<String>,
    /// Six to ten where there are figures.
    pub sentences: Vec<Sentence>,
    /// What must be known to read the figures.
    pub notes: Vec<Note>,
    /// Where they come from.
    pub source: String,
    /// The offence.
    pub(crate) offence: OffenceId,
}

/// The first sentence of a story on the answer's first area: its latest complete year ending March, and the
/// year before where the two may be compared.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let json = std::fs::read_to_string("../../data/recorded.json")?;
/// # let dataset = dataset::Dataset::from_json(&json)?;
/// let query = query::Query::read_address("?area=W15000001", &dataset).query;
/// assert_eq!(
///     story::lead(&query::Answer::to(&query, &dataset), &dataset),
///     "North Wales Police recorded 1,895 offences of stalking in the year ending March 2023, 6% fewer than \
///      the 2,022 of the year before."
/// );
/// # Ok(()) }
/// ```
pub fn lead(answer: &Answer, dataset: &Dataset) -> String {
    let headline = &answer.headline;
    let offence = dataset.offence(answer.query.offence);
    let recorder = words::capitalised(&dataset.area(headline.area).recorder);
    let year = headline.year;
    match &headline.count {
        Cell::Value(value) => {
            let (count, offences) = (words::whole(value.count), offence.counted(value.count));
            format!("{recorder} recorded {count} {offences} in the {year}{}.", beside_year_before(&headline.change))
        }
        Cell::Missing(reason) => {
            let (recorder, offence) = (&dataset.area(headline.area).recorder, &offence.lowered);
            format!("There is no figure of {offence} for {recorder} in the {year}. {}", reason.sentence(dataset))
        }
    }
}

/// `, 6% fewer than the 2,022 of the year before`; nothing where the two must not be compared.
fn beside_year_before(change: &Cell) -> String {
    let Cell::Value(change) = change else { return String::new() };
    let Some(before) = change.base else { return String::new() };
    let before_in_words = words::whole(before);
    if before < Value::SMALL || change.count < Value::SMALL {
        return format!(", after {before_in_words} in the year before");
    }
    let percent = words::decimal(change.value.abs(), 0);
    match (percent.as_str(), change.value > 0.0) {
        ("0", _) => format!(", about as many as the {before_in_words} of the year before"),
        (_, true) => format!(", {percent}% more than the {before_in_words} of the year before"),
        (_, false) => format!(", {percent}% fewer than the {before_in_words} of the year before"),
    }
}
