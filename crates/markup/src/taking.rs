//! What can be taken elsewhere: files, pictures, links, the citation.

use crate::html::Html;
use take::{Citation, Link};

/// What of a view can be downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Takeable {
    /// Figures, as files and as a table.
    pub figures: bool,
    /// A picture.
    pub picture: bool,
    /// Sentences.
    pub words: bool,
}

/// The panel of downloads; `refused` says why the view has no figures, if so.
pub fn download_panel(takeable: Takeable, refused: Option<&str>) -> String {
    let mut html = Html::default();
    html.raw("<h2 id=\"take-title\">Download</h2>");
    if let Some(refused) = refused {
        html.raw("<p>There are no figures to take from this view. ").text(refused).raw("</p>");
    }
    if takeable.figures {
        let files = [
            ("csv", "Figures (CSV)"),
            ("json", "Figures with notes (JSON)"),
            ("notes", "Notes (text)"),
            ("table", "Copy table"),
        ];
        group(&mut html, "Figures that are shown", &files);
    }
    if takeable.words {
        group(&mut html, "Story", &[("text", "Plain text"), ("markdown", "Markdown"), ("html", "HTML")]);
    }
    if takeable.picture {
        let files = [
            ("svg", "SVG"),
            ("png-1", "PNG"),
            ("png-2", "PNG, twice the size"),
            ("png-4", "PNG, four times the size"),
            ("picture", "Copy picture"),
        ];
        group(&mut html, "Picture, with title, notes and source", &files);
        html.raw("<label class=\"grid-check\"><input type=\"checkbox\" id=\"take-narrow\">");
        html.raw("<span>Narrow picture: 640 pixels wide, not 1,200</span></label>");
    }
    let files = [("all", "All figures (CSV)"), ("all-notes", "Notes on all figures (text)")];
    group(&mut html, "Every area, quarter, offence and release", &files);
    html.raw(STATUS).finish()
}

/// The panel of links and of the citation; with a button for the device's own way to share, where there is one.
pub fn share_panel(links: &[Link], citation: &Citation, has_sheet: bool) -> String {
    let mut html = Html::default();
    html.raw("<h2 id=\"take-title\">Share and cite</h2>");
    for (number, link) in links.iter().enumerate() {
        let id = ["take-link-", &number.to_string()].concat();
        let copy = ["Copy l", link.label.get(1..).unwrap_or_default()].concat();
        quote(&mut html, &id, &link.label, &link.address, &copy, &[]);
    }
    if links.len() > 1 {
        html.raw("<p>Police forces revise their figures: a link that pins a release shows that release alone, for as long as the page is hosted.");
        if links.len() > 2 {
            html.raw(" What is shown comes from several releases, so that each of these shows a part of it.");
        }
        html.raw("</p>");
    }
    if has_sheet {
        html.raw("<div class=\"story-tools\">");
        button(&mut html, "share", "Share with an app…");
        html.raw("</div>");
    }
    quote(&mut html, "take-plain", "Citation", &citation.plain, "Copy citation", &[]);
    quote(&mut html, "take-bibtex", "BibTeX", &citation.bibtex, "Copy BibTeX", &[("bibtex", "Download BibTeX")]);
    quote(&mut html, "take-csl", "CSL-JSON", &citation.csl_json, "Copy CSL-JSON", &[("csl", "Download CSL-JSON")]);
    html.raw(STATUS).finish()
}

/// Where it is said what became of what was asked.
const STATUS: &str = "<p id=\"take-status\" class=\"grid-status\" role=\"status\"></p>";

fn group(html: &mut Html, heading: &str, buttons: &[(&str, &str)]) {
    html.raw("<h3>").text(heading).raw("</h3><div class=\"story-tools\">");
    for (what, name) in buttons {
        button(html, what, name);
    }
    html.raw("</div>");
}

fn button(html: &mut Html, what: &str, name: &str) {
    html.raw("<button type=\"button\" id=\"get-").raw(what).raw("\" data-get=\"").raw(what).raw("\">").text(name);
    html.raw("</button>");
}

/// A text to be read, selected and copied.
fn quote(html: &mut Html, id: &str, label: &str, text: &str, copy: &str, more: &[(&str, &str)]) {
    html.raw("<label class=\"take-quote\" for=\"")
        .raw(id)
        .raw("\">")
        .text(label)
        .raw("</label><textarea id=\"")
        .raw(id);
    html.raw("\" readonly spellcheck=\"false\" rows=\"").number(text.lines().count().max(2)).raw("\">").text(text);
    html.raw("</textarea><div class=\"story-tools\"><button type=\"button\" id=\"copy-").raw(id);
    html.raw("\" data-copy-from=\"").raw(id).raw("\">").text(copy).raw("</button>");
    for (what, name) in more {
        button(html, what, name);
    }
    html.raw("</div>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_without_a_picture_has_no_button_for_one() {
        let panel = download_panel(Takeable { figures: true, ..Takeable::default() }, None);
        assert!(panel.contains("data-get=\"csv\"") && panel.contains("data-get=\"all\""));
        assert!(!panel.contains("SVG") && !panel.contains("Copy picture") && !panel.contains("Markdown"));
    }

    #[test]
    fn a_refusal_is_told_and_all_figures_can_still_be_had() {
        let panel = download_panel(Takeable::default(), Some("Both periods are the same one."));
        assert!(panel.contains("Both periods are the same one."));
        assert!(!panel.contains("data-get=\"csv\"") && panel.contains("data-get=\"all\""));
    }

    #[test]
    fn what_is_quoted_is_no_markup() {
        let link = Link { label: "A link".to_owned(), address: "https://example.org/?a=<b>&c".to_owned() };
        let citation = Citation { plain: "<i>".to_owned(), bibtex: String::new(), csl_json: String::new() };
        let panel = share_panel(&[link], &citation, false);
        assert!(panel.contains("?a=&lt;b&gt;&amp;c</textarea>") && panel.contains("&lt;i&gt;"));
        assert!(!panel.contains("data-get=\"share\""));
    }
}
