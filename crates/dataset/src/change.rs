//! What moved the figures other than crime: law, counting rules, missing supply.

use crate::{ForceId, OffenceId, Quarter};
use std::fmt;

/// A day, to place a change between or within quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Calendar year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// Reads `2020-04-01`. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut next = |length: usize| {
            parts.next().filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let date = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        let valid = parts.next().is_none()
            && (1000..=9998).contains(&date.year)
            && (1..=12).contains(&date.month)
            && (1..=31).contains(&date.day);
        valid.then_some(date)
    }

    /// The quarter in which the day lies.
    pub fn quarter(self) -> Quarter {
        Quarter::of_month(self.year, self.month)
    }

    /// How far into its quarter the day lies: 0 on its first day, below 1 on its last.
    pub fn fraction_of_quarter(self) -> f64 {
        let month_of_quarter = f64::from((self.month - 1) % 3);
        (month_of_quarter + f64::from(self.day - 1) / 31.0) / 3.0
    }
}

impl fmt::Display for Date {
    /// `April 2020`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", crate::quarter::month_name(self.month), self.year)
    }
}

/// Which way a change moves the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The offence gets a code of its own: there is nothing before.
    SeriesStart,
    /// More is recorded for the same conduct.
    Rise,
    /// Less is recorded for the same conduct.
    Fall,
    /// Figures before and after are not comparable.
    Break,
    /// Figures were not supplied, or came late.
    Missing,
    /// Context: no direct effect on the figures is known.
    None,
}

/// One change, with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Day from which it holds.
    pub date: Date,
    /// Which way it moves the figures.
    pub effect: Effect,
    /// A few words for a label in a chart.
    pub short: String,
    /// What changed, as a sentence.
    pub what: String,
    /// Where that is written.
    pub source: String,
    /// Offences it concerns; empty where it concerns none of the counts.
    pub offences: Vec<OffenceId>,
    /// The force it concerns, if it concerns one alone.
    pub force: Option<ForceId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lies_in_its_quarter() {
        let date = Date::parse("2023-05-15").unwrap();
        assert_eq!(date.quarter().to_string(), "April to June 2023");
        assert!((date.fraction_of_quarter() - 0.484).abs() < 0.001);
        assert_eq!(date.to_string(), "May 2023");
        assert_eq!(Date::parse("2020-04-01").unwrap().fraction_of_quarter(), 0.0);
        let starts = (1..=12).map(|month| Date { year: 2023, month, day: 1 }.quarter().first_month());
        assert_eq!(starts.collect::<Vec<_>>(), [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10]);
        assert_eq!(Date { year: 50_000, month: 12, day: 1 }.quarter(), Quarter::FIRST);
        for text in ["2023-5-15", "2023-13-01", "2023-05-32", "2023-05", "2023-05-15-1", "yesterday", ""] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
