//! Small multiples: a small line chart for each force, on one scale or each on its own.

use crate::clip::clip;
use crate::curve::stretches_of;
use crate::rows::{EDGE, number, point, run, size};
use crate::scale::{Scale, within};
use crate::scene::{Anchor, Mark, Moves, Rect, Role, Run, Scene};
use crate::text::{text_width_px, widest, wrap};
use crate::ticks::ValueAxis;
use crate::time_axis::TimeAxis;
use dataset::{Dataset, Effect};
use query::words::capitalised;
use query::{Cell, Comparison, Measure, Order, Row, ScaleOf};

/// A panel is about this wide; there are two columns at least and seven at most.
const PANEL: f64 = 150.0;
const COLUMNS: (f64, f64) = (2.0, 7.0);
/// Room between two columns and between two lines of panels.
const GAP: (f64, f64) = (14.0, 14.0);
/// Height of the place for a curve.
const PLOT: f64 = 64.0;
/// Height of the font of names, and of what else is written in a panel.
const NAME: f64 = 12.0;
const SMALL: f64 = 11.0;
const LINE: f64 = 14.0;
/// Height of a line of what is said once for all panels.
const KEY_LINE: f64 = 18.0;
/// Room for the first and the last period below a panel.
const BELOW: f64 = 16.0;
/// The axis, of which its ends alone are drawn, has about so many steps: more leave less empty above the curves.
const STEPS: usize = 8;
/// So many curves, at most, may run off the top of a shared axis of percentages, where the highest value is so many
/// times the highest of the others.
const MAY_RUN_OFF: usize = 3;
const DWARFS: f64 = 2.0;
/// Room below zero that the label of the lowest value needs.
const LOWEST_LABEL: f64 = 16.0;
/// Room above and below the name of a region.
const HEADING: f64 = 30.0;

/// Lays out a panel for each row. Never inlined: a part of the page's WebAssembly begins here.
#[inline(never)]
pub(crate) fn fill(scene: &mut Scene, comparison: &Comparison, dataset: &Dataset) {
    scene.moves = Moves::Places;
    let width = scene.width_px;
    let columns = within(((width + GAP.0) / (PANEL + GAP.0)).floor(), COLUMNS.0, COLUMNS.1);
    let panel = (width - 2.0 * EDGE - GAP.0 * (columns - 1.0)) / columns;
    let (cap, off) = run_off(comparison);
    let panels = Panels { comparison, dataset, panel, shared: axis(comparison, &comparison.rows, cap) };
    let mut top = key(scene, comparison, &panels.shared, &off);
    scene.plot = Rect { left: EDGE, top, right: width - EDGE, bottom: top };
    let mut region = "";
    let mut rows = comparison.rows.as_slice();
    while let Some(first) = rows.first() {
        let by_region = comparison.query.options.order == Order::Region && first.is_force;
        if by_region && region != first.region {
            region = &first.region;
            let at = (EDGE, top + HEADING - 14.0);
            scene.over.push(Mark::text(at, Anchor::Start, Run::bold(region, Role::Name), size(width) + 1.0));
            top += HEADING;
        }
        // A line of panels ends where its region does.
        let alike = |row: &&Row| !by_region || row.region == region;
        let length = rows.iter().take(columns as usize).take_while(alike).count().max(1);
        let (line, rest) = rows.split_at(length);
        top = panels.line(scene, line, top) + GAP.1;
        rows = rest;
    }
    scene.plot.bottom = top - GAP.1;
    scene.height_px = top - GAP.1 + 4.0;
    number(&mut scene.points);
}

/// The axis on which these rows fit, up to `cap`.
fn axis(comparison: &Comparison, rows: &[Row], cap: f64) -> ValueAxis {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for cell in rows.iter().flat_map(|row| &row.cells).filter(|cell| comparison.is_sound(cell)) {
        let number = cell.number().unwrap_or_default();
        (low, high) = (low.min(number), high.max(number));
    }
    ValueAxis::over(comparison.measure, (low, high.min(cap)), usize::MAX, STEPS)
}

/// How high a shared axis of percentages reaches, and who runs off it: from few offences a single year can rise to
/// many times all other values, which would lie flat below it.
fn run_off(comparison: &Comparison) -> (f64, Vec<&str>) {
    let is_shared = comparison.query.options.scale == ScaleOf::Shared;
    if comparison.measure != Measure::Change || !is_shared || comparison.rows.len() <= MAY_RUN_OFF {
        return (f64::MAX, Vec::new());
    }
    let highest = |row: &Row| {
        let sound = row.cells.iter().filter(|cell| comparison.is_sound(cell));
        sound.filter_map(Cell::number).fold(0.0, f64::max)
    };
    let rows: Vec<f64> = comparison.rows.iter().map(highest).collect();
    let order = query::order_by(rows.len(), &mut |a, b| rows[b].total_cmp(&rows[a]));
    let cap = rows[order[MAY_RUN_OFF]];
    if cap <= 0.0 || rows[order[0]] < cap * DWARFS {
        return (f64::MAX, Vec::new());
    }
    let top = axis(comparison, &comparison.rows, cap).ends.1;
    let off = (0..rows.len()).filter(|at| rows[*at] > top).map(|at| comparison.rows[at].name.as_str());
    (cap, off.collect())
}

/// What is said once for all panels; the height below it.
fn key(scene: &mut Scene, comparison: &Comparison, shared: &ValueAxis, off: &[&str]) -> f64 {
    let mut words = match (comparison.query.options.scale, shared.ticks.as_slice()) {
        (ScaleOf::Shared, [.., last]) => {
            let lowest = query::words::value(comparison.measure, shared.ends.0);
            let lowest = if shared.crosses_zero() { lowest.as_str() } else { "0" };
            ["Every panel from ", lowest, " to ", &last.label, "."].concat()
        }
        _ => "Each panel on a scale of its own, its highest line labelled.".to_owned(),
    };
    if comparison.has_reference() && comparison.query.options.scale == ScaleOf::Shared {
        words.push_str(" Dotted curve: England and Wales.");
    }
    for change in comparison.rule_changes.iter().filter(|change| change.effect == Effect::Break) {
        words.push_str(" Upright line: ");
        words.push_str(&change.date.to_string());
        words.push_str(", not comparable across it.");
    }
    if !off.is_empty() {
        words.push_str(" Off the top: ");
        words.push_str(&query::words::list(off));
        words.push('.');
    }
    let hatched = comparison.rows.iter().any(|row| row.cells.iter().any(|cell| cell.value().is_none()));
    if hatched {
        words.push_str(" Hatched: no figure.");
    }
    let font = size(scene.width_px);
    let lines = wrap(&words, scene.width_px - 2.0 * EDGE, font, false);
    let height = KEY_LINE * lines.len() as f64;
    for (index, line) in lines.into_iter().enumerate() {
        let at = (EDGE, KEY_LINE * (index as f64 + 0.75));
        scene.over.push(Mark::text(at, Anchor::Start, Run::plain(line, Role::Quiet), font));
    }
    height + 10.0
}

struct Panels<'a> {
    comparison: &'a Comparison,
    dataset: &'a Dataset,
    panel: f64,
    shared: ValueAxis,
}

impl Panels<'_> {
    /// One line of panels; its bottom.
    fn line(&self, scene: &mut Scene, rows: &[Row], top: f64) -> f64 {
        let names: Vec<Vec<String>> = rows.iter().map(|row| self.name(row)).collect();
        let lines = names.iter().map(Vec::len).max().unwrap_or(1);
        let plot_top = top + LINE * lines as f64 + SMALL + 8.0;
        for (index, (row, name)) in rows.iter().zip(names).enumerate() {
            let left = EDGE + (self.panel + GAP.0) * index as f64;
            let plot = Rect { left, top: plot_top, right: left + self.panel, bottom: plot_top + PLOT };
            // The name stands right above its panel, however many lines those beside it have.
            let first = top + LINE * (lines - name.len()) as f64;
            for (line, words) in name.iter().enumerate() {
                let at = (left, first + LINE * (line as f64 + 0.8));
                scene.over.push(Mark::text(at, Anchor::Start, run(row, words), NAME));
            }
            self.panel(scene, row, &plot, index == 0);
            let hit = Rect { left, top, right: plot.right, bottom: plot.bottom + BELOW };
            let at = (f64::midpoint(plot.left, plot.right), f64::midpoint(plot.top, plot.bottom));
            scene.points.push(point(self.comparison, self.dataset, row, at, hit));
        }
        plot_top + PLOT + BELOW
    }

    fn name(&self, row: &Row) -> Vec<String> {
        wrap(&row.name, self.panel, NAME, row.chosen.is_some())
    }

    /// Ground, scale, curves and writing of one panel.
    fn panel(&self, scene: &mut Scene, row: &Row, plot: &Rect, is_first: bool) {
        let own = self.comparison.query.options.scale == ScaleOf::Own;
        let axis = if own { axis(self.comparison, std::slice::from_ref(row), f64::MAX) } else { self.shared.clone() };
        let has_value = row.cells.iter().any(|cell| self.comparison.is_sound(cell));
        let time = TimeAxis::of(&self.comparison.periods, self.comparison.query.by, plot.left, plot.right);
        let values = Scale::new(axis.ends, (plot.bottom, plot.top));
        let drawn = Drawn { comparison: self.comparison, time: &time, values: &values, plot };
        scene.under.extend(drawn.missing(row));
        scene.under.push(line(plot, plot.top, Role::Grid));
        if axis.crosses_zero() {
            scene.under.push(line(plot, plot.bottom, Role::Grid));
        }
        scene.under.push(line(plot, values.at(0.0), if axis.crosses_zero() { Role::Zero } else { Role::Axis }));
        for change in self.comparison.breaks() {
            let x = time.of_date(change.date);
            scene.under.push(Mark::Line { from: (x, plot.top), to: (x, plot.bottom), role: Role::Break });
        }
        if !own && has_value && self.comparison.has_reference() && row.area != self.comparison.reference.area {
            scene.under.extend(drawn.curve(&self.comparison.reference, Role::Reference));
        }
        scene.under.extend(drawn.curve(row, row.chosen.map_or(Role::Bar, Role::Series)));
        let top_label = axis.ticks.last().map_or("", |tick| tick.label.as_str());
        if (own && has_value) || (!own && is_first) {
            let at = (plot.left, plot.top - 4.0);
            scene.over.push(Mark::text(at, Anchor::Start, Run::plain(top_label, Role::AxisLabel), SMALL));
        }
        let has_room = plot.bottom - values.at(0.0) >= LOWEST_LABEL;
        if axis.crosses_zero() && has_room && ((own && has_value) || (!own && is_first)) {
            let label = axis.ticks.first().map_or("", |tick| tick.label.as_str());
            scene.over.push(Mark::text(
                (plot.left, plot.bottom - 3.0),
                Anchor::Start,
                Run::plain(label, Role::AxisLabel),
                SMALL,
            ));
        }
        scene.over.extend(drawn.last_value(row));
        scene.over.extend(drawn.reason(row));
        if is_first {
            scene.over.extend(drawn.ends());
        }
    }
}

fn line(plot: &Rect, y: f64, role: Role) -> Mark {
    Mark::Line { from: (plot.left, y), to: (plot.right, y), role }
}

/// Where the values of a panel stand.
struct Drawn<'a> {
    comparison: &'a Comparison,
    time: &'a TimeAxis,
    values: &'a Scale,
    plot: &'a Rect,
}

impl Drawn<'_> {
    fn at(&self, row: &Row, index: usize) -> Option<(f64, f64)> {
        let number = row.cells.get(index).filter(|cell| self.comparison.is_sound(cell))?.number()?;
        Some((self.time.middle(*self.comparison.periods.get(index)?), self.values.at(number)))
    }

    /// The curve, interrupted where a value is missing or must not be compared; a lone value as a small square.
    fn curve(&self, row: &Row, role: Role) -> Vec<Mark> {
        let comparison = self.comparison;
        let is_sound = |cell: &Cell| comparison.is_sound(cell);
        let by = comparison.query.by;
        let stretches = stretches_of(&row.cells, &is_sound, &comparison.periods, by, &comparison.rule_changes);
        let (mut runs, mut mixed, mut marks) = (Vec::new(), Vec::new(), Vec::new());
        for stretch in stretches {
            let line: Vec<(f64, f64)> =
                (stretch.first..=stretch.last).filter_map(|index| self.at(row, index)).collect();
            match line.as_slice() {
                // What lies beyond the axis must not be drawn at its end, as if it were that value.
                [(_, y)] if *y < self.plot.top || *y > self.plot.bottom => {}
                [(x, y)] => {
                    let fill = row.chosen.map_or(Role::Bar, Role::SeriesBar);
                    marks.push(Mark::Area { rect: Rect::centred(*x, *y, 3.0, 3.0), role: fill });
                }
                _ => {
                    let inside = clip(&line, self.plot.top, self.plot.bottom);
                    if stretch.mixed { mixed.extend(inside) } else { runs.extend(inside) }
                }
            }
        }
        let mixed_role = if let Role::Series(position) = role { Role::SeriesMixed(position) } else { Role::Change };
        for (runs, role) in [(mixed, mixed_role), (runs, role)] {
            if !runs.is_empty() {
                marks.push(Mark::Path { runs, role });
            }
        }
        marks
    }

    /// Times without a figure.
    fn missing(&self, row: &Row) -> Vec<Mark> {
        let mut bands: Vec<Rect> = Vec::new();
        for (cell, period) in row.cells.iter().zip(&self.comparison.periods) {
            if cell.value().is_some() {
                continue;
            }
            let (left, right) = self.time.bounds(*period);
            match bands.last_mut() {
                Some(band) if (band.right - left).abs() < 0.01 => band.right = right,
                _ => bands.push(Rect { left, right, ..*self.plot }),
            }
        }
        bands.into_iter().map(|rect| Mark::Area { rect, role: Role::Missing }).collect()
    }

    /// The last value, above the right end of the panel; none where it would be older than those of other panels.
    fn last_value(&self, row: &Row) -> Option<Mark> {
        let cell = row.cells.get(self.comparison.last_with_values()).filter(|cell| self.comparison.is_sound(cell))?;
        let words = self.comparison.cell_text(cell);
        Some(Mark::text((self.plot.right, self.plot.top - 4.0), Anchor::End, run(row, &words), SMALL))
    }

    /// Why there is no value at all.
    fn reason(&self, row: &Row) -> Vec<Mark> {
        if row.cells.iter().any(|cell| self.comparison.is_sound(cell)) {
            return Vec::new();
        }
        // A rate that is never given is missing for that reason, not for a gap that all share.
        let reasons = || row.cells.iter().filter(|cell| cell.value().is_none());
        let common =
            reasons().find(|cell| matches!(cell, Cell::Missing(reason) if matches!(reason.why, query::Why::NoRate(_))));
        let too_few = row.cells.iter().any(|cell| cell.value().is_some());
        let words = match common.or_else(|| reasons().next().filter(|_| !too_few)) {
            Some(cell) => capitalised(&self.comparison.cell_text(cell)),
            None => "Too few for percentages".to_owned(),
        };
        let lines = wrap(&words, self.plot.width() - 12.0, NAME, false);
        let (x, y) = (f64::midpoint(self.plot.left, self.plot.right), f64::midpoint(self.plot.top, self.plot.bottom));
        let height = LINE * lines.len() as f64;
        let ground = Rect::centred(x, y, widest(&lines, NAME, false) + 8.0, height + 4.0);
        let mut marks = vec![Mark::Area { rect: ground, role: Role::MissingGround }];
        for (index, words) in lines.into_iter().enumerate() {
            let at = (x, y - height / 2.0 + LINE * (index as f64 + 0.8));
            marks.push(Mark::text(at, Anchor::Middle, Run::plain(words, Role::MissingLabel), NAME));
        }
        marks
    }

    /// The first and the last period, below the panel.
    fn ends(&self) -> Vec<Mark> {
        let (Some(first), Some(last)) = (self.comparison.periods.first(), self.comparison.periods.last()) else {
            return Vec::new();
        };
        let year = |period: &query::Period| period.last.year().to_string();
        let y = self.plot.bottom + 13.0;
        let name = |words: String| Run::plain(words, Role::AxisLabel);
        if first == last {
            let words = last.short();
            return vec![Mark::text((self.plot.left, y), Anchor::Start, name(words), SMALL)];
        }
        let (mut from, mut to) = (first.short(), last.short());
        let taken = |words: &str| text_width_px(words, SMALL, false);
        if taken(&from) + taken(&to) + 8.0 > self.plot.width() {
            (from, to) = (year(first), year(last));
        }
        vec![
            Mark::text((self.plot.left, y), Anchor::Start, name(from), SMALL),
            Mark::text((self.plot.right, y), Anchor::End, name(to), SMALL),
        ]
    }
}
