//! Everything the importer takes.

// Helpers of a test fail as the test does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod world;

use serde_json::json;
use world::*;

/// The counts of the release: 8Q and 8L by force and quarter, 8U in the one quarter it existed.
/// Forces: City of London, Devon and Cornwall, Kent, North Wales, British Transport Police.
fn expected_counts() -> serde_json::Value {
    json!([
        {"offence": "8Q", "from": "2020-01", "cells": [[12, 23], [14, 26], [10, 20], [16, 29], [18, 32]]},
        {"offence": "8L", "from": "2020-01", "cells": [[13, 24], [15, 27], [11, 21], [17, 30], [19, 33]]},
        {"offence": "8U", "from": "2020-04", "cells": [[25], [28], [22], [31], [34]]}
    ])
}

fn counts(world: &World) -> serde_json::Value {
    world.built("recorded.json")["releases"][0]["counts"].clone()
}

#[test]
fn the_plain_table() {
    assert_eq!(counts(&World::new()), expected_counts());
}

#[test]
fn the_table_compressed() {
    let mut world = World::new();
    world.recorded("recorded.csv.gz", gzip(&csv(&world.rows)));
    assert_eq!(counts(&world), expected_counts());
}

/// A sheet a year, a title above the headings, and sheets of other things.
fn sheets(world: &World) -> Vec<(&'static str, Rows)> {
    let titled = |year: &str| {
        let mut rows = vec![vec!["Police recorded crime".to_owned()], Vec::new(), row(HEADINGS)];
        rows.extend(world.rows.iter().filter(|row| row[0] == year).cloned());
        rows
    };
    let codes = vec![
        vec!["Offence Code".to_owned(), "Offence Description".to_owned()],
        vec!["8Q".to_owned(), "Stalking".to_owned()],
    ];
    vec![
        ("Notes", vec![vec!["Nothing to see".to_owned()]]),
        ("2019-20", titled("2019/20")),
        ("2020-21", titled("2020/21")),
        ("Offences", codes),
        ("Empty", Vec::new()),
    ]
}

#[test]
fn a_workbook_with_a_sheet_a_year() {
    let mut world = World::new();
    world.recorded("recorded.xlsx", xlsx(&sheets(&world)));
    assert_eq!(counts(&world), expected_counts());
}

#[test]
fn an_open_document_with_a_sheet_a_year() {
    let mut world = World::new();
    world.recorded("recorded.ods", ods(&sheets(&world)));
    assert_eq!(counts(&world), expected_counts());
}

#[test]
fn whole_numbers_that_a_spreadsheet_keeps_as_floats() {
    let mut world = World::new();
    for row in &mut world.rows[1..] {
        row[1] += ".0";
        row[NUMBER] += ".0";
    }
    world.recorded("recorded.xlsx", xlsx(&[("Table", world.rows.clone())]));
    assert_eq!(counts(&world), expected_counts());
    world.recorded("recorded.ods", ods(&[("Table", world.rows.clone())]));
    assert_eq!(counts(&world), expected_counts());
    world.recorded("recorded.csv", csv(&world.rows));
    assert_eq!(counts(&world), expected_counts());
}

#[test]
fn columns_in_any_order_and_more_of_them() {
    let mut world = World::new();
    for row in &mut world.rows {
        row.reverse();
        row.insert(3, "more".to_owned());
    }
    assert_eq!(counts(&world), expected_counts());
}

#[test]
fn a_byte_order_mark_padding_other_case_and_rows_without_anything() {
    let mut world = World::new();
    for row in &mut world.rows {
        for cell in row.iter_mut() {
            *cell = format!("  {cell}\u{a0} ");
        }
    }
    world.rows[0] = HEADINGS.iter().map(|heading| heading.to_uppercase()).collect();
    world.rows.insert(4, vec![" ".to_owned(); 8]);
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(csv(&world.rows));
    world.recorded("recorded.csv", bytes);
    assert_eq!(counts(&world), expected_counts());
}

#[test]
fn thousands_separators_and_transfers() {
    let mut world = World::new();
    world.rows[1][NUMBER] = "1,234".to_owned();
    world.rows[2][NUMBER] = "-7".to_owned();
    let counts = counts(&world);
    assert_eq!(counts[0]["cells"][2], json!([1234, 20]));
    assert_eq!(counts[1]["cells"][2], json!([-7, 21]));
}

#[test]
fn names_as_other_tables_write_them() {
    let mut world = World::new();
    for row in &mut world.rows {
        row[2] = match row[2].as_str() {
            "London, City of" => "city of  london".to_owned(),
            "Devon & Cornwall" => "DEVON AND CORNWALL".to_owned(),
            "Kent" => "Kent Police".to_owned(),
            other => other.to_owned(),
        };
    }
    assert_eq!(counts(&world), expected_counts());
}

#[test]
fn totals_that_agree_are_checked_and_left_out() {
    let mut world = World::new();
    for (name, total) in [("England and Wales", "70"), ("England", "36"), ("Wales", "16"), ("All forces", "75")] {
        let code = if name == "All forces" { "8L" } else { "8Q" };
        world.rows.push(row(["2019/20", "4", name, "x", "x", "x", code, total]));
    }
    assert_eq!(counts(&world), expected_counts());
}

#[test]
fn a_total_whose_parts_are_not_all_there_is_named_as_unchecked() {
    let mut world = World::new();
    world.rows.retain(|row| row[2] != "North Wales");
    world.rows.push(row(["2019/20", "4", "Total", "x", "x", "x", "8Q", "70"]));
    world.manifest["releases"][0]["absences"] =
        json!([{"forces": ["North Wales"], "offences": ["8Q", "8L", "8U"], "why": "It sent none."}]);
    let warnings = world.build().unwrap().warnings;
    assert_eq!(
        warnings,
        ["to-2020-06: recorded.csv, row 22, column \"Number of Offences\": 8Q, England and Wales, \
          January to March 2020 not checked, as not all of its parts are there"]
    );
}

#[test]
fn other_offences_and_bodies_that_record_fraud_are_left_out() {
    let mut world = World::new();
    world.rows.push(row(["2019/20", "4", "Kent", "x", "x", "x", "1", "999"]));
    for body in ["Action Fraud", "CIFAS", "Financial Fraud Action UK", "UK Finance"] {
        world.rows.push(row(["2019/20", "4", body, "x", "x", "x", "AF", "999"]));
    }
    assert_eq!(counts(&world), expected_counts());
}

#[test]
fn all_crime_in_a_table_of_its_own_or_added_up_from_all_codes() {
    let mut world = World::new();
    world.rows.push(row(["2019/20", "4", "Kent", "x", "x", "x", "1", "1000"]));
    world.rows.push(row(["2019/20", "4", "UK Finance", "x", "x", "x", "AF", "5"]));
    // The national total counts fraud that no force recorded.
    for (code, total) in [("8Q", "70"), ("8L", "75"), ("1", "1000"), ("AF", "5")] {
        world.rows.push(row(["2019/20", "4", "England and Wales", "x", "x", "x", code, total]));
    }
    world.manifest["releases"][0]["all_crime"] = json!("recorded.csv");
    let added_up = world.built("recorded.json")["releases"][0]["all_crime"].clone();
    let cells = json!([[25, 72], [29, 81], [1021, 63], [33, 90], [37, 99]]);
    assert_eq!(added_up, json!({"from": "2020-01", "cells": cells}));

    let mut table = "Financial Year,Financial Quarter,Force Name,Number of Offences\n".to_owned();
    let positions = [2, 0, 1, 3, 4];
    for (force, position) in FORCES.iter().zip(positions) {
        for (index, period) in ["2019/20,4", "2020/21,1"].iter().enumerate() {
            table += &format!("{period},\"{force}\",{}\n", cells[position][index]);
        }
    }
    world.manifest["releases"][0]["all_crime"] = json!("all.csv");
    world.files.insert("all.csv".to_owned(), table.into_bytes());
    assert_eq!(world.built("recorded.json")["releases"][0]["all_crime"], added_up);
}

#[test]
fn a_declared_absence_and_a_dash_where_it_is() {
    let mut world = World::new();
    world.rows[1][NUMBER] = "-".to_owned();
    world.rows.retain(|row| !(row[0] == "2020/21" && row[2] == "Kent" && row[6] == "8Q"));
    world.manifest["releases"][0]["absences"] =
        json!([{"forces": ["Kent"], "offences": ["8Q"], "why": "Kent sent none."}]);
    let release = world.built("recorded.json")["releases"][0].clone();
    assert_eq!(release["counts"][0]["cells"][2], json!([null, null]));
    assert_eq!(release["absences"], json!([{"forces": ["E23000032"], "offences": ["8Q"], "why": "Kent sent none."}]));
}

#[test]
fn a_declared_absence_of_one_quarter() {
    for (dropped, bounds, cells) in [
        ("2019/20", json!({"from": "2020-01", "to": "2020-03"}), json!([null, 20])),
        ("2019/20", json!({"to": "2020-03"}), json!([null, 20])),
        ("2020/21", json!({"from": "2020-04", "to": "2020-06"}), json!([10, null])),
        ("2020/21", json!({"from": "2020-04"}), json!([10, null])),
    ] {
        let mut world = World::new();
        world.rows.retain(|row| !(row[0] == dropped && row[2] == "Kent" && row[6] == "8Q"));
        let absence = |force: &str| {
            let mut absence = json!({"forces": [force], "offences": ["8Q"], "why": "Kent sent none."});
            absence.as_object_mut().unwrap().extend(bounds.as_object().unwrap().clone());
            json!([absence])
        };
        world.manifest["releases"][0]["absences"] = absence("Kent");
        let release = world.built("recorded.json")["releases"][0].clone();
        assert_eq!(release["counts"][0]["cells"][2], cells, "{bounds}");
        assert_eq!(release["absences"], absence("E23000032"), "{bounds}");
    }
}

#[test]
fn all_crime_of_a_quarter_in_which_all_offences_are_declared_absent() {
    let mut world = World::new();
    world.rows.retain(|row| !(row[0] == "2020/21" && row[2] == "Kent"));
    world.manifest["releases"][0]["all_crime"] = json!("recorded.csv");
    world.manifest["releases"][0]["absences"] =
        json!([{"forces": ["Kent"], "offences": ["8Q", "8L", "8U"], "from": "2020-04", "why": "Kent sent none."}]);
    let release = world.built("recorded.json")["releases"][0].clone();
    assert_eq!(release["all_crime"]["cells"][2], json!([21, null]));
}

#[test]
fn zeros_before_an_offence_was_one_are_left_out() {
    let mut world = World::new();
    for (force, count) in FORCES.iter().zip(["0", "-", "0", "0", "0"]) {
        world.rows.push(row(["2019/20", "4", force, "x", "x", "x", "8U", count]));
    }
    assert_eq!(counts(&world), expected_counts());
    assert_eq!(
        world.build().unwrap().warnings,
        ["to-2020-06: 5 rows of offences that did not exist yet, all without a count, left out"]
    );
}

#[test]
fn a_release_that_ends_before_an_offence_was_one_has_no_column_of_it() {
    let mut world = World::new();
    world.rows.retain(|row| row[0] != "2020/21");
    world.manifest["releases"][0]["to"] = json!("2020-03");
    assert_eq!(counts(&world).as_array().unwrap().len(), 2);
}

#[test]
fn forces_by_name_with_what_the_manifest_adds() {
    let recorded = World::new().built("recorded.json");
    assert_eq!(
        recorded["forces"],
        json!([
            {"code": "E23000034", "name": "City of London", "official": "City of London Police",
             "region": "E12000007", "neighbours": [2]},
            {"code": "E23000035", "name": "Devon and Cornwall", "official": "Devon and Cornwall Police",
             "region": "E12000009", "aliases": ["Devon"]},
            {"code": "E23000032", "name": "Kent", "official": "Kent Police", "region": "E12000008",
             "neighbours": [0]},
            {"code": "W15000001", "name": "North Wales", "official": "North Wales Police", "region": "W92000004"},
            {"code": "BTP", "name": "British Transport Police", "official": "British Transport Police",
             "aliases": ["BTP"], "no_rate": "It has no residents."}
        ])
    );
    assert_eq!(
        recorded["regions"],
        json!([
            {"code": "E12000007", "name": "London"},
            {"code": "E12000008", "name": "The South East"},
            {"code": "E12000009", "name": "South West"}
        ])
    );
    assert_eq!(
        recorded["population"],
        json!({"from": 2019, "revised_from": [2020],
               "residents": [[7, 8], [1700, 1710], [1800, 1850], [600, 610], null]})
    );
}

#[test]
fn changes_by_date_as_sentences_with_whole_addresses() {
    assert_eq!(
        World::new().built("recorded.json")["changes"],
        json!([
            {"date": "2014-04-01", "effect": "series_start", "short": "counted", "what": "Stalking is counted.",
             "source": "example.org/rules/page", "offences": ["8Q", "8L"]},
            {"date": "2018-04-01", "effect": "rise", "short": "more counted", "what": "More is counted.",
             "source": "example.org/rules/page", "offences": ["8Q"]},
            {"date": "2020-05-01", "effect": "missing", "short": "nothing sent", "what": "Kent sent nothing.",
             "source": "example.net", "offences": ["8Q"], "force": "E23000032"}
        ])
    );
}

#[test]
fn outcomes_supplied_and_not() {
    let outcomes = World::new().built("outcomes.json");
    assert_eq!(
        outcomes["years"],
        json!([{"year": "2019/20", "cells": [[10, 1, 2, 3], [40, 10, 5, 10], [50, 10, 5, 20], null, [0, 0, 0, 0]]}])
    );
    let mut world = World::new();
    world.files.insert(
        "outcomes.csv".to_owned(),
        String::from_utf8(world.files["outcomes.csv"].clone()).unwrap().replace(",reported", ",halved").into_bytes(),
    );
    assert_eq!(world.built("outcomes.json")["years"][0]["halved"], json!(true));
}

#[test]
fn totals_of_residents_are_checked_and_left_out() {
    let mut world = World::new();
    world.edit("population.csv", "W15000001", "K04000001,England and Wales,4107,4178\nW15000001");
    assert_eq!(world.built("recorded.json")["population"]["residents"].as_array().unwrap().len(), 5);
}

#[test]
fn neighbours_share_their_border_and_outlines_run_counter_clockwise() {
    let map = World::new().built("map.json");
    let areas = map["areas"].as_array().unwrap();
    let codes: Vec<&str> = areas.iter().map(|area| area["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["E23000034", "E23000035", "E23000032", "W15000001"]);
    // Kent's ring came clockwise and is turned: it uses the shared border backwards.
    assert_eq!(areas[0]["rings"], json!([[0, 2]]));
    assert_eq!(areas[2]["rings"], json!([[-2, -1]]));
    // The islet is nothing after rounding; the lake is kept, clockwise.
    assert_eq!(areas[1]["rings"], json!([[3], [-6]]));
    assert_eq!(areas[0]["tile"], json!([2, 0]));
    assert_eq!(map["arcs"].as_array().unwrap().len(), 6);
    assert_eq!(map["metres_per_unit"], json!(500));
}

#[test]
fn forces_know_those_with_which_they_share_a_border() {
    let recorded = World::new().built("recorded.json");
    let neighbours: Vec<_> = recorded["forces"].as_array().unwrap().iter().map(|force| &force["neighbours"]).collect();
    // City of London, Devon and Cornwall, Kent, North Wales, British Transport Police.
    assert_eq!(neighbours, [&json!([2]), &json!(null), &json!([0]), &json!(null), &json!(null)]);
}

#[test]
fn the_descriptor_names_licence_files_and_sources_with_their_hashes() {
    let package = World::new().built("datapackage.json");
    assert_eq!(package["licenses"][0]["name"], json!("OGL-UK-3.0"));
    let paths: Vec<&str> =
        package["resources"].as_array().unwrap().iter().map(|resource| resource["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["recorded.json", "outcomes.json", "map.json"]);
    for described in package["resources"].as_array().unwrap().iter().chain(package["sources"].as_array().unwrap()) {
        assert_eq!(described["hash"].as_str().unwrap().len(), "sha256:".len() + 64);
        assert!(described["bytes"].as_u64().unwrap() > 0);
    }
    assert_eq!(package["sources"].as_array().unwrap().len(), 7);
}

#[test]
fn the_same_sources_give_the_same_bytes() {
    assert_eq!(World::new().build(), World::new().build());
}
