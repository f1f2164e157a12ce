//! Outcomes are those of the source; damaged ones are refused as a whole, and the error says where.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::{Dataset, OutcomeCounts, Outcomes};
use proptest::prelude::*;
use std::sync::LazyLock;

fn read(name: &str) -> String {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

static DATASET: LazyLock<Dataset> = LazyLock::new(|| Dataset::from_json(&read("recorded.json")).unwrap());

/// A dataset of two forces.
static TWO: LazyLock<Dataset> = LazyLock::new(|| {
    Dataset::from_json(
        r#"{"format":"on-record/recorded","version":1,
"offences":[{"code":"8Q","name":"Stalking","since":"2014-04"}],
"regions":[{"code":"E12000001","name":"North East"}],
"forces":[{"code":"E23000008","name":"Durham","official":"Durham Constabulary","region":"E12000001"},
{"code":"W15000001","name":"North Wales","official":"North Wales Police","region":"W92000004"}],
"releases":[{"name":"to-2014-06","from":"2014-04","to":"2014-06",
"counts":[{"offence":"8Q","from":"2014-04","cells":[[3],[5]]}]}],
"population":{"from":2014,"residents":[[619429],[687000]]},"changes":[]}"#,
    )
    .unwrap()
});

/// Outcomes of the two forces, in another order than the dataset's.
const SMALL: &str = r#"{"format":"on-record/outcomes","version":1,"offence":"8Q","forces":["W15000001","E23000008"],
"years":[{"year":"2014/15","cells":[[9,1,2,3],null]},{"year":"2016/17","halved":true,"cells":[[4,4,0,0],[7,0,7,0]]}]}"#;

#[test]
fn rows_belong_to_the_forces_that_the_file_names() {
    let outcomes = Outcomes::from_json(SMALL, &TWO).unwrap();
    let [durham, north_wales] = ["E23000008", "W15000001"].map(|code| TWO.force_by_code(code).unwrap());
    let first = outcomes.year(2014).unwrap();
    let expected = OutcomeCounts { outcomes: 9, charged: 1, victim_supports: 2, victim_does_not_support: 3 };
    assert_eq!((first.counts(north_wales), first.counts(durham)), (Some(expected), None));
    assert_eq!(outcomes.year(2016).unwrap().counts(durham).unwrap().outcomes, 7);
    assert_eq!(outcomes.years().iter().map(|year| year.halved).collect::<Vec<_>>(), [false, true]);
    assert_eq!(outcomes.year(2015), None);
    assert_eq!(TWO.offence(outcomes.offence()).code, "8Q");
}

#[test]
fn every_damage_is_named_with_its_place() {
    let cases = [
        (
            "\"version\":1",
            "\"version\":3",
            "the file: found on-record/outcomes version 3, expected on-record/outcomes version 1",
        ),
        ("/outcomes\"", "/map\"", "the file: found on-record/map version 1, expected on-record/outcomes version 1"),
        ("\"8Q\"", "\"8X\"", "offence: unknown offence 8X"),
        ("\"W15000001\"", "\"W15000009\"", "forces[0]: unknown force W15000009"),
        ("\"W15000001\",", "", "forces: W15000001 is not there"),
        ("\"W15000001\"", "\"E23000008\"", "forces[1]: E23000008 is there twice"),
        ("2014/15", "2014/16", "years[0].year: found \"2014/16\", expected a financial year written as in 2014/15"),
        ("2014/15", "2014-15", "years[0].year: found \"2014-15\", expected a financial year written as in 2014/15"),
        ("2014/15", "0014/15", "years[0].year: found \"0014/15\", expected a financial year written as in 2014/15"),
        ("2014/15", "+014/15", "years[0].year: found \"+014/15\", expected a financial year written as in 2014/15"),
        ("2014/15", "2016/17", "years: expected at least one, the earliest first"),
        ("\"halved\":true", "\"halved\":1", "years[1].halved: found 1, expected true or false"),
        ("[9,1,2,3],null", "[9,1,2,3]", "years[0].cells: 1 cells, expected one for each of 2 forces"),
        ("[9,1,2,3],null", "[9,1,2,3],null,null", "years[0].cells: 3 cells, expected one for each of 2 forces"),
        ("[9,1,2,3]", "[9,1,2]", "years[0].cells[0]: 3 numbers, expected 4"),
        ("[9,1,2,3]", "[9,1,2,3,0]", "years[0].cells[0]: 5 numbers, expected 4"),
        ("[9,1,2,3]", "[5,1,2,3]", "years[0].cells[0]: 6 named outcomes of 5, expected no more than all"),
        (
            "[9,1,2,3]",
            "[9,4294967295,4294967295,4294967295]",
            "years[0].cells[0]: 12884901885 named outcomes of 9, expected no more than all",
        ),
        ("[9,1,2,3]", "[9,-1,2,3]", "years[0].cells[0][1]: found -1, expected a whole number"),
        ("[9,1,2,3]", "[9,1.5,2,3]", "years[0].cells[0][1]: found a fraction, expected a whole number"),
        ("[9,1,2,3]", "[9,null,2,3]", "years[0].cells[0][1]: found nothing, expected a whole number"),
        ("[9,1,2,3]", "9", "years[0].cells[0]: found 9, expected a list"),
        ("\"cells\"", "\"sells\"", "years[0].cells: found nothing, expected a list"),
        ("\"years\":[", "\"years\":[],\"y\":[", "years: expected at least one, the earliest first"),
        ("]}]}", "]}", "line 2, column 116: not well-formed JSON"),
    ];
    for (from, to, expected) in cases {
        assert!(SMALL.contains(from), "{from}");
        let error = Outcomes::from_json(&SMALL.replacen(from, to, 1), &TWO).map_err(|error| error.to_string());
        assert_eq!(error, Err(format!("The figures cannot be read: {expected}")), "{from} -> {to}");
    }
}

#[test]
fn outcomes_of_other_forces_are_refused() {
    let error = Outcomes::from_json(SMALL, &DATASET).unwrap_err();
    assert_eq!(error.to_string(), "The figures cannot be read: forces: E23000036 is not there");
}

#[test]
fn the_committed_file_has_the_figures_of_the_source() {
    let outcomes = Outcomes::from_json(&read("outcomes.json"), &DATASET).unwrap();
    let starts: Vec<u16> = outcomes.years().iter().map(|year| year.start_year).collect();
    assert_eq!(starts, [2014, 2015, 2016, 2018, 2019, 2020, 2021]);
    let halved: Vec<u16> = outcomes.years().iter().filter(|year| year.halved).map(|year| year.start_year).collect();
    assert_eq!(halved, [2016]);
    let forces: Vec<_> = DATASET.forces().iter().filter_map(|force| DATASET.force_by_code(&force.code)).collect();
    assert_eq!(forces.len(), 44);
    // Added up from the source's table with another program.
    let expected = [
        (1_969, 723, 513, 348, 8),
        (4_288, 944, 1_209, 1_132, 0),
        (5_417, 1_133, 1_569, 1_713, 0),
        (20_008, 2_830, 5_975, 8_290, 0),
        (31_787, 3_620, 9_809, 14_968, 1),
        (95_706, 6_813, 32_365, 48_514, 0),
        (99_302, 5_948, 30_294, 55_190, 0),
    ];
    for (year, expected) in outcomes.years().iter().zip(expected) {
        let cells: Vec<OutcomeCounts> = forces.iter().filter_map(|force| year.counts(*force)).collect();
        let sum = |of: fn(&OutcomeCounts) -> u32| cells.iter().map(of).sum::<u32>();
        let found = (
            sum(|cell| cell.outcomes),
            sum(|cell| cell.charged),
            sum(|cell| cell.victim_supports),
            sum(|cell| cell.victim_does_not_support),
            forces.len() - cells.len(),
        );
        assert_eq!(found, expected, "{}", year.start_year);
    }
}

proptest! {
    #[test]
    fn no_damage_is_too_strange_to_refuse(at in 0_usize..SMALL.len(), with in "[\\[\\]{},:\"0-9a-z/ -]{0,3}") {
        let mut text = SMALL.to_owned();
        text.replace_range(at..=at, &with);
        // Either still whole or refused; both without a panic, and what is accepted adds up.
        if let Ok(outcomes) = Outcomes::from_json(&text, &TWO) {
            for year in outcomes.years() {
                for force in TWO.forces().iter().filter_map(|force| TWO.force_by_code(&force.code)) {
                    let Some(cell) = year.counts(force) else { continue };
                    prop_assert!(cell.charged + cell.victim_supports + cell.victim_does_not_support <= cell.outcomes);
                }
            }
        }
    }

    #[test]
    fn no_text_is_outcomes_by_accident(text in ".{0,200}") {
        prop_assert!(Outcomes::from_json(&text, &TWO).is_err());
    }
}
