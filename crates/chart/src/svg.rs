//! The one renderer: writes a Scene as SVG and decides nothing.

use crate::paint::{Colour, HATCH_SPACING, Stroke, fill, stroke};
use crate::scale::within;
use crate::scene::{Anchor, Body, Mark, PointMark, Role, Run, Scene, Shape};

/// Where the SVG goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Into the page: colours are CSS custom properties, and points can be reached and pointed at.
    Live,
    /// Into a file: complete in itself, in the light colours.
    File,
}

/// Fonts of a picture that stands alone; in the page, the page decides.
const FONTS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/// Fonts of a picture that is taken elsewhere: faces with the same widths of letters on every system, so that it looks
/// the same there. It is laid out for wider ones ([`crate::text_width_px`]), so that nothing is cut off without them.
const PICTURE_FONTS: &str = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif";

/// Writes the scene. `id_prefix` starts every id in it, so that two pictures on a page do not collide.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let json = std::fs::read_to_string("../../data/recorded.json")?;
/// # let dataset = dataset::Dataset::from_json(&json)?;
/// # let query = query::Query::read_address("?area=W15000001&by=year", &dataset).query;
/// let scene = chart::line_chart(&query::Answer::to(&query, &dataset), &dataset, 800.0);
/// let file = chart::svg(&scene, chart::Target::File, "a-");
/// assert!(file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
/// let live = chart::svg(&scene, chart::Target::Live, "a-");
/// assert!(live.contains("var(--series-1)") && live.contains("data-point=\"0\""));
/// # Ok(()) }
/// ```
pub fn svg(scene: &Scene, target: Target, id_prefix: &str) -> String {
    let mut writer = Writer { out: String::with_capacity(32 * 1024), target, id_prefix };
    writer.scene(scene);
    writer.out
}

/// Writes a scene within another one that frames it, as a file.
pub(crate) fn framed(frame: &Scene, scene: &Scene, at: (f64, f64), id_prefix: &str) -> String {
    let mut writer = Writer { out: String::with_capacity(48 * 1024), target: Target::File, id_prefix };
    writer.framed(frame, scene, at);
    writer.out
}

/// The marker of the series at this position, alone, for the page: 14 pixels square.
pub fn swatch(series: usize) -> String {
    let mut writer = Writer { out: String::new(), target: Target::Live, id_prefix: "" };
    writer.put("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"14\" height=\"14\">");
    writer.marker((7.0, 7.0), 5.0, Shape::of(series), series, false);
    writer.put("</svg>");
    writer.out
}

struct Writer<'a> {
    out: String,
    target: Target,
    id_prefix: &'a str,
}

impl Writer<'_> {
    fn scene(&mut self, scene: &Scene) {
        self.open(scene, FONTS);
        self.content(scene);
        self.line("</svg>\n");
    }

    /// A scene within another one, its top left corner at a position.
    fn framed(&mut self, frame: &Scene, scene: &Scene, at: (f64, f64)) {
        self.open(frame, PICTURE_FONTS);
        self.content(frame);
        self.line("<g transform=\"translate(");
        self.put_number(at.0);
        self.put(" ");
        self.put_number(at.1);
        self.put(")\">");
        self.content(scene);
        self.line("</g>\n</svg>\n");
    }

    fn open(&mut self, scene: &Scene, fonts: &str) {
        self.put("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        self.number("width", scene.width_px);
        self.number("height", scene.height_px);
        self.put(" viewBox=\"0 0 ");
        self.put_number(scene.width_px);
        self.put(" ");
        self.put_number(scene.height_px);
        self.put("\"");
        if self.target == Target::Live {
            self.put(" class=\"chart\" role=\"group\"");
            self.text_attribute("aria-label", &scene.title);
            self.put(">");
        } else {
            self.put(" role=\"img\"");
            self.text_attribute("font-family", fonts);
            self.put(">\n<title>");
            self.put_escaped(&scene.title);
            self.put("</title>\n<desc>");
            self.put_escaped(&scene.description);
            self.put("</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        }
    }

    fn content(&mut self, scene: &Scene) {
        if scene.marks().any(|mark| matches!(mark, Mark::Area { role: Role::Missing, .. })) {
            self.hatch(Role::Missing);
        }
        let is_place = |point: &PointMark| matches!(point.body, Body::Place { role: Role::MissingPlace, .. });
        let is_mark = |mark: &Mark| {
            matches!(mark, Mark::Area { role: Role::MissingPlace, .. } | Mark::Shape { role: Role::MissingPlace, .. })
        };
        if scene.points.iter().any(is_place) || scene.marks().any(is_mark) {
            self.hatch(Role::MissingPlace);
        }
        self.layer("under", &scene.under);
        self.line("<g class=\"points\">");
        for (position, point) in scene.points.iter().enumerate() {
            if self.target == Target::Live {
                self.live_point(position, point);
            } else {
                self.body(point, "");
            }
        }
        self.line("</g>");
        self.layer("over", &scene.over);
    }

    fn layer(&mut self, class: &str, marks: &[Mark]) {
        self.line("<g class=\"");
        self.put(class);
        self.put(if self.target == Target::Live { "\" aria-hidden=\"true\" pointer-events=\"none\">" } else { "\">" });
        for mark in marks {
            self.mark(mark);
        }
        self.line("</g>");
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line { from, to, role } => {
                self.line("<line");
                self.number("x1", from.0);
                self.number("y1", from.1);
                self.number("x2", to.0);
                self.number("y2", to.1);
                self.stroke(stroke(*role));
                self.put("/>");
            }
            Mark::Path { runs, role } => {
                self.line("<path d=\"");
                for run in runs {
                    self.run(run);
                }
                self.put("\" fill=\"none\" stroke-linejoin=\"round\"");
                self.stroke(stroke(*role));
                self.put("/>");
            }
            Mark::Area { rect, role } => {
                self.line("<rect");
                self.number("x", rect.left);
                self.number("y", rect.top);
                self.number("width", rect.width());
                self.number("height", rect.height());
                self.fill(*role);
                self.put("/>");
            }
            Mark::Shape { rings, role, line } => {
                self.shape(rings, "");
                self.fill(*role);
                if let Some(line) = line {
                    self.stroke(stroke(*line));
                }
                self.put("/>");
            }
            Mark::Disc { at, radius, number } => self.disc(*at, *radius, *number),
            Mark::Marker { at, radius, series } => self.marker(*at, *radius, Shape::of(*series), *series, false),
            Mark::Text { at, anchor, runs, size, halo, upright } => {
                self.text(*at, *anchor, runs, *size, *halo, *upright);
            }
        }
    }

    fn run(&mut self, run: &[(f64, f64)]) {
        for (index, (x, y)) in run.iter().enumerate() {
            self.put(if index == 0 { "M" } else { "L" });
            self.put_number(*x);
            self.put(",");
            self.put_number(*y);
        }
    }

    fn disc(&mut self, at: (f64, f64), radius: f64, number: usize) {
        self.line("<circle");
        self.number("cx", at.0);
        self.number("cy", at.1);
        self.number("r", radius);
        self.colour("fill", Colour::Ink);
        self.put("/>");
        self.line("<text");
        self.number("x", at.0);
        self.number("y", at.1 + 4.3);
        self.put(" text-anchor=\"middle\" font-size=\"12\" font-weight=\"700\"");
        self.colour("fill", Colour::Page);
        self.put(">");
        self.put_number(number as f64);
        self.put("</text>");
    }

    fn text(&mut self, at: (f64, f64), anchor: Anchor, runs: &[Run], size: f64, halo: bool, upright: bool) {
        let Some((first, rest)) = runs.split_first() else { return };
        self.line("<text");
        self.number("x", at.0);
        self.number("y", at.1);
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.put(" text-anchor=\"middle\""),
            Anchor::End => self.put(" text-anchor=\"end\""),
        }
        self.number("font-size", size);
        self.style(first);
        if halo {
            self.put(" paint-order=\"stroke\" stroke-width=\"4\" stroke-linejoin=\"round\"");
            self.colour("stroke", Colour::Page);
        }
        if upright {
            self.put(" transform=\"rotate(-90 ");
            self.put_number(at.0);
            self.put(" ");
            self.put_number(at.1);
            self.put(")\"");
        }
        self.put(">");
        self.put_escaped(&first.text);
        for run in rest {
            self.put("<tspan");
            self.style(run);
            if !run.bold && first.bold {
                self.put(" font-weight=\"400\"");
            }
            self.put(">");
            self.put_escaped(&run.text);
            self.put("</tspan>");
        }
        self.put("</text>");
    }

    fn style(&mut self, run: &Run) {
        if run.bold {
            self.put(" font-weight=\"700\"");
        }
        self.colour("fill", fill(run.role));
    }

    fn live_point(&mut self, position: usize, point: &PointMark) {
        self.line("<g class=\"point");
        if point.missing {
            self.put(" is-missing");
        }
        self.put("\" role=\"img\" tabindex=\"");
        self.put(if position == 0 { "0" } else { "-1" });
        self.put("\"");
        self.number("data-point", position as f64);
        self.text_attribute("aria-label", &point.name);
        self.put(">");
        if matches!(point.body, Body::Place { .. }) {
            self.body(point, " class=\"hit\"");
        } else {
            self.put("<rect class=\"hit\" fill=\"transparent\"");
            self.number("x", point.hit.left);
            self.number("y", point.hit.top);
            self.number("width", point.hit.width());
            self.number("height", point.hit.height());
            self.put("/>");
            self.body(point, "");
        }
        self.put("</g>");
    }

    /// What is drawn for the point; `attributes` are those of a place.
    fn body(&mut self, point: &PointMark, attributes: &str) {
        match &point.body {
            Body::Marker { shape, radius, hollow } if !point.missing => {
                self.marker((point.x, point.y), *radius, *shape, point.series, *hollow);
            }
            Body::Place { rings, role } => {
                self.shape(rings, attributes);
                self.fill(*role);
                self.stroke(stroke(Role::Border));
                self.put("/>");
            }
            _ => {}
        }
    }

    /// The start of a path of closed rings.
    fn shape(&mut self, rings: &[Vec<(f64, f64)>], attributes: &str) {
        self.line("<path");
        self.put(attributes);
        self.put(" fill-rule=\"evenodd\" stroke-linejoin=\"round\" d=\"");
        for ring in rings {
            self.run(ring);
            self.put("Z");
        }
        self.put("\"");
    }

    fn fill(&mut self, role: Role) {
        match hatch_of(role) {
            Some(name) => {
                self.put(" fill=\"url(#");
                self.put_escaped(self.id_prefix);
                self.put(name);
                self.put(")\"");
            }
            None => self.colour("fill", fill(role)),
        }
    }

    fn marker(&mut self, at: (f64, f64), r: f64, shape: Shape, series: usize, hollow: bool) {
        self.line("");
        let (x, y) = at;
        if shape == Shape::Circle {
            self.put("<circle");
            self.number("cx", x);
            self.number("cy", y);
            self.number("r", r);
        } else {
            self.put("<path d=\"");
            for (index, (dx, dy)) in outline(shape).iter().enumerate() {
                self.put(if index == 0 { "M" } else { "L" });
                self.put_number(x + dx * r);
                self.put(",");
                self.put_number(y + dy * r);
            }
            self.put("Z\"");
        }
        self.colour("fill", if hollow { Colour::Page } else { Colour::Series(series) });
        self.colour("stroke", Colour::Series(series));
        self.number("stroke-width", if hollow { 1.5 } else { 0.5 });
        self.put("/>");
    }

    fn hatch(&mut self, role: Role) {
        self.line("<defs><pattern id=\"");
        self.put_escaped(self.id_prefix);
        self.put(hatch_of(role).unwrap_or_default());
        self.put("\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"");
        self.number("width", HATCH_SPACING);
        self.number("height", HATCH_SPACING);
        self.put("><line x1=\"0.5\" y1=\"0\" x2=\"0.5\"");
        self.number("y2", HATCH_SPACING);
        self.stroke(stroke(role));
        self.put("/></pattern></defs>");
    }

    fn stroke(&mut self, stroke: Stroke) {
        self.colour("stroke", stroke.colour);
        self.put(" stroke-width=\"");
        push_number(&mut self.out, stroke.width, 2);
        self.put("\"");
        if !stroke.dashes.is_empty() {
            self.text_attribute("stroke-dasharray", stroke.dashes);
        }
    }

    fn colour(&mut self, name: &str, colour: Colour) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        match self.target {
            Target::Live => {
                let (name, number) = colour.property();
                self.put("var(--");
                self.put(name);
                if number > 0 {
                    self.put_number(number as f64);
                }
                self.put(")");
            }
            Target::File => self.put(colour.literal()),
        }
        self.put("\"");
    }

    fn number(&mut self, name: &str, number: f64) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        self.put_number(number);
        self.put("\"");
    }

    fn text_attribute(&mut self, name: &str, text: &str) {
        self.put(" ");
        self.put(name);
        self.put("=\"");
        self.put_escaped(text);
        self.put("\"");
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Begins a line of markup. A file has a mark on each; in the page, lines would be nodes between the marks.
    fn line(&mut self, text: &str) {
        if self.target == Target::File {
            self.out.push('\n');
        }
        self.out.push_str(text);
    }

    /// In the page a picture is written anew with every choice: places to tenths of a pixel, not hundredths.
    fn put_number(&mut self, number: f64) {
        push_number(&mut self.out, number, if self.target == Target::Live { 1 } else { 2 });
    }

    fn put_escaped(&mut self, text: &str) {
        push_escaped(&mut self.out, text);
    }
}

/// End of the id of the pattern that fills a role, if one does.
fn hatch_of(role: Role) -> Option<&'static str> {
    match role {
        Role::Missing => Some("hatch"),
        Role::MissingPlace => Some("hatch-place"),
        _ => None,
    }
}

/// Corners of a marker whose size is 1; the shapes look equally large.
fn outline(shape: Shape) -> &'static [(f64, f64)] {
    match shape {
        Shape::Circle => &[],
        Shape::Square => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        Shape::Triangle => &[(0.0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
        Shape::Diamond => &[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
        Shape::TriangleDown => &[(0.0, 1.2), (1.15, -0.85), (-1.15, -0.85)],
        Shape::Plus => &[
            (-0.45, -1.25),
            (0.45, -1.25),
            (0.45, -0.45),
            (1.25, -0.45),
            (1.25, 0.45),
            (0.45, 0.45),
            (0.45, 1.25),
            (-0.45, 1.25),
            (-0.45, 0.45),
            (-1.25, 0.45),
            (-1.25, -0.45),
            (-0.45, -0.45),
        ],
    }
}

/// So many decimals, one or two, no zeros at the end, never `-0`; what is no number is written as 0, and what is beyond
/// 20 million as that.
fn push_number(out: &mut String, number: f64, decimals: usize) {
    let unit = if decimals == 1 { 10.0 } else { 100.0 };
    let rounded = if number.is_finite() { within((number * unit).round(), -2e9, 2e9) as i32 } else { 0 };
    if rounded < 0 {
        out.push('-');
    }
    // From the last digit on. By hand, and in 32 bits: a picture has thousands of numbers, `to_string` makes a text of
    // each, and processors divide 64 bits slowly.
    let mut rest = rounded.unsigned_abs();
    let mut digits = [0_u8; 12];
    let mut start = digits.len();
    let mut place = 0;
    while rest > 0 || place <= decimals {
        let digit = (rest % 10) as u8;
        rest /= 10;
        let is_first = start == digits.len();
        if place == decimals && !is_first {
            start -= 1;
            digits[start] = b'.';
        }
        if digit > 0 || !is_first || place >= decimals {
            start -= 1;
            digits[start] = b'0' + digit;
        }
        place += 1;
    }
    out.push_str(std::str::from_utf8(&digits[start..]).unwrap_or_default());
}

/// Whether a byte stands for itself in XML, and belongs to no character that might not.
const fn is_plain(byte: u8) -> bool {
    !matches!(byte, 0..b' ' | b'"' | b'&' | b'\'' | b'<' | b'>' | 0x7f | 0xc2 | 0xef)
}

/// The text as XML: markup characters as entities; control characters, which XML cannot hold, left out.
/// Adds text to markup, fit for an element's content and for a quoted attribute.
pub fn push_escaped(out: &mut String, text: &str) {
    if text.bytes().all(is_plain) {
        return out.push_str(text);
    }
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            character if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {}
            character => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let text = |decimals: usize| {
            move |number: f64| {
                let mut out = String::new();
                push_number(&mut out, number, decimals);
                out
            }
        };
        let numbers = [0.0, -0.0, -0.001, 1.5, 12.0, 3.456, -7.05, 0.1, f64::NAN, f64::INFINITY];
        assert_eq!(numbers.map(text(2)), ["0", "0", "0", "1.5", "12", "3.46", "-7.05", "0.1", "0", "0"]);
        assert_eq!([0.05, 100.0, 1e12, -1e12].map(text(2)), ["0.05", "100", "20000000", "-20000000"]);
        let tenths = [0.04, -0.04, 0.06, -0.25, 12.0, 99.96, -10.5].map(text(1));
        assert_eq!(tenths, ["0", "0", "0.1", "-0.3", "12", "100", "-10.5"]);
    }

    #[test]
    fn markup_is_escaped() {
        let mut out = String::new();
        for text in ["Kent – 1,234", "£5\u{85}", "\u{7f}a", "a\u{ffff}"] {
            push_escaped(&mut out, text);
        }
        assert_eq!(out, "Kent – 1,234£5aa");
        out.clear();
        push_escaped(&mut out, "<b a=\"1\">Avon & Somerset's\u{0}\n</b>");
        assert_eq!(out, "&lt;b a=&quot;1&quot;&gt;Avon &amp; Somerset&#39;s &lt;/b&gt;");
    }
}
