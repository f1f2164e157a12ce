//! A text that was held against the figures: its claims underlined, and what the figures say of each.

use crate::figures::again;
use crate::html::Html;
use dataset::Dataset;
use query::{By, Period, Query};
use story::check::{Claim, GuessOf, MOST_CLAIMS, Time, Verdict, VerdictKind};

/// Where the text and the month of the article are given: `check-text`, `check-dated` (`2022-03`, or nothing).
pub fn check_form(text: &str, dated: Option<(u16, u8)>) -> String {
    let mut html = Html::default();
    html.raw("<div class=\"check-form\"><label for=\"check-text\">Text of an article, or a sentence</label>")
        .raw("<textarea id=\"check-text\" name=\"check-text\" rows=\"8\" dir=\"auto\" spellcheck=\"false\" ")
        .raw("autocomplete=\"off\" aria-describedby=\"check-stays\">")
        // The first new line after the tag is not part of a text area's content.
        .raw("\n")
        .text(text)
        .raw("</textarea><p id=\"check-stays\">The text stays in this browser. It is not sent, not kept and not in the ")
        .raw("address.</p><label for=\"check-dated\">Month of the article, as 2022-03, if you know it</label>")
        .raw("<input id=\"check-dated\" name=\"check-dated\" type=\"month\" placeholder=\"2022-03\" autocomplete=\"off\"");
    if let Some((year, month)) = dated {
        html.raw(" value=\"").number(usize::from(year)).raw(if month < 10 { "-0" } else { "-" });
        html.number(usize::from(month)).raw("\"");
    }
    html.raw("></div>").finish()
}

/// Why a text was not checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotChecked {
    /// There is none.
    NoText,
    /// The month of the article cannot be read.
    Month,
}

/// Why a text was not checked, in place of verdicts.
pub fn not_checked(why: NotChecked) -> String {
    let words = match why {
        NotChecked::NoText => "There is no text to check. Paste an article or a sentence into the box above.",
        NotChecked::Month => "The month of the article could not be read. Write it as 2022-03, or leave it empty.",
    };
    ["<p class=\"check-summary\" role=\"alert\">", words, "</p>"].concat()
}

/// In place of verdicts while what gives them is on its way.
pub fn check_waits() -> String {
    "<p role=\"status\">Loading what the check needs…</p>".to_owned()
}

/// In place of verdicts where what gives them could not be had.
pub fn check_failed(problem: &str) -> String {
    ["<div role=\"alert\" class=\"failure\">", &again("What checks a text", problem, "", "check"), "</div>"].concat()
}

/// The claims of which area and period are not sure, by their place: their corrections are to be open at first.
pub fn unsure(claims: &[Claim], verdicts: &[Verdict]) -> Vec<bool> {
    let is_unsure = |(claim, verdict): (&Claim, &Verdict)| {
        claim.area.is_none()
            || claim.time.is_none()
            || claim.guess(GuessOf::Area).is_some()
            || claim.guess(GuessOf::Period).is_some() && verdict.kind == VerdictKind::Differs
    };
    claims.iter().zip(verdicts).map(is_unsure).collect()
}

/// The text with its claims underlined, and the list of verdicts. The `n`th claim, from 1, is `claim-n` in the list
/// and `claim-n-mark` in the text; the lists that correct it are named `claim-n-area` and `claim-n-period`, and their
/// values are those that [`story::check::correct`] takes. They are there for the claims that are `open`, by their
/// place: a long text would have thousands of areas and periods to choose from.
pub fn check(text: &str, claims: &[Claim], verdicts: &[Verdict], open: &[bool], dataset: &Dataset) -> String {
    let mut html = Html::default();
    if text.trim().is_empty() {
        return String::new();
    }
    summary(&mut html, claims, verdicts);
    if claims.is_empty() {
        return html.finish();
    }
    html.raw("<h2 id=\"checked-text\">The text</h2>");
    marked(&mut html, text, claims, verdicts);
    html.raw("<h2 id=\"verdicts\">Claim by claim</h2><ol class=\"verdicts\">");
    let periods = periods(dataset);
    for (index, (claim, verdict)) in claims.iter().zip(verdicts).enumerate() {
        item(&mut html, index + 1, text, claim, verdict, dataset);
        let open = open.get(index).is_some_and(|open| *open);
        corrections(&mut html, index + 1, claim, open.then_some(&periods), dataset);
        html.raw("</li>");
    }
    html.raw("</ol>").finish()
}

/// How many claims were found, and what became of them.
fn summary(html: &mut Html, claims: &[Claim], verdicts: &[Verdict]) {
    html.raw("<p class=\"check-summary\" role=\"status\">");
    match claims.len() {
        0 => {
            html.raw(
                "No claim was found that these figures are about. A claim names a figure of recorded stalking, an ",
            );
            html.raw("area and a period.");
        }
        1 => {
            html.raw("One claim was found");
        }
        many => {
            html.number(many).raw(" claims were found");
        }
    }
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for verdict in verdicts {
        let title = verdict.kind.title();
        match counted.iter_mut().find(|(other, _)| *other == title) {
            Some((_, count)) => *count += 1,
            None => counted.push((title, 1)),
        }
    }
    for (index, (title, count)) in counted.iter().enumerate() {
        html.raw(if index == 0 { ". " } else { "; " }).raw(title).raw(": ").number(*count);
    }
    if !claims.is_empty() {
        html.raw(". What was not underlined was not checked.");
    }
    if claims.len() >= MOST_CLAIMS {
        html.raw(" Only the first ").number(MOST_CLAIMS).raw(" claims of a text are read.");
    }
    html.raw("</p>");
}

fn marked(html: &mut Html, text: &str, claims: &[Claim], verdicts: &[Verdict]) {
    html.raw("<div class=\"checked\" dir=\"auto\" role=\"group\" aria-labelledby=\"checked-text\">");
    let mut at = 0;
    for (index, (claim, verdict)) in claims.iter().zip(verdicts).enumerate() {
        html.text(text.get(at..claim.span.start).unwrap_or_default());
        html.raw("<mark class=\"claim ").raw(verdict.kind.word()).raw("\"><a id=\"claim-").number(index + 1);
        html.raw("-mark\" href=\"#claim-").number(index + 1).raw("\">");
        html.text(text.get(claim.span.clone()).unwrap_or_default());
        html.raw("<span class=\"visually-hidden\"> (").raw(verdict.kind.title()).raw(")</span></a></mark>");
        at = claim.span.end;
    }
    html.text(text.get(at..).unwrap_or_default()).raw("</div>");
}

/// One claim: as it was printed and understood, the verdict, the figures side by side, the view.
fn item(html: &mut Html, number: usize, text: &str, claim: &Claim, verdict: &Verdict, dataset: &Dataset) {
    html.raw("<li id=\"claim-").number(number).raw("\" class=\"verdict ").raw(verdict.kind.word());
    html.raw("\" tabindex=\"-1\"><h3><a href=\"#claim-").number(number).raw("-mark\"><q dir=\"auto\">");
    html.text(text.get(claim.span.clone()).unwrap_or_default()).raw("</q></a> <strong>");
    html.raw(verdict.kind.title()).raw("</strong></h3><p class=\"understood\">Understood as ");
    html.text(&claim.in_words(dataset)).raw(".");
    let assumed = claim.assumed();
    if !assumed.is_empty() {
        html.raw(" <em>").text(&assumed).raw("</em>");
    }
    html.raw("</p><p>").text(&verdict.words).raw("</p>");
    if !verdict.values.is_empty() {
        html.raw("<dl>");
        for beside in &verdict.values {
            html.raw("<div><dt>").text(&beside.label).raw("</dt><dd>").text(&beside.value).raw("</dd></div>");
        }
        html.raw("</dl>");
    }
    readings(html, number, verdict);
    if let Some(query) = &verdict.query {
        link(html, number, query, dataset);
    }
}

/// The meanings among which the reader chooses.
fn readings(html: &mut Html, number: usize, verdict: &Verdict) {
    if verdict.readings.is_empty() {
        return;
    }
    html.raw("<fieldset class=\"readings\"><legend>Which period is meant?</legend>");
    for (index, reading) in verdict.readings.iter().enumerate() {
        html.raw("<label><input type=\"radio\" name=\"claim-")
            .number(number)
            .raw("-period\" id=\"claim-")
            .number(number);
        html.raw("-reading-").number(index).raw("\" value=\"").text(&reading.time.to_text()).raw("\"> <span>");
        html.text(&query::words::capitalised(&reading.time.name())).raw(" <small>").raw(reading.kind.title());
        html.raw(". ").text(&reading.words).raw("</small></span></label>");
    }
    html.raw("</fieldset>");
}

fn link(html: &mut Html, number: usize, query: &Query, dataset: &Dataset) {
    let address = query.to_address(dataset);
    html.raw("<p><a data-ask id=\"claim-").number(number).raw("-view\" href=\"");
    html.text(if address.is_empty() { "./" } else { &address }).raw("\">Show the figures");
    html.raw("<span class=\"visually-hidden\"> of claim ").number(number).raw("</span></a></p>");
}

/// Lists by which area and period are corrected, where they are open.
fn corrections(html: &mut Html, number: usize, claim: &Claim, periods: Option<&Vec<Time>>, dataset: &Dataset) {
    html.raw("<button type=\"button\" class=\"correct\" id=\"claim-").number(number).raw("-correct\" data-claim=\"");
    html.number(number).raw("\" aria-expanded=\"").raw(if periods.is_some() { "true" } else { "false" });
    html.raw("\">Understood wrongly?<span class=\"visually-hidden\"> Correct claim ").number(number);
    html.raw("</span></button>");
    let Some(periods) = periods else { return };
    html.raw("<div class=\"corrections\">");
    list(html, number, "area", "Area", |html| {
        let chosen = claim.area.filter(|_| claim.elsewhere.is_none());
        unknown(html, chosen.is_none());
        for id in dataset.area_ids() {
            let area = dataset.area(id);
            option(html, &area.code, &area.name, chosen == Some(id));
        }
    });
    list(html, number, "period", "Period", |html| {
        unknown(html, claim.time.is_none());
        if let Some(time) = claim.time.filter(|time| !periods.contains(time)) {
            option(html, &time.to_text(), &query::words::capitalised(&time.name()), true);
        }
        for time in periods {
            option(html, &time.to_text(), &query::words::capitalised(&time.name()), claim.time == Some(*time));
        }
    });
    html.raw("</div>");
}

fn list(html: &mut Html, number: usize, key: &str, label: &str, options: impl FnOnce(&mut Html)) {
    html.raw("<label class=\"select\"><span>").raw(label).raw("<span class=\"visually-hidden\"> of claim ");
    html.number(number).raw("</span></span><select id=\"claim-").number(number).raw("-").raw(key);
    html.raw("\" name=\"claim-").number(number).raw("-").raw(key).raw("\">");
    options(html);
    html.raw("</select></label>");
}

fn unknown(html: &mut Html, is_unknown: bool) {
    if is_unknown {
        option(html, "", "Choose", true);
    }
}

fn option(html: &mut Html, value: &str, name: &str, chosen: bool) {
    html.raw("<option value=\"").text(value).raw(if chosen { "\" selected>" } else { "\">" }).text(name);
    html.raw("</option>");
}

/// Periods that can be chosen: financial years, the latest first, calendar years, quarters.
fn periods(dataset: &Dataset) -> Vec<Time> {
    let (first, last) = Query::default_for(dataset).bounds(dataset);
    let mut periods: Vec<Time> = Vec::new();
    let calendar = |period: &Period| period.last.financial_quarter() == 3;
    periods.extend(Period::between(first, last, By::Year).into_iter().rev().map(Time::of));
    periods.extend(Period::between(first, last, By::Rolling).into_iter().rev().filter(calendar).map(Time::of));
    periods.extend(Period::between(first, last, By::Quarter).into_iter().rev().map(Time::of));
    periods
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset() -> Dataset {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
        Dataset::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn checked(text: &str, dataset: &Dataset) -> String {
        let claims = story::check::read(text, None, dataset);
        let verdicts = story::check::verdicts(&claims, dataset, None);
        check(text, &claims, &verdicts, &vec![true; claims.len()], dataset)
    }

    #[test]
    fn a_claim_is_underlined_and_linked_both_ways() {
        let html = checked("North Wales Police recorded 2,014 stalking offences in 2020-21.", &dataset());
        assert!(html.contains("<a id=\"claim-1-mark\" href=\"#claim-1\">2,014<span"), "{html}");
        assert!(html.contains("<li id=\"claim-1\" class=\"verdict matches\" tabindex=\"-1\">"), "{html}");
        assert!(html.contains("One claim was found. Matches: 1."), "{html}");
        assert!(html.contains("<option value=\"W15000001\" selected>North Wales</option>"), "{html}");
        assert!(html.contains("<option value=\"2020-04..2021-03\" selected>Year ending March 2021</option>"), "{html}");
        assert!(html.contains("data-ask id=\"claim-1-view\" href=\"?view=table"), "{html}");
    }

    #[test]
    fn a_text_stays_text() {
        let text = "<script>alert(1)</script> & North Wales Police recorded \"2,014\" <b>stalking</b> offences. In \
                    <Luton> there were 12 stalking offences in 2020-21.";
        let html = checked(text, &dataset());
        assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("<Luton"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
        assert!(check_form("</textarea><script>", Some((2022, 3))).contains("&lt;/textarea&gt;&lt;script&gt;"));
    }

    #[test]
    fn what_has_no_claim_says_so() {
        let dataset = dataset();
        assert_eq!(checked(" \n", &dataset), "");
        assert!(checked("The weather was fine.", &dataset).contains("No claim was found"));
    }

    #[test]
    fn meanings_can_be_chosen() {
        let html = checked("North Wales Police recorded 1,700 stalking offences in 2021.", &dataset());
        assert!(
            html.contains(
                "<input type=\"radio\" name=\"claim-1-period\" id=\"claim-1-reading-0\" value=\"2021-01..2021-12\">"
            ),
            "{html}"
        );
        assert!(html.contains("Calendar year 2021"), "{html}");
    }

    #[test]
    fn lists_are_there_for_open_claims_alone() {
        let dataset = dataset();
        let text = "North Wales Police recorded 2,014 stalking offences in 2020-21. Kent Police recorded 500 stalking offences in 2021-22.";
        let claims = story::check::read(text, None, &dataset);
        let verdicts = story::check::verdicts(&claims, &dataset, None);
        assert_eq!(claims.len(), 2);
        let html = check(text, &claims, &verdicts, &[false, true], &dataset);
        assert!(!html.contains("<select id=\"claim-1-area\""), "{html}");
        assert!(html.contains("<select id=\"claim-2-area\""), "{html}");
        assert!(html.contains("data-claim=\"1\" aria-expanded=\"false\""), "{html}");
        assert!(html.contains("data-claim=\"2\" aria-expanded=\"true\""), "{html}");
    }

    #[test]
    fn ids_are_there_once() {
        let html = checked(&"North Wales Police recorded 2,014 stalking offences in 2021. ".repeat(12), &dataset());
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for (index, id) in ids.iter().enumerate() {
            assert!(!ids[..index].contains(id), "{id}");
        }
    }
}
