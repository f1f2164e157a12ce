//! Calendar quarters, the grain of the figures.

use std::fmt;
use std::str::FromStr;

/// A quarter of a calendar year, from April to June 1970 or the like up to the year 9999.
///
/// The Home Office counts quarters in financial years, which run from April to March: 2020/21 Q1 is
/// April to June 2020.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use dataset::Quarter;
/// let quarter: Quarter = "2020-04".parse()?;
/// assert_eq!(quarter, Quarter::of_financial_year(2020, 1)?);
/// assert_eq!(quarter.to_string(), "April to June 2020");
/// assert_eq!((quarter + 3).to_string(), "January to March 2021");
/// assert!("2020-05".parse::<Quarter>().is_err());
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(u16);

/// Why a text is not the first month of a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuarterError {
    /// The text is not a month written `YYYY-MM`.
    NotAMonth,
    /// A month, but not one on which a quarter starts (or ends, where an end is wanted).
    NotOnQuarter,
}

impl fmt::Display for QuarterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAMonth => "not a month written as in 2014-04",
            Self::NotOnQuarter => "not on the bounds of a quarter",
        })
    }
}

impl std::error::Error for QuarterError {}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `April` for 4.
pub(crate) fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12) - 1)]
}

impl Quarter {
    /// January to March 1000, the earliest that can be written.
    pub const FIRST: Self = Self(4000);

    /// Quarter `number` (1 is April to June) of the financial year that starts in April of `start_year`.
    ///
    /// # Errors
    /// [`QuarterError::NotOnQuarter`] unless `number` is 1 to 4, [`QuarterError::NotAMonth`] unless the
    /// year has four digits.
    pub fn of_financial_year(start_year: u16, number: u8) -> Result<Self, QuarterError> {
        if !(1..=4).contains(&number) {
            return Err(QuarterError::NotOnQuarter);
        }
        if !(1000..=9998).contains(&start_year) {
            return Err(QuarterError::NotAMonth);
        }
        Ok(Self(start_year * 4 + u16::from(number)))
    }

    /// The quarter whose last month is `text`, written `YYYY-MM`.
    ///
    /// # Errors
    /// [`QuarterError`] if the text is no month or not the last one of a quarter.
    pub fn from_last_month(text: &str) -> Result<Self, QuarterError> {
        let (year, month) = parse_month(text)?;
        if month % 3 != 0 {
            return Err(QuarterError::NotOnQuarter);
        }
        Ok(Self(year * 4 + month / 3 - 1))
    }

    /// The quarter in which a month (1 to 12) of a year lies; [`Self::FIRST`] for a year that has not four digits.
    pub(crate) const fn of_month(year: u16, month: u8) -> Self {
        if year < 1000 || year > 9999 { Self::FIRST } else { Self(year * 4 + (month.saturating_sub(1) / 3) as u16) }
    }

    /// Calendar year in which the quarter lies.
    pub const fn year(self) -> u16 {
        self.0 / 4
    }

    /// First month of the quarter: 1, 4, 7 or 10.
    pub const fn first_month(self) -> u16 {
        self.0 % 4 * 3 + 1
    }

    /// Start year of the financial year in which the quarter lies: 2020 for January to March 2021.
    pub const fn financial_year(self) -> u16 {
        (self.0 - 1) / 4
    }

    /// Number of the quarter in its financial year, 1 (April to June) to 4 (January to March).
    pub const fn financial_quarter(self) -> u16 {
        (self.0 + 3) % 4 + 1
    }

    /// `2014-04`: the month in which the quarter starts, as the address writes it.
    pub fn first_month_text(self) -> String {
        month_text(self.year(), self.first_month())
    }

    /// `2014-06`: the month in which the quarter ends, as the address writes it.
    pub fn last_month_text(self) -> String {
        month_text(self.year(), self.first_month() + 2)
    }

    /// `April 2014`: the month in which the quarter starts.
    pub fn first_month_name(self) -> String {
        format!("{} {}", MONTHS[usize::from(self.first_month() - 1)], self.year())
    }

    /// `June 2014`: the month in which the quarter ends.
    pub fn last_month_name(self) -> String {
        format!("{} {}", MONTHS[usize::from(self.first_month() + 1)], self.year())
    }

    /// Quarters from `earlier` to this one; negative where this one comes first.
    pub fn since(self, earlier: Self) -> i32 {
        i32::from(self.0) - i32::from(earlier.0)
    }

    /// The quarter `quarters` before this one.
    #[must_use]
    pub fn back(self, quarters: u16) -> Self {
        Self(self.0.saturating_sub(quarters))
    }

    /// Every quarter from this one to `last`, both included; none where `last` is earlier.
    pub fn to(self, last: Self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + use<> {
        (self.0..(last.0 + 1).max(self.0)).map(Self)
    }
}

fn parse_month(text: &str) -> Result<(u16, u16), QuarterError> {
    let (year, month) = text.split_once('-').ok_or(QuarterError::NotAMonth)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
        return Err(QuarterError::NotAMonth);
    }
    let year: u16 = year.parse().map_err(|_| QuarterError::NotAMonth)?;
    let month: u16 = month.parse().map_err(|_| QuarterError::NotAMonth)?;
    if !(1000..=9999).contains(&year) || !(1..=12).contains(&month) {
        return Err(QuarterError::NotAMonth);
    }
    Ok((year, month))
}

fn month_text(year: u16, month: u16) -> String {
    format!("{year}-{month:02}")
}

impl FromStr for Quarter {
    type Err = QuarterError;

    /// Reads the first month of a quarter, written `YYYY-MM`.
    fn from_str(text: &str) -> Result<Self, QuarterError> {
        let (year, month) = parse_month(text)?;
        if month % 3 != 1 {
            return Err(QuarterError::NotOnQuarter);
        }
        Ok(Self(year * 4 + month / 3))
    }
}

impl std::ops::Add<u16> for Quarter {
    type Output = Self;

    fn add(self, quarters: u16) -> Self {
        Self(self.0.saturating_add(quarters))
    }
}

impl fmt::Display for Quarter {
    /// `April to June 2021`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = usize::from(self.first_month() - 1);
        write!(f, "{} to {} {}", MONTHS[first], MONTHS[first + 2], self.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_financial_year_runs_from_april_to_march() {
        let months: Vec<String> =
            (1..=4).map(|number| Quarter::of_financial_year(2020, number).unwrap().first_month_text()).collect();
        assert_eq!(months, ["2020-04", "2020-07", "2020-10", "2021-01"]);
        let last = Quarter::of_financial_year(2020, 4).unwrap();
        assert_eq!((last.financial_year(), last.financial_quarter(), last.year()), (2020, 4, 2021));
        assert!(Quarter::of_financial_year(2020, 5).is_err());
        assert!(Quarter::of_financial_year(2020, 0).is_err());
    }

    #[test]
    fn what_is_not_on_a_quarter_is_told_from_what_is_not_a_month() {
        assert_eq!("2014-05".parse::<Quarter>(), Err(QuarterError::NotOnQuarter));
        assert_eq!(Quarter::from_last_month("2014-07"), Err(QuarterError::NotOnQuarter));
        for text in ["", "-", "2014", "2014-4", "2014-13", "2014-00", "0000-01", "+014-04", "２０１４-04"] {
            assert_eq!(text.parse::<Quarter>(), Err(QuarterError::NotAMonth), "{text}");
        }
    }

    proptest! {
        #[test]
        fn months_name_the_quarter_both_ways(year in 1000_u16..9998, number in 1_u8..=4) {
            let quarter = Quarter::of_financial_year(year, number).unwrap();
            prop_assert_eq!(quarter.first_month_text().parse(), Ok(quarter));
            prop_assert_eq!(Quarter::from_last_month(&quarter.last_month_text()), Ok(quarter));
            prop_assert_eq!(quarter.financial_year(), year);
            prop_assert_eq!(quarter.financial_quarter(), u16::from(number));
        }

        #[test]
        fn no_text_is_too_strange_to_refuse(text in ".*") {
            let _ = text.parse::<Quarter>();
            let _ = Quarter::from_last_month(&text);
        }
    }
}
