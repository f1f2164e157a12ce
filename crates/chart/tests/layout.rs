//! What holds for every line chart, whatever is asked and however wide it is.

#![allow(clippy::unwrap_used)]

mod common;

use chart::{Direction, Mark, PointMark, Rect, Role, Scene, Target, svg};
use common::{answer, dataset, scene};
use query::{Answer, By, Measure, words};

const WIDTHS: [f64; 5] = [280.0, 375.0, 560.0, 900.0, 2000.0];

/// Every area, measure and length of a period, and some pairs and sixes of areas and short times.
fn addresses() -> Vec<String> {
    let mut addresses = Vec::new();
    let codes: Vec<&str> = dataset().areas().iter().map(|area| area.code.as_str()).collect();
    for measure in Measure::ALL {
        for by in By::ALL {
            let rest = format!("&measure={}&by={}", measure.word(), by.word());
            addresses.extend(codes.iter().map(|code| format!("?area={code}{rest}")));
            addresses.extend(codes.chunks(2).step_by(4).map(|pair| format!("?area={}{rest}", pair.join("~"))));
            addresses.extend(codes.chunks(6).map(|six| format!("?area={}{rest}", six.join("~"))));
            addresses.extend(codes.chunks(6).map(|six| format!("?area={}{rest}&release=to-2023-06", six.join("~"))));
            for time in ["&from=2020-01&to=2020-06", "&from=2023-04&to=2024-06", "&from=2018-01&release=to-2018-03"] {
                addresses.push(format!("?area=W15000001~K04000001~BTP{rest}{time}"));
            }
        }
    }
    for offence in ["8L", "8M", "8R", "8U"] {
        addresses.push(format!("?area=W15000001~E23000034&offence={offence}"));
    }
    addresses
}

fn each(check: impl Fn(&str, &Answer, &Scene)) {
    for address in addresses() {
        let answer = answer(&address);
        for width_px in WIDTHS {
            let scene = chart::line_chart(&answer, dataset(), width_px);
            check(&format!("{address} at {width_px}"), &answer, &scene);
        }
    }
}

fn is_text(mark: &Mark) -> bool {
    matches!(mark, Mark::Text { .. })
}

fn role(mark: &Mark) -> Option<Role> {
    match mark {
        Mark::Text { runs, .. } => runs.first().map(|run| run.role),
        _ => None,
    }
}

/// Texts of one kind with the rectangles they take.
fn boxes(scene: &Scene, is_kind: impl Fn(Role) -> bool) -> Vec<(Role, Rect)> {
    scene
        .marks()
        .filter_map(|mark| role(mark).filter(|role| is_kind(*role)).map(|role| (role, mark.bounds())))
        .collect()
}

#[test]
fn nothing_leaves_the_picture_and_every_number_is_one() {
    each(|place, _, scene| {
        for mark in scene.marks() {
            let Rect { left, top, right, bottom } = mark.bounds();
            let inside = left >= 0.0 && top >= 0.0 && right <= scene.width_px && bottom <= scene.height_px;
            assert!(inside, "{place}: {mark:?}");
            assert!([left, top, right, bottom].iter().all(|number| number.is_finite()), "{place}: {mark:?}");
        }
        for point in &scene.points {
            let inside = (0.0..=scene.width_px).contains(&point.x) && (0.0..=scene.height_px).contains(&point.y);
            assert!(inside, "{place}: {point:?}");
        }
        assert!(scene.plot.width() > 100.0 && scene.plot.height() > 150.0, "{place}: {:?}", scene.plot);
    });
}

#[test]
fn the_svg_is_well_formed() {
    for address in addresses().iter().step_by(7) {
        for target in [Target::File, Target::Live] {
            let scene = scene(address, 640.0);
            let text = svg(&scene, target, "p-");
            for bad in ["NaN", "inf", "\"-0\"", "\u{fffd}"] {
                assert!(!text.contains(bad), "{address}: {bad}");
            }
            assert_eq!(text.matches('<').count(), text.matches('>').count(), "{address}");
            assert_eq!(text.matches("<g ").count(), text.matches("</g>").count(), "{address}");
            let reachable = text.matches("data-point=").count();
            assert_eq!(reachable, if target == Target::Live { scene.points.len() } else { 0 }, "{address}");
            assert_eq!(text.contains("var("), target == Target::Live, "{address}");
        }
    }
}

#[test]
fn no_text_lies_on_another() {
    each(|place, _, scene| {
        let all = boxes(scene, |_| true);
        for (index, (role, rect)) in all.iter().enumerate() {
            for (other_role, other) in &all[..index] {
                // Labels for the top and the bottom of the plot may meet the axis they stand at.
                assert!(!rect.grown(-1.5).overlaps(other), "{place}: {role:?} on {other_role:?}\n{rect:?}\n{other:?}");
            }
        }
    });
}

#[test]
fn every_series_with_a_value_is_named_once() {
    each(|place, answer, scene| {
        for (position, series) in answer.series.iter().enumerate() {
            let wanted = !answer.is_empty();
            let words: Vec<String> = scene
                .marks()
                .filter_map(|mark| match mark {
                    Mark::Text { runs, .. } => Some(runs),
                    _ => None,
                })
                .flatten()
                .filter(|run| run.role == Role::SeriesName(position))
                .map(|run| run.text.clone())
                .collect();
            assert_eq!(words.join(" "), if wanted { series.name.as_str() } else { "" }, "{place}");
        }
    });
}

#[test]
fn no_label_of_a_change_crosses_a_line_of_one() {
    each(|place, _, scene| {
        let lines: Vec<f64> = scene
            .marks()
            .filter_map(|mark| match mark {
                Mark::Line { from, role: Role::Break | Role::Change, .. } => Some(from.0),
                _ => None,
            })
            .collect();
        for (_, rect) in boxes(scene, |role| matches!(role, Role::ChangeDate | Role::ChangeLabel)) {
            assert!(!lines.iter().any(|x| (rect.left..=rect.right).contains(x)), "{place}: {rect:?} {lines:?}");
        }
        let discs: Vec<Rect> =
            scene.marks().filter(|mark| matches!(mark, Mark::Disc { .. })).map(Mark::bounds).collect();
        for (index, disc) in discs.iter().enumerate() {
            assert!(!discs[..index].iter().any(|other| other.overlaps(disc)), "{place}: {discs:?}");
            assert!(!scene.marks().filter(|mark| is_text(mark)).any(|text| text.bounds().overlaps(disc)), "{place}");
        }
    });
}

#[test]
fn there_is_a_point_for_every_cell_with_its_name() {
    each(|place, answer, scene| {
        assert_eq!(scene.points.len(), answer.series.len() * answer.periods.len(), "{place}");
        for point in &scene.points {
            let series = &answer.series[point.series];
            assert_eq!(point.name, words::point_name(dataset(), answer, series, point.index), "{place}");
            assert_eq!(point.missing, series.cells[point.index].value().is_none(), "{place}: {point:?}");
            let rest = point.name.strip_prefix(&point.tooltip.heading).and_then(|rest| rest.strip_prefix(": "));
            assert_eq!(rest.map(str::to_lowercase), Some(point.tooltip.value.to_lowercase()), "{place}");
        }
    });
}

#[test]
fn a_curve_never_crosses_a_break() {
    each(|place, answer, scene| {
        let breaks: Vec<f64> = scene
            .marks()
            .filter_map(|mark| match mark {
                Mark::Line { from, role: Role::Break, .. } => Some(from.0),
                _ => None,
            })
            .collect();
        for mark in scene.marks() {
            let Mark::Path { runs, .. } = mark else { continue };
            for pair in runs.iter().flat_map(|run| run.windows(2)) {
                let crossed = breaks.iter().any(|x| pair[0].0 < *x && *x < pair[1].0);
                assert!(!crossed, "{place}: {pair:?} {breaks:?} {}", answer.title);
            }
        }
    });
}

#[test]
fn the_arrow_keys_reach_every_point_and_the_pointer_finds_it() {
    for address in addresses().iter().step_by(5) {
        let scene = scene(address, 700.0);
        let mut reached = vec![false; scene.points.len()];
        let mut next = if scene.points.is_empty() { vec![] } else { vec![0] };
        while let Some(at) = next.pop() {
            if std::mem::replace(&mut reached[at], true) {
                continue;
            }
            let steps = [Direction::Left, Direction::Right, Direction::Up, Direction::Down];
            next.extend(steps.iter().filter_map(|step| scene.neighbour(at, *step)));
        }
        assert!(reached.iter().all(|reached| *reached), "{address}");
        for point in &scene.points {
            let found: &PointMark = &scene.points[scene.nearest(point.x, point.y).unwrap()];
            assert_eq!((found.index, found.y), (point.index, point.y), "{address}");
        }
    }
}

#[test]
fn home_and_end_stay_on_the_series() {
    let scene = scene("?area=W15000001~K04000001&release=to-2023-06", 700.0);
    let periods = scene.points.len() / 2;
    let middle = periods + 5;
    assert_eq!(scene.neighbour(middle, Direction::Home), Some(periods));
    assert_eq!(scene.neighbour(middle, Direction::End), Some(2 * periods - 1));
    assert_eq!(scene.neighbour(middle, Direction::Up), None);
    assert_eq!(scene.neighbour(middle, Direction::Down), Some(5));
    assert_eq!(scene.neighbour(2 * periods, Direction::Left), None);
}

#[test]
fn any_width_is_laid_out() {
    for width_px in [f64::NAN, f64::INFINITY, -1.0, 0.0, 10_000.0] {
        let scene = scene("", width_px);
        assert!((280.0..=2000.0).contains(&scene.width_px));
        assert!(!svg(&scene, Target::File, "").contains("NaN"));
    }
}

/// What a page without a program draws with lines in their own units.
#[test]
fn the_lines_behind_in_their_own_units_are_those_of_the_chart() {
    let whole = std::cell::Cell::new(0);
    each(|what, answer, scene| {
        let behind = chart::behind(answer, scene.width_px);
        let (bottom, top) = behind.ends;
        let place = |(period, value): &(usize, f64)| {
            let across = (*period as f64 + 0.5) / behind.periods as f64;
            let up = (value - bottom) / (top - bottom);
            (scene.plot.left + across * scene.plot.width(), scene.plot.bottom - up * scene.plot.height())
        };
        let placed = behind.lines.iter().map(|runs| runs.iter().map(|run| run.iter().map(place).collect::<Vec<_>>()));
        let is_inside = |(_, y): &(f64, f64)| *y >= scene.plot.top - 1e-6 && *y <= scene.plot.bottom + 1e-6;
        // The chart has cut off what leaves the plot: of such a line, only those that stay are compared.
        let expected: Vec<Vec<Vec<(f64, f64)>>> =
            placed.map(Iterator::collect).filter(|runs: &Vec<Vec<_>>| runs.iter().flatten().all(is_inside)).collect();
        let drawn: Vec<&Vec<Vec<(f64, f64)>>> = scene
            .under
            .iter()
            .filter_map(|mark| if let Mark::Path { runs, role: Role::Context } = mark { Some(runs) } else { None })
            .collect();
        for runs in &expected {
            let is_same = |other: &&&Vec<Vec<(f64, f64)>>| {
                other.len() == runs.len()
                    && other.iter().flatten().count() == runs.iter().flatten().count()
                    && other
                        .iter()
                        .flatten()
                        .zip(runs.iter().flatten())
                        .all(|(one, other)| (one.0 - other.0).abs() < 1e-6 && (one.1 - other.1).abs() < 1e-6)
            };
            assert!(drawn.iter().any(|other| is_same(&other)), "{what}: no line is {runs:?}");
        }
        assert!(drawn.len() >= expected.len() && drawn.len() <= behind.lines.len(), "{what}");
        whole.set(whole.get() + expected.len());
    });
    assert!(whole.get() > 10_000, "only {} lines were compared", whole.get());
}
