//! Which parts hold what several parts need.
//!
//! What the same parts need is a *group*. A large group gets a module of its own, loaded before any of its parts; a small
//! one is copied, since a module costs its head, what it lends and a request.

use std::collections::{BTreeMap, BTreeSet};

/// Parts by their numbers.
pub type Parts = BTreeSet<usize>;

/// About what a module costs each view that loads it, and the whole, in bytes as they are sent.
const MODULE_BYTES: u64 = 300;
/// About what is left of a hundred bytes of code when it was made small and compressed.
const SENT_PERCENT: u64 = 40;

/// The groups that get a module of their own, of all groups with their sizes in bytes: the largest sets of parts first.
///
/// A module pays where it saves more than it costs, counted once for each part that loads it and once for the whole.
pub fn with_module(groups: &BTreeMap<Parts, u64>) -> Vec<Parts> {
    let pays = |parts: &Parts, bytes: u64| {
        let times = parts.len() as u64;
        times > 1 && bytes * SENT_PERCENT / 100 * (times - 1) > MODULE_BYTES * (times + 1)
    };
    let mut found: Vec<Parts> =
        groups.iter().filter(|(parts, bytes)| pays(parts, **bytes)).map(|(parts, _)| parts.clone()).collect();
    found.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    found
}

/// Which of the modules hold what these parts need, by their places in a list that has the parts that load each: all
/// that none but these parts load, but for those that are loaded after another one of them.
///
/// So whatever is needed of it is there: a module that these parts, or some of them, load holds it or comes after one
/// that does.
pub fn holders(parts: &Parts, modules: &[Parts]) -> Parts {
    let fits = |module: &&Parts| module.is_subset(parts);
    let comes_after = |module: &Parts, other: &Parts| module != other && module.is_subset(other);
    let last = |module: &Parts| modules.iter().filter(fits).any(|other| comes_after(module, other));
    (0..modules.len()).filter(|place| fits(&&modules[*place]) && !last(&modules[*place])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(numbers: &[usize]) -> Parts {
        numbers.iter().copied().collect()
    }

    #[test]
    fn a_large_group_has_a_module_and_a_small_one_is_copied() {
        let groups =
            [(&[0][..], 90_000), (&[0, 1], 9_000), (&[0, 1, 2], 900), (&[0, 1, 2, 3], 5_000), (&[1, 2], 2_000)];
        let groups = groups.into_iter().map(|(numbers, bytes)| (parts(numbers), bytes)).collect();
        assert_eq!(with_module(&groups), [parts(&[0, 1, 2, 3]), parts(&[0, 1])]);
    }

    #[test]
    fn the_more_parts_need_a_group_the_sooner_it_has_a_module() {
        let has = |bytes, count: usize| !with_module(&BTreeMap::from([((0..count).collect(), bytes)])).is_empty();
        assert!(!has(2_000, 2) && has(2_500, 2));
        assert!(!has(900, 9) && has(1_000, 9));
        assert!(!has(u64::from(u32::MAX), 1), "what one part needs is its own");
    }

    #[test]
    fn what_several_need_is_held_once_by_those_that_share_a_module() {
        let modules = [parts(&[0]), parts(&[1]), parts(&[2]), parts(&[3]), parts(&[0, 1, 2]), parts(&[0, 1])];
        assert_eq!(holders(&parts(&[0]), &modules), parts(&[0]));
        assert_eq!(holders(&parts(&[0, 1]), &modules), parts(&[5]));
        assert_eq!(holders(&parts(&[0, 1, 2]), &modules), parts(&[4]));
        assert_eq!(holders(&parts(&[0, 1, 3]), &modules), parts(&[3, 5]));
        assert_eq!(holders(&parts(&[0, 1, 2, 3]), &modules), parts(&[3, 4]));
        assert_eq!(holders(&parts(&[0, 3]), &modules), parts(&[0, 3]));
    }

    /// Whoever calls what more parts need finds it: in itself, or in a module that is loaded before it.
    #[test]
    fn whatever_is_called_is_there() {
        let sets: Vec<Parts> =
            (1_usize..32).map(|bits| (0..5).filter(|part| bits >> part & 1 == 1).collect()).collect();
        let single = sets.iter().filter(|set| set.len() == 1);
        let several: Vec<&Parts> = sets.iter().filter(|set| set.len() > 1).collect();
        for seed in 1..200_usize {
            let chosen =
                several.iter().enumerate().filter(|(place, _)| ((seed * (place + 7) * 2_654_435_761) >> 9) & 3 == 0);
            let modules: Vec<Parts> = single.clone().chain(chosen.map(|(_, set)| *set)).cloned().collect();
            for (caller, called) in sets.iter().flat_map(|caller| sets.iter().map(move |called| (caller, called))) {
                if !caller.is_subset(called) {
                    continue;
                }
                let there = holders(called, &modules);
                for holder in holders(caller, &modules) {
                    let before = |other: &usize| modules[*other].is_superset(&modules[holder]);
                    assert!(there.iter().any(before), "{caller:?} calls {called:?} among {modules:?}");
                }
            }
        }
    }
}
