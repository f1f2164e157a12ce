//! The box that finds one of the other offences.

use crate::html::Html;
use dataset::{Dataset, Offence, OffenceId};

/// The box, its list, and what it is about.
pub fn offence_box(number: usize, last_month: &str) -> String {
    let mut html = Html::default();
    html.raw("<div class=\"combobox\"><label for=\"offence-box\">Search ").raw(&number.to_string());
    html.raw(" other offences</label>").raw(BOX);
    html.raw("</div><small>From the release to ").text(last_month);
    html.raw(
        " alone. What is said here of recording rules is of stalking and the offences like it, not of these.</small>",
    );
    html.finish()
}

const BOX: &str = "\
<input id=\"offence-box\" type=\"text\" role=\"combobox\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" \
placeholder=\"Name or code\" aria-autocomplete=\"list\" aria-controls=\"offence-list\" aria-expanded=\"false\">\
<div id=\"offence-list\" role=\"listbox\" aria-label=\"Other offences\" hidden></div>\
<p id=\"offences-found\" class=\"found\" role=\"status\"></p>";

/// The offences of a listbox by their groups, one of them the one that Enter takes. Those of one group follow each other.
pub fn offence_list(found: &[OffenceId], active: usize, dataset: &Dataset) -> String {
    let mut html = Html::default();
    let Some(pack) = dataset.pack() else { return String::new() };
    let mut open = "";
    for (index, id) in found.iter().enumerate() {
        let (group, offence) = (pack.group(*id).0, dataset.offence(*id));
        if group != open {
            html.raw(if open.is_empty() { "" } else { "</ul>" });
            html.raw("<ul role=\"group\" aria-label=\"").text(group).raw("\"><li role=\"presentation\">");
            html.text(group).raw("</li>");
            open = group;
        }
        html.raw("<li role=\"option\" id=\"offence-").number(index).raw("\" data-offence=\"").text(&offence.code);
        html.raw("\" aria-selected=\"").raw(if index == active { "true" } else { "false" }).raw("\">");
        html.text(&offence.name).raw(" <small>").text(&offence.code).text(&span(offence)).raw("</small></li>");
    }
    html.raw(if open.is_empty() { "" } else { "</ul>" }).finish()
}

/// When the figures of a code begin or end within the release: `, to March 2017`.
fn span(offence: &Offence) -> String {
    let from = offence.since.map_or_else(String::new, |since| [", from ", &since.first_month_name()].concat());
    let to = offence.until.map_or_else(String::new, |until| [", to ", &until.last_month_name()].concat());
    from + &to
}
