//! Periods: a quarter, a financial year, or the year ending with a quarter.

use crate::By;
use dataset::Quarter;
use std::fmt;

/// A run of quarters, shown as one point or one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First quarter.
    pub first: Quarter,
    /// Last quarter.
    pub last: Quarter,
}

impl Period {
    /// The quarter alone.
    pub const fn quarter(quarter: Quarter) -> Self {
        Self { first: quarter, last: quarter }
    }

    /// The year that ends with the quarter.
    pub fn year_ending(last: Quarter) -> Self {
        Self { first: last.back(3), last }
    }

    /// The periods of one length that lie wholly between two quarters, both included.
    pub fn between(first: Quarter, last: Quarter, by: By) -> Vec<Self> {
        let years = first.to(last).skip(3).map(Self::year_ending);
        match by {
            By::Quarter => first.to(last).map(Self::quarter).collect(),
            By::Rolling => years.collect(),
            By::Year => years.filter(|year| year.last.financial_quarter() == 4).collect(),
        }
    }

    /// The same period a year earlier.
    #[must_use]
    pub fn year_before(self) -> Self {
        Self { first: self.first.back(4), last: self.last.back(4) }
    }

    /// The quarters, in order.
    pub fn quarters(self) -> impl DoubleEndedIterator<Item = Quarter> + ExactSizeIterator + use<> {
        self.first.to(self.last)
    }

    /// Whether this is one quarter.
    pub fn is_quarter(self) -> bool {
        self.first == self.last
    }

    /// Short form for an axis or a narrow column: `Apr–Jun 2021`, `Mar 2021` for a year ending March 2021.
    pub fn short(self) -> String {
        let month = |name: String| name.get(..3).unwrap_or_default().to_owned();
        let last = month(self.last.last_month_name());
        if self.is_quarter() {
            format!("{}–{last} {}", month(self.first.first_month_name()), self.last.year())
        } else {
            format!("{last} {}", self.last.year())
        }
    }
}

impl fmt::Display for Period {
    /// `April to June 2021`, `year ending March 2021`, or for any other length `April 2014 to June 2023`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_quarter() {
            self.first.fmt(f)
        } else if self.last.since(self.first) == 3 {
            write!(f, "year ending {}", self.last.last_month_name())
        } else {
            write!(f, "{} to {}", self.first.first_month_name(), self.last.last_month_name())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quarter(text: &str) -> Quarter {
        text.parse().unwrap()
    }

    #[test]
    fn only_whole_years_are_years() {
        let years = Period::between(quarter("2014-07"), quarter("2017-01"), By::Year);
        let names: Vec<String> = years.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["year ending March 2016", "year ending March 2017"]);
        assert_eq!(Period::between(quarter("2014-07"), quarter("2015-01"), By::Rolling), []);
        assert_eq!(Period::between(quarter("2014-07"), quarter("2015-04"), By::Rolling).len(), 1);
        assert_eq!(Period::between(quarter("2015-07"), quarter("2015-04"), By::Quarter), []);
    }

    #[test]
    fn a_period_is_named_as_newspapers_name_it() {
        let period = Period { first: quarter("2014-04"), last: quarter("2023-04") };
        assert_eq!(period.to_string(), "April 2014 to June 2023");
        assert_eq!(Period::quarter(quarter("2021-04")).to_string(), "April to June 2021");
        assert_eq!(Period::quarter(quarter("2021-04")).short(), "Apr–Jun 2021");
        assert_eq!(Period::year_ending(quarter("2021-01")).short(), "Mar 2021");
    }
}
