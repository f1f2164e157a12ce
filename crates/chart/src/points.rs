//! A point for every chosen series and period.

use crate::scale::Scale;
use crate::scale::within;
use crate::scene::{Body, PointMark, Rect, Shape, Tooltip};
use crate::time_axis::TimeAxis;
use dataset::Dataset;
use query::words::capitalised;
use query::{Answer, Measure, Series, words};

/// Narrowest and widest area that takes the pointer for one point.
const HIT_WIDTH: (f64, f64) = (6.0, 32.0);
/// Height of the area that takes the pointer for one point.
const HIT_HEIGHT: f64 = 24.0;

/// The points, series by series.
pub(crate) fn points(answer: &Answer, dataset: &Dataset, axis: &TimeAxis, values: &Scale) -> Vec<PointMark> {
    let spacing = spacing(answer, axis);
    let mut points = Vec::with_capacity(answer.series.len() * answer.periods.len());
    for (position, series) in answer.series.iter().enumerate() {
        for (index, period) in answer.periods.iter().enumerate() {
            let value = series.cells.get(index).and_then(|cell| cell.value()).filter(|value| value.value.is_finite());
            let on_small_number =
                |value: &query::Value| answer.query.measure == Measure::Change && value.is_on_small_number();
            let name = words::point_name(dataset, answer, series, index);
            let hollow = value.is_some_and(|value| value.mixed_rules || on_small_number(value));
            let (x, y) = (axis.middle(*period), values.at(value.map_or(0.0, |value| value.value)));
            points.push(PointMark {
                series: position,
                index,
                x,
                y,
                body: Body::Marker { shape: Shape::of(position), radius: radius(spacing), hollow },
                hit: Rect::centred(x, y, within(spacing, HIT_WIDTH.0, HIT_WIDTH.1), HIT_HEIGHT),
                missing: value.is_none(),
                tooltip: tooltip(answer, series, index, &name),
                name,
            });
        }
    }
    points
}

/// Pixels between two points of a series.
pub(crate) fn spacing(answer: &Answer, axis: &TimeAxis) -> f64 {
    match answer.periods.as_slice() {
        [first, second, ..] => axis.middle(*second) - axis.middle(*first),
        _ => HIT_WIDTH.1,
    }
}

/// Half the size of a marker, smaller where points are close.
pub(crate) fn radius(spacing: f64) -> f64 {
    match spacing {
        18.0.. => 4.0,
        11.0.. => 3.2,
        6.5.. => 2.4,
        _ => 1.8,
    }
}

/// The name in two lines: what stands before the value, and the value.
fn tooltip(answer: &Answer, series: &Series, index: usize, name: &str) -> Tooltip {
    let mut heading = series.name.clone();
    heading.push_str(", ");
    heading.push_str(&answer.periods.get(index).map(ToString::to_string).unwrap_or_default());
    let value = name.strip_prefix(heading.as_str()).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(name);
    Tooltip { value: capitalised(value), heading }
}
