//! All forces side by side, in the picture that fits how they are compared.

use crate::scale::within;
use crate::scene::{Anchor, Mark, Moves, Rect, Role, Run, Scene};
use crate::text::wrap;
use crate::{bars, dumbbell, multiples};
use dataset::Dataset;
use query::{Compare, Comparison};

/// Widths that can be laid out; others are taken as the nearest.
const WIDTHS: (f64, f64) = (280.0, 2000.0);
/// Size of the font of the sentence in place of a chart.
const SIZE: f64 = 15.0;
const LINE_HEIGHT: f64 = 22.0;
/// A line of text that is longer is hard to read.
const WIDEST_TEXT: f64 = 620.0;

/// Lays out the comparison, `width_px` wide: 280 to 2000 CSS pixels. One that is refused says why.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let json = std::fs::read_to_string("../../data/recorded.json")?;
/// let dataset = dataset::Dataset::from_json(&json)?;
/// let address = "?view=compare&area=W15000001&measure=rate&at=2022-04~2023-03";
/// let query = query::Query::read_address(address, &dataset).query;
/// let scene = chart::compare(&query::Comparison::to(&query, &dataset), &dataset, 800.0);
/// assert_eq!(scene.points[1].tooltip.heading, "Cleveland, year ending March 2023");
/// assert!(scene.points[11].name.ends_with("(1,895 offences), rank 11 of 42"));
/// # Ok(()) }
/// ```
pub fn compare(comparison: &Comparison, dataset: &Dataset, width_px: f64) -> Scene {
    let width = if width_px.is_finite() { within(width_px, WIDTHS.0, WIDTHS.1) } else { WIDTHS.0 };
    let mut scene = Scene {
        width_px: width,
        height_px: 0.0,
        title: comparison.caption.title.clone(),
        description: comparison.caption.description.clone(),
        plot: Rect { left: 0.0, top: 0.0, right: width, bottom: 0.0 },
        under: Vec::new(),
        moves: Moves::Rows,
        points: Vec::new(),
        over: Vec::new(),
    };
    match (&comparison.refused, comparison.query.options.compare) {
        (Some(refused), _) => explain(&mut scene, refused),
        (None, Compare::Rank) => bars::fill(&mut scene, comparison, dataset),
        (None, Compare::Change) => dumbbell::fill(&mut scene, comparison, dataset),
        (None, Compare::Each) => multiples::fill(&mut scene, comparison, dataset),
    }
    scene
}

/// The sentence in place of a chart.
fn explain(scene: &mut Scene, sentence: &str) {
    let width = (scene.width_px - 32.0).min(WIDEST_TEXT);
    let lines = wrap(sentence, width, SIZE, false);
    scene.height_px = LINE_HEIGHT * lines.len() as f64 + 48.0;
    scene.plot.bottom = scene.height_px;
    for (index, line) in lines.into_iter().enumerate() {
        let at = (16.0, 24.0 + LINE_HEIGHT * (index as f64 + 0.7));
        scene.over.push(Mark::text(at, Anchor::Start, Run::plain(line, Role::Empty), SIZE));
    }
}
