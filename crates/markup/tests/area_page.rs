//! The page of an area and the page before there is a program, on the committed figures.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::{AreaId, Dataset, Outcomes};
use markup::AreaPage;
use query::{Answer, Cell, Measure, Query, words};
use std::fs;

fn read(name: &str) -> String {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn figures() -> (Dataset, Outcomes) {
    let dataset = Dataset::from_json(&read("recorded.json")).unwrap();
    let outcomes = Outcomes::from_json(&read("outcomes.json"), &dataset).unwrap();
    (dataset, outcomes)
}

fn areas(dataset: &Dataset) -> Vec<AreaId> {
    dataset.area_ids().filter(|id| *id != dataset.england_and_wales()).collect()
}

fn page_of(code: &str, (dataset, outcomes): &(Dataset, Outcomes)) -> AreaPage {
    markup::area_page(dataset.area_by_code(code).unwrap(), dataset, outcomes).unwrap()
}

/// Elements without content.
const VOID: [&str; 2] = ["input", "br"];

/// That every element is closed where it should be, that no id is there twice, and that nothing stands in the markup
/// that the content security policy refuses.
fn expect_well_formed(html: &str, what: &str) {
    let (mut open, mut ids): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("{what}: <{piece} has no end"));
        assert!(!text.contains('>'), "{what}: a sign that is no markup stands in {text}");
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{what}: before {text}");
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{what}: {tag}");
        let mut outside = tag.split('"').step_by(2);
        assert!(outside.all(|words| !words.contains(" style=") && !words.contains(" on")), "{what}: {tag}");
        ids.extend(tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{what}: {open:?} are not closed");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{what}: an id is there twice");
}

/// Rows of the table by year: the name of the year and the words of its cells.
fn rows(beneath: &str) -> Vec<Vec<&str>> {
    let table = beneath.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).unwrap();
    table
        .split("<tr")
        .skip(1)
        .map(|row| {
            row.split('<')
                .filter_map(|piece| piece.split_once('>'))
                .map(|(_, text)| text)
                .filter(|text| !text.is_empty())
                .collect()
        })
        .collect()
}

#[test]
fn every_figure_of_every_area_is_that_of_the_answer_and_every_gap_has_its_reason() {
    let all = figures();
    let (dataset, _) = &all;
    for id in areas(dataset) {
        let code = &dataset.area(id).code;
        let page = page_of(code, &all);
        let rows = rows(&page.beneath);
        for (column, measure) in Measure::ALL.iter().enumerate() {
            let address = format!("?area={code}&by=year&measure={}", measure.word());
            let answer = Answer::to(&Query::read_address(&address, dataset).query, dataset);
            assert_eq!(rows.len(), answer.periods.len(), "{address}");
            for (period, cell) in answer.periods.iter().zip(&answer.series[0].cells) {
                let name = words::capitalised(&period.to_string());
                let row = rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{address}: no {name}"));
                match cell {
                    Cell::Value(value) => {
                        assert_eq!(
                            row[column + 1].trim_end_matches(" †"),
                            words::value(*measure, value.value),
                            "{address} {name}"
                        );
                        assert_eq!(row[column + 1].ends_with(" †"), value.needs_care(*measure), "{address} {name}");
                    }
                    Cell::Missing(reason) => {
                        assert_eq!(row[column + 1], reason.short(), "{address} {name}");
                        let why = markup::text(&reason.sentence(dataset));
                        assert!(page.beneath.contains(&why), "{address} {name}: {why}");
                    }
                }
            }
        }
    }
}

#[test]
fn pages_are_well_formed_and_lead_to_pages_that_are_there() {
    let all = figures();
    let (dataset, _) = &all;
    let pages: Vec<AreaPage> = areas(dataset).iter().map(|id| page_of(&dataset.area(*id).code, &all)).collect();
    let list = markup::area_list(dataset);
    expect_well_formed(&list, "the list");
    for page in &pages {
        expect_well_formed(&page.standing, &page.slug);
        expect_well_formed(&page.beneath, &page.slug);
        assert!(list.contains(&format!("href=\"force/{}/\"", page.slug)), "the list lacks {}", page.slug);
        for link in page.beneath.split("href=\"force/").skip(1) {
            let slug = link.split('/').next().unwrap_or_default();
            assert!(
                slug == "\">Figures by police force<" || pages.iter().any(|other| other.slug == slug),
                "{}: {slug}",
                page.slug
            );
            assert_ne!(slug, page.slug);
        }
    }
}

#[test]
fn the_ways_from_an_area_are_its_neighbours_its_parts_and_what_it_is_part_of() {
    let all = figures();
    let wales = page_of("W15000001", &all).beneath;
    for way in [
        "force/dyfed-powys/\">Dyfed-Powys",
        "force/cheshire/\">Cheshire",
        "force/wales/\">Wales",
        "href=\"./\">England and Wales",
    ] {
        assert!(wales.contains(way), "{way}: {wales}");
    }
    assert!(!wales.contains("force/england/"));
    let region = page_of("E12000005", &all).beneath;
    for way in ["force/west-midlands/\">West Midlands<", "force/england/\">England<"] {
        assert!(region.contains(way), "{way}: {region}");
    }
    let transport = page_of("BTP", &all).beneath;
    assert!(!transport.contains("Neighbouring") && !transport.contains("part of"), "{transport}");
}

#[test]
fn a_page_says_what_the_program_says() {
    let all = figures();
    let (dataset, outcomes) = &all;
    let page = page_of("W15000001", &all);
    assert_eq!(page.slug, "north-wales");
    assert_eq!(page.title, "Stalking recorded by North Wales Police – On Record");
    assert!(
        page.description.starts_with("North Wales Police recorded 1,895 offences of stalking"),
        "{}",
        page.description
    );
    let query = Query::read_address("?area=W15000001", dataset).query;
    let answer = Answer::to(&query, dataset);
    for part in [
        markup::tabs(&query, dataset),
        markup::headline(&answer.caption(), &answer, dataset),
        markup::notes(&answer.caption()),
        markup::chips(&query, dataset),
    ] {
        assert!(page.standing.contains(&part), "{part}");
    }
    let story = story::tell(&Query::read_address("?view=story&area=W15000001", dataset).query, dataset, Some(outcomes));
    assert!(story.sentences.len() > 5);
    for sentence in story.to_text().lines().filter(|line| line.ends_with('.')) {
        assert!(
            page.beneath.contains(&markup::text(sentence)) || page.standing.contains(&markup::text(sentence)),
            "{sentence}"
        );
    }
}

#[test]
fn the_controls_stand_as_the_query_has_them() {
    let (dataset, _) = figures();
    let html = markup::standing(&Query::read_address("", &dataset).query, &dataset).unwrap();
    expect_well_formed(&html, "the first view");
    for chosen in [
        "value=\"count\" id=\"measure-count\" checked",
        "value=\"quarter\" id=\"by-quarter\" checked",
        "<option value=\"8Q\" selected",
        "<option value=\"latest\" selected",
    ] {
        assert!(html.contains(chosen), "{chosen}: {html}");
    }
    assert_eq!(html.matches(" checked").count(), 2);
    assert_eq!(html.matches(" selected").count(), 4);
    assert_eq!(html.matches("<svg ").count(), 3, "two pictures and a swatch");
}

#[test]
fn the_dots_of_the_picture_are_those_of_the_chart() {
    let (dataset, _) = figures();
    for id in dataset.area_ids() {
        let code = &dataset.area(id).code;
        let query = Query::read_address(&format!("?area={code}"), &dataset).query;
        let answer = Answer::to(&query, &dataset);
        let known = answer.series[0].cells.iter().filter(|cell| cell.value().is_some()).count();
        let html = markup::standing(&query, &dataset).unwrap();
        for (class, next) in [("narrow", "<div class=\"wide\">"), ("wide", "<div id=\"tip\">")] {
            let picture = html
                .split(&format!("<div class=\"{class}\">"))
                .nth(1)
                .and_then(|rest| rest.split(next).next())
                .unwrap();
            let curve = picture
                .split(&format!("marker-start=\"url(#{class})\""))
                .next()
                .filter(|_| picture.contains("marker-start"));
            let corners = curve.map_or(0, |before| {
                let path = before.rsplit(" d=\"").next().unwrap_or_default().split('"').next().unwrap_or_default();
                path.matches(['M', 'L']).count()
            });
            let lone = picture.split("</marker>").last().unwrap_or_default().matches("r=\"").count();
            assert!(corners + lone >= known && corners <= known, "{code} {class}: {corners} and {lone} for {known}");
        }
    }
}

/// The picture of a width, as it stands in the page.
fn picture<'a>(html: &'a str, class: &str) -> &'a str {
    let rest = html.split(&format!("<div class=\"{class}\">")).nth(1).unwrap();
    rest.split(if class == "narrow" { "<div class=\"wide\">" } else { "<div id=\"tip\">" }).next().unwrap()
}

#[test]
fn the_lines_behind_are_the_figures_of_the_other_forces() {
    let (dataset, _) = figures();
    for code in ["W15000001", "E23000001", "E23000034"] {
        let query = Query::read_address(&format!("?area={code}"), &dataset).query;
        let answer = Answer::to(&query, &dataset);
        let html = markup::standing(&query, &dataset).unwrap();
        let group = html.split("<g id=\"behind\"").nth(1).and_then(|rest| rest.split("</g>").next()).unwrap();
        let lines = chart::behind(&answer, 350.0).lines;
        let written: Vec<chart::Runs> =
            group.split(" d=\"").skip(1).map(|rest| read_line(rest.split('"').next().unwrap())).collect();
        assert_eq!(written, lines, "{code}");
        assert!(lines.len() > 30, "{code}");
        let whole = |class: &str| picture(&html, class).matches("<g id=\"behind\"").count();
        let used = |class: &str| picture(&html, class).matches("<use href=\"#behind\"/>").count();
        assert_eq!((whole("narrow") + whole("wide"), used("narrow") + used("wide")), (1, 1), "{code}");
    }
}

/// The points of a line from the steps that are written, values upwards.
fn read_line(path: &str) -> chart::Runs {
    let (mut x, mut y) = (0_i64, 0_i64);
    let run = |run: &str| {
        let spaced = run.replace('-', " -");
        let steps: Vec<i64> = spaced.split_whitespace().map(|step| step.parse().unwrap()).collect();
        let mut points = Vec::new();
        for step in steps.chunks(2) {
            (x, y) = (x + step[0], y + step[1]);
            points.push((usize::try_from(x).unwrap(), -y as f64));
        }
        points
    };
    path.split('m').skip(1).map(run).collect()
}

/// `UPDATE_GOLDEN=1` writes it anew.
#[test]
fn the_page_of_north_wales_is_as_expected() {
    let page = page_of("W15000001", &figures());
    let now = [&page.title, "\n", &page.description, "\n", &page.beneath.replace("><", ">\n<"), "\n"].concat();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/north-wales.html");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path, &now).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if now != expected {
        fs::write(path.replace(".html", ".changed.html"), &now).unwrap();
        panic!("another page of North Wales: see tests/golden/north-wales.changed.html");
    }
}
