//! Forces in one year, ranked by the share of their offences that led to a charge or summons.

use crate::bars::outlined;
use crate::scene::{Anchor, Mark, Rect, Role, Run, Scene};
use crate::stack::{EDGE, LINE_HEIGHT, NAME_GAP, NAME_SIZE, SIZE, WIDE, outline, point};
use crate::text::{text_width_px, widest, wrap};
use query::{OutOf, OutcomesAnswer, OutcomesRow};

/// Height of a row whose name stands beside its bar.
const ROW_HEIGHT: f64 = 24.0;
/// Height of a bar beside its name.
const BAR: f64 = 14.0;
/// Height of a bar beneath its name.
const THIN_BAR: f64 = 10.0;
/// Room beneath such a bar.
const BELOW_BAR: f64 = 10.0;
/// The least room for bars beside names and values.
const LEAST_PLOT: f64 = 160.0;

/// Where names and bars stand.
struct Ranking<'a> {
    answer: &'a OutcomesAnswer,
    out_of: OutOf,
    /// Left and right edge of the bars.
    left: f64,
    right: f64,
    /// Whether names and values stand beside the bars.
    beside: bool,
    /// The highest share, in percent.
    highest: f64,
}

/// Lays out a row for each force. Never inlined: a part of the page's WebAssembly begins here.
#[inline(never)]
pub(crate) fn fill(scene: &mut Scene, answer: &OutcomesAnswer) {
    let out_of = answer.query.options.out_of;
    let names = answer.rows.iter().map(|row| text_width_px(&row.label, NAME_SIZE, is_bold(row)));
    let names = names.fold(0.0, f64::max);
    let values: Vec<String> = answer.rows.iter().map(|row| row.charged_in_words(out_of)).collect();
    let (left, right) = (EDGE + names + NAME_GAP, scene.width_px - EDGE - widest(&values, SIZE, false) - NAME_GAP);
    let beside = scene.width_px >= WIDE && right - left >= LEAST_PLOT;
    let shares = answer.rows.iter().filter_map(|row| row.rank(out_of));
    let ranking = Ranking {
        answer,
        out_of,
        left: if beside { left } else { EDGE },
        right: if beside { right } else { scene.width_px - EDGE },
        beside,
        highest: shares.fold(0.0, f64::max),
    };
    let mut y = ranking.heading(scene);
    scene.plot = Rect { left: ranking.left, top: y, right: ranking.right, bottom: y };
    for (index, row) in answer.rows.iter().enumerate() {
        y = ranking.row(scene, index, row, y);
    }
    scene.plot.bottom = y;
    scene.height_px = (y + EDGE).ceil();
    if beside {
        ranking.line_through(scene);
    }
}

/// England and Wales, and what was chosen.
fn is_bold(row: &OutcomesRow) -> bool {
    row.is_reference || row.chosen.is_some()
}

impl Ranking<'_> {
    /// What the bars are, and what their marks mean.
    fn heading(&self, scene: &mut Scene) -> f64 {
        let mut text = match self.out_of {
            OutOf::Recorded => "Charged or summonsed, of the offences recorded.".to_owned(),
            OutOf::Assigned => "Charged or summonsed, of the outcomes assigned so far.".to_owned(),
        };
        let drawn = || self.answer.rows.iter().filter(|row| row.gap.is_none());
        if drawn().any(|row| row.is_reference && row.rank(self.out_of).is_some()) {
            text.push_str(" Dotted line: England and Wales.");
        }
        if drawn().any(OutcomesRow::few_charged) {
            let is_outline = |row: &OutcomesRow| row.few_charged() && row.rank(self.out_of).is_some();
            text.push_str(if drawn().any(is_outline) { " † and outline: fewer" } else { " † Fewer" });
            text.push_str(" than 20 charged, do not compare.");
        }
        let lines = wrap(&text, scene.width_px - 2.0 * EDGE, SIZE, false);
        for (index, line) in lines.iter().enumerate() {
            let at = (EDGE, EDGE + SIZE + LINE_HEIGHT * index as f64);
            scene.over.push(Mark::text(at, Anchor::Start, Run::plain(line.as_str(), Role::Quiet), SIZE));
        }
        EDGE + LINE_HEIGHT * lines.len() as f64 + 10.0
    }

    /// A force; where its row ends.
    fn row(&self, scene: &mut Scene, index: usize, row: &OutcomesRow, top: f64) -> f64 {
        let value = row.charged_in_words(self.out_of);
        let (name_role, value_role) = (Role::Name, if row.is_missing() { Role::MissingLabel } else { Role::Name });
        let name = |at, anchor| {
            let text = row.label.as_str();
            let run = if is_bold(row) { Run::bold(text, name_role) } else { Run::plain(text, name_role) };
            Mark::text(at, anchor, run, NAME_SIZE)
        };
        let write_value = |at, anchor| Mark::text(at, anchor, Run::plain(value.as_str(), value_role), SIZE);
        let (bar, bottom) = if self.beside {
            let baseline = top + ROW_HEIGHT / 2.0 + SIZE * 0.36;
            scene.over.push(name((self.left - NAME_GAP, baseline), Anchor::End));
            scene.over.push(write_value((self.right + NAME_GAP, baseline), Anchor::Start));
            let from = top + (ROW_HEIGHT - BAR) / 2.0;
            (Rect { left: self.left, top: from, right: self.right, bottom: from + BAR }, top + ROW_HEIGHT)
        } else {
            let together =
                text_width_px(&row.label, NAME_SIZE, is_bold(row)) + 8.0 + text_width_px(&value, SIZE, false);
            scene.over.push(name((EDGE, top + 13.0), Anchor::Start));
            let mut from = top + LINE_HEIGHT + 3.0;
            if together <= self.right - self.left {
                scene.over.push(write_value((self.right, top + 13.0), Anchor::End));
            } else {
                scene.over.push(write_value((EDGE, top + 13.0 + LINE_HEIGHT), Anchor::Start));
                from += LINE_HEIGHT;
            }
            let bar = Rect { left: self.left, top: from, right: self.right, bottom: from + THIN_BAR };
            // Without a bar, the room for one would part the value from its name.
            (bar, if self.has_bar(row) { bar.bottom + BELOW_BAR } else { from + BELOW_BAR })
        };
        if self.has_bar(row) {
            self.bar(scene, row, bar);
        } else if self.beside {
            let why = if row.gap.is_some() { "No share" } else { "Too few for a percentage" };
            let at = (self.left + 8.0, top + ROW_HEIGHT / 2.0 + SIZE * 0.36);
            scene.over.push(Mark::text(at, Anchor::Start, Run::plain(why, Role::Quiet), SIZE));
        }
        let hit = Rect { left: EDGE, top, right: scene.width_px - EDGE, bottom };
        let mut point = point(self.answer, row, (index, 0), hit);
        point.x = self.at(row.rank(self.out_of).unwrap_or_default());
        point.y = if self.has_bar(row) { f64::midpoint(bar.top, bar.bottom) } else { f64::midpoint(top, bottom) };
        scene.points.push(point);
        bottom
    }

    /// Whether a bar or a hatched place is drawn; a percentage that is not given is not drawn either.
    fn has_bar(&self, row: &OutcomesRow) -> bool {
        row.is_missing() || row.rank(self.out_of).is_some()
    }

    fn bar(&self, scene: &mut Scene, row: &OutcomesRow, room: Rect) {
        let Some(share) = row.rank(self.out_of).filter(|_| row.gap.is_none()) else {
            scene.under.push(Mark::Area { rect: room, role: Role::MissingPlace });
            scene.under.push(outline(&room));
            return;
        };
        let rect = Rect { right: self.at(share), ..room };
        let role = match row.chosen {
            Some(series) => Role::SeriesBar(series),
            None if row.is_reference => Role::Reference,
            None => Role::Bar,
        };
        if row.few_charged() && !row.is_reference {
            scene.under.push(outlined(&rect, row.chosen.map_or(Role::Axis, Role::Series)));
        } else {
            scene.under.push(Mark::Area { rect, role });
        }
        // A baseline shows where a bar without length stands.
        scene.under.push(Mark::Line {
            from: (room.left, room.top - 2.0),
            to: (room.left, room.bottom + 2.0),
            role: Role::Axis,
        });
        if !self.beside && !row.is_reference {
            self.line(scene, room.top - 2.0, room.bottom + 2.0);
        }
    }

    /// The line of England and Wales through all bars beneath its own.
    fn line_through(&self, scene: &mut Scene) {
        let drawn = self.answer.rows.iter().filter(|row| row.rank(self.out_of).is_some()).count();
        let top = scene.plot.top + ROW_HEIGHT / 2.0 + BAR / 2.0;
        self.line(scene, top, scene.plot.top + ROW_HEIGHT * drawn as f64);
    }

    fn line(&self, scene: &mut Scene, from: f64, to: f64) {
        let reference = self.answer.rows.iter().find(|row| row.is_reference);
        if let Some(share) = reference.and_then(|row| row.rank(self.out_of)) {
            let x = self.at(share);
            scene.over.push(Mark::Line { from: (x, from), to: (x, to), role: Role::Reference });
        }
    }

    /// Where a share in percent ends; all bars begin at nothing.
    fn at(&self, share: f64) -> f64 {
        let part = if self.highest > 0.0 { share / self.highest } else { 0.0 };
        self.left + part * (self.right - self.left)
    }
}
