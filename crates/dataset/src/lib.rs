//! The figures On Record shows, immutable, and checked once when they are read.
//!
//! A figure is never a bare number: it is a [`Figure::Count`] or the reason why there is none.
//! This crate reads the project's own JSON (format and rules in `data/README.md`) and answers one
//! question: *what did this release say that this force recorded of this offence in this quarter?*
//! It adds nothing up; that is the work of the `query` crate.

mod area;
mod change;
mod error;
pub mod format;
mod json;
mod map;
mod node;
mod outcomes;
mod pack;
mod packed;
mod quarter;
mod read;
mod release;

pub use area::{Area, AreaId, AreaKind, ENGLAND, ENGLAND_AND_WALES, Force, ForceId, WALES};
pub use change::{Change, Date, Effect};
pub use error::DataError;
pub use map::{Map, Outline, Tiles};
pub use outcomes::{OutcomeCounts, Outcomes, OutcomesYear};
pub use pack::Pack;
pub use quarter::{Quarter, QuarterError};
pub use release::{Absence, Figure, Missing, Offence, OffenceId, Release, ReleaseId};

use std::sync::OnceLock;

/// All that the page knows, read from `data/recorded.json`.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let json = std::fs::read_to_string("../../data/recorded.json")?;
/// let dataset = dataset::Dataset::from_json(&json)?;
/// let north_wales = dataset.force_by_code("W15000001").ok_or("no such force")?;
/// let stalking = dataset.offence_by_code("8Q").ok_or("no such offence")?;
/// let release = dataset.release_by_name("to-2023-06").ok_or("no such release")?;
/// let figure = dataset.recorded(release, stalking, north_wales, "2021-04".parse()?);
/// assert_eq!(figure, dataset::Figure::Count(477));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Dataset {
    pub(crate) areas: Vec<Area>,
    pub(crate) forces: Vec<Force>,
    pub(crate) offences: Vec<Offence>,
    pub(crate) releases: Vec<Release>,
    pub(crate) changes: Vec<Change>,
    pub(crate) population: Population,
    /// Whether counts of offences but the first, and all recorded crime, are in a file of their own.
    pub(crate) has_rest: bool,
    /// The releases with them, once they came.
    pub(crate) whole: OnceLock<Vec<Release>>,
    /// Offences beyond [`Self::offences`], once they were asked for.
    pub(crate) pack: OnceLock<Pack>,
}

/// Mid-year residents of each force's area, one row a force, one column a year.
#[derive(Debug, Clone)]
pub(crate) struct Population {
    pub(crate) first_year: u16,
    /// `None` for a force without residents (British Transport Police).
    pub(crate) residents: Vec<Option<Vec<u32>>>,
    /// Years from which the estimates come from another edition, so that the step to them holds a revision.
    pub(crate) revised_from: Vec<u16>,
}

impl Dataset {
    /// Reads and checks the JSON of `data/recorded.json`.
    ///
    /// # Errors
    /// [`DataError`] names what was found where and what was expected; a dataset is never half read.
    pub fn from_json(json: &str) -> Result<Self, DataError> {
        read::read(json)
    }

    /// Adds the counts of the other offences, and all recorded crime, from the file that the build made of them. A second
    /// time nothing is read.
    ///
    /// # Errors
    /// [`DataError`] names what was found where and what was expected; what is there already stays as it is.
    pub fn complete(&self, json: &str) -> Result<(), DataError> {
        if !self.is_whole() {
            let whole = read::whole(json, self)?;
            // One that came meanwhile is the same.
            let _ = self.whole.set(whole);
        }
        Ok(())
    }

    /// Whether the counts of every offence are there, and all recorded crime; else those of the first offence alone.
    pub fn is_whole(&self) -> bool {
        !self.has_rest || self.whole.get().is_some()
    }

    /// Every area that can be chosen: England and Wales, the nations, the regions of England, the forces.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// The ids of [`Self::areas`], in the same order.
    pub fn area_ids(&self) -> impl Iterator<Item = AreaId> + use<> {
        (0..self.areas.len()).map(AreaId::new)
    }

    /// One area. Ids come from this dataset, so there is always one.
    pub fn area(&self, id: AreaId) -> &Area {
        &self.areas[id.index()]
    }

    /// The area with this code of the address contract (`W15000001`, `BTP`, `K04000001`).
    pub fn area_by_code(&self, code: &str) -> Option<AreaId> {
        self.areas.iter().position(|area| area.code == code).map(AreaId::new)
    }

    /// England and Wales: the 43 territorial forces and British Transport Police.
    pub fn england_and_wales(&self) -> AreaId {
        AreaId::new(0)
    }

    /// The forces, territorial ones by name, British Transport Police last.
    pub fn forces(&self) -> &[Force] {
        &self.forces
    }

    /// One force. Ids come from this dataset, so there is always one.
    pub fn force(&self, id: ForceId) -> &Force {
        &self.forces[id.index()]
    }

    /// The force with this ONS code, or `BTP`.
    pub fn force_by_code(&self, code: &str) -> Option<ForceId> {
        self.forces.iter().position(|force| force.code == code).map(ForceId::new)
    }

    /// Forces whose areas share a border on land with that of `force`, as the simplified boundaries have it, in the
    /// order of [`Self::forces`]. None for British Transport Police, nor where the file holds no neighbours.
    pub fn neighbours(&self, force: ForceId) -> &[ForceId] {
        &self.force(force).neighbours
    }

    /// The offences whose counts the dataset holds from the start, stalking first; [`Self::pack`] may hold more.
    pub fn offences(&self) -> &[Offence] {
        &self.offences
    }

    /// The ids of [`Self::offences`], in the same order.
    pub fn offence_ids(&self) -> impl Iterator<Item = OffenceId> + use<> {
        (0..self.offences.len()).map(OffenceId::new)
    }

    /// The offence that the page is about: stalking.
    pub fn first_offence(&self) -> OffenceId {
        OffenceId::new(0)
    }

    /// One offence. Ids come from this dataset, so there is always one.
    pub fn offence(&self, id: OffenceId) -> &Offence {
        self.pack().and_then(|pack| pack.offence(id)).unwrap_or_else(|| &self.offences[id.index()])
    }

    /// Adds the offences of a pack that was read for this dataset. It stays: a second one is refused.
    ///
    /// # Errors
    /// The pack, where there is one already.
    pub fn add(&self, pack: Pack) -> Result<(), Box<Pack>> {
        self.pack.set(pack).map_err(Box::new)
    }

    /// The offences beyond [`Self::offences`], once they were added.
    pub fn pack(&self) -> Option<&Pack> {
        self.pack.get()
    }

    /// The pack, where the offence is one of its own: its counts are known of one release alone, and of changes of its
    /// recording rules nothing is known.
    pub fn pack_of(&self, offence: OffenceId) -> Option<&Pack> {
        self.pack().filter(|_| offence.index() >= self.offences.len())
    }

    /// The releases that hold the offence, oldest first.
    pub fn releases_of(&self, offence: OffenceId) -> &[Release] {
        match self.pack_of(offence) {
            Some(pack) => std::slice::from_ref(self.release(pack.release())),
            None => self.releases(),
        }
    }

    /// The offence with this Home Office code, such as `8Q`.
    pub fn offence_by_code(&self, code: &str) -> Option<OffenceId> {
        let own = self.offences.iter().position(|offence| offence.code == code).map(OffenceId::new);
        own.or_else(|| self.pack()?.offence_by_code(code))
    }

    /// The releases, oldest first.
    pub fn releases(&self) -> &[Release] {
        self.whole.get().unwrap_or(&self.releases)
    }

    /// The ids of [`Self::releases`], oldest first.
    pub fn release_ids(&self) -> impl DoubleEndedIterator<Item = ReleaseId> + use<> {
        (0..self.releases.len()).map(ReleaseId::new)
    }

    /// One release. Ids come from this dataset, so there is always one.
    pub fn release(&self, id: ReleaseId) -> &Release {
        &self.releases()[id.index()]
    }

    /// The release with this name of the address contract, such as `to-2023-06`.
    pub fn release_by_name(&self, name: &str) -> Option<ReleaseId> {
        self.releases.iter().position(|release| release.name == name).map(ReleaseId::new)
    }

    /// The newest release that covers the quarter, or none (July 2023 to March 2024).
    pub fn newest_release_with(&self, quarter: Quarter) -> Option<ReleaseId> {
        self.release_ids().rev().find(|id| self.release(*id).covers(quarter))
    }

    /// The newest release that covers the quarter, of those that hold the offence; the only one where there is one alone.
    pub fn newest_release_of(&self, offence: OffenceId, quarter: Quarter) -> Option<ReleaseId> {
        self.pack_of(offence).map(Pack::release).or_else(|| self.newest_release_with(quarter))
    }

    /// Changes of law, of counting rules and of supply that move the figures, by date.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Offences that `force` recorded in `quarter`, as `release` gave them. A count may be negative:
    /// a transfer to another force or another offence.
    ///
    /// # Panics
    /// Where the offence is not the first one and the dataset is not [whole](Self::is_whole): a figure that did not come
    /// yet must not pass for one that is not there.
    pub fn recorded(&self, release: ReleaseId, offence: OffenceId, force: ForceId, quarter: Quarter) -> Figure {
        match self.pack_of(offence) {
            Some(pack) => pack.recorded(release, offence, force, quarter),
            None if offence != self.first_offence() && !self.is_whole() => unreachable!("the figures did not come yet"),
            None => self.release(release).recorded(self.offence(offence), offence, force, quarter),
        }
    }

    /// All offences that `force` recorded in `quarter`, fraud recorded by national bodies left out.
    /// `None` where the release does not hold that table or the quarter.
    ///
    /// # Panics
    /// Where the dataset is not [whole](Self::is_whole).
    pub fn all_crime(&self, release: ReleaseId, force: ForceId, quarter: Quarter) -> Option<i32> {
        if !self.is_whole() {
            unreachable!("the figures did not come yet");
        }
        self.release(release).all_crime(force, quarter)
    }

    /// Whether the force polices an area where people live; British Transport Police does not.
    pub fn has_residents(&self, force: ForceId) -> bool {
        self.population.residents[force.index()].is_some()
    }

    /// Residents of the force's area in the middle of `year`, an estimate of the Office for National
    /// Statistics. `None` where there are no residents or no estimate of that year.
    pub fn residents(&self, force: ForceId, year: u16) -> Option<u32> {
        let row = self.population.residents[force.index()].as_ref()?;
        row.get(usize::from(year.checked_sub(self.population.first_year)?)).copied()
    }

    /// Years whose population estimates are of a later edition than the year before, so that the step
    /// between them holds a revision.
    pub fn population_revised_from(&self) -> &[u16] {
        &self.population.revised_from
    }
}
