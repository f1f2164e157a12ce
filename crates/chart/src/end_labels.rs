//! Names at the ends of the curves, instead of a legend.

use crate::missing;
use crate::place::{Obstacles, place, spread};
use crate::scene::{Anchor, Mark, PointMark, Rect, Role, Run};
use crate::text::{text_width_px, wrap};
use query::{Answer, By, words};

const NAME_SIZE: f64 = 13.0;
const NOTE_SIZE: f64 = 12.0;
const LINE_HEIGHT: f64 = 15.0;
/// From the top of a label to the middle of its first line.
const MIDDLE: f64 = 8.0;
/// Room between two labels.
const BETWEEN: f64 = 5.0;
/// Room between a marker and what stands beside it.
pub(crate) const GAP: f64 = 5.0;
/// A label beside the plot that is farther than this from its curve gets a line to it.
const FAR: f64 = 42.0;
/// Room for a marker in front of a name, and its size.
const INDENT: f64 = 14.0;
const MARKER_RADIUS: f64 = 4.0;
/// More labels than this inside the plot stand in one list.
const MOST_APART: usize = 3;
/// Room between two labels of the list.
const IN_LIST: f64 = 2.0;
/// Width of a label that takes as many lines as it needs.
const NARROW: f64 = 120.0;

/// A label, not yet placed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EndLabel {
    series: usize,
    /// Position of the last value, if there is one.
    end: Option<usize>,
    lines: Vec<Line>,
    /// Room for the marker of the series before the lines, nothing where no marker stands there.
    indent: f64,
    /// Width of the widest line, with the room before it.
    pub(crate) width: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct Line {
    runs: Vec<Run>,
    size: f64,
}

/// Where the value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueOn {
    /// On the line of the name, where it fits.
    NameLine,
    /// On a line of its own.
    OwnLine,
}

/// Position of the last value of a series.
pub(crate) fn end(answer: &Answer, series: usize) -> Option<usize> {
    let cells = &answer.series.get(series)?.cells;
    cells.iter().rposition(|cell| cell.number().is_some_and(f64::is_finite))
}

impl EndLabel {
    /// The name, the last value, and why the series ends there, in lines of at most `width`.
    pub(crate) fn of(answer: &Answer, series: usize, value_on: ValueOn, width: f64) -> Self {
        let end = end(answer, series);
        let source = answer.series.get(series);
        let name = source.map_or("", |series| series.name.as_str());
        let mut lines: Vec<Line> = Vec::new();
        for line in wrap(name, width, NAME_SIZE, true) {
            lines.push(Line { runs: vec![Run::bold(line, Role::SeriesName(series))], size: NAME_SIZE });
        }
        let number = end.and_then(|end| source?.cells.get(end)?.number());
        let reason = missing::own_reason(answer, series, end);
        let note = match number {
            Some(number) => words::value(answer.query.measure, number),
            None => reason.map(|(_, reason)| reason.short().to_owned()).unwrap_or_default(),
        };
        add_note(&mut lines, note, series, value_on, width);
        if let (Some(end), Some((index, reason))) = (end, reason) {
            let mut text = reason.short().to_owned();
            text.push_str(&since(answer, end, index));
            for line in wrap(&text, width, NOTE_SIZE, false) {
                lines.push(Line { runs: vec![Run::plain(line, Role::SeriesNote(series))], size: NOTE_SIZE });
            }
        }
        let width = widest(&lines);
        Self { series, end, lines, indent: 0.0, width }
    }

    /// Height of all lines.
    pub(crate) fn height(&self) -> f64 {
        LINE_HEIGHT * self.lines.len() as f64 + 1.0
    }

    /// The end of its curve; where there is none, the right end of the baseline.
    fn anchor(&self, answer: &Answer, points: &[PointMark], baseline: (f64, f64)) -> (f64, f64) {
        let point = self.end.and_then(|end| points.get(self.series * answer.periods.len() + end));
        point.map_or(baseline, |point| (point.x, point.y))
    }

    /// The same without the lines that say why the curve ends.
    fn without_reason(mut self) -> Self {
        self.lines.retain(|line| line.size == NAME_SIZE);
        self.width = widest(&self.lines) + self.indent;
        self
    }

    /// The same with the marker of its series in front, for a place where the curve itself does not tell.
    fn with_marker(mut self) -> Self {
        self.indent = INDENT;
        self.width += INDENT;
        self
    }

    fn marks(&self, rect: &Rect, halo: bool) -> Vec<Mark> {
        let mut marks = Vec::new();
        if self.indent > 0.0 {
            let at = (rect.left + INDENT / 2.0 - 1.0, rect.top + MIDDLE);
            marks.push(Mark::Marker { at, radius: MARKER_RADIUS, series: self.series });
        }
        for (index, line) in self.lines.iter().enumerate() {
            marks.push(Mark::Text {
                at: (rect.left + self.indent, rect.top + 12.5 + LINE_HEIGHT * index as f64),
                anchor: Anchor::Start,
                runs: line.runs.clone(),
                size: line.size,
                halo,
                upright: false,
            });
        }
        marks
    }

    fn leader(&self, from: (f64, f64), to: (f64, f64)) -> Mark {
        Mark::Line { from, to, role: Role::Leader(self.series) }
    }
}

impl Line {
    fn width(&self) -> f64 {
        self.runs.iter().map(|run| text_width_px(&run.text, self.size, run.bold)).sum()
    }
}

fn widest(lines: &[Line]) -> f64 {
    lines.iter().fold(0.0, |widest, line| line.width().max(widest))
}

fn add_note(lines: &mut Vec<Line>, note: String, series: usize, value_on: ValueOn, width: f64) {
    if note.is_empty() {
        return;
    }
    if value_on == ValueOn::NameLine
        && let Some(last) = lines.last_mut()
    {
        let mut spaced = String::from(" ");
        spaced.push_str(&note);
        let run = Run::plain(spaced, Role::SeriesNote(series));
        if last.width() + text_width_px(&run.text, NAME_SIZE, false) <= width {
            last.runs.push(run);
            return;
        }
    }
    lines.push(Line { runs: vec![Run::plain(note, Role::SeriesNote(series))], size: NAME_SIZE });
}

/// ` after June 2023` where the reason holds right after the last value, else ` from April 2024`.
fn since(answer: &Answer, end: usize, index: usize) -> String {
    let (Some(last), Some(first)) = (answer.periods.get(end), answer.periods.get(index)) else { return String::new() };
    let (word, month) = if index == end + 1 {
        (" after ", last.last.last_month_name())
    } else if answer.query.by == By::Rolling {
        (" from ", first.last.last_month_name())
    } else {
        (" from ", first.first.first_month_name())
    };
    let mut text = word.to_owned();
    text.push_str(&month);
    text
}

/// Labels to the right of the plot, each as high as the end of its curve, as far as they do not touch.
pub(crate) fn beside(
    labels: &[EndLabel],
    answer: &Answer,
    points: &[PointMark],
    plot: &Rect,
    baseline: f64,
) -> Vec<Mark> {
    let mut anchors: Vec<(f64, f64)> = Vec::new();
    for label in labels {
        anchors.push(label.anchor(answer, points, (plot.right, baseline)));
    }
    let order = query::order_by(labels.len(), &mut |a, b| anchors[a].1.total_cmp(&anchors[b].1));
    let mut wanted: Vec<(f64, f64)> = Vec::new();
    for at in &order {
        wanted.push((anchors[*at].1 - MIDDLE, labels[*at].height()));
    }
    let tops = spread(&wanted, BETWEEN, plot.top, plot.bottom);
    let radius = points.first().map_or(0.0, PointMark::radius);
    let left = plot.right + radius + GAP;
    let mut marks = Vec::new();
    for (index, top) in order.into_iter().zip(tops) {
        let (at, label) = (anchors[index], &labels[index]);
        let rect = Rect { left, top, right: left + label.width, bottom: top + label.height() };
        let moved = (top + MIDDLE - at.1).abs();
        if label.end.is_some() && (moved > MIDDLE || left - at.0 > FAR) {
            let start = (at.0 + radius + 2.0).min(left - 2.0);
            marks.push(label.leader((start, at.1), (left - 2.0, (top + MIDDLE).max(top))));
        }
        marks.append(&mut label.marks(&rect, false));
    }
    marks
}

/// Labels inside the plot, each in a free place near the end of its curve; many together as a list.
pub(crate) fn inside(
    series: &[usize],
    answer: &Answer,
    points: &[PointMark],
    room: &Rect,
    baseline: (f64, f64),
    mut obstacles: Obstacles,
) -> Vec<Mark> {
    let with_marker = answer.series.len() > 1;
    let label = |series: usize, value_on: ValueOn, width: f64| {
        let label = EndLabel::of(answer, series, value_on, width - INDENT);
        if with_marker { label.with_marker() } else { label }
    };
    let anchor = |series: usize| {
        let end = end(answer, series).and_then(|end| points.get(series * answer.periods.len() + end));
        end.map_or(baseline, |point| (point.x, point.y))
    };
    let order = query::order_by(series.len(), &mut |a, b| anchor(series[a]).1.total_cmp(&anchor(series[b]).1));
    let widest = (room.width() * 0.66).min(260.0);
    if order.len() > MOST_APART {
        // Where a list with the reasons finds no room, the notes below the chart give them.
        let (mut wide, mut narrow, mut short) = (Vec::new(), Vec::new(), Vec::new());
        for at in order {
            wide.push(label(series[at], ValueOn::NameLine, widest.max(200.0).min(room.width())));
            let label = label(series[at], ValueOn::NameLine, NARROW);
            short.push(label.clone().without_reason());
            narrow.push(label);
        }
        return list(&[wide, narrow, short], room, &obstacles);
    }
    let mut marks = Vec::new();
    for at in order {
        let series = series[at];
        let labels = [
            label(series, ValueOn::NameLine, widest),
            label(series, ValueOn::OwnLine, widest),
            label(series, ValueOn::NameLine, NARROW),
        ];
        let sizes = labels.each_ref().map(|label| (label.width, label.height()));
        let (chosen, rect) = place(&sizes, anchor(series), room, &obstacles);
        marks.append(&mut labels[chosen].marks(&rect, true));
        obstacles.boxes.push(rect);
    }
    marks
}

/// Labels one below the other, in the order of the ends of their curves, in the form that fits best.
fn list(forms: &[Vec<EndLabel>], room: &Rect, obstacles: &Obstacles) -> Vec<Mark> {
    let mut sizes: Vec<(f64, f64)> = Vec::new();
    for labels in forms {
        let (mut width, mut height) = (0.0_f64, 0.0);
        for label in labels {
            width = width.max(label.width);
            height += label.height() + IN_LIST;
        }
        sizes.push((width, height));
    }
    // Early years are low and leave the upper left free.
    let (form, rect) = place(&sizes, (room.left, room.top), room, obstacles);
    let mut top = rect.top;
    let mut marks = Vec::new();
    for label in &forms[form] {
        marks.append(&mut label.marks(&Rect { top, bottom: top + label.height(), ..rect }, true));
        top += label.height() + IN_LIST;
    }
    marks
}
