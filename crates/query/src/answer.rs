//! The Answer: series with units, notes, rule changes and sources.

use crate::{Cell, Headline, Period, Query};
use dataset::{AreaId, Date, Effect};

/// What the dataset says to a [`Query`].
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked.
    pub query: Query,
    /// What is shown, as a headline: `Stalking recorded by North Wales Police`.
    pub title: String,
    /// Measure and period: `Offences per 1,000 residents, by quarter, April 2014 to June 2023`.
    pub subtitle: String,
    /// The whole of what is shown as one sentence: offence, areas, measure, period.
    pub sentence: String,
    /// One sentence on what the figures do, for a reader who does not see the chart.
    pub description: String,
    /// Periods, oldest first; each series has a cell for each.
    pub periods: Vec<Period>,
    /// The chosen areas, in the order of the query.
    pub series: Vec<Series>,
    /// All other territorial forces, where a force is chosen and the view is of lines ([`View::Trend`](crate::View::Trend))
    /// or tells their story.
    pub context: Vec<Series>,
    /// Changes of the rules inside the shown time that concern the offence, by date.
    pub rule_changes: Vec<RuleChange>,
    /// What must be known to read the figures.
    pub notes: Vec<Note>,
    /// The latest complete year ending March for the first area.
    pub headline: Headline,
}

/// One area's cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The area.
    pub area: AreaId,
    /// Its short name: `North Wales`.
    pub name: String,
    /// A cell for each period.
    pub cells: Vec<Cell>,
}

/// A change of the rules that the shown time crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// Number under which the chart and the notes name it, from 1.
    pub number: usize,
    /// Position in the dataset's changes.
    pub change: u8,
    /// Day from which it holds.
    pub date: Date,
    /// Which way it moves the figures. [`Effect::Break`] interrupts the curve.
    pub effect: Effect,
    /// A few words for a label in a chart: `recorded in addition to other offences`.
    pub short: String,
}

/// A note beneath the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// A sentence or two.
    pub text: String,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// A change of the rules, by its number.
    RuleChange(usize),
    /// Figures that are not there.
    Missing,
    /// How a measure is made, and how far it can be trusted.
    Method,
    /// What recorded crime is and is not.
    Meaning,
    /// The release the figures come from.
    Release,
    /// Source and licence.
    Source,
}

impl Answer {
    /// Whether no series has any value.
    pub fn is_empty(&self) -> bool {
        self.series.iter().all(|series| series.cells.iter().all(|cell| cell.value().is_none()))
    }
}
