//! The map and the tile map as pictures, and what holds for every one of them.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use chart::{Body, Direction, Mark, Moves, Rect, Role, Scene, Target, svg};
use common::dataset;
use common::golden::check;
use dataset::{Map, Tiles};
use query::{MapShape, Measure, Places, Query};
use std::sync::OnceLock;

const WIDTHS: [f64; 7] = [280.0, 320.0, 412.0, 639.0, 640.0, 900.0, 2000.0];

fn outlines() -> &'static Map {
    static MAP: OnceLock<Map> = OnceLock::new();
    MAP.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/map.json");
        Map::from_json(&std::fs::read_to_string(path).unwrap(), dataset()).unwrap()
    })
}

fn hexagons() -> &'static Tiles {
    static TILES: OnceLock<Tiles> = OnceLock::new();
    TILES.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/map.json");
        Tiles::from_json(&std::fs::read_to_string(path).unwrap(), dataset()).unwrap()
    })
}

fn places(address: &str) -> Places {
    let reading = Query::read_address(&format!("?view=map{address}"), dataset());
    assert_eq!(reading.notices, [], "{address}");
    Places::to(&reading.query, dataset())
}

fn draw(places: &Places, width_px: f64) -> Scene {
    match places.query.options.map {
        MapShape::Areas => chart::map(places, outlines(), width_px),
        MapShape::Tiles => chart::tile_map(places, hexagons(), width_px),
    }
}

macro_rules! golden {
    ($($name:ident: $address:expr, $width_px:expr;)+) => {
        $(
            #[test]
            fn $name() {
                let name = ["map-", &stringify!($name).replace('_', "-")].concat();
                check(&name, $address, &draw(&places($address), $width_px));
            }
        )+
    };
}

const RATE: &str = "&measure=rate&at=2022-04~2023-03";
const TWO: &str = "&area=W15000001~E23000005&measure=rate&at=2022-04~2023-03";
const SIX: &str = "&area=E23000001~E23000034~E23000030~E23000027~E23000026~E23000028&measure=rate&at=2022-04~2023-03";
const TILES: &str = "&map=tiles&measure=rate&at=2022-04~2023-03";
const CHANGE: &str = "&measure=change&at=2022-04~2023-03&area=W15000004";
const SMALL: &str = "&measure=change&at=2015-04~2016-03&area=E23000013";
const WELSH: &str = "&measure=rate&at=2024-04~2025-03&area=W15000001";
const GAP: &str = "&at=2023-07~2023-09";

golden! {
    rate: RATE, 1200.0;
    rate_on_a_phone: RATE, 320.0;
    two_chosen: TWO, 1200.0;
    two_chosen_on_a_phone: TWO, 320.0;
    six_close_together_on_a_phone: SIX, 320.0;
    six_close_together: SIX, 900.0;
    tiles: TILES, 1200.0;
    tiles_on_a_phone: TILES, 320.0;
    tiles_with_two_chosen: "&map=tiles&area=W15000001~E23000034&measure=rate&at=2024-04~2025-03", 700.0;
    tiles_with_small_numbers: "&map=tiles&measure=change&at=2015-04~2016-03&area=E23000013", 280.0;
    equal_steps_of_counts: "&classes=equal&at=2022-04~2023-03", 700.0;
    counts_on_a_phone: "&at=2022-04~2023-03", 280.0;
    change: CHANGE, 1000.0;
    change_on_a_phone: CHANGE, 320.0;
    small_numbers_on_a_phone: SMALL, 320.0;
    without_welsh_forces: WELSH, 1200.0;
    without_welsh_forces_on_a_phone: WELSH, 320.0;
    all_missing: GAP, 900.0;
    all_missing_on_a_phone: GAP, 320.0;
}

fn each(check: impl Fn(&str, &Places, &Scene)) {
    let mut addresses: Vec<String> = [TWO, SIX, CHANGE, SMALL, WELSH, GAP, ""].map(str::to_owned).to_vec();
    for measure in Measure::ALL {
        for rest in ["&classes=equal", "&offence=8L&at=2016-04~2017-03", "&at=2021-04~2021-06&area=W15000003~E23000011"]
        {
            addresses.push(format!("&measure={}{rest}", measure.word()));
        }
    }
    for address in addresses {
        for map in ["areas", "tiles"] {
            let address = format!("{address}&map={map}");
            let places = places(&address);
            for width_px in WIDTHS {
                check(&format!("{address} at {width_px}"), &places, &draw(&places, width_px));
            }
        }
    }
}

fn texts(scene: &Scene) -> Vec<Rect> {
    scene.marks().filter(|mark| matches!(mark, Mark::Text { .. })).map(Mark::bounds).collect()
}

#[test]
fn nothing_is_cut_off_or_too_small_and_no_texts_overlap() {
    each(|name, _, scene| {
        let page = Rect { left: 0.0, top: 0.0, right: scene.width_px, bottom: scene.height_px };
        assert!(scene.height_px <= if scene.width_px < 640.0 { 860.0 } else { 702.0 }, "{name}: {}", scene.height_px);
        for mark in scene.marks() {
            let bounds = mark.bounds();
            let grown = page.grown(0.1);
            assert!(bounds.left >= grown.left && bounds.right <= grown.right, "{name}: {mark:?}");
            assert!(bounds.top >= grown.top && bounds.bottom <= grown.bottom, "{name}: {mark:?}");
            if let Mark::Text { size, .. } = mark {
                assert!(*size >= 11.0, "{name}: {mark:?}");
            }
        }
        let texts = texts(scene);
        for (index, one) in texts.iter().enumerate() {
            for other in &texts[index + 1..] {
                assert!(!one.overlaps(other), "{name}: {one:?} {other:?}");
            }
        }
    });
}

/// Whether a position lies in the rings.
fn holds(rings: &[Vec<(f64, f64)>], x: f64, y: f64) -> bool {
    let mut inside = false;
    for ring in rings {
        for (index, (x0, y0)) in ring.iter().enumerate() {
            let (x1, y1) = ring[(index + 1) % ring.len()];
            if (*y0 <= y) != (y1 <= y) && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0) {
                inside = !inside;
            }
        }
    }
    inside
}

#[test]
fn every_point_lies_inside_its_own_shape_and_is_found_there() {
    each(|name, places, scene| {
        assert_eq!(scene.points.len(), 43, "{name}");
        for (index, point) in scene.points.iter().enumerate() {
            let Body::Place { rings, role } = &point.body else { panic!("{name}") };
            assert!(holds(rings, point.x, point.y), "{name}: {}", point.name);
            assert_eq!(scene.nearest(point.x, point.y), Some(index), "{name}: {}", point.name);
            let place = &places.places[point.series];
            assert_eq!(point.name, place.label);
            assert_eq!(*role == Role::MissingPlace, place.class.is_none());
            assert!(point.hit.width() > 23.9 || !point.name.starts_with("City of London"), "{name}: {:?}", point.hit);
        }
        let first = places.places.iter().filter_map(|place| place.chosen).min();
        assert_eq!(places.places[scene.points[0].series].chosen, first, "{name}");
    });
}

#[test]
fn up_and_down_lead_to_a_tile_of_the_next_row_where_one_touches() {
    each(|name, _, scene| {
        if scene.moves != Moves::Tiles {
            return;
        }
        for (at, point) in scene.points.iter().enumerate() {
            let Body::Place { rings, .. } = &point.body else { panic!("{name}") };
            let width = Mark::Shape { rings: rings.clone(), role: Role::Border, line: None }.bounds().width();
            for (direction, sign) in [(Direction::Up, -1.0), (Direction::Down, 1.0)] {
                let away = |other: &chart::PointMark| ((other.y - point.y) * sign, (other.x - point.x).abs());
                let touches = |other: &&chart::PointMark| {
                    let (ahead, aside) = away(other);
                    ahead > 1.0 && ahead < width && aside < width
                };
                if scene.points.iter().any(|other| touches(&other)) {
                    let next = scene.neighbour(at, direction).map(|next| &scene.points[next]);
                    assert!(next.is_some_and(|next| touches(&next)), "{name}: {direction:?} from {}", point.name);
                }
            }
        }
    });
}

#[test]
fn every_force_is_reached_with_the_arrow_keys() {
    each(|name, _, scene| {
        let mut reached = vec![false; scene.points.len()];
        let mut next = vec![0];
        while let Some(at) = next.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                let steps = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
                next.extend(steps.iter().filter_map(|step| scene.neighbour(at, *step)));
            }
        }
        let lost: Vec<&str> = (0..43).filter(|at| !reached[*at]).map(|at| scene.points[at].name.as_str()).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    });
}

#[test]
fn legend_and_inset_cover_no_land() {
    each(|name, places, scene| {
        let land: Vec<(f64, f64)> = scene
            .points
            .iter()
            .filter(|point| !point.name.starts_with("City of London"))
            .filter_map(|point| if let Body::Place { rings, .. } = &point.body { Some(rings) } else { None })
            .flatten()
            .flatten()
            .copied()
            .collect();
        let is_key = |mark: &&Mark| {
            let writing = matches!(mark, Mark::Text { runs, .. } if !runs.iter().any(|run| {
                matches!(run.role, Role::SeriesName(_) | Role::OnClass(_)) || run.text == "†"
            }));
            matches!(mark, Mark::Shape { .. }) && scene.under.contains(mark)
                || writing && places.query.options.map == MapShape::Areas
        };
        for mark in scene.marks().filter(is_key) {
            let bounds = mark.bounds();
            assert!(!land.iter().any(|(x, y)| bounds.holds(*x, *y)), "{name}: {mark:?}");
        }
    });
}

#[test]
fn the_legend_counts_every_force_once() {
    each(|name, places, scene| {
        let is_count = |mark: &&Mark| matches!(mark, Mark::Text { runs, .. } if runs[0].role == Role::Name);
        let words: Vec<String> = scene
            .under
            .iter()
            .filter(is_count)
            .map(|mark| if let Mark::Text { runs, .. } = mark { runs[0].text.clone() } else { String::new() })
            .collect();
        for (index, class) in places.classes.iter().enumerate() {
            let (_, to) = places.bounds(index).unwrap();
            assert!(words.contains(&class.count.to_string()) && words.contains(&to), "{name}: {words:?}");
        }
        assert_eq!(words.iter().any(|word| word == "figure"), places.missing > 0, "{name}");
    });
}

#[test]
fn hatching_is_defined_wherever_it_is_used() {
    for address in [RATE, GAP, "&at=2022-04~2023-03", TILES] {
        for target in [Target::Live, Target::File] {
            let drawn = svg(&draw(&places(address), 320.0), target, "x-");
            assert_eq!(drawn.contains("url(#x-hatch-place)"), drawn.contains("id=\"x-hatch-place\""), "{address}");
            assert!(!drawn.contains("NaN"));
        }
    }
}

#[test]
fn any_width_is_laid_out() {
    for map in ["", "&map=tiles"] {
        for width_px in [f64::NAN, f64::INFINITY, -1.0, 0.0, 10_000.0] {
            let scene = draw(&places(map), width_px);
            assert!((280.0..=2000.0).contains(&scene.width_px));
        }
    }
}
