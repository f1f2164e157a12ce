//! `data/sources.json`: which file holds what, and what no table says.
//!
//! The manifest is made to be edited by hand; a field it does not know is refused, so that a slip of
//! the pen is not passed over.

use crate::error::{ImportError, Place};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Name of the manifest's format.
pub const FORMAT: &str = "on-record/sources";

/// What the importer reads and how.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always [`FORMAT`].
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// The offences whose counts are kept, in the order of the dataset.
    pub offences: Vec<OffenceEntry>,
    /// The releases of recorded counts, oldest first.
    pub releases: Vec<ReleaseEntry>,
    /// A table of all offences of one release, from which the other offences are taken; left out where there is none.
    pub pack: Option<PackEntry>,
    /// The table of outcomes.
    pub outcomes: OutcomesEntry,
    /// The table of residents.
    pub population: PopulationEntry,
    /// The list of forces.
    pub forces: ForcesEntry,
    /// The list of changes.
    pub changes: ChangesEntry,
    /// The boundaries of the force areas.
    pub boundaries: BoundariesEntry,
    /// The tile of each force area.
    pub tiles: TilesEntry,
}

/// An offence to keep.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OffenceEntry {
    /// Home Office code, `8Q`.
    pub code: String,
    /// Name.
    pub name: String,
    /// First month in which it was a classification of its own, `2014-04`; left out where that lies
    /// before the figures.
    pub since: Option<String>,
}

/// A release of recorded counts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseEntry {
    /// Name of the release in addresses, `to-2023-06`.
    pub name: String,
    /// Its table, in the source folder.
    pub file: String,
    /// A table of all recorded crime: one without offence codes, or one with all of them, which are
    /// then added up.
    pub all_crime: Option<String>,
    /// Month of publication, `2023-10`, if known.
    pub published: Option<String>,
    /// First month it covers, `2012-04`.
    pub from: String,
    /// Last month it covers, `2023-06`.
    pub to: String,
    /// What it does not hold, and why.
    #[serde(default)]
    pub absences: Vec<AbsenceEntry>,
    /// Where the table comes from.
    pub provenance: String,
}

/// Figures that a release does not hold.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbsenceEntry {
    /// Names or codes of forces.
    pub forces: Vec<String>,
    /// Codes of offences.
    pub offences: Vec<String>,
    /// First month that is not there, `2024-04`; left out where that is the release's first.
    pub from: Option<String>,
    /// Last month that is not there, `2024-06`; left out where that is the release's last.
    pub to: Option<String>,
    /// The reason, as a sentence.
    pub why: String,
}

/// All offences of one release.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackEntry {
    /// Name of the release, `to-2023-06`.
    pub release: String,
    /// Its table with every offence code, in the source folder.
    pub file: String,
    /// For a code that the table lists before it was one: first month in which it was, `2020-04`.
    #[serde(default)]
    pub since: BTreeMap<String, String>,
    /// For a code that the table lists after it was none any more: last month in which it was, `2017-03`.
    #[serde(default)]
    pub until: BTreeMap<String, String>,
    /// Why figures are absent within the time of their code, as a sentence; left out where none are.
    pub absent: Option<String>,
    /// Where the table comes from.
    pub provenance: String,
}

/// The table of outcomes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomesEntry {
    /// Name in the source folder.
    pub file: String,
    /// Code of the offence.
    pub offence: String,
    /// Where the table comes from.
    pub provenance: String,
}

/// The table of residents.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PopulationEntry {
    /// Name in the source folder.
    pub file: String,
    /// Years whose estimates are of a later edition than the year before.
    #[serde(default)]
    pub revised_from: Vec<u16>,
    /// Where the table comes from.
    pub provenance: String,
}

/// The list of forces, and what to add to it. Forces are named, or given by code.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForcesEntry {
    /// Name in the source folder.
    pub file: String,
    /// Names of regions to use instead of the file's, by code.
    #[serde(default)]
    pub region_names: BTreeMap<String, String>,
    /// Other names under which people look for a force.
    #[serde(default)]
    pub aliases: BTreeMap<String, Vec<String>>,
    /// Why no rate is given for a force, as a sentence.
    #[serde(default)]
    pub no_rate: BTreeMap<String, String>,
    /// Where the list comes from.
    pub provenance: String,
}

/// The list of changes of law, rules and supply.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangesEntry {
    /// Name in the source folder.
    pub file: String,
    /// For each change, by its day, what the file does not say.
    pub labels: Vec<LabelEntry>,
    /// Where the list comes from.
    pub provenance: String,
}

/// What to add to a change.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelEntry {
    /// Day of the change, `2020-04-01`.
    pub date: String,
    /// A few words for a label in a chart.
    pub short: String,
    /// Codes of the offences it concerns.
    #[serde(default)]
    pub offences: Vec<String>,
    /// Name or code of the force, if it concerns one alone.
    pub force: Option<String>,
}

/// The boundaries of the force areas.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundariesEntry {
    /// Name in the source folder.
    pub file: String,
    /// Metres to which the outlines are rounded.
    pub metres_per_unit: u32,
    /// Where the boundaries come from.
    pub provenance: String,
}

/// The tile of each force area.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TilesEntry {
    /// Name in the source folder.
    pub file: String,
    /// Where the tiles come from.
    pub provenance: String,
}

impl Manifest {
    /// Reads the manifest's JSON; `file` is its name in errors.
    ///
    /// # Errors
    /// It is not such a manifest, or a sentence in it does not end.
    pub fn from_json(file: &str, json: &str) -> Result<Self, ImportError> {
        let manifest: Self = serde_json::from_str(json).map_err(|error| json_error(file, &error))?;
        if manifest.format != FORMAT || manifest.version != 1 {
            let found = format!("{} version {}", manifest.format, manifest.version);
            return Err(ImportError::other(Place::file(file).column("format"), found, format!("{FORMAT} version 1")));
        }
        let sentences = manifest
            .releases
            .iter()
            .flat_map(|release| release.absences.iter().map(|absence| ("why", &absence.why)))
            .chain(manifest.pack.iter().filter_map(|pack| Some(("absent", pack.absent.as_ref()?))))
            .chain(manifest.forces.no_rate.values().map(|reason| ("no_rate", reason)));
        for (field, sentence) in sentences {
            if sentence.len() < 2 || !sentence.ends_with('.') {
                let place = Place::file(file).column(field);
                return Err(ImportError::other(
                    place,
                    format!("\"{sentence}\""),
                    "a sentence that ends in a full stop",
                ));
            }
        }
        Ok(manifest)
    }

    /// Every source file and where it comes from, in the order of the manifest.
    pub fn sources(&self) -> Vec<(&str, &str)> {
        let mut sources: Vec<(&str, &str)> = Vec::new();
        for release in &self.releases {
            sources.push((&release.file, &release.provenance));
            sources.extend(release.all_crime.iter().map(|file| (file.as_str(), release.provenance.as_str())));
        }
        sources.extend(self.pack.iter().map(|pack| (pack.file.as_str(), pack.provenance.as_str())));
        sources.push((&self.outcomes.file, &self.outcomes.provenance));
        sources.push((&self.population.file, &self.population.provenance));
        sources.push((&self.forces.file, &self.forces.provenance));
        sources.push((&self.changes.file, &self.changes.provenance));
        sources.push((&self.boundaries.file, &self.boundaries.provenance));
        sources.push((&self.tiles.file, &self.tiles.provenance));
        let mut seen = std::collections::BTreeSet::new();
        sources.retain(|(file, _)| seen.insert(*file));
        sources
    }
}

/// The error of a file of JSON, with its line.
pub(crate) fn json_error(file: &str, error: &serde_json::Error) -> ImportError {
    let place = Place::file(file).row(error.line());
    ImportError::other(place, format!("what is no such JSON ({error})"), "the fields that data/README.md describes")
}
