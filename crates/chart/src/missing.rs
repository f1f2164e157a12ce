//! Time for which no chosen series has a figure: hatched, and with the reason in it.

use crate::scene::{Anchor, Mark, Rect, Role, Run};
use crate::text::{text_width_px, widest, wrap};
use crate::time_axis::TimeAxis;
use query::{Answer, Cell, Reason};

const SIZE: f64 = 12.0;
const LINE_HEIGHT: f64 = 15.0;
/// Room on both sides of a label in its band.
const MARGIN: f64 = 5.0;
const MOST_LINES: usize = 3;

/// A run of periods without figures for one reason.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MissingBand {
    left: f64,
    right: f64,
    label: &'static str,
}

/// The bands of an answer, in the order of time.
pub(crate) fn bands(answer: &Answer, axis: &TimeAxis) -> Vec<MissingBand> {
    let mut bands: Vec<MissingBand> = Vec::new();
    for (index, period) in answer.periods.iter().enumerate() {
        let Some(label) = common_reason(answer, index) else { continue };
        let (left, right) = axis.bounds(*period);
        match bands.last_mut() {
            Some(band) if band.label == label && touches(band.right, left) => band.right = right,
            _ => bands.push(MissingBand { left, right, label }),
        }
    }
    bands
}

/// Why no chosen series has a figure for the period; none if one has.
fn common_reason(answer: &Answer, index: usize) -> Option<&'static str> {
    let mut common: Option<&'static str> = None;
    for series in &answer.series {
        let label = match series.cells.get(index) {
            Some(Cell::Value(value)) if value.value.is_finite() => return None,
            Some(Cell::Missing(reason)) => reason.short(),
            _ => NO_FIGURE,
        };
        common = Some(if common.is_none_or(|before| before == label) { label } else { NO_FIGURE });
    }
    common
}

const NO_FIGURE: &str = "no figure";

fn touches(end: f64, start: f64) -> bool {
    (end - start).abs() < 0.01
}

/// The hatched bands, with a line between two that touch.
pub(crate) fn areas(bands: &[MissingBand], plot: &Rect) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        let rect = Rect { left: band.left, right: band.right, ..*plot };
        marks.push(Mark::Area { rect, role: Role::Missing });
        if index > 0 && touches(bands[index - 1].right, band.left) {
            let (from, to) = ((band.left, plot.top), (band.left, plot.bottom));
            marks.push(Mark::Line { from, to, role: Role::MissingEdge });
        }
    }
    marks
}

/// The reasons, band by band, each where no line of `rules` crosses it; nothing where one does not fit.
pub(crate) fn labels(bands: &[MissingBand], plot: &Rect, rules: &[f64]) -> Vec<Vec<Mark>> {
    let mut all = Vec::new();
    for band in bands {
        let mut marks = label(band, plot, rules);
        if let Some(first) = marks.first() {
            let mut rect = first.bounds();
            for mark in &marks {
                rect = rect.around(&mark.bounds());
            }
            marks.insert(0, Mark::Area { rect: rect.grown(3.0), role: Role::MissingGround });
        }
        all.push(marks);
    }
    all
}

fn label(band: &MissingBand, plot: &Rect, rules: &[f64]) -> Vec<Mark> {
    let text = query::words::capitalised(band.label);
    let (left, right) = widest_room(band.left, band.right, rules);
    let (x, room) = (f64::midpoint(left, right), right - left - 2.0 * MARGIN);
    let lines = wrap(&text, room, SIZE, false);
    let middle = f64::midpoint(plot.top, plot.bottom);
    if lines.len() <= MOST_LINES && widest(&lines, SIZE, false) <= room {
        let first = middle - LINE_HEIGHT * (lines.len() as f64 - 1.0) / 2.0 + SIZE * 0.3;
        let mut marks = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            marks.push(mark(x, first + LINE_HEIGHT * index as f64, line, false));
        }
        marks
    } else if room >= SIZE - MARGIN && text_width_px(&text, SIZE, false) + 2.0 * MARGIN <= plot.height() {
        vec![mark(x + SIZE * 0.3, middle, text, true)]
    } else {
        Vec::new()
    }
}

/// The widest part between two positions that no line crosses.
pub(crate) fn widest_room(left: f64, right: f64, lines: &[f64]) -> (f64, f64) {
    let mut edges = vec![left, right];
    for x in lines {
        if *x > left && *x < right {
            edges.push(*x);
        }
    }
    let order = query::order_by(edges.len(), &mut |a, b| edges[a].total_cmp(&edges[b]));
    let mut room = None;
    for pair in order.windows(2) {
        let (from, to) = (edges[pair[0]], edges[pair[1]]);
        if room.is_none_or(|(left, right)| to - from >= right - left) {
            room = Some((from, to));
        }
    }
    room.unwrap_or((left, right))
}

fn mark(x: f64, y: f64, text: String, upright: bool) -> Mark {
    Mark::Text {
        at: (x, y),
        anchor: Anchor::Middle,
        runs: vec![Run::plain(text, Role::MissingLabel)],
        size: SIZE,
        halo: false,
        upright,
    }
}

/// Why a series has no figure though another chosen one has: the reason and the first such position after
/// `after`, or from the start.
pub(crate) fn own_reason(answer: &Answer, series: usize, after: Option<usize>) -> Option<(usize, Reason)> {
    let cells = &answer.series.get(series)?.cells;
    (after.map_or(0, |index| index + 1)..cells.len()).find_map(|index| match cells[index] {
        Cell::Missing(reason) if common_reason(answer, index).is_none() => Some((index, reason)),
        _ => None,
    })
}
