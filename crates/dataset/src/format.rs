//! The JSON of the files in `data/`, field by field, as `serde` reads and writes it.
//!
//! `data/README.md` explains the format to people. The importer writes these types, [`crate::Dataset`]
//! reads them and checks what a type cannot say. Codes are those of the source: ONS codes of police
//! force areas (`W15000001`), `BTP`, Home Office offence codes (`8Q`).

use serde::{Deserialize, Serialize};

/// Version of all formats here; a reader refuses any other.
pub const VERSION: u32 = 1;
/// Name of the format of [`RecordedFile`].
pub const RECORDED: &str = "on-record/recorded";
/// Name of the format of what the build puts into a file of its own: `releases` of `name`, `counts` and `all_crime`,
/// those that the first view does without. The other file then says `"rest": true`.
pub const REST: &str = "on-record/rest";
/// Name of the format of [`OutcomesFile`].
pub const OUTCOMES: &str = "on-record/outcomes";
/// Name of the format of [`MapFile`].
pub const MAP: &str = "on-record/map";
/// Name of the format that the build makes of the map.
pub const PACKED_MAP: &str = "on-record/packed-map";

/// `data/recorded.json`: what the page needs at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedFile {
    /// Always [`RECORDED`].
    pub format: String,
    /// Always [`VERSION`].
    pub version: u32,
    /// Offences; the counts of a release are in this order.
    pub offences: Vec<OffenceRow>,
    /// Regions of England.
    pub regions: Vec<RegionRow>,
    /// Forces; every row of counts is in this order. Territorial ones by name, `BTP` last.
    pub forces: Vec<ForceRow>,
    /// Releases, oldest first.
    pub releases: Vec<ReleaseRow>,
    /// Residents.
    pub population: PopulationRow,
    /// Changes of law, rules and supply, by date.
    pub changes: Vec<ChangeRow>,
}

/// An offence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OffenceRow {
    /// Home Office code.
    pub code: String,
    /// Name.
    pub name: String,
    /// First month of the first quarter in which it was a classification of its own (`2014-04`);
    /// absent where it was one before the figures begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// A region of England.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegionRow {
    /// ONS code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// A police force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForceRow {
    /// ONS code of the police force area, or `BTP`.
    pub code: String,
    /// Usual short name.
    pub name: String,
    /// The force's official name.
    pub official: String,
    /// Code of the region of England, or of Wales; absent for a non-territorial force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Other names under which people look for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Why there is no rate for it, as a sentence; absent where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_rate: Option<String>,
    /// Positions in [`RecordedFile::forces`] of the forces whose areas share a border with its own, in order;
    /// absent for a force without an area.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<usize>,
}

/// A release of recorded counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReleaseRow {
    /// Name of the address contract, `to-2023-06`.
    pub name: String,
    /// Month of publication (`2023-10`), as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// First month it covers.
    pub from: String,
    /// Last month it covers.
    pub to: String,
    /// What is not in it though it covers the quarters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<AbsenceRow>,
    /// Counts, one column an offence; an offence that did not exist yet has none.
    pub counts: Vec<ColumnRow>,
    /// All recorded crime, without the fraud that national bodies record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all_crime: Option<ColumnRow>,
}

/// Figures that a release does not hold, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AbsenceRow {
    /// Codes of the forces.
    pub forces: Vec<String>,
    /// Codes of the offences.
    pub offences: Vec<String>,
    /// First month that is not there; absent where that is the release's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last month that is not there; absent where that is the release's last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The reason, as a sentence.
    pub why: String,
}

/// Counts by force and quarter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnRow {
    /// Code of the offence; absent for all recorded crime.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offence: Option<String>,
    /// First month of the first quarter.
    pub from: String,
    /// A row for each force, a count for each quarter, running to the end of the release. `null` where
    /// an absence says why there is no count.
    pub cells: Vec<Vec<Option<i32>>>,
}

/// Mid-year population estimates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PopulationRow {
    /// The first year.
    pub from: u16,
    /// Years whose estimates are of a later edition than the year before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revised_from: Vec<u16>,
    /// A row for each force, residents for each year; `null` for a force without residents.
    pub residents: Vec<Option<Vec<u32>>>,
}

/// A change of law, rules or supply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// Day, `2020-04-01`.
    pub date: String,
    /// `series_start`, `rise`, `fall`, `break`, `missing` or `none`.
    pub effect: String,
    /// A few words for a label in a chart.
    pub short: String,
    /// What changed, as a sentence.
    pub what: String,
    /// Where that is written.
    pub source: String,
    /// Codes of the offences it concerns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offences: Vec<String>,
    /// Code of the force it concerns, if it concerns one alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force: Option<String>,
}

/// `data/outcomes.json`: outcomes of stalking offences by force and financial year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutcomesFile {
    /// Always [`OUTCOMES`].
    pub format: String,
    /// Always [`VERSION`].
    pub version: u32,
    /// Code of the offence.
    pub offence: String,
    /// Codes of the forces, in the order of the rows; `BTP` last.
    pub forces: Vec<String>,
    /// Financial years, `2014/15`. A year of which there is no table is not in the list.
    pub years: Vec<OutcomesYear>,
}

/// Outcomes of one financial year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutcomesYear {
    /// `2014/15`.
    pub year: String,
    /// The source counted every row twice and half of each figure is given here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub halved: bool,
    /// For each force the outcomes assigned so far, and of those: charged or summonsed; evidential
    /// difficulties, victim supports action; evidential difficulties, victim does not support action.
    /// `null` where the force supplied none.
    pub cells: Vec<Option<[u32; 4]>>,
}

/// `data/map.json`: shapes and tiles of the 43 police force areas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapFile {
    /// Always [`MAP`].
    pub format: String,
    /// Always [`VERSION`].
    pub version: u32,
    /// Metres of the British National Grid (EPSG:27700) to one unit of the coordinates.
    pub metres_per_unit: u32,
    /// Easting and northing of the origin of the coordinates, in metres.
    pub origin: [i32; 2],
    /// Borders between two areas or an area and the sea, each once: `[x, y, dx, dy, dx, dy, …]`, a point
    /// and the steps from it; x runs east, y north.
    pub arcs: Vec<Vec<i32>>,
    /// The areas.
    pub areas: Vec<MapArea>,
}

/// Shape and tile of one police force area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapArea {
    /// ONS code.
    pub code: String,
    /// Rings of arcs, exterior rings counter-clockwise. `-1 - n` is arc `n` backwards, as in TopoJSON.
    pub rings: Vec<Vec<i32>>,
    /// Column and row of its hexagon; odd rows are shifted half a hexagon right, rows run north.
    pub tile: [i32; 2],
}
