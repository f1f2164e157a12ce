//! The classes of the map: where one colour ends and the next begins.
//!
//! Classes are cut between values *as they are written* (`2.75`, `1,895`, `−6%`), not between what stands behind the
//! last digit. Values that read the same are therefore in the same class, the written bounds of two classes never
//! share a number, and whoever holds a written value against the legend finds one class for it.

use crate::{Classes, Measure, order_by};

/// Most classes on one map: more shades cannot be told apart.
const MOST: usize = 5;

/// A class of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Class {
    /// Lowest value in it as it is written: of its forces, or of its step.
    pub from: f64,
    /// Highest value in it as it is written.
    pub to: f64,
    /// Forces in it.
    pub count: usize,
}

/// Classes in units of the last digit that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cuts {
    measure: Measure,
    bounds: Vec<(i64, i64)>,
    /// Position of the first class that holds no fall, where there are falls and others.
    pub(crate) first_rise: Option<usize>,
}

impl Cuts {
    /// Cuts values into at most five classes, fewer where fewer different values are written.
    ///
    /// *Equal numbers of forces*: each cut is at the nearest place to an equal part at which the written value
    /// changes, the lower one of two as near; a class is written with the lowest and the highest value in it.
    /// *Equal steps*: from the lowest to the highest value in steps that differ by at most one last digit; a step may
    /// hold no force. For a change, no class holds both falls and rises: falls are cut on their own, and what is
    /// written `0%` is no fall; each side gets its part of the classes, by its forces or by its reach, at least one.
    pub(crate) fn of(measure: Measure, values: &[f64], classes: Classes) -> Self {
        let unit = |at: usize| written(measure, values[at]);
        let mut units: Vec<i64> = Vec::new();
        let mut falls = 0;
        for at in order_by(values.len(), &mut |a, b| unit(a).cmp(&unit(b))) {
            falls += usize::from(measure == Measure::Change && unit(at) < 0);
            units.push(unit(at));
        }
        let (below, above) = units.split_at(falls);
        let (Some(lowest), Some(highest)) = (below.first(), above.last()) else {
            return Self { measure, bounds: cut(&units, MOST, classes), first_rise: None };
        };
        let part = match classes {
            Classes::Quantiles => below.len() as f64 / units.len() as f64,
            Classes::Equal => lowest.unsigned_abs() as f64 / highest.abs_diff(*lowest) as f64,
        };
        let of_falls = ((part * MOST as f64).round() as usize).clamp(1, MOST - 1);
        let (mut bounds, rises) = match classes {
            Classes::Quantiles => (equal_numbers(below, of_falls), equal_numbers(above, MOST - of_falls)),
            // Steps reach to the break on both sides.
            Classes::Equal => (equal_steps(*lowest, -1, of_falls), equal_steps(0, *highest, MOST - of_falls)),
        };
        let first_rise = Some(bounds.len());
        bounds.extend(rises);
        Self { measure, bounds, first_rise }
    }

    /// Position of the class in which a value lies.
    pub(crate) fn class_of(&self, value: f64) -> Option<usize> {
        let unit = written(self.measure, value);
        self.bounds.iter().position(|(from, to)| (*from..=*to).contains(&unit))
    }

    /// The classes, with how many of the values lie in each.
    pub(crate) fn classes(&self, values: &[f64]) -> Vec<Class> {
        let scale = scale(self.measure);
        let mut classes = Vec::new();
        for (from, to) in &self.bounds {
            classes.push(Class { from: *from as f64 / scale, to: *to as f64 / scale, count: 0 });
        }
        for value in values {
            if let Some(class) = self.class_of(*value).and_then(|class| classes.get_mut(class)) {
                class.count += 1;
            }
        }
        classes
    }
}

/// Units of the last written digit in one.
fn scale(measure: Measure) -> f64 {
    match measure {
        Measure::Count | Measure::Change => 1.0,
        Measure::Rate | Measure::Share => 100.0,
    }
}

/// The value in units of the last digit that [`crate::words::value`] writes.
pub(crate) fn written(measure: Measure, value: f64) -> i64 {
    (value * scale(measure)).round() as i64
}

/// Bounds of at most `most` classes of values in rising order.
fn cut(units: &[i64], most: usize, classes: Classes) -> Vec<(i64, i64)> {
    let (Some(lowest), Some(highest)) = (units.first(), units.last()) else { return Vec::new() };
    match classes {
        Classes::Quantiles => equal_numbers(units, most),
        Classes::Equal => equal_steps(*lowest, *highest, most),
    }
}

fn equal_steps(lowest: i64, highest: i64, most: usize) -> Vec<(i64, i64)> {
    let span = highest - lowest + 1;
    let steps = i64::try_from(most).unwrap_or(1).min(span);
    let mut bounds = Vec::new();
    for step in 0..steps {
        bounds.push((lowest + step * span / steps, lowest + (step + 1) * span / steps - 1));
    }
    bounds
}

fn equal_numbers(units: &[i64], most: usize) -> Vec<(i64, i64)> {
    let mut cuts: Vec<usize> = Vec::new();
    for at in 1..units.len() {
        if units[at - 1] < units[at] {
            cuts.push(at);
        }
    }
    if cuts.len() >= most {
        let changes = std::mem::take(&mut cuts);
        for part in 1..most {
            let target = part * units.len() / most;
            let mut nearest: Option<usize> = None;
            for at in &changes {
                let is_nearer = nearest.is_none_or(|nearest| at.abs_diff(target) < nearest.abs_diff(target));
                if is_nearer && cuts.last() < Some(at) {
                    nearest = Some(*at);
                }
            }
            cuts.extend(nearest);
        }
    }
    cuts.push(units.len());
    let mut bounds = Vec::new();
    let mut start = 0;
    for end in cuts {
        bounds.push((units[start], units[end - 1]));
        start = end;
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bounds(measure: Measure, values: &[f64], classes: Classes) -> Vec<(f64, f64, usize)> {
        let cuts = Cuts::of(measure, values, classes);
        cuts.classes(values).iter().map(|class| (class.from, class.to, class.count)).collect()
    }

    #[test]
    fn equal_numbers_and_equal_steps() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(
            bounds(Measure::Count, &values, Classes::Quantiles),
            [(1.0, 2.0, 2), (3.0, 4.0, 2), (5.0, 6.0, 2), (7.0, 8.0, 2), (9.0, 10.0, 2)]
        );
        let values = [0.0, 1.0, 2.0, 49.0];
        assert_eq!(
            bounds(Measure::Count, &values, Classes::Equal),
            [(0.0, 9.0, 3), (10.0, 19.0, 0), (20.0, 29.0, 0), (30.0, 39.0, 0), (40.0, 49.0, 1)]
        );
    }

    #[test]
    fn what_reads_the_same_is_in_the_same_class() {
        let values = [1.001, 1.002, 1.004, 2.0, 2.004];
        assert_eq!(bounds(Measure::Rate, &values, Classes::Quantiles), [(1.0, 1.0, 3), (2.0, 2.0, 2)]);
        assert_eq!(bounds(Measure::Rate, &[0.5], Classes::Equal), [(0.5, 0.5, 1)]);
        assert_eq!(bounds(Measure::Rate, &[], Classes::Quantiles), []);
    }

    #[test]
    fn no_class_holds_falls_and_rises() {
        let values = [-30.0, -20.0, -10.0, -0.2, 5.0, 50.0, 60.0, 70.0];
        assert_eq!(
            bounds(Measure::Change, &values, Classes::Quantiles),
            [(-30.0, -30.0, 1), (-20.0, -10.0, 2), (0.0, 0.0, 1), (5.0, 50.0, 2), (60.0, 70.0, 2)]
        );
        assert_eq!(
            bounds(Measure::Change, &values, Classes::Equal),
            [(-30.0, -16.0, 2), (-15.0, -1.0, 1), (0.0, 22.0, 2), (23.0, 46.0, 0), (47.0, 70.0, 3)]
        );
        assert_eq!(Cuts::of(Measure::Change, &values, Classes::Quantiles).first_rise, Some(2));
        assert_eq!(Cuts::of(Measure::Change, &[1.0, 2.0], Classes::Quantiles).first_rise, None);
    }

    proptest! {
        #[test]
        fn every_value_falls_visibly_into_one_class(
            values in proptest::collection::vec(-300_i32..2_000, 0..50),
            measure in proptest::sample::select(Measure::ALL),
            classes in proptest::sample::select(Classes::ALL),
        ) {
            let values: Vec<f64> = values.into_iter().map(|value| f64::from(value) / 7.0).collect();
            let cuts = Cuts::of(measure, &values, classes);
            let found = cuts.classes(&values);
            prop_assert!(found.len() <= MOST);
            prop_assert_eq!(found.iter().map(|class| class.count).sum::<usize>(), values.len());
            for class in &found {
                prop_assert!(class.from <= class.to);
                prop_assert!(measure != Measure::Change || class.from >= 0.0 || class.to < 0.0);
                prop_assert!(classes == Classes::Equal || class.count > 0);
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].to < pair[1].from);
            }
            for value in &values {
                let class = found[cuts.class_of(*value).unwrap()];
                let unit = written(measure, *value);
                prop_assert!(written(measure, class.from) <= unit && unit <= written(measure, class.to));
            }
        }
    }
}
