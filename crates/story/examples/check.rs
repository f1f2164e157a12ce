//! Checks a text from the standard input against the committed figures: `cargo run -p story --example check 2022-03`,
//! the month of the article if it is known; `--time` also says how long 100 kB of such text take.

#![allow(clippy::print_stdout, reason = "the example prints")]

use dataset::{Dataset, Outcomes};
use std::error::Error;
use std::io::Read;
use std::time::Instant;
use story::check;

fn main() -> Result<(), Box<dyn Error>> {
    let dataset = Dataset::from_json(&std::fs::read_to_string("data/recorded.json")?)?;
    let outcomes = Outcomes::from_json(&std::fs::read_to_string("data/outcomes.json")?, &dataset)?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let dated = std::env::args().find_map(|argument| {
        let (year, month) = argument.split_once('-')?;
        Some((year.parse().ok()?, month.parse().ok()?))
    });
    let claims = check::read(&text, dated, &dataset);
    for (claim, verdict) in claims.iter().zip(check::verdicts(&claims, &dataset, Some(&outcomes))) {
        println!("“{}” – {}", &text[claim.span.clone()], claim.in_words(&dataset));
        println!("  {}: {}", verdict.kind.title(), verdict.words);
        for reading in &verdict.readings {
            println!("  – {}: {}", reading.time.name(), reading.words);
        }
        if !claim.guessed.is_empty() {
            println!("  {}", claim.assumed());
        }
    }
    if std::env::args().any(|argument| argument == "--time") {
        let long = text.repeat(100_000 / text.len().max(1) + 1);
        let start = Instant::now();
        let claims = check::read(&long, dated, &dataset);
        let read = start.elapsed();
        let verdicts = check::verdicts(&claims, &dataset, Some(&outcomes));
        println!(
            "{} bytes: {} claims in {read:?}, {} verdicts in {:?}",
            long.len(),
            claims.len(),
            verdicts.len(),
            start.elapsed() - read
        );
    }
    Ok(())
}
