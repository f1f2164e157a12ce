//! From the JSON to the [`Dataset`]: the one door, where everything is checked.

use crate::area::{ENGLAND, ENGLAND_AND_WALES, WALES};
use crate::format::{
    self, AbsenceRow, ChangeRow, ColumnRow, ForceRow, OffenceRow, PopulationRow, RecordedFile, ReleaseRow,
};
use crate::release::Column;
use crate::{
    Absence, Area, AreaKind, Change, DataError, Dataset, Date, Effect, Force, ForceId, Offence, OffenceId, Population,
    Quarter, Release,
};

/// Code of the one force without an area.
const BRITISH_TRANSPORT_POLICE: &str = "BTP";
/// Ids are a byte; the areas are the forces, the regions, and the three above them.
const MOST_FORCES: usize = 200;

pub(crate) fn read(json: &str) -> Result<Dataset, DataError> {
    let file: RecordedFile = serde_json::from_str(json).map_err(|error| {
        DataError::new(format!("line {}, column {}", error.line(), error.column()), error.to_string())
    })?;
    if file.format != format::RECORDED || file.version != format::VERSION {
        return Err(DataError::new(
            "format",
            format!(
                "found {} version {}, expected {} version {}",
                file.format,
                file.version,
                format::RECORDED,
                format::VERSION
            ),
        ));
    }
    unique("offences", file.offences.iter().map(|row| row.code.as_str()))?;
    unique("forces", file.forces.iter().map(|row| row.code.as_str()))?;
    unique("regions", file.regions.iter().map(|row| row.code.as_str()))?;
    unique("releases", file.releases.iter().map(|row| row.name.as_str()))?;
    if file.offences.is_empty() || file.forces.is_empty() || file.releases.is_empty() {
        return Err(DataError::new("dataset", "no offences, no forces or no releases"));
    }
    if file.forces.len() + file.regions.len() > MOST_FORCES || file.offences.len() > MOST_FORCES {
        return Err(DataError::new("dataset", format!("more than {MOST_FORCES} areas or offences")));
    }

    let offences =
        file.offences.iter().enumerate().map(|(index, row)| offence(row, index)).collect::<Result<Vec<_>, _>>()?;
    let names = Names { file: &file };
    let releases = file
        .releases
        .iter()
        .enumerate()
        .map(|(index, row)| release(row, &format!("releases[{index}] ({})", row.name), &names, &offences))
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(pair) = releases.windows(2).find(|pair| pair[0].to >= pair[1].to) {
        return Err(DataError::new("releases", format!("{} does not come before {}", pair[0].name, pair[1].name)));
    }
    let changes = file
        .changes
        .iter()
        .enumerate()
        .map(|(index, row)| change(row, &format!("changes[{index}]"), &names))
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(pair) = changes.windows(2).find(|pair| pair[0].date > pair[1].date) {
        return Err(DataError::new("changes", format!("\"{}\" comes after a later change", pair[1].what)));
    }
    Ok(Dataset {
        areas: areas(&file)?,
        forces: file.forces.iter().map(force).collect(),
        offences,
        releases,
        changes,
        population: population(&file.population, file.forces.len())?,
    })
}

/// Looks codes up.
struct Names<'a> {
    file: &'a RecordedFile,
}

impl Names<'_> {
    fn force(&self, code: &str, place: &str) -> Result<ForceId, DataError> {
        let index = self.file.forces.iter().position(|row| row.code == code);
        index.map(ForceId::new).ok_or_else(|| DataError::new(place, format!("unknown force {code}")))
    }

    fn offence(&self, code: &str, place: &str) -> Result<OffenceId, DataError> {
        let index = self.file.offences.iter().position(|row| row.code == code);
        index.map(OffenceId::new).ok_or_else(|| DataError::new(place, format!("unknown offence {code}")))
    }
}

fn unique<'a>(place: &str, codes: impl Iterator<Item = &'a str>) -> Result<(), DataError> {
    let mut seen: Vec<&str> = Vec::new();
    for code in codes {
        if seen.contains(&code) {
            return Err(DataError::new(place, format!("{code} is there twice")));
        }
        seen.push(code);
    }
    Ok(())
}

fn first_month(text: &str, place: &str) -> Result<Quarter, DataError> {
    text.parse().map_err(|error| DataError::new(place, format!("found \"{text}\": {error}")))
}

fn last_month(text: &str, place: &str) -> Result<Quarter, DataError> {
    Quarter::from_last_month(text).map_err(|error| DataError::new(place, format!("found \"{text}\": {error}")))
}

fn offence(row: &OffenceRow, index: usize) -> Result<Offence, DataError> {
    let since = row.since.as_deref().map(|text| first_month(text, &format!("offences[{index}].since"))).transpose()?;
    Ok(Offence { code: row.code.clone(), name: row.name.clone(), since })
}

fn force(row: &ForceRow) -> Force {
    Force { code: row.code.clone(), no_rate: row.no_rate.clone() }
}

fn release(row: &ReleaseRow, place: &str, names: &Names, offences: &[Offence]) -> Result<Release, DataError> {
    let (from, to) = (first_month(&row.from, place)?, last_month(&row.to, place)?);
    if from > to {
        return Err(DataError::new(place, format!("starts in {} but ends in {}", row.from, row.to)));
    }
    let absences =
        row.absences.iter().map(|absence| read_absence(absence, place, names)).collect::<Result<Vec<_>, _>>()?;
    if absences.len() > usize::from(u8::MAX) {
        return Err(DataError::new(place, "more than 255 absences"));
    }
    let mut columns: Vec<Option<Column>> = vec![None; offences.len()];
    for (index, counts) in row.counts.iter().enumerate() {
        let place = format!("{place}.counts[{index}]");
        let code = counts.offence.as_deref().ok_or_else(|| DataError::new(&place, "no offence"))?;
        let id = names.offence(code, &place)?;
        let column = column(counts, to, names.file.forces.len(), &place)?;
        if columns[id.index()].replace(column).is_some() {
            return Err(DataError::new(place, format!("offence {code} is there twice")));
        }
    }
    let all_crime = match &row.all_crime {
        Some(counts) => Some(column(counts, to, names.file.forces.len(), &format!("{place}.all_crime"))?),
        None => None,
    };
    let empty = Column { from: to, quarters: 0, cells: Vec::new() };
    let columns = columns.into_iter().map(|column| column.unwrap_or_else(|| empty.clone())).collect();
    let release =
        Release { name: row.name.clone(), published: row.published.clone(), from, to, absences, columns, all_crime };
    explain_every_hole(&release, offences, names, place)?;
    Ok(release)
}

fn read_absence(row: &AbsenceRow, place: &str, names: &Names) -> Result<Absence, DataError> {
    Ok(Absence {
        forces: row.forces.iter().map(|code| names.force(code, place)).collect::<Result<_, _>>()?,
        offences: row.offences.iter().map(|code| names.offence(code, place)).collect::<Result<_, _>>()?,
        why: row.why.clone(),
    })
}

fn column(row: &ColumnRow, to: Quarter, forces: usize, place: &str) -> Result<Column, DataError> {
    let from = first_month(&row.from, place)?;
    let quarters = from.to(to).len();
    if row.cells.len() != forces {
        return Err(DataError::new(
            place,
            format!("{} rows, expected one for each of {forces} forces", row.cells.len()),
        ));
    }
    let mut cells = Vec::with_capacity(forces * quarters);
    for (index, counts) in row.cells.iter().enumerate() {
        if counts.len() != quarters {
            return Err(DataError::new(
                format!("{place}.cells[{index}]"),
                format!("{} counts, expected one for each of {quarters} quarters", counts.len()),
            ));
        }
        cells.extend_from_slice(counts);
    }
    Ok(Column { from, quarters, cells })
}

/// A hole without a reason would be a figure made up; a reason over a figure would hide it.
fn explain_every_hole(release: &Release, offences: &[Offence], names: &Names, place: &str) -> Result<(), DataError> {
    for (offence_index, offence) in offences.iter().enumerate() {
        let column = &release.columns[offence_index];
        let from = offence.since.map_or(release.from, |since| since.max(release.from));
        for (force_index, row) in names.file.forces.iter().enumerate() {
            let explained = release.absence(OffenceId::new(offence_index), ForceId::new(force_index)).is_some();
            for quarter in from.to(release.to) {
                let there = column.quarters > 0
                    && quarter >= column.from
                    && column.cells[force_index * column.quarters + quarter.since(column.from).unsigned_abs() as usize]
                        .is_some();
                if there == explained {
                    let problem = if there {
                        "a figure that is said to be absent"
                    } else {
                        "a figure is missing without a reason"
                    };
                    return Err(DataError::new(place, format!("{problem}: {}, {}, {quarter}", offence.code, row.name)));
                }
            }
        }
    }
    Ok(())
}

fn population(row: &PopulationRow, forces: usize) -> Result<Population, DataError> {
    let place = "population.residents";
    if row.residents.len() != forces {
        return Err(DataError::new(
            place,
            format!("{} rows, expected one for each of {forces} forces", row.residents.len()),
        ));
    }
    let years = row.residents.iter().flatten().map(Vec::len).max().unwrap_or(0);
    for (index, residents) in row.residents.iter().enumerate() {
        if let Some(residents) = residents
            && (residents.len() != years || residents.contains(&0))
        {
            return Err(DataError::new(
                format!("{place}[{index}]"),
                format!("expected residents, above zero, for each of {years} years"),
            ));
        }
    }
    Ok(Population { first_year: row.from, residents: row.residents.clone(), revised_from: row.revised_from.clone() })
}

fn change(row: &ChangeRow, place: &str, names: &Names) -> Result<Change, DataError> {
    let effect = match row.effect.as_str() {
        "series_start" => Effect::SeriesStart,
        "rise" => Effect::Rise,
        "fall" => Effect::Fall,
        "break" => Effect::Break,
        "missing" => Effect::Missing,
        "none" => Effect::None,
        other => return Err(DataError::new(place, format!("unknown effect \"{other}\""))),
    };
    Ok(Change {
        date: Date::parse(&row.date).ok_or_else(|| {
            DataError::new(place, format!("found \"{}\", expected a day written as in 2020-04-01", row.date))
        })?,
        effect,
        short: row.short.clone(),
        what: row.what.clone(),
        source: row.source.clone(),
        offences: row.offences.iter().map(|code| names.offence(code, place)).collect::<Result<_, _>>()?,
        force: row.force.as_deref().map(|code| names.force(code, place)).transpose()?,
    })
}

/// The areas that can be chosen, the largest first.
fn areas(file: &RecordedFile) -> Result<Vec<Area>, DataError> {
    for row in &file.forces {
        let known = match row.region.as_deref() {
            Some(code) => code == WALES || file.regions.iter().any(|region| region.code == code),
            None => row.code == BRITISH_TRANSPORT_POLICE,
        };
        if !known {
            return Err(DataError::new("forces", format!("{} lies in no known region", row.name)));
        }
    }
    let within = |test: &dyn Fn(&ForceRow) -> bool| -> Vec<ForceId> {
        (0..file.forces.len()).filter(|index| test(&file.forces[*index])).map(ForceId::new).collect()
    };
    let sum = |code: &str, name: &str, recorder: &str, aliases: &[&str], kind, forces| Area {
        code: code.to_owned(),
        name: name.to_owned(),
        recorder: recorder.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        kind,
        region: None,
        forces,
    };
    let mut areas = vec![
        sum(
            ENGLAND_AND_WALES,
            "England and Wales",
            "police in England and Wales",
            &["national", "all forces", "E&W"],
            AreaKind::EnglandAndWales,
            within(&|_| true),
        ),
        sum(
            ENGLAND,
            "England",
            "police in England",
            &[],
            AreaKind::Nation,
            within(&|row| row.region.as_deref().is_some_and(|code| code != WALES)),
        ),
        sum(
            WALES,
            "Wales",
            "police in Wales",
            &["Cymru"],
            AreaKind::Nation,
            within(&|row| row.region.as_deref() == Some(WALES)),
        ),
    ];
    // "region" tells the West Midlands and its nine like from the force of the same name.
    areas.extend(file.regions.iter().map(|region| {
        let forces = within(&|row| row.region.as_deref() == Some(&region.code));
        let name = format!("{} region", region.name);
        sum(&region.code, &name, &format!("police in the {name}"), &[], AreaKind::Region, forces)
    }));
    areas.extend(file.forces.iter().enumerate().map(|(index, row)| Area {
        code: row.code.clone(),
        name: row.name.clone(),
        recorder: row.official.clone(),
        aliases: row.aliases.clone(),
        kind: if row.region.is_some() { AreaKind::Force } else { AreaKind::NonTerritorial },
        region: row.region.clone(),
        forces: vec![ForceId::new(index)],
    }));
    unique("forces and regions", areas.iter().map(|area| area.code.as_str()))?;
    Ok(areas)
}
