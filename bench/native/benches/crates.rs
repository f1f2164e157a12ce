//! What the page computes, without a browser: `cargo bench --package bench`.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used)]

use bench::{All, data};
use chart::Target;
use criterion::{Criterion, criterion_group, criterion_main};
use dataset::{Dataset, Map, Outcomes};
use query::{Answer, Comparison, Grid, OutcomesAnswer, Places, Query};
use std::hint::black_box;
use std::time::Duration;

/// Width of a wide picture, in pixels.
const WIDTH_PX: f64 = 1_104.0;

fn parse(bench: &mut Criterion) {
    let all = All::read().unwrap();
    let [recorded, map, outcomes] = ["recorded.json", "map.json", "outcomes.json"].map(|name| data(name).unwrap());
    bench.bench_function("parse/figures", |run| run.iter(|| Dataset::from_json(black_box(&recorded)).unwrap()));
    bench.bench_function("parse/boundaries", |run| run.iter(|| Map::from_json(black_box(&map), &all.dataset).unwrap()));
    bench.bench_function("parse/outcomes", |run| {
        run.iter(|| Outcomes::from_json(black_box(&outcomes), &all.dataset).unwrap());
    });
}

fn asked(address: &str, all: &All) -> Query {
    Query::read_address(address, &all.dataset).query
}

fn query(bench: &mut Criterion) {
    let all = All::read().unwrap();
    let (data, outcomes) = (&all.dataset, &all.outcomes);
    let [trend, rate, compare, each, map, forces, table] = [
        "?area=W15000001",
        "?area=W15000001&measure=rate",
        "?view=compare",
        "?view=compare&compare=each",
        "?view=map",
        "?view=outcomes&outcomes=forces",
        "?view=table&rows=forces",
    ]
    .map(|address| asked(address, &all));
    bench.bench_function("query/address", |run| {
        run.iter(|| asked(black_box("?view=compare&area=W15000001~E23000023&measure=rate&at=2022-04~2023-03"), &all));
    });
    bench.bench_function("query/trend, 43 forces", |run| run.iter(|| Answer::to(black_box(&trend), data)));
    bench.bench_function("query/trend, 43 forces, rates", |run| run.iter(|| Answer::to(black_box(&rate), data)));
    bench.bench_function("query/compare", |run| run.iter(|| Comparison::to(black_box(&compare), data)));
    bench.bench_function("query/compare each", |run| run.iter(|| Comparison::to(black_box(&each), data)));
    bench.bench_function("query/map", |run| run.iter(|| Places::to(black_box(&map), data)));
    bench.bench_function("query/outcomes", |run| run.iter(|| OutcomesAnswer::to(black_box(&forces), data, outcomes)));
    bench.bench_function("query/table, 43 forces", |run| run.iter(|| Grid::to(black_box(&table), data)));
}

fn scene(bench: &mut Criterion) {
    let all = All::read().unwrap();
    let data = &all.dataset;
    let trend = Answer::to(&asked("?area=W15000001", &all), data);
    let compare = Comparison::to(&asked("?view=compare", &all), data);
    let each = Comparison::to(&asked("?view=compare&compare=each", &all), data);
    let places = Places::to(&asked("?view=map", &all), data);
    let outcomes = OutcomesAnswer::to(&asked("?view=outcomes&outcomes=forces", &all), data, &all.outcomes);
    bench.bench_function("scene/trend, 43 forces", |run| run.iter(|| chart::line_chart(&trend, data, WIDTH_PX)));
    bench.bench_function("scene/compare", |run| run.iter(|| chart::compare(&compare, data, WIDTH_PX)));
    bench.bench_function("scene/compare each", |run| run.iter(|| chart::compare(&each, data, WIDTH_PX)));
    bench.bench_function("scene/map", |run| run.iter(|| chart::map(&places, &all.map, WIDTH_PX)));
    bench.bench_function("scene/outcomes", |run| run.iter(|| chart::outcomes(&outcomes, WIDTH_PX)));

    let scenes = [
        ("trend, 43 forces", chart::line_chart(&trend, data, WIDTH_PX)),
        ("compare each", chart::compare(&each, data, WIDTH_PX)),
        ("map", chart::map(&places, &all.map, WIDTH_PX)),
    ];
    for (name, scene) in &scenes {
        bench.bench_function(&format!("svg/{name}"), |run| {
            run.iter(|| chart::svg(black_box(scene), Target::Live, "a-"))
        });
    }
}

fn words(bench: &mut Criterion) {
    let all = All::read().unwrap();
    let data = &all.dataset;
    let story = asked("?view=story&area=W15000001", &all);
    bench.bench_function("story/North Wales", |run| {
        run.iter(|| story::tell(black_box(&story), data, Some(&all.outcomes)));
    });
    let grid = Grid::to(&asked("?view=table&rows=forces", &all), data);
    let state = query::GridState::default();
    let view = grid.view(&state, data);
    bench.bench_function("html/table, 43 forces", |run| {
        run.iter(|| markup::grid(black_box(&grid), &view, &state, data))
    });
}

/// Quick ones, run often enough: the whole takes a minute.
fn brief() -> Criterion {
    Criterion::default().warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2))
}

criterion_group!(name = benches; config = brief(); targets = parse, query, scene, words);
criterion_main!(benches);
