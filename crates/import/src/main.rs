//! `import --sources DIR --out DIR [--manifest FILE] [--check]`: the tables in, the dataset out.

use import::{ImportError, MANIFEST, Problem, build, output};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: import --sources DIR --out DIR [--manifest FILE] [--check]

  --sources DIR    the folder with the source tables
  --out DIR        the folder of the dataset, data/
  --manifest FILE  which table holds what; default: sources.json in the folder of the dataset
  --check          write nothing; fail if the dataset is not what the sources give
";

const WHERE_THE_TABLES_ARE: &str = "The source tables are not part of this project. They are published here:

  Home Office, Police recorded crime open data tables
    https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables
  Office for National Statistics, mid-year population estimates
    https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates
  Office for National Statistics, Open Geography portal, police force area boundaries
    https://geoportal.statistics.gov.uk

Put the files into a folder, add an entry for each in data/sources.json (data/README.md says how), and
run: make data SOURCES=folder
";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(text) => {
            // Nobody is left to be told when the output cannot be written.
            let _ = io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(text) => {
            let _ = io::stderr().write_all(text.as_bytes());
            ExitCode::FAILURE
        }
    }
}

/// What to print: on success, or as the reason of a failure.
fn run(arguments: impl Iterator<Item = String>) -> Result<String, String> {
    let arguments = match Arguments::parse(arguments)? {
        Some(arguments) => arguments,
        None => return Ok(USAGE.to_owned()),
    };
    let sources = arguments.sources.filter(|folder| folder.is_dir()).ok_or(WHERE_THE_TABLES_ARE)?;
    let manifest = arguments.manifest.unwrap_or_else(|| arguments.out.join(MANIFEST));
    let built = build(&sources, &manifest).map_err(|error| refusal(&error))?;
    let mut text = String::new();
    for line in &built.summary {
        text += &format!("{line}\n");
    }
    for warning in &built.warnings {
        text += &format!("note: {warning}\n");
    }
    if arguments.check {
        check(&built, &arguments.out).map(|()| text + "The dataset is what the sources give.\n")
    } else {
        output::write(&built, &arguments.out)
            .map_err(|error| format!("{}: cannot be written: {error}\n", arguments.out.display()))?;
        Ok(text)
    }
}

fn check(built: &import::Built, out: &Path) -> Result<(), String> {
    let differences = output::differences(built, out);
    if differences.is_empty() {
        return Ok(());
    }
    Err(format!("Not what the sources give: {}. Run `make data` to write them anew.\n", differences.join(", ")))
}

fn refusal(error: &ImportError) -> String {
    match *error.problem {
        Problem::NoFile => format!("{error}\n\n{WHERE_THE_TABLES_ARE}"),
        _ => format!("{error}\nNothing was written.\n"),
    }
}

struct Arguments {
    sources: Option<PathBuf>,
    out: PathBuf,
    manifest: Option<PathBuf>,
    check: bool,
}

impl Arguments {
    /// `None` where help is asked for.
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut parsed = Self { sources: None, out: PathBuf::from("data"), manifest: None, check: false };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().map(PathBuf::from).ok_or(format!("{argument} needs a value\n{USAGE}"));
            match argument.as_str() {
                "--sources" => parsed.sources = Some(value()?),
                "--out" => parsed.out = value()?,
                "--manifest" => parsed.manifest = Some(value()?),
                "--check" => parsed.check = true,
                "--help" | "-h" => return Ok(None),
                other => return Err(format!("found {other}\n{USAGE}")),
            }
        }
        Ok(Some(parsed))
    }
}
