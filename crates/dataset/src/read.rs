//! From the JSON to the [`Dataset`]: the one door, where everything is checked.

use crate::area::{ENGLAND, ENGLAND_AND_WALES, WALES};
use crate::format;
use crate::node::{self, Node};
use crate::release::Column;
use crate::{
    Absence, Area, AreaKind, Change, DataError, Dataset, Date, Effect, Force, ForceId, Offence, OffenceId, Population,
    Quarter, Release,
};
use std::sync::OnceLock;

/// Code of the one force without an area.
const BRITISH_TRANSPORT_POLICE: &str = "BTP";
/// Ids are a byte; the areas are the forces, the regions, and the three above them.
const MOST_IDS: usize = 200;

pub(crate) fn read(json: &str) -> Result<Dataset, DataError> {
    let value = node::parse(json)?;
    let file = Node::root(&value);
    file.must_be(format::RECORDED)?;
    let offences = file.get("offences").each(offence)?;
    unique(&file.get("offences"), &mut offences.iter().map(|offence| offence.code.as_str()))?;
    let (forces, places) = forces(&file)?;
    if offences.is_empty() || forces.is_empty() || offences.len() > MOST_IDS {
        return Err(file.wrong(&["expected forces, and 1 to ", &MOST_IDS.to_string(), " offences"]));
    }
    let names = Names { offences: &offences, forces: &forces, places: &places };
    let has_rest = file.get("rest").true_if_there()?;
    let releases = file.get("releases").each(|row, _| release(&row, &names, has_rest))?;
    unique(&file.get("releases"), &mut releases.iter().map(|release| release.name.as_str()))?;
    if releases.is_empty() || releases.windows(2).any(|pair| pair[0].to >= pair[1].to) {
        return Err(file.get("releases").error("expected at least one, each ending later than the one before"));
    }
    let changes = file.get("changes").each(|row, _| change(&row, &names))?;
    if changes.windows(2).any(|pair| pair[0].date > pair[1].date) {
        return Err(file.get("changes").error("expected the earliest first"));
    }
    let population = population(&file.get("population"), forces.len())?;
    let areas = areas(&file, places)?;
    Ok(Dataset {
        areas,
        forces,
        offences,
        releases,
        changes,
        population,
        has_rest,
        whole: OnceLock::new(),
        pack: OnceLock::new(),
    })
}

/// The releases of a dataset with all their figures, those of the file with the others added.
pub(crate) fn whole(json: &str, dataset: &Dataset) -> Result<Vec<Release>, DataError> {
    let value = node::parse(json)?;
    let file = Node::root(&value);
    file.must_be(format::REST)?;
    let of_force = |force: &Force| dataset.areas.iter().find(|area| area.code == force.code).cloned();
    let places: Vec<Area> = dataset.forces.iter().filter_map(of_force).collect();
    let names = Names { offences: &dataset.offences, forces: &dataset.forces, places: &places };
    let mut known = dataset.releases.iter();
    let releases = file.get("releases").each(|row, _| {
        let name = row.get("name");
        let mut release = match known.next() {
            Some(known) if known.name == name.text()? => known.clone(),
            _ => return Err(name.error("expected the releases of the dataset, in their order")),
        };
        counts(&row, &mut release, &names)?;
        explain_every_hole(&release, &names, &row, false)?;
        Ok(release)
    })?;
    if known.next().is_some() {
        return Err(file.get("releases").error("expected the releases of the dataset, in their order"));
    }
    Ok(releases)
}

/// Looks codes up.
struct Names<'a> {
    offences: &'a [Offence],
    forces: &'a [Force],
    places: &'a [Area],
}

impl Names<'_> {
    fn force(&self, node: &Node) -> Result<ForceId, DataError> {
        let code = node.text()?;
        let index = self.forces.iter().position(|force| force.code == code);
        index.map(ForceId::new).ok_or_else(|| node.wrong(&["unknown force ", code]))
    }

    fn offence(&self, node: &Node) -> Result<OffenceId, DataError> {
        let code = node.text()?;
        let index = self.offences.iter().position(|offence| offence.code == code);
        index.map(OffenceId::new).ok_or_else(|| node.wrong(&["unknown offence ", code]))
    }
}

fn unique(node: &Node, codes: &mut dyn Iterator<Item = &str>) -> Result<(), DataError> {
    let mut seen: Vec<&str> = Vec::new();
    for code in codes {
        if seen.contains(&code) {
            return Err(node.wrong(&[code, " is there twice"]));
        }
        seen.push(code);
    }
    Ok(())
}

fn offence(row: Node, _: usize) -> Result<Offence, DataError> {
    let since = row.get("since");
    let name = row.get("name").text()?;
    Ok(Offence {
        code: row.get("code").text()?.to_owned(),
        name: name.to_owned(),
        lowered: name.to_ascii_lowercase(),
        is_quoted: false,
        since: if since.is_there() { Some(since.first_month()?) } else { None },
        until: None,
    })
}

/// The forces, and each force as an area to choose.
fn forces(file: &Node) -> Result<(Vec<Force>, Vec<Area>), DataError> {
    let mut forces = Vec::new();
    let places = file.get("forces").each(|row, index| {
        let code = row.get("code").text()?.to_owned();
        let region = row.get("region").text_if_there()?.map(str::to_owned);
        if region.is_none() && code != BRITISH_TRANSPORT_POLICE {
            return Err(row.error("lies in no region"));
        }
        forces.push(Force {
            code: code.clone(),
            no_rate: row.get("no_rate").text_if_there()?.map(str::to_owned),
            neighbours: Vec::new(),
        });
        Ok(Area {
            code,
            name: row.get("name").text()?.to_owned(),
            recorder: row.get("official").text()?.to_owned(),
            aliases: row.get("aliases").each_if_there(|alias, _| alias.text().map(str::to_owned))?,
            kind: if region.is_some() { AreaKind::Force } else { AreaKind::NonTerritorial },
            region,
            forces: vec![ForceId::new(index)],
        })
    })?;
    unique(&file.get("forces"), &mut forces.iter().map(|force| force.code.as_str()))?;
    let neighbours = neighbours(&file.get("forces"), &places)?;
    for (force, neighbours) in forces.iter_mut().zip(neighbours) {
        force.neighbours = neighbours;
    }
    Ok((forces, places))
}

/// The neighbours of each force: whoever is one has the other as one.
fn neighbours(rows: &Node, places: &[Area]) -> Result<Vec<Vec<ForceId>>, DataError> {
    let all = rows.each(|row, force| {
        let list = row.get("neighbours");
        let neighbours = list.each_if_there(|position, _| {
            let index = position.whole::<usize>()?;
            match places.get(index) {
                None => Err(position.wrong(&[&index.to_string(), " is the position of no force"])),
                Some(_) if index == force => Err(position.error("a force that is its own neighbour")),
                Some(place) if place.region.is_none() => Err(position.wrong(&[&place.name, " has no area"])),
                Some(_) => Ok(ForceId::new(index)),
            }
        })?;
        if neighbours.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(list.error("expected the lowest position first, each once"));
        }
        Ok(neighbours)
    })?;
    for (force, neighbours) in all.iter().enumerate() {
        for neighbour in neighbours {
            if !all[neighbour.index()].contains(&ForceId::new(force)) {
                let [one, other] = [force, neighbour.index()].map(|index| places[index].name.as_str());
                return Err(rows.wrong(&[other, " is a neighbour of ", one, ", but not the other way round"]));
            }
        }
    }
    Ok(all)
}

fn release(row: &Node, names: &Names, has_rest: bool) -> Result<Release, DataError> {
    let (from, to) = (row.get("from").first_month()?, row.get("to").last_month()?);
    in_order(row, from, to)?;
    let absences = row.get("absences").each_if_there(|row, _| absence(&row, from, to, names))?;
    if absences.len() > MOST_IDS {
        return Err(row.get("absences").wrong(&["more than ", &MOST_IDS.to_string()]));
    }
    let empty = Column { from: to, quarters: 0, cells: Vec::new() };
    let mut release = Release {
        name: row.get("name").text()?.to_owned(),
        published: row.get("published").text_if_there()?.map(str::to_owned),
        from,
        to,
        absences,
        columns: vec![empty; names.offences.len()],
        all_crime: None,
    };
    counts(row, &mut release, names)?;
    explain_every_hole(&release, names, row, has_rest)?;
    Ok(release)
}

/// Adds the counts that stand in a row to its release, each offence once.
fn counts(row: &Node, release: &mut Release, names: &Names) -> Result<(), DataError> {
    row.get("counts").each(|counts, _| {
        let code = counts.get("offence");
        let column_of_it = &mut release.columns[names.offence(&code)?.index()];
        if column_of_it.quarters > 0 {
            return Err(code.error("the same offence a second time"));
        }
        *column_of_it = column(&counts, release.to, names.forces.len())?;
        Ok(())
    })?;
    let all_crime = row.get("all_crime");
    if all_crime.is_there() {
        release.all_crime = Some(column(&all_crime, release.to, names.forces.len())?);
    }
    Ok(())
}

/// An absence in a release from `from` to `to`.
fn absence(row: &Node, from: Quarter, to: Quarter, names: &Names) -> Result<Absence, DataError> {
    let (first, last) = (row.get("from"), row.get("to"));
    let absence = Absence {
        forces: row.get("forces").each(|code, _| names.force(&code))?,
        offences: row.get("offences").each(|code, _| names.offence(&code))?,
        from: if first.is_there() { first.first_month()? } else { from },
        to: if last.is_there() { last.last_month()? } else { to },
        why: row.get("why").text()?.to_owned(),
    };
    for (bound, quarter) in [(first, absence.from), (last, absence.to)] {
        if quarter < from || quarter > to {
            let (quarter, from, to) = (quarter.to_string(), from.first_month_name(), to.last_month_name());
            return Err(bound.wrong(&[&quarter, " is not in the release: ", &from, " to ", &to]));
        }
    }
    in_order(row, absence.from, absence.to)?;
    Ok(absence)
}

fn in_order(row: &Node, from: Quarter, to: Quarter) -> Result<(), DataError> {
    if from <= to {
        return Ok(());
    }
    Err(row.wrong(&["starts in ", &from.first_month_name(), " but ends in ", &to.last_month_name()]))
}

fn one_for_each(node: &Node, rows: usize, forces: usize) -> Result<(), DataError> {
    if rows == forces {
        return Ok(());
    }
    let [rows, forces] = [rows, forces].map(|number| number.to_string());
    Err(node.wrong(&[&rows, " rows, expected one for each of ", &forces, " forces"]))
}

fn column(row: &Node, to: Quarter, forces: usize) -> Result<Column, DataError> {
    let from = row.get("from").first_month()?;
    let quarters = from.to(to).len();
    let mut cells = Vec::with_capacity(forces * quarters);
    let rows = row.get("cells").each(|counts, _| {
        let mut row = counts.numbers()?;
        let length = row.len();
        cells.append(&mut row);
        if length == quarters {
            return Ok(());
        }
        let [length, quarters] = [length, quarters].map(|number| number.to_string());
        Err(counts.wrong(&[&length, " counts, expected one for each of ", &quarters, " quarters"]))
    })?;
    one_for_each(&row.get("cells"), rows.len(), forces)?;
    Ok(Column { from, quarters, cells })
}

/// A hole without a reason would be a figure made up; a reason over a figure would hide it. Where the rest is in another
/// file, the first offence alone is there.
fn explain_every_hole(release: &Release, names: &Names, row: &Node, has_rest: bool) -> Result<(), DataError> {
    let here = if has_rest { 1 } else { names.offences.len() };
    for (offence_index, offence) in names.offences.iter().enumerate().take(here) {
        let id = OffenceId::new(offence_index);
        let from = offence.since.map_or(release.from, |since| since.max(release.from));
        let column = &release.columns[offence_index];
        if column.quarters > 0 && column.from < from {
            return Err(row.wrong(&["figures of ", &offence.code, " from before ", &from.first_month_name()]));
        }
        for (force_index, place) in names.places.iter().enumerate() {
            let force = ForceId::new(force_index);
            for quarter in from.to(release.to) {
                let there = column.cell(force, quarter).is_some();
                if there == release.absence(id, force, quarter).is_some() {
                    let problem = if there {
                        "a figure that is said to be absent"
                    } else {
                        "a figure is missing without a reason"
                    };
                    return Err(row.wrong(&[
                        problem,
                        ": ",
                        &offence.code,
                        ", ",
                        &place.name,
                        ", ",
                        &quarter.to_string(),
                    ]));
                }
            }
        }
    }
    Ok(())
}

fn population(row: &Node, forces: usize) -> Result<Population, DataError> {
    let mut years = None;
    let residents = row.get("residents").each(|row, _| {
        if !row.is_there() {
            return Ok(None);
        }
        let residents = row.numbers()?;
        let mut list: Vec<u32> = Vec::new();
        for count in residents {
            list.push(count.and_then(|count| u32::try_from(count).ok()).unwrap_or(0));
        }
        let residents = list;
        if *years.get_or_insert(residents.len()) != residents.len() || residents.contains(&0) {
            return Err(row.error("expected residents, above zero, for each year"));
        }
        Ok(Some(residents))
    })?;
    one_for_each(&row.get("residents"), residents.len(), forces)?;
    Ok(Population {
        first_year: row.get("from").whole()?,
        residents,
        revised_from: row.get("revised_from").each_if_there(|year, _| year.whole())?,
    })
}

fn change(row: &Node, names: &Names) -> Result<Change, DataError> {
    let effect = match row.get("effect").text()? {
        "series_start" => Effect::SeriesStart,
        "rise" => Effect::Rise,
        "fall" => Effect::Fall,
        "break" => Effect::Break,
        "missing" => Effect::Missing,
        "none" => Effect::None,
        other => return Err(row.get("effect").wrong(&["unknown effect \"", other, "\""])),
    };
    let (date, force) = (row.get("date"), row.get("force"));
    let text = date.text()?;
    let problem = || date.wrong(&["found \"", text, "\", expected a day written as in 2020-04-01"]);
    Ok(Change {
        date: Date::parse(text).ok_or_else(problem)?,
        effect,
        short: row.get("short").text()?.to_owned(),
        what: row.get("what").text()?.to_owned(),
        source: row.get("source").text()?.to_owned(),
        offences: row.get("offences").each_if_there(|code, _| names.offence(&code))?,
        force: if force.is_there() { Some(names.force(&force)?) } else { None },
    })
}

/// The areas that can be chosen, the largest first: the sums, then the forces as they are.
fn areas(file: &Node, places: Vec<Area>) -> Result<Vec<Area>, DataError> {
    let within = |test: &dyn Fn(Option<&str>) -> bool| -> Vec<ForceId> {
        (0..places.len()).filter(|index| test(places[*index].region.as_deref())).map(ForceId::new).collect()
    };
    let sum = |code: &str, name: &str, aliases: &[&str], kind, forces| Area {
        code: code.to_owned(),
        name: name.to_owned(),
        recorder: ["police in ", if kind == AreaKind::Region { "the " } else { "" }, name].concat(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        kind,
        region: None,
        forces,
    };
    let mut areas = vec![
        sum(
            ENGLAND_AND_WALES,
            "England and Wales",
            &["national", "all forces", "E&W"],
            AreaKind::EnglandAndWales,
            within(&|_| true),
        ),
        sum(ENGLAND, "England", &[], AreaKind::Nation, within(&|region| region.is_some_and(|code| code != WALES))),
        sum(WALES, "Wales", &["Cymru"], AreaKind::Nation, within(&|region| region == Some(WALES))),
    ];
    // "region" tells the West Midlands and its nine like from the force of the same name.
    areas.extend(file.get("regions").each(|region, _| {
        let code = region.get("code").text()?;
        let name = [region.get("name").text()?, " region"].concat();
        Ok(sum(code, &name, &[], AreaKind::Region, within(&|other| other == Some(code))))
    })?);
    let known = |code: &str| areas.iter().any(|area| area.code == code);
    if let Some(lost) = places.iter().find(|place| place.region.as_deref().is_some_and(|code| !known(code))) {
        return Err(file.get("forces").wrong(&[&lost.name, " lies in no known region"]));
    }
    areas.extend(places);
    unique(file, &mut areas.iter().map(|area| area.code.as_str()))?;
    if areas.len() > MOST_IDS {
        return Err(file.wrong(&["more than ", &MOST_IDS.to_string(), " areas"]));
    }
    Ok(areas)
}
