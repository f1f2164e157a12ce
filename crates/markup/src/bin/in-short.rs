//! `in-short FIGURES.json`: the figures in short as HTML, for the build to write into `index.html`.

use dataset::Dataset;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(std::env::args().nth(1)) {
        Ok(html) => {
            // Nobody is left to be told when the output cannot be written.
            let _ = io::stdout().write_all(html.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            let _ = writeln!(io::stderr(), "in-short: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(file: Option<String>) -> Result<String, String> {
    let file = file.ok_or("usage: in-short FIGURES.json")?;
    let json = std::fs::read_to_string(&file).map_err(|error| format!("{file}: cannot be read: {error}"))?;
    let dataset = Dataset::from_json(&json).map_err(|error| format!("{file}: {error}"))?;
    Ok(markup::in_short(&dataset))
}
