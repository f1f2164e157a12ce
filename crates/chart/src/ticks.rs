//! Round values for the axis of values, and how it writes them.

use query::{Answer, Measure, Series, words};

/// Lines of context may raise the top of the axis to this many times the highest chosen value.
const ROOM_FOR_CONTEXT: f64 = 1.6;

/// Percent: a fall of everything there was. Steps below it would be ticks at what cannot happen.
const NO_MORE_FEWER: f64 = -100.0;

/// The axis of values: its ends are ticks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ValueAxis {
    /// Lowest and highest value.
    pub(crate) ends: (f64, f64),
    /// Values with a line and a label, from low to high.
    pub(crate) ticks: Vec<Tick>,
}

/// A value with a label.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) value: f64,
    pub(crate) label: String,
}

impl ValueAxis {
    /// The axis on which the answer's chosen series fit, with about `wanted` steps.
    pub(crate) fn of(answer: &Answer, wanted: usize) -> Self {
        let empty = answer.is_empty() && extent(&answer.context) == (0.0, 0.0);
        Self::over(answer.query.measure, domain(answer), if empty { 0 } else { usize::MAX }, wanted)
    }

    /// The axis on which values from `low`, which is at most zero, to `high` fit, with about `wanted` steps and at
    /// most so many of them labelled.
    pub(crate) fn over(measure: Measure, (low, high): (f64, f64), most: usize, wanted: usize) -> Self {
        let step = step((high - low) / wanted as f64, least_step(measure));
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil().max(first + 1.0);
        let steps = ((last - first) as usize).min(most);
        // The domain holds about `wanted` steps, so that the loop is short whatever the values are.
        let lowest = if measure == Measure::Change { NO_MORE_FEWER } else { f64::MIN };
        // An end so near to the next tick that its label would touch that one's has no label.
        let is_near = |value: f64| value == lowest && step + lowest > step * 0.7;
        let mut ticks: Vec<Tick> = Vec::new();
        for index in 0..=steps {
            let value = ((first + index as f64) * step).max(lowest);
            if !is_near(value) {
                ticks.push(Tick { value, label: label(measure, value, step) });
            }
        }
        Self { ends: ((first * step).max(lowest), last * step), ticks }
    }

    /// Whether values lie on both sides of zero.
    pub(crate) fn crosses_zero(&self) -> bool {
        self.ends.0 < 0.0
    }
}

/// Lowest and highest value to be shown; zero is always among them.
fn domain(answer: &Answer) -> (f64, f64) {
    let (low, high) = extent(&answer.series);
    let (context_low, context_high) = extent(&answer.context);
    let farthest = high.max(-low);
    if farthest == 0.0 {
        let top = if context_high > 0.0 { context_high } else { least_step(answer.query.measure) };
        return (context_low, top);
    }
    // Where all values lie on one side of zero, the other side is still worth a look.
    let other_side = if answer.query.measure == Measure::Change { farthest * (ROOM_FOR_CONTEXT - 1.0) } else { 0.0 };
    let highest = (high * ROOM_FOR_CONTEXT).max(other_side);
    let lowest = (low * ROOM_FOR_CONTEXT).min(-other_side);
    (low.min(context_low.max(lowest)), high.max(context_high.min(highest)))
}

fn extent(series: &[Series]) -> (f64, f64) {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for series in series {
        for number in series.cells.iter().filter_map(query::Cell::number) {
            if number.is_finite() {
                (low, high) = (low.min(number), high.max(number));
            }
        }
    }
    (low, high)
}

/// The smallest distance between two ticks that the labels can tell apart.
fn least_step(measure: Measure) -> f64 {
    match measure {
        Measure::Count | Measure::Change => 1.0,
        Measure::Rate | Measure::Share => 0.01,
    }
}

/// 1, 2, 2.5 or 5 times a power of ten: the first that is at least `wanted`.
fn step(wanted: f64, least: f64) -> f64 {
    let wanted = if wanted.is_finite() { wanted.max(least) } else { least };
    let power = 10_f64.powf((wanted.log10() + 1e-9).floor());
    let fits = |multiple: f64| {
        let step = multiple * power;
        // 2.5 offences, or a third decimal, are not labels that can be written.
        step >= wanted * (1.0 - 1e-9) && (multiple != 2.5 || power >= least * 10.0 * (1.0 - 1e-9))
    };
    [1.0, 2.0, 2.5, 5.0].into_iter().find(|multiple| fits(*multiple)).unwrap_or(10.0) * power
}

/// A tick's value with the decimals that the step needs; zero has none.
fn label(measure: Measure, value: f64, step: f64) -> String {
    let needs = |places: i32| {
        let scaled = step * 10_f64.powi(places);
        (scaled - scaled.round()).abs() > 1e-6
    };
    let places = (0..2).find(|places| !needs(*places)).unwrap_or(2);
    let places = if value == 0.0 { 0 } else { usize::try_from(places).unwrap_or(0) };
    let mut text = String::new();
    if measure == Measure::Change && value > 0.0 {
        text.push('+');
    }
    text.push_str(&words::decimal(value, places));
    if matches!(measure, Measure::Share | Measure::Change) {
        text.push('%');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_falls_by_more_than_all_of_it() {
        let json = std::fs::read_to_string("../../data/recorded.json").unwrap();
        let dataset = dataset::Dataset::from_json(&json).unwrap();
        let query = query::Query::read_address("?area=E23000034&measure=change", &dataset).query;
        for area in dataset.area_ids() {
            let query = query::Query { areas: vec![area], ..query.clone() };
            let axis = ValueAxis::of(&Answer::to(&query, &dataset), 6);
            assert!(axis.ends.0 >= -100.0 && axis.ticks.iter().all(|tick| tick.value >= -100.0), "{axis:?}");
            assert!(axis.ticks.windows(2).all(|pair| pair[0].value < pair[1].value), "{axis:?}");
        }
    }

    #[test]
    fn steps_are_round() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");
        near(step(0.17, 0.01), 0.2);
        near(step(0.21, 0.01), 0.25);
        near(step(0.021, 0.01), 0.05);
        near(step(2.1, 1.0), 5.0);
        near(step(21.0, 1.0), 25.0);
        near(step(0.0, 1.0), 1.0);
        near(step(6_001.0, 1.0), 10_000.0);
        near(step(f64::INFINITY, 1.0), 1.0);
        near(step(1.0, 1.0), 1.0);
    }

    #[test]
    fn labels_have_the_decimals_of_the_step() {
        assert_eq!(label(Measure::Rate, 0.5, 0.25), "0.50");
        assert_eq!(label(Measure::Rate, 1.0, 0.5), "1.0");
        assert_eq!(label(Measure::Rate, 0.0, 0.5), "0");
        assert_eq!(label(Measure::Count, 30_000.0, 10_000.0), "30,000");
        assert_eq!(label(Measure::Change, -50.0, 50.0), "−50%");
        assert_eq!(label(Measure::Change, 50.0, 50.0), "+50%");
        assert_eq!(label(Measure::Share, 0.05, 0.05), "0.05%");
    }
}
