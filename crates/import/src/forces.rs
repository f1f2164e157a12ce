//! The list of forces, and the many spellings of their names.

use crate::error::{ImportError, Place, Problem};
use crate::manifest::ForcesEntry;
use crate::table::{Record, Table};
use dataset::WALES;
use dataset::format::{ForceRow, RegionRow};
use std::collections::HashMap;

/// Columns of the list of forces.
pub const COLUMNS: [&str; 5] = ["pfa_code", "ons_name", "official_name", "region_code", "region_name"];

/// Code of the one force that has no area.
pub const BRITISH_TRANSPORT_POLICE: &str = "BTP";
const BRITISH_TRANSPORT_POLICE_NAME: &str = "British Transport Police";

/// Bodies in the Home Office's table that record fraud and nothing else.
const FRAUD_BODIES: [&str; 4] = ["action fraud", "cifas", "financial fraud action uk", "uk finance"];

/// Who recorded what a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Body {
    /// A force, by its position in the dataset.
    Force(usize),
    /// All that a total adds up.
    Total(Total),
    /// A body that only records fraud, by its position in the list of them.
    Fraud(usize),
}

/// What a row of totals adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Total {
    /// The territorial forces and British Transport Police.
    EnglandAndWales,
    /// The territorial forces of England.
    England,
    /// The territorial forces of Wales.
    Wales,
}

/// The forces in the dataset's order, and the names under which tables know them.
#[derive(Debug, Clone, PartialEq)]
pub struct Forces {
    /// Territorial forces by name, British Transport Police last.
    pub rows: Vec<ForceRow>,
    /// Regions of England, by code.
    pub regions: Vec<RegionRow>,
    positions: HashMap<String, usize>,
}

impl Forces {
    /// Reads the list of forces, adding what the manifest says of them.
    ///
    /// # Errors
    /// A code or a name is there twice or not at all, a force but British Transport Police lies in no
    /// region, or the manifest (named `manifest` in errors) names a force that is not in the list.
    pub fn read(tables: &[Table], entry: &ForcesEntry, manifest: &str) -> Result<Self, ImportError> {
        let mut rows: Vec<ForceRow> = Vec::new();
        let mut regions: Vec<RegionRow> = Vec::new();
        for record in tables.iter().flat_map(Table::records) {
            let row = force(&record)?;
            if rows.iter().any(|other| other.code == row.code) {
                return Err(ImportError::other(record.at("pfa_code"), format!("{} twice", row.code), "it once"));
            }
            if let Some(region) = region(&record, &row, entry)
                && !regions.iter().any(|other| other.code == region.code)
            {
                regions.push(region);
            }
            rows.push(row);
        }
        rows.sort_by_key(|row| (row.region.is_none(), row.name.to_lowercase()));
        regions.sort_by(|one, other| one.code.cmp(&other.code));
        let mut positions = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            for name in [&row.code, &row.name, &row.official] {
                if positions.insert(normal(name), index).is_some_and(|other| other != index) {
                    let place = Place::file(&entry.file);
                    return Err(ImportError::other(place, format!("two forces named \"{name}\""), "one"));
                }
            }
        }
        let mut forces = Self { rows, regions, positions };
        let place = |field| Place::file(manifest).column(field);
        for (name, aliases) in &entry.aliases {
            let index = forces.position(name, || place("aliases"))?;
            forces.rows[index].aliases.clone_from(aliases);
        }
        for (name, reason) in &entry.no_rate {
            let index = forces.position(name, || place("no_rate"))?;
            forces.rows[index].no_rate = Some(reason.clone());
        }
        Ok(forces)
    }

    /// The position of the force with this name or code.
    ///
    /// # Errors
    /// [`Problem::UnknownForce`] at `place` if there is none.
    pub fn position(&self, name: &str, place: impl FnOnce() -> Place) -> Result<usize, ImportError> {
        self.positions
            .get(&normal(name))
            .copied()
            .ok_or_else(|| ImportError::new(place(), Problem::UnknownForce(name.to_owned())))
    }

    /// Who recorded the figures of rows with this name.
    ///
    /// # Errors
    /// [`Problem::UnknownForce`] at `place` if nobody has it.
    pub fn body(&self, name: &str, place: impl FnOnce() -> Place) -> Result<Body, ImportError> {
        let normal = normal(name);
        if let Some(index) = self.positions.get(&normal) {
            return Ok(Body::Force(*index));
        }
        if let Some(index) = FRAUD_BODIES.iter().position(|body| *body == normal) {
            return Ok(Body::Fraud(index));
        }
        match normal.as_str() {
            "england and wales" | "all forces" | "total" => Ok(Body::Total(Total::EnglandAndWales)),
            "england" => Ok(Body::Total(Total::England)),
            "wales" => Ok(Body::Total(Total::Wales)),
            _ => Err(ImportError::new(place(), Problem::UnknownForce(name.to_owned()))),
        }
    }

    /// The positions of the forces that a total adds up.
    pub fn parts(&self, total: Total) -> impl Iterator<Item = usize> {
        let is_part = move |region: Option<&str>| match total {
            Total::EnglandAndWales => true,
            Total::England => region.is_some_and(|code| code != WALES),
            Total::Wales => region == Some(WALES),
        };
        self.rows.iter().enumerate().filter(move |(_, row)| is_part(row.region.as_deref())).map(|(index, _)| index)
    }
}

impl Total {
    /// The name of the total.
    pub fn name(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "England and Wales",
            Self::England => "England",
            Self::Wales => "Wales",
        }
    }
}

fn force(record: &Record<'_>) -> Result<ForceRow, ImportError> {
    let required = |column: &str| match record.text(column) {
        "" => Err(ImportError::other(record.at(column), "an empty cell", "a text")),
        text => Ok(text.to_owned()),
    };
    let name = required("ons_name")?;
    let code = match record.text("pfa_code") {
        "" if name == BRITISH_TRANSPORT_POLICE_NAME => BRITISH_TRANSPORT_POLICE.to_owned(),
        _ => required("pfa_code")?,
    };
    let region = if code == BRITISH_TRANSPORT_POLICE { None } else { Some(required("region_code")?) };
    let official = required("official_name")?.replace(" & ", " and ");
    Ok(ForceRow { code, name, official, region, aliases: Vec::new(), no_rate: None, neighbours: Vec::new() })
}

/// The region of England in which the force lies.
fn region(record: &Record<'_>, force: &ForceRow, entry: &ForcesEntry) -> Option<RegionRow> {
    let code = force.region.as_deref().filter(|code| *code != WALES)?;
    let name = entry.region_names.get(code).map_or(record.text("region_name"), String::as_str);
    Some(RegionRow { code: code.to_owned(), name: name.to_owned() })
}

/// A name without the differences that do not matter: `London, City of` is `City of London`,
/// `Devon & Cornwall` is `Devon and Cornwall`.
fn normal(name: &str) -> String {
    let name = name.to_lowercase().replace('&', " and ").replace(['-', '\u{2010}', '\u{2011}', '\u{2013}'], " ");
    let name = match name.split_once(',') {
        Some((last, first)) => format!("{first} {last}"),
        None => name,
    };
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn spellings_of_a_name_come_to_the_same() {
        assert_eq!(normal("London, City of"), normal(" City  of LONDON "));
        assert_eq!(normal("Devon & Cornwall"), normal("Devon and Cornwall"));
        assert_eq!(normal("Devon&Cornwall"), normal("Devon and Cornwall"));
        assert_eq!(normal("Dyfed Powys"), normal("Dyfed\u{2013}Powys"));
        assert_ne!(normal("North Wales"), normal("South Wales"));
    }
}
