//! Any query, for the tests of what must hold for each.

use super::DATASET;
use dataset::Quarter;
use proptest::prelude::*;
use query::{By, MOST_AREAS, Measure, Options, Period, Query, ReleaseChoice, Theme, View};

/// Any query at all.
pub fn any_query() -> impl Strategy<Value = Query> {
    let areas: Vec<_> = DATASET.area_ids().collect();
    let offences: Vec<_> = DATASET.offence_ids().collect();
    let mut releases = vec![ReleaseChoice::Latest];
    releases.extend(DATASET.release_ids().map(ReleaseChoice::One));
    let quarters: Vec<Quarter> = "2012-04".parse::<Quarter>().unwrap().to("2025-01".parse().unwrap()).collect();
    let span = (
        prop::option::of(prop::sample::select(quarters.clone())),
        prop::option::of(prop::sample::select(quarters.clone())),
    )
        .prop_map(|span| match span {
            (Some(from), Some(to)) if from > to => (Some(to), Some(from)),
            span => span,
        });
    (
        prop::sample::select(View::ALL),
        prop::sample::subsequence(areas, 1..=MOST_AREAS).prop_shuffle(),
        prop::sample::select(offences),
        prop::sample::select(Measure::ALL),
        prop::sample::select(By::ALL),
        span,
        prop::sample::select(releases),
        any::<bool>(),
        prop::sample::select(Theme::ALL),
        any_period(quarters.clone()),
        prop::option::of(prop::sample::select(quarters)),
        any_options(),
    )
        .prop_map(
            |(view, areas, offence, measure, by, (from, to), release, embed, theme, at, against, options)| Query {
                view,
                areas,
                offence,
                measure,
                by,
                from,
                to,
                release,
                embed,
                theme,
                at,
                against,
                options,
            },
        )
}

fn any_period(quarters: Vec<Quarter>) -> impl Strategy<Value = Option<Period>> {
    let quarter = prop::sample::select(quarters);
    prop::option::of((quarter.clone(), quarter).prop_map(|(a, b)| Period { first: a.min(b), last: a.max(b) }))
}

fn any_options() -> impl Strategy<Value = Options> {
    prop::collection::vec(any::<prop::sample::Index>(), Options::KEYS.len()).prop_map(|choices| {
        let mut options = Options::default();
        for (key, choice) in Options::KEYS.iter().zip(choices) {
            assert!(options.choose(key, Options::words(key)[choice.index(Options::words(key).len())]));
        }
        options
    })
}
