//! The figures in short, as a table that stands in the page before and without the program.

use crate::html::Html;
use dataset::{Dataset, Effect};
use query::{Answer, Cell, NoteKind, Query, words};

/// How many of the latest years the table has.
const YEARS: usize = 5;

/// Stalking in England and Wales: each of the latest years that have a figure, the changes of the rules that make
/// years incomparable, the release and the source. Written by the build into `index.html`, by the arithmetic of the page.
pub fn in_short(dataset: &Dataset) -> String {
    let answer = Answer::to(&Query::read_address("?by=year", dataset).query, dataset);
    let mut html = Html::default();
    html.raw("<table><caption>").text(&answer.title).raw("</caption><tbody>");
    let cells = answer.series.first().map_or(&[][..], |series| &series.cells);
    // Years after the first without a figure are no part of a sum.
    let known: Vec<i64> = cells.iter().map_while(Cell::value).map(|value| value.count).collect();
    for (period, count) in answer.periods.iter().zip(&known).skip(known.len().saturating_sub(YEARS)) {
        row(&mut html, &words::capitalised(&period.to_string()), *count);
    }
    html.raw("</tbody></table>");
    for change in answer.rule_changes.iter().filter(|change| change.effect == Effect::Break) {
        for note in answer.notes.iter().filter(|note| note.kind == NoteKind::RuleChange(change.number)) {
            html.raw("<p>").text(&note.text).raw("</p>");
        }
    }
    for note in answer.notes.iter().filter(|note| matches!(note.kind, NoteKind::Release | NoteKind::Source)) {
        html.raw("<p>").text(&note.text).raw("</p>");
    }
    html.finish()
}

fn row(html: &mut Html, period: &str, count: i64) {
    html.raw("<tr><th scope=\"row\">").text(period).raw("</th><td>").text(&words::offences(count)).raw("</td></tr>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_of_the_page_the_break_and_the_source_are_told() {
        let dataset = Dataset::from_json(include_str!("../../../data/recorded.json")).unwrap();
        let html = in_short(&dataset);
        assert!(html.contains("Year ending March 2023</th><td>117,331 offences"), "{html}");
        assert!(html.contains("Open Government Licence v3.0"), "{html}");
        assert!(!html.contains("together"), "a sum would add up years of different rules: {html}");
        assert!(html.contains("year ending March 2021 onwards is not comparable with earlier years"), "{html}");
        // The years to March 2024 and 2025 have no figure for England and Wales.
        assert!(!html.contains("2024"), "{html}");
    }
}
