//! A damaged dataset is refused as a whole, and the error says where.

use dataset::{Dataset, Figure, Missing, Quarter};
use proptest::prelude::*;

/// A dataset of two forces, one offence and one release of two quarters.
const SMALL: &str = r#"{"format":"on-record/recorded","version":1,
"offences":[{"code":"8Q","name":"Stalking","since":"2014-04"}],
"regions":[{"code":"E12000001","name":"North East"}],
"forces":[{"code":"E23000008","name":"Durham","official":"Durham Constabulary","region":"E12000001"},
{"code":"W15000001","name":"North Wales","official":"North Wales Police","region":"W92000004"}],
"releases":[{"name":"to-2014-09","from":"2014-04","to":"2014-09",
"absences":[{"forces":["W15000001"],"offences":["8Q"],"why":"Not in the copy."}],
"counts":[{"offence":"8Q","from":"2014-04","cells":[[3,-1],[null,null]]}]}],
"population":{"from":2014,"residents":[[619429],[687000]]},
"changes":[{"date":"2014-04-01","effect":"series_start","short":"starts","what":"It starts.","source":"here","offences":["8Q"]}]}"#;

fn error_after(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    match Dataset::from_json(&SMALL.replacen(from, to, 1)) {
        Ok(_) => "accepted".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn the_sample_itself_is_whole() {
    Dataset::from_json(SMALL).unwrap();
}

#[test]
fn every_damage_is_named_with_its_place() {
    let cases = [
        (
            "\"version\":1",
            "\"version\":2",
            "the file: found on-record/recorded version 2, expected on-record/recorded version 1",
        ),
        ("[3,-1]", "[3,\"x\"]", "releases[0].counts[0].cells[0][1]: found \"x\", expected a whole number"),
        ("[3,-1]", "[3,1.5]", "releases[0].counts[0].cells[0][1]: found a fraction, expected a whole number"),
        ("[3,-1]", "[3,99999999999]", "releases[0].counts[0].cells[0][1]: found 99999999999, expected a whole number"),
        ("[3,-1]", "[3]", "releases[0].counts[0].cells[0]: 1 counts, expected one for each of 2 quarters"),
        ("[3,-1],", "", "releases[0].counts[0].cells: 1 rows, expected one for each of 2 forces"),
        ("[3,-1]", "[3,null]", "releases[0]: a figure is missing without a reason: 8Q, Durham, July to September 2014"),
        (
            "[null,null]",
            "[null,7]",
            "releases[0]: a figure that is said to be absent: 8Q, North Wales, July to September 2014",
        ),
        ("\"cells\"", "\"sells\"", "releases[0].counts[0].cells: found nothing, expected a list"),
        ("{\"offence\":\"8Q\"", "{\"offence\":\"8L\"", "releases[0].counts[0].offence: unknown offence 8L"),
        (
            "\"to\":\"2014-09\"",
            "\"to\":\"2014-08\"",
            "releases[0].to: found \"2014-08\": not on the bounds of a quarter",
        ),
        ("\"to\":\"2014-09\"", "\"to\":\"2013-09\"", "releases[0]: starts in April 2014 but ends in September 2013"),
        ("\"forces\":[\"W15000001\"]", "\"forces\":[\"W1\"]", "releases[0].absences[0].forces[0]: unknown force W1"),
        (
            "\"why\"",
            "\"from\":\"2014-05\",\"why\"",
            "releases[0].absences[0].from: found \"2014-05\": not on the bounds of a quarter",
        ),
        ("\"why\"", "\"to\":201409,\"why\"", "releases[0].absences[0].to: found 201409, expected a text"),
        (
            "\"why\"",
            "\"from\":\"2014-01\",\"why\"",
            "releases[0].absences[0].from: January to March 2014 is not in the release: April 2014 to September 2014",
        ),
        (
            "\"why\"",
            "\"from\":\"2014-10\",\"why\"",
            "releases[0].absences[0].from: October to December 2014 is not in the release: April 2014 to September 2014",
        ),
        (
            "\"why\"",
            "\"to\":\"2014-03\",\"why\"",
            "releases[0].absences[0].to: January to March 2014 is not in the release: April 2014 to September 2014",
        ),
        (
            "\"why\"",
            "\"to\":\"2014-12\",\"why\"",
            "releases[0].absences[0].to: October to December 2014 is not in the release: April 2014 to September 2014",
        ),
        (
            "\"why\"",
            "\"from\":\"2014-07\",\"to\":\"2014-06\",\"why\"",
            "releases[0].absences[0]: starts in July 2014 but ends in June 2014",
        ),
        (
            "\"why\"",
            "\"from\":\"2014-07\",\"why\"",
            "releases[0]: a figure is missing without a reason: 8Q, North Wales, April to June 2014",
        ),
        (
            "\"why\"",
            "\"to\":\"2014-06\",\"why\"",
            "releases[0]: a figure is missing without a reason: 8Q, North Wales, July to September 2014",
        ),
        ("\"region\":\"E12000001\"},", "\"region\":\"E12000009\"},", "forces: Durham lies in no known region"),
        ("\"region\":\"E12000001\"},", "\"regio\":\"E12000001\"},", "forces[0]: lies in no region"),
        ("\"code\":\"W15000001\",", "\"code\":\"E23000008\",", "forces: E23000008 is there twice"),
        ("[619429]", "[0]", "population.residents[0]: expected residents, above zero, for each year"),
        ("[619429]", "[619429,1]", "population.residents[1]: expected residents, above zero, for each year"),
        ("series_start", "surge", "changes[0].effect: unknown effect \"surge\""),
        ("2014-04-01", "1 April", "changes[0].date: found \"1 April\", expected a day written as in 2020-04-01"),
        ("\"since\":\"2014-04\"", "\"since\":\"2014-07\"", "releases[0]: figures of 8Q from before July 2014"),
        ("]}]}", "]}", "line 10, column 130: not well-formed JSON"),
    ];
    for (from, to, expected) in cases {
        assert_eq!(error_after(from, to), format!("The figures cannot be read: {expected}"), "{from} -> {to}");
    }
}

/// The sample, where North Wales lacks one quarter only.
fn with_a_hole(bounds: &str, counts: &str) -> Result<Dataset, String> {
    let json = SMALL.replace("\"why\"", &format!("{bounds},\"why\"")).replace("[null,null]", counts);
    Dataset::from_json(&json).map_err(|error| error.to_string())
}

#[test]
fn an_absence_may_cover_some_quarters_only() {
    let [first, second]: [Quarter; 2] = ["2014-04", "2014-07"].map(|month| month.parse().unwrap());
    let [absent, count] = [Figure::Missing(Missing::NotSupplied(0)), Figure::Count(7)];
    let cases = [
        ("\"from\":\"2014-04\",\"to\":\"2014-06\"", "[null,7]", (first, first), [absent, count]),
        ("\"to\":\"2014-06\"", "[null,7]", (first, first), [absent, count]),
        ("\"from\":\"2014-07\",\"to\":\"2014-09\"", "[7,null]", (second, second), [count, absent]),
        ("\"from\":\"2014-07\"", "[7,null]", (second, second), [count, absent]),
        ("\"from\":\"2014-04\",\"to\":\"2014-09\"", "[null,null]", (first, second), [absent, absent]),
        ("\"from\":null,\"to\":null", "[null,null]", (first, second), [absent, absent]),
    ];
    for (bounds, counts, (from, to), expected) in cases {
        let dataset = with_a_hole(bounds, counts).unwrap();
        let release = dataset.newest_release_with(first).unwrap();
        let force = dataset.force_by_code("W15000001").unwrap();
        let absence = &dataset.release(release).absences[0];
        assert_eq!((absence.from, absence.to), (from, to), "{bounds}");
        let found = [first, second].map(|quarter| dataset.recorded(release, dataset.first_offence(), force, quarter));
        assert_eq!(found, expected, "{bounds}");
    }
}

#[test]
fn a_figure_within_an_absence_is_refused_as_is_a_hole_beside_it() {
    let absent = "releases[0]: a figure that is said to be absent: 8Q, North Wales";
    let hole = "releases[0]: a figure is missing without a reason: 8Q, North Wales";
    for (bounds, counts, expected) in [
        ("\"to\":\"2014-06\"", "[7,7]", format!("{absent}, April to June 2014")),
        ("\"to\":\"2014-06\"", "[7,null]", format!("{absent}, April to June 2014")),
        ("\"from\":\"2014-07\"", "[7,7]", format!("{absent}, July to September 2014")),
        ("\"from\":\"2014-07\"", "[null,null]", format!("{hole}, April to June 2014")),
    ] {
        let error = with_a_hole(bounds, counts).unwrap_err();
        assert_eq!(error, format!("The figures cannot be read: {expected}"), "{bounds} {counts}");
    }
}

#[test]
fn two_absences_explain_a_quarter_each() {
    let second = "\"from\":\"2014-07\",\"why\":\"Came late.\"},{\"forces\":[\"W15000001\"],\"offences\":[\"8Q\"],\"to\":\"2014-06\"";
    let dataset = with_a_hole(second, "[null,null]").unwrap();
    let force = dataset.force_by_code("W15000001").unwrap();
    let why = ["2014-04", "2014-07"].map(|month| {
        let quarter = month.parse().unwrap();
        let release = dataset.newest_release_with(quarter).unwrap();
        match dataset.recorded(release, dataset.first_offence(), force, quarter) {
            Figure::Missing(Missing::NotSupplied(position)) => {
                dataset.release(release).absences[usize::from(position)].why.clone()
            }
            other => panic!("{other:?}"),
        }
    });
    assert_eq!(why, ["Not in the copy.", "Came late."]);
}

proptest! {
    #[test]
    fn no_damage_is_too_strange_to_refuse(at in 0_usize..SMALL.len(), with in "[\\[\\]{},:\"0-9a-z -]{0,3}") {
        let mut text = SMALL.to_owned();
        if text.is_char_boundary(at) {
            text.replace_range(at..at + 1, &with);
            // Either still whole or refused; both without a panic.
            let _ = Dataset::from_json(&text);
        }
    }

    #[test]
    fn no_text_is_a_dataset_by_accident(text in ".{0,200}") {
        prop_assert!(Dataset::from_json(&text).is_err());
    }
}
