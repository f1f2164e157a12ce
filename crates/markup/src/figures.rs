//! What stands around a view: the bar of views, notices, the key figures, the notes.

use crate::html::Html;
use dataset::Dataset;
use query::{AddressNotice, Answer, Caption, NoteKind, Query, View};

/// The views there are, in the order of the bar.
const VIEWS: [(View, &str); 7] = [
    (View::Trend, "Trend"),
    (View::Compare, "Compare"),
    (View::Map, "Map"),
    (View::Outcomes, "Outcomes"),
    (View::Table, "Table"),
    (View::Story, "Story"),
    (View::Check, "Check an article"),
];

/// The bar of views, as links to the same question.
pub fn tabs(query: &Query, dataset: &Dataset) -> String {
    let mut html = Html::default();
    html.raw("<ul class=\"tabs\">");
    let shown = if VIEWS.iter().any(|(view, _)| *view == query.view) { query.view } else { View::Trend };
    for (view, name) in VIEWS {
        let current = if view == shown { " aria-current=\"page\"" } else { "" };
        html.raw("<li>").raw(&link(query, view, dataset, "tab-", current)).text(name).raw("</a></li>");
    }
    html.raw("</ul>").finish()
}

/// The start of a link to another view of the same question.
fn link(query: &Query, view: View, dataset: &Dataset, id: &str, attributes: &str) -> String {
    let address = Query { view, ..query.clone() }.to_address(dataset);
    let address = if address.is_empty() { "./" } else { &address };
    let word = view.word();
    let mut html = Html::default();
    html.raw("<a href=\"").text(address).raw("\" id=\"").raw(id).raw(word);
    html.raw("\" data-ask=\"\"").raw(attributes).raw(">").finish()
}

/// The way from the chart to the same figures as a table, by the question whose table holds them.
pub fn link_to_table(query: &Query, dataset: &Dataset) -> String {
    link(query, View::Table, dataset, "to-", " data-leads=\"\"") + "Show these figures as a table</a>"
}

/// What the address asked for and could not be had; nothing where all could.
pub fn notices(notices: &[AddressNotice], query: &Query) -> String {
    if notices.is_empty() {
        return String::new();
    }
    let mut html = Html::default();
    html.raw("<h2>Part of the address was not used</h2><ul>");
    for notice in notices {
        html.raw("<li>").text(&notice.to_string()).raw("</li>");
    }
    // In an article's frame the beginning is the frame's, not the whole page.
    let start = if query.embed { "./?embed=1" } else { "./" };
    html.raw("</ul><a href=\"").raw(start).raw("\" id=\"restart\">Start from the beginning</a>").finish()
}

/// Title, measure and period, and, where lines or figures are shown, the key figures of the first area; in an
/// article's frame, which has a text of its own around it, the title, measure and period alone; of a view that is not
/// there, the title.
pub fn headline(caption: &Caption, answer: &Answer, dataset: &Dataset) -> String {
    let mut html = Html::default();
    html.raw("<h1>").text(&caption.title).raw("</h1><p class=\"subtitle\">").text(&caption.subtitle);
    html.raw("</p>");
    let is_bare = answer.query.embed || caption.subtitle.is_empty();
    let told = matches!(answer.query.view, View::Compare | View::Map | View::Outcomes | View::Story | View::Check);
    if is_bare || told {
        return html.finish();
    }
    html.raw("<ul class=\"key-figures\" aria-label=\"Key figures\">");
    for figure in answer.headline.key_figures(dataset) {
        html.raw(if figure.missing { "<li class=\"missing\">" } else { "<li>" });
        html.raw("<strong>").text(&figure.value).raw("</strong> <span>").text(&figure.label).raw("</span></li>");
    }
    html.raw("</ul>").finish()
}

/// What must be known to read the figures; nothing where there are none.
pub fn notes(caption: &Caption) -> String {
    let mut html = Html::default();
    if caption.notes.is_empty() {
        return String::new();
    }
    html.raw("<h2 id=\"notes-title\">Read with care</h2><ul>");
    for note in &caption.notes {
        html.raw("<li>");
        if let NoteKind::RuleChange(number) = note.kind {
            html.raw("<b>(").number(number).raw(")</b> ");
        }
        html.text(&note.text).raw("</li>");
    }
    html.raw("</ul>").finish()
}

/// What is said of the point that is pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tooltip {
    /// Pixels from the chart's left edge to the point.
    pub x: i32,
    /// Pixels from the chart's top edge to the point.
    pub y: i32,
    /// Pixels from the chart's right edge, where the words stand left of the point.
    pub from_right: Option<i32>,
    /// Whether a ring shows where the point is.
    pub ring: bool,
    /// Whether the point has no value.
    pub missing: bool,
    /// Area and period.
    pub heading: String,
    /// The value and what it was made from, or why there is none.
    pub value: String,
}

/// A ring around the point and the words beside it. Hidden from screen readers: the point says the same. Where they
/// stand is in `data-` attributes, for the page to set: styles written in markup are refused where the page is hosted
/// as it should be.
pub fn tooltip(tooltip: &Tooltip) -> String {
    /// Height in pixels of the words' box above the point.
    const ABOVE: i32 = 70;
    let mut html = Html::default();
    let place = |html: &mut Html, edge: &str, x: i32, y: i32| {
        html.raw(" data-edge=\"").raw(edge).raw("\" data-x=\"").raw(&x.to_string());
        html.raw("\" data-y=\"").raw(&y.to_string()).raw("\"");
    };
    if tooltip.ring {
        html.raw("<div class=\"pointed").raw(if tooltip.missing { " missing\"" } else { "\"" });
        place(&mut html, "left", tooltip.x, tooltip.y);
        html.raw("></div>");
    }
    html.raw("<div class=\"tooltip\" aria-hidden=\"true\"");
    let (edge, x) = tooltip.from_right.map_or(("left", tooltip.x), |x| ("right", x));
    place(&mut html, edge, x, (tooltip.y - ABOVE).max(0));
    html.raw("><strong>").text(&tooltip.heading).raw("</strong><span>").text(&tooltip.value);
    html.raw("</span></div>").finish()
}

/// In place of a view that is on its way.
pub fn loading() -> String {
    "<p>Loading this view…</p>".to_owned()
}

/// In place of a view that could not be had; everything else goes on.
pub fn failed(problem: &str) -> String {
    again("This view", problem, " The other views work without it.", "retry")
}

/// In place of the questions that people ask, where they could not be had.
pub fn presets_failed(problem: &str) -> String {
    ["<div role=\"alert\">", &again("These questions", problem, "", "again"), "</div>"].concat()
}

/// In place of the other offences, where they could not be had.
pub fn offences_failed(problem: &str) -> String {
    again("The other offences", problem, " Nothing else is shown in their place.", "retry")
}

/// What could not be loaded, why, and a button with this id, and with an attribute for the page to listen for.
pub(crate) fn again(what: &str, problem: &str, rest: &str, id: &str) -> String {
    let mut html = Html::default();
    html.raw("<h2>").raw(what).raw(" could not be loaded</h2><p>");
    // A browser's words end as they please.
    html.text(problem.trim_end_matches('.'))
        .raw(".")
        .raw(rest)
        .raw("</p><button type=\"button\" id=\"")
        .raw(id)
        .raw("\" data-")
        .raw(id)
        .raw(">Try again</button>")
        .finish()
}
