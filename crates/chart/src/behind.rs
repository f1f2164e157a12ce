//! The lines behind the chosen ones in their own units, for a page that stands without a program: it writes them once
//! and leaves it to the browser to scale them to each width. A test holds them against those of the line chart.

use crate::curve::stretches;
use crate::line::value_ends;
use query::{Answer, Cell};

/// A line in runs without a gap: positions of periods in the answer, and values in the unit of its measure.
pub type Runs = Vec<Vec<(usize, f64)>>;

/// What a line chart draws behind the chosen areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Behind {
    /// A line for each force that was not chosen. They may leave the plot, which cuts them off.
    pub lines: Vec<Runs>,
    /// How many periods share the width of the plot; each line's point is in the middle of its own.
    pub periods: usize,
    /// Values at the bottom and the top of the plot.
    pub ends: (f64, f64),
}

/// The lines behind those of the chosen areas, in a line chart `width_px` wide.
pub fn behind(answer: &Answer, width_px: f64) -> Behind {
    let lines = answer.context.iter().map(|series| {
        let value = |index: usize| series.cells.get(index).and_then(Cell::number).map(|value| (index, value));
        let run = |first: usize, last: usize| (first..=last).filter_map(value).collect::<Vec<_>>();
        let runs = stretches(answer, series).into_iter().map(|stretch| run(stretch.first, stretch.last));
        // The chart draws no line of one point.
        runs.filter(|run| run.len() > 1).collect()
    });
    Behind {
        lines: lines.filter(|runs: &Runs| !runs.is_empty()).collect(),
        periods: answer.periods.len(),
        ends: value_ends(answer, width_px),
    }
}
