//! All forces side by side, on the committed figures. Expected ranks and sums were taken from the source tables.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::DATASET;
use common::queries::any_query;
use proptest::prelude::*;
use query::{Cell, Compare, Comparison, Figures, Measure, Options, Order, Query, Row, Top};

const YEAR: &str = "view=compare&at=2022-04~2023-03";
const RATE_TITLE: &str = "North Wales ranks 11 of 42 police forces for recorded stalking offences per 1,000 residents";

fn comparison(address: &str) -> Comparison {
    let reading = Query::read_address(address, &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    Comparison::to(&reading.query, &DATASET)
}

fn row<'a>(comparison: &'a Comparison, name: &str) -> &'a Row {
    comparison.rows.iter().find(|row| row.name == name && row.is_force).unwrap_or_else(|| panic!("no row {name}"))
}

fn words(comparison: &Comparison, name: &str) -> String {
    comparison.row_words(row(comparison, name), &DATASET).name()
}

fn names(comparison: &Comparison) -> Vec<&str> {
    comparison.rows.iter().map(|row| row.name.as_str()).collect()
}

fn notes(comparison: &Comparison) -> String {
    comparison.caption.notes.iter().map(|note| format!("{}\n", note.text)).collect()
}

#[test]
fn the_table_of_a_comparison_holds_its_figures() {
    let table = |address: &str| comparison(address).as_table().map(|query| query.to_address(&DATASET));
    let all = "?view=table&measure=rate&at=2022-04~2023-03";
    assert_eq!(table(&format!("{YEAR}&measure=rate")), Some(format!("{all}&rows=forces&columns=measures")));
    let years = "?view=table&by=year&from=2021-04&to=2023-03&at=2022-04~2023-03&compare=change&rows=forces";
    assert_eq!(table(&format!("{YEAR}&compare=change&measure=change")).as_deref(), Some(years));
    assert_eq!(table("view=compare&compare=each").as_deref(), Some("?view=table&compare=each&rows=forces"));
    assert_eq!(table("view=compare&compare=change&at=2021-07~2021-12"), None, "no table has half years");
    assert_eq!(table(&format!("{YEAR}&compare=change&against=2018-04")), None, "refused");
}

#[test]
fn what_holds_at_any_time_is_said_once() {
    for mode in ["change", "each"] {
        let notes = notes(&comparison(&format!("{YEAR}&compare={mode}&measure=rate")));
        assert_eq!(notes.matches("No rate is given for the City of London").count(), 1, "{notes}");
    }
}

#[test]
fn the_last_figure_of_a_force_is_found_where_others_go_on() {
    let comparison = comparison("view=compare&compare=each&area=W15000001&measure=rate");
    let own = row(&comparison, "North Wales");
    assert_eq!(comparison.periods[comparison.last_of(own)].to_string(), "April to June 2023");
    assert!(comparison.last_of(own) < comparison.last_with_values());
}

#[test]
fn north_wales_is_eleventh_of_42() {
    let comparison = comparison(&format!("{YEAR}&area=W15000001~K04000001&measure=rate"));
    assert_eq!(comparison.caption.title, RATE_TITLE);
    assert_eq!(
        comparison.caption.subtitle,
        "Stalking offences per 1,000 residents, year ending March 2023. City of London and British Transport Police have no rate."
    );
    assert_eq!(
        comparison.caption.sentence,
        "Stalking offences recorded by each police force in England and Wales, per 1,000 residents, year ending March 2023."
    );
    assert_eq!(
        words(&comparison, "North Wales"),
        "North Wales, year ending March 2023: 2.75 offences per 1,000 residents (1,895 offences), rank 11 of 42"
    );
    assert!(words(&comparison, "City of London").starts_with("City of London, year ending March 2023: no figure. "));
    assert_eq!(comparison.cell_text(row(&comparison, "British Transport Police").cell().unwrap()), "no rate");
    assert_eq!(comparison.cell_text(comparison.reference.cell().unwrap()), "1.95");
    assert!(comparison.has_reference());
    assert_eq!(comparison.reference.chosen, Some(1));
    assert_eq!(comparison.rows.len(), 44);
    let top: Vec<&str> = names(&comparison)[..11].to_vec();
    assert_eq!(
        top,
        [
            "Cleveland",
            "Staffordshire",
            "West Yorkshire",
            "Greater Manchester",
            "Durham",
            "Humberside",
            "Gloucestershire",
            "South Yorkshire",
            "Gwent",
            "Northumbria",
            "North Wales",
        ]
    );
    assert_eq!(names(&comparison)[41..], ["Surrey", "City of London", "British Transport Police"]);
    let text = &comparison.caption.description;
    assert!(text.contains("Highest: Cleveland, 4.05; lowest: Surrey, 0.68."), "{text}");
}

#[test]
fn a_ranking_is_what_a_comparison_shows() {
    for query in ["", "&release=to-2018-03", "&offence=8M", "&at=2019-04~2020-03", "&at=2022-04~2023-03"] {
        for measure in ["count", "rate", "change"] {
            let shown = comparison(&format!("?view=compare{query}&measure={measure}"));
            let Query { offence, release, .. } = shown.query;
            let figures = Figures { dataset: &DATASET, offence, release };
            let ranking = query::ranking(&figures, shown.period, shown.measure);
            let rows: Vec<_> = shown.rows.iter().filter(|row| row.is_force).collect();
            assert_eq!(ranking.len(), rows.len(), "{query} {measure}");
            for (force, row) in ranking.iter().zip(rows) {
                assert_eq!(
                    (force.area, Some(&force.cell), force.rank),
                    (row.area, row.cell(), row.rank),
                    "{query} {measure}"
                );
            }
        }
    }
}

#[test]
fn counts_rank_every_force_and_give_the_total_in_words() {
    let comparison = comparison(&format!("{YEAR}&area=W15000001"));
    assert_eq!(comparison.caption.title, "North Wales ranks 24 of 44 police forces for recorded stalking offences");
    assert_eq!(comparison.caption.subtitle, "Stalking offences, year ending March 2023. England and Wales: 117,331.");
    assert!(!comparison.has_reference());
    let sum: i64 = comparison.rows.iter().map(|row| row.cell().unwrap().value().unwrap().count).sum();
    assert_eq!(sum, 117_331);
    for name in ["Durham", "Gloucestershire"] {
        let place = row(&comparison, name).rank.unwrap();
        assert_eq!((place.place, place.joint), (25, true));
        assert!(words(&comparison, name).ends_with(": 1,855 offences, joint rank 25 of 44"));
    }
}

#[test]
fn equal_forces_share_a_rank() {
    let title = |area: &str| comparison(&format!("view=compare&at=2022-04~2022-06&area={area}")).caption.title;
    assert_eq!(title("E23000030"), "Hampshire ranks joint 9th of 44 police forces for recorded stalking offences");
    assert_eq!(title("E23000004"), "Merseyside ranks joint 12th of 44 police forces for recorded stalking offences");
    assert_eq!(title("K04000001"), "Stalking recorded by 44 police forces, April to June 2022");
    assert_eq!(
        title("E23000034~W15000001"),
        "City of London ranks 44 of 44 police forces for recorded stalking offences"
    );
}

#[test]
fn regions_stand_before_the_forces_without_a_rank() {
    let comparison = comparison(&format!("{YEAR}&area=W92000004~W15000001~E12000001&measure=rate&order=name"));
    assert_eq!(names(&comparison)[..4], ["Wales", "North East region", "Avon and Somerset", "Bedfordshire"]);
    assert!(comparison.rows[..2].iter().all(|row| row.rank.is_none() && !row.is_force));
    assert_eq!(comparison.caption.title, RATE_TITLE);
    assert_eq!(comparison.together(&comparison.rows[0], &DATASET), None);
    let counts = self::comparison(&format!("{YEAR}&area=E92000001"));
    assert_eq!(counts.together(&counts.rows[0], &DATASET).unwrap(), "109,781 (39 forces together)");
}

#[test]
fn the_order_by_region_keeps_a_region_together() {
    let comparison = comparison(&format!("{YEAR}&order=region"));
    let mut regions: Vec<&str> = comparison.rows.iter().map(|row| row.region.as_str()).collect();
    regions.dedup();
    assert_eq!(
        regions,
        [
            "North East region",
            "North West region",
            "Yorkshire and the Humber region",
            "East Midlands region",
            "West Midlands region",
            "East of England region",
            "London region",
            "South East region",
            "South West region",
            "Wales",
            "Railways",
        ]
    );
}

#[test]
fn the_ten_highest_keep_the_chosen_ones() {
    let comparison = comparison(&format!("{YEAR}&area=W15000001~BTP&measure=rate&top=ten"));
    assert_eq!(comparison.rows.len(), 12);
    assert_eq!(names(&comparison)[9..], ["Northumbria", "North Wales", "British Transport Police"]);
    assert_eq!(comparison.caption.title, RATE_TITLE);
    assert!(!comparison.caption.description.contains("owest: "), "{}", comparison.caption.description);
}

#[test]
fn a_change_on_few_offences_has_neither_percentage_nor_rank() {
    let comparison = comparison(&format!("{YEAR}&area=E23000034~W15000001&measure=change"));
    let city = row(&comparison, "City of London");
    assert_eq!(city.rank, None);
    assert_eq!(comparison.cell_text(city.cell().unwrap()), "23 after 14: too few for a percentage");
    assert_eq!(
        words(&comparison, "City of London"),
        "City of London, year ending March 2023: 23 offences, 14 a year before: too few for a percentage"
    );
    assert_eq!(comparison.ranked, 43);
    assert_eq!(names(&comparison)[0], "Cleveland");
    assert!(comparison.caption.subtitle.ends_with("City of London: too few for a percentage."));
    let broken = self::comparison("view=compare&at=2020-04~2021-03&measure=change");
    assert_eq!(broken.ranked, 0);
    assert_eq!(broken.caption.title, "Stalking recorded by police forces, year ending March 2021: no figure");
    assert!(broken.caption.description.starts_with("Year ending March 2021: no police force has a value."));
    assert!(notes(&broken).contains("No change is given across April 2020"));
}

#[test]
fn the_welsh_forces_are_missing_from_the_later_release() {
    let comparison = comparison("view=compare&at=2024-04~2025-03&area=W15000001");
    assert_eq!(comparison.ranked, 40);
    assert!(words(&comparison, "North Wales").contains("not in the copy of this release"));
    assert_eq!(
        comparison.caption.subtitle,
        "Stalking offences, year ending March 2025. England and Wales: incomplete. Dyfed-Powys, Gwent, North Wales and South Wales: not supplied."
    );
    let sum: i64 = comparison.rows.iter().filter_map(|row| Some(row.cell()?.value()?.count)).sum();
    assert_eq!(sum, 126_778 + 136);
}

#[test]
fn two_periods_are_compared_with_both_values() {
    let comparison = comparison(&format!("{YEAR}&compare=change&area=W15000001"));
    assert_eq!(comparison.earlier.unwrap().to_string(), "year ending March 2022");
    assert_eq!(comparison.caption.title, "Stalking recorded by North Wales Police: from 2,022 to 1,895 offences");
    assert_eq!(
        words(&comparison, "North Wales"),
        "North Wales: year ending March 2022: 2,022 offences; year ending March 2023: 1,895 offences; 6% fewer"
    );
    assert_eq!(comparison.difference(row(&comparison, "City of London")), None);
    assert!(comparison.caption.subtitle.contains("England and Wales: 117,930 and 117,331."));
    let text = &comparison.caption.description;
    assert!(text.contains("higher in 20 police forces shown, lower in 24, the same in 0."), "{text}");
    let rate = self::comparison(&format!("{YEAR}&compare=change&area=W15000001&measure=rate"));
    assert!(rate.caption.title.ends_with("to 2.75 per 1,000 residents"), "{}", rate.caption.title);
    let change = self::comparison(&format!("{YEAR}&compare=change&measure=change"));
    assert_eq!(change.measure, Measure::Count);
    assert!(notes(&change).contains("Counts are compared here"));
}

#[test]
fn nothing_is_compared_across_april_2020() {
    for address in ["at=2020-04~2021-03", "at=2022-04~2023-03&against=2018-04", "at=2020-01~2020-06"] {
        let comparison = comparison(&format!("view=compare&compare=change&{address}"));
        let refused = comparison.refused.unwrap_or_else(|| panic!("{address}"));
        assert!(refused.starts_with("Figures before and after April 2020 cannot be compared."), "{refused}");
        assert!(comparison.rows.is_empty());
        assert_eq!(comparison.caption.description, refused);
    }
    // Another offence, which did not change then, can be.
    assert_eq!(comparison("view=compare&compare=change&at=2020-04~2021-03&offence=8M").refused, None);
    let same = comparison(&format!("{YEAR}&compare=change&against=2022-04")).refused.unwrap();
    assert!(same.starts_with("Both periods are the same one"), "{same}");
    let later = comparison("view=compare&compare=change&at=2021-04~2022-03&against=2022-04");
    assert_eq!(later.earlier.unwrap().to_string(), "year ending March 2022");
}

#[test]
fn each_force_over_time_says_its_course() {
    let comparison = comparison("view=compare&compare=each&by=year&area=W15000001~BTP&measure=rate&release=to-2023-06");
    assert_eq!(names(&comparison)[..2], ["North Wales", "British Transport Police"]);
    assert_eq!(
        words(&comparison, "North Wales"),
        "North Wales, April 2014 to March 2023: first 0.05 per 1,000 residents in the year ending March 2015; last 2.75 per \
         1,000 residents in the year ending March 2023; highest 2.94 per 1,000 residents in the year ending March 2022. Not \
         comparable across April 2020."
    );
    assert!(words(&comparison, "British Transport Police").contains("no figure."));
    assert_eq!(comparison.caption.title, "Stalking recorded by each police force");
    let none = self::comparison("view=compare&compare=each&by=year&from=2021-04&to=2021-12");
    assert_eq!(none.refused.unwrap(), "No whole financial year lies in the chosen time.");
}

#[test]
fn one_end_of_the_period_can_be_chosen_alone() {
    let mut query = Query::read_address(YEAR, &DATASET).query;
    query.choose("at-from", "2021-04", &DATASET);
    assert_eq!(query.chosen("at", &DATASET), "2021-04~2023-03");
    query.choose("at-to", "2020-06", &DATASET);
    assert_eq!(query.chosen("at", &DATASET), "2020-04~2020-06");
    query.choose("at-from", "2023-04", &DATASET);
    assert_eq!(
        (query.chosen("at-from", &DATASET).as_str(), query.chosen("at-to", &DATASET).as_str()),
        ("2023-04", "2023-06")
    );
    query.choose("at-to", "never", &DATASET);
    assert_eq!(query.chosen("at", &DATASET), "2023-04~2023-06");
}

/// The counts of a period's forces, and of England and Wales, if all are there.
fn counts(comparison: &Comparison, at: usize) -> Option<(i64, i64)> {
    let count = |row: &Row| row.cells.get(at).and_then(Cell::value).map(|value| value.count);
    let forces: Option<Vec<i64>> = comparison.rows.iter().filter(|row| row.is_force).map(count).collect();
    Some((forces?.iter().sum(), count(&comparison.reference)?))
}

proptest! {
    #[test]
    fn any_query_has_a_whole_comparison(query in any_query()) {
        let comparison = Comparison::to(&query, &DATASET);
        let caption = &comparison.caption;
        let mut texts = vec![caption.title.clone(), caption.subtitle.clone(), caption.sentence.clone(), caption.description.clone()];
        texts.extend(caption.notes.iter().map(|note| note.text.clone()));
        texts.extend(comparison.refused.clone());
        prop_assert!(!comparison.rows.is_empty() || comparison.refused.is_some());
        for row in comparison.rows.iter().chain([&comparison.reference]) {
            prop_assert_eq!(row.cells.len(), comparison.periods.len());
            prop_assert!(row.cell().is_some() || comparison.refused.is_some());
            if comparison.refused.is_none() {
                let words = comparison.row_words(row, &DATASET);
                texts.extend([words.heading, words.value]);
                texts.extend(row.cells.iter().map(|cell| comparison.cell_text(cell)));
            }
        }
        for text in &texts {
            prop_assert!(!text.trim().is_empty() && !text.contains("NaN") && !text.contains("inf "), "{}", text);
            prop_assert!(!text.contains("  ") && !text.contains(".."), "{}", text);
        }
        if query.options.top == Top::All && comparison.refused.is_none() {
            prop_assert_eq!(comparison.rows.iter().filter(|row| row.is_force).count(), 44);
        }
    }

    #[test]
    fn the_forces_add_up_to_england_and_wales(query in any_query()) {
        let query = Query { measure: Measure::Count, options: Options { top: Top::All, ..query.options }, ..query };
        let comparison = Comparison::to(&query, &DATASET);
        for at in 0..comparison.periods.len() {
            if let Some((forces, whole)) = counts(&comparison, at).filter(|_| comparison.refused.is_none()) {
                prop_assert_eq!(forces, whole);
            }
        }
    }

    #[test]
    fn ranks_follow_the_values(query in any_query()) {
        let options = Options { compare: Compare::Rank, order: Order::Value, top: Top::All, ..query.options };
        let comparison = Comparison::to(&Query { options, ..query }, &DATASET);
        let ranked: Vec<&Row> = comparison.rows.iter().filter(|row| row.rank.is_some()).collect();
        prop_assert_eq!(ranked.len(), comparison.ranked);
        for pair in ranked.windows(2) {
            let (above, below) = (pair[0].rank.unwrap(), pair[1].rank.unwrap());
            let number = |row: &Row| row.cell().unwrap().number().unwrap();
            prop_assert!(number(pair[0]) >= number(pair[1]));
            prop_assert_eq!(above.place == below.place, number(pair[0]) == number(pair[1]));
        }
        // Those without a rank come last.
        let forces = comparison.rows.iter().filter(|row| row.is_force);
        prop_assert!(forces.skip(comparison.ranked).all(|row| row.rank.is_none()));
    }
}

#[test]
fn each_force_over_time_is_described_by_the_highest_and_lowest_of_all_periods() {
    let text = comparison("view=compare&compare=each&from=2014-04&to=2025-03").caption.description;
    // More than the 3,142 of the last quarter.
    assert!(
        text.contains("Highest since April 2020: Metropolitan Police, 3,236 in April to June 2023; lowest: "),
        "{text}"
    );
    let text = comparison("view=compare&compare=each&offence=8R&by=year&from=2021-04&to=2023-03").caption.description;
    assert!(text.contains("Highest of all shown: "), "{text}");
}

#[test]
fn what_was_recorded_by_different_rules_says_so_wherever_it_is_compared() {
    for (address, dates) in [
        ("compare=change&at=2018-04~2019-03", "April 2018"),
        ("compare=change&at=2023-04~2023-06", "May 2023"),
        ("compare=change&at=2024-04~2025-03&against=2022-04", "May 2023"),
        ("measure=change&at=2018-04~2019-03", "April 2018"),
        ("measure=change&compare=each&from=2021-04&to=2023-06", "May 2023"),
    ] {
        let caption = comparison(&format!("view=compare&area=W15000001&{address}")).caption;
        let rules = format!("ecorded by different rules before and after {dates}");
        for text in [&caption.subtitle, &caption.sentence, &caption.description] {
            assert!(text.contains(&rules), "{address}: {text}");
        }
    }
    for address in [
        "compare=change&at=2022-04~2023-03",
        "at=2018-04~2019-03",
        "compare=each",
        "compare=change&offence=8R&at=2018-04~2019-03",
    ] {
        let caption = comparison(&format!("view=compare&area=W15000001&{address}")).caption;
        assert!(!caption.subtitle.contains("different rules"), "{address}: {}", caption.subtitle);
    }
}
