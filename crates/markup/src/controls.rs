//! What the reader touches, beside the areas: measure, length of period, period, offence, release.

use crate::html::Html;
use dataset::{Dataset, Quarter};
use query::{By, Measure, Query};

/// Value of the list's entry that leads to the other offences: no code of an offence.
pub const OTHER_OFFENCES: &str = "other";

/// All choices, none of them chosen yet: the page keeps them in step with the query. Radio buttons are named
/// by the key of the address and valued by its words; so are the lists.
pub fn choices(dataset: &Dataset) -> String {
    let mut html = Html::default();
    radios(
        &mut html,
        "measure",
        "Measure",
        &[
            (Measure::Count.word(), "Count"),
            (Measure::Rate.word(), "Per 1,000 residents"),
            (Measure::Share.word(), "Share of all crime"),
            (Measure::Change.word(), "Change on a year before"),
        ],
    );
    radios(
        &mut html,
        "by",
        "By",
        &[(By::Quarter.word(), "Quarter"), (By::Year.word(), "Financial year"), (By::Rolling.word(), "Rolling year")],
    );
    list(&mut html, "from", "From", |_| {});
    list(&mut html, "to", "To", |_| {});
    list(&mut html, "offence", "Offence", |_| {});
    html.raw("<div id=\"other-offences\" class=\"other-offences\" hidden></div>");
    list(&mut html, "release", "Release", |html| {
        option(html, "latest", "Latest for each quarter");
        for release in dataset.releases().iter().rev() {
            let (first, last) = (release.from.first_month_name(), release.to.last_month_name());
            option(html, &release.name, &format!("To {last} ({first} on)"));
        }
    });
    html.finish()
}

/// The offences of the list: those that are there from the start, a chosen one of the others, and the way to those.
pub fn offence_options(query: &Query, dataset: &Dataset) -> String {
    let mut html = Html::default();
    for offence in dataset.offences() {
        option(&mut html, &offence.code, &offence.name);
    }
    if dataset.pack_of(query.offence).is_some() {
        let offence = dataset.offence(query.offence);
        option(&mut html, &offence.code, &offence.name);
    }
    option(&mut html, OTHER_OFFENCES, "Other offences…");
    html.finish()
}

/// The quarters of a list, by their first or their last month.
pub fn quarter_options(quarters: &[Quarter], value: fn(Quarter) -> String, name: fn(Quarter) -> String) -> String {
    let mut html = Html::default();
    for quarter in quarters {
        option(&mut html, &value(*quarter), &name(*quarter));
    }
    html.finish()
}

/// Radio buttons for the words of a key, with their labels, the chosen one checked.
pub(crate) fn choice(html: &mut Html, key: &str, legend: &str, options: &[(&str, &str)], chosen: &str) {
    html.raw("<fieldset class=\"choice\" data-for=\"")
        .raw(key)
        .raw("\"><legend>")
        .raw(legend)
        .raw("</legend><div class=\"segments\">");
    for (word, label) in options {
        html.raw("<label><input type=\"radio\" name=\"").raw(key).raw("\" value=\"").raw(word).raw("\" id=\"");
        html.raw(key).raw("-").raw(word).raw(if *word == chosen { "\" checked><span>" } else { "\"><span>" });
        html.raw(label).raw("</span></label>");
    }
    html.raw("</div></fieldset>");
}

/// A list for a key: values as in an address, and their names, the chosen one selected.
pub(crate) fn select(html: &mut Html, key: &str, label: &str, options: &[(String, String)], chosen: &str) {
    list(html, key, label, |html| {
        for (value, name) in options {
            html.raw("<option value=\"").text(value);
            html.raw(if value == chosen { "\" selected>" } else { "\">" }).text(name).raw("</option>");
        }
    });
}

fn radios(html: &mut Html, key: &str, legend: &str, options: &[(&str, &str)]) {
    choice(html, key, legend, options, "");
}

fn list(html: &mut Html, key: &str, label: &str, options: impl FnOnce(&mut Html)) {
    html.raw("<label class=\"select\" data-for=\"")
        .raw(key)
        .raw("\"><span>")
        .raw(label)
        .raw("</span><select name=\"")
        .raw(key);
    html.raw("\" id=\"").raw(key).raw("\">");
    options(html);
    html.raw("</select></label>");
}

fn option(html: &mut Html, value: &str, label: &str) {
    html.raw("<option value=\"").text(value).raw("\">").text(label).raw("</option>");
}
