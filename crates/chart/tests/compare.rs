//! All forces side by side, as pictures, and what holds for each of them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use chart::{Direction, Mark, Rect, Scene, Target, svg};
use common::dataset;
use common::golden::check;
use query::{Compare, Comparison, Measure, Order, Query, ScaleOf, Top};

const WIDTHS: [f64; 5] = [280.0, 320.0, 560.0, 900.0, 2000.0];

fn comparison(address: &str) -> Comparison {
    let reading = Query::read_address(address, dataset());
    assert_eq!(reading.notices, [], "{address}");
    Comparison::to(&reading.query, dataset())
}

fn scene(address: &str, width_px: f64) -> Scene {
    chart::compare(&comparison(address), dataset(), width_px)
}

macro_rules! golden {
    ($($name:ident: $address:expr, $width_px:expr;)+) => {
        $(
            #[test]
            fn $name() {
                check(&stringify!($name).replace('_', "-"), $address, &scene($address, $width_px));
            }
        )+
    };
}

const RATE: &str = "?view=compare&area=W15000001~K04000001&measure=rate&at=2022-04~2023-03";
const CHANGE: &str = "?view=compare&compare=change&area=W15000001~K04000001&measure=rate&at=2022-04~2023-03";

golden! {
    compare_rate: RATE, 1200.0;
    compare_rate_on_a_phone: RATE, 320.0;
    compare_count: "?view=compare&area=W15000001~W92000004~E92000001&at=2022-04~2023-03", 900.0;
    compare_count_on_a_phone: "?view=compare&area=E92000001~BTP&at=2022-04~2023-03", 320.0;
    compare_percentages: "?view=compare&area=W15000001&measure=change&at=2022-04~2023-03", 900.0;
    compare_percentages_on_a_phone: "?view=compare&area=E23000034&measure=change&at=2022-04~2023-03", 320.0;
    compare_share: "?view=compare&area=W92000004&measure=share&at=2022-04~2023-03", 600.0;
    compare_by_region: "?view=compare&area=E23000014&measure=rate&order=region&at=2022-04~2023-03", 800.0;
    compare_ten_highest: "?view=compare&area=W15000001~W15000003&measure=rate&top=ten&at=2022-04~2023-03", 320.0;
    compare_not_supplied: "?view=compare&area=W15000001&at=2024-04~2025-03", 900.0;
    compare_not_supplied_on_a_phone: "?view=compare&area=W15000001&measure=rate&at=2024-04~2025-03", 320.0;
    compare_all_missing: "?view=compare&area=W15000001&at=2023-07~2024-03", 320.0;
    compare_a_transfer: "?view=compare&offence=8M&release=to-2018-03&at=2018-01~2018-03&area=E23000012", 700.0;
    compare_no_offence_at_all: "?view=compare&offence=8U&at=2020-04~2020-06&area=E23000034", 700.0;
    compare_mixed_rules: "?view=compare&area=W15000001&at=2019-10~2020-09", 700.0;
    compare_two_periods: CHANGE, 900.0;
    compare_two_periods_on_a_phone: CHANGE, 320.0;
    compare_two_counts: "?view=compare&compare=change&area=W92000004~E92000001&at=2022-04~2023-03", 700.0;
    compare_two_odd_periods: "?view=compare&compare=change&area=W15000001&at=2021-04~2022-12&against=2020-04", 280.0;
    compare_one_of_two_missing: "?view=compare&compare=change&area=W15000001&at=2024-04~2025-03&against=2022-04", 320.0;
    compare_refused: "?view=compare&compare=change&area=W15000001&at=2020-04~2021-03", 320.0;
    compare_each: "?view=compare&compare=each&area=W15000001~E23000014&measure=rate", 1200.0;
    compare_each_on_a_phone: "?view=compare&compare=each&area=W15000001~BTP&measure=rate&release=to-2023-06", 320.0;
    compare_each_on_its_own_scale: "?view=compare&compare=each&area=W15000001~K04000001&scale=own&by=year&release=to-2023-06", 320.0;
    compare_each_by_region: "?view=compare&compare=each&area=W15000001&order=region&by=rolling&release=to-2023-06", 700.0;
    compare_each_change: "?view=compare&compare=each&area=W15000001&measure=change&by=year", 900.0;
    compare_each_one_period: "?view=compare&compare=each&area=W15000001&by=year&from=2022-04&to=2023-03", 500.0;
}

/// Every mode, measure, order, length and scale, for some times.
fn addresses() -> Vec<String> {
    let mut addresses = Vec::new();
    let areas = ["K04000001", "W15000001~E23000034~BTP~W92000004~E12000003~E92000001"];
    let times =
        ["&at=2022-04~2023-03", "&at=2024-04~2025-03", "&at=2019-10~2020-09", "&at=2018-01~2018-03&against=2017-04"];
    for (index, measure) in Measure::ALL.iter().enumerate() {
        for order in Order::ALL {
            let rest = format!("&measure={}&order={}&area={}", measure.word(), order.word(), areas[index % 2]);
            for top in Top::ALL {
                for time in times {
                    for compare in [Compare::Rank, Compare::Change] {
                        addresses.push(format!(
                            "?view=compare&compare={}{rest}{time}&top={}",
                            compare.word(),
                            top.word()
                        ));
                    }
                }
            }
            for scale in ScaleOf::ALL {
                for time in [
                    "",
                    "&by=year&release=to-2023-06",
                    "&by=rolling&from=2019-04&to=2021-03",
                    "&from=2023-07&to=2023-12",
                ] {
                    addresses.push(format!("?view=compare&compare=each{rest}{time}&scale={}", scale.word()));
                }
            }
        }
    }
    for offence in ["8L", "8M", "8R", "8U"] {
        addresses.push(format!("?view=compare&offence={offence}&area=E23000034"));
        addresses.push(format!("?view=compare&compare=change&offence={offence}&area=E23000034&measure=share"));
        addresses.push(format!("?view=compare&compare=each&offence={offence}&area=E23000034&release=to-2018-03"));
    }
    addresses
}

fn each(check: impl Fn(&str, &Comparison, &Scene)) {
    for address in addresses() {
        let comparison = comparison(&address);
        for width_px in WIDTHS {
            let scene = chart::compare(&comparison, dataset(), width_px);
            check(&format!("{address} at {width_px}"), &comparison, &scene);
        }
    }
}

fn texts(scene: &Scene) -> Vec<&Mark> {
    scene.marks().filter(|mark| matches!(mark, Mark::Text { .. })).collect()
}

#[test]
fn nothing_leaves_the_picture() {
    each(|place, _, scene| {
        for mark in scene.marks() {
            let Rect { left, top, right, bottom } = mark.bounds();
            let inside = left >= 0.0 && top >= 0.0 && right <= scene.width_px + 0.01 && bottom <= scene.height_px;
            assert!(inside, "{place} of height {}: {mark:?} {:?}", scene.height_px, mark.bounds());
            assert!([left, top, right, bottom].iter().all(|number| number.is_finite()), "{place}: {mark:?}");
        }
    });
}

#[test]
fn no_text_lies_on_another_nor_is_too_small() {
    each(|place, _, scene| {
        let texts = texts(scene);
        for (index, text) in texts.iter().enumerate() {
            let Mark::Text { size, .. } = text else { continue };
            assert!(*size >= 11.0, "{place}: {text:?}");
            for other in &texts[..index] {
                let overlap = text.bounds().grown(-1.0).overlaps(&other.bounds());
                assert!(!overlap, "{place}:\n{text:?}\n{other:?}");
            }
        }
    });
}

#[test]
fn every_row_has_one_point_that_can_be_touched_and_reached() {
    each(|place, comparison, scene| {
        if comparison.refused.is_some() {
            assert!(scene.points.is_empty() && !texts(scene).is_empty(), "{place}");
            return;
        }
        for row in &comparison.rows {
            let name = comparison.row_words(row, dataset()).name();
            assert_eq!(scene.points.iter().filter(|point| point.name == name).count(), 1, "{place}: {name}");
        }
        for (index, point) in scene.points.iter().enumerate() {
            assert!(
                point.hit.height() >= 24.0 && point.hit.left >= 0.0 && point.hit.right <= scene.width_px + 0.01,
                "{place}"
            );
            assert!(point.hit.grown(1.0).holds(point.x, point.y), "{place}: {point:?}");
            assert_eq!(scene.nearest(f64::midpoint(point.hit.left, point.hit.right), point.y), Some(index), "{place}");
            for other in &scene.points[..index] {
                assert!(!other.hit.grown(-0.01).overlaps(&point.hit), "{place}: {other:?} {point:?}");
            }
        }
        let mut reached = vec![false; scene.points.len()];
        let mut next = vec![0];
        while let Some(at) = next.pop() {
            if std::mem::replace(&mut reached[at], true) {
                continue;
            }
            let steps = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
            next.extend(steps.iter().filter_map(|step| scene.neighbour(at, *step)));
        }
        assert!(reached.iter().all(|reached| *reached), "{place}: {reached:?}");
    });
}

#[test]
fn the_svg_is_well_formed() {
    for address in addresses().iter().step_by(5) {
        for target in [Target::File, Target::Live] {
            let text = svg(&scene(address, 640.0), target, "p-");
            for bad in ["NaN", "inf", "\"-0\"", "\u{fffd}"] {
                assert!(!text.contains(bad), "{address}: {bad}");
            }
            assert_eq!(text.matches('<').count(), text.matches('>').count(), "{address}");
        }
    }
}

#[test]
fn a_bar_starts_at_zero_and_is_as_long_as_its_value() {
    let comparison = comparison(RATE);
    let scene = chart::compare(&comparison, dataset(), 1200.0);
    let bars: Vec<Rect> = scene
        .under
        .iter()
        .filter_map(|mark| match mark {
            Mark::Area { rect, role: chart::Role::Bar | chart::Role::SeriesBar(_) } => Some(*rect),
            _ => None,
        })
        .collect();
    assert_eq!(bars.len(), 42);
    let rates: Vec<f64> = comparison.rows.iter().filter_map(|row| row.cell()?.number()).collect();
    for (bar, rate) in bars.iter().zip(&rates) {
        assert_eq!(bar.left, bars[0].left);
        assert!((bar.width() / bars[0].width() - rate / rates[0]).abs() < 1e-9, "{bar:?}");
    }
    let line = scene.under.iter().find_map(|mark| match mark {
        Mark::Line { from, role: chart::Role::Reference, .. } => Some(from.0),
        _ => None,
    });
    let reference = comparison.reference.cell().unwrap().number().unwrap();
    assert!((reference - 1.95).abs() < 0.005);
    assert!(((line.unwrap() - bars[0].left) / bars[0].width() - reference / rates[0]).abs() < 1e-9);
}

#[test]
fn any_width_is_laid_out() {
    for width_px in [f64::NAN, f64::INFINITY, -1.0, 0.0, 10_000.0] {
        assert!((280.0..=2000.0).contains(&scene(RATE, width_px).width_px));
    }
}
