//! Time of a question, of reading and memory, for the other offences as they are and for 10 and 100 times as many.
//!
//! The larger packs are made here from the committed one, for this measurement alone: the same rows again under codes of
//! their own. A question touches the rows of one offence, so that its time must not grow with the pack.
//!
//!     cargo bench --package bench --bench scale
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, missing_docs, reason = "a measurement")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dataset::{Dataset, Pack};
use query::{Answer, Comparison, Grid, Places, Query, find_offences};
use std::hint::black_box;

const TIMES: [usize; 3] = [1, 10, 100];

fn file(name: &str) -> String {
    let path = [concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/"), name].concat();
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text of a pack with each offence so many times; codes stay in order, as the reader wants them.
fn repeated(text: &str, times: usize) -> String {
    let mut offences = text.split("\noffence\t");
    let mut repeated = offences.next().unwrap().to_owned();
    for offence in offences {
        let (code, rest) = offence.split_once('\t').unwrap();
        for number in 0..times {
            // The first keeps its code. “!” comes before all that could follow in another code.
            let number = if number == 0 { String::new() } else { format!("!{number:03}") };
            repeated.push_str(&["\noffence\t", code, &number, "\t", rest.trim_end()].concat());
        }
    }
    repeated.push('\n');
    repeated
}

fn scale(criterion: &mut Criterion) {
    let (bare, text) = (Dataset::from_json(&file("recorded.json")).unwrap(), file("offences.txt"));
    let mut asked = criterion.benchmark_group("question");
    let mut datasets = Vec::new();
    for times in TIMES {
        let text = repeated(&text, times);
        let dataset = bare.clone();
        dataset.add(Pack::read(&text, &dataset).unwrap()).unwrap();
        let pack = dataset.pack().unwrap();
        let (offences, bytes) = (pack.offence_ids().count(), pack.bytes());
        println!(
            "{times}×: {offences} offences, {} figures, {bytes} bytes of counts, {} bytes of text",
            bytes / 4,
            text.len()
        );
        for (name, address) in [
            ("trend of a force", "?offence=34B&area=W15000001"),
            (
                "change, rolling, six areas",
                "?offence=34B&area=W15000001~E23000001~K04000001~BTP~E12000007~W92000004&measure=change&by=rolling",
            ),
            ("last offence", "?offence=9B&area=W15000001"),
            ("ranks", "?view=compare&offence=34B&measure=rate"),
            ("map", "?view=map&offence=34B&measure=rate"),
            ("table of every force", "?view=table&offence=34B&rows=forces&columns=periods"),
        ] {
            let query = Query::read_address(address, &dataset).query;
            asked.bench_with_input(BenchmarkId::new(name, times), &query, |bencher, query| {
                bencher.iter(|| match name {
                    "ranks" => drop(black_box(Comparison::to(query, &dataset))),
                    "map" => drop(black_box(Places::to(query, &dataset))),
                    "table of every force" => drop(black_box(Grid::to(query, &dataset))),
                    _ => drop(black_box(Answer::to(query, &dataset))),
                });
            });
        }
        datasets.push((times, text, dataset));
    }
    asked.finish();
    // These touch every row, or every name.
    let mut whole = criterion.benchmark_group("whole pack");
    whole.sample_size(10);
    for (times, text, dataset) in &datasets {
        whole.throughput(Throughput::Bytes(text.len() as u64));
        whole.bench_function(BenchmarkId::new("read", times), |bencher| {
            bencher.iter(|| drop(black_box(Pack::read(text, &bare).unwrap())));
        });
        whole.bench_function(BenchmarkId::new("find by name", times), |bencher| {
            bencher.iter(|| drop(black_box(find_offences(dataset, "robbery personal"))));
        });
    }
    whole.finish();
}

criterion_group!(benches, scale);
criterion_main!(benches);
