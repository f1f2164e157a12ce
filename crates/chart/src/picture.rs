//! A picture that leaves the page, with everything that must go with it: title, measure and period, notes, source.

use crate::scene::{Anchor, Mark, Moves, Rect, Role, Run, Scene};
use crate::svg;
use crate::text::{text_width_px, wrap};

/// Width of a picture below which its letters and margins are those of a narrow one.
const NARROW_PX: f64 = 800.0;
/// Room between the title and the scene, and between the scene and the notes.
const GAP: f64 = 14.0;

/// The words around a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Framing {
    /// What is shown.
    pub title: String,
    /// Measure and period.
    pub subtitle: String,
    /// What must be known to read it, each with the number that stands for it in the picture, if one does.
    pub notes: Vec<(Option<usize>, String)>,
    /// Where the figures and the picture come from.
    pub source: Vec<String>,
}

/// Draws a picture as an SVG file that stands alone, white, `width_px` wide and as high as it needs: `draw` lays out
/// the scene for the width that the margins leave.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let json = std::fs::read_to_string("../../data/recorded.json")?;
/// # let dataset = dataset::Dataset::from_json(&json)?;
/// let answer = query::Answer::to(&query::Query::read_address("?area=W15000001", &dataset).query, &dataset);
/// let framing = chart::Framing { title: answer.title.clone(), ..Default::default() };
/// let svg = chart::picture(&|width| chart::line_chart(&answer, &dataset, width), &framing, 1200.0);
/// assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\""));
/// assert!(svg.contains(">Stalking recorded by North Wales Police</text>"));
/// # Ok(()) }
/// ```
pub fn picture(draw: &dyn Fn(f64) -> Scene, framing: &Framing, width_px: f64) -> String {
    let narrow = width_px < NARROW_PX;
    let margin = if narrow { 16.0 } else { 28.0 };
    let scene = draw(width_px - 2.0 * margin);
    let mut column = Column { marks: Vec::new(), left: margin, width: width_px - 2.0 * margin, y: margin };
    column.text(&framing.title, if narrow { 19.0 } else { 26.0 }, Role::Name, true);
    column.text(&framing.subtitle, if narrow { 14.0 } else { 17.0 }, Role::AxisLabel, false);
    let top = column.y + GAP;
    column.y = top + scene.height_px + GAP;
    let size = if narrow { 12.0 } else { 13.0 };
    for (number, note) in &framing.notes {
        match number {
            Some(number) => column.numbered(*number, note, size),
            None => column.text(note, size, Role::AxisLabel, false),
        }
    }
    column.y += GAP / 2.0;
    for line in &framing.source {
        column.text(line, size, Role::Name, false);
    }
    let frame = Scene {
        width_px,
        height_px: (column.y + margin / 2.0).ceil(),
        title: framing.title.clone(),
        description: scene.description.clone(),
        plot: Rect { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 },
        under: column.marks,
        moves: Moves::Curves,
        points: Vec::new(),
        over: Vec::new(),
    };
    svg::framed(&frame, &scene, (margin, top), "picture-")
}

/// Lines of text, one below the other.
struct Column {
    marks: Vec<Mark>,
    left: f64,
    width: f64,
    /// Where the next line begins.
    y: f64,
}

impl Column {
    fn text(&mut self, text: &str, size: f64, role: Role, bold: bool) {
        self.lines(text, size, role, bold, 0.0);
        self.y += size * 0.25;
    }

    /// A note after the disc that stands for it in the picture.
    fn numbered(&mut self, number: usize, text: &str, size: f64) {
        const RADIUS: f64 = 9.0;
        let at = (self.left + RADIUS, self.y + size * 0.7);
        self.marks.push(Mark::Disc { at, radius: RADIUS, number });
        self.lines(text, size, Role::AxisLabel, false, 2.0 * RADIUS + 6.0);
        self.y += size * 0.5;
    }

    fn lines(&mut self, text: &str, size: f64, role: Role, bold: bool, indent: f64) {
        for line in fitting(text, self.width - indent, size, bold) {
            self.y += size;
            let run = Run { text: line, role, bold };
            self.marks.push(Mark::text((self.left + indent, self.y), Anchor::Start, run, size));
            self.y += size * 0.35;
        }
    }
}

/// Lines that all fit: a word that is wider than the room, such as an address, is cut where it must be.
fn fitting(text: &str, width: f64, size: f64, bold: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for line in wrap(text, width, size, bold) {
        let mut piece = String::new();
        let mut taken = 0.0;
        for letter in line.chars() {
            let wide = text_width_px(letter.encode_utf8(&mut [0; 4]), size, bold);
            if taken + wide > width && !piece.is_empty() {
                lines.push(std::mem::take(&mut piece));
                taken = 0.0;
            }
            piece.push(letter);
            taken += wide;
        }
        lines.push(piece);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_cut_and_nothing_is_lost() {
        let address = "https://example.org/on-record/?area=W15000001~E23000001~K04000001~BTP&view=compare".repeat(4);
        let lines = fitting(&address, 300.0, 12.0, false);
        assert!(lines.len() > 4);
        assert!(lines.iter().all(|line| text_width_px(line, 12.0, false) <= 300.0));
        assert_eq!(lines.concat(), address);
        assert_eq!(fitting("one two", 300.0, 12.0, false), ["one two"]);
        assert_eq!(fitting("", 300.0, 12.0, false), Vec::<String>::new());
    }
}
