//! A page of its own for each area: the view of the area as the page shows it first, and beneath it, for whoever has no
//! scripts, its story, its years as a table, and the ways to other areas.

use crate::html::Html;
use crate::{slug, standing};
use dataset::{Area, AreaId, AreaKind, Dataset, Outcomes};
use query::{Cell, Grid, Measure, Note, NoteKind, Query, Reason};
use story::Piece;

/// Folder of the areas' pages, with its slash, from the page.
const FOLDER: &str = "force/";

/// What the build writes into an area's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaPage {
    /// Its folder in `force/`.
    pub slug: String,
    /// The area's code in addresses.
    pub code: String,
    /// The area's usual name.
    pub name: String,
    /// Title of the tab, the same as the program's.
    pub title: String,
    /// One sentence with the latest figure.
    pub description: String,
    /// The view, as markup.
    pub standing: String,
    /// What is read beneath it without scripts, as markup.
    pub beneath: String,
}

/// The page of an area. Its addresses are written for the folder of the whole page.
///
/// # Errors
/// Names the part of the skeleton that is not there.
pub fn area_page(id: AreaId, dataset: &Dataset, outcomes: &Outcomes) -> Result<AreaPage, String> {
    let area = dataset.area(id);
    let query = ask("?", area, dataset);
    let answer = query::Answer::to(&query, dataset);
    let mut html = Html::default();
    let known = told(&mut html, area, &answer.notes, dataset, outcomes);
    years(&mut html, area, &known, dataset);
    ways(&mut html, id, dataset);
    html.raw("<p>Other periods, measures and offences are shown by <a href=\"./\">the whole page</a>, which draws its charts in your browser and needs JavaScript and WebAssembly, as browsers have them since 2022.</p>");
    Ok(AreaPage {
        slug: slug(area),
        code: area.code.clone(),
        name: area.name.clone(),
        title: [&answer.title, " – On Record"].concat(),
        description: story::lead(&answer, dataset),
        standing: standing(&query, dataset)?,
        beneath: html.finish(),
    })
}

/// Every area that has a page, as links: all but England and Wales, which is the page itself.
pub fn area_list(dataset: &Dataset) -> String {
    let mut html = Html::default();
    html.raw("<h1>Figures by police force</h1><p class=\"subtitle\">Stalking recorded by the police, with a chart, a table of the years and a story for each area.</p>");
    html.raw("<p><a href=\"./\">England and Wales</a>, and the whole page with all choices</p>");
    let mut list = |name: &str, belongs: &dyn Fn(&Area) -> bool| {
        let areas: Vec<&Area> = dataset.areas().iter().filter(|area| belongs(area)).collect();
        html.raw("<h2>").text(name).raw("</h2>");
        links(&mut html, name, &areas);
    };
    list("Nations and regions", &|area| matches!(area.kind, AreaKind::Nation | AreaKind::Region));
    for region in dataset.areas() {
        let of = if region.kind == AreaKind::Region { "Police forces in the " } else { "Police forces in " };
        let name = [of, &region.name].concat();
        if dataset.areas().iter().any(|area| area.region.as_ref() == Some(&region.code)) {
            list(&name, &|area| area.region.as_ref() == Some(&region.code));
        }
    }
    list("Without an area of its own", &|area| area.kind == AreaKind::NonTerritorial);
    html.finish()
}

/// The query of an area and whatever else the start of an address asks.
fn ask(start: &str, area: &Area, dataset: &Dataset) -> Query {
    Query::read_address(&[start, "&area=", &area.code].concat(), dataset).query
}

/// The story in sentences, and the notes that it has and the view has not; gives all notes so far.
fn told(html: &mut Html, area: &Area, shown: &[Note], dataset: &Dataset, outcomes: &Outcomes) -> Vec<Note> {
    let story = story::tell(&ask("?view=story", area, dataset), dataset, Some(outcomes));
    html.raw("<h2>In sentences</h2>");
    if let Some(notice) = &story.notice {
        html.raw("<p>").text(notice).raw("</p>");
    }
    for sentence in &story.sentences {
        html.raw("<p>");
        for piece in &sentence.pieces {
            match piece {
                Piece::Text(words) | Piece::Figure { text: words, .. } => html.text(words),
            };
        }
        html.raw("</p>");
    }
    html.raw("<p>").text(&story.source).raw("</p>");
    let mut known = shown.to_vec();
    more_notes(html, &story.notes, &mut known);
    known
}

/// Every measure of every financial year, as the table of the page has them; why figures are missing; and the notes
/// that are not known yet.
fn years(html: &mut Html, area: &Area, known: &[Note], dataset: &Dataset) {
    let grids: Vec<(Measure, Grid)> = Measure::ALL
        .iter()
        .map(|measure| {
            (
                *measure,
                Grid::to(&ask(&["?view=table&by=year&measure=", measure.word()].concat(), area, dataset), dataset),
            )
        })
        .collect();
    let Some((_, first)) = grids.first() else { return };
    html.raw("<h2>By financial year</h2><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table by financial year\"><table class=\"outcomes\"><caption>")
        .text(&first.caption.title)
        .raw("</caption><thead><tr><th scope=\"col\">")
        .raw(first.corner)
        .raw("</th>");
    for (measure, _) in &grids {
        html.raw("<th scope=\"col\">").raw(heading(*measure)).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    let mut reasons: Vec<Reason> = Vec::new();
    for (row, of) in first.rows.iter().enumerate() {
        html.raw(if of.after_break { "<tr class=\"break\"><th scope=\"row\">" } else { "<tr><th scope=\"row\">" });
        html.text(&query::words::capitalised(&of.name)).raw("</th>");
        for (_, grid) in &grids {
            if let Some(Cell::Missing(reason)) = grid.cell(row, 0) {
                html.raw("<td class=\"missing\">");
                if !reasons.contains(reason) {
                    reasons.push(*reason);
                }
            } else {
                html.raw("<td>");
            }
            html.text(&grid.text(row, 0)).raw("</td>");
        }
        html.raw("</tr>");
    }
    html.raw("</tbody></table></div>");
    if !reasons.is_empty() {
        html.raw("<h3>Why figures are missing</h3><ul>");
        for reason in &reasons {
            html.raw("<li>")
                .text(&query::words::capitalised(reason.short()))
                .raw(": ")
                .text(&reason.sentence(dataset))
                .raw("</li>");
        }
        html.raw("</ul>");
    }
    let mut known = known.to_vec();
    for (_, grid) in &grids {
        more_notes(html, &grid.caption.notes, &mut known);
    }
}

fn heading(measure: Measure) -> &'static str {
    match measure {
        Measure::Count => "Offences",
        Measure::Rate => "Per 1,000 residents",
        Measure::Share => "Of all recorded crime",
        Measure::Change => "On the year before",
    }
}

/// The notes that are not among those known, which are known from then on. A change of the rules has its number in the
/// view's own notes.
fn more_notes(html: &mut Html, notes: &[Note], known: &mut Vec<Note>) {
    for note in notes {
        if note.kind == NoteKind::Missing || known.iter().any(|other| other.text == note.text) {
            continue;
        }
        html.raw("<p>").text(&note.text).raw("</p>");
        known.push(note.clone());
    }
}

/// The ways to the areas around and above.
fn ways(html: &mut Html, id: AreaId, dataset: &Dataset) {
    let area = dataset.area(id);
    let of_force = |force: &dataset::ForceId| dataset.areas().iter().find(|other| other.force() == Some(*force));
    let neighbours: Vec<&Area> =
        area.force().map_or_else(Vec::new, |force| dataset.neighbours(force).iter().filter_map(of_force).collect());
    let parts: Vec<&Area> =
        if area.force().is_none() { area.forces.iter().filter_map(of_force).collect() } else { Vec::new() };
    let above: Vec<&Area> = dataset
        .areas()
        .iter()
        .filter(|other| {
            let holds = area.forces.iter().all(|force| other.forces.contains(force));
            other.code != area.code && holds && matches!(other.kind, AreaKind::Nation | AreaKind::Region)
        })
        .collect();
    html.raw("<h2>Other areas</h2>");
    for (name, areas) in
        [("Neighbouring forces", neighbours), ("Police forces in this area", parts), ("This area is part of", above)]
    {
        if !areas.is_empty() {
            html.raw("<h3>").raw(name).raw("</h3>");
            links(html, name, &areas);
        }
    }
    html.raw("<p><a href=\"./\">England and Wales</a> · <a href=\"")
        .raw(FOLDER)
        .raw("\">Figures by police force</a></p>");
}

fn links(html: &mut Html, name: &str, areas: &[&Area]) {
    html.raw("<nav aria-label=\"").text(name).raw("\"><ul class=\"ways\">");
    for area in areas {
        html.raw("<li><a href=\"").raw(FOLDER).raw(&slug(area)).raw("/\">").text(&area.name).raw("</a></li>");
    }
    html.raw("</ul></nav>");
}
