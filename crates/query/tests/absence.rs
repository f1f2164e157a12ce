//! An absence explains the quarters it covers and no other.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::Dataset;
use query::{Answer, Query};

/// Two Welsh forces, three quarters: neither is there in the first, one lacks in the second, and in the
/// third each lacks for a reason of its own.
const SMALL: &str = r#"{"format":"on-record/recorded","version":1,
"offences":[{"code":"8Q","name":"Stalking"}],
"regions":[],
"forces":[{"code":"W15000002","name":"Gwent","official":"Gwent Police","region":"W92000004"},
{"code":"W15000001","name":"North Wales","official":"North Wales Police","region":"W92000004"}],
"releases":[{"name":"to-2014-12","from":"2014-01","to":"2014-12",
"absences":[{"forces":["W15000002","W15000001"],"offences":["8Q"],"to":"2014-03","why":"Neither sent any."},
{"forces":["W15000002"],"offences":["8Q"],"from":"2014-04","to":"2014-09","why":"Gwent sent none."},
{"forces":["W15000001"],"offences":["8Q"],"from":"2014-07","to":"2014-09","why":"North Wales sent none."}],
"counts":[{"offence":"8Q","from":"2014-01","cells":[[null,null,null,4],[null,2,null,5]]}]}],
"population":{"from":2014,"residents":[[587700],[687000]]},
"changes":[]}"#;

#[test]
fn a_sum_is_wholly_absent_only_in_the_quarters_of_an_absence_of_all_its_forces() {
    let dataset = Dataset::from_json(SMALL).unwrap();
    let reading = Query::read_address("area=W92000004~W15000002~W15000001", &dataset);
    assert_eq!(reading.notices, []);
    let answer = Answer::to(&reading.query, &dataset);
    let cells = |series: usize| -> Vec<String> {
        (0..answer.periods.len()).map(|period| answer.table_cell(series, period, &dataset).text).collect()
    };
    assert_eq!(cells(0), ["not supplied", "incomplete", "incomplete", "9"]);
    assert_eq!(cells(1), ["not supplied", "not supplied", "not supplied", "4"]);
    assert_eq!(cells(2), ["not supplied", "2", "not supplied", "5"]);
    let notes: Vec<&str> = answer.notes.iter().map(|note| note.text.as_str()).collect();
    for expected in [
        "No figure for Wales, Gwent and North Wales, January 2014 to March 2014: Neither sent any.",
        "No figure for Wales, April 2014 to September 2014: Gwent sent none. So there is no total.",
        "No figure for Gwent, April 2014 to September 2014: Gwent sent none.",
        "No figure for North Wales, July 2014 to September 2014: North Wales sent none.",
    ] {
        assert!(notes.contains(&expected), "{expected}\n{notes:#?}");
    }
}
