//! Ranks of forces, for whoever gives one: what can be ranked, in which order, and who shares a place.

use crate::table::compare;
use crate::{Cell, Figures, Measure, Period, order_by};
use dataset::{Area, AreaId, AreaKind};
use std::cmp::Ordering;

/// A place among forces, the largest value first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// From 1.
    pub place: usize,
    /// Whether another force has the same value, and so the same place.
    pub joint: bool,
}

/// A force among all others.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The force.
    pub area: AreaId,
    /// Its figure.
    pub cell: Cell,
    /// Its place, where the figure can be ranked.
    pub rank: Option<Rank>,
}

/// All forces by a measure in one period, the highest first, those without a figure last: what a
/// [`Comparison`](crate::Comparison) of the period shows, for who needs no more of it.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let json = std::fs::read_to_string("../../data/recorded.json")?;
/// # let dataset = dataset::Dataset::from_json(&json)?;
/// use query::{Figures, Measure, Period, ReleaseChoice};
/// let figures = Figures { dataset: &dataset, offence: dataset.first_offence(), release: ReleaseChoice::Latest };
/// let forces = query::ranking(&figures, Period::year_ending("2023-01".parse()?), Measure::Rate);
/// assert_eq!(dataset.area(forces[0].area).name, "Cleveland");
/// assert_eq!(forces[0].rank.map(|rank| rank.place), Some(1));
/// # Ok(()) }
/// ```
#[inline(never)]
pub fn ranking(figures: &Figures, period: Period, measure: Measure) -> Vec<Ranked> {
    let dataset = figures.dataset;
    let areas: Vec<AreaId> = dataset.area_ids().filter(|area| is_force(dataset.area(*area))).collect();
    let cells: Vec<Cell> = areas.iter().map(|area| figures.cell(*area, period, measure)).collect();
    let ranks = ranks(&cells.iter().map(Some).collect::<Vec<_>>(), measure);
    let order = order_by(cells.len(), &mut |a, b| by_value(&cells[a], &cells[b], measure));
    order.into_iter().map(|at| Ranked { area: areas[at], cell: cells[at], rank: ranks[at] }).collect()
}

/// Whether an area has a rank: a force, and British Transport Police.
pub(crate) fn is_force(area: &Area) -> bool {
    matches!(area.kind, AreaKind::Force | AreaKind::NonTerritorial)
}

/// Whether a value can be ranked: percentages on small numbers move too far with each offence.
pub(crate) fn is_sound(cell: &Cell, measure: Measure) -> bool {
    cell.value().is_some_and(|value| value.value.is_finite() && !value.is_too_few_for(measure))
}

/// The largest first, then what can not be ranked.
pub(crate) fn by_value(a: &Cell, b: &Cell, measure: Measure) -> Ordering {
    is_sound(b, measure).cmp(&is_sound(a, measure)).then_with(|| compare(a, b, true))
}

/// A place for each sound value; equal ones share one.
pub(crate) fn ranks(cells: &[Option<&Cell>], measure: Measure) -> Vec<Option<Rank>> {
    let number = |cell: &Option<&Cell>| cell.filter(|cell| is_sound(cell, measure)).and_then(Cell::number);
    let numbers: Vec<Option<f64>> = cells.iter().map(number).collect();
    let rank = |own: f64| Rank {
        place: numbers.iter().flatten().filter(|other| **other > own).count() + 1,
        joint: numbers.iter().flatten().filter(|other| **other == own).count() > 1,
    };
    numbers.iter().map(|own| own.map(rank)).collect()
}
