//! Verdicts, on the committed figures.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::{Dataset, Outcomes};
use query::{Answer, Query};
use std::sync::LazyLock;
use story::check::{self, Claim, Counted, Verdict, VerdictKind};

fn file(name: &str) -> String {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

static DATASET: LazyLock<Dataset> = LazyLock::new(|| Dataset::from_json(&file("recorded.json")).unwrap());
static OUTCOMES: LazyLock<Outcomes> = LazyLock::new(|| Outcomes::from_json(&file("outcomes.json"), &DATASET).unwrap());

fn checked(text: &str, dated: Option<(u16, u8)>) -> Vec<(Claim, Verdict)> {
    let claims = check::read(text, dated, &DATASET);
    let verdicts = check::verdicts(&claims, &DATASET, Some(&OUTCOMES));
    claims.into_iter().zip(verdicts).collect()
}

fn only(text: &str, dated: Option<(u16, u8)>) -> Verdict {
    let mut checked = checked(text, dated);
    assert_eq!(checked.len(), 1, "{text}: {checked:#?}");
    checked.remove(0).1
}

const EXACT: VerdictKind = VerdictKind::Matches { exactly: true };
const ROUNDED: VerdictKind = VerdictKind::Matches { exactly: false };
const PERHAPS: VerdictKind = VerdictKind::Revised { known: false };

/// The five figures that a newspaper printed in March 2022, in sentences of our own.
#[test]
fn the_article_of_march_2022_was_revised_since() {
    let text = "Police in North Wales are dealing with more stalking than ever. Home Office figures show that 1,981 \
                offences were investigated by North Wales Police in 2020-21. That brings the total since records \
                began in 2014-15 to 4,347, including 954 between April and September last year.\n\n\
                Nationally, 98,544 stalking offences were recorded in 2020-21, up from 33,006 the previous year.";
    let checked = checked(text, Some((2022, 3)));
    let expected: [(&str, &[&str]); 5] = [
        ("1,981", &["2,014"]),
        ("4,347", &["4,445"]),
        ("954", &["1,009"]),
        ("98,544", &["98,634", "98,667"]),
        ("33,006", &["33,273", "33,362"]),
    ];
    assert_eq!(checked.len(), 5, "{checked:#?}");
    for ((claim, verdict), (printed, now)) in checked.iter().zip(expected) {
        assert_eq!(&text[claim.span.clone()], printed);
        assert_eq!(verdict.kind, PERHAPS, "{printed}: {}", verdict.words);
        let shown: Vec<&str> = verdict.values.iter().skip(1).map(|beside| beside.value.as_str()).collect();
        assert_eq!(shown, now, "{printed}");
        assert_eq!(verdict.kind.title(), "Revised since, perhaps");
        assert!(verdict.words.contains("a text of March 2022 used is not here"), "{}", verdict.words);
        assert!(now.iter().all(|now| verdict.words.contains(now)), "{}", verdict.words);
    }
}

#[test]
fn each_kind_of_verdict() {
    let cases = [
        ("North Wales Police recorded 2,014 stalking offences in 2020-21.", EXACT),
        ("North Wales Police recorded more than 2,000 stalking offences in 2020-21.", ROUNDED),
        ("North Wales Police recorded 3,500 stalking offences in 2020-21.", VerdictKind::Differs),
        ("Across England and Wales, nearly 100,000 stalking offences were recorded in 2020-21.", ROUNDED),
        ("Across England and Wales, 98,634 stalking offences were recorded in 2020-21.", EXACT),
        ("Across England and Wales, 98,667 stalking offences were recorded in 2020-21.", EXACT),
        // 10,296 in the release of 2018, revised to 10,397.
        (
            "In 2017-18, 10,296 stalking offences were recorded in England and Wales.",
            VerdictKind::Revised { known: true },
        ),
        ("Recorded stalking in England and Wales fell by 1% in the year to March 2023.", EXACT),
        ("Stalking offences recorded by North Wales Police in 2021-22 rose by 50%.", VerdictKind::Differs),
        ("In 2021-22, 6 per cent of stalking outcomes in England and Wales were charges.", EXACT),
        ("In 2021-22, one in 17 stalking outcomes in England and Wales was a charge.", ROUNDED),
        ("In 2021-22, a third of stalking outcomes in England and Wales were charges.", VerdictKind::Differs),
        ("Of stalking offences in North Wales in 2021-22, 101 led to a charge.", EXACT),
        ("West Mercia had a rate of 99.9 stalking offences per 1,000 people in 2021-22.", VerdictKind::Differs),
        (
            "City of London Police had a rate of 3.1 stalking offences per 1,000 people in 2021-22.",
            VerdictKind::CannotBeChecked,
        ),
        ("Gwent Police recorded 2,014 stalking offences in 2023-24.", VerdictKind::CannotBeChecked),
        ("Gwent Police recorded 88 stalking offences in April 2021.", VerdictKind::CannotBeChecked),
        ("In Scotland, 1,204 stalking offences were recorded in 2020-21.", VerdictKind::CannotBeChecked),
        ("Gwent Police recorded 9,204 stalking and harassment offences in 2020-21.", VerdictKind::CannotBeChecked),
        ("There were 120 stalking offences in Wrexham in 2020-21.", VerdictKind::CannotBeChecked),
        ("There were 2,014 stalking offences.", VerdictKind::CannotBeChecked),
        ("In 2017-18, half of stalking offences in Kent led to a charge.", VerdictKind::CannotBeChecked),
    ];
    for (text, expected) in cases {
        let verdict = only(text, None);
        assert_eq!(verdict.kind, expected, "{text}\n{}", verdict.words);
        assert!(
            verdict.words.ends_with('.') && !verdict.words.contains("NaN") && !verdict.words.contains("  "),
            "{}",
            verdict.words
        );
    }
}

#[test]
fn no_comparison_across_a_change_of_the_rules() {
    for text in [
        "Stalking recorded by North Wales Police doubled between 2019-20 and 2020-21.",
        "Stalking recorded by Kent Police rose by 200 per cent in the year to March 2021.",
        "Stalking recorded by Kent Police rose by a third in 2018-19.",
        "Stalking recorded by Kent Police fell by 10% in the quarter to June 2023.",
    ] {
        let verdict = only(text, None);
        let VerdictKind::NotComparable(change) = verdict.kind else { panic!("{text}: {verdict:#?}") };
        assert!(verdict.words.contains(&DATASET.changes()[usize::from(change)].date.to_string()), "{}", verdict.words);
        assert!(!verdict.words.contains('%'), "no percentage over a break: {}", verdict.words);
    }
}

#[test]
fn a_year_that_can_mean_two_is_left_to_the_reader() {
    let verdict = only("North Wales Police recorded 1,700 stalking offences in 2021.", None);
    assert_eq!(verdict.kind, VerdictKind::Ambiguous, "{verdict:#?}");
    assert_eq!(verdict.readings.len(), 2);
    // 2,022 in the financial year, and that to the last digit.
    let verdict = only("North Wales Police recorded 2,022 stalking offences in 2021.", None);
    assert_eq!(verdict.kind, EXACT);
    assert!(verdict.words.starts_with("Taken as the year ending March 2022. "), "{}", verdict.words);
}

#[test]
fn a_claim_is_corrected_by_hand() {
    let mut claims = check::read("There were 2,014 stalking offences.", None, &DATASET);
    assert!(check::correct(&mut claims, "claim-1-area", "W15000001", &DATASET));
    assert!(check::correct(&mut claims, "claim-1-period", "2020-04..2021-03", &DATASET));
    for (name, value) in
        [("claim-2-area", "BTP"), ("claim-0-area", "BTP"), ("claim-1-area", "X"), ("claim-1-period", ""), ("x", "")]
    {
        assert!(!check::correct(&mut claims, name, value, &DATASET), "{name} {value}");
    }
    assert_eq!(check::verdict(&claims[0], &DATASET, None).kind, EXACT);
}

#[test]
fn what_was_assumed_is_said() {
    let text = "North Wales Police recorded 2,014 stalking offences in 2020-21. The force recorded 2,022 a year later.";
    let checked = checked(text, None);
    assert_eq!(checked[1].1.kind, EXACT);
    let assumed = checked[1].0.assumed();
    assert!(assumed.contains("the area, as the force that the text named before"), "{assumed}");
    assert!(assumed.contains("the period, from the period that the text named before"), "{assumed}");
    assert_eq!(checked[0].0.assumed(), "");
    let verdict = only("North Wales Police recorded 2,022 stalking offences last year.", None);
    assert!(verdict.words.contains("month of the article"), "{}", verdict.words);
}

/// What a verdict links to shows the figure that it names.
#[test]
fn the_view_shows_the_figure() {
    let verdict = only("North Wales Police recorded 1,009 stalking offences between April and September 2021.", None);
    assert_eq!(verdict.kind, EXACT);
    let query = verdict.query.unwrap();
    let address = query.to_address(&DATASET);
    let reading = Query::read_address(&address, &DATASET);
    assert_eq!((&reading.query, reading.notices.len()), (&query, 0), "{address}");
    let grid = query::Grid::to(&query, &DATASET);
    assert_eq!(grid.text(0, 0), "1,009");
    let verdict = only("Recorded stalking in England and Wales fell by 1% in the year to March 2023.", None);
    let answer = Answer::to(&verdict.query.unwrap(), &DATASET);
    assert!(answer.series[0].cells.iter().any(|cell| cell.number() == Some(117_331.0)));
}

#[test]
fn the_whole_of_which_some_were_charged_is_offences_or_outcomes() {
    let cases = [
        ("Only 185 of 2,692 stalking cases in Derbyshire in 2021-22 led to a charge.", "Taken as outcomes assigned. "),
        ("Only 185 of 3,108 stalking cases in Derbyshire in 2021-22 led to a charge.", "Taken as offences recorded. "),
        ("Lincolnshire Police charged just 40 out of 1,082 stalking cases in 2021-22.", "Taken as outcomes assigned. "),
    ];
    for (text, taken) in cases {
        let checked = checked(text, None);
        assert_eq!(checked.len(), 2, "{text} {checked:#?}");
        assert!(checked.iter().all(|(_, verdict)| verdict.kind == EXACT), "{text} {checked:#?}");
        assert!(checked[1].1.words.starts_with(taken), "{}", checked[1].1.words);
    }
    let read = checked("Of 2,692 stalking cases in Derbyshire in 2021-22, 185 led to a charge.", None);
    assert_eq!(read.iter().filter(|(_, verdict)| verdict.kind == EXACT).count(), 2, "{read:#?}");
    let differs = checked("Only 185 of 9,999 stalking cases in Derbyshire in 2021-22 led to a charge.", None);
    assert_eq!(differs[1].1.kind, VerdictKind::Differs);
    assert!(differs[1].1.words.contains("3,108") && differs[1].1.words.contains("2,692"), "{}", differs[1].1.words);
}

#[test]
fn another_place_of_the_name_or_several_at_once_are_not_held_against_one_area() {
    for text in [
        "New South Wales Police recorded 2,014 stalking offences in 2020-21.",
        "Police in Durham, North Carolina, recorded 2,014 stalking offences in 2020-21.",
        "Police in London, Ontario recorded 2,014 stalking offences in 2020-21.",
        "Kent and Essex police together recorded 9,000 stalking offences in 2020-21.",
        "In 2020-21, 9,000 stalking offences were recorded in Kent, Essex and Sussex.",
    ] {
        let verdict = only(text, None);
        assert_eq!(verdict.kind, VerdictKind::CannotBeChecked, "{text}\n{}", verdict.words);
    }
    let text = "Kent and Essex police recorded 9,000 stalking offences in 2020-21. They recorded 9,500 in 2021-22.";
    assert!(checked(text, None).iter().all(|(_, verdict)| verdict.kind == VerdictKind::CannotBeChecked));
    for text in [
        "South Wales Police recorded 2,014 stalking offences in 2020-21.",
        "In Durham, Georgia Smith said, 2,014 stalking offences were recorded in 2020-21.",
        "Devon and Cornwall Police recorded 12 stalking offences in 2020-21.",
        "In 2020-21 there were 2,014 stalking offences in Kent, and Essex had none.",
        "In 2020-21, 2,014 stalking offences were recorded in Kent and Essex recorded 1,200.",
    ] {
        let checked = checked(text, None);
        assert!(checked.iter().any(|(_, verdict)| verdict.kind == VerdictKind::Differs), "{text} {checked:#?}");
    }
}

#[test]
fn a_percentage_in_brackets_says_what_the_fraction_before_it_says() {
    let text = "More than half (56 per cent) of stalking investigations in England and Wales in 2021-22 ended because \
                the victim did not support action.";
    let read = checked(text, None);
    assert_eq!(read.len(), 2, "{read:#?}");
    assert!(matches!(read[0].1.kind, ROUNDED) && read[1].1.kind == EXACT, "{read:#?}");
    let text = "More than a third (37 per cent) of stalking outcomes in Kent in 2021-22 were charges.";
    let read = checked(text, None);
    assert!(read.iter().all(|(claim, _)| matches!(claim.measure, Counted::Charged(_))), "{read:#?}");
    assert_eq!(read.len(), 2);
    let text = "Stalking offences recorded in Kent rose by a third (33 per cent) in 2021-22.";
    let read = checked(text, None);
    assert!(read.iter().all(|(claim, _)| claim.measure == Counted::Change), "{read:#?}");
    assert_eq!(read.len(), 2);
}

#[test]
fn what_offences_rose_or_fell_to_is_a_count() {
    for text in [
        "Stalking offences in Kent fell to 4,117 in 2022-23.",
        "Stalking offences in Kent rose slightly in 2022-23 to 4,117.",
        "In 2022-23 the number of stalking offences in Kent fell to 4,117.",
    ] {
        let verdict = only(text, None);
        assert_ne!(verdict.kind, VerdictKind::CannotBeChecked, "{text}");
        assert_eq!(verdict.values[0].value, "4,117");
    }
    for text in [
        "Stalking offences in Kent fell from 5,249 to 4,117 in 2022-23.",
        "From 2021-22 to 2022-23 stalking offences in Kent fell from 5,249 to 4,117.",
        "Stalking offences recorded in Kent fell from 5,249 to 4,117 in 2022-23.",
    ] {
        let read = checked(text, None);
        assert_eq!(read.len(), 2, "{text}");
        assert_eq!((read[0].1.kind, read[0].0.time.unwrap().to_text().as_str()), (EXACT, "2021-04..2022-03"), "{text}");
        assert_eq!(read[1].0.time.unwrap().to_text(), "2022-04..2023-03", "{text}");
    }
    for text in [
        "The average age of victims of stalking offences in Kent fell to 31 in 2022-23.",
        "Charges for stalking offences in Kent fell to 163 in 2022-23.",
        "The average sentence for stalking offences in Kent rose from 12 to 14 months in 2022-23.",
        "Stalking offences in Kent rose in 2022-23, and the unit grew from 12 to 20.",
        "Stalking offences in Kent rose to 12 a day in 2022-23.",
        "Stalking offences against women in Kent fell to 3,000 in 2022-23.",
        "Calls about stalking cases in Kent rose to 3,000 in 2022-23.",
    ] {
        let read = checked(text, None);
        assert!(read.is_empty(), "{text} {read:#?}");
    }
    let read = checked("Stalking offences in Kent fell from 5,249 to 4,117 over three years to 2022-23.", None);
    assert!(
        read.iter().all(|(_, verdict)| verdict.values.first().is_none_or(|text| text.value != "5,249")),
        "{read:#?}"
    );
}
