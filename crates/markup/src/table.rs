//! The figures as a table: a row for each period, a column for each area.

use crate::html::Html;
use dataset::Dataset;
use query::{Answer, Sort};

/// The table of the answer, sorted. A heading's button carries the number of its column in `data-sort`.
pub fn table(answer: &Answer, sort: Sort, dataset: &Dataset) -> String {
    let mut html = Html::default();
    if answer.periods.is_empty() {
        return html.raw("<p>No whole period of this length lies in the chosen time.</p>").finish();
    }
    html.raw("<table><caption class=\"visually-hidden\">")
        .text(&answer.title)
        .raw(". ")
        .text(&answer.subtitle)
        .raw("</caption><thead><tr>");
    heading(&mut html, sort, None, "Period");
    for (index, series) in answer.series.iter().enumerate() {
        heading(&mut html, sort, Some(index), &series.name);
    }
    html.raw("</tr></thead><tbody>");
    for period in answer.sorted(sort) {
        html.raw("<tr><th scope=\"row\">").text(&answer.periods[period].to_string()).raw("</th>");
        for series in 0..answer.series.len() {
            let cell = answer.table_cell(series, period, dataset);
            match &cell.why {
                Some(why) => html.raw("<td class=\"missing\" title=\"").text(why).raw("\">"),
                None => html.raw("<td>"),
            };
            html.text(&cell.text).raw("</td>");
        }
        html.raw("</tr>");
    }
    html.raw("</tbody></table>").finish()
}

/// A column's heading; its button sorts by the column.
fn heading(html: &mut Html, sort: Sort, column: Option<usize>, name: &str) {
    let (aria, arrow) = match sort.aria(column) {
        "ascending" => ("ascending", "▲"),
        "descending" => ("descending", "▼"),
        other => (other, "↕"),
    };
    let number = column.map_or(0, |column| column + 1);
    html.raw("<th scope=\"col\" aria-sort=\"").raw(aria).raw("\"><button type=\"button\" id=\"sort-").number(number);
    html.raw("\" data-sort=\"").number(number).raw("\">").text(name);
    html.raw(" <span aria-hidden=\"true\">").raw(arrow).raw("</span></button></th>");
}
