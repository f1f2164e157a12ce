//! What is taken, read back by readers that are not its writer's, and held against what the page shows.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used)]

mod common;

use common::{DATASET, OUTCOMES, origin, query, read_csv, sheet, sheet_of};
use proptest::prelude::*;
use query::{Answer, Comparison, Grid, GridState, OutOf, OutcomesAnswer, Query, View, words};
use serde_json::Value;
use take::COLUMNS;

/// A cell of the page's table as a program would read it, or its words.
fn plain(shown: &str) -> String {
    let shown = shown.trim_end_matches(" †");
    let number: String = shown.chars().filter(|letter| !matches!(letter, ',' | '%' | '+')).collect();
    let number = number.replace('−', "-");
    if number.parse::<f64>().is_ok() { number } else { shown.to_owned() }
}

/// The value of a line, or, where it is empty, the status: what the page's table writes into the cell.
fn shown(line: &[String]) -> String {
    if line[8].is_empty() { line[9].clone() } else { line[8].clone() }
}

/// The lines of a CSV below its heading, each of which must be whole.
fn lines(csv: &str) -> Vec<Vec<String>> {
    let mut lines = read_csv(csv);
    assert_eq!(lines.remove(0), COLUMNS);
    for line in &lines {
        assert_eq!(line.len(), COLUMNS.len(), "{line:?}");
        assert!(!line[9].is_empty(), "without a status: {line:?}");
        assert!(!line[8].is_empty() || line[9] != "figure", "empty without a reason: {line:?}");
        assert!(line[8].is_empty() || line[8].parse::<f64>().is_ok(), "no number: {line:?}");
        for text in [&line[0], &line[1], &line[5], &line[7], &line[9]] {
            assert!(!text.starts_with(['=', '+', '-', '@']), "a formula: {line:?}");
        }
    }
    lines
}

/// What the page's table shows for a query, cell by cell, row by row.
fn cells_of(query: &Query) -> Vec<String> {
    match query.view {
        View::Trend | View::Story | View::Check => {
            let answer = Answer::to(query, &DATASET);
            let cell = |(period, series)| answer.table_cell(series, period, &DATASET).text;
            let all = (0..answer.periods.len())
                .flat_map(|period| (0..answer.series.len()).map(move |series| (period, series)));
            all.map(cell).collect()
        }
        View::Table => {
            let grid = Grid::to(query, &DATASET);
            let view = grid.view(&GridState::default(), &DATASET);
            let mut cells = Vec::new();
            for line in &view.lines {
                cells.extend(view.columns.iter().map(|column| grid.text(line.row, *column)));
            }
            cells
        }
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_csv_read_back_equals_the_table(query in common::queries::any_query()) {
        let csv = sheet_of(&query).csv(&DATASET);
        let read: Vec<String> = lines(&csv).iter().map(|line| shown(line)).collect();
        let expected: Vec<String> = cells_of(&query).iter().map(|cell| plain(cell)).collect();
        if matches!(query.view, View::Trend | View::Table | View::Story | View::Check) {
            prop_assert_eq!(read, expected);
        }
    }

    #[test]
    fn the_json_has_the_lines_of_the_csv(query in common::queries::any_query()) {
        let sheet = sheet_of(&query);
        let json: Value = serde_json::from_str(&take::json(&sheet, &origin(), &DATASET)).unwrap();
        let rows = json["rows"].as_array().unwrap();
        let lines = lines(&sheet.csv(&DATASET));
        prop_assert_eq!(rows.len(), lines.len());
        let ids: Vec<&str> = json["notes"].as_array().unwrap().iter().map(|note| note["id"].as_str().unwrap()).collect();
        let unique = ids.iter().enumerate().all(|(at, id)| !ids[..at].contains(id));
        prop_assert!(unique, "{:?}", ids);
        for (row, line) in rows.iter().zip(&lines) {
            prop_assert_eq!(row["area_code"].as_str().unwrap(), &line[0]);
            prop_assert_eq!(row["period_end"].as_str().unwrap(), &line[3]);
            prop_assert_eq!(row["measure"].as_str().unwrap(), &line[6]);
            prop_assert_eq!(row["value"].as_f64(), line[8].parse::<f64>().ok());
            prop_assert_eq!(row["value"].is_null(), row["why"].is_string());
            prop_assert_eq!(row["count"].is_null(), line[8].is_empty() || line[12].is_empty());
            for id in row["notes"].as_array().unwrap() {
                prop_assert!(ids.contains(&id.as_str().unwrap()), "no note {} in {:?}", id, ids);
            }
        }
    }

    #[test]
    fn an_address_that_is_shared_shows_the_same(query in common::queries::any_query()) {
        let sheet = sheet_of(&query);
        for link in take::links(&sheet, &origin(), &DATASET) {
            let search = link.address.strip_prefix("https://example.org/on-record/").unwrap();
            let reading = Query::read_address(search, &DATASET);
            prop_assert_eq!(&reading.notices, &[]);
            prop_assert!(!reading.query.embed);
            let same = Query { release: query.release, at: query.at, ..reading.query };
            prop_assert_eq!(same, query.shared());
        }
    }
}

#[test]
fn north_wales_is_as_published() {
    let lines = lines(&sheet("?area=W15000001&by=year").csv(&DATASET));
    let of = |end: &str| lines.iter().find(|line| line[3] == end).unwrap().clone();
    assert_eq!(of("2022-03")[8..], ["2022", "figure", "to-2023-06", "rule-2018-04-01 rule-2020-04-01", "2022", ""]);
    let missing = of("2025-03");
    assert_eq!(missing[8..11], ["", "not supplied", "to-2025-03"]);
    assert_eq!(missing[12..], ["", ""]);
}

#[test]
fn a_rate_goes_with_what_it_was_made_from() {
    let lines = lines(&sheet("?area=W15000001&by=year&measure=rate").csv(&DATASET));
    for line in lines.iter().filter(|line| !line[8].is_empty()) {
        let (count, base): (f64, f64) = (line[12].parse().unwrap(), line[13].parse().unwrap());
        assert_eq!(words::decimal(count * 1000.0 / base, 2), line[8]);
    }
}

#[test]
fn every_force_that_is_compared_has_its_line() {
    let query = query("?view=compare&measure=rate&area=W15000001");
    let comparison = Comparison::to(&query, &DATASET);
    let lines = lines(&sheet_of(&query).csv(&DATASET));
    assert_eq!(lines.len(), comparison.rows.len() + 1);
    for (row, line) in comparison.rows.iter().zip(&lines) {
        assert_eq!(line[1], row.name);
        let cell = row.cell().unwrap();
        let expected = cell.value().map_or(String::new(), |value| words::value(query.measure, value.value));
        assert_eq!(line[8], expected);
    }
    assert_eq!(lines.last().unwrap()[1], "England and Wales");
    assert!(lines.iter().any(|line| line[1] == "City of London" && line[8].is_empty() && line[9] == "no rate"));
}

#[test]
fn outcomes_are_those_of_the_page() {
    let query = query("?view=outcomes&area=W15000001");
    let answer = OutcomesAnswer::to(&query, &DATASET, &OUTCOMES);
    let lines = lines(&sheet_of(&query).csv(&DATASET));
    let of = |start: &str, measure: &str, unit: &str| {
        lines.iter().find(|line| line[2] == start && line[6] == measure && line[7] == unit).unwrap().clone()
    };
    assert_eq!(of("2021-04", "recorded", "offences")[8..11], ["2022", "figure", "to-2023-06"]);
    assert_eq!(of("2021-04", "charged", "offences")[8..11], ["101", "figure", "outcomes-2021-22"]);
    assert_eq!(of("2021-04", "charged", "percent of offences recorded")[8], "5.0");
    assert_eq!(of("2021-04", "charged", "percent of outcomes assigned")[8], "7.2");
    // Too few for a percentage; no table at all; and a table that counted every row twice.
    assert_eq!(of("2014-04", "charged", "percent of offences recorded")[8..10], ["", "small number"]);
    assert_eq!(of("2014-04", "charged", "offences")[8..10], ["17", "figure"]);
    assert_eq!(of("2017-04", "charged", "offences")[8..11], ["", "no table of outcomes was found", ""]);
    let halved = of("2016-04", "charged", "offences");
    assert_eq!(halved[9], "halved");
    assert!(halved[11].contains("method-"), "{halved:?}");
    let parts: Vec<i64> = answer.rows.last().unwrap().parts(OutOf::Recorded);
    let total: i64 = lines
        .iter()
        .filter(|line| line[2] == "2021-04" && line[7] == "offences" && line[6] != "recorded")
        .map(|line| line[8].parse::<i64>().unwrap())
        .sum();
    assert_eq!(total, parts.iter().sum::<i64>());
}

#[test]
fn a_sum_of_outcomes_says_how_many_forces_it_holds_and_each_year_its_release() {
    let of = |address: &str, start: &str, measure: &str| {
        let lines = lines(&sheet(address).csv(&DATASET));
        lines.into_iter().find(|line| line[2] == start && line[6] == measure && line[7] == "offences").unwrap()
    };
    let first = of("?view=outcomes", "2014-04", "recorded");
    assert_eq!(first[8..10], ["2028", "36 of 44 forces"]);
    assert!(first[11].contains("missing-"), "{first:?}");
    assert_eq!(of("?view=outcomes", "2019-04", "charged")[9], "43 of 44 forces");
    assert_eq!(of("?view=outcomes", "2021-04", "recorded")[9], "figure");
    // A release that does not have the year is not named as its source.
    assert_eq!(of("?view=outcomes&release=to-2018-03", "2021-04", "recorded")[10], "to-2023-06");
    assert_eq!(of("?view=outcomes&release=to-2023-06", "2021-04", "recorded")[10], "to-2023-06");
}

#[test]
fn a_view_that_is_refused_has_no_lines_and_says_why() {
    for address in ["?view=outcomes&offence=8L", "?view=compare&compare=change&at=2020-04~2021-03"] {
        let sheet = sheet(address);
        assert_eq!(lines(&sheet.csv(&DATASET)), Vec::<Vec<String>>::new(), "{address}");
        assert!(sheet.refused.is_some_and(|why| why.len() > 20), "{address}");
    }
}

#[test]
fn all_figures_are_all() {
    let lines = lines(&take::all_figures(&DATASET));
    let mut expected = 0;
    for release in DATASET.release_ids() {
        let release = DATASET.release(release);
        expected += release.from.to(release.to).len() * DATASET.areas().len() * DATASET.offences().len();
    }
    assert_eq!(lines.len(), expected);
    let of = |release: &str, area: &str, start: &str| {
        let same = |line: &&Vec<String>| line[10] == release && line[0] == area && line[2] == start && line[4] == "8Q";
        lines.iter().find(same).unwrap().clone()
    };
    assert_eq!(of("to-2023-06", "W15000001", "2021-04")[8], "477");
    assert_eq!(of("to-2025-03", "W15000001", "2024-04")[8..10], ["", "not supplied"]);
    assert_eq!(of("to-2025-03", "K04000001", "2024-04")[8..10], ["", "incomplete"]);
    assert_eq!(of("to-2023-06", "W15000001", "2013-04")[8..10], ["", "not applicable"]);
    let notes = take::all_notes(&DATASET);
    for line in &lines {
        for id in line[11].split(' ').filter(|id| !id.is_empty()) {
            assert!(notes.iter().any(|note| note.id == id), "no note {id}");
        }
    }
}

#[test]
fn no_name_could_begin_a_formula() {
    let names =
        DATASET.areas().iter().map(|area| &area.name).chain(DATASET.offences().iter().map(|offence| &offence.name));
    for name in names {
        assert!(name.starts_with(|letter: char| letter.is_ascii_uppercase()), "{name}");
    }
}
