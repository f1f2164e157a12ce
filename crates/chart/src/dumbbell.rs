//! Two periods for each force: a hollow dot for the earlier one, a full dot for the later one, both values beside.

use crate::rows::{
    EDGE, NAME_GAP, PlacedRow, PlacedRows, STUB, STUB_GAP, WIDE, interrupted, lacks_one, names_right, number, run,
    run_width, size,
};
use crate::scale::Scale;
use crate::scene::{Anchor, Mark, Rect, Role, Run, Scene};
use crate::text::{widest, wrap};
use dataset::Dataset;
use query::words::capitalised;
use query::{Cell, Comparison, Period, Row};

/// Half the size of a dot.
const RADIUS: f64 = 4.5;
/// Room between two columns of values.
const COLUMN_GAP: f64 = 10.0;
/// Narrowest room for the heading of a column, and in a wide picture.
const HEADING: (f64, f64) = (50.0, 84.0);
const HEADING_LINE: f64 = 15.0;
/// From the left edge of the place for the dots, past its zero, to words in it.
const WORDS: f64 = 10.0;
/// Narrowest place for the dots.
const NARROWEST: f64 = 40.0;

/// Lays out a row for each force. Never inlined: a part of the page's WebAssembly begins here.
#[inline(never)]
pub(crate) fn fill(scene: &mut Scene, comparison: &Comparison, dataset: &Dataset) {
    let width = scene.width_px;
    // A row of its own, above all: one line across could not stand for two values.
    let reference = comparison.has_reference().then_some(&comparison.reference);
    let rows: Vec<&Row> = reference.into_iter().chain(&comparison.rows).collect();
    let columns = Columns::of(comparison, &rows, width);
    let words = |row: &Row| columns.words(row, dataset);
    let placed = PlacedRows::of(comparison, &rows, columns.top, width, columns.above, &words);
    scene.plot = Rect { left: columns.left, top: columns.top, right: columns.right, bottom: placed.bottom };
    scene.height_px = placed.bottom + 4.0;
    scene.under.extend(placed.grounds(width));
    let zero = columns.scale.at(0.0);
    let axis = if columns.low < 0.0 { Role::Zero } else { Role::Axis };
    let mut writing = placed.names(columns.left - NAME_GAP, width);
    for row in &placed.rows {
        writing.extend(columns.values(row));
    }
    scene.under.extend(interrupted(zero, columns.top, placed.bottom, &writing, axis));
    for row in &placed.rows {
        scene.under.extend(columns.dots(row));
        let at = row.row.cell().and_then(|cell| columns.at(row.row, cell)).unwrap_or(zero);
        scene.points.push(row.point(comparison, dataset, at, width));
    }
    scene.over.extend(columns.headings());
    scene.over.extend(writing);
    number(&mut scene.points);
}

/// The scale of the dots, and the columns of the values.
struct Columns<'a> {
    comparison: &'a Comparison,
    width: f64,
    top: f64,
    left: f64,
    right: f64,
    /// Room for the names above the dots of a narrow picture, left of the values.
    above: Option<f64>,
    low: f64,
    scale: Scale,
    columns: Vec<Column>,
}

/// A column of values.
struct Column {
    right: f64,
    width: f64,
    /// Its heading, in lines.
    heading: Vec<String>,
}

impl<'a> Columns<'a> {
    fn of(comparison: &'a Comparison, rows: &[&Row], width: f64) -> Self {
        let font = size(width);
        let (low, high) = extent(comparison, rows);
        let narrow = width < WIDE;
        let left = if narrow { EDGE } else { names_right(rows, width) + NAME_GAP };
        let narrowest = if narrow { HEADING.0 } else { HEADING.1 };
        let value_width = |at: usize| {
            let text = |row: &&Row| match row.cells.get(at) {
                Some(cell) if cell.value().is_some() => run_width(row, &comparison.cell_text(cell), font),
                // The reason stands in the column, a word on each line where there is no more room.
                Some(cell) if lacks_one(row) => {
                    comparison.cell_text(cell).split(' ').map(|word| run_width(row, word, font)).fold(0.0, f64::max)
                }
                _ => 0.0,
            };
            rows.iter().map(text).fold(0.0, f64::max)
        };
        let mut edge = width - EDGE;
        let mut columns = Vec::new();
        for (at, period) in comparison.periods.iter().enumerate().rev() {
            let values = value_width(at);
            let lines = wrap(&heading(*period, width), values.max(narrowest), font, true);
            let taken = values.max(widest(&lines, font, true));
            columns.insert(0, Column { right: edge, width: taken, heading: lines });
            edge -= taken + COLUMN_GAP;
        }
        let most_lines = columns.iter().map(|column| column.heading.len()).max().unwrap_or(0);
        // The keys of the dots stand above the headings.
        let top = 2.0 * RADIUS + 10.0 + HEADING_LINE * most_lines as f64 + 6.0;
        let right = if narrow { width - EDGE } else { edge.max(left + NARROWEST) };
        let above = narrow.then_some(edge - EDGE);
        let scale = Scale::new((low, high), (left + RADIUS + 1.0, right - RADIUS - 1.0));
        Self { comparison, width, top, left, right, above, low, scale, columns }
    }

    /// Where a value stands.
    fn at(&self, row: &Row, cell: &Cell) -> Option<f64> {
        let drawn = self.comparison.is_sound(cell) && self.comparison.is_on_scale(row);
        cell.number().filter(|_| drawn).map(|number| self.scale.at(number))
    }

    /// What is written in place of dots or of a value, in lines that fit.
    fn words(&self, row: &Row, dataset: &Dataset) -> Vec<String> {
        let font = size(self.width);
        let is_bold = row.chosen.is_some();
        let missing = row.cells.iter().zip(&self.columns).rev().find(|(cell, _)| cell.value().is_none());
        let (words, room) = match missing {
            Some((cell, column)) if lacks_one(row) => (self.comparison.cell_text(cell), column.width),
            // Without any value the columns are free as well.
            Some((cell, _)) => {
                (self.comparison.cell_text(cell), self.width - EDGE - self.left - WORDS - STUB - STUB_GAP)
            }
            None if self.comparison.is_on_scale(row) => return Vec::new(),
            // The values stand in their columns.
            None => {
                let forces = i64::try_from(dataset.area(row.area).forces.len()).unwrap_or(i64::MAX);
                (query::words::whole(forces) + " forces together", self.right - self.left - WORDS)
            }
        };
        let lines = wrap(&words, room, font, is_bold);
        // What does not fit is said by the point and the notes.
        if missing.is_some() || widest(&lines, font, is_bold) <= room { lines } else { Vec::new() }
    }

    fn dots(&self, row: &PlacedRow) -> Vec<Mark> {
        let role = match row.row.chosen {
            Some(position) => Role::SeriesBar(position),
            None if row.row.is_force => Role::Bar,
            None => Role::Zero,
        };
        let fill = if role == Role::Zero { Role::Name } else { role };
        let y = row.middle();
        let places: Vec<Option<f64>> = row.row.cells.iter().map(|cell| self.at(row.row, cell)).collect();
        let mut marks = Vec::new();
        if let [Some(from), Some(to)] = places[..] {
            marks.push(Mark::Line { from: (from, y), to: (to, y), role });
        }
        for (index, x) in places.iter().enumerate() {
            if let Some(x) = x {
                marks.push(dot((*x, y), index > 0, fill, role));
            }
        }
        marks
    }

    /// Both values in their columns, and the words in place of what is missing.
    fn values(&self, row: &PlacedRow) -> Vec<Mark> {
        let font = size(self.width);
        let mut marks = Vec::new();
        for (cell, column) in row.row.cells.iter().zip(&self.columns) {
            if cell.value().is_some() {
                let words = self.comparison.cell_text(cell);
                let at = (column.right, row.line(0, 1, self.width));
                marks.push(Mark::text(at, Anchor::End, run(row.row, &words), font));
            } else if lacks_one(row.row) {
                for (index, line) in row.words.iter().enumerate() {
                    let at = (column.right, row.line(index, row.words.len(), self.width));
                    marks.push(Mark::text(at, Anchor::End, run(row.row, line), font));
                }
            }
        }
        if !lacks_one(row.row) && !row.words.is_empty() {
            let is_missing = row.row.cells.iter().all(|cell| cell.value().is_none());
            marks.extend(row.words_at(self.left + WORDS, is_missing, self.width));
        }
        marks
    }

    /// The names of the periods, each below the dot that stands for it.
    fn headings(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (index, Column { right, heading, .. }) in self.columns.iter().enumerate() {
            let at = (right - RADIUS - 1.0, RADIUS + 4.0);
            marks.push(dot(at, index > 0, Role::Name, Role::Zero));
            for (line, words) in heading.iter().enumerate() {
                let y = 2.0 * RADIUS + 10.0 + HEADING_LINE * (line as f64 + 0.75);
                marks.push(Mark::text(
                    (*right, y),
                    Anchor::End,
                    Run::bold(words.as_str(), Role::Name),
                    size(self.width),
                ));
            }
        }
        marks
    }
}

/// The name of a period, its month in three letters where there is little room.
fn heading(period: Period, width: f64) -> String {
    let name = capitalised(&period.to_string());
    match period.last.since(period.first) {
        _ if width >= WIDE => name,
        0 => period.short(),
        3 => ["Year ending ", &period.short()].concat(),
        _ => name,
    }
}

/// A full dot, or a hollow one, with eight corners.
fn dot((x, y): (f64, f64), full: bool, fill: Role, line: Role) -> Mark {
    let near = RADIUS * 0.414;
    let ring = [
        (-near, -RADIUS),
        (near, -RADIUS),
        (RADIUS, -near),
        (RADIUS, near),
        (near, RADIUS),
        (-near, RADIUS),
        (-RADIUS, near),
        (-RADIUS, -near),
    ];
    let rings = vec![ring.iter().map(|(dx, dy)| (x + dx, y + dy)).collect()];
    Mark::Shape { rings, role: if full { fill } else { Role::MissingGround }, line: Some(line) }
}

/// Lowest and highest value that is drawn; zero is always among them.
fn extent(comparison: &Comparison, rows: &[&Row]) -> (f64, f64) {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for row in rows.iter().filter(|row| comparison.is_on_scale(row)) {
        for number in row.cells.iter().filter(|cell| comparison.is_sound(cell)).filter_map(Cell::number) {
            (low, high) = (low.min(number), high.max(number));
        }
    }
    if low == 0.0 && high == 0.0 { (0.0, 1.0) } else { (low, high) }
}
