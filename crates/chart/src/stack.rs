//! Outcomes year by year: a bar for each year, cut into what became of its offences.

use crate::charge_ranking;
use crate::scale::within;
use crate::scene::{Anchor, Body, Mark, Moves, PointMark, Rect, Role, Run, Scene, Tooltip};
use crate::text::{text_width_px, widest, wrap};
use query::words::capitalised;
use query::{OutOf, OutcomesAnswer, OutcomesRow, RuleChange};

/// Widths that can be laid out; others are taken as the nearest.
const WIDTHS: (f64, f64) = (280.0, 2000.0);
/// From this width on, names of rows stand left of the bars; below, above them.
pub(crate) const WIDE: f64 = 560.0;
/// Room at the edges of the picture.
pub(crate) const EDGE: f64 = 2.0;
/// Height of the font.
pub(crate) const SIZE: f64 = 12.0;
/// Height of the font of a row's name.
pub(crate) const NAME_SIZE: f64 = 13.0;
/// Distance of two lines of text.
pub(crate) const LINE_HEIGHT: f64 = 16.0;
/// Room between the names and the bars.
pub(crate) const NAME_GAP: f64 = 12.0;
/// Room between two rows.
const ROW_GAP: f64 = 16.0;
/// Half the size of the number of a change of the rules.
const DISC: f64 = 8.0;
/// Position of the part that has no outcome yet.
const NO_OUTCOME: usize = 4;

/// Lays out outcomes, `width_px` wide: 280 to 2000 CSS pixels. Years are bars cut into parts; forces are ranked by
/// their share of charges.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let dataset = dataset::Dataset::from_json(&std::fs::read_to_string("../../data/recorded.json")?)?;
/// let outcomes = dataset::Outcomes::from_json(&std::fs::read_to_string("../../data/outcomes.json")?, &dataset)?;
/// let query = query::Query::read_address("?view=outcomes&area=W15000001", &dataset).query;
/// let answer = query::OutcomesAnswer::to(&query, &dataset, &outcomes);
/// let scene = chart::outcomes(&answer, 800.0);
/// let name = "North Wales Police, 2021/22: 101 of 2,022 recorded offences (5.0%) charged or summonsed";
/// assert!(scene.points.iter().any(|point| point.name == name));
/// # Ok(()) }
/// ```
pub fn outcomes(answer: &OutcomesAnswer, width_px: f64) -> Scene {
    let width = if width_px.is_finite() { within(width_px, WIDTHS.0, WIDTHS.1) } else { WIDTHS.0 };
    let mut scene = Scene {
        width_px: width,
        height_px: 0.0,
        title: answer.caption.title.clone(),
        description: answer.caption.description.clone(),
        plot: Rect { left: EDGE, top: EDGE, right: width - EDGE, bottom: EDGE },
        under: Vec::new(),
        moves: Moves::Rows,
        points: Vec::new(),
        over: Vec::new(),
    };
    if let Some(refused) = &answer.refused {
        refuse(&mut scene, &refused.short);
    } else if answer.by_force() {
        charge_ranking::fill(&mut scene, answer);
    } else {
        fill(&mut scene, answer);
    }
    scene
}

fn refuse(scene: &mut Scene, text: &str) {
    const TEXT: f64 = 14.0;
    let lines = wrap(text, scene.width_px - 40.0, TEXT, false);
    for (index, line) in lines.iter().enumerate() {
        let at = (scene.width_px / 2.0, 60.0 + 18.0 * index as f64);
        scene.over.push(Mark::text(at, Anchor::Middle, Run::plain(line.as_str(), Role::Empty), TEXT));
    }
    scene.height_px = 100.0 + 18.0 * lines.len() as f64;
    scene.plot.bottom = scene.height_px;
}

/// The line around a rectangle.
pub(crate) fn outline(rect: &Rect) -> Mark {
    let mut ring = rect.corners();
    ring.extend_from_within(..1);
    Mark::Path { runs: vec![ring], role: Role::MissingEdge }
}

/// Years as bars.
struct Stack<'a> {
    answer: &'a OutcomesAnswer,
    out_of: OutOf,
    wide: bool,
    /// Left and right edge of the bars.
    left: f64,
    right: f64,
    /// Length of the longest bar: a count, or how many times its whole.
    longest: f64,
    bar_height: f64,
}

/// Lays out a bar for each year. Never inlined: a part of the page's WebAssembly begins here.
#[inline(never)]
fn fill(scene: &mut Scene, answer: &OutcomesAnswer) {
    let wide = scene.width_px >= WIDE;
    let mut stack = Stack {
        answer,
        out_of: answer.query.options.out_of,
        wide,
        left: EDGE,
        right: scene.width_px - EDGE,
        longest: longest(answer),
        bar_height: if wide { 36.0 } else { 28.0 },
    };
    if wide {
        // What is said under a name can depend on what fits in the bar: its widest form decides the room.
        let details = answer.rows.iter().flat_map(|row| {
            let mut details = answer.details(row);
            details.push(stack.charged(row));
            details
        });
        let details: Vec<String> = details.collect();
        let names = answer.rows.iter().map(|row| text_width_px(&row.label, NAME_SIZE, true)).fold(0.0, f64::max);
        stack.left = EDGE + names.max(widest(&details, SIZE, false)) + NAME_GAP;
    }
    let mut y = stack.key(scene);
    scene.plot = Rect { left: stack.left, top: y, right: stack.right, bottom: y };
    for (index, row) in answer.rows.iter().enumerate() {
        for change in answer.rule_changes.iter().filter(|change| answer.row_after(change) == Some(index)) {
            y = stack.change(scene, change, y);
        }
        y = stack.row(scene, index, row, y) + ROW_GAP;
    }
    scene.plot.bottom = y - ROW_GAP;
    scene.height_px = (y - ROW_GAP + EDGE + 2.0).ceil();
}

/// The longest bar: the largest count, or the largest sum of parts of a whole, which is 1 unless there are more
/// outcomes than recorded offences.
fn longest(answer: &OutcomesAnswer) -> f64 {
    let out_of = answer.query.options.out_of;
    let mut longest: f64 = 1.0;
    for row in answer.rows.iter().filter(|row| row.gap.is_none()) {
        let sum = row.parts(out_of).iter().sum::<i64>() as f64;
        let of = if answer.as_counts() { 1.0 } else { row.whole(out_of).unwrap_or(1) as f64 };
        longest = longest.max(sum / of);
    }
    longest
}

impl Stack<'_> {
    /// Names of the parts above the bars; where the next thing may begin. Few parts are as wide as their names, so
    /// that the names do not stand in the bars.
    fn key(&self, scene: &mut Scene) -> f64 {
        const SWATCH: f64 = 12.0;
        const AFTER_SWATCH: f64 = 6.0;
        const BETWEEN: f64 = 18.0;
        let parts = if self.out_of == OutOf::Recorded { query::OUTCOMES.len() } else { NO_OUTCOME };
        let (mut x, mut top, mut lines_here) = (EDGE, EDGE, 1);
        for (part, name) in query::OUTCOMES.iter().enumerate().take(parts) {
            let room = self.right - EDGE - SWATCH - AFTER_SWATCH;
            let lines = wrap(name, room, SIZE, false);
            let width = SWATCH + AFTER_SWATCH + widest(&lines, SIZE, false);
            if x > EDGE && x + width > self.right {
                (x, top, lines_here) = (EDGE, top + LINE_HEIGHT * f64::from(lines_here) + 4.0, 1);
            }
            let rect = Rect { left: x, top: top + 2.0, right: x + SWATCH, bottom: top + 2.0 + SWATCH };
            self.segment(scene, part, rect);
            scene.under.push(outline(&rect));
            for (index, line) in lines.iter().enumerate() {
                let at = (x + SWATCH + AFTER_SWATCH, top + SIZE + LINE_HEIGHT * index as f64);
                scene.over.push(Mark::text(at, Anchor::Start, Run::plain(line.as_str(), Role::Name), SIZE));
            }
            lines_here = lines_here.max(i32::try_from(lines.len()).unwrap_or(1));
            x += width + BETWEEN;
        }
        top + LINE_HEIGHT * f64::from(lines_here) + ROW_GAP
    }

    /// The ground of a part.
    fn segment(&self, scene: &mut Scene, part: usize, rect: Rect) {
        if part == NO_OUTCOME {
            scene.under.push(Mark::Area { rect, role: Role::Missing });
        } else {
            scene.under.push(Mark::Area { rect, role: Role::Outcome(part) });
        }
    }

    /// A change of the rules between two years: a line, its number and what it is.
    fn change(&self, scene: &mut Scene, change: &RuleChange, top: f64) -> f64 {
        let role = if change.effect == dataset::Effect::Break { Role::Break } else { Role::Change };
        scene.under.push(Mark::Line { from: (EDGE, top), to: (self.right, top), role });
        let text = ["From ", &change.date.to_string(), ": ", &change.short].concat();
        let left = self.left + 2.0 * DISC + 6.0;
        let lines = wrap(&text, self.right - left, SIZE, false);
        scene.over.push(Mark::Disc { at: (self.left + DISC, top + 6.0 + DISC), radius: DISC, number: change.number });
        for (index, line) in lines.iter().enumerate() {
            let at = (left, top + 6.0 + SIZE + LINE_HEIGHT * index as f64);
            scene.over.push(Mark::text(at, Anchor::Start, Run::plain(line.as_str(), Role::ChangeLabel), SIZE));
        }
        top + 6.0 + (LINE_HEIGHT * lines.len() as f64).max(2.0 * DISC) + 10.0
    }

    /// A year; where its row ends.
    fn row(&self, scene: &mut Scene, index: usize, row: &OutcomesRow, top: f64) -> f64 {
        let mut details = self.answer.details(row);
        if row.gap.is_none() && !self.charge_fits(row) {
            details.push(self.charged(row));
        }
        if self.wide {
            let x = self.left - NAME_GAP;
            scene.over.push(Mark::text(
                (x, top + 13.0),
                Anchor::End,
                Run::bold(row.label.as_str(), Role::Name),
                NAME_SIZE,
            ));
            for (line, detail) in details.iter().enumerate() {
                let at = (x, top + 13.0 + LINE_HEIGHT * (line + 1) as f64);
                scene.over.push(Mark::text(at, Anchor::End, Run::plain(detail.as_str(), Role::Quiet), SIZE));
            }
            self.bar(scene, index, row, top);
            return top + self.bar_height.max(17.0 + LINE_HEIGHT * details.len() as f64);
        }
        let name = text_width_px(&row.label, NAME_SIZE, true) + 8.0;
        let lines = joined(&details, self.right - self.left - name);
        scene.over.push(Mark::text(
            (EDGE, top + 12.0),
            Anchor::Start,
            Run::bold(row.label.as_str(), Role::Name),
            NAME_SIZE,
        ));
        for (line, text) in lines.iter().enumerate() {
            let at = (EDGE + name, top + 12.0 + LINE_HEIGHT * line as f64);
            scene.over.push(Mark::text(at, Anchor::Start, Run::plain(text.as_str(), Role::Quiet), SIZE));
        }
        let bar = top + LINE_HEIGHT * lines.len().max(1) as f64 + 3.0;
        self.bar(scene, index, row, bar);
        bar + self.bar_height
    }

    /// The share of charges in a few words, for where it does not fit into the bar.
    fn charged(&self, row: &OutcomesRow) -> String {
        match row.tally {
            Some(tally) if tally.charged == 0 => "none charged".to_owned(),
            _ => self.answer.segment_label(row, 0) + " charged",
        }
    }

    fn charge_fits(&self, row: &OutcomesRow) -> bool {
        let count = row.parts(self.out_of).first().copied().unwrap_or_default();
        count > 0 && self.label(row, 0, self.length(row, count)).is_some()
    }

    /// What stands in a segment of this width; nothing where it does not fit.
    fn label(&self, row: &OutcomesRow, part: usize, width: f64) -> Option<String> {
        let fits = |label: &String| text_width_px(label, SIZE, false) + 8.0 <= width;
        // Beside percentages, a count says of how many.
        let in_full = part == 0 && row.is_small(self.out_of) && !self.answer.as_counts();
        let in_full = in_full.then(|| row.share_in_words(part, self.out_of)).filter(fits);
        in_full.or_else(|| Some(self.answer.segment_label(row, part)).filter(fits))
    }

    /// Pixels of a count.
    fn length(&self, row: &OutcomesRow, count: i64) -> f64 {
        let of = if self.answer.as_counts() { 1.0 } else { row.whole(self.out_of).unwrap_or(1) as f64 };
        count as f64 / of / self.longest * (self.right - self.left)
    }

    fn bar(&self, scene: &mut Scene, index: usize, row: &OutcomesRow, top: f64) {
        let bottom = top + self.bar_height;
        if let Some(gap) = &row.gap {
            let rect = Rect { left: self.left, top, right: self.right, bottom };
            let reason = missing(&rect, &gap.short);
            // Nothing recorded is a figure: its words stand without the hatching of one that is missing.
            scene.under.extend(reason.into_iter().filter(|mark| row.is_missing() || matches!(mark, Mark::Text { .. })));
            scene.points.push(self.point(row, index, 0, rect));
            return;
        }
        let parts = row.parts(self.out_of);
        let mut before = 0;
        for (part, count) in parts.iter().enumerate() {
            let left = self.left + self.length(row, before);
            let right = left + self.length(row, *count);
            let rect = Rect { left, top, right, bottom };
            before += count;
            scene.points.push(self.point(row, index, part, rect));
            if *count <= 0 {
                continue;
            }
            self.segment(scene, part, rect);
            if part > 0 {
                let role = if part == NO_OUTCOME { Role::MissingEdge } else { Role::Border };
                scene.under.push(Mark::Line { from: (left, top), to: (left, bottom), role });
            }
            if let Some(label) = self.label(row, part, rect.width()) {
                let middle = f64::midpoint(top, bottom) + SIZE * 0.36;
                let room = within(rect.width() - text_width_px(&label, SIZE, false), 0.0, 12.0) / 2.0;
                let role = if part == NO_OUTCOME { Role::MissingLabel } else { Role::OnOutcome(part) };
                let text = Mark::text((left + room, middle), Anchor::Start, Run::plain(label, role), SIZE);
                if part == NO_OUTCOME {
                    scene.over.push(Mark::Area { rect: text.bounds().grown(2.0), role: Role::MissingGround });
                }
                scene.over.push(text);
            }
        }
        // The lighter parts are hardly darker than a light page.
        scene.under.push(outline(&Rect { left: self.left, top, right: self.left + self.length(row, before), bottom }));
        // Where parts add up to more than the whole, a line shows where the whole ends.
        if let (true, Some(whole)) = (row.excess() > 0 && self.out_of == OutOf::Recorded, row.whole(self.out_of)) {
            let x = self.left + self.length(row, whole);
            scene.over.push(Mark::Line { from: (x, top - 3.0), to: (x, bottom + 3.0), role: Role::Reference });
        }
    }

    fn point(&self, row: &OutcomesRow, index: usize, part: usize, hit: Rect) -> PointMark {
        point(self.answer, row, (index, part), hit)
    }
}

/// Details one after the other, broken only between two.
fn joined(details: &[String], room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for detail in details {
        if let Some(line) = lines.last_mut() {
            let together = [line.as_str(), " · ", detail].concat();
            if text_width_px(&together, SIZE, false) <= room {
                *line = together;
                continue;
            }
        }
        lines.push(detail.clone());
    }
    lines
}

/// A rectangle without a figure: hatched, and the reason in it.
pub(crate) fn missing(rect: &Rect, reason: &str) -> Vec<Mark> {
    let at = (rect.left + 10.0, f64::midpoint(rect.top, rect.bottom) + SIZE * 0.36);
    let text = Mark::text(at, Anchor::Start, Run::plain(reason, Role::MissingLabel), SIZE);
    let ground = Mark::Area { rect: text.bounds().grown(4.0), role: Role::MissingGround };
    vec![Mark::Area { rect: *rect, role: Role::MissingPlace }, outline(rect), ground, text]
}

/// What can be pointed at: a part of a row, by their positions.
pub(crate) fn point(answer: &OutcomesAnswer, row: &OutcomesRow, (index, part): (usize, usize), hit: Rect) -> PointMark {
    let (heading, value) = (answer.heading(row), answer.part_in_full(row, part));
    PointMark {
        series: index,
        index: part,
        x: f64::midpoint(hit.left, hit.right),
        y: f64::midpoint(hit.top, hit.bottom),
        body: Body::None,
        hit,
        missing: row.is_missing(),
        name: [&heading, ": ", &value].concat(),
        tooltip: Tooltip { value: capitalised(&value), heading },
    }
}
