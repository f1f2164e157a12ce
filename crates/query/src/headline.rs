//! The figure people came for.

use crate::compute::Asked;
use crate::{By, Cell, Measure, Period, ReleaseChoice};
use dataset::{AreaId, Quarter};

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

fn latest_year(asked: &Asked, area: AreaId) -> Period {
    let releases = match asked.release {
        ReleaseChoice::Latest => asked.dataset.releases(),
        ReleaseChoice::One(release) => std::slice::from_ref(asked.dataset.release(release)),
    };
    let first = releases.iter().map(|release| release.from).min().unwrap_or(Quarter::FIRST);
    let last = releases.iter().map(|release| release.to).max().unwrap_or(Quarter::FIRST);
    let years = Period::between(first, last, By::Year);
    let complete = years.iter().rev().find(|year| asked.cell(area, **year, Measure::Count).value().is_some());
    complete.or(years.last()).copied().unwrap_or(Period::year_ending(last))
}
