//! Every view answers for the other offences, and says nothing of them that is known of stalking alone.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::{Dataset, Pack};
use query::{Answer, Caption, Cell, Comparison, Grid, Places, Query, Reason, ReleaseChoice, View, Why, find_offences};
use std::sync::LazyLock;

fn file(name: &str) -> String {
    let path = [concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/"), name].concat();
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

static BARE: LazyLock<Dataset> = LazyLock::new(|| Dataset::from_json(&file("recorded.json")).unwrap());
static WHOLE: LazyLock<Dataset> = LazyLock::new(|| {
    let dataset = BARE.clone();
    assert!(dataset.add(Pack::read(&file("offences.txt"), &dataset).unwrap()).is_ok());
    dataset
});

fn query(address: &str) -> Query {
    let reading = Query::read_address(address, &WHOLE);
    assert_eq!(reading.notices, [], "{address}");
    assert!(!reading.wants_pack);
    assert_eq!(Query::read_address(&reading.query.to_address(&WHOLE), &WHOLE).query, reading.query, "{address}");
    reading.query
}

fn caption(address: &str) -> Caption {
    let query = query(address);
    match query.view {
        View::Compare => Comparison::to(&query, &WHOLE).caption,
        View::Map => Places::to(&query, &WHOLE).caption,
        View::Table => Grid::to(&query, &WHOLE).caption,
        _ => Answer::to(&query, &WHOLE).caption(),
    }
}

fn text(caption: &Caption) -> String {
    let notes: Vec<&str> = caption.notes.iter().map(|note| note.text.as_str()).collect();
    [&caption.title, &caption.subtitle, &caption.sentence, &caption.description, &notes.join("\n")]
        .map(String::as_str)
        .join("\n")
}

#[test]
fn an_address_waits_for_the_other_offences() {
    for (code, wants) in
        [("34B", true), ("1/4.1/4.10/4.2", true), ("8Q", false), ("murder", false), ("x9", false), ("", false)]
    {
        let reading = Query::read_address(&["?offence=", code].concat(), &BARE);
        assert_eq!(reading.wants_pack, wants, "{code}");
        assert_eq!(reading.query.offence, BARE.first_offence());
    }
    let reading = Query::read_address("?offence=99Z", &WHOLE);
    assert!(!reading.wants_pack);
    assert_eq!(
        reading.notices[0].to_string(),
        "“offence=99Z” in the address was not understood: it is none of 8Q, 8L, 8M, 8R, 8U, nor one of the other offences. \
         Stalking is shown."
    );
}

#[test]
fn figures_are_those_of_the_source() {
    let answer = Answer::to(&query("?offence=34B&area=W15000001&from=2021-04&to=2021-06"), &WHOLE);
    assert_eq!(answer.series[0].cells[0].number(), Some(49.0));
    assert_eq!(answer.title, "Robbery of personal property recorded by North Wales Police");
    assert!(answer.rule_changes.is_empty());
    let answer = Answer::to(&query("?offence=34B&area=W15000001"), &WHOLE);
    assert_eq!(answer.subtitle, "Offences, by quarter, April 2012 to June 2023");
    assert_eq!(answer.headline.year.to_string(), "year ending March 2023");
    assert_eq!(
        answer.sentence,
        "Offences of robbery of personal property recorded by North Wales Police, by quarter, April 2012 to June 2023."
    );
    // A code that ended ends its curve, and its latest year is its own.
    let answer = Answer::to(&query("?offence=28A"), &WHOLE);
    assert_eq!(answer.subtitle, "Offences, by quarter, April 2012 to March 2017");
    assert_eq!(answer.headline.year.to_string(), "year ending March 2017");
    assert!(answer.headline.count.value().is_some());
}

#[test]
fn another_release_has_a_reason_and_no_figure() {
    for release in ["to-2018-03", "to-2025-03"] {
        let answer = Answer::to(&query(&["?offence=34B&release=", release].concat()), &WHOLE);
        assert!(answer.is_empty(), "{release}");
        for cell in &answer.series[0].cells {
            assert_eq!(*cell, Cell::Missing(Reason::whole(Why::NotHeld)));
        }
        let told = text(&answer.caption());
        assert!(told.contains("The figures of this offence are here from the release to June 2023 alone."), "{told}");
    }
    let answer = Answer::to(&query("?offence=34B&from=2023-04&to=2024-06"), &WHOLE);
    let there: Vec<bool> = answer.series[0].cells.iter().map(|cell| cell.value().is_some()).collect();
    assert_eq!(there, [true, false, false, false, false]);
    assert_eq!(query("?offence=34B").release, ReleaseChoice::Latest);
}

#[test]
fn outside_the_time_of_a_code_nothing_is_zero() {
    let answer = Answer::to(&query("?offence=28A&from=2017-01&to=2017-06&area=BTP"), &WHOLE);
    assert_eq!(answer.series[0].cells[0].number(), Some(0.0));
    let Cell::Missing(reason) = answer.series[0].cells[1] else { panic!("a figure after the code ended") };
    assert_eq!(
        reason.sentence(&WHOLE),
        "The release has figures under this code up to March 2017 alone; another code may have counted the same before or \
         since."
    );
}

#[test]
fn nothing_is_said_of_them_that_is_known_of_stalking() {
    let rules = WHOLE.pack().unwrap().rules();
    let views = [
        "trend",
        "trend&by=rolling",
        "trend&measure=change&by=year",
        "compare",
        "compare&compare=change",
        "compare&compare=each&measure=share",
        "map",
        "map&measure=change",
        "table",
        "table&rows=forces",
        "table&by=year&measure=rate",
    ];
    for id in WHOLE.pack().unwrap().offence_ids() {
        for view in views {
            let code = &WHOLE.offence(id).code;
            let told = text(&caption(&["?offence=", code, "&area=W15000001~K04000001&view=", view].concat()));
            assert_eq!(told.matches(rules).count(), 1, "{code} {view}: {told}");
            let rest = told.replace(rules, "").to_ascii_lowercase();
            let own = WHOLE.offence(id).name.to_ascii_lowercase();
            for word in [
                "stalking",
                "harassment",
                "malicious",
                "former partner",
                "not comparable",
                "rules",
                "codes of their own",
                "in addition",
                "course of conduct",
            ] {
                assert!(own.contains(word) || !rest.contains(word), "{code} {view}, {word}: {rest}");
            }
        }
    }
    // The same words are found where they belong.
    assert!(text(&caption("?area=W15000001&measure=change&by=year")).contains("not comparable"));
}

#[test]
fn they_are_found_by_name_code_and_group() {
    let names = |typed: &str| -> Vec<&str> {
        find_offences(&WHOLE, typed).into_iter().map(|id| WHOLE.offence(id).name.as_str()).collect()
    };
    assert_eq!(names("34b"), ["Robbery of personal property"]);
    assert_eq!(names("robbery"), ["Robbery of business property", "Robbery of personal property"]);
    assert!(names("burglary dwelling").iter().all(|name| name.contains("urglary") && name.contains("dwelling")));
    assert_eq!(names("ROBBERY,  personal").len(), 1);
    assert_eq!(names("stalking"), Vec::<&str>::new());
    assert_eq!(names("").len(), 152);
    assert_eq!(find_offences(&BARE, ""), []);
    // Those of a group follow each other: the list has a heading for each.
    let pack = WHOLE.pack().unwrap();
    let mut groups: Vec<&str> = find_offences(&WHOLE, "").into_iter().map(|id| pack.group(id).0).collect();
    groups.dedup();
    let mut once = groups.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(groups, once);
}
