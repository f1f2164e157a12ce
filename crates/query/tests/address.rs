//! Every state has an address, and every address, however damaged, has a state.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::DATASET;
use common::queries::any_query;
use proptest::prelude::*;
use query::{Answer, MOST_AREAS, Query};

/// Query strings that look like addresses, some of them right, most of them damaged.
fn any_address() -> impl Strategy<Value = String> {
    let keys =
        "(view|area|offence|measure|by|from|to|release|embed|theme|lang|at|against|order|rows|childId|[a-z%]{0,6})";
    let values = "([A-Z0-9~]{0,24}|W15000001~?|K04000001|8[A-Z]|[a-z-]{0,12}|latest|to-20[0-9]{2}-[0-9]{2}|20[0-9]{2}-[0-9]{2}(~20[0-9]{2}-[0-9]{2})?|%[0-9a-fA-F]{0,2}|\\PC{0,12}|<script>)";
    let pair = (keys, values).prop_map(|(key, value)| format!("{key}={value}"));
    prop_oneof![prop::collection::vec(pair, 0..9).prop_map(|pairs| pairs.join("&")), "\\PC{0,80}", ".{0,40}"]
}

proptest! {
    #[test]
    fn any_query_returns_through_its_address(query in any_query()) {
        let address = query.to_address(&DATASET);
        let reading = Query::read_address(&address, &DATASET);
        prop_assert_eq!(reading.notices, []);
        prop_assert_eq!(reading.query, query);
    }

    #[test]
    fn any_query_has_a_whole_answer(query in any_query()) {
        let answer = Answer::to(&query, &DATASET);
        prop_assert_eq!(answer.series.len(), query.areas.len());
        let (from, to) = query.span(&DATASET);
        prop_assert!(from <= to);
        prop_assert!(query.starts(&DATASET).contains(&from) && query.ends(&DATASET).contains(&to));
        for series in answer.series.iter().chain(&answer.context) {
            prop_assert_eq!(series.cells.len(), answer.periods.len());
            for cell in &series.cells {
                match cell {
                    query::Cell::Value(value) => prop_assert!(value.value.is_finite()),
                    query::Cell::Missing(reason) => {
                        prop_assert!(!reason.sentence(&DATASET).trim().is_empty());
                        prop_assert!(!reason.short().is_empty());
                    }
                }
            }
        }
        for text in [&answer.title, &answer.subtitle, &answer.description] {
            prop_assert!(!text.is_empty() && !text.contains("NaN"));
        }
    }

    #[test]
    fn controls_never_leave_a_start_after_its_end(query in any_query(), at in 0_usize..60, start in any::<bool>()) {
        let mut query = query;
        let offered = if start { query.starts(&DATASET) } else { query.ends(&DATASET) };
        prop_assert!(!offered.is_empty());
        let quarter = offered[at % offered.len()];
        if start { query.set_from(quarter, &DATASET) } else { query.set_to(quarter, &DATASET) }
        let (from, to) = query.span(&DATASET);
        prop_assert_eq!(if start { from } else { to }, quarter);
        if let (Some(from), Some(to)) = (query.from, query.to) {
            prop_assert!(from <= to);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_address_is_too_damaged_for_a_state(address in any_address()) {
        let reading = Query::read_address(&address, &DATASET);
        prop_assert!((1..=MOST_AREAS).contains(&reading.query.areas.len()));
        // What was understood is a state like any other: it has an address of its own, without notices.
        let again = Query::read_address(&reading.query.to_address(&DATASET), &DATASET);
        prop_assert_eq!(again.notices, []);
        prop_assert_eq!(again.query, reading.query);
        for notice in &reading.notices {
            prop_assert!(notice.to_string().chars().count() < 400);
        }
    }
}

fn notices(address: &str) -> Vec<String> {
    Query::read_address(address, &DATASET).notices.iter().map(ToString::to_string).collect()
}

#[test]
fn the_default_has_an_empty_address() {
    let query = Query::default_for(&DATASET);
    assert_eq!(query.to_address(&DATASET), "");
    assert_eq!(Query::read_address("?", &DATASET).query, query);
    assert_eq!(
        Query::read_address(
            "?view=trend&area=K04000001&offence=8Q&measure=count&by=quarter&release=latest&theme=auto&lang=en",
            &DATASET
        )
        .query,
        query
    );
}

#[test]
fn every_part_of_the_contract_is_read() {
    let address = "?view=table&area=W15000001~BTP~E12000001~E92000001~W92000004~K04000001&offence=8L&measure=rate&by=rolling&from=2014-04&to=2023-06&release=to-2023-06&embed=1&theme=dark";
    assert_eq!(notices(address), Vec::<String>::new());
    assert_eq!(Query::read_address(address, &DATASET).query.to_address(&DATASET), address);
}

#[test]
fn what_embedding_scripts_add_is_neither_noticed_nor_kept() {
    let address = "?area=W15000001&childId=x&initialWidth=320&parentTitle=News&parentUrl=https%3A%2F%2Fexample.org%2F&utm_source=x";
    assert_eq!(notices(address), Vec::<String>::new());
    assert_eq!(Query::read_address(address, &DATASET).query.to_address(&DATASET), "?area=W15000001");
}

#[test]
fn each_damage_is_named_with_what_is_shown_instead() {
    let cases = [
        (
            "area=X99",
            "“area=X99” in the address was not understood: no area has this code. England and Wales is shown.",
        ),
        (
            "area=W15000001~nowhere",
            "“area=nowhere” in the address was not understood: no area has this code. It is left out.",
        ),
        (
            "area=W15000001~W15000002~W15000003~W15000004~BTP~E92000001~E12000001",
            "“area=E12000001” in the address was not understood: more than 6 areas cannot be told apart in one chart. It is left out.",
        ),
        (
            "offence=9Z",
            "“offence=9Z” in the address was not understood: it is none of 8Q, 8L, 8M, 8R, 8U. Stalking is shown.",
        ),
        (
            "measure=pie",
            "“measure=pie” in the address was not understood: it is none of count, rate, share, change. “count” is used.",
        ),
        (
            "from=2014-05",
            "“from=2014-05” in the address was not understood: the first month of a quarter is 01, 04, 07 or 10. The first quarter with figures is used.",
        ),
        (
            "to=2014-05",
            "“to=2014-05” in the address was not understood: the last month of a quarter is 03, 06, 09 or 12. The last quarter with figures is used.",
        ),
        (
            "to=soon",
            "“to=soon” in the address was not understood: it is not a month written as in 2014-04. The last quarter with figures is used.",
        ),
        (
            "from=1999-01",
            "“from=1999-01” in the address was not understood: the figures run from April 2012 to March 2025. The first quarter with figures is used.",
        ),
        (
            "from=2020-04&to=2019-03",
            "“from=2020-04” in the address was not understood: it lies after the end, March 2019. The whole period is shown.",
        ),
        (
            "release=to-2031-03",
            "“release=to-2031-03” in the address was not understood: it is none of to-2018-03, to-2023-06, to-2025-03, latest. The latest figures are shown.",
        ),
        ("embed=yes", "“embed=yes” in the address was not understood: it is not 1. The whole page is shown."),
        (
            "lang=cy",
            "“lang=cy” in the address was not understood: the page is in English (en) alone. It is shown in English.",
        ),
        ("view=%ff", "“view=%ff” in the address was not understood: it is not well-formed text. The default is used."),
        (
            "view=%3Cscript%3E",
            "“view=<script>” in the address was not understood: it is none of trend, compare, map, outcomes, table, story, check. “trend” is used.",
        ),
        (
            "by=year&by=quarter",
            "“by=quarter” in the address was not understood: it is there a second time. The first one is used.",
        ),
    ];
    for (address, notice) in cases {
        assert_eq!(notices(address), [notice], "{address}");
    }
    let long = "a".repeat(5_000);
    assert_eq!(
        notices(&long),
        ["The address was not understood: it is longer than 4000 characters. The default is shown."]
    );
    let [notice] = notices(&format!("theme=\u{7}{}", "x".repeat(100))).try_into().unwrap();
    assert!(notice.starts_with(&format!("“theme={}…” in", "x".repeat(40))), "{notice}");
}

#[test]
fn choosing_an_area_replaces_the_default_and_adds_to_a_choice() {
    let mut query = Query::default_for(&DATASET);
    let area = |code: &str| DATASET.area_by_code(code).unwrap();
    query.add_area(area("W15000001"), &DATASET);
    query.add_area(area("K04000001"), &DATASET);
    query.add_area(area("W15000001"), &DATASET);
    assert_eq!(query.to_address(&DATASET), "?area=W15000001~K04000001");
    query.remove_area(area("W15000001"), &DATASET);
    query.remove_area(area("K04000001"), &DATASET);
    assert_eq!(query.to_address(&DATASET), "");
}

#[test]
fn a_control_writes_and_reads_what_an_address_would() {
    let mut query = Query::default_for(&DATASET);
    for (key, value) in [
        ("measure", "rate"),
        ("by", "year"),
        ("from", "2016-04"),
        ("to", "2021-03"),
        ("offence", "8L"),
        ("release", "to-2023-06"),
    ] {
        query.choose(key, value, &DATASET);
        assert_eq!(query.chosen(key, &DATASET), value);
    }
    query.choose("release", "latest", &DATASET);
    query.choose("measure", "pie", &DATASET);
    assert_eq!(query.to_address(&DATASET), "?offence=8L&measure=rate&by=year&from=2016-04&to=2021-03");
    query.choose("from", "2022-04", &DATASET);
    assert_eq!(query.to_address(&DATASET), "?offence=8L&measure=rate&by=year&from=2022-04");
}
