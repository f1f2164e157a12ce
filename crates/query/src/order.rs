//! Sorting, compiled once.

use std::cmp::Ordering;

/// Positions `0..length` in the order of `compare`, equal ones as they stand.
///
/// What is sorted here are areas, periods and labels, some tens at most; the standard library's sort would be
/// compiled anew, at several kilobytes, for each type.
///
/// ```
/// let values = [3, 1, 2];
/// assert_eq!(query::order_by(values.len(), &mut |a, b| values[a].cmp(&values[b])), [1, 2, 0]);
/// ```
pub fn order_by(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(length);
    for next in 0..length {
        let mut at = order.len();
        while at > 0 && compare(order[at - 1], next) == Ordering::Greater {
            at -= 1;
        }
        order.insert(at, next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(values in proptest::collection::vec(0_u8..9, 0..60)) {
            let mut expected: Vec<usize> = (0..values.len()).collect();
            expected.sort_by_key(|index| values[*index]);
            prop_assert_eq!(order_by(values.len(), &mut |a, b| values[a].cmp(&values[b])), expected);
        }
    }
}
