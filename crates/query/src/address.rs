//! The address form of a Query: reading any text, writing the shortest one.

use crate::request::{By, MOST_AREAS, Measure, Query, ReleaseChoice, Theme, View};
use crate::{Options, Period};
use dataset::{AreaId, Dataset, Quarter, QuarterError};
use std::fmt;

/// Longest address that is read; what is beyond is no address of this page.
const LONGEST: usize = 4_000;
/// Longest piece of an address that a notice repeats.
const LONGEST_QUOTE: usize = 40;
/// The choice that is no single release.
const LATEST: &str = "latest";
/// The only language there is.
const LANGUAGE: &str = "en";

/// What was read from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The state, whole whatever the address was.
    pub query: Query,
    /// What could not be used, in the order of the address.
    pub notices: Vec<AddressNotice>,
    /// The offence may be one of those beyond [`Dataset::offences`]: to be read again once they are there.
    pub wants_pack: bool,
}

/// One part of an address that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressNotice {
    /// The key of the contract, or nothing where the address as a whole is meant.
    pub key: &'static str,
    /// What was found, cut to a readable length, without control characters.
    pub found: String,
    /// Why it could not be used.
    pub problem: String,
    /// What is shown now.
    pub instead: String,
}

impl fmt::Display for AddressNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.key.is_empty() {
            write!(f, "The address was not understood: {}. {}.", self.problem, self.instead)
        } else {
            write!(
                f,
                "“{}={}” in the address was not understood: {}. {}.",
                self.key, self.found, self.problem, self.instead
            )
        }
    }
}

impl Query {
    /// Reads the query string of an address, with or without its question mark.
    ///
    /// Never fails: a value that cannot be used is replaced by its default and named in a notice. Unknown
    /// keys, among them those that embedding scripts add (`childId`, `initialWidth`, `parentTitle`,
    /// `parentUrl`), are passed over.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let json = std::fs::read_to_string("../../data/recorded.json")?;
    /// # let dataset = dataset::Dataset::from_json(&json)?;
    /// let reading = query::Query::read_address("?area=W15000001~X99&by=year", &dataset);
    /// assert_eq!(reading.query.to_address(&dataset), "?area=W15000001&by=year");
    /// assert_eq!(
    ///     reading.notices[0].to_string(),
    ///     "“area=X99” in the address was not understood: no area has this code. It is left out."
    /// );
    /// # Ok(()) }
    /// ```
    pub fn read_address(address: &str, dataset: &Dataset) -> Reading {
        let mut reader = Reader { dataset, query: Self::default_for(dataset), notices: Vec::new(), wants_pack: false };
        let address = address.strip_prefix('?').unwrap_or(address);
        if address.len() > LONGEST {
            reader.notice("", "", format!("it is longer than {LONGEST} characters"), "The default is shown");
            return reader.finish();
        }
        let mut seen: Vec<String> = Vec::new();
        for pair in address.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(key) = decode(key) else { continue };
            if seen.contains(&key) {
                reader.repeated(&key, value);
            } else {
                reader.read(&key, value);
                seen.push(key);
            }
        }
        reader.finish()
    }

    /// Writes the query string, empty for the default: only what differs from the default is there.
    pub fn to_address(&self, dataset: &Dataset) -> String {
        let default = Self::default_for(dataset);
        let mut pairs: Vec<String> = Vec::new();
        let mut put = |key: &str, differs: bool, value: &str| {
            if differs {
                pairs.push(format!("{key}={value}"));
            }
        };
        put("view", self.view != default.view, self.view.word());
        let codes: Vec<&str> = self.areas.iter().map(|area| dataset.area(*area).code.as_str()).collect();
        put("area", self.areas != default.areas, &codes.join("~"));
        put("offence", self.offence != default.offence, &dataset.offence(self.offence).code);
        put("measure", self.measure != default.measure, self.measure.word());
        put("by", self.by != default.by, self.by.word());
        put("from", self.from.is_some(), &self.from.map(Quarter::first_month_text).unwrap_or_default());
        put("to", self.to.is_some(), &self.to.map(Quarter::last_month_text).unwrap_or_default());
        if let ReleaseChoice::One(release) = self.release {
            put("release", true, &dataset.release(release).name);
        }
        put("embed", self.embed, "1");
        put("theme", self.theme != default.theme, self.theme.word());
        put("at", self.at.is_some(), &self.at.map(period_text).unwrap_or_default());
        put("against", self.against.is_some(), &self.against.map(Quarter::first_month_text).unwrap_or_default());
        for key in Options::KEYS {
            let word = self.options.chosen(key);
            put(key, word != default.options.chosen(key), word.unwrap_or_default());
        }
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

impl Query {
    /// What is asked, as one shares it: not in a frame, and light or dark as the other's device is set.
    #[must_use]
    pub fn shared(&self) -> Self {
        Self { embed: false, theme: Theme::Auto, ..self.clone() }
    }

    /// Sets what a key of the contract stands for to a value written as in an address. What cannot be used
    /// changes nothing.
    pub fn choose(&mut self, key: &str, value: &str, dataset: &Dataset) {
        match key {
            "from" => {
                if let Ok(from) = value.parse() {
                    self.set_from(from, dataset);
                }
            }
            "to" => {
                if let Ok(to) = Quarter::from_last_month(value) {
                    self.set_to(to, dataset);
                }
            }
            "release" if value == LATEST => self.release = ReleaseChoice::Latest,
            // One end alone: the other moves along where the period would end before it begins.
            "at-from" | "at-to" => {
                let Period { first, last } = self.period(dataset);
                let ends = match key {
                    "at-from" => value.parse().map(|first| (first, last.max(first))),
                    _ => Quarter::from_last_month(value).map(|last| (first.min(last), last)),
                };
                if let Ok((first, last)) = ends {
                    self.choose("at", &period_text(Period { first, last }), dataset);
                }
            }
            // The default has no word of its own in an address.
            "at" | "against" if value.is_empty() => {
                if key == "at" {
                    self.at = None;
                }
                self.against = None;
            }
            _ => {
                let mut reader = Reader { dataset, query: self.clone(), notices: Vec::new(), wants_pack: false };
                reader.read(key, value);
                if reader.notices.is_empty() {
                    *self = reader.query;
                }
            }
        }
    }

    /// What is chosen for a key of the contract, written as in an address, defaults too; of the measures the one that
    /// is drawn ([`Self::measure_drawn`]). Empty for any other key than `measure`, `by`, `from`, `to`, `offence`, `release`, `at`, its ends `at-from` and `at-to`,
    /// `against`, and those of [`Options::KEYS`].
    pub fn chosen(&self, key: &str, dataset: &Dataset) -> String {
        match key {
            "measure" => self.measure_drawn().word().to_owned(),
            "by" => self.by.word().to_owned(),
            "from" => self.span(dataset).0.first_month_text(),
            "to" => self.span(dataset).1.last_month_text(),
            "offence" => dataset.offence(self.offence).code.clone(),
            "release" => match self.release {
                ReleaseChoice::Latest => LATEST.to_owned(),
                ReleaseChoice::One(release) => dataset.release(release).name.clone(),
            },
            "at" => self.at.map(period_text).unwrap_or_default(),
            "at-from" => self.period(dataset).first.first_month_text(),
            "at-to" => self.period(dataset).last.last_month_text(),
            "against" => self.against.map(Quarter::first_month_text).unwrap_or_default(),
            _ => self.options.chosen(key).unwrap_or_default().to_owned(),
        }
    }
}

/// First and last month of a period, `2022-04~2023-03`.
fn period_text(period: Period) -> String {
    format!("{}~{}", period.first.first_month_text(), period.last.last_month_text())
}

struct Reader<'a> {
    dataset: &'a Dataset,
    query: Query,
    notices: Vec<AddressNotice>,
    wants_pack: bool,
}

impl Reader<'_> {
    fn notice(&mut self, key: &'static str, found: &str, problem: impl Into<String>, instead: impl Into<String>) {
        self.notices.push(AddressNotice { key, found: quote(found), problem: problem.into(), instead: instead.into() });
    }

    fn repeated(&mut self, key: &str, raw: &str) {
        if let Some(key) = known(key) {
            let found = decode(raw).unwrap_or_else(|| raw.to_owned());
            self.notice(key, &found, "it is there a second time", "The first one is used");
        }
    }

    fn read(&mut self, key: &str, raw: &str) {
        let Some(key) = known(key) else { return };
        let Some(value) = decode(raw) else {
            return self.notice(key, raw, "it is not well-formed text", "The default is used");
        };
        let value = value.trim();
        match key {
            "view" => self.choose(key, value, View::ALL, View::from_word, View::word, |query, view| query.view = view),
            "area" => self.areas(value),
            "offence" => match self.dataset.offence_by_code(value) {
                Some(offence) => self.query.offence = offence,
                None => {
                    let offences = self.dataset.offences();
                    let mut codes: Vec<&str> = offences.iter().map(|offence| offence.code.as_str()).collect();
                    if self.dataset.pack().is_some() {
                        codes.push("nor one of the other offences");
                    }
                    self.wants_pack = self.dataset.pack().is_none() && is_like_a_code(value);
                    let default = format!("{} is shown", self.dataset.offence(self.query.offence).name);
                    self.notice(key, value, one_of(&codes), default);
                }
            },
            "measure" => {
                self.choose(key, value, Measure::ALL, Measure::from_word, Measure::word, |query, measure| {
                    query.measure = measure;
                });
            }
            "by" => self.choose(key, value, By::ALL, By::from_word, By::word, |query, by| query.by = by),
            "from" => self.query.from = self.quarter(key, value, value.parse(), "first"),
            "to" => self.query.to = self.quarter(key, value, Quarter::from_last_month(value), "last"),
            "release" => self.release(value),
            "embed" => match value {
                "1" => self.query.embed = true,
                "0" | "" => {}
                _ => self.notice(key, value, "it is not 1", "The whole page is shown"),
            },
            "theme" => {
                self.choose(key, value, Theme::ALL, Theme::from_word, Theme::word, |query, theme| query.theme = theme);
            }
            "at" => self.at(value),
            "against" => self.query.against = self.quarter(key, value, value.parse(), "first"),
            "lang" if value != LANGUAGE => {
                self.notice(key, value, "the page is in English (en) alone", "It is shown in English");
            }
            _ if Options::KEYS.contains(&key) && !self.query.options.choose(key, value) => {
                let words = Options::words(key);
                let default = words.first().copied().unwrap_or_default();
                self.notice(key, value, one_of(&words), format!("“{default}” is used"));
            }
            _ => {}
        }
    }

    fn at(&mut self, value: &str) {
        let (first, last) = value.split_once('~').unwrap_or((value, ""));
        self.query.at = match (first.parse::<Quarter>(), Quarter::from_last_month(last)) {
            (Ok(first), Ok(last)) if first <= last && self.has_figures(first, last) => Some(Period { first, last }),
            (Ok(_), Ok(_)) => self.no_period(value, "there are no figures for all of this time"),
            _ => self.no_period(value, "it is no run of whole quarters, written as 2022-04~2023-03"),
        };
    }

    fn no_period(&mut self, value: &str, problem: &str) -> Option<Period> {
        self.notice("at", value, problem, "The latest complete year is used");
        None
    }

    /// Whether the figures begin before and end after.
    fn has_figures(&self, first: Quarter, last: Quarter) -> bool {
        let releases = self.dataset.releases();
        releases.iter().any(|release| release.from <= first) && releases.iter().any(|release| last <= release.to)
    }

    fn choose<T: Copy>(
        &mut self,
        key: &'static str,
        value: &str,
        all: &[T],
        from_word: fn(&str) -> Option<T>,
        word: fn(T) -> &'static str,
        set: fn(&mut Query, T),
    ) {
        match from_word(value) {
            Some(choice) => set(&mut self.query, choice),
            None => {
                let words: Vec<&str> = all.iter().map(|choice| word(*choice)).collect();
                let default = words.first().copied().unwrap_or_default();
                self.notice(key, value, one_of(&words), format!("“{default}” is used"));
            }
        }
    }

    fn areas(&mut self, value: &str) {
        let mut areas: Vec<AreaId> = Vec::new();
        for code in value.split('~') {
            match self.dataset.area_by_code(code.trim()) {
                Some(area) if areas.contains(&area) => {}
                Some(_) if areas.len() == MOST_AREAS => {
                    let problem = format!("more than {MOST_AREAS} areas cannot be told apart in one chart");
                    self.notice("area", code, problem, "It is left out");
                    break;
                }
                Some(area) => areas.push(area),
                None => self.notice("area", code, "no area has this code", "It is left out"),
            }
        }
        if areas.is_empty() {
            if let Some(last) = self.notices.last_mut() {
                "England and Wales is shown".clone_into(&mut last.instead);
            }
        } else {
            self.query.areas = areas;
        }
    }

    fn quarter(
        &mut self,
        key: &'static str,
        value: &str,
        read: Result<Quarter, QuarterError>,
        which: &str,
    ) -> Option<Quarter> {
        let releases = self.dataset.releases();
        let first = releases.iter().map(|release| release.from).min()?;
        let last = releases.iter().map(|release| release.to).max()?;
        let all = if key == "against" {
            "The year before is used".to_owned()
        } else {
            format!("The {which} quarter with figures is used")
        };
        match read {
            Ok(quarter) if (first..=last).contains(&quarter) => return Some(quarter),
            Ok(_) => {
                let problem =
                    format!("the figures run from {} to {}", first.first_month_name(), last.last_month_name());
                self.notice(key, value, problem, all);
            }
            Err(QuarterError::NotAMonth) => {
                self.notice(key, value, "it is not a month written as in 2014-04", all);
            }
            Err(QuarterError::NotOnQuarter) => {
                let months = if which == "first" { "01, 04, 07 or 10" } else { "03, 06, 09 or 12" };
                self.notice(key, value, format!("the {which} month of a quarter is {months}"), all);
            }
        }
        None
    }

    fn release(&mut self, value: &str) {
        if value == LATEST {
            return;
        }
        match self.dataset.release_by_name(value) {
            Some(release) => self.query.release = ReleaseChoice::One(release),
            None => {
                let mut names: Vec<&str> =
                    self.dataset.releases().iter().map(|release| release.name.as_str()).collect();
                names.push(LATEST);
                self.notice("release", value, one_of(&names), "The latest figures are shown");
            }
        }
    }

    fn finish(mut self) -> Reading {
        if let (Some(from), Some(to)) = (self.query.from, self.query.to)
            && from > to
        {
            let found = from.first_month_text();
            let problem = format!("it lies after the end, {}", to.last_month_name());
            self.notice("from", &found, problem, "The whole period is shown");
            (self.query.from, self.query.to) = (None, None);
        }
        Reading { query: self.query, notices: self.notices, wants_pack: self.wants_pack }
    }
}

/// The keys of the address contract.
const KEYS: [&str; 13] =
    ["view", "area", "offence", "measure", "by", "from", "to", "release", "embed", "theme", "lang", "at", "against"];

/// The key of the contract that this is.
fn known(key: &str) -> Option<&'static str> {
    KEYS.iter().chain(Options::KEYS).copied().find(|known| *known == key)
}

/// Whether a text could be one of the Home Office's codes: `34B`, `4.10`, `1/4.1/4.10/4.2`.
fn is_like_a_code(text: &str) -> bool {
    text.len() <= 16 && text.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

fn one_of(words: &[&str]) -> String {
    format!("it is none of {}", words.join(", "))
}

/// Text fit to be repeated on the page.
fn quote(text: &str) -> String {
    let mut quoted: String = text.chars().filter(|char| !char.is_control()).take(LONGEST_QUOTE).collect();
    if text.chars().count() > LONGEST_QUOTE {
        quoted.push('…');
    }
    quoted
}

/// Resolves `%41` and `+` as in a form's query string. `None` where that gives no text.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}
