//! What an address shows, to be taken elsewhere:
//! `cargo run -p take --example take -- csv '?area=W15000001' > north-wales.csv`, or `json`, `table`, `cite`, `all`.
#![allow(clippy::print_stdout)]

use query::{Answer, Query};
use take::{Origin, Sheet};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let kind = arguments.next().unwrap_or_default();
    let address = arguments.next().unwrap_or_default();
    let json = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json"))?;
    let dataset = dataset::Dataset::from_json(&json)?;
    let sheet = Sheet::of_answer(&Answer::to(&Query::read_address(&address, &dataset).query, &dataset), &dataset);
    let origin = Origin { page: "https://example.org/".to_owned(), ..Origin::default() };
    match kind.as_str() {
        "json" => print!("{}", take::json(&sheet, &origin, &dataset)),
        "table" => print!("{}", sheet.tab_separated(&origin.page)),
        "cite" => print!("{}", take::cite(&sheet, &origin, &dataset).plain),
        "all" => print!("{}", take::all_figures(&dataset)),
        _ => print!("{}", sheet.csv(&dataset)),
    }
    Ok(())
}
