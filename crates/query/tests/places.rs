//! The map has the figures of the answer, in honest classes, and says what is not on it.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::DATASET;
use proptest::prelude::*;
use query::{Answer, By, Cell, Classes, Measure, NoteKind, Period, Places, Query, words};

fn query(address: &str) -> Query {
    let reading = Query::read_address(address, &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    reading.query
}

fn places(address: &str) -> Places {
    Places::to(&query(address), &DATASET)
}

fn notes(places: &Places, kind: NoteKind) -> Vec<&str> {
    places.caption.notes.iter().filter(|note| note.kind == kind).map(|note| note.text.as_str()).collect()
}

fn label<'a>(places: &'a Places, name: &str) -> &'a str {
    &places.places.iter().find(|place| place.name == name).unwrap().label
}

#[test]
fn values_are_those_of_the_answer() {
    for measure in Measure::ALL {
        for release in ["latest", "to-2018-03", "to-2023-06", "to-2025-03"] {
            for by in [By::Quarter, By::Year, By::Rolling] {
                let address = format!("?measure={}&by={}&release={release}", measure.word(), by.word());
                let mut asked = query(&address);
                let (first, last) = asked.bounds(&DATASET);
                for period in Period::between(first, last, by).into_iter().step_by(3) {
                    asked.at = Some(period);
                    let places = Places::to(&asked, &DATASET);
                    for place in places.places.iter().step_by(5) {
                        let answer = Answer::to(&Query { areas: vec![place.area], ..asked.clone() }, &DATASET);
                        let at = answer.periods.iter().position(|other| *other == period).unwrap();
                        assert_eq!(place.cell, answer.series[0].cells[at], "{address} {period} {}", place.name);
                    }
                }
            }
        }
    }
}

#[test]
fn forces_and_transport_police_add_up_to_the_published_totals() {
    // Published totals, with British Transport Police and without.
    for (at, with, without) in [
        ("2019-04~2020-03", 33_362, 33_273),
        ("2020-04~2021-03", 98_667, 98_634),
        ("2021-04~2022-03", 117_930, 117_877),
        ("2022-04~2023-03", 117_331, 117_266),
    ] {
        let places = places(&format!("?view=map&at={at}"));
        let sum: i64 = places.places.iter().map(|place| place.cell.value().unwrap().count).sum();
        assert_eq!((places.places.len(), sum), (43, without));
        let btp = format!("England and Wales counts it: {} in the", words::offences(with - without));
        assert!(notes(&places, NoteKind::Method).iter().any(|note| note.contains(&btp)), "{btp}");
        assert!(places.caption.description.contains(&words::offences(with)), "{}", places.caption.description);
    }
}

#[test]
fn a_place_is_named_in_full() {
    let places = places("?view=map&area=W15000001~E23000013&measure=rate&at=2022-04~2023-03");
    assert_eq!(
        label(&places, "North Wales"),
        "North Wales, year ending March 2023: 2.75 offences per 1,000 residents (1,895 offences), class 4 of 5"
    );
    assert!(label(&places, "City of London").starts_with("City of London, year ending March 2023: no figure. No rate"));
    assert_eq!(places.places.iter().filter_map(|place| place.chosen).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(places.caption.title, "Stalking recorded by police forces in England and Wales");
    assert_eq!(places.caption.subtitle, "Offences per 1,000 residents, year ending March 2023");
    assert_eq!(
        places.caption.sentence,
        "Stalking offences recorded by the 43 territorial police forces of England and Wales, per 1,000 residents, \
         year ending March 2023."
    );
    assert_eq!(places.missing, 1);
    assert_eq!(
        notes(&places, NoteKind::Missing)[0],
        "No figure for City of London, the year ending March 2023: No rate is given for the City of London: few \
         people live there and many work there, so a rate by residents would mislead."
    );
    assert!(places.caption.description.contains("No figure for City of London."), "{}", places.caption.description);
    assert!(places.caption.description.contains(label(&places, "North Wales")), "{}", places.caption.description);
}

#[test]
fn counts_come_with_a_warning_and_rates_without() {
    let warns = |address: &str| {
        notes(&places(address), NoteKind::Method).iter().any(|note| note.starts_with("Counts on a map mislead"))
    };
    assert!(warns("?view=map"));
    assert!(!warns("?view=map&measure=rate"));
}

#[test]
fn the_break_is_told_wherever_the_slider_crosses_it() {
    let warns = |address: &str| {
        let places = places(address);
        let note = "A map of a period before this date must not be compared with one after it.";
        let in_notes = places.caption.notes.iter().any(|other| other.text.ends_with(note));
        assert_eq!(places.caption.description.contains("before and after April 2020 are not comparable"), in_notes);
        in_notes
    };
    assert!(warns("?view=map&measure=rate"));
    assert!(warns("?view=map&at=2021-04~2021-06"));
    assert!(warns("?view=map&at=2019-07~2020-06"));
    assert!(!warns("?view=map&release=to-2025-03"));
    assert!(!warns("?view=map&release=to-2018-03"));
    assert!(!warns("?view=map&offence=8R"));
    // A run of no usual length has no slider; it crosses the break itself or not at all.
    assert!(!warns("?view=map&at=2021-04~2023-03"));
    assert!(warns("?view=map&at=2019-04~2021-03"));
}

#[test]
fn missing_is_missing_with_its_reason() {
    let wales = places("?view=map&measure=rate&at=2024-04~2025-03");
    let missing: Vec<&str> =
        wales.places.iter().filter(|place| place.class.is_none()).map(|place| place.name.as_str()).collect();
    assert_eq!(missing, ["City of London", "Dyfed-Powys", "Gwent", "North Wales", "South Wales"]);
    let why = notes(&wales, NoteKind::Missing);
    assert!(why.iter().any(|note| note.starts_with("No figure for Dyfed-Powys, Gwent, North Wales and South Wales")));
    let gap = places("?view=map&at=2023-07~2023-09");
    assert_eq!((gap.missing, gap.classes.len(), gap.extent), (43, 0, None));
    assert_eq!(
        notes(&gap, NoteKind::Missing),
        ["No figure for any force, July 2023 to September 2023: No release of the figures here covers this time."]
    );
    assert!(gap.caption.description.contains("No force has a figure."));
    let change = places("?view=map&measure=change&at=2020-04~2021-03");
    assert_eq!(change.missing, 43);
    assert!(label(&change, "Kent").contains("no figure. Not comparable with the year before"));
}

#[test]
fn the_slider_leads_through_periods_of_the_chosen_length() {
    let cases = [
        ("?view=map", 11, "year ending March 2015", "year ending March 2025", 8),
        ("?view=map&at=2014-04~2014-06", 44, "April to June 2014", "January to March 2025", 0),
        ("?view=map&at=2014-07~2015-06", 41, "year ending March 2015", "year ending March 2025", 1),
        ("?view=map&at=2014-07~2014-12", 1, "July 2014 to December 2014", "July 2014 to December 2014", 0),
        ("?view=map&release=to-2018-03", 1, "year ending March 2018", "year ending March 2018", 0),
        // Malicious communications has no figures before April 2017; asked for them, the map says so.
        ("?view=map&offence=8R&at=2016-04~2016-06", 33, "April to June 2016", "January to March 2025", 0),
    ];
    for (address, length, first, last, position) in cases {
        let query = query(address);
        let periods = Places::periods(&query, &DATASET);
        let ends = (periods[0].to_string(), periods[periods.len() - 1].to_string());
        assert_eq!((periods.len(), ends.0.as_str(), ends.1.as_str()), (length, first, last), "{address}");
        assert_eq!(Places::position(&query, &DATASET), position, "{address}");
    }
}

#[test]
fn the_slider_sets_the_period() {
    let mut asked = query("?view=map&against=2015-04");
    assert!(asked.choose_map_time("map-time", "6", &DATASET));
    assert_eq!(asked.to_address(&DATASET), "?view=map&at=2020-04~2021-03");
    assert!(asked.choose_map_time("map-time", "8", &DATASET));
    assert_eq!(asked.to_address(&DATASET), "?view=map", "the default has no word of its own");
    assert!(asked.choose_map_time("at-length", "quarter", &DATASET));
    assert_eq!(asked.to_address(&DATASET), "?view=map&at=2023-01~2023-03");
    assert!(asked.choose_map_time("map-time", "36", &DATASET));
    assert_eq!(asked.to_address(&DATASET), "?view=map&at=2023-04~2023-06");
    assert!(asked.choose_map_time("at-length", "year", &DATASET));
    assert_eq!(asked.to_address(&DATASET), "?view=map&at=2023-04~2024-03");
    assert_eq!(Places::length(&asked, &DATASET), "year");
    let mut last = query("?view=map&release=to-2023-06&at=2023-04~2023-06");
    assert_eq!(Places::length(&last, &DATASET), "quarter");
    assert!(last.choose_map_time("at-length", "year", &DATASET));
    assert_eq!(last.period(&DATASET).to_string(), "year ending March 2023", "the last whole year of the release");
    let before = last.clone();
    for (key, value) in
        [("map-time", "99"), ("map-time", "-1"), ("map-time", ""), ("at-length", "week"), ("by", "year")]
    {
        assert!(!last.choose_map_time(key, value, &DATASET), "{key} {value}");
        assert_eq!(last, before);
    }
    assert_eq!(Places::length(&query("?at=2014-07~2015-06"), &DATASET), "");
}

#[test]
fn short_names_are_short_and_tell_the_forces_apart() {
    let places = places("?view=map");
    let shorts = query::short_names(&places.places);
    assert_eq!(shorts.len(), places.places.len());
    let short = |name: &str| &shorts[places.places.iter().position(|place| place.name == name).unwrap()];
    for (index, (place, short)) in places.places.iter().zip(&shorts).enumerate() {
        assert!((2..=4).contains(&short.chars().count()), "{short}");
        assert!(place.name.starts_with(&short[..1]) || short.len() == 3, "{short}");
        let folded = short.to_lowercase();
        let others = shorts.iter().take(index).map(|other| other.to_lowercase());
        assert!(!others.into_iter().any(|other| other == folded), "{short}");
    }
    let expected = [
        ("Avon and Somerset", "A&S"),
        ("City of London", "CoL"),
        ("Dyfed-Powys", "DPow"),
        ("Greater Manchester", "GMP"),
        ("Kent", "Kent"),
        ("Metropolitan Police", "Met"),
        ("Norfolk", "Norf"),
        ("North Wales", "NWal"),
        ("Northamptonshire", "Nham"),
        ("Northumbria", "Nhum"),
        ("West Mercia", "WMer"),
    ];
    for (name, code) in expected {
        assert_eq!(short(name), code);
    }
}

#[test]
fn small_numbers_are_named() {
    let places = places("?view=map&measure=change&at=2015-04~2016-03");
    let note = notes(&places, NoteKind::Method).into_iter().find(|note| note.contains("swing widely")).unwrap();
    let marked: Vec<&str> =
        places.places.iter().filter(|place| place.needs_care).map(|place| place.name.as_str()).collect();
    assert!(marked.len() > 5 && note.contains(&words::list(&marked)), "{note}");
    assert!(places.first_rise.is_some());
}

#[test]
fn shades_use_the_whole_range() {
    let mut places = places("?view=map&measure=rate");
    let all: Vec<Vec<usize>> = (1..=5)
        .rev()
        .map(|length| {
            places.classes.truncate(length);
            (0..length).map(|class| places.shade(class)).collect()
        })
        .collect();
    assert_eq!(all, [vec![0, 1, 2, 3, 4], vec![0, 1, 3, 4], vec![0, 2, 4], vec![0, 4], vec![2]]);
}

#[test]
fn classes_are_those_of_an_independent_count() {
    let bounds = |address: &str| -> Vec<(String, String, usize)> {
        let places = places(address);
        let class = |index: usize| {
            let (from, to) = places.bounds(index).unwrap();
            (from, to, places.classes[index].count)
        };
        (0..places.classes.len()).map(class).collect()
    };
    let expected = |classes: [(&str, &str, usize); 5]| {
        classes.map(|(from, to, count)| (from.to_owned(), to.to_owned(), count)).to_vec()
    };
    // Sorted and cut from the source tables with another program.
    assert_eq!(
        bounds("?view=map&measure=rate&at=2022-04~2023-03"),
        expected([
            ("0.68", "1.33", 8),
            ("1.34", "1.61", 8),
            ("1.66", "2.10", 9),
            ("2.19", "2.79", 8),
            ("2.80", "4.05", 9)
        ])
    );
    assert_eq!(
        bounds("?view=map&measure=change&at=2022-04~2023-03"),
        expected([
            ("−22%", "−12%", 7),
            ("−11%", "−6%", 9),
            ("−5%", "−2%", 7),
            ("0%", "+11%", 10),
            ("+14%", "+64%", 10)
        ])
    );
}

#[test]
fn equal_steps_and_quantiles_both_hold_every_force() {
    for classes in Classes::ALL {
        let places = places(&format!("?view=map&measure=rate&classes={}&at=2022-04~2023-03", classes.word()));
        let counts: Vec<usize> = places.classes.iter().map(|class| class.count).collect();
        assert_eq!(counts.iter().sum::<usize>(), 42);
        if *classes == Classes::Quantiles {
            assert!(counts.iter().all(|count| (8..=9).contains(count)), "{counts:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_query_has_a_map_whose_legend_is_true(
        measure in proptest::sample::select(Measure::ALL),
        classes in proptest::sample::select(Classes::ALL),
        offence in proptest::sample::select(vec!["8Q", "8L", "8M", "8R", "8U"]),
        first in 0_u16..44,
        length in 1_u16..9,
    ) {
        let start: dataset::Quarter = "2014-04".parse().unwrap();
        let (first, last) = (start + first, start + (first + length - 1).min(43));
        let at = format!("{}~{}", first.first_month_text(), last.last_month_text());
        let address =
            format!("?view=map&measure={}&classes={}&offence={offence}&at={at}", measure.word(), classes.word());
        let places = places(&address);
        let mut counted = vec![0; places.classes.len()];
        for place in &places.places {
            match (&place.cell, place.class) {
                (Cell::Value(value), Some(class)) => {
                    counted[class] += 1;
                    let written = words::value(measure, value.value);
                    let (from, to) = places.bounds(class).unwrap();
                    let inside = written == from || written == to
                        || (places.classes[class].from < value.value && value.value < places.classes[class].to);
                    prop_assert!(inside, "{written} not from {from} to {to}");
                    let others = (0..places.classes.len()).filter(|other| *other != class);
                    for (from, to) in others.filter_map(|other| places.bounds(other)) {
                        prop_assert!(written != from && written != to, "{written} is a bound of two classes");
                    }
                }
                (Cell::Missing(_), None) => {}
                other => prop_assert!(false, "{other:?}"),
            }
        }
        prop_assert_eq!(&counted, &places.classes.iter().map(|class| class.count).collect::<Vec<_>>());
        prop_assert_eq!(counted.iter().sum::<usize>() + places.missing, 43);
        let position = Places::position(&places.query, &DATASET);
        prop_assert_eq!(Places::periods(&places.query, &DATASET)[position], places.period);
    }
}

#[test]
fn falls_and_rises_have_shades_by_their_distance_from_no_change() {
    let mut places = places("?view=map&measure=change&at=2022-04~2023-03");
    let falls = places.first_rise.unwrap();
    let kinds: Vec<bool> = (0..places.classes.len()).map(|class| places.is_fall(class)).collect();
    assert_eq!(kinds, (0..places.classes.len()).map(|class| class < falls).collect::<Vec<_>>());
    for class in &places.classes[..falls] {
        assert!(class.to < 0.0);
    }
    let shades: Vec<usize> = (0..places.classes.len()).map(|class| places.shade(class)).collect();
    assert_eq!(shades[falls - 1], shades[falls], "nearest to no change");
    assert!(shades[..falls].windows(2).all(|pair| pair[0] > pair[1]), "{shades:?}");
    assert!(shades[falls..].windows(2).all(|pair| pair[0] < pair[1]), "{shades:?}");
    // Where all fall there is one way, from the weakest shade to the strongest.
    places.first_rise = None;
    places.classes.truncate(falls);
    let one_way: Vec<usize> = (0..falls).map(|class| places.shade(class)).collect();
    assert_eq!((places.is_fall(0), one_way.first(), one_way.last()), (true, Some(&4), Some(&0)));
}
