//! The other offences: the committed figures against the source's, damage, and anything at all as a file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use dataset::{Dataset, Figure, Missing, Pack, Quarter};
use proptest::prelude::*;
use std::sync::LazyLock;

fn file(name: &str) -> String {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

static WHOLE: LazyLock<Dataset> = LazyLock::new(|| {
    let dataset = Dataset::from_json(&file("recorded.json")).unwrap();
    let pack = Pack::read(&file("offences.txt"), &dataset).unwrap();
    assert!(dataset.add(pack).is_ok());
    dataset
});

fn figure(code: &str, force: &str, quarter: &str, release: &str) -> Figure {
    WHOLE.recorded(
        WHOLE.release_by_name(release).unwrap(),
        WHOLE.offence_by_code(code).unwrap(),
        WHOLE.force_by_code(force).unwrap(),
        quarter.parse().unwrap(),
    )
}

#[test]
fn figures_are_those_of_the_source() {
    for (code, force, quarter, count) in [
        ("34B", "W15000001", "2021-04", 49),
        ("28E", "W15000001", "2021-04", 261),
        ("28A", "W15000001", "2017-01", 299),
        ("28A", "BTP", "2017-01", 0),
        ("105A", "E23000001", "2021-04", 18_241),
        ("49", "BTP", "2021-04", 1_007),
        // A transfer that took away more than was recorded.
        ("62A", "BTP", "2012-10", -268),
    ] {
        assert_eq!(figure(code, force, quarter, "to-2023-06"), Figure::Count(count), "{code} {force} {quarter}");
    }
}

#[test]
fn what_is_not_there_is_missing_and_never_nothing() {
    let not_applicable = Figure::Missing(Missing::NotApplicable);
    // The table goes on with zeros after codes ended, and begins with some before others did.
    for (code, quarter) in
        [("28A", "2017-04"), ("28A", "2023-04"), ("8T", "2020-01"), ("1", "2013-01"), ("28I", "2023-01")]
    {
        assert_eq!(figure(code, "W15000001", quarter, "to-2023-06"), not_applicable, "{code} {quarter}");
    }
    for (release, quarter) in [("to-2018-03", "2017-04"), ("to-2025-03", "2024-04"), ("to-2023-06", "2023-07")] {
        assert_eq!(figure("34B", "W15000001", quarter, release), Figure::Missing(Missing::NotHeld), "{release}");
    }
    // What the page is about is where it was.
    assert_eq!(figure("8Q", "W15000001", "2021-04", "to-2023-06"), Figure::Count(477));
    assert_eq!(figure("8Q", "W15000001", "2012-04", "to-2023-06"), not_applicable);
}

#[test]
fn every_offence_has_its_own_code_and_a_figure() {
    let pack = WHOLE.pack().unwrap();
    let ids: Vec<_> = pack.offence_ids().collect();
    assert_eq!(ids.len(), 152);
    assert_eq!(WHOLE.offences().len(), 5);
    let mut figures = 0;
    for id in ids {
        let offence = WHOLE.offence(id);
        assert_eq!(WHOLE.offence_by_code(&offence.code), Some(id));
        assert_ne!(pack.group(id).0, "", "{}", offence.code);
        assert!(!offence.name.contains(['\t', '\u{a0}']), "{}", offence.name);
        let release = WHOLE.release(pack.release());
        let mut any = false;
        for quarter in release.from.to(release.to) {
            let counted = offence.is_counted_in(quarter);
            for force in WHOLE.forces() {
                let force = WHOLE.force_by_code(&force.code).unwrap();
                match WHOLE.recorded(pack.release(), id, force, quarter) {
                    Figure::Count(count) => {
                        assert!(counted);
                        (figures, any) = (figures + 1, any || count != 0);
                    }
                    Figure::Missing(_) => assert!(!counted),
                }
            }
        }
        assert!(any, "{} was never recorded", offence.code);
    }
    assert_eq!(figures * size_of::<i32>(), pack.bytes());
}

#[test]
fn all_offences_are_all_crime() {
    let release = WHOLE.release_by_name("to-2023-06").unwrap();
    let own = WHOLE.offence_ids();
    let ids: Vec<_> = own.chain(WHOLE.pack().unwrap().offence_ids()).collect();
    let mut compared = 0;
    for quarter in WHOLE.release(release).from.to(WHOLE.release(release).to) {
        for force in WHOLE.forces() {
            let force = WHOLE.force_by_code(&force.code).unwrap();
            let count = |id: &_| match WHOLE.recorded(release, *id, force, quarter) {
                Figure::Count(count) => i64::from(count),
                Figure::Missing(_) => 0,
            };
            let sum: i64 = ids.iter().map(count).sum();
            assert_eq!(Some(sum), WHOLE.all_crime(release, force, quarter).map(i64::from), "{quarter}");
            compared += 1;
        }
    }
    assert_eq!(compared, 45 * 44);
}

#[test]
fn names_stand_within_sentences() {
    let named = |code: &str| WHOLE.offence(WHOLE.offence_by_code(code).unwrap());
    assert_eq!(named("8Q").noun(2), "stalking offences");
    assert_eq!(named("8Q").noun(1), "stalking offence");
    assert_eq!(named("8Q").counted(1), "offence of stalking");
    assert_eq!(named("8R").noun(2), "offences of malicious communications");
    assert_eq!(named("1").noun(2), "murder offences");
    assert_eq!(named("28E").noun(2), "offences of burglary residential");
    assert_eq!(named("83").noun(2), "offences classed as “Bail offences”");
    assert_eq!(named("83").counted(1), "offence classed as “Bail offences”");
    assert_eq!(named("69").lowered, "Offender Management Act offences");
}

/// A dataset of two forces and one release of two quarters, and a file of two other offences for it.
const SMALL: &str = r#"{"format":"on-record/recorded","version":1,
"offences":[{"code":"8Q","name":"Stalking"}],
"regions":[{"code":"E12000001","name":"North East"}],
"forces":[{"code":"E23000008","name":"Durham","official":"Durham Constabulary","region":"E12000001"},
{"code":"W15000001","name":"North Wales","official":"North Wales Police","region":"W92000004"}],
"releases":[{"name":"to-2014-09","from":"2014-04","to":"2014-09","counts":[{"offence":"8Q","from":"2014-04","cells":[[3,-1],[0,0]]}]}],
"population":{"from":2014,"residents":[[619429],[687000]]},"changes":[]}"#;
const FILE: &str = "on-record/offences\t1\nrelease\tto-2014-09\t2014-04\t2014-09\nsource\tHere.\nabsent\t\n\
forces\tE23000008\tW15000001\noffence\t28A\tBurglary\tTheft\tTheft\t2014-04\t2014-09\t6\nEC\nCB\n\
offence\t34B\tRobbery\tRobbery\tRobbery\t2014-07\t2014-09\t-1\nB\nA\n";

fn small() -> Dataset {
    Dataset::from_json(SMALL).unwrap()
}

#[test]
fn the_sample_itself_is_whole() {
    let dataset = small();
    let pack = Pack::read(FILE, &dataset).unwrap();
    assert!(dataset.add(pack.clone()).is_ok());
    assert!(dataset.add(pack).is_err(), "a second pack would change the meaning of ids");
    let release = dataset.release_by_name("to-2014-09").unwrap();
    let [burglary, robbery] = ["28A", "34B"].map(|code| dataset.offence_by_code(code).unwrap());
    let forces: Vec<_> = ["E23000008", "W15000001"].map(|code| dataset.force_by_code(code).unwrap()).into();
    let quarters: [Quarter; 2] = ["2014-04".parse().unwrap(), "2014-07".parse().unwrap()];
    let of = |offence| {
        let figure = |force, quarter| dataset.recorded(release, offence, force, quarter);
        forces.iter().flat_map(|force| quarters.map(|quarter| figure(*force, quarter))).collect::<Vec<_>>()
    };
    let [count, none] = [Figure::Count as fn(i32) -> Figure, |_| Figure::Missing(Missing::NotApplicable)];
    assert_eq!(of(burglary), [count(2), count(3), count(1), count(0)]);
    assert_eq!(of(robbery), [none(0), count(-1), none(0), count(0)]);
}

#[test]
fn an_absent_figure_has_the_reason_of_the_file() {
    let absent = FILE.replace("absent\t\n", "absent\tNot supplied.\n").replace("\t6\nEC\n", "\t3\nE!\n");
    let dataset = small();
    dataset.add(Pack::read(&absent, &dataset).unwrap()).unwrap();
    let offence = dataset.offence_by_code("28A").unwrap();
    let force = dataset.force_by_code("E23000008").unwrap();
    let figure = dataset.recorded(dataset.pack().unwrap().release(), offence, force, "2014-07".parse().unwrap());
    assert_eq!(figure, Figure::Missing(Missing::Absent));
    assert_eq!(dataset.pack().unwrap().absent(), "Not supplied.");
}

#[test]
fn every_damage_is_named_with_its_line() {
    let cases = [
        ("offences\t1\n", "offences\t2\n", "line 1 of the other offences: not “on-record/offences” of version 1"),
        (
            "to-2014-09",
            "to-2015-09",
            "line 2 of the other offences: found “to-2015-09”, expected a release of the page",
        ),
        (
            "2014-04\t2014-09\nsource",
            "2014-07\t2014-09\nsource",
            "line 2 of the other offences: found “2014-07”, expected the release's first and last month, as the page has them",
        ),
        ("source\t", "sauce\t", "line 3 of the other offences: not “source” and its fields"),
        ("absent\t", "absent", "line 4 of the other offences: not “absent” and its fields"),
        ("E23000008\tW", "E23000009\tW", "line 5 of the other offences: not the forces of the page, in its order"),
        ("offence\t28A", "offense\t28A", "line 6 of the other offences: not “offence” and its fields"),
        (
            "28A\t",
            "8Q\t",
            "line 6 of the other offences: found “8Q”, expected a code of its own after the one before, a name and a group",
        ),
        (
            "34B\t",
            "28A\t",
            "line 9 of the other offences: found “28A”, expected a code of its own after the one before, a name and a group",
        ),
        (
            "28A\tBurglary",
            "28A\t",
            "line 6 of the other offences: found “28A”, expected a code of its own after the one before, a name and a group",
        ),
        (
            "2014-04\t2014-09\t6",
            "2014-05\t2014-09\t6",
            "line 6 of the other offences: found “2014-05”, expected first and last month on the bounds of quarters",
        ),
        (
            "2014-04\t2014-09\t6",
            "2014-04\t2014-12\t6",
            "line 6 of the other offences: found “2014-04”, expected a time within the release",
        ),
        ("EC\n", "EE\n", "line 6 of the other offences: found “6”, expected what the counts of the offence add up to"),
        ("EC\n", "E*\n", "line 7 of the other offences: a character that packs no number"),
        ("EC\n", "Eg\n", "line 7 of the other offences: a packed number without its end"),
        ("EC\n", "E//////////\n", "line 7 of the other offences: a packed number that is too long"),
        ("EC\n", "E+/////H\n", "line 7 of the other offences: a packed number that is too large"),
        ("EC\n", "E\n", "line 7 of the other offences: not one count for each quarter of its offence"),
        ("EC\n", "E!\n", "line 7 of the other offences: a figure is missing without a reason"),
        ("B\nA\n", "B\n", "line 11 of the other offences: the file ends, expected a row for each force"),
    ];
    let dataset = small();
    for (from, to, expected) in cases {
        assert!(FILE.contains(from), "{from}");
        let error = Pack::read(&FILE.replacen(from, to, 1), &dataset).expect_err(expected).to_string();
        assert_eq!(error, ["The figures cannot be read: ", expected].concat());
    }
    let head: String = FILE.lines().take(5).map(|line| [line, "\n"].concat()).collect();
    assert!(Pack::read(&head, &dataset).is_err(), "no offence at all");
}

/// A row by the rule of the format, written anew.
fn pack_row(row: &[i32]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut text, mut last) = (String::new(), 0_i64);
    for count in row {
        let difference = i64::from(*count) - last;
        last = i64::from(*count);
        let mut rest = if difference < 0 { -2 * difference - 1 } else { 2 * difference };
        loop {
            let digit = (rest & 31) + if rest > 31 { 32 } else { 0 };
            text.push(char::from(ALPHABET[usize::try_from(digit).unwrap()]));
            rest >>= 5;
            if rest == 0 {
                break;
            }
        }
    }
    text
}

proptest! {
    #[test]
    fn any_counts_return(counts in prop::array::uniform4(prop_oneof![-300_i32..300, (i32::MIN + 1)..=i32::MAX])) {
        let [a, b, c, d] = counts;
        let total: i64 = counts.iter().map(|count| i64::from(*count)).sum();
        let head = FILE.split("offence\t28A").next().unwrap();
        let rows = [pack_row(&[a, b]), pack_row(&[c, d])].join("\n");
        let text = format!("{head}offence\t28A\tBurglary\tTheft\tTheft\t2014-04\t2014-09\t{total}\n{rows}\n");
        let dataset = small();
        dataset.add(Pack::read(&text, &dataset).unwrap()).unwrap();
        let (release, offence) = (dataset.pack().unwrap().release(), dataset.offence_by_code("28A").unwrap());
        let mut found = Vec::new();
        for force in ["E23000008", "W15000001"] {
            for quarter in ["2014-04", "2014-07"] {
                let force = dataset.force_by_code(force).unwrap();
                found.push(dataset.recorded(release, offence, force, quarter.parse().unwrap()));
            }
        }
        prop_assert_eq!(found, counts.map(Figure::Count));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = Pack::read(&text, &small());
    }

    #[test]
    fn a_file_with_any_change_is_read_or_refused(at in 0..FILE.len(), by in "\\PC|\t|\n|") {
        let mut text = FILE.to_owned();
        if FILE.is_ascii() {
            text.replace_range(at..=at, &by);
        }
        let _ = Pack::read(&text, &small());
    }
}
