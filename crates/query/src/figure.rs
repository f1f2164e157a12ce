//! Figures by themselves, for what is said of one area and one period of any length.

use crate::compute::{self, Asked};
use crate::{Cell, Measure, Period, ReleaseChoice, RuleChange};
use dataset::{AreaId, AreaKind, Dataset, Effect, OffenceId};

/// What figures are asked of: an offence in a release.
#[derive(Clone, Copy)]
pub struct Figures<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// The offence.
    pub offence: OffenceId,
    /// The release.
    pub release: ReleaseChoice,
}

impl Figures<'_> {
    /// The value of a measure for an area and a period, or why there is none. A change is the one on a year before.
    pub fn cell(&self, area: AreaId, period: Period, measure: Measure) -> Cell {
        let asked = Asked { dataset: self.dataset, offence: self.offence, release: self.release };
        asked.cell(area, period, measure)
    }

    /// Offences that the 43 territorial forces recorded, without British Transport Police; `None` where one has no
    /// figure.
    pub fn territorial(&self, period: Period) -> Option<i64> {
        let mut sum = 0;
        for area in self.dataset.area_ids() {
            if self.dataset.area(area).kind == AreaKind::Nation {
                sum += self.cell(area, period, Measure::Count).value()?.count;
            }
        }
        Some(sum)
    }

    /// Changes of the rules that lie between the start of one period and the end of a later one, those that make
    /// figures incomparable first.
    pub fn rule_changes(&self, from: Period, to: Period) -> Vec<RuleChange> {
        let mut changes = compute::rule_changes(self.dataset, self.offence, &[from, to]);
        let order = crate::order_by(changes.len(), &mut |a, b| {
            (changes[a].effect != Effect::Break).cmp(&(changes[b].effect != Effect::Break))
        });
        changes = order.into_iter().filter_map(|at| changes.get(at).cloned()).collect();
        changes
    }
}

/// Percent more, or below zero fewer, than before; `None` on nothing, or on less.
pub fn percent_change(before: i64, now: i64) -> Option<f64> {
    (before > 0).then(|| (now - before) as f64 * 100.0 / before as f64)
}

/// Times as many as before; `None` on nothing, or on less.
pub fn times_as_many(before: i64, now: i64) -> Option<f64> {
    (before > 0).then(|| now as f64 / before as f64)
}
