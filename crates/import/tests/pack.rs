//! The other offences, from small tables in the source's own form.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod world;

use import::Built;
use serde_json::json;
use world::{FORCES, World, row};

/// Robbery in both quarters, burglary that ended after the first, a code of outcomes alone, and the world's own rows.
fn with_others() -> World {
    let mut world = World::new();
    let mut others = world.rows.clone();
    for (at, (year, quarter)) in [("2019/20", "4"), ("2020/21", "1")].into_iter().enumerate() {
        for (index, force) in FORCES.iter().enumerate() {
            let robbery = (index * 10 + at).to_string();
            let burglary = if at == 0 { (index + 1).to_string() } else { "0".to_owned() };
            others.push(row([
                year,
                quarter,
                force,
                "Robbery of\u{a0}personal property",
                "Robbery",
                "Robbery",
                "34B",
                &robbery,
            ]));
            others.push(row([
                year,
                quarter,
                force,
                "Burglary in a dwelling",
                "Theft offences",
                "Burglary",
                "28A",
                &burglary,
            ]));
            others.push(row([
                year,
                quarter,
                force,
                "Treason (outcomes only)",
                "Public order",
                "Public order",
                "62",
                "0",
            ]));
        }
    }
    others.push(row(["2020/21", "1", "Action Fraud", "Fraud", "Fraud offences", "Fraud", "AF", "900"]));
    write(&mut world, &others);
    world.manifest["pack"] = json!({
        "release": "to-2020-06", "file": "others.csv", "until": {"28A": "2020-03"}, "provenance": "The table of all."
    });
    world
}

fn write(world: &mut World, rows: &[Vec<String>]) {
    let quoted = |cell: &String| format!("\"{cell}\"");
    let lines: Vec<String> = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
    world.files.insert("others.csv".to_owned(), lines.join("\n").into_bytes());
}

fn change(world: &mut World, from: &str, to: &str) {
    let text = String::from_utf8(world.files["others.csv"].clone()).unwrap();
    assert!(text.contains(from), "{from}");
    world.files.insert("others.csv".to_owned(), text.replacen(from, to, 1).into_bytes());
}

fn packed(built: &Built) -> &str {
    &built.files.iter().find(|(name, _)| *name == "offences.txt").expect("no file of other offences").1
}

fn refusal(world: &World) -> String {
    world.build().expect_err("accepted").to_string()
}

#[test]
fn without_an_entry_there_is_no_file() {
    assert!(World::new().build().unwrap().files.iter().all(|(name, _)| *name != "offences.txt"));
}

#[test]
fn what_is_recorded_is_packed() {
    let built = with_others().build().unwrap();
    // Kent 1; City of London 2; Devon and Cornwall 3; North Wales 4; British Transport Police 5, in the dataset's order.
    assert_eq!(
        packed(&built),
        "on-record/offences\t1\nrelease\tto-2020-06\t2020-01\t2020-06\nsource\tThe table of all.\nabsent\t\n\
         forces\tE23000034\tE23000035\tE23000032\tW15000001\tBTP\n\
         offence\t28A\tBurglary in a dwelling\tTheft offences\tBurglary\t2020-01\t2020-03\t15\nE\nG\nC\nI\nK\n\
         offence\t34B\tRobbery of personal property\tRobbery\tRobbery\t2020-01\t2020-06\t205\nUC\noBC\nAC\n8BC\nwCC\n"
    );
    assert!(
        built.warnings.iter().any(|note| note.contains("1 codes under which no offence was recorded, left out: 62"))
    );
    assert_eq!(packed(&built), packed(&with_others().build().unwrap()), "the same twice");
}

#[test]
fn what_cannot_be_is_refused() {
    let mut world = with_others();
    world.manifest["pack"]["until"] = json!({"28A": "2019-12"});
    assert!(refusal(&world).contains("of 28A"), "{}", refusal(&world));
    world.manifest["pack"]["until"] = json!({"99Z": "2020-03"});
    assert!(refusal(&world).contains("99Z"), "{}", refusal(&world));
    world = with_others();
    world.manifest["pack"]["release"] = json!("to-1999-03");
    assert!(refusal(&world).contains("to-1999-03"), "{}", refusal(&world));
    for (from, to, told) in [
        ("\"34B\",\"0\"", "\"34B\",\"-\"", "34B"),
        ("\"34B\",\"0\"", "\"34B\",\"2.5\"", "2.5"),
        ("\"Robbery of\u{a0}personal property\"", "\"Robbery\"", "Robbery"),
        (
            "\"2019/20\",\"4\",\"Kent\",\"Robbery",
            "\"2020/21\",\"1\",\"Kent\",\"Robbery",
            "34B, Kent, April to June 2020",
        ),
        ("\"2019/20\",\"4\",\"Kent\",\"Robbery", "\"2019/20\",\"4\",\"Kernow\",\"Robbery", "Kernow"),
    ] {
        let mut world = with_others();
        change(&mut world, from, to);
        assert!(refusal(&world).contains(told), "{told}: {}", refusal(&world));
    }
}

#[test]
fn an_absent_figure_needs_its_reason() {
    let mut world = with_others();
    change(&mut world, "\"34B\",\"10\"", "\"34B\",\"-\"");
    assert!(refusal(&world).contains("34B, City of London, January to March 2020"), "{}", refusal(&world));
    world.manifest["pack"]["absent"] = json!("The City of London did not supply it.");
    let built = world.build().unwrap();
    assert!(packed(&built).contains("absent\tThe City of London did not supply it.\n"));
    assert!(packed(&built).contains("\n!W\n"), "{}", packed(&built));
}

#[test]
fn a_force_whose_offences_are_not_all_of_its_crime_is_refused() {
    let mut world = with_others();
    world.manifest["releases"][0]["all_crime"] = json!("others.csv");
    world.build().unwrap();
    let mut other = String::from_utf8(world.files["others.csv"].clone()).unwrap();
    other = other.replacen("\"34B\",\"10\"", "\"34B\",\"11\"", 1);
    world.files.insert("all.csv".to_owned(), other.into_bytes());
    world.manifest["releases"][0]["all_crime"] = json!("all.csv");
    assert!(refusal(&world).contains("City of London"), "{}", refusal(&world));
}

/// Totals by offence, force and financial year, added up anew from the very table, against the committed file. The table
/// is not part of the project: `ON_RECORD_SOURCES=folder cargo nextest run -p import --run-ignored all whole`.
#[test]
#[ignore = "needs the source tables"]
fn the_whole_table_adds_up_to_the_committed_file() {
    use dataset::{Dataset, Figure, Pack, Quarter};
    use std::collections::BTreeMap;
    use std::io::Read;
    let data =
        |name: &str| std::fs::read_to_string(format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let dataset = Dataset::from_json(&data("recorded.json")).unwrap();
    assert!(dataset.add(Pack::read(&data("offences.txt"), &dataset).unwrap()).is_ok());
    let folder = std::env::var("ON_RECORD_SOURCES").expect("ON_RECORD_SOURCES names the folder of the source tables");
    let file = std::fs::File::open(format!("{folder}/recorded/to-2023-06-all-offences.csv.gz")).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let mut totals: BTreeMap<(String, String, u16), i64> = BTreeMap::new();
    let mut rows = 0;
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        let record = record.unwrap();
        let year: u16 = record[0][..4].parse().unwrap();
        *totals.entry((record[6].to_owned(), record[2].to_owned(), year)).or_default() +=
            record[7].parse::<i64>().unwrap();
        rows += 1;
    }
    assert_eq!(rows, 258_905);
    let release = dataset.release_by_name("to-2023-06").unwrap();
    let mut compared = 0;
    for ((code, name, year), total) in totals {
        let Some(offence) = dataset.offence_by_code(&code) else {
            assert!(
                total == 0
                    || ["Action Fraud", "CIFAS", "UK Finance", "Financial Fraud Action UK"].contains(&name.as_str())
            );
            continue;
        };
        let name = if name == "London, City of" { "City of London".to_owned() } else { name };
        let area =
            dataset.areas().iter().find(|area| area.name == name && area.forces.len() == 1).expect("no such force");
        let sum: i64 = (1..=4)
            .filter_map(|number| Quarter::of_financial_year(year, number).ok())
            .map(|quarter| match dataset.recorded(release, offence, area.forces[0], quarter) {
                Figure::Count(count) => i64::from(count),
                Figure::Missing(_) => 0,
            })
            .sum();
        assert_eq!(sum, total, "{code}, {name}, {year}");
        compared += 1;
    }
    assert!(compared > 60_000, "{compared}");
}
