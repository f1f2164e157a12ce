//! Ranked bars: a row for each force, England and Wales as a line across them.

use crate::rows::{
    EDGE, NAME_GAP, PlacedRow, PlacedRows, ROW, STUB, STUB_GAP, interrupted, names_right, number, point, run,
    run_width, size,
};
use crate::scale::{Scale, within};
use crate::scene::{Anchor, Mark, Rect, Role, Run, Scene};
use crate::text::{text_width_px, wrap};
use dataset::Dataset;
use query::{Cell, Comparison, Row};

/// Half the height of a bar.
const HALF_BAR: f64 = 7.0;
/// Room between the end of a bar and its value.
const VALUE_GAP: f64 = 5.0;

/// Lays out a row for each force, and the line of England and Wales.
pub(crate) fn fill(scene: &mut Scene, comparison: &Comparison, dataset: &Dataset) {
    let width = scene.width_px;
    let rows: Vec<&Row> = comparison.rows.iter().collect();
    let bars = Bars::of(comparison, &rows, width);
    let top = if comparison.has_reference() { ROW + 2.0 } else { 4.0 };
    let words = |row: &Row| bars.words(row, dataset);
    let placed = PlacedRows::of(comparison, &rows, top, width, None, &words);
    scene.plot = Rect { left: bars.left, top, right: bars.right, bottom: placed.bottom };
    scene.height_px = placed.bottom + 4.0;

    scene.under.extend(placed.grounds(width));
    let zero = bars.scale.at(0.0);
    let mut writing = placed.names(bars.left - NAME_GAP, width);
    for row in &placed.rows {
        scene.under.extend(bars.bar(row));
        writing.extend(bars.label(row));
    }
    let axis = if bars.low < 0.0 { Role::Zero } else { Role::Axis };
    scene.under.extend(interrupted(zero, top, placed.bottom, &writing, axis));
    if comparison.has_reference() {
        reference(scene, &bars, &writing, dataset);
    }
    for row in &placed.rows {
        let end = bars.value(row.row).map_or(zero, |value| bars.scale.at(value));
        scene.points.push(row.point(comparison, dataset, end, width));
    }
    scene.over.extend(writing);
    number(&mut scene.points);
}

/// The scale of the bars.
struct Bars<'a> {
    comparison: &'a Comparison,
    width: f64,
    left: f64,
    right: f64,
    low: f64,
    scale: Scale,
}

impl<'a> Bars<'a> {
    fn of(comparison: &'a Comparison, rows: &[&Row], width: f64) -> Self {
        let left = names_right(rows, width) + NAME_GAP;
        let mut bars = Self {
            comparison,
            width,
            left,
            right: width - EDGE,
            low: 0.0,
            scale: Scale::new((0.0, 1.0), (left, width)),
        };
        let mut high = 0.0_f64;
        // Room for the widest value at either end.
        let (mut before, mut after) = (0.0_f64, 0.0_f64);
        for row in rows.iter().copied().chain(comparison.has_reference().then_some(&comparison.reference)) {
            let Some(value) = bars.value(row) else { continue };
            (bars.low, high) = (bars.low.min(value), high.max(value));
            let room = VALUE_GAP + run_width(row, &bars.text(row), size(width));
            if value < 0.0 { before = before.max(room) } else { after = after.max(room) }
        }
        bars.right = (width - EDGE - after).max(left + 20.0);
        let start = (left + before).min(bars.right - 10.0);
        let ends = if bars.low == 0.0 && high == 0.0 { (0.0, 1.0) } else { (bars.low, high) };
        bars.scale = Scale::new(ends, (start, bars.right));
        bars
    }

    /// The value that is drawn.
    fn value(&self, row: &Row) -> Option<f64> {
        let cell = row.cell().filter(|cell| self.comparison.is_sound(cell) && self.comparison.is_on_scale(row))?;
        cell.number()
    }

    fn text(&self, row: &Row) -> String {
        row.cell().map_or_else(String::new, |cell| self.comparison.cell_text(cell))
    }

    /// What is written where no bar is drawn, in lines that fit.
    fn words(&self, row: &Row, dataset: &Dataset) -> Vec<String> {
        if self.value(row).is_some() {
            return Vec::new();
        }
        let words = self.comparison.together(row, dataset).unwrap_or_else(|| self.text(row));
        wrap(&words, self.width - EDGE - self.left - STUB - STUB_GAP, size(self.width), row.chosen.is_some())
    }

    fn bar(&self, row: &PlacedRow) -> Option<Mark> {
        let value = self.value(row.row)?;
        let (zero, end) = (self.scale.at(0.0), self.scale.at(value));
        let (top, bottom) = (row.middle() - HALF_BAR, row.middle() + HALF_BAR);
        let rect = Rect { left: zero.min(end), top, right: zero.max(end), bottom };
        let role = row.row.chosen.map_or(Role::Bar, Role::SeriesBar);
        let needs_care =
            row.row.cell().and_then(Cell::value).is_some_and(|value| value.needs_care(self.comparison.measure));
        Some(if needs_care { outlined(&rect, role) } else { Mark::Area { rect, role } })
    }

    /// The value at the end of its bar, or the words in its place.
    fn label(&self, row: &PlacedRow) -> Vec<Mark> {
        let font = size(self.width);
        let Some(value) = self.value(row.row) else {
            let is_missing = row.row.cell().is_some_and(|cell| cell.value().is_none());
            let taken = row.words.iter().map(|line| run_width(row.row, line, font)).fold(0.0, f64::max);
            let taken = taken + if is_missing { STUB + STUB_GAP } else { 0.0 };
            let x = (self.scale.at(0.0) + 4.0).min(self.width - EDGE - taken).max(self.left);
            return row.words_at(x, is_missing, self.width);
        };
        let y = row.baseline(0, 1, self.width);
        let (end, words) = (self.scale.at(value), self.text(row.row));
        if value < 0.0 {
            return vec![Mark::text((end - VALUE_GAP, y), Anchor::End, self.run(row.row, &words), font)];
        }
        let mut runs = vec![self.run(row.row, &words)];
        let rank = [", ", &self.comparison.rank_words(row.row)].concat();
        let taken = run_width(row.row, &words, font) + text_width_px(&rank, font, false);
        if row.row.chosen.is_some() && row.row.rank.is_some() && end + VALUE_GAP + taken <= self.width - EDGE {
            runs.push(Run::plain(rank, Role::Quiet));
        }
        vec![Mark::Text {
            at: (end + VALUE_GAP, y),
            anchor: Anchor::Start,
            runs,
            size: font,
            halo: false,
            upright: false,
        }]
    }

    fn run(&self, row: &Row, words: &str) -> Run {
        if row.chosen.is_some() { run(row, words) } else { Run::plain(words, Role::Quiet) }
    }
}

/// A bar that must be read with care: as an outline.
pub(crate) fn outlined(rect: &Rect, role: Role) -> Mark {
    Mark::Shape { rings: vec![rect.corners()], role: Role::MissingGround, line: Some(role) }
}

/// The line of England and Wales, its value above it.
fn reference(scene: &mut Scene, bars: &Bars, writing: &[Mark], dataset: &Dataset) {
    let row = &bars.comparison.reference;
    let width = scene.width_px;
    let x = bars.value(row).map_or(bars.left, |value| bars.scale.at(value));
    let words = [&row.name, " ", &bars.text(row)].concat();
    let run = Run::bold(words, row.chosen.map_or(Role::Reference, Role::SeriesName));
    let half = text_width_px(&run.text, size(width), true) / 2.0;
    let at = within(x, EDGE + half, width - EDGE - half);
    if bars.value(row).is_some() {
        scene.under.extend(interrupted(x, ROW - 3.0, scene.plot.bottom, writing, Role::Reference));
    }
    scene.over.push(Mark::text((at, ROW - 8.0), Anchor::Middle, run, size(width)));
    let hit = Rect { left: 0.0, top: 0.0, right: width, bottom: ROW };
    scene.points.push(point(bars.comparison, dataset, row, (x, ROW / 2.0), hit));
}
