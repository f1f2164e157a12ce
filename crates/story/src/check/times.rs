//! Times as journalists write them: `in 2020-21`, `the year to March 2021`, `between April and September last year`,
//! `the previous year`, `since records began in 2014-15`.

use super::tokens::{Kind, Text, letters};
use dataset::{Dataset, Quarter};
use query::{Period, words};
use std::ops::Range;

/// Whole months, both included, counted from January of the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// First month.
    pub first: u32,
    /// Last month.
    pub last: u32,
}

impl Time {
    #[cfg(test)]
    const fn month(year: u32, month: u32) -> Self {
        let month = year * 12 + month - 1;
        Self { first: month, last: month }
    }

    const fn year(year: u32) -> Self {
        Self { first: year * 12, last: year * 12 + 11 }
    }

    const fn financial_year(start: u32) -> Self {
        Self { first: start * 12 + 3, last: start * 12 + 14 }
    }

    const fn ending(last: u32, months: u32) -> Self {
        Self { first: last + 1 - months, last }
    }

    /// The months of a period.
    pub fn of(period: Period) -> Self {
        let month = |quarter: Quarter| u32::from(quarter.year()) * 12 + u32::from(quarter.first_month()) - 1;
        Self { first: month(period.first), last: month(period.last) + 2 }
    }

    /// The period, where it starts and ends on the bounds of quarters: the figures are by quarter.
    pub fn period(self) -> Option<Period> {
        let quarter = |month: u32| {
            let quarters = u16::try_from((month / 3).checked_sub(4_000)?).ok()?;
            (quarters < 36_000).then(|| Quarter::FIRST + quarters)
        };
        if !self.first.is_multiple_of(3) || self.last % 3 != 2 || self.last < self.first {
            return None;
        }
        Some(Period { first: quarter(self.first)?, last: quarter(self.last)? })
    }

    /// Months in it.
    pub const fn months(self) -> u32 {
        (self.last + 1).saturating_sub(self.first)
    }

    pub(crate) const fn shifted(self, years: i32) -> Self {
        let months = years.unsigned_abs() * 12;
        if years < 0 {
            Self { first: self.first.saturating_sub(months), last: self.last.saturating_sub(months) }
        } else {
            Self { first: self.first + months, last: self.last + months }
        }
    }

    /// In words: `year ending March 2021`, `April 2021`, `April to September 2021`.
    pub fn name(self) -> String {
        let month = |month: u32| MONTHS.get((month % 12) as usize).copied().map(words::capitalised).unwrap_or_default();
        let year = |month: u32| (month / 12).to_string();
        if self.months() == 12 && self.first.is_multiple_of(12) {
            return ["calendar year ", &year(self.first)].concat();
        }
        if self.months() == 12 {
            return ["year ending ", &month(self.last), " ", &year(self.last)].concat();
        }
        let end = [month(self.last), " ".to_owned(), year(self.last)].concat();
        if self.first == self.last {
            return end;
        }
        let start = if self.first / 12 == self.last / 12 { String::new() } else { [" ", &year(self.first)].concat() };
        [&month(self.first), &start, " to ", &end].concat()
    }

    /// As a list's value and the address write it: `2020-04..2021-03`.
    pub fn to_text(self) -> String {
        let month = |month: u32| {
            let number = month % 12 + 1;
            [(month / 12).to_string().as_str(), if number < 10 { "-0" } else { "-" }, &number.to_string()].concat()
        };
        [&month(self.first), "..", &month(self.last)].concat()
    }

    /// Reads what [`Self::to_text`] writes.
    pub fn from_text(text: &str) -> Option<Self> {
        let month = |text: &str| {
            let (year, month) = text.split_once('-')?;
            let (year, month): (u32, u32) = (year.parse().ok()?, month.parse().ok()?);
            ((1_900..=2_200).contains(&year) && (1..=12).contains(&month)).then(|| year * 12 + month - 1)
        };
        let (first, last) = words::split_once(text, "..")?;
        let time = Self { first: month(first)?, last: month(last)? };
        (time.first <= time.last).then_some(time)
    }
}

/// A time in a text, which may hang on other times.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// Tokens it takes.
    pub(crate) tokens: Range<usize>,
    /// What it says.
    pub(crate) saying: Saying,
}

/// What a text says of a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Saying {
    /// A time of its own.
    Fixed(Time),
    /// One of its own, that may also be meant to be another.
    Either(Time, Time),
    /// From one time to another: `between 2018-19 and 2019-20`.
    Between(Time, Time),
    /// From a month on, to an end that is not said.
    Since(u32),
    /// Since records began.
    SinceRecords,
    /// Months of a year that hangs on other times: first and last month of a year, 1 to 12.
    Months(u32, u32, Year),
    /// A calendar year that hangs on the article's date.
    LastYear,
    /// The calendar year of the article, so far.
    ThisYear,
    /// The financial year before the one in which the article was written.
    LastFinancialYear,
    /// As long a time, so many years later than the one that was named last.
    Shifted(i32),
    /// The months of the one that was named last, in another year.
    SameMonths(u32),
    /// The one that was named last.
    Same,
}

/// A year that hangs on other times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    /// `last year`.
    Last,
    /// `this year`.
    This,
    /// `the same year`, or none is named.
    Same,
    /// `the previous year`.
    Previous,
}

/// Month in which the figures begin: April 2014, when stalking got a code of its own.
const RECORDS_BEGAN: u32 = 2014 * 12 + 3;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const LENGTHS: &[(&str, u32)] = &[
    ("year", 12),
    ("12 months", 12),
    ("twelve months", 12),
    ("12 - month period", 12),
    ("nine months", 9),
    ("six months", 6),
    ("half year", 6),
    ("three months", 3),
    ("quarter", 3),
    ("financial year", 12),
    ("years", 0),
];
const ENDING: &str = "to the end of|ending in|ending|ended|to|up to|until";
const BEFORE: &str = "the previous financial year|the previous 12 months|the previous twelve months|the preceding 12 months|\
     the 12 months before|the twelve months before|the previous year|the preceding year|the year before|\
     the year previous|the year earlier|the prior year|a year before|a year earlier|a year previously|\
     12 months earlier|12 months before|12 months previously|previous year|year earlier|year before";
const AFTER: &str = "the following financial year|the following 12 months|the following year|the next year|the year after|\
     a year later|12 months later|a year on";
const SAME: &str = "that year|that period|that quarter|that time|the same year|the same 12 months";
/// With a year after them, of that year; alone, the one that was named last.
const SAME_OF: &str =
    "the same period|the same quarter|the same three months|the same six months|the same months|the same time";
/// Words with which a time starts, beside numbers and months.
const STARTS: &str = "the|a|last|this|that|so|year|quarter|six|three|nine|twelve|previous|first|second|third|fourth|final|financial|half|end";
/// Words after which a bare year is one.
const PREPOSITIONS: &str = "in|during|for|of|by|than|throughout|and|against|with|to";
/// Words that follow "the" and "a" where a time starts, beside numbers.
const AFTER_THE: &str = "same|previous|preceding|twelve|year|prior|following|next|last|past|first|second|third|fourth|\
                         final|quarter|six|three|nine|financial|half|end|start|beginning";
const STARTS_START: u32 = letters(STARTS) | letters(PREPOSITIONS);
const MONTHS_START: u32 = letters("j|f|m|a|s|o|n|d");
const BEGAN: &str = "records began|records started|recording began|figures began|counting began";

/// The time that starts at a token, up to `end`.
pub(crate) fn read(text: &Text, at: usize, end: usize) -> Option<Mention> {
    let (saying, next) = saying(text, at).filter(|(_, next)| *next <= end)?;
    Some(Mention { tokens: at..next, saying })
}

fn saying(text: &Text, at: usize) -> Option<(Saying, usize)> {
    if text.word(at) == "since" {
        return since(text, at + 1);
    }
    if text.any(at, "between|from")
        && let Some(found) = span(text, at + 1)
    {
        return Some(found);
    }
    // Most words start no time, and most that can are not followed by one: a look at the next one tells.
    let is_number = text.number(at).is_some();
    if !is_number && !text.may_be(at, STARTS_START | MONTHS_START) || is_number && !may_follow(text, at) {
        return None;
    }
    if text.any(at, PREPOSITIONS) {
        return bare_year(text, at);
    }
    if text.any(at, "the|a") && text.number(at + 1).is_none() && !text.any(at + 1, AFTER_THE) {
        return None;
    }
    if !is_number && month(text, at).is_none() && !text.any(at, STARTS) {
        return None;
    }
    length_ending(text, at)
        .or_else(|| part_of_year(text, at))
        .or_else(|| months(text, at, false))
        .or_else(|| financial_year(text, at))
        .or_else(|| relative(text, at))
        .or_else(|| {
            month_of_year(text, at).map(|(month, next)| (Saying::Fixed(Time { first: month, last: month }), next))
        })
        .or_else(|| bare_year(text, at))
}

/// Whether what comes after a number can make it a time: `12 months`, `12-month`, `31st March`, `2020/21`.
fn may_follow(text: &Text, at: usize) -> bool {
    let next = at + 1;
    text.tokens.get(next).is_some_and(|token| match token.kind {
        Kind::Word => text.any(next, "months|month|st|nd|rd|th") || month(text, next).is_some(),
        Kind::Number { .. } => false,
        Kind::Mark => year_number(text, at).is_some() || text.word(next) == "-" && text.any(next + 1, "month|months"),
    })
}

/// A number that can be a year.
fn year_number(text: &Text, at: usize) -> Option<u32> {
    match text.tokens.get(at)?.kind {
        Kind::Number { value, decimals: 0, digits: 4, separated: false } if (1_990.0..2_100.0).contains(&value) => {
            Some(value as u32)
        }
        _ => None,
    }
}

/// `2020-21`, `2020/21`, `2020-2021`; `the financial year 2020/21`.
fn financial_year(text: &Text, at: usize) -> Option<(Saying, usize)> {
    let named = text.phrases(at, "the financial year|financial year").unwrap_or_default();
    let (start, next) = years(text, at + named)?;
    Some((Saying::Fixed(Time::financial_year(start)), next))
}

/// First calendar year of a financial one, and the token after it.
fn years(text: &Text, at: usize) -> Option<(u32, usize)> {
    let start = year_number(text, at)?;
    let joined = text.any(at + 1, "-|/|–|‑|−");
    let next = match text.tokens.get(at + 2)?.kind {
        Kind::Number { value, decimals: 0, digits: 2 | 4, separated: false } if joined => value as u32,
        _ => return None,
    };
    (next == start + 1 || next == (start + 1) % 100).then_some((start, at + 3))
}

/// The month's number, 1 to 12. `may` must have a capital or a year beside it.
fn month(text: &Text, at: usize) -> Option<u32> {
    let word = text.word(at);
    let short = |name: &&str| {
        *name == word || (word.len() == 3 && name.starts_with(word)) || (word == "sept" && name.starts_with("sept"))
    };
    let number = MONTHS.iter().position(short)?;
    text.is_large(at).then(|| u32::try_from(number).unwrap_or_default() + 1)
}

/// A month with an optional day and the end of it, and the token after it.
fn month_with_day(text: &Text, at: usize) -> Option<(u32, usize)> {
    let mut next = at + text.phrases(at, "the end of|end of|the start of|the beginning of").unwrap_or_default();
    let day = |at: usize| text.number(at).is_some_and(|day| (1.0..=31.0).contains(&day) && day.fract() == 0.0);
    if day(next) {
        next += 1;
        if text.any(next, "st|nd|rd|th") && text.glued(next) {
            next += 1;
        }
    }
    let month = month(text, next)?;
    next += 1;
    // "March 31, 2021"
    if day(next) && !text.glued(next) && year_number(text, next).is_none() {
        let after = if text.word(next + 1) == "," { next + 2 } else { next + 1 };
        if year_number(text, after).is_some() {
            next = after;
        }
    }
    Some((month, next))
}

/// A month of a year, counted from the year 0, and the token after it.
fn month_of_year(text: &Text, at: usize) -> Option<(u32, usize)> {
    let (month, next) = month_with_day(text, at)?;
    let next = if text.any(next, ",|of") { next + 1 } else { next };
    let year = year_number(text, next)?;
    Some((year * 12 + month - 1, next + 1))
}

/// `year to March 2021`, `12 months ending March 2021`, `quarter to June 2023`.
fn length_ending(text: &Text, at: usize) -> Option<(Saying, usize)> {
    let start = at + text.phrases(at, "the|a").unwrap_or_default();
    let (length, months) = LENGTHS.iter().find_map(|(words, months)| Some((text.phrase(start, words)?, *months)))?;
    if months == 0 {
        return None;
    }
    let next = start + length;
    let next = next + text.phrases(next, ENDING)?;
    if let Some((last, after)) = month_of_year(text, next) {
        return Some((Saying::Fixed(Time::ending(last, months)), after));
    }
    let (last, after) = month_with_day(text, next)?;
    let (year, after) = year_in_words(text, after)?;
    let first = if last >= months { last + 1 - months } else { last + 13 - months };
    (last >= months || months == 12).then_some((Saying::Months(first, last, year), after))
}

/// `the first quarter of 2021`, `the first six months of 2021/22`, `the second half of 2020`.
fn part_of_year(text: &Text, at: usize) -> Option<(Saying, usize)> {
    let start = at + text.phrases(at, "the").unwrap_or_default();
    let number = ["first", "second", "third", "fourth"].iter().position(|word| *word == text.word(start));
    let last = text.any(start, "last|final");
    let (length, months) = [("quarter", 3), ("three months", 3), ("six months", 6), ("half", 6), ("nine months", 9)]
        .iter()
        .find_map(|(words, months)| Some((text.phrase(start + 1, words)?, *months)))?;
    let number = match number {
        Some(number) => u32::try_from(number).unwrap_or_default(),
        None if last => 12 / months - 1,
        None => return None,
    };
    let skip = number * months;
    let next = start + 1 + length;
    let next = next + text.phrases(next, "of the financial year|of|in")?;
    if skip + months > 12 {
        return None;
    }
    let of = |time: Time| Time { first: time.first + skip, last: time.first + skip + months - 1 };
    if let Some((start, after)) = years(text, next) {
        return Some((Saying::Fixed(of(Time::financial_year(start))), after));
    }
    if let Some(year) = year_number(text, next) {
        return Some((Saying::Either(of(Time::year(year)), of(Time::financial_year(year))), next + 1));
    }
    let (year, after) = year_in_words(text, next)?;
    Some((Saying::Months(skip + 1, skip + months, year), after))
}

/// `April to September 2021`, and after `between` or `from` also `April and September last year`.
fn months(text: &Text, at: usize, opened: bool) -> Option<(Saying, usize)> {
    let (first, next) = month_with_day(text, at)?;
    let (own_year, next) = match year_number(text, next) {
        Some(year) => (Some(year), next + 1),
        None => (None, next),
    };
    let joined = text.any(next, "to|-|–|until|through") || (opened && text.word(next) == "and");
    if !joined {
        return None;
    }
    let (last, next) = month_with_day(text, next + 1)?;
    let after = next + usize::from(text.word(next) == ",");
    if let Some(year) = year_number(text, after) {
        let first_year = own_year.unwrap_or(if first > last { year - 1 } else { year });
        let time = Time { first: first_year * 12 + first - 1, last: year * 12 + last - 1 };
        return (time.first <= time.last).then_some((Saying::Fixed(time), after + 1));
    }
    if let Some((year, after)) = year_in_words(text, next) {
        return (first <= last).then_some((Saying::Months(first, last, year), after));
    }
    (opened && first <= last).then_some((Saying::Months(first, last, Year::Same), next))
}

/// After `between` or `from`: months, or two years.
fn span(text: &Text, at: usize) -> Option<(Saying, usize)> {
    if let Some(found) = months(text, at, true) {
        return Some(found);
    }
    let either = |at: usize| {
        let phrase = text.phrases(at, "the").unwrap_or_default();
        if let Some((start, next)) = years(text, at) {
            return Some((Time::financial_year(start), next));
        }
        if let Some(year) = year_number(text, at) {
            return Some((Time::year(year), at + 1));
        }
        match length_ending(text, at + phrase)? {
            (Saying::Fixed(time), next) => Some((time, next)),
            _ => None,
        }
    };
    let (first, next) = either(at)?;
    if !text.any(next, "and|to") {
        return None;
    }
    let (last, next) = either(next + 1)?;
    (first.first < last.first && first.months() == last.months()).then_some((Saying::Between(first, last), next))
}

fn year_in_words(text: &Text, at: usize) -> Option<(Year, usize)> {
    let at = at + text.phrases(at, "of|in").unwrap_or_default();
    let years = [
        (Year::Last, "last year"),
        (Year::This, "this year"),
        (Year::Same, "that year"),
        (Year::Same, "the same year"),
        (Year::Previous, "the previous year"),
        (Year::Previous, "the year before"),
    ];
    years.iter().find_map(|(year, words)| Some((*year, at + text.phrase(at, words)?)))
}

/// After `since`: `records began in 2014-15`, `April 2014`, `2014`.
fn since(text: &Text, at: usize) -> Option<(Saying, usize)> {
    if let Some(length) = text.phrases(at, BEGAN) {
        let next = at + length;
        let next = next + text.phrases(next, ", in|in").unwrap_or_default();
        return Some(from(text, next).unwrap_or((Saying::SinceRecords, at + length)));
    }
    from(text, at)
}

fn from(text: &Text, at: usize) -> Option<(Saying, usize)> {
    if let Some((start, next)) = years(text, at) {
        return Some((Saying::Since(Time::financial_year(start).first), next));
    }
    if let Some((month, next)) = month_of_year(text, at) {
        // "from April 2014 to June 2023" is read elsewhere; "since April 2014 to" likewise has an end.
        if text.any(next, "to|and")
            && let Some((last, after)) = month_of_year(text, next + 1)
        {
            return Some((Saying::Fixed(Time { first: month, last }), after));
        }
        return Some((Saying::Since(month), next));
    }
    year_number(text, at).map(|year| (Saying::Since(year * 12), at + 1))
}

fn relative(text: &Text, at: usize) -> Option<(Saying, usize)> {
    // "the same quarter of 2020", "the same three months a year earlier".
    if let Some(length) = text.phrases(at, SAME_OF) {
        let alone = at + length;
        let next = alone + text.phrases(alone, "of|in").unwrap_or_default();
        if let Some(length) = text.phrases(next, BEFORE).or_else(|| text.phrases(next, "last year")) {
            return Some((Saying::Shifted(-1), next + length));
        }
        if let Some((start, after)) = years(text, next) {
            return Some((Saying::SameMonths(start), after));
        }
        return Some(match year_number(text, next) {
            Some(year) => (Saying::SameMonths(year), next + 1),
            None => (Saying::Same, alone),
        });
    }
    let shifted = text.phrases(at, BEFORE).map(|length| (Saying::Shifted(-1), at + length));
    let shifted = shifted.or_else(|| text.phrases(at, AFTER).map(|length| (Saying::Shifted(1), at + length)));
    let shifted = shifted.or_else(|| text.phrases(at, SAME).map(|length| (Saying::Same, at + length)));
    shifted
        .or_else(|| {
            let words = "the last financial year|last financial year|the past financial year";
            text.phrases(at, words).map(|length| (Saying::LastFinancialYear, at + length))
        })
        .or_else(|| text.phrases(at, "last year").map(|length| (Saying::LastYear, at + length)))
        .or_else(|| text.phrases(at, "so far this year|this year").map(|length| (Saying::ThisYear, at + length)))
}

/// A year after a word that makes it a time.
fn bare_year(text: &Text, at: usize) -> Option<(Saying, usize)> {
    if !text.any(at, "in|during|for|of|throughout|by|than|and|against|with|to") {
        return None;
    }
    let year = year_number(text, at + 1)?;
    // "in 2021 offences" would be a count without its comma; a mark or a further number is no year either.
    if text.any(at + 2, "offences|cases|crimes|-|/|–") || text.word(at) == "to" && text.word(at + 2) != "." {
        return None;
    }
    // Beside the calendar year, police figures have a financial one that starts in it.
    Some((Saying::Either(Time::year(year), Time::financial_year(year)), at + 2))
}

/// What a time hangs on.
#[derive(Clone, Copy)]
pub(crate) struct Around {
    /// The time that was named last.
    pub(crate) anchor: Option<Time>,
    /// Month of the article, counted from the year 0.
    pub(crate) dated: Option<u32>,
    /// Latest month that the sentence names.
    pub(crate) end: Option<u32>,
    /// Latest month of which the figures here have anything.
    pub(crate) latest: u32,
}

/// A time, and what was assumed to find it.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub(crate) time: Time,
    /// Where it starts from, for a change over more than a year.
    pub(crate) base: Option<Time>,
    /// What else may be meant.
    pub(crate) other: Option<Time>,
    /// What was assumed.
    pub(crate) guess: Option<&'static str>,
    /// The time stands by itself, so that others may hang on it.
    pub(crate) is_anchor: bool,
}

impl Resolved {
    fn of(time: Time) -> Self {
        Self { time, base: None, other: None, guess: None, is_anchor: true }
    }

    fn guessed(time: Time, guess: &'static str) -> Self {
        Self { guess: Some(guess), is_anchor: false, ..Self::of(time) }
    }
}

const BY_DATE: &str = "by the date of the article";
const BY_TEXT: &str = "from the period that the text named before";
const OPEN_END: &str = "up to the last month that the sentence names";
const OPEN_LATEST: &str = "up to the latest figures here, as no end is named";
const OPEN_DATED: &str =
    "up to the latest quarter of which figures were out by the date of the article, as no end is named";
/// Months from the end of a quarter to the month in which its figures come out: those to September in January.
const OUT_AFTER: u32 = 4;

pub(crate) fn resolve(saying: Saying, around: &Around) -> Option<Resolved> {
    let year_of = |month: u32| month / 12;
    Some(match saying {
        Saying::Fixed(time) => Resolved::of(time),
        Saying::Either(time, other) => Resolved { other: Some(other), ..Resolved::of(time) },
        Saying::Between(first, last) => Resolved { base: Some(first), other: None, ..Resolved::of(last) },
        Saying::Since(first) => open(first, around)?,
        Saying::SinceRecords => open(RECORDS_BEGAN, around)?,
        Saying::Months(first, last, year) => {
            let at = |year: u32| Time { first: year * 12 + first - 1, last: year * 12 + last - 1 };
            match (year, around.dated, around.anchor) {
                (Year::Last, Some(dated), _) => Resolved::guessed(at(year_of(dated).checked_sub(1)?), BY_DATE),
                (Year::This, Some(dated), _) => Resolved::guessed(at(year_of(dated)), BY_DATE),
                (Year::Previous, _, Some(anchor)) => {
                    Resolved::guessed(at(year_of(anchor.last).checked_sub(1)?), BY_TEXT)
                }
                (Year::Same, _, Some(anchor)) => Resolved::guessed(at(year_of(anchor.last)), BY_TEXT),
                // Without a date, months of "last year" after a year that was named follow it.
                (Year::Last, None, Some(anchor)) => Resolved::guessed(
                    at(year_of(anchor.last) + u32::from(first <= anchor.last % 12 + 1)
                        - u32::from(first <= anchor.last % 12)),
                    BY_TEXT,
                ),
                _ => return None,
            }
        }
        Saying::LastYear => {
            let year = year_of(around.dated?).checked_sub(1)?;
            let resolved = Resolved::guessed(Time::year(year), BY_DATE);
            Resolved { other: last_financial_year(around.dated?), is_anchor: true, ..resolved }
        }
        Saying::ThisYear => return None,
        Saying::LastFinancialYear => {
            let time = last_financial_year(around.dated?)?;
            Resolved { is_anchor: true, ..Resolved::guessed(time, BY_DATE) }
        }
        Saying::Shifted(years) => Resolved::guessed(around.anchor?.shifted(years), BY_TEXT),
        Saying::SameMonths(year) => {
            let anchor = around.anchor?;
            let years = i32::try_from(year).ok()? - i32::try_from(year_of(anchor.first)).ok()?;
            Resolved::guessed(anchor.shifted(years), BY_TEXT)
        }
        Saying::Same => Resolved::guessed(around.anchor?, BY_TEXT),
    })
}

fn open(first: u32, around: &Around) -> Option<Resolved> {
    let within = |end: &u32| *end > first;
    // No article counts what happened after it.
    let out_by_then = around.dated.and_then(|dated| last_quarter_end(dated.checked_sub(OUT_AFTER)?));
    let (last, guess) = match (around.end.filter(within), out_by_then) {
        (Some(end), _) => (end, OPEN_END),
        (None, Some(end)) if end < around.latest => (end, OPEN_DATED),
        (None, _) => (around.latest, OPEN_LATEST),
    };
    (last > first).then(|| Resolved::guessed(Time { first, last }, guess))
}

/// The last month of the latest quarter that was over at the end of a month.
fn last_quarter_end(month: u32) -> Option<u32> {
    (month + 1).checked_sub((month + 1) % 3)?.checked_sub(1)
}

/// The last financial year that was over in a month.
fn last_financial_year(dated: u32) -> Option<Time> {
    Some(Time::financial_year(dated.checked_sub(3)?.checked_div(12)?.checked_sub(1)?))
}

/// The latest month of which any release has figures of every force: where a time without an end ends.
pub(crate) fn latest(dataset: &Dataset) -> u32 {
    let asked = query::Query::default_for(dataset);
    let year = asked.period(dataset).last;
    let whole = |release: &&dataset::Release| release.covers(year);
    let last = dataset.releases().iter().filter(whole).map(|release| release.to).max().unwrap_or(year);
    Time::of(Period::quarter(last)).last
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first time in a text, in an article of March 2022 that named the year ending March 2021 before.
    fn first(words: &str) -> Option<String> {
        let text = Text::of(words);
        let end = text.tokens.len();
        let around = Around {
            anchor: Some(Time::financial_year(2020)),
            dated: Some(2022 * 12 + 2),
            end: None,
            latest: 2023 * 12 + 5,
        };
        let mention = (0..end).find_map(|at| read(&text, at, end))?;
        resolve(mention.saying, &around).map(|found| found.time.to_text())
    }

    #[test]
    fn times_of_their_own() {
        let cases = [
            ("in 2020-21", "2020-04..2021-03"),
            ("in 2020/21", "2020-04..2021-03"),
            ("2020–2021", "2020-04..2021-03"),
            ("in the year to March 2021", "2020-04..2021-03"),
            ("year ending March 2021", "2020-04..2021-03"),
            ("in the year ended March 31, 2021", "2020-04..2021-03"),
            ("the 12 months to the end of March 2021", "2020-04..2021-03"),
            ("in the year to 31 March 2021", "2020-04..2021-03"),
            ("the quarter to June 2023", "2023-04..2023-06"),
            ("in the first quarter of 2021", "2021-01..2021-03"),
            ("the second quarter of 2021/22", "2021-07..2021-09"),
            ("the first six months of 2021-22", "2021-04..2021-09"),
            ("between April and June 2021", "2021-04..2021-06"),
            ("from April 2014 to June 2023", "2014-04..2023-06"),
            ("October 2020 to March 2021", "2020-10..2021-03"),
            ("between October and March 2021", "2020-10..2021-03"),
            ("in April 2021", "2021-04..2021-04"),
            ("during 2021", "2021-01..2021-12"),
            ("since April 2014", "2014-04..2021-09"),
            ("since records began in 2014-15", "2014-04..2021-09"),
            ("since records began", "2014-04..2021-09"),
        ];
        for (words, expected) in cases {
            assert_eq!(first(words).as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn times_that_hang_on_others() {
        let cases = [
            ("between April and September last year", "2021-04..2021-09"),
            ("last year", "2021-01..2021-12"),
            ("last financial year", "2020-04..2021-03"),
            ("the previous year", "2019-04..2020-03"),
            ("a year later", "2021-04..2022-03"),
            ("the same period of 2019", "2019-04..2020-03"),
        ];
        for (words, expected) in cases {
            assert_eq!(first(words).as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for words in
            ["2014 offences", "may be", "march on", "2018-25", "1,981", "a quarter of them", "year in, year out"]
        {
            assert_eq!(first(words), None, "{words}");
        }
    }

    #[test]
    fn only_quarters_make_a_period() {
        assert_eq!(Time::month(2021, 4).period(), None);
        let time = Time::from_text("2020-04..2021-03").unwrap();
        assert_eq!(time.period().map(|period| period.to_string()).as_deref(), Some("year ending March 2021"));
        assert_eq!(time.period().map(Time::of), Some(time));
        assert_eq!(Time::from_text("2021-04..2020-03"), None);
    }
}
