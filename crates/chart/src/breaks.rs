//! Changes of the rules: a line at the day of each, named in a band above the plot.

use crate::scale::within;
use crate::scene::{Anchor, Mark, Rect, Role, Run};
use crate::text::{widest, wrap};
use crate::time_axis::TimeAxis;
use dataset::Effect;
use query::RuleChange;

/// Height of the font of the labels.
const SIZE: f64 = 12.0;
const LINE_HEIGHT: f64 = 15.0;
const DISC_RADIUS: f64 = 9.0;
/// Room between a disc and what stands beside it.
const GAP: f64 = 5.0;
/// A label needs at least this room and at most so many lines; otherwise all are numbers alone.
const LEAST_ROOM: f64 = 96.0;
const MOST_LINES: usize = 4;
/// Room between the band and the plot.
const BELOW: f64 = 6.0;

/// The band above the plot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BreakBand {
    /// Height, nothing where no rule changed.
    pub(crate) height: f64,
    placed: Vec<PlacedChange>,
}

#[derive(Debug, Clone, PartialEq)]
struct PlacedChange {
    x: f64,
    /// Centre of the disc, below the top of the band.
    disc: (f64, f64),
    number: usize,
    effect: Effect,
    /// The date, then what changed; nothing where there is no room for labels.
    lines: Vec<String>,
}

impl BreakBand {
    /// Names the changes in words if there is room for all in a picture `width` wide, and else by number.
    pub(crate) fn of(changes: &[RuleChange], axis: &TimeAxis, width: f64) -> Self {
        // The answer gives them by date.
        let mut places: Vec<(f64, &RuleChange)> = Vec::new();
        for change in changes {
            places.push((axis.of_date(change.date), change));
        }
        let (height, placed) = labelled(&places, width).unwrap_or_else(|| numbered(&places, width));
        Self { height: if placed.is_empty() { 0.0 } else { height + BELOW }, placed }
    }

    /// The lines, from below their discs to the bottom of the plot.
    pub(crate) fn lines(&self, top: f64, plot: &Rect) -> Vec<Mark> {
        let mut marks = Vec::new();
        for change in &self.placed {
            let (from, to) = ((change.x, top + change.disc.1), (change.x, plot.bottom));
            let role = if change.effect == Effect::Break { Role::Break } else { Role::Change };
            marks.push(Mark::Line { from, to, role });
        }
        marks
    }

    /// The discs and labels of the band whose top is at `top`.
    pub(crate) fn labels(&self, top: f64) -> Vec<Mark> {
        let mut marks = Vec::new();
        for change in &self.placed {
            let (x, y) = change.disc;
            marks.push(Mark::Disc { at: (x, top + y), radius: DISC_RADIUS, number: change.number });
            for (index, line) in change.lines.iter().enumerate() {
                let run = if index == 0 {
                    Run::bold(line.as_str(), Role::ChangeDate)
                } else {
                    Run::plain(line.as_str(), Role::ChangeLabel)
                };
                let at = (x + DISC_RADIUS + GAP, top + y + 4.0 + LINE_HEIGHT * index as f64);
                marks.push(Mark::text(at, Anchor::Start, run, SIZE));
            }
        }
        marks
    }

    /// Where the lines stand.
    pub(crate) fn positions(&self) -> Vec<f64> {
        self.placed.iter().map(|change| change.x).collect()
    }
}

/// Each label in the room between its own line and the next one, or none if one does not fit.
fn labelled(changes: &[(f64, &RuleChange)], width: f64) -> Option<(f64, Vec<PlacedChange>)> {
    let mut placed = Vec::new();
    let mut most_lines = 0;
    for (index, (x, change)) in changes.iter().enumerate() {
        let end = changes.get(index + 1).map_or(width, |(next, _)| next - DISC_RADIUS - GAP);
        let room = end - (x + DISC_RADIUS + GAP);
        let mut lines = wrap(&change.short, room, SIZE, false);
        lines.insert(0, change.date.to_string());
        // The date is bold and so the widest measure is safe for every line.
        if room < LEAST_ROOM || lines.len() > MOST_LINES || widest(&lines[..1], SIZE, true) > room {
            return None;
        }
        if widest(&lines[1..], SIZE, false) > room {
            return None;
        }
        most_lines = most_lines.max(lines.len());
        placed.push(PlacedChange {
            x: *x,
            disc: (*x, DISC_RADIUS),
            number: change.number,
            effect: change.effect,
            lines,
        });
    }
    Some(((LINE_HEIGHT * most_lines as f64 + 2.0).max(2.0 * DISC_RADIUS), placed))
}

/// Numbered discs, those that would touch one above the other.
fn numbered(changes: &[(f64, &RuleChange)], width: f64) -> (f64, Vec<PlacedChange>) {
    let apart = 2.0 * DISC_RADIUS + 2.0;
    let mut levels: Vec<f64> = Vec::new();
    let mut placed = Vec::new();
    for (line_x, change) in changes {
        let x = within(*line_x, DISC_RADIUS + 1.0, (width - DISC_RADIUS - 1.0).max(DISC_RADIUS + 1.0));
        let free = levels.iter().position(|taken| x - taken >= apart);
        let level = free.unwrap_or(levels.len());
        match levels.get_mut(level) {
            Some(taken) => *taken = x,
            None => levels.push(x),
        }
        let (number, effect) = (change.number, change.effect);
        let y = apart * level as f64 + DISC_RADIUS + 1.0;
        placed.push(PlacedChange { x: *line_x, disc: (x, y), number, effect, lines: Vec::new() });
    }
    // The first level is the lowest.
    let height = apart * levels.len() as f64;
    for change in &mut placed {
        change.disc.1 = height - change.disc.1;
    }
    (height, placed)
}
