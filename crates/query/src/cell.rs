//! One cell of an answer: a value with what it was made from, or the reason why there is none.

use crate::Measure;
use dataset::{Dataset, ForceId, OffenceId, ReleaseId};

/// A value or a reason.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// There is a value.
    Value(Value),
    /// There is none, and why.
    Missing(Reason),
}

/// A value, in the unit of its answer's measure, and what it was made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// Offences; offences per 1,000 residents; percent of all recorded crime; or percent on the year before.
    pub value: f64,
    /// Offences recorded in the period.
    pub count: i64,
    /// What the count was divided by or compared with: residents, all recorded crime, or the offences
    /// recorded a year before. `None` where the value is the count.
    pub base: Option<i64>,
    /// Newest release that the count came from.
    pub release: ReleaseId,
    /// The period holds quarters from before and after a change that makes figures incomparable.
    pub mixed_rules: bool,
}

impl Value {
    /// Fewer offences than this do not carry a percentage: a few more or fewer move it far.
    pub const SMALL: i64 = 20;

    /// Whether the value is a percentage of, or on, a number below [`Self::SMALL`].
    pub fn is_on_small_number(&self) -> bool {
        self.base.is_some_and(|base| base < Self::SMALL)
    }

    /// Whether the value of this measure must be read with care: what the chart draws hollow, the table marks.
    pub fn needs_care(&self, measure: Measure) -> bool {
        self.mixed_rules || self.is_too_few_for(measure)
    }

    /// Whether the value of this measure is a percentage on so few that it says nothing beside others.
    pub fn is_too_few_for(&self, measure: Measure) -> bool {
        measure == Measure::Change && self.is_on_small_number()
    }
}

impl Cell {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing(_) => None,
        }
    }

    /// The number, if there is one.
    pub fn number(&self) -> Option<f64> {
        self.value().map(|value| value.value)
    }
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The cause.
    pub why: Why,
    /// The cause holds for a part of the period alone, so that the whole cannot be given.
    pub part: bool,
    /// The cause holds for the same period a year before, with which the value would be compared.
    pub before: bool,
}

/// A cause for a missing value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The offence had no code of its own yet.
    NotApplicable(OffenceId),
    /// The release covers the quarter but does not hold the figure: position in its absences.
    NotSupplied(ReleaseId, u8),
    /// A sum lacks a force, for the reason at this position in the release's absences.
    IncompleteSum(ReleaseId, u8),
    /// The chosen release does not cover the quarter.
    OutsideRelease(ReleaseId),
    /// No release here covers the quarter.
    NoRelease,
    /// Of this offence another release, or another time, is here.
    NotHeld,
    /// The release lacks the figure of an offence beyond those that the page is about.
    Absent,
    /// No rate is given for this force.
    NoRate(ForceId),
    /// There is no estimate of the residents in this year.
    NoPopulation(u16),
    /// The release has no table of all recorded crime for the quarter.
    NoAllCrime(ReleaseId),
    /// A change of the rules lies between the period and the year before: position in the dataset's changes.
    NotComparable(u8),
    /// Nothing, or less, was recorded a year before, so that there is no percentage on it.
    NothingBefore,
    /// Nothing, or less, was recorded at all, so that there is no share of it.
    NothingRecorded,
}

impl Reason {
    /// The cause holds for the whole period.
    pub const fn whole(why: Why) -> Self {
        Self { why, part: false, before: false }
    }

    /// Two or three words for a table's cell or a chart.
    pub const fn short(&self) -> &'static str {
        if self.before {
            return "no figure a year before";
        }
        match self.why {
            Why::NotApplicable(_) => "not applicable",
            Why::NotSupplied(..) => "not supplied",
            Why::IncompleteSum(..) => "incomplete",
            Why::OutsideRelease(_) => "outside this release",
            Why::NoRelease => "no data",
            Why::NotHeld => "not held here",
            Why::Absent => "not supplied",
            Why::NoRate(_) => "no rate",
            Why::NoPopulation(_) => "no population estimate",
            Why::NoAllCrime(_) => "no total of all crime",
            Why::NotComparable(_) => "not comparable",
            Why::NothingBefore => "none a year before",
            Why::NothingRecorded => "none recorded",
        }
    }

    /// The reason as a sentence.
    pub fn sentence(&self, dataset: &Dataset) -> String {
        let absence = |release: ReleaseId, position: u8| {
            let absences = &dataset.release(release).absences;
            absences.get(usize::from(position)).map_or("", |absence| absence.why.as_str())
        };
        let sentence = match self.why {
            Why::NotApplicable(offence) if dataset.pack_of(offence).is_some() => {
                dataset.pack().map_or("", |pack| pack.outside(offence)).to_owned()
            }
            Why::NotApplicable(offence) => {
                let offence = dataset.offence(offence);
                match offence.since {
                    Some(since) => {
                        format!("{} had no code of its own before {}.", offence.name, since.first_month_name())
                    }
                    None => format!("{} had no code of its own yet.", offence.name),
                }
            }
            Why::NotSupplied(release, position) => absence(release, position).to_owned(),
            Why::IncompleteSum(release, position) => format!("{} So there is no total.", absence(release, position)),
            Why::OutsideRelease(release) => {
                let release = dataset.release(release);
                format!(
                    "The chosen release covers {} to {} only.",
                    release.from.first_month_name(),
                    release.to.last_month_name()
                )
            }
            Why::NoRelease => "No release of the figures here covers this time.".to_owned(),
            Why::NotHeld => dataset.pack().map_or("", |pack| pack.not_held()).to_owned(),
            Why::Absent => dataset.pack().map_or("", |pack| pack.absent()).to_owned(),
            Why::NoRate(force) => dataset.force(force).no_rate.clone().unwrap_or_default(),
            Why::NoPopulation(year) => format!("There is no population estimate for the middle of {year} here."),
            Why::NoAllCrime(_) => "There is no total of all recorded crime here for this time.".to_owned(),
            Why::NotComparable(position) => match dataset.changes().get(usize::from(position)) {
                Some(change) => format!("Not comparable with the year before. {}.", change.what.trim_end_matches('.')),
                None => "Not comparable with the year before.".to_owned(),
            },
            Why::NothingBefore => "No offence was recorded in the same period a year before.".to_owned(),
            Why::NothingRecorded => "No crime was recorded at all in this period.".to_owned(),
        };
        let before = if self.before { "There is no figure for the same period a year before. " } else { "" };
        let part = if self.part { "Part of the period is missing. " } else { "" };
        [before, part, &sentence].concat()
    }
}
