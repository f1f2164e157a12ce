//! `prerender FIGURES.json OUTCOMES.json FOLDER`: what the build writes into its pages, each piece in a file of its own.
//!
//! `FOLDER` gets `standing.html` and `in-short.html` for `index.html`, `list.html`, the pair `SLUG.standing.html` and
//! `SLUG.beneath.html` for each area, and `areas.tsv`: slug, code, name, title and description of each, a line.

use dataset::{Dataset, Outcomes};
use query::Query;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            let _ = writeln!(io::stderr(), "prerender: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), String> {
    let [figures, outcomes, folder] = arguments else {
        return Err("usage: prerender FIGURES.json OUTCOMES.json FOLDER".to_owned());
    };
    let dataset = Dataset::from_json(&read(figures)?).map_err(|error| format!("{figures}: {error}"))?;
    let outcomes = Outcomes::from_json(&read(outcomes)?, &dataset).map_err(|error| format!("{outcomes}: {error}"))?;
    let put = |name: &str, text: &str| {
        let file = Path::new(folder).join(name);
        std::fs::write(&file, text).map_err(|error| format!("{}: cannot be written: {error}", file.display()))
    };
    put("standing.html", &markup::standing(&Query::read_address("", &dataset).query, &dataset)?)?;
    put("in-short.html", &markup::in_short(&dataset))?;
    put("list.html", &markup::area_list(&dataset))?;
    let mut list = String::new();
    for id in dataset.area_ids().filter(|id| *id != dataset.england_and_wales()) {
        let page = markup::area_page(id, &dataset, &outcomes)?;
        put(&format!("{}.standing.html", page.slug), &page.standing)?;
        put(&format!("{}.beneath.html", page.slug), &page.beneath)?;
        let line = [&page.slug, &page.code, &page.name, &page.title, &page.description]
            .map(|text| text.replace(['\t', '\n'], " "));
        list.push_str(&line.join("\t"));
        list.push('\n');
    }
    put("areas.tsv", &list)
}

fn read(file: &str) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{file}: cannot be read: {error}"))
}
