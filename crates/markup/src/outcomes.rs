//! Outcomes: what the reader can choose, the same figures as a table, and why there are none.

use crate::controls::{choice, select};
use crate::html::Html;
use dataset::{Dataset, Outcomes};
use query::words::{split_once, whole};
use query::{FEW, OUTCOMES, OutOf, OutcomesAnswer, OutcomesRow, Query};

/// What can be chosen: years or forces, the denominator, and the unit or the year.
pub fn outcomes_controls(query: &Query, dataset: &Dataset, outcomes: &Outcomes) -> String {
    let mut html = Html::default();
    let chosen = |key: &str| query.chosen(key, dataset);
    choice(&mut html, "outcomes", "Show", &[("years", "Year by year"), ("forces", "All forces")], &chosen("outcomes"));
    choice(
        &mut html,
        "of",
        "Out of",
        &[("recorded", "Offences recorded"), ("assigned", "Outcomes assigned")],
        &chosen("of"),
    );
    if query.outcomes_by_force() {
        select(&mut html, "at", "Year", &query.outcomes_years(outcomes), &query.outcomes_year_chosen(outcomes));
    } else {
        choice(&mut html, "unit", "As", &[("hundred", "Of every 100"), ("count", "Counts")], &chosen("unit"));
    }
    html.finish()
}

/// Why outcomes can not be shown, with a link to what can; nothing where they are shown.
pub fn outcomes_refused(answer: &OutcomesAnswer) -> String {
    let mut html = Html::default();
    if let Some(refused) = &answer.refused {
        let address = if refused.address.is_empty() { "./" } else { &refused.address };
        html.raw("<p class=\"refused\">").text(&refused.why).raw(" <a href=\"").text(address);
        html.raw("\" id=\"to-outcomes\" data-ask>").text(&refused.link).raw("</a></p>");
    }
    html.finish()
}

/// The table, folded away beneath the picture.
pub fn outcomes_details(answer: &OutcomesAnswer) -> String {
    if answer.refused.is_some() {
        return String::new();
    }
    let mut html = Html::default();
    html.raw("<details class=\"same\" id=\"same\"><summary id=\"same-figures\">The same figures as a table</summary>");
    html.raw(
        "<div class=\"scroll\" role=\"region\" aria-label=\"Table of the outcomes\" tabindex=\"0\" id=\"same-table\">",
    );
    html.raw(&outcomes_table(answer)).raw("</div></details>").finish()
}

/// The figures of the picture as a table: a row for each of its rows, the parts with counts and percentages.
pub fn outcomes_table(answer: &OutcomesAnswer) -> String {
    if answer.refused.is_some() {
        return outcomes_refused(answer);
    }
    let out_of = answer.query.options.out_of;
    let (percentages, other, other_heading) = match out_of {
        OutOf::Recorded => ("of the offences recorded", OutOf::Assigned, "Charged or summonsed, of outcomes assigned"),
        OutOf::Assigned => {
            ("of the outcomes assigned so far", OutOf::Recorded, "Charged or summonsed, of offences recorded")
        }
    };
    let parts = if out_of == OutOf::Recorded { OUTCOMES.len() } else { OUTCOMES.len() - 1 };
    let mut html = Html::default();
    html.raw("<table class=\"outcomes\"><caption>").text(&answer.caption.sentence).raw(" Percentages are ");
    html.raw(percentages).raw(", if that is 100 or more.</caption><thead><tr>");
    let heading = |html: &mut Html, name: &str| {
        html.raw("<th scope=\"col\">").text(name).raw("</th>");
    };
    heading(&mut html, if answer.by_force() { "Police force" } else { "Financial year" });
    heading(&mut html, "Offences recorded");
    heading(&mut html, "Outcomes assigned");
    for name in OUTCOMES.iter().take(parts) {
        heading(&mut html, name);
    }
    heading(&mut html, other_heading);
    html.raw("</tr></thead><tbody>");
    for row in &answer.rows {
        html.raw("<tr><th scope=\"row\">").text(&row.label);
        for mark in answer.marks(row) {
            html.raw(" <small>").text(&mark).raw("</small>");
        }
        html.raw("</th><td>");
        match row.recorded.value() {
            Some(recorded) => html.text(&whole(recorded.count)),
            None => html.raw("no figure"),
        };
        html.raw("</td>");
        match (row.tally, &row.gap) {
            (Some(tally), None) => {
                html.raw("<td>").text(&whole(tally.outcomes)).raw("</td>");
                for part in 0..parts {
                    let few = part == 0 && answer.by_force() && row.few_charged();
                    html.raw("<td>").text(&part_of(row, part, out_of)).raw(if few { " " } else { "" });
                    html.raw(if few { FEW } else { "" }).raw("</td>");
                }
                html.raw("<td>").text(&row.share_in_words(0, other)).raw("</td>");
            }
            (_, gap) => {
                // What is nothing is a figure, and not marked as one that is missing.
                html.raw(if row.is_missing() { "<td class=\"missing\" colspan=\"" } else { "<td colspan=\"" });
                html.number(parts + 2).raw("\">");
                html.text(gap.as_ref().map_or("", |gap| &gap.sentence)).raw("</td>");
            }
        }
        html.raw("</tr>");
    }
    html.raw("</tbody></table>").finish()
}

/// `101 (5.0%)`; `12` where the whole is too small for a percentage.
fn part_of(row: &OutcomesRow, part: usize, out_of: OutOf) -> String {
    let count = row.parts(out_of).get(part).copied().unwrap_or_default();
    let words = row.share_in_words(part, out_of);
    let percentage = split_once(&words, " (").map_or(String::new(), |(_, rest)| [" (", rest].concat());
    [&whole(count), percentage.as_str()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(address: &str, check: impl Fn(&OutcomesAnswer, &str)) {
        let read = |name: &str| std::fs::read_to_string(["../../data/", name].concat()).unwrap();
        let dataset = Dataset::from_json(&read("recorded.json")).unwrap();
        let outcomes = Outcomes::from_json(&read("outcomes.json"), &dataset).unwrap();
        let query = Query::read_address(address, &dataset).query;
        let answer = OutcomesAnswer::to(&query, &dataset, &outcomes);
        check(&answer, &outcomes_controls(&query, &dataset, &outcomes));
    }

    #[test]
    fn the_table_gives_every_part_with_both_denominators() {
        with("?view=outcomes&area=W15000001", |answer, _| {
            let table = outcomes_table(answer);
            let row = "<tr><th scope=\"row\">2021/22</th><td>2,022</td><td>1,398</td><td>101 (5.0%)</td><td>312 (15.4%)</td>\
                       <td>828 (40.9%)</td><td>157 (7.8%)</td><td>624 (30.9%)</td><td>101 of 1,398 (7.2%)</td></tr>";
            assert!(table.contains(row), "{table}");
            let small = "<tr><th scope=\"row\">2014/15</th><td>33</td><td>33</td><td>17</td><td>7</td><td>9</td><td>0</td>\
                         <td>0</td><td>17 of 33</td></tr>";
            assert!(table.contains(small), "{table}");
            assert!(table.contains("2016/17 <small>figures halved</small>"));
            assert!(table.contains(
                "<td>90</td><td class=\"missing\" colspan=\"7\">No table of outcomes for 2017/18 was found.</td>"
            ));
        });
        with("?view=outcomes&outcomes=forces&of=assigned", |answer, _| {
            let table = outcomes_table(answer);
            assert!(table.contains("<th scope=\"row\">Derbyshire</th><td>3,108</td><td>2,692</td><td>185 (6.9%)</td>"));
            assert!(table.contains("<th scope=\"row\">City of London</th><td>14</td><td>9</td><td>3 †</td>"));
            assert!(!table.contains("No outcome yet"));
        });
        with("?view=outcomes&area=E23000034", |answer, _| {
            assert!(
                outcomes_table(answer)
                    .contains("<td>0</td><td colspan=\"7\">City of London Police recorded no offence in 2015/16")
            );
        });
    }

    #[test]
    fn every_row_has_as_many_cells_as_there_are_headings() {
        for address in ["", "&of=assigned", "&outcomes=forces&at=2014-04~2015-03", "&area=BTP~W15000001"] {
            with(&["?view=outcomes", address].concat(), |answer, _| {
                let table = outcomes_table(answer);
                let headings = table.matches("scope=\"col\"").count();
                for row in table.split("<tr>").skip(2) {
                    let spanned = if row.contains("colspan") { headings - 3 } else { 0 };
                    assert_eq!(row.matches("<t").count() + spanned - row.matches("<tb").count(), headings, "{row}");
                }
            });
        }
    }

    #[test]
    fn what_is_chosen_is_checked() {
        with("?view=outcomes&of=assigned", |_, controls| {
            assert!(controls.contains("value=\"years\" id=\"outcomes-years\" checked"));
            assert!(controls.contains("value=\"assigned\" id=\"of-assigned\" checked"));
            assert!(controls.contains("value=\"hundred\" id=\"unit-hundred\" checked"));
            assert!(!controls.contains("name=\"at\""));
        });
        with("?view=outcomes&outcomes=forces&at=2019-04~2020-03", |_, controls| {
            assert!(controls.contains("<option value=\"2019-04~2020-03\" selected>2019/20</option>"));
            assert!(controls.contains("<option value=\"\">2021/22</option>"));
            assert!(!controls.contains("name=\"unit\""));
        });
    }

    #[test]
    fn a_refusal_leads_on() {
        with("?view=outcomes&offence=8L&area=W15000001", |answer, _| {
            let html = outcomes_refused(answer);
            assert!(html.contains("href=\"?view=outcomes&amp;area=W15000001\" id=\"to-outcomes\" data-ask>"), "{html}");
            assert_eq!(outcomes_table(answer), html);
        });
        with("?view=outcomes", |answer, _| assert_eq!(outcomes_refused(answer), ""));
    }
}
