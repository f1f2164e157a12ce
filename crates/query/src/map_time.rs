//! The slider of the map: which periods it leads through.

use crate::{By, Period, Places, Query};
use dataset::Dataset;

impl Places {
    /// Periods through which the slider leads, oldest first, the chosen one among them: every quarter for a quarter,
    /// every financial year for one, every year ending a quarter for another year, and for any other length the
    /// chosen one alone.
    pub fn periods(query: &Query, dataset: &Dataset) -> Vec<Period> {
        let chosen = query.period(dataset);
        let by = match (chosen.last.since(chosen.first), chosen.last.financial_quarter()) {
            (0, _) => By::Quarter,
            (3, 4) => By::Year,
            (3, _) => By::Rolling,
            _ => return vec![chosen],
        };
        let (first, last) = query.bounds(dataset);
        let mut periods = Period::between(first, last, by);
        // An address may ask for a time that the release or the offence does not have; the map then says so.
        if !periods.contains(&chosen) {
            let at = periods.iter().filter(|period| period.first < chosen.first).count();
            periods.insert(at, chosen);
        }
        periods
    }

    /// Position of the chosen period in [`Self::periods`].
    pub fn position(query: &Query, dataset: &Dataset) -> usize {
        let chosen = query.period(dataset);
        Self::periods(query, dataset).iter().position(|period| *period == chosen).unwrap_or_default()
    }

    /// Length of the chosen period: `quarter`, `year` for a financial year, empty for any other.
    pub fn length(query: &Query, dataset: &Dataset) -> &'static str {
        let chosen = query.period(dataset);
        match (chosen.last.since(chosen.first), chosen.last.financial_quarter()) {
            (0, _) => "quarter",
            (3, 4) => "year",
            _ => "",
        }
    }
}

impl Query {
    /// Sets the period by what the reader does at the map: `map-time` to a position in [`Places::periods`],
    /// `at-length` to `quarter` (the last one of the chosen period) or `year` (the financial year in which the
    /// chosen period ends, or the last whole one there is). Whether it did; what cannot be used changes nothing.
    pub fn choose_map_time(&mut self, key: &str, value: &str, dataset: &Dataset) -> bool {
        let period = match key {
            "map-time" => {
                let position = value.parse::<usize>().ok();
                position.and_then(|position| Places::periods(self, dataset).get(position).copied())
            }
            "at-length" => self.of_length(value, dataset),
            _ => None,
        };
        let Some(period) = period else { return false };
        if period != self.period(dataset) {
            // The period it was compared with need not lie before this one.
            self.against = None;
        }
        self.at = None;
        if period != self.period(dataset) {
            self.at = Some(period);
        }
        true
    }

    fn of_length(&self, length: &str, dataset: &Dataset) -> Option<Period> {
        let chosen = self.period(dataset);
        let (first, last) = self.bounds(dataset);
        match length {
            "quarter" => Some(Period::quarter(chosen.last)),
            "year" => {
                let end = chosen.last + (4 - chosen.last.financial_quarter());
                let years = Period::between(first, last, By::Year);
                years.iter().rev().find(|year| year.last <= end).or(years.first()).copied()
            }
            _ => None,
        }
    }
}
