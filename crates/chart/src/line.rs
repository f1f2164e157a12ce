//! The line chart: one curve for each chosen area, the other forces thin and grey behind.

use crate::breaks::BreakBand;
use crate::clip::clip;
use crate::curve::stretches;
use crate::end_labels::{self, EndLabel, ValueOn};
use crate::missing::{self, widest_room};
use crate::place::Obstacles;
use crate::points::{points, radius, spacing};
use crate::scale::Scale;
use crate::scale::within;
use crate::scene::{Anchor, Mark, Moves, PointMark, Rect, Role, Run, Scene};
use crate::text::{text_width_px, wrap};
use crate::ticks::ValueAxis;
use crate::time_axis::{LABEL_SIZE, TimeAxis};
use dataset::Dataset;
use query::{Answer, By, Cell};

/// Widths that can be laid out; others are taken as the nearest.
const WIDTHS: (f64, f64) = (280.0, 2000.0);
/// From this width on, names stand to the right of the plot.
const WIDE: f64 = 560.0;
/// Room at the edges of the picture.
const EDGE: f64 = 2.0;
/// Room between the labels of the values and the plot.
const TICK_GAP: f64 = 8.0;
/// Room to the right of the plot where no name stands there: half a marker.
const RIGHT: f64 = 8.0;
/// A curve that ends farther from the plot's right edge than half a period, which is at least the first
/// and at most the second of these, is named inside the plot.
const ENDS_EARLY: (f64, f64) = (36.0, 80.0);

/// Lays out the answer as lines over time, `width_px` wide: 280 to 2000 CSS pixels.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let json = std::fs::read_to_string("../../data/recorded.json")?;
/// let dataset = dataset::Dataset::from_json(&json)?;
/// let query = query::Query::read_address("?area=W15000001&by=year&release=to-2023-06", &dataset).query;
/// let scene = chart::line_chart(&query::Answer::to(&query, &dataset), &dataset, 800.0);
/// assert_eq!(scene.points[6].name, "North Wales, year ending March 2021: 2,014 offences");
/// assert_eq!(scene.points[6].tooltip.value, "2,014 offences");
/// # Ok(()) }
/// ```
pub fn line_chart(answer: &Answer, dataset: &Dataset, width_px: f64) -> Scene {
    let width = if width_px.is_finite() { within(width_px, WIDTHS.0, WIDTHS.1) } else { WIDTHS.0 };
    let height = height(width);
    let mut scene = Scene {
        width_px: width,
        height_px: height,
        title: answer.title.clone(),
        description: answer.description.clone(),
        plot: Rect { left: 0.0, top: 0.0, right: width, bottom: height },
        under: Vec::new(),
        moves: Moves::Curves,
        points: Vec::new(),
        over: Vec::new(),
    };
    if answer.periods.is_empty() {
        scene.over = nothing(answer, width, height);
    } else {
        fill(&mut scene, answer, dataset);
    }
    scene
}

/// A phone's chart is 360 pixels high, a wide one 460.
fn height(width: f64) -> f64 {
    within(360.0 + (width - 480.0) * (100.0 / 720.0), 360.0, 460.0).round()
}

fn nothing(answer: &Answer, width: f64, height: f64) -> Vec<Mark> {
    let text = match answer.query.by {
        By::Quarter => "No quarter lies in the chosen period",
        By::Year => "No whole financial year lies in the chosen period",
        By::Rolling => "No whole year lies in the chosen period",
    };
    let mut marks = Vec::new();
    let mut y = height / 2.0;
    for line in wrap(text, width - 40.0, 14.0, false) {
        marks.push(Mark::text((width / 2.0, y), Anchor::Middle, Run::plain(line, Role::Empty), 14.0));
        y += 18.0;
    }
    marks
}

fn fill(scene: &mut Scene, answer: &Answer, dataset: &Dataset) {
    let (width, by) = (scene.width_px, answer.query.by);
    let value_axis = value_axis(answer, width);
    let mut widest = 0.0_f64;
    for tick in &value_axis.ticks {
        widest = widest.max(text_width_px(&tick.label, LABEL_SIZE, false));
    }
    let left = EDGE + widest + TICK_GAP;
    let names = Names::of(answer, width, left);
    let axis = TimeAxis::of(&answer.periods, by, left, names.plot_right);
    let band = BreakBand::of(&answer.rule_changes, &axis, width - EDGE);
    let below = if by == By::Quarter { 26.0 } else { 42.0 };
    let plot = Rect {
        left,
        top: EDGE + band.height + LABEL_SIZE / 2.0,
        right: names.plot_right,
        bottom: scene.height_px - below,
    };
    let values = Scale::new(value_axis.ends, (plot.bottom, plot.top));
    let missing = missing::bands(answer, &axis);
    let rules = band.positions();
    scene.plot = plot;
    scene.points = points(answer, dataset, &axis, &values);

    let under = &mut scene.under;
    let hatched = missing::areas(&missing, &plot);
    let mut bounds: Vec<Rect> = Vec::new();
    let mut walls = rules.clone();
    for band in hatched {
        let rect = band.bounds();
        walls.push(rect.left);
        walls.push(rect.right);
        bounds.push(rect);
        under.push(band);
    }
    under.append(&mut grid(&value_axis, &values, &plot));
    under.append(&mut axis.marks(&answer.periods, plot.bottom, width));
    under.append(&mut context(answer, &axis, &values, &plot));
    under.append(&mut band.lines(EDGE, &plot));
    let mut curves = curves(answer, &scene.points);
    let segments = segments(&curves, &scene.points);
    under.append(&mut curves);

    let mut writing = missing::labels(&missing, &plot, &rules);
    for note in run_off(answer, &value_axis, &plot, &walls) {
        writing.push(vec![note]);
    }
    let mut boxes: Vec<Rect> = Vec::new();
    for mark in writing.iter().flatten() {
        boxes.push(mark.bounds());
    }
    let obstacles = Obstacles { boxes, hatched: bounds, segments, lines: rules };
    let baseline = values.at(0.0);
    let room = Rect { left: plot.left + 4.0, top: plot.top, right: names.inside_right, bottom: plot.bottom - 2.0 };
    let mut inside = end_labels::inside(&names.inside, answer, &scene.points, &room, (plot.right, baseline), obstacles);
    // Where there is no room for both, the name of a curve matters more; the notes give the reasons too.
    let covered = |mark: &Mark| inside.iter().any(|name| name.bounds().overlaps(&mark.bounds()));
    writing.retain(|marks| !marks.iter().any(covered));

    let over = &mut scene.over;
    for mut marks in writing {
        over.append(&mut marks);
    }
    over.append(&mut inside);
    over.append(&mut end_labels::beside(&names.beside, answer, &scene.points, &plot, baseline));
    over.append(&mut band.labels(EDGE));
}

fn value_axis(answer: &Answer, width: f64) -> ValueAxis {
    ValueAxis::of(answer, if width < WIDE { 5 } else { 6 })
}

/// Values at the bottom and the top of the plot.
pub(crate) fn value_ends(answer: &Answer, width: f64) -> (f64, f64) {
    value_axis(answer, width).ends
}

/// Names of the curves, and what room they leave to the plot.
struct Names {
    beside: Vec<EndLabel>,
    /// Series that are named inside the plot.
    inside: Vec<usize>,
    plot_right: f64,
    /// How far right a name inside may reach.
    inside_right: f64,
}

impl Names {
    fn of(answer: &Answer, width: f64, left: f64) -> Self {
        let series = if answer.is_empty() { 0 } else { answer.series.len() };
        let widest = within(width * 0.2, 120.0, 200.0);
        // Many names keep to one line each, so that all find room one above the other.
        let widest = if series > 4 { widest.max(200.0) } else { widest };
        let axis = TimeAxis::of(&answer.periods, answer.query.by, left, width - widest);
        let early = within(spacing(answer, &axis) / 2.0 + 8.0, ENDS_EARLY.0, ENDS_EARLY.1);
        let (mut beside, mut inside, mut taken) = (Vec::new(), Vec::new(), 0.0_f64);
        for series in 0..series {
            let end = end_labels::end(answer, series).and_then(|end| answer.periods.get(end));
            if width >= WIDE && end.is_none_or(|end| width - widest - axis.middle(*end) <= early) {
                let label = EndLabel::of(answer, series, ValueOn::OwnLine, widest);
                taken = taken.max(label.width);
                beside.push(label);
            } else {
                inside.push(series);
            }
        }
        let radius = radius(spacing(answer, &axis));
        let plot_right = if taken > 0.0 { width - EDGE - taken - radius - end_labels::GAP } else { width - RIGHT };
        let inside_right = if taken > 0.0 { plot_right } else { width - EDGE };
        Self { beside, inside, plot_right, inside_right }
    }
}

fn grid(axis: &ValueAxis, values: &Scale, plot: &Rect) -> Vec<Mark> {
    let mut marks = Vec::new();
    for tick in &axis.ticks {
        let y = values.at(tick.value);
        let role = match (tick.value == 0.0, axis.crosses_zero()) {
            (true, true) => Role::Zero,
            (true, false) => Role::Axis,
            (false, _) => Role::Grid,
        };
        marks.push(Mark::Line { from: (plot.left, y), to: (plot.right, y), role });
        let label = Run::plain(tick.label.as_str(), Role::AxisLabel);
        let at = (plot.left - TICK_GAP, y + LABEL_SIZE * 0.35);
        marks.push(Mark::text(at, Anchor::End, label, LABEL_SIZE));
    }
    marks
}

/// One path for each force that was not chosen.
fn context(answer: &Answer, axis: &TimeAxis, values: &Scale, plot: &Rect) -> Vec<Mark> {
    let mut middles = Vec::with_capacity(answer.periods.len());
    for period in &answer.periods {
        middles.push(axis.middle(*period));
    }
    let mut marks = Vec::with_capacity(answer.context.len());
    for series in &answer.context {
        let mut runs = Vec::new();
        for stretch in stretches(answer, series) {
            let mut line = Vec::with_capacity(stretch.last - stretch.first + 1);
            for index in stretch.first..=stretch.last {
                if let (Some(x), Some(number)) = (middles.get(index), series.cells.get(index).and_then(Cell::number)) {
                    line.push((*x, values.at(number)));
                }
            }
            runs.append(&mut clip(&line, plot.top, plot.bottom));
        }
        if !runs.is_empty() {
            marks.push(Mark::Path { runs, role: Role::Context });
        }
    }
    marks
}

/// The curves of the chosen series, the last one lowest, so that the first is never covered.
fn curves(answer: &Answer, points: &[PointMark]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (position, series) in answer.series.iter().enumerate().rev() {
        let offset = position * answer.periods.len();
        let (mut runs, mut mixed) = (Vec::new(), Vec::new());
        for stretch in stretches(answer, series) {
            if stretch.first == stretch.last {
                continue;
            }
            let mut line: Vec<(f64, f64)> = Vec::new();
            for point in points.get(offset + stretch.first..=offset + stretch.last).unwrap_or_default() {
                line.push((point.x, point.y));
            }
            if stretch.mixed { mixed.push(line) } else { runs.push(line) }
        }
        for (runs, role) in [(mixed, Role::SeriesMixed(position)), (runs, Role::Series(position))] {
            if !runs.is_empty() {
                marks.push(Mark::Path { runs, role });
            }
        }
    }
    marks
}

/// Every part of a chosen curve, lone points too, for the names to keep clear of.
fn segments(curves: &[Mark], points: &[PointMark]) -> Vec<((f64, f64), (f64, f64))> {
    let mut segments = Vec::new();
    for curve in curves {
        let Mark::Path { runs, .. } = curve else { continue };
        for pair in runs.iter().flat_map(|run| run.windows(2)) {
            segments.push((pair[0], pair[1]));
        }
    }
    for point in points {
        if !point.missing {
            segments.push(((point.x, point.y), (point.x, point.y)));
        }
    }
    segments
}

/// How many lines of context leave the plot at the top and at the bottom.
fn run_off(answer: &Answer, axis: &ValueAxis, plot: &Rect, walls: &[f64]) -> Vec<Mark> {
    let (mut above, mut below) = (0_i64, 0_i64);
    for series in &answer.context {
        let (mut is_above, mut is_below) = (false, false);
        for number in series.cells.iter().filter_map(Cell::number) {
            is_above |= number > axis.ends.1;
            is_below |= number < axis.ends.0;
        }
        above += i64::from(is_above);
        below += i64::from(is_below);
    }
    let (room_left, room_right) = widest_room(plot.left, plot.right, walls);
    let mut marks = Vec::new();
    for (count, arrow, edge, y) in [(above, "↑ ", "top", plot.top + 13.0), (below, "↓ ", "bottom", plot.bottom - 5.0)]
    {
        if count == 0 {
            continue;
        }
        let (force, run) =
            if count == 1 { (" other force", " runs off the ") } else { (" other forces", " run off the ") };
        let number = query::words::whole(count);
        let mut text = String::new();
        let mut text_width = 0.0;
        // The shortest where none fits.
        for (force, run) in [(force, run), ("", run), ("", " off the ")] {
            text = [arrow, &number, force, run, edge].concat();
            text_width = text_width_px(&text, LABEL_SIZE, false);
            if text_width + 12.0 <= room_right - room_left {
                break;
            }
        }
        let at = ((room_left + 6.0).min(plot.right - text_width), y);
        let text = Run::plain(text, Role::Clipped);
        marks.push(Mark::text(at, Anchor::Start, text, LABEL_SIZE).on_colours());
    }
    marks
}
