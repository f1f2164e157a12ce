//! What the tests share: the committed figures, and the sheet of an address, as the page makes it.
#![allow(
    dead_code,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test uses a part of it, and may stop"
)]

#[path = "../../../query/tests/common/queries.rs"]
pub mod queries;

use dataset::{Dataset, Map, Outcomes};
use query::{Answer, Comparison, Grid, GridState, OutcomesAnswer, Places, Query, View};
use std::sync::LazyLock;
use take::{Origin, Sheet};

fn read(name: &str) -> String {
    let path = [env!("CARGO_MANIFEST_DIR"), "/../../data/", name].concat();
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The committed dataset.
pub static DATASET: LazyLock<Dataset> = LazyLock::new(|| Dataset::from_json(&read("recorded.json")).unwrap());
/// The committed outcomes.
pub static OUTCOMES: LazyLock<Outcomes> =
    LazyLock::new(|| Outcomes::from_json(&read("outcomes.json"), &DATASET).unwrap());
/// The committed boundaries.
pub static MAP: LazyLock<Map> = LazyLock::new(|| Map::from_json(&read("map.json"), &DATASET).unwrap());

/// Where the tests take things from.
pub fn origin() -> Origin {
    Origin {
        page: "https://example.org/on-record/".to_owned(),
        build: "test".to_owned(),
        today: "2026-11-25".to_owned(),
    }
}

/// The query of an address that must be understood whole.
pub fn query(address: &str) -> Query {
    let reading = Query::read_address(address, &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    reading.query
}

/// The sheet of a query.
pub fn sheet_of(query: &Query) -> Sheet {
    match query.view {
        View::Compare => Sheet::of_comparison(&Comparison::to(query, &DATASET), &DATASET),
        View::Map => Sheet::of_places(&Places::to(query, &DATASET), &DATASET),
        View::Outcomes => Sheet::of_outcomes(&OutcomesAnswer::to(query, &DATASET, &OUTCOMES), &DATASET),
        View::Table => {
            let grid = Grid::to(query, &DATASET);
            let view = grid.view(&GridState::default(), &DATASET);
            Sheet::of_grid(&grid, &view, query, &DATASET)
        }
        View::Trend | View::Story | View::Check => Sheet::of_answer(&Answer::to(query, &DATASET), &DATASET),
    }
}

/// The sheet of an address.
pub fn sheet(address: &str) -> Sheet {
    sheet_of(&query(address))
}

/// A reader of CSV that shares nothing with what writes it: goes through the text letter by letter by the rules of
/// RFC 4180, and refuses what breaks them.
pub fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut letters = text.strip_prefix('\u{feff}').expect("the mark of UTF-8").chars().peekable();
    let (mut lines, mut line, mut field) = (Vec::new(), Vec::new(), String::new());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                assert!(field.is_empty(), "a quote within a field that is not quoted");
                loop {
                    match letters.next().expect("an end of the quoted field") {
                        '"' if letters.peek() == Some(&'"') => field.push(letters.next().unwrap()),
                        '"' => break,
                        other => field.push(other),
                    }
                }
                assert!(matches!(letters.peek(), Some(',' | '\r')), "something after a quoted field");
            }
            ',' => line.push(std::mem::take(&mut field)),
            '\r' => {
                assert_eq!(letters.next(), Some('\n'), "CR without LF");
                line.push(std::mem::take(&mut field));
                lines.push(std::mem::take(&mut line));
            }
            '\n' => panic!("LF without CR"),
            other => field.push(other),
        }
    }
    assert!(field.is_empty() && line.is_empty(), "the last line ends in CRLF");
    lines
}
