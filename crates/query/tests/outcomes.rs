//! Outcomes, on the committed figures. Expected figures were taken from the source's tables with another program.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::DATASET;
use dataset::Outcomes;
use proptest::prelude::*;
use query::{NoteKind, OutOf, OutcomesAnswer, OutcomesRow, Query};
use std::sync::LazyLock;

static OUTCOMES: LazyLock<Outcomes> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/outcomes.json");
    Outcomes::from_json(&std::fs::read_to_string(path).unwrap(), &DATASET).unwrap()
});

/// The answer to an address that must be understood whole.
fn answer(address: &str) -> OutcomesAnswer {
    let reading = Query::read_address(&format!("view=outcomes&{address}"), &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    OutcomesAnswer::to(&reading.query, &DATASET, &OUTCOMES)
}

fn row<'a>(answer: &'a OutcomesAnswer, label: &str) -> &'a OutcomesRow {
    answer.rows.iter().find(|row| row.label == label).unwrap_or_else(|| panic!("no row {label}"))
}

fn shares(answer: &OutcomesAnswer, out_of: OutOf) -> Vec<String> {
    answer.rows.iter().map(|row| row.share_in_words(0, out_of)).collect()
}

fn labels(answer: &OutcomesAnswer, label: &str) -> Vec<String> {
    let row = row(answer, label);
    (0..row.parts(answer.query.options.out_of).len()).map(|part| answer.segment_label(row, part)).collect()
}

fn notes(answer: &OutcomesAnswer) -> String {
    answer.caption.notes.iter().map(|note| format!("{}\n", note.text)).collect()
}

#[test]
fn north_wales_in_2021_22() {
    let answer = answer("area=W15000001");
    let row = row(&answer, "2021/22");
    assert_eq!(row.parts(OutOf::Recorded), [101, 312, 828, 157, 624]);
    assert_eq!(row.parts(OutOf::Recorded).iter().sum::<i64>(), 2_022);
    assert_eq!(row.parts(OutOf::Assigned), [101, 312, 828, 157]);
    assert_eq!(row.whole(OutOf::Assigned), Some(1_398));
    assert_eq!(labels(&answer, "2021/22"), ["5%", "15%", "41%", "8%", "31%"]);
    assert_eq!(
        answer.caption.title,
        "Of every 100 stalking offences that North Wales Police recorded in 2021/22, 5 have so far led to a charge or summons"
    );
    assert_eq!(
        answer.caption.subtitle,
        "Outcomes as a share of offences recorded in the year, 2014/15 to 2021/22. Charged or summonsed in 2021/22: 5.0% of \
         the offences recorded (101 of 2,022), 7.2% of the outcomes assigned so far (101 of 1,398)."
    );
    assert_eq!(answer.heading(row), "North Wales Police, 2021/22");
    assert_eq!(answer.part_in_full(row, 0), "101 of 2,022 recorded offences (5.0%) charged or summonsed");
    assert_eq!(answer.part_in_full(row, 4), "624 of 2,022 recorded offences (30.9%) with no outcome yet");
    let recorded: Vec<i64> = answer.rows.iter().map(|row| row.recorded.value().unwrap().count).collect();
    assert_eq!(recorded, [33, 25, 34, 90, 355, 885, 2_014, 2_022]);
}

#[test]
fn every_year_is_a_row_and_small_wholes_are_counts() {
    let answer = answer("area=W15000001");
    assert_eq!(
        shares(&answer, OutOf::Recorded),
        [
            "17 of 33",
            "9 of 25",
            "6 of 34",
            "",
            "76 of 355 (21.4%)",
            "121 of 885 (13.7%)",
            "135 of 2,014 (6.7%)",
            "101 of 2,022 (5.0%)"
        ]
    );
    let gap = row(&answer, "2017/18");
    assert_eq!(gap.gap.as_ref().unwrap().sentence, "No table of outcomes for 2017/18 was found.");
    assert_eq!(answer.details(gap), ["90 recorded"]);
    assert_eq!(answer.details(row(&answer, "2016/17")), ["34 recorded", "figures halved"]);
    assert_eq!(labels(&answer, "2014/15"), ["17", "7", "9", "0", "0"]);
    assert!(notes(&answer).contains("2016/17: the table that these outcomes come from counted every row twice."));
    assert!(notes(&answer).contains("Where there are fewer than 100, counts are given in place of percentages."));
    assert_eq!(
        answer.caption.description,
        "Charged or summonsed, of the offences that North Wales Police recorded: 17 of 33 in 2014/15; 101 of 2,022 \
         (5.0%) in 2021/22. Of the years with 100 offences or more, the share was highest in 2018/19, 76 of 355 (21.4%), \
         and lowest in 2021/22, 101 of 2,022 (5.0%). No table of outcomes for 2017/18 was found. Figures before and after April 2020 are not comparable."
    );
    let numbers: Vec<_> =
        answer.caption.notes.iter().filter(|note| matches!(note.kind, NoteKind::RuleChange(_))).collect();
    assert_eq!(numbers.len(), 2, "{numbers:?}");
    assert!(numbers[1].text.starts_with("April 2020: Course of conduct by a former partner"));
    let rows: Vec<_> = answer
        .rule_changes
        .iter()
        .map(|change| answer.rows[answer.row_after(change).unwrap()].label.as_str())
        .collect();
    assert_eq!(rows, ["2018/19", "2020/21"]);
}

#[test]
fn the_percentages_that_were_published_are_those_of_outcomes_assigned() {
    let answer = answer("of=assigned");
    assert_eq!(
        shares(&answer, OutOf::Assigned),
        [
            "723 of 1,969 (36.7%)",
            "944 of 4,288 (22.0%)",
            "1,133 of 5,417 (20.9%)",
            "",
            "2,830 of 20,008 (14.1%)",
            "3,620 of 31,787 (11.4%)",
            "6,813 of 95,706 (7.1%)",
            "5,948 of 99,302 (6.0%)"
        ]
    );
    let charged: Vec<String> =
        ["2014/15", "2019/20", "2021/22"].iter().map(|year| answer.segment_label(row(&answer, year), 0)).collect();
    assert_eq!(charged, ["37%", "11%", "6%"]);
    assert_eq!(
        answer.caption.title,
        "Of every 100 outcomes assigned so far to stalking offences that police in England and Wales recorded in 2021/22, 6 are a charge or summons"
    );
    assert!(answer.caption.subtitle.ends_with(
        "Charged or summonsed in 2021/22: 6.0% of the outcomes assigned so far (5,948 of 99,302), 5.0% of the offences recorded (5,948 of 117,930)."
    ));
    assert_eq!(answer.details(row(&answer, "2014/15")), ["1,969 outcomes", "36 of 44 forces"]);
}

#[test]
fn a_sum_leaves_a_force_out_of_both_sides_or_of_none() {
    let answer = answer("");
    // 2,885 were recorded in 2014/15 by all forces, 2,028 by those that supplied outcomes.
    assert_eq!(row(&answer, "2014/15").share_in_words(0, OutOf::Recorded), "723 of 2,028 (35.7%)");
    assert_eq!(row(&answer, "2019/20").share_in_words(0, OutOf::Recorded), "3,620 of 32,752 (11.1%)");
    assert_eq!(answer.details(row(&answer, "2014/15")), ["2,028 recorded", "36 of 44 forces"]);
    assert_eq!(answer.heading(row(&answer, "2019/20")), "Police in England and Wales, 2019/20, 43 of 44 forces");
    let notes = notes(&answer);
    assert!(notes.contains(
        "8 forces supplied no outcomes for 2014/15: Bedfordshire, Cumbria, Dyfed-Powys, Hertfordshire, Leicestershire, \
         Metropolitan Police, South Yorkshire and British Transport Police. They are left out of that year's figures for \
         England and Wales altogether, their recorded offences too."
    ));
    assert!(notes.contains("1 force supplied no outcomes for 2019/20: Greater Manchester. It is left out"));
    assert!(notes.contains("July 2019: Greater Manchester Police could not supply data"));
    assert!(notes.contains("England and Wales counts the 43 territorial forces and British Transport Police."));
}

#[test]
fn england_and_wales_adds_up_to_its_forces_in_each_year() {
    let national = answer("");
    let all = |code: &str| answer(&format!("area={code}")).rows;
    let forces: Vec<Vec<OutcomesRow>> = DATASET.forces().iter().map(|force| all(&force.code)).collect();
    for (index, whole) in national.rows.iter().enumerate() {
        for out_of in [OutOf::Recorded, OutOf::Assigned] {
            let supplied = || forces.iter().map(|rows| &rows[index]).filter(|row| row.tally.is_some());
            let sum: i64 = supplied().map(|row| row.tally.unwrap().outcomes).sum();
            assert_eq!(whole.tally.map_or(0, |tally| tally.outcomes), sum, "{}", whole.label);
            let recorded: i64 = supplied().map(|row| row.recorded.value().unwrap().count).sum();
            if whole.tally.is_some() {
                assert_eq!(whole.recorded.value().unwrap().count, recorded, "{}", whole.label);
                assert_eq!(supplied().count(), whole.forces - whole.not_supplied.len());
            }
            for part in 0..whole.parts(out_of).len().min(4) {
                let sum: i64 = supplied().map(|row| row.parts(out_of)[part]).sum();
                assert_eq!(whole.parts(out_of)[part], sum, "{} {part}", whole.label);
            }
        }
    }
    assert_eq!(national.rows.len(), 8);
    let parts = ["E92000001", "W92000004", "BTP"].map(all);
    let charged = |rows: &[OutcomesRow]| rows[7].tally.unwrap().charged;
    assert_eq!(parts.iter().map(|rows| charged(rows)).sum::<i64>(), 5_948);
}

#[test]
fn forces_are_ranked_by_their_share_of_charges() {
    let answer = answer("outcomes=forces&of=assigned&area=E23000018~E23000020");
    let label = |name: &str| row(&answer, name).charged_in_words(OutOf::Assigned);
    assert_eq!(label("Derbyshire"), "6.9% (185 of 2,692)");
    assert_eq!(label("Lincolnshire"), "3.7% (40 of 1,082)");
    assert_eq!(label("City of London"), "3 of 9 †");
    assert_eq!(label("British Transport Police"), "1 of 37 †");
    assert_eq!(answer.rows.len(), 45);
    assert!(answer.rows[0].is_reference);
    assert_eq!(label("England and Wales"), "6.0% (5,948 of 99,302)");
    let shares: Vec<f64> = answer.rows[1..].iter().filter_map(|row| row.rank(OutOf::Assigned)).collect();
    assert_eq!(shares.len(), 42);
    assert!(shares.is_sorted_by(|a, b| a >= b), "{shares:?}");
    // Too few for a rank: 3 of 9 would be the highest.
    let last: Vec<&str> = answer.rows[43..].iter().map(|row| row.label.as_str()).collect();
    assert_eq!(last, ["City of London", "British Transport Police"]);
    assert_eq!((row(&answer, "Derbyshire").chosen, row(&answer, "Lincolnshire").chosen), (Some(0), Some(1)));
    assert_eq!(
        answer.part_in_full(row(&answer, "City of London"), 0),
        "3 of 9 outcomes assigned charged or summonsed. Fewer than 20 charged or summonsed: compare with care"
    );
    assert_eq!(
        answer.caption.subtitle,
        "Charged or summonsed as a percentage of outcomes assigned so far. Police in England and Wales: 6.0% of the \
         outcomes assigned so far (5,948 of 99,302), 5.0% of the offences recorded (5,948 of 117,930)."
    );
    assert!(notes(&answer).contains("† Fewer than 20 charged or summonsed"));
    assert!(
        answer
            .caption
            .description
            .contains("England and Wales: 5,948 of 99,302 (6.0%). Derbyshire: 185 of 2,692 (6.9%).")
    );
}

#[test]
fn of_recorded_offences_derbyshire_and_lincolnshire_have_other_percentages() {
    let answer = answer("outcomes=forces");
    let label = |name: &str| row(&answer, name).charged_in_words(OutOf::Recorded);
    assert_eq!(label("Derbyshire"), "6.0% (185 of 3,108)");
    assert_eq!(label("Lincolnshire"), "3.2% (40 of 1,253)");
    assert_eq!(label("England and Wales"), "5.0% (5,948 of 117,930)");
    assert!(answer.caption.title.starts_with("Stalking offences recorded in 2021/22 that have so far led to a charge"));
}

#[test]
fn forces_that_did_not_supply_come_last_and_say_so() {
    let answer = answer("outcomes=forces&at=2019-04~2020-03&area=E23000005~W92000004~K04000001");
    let last = answer.rows.last().unwrap();
    assert_eq!(last.label, "Greater Manchester");
    assert_eq!(last.gap.as_ref().unwrap().sentence, "Greater Manchester Police supplied no outcomes for 2019/20.");
    assert_eq!(last.charged_in_words(OutOf::Recorded), "Supplied no outcomes");
    assert!(answer.caption.description.contains(" Greater Manchester Police supplied no outcomes for 2019/20."));
    assert_eq!(row(&answer, "Wales").chosen, Some(1));
    assert_eq!(answer.rows[0].charged_in_words(OutOf::Recorded), "11.1% (3,620 of 32,752), 43 of 44 forces");
    assert_eq!((answer.rows[0].chosen, answer.rows[0].is_reference), (Some(2), true));
    assert!(
        answer.caption.subtitle.contains("43 of the 44 forces in England and Wales: 11.1% of the offences recorded")
    );
    let earlier = self::answer("outcomes=forces&at=2014-04~2015-03");
    assert_eq!(earlier.rows.iter().filter(|row| row.gap.is_some()).count(), 8);
}

#[test]
fn more_outcomes_than_recorded_offences_are_said_and_not_cut_off() {
    let answer = answer("area=E23000023");
    let row = row(&answer, "2014/15");
    assert_eq!((row.parts(OutOf::Recorded), row.whole(OutOf::Recorded)), (vec![15, 15, 1, 5, 0], Some(35)));
    assert_eq!(answer.details(row), ["35 recorded", "36 outcomes"]);
    assert!(notes(&answer).contains("Cambridgeshire, 2014/15: 1 more outcome than recorded offences."));
    let assigned = self::answer("area=E23000023&of=assigned");
    assert_eq!(assigned.details(&assigned.rows[0]), ["36 outcomes"]);
}

#[test]
fn where_nothing_was_recorded_there_is_no_share() {
    let answer = answer("area=E23000034");
    let row = row(&answer, "2015/16");
    assert_eq!(row.gap.as_ref().unwrap().short, "No offence recorded");
    // Zero is not missing.
    assert!(!row.is_missing() && self::row(&answer, "2017/18").is_missing());
    assert_eq!(
        answer.part_in_full(row, 0),
        "City of London Police recorded no offence in 2015/16, so there is no share to give."
    );
    assert_eq!(
        answer.caption.title,
        "Of the 14 stalking offences that City of London Police recorded in 2021/22, 3 have so far led to a charge or summons"
    );
    let one = self::answer("area=BTP");
    assert_eq!(
        one.caption.title,
        "Of the 53 stalking offences that British Transport Police recorded in 2021/22, 1 has so far led to a charge or summons"
    );
    assert_eq!(
        one.rows[0].gap.as_ref().unwrap().sentence,
        "British Transport Police supplied no outcomes for 2014/15."
    );
}

#[test]
fn other_offences_and_years_without_a_table_are_refused_with_a_way_on() {
    let other = answer("offence=8L&area=W15000001");
    assert!(other.rows.is_empty());
    let refused = other.refused.unwrap();
    assert_eq!(refused.why, "The outcomes here are those of stalking offences alone. There are none of harassment.");
    assert_eq!(refused.address, "?view=outcomes&area=W15000001");
    for (at, year) in [("2017-04~2018-03", "2017/18"), ("2022-04~2023-03", "2022/23")] {
        let refused = answer(&format!("outcomes=forces&at={at}")).refused.unwrap();
        assert_eq!(
            refused.why,
            format!(
                "No table of outcomes for {year} was found. There are tables for the financial years 2014/15 to 2021/22, without 2017/18."
            )
        );
        assert_eq!(refused.address, "?view=outcomes&outcomes=forces");
        assert_eq!(refused.link, "Show 2021/22, the latest year with outcomes");
    }
    // Year by year, no year is asked for.
    assert_eq!(answer("at=2022-04~2023-03").refused, None);
}

#[test]
fn a_quarter_stands_for_its_year_and_the_list_offers_what_is_chosen() {
    let answer = answer("outcomes=forces&at=2019-07~2019-09");
    assert_eq!(answer.rows[0].start_year, 2019);
    assert!(
        notes(&answer).contains("In place of July to September 2019, the year in which it ends is shown: 2019/20.")
    );
    assert_eq!(answer.query.outcomes_year_chosen(&OUTCOMES), "2019-04~2020-03");
    let offered = answer.query.outcomes_years(&OUTCOMES);
    assert_eq!(offered[0], (String::new(), "2021/22".to_owned()));
    assert_eq!(offered[2], ("2019-04~2020-03".to_owned(), "2019/20".to_owned()));
    assert_eq!(offered.len(), 7);
    let none = self::answer("outcomes=forces&at=2017-04~2018-03").query;
    assert_eq!(none.outcomes_years(&OUTCOMES)[4], ("2017-04~2018-03".to_owned(), "2017/18 (no table)".to_owned()));
    assert_eq!(none.outcomes_year_chosen(&OUTCOMES), "2017-04~2018-03");
}

#[test]
fn a_release_without_the_year_is_not_used_for_it_and_that_is_said() {
    let answer = answer("release=to-2018-03");
    let recorded: Vec<i64> = answer.rows.iter().map(|row| row.recorded.value().unwrap().count).collect();
    assert_eq!((recorded[3], recorded[7]), (10_296, 117_930));
    assert!(notes(&answer).contains(
        "The chosen release covers April 2017 to March 2018 only. Offences recorded in 2014/15, 2015/16, 2016/17, 2018/19, \
         2019/20, 2020/21 and 2021/22 are from the newest release that has them."
    ));
    let whole = self::answer("release=to-2023-06");
    assert!(!notes(&whole).contains("The chosen release covers"));
    assert!(notes(&whole).contains("Figures from the release to June 2023 alone."));
}

#[test]
fn the_source_is_that_of_the_data() {
    let sources = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/sources.json")).unwrap();
    let provenance = "Home Office, crime outcomes open data, as compiled in github.com/stalkinglaws/getthedata at commit \
                      9dbff78e. In every year the forces add up to the total.";
    assert!(sources.contains(provenance));
    let answer = answer("");
    let note = answer.caption.notes.iter().find(|note| note.kind == NoteKind::Source).unwrap();
    assert!(note.text.starts_with(query::SOURCE) && note.text.contains(provenance), "{}", note.text);
}

proptest! {
    /// Whatever is asked, parts add up, shares lie between nothing and all, and nothing is said twice.
    #[test]
    fn parts_add_up(
        area in 0..DATASET.areas().len(),
        of in prop::sample::select(vec!["recorded", "assigned"]),
        unit in prop::sample::select(vec!["hundred", "count"]),
        by in prop::sample::select(vec!["years", "forces"]),
        year in 2014_u16..2023,
        release in prop::sample::select(vec!["latest", "to-2018-03", "to-2023-06", "to-2025-03"]),
    ) {
        let code = &DATASET.areas()[area].code;
        let address = format!(
            "area={code}&of={of}&unit={unit}&outcomes={by}&at={year}-04~{}-03&release={release}", year + 1
        );
        let answer = answer(&address);
        let out_of = answer.query.options.out_of;
        prop_assert_eq!(answer.rows.is_empty(), answer.refused.is_some());
        for row in &answer.rows {
            prop_assert_eq!(row.gap.is_none(), row.whole(out_of).is_some(), "{:?}", row);
            let parts = row.parts(out_of);
            prop_assert!(parts.iter().all(|part| *part >= 0));
            if let Some(whole) = row.whole(out_of) {
                let excess = if out_of == OutOf::Recorded { row.excess() } else { 0 };
                prop_assert_eq!(parts.iter().sum::<i64>(), whole + excess, "{:?}", row);
            }
        }
        let caption = &answer.caption;
        for text in [&caption.title, &caption.subtitle, &caption.sentence, &caption.description] {
            // The reason why there are none stands once beside the title.
            let may_be_empty = answer.refused.is_some() && *text != caption.title;
            prop_assert!((may_be_empty || !text.is_empty()) && !text.contains("  ") && !text.contains(": ;"), "{}: {}", address, text);
        }
        for (index, note) in caption.notes.iter().enumerate() {
            prop_assert!(!note.text.is_empty());
            prop_assert!(caption.notes[..index].iter().all(|other| other.text != note.text), "{}", note.text);
        }
    }
}
