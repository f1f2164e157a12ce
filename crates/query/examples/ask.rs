//! Prints the answer to an address: `cargo run -p query --example ask -- '?area=W15000001&by=year'`.
#![allow(clippy::print_stdout)]

use query::{Answer, Query, words};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_default();
    let json = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json"))?;
    let dataset = dataset::Dataset::from_json(&json)?;
    let reading = Query::read_address(&address, &dataset);
    for notice in &reading.notices {
        println!("! {notice}");
    }
    let answer = Answer::to(&reading.query, &dataset);
    println!("{}\n{}\n{}\n", answer.title, answer.subtitle, answer.description);
    for series in &answer.series {
        for index in 0..answer.periods.len() {
            println!("{}", words::point_name(&dataset, &answer, series, index));
        }
    }
    for note in &answer.notes {
        println!("- {}", note.text);
    }
    println!("{:?}", answer.headline);
    Ok(())
}
