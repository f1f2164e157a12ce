//! Questions at hand, for each kind of area, on the committed figures.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::DATASET;
use proptest::prelude::*;
use query::{MOST_AREAS, Measure, Options, Preset, Query, Top, View, presets};

fn asked(address: &str) -> Query {
    let reading = Query::read_address(address, &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    reading.query
}

fn of(address: &str) -> Vec<Preset> {
    presets(&asked(address), &DATASET)
}

fn names(address: &str) -> Vec<String> {
    of(address).into_iter().map(|preset| preset.name).collect()
}

fn areas(preset: &Preset) -> Vec<&'static str> {
    preset.query.areas.iter().map(|area| DATASET.area(*area).name.as_str()).collect()
}

fn find(presets: &[Preset], start: &str) -> Preset {
    let found = presets.iter().find(|preset| preset.name.starts_with(start));
    found.unwrap_or_else(|| panic!("no preset {start}")).clone()
}

#[test]
fn a_force_has_its_nation_its_neighbours_and_those_near_in_population() {
    assert_eq!(
        names("area=W15000001"),
        [
            "North Wales and England and Wales, per 1,000 residents",
            "Wales and England, per 1,000 residents",
            "All Welsh forces: Dyfed-Powys, Gwent, North Wales, South Wales",
            "Highest ten, per 1,000 residents",
            "Neighbours of North Wales: Cheshire, Dyfed-Powys, West Mercia",
            "Five nearest to North Wales in population (2024): Gloucestershire, Durham, Bedfordshire, Warwickshire, Wiltshire",
            "Start again",
        ]
    );
    let presets = of("area=W15000001~W15000002&by=year&embed=1&theme=dark&view=table&offence=8L");
    let nation = find(&presets, "North Wales and England and Wales");
    assert_eq!(areas(&nation), ["North Wales", "England and Wales"]);
    assert_eq!((nation.query.measure, nation.query.view), (Measure::Rate, View::Table));
    assert_eq!(areas(&find(&presets, "Neighbours")), ["North Wales", "Cheshire", "Dyfed-Powys", "West Mercia"]);
    let nearest = find(&presets, "Five nearest");
    assert_eq!(
        areas(&nearest),
        ["North Wales", "Gloucestershire", "Durham", "Bedfordshire", "Warwickshire", "Wiltshire"]
    );
    assert_eq!(nearest.query.measure, Measure::Count);
    let ten = find(&presets, "Highest ten");
    assert_eq!((ten.query.view, ten.query.options.top, ten.query.measure), (View::Compare, Top::Ten, Measure::Rate));
    assert_eq!(ten.query.areas, asked("area=W15000001~W15000002").areas, "the chosen ones stay marked");
    assert_eq!(find(&presets, "Start again").query.to_address(&DATASET), "?embed=1&theme=dark");
}

#[test]
fn a_force_of_england_has_its_region() {
    let presets = of("area=E23000032&measure=change");
    let region = find(&presets, "Other forces of the South East region: ");
    assert_eq!(areas(&region), ["Kent", "Hampshire", "Surrey", "Sussex", "Thames Valley"]);
    assert_eq!(find(&presets, "Kent and England and Wales, change").query.measure, Measure::Change);
    assert!(
        find(&presets, "Five nearest to Kent in population (2024): Essex, Devon and Cornwall,").query.areas.len() == 6
    );
    let east = find(&of("area=E23000028"), "Other forces of the East of England region: ");
    assert_eq!(areas(&east), ["Essex", "Bedfordshire", "Cambridgeshire", "Hertfordshire", "Norfolk", "Suffolk"]);
}

#[test]
fn of_many_neighbours_five_are_named_and_all_are_counted() {
    let neighbours = find(&of("area=E23000029"), "Neighbours of Thames Valley");
    assert_eq!(
        neighbours.name,
        "Neighbours of Thames Valley, the first 5 of 9 by name: Bedfordshire, Gloucestershire, Hampshire, Hertfordshire, \
         Metropolitan Police"
    );
    assert_eq!(neighbours.query.areas.len(), MOST_AREAS);
}

#[test]
fn forces_without_a_rate_are_held_against_the_nation_by_share() {
    assert_eq!(
        names("area=E23000034"),
        [
            "City of London and England and Wales, share of all recorded crime",
            "Wales and England, per 1,000 residents",
            "All Welsh forces: Dyfed-Powys, Gwent, North Wales, South Wales",
            "Highest ten, per 1,000 residents",
            "Other forces of the London region: Metropolitan Police",
            "Neighbours of City of London: Metropolitan Police",
            "Start again",
        ]
    );
    assert_eq!(
        names("area=BTP&measure=rate"),
        [
            "British Transport Police and England and Wales, share of all recorded crime",
            "Wales and England, per 1,000 residents",
            "All Welsh forces: Dyfed-Powys, Gwent, North Wales, South Wales",
            "Highest ten, per 1,000 residents",
            "Start again",
        ]
    );
}

#[test]
fn a_region_has_its_forces_and_the_nation_has_what_anybody_asks() {
    let region = of("area=E12000008");
    assert_eq!(
        areas(&find(&region, "Forces of the South East region: ")),
        ["Hampshire", "Kent", "Surrey", "Sussex", "Thames Valley"]
    );
    assert_eq!(find(&region, "South East region and England and Wales").query.measure, Measure::Rate);
    assert_eq!(
        names("measure=share"),
        [
            "Wales and England, share of all recorded crime",
            "All Welsh forces: Dyfed-Powys, Gwent, North Wales, South Wales",
            "Highest ten, share of all recorded crime",
            "Start again",
        ]
    );
    assert_eq!(find(&of("area=W92000004"), "Wales and England and Wales").query.areas.len(), 2);
}

#[test]
fn nobody_is_called_similar_and_every_force_has_five_near_in_population() {
    for area in DATASET.areas() {
        let address = format!("area={}", area.code);
        for preset in of(&address) {
            assert!(!preset.name.to_lowercase().contains("similar"), "{}", preset.name);
            let first = preset.query.areas[0];
            let mut distinct = preset.query.areas.clone();
            distinct.sort();
            distinct.dedup();
            assert_eq!(distinct.len(), preset.query.areas.len(), "{}: {first:?}", preset.name);
            if preset.name.starts_with("Five nearest") {
                assert_eq!(preset.query.areas.len(), 6);
                assert!(!areas(&preset).contains(&"City of London"), "{}", preset.name);
            }
        }
    }
}

proptest! {
    #[test]
    fn each_has_an_address_and_no_more_areas_than_can_be_told_apart(
        chosen in prop::sample::subsequence(DATASET.area_ids().collect::<Vec<_>>(), 1..=MOST_AREAS).prop_shuffle(),
        view in prop::sample::select(View::ALL),
        measure in prop::sample::select(Measure::ALL),
        embed in any::<bool>(),
    ) {
        let query =
            Query { areas: chosen, view, measure, embed, options: Options::default(), ..Query::default_for(&DATASET) };
        for preset in presets(&query, &DATASET) {
            prop_assert!((1..=MOST_AREAS).contains(&preset.query.areas.len()));
            prop_assert_eq!(preset.query.embed, embed);
            let reading = Query::read_address(&preset.query.to_address(&DATASET), &DATASET);
            prop_assert_eq!(reading.notices, []);
            prop_assert_eq!(reading.query, preset.query);
        }
    }
}
