//! Draws the answer to an address: `cargo run -p chart --example draw -- '?area=W15000001' 800 > chart.svg`.
#![allow(clippy::print_stdout)]

use query::{Answer, Query};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_default();
    let width_px = arguments.next().unwrap_or_else(|| "800".to_owned()).parse()?;
    let json = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json"))?;
    let dataset = dataset::Dataset::from_json(&json)?;
    let answer = Answer::to(&Query::read_address(&address, &dataset).query, &dataset);
    print!("{}", chart::svg(&chart::line_chart(&answer, &dataset, width_px), chart::Target::File, "chart-"));
    Ok(())
}
