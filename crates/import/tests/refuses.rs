//! Everything the importer refuses, and how it says so.

// Helpers of a test fail as the test does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod world;

use serde_json::json;
use world::*;

/// The refusal after a change to one cell of the table; rows as a spreadsheet numbers them.
fn with_cell(row: usize, column: usize, text: &str) -> String {
    let mut world = World::new();
    world.rows[row - 1][column] = text.to_owned();
    world.refusal()
}

fn with_manifest(pointer: &str, value: serde_json::Value) -> String {
    let mut world = World::new();
    *world.manifest.pointer_mut(pointer).unwrap() = value;
    world.refusal()
}

fn with_edit(file: &str, from: &str, to: &str) -> String {
    let mut world = World::new();
    world.edit(file, from, to);
    world.refusal()
}

const ALL_HEADINGS: &str = "expected a row with the headings \"Financial Year\", \"Financial Quarter\", \"Force Name\", \
                            \"Offence Description\", \"Offence Group\", \"Offence Subgroup\", \"Offence Code\", \
                            \"Number of Offences\"";

#[test]
fn a_missing_column() {
    for (column, heading) in HEADINGS.iter().enumerate() {
        let mut world = World::new();
        for row in &mut world.rows {
            row.remove(column);
        }
        assert_eq!(world.refusal(), format!("recorded.csv, row 1: found no column \"{heading}\", {ALL_HEADINGS}"));
    }
    let mut world = World::new();
    world.recorded("recorded.csv", Vec::new());
    let all = ALL_HEADINGS.trim_start_matches("expected a row with the headings ");
    assert_eq!(world.refusal(), format!("recorded.csv: found no column {all}, {ALL_HEADINGS}"));
}

#[test]
fn a_missing_column_in_a_sheet_that_is_meant_as_a_table() {
    let mut world = World::new();
    let mut rows = world.rows.clone();
    rows[0][7] = "Count".to_owned();
    world.recorded("recorded.xlsx", xlsx(&[("Table", world.rows.clone()), ("More", rows)]));
    assert_eq!(
        world.refusal(),
        format!("recorded.xlsx, sheet \"More\", row 1: found no column \"Number of Offences\", {ALL_HEADINGS}")
    );
    world.recorded("recorded.ods", ods(&[("Table", world.rows.clone()), ("2020-21", vec![vec!["?".to_owned()]])]));
    assert!(world.refusal().starts_with("recorded.ods, sheet \"2020-21\": found no column \"Financial Year\", "));
    world.recorded("recorded.xlsx", xlsx(&[("One", vec![vec!["?".to_owned()]]), ("Two", Vec::new())]));
    assert!(world.refusal().starts_with("recorded.xlsx: found no column \"Financial Year\", "));
}

#[test]
fn a_column_that_is_there_twice() {
    let mut world = World::new();
    for row in &mut world.rows {
        row.push(row[7].clone());
    }
    assert_eq!(world.refusal(), "recorded.csv, row 1: found two columns \"Number of Offences\", expected one");
}

#[test]
fn an_unknown_force() {
    assert_eq!(
        with_cell(2, 2, "Kentshire"),
        "recorded.csv, row 2, column \"Force Name\": found \"Kentshire\", expected the name of a police force"
    );
    assert_eq!(
        with_cell(3, 2, " "),
        "recorded.csv, row 3, column \"Force Name\": found \"\", expected the name of a police force"
    );
    let absent = |force: &str, code: &str| {
        let mut world = World::new();
        world.manifest["releases"][0]["absences"] =
            json!([{"forces": [force], "offences": [code], "why": "It sent none."}]);
        world.refusal()
    };
    assert_eq!(
        absent("Kentshire", "8Q"),
        "sources.json, column \"absences\": found \"Kentshire\", expected the name of a police force"
    );
    assert_eq!(
        absent("Kent", "8X"),
        "sources.json, column \"absences\": found \"8X\", expected the code of an offence in the manifest"
    );
}

#[test]
fn an_unknown_code() {
    for code in ["", " ", "-"] {
        assert_eq!(
            with_cell(2, 6, code),
            "recorded.csv, row 2, column \"Offence Code\": found an empty cell, expected the code of an offence"
        );
    }
    assert_eq!(
        with_manifest("/changes/labels/0/offences", json!(["8X"])),
        "sources.json, column \"labels\": found \"8X\", expected the code of an offence in the manifest"
    );
    assert_eq!(
        with_manifest("/outcomes/offence", json!("8X")),
        "sources.json, column \"outcomes\": found \"8X\", expected the code of an offence in the manifest"
    );
}

#[test]
fn a_second_figure() {
    let mut world = World::new();
    world.rows.push(row(["2019/20", "4", "City of London", "x", "x", "x", "8Q", "12"]));
    assert_eq!(
        world.refusal(),
        "recorded.csv, row 27, column \"Number of Offences\": found a second figure for \
         8Q, City of London, January to March 2020, expected one, which is in recorded.csv, row 4"
    );
    let mut world = World::new();
    let (one, other) = (world.rows.clone(), vec![row(HEADINGS), world.rows[1].clone()]);
    world.recorded("recorded.xlsx", xlsx(&[("One", one), ("Two", other)]));
    assert_eq!(
        world.refusal(),
        "recorded.xlsx, sheet \"Two\", row 2, column \"Number of Offences\": found a second figure for \
         8Q, Kent, January to March 2020, expected one, which is in recorded.xlsx, sheet \"One\", row 2"
    );
}

#[test]
fn a_count_that_is_no_whole_number() {
    for text in ["12.5", "1,23", "", "n/a", "1e3", "99999999999", "#N/A", "*"] {
        assert_eq!(
            with_cell(5, NUMBER, text),
            format!("recorded.csv, row 5, column \"Number of Offences\": found \"{text}\", expected a whole number")
        );
    }
    let mut world = World::new();
    world.rows[4][NUMBER] = "12.5".to_owned();
    for (name, bytes) in [
        ("recorded.xlsx", xlsx(&[("2019-20", world.rows[..11].to_vec())])),
        ("recorded.ods", ods(&[("2019-20", world.rows[..11].to_vec())])),
    ] {
        world.recorded(name, bytes);
        assert_eq!(
            world.refusal(),
            format!(
                "{name}, sheet \"2019-20\", row 5, column \"Number of Offences\": \
                     found \"12.5\", expected a whole number"
            )
        );
    }
}

#[test]
fn a_quarter_or_a_year_that_is_none() {
    for text in ["0", "5", "", "Q1", "1.5", "-1", "257"] {
        assert_eq!(
            with_cell(2, 1, text),
            format!(
                "recorded.csv, row 2, column \"Financial Quarter\": found \"{text}\", \
                     expected a quarter of the year: 1, 2, 3 or 4"
            )
        );
    }
    for text in ["2019", "2019/21", "2019-20", "19/20", "2019/2020", "", "2o19/20", "9999/00", "0999/00"] {
        assert_eq!(
            with_cell(2, 0, text),
            format!(
                "recorded.csv, row 2, column \"Financial Year\": found \"{text}\", \
                     expected a financial year such as 2014/15"
            )
        );
    }
}

#[test]
fn a_row_of_another_year_than_its_sheets() {
    let mut world = World::new();
    world.recorded("recorded.xlsx", xlsx(&[("2019-20", world.rows.clone())]));
    assert_eq!(
        world.refusal(),
        "recorded.xlsx, sheet \"2019-20\", row 12, column \"Financial Year\": found 2020/21, expected 2019/20, \
         the year for which the sheet is named"
    );
}

#[test]
fn a_quarter_outside_the_release() {
    for (year, quarter, name) in
        [("2020/21", "2", "July to September 2020"), ("2019/20", "3", "October to December 2019")]
    {
        let mut world = World::new();
        world.rows.push(row([year, quarter, "Kent", "x", "x", "x", "8Q", "1"]));
        assert_eq!(
            world.refusal(),
            format!(
                "recorded.csv, row 27, column \"Financial Quarter\": found {name}, \
                     expected a quarter of the release: January 2020 to June 2020"
            )
        );
    }
}

#[test]
fn a_total_that_disagrees() {
    for (name, shown, total, sum) in [
        ("England and Wales", "England and Wales", "71", "70"),
        ("Total", "England and Wales", "52", "70"),
        ("England", "England", "52", "36"),
        ("Wales", "Wales", "17", "16"),
    ] {
        let mut world = World::new();
        world.rows.push(row(["2019/20", "4", name, "x", "x", "x", "8Q", total]));
        assert_eq!(
            world.refusal(),
            format!(
                "recorded.csv, row 27, column \"Number of Offences\": found {total} for \
                     8Q, {shown}, January to March 2020, expected {sum}, the sum of the parts"
            )
        );
    }
}

#[test]
fn a_hole_that_nothing_explains() {
    let mut world = World::new();
    world.rows.remove(1);
    assert_eq!(
        world.refusal(),
        "recorded.csv: found no figure for 8Q, Kent, January to March 2020, \
         expected one, or an absence declared in the manifest"
    );
    assert_eq!(
        with_cell(2, NUMBER, "-"),
        "recorded.csv, row 2, column \"Number of Offences\": found no figure for 8Q, Kent, January to March 2020, \
         expected one, or an absence declared in the manifest"
    );
    let mut world = World::new();
    let table = "Financial Year,Financial Quarter,Force Name,Number of Offences\n2019/20,4,Kent,1\n";
    world.files.insert("all.csv".to_owned(), table.as_bytes().to_vec());
    world.manifest["releases"][0]["all_crime"] = json!("all.csv");
    assert_eq!(
        world.refusal(),
        "all.csv: found no figure for all crime, City of London, January to March 2020, \
         expected one, or an absence declared in the manifest"
    );
}

#[test]
fn a_figure_that_is_declared_absent() {
    let mut world = World::new();
    world.manifest["releases"][0]["absences"] =
        json!([{"forces": ["Kent"], "offences": ["8Q"], "why": "It sent none."}]);
    assert_eq!(
        world.refusal(),
        "recorded.csv, row 2, column \"Number of Offences\": found 10 for 8Q, Kent, January to March 2020, \
         expected none, as the manifest declares it absent"
    );
}

#[test]
fn an_absence_of_other_quarters_than_those_that_are_missing() {
    let refusal = |bounds: serde_json::Value| {
        let mut world = World::new();
        world.rows.retain(|row| !(row[0] == "2020/21" && row[2] == "Kent" && row[6] == "8Q"));
        let mut absence = json!({"forces": ["Kent"], "offences": ["8Q"], "why": "It sent none."});
        absence.as_object_mut().unwrap().extend(bounds.as_object().unwrap().clone());
        world.manifest["releases"][0]["absences"] = json!([absence]);
        world.refusal()
    };
    assert_eq!(
        refusal(json!({})),
        "recorded.csv, row 2, column \"Number of Offences\": found 10 for 8Q, Kent, January to March 2020, \
         expected none, as the manifest declares it absent"
    );
    assert_eq!(
        refusal(json!({"to": "2020-03"})),
        "recorded.csv, row 2, column \"Number of Offences\": found 10 for 8Q, Kent, January to March 2020, \
         expected none, as the manifest declares it absent"
    );
    let mut world = World::new();
    world.rows.retain(|row| !(row[2] == "Kent" && row[6] == "8Q"));
    world.manifest["releases"][0]["absences"] =
        json!([{"forces": ["Kent"], "offences": ["8Q"], "from": "2020-04", "why": "It sent none."}]);
    assert_eq!(
        world.refusal(),
        "recorded.csv: found no figure for 8Q, Kent, January to March 2020, \
         expected one, or an absence declared in the manifest"
    );
    for (bounds, expected) in [
        (
            json!({"from": "2020-05"}),
            "found \"2020-05\", not on the bounds of a quarter, \
             expected the first month of a quarter, written as in 2014-04",
        ),
        (
            json!({"to": "2020-04"}),
            "found \"2020-04\", not on the bounds of a quarter, expected the last month of a quarter",
        ),
        (
            json!({"from": "2019-10"}),
            "found October to December 2019, expected a quarter of the release: January 2020 to June 2020",
        ),
        (
            json!({"from": "2020-07"}),
            "found July to September 2020, expected a quarter of the release: January 2020 to June 2020",
        ),
        (
            json!({"to": "2019-12"}),
            "found October to December 2019, expected a quarter of the release: January 2020 to June 2020",
        ),
        (
            json!({"to": "2020-09"}),
            "found July to September 2020, expected a quarter of the release: January 2020 to June 2020",
        ),
        (
            json!({"from": "2020-04", "to": "2020-03"}),
            "found 2020-04 to 2020-03, expected a period that ends after it starts",
        ),
    ] {
        assert_eq!(refusal(bounds), format!("sources.json, column \"absences\": {expected}"));
    }
}

#[test]
fn a_count_before_the_offence_was_one() {
    for count in ["1", "-1"] {
        let mut world = World::new();
        world.rows.push(row(["2019/20", "4", "Kent", "x", "x", "x", "8U", count]));
        assert_eq!(
            world.refusal(),
            format!(
                "recorded.csv, row 27, column \"Number of Offences\": found {count}, \
                     expected nothing of 8U before April 2020, when it became an offence"
            )
        );
    }
}

#[test]
fn a_file_that_is_not_there_or_not_a_table() {
    assert_eq!(
        with_manifest("/releases/0/file", json!("elsewhere.csv")),
        "elsewhere.csv: found no such file, expected one that can be read"
    );
    for (name, bytes, place) in [
        ("recorded.gz", b"\x1f\x8bnot gzip".to_vec(), "recorded.gz"),
        ("recorded.xlsx", b"PK\x03\x04not a workbook".to_vec(), "recorded.xlsx"),
        ("recorded.csv", b"a,b\n\n\"x\ny\",\xff\n".to_vec(), "recorded.csv, row 3"),
    ] {
        let mut world = World::new();
        world.recorded(name, bytes);
        let refusal = world.refusal();
        assert!(refusal.starts_with(&format!("{place}: found what cannot be read (")), "{refusal}");
        assert!(refusal.ends_with("), expected CSV, gzip-compressed CSV, XLSX or ODS"), "{refusal}");
    }
}

#[test]
fn outcomes_that_cannot_be_right() {
    let file = "outcomes.csv";
    assert_eq!(
        with_edit(file, "100,21,12,33", "101,21,12,33"),
        "outcomes.csv, row 2, column \"outcomes\": found 101 for all forces, 2019/20, expected 100, the sum of the parts"
    );
    assert_eq!(
        with_edit(file, "100,21,12,33", "100,21,12,32"),
        "outcomes.csv, row 2, column \"evidential_difficulties_victim_does_not_support\": \
         found 32 for all forces, 2019/20, expected 33, the sum of the parts"
    );
    assert_eq!(
        with_edit(file, "50,10,5,20", "34,10,5,20"),
        "outcomes.csv, row 3, column \"outcomes\": found 34 outcomes, of which 35 are named, \
         expected no more named outcomes than there are"
    );
    assert_eq!(
        with_edit(file, "North Wales,2019/20,,", "North Wales,2019/20,,0"),
        "outcomes.csv, row 6, column \"charged_or_summonsed\": found \"0\", \
         expected an empty cell, as none were supplied"
    );
    assert_eq!(
        with_edit(file, "50,10,5,20", "50,-10,5,20"),
        "outcomes.csv, row 3, column \"charged_or_summonsed\": found \"-10\", expected a number of outcomes"
    );
    assert_eq!(
        with_edit(file, "50,10,5,20,reported", "50,10,5,20,halved"),
        "outcomes.csv, row 3, column \"status\": found \"halved\", expected all of a year halved, or none"
    );
    assert_eq!(
        with_edit(file, "not_supplied", "lost"),
        "outcomes.csv, row 6, column \"status\": found \"lost\", expected reported, not_supplied or halved"
    );
    assert_eq!(
        with_edit(file, "North Wales,", "Kent,"),
        "outcomes.csv, row 6: found a second figure for Kent, 2019/20, expected one, which is in outcomes.csv, row 3"
    );
    assert_eq!(
        with_edit(file, "North Wales,2019/20,,,,,not_supplied\n", ""),
        "outcomes.csv: found no figure for outcomes, North Wales, 2019/20, \
         expected one, or an absence declared in the manifest"
    );
    assert_eq!(
        with_edit(file, "Kent,2019/20", "Kent,2019/21"),
        "outcomes.csv, row 3, column \"financial_year\": found \"2019/21\", expected a financial year such as 2014/15"
    );
    assert_eq!(
        with_edit(file, "Kent,", "Kentshire,"),
        "outcomes.csv, row 3, column \"force\": found \"Kentshire\", expected the name of a police force"
    );
}

#[test]
fn residents_that_cannot_be_right() {
    let file = "population.csv";
    assert_eq!(
        with_edit(file, "1800", "0"),
        "population.csv, row 2, column \"2019\": found \"0\", expected a number of residents"
    );
    assert_eq!(
        with_edit(file, "1800", "some"),
        "population.csv, row 2, column \"2019\": found \"some\", expected a number of residents"
    );
    assert_eq!(
        with_edit(file, "2019,2020", "2019,2021"),
        "population.csv: found columns for the years [2019, 2021], expected a column for each year, one after the other"
    );
    assert_eq!(
        with_edit(file, "E23000032,Kent", "E23000034,Kent"),
        "population.csv, row 2, column \"pfa_code\": found \"E23000034\", expected E23000032, the code of Kent"
    );
    assert_eq!(
        with_edit(file, "W15000001,North Wales,600,610\n", ""),
        "population.csv: found no figure for residents, North Wales, expected one, or an absence declared in the manifest"
    );
    assert_eq!(
        with_edit(file, "W15000001,North Wales", "E23000032,Kent"),
        "population.csv, row 5: found a second figure for Kent, expected one, which is in population.csv, row 2"
    );
    assert_eq!(
        with_edit(file, "W15000001", "K04000001,England and Wales,4107,4179\nW15000001"),
        "population.csv, row 5, column \"2020\": found 4179 for residents, England and Wales, 2020, \
         expected 4178, the sum of the parts"
    );
    assert_eq!(
        with_edit(file, "W15000001", "BTP,British Transport Police,1,1\nW15000001"),
        "population.csv: found residents of British Transport Police, expected none"
    );
}

#[test]
fn forces_that_cannot_be_right() {
    assert_eq!(
        with_edit("forces.csv", "E23000034", "E23000032"),
        "forces.csv, row 3, column \"pfa_code\": found E23000032 twice, expected it once"
    );
    assert_eq!(
        with_edit("forces.csv", "E23000034", ""),
        "forces.csv, row 3, column \"pfa_code\": found an empty cell, expected a text"
    );
    assert_eq!(
        with_edit("forces.csv", "City of London,City", "Kent,City"),
        "forces.csv: found two forces named \"Kent\", expected one"
    );
    assert_eq!(
        with_manifest("/forces/aliases", json!({"Kentshire": []})),
        "sources.json, column \"aliases\": found \"Kentshire\", expected the name of a police force"
    );
}

#[test]
fn changes_that_cannot_be_right() {
    assert_eq!(
        with_edit("changes.csv", "2018-04-01", "April 2018"),
        "changes.csv, row 2, column \"date\": found \"April 2018\", expected a day written as in 2020-04-01"
    );
    assert_eq!(
        with_edit("changes.csv", "2018-04-01", "2018-04-02"),
        "changes.csv, row 2, column \"date\": found 2018-04-02, \
         expected a day that has an entry under \"labels\" in sources.json"
    );
    assert_eq!(
        with_edit("changes.csv", "rise", "more"),
        "changes.csv, row 2, column \"effect\": found \"more\", \
         expected one of series_start, rise, fall, break, missing, none"
    );
    assert_eq!(
        with_edit("changes.csv", "example.org (as above)", "example.com (as above)"),
        "changes.csv, row 3, column \"source\": found \"example.com (as above)\", \
         expected a row above whose source starts with example.com"
    );
    assert_eq!(
        with_edit("changes.csv", "2020-05-01,missing,missing,\"Kent sent nothing\",example.net\n", ""),
        "sources.json, column \"labels\": found 2020-05-01, expected a change of that day in changes.csv"
    );
}

#[test]
fn shapes_that_cannot_be_right() {
    assert_eq!(
        with_edit("boundaries.json", "E23000032", "E23000099"),
        "boundaries.json, column \"E23000099\": found \"E23000099\", expected the name of a police force"
    );
    assert_eq!(
        with_edit("boundaries.json", "[[0,1]]", "[[0,2,1]]"),
        "boundaries.json, column \"E23000032\": found a ring that does not close, expected arcs that join to a ring"
    );
    assert_eq!(
        with_edit("boundaries.json", "[[0,1]]", "[[0,77]]"),
        "boundaries.json, column \"E23000032\": found a ring that does not close, expected arcs that join to a ring"
    );
    assert_eq!(
        with_edit("boundaries.json", "[[4]]", "[[5]]"),
        "boundaries.json, column \"W15000001\": found an outline that is nothing after rounding, expected a finer unit"
    );
    assert_eq!(
        with_edit("boundaries.json", "W15000001", "E23000032"),
        "boundaries.json, column \"E23000032\": found a second outline, expected one"
    );
    assert_eq!(
        with_edit("boundaries.json", "[-4,50]", "[-40,50]"),
        "boundaries.json, column \"arcs[3]\": found what is no position in or near Great Britain, \
         expected longitudes and latitudes"
    );
    assert_eq!(
        with_edit("tiles.json", "\"q\":3", "\"q\":2"),
        "tiles.json, column \"E23000034\": found column 2, row 0, the tile of E23000032, expected a tile of its own"
    );
    assert_eq!(
        with_edit("tiles.json", "odd-r", "even-q"),
        "tiles.json, column \"layout\": found \"even-q\", expected \"odd-r\""
    );
    assert_eq!(
        with_edit("tiles.json", "\"W15000001\":{\"q\":1,\"r\":1}", "\"E23000034\":{\"q\":2,\"r\":0}"),
        "tiles.json: found no tile of W15000001, expected one"
    );
}

#[test]
fn a_manifest_that_cannot_be_right() {
    assert_eq!(
        with_manifest("/version", json!(2)),
        "sources.json, column \"format\": found on-record/sources version 2, expected on-record/sources version 1"
    );
    assert_eq!(
        with_manifest("/releases/0/from", json!("2020-02")),
        "sources.json, column \"from\": found \"2020-02\", not on the bounds of a quarter, \
         expected the first month of a quarter, written as in 2014-04"
    );
    assert_eq!(
        with_manifest("/releases/0/to", json!("2020-07")),
        "sources.json, column \"to\": found \"2020-07\", not on the bounds of a quarter, \
         expected the last month of a quarter"
    );
    assert_eq!(
        with_manifest("/releases/0/to", json!("2019-12")),
        "sources.json, column \"to\": found 2020-01 to 2019-12, expected a period that ends after it starts"
    );
    assert_eq!(
        with_manifest("/forces/no_rate", json!({"Kent": "because"})),
        "sources.json, column \"no_rate\": found \"because\", expected a sentence that ends in a full stop"
    );
    let mut world = World::new();
    world.manifest["releases"][0]["publishd"] = json!("2020-10");
    let refusal = world.refusal();
    assert!(refusal.starts_with("sources.json, row "), "{refusal}");
    assert!(refusal.contains("unknown field `publishd`"), "{refusal}");
    let mut world = World::new();
    world.manifest["releases"][0]["published"] = json!("October 2020");
    assert_eq!(
        world.refusal(),
        "sources.json, column \"published\": found \"October 2020\", expected a month written as in 2023-10"
    );
    let mut world = World::new();
    let release = world.manifest["releases"][0].clone();
    world.manifest["releases"].as_array_mut().unwrap().push(release);
    assert_eq!(
        world.refusal(),
        "recorded.json, column \"releases\": found to-2020-06 is there twice, expected a dataset the page can read"
    );
}
