//! Names of files: area, measure and period.

use crate::sheet::Sheet;
use crate::written::slug;
use dataset::Dataset;
use query::{By, OutcomesBy, Query, ReleaseChoice, Rows, View};

/// More areas than these are given as their number.
const MOST_NAMES: usize = 2;

/// The name of a file, its ending left out: `stalking-north-wales-count-2014-04-to-2025-03`. What differs from the
/// default in length of period and release is told as well.
pub fn file_name(sheet: &Sheet, dataset: &Dataset) -> String {
    let query = &sheet.query;
    let mut name =
        [&slug(&dataset.offence(query.offence).name), "-", &areas(query, dataset), "-", sheet.measured].concat();
    if let Some((first, last)) = sheet.span() {
        for piece in ["-", &first.first_month_text(), "-to-", &last.last_month_text()] {
            name.push_str(piece);
        }
    }
    if query.uses("by") && query.by != By::Quarter {
        name.push_str(if query.by == By::Year { "-by-year" } else { "-rolling-years" });
    }
    if let ReleaseChoice::One(release) = query.release {
        name.push_str("-release-");
        name.push_str(&dataset.release(release).name);
    }
    name
}

/// Whose figures these are: `north-wales`, `north-wales-and-gwent`, `6-areas`, `police-forces`.
pub(crate) fn areas(query: &Query, dataset: &Dataset) -> String {
    let all_forces = match query.view {
        View::Compare | View::Map => true,
        View::Outcomes => query.options.outcomes == OutcomesBy::Forces,
        View::Table => query.options.rows == Rows::Forces,
        View::Trend | View::Story | View::Check => false,
    };
    // Outcomes year by year and stories are of one area, whatever else was chosen.
    let of_one = matches!(query.view, View::Outcomes | View::Story);
    let chosen = if of_one { query.areas.get(..1).unwrap_or_default() } else { &query.areas };
    if all_forces {
        return "police-forces".to_owned();
    }
    if chosen.len() > MOST_NAMES {
        return [chosen.len().to_string().as_str(), "-areas"].concat();
    }
    let names: Vec<String> = chosen.iter().map(|area| slug(&dataset.area(*area).name)).collect();
    names.join("-and-")
}
