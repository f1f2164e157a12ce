//! The table as HTML: whole, short, and with the words that tell what is missing.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::Dataset;
use query::{Grid, GridState, Place, Query, Selection, Sort};
use std::sync::LazyLock;

/// The committed dataset.
static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
    let json = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    Dataset::from_json(&json).unwrap_or_else(|error| panic!("{path}: {error}"))
});

fn query(address: &str) -> Query {
    let reading = Query::read_address(address, &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    reading.query
}

fn html(address: &str, state: &GridState) -> String {
    let grid = Grid::to(&query(address), &DATASET);
    markup::grid(&grid, &grid.view(state, &DATASET), state, &DATASET)
}

#[test]
fn all_forces_by_every_quarter_stay_short_whatever_is_missing() {
    for rest in [
        "",
        "&measure=rate",
        "&measure=share",
        "&measure=change",
        "&by=rolling",
        "&by=rolling&measure=change",
        "&offence=8M&measure=change",
        "&release=to-2018-03&from=2014-04",
        "&release=to-2018-03&from=2014-04&to=2025-03",
        "&measure=rate&area=E23000034",
    ] {
        let html = html(&format!("view=table&rows=forces{rest}"), &GridState::default());
        assert!(html.len() < 150_000, "{rest}: {}", html.len());
        assert_eq!(html.matches("<tr").count(), 58, "{rest}");
        let columns = html.matches("scope=\"col\"").count();
        assert_eq!(html.matches("<td").count(), 57 * (columns - 1), "{rest}");
        assert!(!html.contains("></td>"), "{rest}: an empty cell");
        assert_eq!(html.matches(" id=\"sort-").count(), columns);
    }
}

#[test]
fn a_missing_cell_is_described_by_its_reason() {
    let html = html("view=table&from=2023-07", &GridState::default());
    assert!(html.contains("<td aria-describedby=\"why-0\">no data</td>"), "{html}");
    assert!(html.contains("<td aria-describedby=\"why-1\">incomplete</td>"), "{html}");
    assert!(html.contains("<li id=\"why-0\">No release of the figures here covers this time.</li>"), "{html}");
    assert!(html.contains("<li id=\"why-1\">The four Welsh forces"), "{html}");
}

#[test]
fn regions_head_their_forces_and_can_be_folded() {
    let mut state = GridState::default();
    let address = "view=table&rows=forces&columns=measures&at=2022-04~2023-03";
    let head = "<tr class=\"head\"><th scope=\"rowgroup\"><button type=\"button\" id=\"fold-1\" data-fold=\"1\" \
                aria-expanded=\"true\">North West region <small>5 forces</small></button></th><td>18,716</td>";
    let open = html(address, &state);
    assert!(open.contains(head), "{open}");
    assert!(open.contains("<tr><th scope=\"row\">Cheshire</th>"));
    assert_eq!(open.matches("<tbody>").count(), 12);
    state.fold(1);
    let folded = html(address, &state);
    assert!(folded.contains(&head.replace("true", "false")), "{folded}");
    assert!(!folded.contains("Cheshire") && folded.contains("Cleveland"));
}

#[test]
fn the_sorted_column_says_so_and_many_headings_are_one_stop() {
    let state = GridState { sort: Sort::default().choose(Some(1)), ..GridState::default() };
    let few = html("view=table&rows=chosen&columns=measures", &state);
    assert!(
        few.contains(
            "<th scope=\"col\" aria-sort=\"descending\"><button type=\"button\" id=\"sort-2\" data-sort=\"2\">"
        )
    );
    assert_eq!(few.matches("aria-sort=\"none\"").count(), 4);
    assert!(!few.contains("tabindex"));
    let many = html("view=table&rows=chosen", &GridState::default());
    assert_eq!(many.matches("tabindex=\"-1\"").count(), 44);
    assert!(many.contains("id=\"sort-0\" data-sort=\"0\">Area<span aria-hidden=\"true\">\u{a0}"));
}

#[test]
fn what_can_not_be_shown_is_said() {
    let short = html("view=table&by=year&from=2020-07&to=2021-03", &GridState::default());
    assert!(short.contains("No whole period") && !short.contains("<table"));
    let nothing = GridState { search: "atlantis".to_owned(), ..GridState::default() };
    assert!(html("view=table&rows=forces&columns=measures", &nothing).contains("<p>No row has this name.</p>"));
    let hidden = GridState { hidden_rows: vec![0], ..GridState::default() };
    assert!(html("view=table&rows=chosen", &hidden).contains("<p>All rows are hidden.</p>"));
}

#[test]
fn the_tools_name_what_they_do() {
    let grid = Grid::to(&query("view=table&rows=forces"), &DATASET);
    let state = GridState { hidden_rows: vec![4], hidden_columns: vec![1, 2], ..GridState::default() };
    let none = markup::grid_tools(&grid, &state, None);
    for expected in [
        "data-grid=\"copy\">Copy table<",
        "data-grid=\"hide-rows\" aria-disabled=\"true\">Hide row<",
        "data-grid=\"hide-columns\" aria-disabled=\"true\">Hide column<",
        "data-grid=\"show\">Show all 3 hidden<",
        "data-grid=\"fold-all\">Fold all regions<",
    ] {
        assert!(none.contains(expected), "{expected}\n{none}");
    }
    let at = |row, column| Place { row, column };
    let some = markup::grid_tools(&grid, &GridState::default(), Some(Selection::at(at(2, 1)).to(at(4, 1))));
    assert!(
        some.contains("data-grid=\"hide-rows\">Hide 3 rows<")
            && some.contains("data-grid=\"hide-columns\">Hide column<")
    );
    assert!(!some.contains("hidden<"));
}

#[test]
fn what_is_selected_is_said() {
    let grid = Grid::to(
        &query("view=table&rows=chosen&columns=measures&area=W15000001~E23000034&at=2022-04~2023-03"),
        &DATASET,
    );
    let view = grid.view(&GridState::default(), &DATASET);
    let said = |selection| markup::selected(&grid, &view, selection, &DATASET);
    let at = |row, column| Place { row, column };
    assert_eq!(said(Selection::at(at(2, 1))), "North Wales, year ending March 2023: 1,895 offences");
    assert!(
        said(Selection::at(at(1, 2)))
            .starts_with("City of London, year ending March 2023: no figure. No rate is given")
    );
    assert_eq!(said(Selection::at(at(1, 1)).to(at(2, 3))), "2 rows by 3 columns selected, copy with Ctrl+C.");
    assert_eq!(
        said(Selection::all(3, 5)),
        "2 rows by 4 columns selected, copy with Ctrl+C. 1 marked † must be read with care."
    );
    assert_eq!(said(Selection::at(at(1, 1)).to(at(1, 2))), "1 row by 2 columns selected, copy with Ctrl+C.");
    assert_eq!(said(Selection::at(at(0, 1))), "");
}

#[test]
fn the_controls_offer_what_the_rows_allow() {
    let controls = |address: &str| markup::table_controls(&query(address), &DATASET);
    let periods = controls("view=table");
    assert!(periods.contains("id=\"rows-periods\" checked") && !periods.contains("name=\"columns\""));
    let forces = controls("view=table&rows=forces");
    assert!(forces.contains("All forces by region") && forces.contains("id=\"columns-periods\" checked"));
    assert!(!forces.contains("name=\"at\""));
    let measures = controls("view=table&rows=chosen&columns=measures&at=2021-04~2021-09");
    for expected in [
        "<option value=\"\">Year ending March 2023</option>",
        "<option value=\"2021-04~2022-03\">Year ending March 2022</option>",
        "<option value=\"2025-01~2025-03\">January to March 2025</option>",
        "<option value=\"2021-04~2021-09\" selected>April 2021 to September 2021</option>",
    ] {
        assert!(measures.contains(expected), "{expected}\n{measures}");
    }
    assert_eq!(measures.matches("Year ending March 2023").count(), 1);
}

#[test]
fn presets_are_links_and_the_one_that_is_shown_is_marked() {
    let html = markup::presets(&query("area=W15000001~K04000001&measure=rate"), &DATASET);
    assert!(html.starts_with("<section><h2>Side by side</h2><ul><li><a id=\"preset-0\" href=\"?area=W15000001~K04000001&amp;measure=rate\" data-ask aria-current=\"true\">North Wales and England and Wales, per 1,000 residents</a></li>"), "{html}");
    assert!(html.contains("href=\"./\" data-ask>Start again</a>"));
    assert_eq!(html.matches("aria-current").count(), 1);
    assert_eq!(html.matches("<section>").count(), html.matches("</section>").count());
}

#[test]
fn on_paper_a_wide_table_is_several_with_all_columns_once() {
    for (address, tables) in [
        ("view=table&compare=each&rows=forces", 6),
        ("view=table&by=year&from=2021-04&to=2023-03&rows=forces", 1),
        ("view=table&by=year", 1),
    ] {
        let grid = Grid::to(&query(address), &DATASET);
        let html = markup::paper(&grid, &DATASET);
        assert_eq!(html.matches("<table>").count(), tables, "{address}");
        assert_eq!(html.matches("</table>").count(), tables, "{address}");
        assert_eq!(html.matches("<ul hidden>").count(), 1, "{address}");
        for column in &grid.columns {
            assert_eq!(html.matches(&format!(">{}<", column.name)).count(), 1, "{address}: {}", column.name);
        }
        assert_eq!(html.matches(">Kent</th>").count(), if grid.corner == "Area" { tables } else { 0 }, "{address}");
    }
}
