//! Where a curve is drawn and where it is interrupted.

use dataset::{Date, Effect, Quarter};
use query::{Answer, By, Cell, Period, RuleChange, Series};

/// Periods next to each other that a line may join, by their positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// First position.
    pub(crate) first: usize,
    /// Last position.
    pub(crate) last: usize,
    /// Each holds quarters from before and after a break.
    pub(crate) mixed: bool,
}

/// The stretches of a series. A missing value is never bridged, and no line joins what must not be
/// compared: the two sides of a break, or a value that mixes both sides with one that does not.
pub(crate) fn stretches(answer: &Answer, series: &Series) -> Vec<Stretch> {
    let is_drawn = |cell: &Cell| cell.number().is_some_and(f64::is_finite);
    stretches_of(&series.cells, &is_drawn, &answer.periods, answer.query.by, &answer.rule_changes)
}

/// The same for the cells of any row, those that are not drawn taken as missing.
pub(crate) fn stretches_of(
    cells: &[Cell],
    is_drawn: &dyn Fn(&Cell) -> bool,
    periods: &[Period],
    by: By,
    rule_changes: &[RuleChange],
) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let Some(value) = cell.value().filter(|_| is_drawn(cell)) else { continue };
        match stretches.last_mut() {
            Some(stretch)
                if stretch.last + 1 == index
                    && stretch.mixed == value.mixed_rules
                    && !broken(periods, by, rule_changes, index) =>
            {
                stretch.last = index;
            }
            _ => stretches.push(Stretch { first: index, last: index, mixed: value.mixed_rules }),
        }
    }
    stretches
}

/// Whether a break lies between the point at `index` and the one before.
fn broken(periods: &[Period], by: By, rule_changes: &[RuleChange], index: usize) -> bool {
    let after = |index: usize, date: Date| periods.get(index).is_some_and(|period| is_after(by, *period, date));
    rule_changes
        .iter()
        .any(|change| change.effect == Effect::Break && after(index, change.date) && !after(index - 1, change.date))
}

/// Whether the middle of the period's own time lies after the day.
fn is_after(by: By, period: Period, date: Date) -> bool {
    let first: Quarter = if by == By::Year { period.first } else { period.last };
    let middle = f64::from(period.last.since(first) + 1) / 2.0;
    f64::from(date.quarter().since(first)) + date.fraction_of_quarter() <= middle
}
