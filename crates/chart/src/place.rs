//! A free place for a label inside the plot, near the end of its curve.

use crate::scene::Rect;

/// What a label must not cover.
#[derive(Debug, Clone, Default)]
pub(crate) struct Obstacles {
    /// Other writing.
    pub(crate) boxes: Vec<Rect>,
    /// Time without figures.
    pub(crate) hatched: Vec<Rect>,
    /// Parts of the chosen curves.
    pub(crate) segments: Vec<((f64, f64), (f64, f64))>,
    /// Vertical lines, by their positions.
    pub(crate) lines: Vec<f64>,
}

/// What each kind of overlap costs, in pixels of distance that a label would rather move away.
const ON_WRITING: f64 = 100_000.0;
const ON_LINE: f64 = 45.0;
const ON_CURVE: f64 = 40.0;
const ON_HATCHING: f64 = 12.0;
/// A label stands above the end of its curve rather than below or beside it.
const NOT_ABOVE: f64 = 6.0;
/// Each later size is that much less welcome than the one before.
const OTHER_SIZE: f64 = 5.0;
/// Room between a label and what it stands beside.
const GAP: f64 = 6.0;
/// Heights that are tried lie so far apart.
const STEP: f64 = 3.0;

/// The best size (width and height) and place for a label of the point `at`, inside `room`.
pub(crate) fn place(sizes: &[(f64, f64)], at: (f64, f64), room: &Rect, obstacles: &Obstacles) -> (usize, Rect) {
    let mut best: Option<(f64, usize, Rect)> = None;
    for (size, (width, height)) in sizes.iter().enumerate() {
        // What is larger than the room is taken only where nothing else is to be had.
        let too_large = if *width > room.width() || *height > room.height() { ON_WRITING } else { 0.0 };
        let (width, height) = (width.min(room.width()), height.min(room.height()));
        let extra = OTHER_SIZE * size as f64 + too_large;
        for left in lefts(width, at, room, obstacles) {
            for step in 0..=((room.height() - height) / STEP) as usize {
                let top = room.top + STEP * step as f64;
                let rect = Rect { left, top, right: left + width, bottom: top + height };
                let limit = best.as_ref().map_or(f64::MAX, |best| best.0);
                let cost = extra + cost(&rect, at, obstacles, limit - extra);
                if cost < limit {
                    best = Some((cost, size, rect));
                }
            }
        }
    }
    best.map_or((0, *room), |(_, size, rect)| (size, rect))
}

/// Left edges worth a try: around the point, at the edges of the room, and beside the lines that stand
/// like walls in it.
fn lefts(width: f64, at: (f64, f64), room: &Rect, obstacles: &Obstacles) -> Vec<f64> {
    let mut lefts =
        vec![at.0 - width + GAP, at.0 - width / 2.0, at.0 - GAP, at.0 + 2.0 * GAP, at.0 - width - 2.0 * GAP];
    lefts.push(room.left);
    lefts.push(room.right - width);
    for x in &obstacles.lines {
        lefts.push(x + GAP);
        lefts.push(x - GAP - width);
    }
    for left in &mut lefts {
        *left = left.min(room.right - width).max(room.left);
    }
    lefts
}

/// What a place costs; once it is above `limit`, the rest is not counted.
fn cost(rect: &Rect, at: (f64, f64), obstacles: &Obstacles, limit: f64) -> f64 {
    let mut cost = distance(rect, at);
    if rect.bottom > at.1 {
        cost += NOT_ABOVE;
    }
    if cost >= limit {
        return cost;
    }
    let near = rect.grown(3.0);
    cost += ON_WRITING * obstacles.boxes.iter().filter(|other| other.overlaps(&near)).count() as f64;
    cost += ON_LINE * obstacles.lines.iter().filter(|x| **x > rect.left - 2.0 && **x < rect.right + 2.0).count() as f64;
    cost += ON_HATCHING * obstacles.hatched.iter().filter(|other| other.overlaps(rect)).count() as f64;
    if cost >= limit {
        return cost;
    }
    for (from, to) in &obstacles.segments {
        if crosses(&near, *from, *to) {
            cost += ON_CURVE;
            if cost >= limit {
                break;
            }
        }
    }
    cost
}

/// From a point to the nearest part of a rectangle.
fn distance(rect: &Rect, at: (f64, f64)) -> f64 {
    let (x, y) = (at.0.max(rect.left).min(rect.right), at.1.max(rect.top).min(rect.bottom));
    (x - at.0).hypot(y - at.1)
}

/// Whether a segment touches a rectangle: it is cut off at each side, and something must remain.
fn crosses(rect: &Rect, from: (f64, f64), to: (f64, f64)) -> bool {
    // Most are far away, and thousands are asked of.
    if from.0 > rect.right && to.0 > rect.right
        || from.0 < rect.left && to.0 < rect.left
        || from.1 > rect.bottom && to.1 > rect.bottom
        || from.1 < rect.top && to.1 < rect.top
    {
        return false;
    }
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut start, mut end) = (0.0_f64, 1.0_f64);
    for (speed, room) in
        [(-dx, from.0 - rect.left), (dx, rect.right - from.0), (-dy, from.1 - rect.top), (dy, rect.bottom - from.1)]
    {
        if speed == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if speed < 0.0 {
            start = start.max(room / speed);
        } else {
            end = end.min(room / speed);
        }
    }
    start <= end
}

/// Moves boxes of these wanted tops and heights apart, as little as possible, within `top` and `bottom`.
/// The boxes are in the order of their wanted tops; so are the answers.
pub(crate) fn spread(wanted: &[(f64, f64)], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    /// Boxes that touch and move as one.
    struct Block {
        boxes: usize,
        height: f64,
        /// Sum over the boxes of where the block would start if each stood where it wants.
        starts: f64,
        top: f64,
    }
    let settle = |block: &mut Block| {
        block.top = (block.starts / block.boxes as f64).min(bottom - block.height).max(top);
    };
    let mut blocks: Vec<Block> = Vec::new();
    for (wanted_top, height) in wanted {
        let mut block = Block { boxes: 1, height: *height, starts: *wanted_top, top: 0.0 };
        settle(&mut block);
        while let Some(above) = blocks.pop_if(|above| above.top + above.height + gap > block.top) {
            let offset = above.height + gap;
            block = Block {
                boxes: above.boxes + block.boxes,
                height: offset + block.height,
                starts: above.starts + block.starts - offset * block.boxes as f64,
                top: 0.0,
            };
            settle(&mut block);
        }
        blocks.push(block);
    }
    let mut tops = Vec::with_capacity(wanted.len());
    for block in blocks {
        let mut next = block.top;
        for _ in 0..block.boxes {
            let height = wanted.get(tops.len()).map_or(0.0, |wanted| wanted.1);
            tops.push(next);
            next += height + gap;
        }
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_move_apart_and_stay_inside() {
        assert_eq!(spread(&[(10.0, 10.0), (40.0, 10.0)], 2.0, 0.0, 100.0), [10.0, 40.0]);
        assert_eq!(spread(&[(40.0, 10.0), (40.0, 10.0)], 2.0, 0.0, 100.0), [34.0, 46.0]);
        assert_eq!(spread(&[(95.0, 10.0), (99.0, 10.0)], 2.0, 0.0, 100.0), [78.0, 90.0]);
        assert_eq!(spread(&[(-5.0, 10.0), (0.0, 10.0), (1.0, 10.0)], 0.0, 0.0, 100.0), [0.0, 10.0, 20.0]);
    }

    #[test]
    fn a_label_avoids_a_curve() {
        let room = Rect { left: 0.0, top: 0.0, right: 200.0, bottom: 100.0 };
        let obstacles = Obstacles { segments: vec![((0.0, 40.0), (150.0, 50.0))], ..Obstacles::default() };
        let (size, rect) = place(&[(60.0, 15.0), (40.0, 30.0)], (150.0, 50.0), &room, &obstacles);
        assert_eq!(size, 0);
        assert!(!crosses(&rect, (0.0, 40.0), (150.0, 50.0)), "{rect:?}");
        assert!(distance(&rect, (150.0, 50.0)) < 20.0, "{rect:?}");
    }
}
