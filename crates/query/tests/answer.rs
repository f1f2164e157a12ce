//! The arithmetic, on the committed figures.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::DATASET;
use query::{Answer, Cell, NoteKind, Query, Sort, find_areas, words};

/// The answer to an address that must be understood whole.
fn answer(address: &str) -> Answer {
    let reading = Query::read_address(address, &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    Answer::to(&reading.query, &DATASET)
}

fn values(answer: &Answer, series: usize) -> Vec<String> {
    (0..answer.periods.len()).map(|period| answer.table_cell(series, period, &DATASET).text).collect()
}

fn names(answer: &Answer, series: usize) -> Vec<String> {
    (0..answer.periods.len())
        .map(|period| words::point_name(&DATASET, answer, &answer.series[series], period))
        .collect()
}

fn notes(answer: &Answer) -> String {
    answer.notes.iter().map(|note| format!("{}\n", note.text)).collect()
}

#[test]
fn north_wales_by_year() {
    let answer = answer("area=W15000001&by=year&release=to-2023-06");
    assert_eq!(answer.title, "Stalking recorded by North Wales Police");
    assert_eq!(answer.subtitle, "Offences, by financial year, April 2014 to March 2023");
    assert_eq!(values(&answer, 0), ["33", "25", "34", "90", "355", "885", "2,014", "2,022", "1,895"]);
    assert_eq!(names(&answer, 0)[6], "North Wales, year ending March 2021: 2,014 offences");
}

#[test]
fn england_and_wales_counts_british_transport_police() {
    let year = answer("by=year&from=2020-04&to=2021-03");
    assert_eq!(names(&year, 0), ["England and Wales, year ending March 2021: 98,667 offences"]);
    let earlier = answer("by=year&release=to-2018-03");
    assert_eq!(names(&earlier, 0), ["England and Wales, year ending March 2018: 10,296 offences"]);
    let later = answer("by=year&release=to-2023-06&from=2017-04&to=2018-03");
    assert_eq!(names(&later, 0), ["England and Wales, year ending March 2018: 10,397 offences"]);
    assert!(notes(&later).contains("Figures from the release to June 2023 alone."));
}

#[test]
fn wales_ends_and_says_why_while_england_goes_on() {
    let answer = answer("area=W92000004~K04000001~E92000001&from=2023-04&to=2025-03");
    assert_eq!(values(&answer, 2), ["29,103", "no data", "no data", "no data", "31,421", "31,708", "31,418", "32,231"]);
    assert_eq!(values(&answer, 0)[4..], ["not supplied"; 4]);
    assert_eq!(values(&answer, 1)[4..], ["incomplete"; 4]);
    let why = "The four Welsh forces are not in the copy of this release that the figures come from.";
    assert_eq!(names(&answer, 0)[4], format!("Wales, April to June 2024: no figure. {why}"));
    assert_eq!(
        names(&answer, 1)[4],
        format!("England and Wales, April to June 2024: no figure. {why} So there is no total.")
    );
    let notes = notes(&answer);
    for expected in [
        "No figure for Wales, England and Wales and England, July 2023 to March 2024: No release of the figures here covers this time.".to_owned(),
        format!("No figure for Wales, April 2024 to March 2025: {why}"),
        "May 2023: Principal-offence rule extended".to_owned(),
        "the release to June 2023 and the release to March 2025".to_owned(),
    ] {
        assert!(notes.contains(&expected), "{expected}\n{notes}");
    }
}

#[test]
fn a_year_with_a_hole_has_no_figure() {
    let answer = answer("area=E92000001&by=year&from=2022-04&to=2025-03");
    assert_eq!(values(&answer, 0), ["109,781", "no data", "126,778"]);
    assert_eq!(
        names(&answer, 0)[1],
        "England, year ending March 2024: no figure. Part of the period is missing. No release of the figures here covers this time."
    );
}

#[test]
fn codes_before_they_existed_are_not_applicable() {
    let answer = answer("area=W15000001&offence=8U&from=2019-04&to=2020-06");
    assert_eq!(values(&answer, 0)[..4], ["not applicable"; 4]);
    assert!(
        names(&answer, 0)[0]
            .ends_with("no figure. Controlling and coercive behaviour had no code of its own before April 2020.")
    );
    assert!(answer.series[0].cells[4].value().is_some());
    let before_release = self::answer("area=W15000001&release=to-2018-03&from=2016-04&to=2017-06");
    assert_eq!(values(&before_release, 0)[0], "outside this release");
}

#[test]
fn rates_use_the_residents_of_the_year_in_which_the_period_starts() {
    let answer = answer("area=W15000001~K04000001~E23000034~BTP&measure=rate&by=year&from=2022-04&to=2023-03");
    assert_eq!(
        names(&answer, 0),
        ["North Wales, year ending March 2023: 2.75 offences per 1,000 residents (1,895 offences)"]
    );
    assert_eq!(values(&answer, 1), ["1.95"]);
    assert_eq!(values(&answer, 2), ["no rate"]);
    assert_eq!(values(&answer, 3), ["no rate"]);
    let forces = self::answer("area=W15000001&measure=rate&by=year&from=2022-04&to=2023-03");
    let own = forces.series[0].cells[0].number().unwrap();
    let others = forces.context.iter().filter_map(|series| series.cells[0].number());
    let rates: Vec<f64> = others.collect();
    assert_eq!((rates.len() + 1, rates.iter().filter(|rate| **rate > own).count() + 1), (42, 11));
    let later = self::answer("area=E92000001&measure=rate&from=2024-10&to=2025-03");
    assert_eq!(values(&later, 0)[1], "no population estimate");
}

#[test]
fn no_change_is_given_across_the_break() {
    let answer = answer("area=W15000001&measure=change&by=year&release=to-2023-06");
    let cells = values(&answer, 0);
    assert_eq!(cells[0], "no figure a year before");
    assert_eq!(cells[4..], ["+294%", "+149%", "not comparable", "0%", "−6%"]);
    assert!(names(&answer, 0)[6].contains("Not comparable with the year before."));
    assert_eq!(
        names(&answer, 0)[7],
        "North Wales, year ending March 2022: about the same as a year before (2,022 offences, 2,014 a year before)"
    );
    assert_eq!(
        names(&answer, 0)[8],
        "North Wales, year ending March 2023: 6% fewer than a year before (1,895 offences, 2,022 a year before)"
    );
    assert!(notes(&answer).contains("No change is given across April 2020"));
}

#[test]
fn a_rolling_year_over_the_break_is_marked() {
    let answer = answer("area=W15000001&by=rolling&from=2019-04&to=2021-03");
    let mixed: Vec<bool> =
        answer.series[0].cells.iter().map(|cell| matches!(cell, Cell::Value(value) if value.mixed_rules)).collect();
    assert_eq!(mixed, [false, true, true, true, false]);
    assert!(notes(&answer).contains("mix two rules"));
}

#[test]
fn shares_divide_by_all_crime_of_the_same_release() {
    let answer = answer("area=W15000001&measure=share&by=year&from=2022-04&to=2023-03");
    let Cell::Value(value) = answer.series[0].cells[0] else { panic!("no share") };
    assert_eq!(value.count, 1_895);
    assert!((value.value - 1_895.0 * 100.0 / value.base.unwrap() as f64).abs() < 1e-12);
    let later = self::answer("area=E23000001&measure=share&from=2024-04&to=2024-06");
    assert_eq!(values(&later, 0), ["no total of all crime"]);
}

#[test]
fn a_transfer_is_shown_below_zero_and_explained() {
    let answer = answer("area=E23000012&offence=8M&release=to-2018-03&from=2018-01&to=2018-03");
    assert_eq!(values(&answer, 0), ["−1"]);
    assert!(notes(&answer).contains("A count below zero is a transfer"));
}

#[test]
fn the_headline_is_the_latest_complete_year() {
    let key = |address: &str| {
        let answer = answer(address);
        answer.headline.key_figures(&DATASET).map(|figure| format!("{} {}", figure.value, figure.label))
    };
    assert_eq!(
        key("area=W15000001"),
        [
            "1,895 offences recorded by North Wales Police in the year ending March 2023",
            "−6% on the year before (2,022)",
            "2.75 offences per 1,000 residents; England and Wales: 1.95",
        ]
    );
    assert_eq!(key("")[0], "117,331 offences recorded by police in England and Wales in the year ending March 2023");
    let england = key("area=E92000001");
    assert_eq!(england[0], "126,778 offences recorded by police in England in the year ending March 2025");
    assert_eq!(
        england[1],
        "No figure a year before There is no figure for the same period a year before. Part of the period is missing. No \
         release of the figures here covers this time."
    );
    assert_eq!(
        key("area=E23000034&release=to-2023-06")[1],
        "Small numbers on the year before (14): too few for a percentage"
    );
    assert!(key("area=E23000034")[2].starts_with("No rate"), "{}", key("area=E23000034")[2]);
}

#[test]
fn a_force_stands_before_all_others_and_a_nation_does_not() {
    assert_eq!(answer("area=W15000001").context.len(), 42);
    assert_eq!(answer("area=W15000001~E23000001").context.len(), 41);
    assert!(answer("area=K04000001").context.is_empty());
    assert!(answer("area=E12000001~BTP").context.is_empty());
}

#[test]
fn rule_changes_are_numbered_within_the_shown_time() {
    let numbers = |address: &str| -> Vec<String> {
        answer(address).rule_changes.iter().map(|change| format!("{} {}", change.number, change.date)).collect()
    };
    assert_eq!(numbers(""), ["1 April 2018", "2 April 2020", "3 May 2023"]);
    assert_eq!(numbers("from=2019-04&to=2022-03"), ["1 April 2020"]);
    assert_eq!(numbers("from=2020-04&to=2022-03"), Vec::<String>::new());
    assert_eq!(numbers("offence=8R"), Vec::<String>::new());
    let notes = answer("").notes;
    let positions: Vec<usize> = notes
        .iter()
        .filter_map(|note| if let NoteKind::RuleChange(number) = note.kind { Some(number) } else { None })
        .collect();
    assert_eq!(positions, [1, 2, 3]);
}

#[test]
fn missing_cells_sort_last_either_way() {
    let answer = answer("area=W15000001&by=year");
    let column = |sort: Sort| -> Vec<String> {
        answer.sorted(sort).into_iter().map(|period| answer.table_cell(0, period, &DATASET).text).collect()
    };
    let by_value = Sort::default().choose(Some(0));
    assert_eq!(column(by_value)[..2], ["2,022", "2,014"]);
    assert_eq!(column(by_value)[9..], ["no data", "not supplied"]);
    assert_eq!(column(by_value.choose(Some(0)))[..2], ["25", "33"]);
    assert_eq!(column(by_value.choose(Some(0)))[9..], ["no data", "not supplied"]);
    assert_eq!(column(Sort::default().choose(None))[10], "33");
    assert_eq!((by_value.aria(Some(0)), by_value.aria(None)), ("descending", "none"));
}

#[test]
fn areas_are_found_by_any_usual_name() {
    let first = |typed: &str| find_areas(&DATASET, typed).first().map(|area| DATASET.area(*area).name.as_str());
    for (typed, name) in [
        ("north w", "North Wales"),
        ("North Wales Police", "North Wales"),
        ("heddlu gogledd", "North Wales"),
        ("met", "Metropolitan Police"),
        ("scotland yard", "Metropolitan Police"),
        ("devon & corn", "Devon and Cornwall"),
        ("btp", "British Transport Police"),
        ("W15000001", "North Wales"),
        ("wales", "Wales"),
        ("west midlands", "West Midlands"),
    ] {
        assert_eq!(first(typed), Some(name), "{typed}");
    }
    assert_eq!(first("atlantis"), None);
    assert_eq!(find_areas(&DATASET, "  ").len(), DATASET.areas().len());
}

#[test]
fn years_without_a_figure_are_named_by_their_ends() {
    let notes = notes(&answer("area=W92000004&by=rolling&from=2022-01"));
    for expected in [
        "No figure for Wales, the years ending September 2023 to December 2024: Part of the period is missing. No release",
        "No figure for Wales, the year ending March 2025: The four Welsh forces",
    ] {
        assert!(notes.contains(expected), "{expected}\n{notes}");
    }
}

#[test]
fn one_end_outside_the_release_shows_why_there_is_no_figure() {
    let answer = answer("area=W15000001&release=to-2018-03&from=2021-04");
    assert_eq!(values(&answer, 0), ["outside this release"]);
    assert_eq!(answer.subtitle, "Offences, by quarter, April 2021 to June 2021");
    let early = self::answer("area=W15000001&offence=8U&to=2018-03");
    assert_eq!(values(&early, 0), ["not applicable"]);
}

#[test]
fn an_older_offence_names_the_codes_that_began_beside_it() {
    let text = "Codes of their own began within this time: stalking (April 2014), malicious communications (April 2017) \
                and controlling and coercive behaviour (April 2020).";
    assert!(notes(&answer("offence=8L")).contains(text));
    assert!(!notes(&answer("offence=8L&from=2021-04")).contains("Codes of their own"));
    assert!(!notes(&answer("")).contains("Codes of their own"));
}

#[test]
fn the_release_note_claims_nothing_of_what_is_missing_for_another_reason() {
    let notes = notes(&answer("area=BTP&measure=rate"));
    assert!(!notes.contains("No release has") && notes.contains("Police forces revise"), "{notes}");
}

#[test]
fn what_the_chart_draws_hollow_is_marked_in_the_table() {
    let cells = values(&answer("area=W15000001&by=rolling&from=2019-04&to=2021-03"), 0);
    assert_eq!(cells.iter().map(|cell| cell.ends_with('†')).collect::<Vec<_>>(), [false, true, true, true, false]);
}
