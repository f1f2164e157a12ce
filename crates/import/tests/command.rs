//! The command: what it prints, what it leaves behind.

// Helpers of a test fail as the test does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod world;

use std::path::Path;
use std::process::{Command, Output};
use world::*;

fn import(arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_import")).args(arguments).output().unwrap();
    (status.success(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !["csv", "sources.json", "boundaries.json", "tiles.json"].iter().any(|end| name.ends_with(end)))
        .collect();
    names.sort();
    names
}

#[test]
fn writes_the_dataset_and_tells_what_it_holds() {
    let folder = World::new().write();
    let path = folder.to_str().unwrap();
    let (success, text) = import(&["--sources", path, "--out", path]);
    assert!(success, "{text}");
    assert_eq!(
        text,
        "release to-2020-06: 2020-01 to 2020-06, 25 figures\n\
         outcomes: 1 years, 4 forces and years\n\
         residents: 4 areas, 8 figures\n\
         changes: 3\n\
         map: 4 areas, 6 arcs\n"
    );
    assert_eq!(names(&folder), ["datapackage.json", "map.json", "outcomes.json", "recorded.json"]);

    let (success, text) = import(&["--sources", path, "--out", path, "--check"]);
    assert!(success && text.ends_with("The dataset is what the sources give.\n"), "{text}");
    std::fs::write(folder.join("map.json"), "{}").unwrap();
    let (success, text) = import(&["--sources", path, "--out", path, "--check"]);
    assert!(!success);
    assert_eq!(text, "Not what the sources give: map.json. Run `make data` to write them anew.\n");
    assert_eq!(std::fs::read_to_string(folder.join("map.json")).unwrap(), "{}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn writes_nothing_unless_all_is_valid() {
    let mut world = World::new();
    // The last thing that is read.
    world.edit("tiles.json", "odd-r", "even-q");
    let folder = world.write();
    let path = folder.to_str().unwrap();
    std::fs::write(folder.join("recorded.json"), "old").unwrap();
    let (success, text) = import(&["--sources", path, "--out", path]);
    assert!(!success);
    assert_eq!(text, "tiles.json, column \"layout\": found \"even-q\", expected \"odd-r\"\nNothing was written.\n");
    assert_eq!(names(&folder), ["recorded.json"]);
    assert_eq!(std::fs::read_to_string(folder.join("recorded.json")).unwrap(), "old");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn without_the_sources_it_says_where_they_are_published() {
    for arguments in [&["--out", "data"][..], &["--sources", "/no/such/folder"]] {
        let (success, text) = import(arguments);
        assert!(!success);
        assert!(
            text.contains("https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables"),
            "{text}"
        );
        assert!(text.contains("https://geoportal.statistics.gov.uk"), "{text}");
        assert!(text.ends_with("run: make data SOURCES=folder\n"), "{text}");
    }
    let folder = World::new().write();
    std::fs::remove_file(folder.join("outcomes.csv")).unwrap();
    let path = folder.to_str().unwrap();
    let (success, text) = import(&["--sources", path, "--out", path]);
    assert!(!success);
    assert!(text.starts_with("outcomes.csv: found no such file, expected one that can be read\n\nThe source tables"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn explains_itself() {
    let (success, text) = import(&["--help"]);
    assert!(success && text.starts_with("usage: import --sources DIR --out DIR"), "{text}");
    let (success, text) = import(&["--verbose"]);
    assert!(!success && text.starts_with("found --verbose\nusage: "), "{text}");
    let (success, text) = import(&["--out"]);
    assert!(!success && text.starts_with("--out needs a value\n"), "{text}");
}
