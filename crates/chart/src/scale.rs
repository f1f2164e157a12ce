//! From a value to a position in pixels.

/// A linear scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    /// The values at the two ends; always different.
    from: (f64, f64),
    /// Their positions in pixels.
    to: (f64, f64),
}

/// `value`, or the nearer bound where it lies outside.
///
/// The standard library's `clamp` stops on bounds that are no numbers and prints them, and the machinery to
/// print fractions is the largest single piece of an otherwise small program.
pub fn within(value: f64, low: f64, high: f64) -> f64 {
    value.max(low).min(high)
}

impl Scale {
    /// The scale that puts `from.0` at `to.0` and `from.1` at `to.1`.
    pub(crate) fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        let same = from.0 == from.1;
        Self { from: if same { (from.0, from.0 + 1.0) } else { from }, to }
    }

    /// The position of a value.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let part = (value - self.from.0) / (self.from.1 - self.from.0);
        self.to.0 + part * (self.to.1 - self.to.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_may_run_upwards_and_never_divides_by_nothing() {
        let scale = Scale::new((0.0, 10.0), (300.0, 100.0));
        assert_eq!((scale.at(0.0), scale.at(5.0), scale.at(10.0)), (300.0, 200.0, 100.0));
        assert_eq!(Scale::new((3.0, 3.0), (0.0, 9.0)).at(3.0), 0.0);
    }
}
