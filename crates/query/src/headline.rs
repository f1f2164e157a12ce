//! The figure people came for.

use crate::compute::Asked;
use crate::words;
use crate::{By, Cell, Measure, Period, Query, ReleaseChoice};
use dataset::{AreaId, Dataset, Quarter};

/// The latest complete year ending March of one area, whatever period and measure are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// The area.
    pub area: AreaId,
    /// The latest year ending March of which the chosen release holds every quarter for the area; the
    /// latest year there is, with the reason, where it holds none.
    pub year: Period,
    /// Offences recorded in that year.
    pub count: Cell,
    /// Percent on the year before.
    pub change: Cell,
    /// Offences recorded in the year before.
    pub before: Cell,
    /// Offences recorded per 1,000 residents.
    pub rate: Cell,
    /// The same for England and Wales.
    pub national_rate: Cell,
}

/// One of the figures people came for, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFigure {
    /// The figure: `1,895`; or two or three words on why there is none.
    pub value: String,
    /// What it is: `offences recorded by North Wales Police in the year ending March 2023`; or why there is none.
    pub label: String,
    /// Whether there is no figure.
    pub missing: bool,
}

impl Headline {
    /// The count, the change on the year before, and the rate beside that of England and Wales.
    pub fn key_figures(&self, dataset: &Dataset) -> [KeyFigure; 3] {
        let figure = |measure, cell: &Cell, label: String| match cell {
            Cell::Value(value) => KeyFigure { value: words::value(measure, value.value), label, missing: false },
            Cell::Missing(reason) => KeyFigure {
                value: words::capitalised(reason.short()),
                label: format!("{label}: {}", reason.sentence(dataset)),
                missing: true,
            },
        };
        let recorder = &dataset.area(self.area).recorder;
        let noun = if self.count.value().is_some_and(|value| value.count == 1) { "offence" } else { "offences" };
        let before = self.before.value().map_or(String::new(), |before| format!(" ({})", words::whole(before.count)));
        // Beside no rate of its own, the nation's would be compared with nothing.
        let national = match self.national_rate.number().filter(|_| self.rate.value().is_some()) {
            Some(rate) if self.area != dataset.england_and_wales() => {
                format!("; England and Wales: {}", words::value(Measure::Rate, rate))
            }
            _ => String::new(),
        };
        [
            figure(Measure::Count, &self.count, format!("{noun} recorded by {recorder} in the {}", self.year)),
            match &self.change {
                Cell::Missing(reason) => KeyFigure {
                    value: words::capitalised(reason.short()),
                    label: reason.sentence(dataset),
                    missing: true,
                },
                Cell::Value(change) if change.is_on_small_number() => KeyFigure {
                    value: "Small numbers".to_owned(),
                    label: format!("on the year before{before}: too few for a percentage"),
                    missing: true,
                },
                change => figure(Measure::Change, change, format!("on the year before{before}")),
            },
            figure(Measure::Rate, &self.rate, format!("offences per 1,000 residents{national}")),
        ]
    }
}

pub(crate) fn headline(asked: &Asked, area: AreaId) -> Headline {
    let year = latest_year(asked, area);
    let cell = |measure| asked.cell(area, year, measure);
    Headline {
        area,
        year,
        count: cell(Measure::Count),
        change: cell(Measure::Change),
        before: asked.cell(area, year.year_before(), Measure::Count),
        rate: cell(Measure::Rate),
        national_rate: asked.cell(asked.dataset.england_and_wales(), year, Measure::Rate),
    }
}

impl Query {
    /// The period of the views that show one: what is chosen, or the latest year ending March of which the
    /// chosen release, or any, holds every quarter for England and Wales.
    pub fn period(&self, dataset: &Dataset) -> Period {
        let asked = Asked { dataset, offence: self.offence, release: self.release };
        self.at.unwrap_or_else(|| latest_year(&asked, dataset.england_and_wales()))
    }

    /// The earlier period with which [`Self::period`] is compared: what is chosen, or the same one a year before,
    /// or, for a longer one than a year, the one that ends where it begins.
    pub fn earlier_period(&self, dataset: &Dataset) -> Period {
        let period = self.period(dataset);
        let quarters = u16::try_from(period.last.since(period.first)).unwrap_or_default();
        match self.against {
            Some(first) => Period { first, last: first + quarters },
            None if quarters < 4 => period.year_before(),
            None => Period { first: period.first.back(quarters + 1), last: period.first.back(1) },
        }
    }
}

fn latest_year(asked: &Asked, area: AreaId) -> Period {
    let releases = match asked.release {
        ReleaseChoice::Latest => asked.dataset.releases_of(asked.offence),
        ReleaseChoice::One(release) => std::slice::from_ref(asked.dataset.release(release)),
    };
    let first = releases.iter().map(|release| release.from).min().unwrap_or(Quarter::FIRST);
    let last = releases.iter().map(|release| release.to).max().unwrap_or(Quarter::FIRST);
    let years = Period::between(first, last, By::Year);
    let complete = years.iter().rev().find(|year| asked.cell(area, **year, Measure::Count).value().is_some());
    complete.or(years.last()).copied().unwrap_or(Period::year_ending(last))
}
