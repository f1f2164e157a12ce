//! Outlines are those of the source; damaged ones are refused as a whole, and the error says where.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "common/packing.rs"]
mod packing;

use dataset::{AreaKind, DataError, Dataset, ForceId, Map, Tiles};
use packing::pack;
use proptest::prelude::*;
use std::sync::LazyLock;

fn read(name: &str) -> String {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

static DATASET: LazyLock<Dataset> = LazyLock::new(|| Dataset::from_json(&read("recorded.json")).unwrap());

/// A dataset of two territorial forces and one without an area.
const THREE: &str = r#"{"format":"on-record/recorded","version":1,
"offences":[{"code":"8Q","name":"Stalking","since":"2014-04"}],
"regions":[{"code":"E12000001","name":"North East"}],
"forces":[{"code":"E23000008","name":"Durham","official":"Durham Constabulary","region":"E12000001","neighbours":[1]},
{"code":"W15000001","name":"North Wales","official":"North Wales Police","region":"W92000004","neighbours":[0]},
{"code":"BTP","name":"British Transport Police","official":"British Transport Police"}],
"releases":[{"name":"to-2014-06","from":"2014-04","to":"2014-06",
"counts":[{"offence":"8Q","from":"2014-04","cells":[[3],[5],[0]]}]}],
"population":{"from":2014,"residents":[[619429],[687000],null]},"changes":[]}"#;

static SMALL_DATASET: LazyLock<Dataset> = LazyLock::new(|| Dataset::from_json(THREE).unwrap());

/// Two squares side by side, and an island of the second; the areas are not in the order of the dataset's.
const SMALL: &str = r#"{"format":"on-record/map","version":1,"metres_per_unit":100,"origin":[1000,2000],
"arcs":[[10,0,0,10],[10,10,-10,0,0,-10,10,0],[10,0,10,0,0,10,-10,0],[30,0,5,0,0,5,-5,-5]],
"areas":[{"code":"W15000001","rings":[[2,-1],[3]],"tile":[1,0]},{"code":"E23000008","rings":[[0,1]],"tile":[0,0]}]}"#;

#[test]
fn rings_are_positions_in_metres_in_the_order_of_the_forces() {
    let map = Map::from_json(SMALL, &SMALL_DATASET).unwrap();
    let [durham, north_wales, btp] =
        ["E23000008", "W15000001", "BTP"].map(|code| SMALL_DATASET.force_by_code(code).unwrap());
    let forces: Vec<ForceId> = map.outlines().iter().map(|outline| outline.force).collect();
    assert_eq!(forces, [durham, north_wales]);
    assert_eq!(map.outline(durham).unwrap().rings, [[[2000, 2000], [2000, 3000], [1000, 3000], [1000, 2000]]]);
    assert_eq!(
        map.outline(north_wales).unwrap().rings,
        [vec![[2000, 2000], [3000, 2000], [3000, 3000], [2000, 3000]], vec![[4000, 2000], [4500, 2000], [4500, 2500]]]
    );
    assert_eq!(map.outline(btp), None);
    assert_eq!(map.coasts().len(), 3);
    assert_eq!(map.extent(), ([1000, 2000], [4500, 3000]));
}

#[test]
fn every_damage_is_named_with_its_place() {
    let cases = [
        ("\"version\":1", "\"version\":2", "the file: found on-record/map version 2, expected on-record/map version 1"),
        ("/map\"", "/outcomes\"", "the file: found on-record/outcomes version 1, expected on-record/map version 1"),
        (":100,", ":0,", "metres_per_unit: expected metres, above zero"),
        (":100,", ":100.5,", "metres_per_unit: found a fraction, expected a whole number"),
        ("[1000,2000]", "[1000]", "origin: 1 numbers, expected 2"),
        ("[1000,2000]", "[1000,-2000]", "arcs[0]: point 0 does not lie in England or Wales"),
        ("[10,0,0,10]", "[10,0,0,99999999]", "arcs[0]: point 1 does not lie in England or Wales"),
        ("[10,0,0,10]", "[10,0,0]", "arcs[0]: 3 numbers, expected two for each of two points or more"),
        ("[10,0,0,10]", "[10,0]", "arcs[0]: 2 numbers, expected two for each of two points or more"),
        ("[10,0,0,10]", "[10,0,\"\",10]", "arcs[0][2]: found \"\", expected a whole number"),
        ("[10,0,0,10]", "[11,0,0,10]", "areas[0].rings[0][1]: an arc that does not start where the one before ends"),
        (
            "[10,0,0,10]",
            "[10,1,0,9]",
            "areas[0].rings[0]: expected arcs that join to a closed ring with something in it",
        ),
        (
            "[[2,-1],[3]]",
            "[[2],[3]]",
            "areas[0].rings[0]: expected arcs that join to a closed ring with something in it",
        ),
        (
            "5,0,0,5,-5,-5",
            "5,0,-5,0",
            "areas[0].rings[1]: expected arcs that join to a closed ring with something in it",
        ),
        (
            "[[2,-1],[3]]",
            "[[2,-1],[]]",
            "areas[0].rings[1]: expected arcs that join to a closed ring with something in it",
        ),
        ("[[2,-1],[3]]", "[[2,-1]]", "arcs: no area uses arc 3"),
        ("[[2,-1],[3]]", "[]", "areas[0].rings: expected at least one ring"),
        ("[[2,-1],[3]]", "[[2,-1],[4]]", "areas[0].rings[1][0]: unknown arc 4"),
        ("[[2,-1],[3]]", "[[2,-1],[-5]]", "areas[0].rings[1][0]: unknown arc 4"),
        ("[[2,-1],[3]]", "[[2,-1],[-2147483648]]", "areas[0].rings[1][0]: unknown arc 2147483647"),
        (
            "[[2,-1],[3]]",
            "[[2,-1],[3],[3]]",
            "areas[0].rings[2][0]: an arc that is in use already, in this direction or by this area",
        ),
        (
            "[[2,-1],[3]]",
            "[[2,-1],[3],[-4]]",
            "areas[0].rings[2][0]: an arc that is in use already, in this direction or by this area",
        ),
        (
            "[[0,1]]",
            "[[0,1],[3]]",
            "areas[1].rings[1][0]: an arc that is in use already, in this direction or by this area",
        ),
        ("\"W15000001\"", "\"W15000009\"", "areas[0].code: W15000009 is no force with an area"),
        ("\"W15000001\"", "\"BTP\"", "areas[0].code: BTP is no force with an area"),
        ("\"W15000001\"", "\"K04000001\"", "areas[0].code: K04000001 is no force with an area"),
        ("\"W15000001\"", "\"E23000008\"", "areas[1].code: the same area a second time"),
        (",{\"code\":\"E23000008\",\"rings\":[[0,1]],\"tile\":[0,0]}", "", "areas: E23000008 is not there"),
        ("[1,0]}", "[0,0]}", "areas[1].tile: the same tile a second time"),
        ("[1,0]}", "[1]}", "areas[0].tile: 1 numbers, expected 2"),
        ("[1,0]}", "[1,-1]}", "areas[0].tile: expected a column and a row below 100"),
        ("[1,0]}", "[1,100]}", "areas[0].tile: expected a column and a row below 100"),
        ("\"tile\"", "\"tyle\"", "areas[0].tile: found nothing, expected a list"),
        ("\"areas\"", "\"aeras\"", "areas: found nothing, expected a list"),
        ("]}]}", "]}", "line 3, column 114: not well-formed JSON"),
    ];
    refused(SMALL, &cases, &|text| Map::from_json(text, &SMALL_DATASET).map(|_| ()));
}

#[test]
fn a_map_of_other_forces_is_refused() {
    let error = Map::from_json(SMALL, &DATASET).unwrap_err();
    assert_eq!(error.to_string(), "The figures cannot be read: areas: E23000036 is not there");
}

/// The map as the build packs it, by the rule in words.
fn packed_map(json: &str) -> String {
    let map: dataset::format::MapFile = serde_json::from_str(json).unwrap();
    let unit = i32::try_from(map.metres_per_unit).unwrap();
    let along = |axis: usize| -> String {
        let mut row = Vec::new();
        for arc in &map.arcs {
            let mut at = map.origin[axis] / unit;
            for step in arc.chunks_exact(2) {
                at += step[axis];
                row.push(Some(at));
            }
            row.push(None);
        }
        pack(&row)
    };
    let area = |area: &dataset::format::MapArea| {
        let mut row = Vec::new();
        for ring in &area.rings {
            row.extend(ring.iter().map(|arc| Some(if *arc < 0 { -2 * arc - 1 } else { 2 * arc })));
            row.push(None);
        }
        format!(r#"{{"code":"{}","rings":"{}"}}"#, area.code, pack(&row))
    };
    let areas: Vec<String> = map.areas.iter().map(area).collect();
    format!(
        r#"{{"format":"on-record/packed-map","version":1,"metres_per_unit":{unit},"x":"{}","y":"{}","areas":[{}]}}"#,
        along(0),
        along(1),
        areas.join(",")
    )
}

/// [`SMALL`] with its areas in the order of the forces.
fn small_in_order() -> String {
    let (start, areas) = SMALL.split_once("\"areas\":[").unwrap();
    let (north_wales, durham) = areas.split_once(",{").unwrap();
    let durham = durham.strip_suffix("]}").unwrap();
    format!("{start}\"areas\":[{{{durham},{north_wales}]}}")
}

#[test]
fn a_packed_map_is_the_same_map() {
    let small = small_in_order();
    let whole = read("map.json");
    for (json, dataset) in [(small.as_str(), &*SMALL_DATASET), (whole.as_str(), &*DATASET)] {
        let plain = Map::from_json(json, dataset).unwrap();
        assert!(!plain.coasts().is_empty());
        assert_eq!(Map::from_packed(&packed_map(json), dataset), Ok(plain));
    }
}

#[test]
fn every_damage_of_a_packed_map_is_named() {
    let packed = packed_map(&small_in_order());
    let cases = [
        ("packed-map", "map", "the file: found on-record/map version 1, expected on-record/packed-map version 1"),
        (":100,", ":100.5,", "metres_per_unit: found a fraction, expected a whole number"),
        (":100,", ":100000,", "y: a point that does not lie in England or Wales"),
        (":100,", ":-100,", "metres_per_unit: expected metres, above zero"),
        ("\"x\":\"", "\"x\":\"!", "y: other points than x has"),
        ("!\",\"y\"", "\",\"y\"", "y: an arc without its end"),
        (":100,", ":0,", "metres_per_unit: expected metres, above zero"),
        ("\"x\"", "\"z\"", "x: found nothing, expected a list"),
        ("\"E23000008\"", "\"E23000009\"", "areas[0]: not the force whose turn it is"),
        (
            ",{\"code\":\"W15000001\"",
            "],\"others\":[{\"code\":\"W15000001\"",
            "areas: fewer than there are forces with an area",
        ),
        ("\"rings\":\"A", "\"rings\":\"O", "areas[0].rings: an unknown arc"),
        ("\"rings\":\"A", "\"rings\":\"B", "areas[0].rings: an unknown arc"),
        ("\"rings\":\"A", "\"rings\":\"!A", "areas[0].rings: a ring that does not close"),
        ("\"rings\":\"", "\"rings\":\"\",\"r\":\"", "areas[0].rings: a ring without its end"),
        ("\"rings\":\"AE", "\"rings\":\"AG", "areas[0].rings: an arc that does not start where the one before ends"),
    ];
    refused(&packed, &cases, &|text| Map::from_packed(text, &SMALL_DATASET).map(|_| ()));
}

#[test]
fn tiles_of_their_own_are_those_of_the_map_and_damage_is_named() {
    const TWO: &str = r#"{"format":"on-record/map","version":1,
"areas":[{"code":"E23000008","tile":[0,0]},{"code":"W15000001","tile":[1,0]}]}"#;
    let tiles = Tiles::from_json(TWO, &SMALL_DATASET).unwrap();
    assert_eq!(Tiles::from_json(&small_in_order(), &SMALL_DATASET), Ok(tiles));
    let cases = [
        ("map", "maps", "the file: found on-record/maps version 1, expected on-record/map version 1"),
        ("E23000008", "E23000009", "areas[0]: not the force whose turn it is"),
        ("E23000008", "W15000001", "areas[0]: not the force whose turn it is"),
        (",{\"code\":\"W15000001\",\"tile\":[1,0]}", "", "areas: fewer than there are forces with an area"),
        ("[1,0]}", "[1,0]},{}", "areas[2]: not the force whose turn it is"),
        ("[1,0]", "[1]", "areas[1].tile: 1 numbers, expected 2"),
        ("[1,0]", "[1,100]", "areas[1].tile: expected a column and a row below 100"),
    ];
    refused(TWO, &cases, &|text| Tiles::from_json(text, &SMALL_DATASET).map(|_| ()));
}

/// Holds that each change of a text, the second in place of the first, is refused in these words.
fn refused(whole: &str, cases: &[(&str, &str, &str)], read: &dyn Fn(&str) -> Result<(), DataError>) {
    for (from, to, expected) in cases {
        assert!(whole.contains(from), "{from} in {whole}");
        let error = read(&whole.replacen(from, to, 1)).map_err(|error| error.to_string());
        assert_eq!(error, Err(format!("The figures cannot be read: {expected}")), "{from} -> {to}");
    }
}

/// What the rings enclose, in square kilometres.
fn square_km(rings: &[Vec<[i32; 2]>]) -> f64 {
    let twice = |ring: &Vec<[i32; 2]>| -> i64 {
        let next = ring.iter().cycle().skip(1);
        let cross = |([x0, y0], [x1, y1]): (&[i32; 2], &[i32; 2])| {
            i64::from(*x0) * i64::from(*y1) - i64::from(*x1) * i64::from(*y0)
        };
        ring.iter().zip(next).map(cross).sum()
    };
    rings.iter().map(twice).sum::<i64>() as f64 / 2e6
}

#[test]
fn the_committed_file_has_every_territorial_force_about_as_large_as_it_is() {
    let map = Map::from_json(&read("map.json"), &DATASET).unwrap();
    assert_eq!(map.outlines().len(), DATASET.areas().iter().filter(|area| area.kind == AreaKind::Force).count());
    // Square kilometres, as usually given for the counties that make them up.
    for (code, expected) in [
        ("W15000001", 6_172.0),
        ("E23000034", 2.9),
        ("E23000001", 1_570.0),
        ("W15000004", 10_980.0),
        ("E23000002", 6_768.0),
    ] {
        let outline = map.outline(DATASET.force_by_code(code).unwrap()).unwrap();
        let found = square_km(&outline.rings);
        // Simplified far, but no area loses or gains a twentieth; the City is a few corners.
        let most = if expected < 10.0 { 0.3 } else { 0.05 };
        assert!((found / expected - 1.0).abs() < most, "{code}: {found} of {expected}");
    }
    let total: f64 = map.outlines().iter().map(|outline| square_km(&outline.rings)).sum();
    assert!((total / 151_000.0 - 1.0).abs() < 0.01, "{total}");
    let by_force = Tiles::from_json(&read("map.json"), &DATASET).unwrap();
    assert_eq!(by_force.of(DATASET.force_by_code("W15000001").unwrap()), Some([1, 6]));
    assert_eq!(by_force.of(DATASET.force_by_code("BTP").unwrap()), None);
    let mut tiles: Vec<[i32; 2]> = by_force.iter().map(|(_, tile)| tile).collect();
    tiles.sort_unstable();
    tiles.dedup();
    assert_eq!(tiles.len(), 43);
}

#[test]
fn neighbours_are_those_on_land() {
    let names = |code: &str| -> Vec<&str> {
        let neighbours = DATASET.neighbours(DATASET.force_by_code(code).unwrap());
        let area = |force: &ForceId| DATASET.area_by_code(&DATASET.force(*force).code).unwrap();
        neighbours.iter().map(|force| DATASET.area(area(force)).name.as_str()).collect()
    };
    assert_eq!(names("W15000001"), ["Cheshire", "Dyfed-Powys", "West Mercia"]);
    assert_eq!(names("E23000034"), ["Metropolitan Police"]);
    assert_eq!(names("W15000003"), ["Dyfed-Powys", "Gwent"]);
    assert_eq!(names("E23000032"), ["Metropolitan Police", "Surrey", "Sussex"]);
    assert_eq!(names("BTP"), Vec::<&str>::new());
    for (index, force) in DATASET.forces().iter().enumerate() {
        let id = DATASET.force_by_code(&force.code).unwrap();
        assert_eq!(id.index(), index);
        assert!(force.code == "BTP" || !DATASET.neighbours(id).is_empty(), "{}", force.code);
        for neighbour in DATASET.neighbours(id) {
            assert!(DATASET.neighbours(*neighbour).contains(&id), "{}", force.code);
        }
    }
}

#[test]
fn neighbours_that_cannot_be_are_refused_and_none_are_needed() {
    let cases = [
        ("\"neighbours\":[1]", "\"neighbours\":[3]", "forces[0].neighbours[0]: 3 is the position of no force"),
        ("\"neighbours\":[1]", "\"neighbours\":[-1]", "forces[0].neighbours[0]: found -1, expected a whole number"),
        ("\"neighbours\":[1]", "\"neighbours\":[0]", "forces[0].neighbours[0]: a force that is its own neighbour"),
        ("\"neighbours\":[1]", "\"neighbours\":[2]", "forces[0].neighbours[0]: British Transport Police has no area"),
        (
            "\"neighbours\":[1]",
            "\"neighbours\":[1,1]",
            "forces[0].neighbours: expected the lowest position first, each once",
        ),
        ("\"neighbours\":[1]", "\"neighbours\":7", "forces[0].neighbours: found 7, expected a list"),
        (",\"neighbours\":[1]", "", "forces: Durham is a neighbour of North Wales, but not the other way round"),
    ];
    refused(THREE, &cases, &|text| Dataset::from_json(text).map(|_| ()));
    let old = THREE.replace(",\"neighbours\":[1]", "").replace(",\"neighbours\":[0]", "");
    let dataset = Dataset::from_json(&old).unwrap();
    assert_eq!(dataset.neighbours(dataset.force_by_code("E23000008").unwrap()), []);
}

proptest! {
    #[test]
    fn no_damage_is_too_strange_to_refuse(at in 0_usize..SMALL.len(), with in "[\\[\\]{},:\"0-9a-z/ -]{0,3}") {
        let mut text = SMALL.to_owned();
        text.replace_range(at..=at, &with);
        // Either still whole or refused; both without a panic, and what is accepted can be drawn.
        if let Ok(map) = Map::from_json(&text, &SMALL_DATASET) {
            prop_assert_eq!(map.outlines().len(), 2);
            for outline in map.outlines() {
                prop_assert!(!outline.rings.is_empty());
                prop_assert!(outline.rings.iter().all(|ring| ring.len() >= 3));
            }
        }
    }

    #[test]
    fn no_number_is_too_strange_to_refuse(which in 0_usize..40, number in any::<i64>()) {
        // Every number of the file in turn, the format's version too.
        let mut numbers = Vec::new();
        let bytes = SMALL.as_bytes();
        for start in 0..bytes.len() {
            let digit = |at: usize| bytes[at].is_ascii_digit() || bytes[at] == b'-';
            if digit(start) && matches!(bytes[start - 1], b'[' | b',' | b':') {
                let end = (start..bytes.len()).find(|at| !digit(*at)).unwrap();
                numbers.push(start..end);
            }
        }
        let mut text = SMALL.to_owned();
        text.replace_range(numbers[which % numbers.len()].clone(), &number.to_string());
        let _ = Map::from_json(&text, &SMALL_DATASET);
    }

    #[test]
    fn no_damage_of_a_packed_map_is_too_strange_to_refuse(at in 0_usize..400, with in "[\\[\\]{},:\"0-9a-zA-Z!+/ -]{0,3}") {
        let mut text = packed_map(&small_in_order());
        let at = at % text.len();
        text.replace_range(at..=at, &with);
        if let Ok(map) = Map::from_packed(&text, &SMALL_DATASET) {
            prop_assert_eq!(map.outlines().len(), 2);
            for outline in map.outlines() {
                prop_assert!(!outline.rings.is_empty());
                prop_assert!(outline.rings.iter().all(|ring| ring.len() >= 3));
            }
        }
    }

    #[test]
    fn no_text_is_a_map_by_accident(text in ".{0,200}") {
        prop_assert!(Map::from_json(&text, &SMALL_DATASET).is_err());
    }
}
