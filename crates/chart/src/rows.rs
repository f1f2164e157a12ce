//! Rows one below the other, each with a name at its left.

use crate::scale::within;
use crate::scene::{Anchor, Body, Mark, PointMark, Rect, Role, Run, Tooltip};
use crate::text::{text_width_px, widest, wrap};
use dataset::Dataset;
use query::words::capitalised;
use query::{Comparison, Order, Row};

/// Height of a row whose texts have one line each.
pub(crate) const ROW: f64 = 24.0;
/// Room for a second line of text in a row.
pub(crate) const LINE: f64 = 14.0;
/// Height of a line of names above what is drawn.
const HEAD: f64 = 13.0;
/// Room at the edges of the picture.
pub(crate) const EDGE: f64 = 2.0;
/// Room between the names and what stands beside them.
pub(crate) const NAME_GAP: f64 = 8.0;
/// From this width on, letters are larger.
pub(crate) const WIDE: f64 = 560.0;
/// Room above the name of a region, and its height.
const HEADING: f64 = 34.0;
/// Narrowest and widest column of names, and its part of the picture between them.
const NAMES: (f64, f64) = (98.0, 200.0);
const NAMES_PART: f64 = 0.36;

/// A row with its place.
#[derive(Debug, Clone)]
pub(crate) struct PlacedRow<'a> {
    pub(crate) row: &'a Row,
    pub(crate) top: f64,
    /// Height of the lines above what is drawn; nothing where names stand beside it.
    head: f64,
    pub(crate) bottom: f64,
    /// Its name, in lines.
    name: Vec<String>,
    /// What is written in the plot instead of a value, in lines.
    pub(crate) words: Vec<String>,
}

/// The rows of a picture.
pub(crate) struct PlacedRows<'a> {
    pub(crate) rows: Vec<PlacedRow<'a>>,
    /// Names of regions and their baselines.
    headings: Vec<(&'a str, f64)>,
    pub(crate) bottom: f64,
}

/// Size of the font in a picture of this width.
pub(crate) fn size(width: f64) -> f64 {
    if width < WIDE { 12.0 } else { 13.0 }
}

/// Right edge of the column that holds these names.
pub(crate) fn names_right(rows: &[&Row], width: f64) -> f64 {
    let most = within(width * NAMES_PART, NAMES.0, NAMES.1);
    let name = |row: &&Row| widest(&lines(row, most, width), size(width), row.chosen.is_some());
    EDGE + rows.iter().map(name).fold(0.0, f64::max)
}

/// Whether one of both values is missing.
pub(crate) fn lacks_one(row: &Row) -> bool {
    let missing = row.cells.iter().filter(|cell| cell.value().is_none()).count();
    missing > 0 && missing < row.cells.len()
}

fn lines(row: &Row, most: f64, width: f64) -> Vec<String> {
    wrap(&row.name, most, size(width), row.chosen.is_some())
}

impl<'a> PlacedRows<'a> {
    /// The rows from `top` down. `above` is the room for names that stand above what is drawn, where they do; `words`
    /// says in which lines something is written in a row's plot, or, above it, in place of one value.
    pub(crate) fn of(
        comparison: &Comparison,
        rows: &[&'a Row],
        top: f64,
        width: f64,
        above: Option<f64>,
        words: &dyn Fn(&Row) -> Vec<String>,
    ) -> Self {
        let most = above.unwrap_or(within(width * NAMES_PART, NAMES.0, NAMES.1));
        let mut placed = Self { rows: Vec::new(), headings: Vec::new(), bottom: top };
        for row in rows {
            let by_region = comparison.query.options.order == Order::Region && row.is_force;
            if by_region && placed.headings.last().is_none_or(|(region, _)| *region != row.region) {
                placed.bottom += HEADING;
                placed.headings.push((&row.region, placed.bottom - 9.0));
            }
            let (name, words) = (lines(row, most, width), words(row));
            let more = |lines: usize| lines.saturating_sub(1) as f64 * LINE;
            let top = placed.bottom;
            let (mut head, mut extra) = (0.0, more(name.len().max(words.len())));
            if above.is_some() {
                let (in_head, in_plot) = if lacks_one(row) { (words.len(), 0) } else { (0, words.len()) };
                (head, extra) = (HEAD + more(name.len().max(in_head)), more(in_plot));
            }
            // Two lines need less than twice the height of one.
            placed.bottom = top + head + (ROW + extra - if extra + head > 0.0 { 4.0 } else { 0.0 });
            placed.rows.push(PlacedRow { row, top, head, bottom: placed.bottom, name, words });
        }
        placed
    }

    /// The grounds of chosen rows.
    pub(crate) fn grounds(&self, width: f64) -> Vec<Mark> {
        let chosen = self.rows.iter().filter(|row| row.row.chosen.is_some());
        chosen.map(|row| Mark::Area { rect: row.rect(width), role: Role::Row }).collect()
    }

    /// The names of rows, which end at `right` or stand above what is drawn, and of regions.
    pub(crate) fn names(&self, right: f64, width: f64) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (region, y) in &self.headings {
            marks.push(Mark::text((EDGE, *y), Anchor::Start, Run::bold(*region, Role::Name), size(width)));
        }
        for row in &self.rows {
            for (index, line) in row.name.iter().enumerate() {
                let y = row.line(index, row.name.len(), width);
                let (x, anchor) = if row.head > 0.0 { (EDGE, Anchor::Start) } else { (right, Anchor::End) };
                marks.push(Mark::text((x, y), anchor, run(row.row, line), size(width)));
            }
        }
        marks
    }
}

impl PlacedRow<'_> {
    /// All that the row takes.
    pub(crate) fn rect(&self, width: f64) -> Rect {
        Rect { left: 0.0, top: self.top, right: width, bottom: self.bottom }
    }

    /// Height at which its values are drawn.
    pub(crate) fn middle(&self) -> f64 {
        f64::midpoint(self.top + self.head, self.bottom)
    }

    /// Baseline of one of so many lines that stand with the name: above what is drawn, or in the middle of the row.
    pub(crate) fn line(&self, line: usize, lines: usize, width: f64) -> f64 {
        if self.head > 0.0 { self.top + HEAD + LINE * line as f64 } else { self.baseline(line, lines, width) }
    }

    /// Baseline of one of so many lines that stand in the middle of what is drawn.
    pub(crate) fn baseline(&self, line: usize, lines: usize, width: f64) -> f64 {
        let first = self.middle() - LINE * (lines.saturating_sub(1)) as f64 / 2.0;
        first + LINE * line as f64 + size(width) * 0.36
    }

    /// The words in the plot, from `x` on, beside a hatched stub where a value is missing.
    pub(crate) fn words_at(&self, x: f64, is_missing: bool, width: f64) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut left = x;
        if is_missing {
            let (top, bottom) = (self.middle() - 7.0, self.middle() + 7.0);
            marks.push(Mark::Area { rect: Rect { left, top, right: left + STUB, bottom }, role: Role::Missing });
            left += STUB + STUB_GAP;
        }
        for (index, line) in self.words.iter().enumerate() {
            let run = match self.row.chosen {
                Some(_) => run(self.row, line),
                None => Run::plain(line.as_str(), if is_missing { Role::MissingLabel } else { Role::Quiet }),
            };
            let y = self.baseline(index, self.words.len(), width);
            marks.push(Mark::text((left, y), Anchor::Start, run, size(width)));
        }
        marks
    }

    /// The point of the row, whose words point to `x`.
    pub(crate) fn point(&self, comparison: &Comparison, dataset: &Dataset, x: f64, width: f64) -> PointMark {
        point(comparison, dataset, self.row, (x, self.middle()), self.rect(width))
    }
}

/// Width of the hatched stub in place of a bar, and the room beside it.
pub(crate) const STUB: f64 = 16.0;
pub(crate) const STUB_GAP: f64 = 6.0;

/// The point of a row; its position in the picture is still to be set.
pub(crate) fn point(comparison: &Comparison, dataset: &Dataset, row: &Row, (x, y): (f64, f64), hit: Rect) -> PointMark {
    let words = comparison.row_words(row, dataset);
    PointMark {
        series: 0,
        index: 0,
        x,
        y,
        body: Body::None,
        hit,
        missing: row.cells.iter().all(|cell| cell.value().is_none()),
        name: words.name(),
        tooltip: Tooltip { heading: words.heading, value: capitalised(&words.value) },
    }
}

/// Writing that belongs to a row: in the colour of a chosen area, and bold.
pub(crate) fn run(row: &Row, words: &str) -> Run {
    match row.chosen {
        Some(position) => Run::bold(words, Role::SeriesName(position)),
        None => Run::plain(words, Role::Name),
    }
}

/// An upright line from `top` to `bottom`, interrupted where something is written on it: a halo would cut into the
/// ground of a chosen row.
pub(crate) fn interrupted(x: f64, top: f64, bottom: f64, writing: &[Mark], role: Role) -> Vec<Mark> {
    let near = |mark: &Mark| mark.bounds().grown(2.0);
    let crossed: Vec<Rect> = writing.iter().map(near).filter(|rect| rect.left < x && x < rect.right).collect();
    let order = query::order_by(crossed.len(), &mut |a, b| crossed[a].top.total_cmp(&crossed[b].top));
    let mut marks = Vec::new();
    let mut from = top;
    for (to, next) in order.into_iter().map(|at| (crossed[at].top, crossed[at].bottom)).chain([(bottom, bottom)]) {
        if to > from {
            marks.push(Mark::Line { from: (x, from), to: (x, to), role });
        }
        from = from.max(next);
    }
    marks
}

/// Width of a row's writing.
pub(crate) fn run_width(row: &Row, words: &str, size: f64) -> f64 {
    text_width_px(words, size, row.chosen.is_some())
}

/// Numbers the points as rows from the top down.
pub(crate) fn number(points: &mut [PointMark]) {
    for (position, point) in points.iter_mut().enumerate() {
        point.series = position;
    }
}
