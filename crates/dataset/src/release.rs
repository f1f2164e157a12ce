//! Releases of the Home Office's table, and the figures each one gives.

use crate::area::position;
use crate::{ForceId, Quarter};

/// Position of a release in [`crate::Dataset::releases`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReleaseId(u8);

/// Position of an offence in [`crate::Dataset::offences`], or, beyond those, in the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OffenceId(u16);

position!(ReleaseId, u8);
position!(OffenceId, u16);

/// What a release says of one force, offence and quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Offences recorded. Negative where a transfer took away more than was recorded.
    Count(i32),
    /// There is no figure, and why.
    Missing(Missing),
}

/// Why a release has no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The offence had no code of its own yet.
    NotApplicable,
    /// The release covers the quarter, but this figure is not in it: position in [`Release::absences`].
    NotSupplied(u8),
    /// The release does not cover the quarter.
    OutsideRelease,
    /// The offence is one of the pack, which holds another release, or another time.
    NotHeld,
    /// The pack lacks this figure: [`crate::Pack::absent`] says why.
    Absent,
}

/// An offence of the Home Office's counting rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offence {
    /// Home Office code, such as `8Q`.
    pub code: String,
    /// Name, such as `Stalking`.
    pub name: String,
    /// First quarter in which it was a classification of its own; `None` where that lies before the figures.
    pub since: Option<Quarter>,
    /// Last quarter in which it was one; `None` where that lies after the figures.
    pub until: Option<Quarter>,
    /// The name within a sentence.
    pub lowered: String,
    /// Whether the name says “offences” itself, and is quoted where they are counted.
    pub is_quoted: bool,
}

impl Offence {
    /// Whether the offence was a classification of its own in the quarter.
    pub fn is_counted_in(&self, quarter: Quarter) -> bool {
        self.since.is_none_or(|since| since <= quarter) && self.until.is_none_or(|until| quarter <= until)
    }

    /// What so many of them are called: `stalking offences`, `offence of malicious communications`.
    pub fn noun(&self, number: i64) -> String {
        let is_long = self.name.contains(' ');
        if is_long {
            self.counted(number)
        } else {
            [self.lowered.as_str(), if number == 1 { " offence" } else { " offences" }].concat()
        }
    }

    /// The same with the name behind: `offences of stalking`; a name that says “offences” itself is quoted.
    pub fn counted(&self, number: i64) -> String {
        let noun = if number == 1 { "offence" } else { "offences" };
        if self.is_quoted {
            [noun, " classed as “", &self.name, "”"].concat()
        } else {
            [noun, " of ", &self.lowered].concat()
        }
    }
}

/// Figures that a release does not hold though it covers their quarters, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Forces that are not there.
    pub forces: Vec<ForceId>,
    /// Offences of theirs that are not there.
    pub offences: Vec<OffenceId>,
    /// First quarter that is not there.
    pub from: Quarter,
    /// Last quarter that is not there.
    pub to: Quarter,
    /// The reason, as a sentence.
    pub why: String,
}

/// One release of the Home Office's table: a figure is a fact only together with its release.
#[derive(Debug, Clone)]
pub struct Release {
    /// Name of the address contract, `to-2023-06`.
    pub name: String,
    /// When it was published, as far as is known: `2023-10`.
    pub published: Option<String>,
    /// First quarter it covers.
    pub from: Quarter,
    /// Last quarter it covers.
    pub to: Quarter,
    /// What it does not hold, with the reasons.
    pub absences: Vec<Absence>,
    /// One column an offence, in the dataset's order.
    pub(crate) columns: Vec<Column>,
    /// All recorded crime, if the release came with it.
    pub(crate) all_crime: Option<Column>,
}

/// Counts of one offence: a row of quarters for each force.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) from: Quarter,
    pub(crate) quarters: usize,
    pub(crate) cells: Vec<Option<i32>>,
}

impl Column {
    pub(crate) fn cell(&self, force: ForceId, quarter: Quarter) -> Option<i32> {
        let offset = usize::try_from(quarter.since(self.from)).ok().filter(|offset| *offset < self.quarters)?;
        self.cells.get(force.index() * self.quarters + offset).copied().flatten()
    }
}

impl Release {
    /// Whether the release covers the quarter, for at least some forces and offences.
    pub fn covers(&self, quarter: Quarter) -> bool {
        (self.from..=self.to).contains(&quarter)
    }

    /// Whether the release came with a table of all recorded crime.
    pub fn has_all_crime(&self) -> bool {
        self.all_crime.is_some()
    }

    pub(crate) fn recorded(&self, offence: &Offence, id: OffenceId, force: ForceId, quarter: Quarter) -> Figure {
        if !offence.is_counted_in(quarter) {
            return Figure::Missing(Missing::NotApplicable);
        }
        if !self.covers(quarter) {
            return Figure::Missing(Missing::OutsideRelease);
        }
        match self.columns[id.index()].cell(force, quarter) {
            Some(count) => Figure::Count(count),
            None => {
                let absence = self.absence(id, force, quarter);
                Figure::Missing(absence.map_or(Missing::OutsideRelease, Missing::NotSupplied))
            }
        }
    }

    pub(crate) fn all_crime(&self, force: ForceId, quarter: Quarter) -> Option<i32> {
        self.all_crime.as_ref()?.cell(force, quarter)
    }

    /// Position of the absence that explains why the force's figure of the offence is not there in the quarter.
    pub(crate) fn absence(&self, offence: OffenceId, force: ForceId, quarter: Quarter) -> Option<u8> {
        let explains = |absence: &Absence| {
            (absence.from..=absence.to).contains(&quarter)
                && absence.forces.contains(&force)
                && absence.offences.contains(&offence)
        };
        u8::try_from(self.absences.iter().position(explains)?).ok()
    }
}
