//! Tells a story: `cargo run -p story --example tell -- '?area=W15000001'`.

#![allow(clippy::print_stdout, reason = "the example prints")]

use dataset::{Dataset, Outcomes};
use query::Query;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let dataset = Dataset::from_json(&std::fs::read_to_string("data/recorded.json")?)?;
    let outcomes = Outcomes::from_json(&std::fs::read_to_string("data/outcomes.json")?, &dataset)?;
    for address in std::env::args().skip(1) {
        let query = Query::read_address(&address, &dataset).query;
        println!("{}", story::tell(&query, &dataset, Some(&outcomes)).to_text());
    }
    Ok(())
}
