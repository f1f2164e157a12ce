//! Lines cut off at the top and the bottom of the plot, where they leave it.

use crate::scale::within;

/// The parts of a line that lie between two heights (`top` is the smaller number), as runs of two points
/// or more. Cutting here rather than in the renderer keeps every coordinate inside the picture.
pub(crate) fn clip(line: &[(f64, f64)], top: f64, bottom: f64) -> Vec<Vec<(f64, f64)>> {
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut open = false;
    for pair in line.windows(2) {
        let &[from, to] = pair else { continue };
        let Some((start, end)) = inside(from, to, top, bottom) else {
            open = false;
            continue;
        };
        match runs.last_mut() {
            Some(run) if open && start == from => run.push(end),
            _ => runs.push(vec![start, end]),
        }
        open = end == to;
    }
    runs
}

/// The part of a segment between two heights.
fn inside(from: (f64, f64), to: (f64, f64), top: f64, bottom: f64) -> Option<((f64, f64), (f64, f64))> {
    if from.1.max(to.1) < top || from.1.min(to.1) > bottom {
        return None;
    }
    let cut = |end: (f64, f64), other: (f64, f64)| {
        let y = within(end.1, top, bottom);
        if y == end.1 { end } else { (end.0 + (other.0 - end.0) * (y - end.1) / (other.1 - end.1), y) }
    };
    Some((cut(from, to), cut(to, from)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_leaves_the_plot_comes_back_as_another() {
        let line = [(0.0, 90.0), (10.0, 70.0), (20.0, -30.0), (30.0, 70.0), (40.0, 80.0)];
        let runs = clip(&line, 20.0, 100.0);
        assert_eq!(
            runs,
            [vec![(0.0, 90.0), (10.0, 70.0), (15.0, 20.0)], vec![(25.0, 20.0), (30.0, 70.0), (40.0, 80.0)]]
        );
        assert_eq!(clip(&[(0.0, 0.0), (1.0, 5.0)], 20.0, 100.0), Vec::<Vec<(f64, f64)>>::new());
        assert_eq!(clip(&[(0.0, 30.0)], 20.0, 100.0), Vec::<Vec<(f64, f64)>>::new());
    }
}
