//! Sentences and the figures in them. Why a sentence may be said, and how its figures were made, is kept in short:
//! [`crate::reasons`] puts it in words, for whoever asks.

use dataset::AreaId;
use query::{Period, Query};

/// One sentence of a story.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// Its words, in order; the last ends with the full stop.
    pub pieces: Vec<Piece>,
    /// Why it may be said.
    pub(crate) ground: Ground,
    /// It also gives outcomes of England and Wales, which not all forces supplied.
    pub(crate) lacks_forces: bool,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A figure. How it was made is the working of its place among the sentence's figures.
    Figure {
        /// As the sentence writes it: `1,895`, `six`.
        text: String,
        /// The view that shows it.
        query: Box<Query>,
        /// What it is of that view.
        made: Made,
    },
}

/// What a figure is. Area, period, offence and release are those of its view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made(pub(crate) Recipe);

impl Made {
    /// The time whose quarters the figure counts, of a view that counts recorded offences.
    pub(crate) fn time_counted(self, query: &Query) -> Option<Period> {
        match self.0 {
            Recipe::Outcomes { .. } => None,
            Recipe::Highest(quarter) => Some(quarter),
            _ => query.at,
        }
    }
}

/// How a figure is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recipe {
    /// Offences recorded.
    Count,
    /// Offences per 1,000 residents.
    Rate,
    /// Percent on the year before.
    Change,
    /// The area's place among the forces.
    Rank,
    /// The highest or the lowest figure of a comparison, and the one area that has it, where no other has.
    End { is_highest: bool, area: Option<AreaId> },
    /// The count of the highest quarter of the view's time.
    Highest(Period),
    /// Outcomes of a year, as a count or as a share of all.
    Outcomes { part: OutcomesPart, is_share: bool },
}

/// What is counted of a year's outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutcomesPart {
    Assigned,
    Charged,
    /// The reason at this place of [`query::OUTCOMES`].
    Reason(usize),
    /// Either reason beside charges, which are as common as each other.
    EachReason,
}

/// Why a sentence may be said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Ground {
    /// There is no figure.
    #[default]
    Missing,
    /// The sentence on the helpline.
    Help,
    BelowZero,
    /// Counts that were added up; the change of the rules within the year, by its place, where there is one.
    Counts(Option<u8>),
    /// No change on the year before, for want of a figure.
    NoChange,
    /// None either across changes of the rules, by their places.
    AcrossRules(Vec<u8>),
    NewCode,
    /// No percentage on a number below 20.
    Few,
    Same,
    Changed,
    AnotherYear,
    AnotherRelease,
    Total,
    NoRate,
    FewForRate,
    Rate,
    /// Of rates or counts, and whether the rules changed within the year.
    Rank {
        is_rate: bool,
        rules_changed: bool,
    },
    Highest,
    OtherOffence,
    NoOutcomes,
    Outcomes(OutcomesNotes),
    Reasons,
    /// What is missing within the time.
    Gaps,
    /// Nothing is missing.
    NoGaps,
}

/// What is to be known of a year's outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct OutcomesNotes {
    pub(crate) halved: bool,
    pub(crate) lacks_forces: bool,
    pub(crate) exceeds: bool,
}

impl Sentence {
    /// Adds words.
    pub(crate) fn say(&mut self, text: &str) -> &mut Self {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
        self
    }

    /// Adds words that are made for it alone.
    #[inline(never)]
    pub(crate) fn add(&mut self, text: String) -> &mut Self {
        self.say(&text)
    }

    /// Adds a figure, the view that shows it, and how it is made.
    pub(crate) fn figure(&mut self, text: String, query: Query, recipe: Recipe) -> &mut Self {
        self.pieces.push(Piece::Figure { text, query: Box::new(query), made: Made(recipe) });
        self
    }

    /// Adds the reason why it may be said, and gives the sentence away.
    pub(crate) fn because(&mut self, ground: Ground) -> Self {
        self.ground = ground;
        std::mem::take(self)
    }

    /// The sentence as it is read.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            text.push_str(match piece {
                Piece::Text(words) => words,
                Piece::Figure { text, .. } => text,
            });
        }
        text
    }
}
