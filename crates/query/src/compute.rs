//! From Query and Dataset to Answer: every sum, rate, share and comparison of the project.

use crate::answer::{Answer, RuleChange, Series};
use crate::cell::{Cell, Reason, Value, Why};
use crate::request::{Measure, Query, ReleaseChoice, View};
use crate::{Period, caption, headline, notes};
use dataset::{Area, AreaId, AreaKind, Change, Dataset, Effect, Figure, Missing, OffenceId, Quarter, ReleaseId};

impl Answer {
    /// Answers the query.
    pub fn to(query: &Query, dataset: &Dataset) -> Self {
        let (first, last) = query.span(dataset);
        let periods = Period::between(first, last, query.by);
        let asked = Asked { dataset, offence: query.offence, release: query.release };
        let series_of = |area: AreaId| Series {
            area,
            name: dataset.area(area).name.clone(),
            cells: periods.iter().map(|period| asked.cell(area, *period, query.measure)).collect(),
        };
        let series: Vec<Series> = query.areas.iter().copied().map(series_of).collect();
        let is_force = |area: AreaId| dataset.area(area).kind == AreaKind::Force;
        // Two thousand cells that no other view shows. A story's own figures are those of the lines.
        let is_of_lines = matches!(query.view, View::Trend | View::Story);
        let context = if is_of_lines && query.areas.iter().copied().any(is_force) {
            dataset.area_ids().filter(|area| is_force(*area) && !query.areas.contains(area)).map(series_of).collect()
        } else {
            Vec::new()
        };
        let rule_changes = rule_changes(dataset, query.offence, &periods);
        let mut answer = Self {
            query: query.clone(),
            title: notes::title(query, dataset),
            subtitle: String::new(),
            sentence: String::new(),
            description: String::new(),
            headline: headline::headline(&asked, query.areas[0]),
            periods,
            series,
            context,
            rule_changes,
            notes: Vec::new(),
        };
        answer.subtitle = notes::subtitle(&answer, dataset);
        answer.sentence = caption::sentence(&answer, dataset);
        answer.description = notes::description(&answer, dataset);
        answer.notes = notes::notes(&answer, dataset);
        answer
    }
}

/// Changes that move the counts of the offence and that the periods cross.
pub(crate) fn rule_changes(dataset: &Dataset, offence: OffenceId, periods: &[Period]) -> Vec<RuleChange> {
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else { return Vec::new() };
    dataset
        .changes()
        .iter()
        .enumerate()
        .filter(|(_, change)| {
            matches!(change.effect, Effect::Rise | Effect::Fall | Effect::Break)
                && change.offences.contains(&offence)
                && crosses(change, first.first, last.last)
        })
        .enumerate()
        .map(|(index, (position, change))| RuleChange {
            number: index + 1,
            change: u8::try_from(position).unwrap_or(u8::MAX),
            date: change.date,
            effect: change.effect,
            short: change.short.clone(),
        })
        .collect()
}

/// Whether some of the time from `first` to `last` lies before the change and some after.
fn crosses(change: &Change, first: Quarter, last: Quarter) -> bool {
    let quarter = change.date.quarter();
    let on_bound = change.date.fraction_of_quarter() == 0.0;
    quarter <= last && if on_bound { first < quarter } else { first <= quarter }
}

/// Offence and release, of which cells are asked.
pub(crate) struct Asked<'a> {
    pub(crate) dataset: &'a Dataset,
    pub(crate) offence: OffenceId,
    pub(crate) release: ReleaseChoice,
}

/// A count and the newest release in it.
#[derive(Clone, Copy)]
struct Count {
    count: i64,
    release: ReleaseId,
}

impl Asked<'_> {
    /// The value of a measure for an area and a period.
    pub(crate) fn cell(&self, area: AreaId, period: Period, measure: Measure) -> Cell {
        match self.value(area, period, measure) {
            Ok(value) => Cell::Value(value),
            Err(reason) => Cell::Missing(reason),
        }
    }

    fn value(&self, area: AreaId, period: Period, measure: Measure) -> Result<Value, Reason> {
        let Count { count, release } = self.count(area, period)?;
        let (value, base) = match measure {
            Measure::Count => (count as f64, None),
            Measure::Rate => {
                let residents = self.residents(area, period)?;
                (count as f64 * 1_000.0 / residents as f64, Some(residents))
            }
            Measure::Share => {
                let all_crime = self.all_crime(area, period)?;
                (count as f64 * 100.0 / all_crime as f64, Some(all_crime))
            }
            Measure::Change => {
                let before = self.year_before(area, period)?;
                ((count - before) as f64 * 100.0 / before as f64, Some(before))
            }
        };
        let mixed_rules = self.breaks().any(|(_, change)| crosses(change, period.first, period.last));
        Ok(Value { value, count, base, release, mixed_rules })
    }

    /// Offences recorded, added up over quarters and forces. One missing part leaves the whole missing:
    /// a sum of what happens to be there would look like a fall.
    fn count(&self, area: AreaId, period: Period) -> Result<Count, Reason> {
        let area = self.dataset.area(area);
        let mut sum: Option<Count> = None;
        let mut missing: Option<Why> = None;
        let mut several_causes = false;
        for quarter in period.quarters() {
            match self.quarter(area, quarter) {
                Ok(part) => {
                    let so_far = sum.map_or(0, |sum| sum.count);
                    let newest = sum.map_or(part.release, |sum| sum.release.max(part.release));
                    sum = Some(Count { count: so_far + part.count, release: newest });
                }
                Err(why) => {
                    several_causes |= missing.is_some_and(|first| first != why);
                    missing = missing.or(Some(why));
                }
            }
        }
        match (missing, sum) {
            (None, Some(sum)) => Ok(sum),
            (Some(why), sum) => Err(Reason { part: sum.is_some() || several_causes, ..Reason::whole(why) }),
            (None, None) => Err(Reason::whole(Why::NoRelease)),
        }
    }

    fn quarter(&self, area: &Area, quarter: Quarter) -> Result<Count, Why> {
        let release = self.release_of(quarter)?;
        let mut count = 0;
        for force in &area.forces {
            match self.dataset.recorded(release, self.offence, *force, quarter) {
                Figure::Count(part) => count += i64::from(part),
                Figure::Missing(missing) => return Err(self.why(missing, release, area)),
            }
        }
        Ok(Count { count, release })
    }

    fn release_of(&self, quarter: Quarter) -> Result<ReleaseId, Why> {
        if !self.dataset.offence(self.offence).is_counted_in(quarter) {
            return Err(Why::NotApplicable(self.offence));
        }
        match self.release {
            ReleaseChoice::One(release) => Ok(release),
            ReleaseChoice::Latest => self.dataset.newest_release_of(self.offence, quarter).ok_or(Why::NoRelease),
        }
    }

    fn why(&self, missing: Missing, release: ReleaseId, area: &Area) -> Why {
        match missing {
            Missing::NotApplicable => Why::NotApplicable(self.offence),
            Missing::OutsideRelease => Why::OutsideRelease(release),
            Missing::NotHeld => Why::NotHeld,
            Missing::Absent => Why::Absent,
            Missing::NotSupplied(absence) => {
                // Where no force of the area is there, the sum is as absent as its parts. The absence is one
                // of the quarter in question: the release gives no other as the reason for a hole.
                let absent = self.dataset.release(release).absences.get(usize::from(absence));
                let whole = absent.is_some_and(|absent| area.forces.iter().all(|force| absent.forces.contains(force)));
                if whole { Why::NotSupplied(release, absence) } else { Why::IncompleteSum(release, absence) }
            }
        }
    }

    /// Residents of the area by the mid-year estimate of the year in which the period starts.
    fn residents(&self, area: AreaId, period: Period) -> Result<i64, Reason> {
        let area = self.dataset.area(area);
        if let Some(force) = area.force()
            && self.dataset.force(force).no_rate.is_some()
        {
            return Err(Reason::whole(Why::NoRate(force)));
        }
        let year = period.first.year();
        let mut sum = 0;
        for force in area.forces.iter().filter(|force| self.dataset.has_residents(**force)) {
            let residents = self.dataset.residents(*force, year);
            sum += i64::from(residents.ok_or(Reason::whole(Why::NoPopulation(year)))?);
        }
        if sum > 0 { Ok(sum) } else { Err(Reason::whole(Why::NoPopulation(year))) }
    }

    /// All crime recorded by the area's forces, from the same release as the count of each quarter.
    fn all_crime(&self, area: AreaId, period: Period) -> Result<i64, Reason> {
        let mut sum = 0;
        for quarter in period.quarters() {
            let release = self.release_of(quarter).map_err(Reason::whole)?;
            for force in &self.dataset.area(area).forces {
                let all_crime = self.dataset.all_crime(release, *force, quarter);
                sum += i64::from(all_crime.ok_or(Reason::whole(Why::NoAllCrime(release)))?);
            }
        }
        if sum > 0 { Ok(sum) } else { Err(Reason::whole(Why::NothingRecorded)) }
    }

    fn year_before(&self, area: AreaId, period: Period) -> Result<i64, Reason> {
        let before = period.year_before();
        if let Some((position, _)) = self.breaks().find(|(_, change)| crosses(change, before.first, period.last)) {
            return Err(Reason::whole(Why::NotComparable(position)));
        }
        let count = self.count(area, before).map_err(|reason| Reason { before: true, ..reason })?.count;
        if count > 0 { Ok(count) } else { Err(Reason::whole(Why::NothingBefore)) }
    }

    /// Changes across which the offence's figures must not be compared.
    fn breaks(&self) -> impl Iterator<Item = (u8, &Change)> {
        self.dataset
            .changes()
            .iter()
            .enumerate()
            .filter(|(_, change)| change.effect == Effect::Break && change.offences.contains(&self.offence))
            .filter_map(|(position, change)| Some((u8::try_from(position).ok()?, change)))
    }
}
