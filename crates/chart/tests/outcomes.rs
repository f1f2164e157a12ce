//! Outcomes as pictures, and what holds for every one of them.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use chart::{Direction, Mark, Moves, Rect, Role, Scene, Target, svg};
use common::dataset;
use common::golden::check;
use dataset::Outcomes;
use query::{OutcomesAnswer, Query};
use std::sync::OnceLock;

fn outcomes() -> &'static Outcomes {
    static OUTCOMES: OnceLock<Outcomes> = OnceLock::new();
    OUTCOMES.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/outcomes.json");
        Outcomes::from_json(&std::fs::read_to_string(path).unwrap(), dataset()).unwrap()
    })
}

fn answer(address: &str) -> OutcomesAnswer {
    let reading = Query::read_address(&format!("?view=outcomes{address}"), dataset());
    assert_eq!(reading.notices, [], "{address}");
    OutcomesAnswer::to(&reading.query, dataset(), outcomes())
}

fn scene(address: &str, width_px: f64) -> Scene {
    chart::outcomes(&answer(address), width_px)
}

macro_rules! golden {
    ($($name:ident: $address:expr, $width_px:expr;)+) => {
        $(
            #[test]
            fn $name() {
                let name = ["outcomes-", &stringify!($name).replace('_', "-")].concat();
                check(&name, $address, &scene($address, $width_px));
            }
        )+
    };
}

golden! {
    north_wales: "&area=W15000001", 1200.0;
    north_wales_on_a_phone: "&area=W15000001", 320.0;
    north_wales_as_counts: "&area=W15000001&unit=count", 1200.0;
    north_wales_as_counts_on_a_phone: "&area=W15000001&unit=count", 320.0;
    england_and_wales: "", 1200.0;
    england_and_wales_on_a_phone: "", 280.0;
    england_and_wales_of_assigned: "&of=assigned", 900.0;
    a_year_not_supplied: "&area=E23000005", 1000.0;
    a_small_force: "&area=E23000034", 1000.0;
    transport_police_on_a_phone: "&area=BTP", 320.0;
    more_outcomes_than_offences: "&area=E23000023", 700.0;
    forces: "&area=W15000001~E23000034&outcomes=forces", 1200.0;
    forces_on_a_phone: "&area=W15000001~E23000034&outcomes=forces", 320.0;
    forces_of_assigned: "&outcomes=forces&of=assigned&area=E23000018~E23000020", 1000.0;
    forces_with_few_charges: "&outcomes=forces&at=2018-04~2019-03&of=assigned&area=E23000002", 320.0;
    forces_not_supplied: "&outcomes=forces&at=2014-04~2015-03&area=W92000004", 800.0;
    another_offence: "&offence=8L", 600.0;
}

const WIDTHS: [f64; 6] = [280.0, 320.0, 559.0, 640.0, 900.0, 2000.0];

/// Every area by both denominators and units, and every year of the forces.
fn addresses() -> Vec<String> {
    let mut addresses = Vec::new();
    for rest in ["", "&of=assigned", "&unit=count", "&unit=count&of=assigned"] {
        addresses.extend(dataset().areas().iter().map(|area| format!("&area={}{rest}", area.code)));
        for start in 2014..2022 {
            let at = format!("&at={start}-04~{}-03", start + 1);
            for area in ["", "&area=W15000001~W92000004~K04000001~BTP~E12000003"] {
                addresses.push(format!("&outcomes=forces{rest}{at}{area}"));
            }
        }
    }
    addresses.push("&offence=8U".to_owned());
    addresses
}

fn each(check: impl Fn(&str, &OutcomesAnswer, &Scene)) {
    for address in addresses() {
        let answer = answer(&address);
        for width_px in WIDTHS {
            check(&format!("{address} at {width_px}"), &answer, &chart::outcomes(&answer, width_px));
        }
    }
}

fn texts(scene: &Scene) -> Vec<Rect> {
    scene.marks().filter(|mark| matches!(mark, Mark::Text { .. } | Mark::Disc { .. })).map(Mark::bounds).collect()
}

#[test]
fn nothing_leaves_the_picture_and_no_text_lies_on_another() {
    each(|place, _, scene| {
        for mark in scene.marks() {
            let Rect { left, top, right, bottom } = mark.bounds();
            let inside = left >= 0.0 && top >= 0.0 && right <= scene.width_px && bottom <= scene.height_px;
            assert!(inside, "{place}: {mark:?} {} {}", scene.width_px, scene.height_px);
        }
        let texts = texts(scene);
        for (index, text) in texts.iter().enumerate() {
            let under = texts[..index].iter().find(|other| other.overlaps(text));
            assert_eq!(under, None, "{place}: {text:?}");
        }
        for mark in scene.marks() {
            if let Mark::Text { size, .. } = mark {
                assert!(*size >= 12.0, "{place}");
            }
        }
    });
}

#[test]
fn no_line_crosses_a_text_and_every_text_on_a_part_lies_within_it() {
    each(|place, _, scene| {
        let areas = |wanted: usize| {
            scene.marks().filter_map(move |mark| match mark {
                Mark::Area { rect, role: Role::Outcome(part) } if *part == wanted => Some(*rect),
                _ => None,
            })
        };
        for mark in scene.marks() {
            match mark {
                Mark::Line { role: Role::Reference | Role::Break | Role::Change | Role::Axis, .. } => {
                    let line = mark.bounds().grown(0.5);
                    // Where a whole ends within its bar, the line may pass a count.
                    let crossed = texts(scene).into_iter().find(|text| text.overlaps(&line));
                    assert_eq!(crossed, None, "{place}: {mark:?}");
                }
                Mark::Text { runs, .. } => {
                    if let Role::OnOutcome(part) = runs[0].role {
                        let text = mark.bounds();
                        let within = |area: Rect| {
                            area.left <= text.left
                                && text.right <= area.right
                                && area.top <= text.top
                                && text.bottom <= area.bottom
                        };
                        assert!(areas(part).any(within), "{place}: {mark:?}");
                    }
                }
                _ => {}
            }
        }
    });
}

#[test]
fn there_is_a_point_for_every_part_with_its_name() {
    each(|place, answer, scene| {
        assert_eq!(scene.moves, Moves::Rows);
        let out_of = answer.query.options.out_of;
        let mut expected = Vec::new();
        for (index, row) in answer.rows.iter().enumerate() {
            let parts = if row.gap.is_some() || answer.by_force() { 1 } else { row.parts(out_of).len() };
            expected.extend((0..parts).map(|part| (index, part)));
        }
        let found: Vec<_> = scene.points.iter().map(|point| (point.series, point.index)).collect();
        assert_eq!(found, expected, "{place}");
        for point in &scene.points {
            let row = &answer.rows[point.series];
            assert_eq!(
                point.name,
                format!("{}: {}", answer.heading(row), answer.part_in_full(row, point.index)),
                "{place}"
            );
            assert_eq!(point.missing, row.is_missing(), "{place}");
            assert!(
                point.hit.height() >= 24.0 && point.hit.left >= 0.0 && point.hit.right <= scene.width_px + 0.01,
                "{place}: {point:?}"
            );
            if point.hit.width() > 0.5 {
                let at = scene.nearest(point.hit.left + 0.2, f64::midpoint(point.hit.top, point.hit.bottom)).unwrap();
                assert_eq!(scene.points[at].name, point.name, "{place}");
            }
        }
    });
}

#[test]
fn bars_are_as_long_as_their_shares_and_begin_at_nothing() {
    let scene = scene("&area=W15000001", 1000.0);
    let charged: Vec<f64> = scene
        .points
        .iter()
        .filter(|point| point.index == 0 && !point.missing)
        .map(|point| point.hit.width() / scene.plot.width())
        .collect();
    let expected = [17.0 / 33.0, 9.0 / 25.0, 6.0 / 34.0, 76.0 / 355.0, 121.0 / 885.0, 135.0 / 2014.0, 101.0 / 2022.0];
    for (found, expected) in charged.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9, "{charged:?}");
    }
    assert_eq!(charged.len(), expected.len());
    for point in scene.points.iter().filter(|point| point.index == 0) {
        assert_eq!(point.hit.left, scene.plot.left);
    }
    // More outcomes than offences: 36 of 35 is the longest bar, and all others end before it.
    let more = self::scene("&area=E23000023", 1000.0);
    let end = |series: usize| {
        more.points.iter().filter(|point| point.series == series).map(|point| point.hit.right).fold(0.0, f64::max)
    };
    assert!((end(0) - more.plot.right).abs() < 0.01);
    assert!((end(7) - more.plot.left - more.plot.width() * 35.0 / 36.0).abs() < 0.01);
    // Counts share one scale.
    let counts = self::scene("&area=W15000001&unit=count", 1000.0);
    let width = |series: usize| {
        counts.points.iter().filter(|point| point.series == series).map(|point| point.hit.width()).sum::<f64>()
    };
    assert!((width(0) / width(7) - 33.0 / 2022.0).abs() < 1e-9);
}

#[test]
fn what_is_missing_is_hatched_and_named() {
    let scene = scene("&area=E23000005", 1000.0);
    let hatched = scene.marks().filter(|mark| matches!(mark, Mark::Area { role: Role::MissingPlace, .. })).count();
    let missing: Vec<&str> =
        scene.points.iter().filter(|point| point.missing).map(|point| point.name.as_str()).collect();
    assert_eq!(
        missing,
        [
            "Greater Manchester Police, 2017/18: no figure. No table of outcomes for 2017/18 was found.",
            "Greater Manchester Police, 2019/20: no figure. Greater Manchester Police supplied no outcomes for 2019/20."
        ]
    );
    assert_eq!(hatched, 2);
    let live = svg(&scene, Target::Live, "p-");
    assert!(live.contains("Supplied no outcomes") && live.contains("No table of outcomes was found"));
}

#[test]
fn nothing_recorded_is_not_hatched() {
    let scene = scene("&area=E23000034", 1000.0);
    let hatched = scene.marks().filter(|mark| matches!(mark, Mark::Area { role: Role::MissingPlace, .. })).count();
    assert_eq!((hatched, scene.points.iter().filter(|point| point.missing).count()), (1, 1));
    let name = "City of London Police, 2015/16: City of London Police recorded no offence in 2015/16, so there is no share to give.";
    assert!(scene.points.iter().any(|point| point.name == name && !point.missing));
    let forces = self::scene("&outcomes=forces&at=2015-04~2016-03", 1000.0);
    assert!(!forces.marks().any(|mark| matches!(mark, Mark::Area { role: Role::MissingPlace, .. })));
}

#[test]
fn what_has_no_percentage_has_no_bar_and_no_rank() {
    let scene = scene("&outcomes=forces&area=E23000034", 1000.0);
    let bars = scene.marks().filter(|mark| matches!(mark, Mark::Area { role: Role::Bar, .. })).count();
    assert_eq!(bars, 42);
    assert!(!scene.marks().any(|mark| matches!(mark, Mark::Area { role: Role::SeriesBar(_), .. })));
    assert!(scene.points[43].name.starts_with("City of London Police, 2021/22: 3 of 14 recorded offences charged"));
    // Percentages of fewer than 20 charged are drawn as outlines.
    let outlines =
        |address: &str| self::scene(address, 1000.0).marks().filter(|mark| matches!(mark, Mark::Shape { .. })).count();
    assert_eq!(outlines("&outcomes=forces"), 0);
    assert!(outlines("&outcomes=forces&at=2018-04~2019-03") > 0);
}

#[test]
fn keys_lead_through_rows_and_parts() {
    let scene = scene("&area=W15000001", 700.0);
    // 2016/17 has five points, 2017/18 one.
    assert_eq!(scene.neighbour(12, Direction::Down), Some(15));
    assert_eq!(scene.neighbour(15, Direction::Down), Some(16));
    assert_eq!(scene.neighbour(15, Direction::Right), None);
    assert_eq!(scene.neighbour(16, Direction::End), Some(20));
    let forces = self::scene("&outcomes=forces", 700.0);
    assert_eq!(forces.neighbour(3, Direction::Down), Some(4));
    assert_eq!(forces.neighbour(3, Direction::End), Some(44));
}

#[test]
fn a_refusal_is_words_alone() {
    let scene = scene("&offence=8L&area=W15000001", 280.0);
    assert!(scene.points.is_empty());
    assert!(svg(&scene, Target::File, "").contains("Outcomes are here for stalking"));
}

#[test]
fn any_width_is_laid_out() {
    for address in ["", "&outcomes=forces", "&offence=8L"] {
        for width_px in [f64::NAN, f64::INFINITY, -1.0, 0.0, 10_000.0] {
            let scene = scene(address, width_px);
            assert!((280.0..=2000.0).contains(&scene.width_px) && scene.height_px < 4_000.0);
            assert!(!svg(&scene, Target::File, "").contains("NaN"));
        }
    }
}
