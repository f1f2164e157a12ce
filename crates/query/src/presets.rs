//! Questions that people ask, ready to be asked.

use crate::request::{MOST_AREAS, Measure, Query, View};
use crate::{Compare, Options, Order, Top, order_by, words};
use dataset::{AreaId, AreaKind, Dataset, ForceId};

/// Other areas that stand beside a first one.
const MOST_OTHERS: usize = MOST_AREAS - 1;
/// Presets that set areas side by side.
const SIDE_BY_SIDE: &str = "Side by side";
/// Presets that choose other forces for one.
const OTHER_FORCES: &str = "Other forces";
/// The way back.
const START_AGAIN: &str = "From the beginning";

/// A question that people ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// What it belongs to: a heading for it and its like.
    pub group: &'static str,
    /// What it shows, whom it names included: `Neighbours of North Wales: Cheshire, Dyfed-Powys, West Mercia`.
    pub name: String,
    /// The question.
    pub query: Query,
}

/// The questions at hand for what is shown, by the first chosen area: each keeps the offence, the time, the release
/// and the look of the page. None calls forces similar: they are neighbours, of one region, or near in
/// population, and are named for what they are.
pub fn presets(query: &Query, dataset: &Dataset) -> Vec<Preset> {
    let asked = Asked { query, dataset };
    let mut presets: Vec<Preset> = Vec::new();
    let first = query.areas.first().copied().unwrap_or_else(|| dataset.england_and_wales());
    presets.extend(asked.beside_the_nation(first));
    presets.extend(asked.nations());
    presets.extend(asked.welsh_forces());
    presets.push(asked.highest_ten());
    presets.extend(asked.of_one_region(first));
    if let Some(force) = dataset.area(first).force() {
        presets.extend(asked.neighbours(first, force));
        presets.extend(asked.nearest_in_population(first, force));
    }
    let start = Query { embed: query.embed, theme: query.theme, ..Query::default_for(dataset) };
    presets.push(Preset { group: START_AGAIN, name: "Start again".to_owned(), query: start });
    presets
}

struct Asked<'a> {
    query: &'a Query,
    dataset: &'a Dataset,
}

impl Asked<'_> {
    fn name(&self, area: AreaId) -> &str {
        &self.dataset.area(area).name
    }

    fn of(&self, group: &'static str, name: String, areas: Vec<AreaId>) -> Preset {
        Preset { group, name, query: Query { areas, ..self.query.clone() } }
    }

    /// The measure in which areas of different size can stand beside one another: not their counts, and no rate
    /// for a force that has none.
    fn measure_for(&self, areas: &[AreaId]) -> Measure {
        let no_rate = |area: &AreaId| {
            let force = self.dataset.area(*area).force();
            force.is_some_and(|force| self.dataset.force(force).no_rate.is_some())
        };
        match self.query.measure {
            Measure::Count | Measure::Rate if areas.iter().any(no_rate) => Measure::Share,
            Measure::Count => Measure::Rate,
            measure => measure,
        }
    }

    /// The first area and England and Wales.
    fn beside_the_nation(&self, first: AreaId) -> Option<Preset> {
        let nation = self.dataset.england_and_wales();
        if first == nation {
            return None;
        }
        let areas = vec![first, nation];
        let measure = self.measure_for(&areas);
        let mut preset = self.of(SIDE_BY_SIDE, words::list(&[self.name(first), self.name(nation)]), areas);
        preset.name.push_str(in_words(measure));
        preset.query.measure = measure;
        Some(preset)
    }

    /// Wales and England.
    fn nations(&self) -> Option<Preset> {
        let mut areas: Vec<AreaId> =
            self.dataset.area_ids().filter(|area| self.dataset.area(*area).kind == AreaKind::Nation).collect();
        areas.reverse();
        let names: Vec<&str> = areas.iter().map(|area| self.name(*area)).collect();
        let measure = self.measure_for(&areas);
        let name = [&words::list(&names), in_words(measure)].concat();
        let mut preset = (!areas.is_empty()).then(|| self.of(SIDE_BY_SIDE, name, areas))?;
        preset.query.measure = measure;
        Some(preset)
    }

    /// The forces of Wales.
    fn welsh_forces(&self) -> Option<Preset> {
        let areas = self.forces_of(dataset::WALES);
        let name = ["All Welsh forces: ", &self.names(&areas)].concat();
        (!areas.is_empty() && areas.len() <= MOST_AREAS).then(|| self.of(SIDE_BY_SIDE, name, areas))
    }

    /// The ten forces where the figure is highest. By their counts they would be the largest forces.
    fn highest_ten(&self) -> Preset {
        let measure = if self.query.measure == Measure::Count { Measure::Rate } else { self.query.measure };
        let options = Options { compare: Compare::Rank, order: Order::Value, top: Top::Ten, ..self.query.options };
        let query = Query { view: View::Compare, measure, options, ..self.query.clone() };
        Preset { group: SIDE_BY_SIDE, name: ["Highest ten", in_words(measure)].concat(), query }
    }

    /// The forces of the region, or the first one's region, itself first. Those of Wales have their own.
    fn of_one_region(&self, first: AreaId) -> Option<Preset> {
        let area = self.dataset.area(first);
        let region = match area.kind {
            AreaKind::Region => first,
            _ => self.dataset.area_by_code(area.region.as_deref()?)?,
        };
        if self.dataset.area(region).kind != AreaKind::Region {
            return None;
        }
        let forces = self.forces_of(&self.dataset.area(region).code);
        if area.kind == AreaKind::Region {
            let start = ["Forces of the ", self.name(region)].concat();
            return (forces.len() <= MOST_AREAS).then(|| self.listed(&start, None, &forces, ""));
        }
        let others: Vec<AreaId> = forces.into_iter().filter(|force| *force != first).collect();
        let start = ["Other forces of the ", self.name(region)].concat();
        (!others.is_empty()).then(|| self.listed(&start, Some(first), &others, " by name"))
    }

    /// The forces whose areas share a border with the first one's.
    fn neighbours(&self, first: AreaId, force: ForceId) -> Option<Preset> {
        let beside = self.dataset.neighbours(force);
        let is_beside = |area: &AreaId| self.dataset.area(*area).force().is_some_and(|force| beside.contains(&force));
        // In the dataset's order, which is that of the names.
        let others: Vec<AreaId> = self.dataset.area_ids().filter(is_beside).collect();
        let start = ["Neighbours of ", self.name(first)].concat();
        (!others.is_empty()).then(|| self.listed(&start, Some(first), &others, " by name"))
    }

    /// The five forces whose residents are nearest in number to the first one's, in the latest year there is.
    fn nearest_in_population(&self, first: AreaId, force: ForceId) -> Option<Preset> {
        let dataset = self.dataset;
        if dataset.force(force).no_rate.is_some() {
            return None;
        }
        let year = latest_year(dataset, force)?;
        let residents = i64::from(dataset.residents(force, year)?);
        let mut others: Vec<(AreaId, i64)> = Vec::new();
        for area in dataset.area_ids() {
            let Some(other) = dataset.area(area).force().filter(|other| *other != force) else { continue };
            if dataset.force(other).no_rate.is_some() {
                continue;
            }
            if let Some(number) = dataset.residents(other, year) {
                others.push((area, (i64::from(number) - residents).abs()));
            }
        }
        let order = order_by(others.len(), &mut |a, b| others[a].1.cmp(&others[b].1));
        let nearest: Vec<AreaId> = order.into_iter().take(MOST_OTHERS).map(|at| others[at].0).collect();
        let name = format!("Five nearest to {} in population ({year}): {}", self.name(first), self.names(&nearest));
        let areas = [first].into_iter().chain(nearest).collect();
        Some(self.of(OTHER_FORCES, name, areas))
    }

    /// A first area and as many of the others as can stand beside it; of more it says how many.
    fn listed(&self, start: &str, first: Option<AreaId>, others: &[AreaId], order: &str) -> Preset {
        let most = if first.is_some() { MOST_OTHERS } else { MOST_AREAS };
        let shown = others.get(..most).unwrap_or(others);
        let name = if shown.len() < others.len() {
            format!("{start}, the first {most} of {}{order}: {}", others.len(), self.names(shown))
        } else {
            [start, ": ", &self.names(shown)].concat()
        };
        let areas = first.into_iter().chain(shown.iter().copied()).collect();
        self.of(OTHER_FORCES, name, areas)
    }

    fn forces_of(&self, code: &str) -> Vec<AreaId> {
        let lies_there = |area: &AreaId| self.dataset.area(*area).region.as_deref() == Some(code);
        self.dataset.area_ids().filter(lies_there).collect()
    }

    fn names(&self, areas: &[AreaId]) -> String {
        let names: Vec<&str> = areas.iter().map(|area| self.name(*area)).collect();
        names.join(", ")
    }
}

/// How a name goes on to say what is measured.
fn in_words(measure: Measure) -> &'static str {
    match measure {
        Measure::Count => "",
        Measure::Rate => ", per 1,000 residents",
        Measure::Share => ", share of all recorded crime",
        Measure::Change => ", change on a year before",
    }
}

/// The latest year for which the force's residents are estimated.
fn latest_year(dataset: &Dataset, force: ForceId) -> Option<u16> {
    let last = dataset.releases().iter().map(|release| release.to.year()).max()?;
    (last.saturating_sub(20)..=last).rev().find(|year| dataset.residents(force, *year).is_some())
}
