//! Where a curve is drawn and where it is interrupted.

use dataset::{Date, Effect, Quarter};
use query::{Answer, By, Period, Series};

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
    let mut stretches: Vec<Stretch> = Vec::new();
    let breaks: Vec<Date> =
        answer.rule_changes.iter().filter(|change| change.effect == Effect::Break).map(|change| change.date).collect();
    for (index, cell) in series.cells.iter().enumerate() {
        let Some(value) = cell.value().filter(|value| value.value.is_finite()) else { continue };
        match stretches.last_mut() {
            Some(stretch)
                if stretch.last + 1 == index
                    && stretch.mixed == value.mixed_rules
                    && !broken(answer, &breaks, index) =>
            {
                stretch.last = index;
            }
            _ => stretches.push(Stretch { first: index, last: index, mixed: value.mixed_rules }),
        }
    }
    stretches
}

/// Whether a break lies between the point at `index` and the one before.
fn broken(answer: &Answer, breaks: &[Date], index: usize) -> bool {
    let by = answer.query.by;
    let after = |index: usize, date: Date| answer.periods.get(index).is_some_and(|period| is_after(by, *period, date));
    breaks.iter().any(|date| after(index, *date) && !after(index - 1, *date))
}

/// Whether the middle of the period's own time lies after the day.
fn is_after(by: By, period: Period, date: Date) -> bool {
    let first: Quarter = if by == By::Year { period.first } else { period.last };
    let middle = f64::from(period.last.since(first) + 1) / 2.0;
    f64::from(date.quarter().since(first)) + date.fraction_of_quarter() <= middle
}
