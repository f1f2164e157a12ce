//! Text without a browser: widths and wrapping.

/// Widths of the characters from space to `~` in hundredths of the font's size, in DejaVu Sans: the
/// widest of the fonts that systems use for their pages, so that no text takes more room than thought.
const REGULAR: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69,
    62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64,
    60, 82, 60, 60, 53, 64, 34, 64, 84,
];
/// The same in bold.
const BOLD: [u8; 95] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40,
    84, 84, 84, 59, 100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84, 86, 74, 86, 78, 73, 69, 82, 78, 111,
    78, 73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60,
    48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
];
/// For every other character: as wide as a minus or an arrow.
const OTHER: u8 = 84;

/// Width in pixels that a text takes at most at a font size in pixels.
///
/// ```
/// assert!(chart::text_width_px("North Wales", 13.0, true) > chart::text_width_px("North Wales", 13.0, false));
/// assert_eq!(chart::text_width_px("", 13.0, false), 0.0);
/// ```
pub fn text_width_px(text: &str, size_px: f64, bold: bool) -> f64 {
    let widths = if bold { &BOLD } else { &REGULAR };
    let of = |character: char| {
        let index = (character as usize).checked_sub(32);
        index.and_then(|index| widths.get(index)).copied().unwrap_or(OTHER)
    };
    text.chars().map(|character| f64::from(of(character))).sum::<f64>() * size_px / 100.0
}

/// Breaks a text at its spaces into lines no wider than `width_px`. A word that is wider stands alone.
pub(crate) fn wrap(text: &str, width_px: f64, size_px: f64, bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if let Some(line) = lines.last_mut() {
            let together = text_width_px(line, size_px, bold)
                + text_width_px(" ", size_px, bold)
                + text_width_px(word, size_px, bold);
            if together <= width_px {
                line.push(' ');
                line.push_str(word);
                continue;
            }
        }
        lines.push(word.to_owned());
    }
    lines
}

/// Width of the widest line.
pub(crate) fn widest(lines: &[String], size_px: f64, bold: bool) -> f64 {
    lines.iter().map(|line| text_width_px(line, size_px, bold)).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_long_as_fits() {
        let text = "ex-partner cases count as stalking; not comparable with earlier years";
        let lines = wrap(text, 160.0, 12.0, false);
        assert_eq!(lines.join(" "), text);
        assert!(widest(&lines, 12.0, false) <= 160.0);
        assert_eq!(wrap("", 10.0, 12.0, false), Vec::<String>::new());
        assert_eq!(wrap("incomparable figures", 1.0, 12.0, false), ["incomparable", "figures"]);
    }

    #[test]
    fn a_capital_starts_a_label() {
        assert_eq!(query::words::capitalised("not supplied"), "Not supplied");
        assert_eq!(query::words::capitalised(""), "");
    }
}
