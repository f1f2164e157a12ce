//! What stands around the comparison of all forces: its controls, and the chosen forces' own figures.

use crate::controls::{choice, select};
use crate::html::Html;
use dataset::{Dataset, Quarter};
use query::{Compare, Comparison, Period, Query, Row};

/// So many single quarters, the last ones, can be chosen at once.
const QUARTERS: usize = 8;

/// A strip with the figures of the chosen forces and of England and Wales, to stay in sight while a long chart is
/// scrolled. Empty where no force is chosen, or where nothing can be compared.
pub fn in_sight(comparison: &Comparison, dataset: &Dataset) -> String {
    let chosen: Vec<&Row> = comparison.rows.iter().filter(|row| row.is_force && row.chosen.is_some()).collect();
    let mut html = Html::default();
    if chosen.is_empty() || comparison.refused.is_some() {
        return String::new();
    }
    html.raw("<p class=\"in-sight\">");
    for row in chosen {
        html.raw("<span class=\"item\"><span class=\"swatch\" aria-hidden=\"true\">");
        html.raw(&chart::swatch(row.chosen.unwrap_or_default())).raw("</span><strong>").text(&row.name);
        html.raw("</strong> ").text(&figures(comparison, row)).raw("</span> ");
    }
    let name = &dataset.area(comparison.reference.area).name;
    html.raw("<span class=\"item reference\">").text(name).raw(" ").text(&figures(comparison, &comparison.reference));
    html.raw("</span></p>").finish()
}

/// A row's figures in a few words: `2.75, rank 11 of 42`; `2.94 → 2.75`; the last one there is,
/// `0.67 (April to June 2023)`.
fn figures(comparison: &Comparison, row: &Row) -> String {
    let text = |at: usize| row.cells.get(at).map_or_else(String::new, |cell| comparison.cell_text(cell));
    match comparison.query.options.compare {
        Compare::Rank => {
            let mut words = text(0);
            if row.rank.is_some() {
                words.push_str(", ");
                words.push_str(&comparison.rank_words(row));
            }
            words
        }
        Compare::Change => {
            let mut words = [&text(0), " → ", &text(1)].concat();
            if let Some(difference) = comparison.difference(row) {
                words.push_str(", ");
                words.push_str(&difference);
            }
            words
        }
        Compare::Each => {
            let at = comparison.last_of(row);
            let period = comparison.periods.get(at).map_or_else(String::new, ToString::to_string);
            [&text(at), " (", &period, ")"].concat()
        }
    }
}

/// The controls that the comparison has alone.
pub fn compare_controls(query: &Query, dataset: &Dataset) -> String {
    let mut html = Html::default();
    let chosen = |key: &str| query.chosen(key, dataset);
    let mode = query.options.compare;
    let modes = [
        (Compare::Rank.word(), "Rank"),
        (Compare::Change.word(), "Change between two periods"),
        (Compare::Each.word(), "Each force"),
    ];
    choice(&mut html, "compare", "Compare", &modes, &chosen("compare"));
    if mode != Compare::Each {
        select(&mut html, "at", "Period", &periods(query, dataset), &chosen("at"));
        let (starts, ends) = ends(query, dataset);
        html.raw("<div class=\"pair\">");
        select(&mut html, "at-from", "First month", &starts, &chosen("at-from"));
        select(&mut html, "at-to", "Last month", &ends, &chosen("at-to"));
        html.raw("</div>");
    }
    if mode == Compare::Change {
        select(&mut html, "against", "Compared with", &earlier(query, dataset), &chosen("against"));
    }
    let orders = [("value", "Value"), ("name", "Name"), ("region", "Region")];
    choice(&mut html, "order", "Order", &orders, &chosen("order"));
    if mode == Compare::Each {
        let scales = [("shared", "One for all"), ("own", "Each its own")];
        choice(&mut html, "scale", "Scale", &scales, &chosen("scale"));
    } else {
        let tops = [("all", "All"), ("ten", "Ten highest and chosen")];
        choice(&mut html, "top", "Forces", &tops, &chosen("top"));
    }
    html.finish()
}

/// The periods that can be chosen at once: the latest complete year, years ending March, the last quarters, and
/// what is chosen.
fn periods(query: &Query, dataset: &Dataset) -> Vec<(String, String)> {
    let latest = Query { at: None, ..query.clone() }.period(dataset);
    let mut options = vec![(String::new(), ["Latest complete year (", &latest.to_string(), ")"].concat())];
    let (first, last) = query.bounds(dataset);
    let years: Vec<Period> = Period::between(first, last, query::By::Year);
    let quarters: Vec<Period> = Period::between(first, last, query::By::Quarter);
    let chosen =
        query.at.filter(|at| !years.contains(at) && quarters.iter().rev().take(QUARTERS).all(|quarter| quarter != at));
    let runs = chosen.iter().chain(years.iter().rev()).chain(quarters.iter().rev().take(QUARTERS));
    options.extend(runs.map(|period| (run(*period), query::words::capitalised(&period.to_string()))));
    options
}

/// A run of quarters as an address writes it.
fn run(period: Period) -> String {
    [&period.first.first_month_text(), "~", &period.last.last_month_text()].concat()
}

/// What a list offers: values as in an address, and their names.
type Offered = Vec<(String, String)>;

/// First and last months of all quarters, and of what is chosen.
fn ends(query: &Query, dataset: &Dataset) -> (Offered, Offered) {
    let (first, last) = query.bounds(dataset);
    let period = query.period(dataset);
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for quarter in first.min(period.first).to(last.max(period.last)) {
        starts.push((quarter.first_month_text(), quarter.first_month_name()));
        ends.push((quarter.last_month_text(), quarter.last_month_name()));
    }
    (starts, ends)
}

/// The periods of the same length, some whole years earlier, and what is chosen.
fn earlier(query: &Query, dataset: &Dataset) -> Offered {
    let usual = Query { against: None, ..query.clone() }.earlier_period(dataset);
    let period = query.period(dataset);
    let quarters = u16::try_from(period.last.since(period.first)).unwrap_or_default();
    let (bound, _) = query.bounds(dataset);
    let name = |first: Quarter| query::words::capitalised(&Period { first, last: first + quarters }.to_string());
    let before = if quarters < 4 { "The year before (" } else { "The period before (" };
    let mut options = vec![(String::new(), [before, &usual.to_string(), ")"].concat())];
    let mut firsts: Vec<Quarter> = Vec::new();
    let mut first = period.first.back(4);
    while first >= bound {
        if first + quarters < period.first {
            firsts.push(first);
        }
        first = first.back(4);
    }
    if let Some(against) = query.against.filter(|against| !firsts.contains(against)) {
        firsts.insert(0, against);
    }
    options.extend(firsts.into_iter().map(|first| (first.first_month_text(), name(first))));
    options
}
