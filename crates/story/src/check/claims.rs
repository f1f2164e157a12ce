//! What a text claims: figures with their area, period and measure.

use super::numbers::Hedge;
use super::times::Time;
use dataset::{AreaId, Dataset, OffenceId};
use query::{OutOf, Period};
use std::ops::Range;

/// A figure in a text, and what it is said to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Bytes of the text that the figure takes, on the bounds of characters.
    pub span: Range<usize>,
    /// The figure as it was printed.
    pub figure: Figure,
    /// What is counted.
    pub measure: Counted,
    /// The offence; `None` for a group of offences that the figures here do not hold by itself.
    pub offence: Option<OffenceId>,
    /// The area, as far as one is named or was assumed.
    pub area: Option<AreaId>,
    /// Part of the area that the text names: the figures are of the whole.
    pub part_of_area: Option<String>,
    /// A place that the figures do not cover.
    pub elsewhere: Option<String>,
    /// The time, as far as one is named or was assumed.
    pub time: Option<Time>,
    /// The time before, with which a change compares; `None` for the one a year earlier.
    pub base: Option<Time>,
    /// What was assumed, a few words each.
    pub guessed: Vec<Guess>,
    /// What else the text may mean, where more than one time can be meant. The first is [`Self::time`].
    pub readings: Vec<Time>,
    /// Month of the article, counted from the year 0, if one is known.
    pub dated: Option<u32>,
}

/// What was assumed of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// What of it.
    pub of: GuessOf,
    /// How it was found: `from the sentences before`.
    pub how: String,
}

/// What can be assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuessOf {
    /// The area.
    Area,
    /// The period.
    Period,
    /// The offence.
    Offence,
}

/// A figure as it was printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// A count or a rate.
    Number {
        /// The number.
        value: f64,
        /// Digits after the point; before `million`, if that follows.
        decimals: u8,
        /// What was printed is so many of one: a million.
        unit: f64,
        /// How near it is.
        hedge: Hedge,
    },
    /// Percent more, or below zero fewer, than before.
    Change {
        /// Percent.
        percent: f64,
        /// Digits after the point; `None` for a fraction in words, which is coarser than its number.
        decimals: Option<u8>,
        /// How near it is.
        hedge: Hedge,
    },
    /// Times as many as before.
    Factor {
        /// The factor; below 1 for fewer.
        factor: f64,
        /// How near it is.
        hedge: Hedge,
    },
    /// Percent of a whole.
    Percent {
        /// Percent.
        percent: f64,
        /// Digits after the point.
        decimals: u8,
        /// How near it is.
        hedge: Hedge,
    },
    /// So many parts of so many.
    Fraction {
        /// So many.
        parts: f64,
        /// Of so many.
        of: f64,
        /// How near it is.
        hedge: Hedge,
    },
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Offences recorded.
    Recorded,
    /// Offences recorded per 1,000 residents.
    Rate,
    /// Percent of all recorded crime.
    AllCrime,
    /// Offences recorded, compared with those of an earlier time.
    Change,
    /// Outcomes assigned so far.
    Outcomes,
    /// The whole of which some ended in an outcome: offences recorded, or outcomes assigned.
    Cases,
    /// Charged or summonsed, of what if that is said.
    Charged(Option<OutOf>),
    /// Evidential difficulties, the victim supports action.
    Supported(Option<OutOf>),
    /// Evidential difficulties, the victim does not support action.
    Unsupported(Option<OutOf>),
    /// Evidential difficulties of either kind.
    Evidential(Option<OutOf>),
}

impl Claim {
    /// The period, where the time lies on the bounds of quarters.
    pub fn period(&self) -> Option<Period> {
        self.time?.period()
    }

    /// Whether the area, the period or the offence was assumed.
    pub fn guess(&self, of: GuessOf) -> Option<&str> {
        self.guessed.iter().find(|guess| guess.of == of).map(|guess| guess.how.as_str())
    }

    /// Takes a correction by hand: another area by its code, or another period, written as in `2020-04..2021-03`.
    /// Whether it could be used.
    pub fn correct(&mut self, key: &str, value: &str, dataset: &Dataset) -> bool {
        match key {
            "area" => {
                let Some(area) = dataset.area_by_code(value) else { return false };
                self.area = Some(area);
                (self.part_of_area, self.elsewhere) = (None, None);
                self.guessed.retain(|guess| guess.of != GuessOf::Area);
            }
            "period" => {
                let Some(time) = Time::from_text(value) else { return false };
                self.time = Some(time);
                self.base = None;
                self.readings = Vec::new();
                self.guessed.retain(|guess| guess.of != GuessOf::Period);
            }
            _ => return false,
        }
        true
    }
}

/// Takes a correction by hand of one of several claims, by the name of its control: `claim-2-area`,
/// `claim-2-period`. The first is number 1. Whether it could be used.
pub fn correct(claims: &mut [Claim], name: &str, value: &str, dataset: &Dataset) -> bool {
    let parts = name.strip_prefix("claim-").and_then(|rest| rest.split_once('-'));
    let Some((number, key)) = parts else { return false };
    let index = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    index.and_then(|index| claims.get_mut(index)).is_some_and(|claim| claim.correct(key, value, dataset))
}
