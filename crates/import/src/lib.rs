//! Reads the Home Office's and the Office for National Statistics' tables and writes the dataset.
//!
//! [`build`] reads a folder of source files as `data/sources.json` describes them and makes the files
//! of `data/` in memory; [`output::write`] puts them in place. Everything is checked first: an
//! [`ImportError`] names the file, sheet, row and column, what was found and what was expected, and
//! nothing is written.
//!
//! A `-` in the Home Office's tables is read as *no figure*, never as zero: a missing count shown as
//! zero would do harm, so each one must be explained by an absence declared in the manifest.

pub mod changes;
pub mod error;
pub mod forces;
pub mod geography;
pub mod grid;
pub mod layout;
pub mod manifest;
pub mod outcomes;
pub mod output;
pub mod pack;
pub mod package;
pub mod population;
pub mod recorded;
pub mod table;

pub use error::{ImportError, Place, Problem};

use dataset::format::{MapFile, OffenceRow, OutcomesFile, RECORDED, RecordedFile, VERSION};
use dataset::{DataError, Dataset};
use manifest::{Manifest, PackEntry};
use std::collections::BTreeMap;
use std::path::Path;
use table::Table;

/// Name of the manifest in the folder of the dataset.
pub const MANIFEST: &str = "sources.json";

/// The dataset's files, and what to tell the person who made them.
#[derive(Debug, Clone, PartialEq)]
pub struct Built {
    /// Name and content of each file.
    pub files: Vec<(&'static str, String)>,
    /// A line for each release and each of the other tables.
    pub summary: Vec<String>,
    /// What was passed over or could not be checked.
    pub warnings: Vec<String>,
}

/// Makes the dataset from the folder `sources` as the file `manifest` describes it. Writes nothing.
///
/// # Errors
/// The first thing in the sources or the manifest that cannot be used.
pub fn build(sources: &Path, manifest: &Path) -> Result<Built, ImportError> {
    let manifest_name = manifest.file_name().map_or(MANIFEST.into(), |name| name.to_string_lossy());
    let json = text(&manifest_name, read_file(manifest, &manifest_name)?)?;
    let manifest = Manifest::from_json(&manifest_name, &json)?;
    let sources = Sources::read(sources, &manifest)?;
    let (recorded, outcomes, map, warnings) = read_all(&sources, &manifest, &manifest_name)?;
    let mut files = vec![
        ("recorded.json", layout::json("recorded.json", &recorded)?),
        ("outcomes.json", layout::json("outcomes.json", &outcomes)?),
        ("map.json", layout::json("map.json", &map)?),
    ];
    let dataset = Dataset::from_json(&files[0].1).map_err(|error| unreadable(files[0].0, error))?;
    let mut summary = summary(&recorded, &outcomes, &map);
    let mut warnings = warnings;
    if let Some(entry) = &manifest.pack {
        let packed = packed(entry, &sources, &manifest, &manifest_name, &dataset)?;
        summary.push(packed.summary);
        warnings.extend(packed.notes.0.into_iter().map(|note| format!("other offences: {note}")));
        files.push((pack::FILE, packed.text));
    }
    files.push(("datapackage.json", descriptor(&files, &sources, &manifest)?));
    Ok(Built { files, summary, warnings })
}

fn unreadable(file: &str, error: DataError) -> ImportError {
    ImportError::other(Place::file(file).column(&error.place), error.problem, "a dataset the page can read")
}

/// The other offences of one of the dataset's releases.
fn packed(
    entry: &PackEntry,
    sources: &Sources,
    manifest: &Manifest,
    manifest_name: &str,
    dataset: &Dataset,
) -> Result<pack::Packed, ImportError> {
    let forces = &manifest.forces;
    let forces = forces::Forces::read(&sources.tables(&forces.file, &forces::COLUMNS)?, forces, manifest_name)?;
    let place = || Place::file(manifest_name).column("pack");
    let release = manifest.releases.iter().find(|release| release.name == entry.release);
    let release = release.ok_or_else(|| ImportError::other(place(), &entry.release, "the name of a release"))?;
    let tables = sources.tables(&entry.file, &recorded::COLUMNS)?;
    pack::read(&pack::Asked { entry, release, forces: &forces, manifest: manifest_name, dataset }, &tables)
}

/// The bytes of every source file.
struct Sources {
    files: BTreeMap<String, Vec<u8>>,
}

impl Sources {
    fn read(folder: &Path, manifest: &Manifest) -> Result<Self, ImportError> {
        let mut files = BTreeMap::new();
        for (file, _) in manifest.sources() {
            files.insert(file.to_owned(), read_file(&folder.join(file), file)?);
        }
        Ok(Self { files })
    }

    fn bytes(&self, file: &str) -> &[u8] {
        self.files.get(file).map_or(&[], Vec::as_slice)
    }

    fn tables(&self, file: &str, columns: &[&str]) -> Result<Vec<Table>, ImportError> {
        table::tables(file, self.bytes(file), columns)
    }

    fn text(&self, file: &str) -> Result<String, ImportError> {
        text(file, self.bytes(file).to_vec())
    }
}

fn read_file(path: &Path, name: &str) -> Result<Vec<u8>, ImportError> {
    std::fs::read(path).map_err(|error| {
        let problem = match error.kind() {
            std::io::ErrorKind::NotFound => Problem::NoFile,
            _ => Problem::Unreadable(error.to_string()),
        };
        ImportError::new(Place::file(name), problem)
    })
}

fn text(name: &str, bytes: Vec<u8>) -> Result<String, ImportError> {
    String::from_utf8(bytes).map_err(|_| ImportError::other(Place::file(name), "what is not UTF-8", "JSON in UTF-8"))
}

type Read = (RecordedFile, OutcomesFile, MapFile, Vec<String>);

fn read_all(sources: &Sources, manifest: &Manifest, manifest_name: &str) -> Result<Read, ImportError> {
    let entry = &manifest.forces;
    let mut forces = forces::Forces::read(&sources.tables(&entry.file, &forces::COLUMNS)?, entry, manifest_name)?;
    let offences = recorded::offences(&manifest.offences, manifest_name)?;
    let mut releases = Vec::new();
    let mut warnings = Vec::new();
    for entry in &manifest.releases {
        let tables = sources.tables(&entry.file, &recorded::COLUMNS)?;
        let all_crime = match &entry.all_crime {
            Some(file) => Some(sources.tables(file, &recorded::ALL_CRIME_COLUMNS)?),
            None => None,
        };
        let (release, notes) = recorded::read(entry, &tables, all_crime.as_deref(), &forces, &offences, manifest_name)?;
        releases.push(release);
        warnings.extend(notes.0.into_iter().map(|note| format!("{}: {note}", entry.name)));
    }
    let entry = &manifest.population;
    let population = population::read(&sources.tables(&entry.file, &population::COLUMNS)?, &forces, entry)?;
    let entry = &manifest.changes;
    let tables = sources.tables(&entry.file, &changes::COLUMNS)?;
    let changes = changes::read(&tables, entry, &forces, &offences, manifest_name)?;
    let entry = &manifest.outcomes;
    recorded::known_offence(&entry.offence, &offences, || Place::file(manifest_name).column("outcomes"))?;
    let tables = sources.tables(&entry.file, &outcomes::COLUMNS)?;
    let outcomes = outcomes::read(&entry.file, &tables, &forces, &entry.offence)?;
    let (boundaries, tiles) = (&manifest.boundaries, &manifest.tiles);
    let (outlines, hexes) = (sources.text(&boundaries.file)?, sources.text(&tiles.file)?);
    let map = geography::read((boundaries, &outlines), (tiles, &hexes), &forces)?;
    geography::set_neighbours(&mut forces.rows, &map);
    let recorded = RecordedFile {
        format: RECORDED.to_owned(),
        version: VERSION,
        offences: manifest.offences.iter().map(offence_row).collect(),
        regions: forces.regions,
        forces: forces.rows,
        releases,
        population,
        changes,
    };
    Ok((recorded, outcomes, map, warnings))
}

fn offence_row(entry: &manifest::OffenceEntry) -> OffenceRow {
    OffenceRow { code: entry.code.clone(), name: entry.name.clone(), since: entry.since.clone() }
}

fn descriptor(files: &[(&'static str, String)], sources: &Sources, manifest: &Manifest) -> Result<String, ImportError> {
    let description = |path: &str| match path {
        "recorded.json" => {
            "Offences recorded by force and quarter in each release, residents, and changes that move the figures."
        }
        "outcomes.json" => "Outcomes of stalking offences by force and financial year.",
        pack::FILE => {
            "Other offences of one release, recorded by force and quarter, packed as data/README.md describes."
        }
        _ => "Outlines and tiles of the police force areas.",
    };
    let files: Vec<_> =
        files.iter().map(|(path, text)| package::File { path, description: description(path), text }).collect();
    let sources: Vec<_> = manifest
        .sources()
        .into_iter()
        .map(|(file, provenance)| package::Source { file, provenance, bytes: sources.bytes(file) })
        .collect();
    let name = "datapackage.json";
    serde_json::to_string_pretty(&package::describe(&files, &sources))
        .map(|text| text + "\n")
        .map_err(|error| ImportError::other(Place::file(name), error.to_string(), "what can be written as JSON"))
}

fn summary(recorded: &RecordedFile, outcomes: &OutcomesFile, map: &MapFile) -> Vec<String> {
    let mut lines = Vec::new();
    for release in &recorded.releases {
        let columns = || release.counts.iter().chain(&release.all_crime);
        let figures = columns().flat_map(|column| column.cells.iter().flatten().flatten()).count();
        let all_crime = if release.all_crime.is_some() { ", with all crime" } else { "" };
        lines.push(format!(
            "release {}: {} to {}, {figures} figures{all_crime}",
            release.name, release.from, release.to
        ));
    }
    let reported = outcomes.years.iter().flat_map(|year| year.cells.iter().flatten()).count();
    lines.push(format!("outcomes: {} years, {reported} forces and years", outcomes.years.len()));
    let residents = recorded.population.residents.iter().flatten();
    lines.push(format!("residents: {} areas, {} figures", residents.clone().count(), residents.flatten().count()));
    lines.push(format!("changes: {}", recorded.changes.len()));
    lines.push(format!("map: {} areas, {} arcs", map.areas.len(), map.arcs.len()));
    lines
}
