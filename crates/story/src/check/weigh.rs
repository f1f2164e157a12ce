//! Whether a printed figure stands for a true one.

use super::claims::Figure;
use super::numbers::Hedge;
use query::words;

/// How well a printed figure fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It is the figure.
    Exact,
    /// It is the figure, rounded or said to be near.
    Rounded,
    /// It is another one, but so near that an earlier or later release can have had it.
    Close,
    /// It is another one.
    Off,
}

/// A printed number is close to the figure within this part of it: stated to the reader.
pub(crate) const CLOSE: f64 = 0.10;
/// Of counts below 20, a difference of so many is close.
const CLOSE_COUNT: f64 = 2.0;
/// Percentages are close within so many points.
pub(crate) const CLOSE_POINTS: f64 = 2.0;

/// A count.
pub(crate) fn count(figure: Figure, truth: i64) -> Fit {
    let Figure::Number { value, decimals, unit, hedge } = figure else { return Fit::Off };
    let truth = truth as f64;
    let step = step(value, decimals, unit);
    let fits = match hedge {
        Hedge::None if value == truth => return Fit::Exact,
        Hedge::None => is_round(value, step, unit) && (truth - value).abs() * 2.0 <= step,
        Hedge::Nearly => truth <= value && truth >= value * 0.9,
        Hedge::Below => is_below(value, truth),
        Hedge::Above => truth >= value && truth <= value + step.max(value * 0.1),
        Hedge::Near => (truth - value).abs() <= (step / 2.0).max(value * 0.05),
    };
    if fits {
        return Fit::Rounded;
    }
    let apart = (truth - value).abs();
    let is_close = apart <= truth * CLOSE || (truth < 20.0 && apart <= CLOSE_COUNT);
    // A number that was rounded is no trace of a release.
    if hedge == Hedge::None && !is_round(value, step, unit) && is_close { Fit::Close } else { Fit::Off }
}

/// What is said to be below a number can be well below it; under half of it nobody would say so.
fn is_below(value: f64, truth: f64) -> bool {
    truth <= value && truth >= value / 2.0
}

/// The last place that was printed.
fn step(value: f64, decimals: u8, unit: f64) -> f64 {
    if unit > 1.0 {
        return unit / 10_f64.powi(i32::from(decimals));
    }
    let mut step = 1.0;
    while value > 0.0 && (value / (step * 10.0)).fract() == 0.0 && step < 1e9 {
        step *= 10.0;
    }
    step
}

/// Whether a bare number looks rounded: two digits before the zeros at most, from 100 on, or three, from 100,000 on.
fn is_round(value: f64, step: f64, unit: f64) -> bool {
    let digits = value / step;
    unit > 1.0 || (value >= 100.0 && digits < 100.0 && step >= 10.0) || (digits < 1_000.0 && step >= 1_000.0)
}

/// A rate or a percentage, given to some decimals.
pub(crate) fn decimal(value: f64, decimals: u8, hedge: Hedge, truth: f64, close: f64) -> Fit {
    let places = usize::from(decimals);
    let fits = match hedge {
        Hedge::None if words::decimal(truth, places) == words::decimal(value, places) => return Fit::Exact,
        Hedge::None => false,
        Hedge::Nearly => truth <= value && truth >= value - (value * 0.1).max(1.0),
        Hedge::Below => is_below(value, truth),
        Hedge::Above => truth >= value && truth <= value + (value * 0.1).max(1.0),
        Hedge::Near => (truth - value).abs() <= (value * 0.05).max(1.0),
    };
    match fits {
        true => Fit::Rounded,
        false if hedge == Hedge::None && (truth - value).abs() <= close => Fit::Close,
        false => Fit::Off,
    }
}

/// A change in percent or a factor, for counts before and now.
pub(crate) fn change(figure: Figure, before: i64, now: i64) -> Fit {
    let (Some(percent), Some(times)) = (query::percent_change(before, now), query::times_as_many(before, now)) else {
        return Fit::Off;
    };
    match figure {
        Figure::Change { percent: said, .. } if said * percent < 0.0 => Fit::Off,
        Figure::Change { percent: said, decimals: Some(decimals), hedge } => {
            decimal(said.abs(), decimals, hedge, percent.abs(), CLOSE_POINTS)
        }
        Figure::Change { percent: said, decimals: None, hedge } => part(said.abs(), hedge, percent.abs()),
        Figure::Factor { factor, hedge } => {
            let fits = match hedge {
                Hedge::None | Hedge::Near => (times - factor).abs() <= factor * 0.075,
                Hedge::Above => times >= factor && times < factor + factor.min(1.0),
                Hedge::Nearly => times <= factor && times >= factor * 0.85,
                Hedge::Below => is_below(factor, times),
            };
            if fits { Fit::Rounded } else { Fit::Off }
        }
        _ => Fit::Off,
    }
}

/// A share of a whole, in percent.
pub(crate) fn share(figure: Figure, truth: f64) -> Fit {
    match figure {
        Figure::Percent { percent, decimals, hedge } => decimal(percent, decimals, hedge, truth, CLOSE_POINTS / 2.0),
        // "One in 16" is the nearest of its kind.
        Figure::Fraction { parts: 1.0, of, hedge: Hedge::None | Hedge::Near } if of > 4.0 && truth > 0.0 => {
            if (100.0 / truth).round() == of { Fit::Rounded } else { Fit::Off }
        }
        Figure::Fraction { parts, of, hedge } => part(parts * 100.0 / of, hedge, truth),
        _ => Fit::Off,
    }
}

/// A part in words, such as a third, which is coarser than its number.
fn part(said: f64, hedge: Hedge, truth: f64) -> Fit {
    let fits = match hedge {
        Hedge::None | Hedge::Near => (truth - said).abs() <= said * 0.07,
        Hedge::Above => truth >= said && truth <= said * 1.2,
        Hedge::Nearly => truth <= said && truth >= said * 0.85,
        Hedge::Below => is_below(said, truth),
    };
    if fits { Fit::Rounded } else { Fit::Off }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64, hedge: Hedge) -> Figure {
        Figure::Number { value, decimals: 0, unit: 1.0, hedge }
    }

    #[test]
    fn counts() {
        let cases = [
            (2_014.0, Hedge::None, 2_014, Fit::Exact),
            (1_981.0, Hedge::None, 2_014, Fit::Close),
            (3_500.0, Hedge::None, 2_014, Fit::Off),
            (2_000.0, Hedge::None, 2_014, Fit::Rounded),
            (1_980.0, Hedge::None, 1_981, Fit::Close),
            (100_000.0, Hedge::Nearly, 98_634, Fit::Rounded),
            (100_000.0, Hedge::Nearly, 80_000, Fit::Off),
            (20.0, Hedge::Below, 15, Fit::Rounded),
            (20.0, Hedge::Below, 21, Fit::Off),
            (20.0, Hedge::Nearly, 15, Fit::Off),
            (2_000.0, Hedge::Above, 2_014, Fit::Rounded),
            (2_000.0, Hedge::Above, 1_981, Fit::Off),
            (2_000.0, Hedge::Near, 2_014, Fit::Rounded),
            (17.0, Hedge::None, 19, Fit::Close),
            (6.0, Hedge::None, 3, Fit::Off),
            (0.0, Hedge::None, 0, Fit::Exact),
            (900.0, Hedge::None, 800, Fit::Off),
            (117_000.0, Hedge::None, 117_266, Fit::Rounded),
            (118_000.0, Hedge::None, 117_877, Fit::Rounded),
            (117_000.0, Hedge::None, 117_877, Fit::Off),
            (117_300.0, Hedge::None, 117_266, Fit::Close),
        ];
        for (value, hedge, truth, expected) in cases {
            assert_eq!(count(number(value, hedge), truth), expected, "{value} {hedge:?} {truth}");
        }
        let million = Figure::Number { value: 1_900_000.0, decimals: 1, unit: 1e6, hedge: Hedge::None };
        assert_eq!(count(million, 1_912_345), Fit::Rounded);
    }

    #[test]
    fn changes_and_shares() {
        let doubled = |hedge| Figure::Factor { factor: 2.0, hedge };
        assert_eq!(change(doubled(Hedge::None), 100, 205), Fit::Rounded);
        assert_eq!(change(doubled(Hedge::Above), 100, 195), Fit::Off);
        assert_eq!(change(doubled(Hedge::None), 0, 195), Fit::Off);
        let up = Figure::Change { percent: 39.0, decimals: Some(0), hedge: Hedge::None };
        assert_eq!(change(up, 100, 139), Fit::Exact);
        assert_eq!(change(up, 139, 100), Fit::Off);
        let one_in = |of| Figure::Fraction { parts: 1.0, of, hedge: Hedge::None };
        assert_eq!(share(one_in(16.0), 6.1), Fit::Rounded);
        assert_eq!(share(one_in(16.0), 5.5), Fit::Off);
        assert_eq!(share(one_in(3.0), 35.0), Fit::Rounded);
    }
}
