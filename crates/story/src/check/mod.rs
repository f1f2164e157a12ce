//! Holds a text against the figures: finds what it claims, and says of each claim whether the figures bear it out.
//!
//! The text stays where it is. Recognition is by hand-made rules, a small grammar of numbers, times, places and what
//! is counted: it has no model and no network, and takes time in proportion to the text. What it is not sure of it
//! says: each claim carries what was assumed of it, and a verdict is never more certain than the evidence.

mod claims;
mod grammar;
mod numbers;
mod places;
mod times;
mod tokens;
mod topics;
mod verdict;
mod weigh;

pub use claims::{Claim, Counted, Figure, Guess, GuessOf, correct};
pub use grammar::MOST_CLAIMS;
pub use numbers::Hedge;
pub use times::Time;
pub use verdict::{Beside, Reading, Verdict, VerdictKind, verdict, verdicts};

use dataset::Dataset;

/// The claims of a text, in its order, [`MOST_CLAIMS`] at most. `dated` is year and month (1 to 12) of the
/// article, by which “last year” is understood.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let json = std::fs::read_to_string("../../data/recorded.json")?;
/// # let dataset = dataset::Dataset::from_json(&json)?;
/// let text = "In 2020-21, 1,981 stalking offences were investigated by North Wales Police.";
/// let claims = story::check::read(text, None, &dataset);
/// assert_eq!(&text[claims[0].span.clone()], "1,981");
/// assert_eq!(claims[0].area, dataset.area_by_code("W15000001"));
/// assert_eq!(claims[0].time.map(|time| time.to_text()).as_deref(), Some("2020-04..2021-03"));
/// # Ok(()) }
/// ```
pub fn read(text: &str, dated: Option<(u16, u8)>, dataset: &Dataset) -> Vec<Claim> {
    let dated = dated.filter(|(_, month)| (1..=12).contains(month));
    let month = dated.map(|(year, month)| u32::from(year) * 12 + u32::from(month) - 1);
    grammar::read(text, month, dataset)
}
