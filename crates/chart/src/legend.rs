//! The legend of the map: a small histogram, a bar for each class and one for the forces without a figure.

use crate::map::class_role;
use crate::scene::{Anchor, Mark, Rect, Role, Run};
use crate::text::{text_width_px, wrap};
use query::{Places, words};

const SIZE: f64 = 12.0;
/// Height of the font of the bounds where the usual one is too wide.
const SMALL: f64 = 11.0;
const LINE_HEIGHT: f64 = 15.0;
/// Height of the bar of the class with the most forces.
const BAR: f64 = 46.0;
/// Height of the strip that shows the colour of a class, empty ones too.
const STRIP: f64 = 6.0;
/// Room between a bar and its strip.
const ABOVE_STRIP: f64 = 3.0;
/// Widest column.
const WIDEST: f64 = 58.0;
/// Room between two bars.
const BETWEEN: f64 = 4.0;
/// Room between falls and rises.
const BREAK: f64 = 12.0;

/// A column of the legend.
struct Column {
    role: Role,
    count: usize,
    /// Lowest and highest value, or what it is in two words.
    words: (String, String),
    /// Whether the words are bounds, or one value.
    is_range: bool,
    /// Room before it.
    gap: f64,
}

/// The legend from its top left corner, and the bottom of its lowest line.
pub(crate) fn legend(places: &Places, left: f64, top: f64, width: f64) -> (Vec<Mark>, f64) {
    let mut marks = Vec::new();
    let mut y = top;
    let mut write = |text: &str, bold: bool, marks: &mut Vec<Mark>| {
        for line in wrap(text, width, SIZE, bold) {
            y += LINE_HEIGHT;
            let run = if bold { Run::bold(line, Role::Name) } else { Run::plain(line, Role::Quiet) };
            marks.push(Mark::text((left, y - 3.5), Anchor::Start, run, SIZE));
        }
        y
    };
    write(places.unit(), true, &mut marks);
    let baseline = write("Number of forces in each class", false, &mut marks) + LINE_HEIGHT + BAR + 4.0;
    let columns = columns(places);
    let (mut gaps, mut most, mut widest) = (0.0, 1, 0.0_f64);
    for Column { gap, count, words: (from, to), .. } in &columns {
        gaps += gap;
        most = most.max(*count);
        widest = widest.max(text_width_px(from, SIZE, false)).max(text_width_px(to, SIZE, false));
    }
    let most = most as f64;
    let column_width = ((width - gaps) / columns.len().max(1) as f64).min(WIDEST);
    let room = column_width - BETWEEN;
    let size = if widest <= room { SIZE } else { SMALL };
    let mut lowest = baseline;
    let mut x = left;
    for column in &columns {
        x += column.gap;
        let (right, middle) = (x + room, x + room / 2.0);
        let height = BAR * column.count as f64 / most;
        let count = Run::plain(count(column), Role::Name);
        marks.push(Mark::text((middle, baseline - height - 4.0), Anchor::Middle, count, SIZE));
        if column.count > 0 {
            marks.push(block(Rect { left: x, top: baseline - height, right, bottom: baseline }, column.role));
        }
        let strip = Rect { left: x, top: baseline + ABOVE_STRIP, right, bottom: baseline + ABOVE_STRIP + STRIP };
        marks.push(block(strip, column.role));
        for (index, line) in lines(column, room, size).into_iter().enumerate() {
            let y = baseline + ABOVE_STRIP + STRIP + LINE_HEIGHT * (index + 1) as f64 - 1.0;
            lowest = lowest.max(y + 4.0);
            marks.push(Mark::text((middle, y), Anchor::Middle, Run::plain(line, Role::Name), size));
        }
        x += column_width;
    }
    (marks, lowest)
}

fn columns(places: &Places) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (index, class) in places.classes.iter().enumerate() {
        let words = places.bounds(index).unwrap_or_default();
        let gap = if places.first_rise == Some(index) { BREAK } else { 0.0 };
        let is_range = words.0 != words.1;
        columns.push(Column { role: class_role(places, index), count: class.count, words, is_range, gap });
    }
    if places.missing > 0 {
        let gap = if columns.is_empty() { 0.0 } else { BREAK };
        let words = ("no".to_owned(), "figure".to_owned());
        columns.push(Column { role: Role::MissingPlace, count: places.missing, words, is_range: false, gap });
    }
    columns
}

fn count(column: &Column) -> String {
    words::whole(i64::try_from(column.count).unwrap_or(i64::MAX))
}

/// `0.52 to` over `1.10`; with the “to” on a line of its own where that is too wide; a value alone on one line.
fn lines(column: &Column, room: f64, size: f64) -> Vec<String> {
    let (from, to) = &column.words;
    if !column.is_range {
        return if from == to { vec![from.clone()] } else { vec![from.clone(), to.clone()] };
    }
    let first = [from, " to"].concat();
    if text_width_px(&first, size, false) <= room {
        vec![first, to.clone()]
    } else {
        vec![from.clone(), "to".to_owned(), to.clone()]
    }
}

fn block(rect: Rect, role: Role) -> Mark {
    Mark::Shape { rings: vec![rect.corners()], role, line: Some(Role::Coast) }
}
