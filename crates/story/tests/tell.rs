//! The story, on the committed figures: expected texts of unlike cases, and what holds of every one.
//!
//! A story that changed is written beside the expected one as `NAME.changed.txt`, for a person to read both;
//! `UPDATE_GOLDEN=1` accepts the new ones.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::{Dataset, Effect, Outcomes, Quarter};
use query::{Period, Query, View};
use std::path::PathBuf;
use std::sync::LazyLock;
use story::{Piece, Reason, Story, Working, facts, reasons, tell};

static DATASET: LazyLock<Dataset> = LazyLock::new(|| Dataset::from_json(&data("recorded.json")).unwrap());
static OUTCOMES: LazyLock<Outcomes> = LazyLock::new(|| Outcomes::from_json(&data("outcomes.json"), &DATASET).unwrap());

fn data(file: &str) -> String {
    let path = [concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/"), file].concat();
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn story(address: &str) -> Story {
    let reading = Query::read_address(address, &DATASET);
    assert_eq!(reading.notices, [], "{address}");
    tell(&reading.query, &DATASET, Some(&OUTCOMES))
}

fn reasons_of(story: &Story) -> Vec<Reason> {
    reasons(story, &DATASET, Some(&OUTCOMES))
}

fn workings_of(story: &Story) -> Vec<Working> {
    reasons_of(story).into_iter().flat_map(|reason| reason.workings).collect()
}

const GOLDEN: [(&str, &str); 25] = [
    ("north-wales", "?area=W15000001"),
    ("north-wales-first-year-of-new-rules", "?area=W15000001&at=2020-04~2021-03"),
    ("north-wales-one-year", "?area=W15000001&from=2016-04&to=2017-03"),
    ("north-wales-release-of-2018", "?area=W15000001&release=to-2018-03"),
    ("north-wales-not-in-release", "?area=W15000001&release=to-2025-03"),
    ("england-and-wales", ""),
    ("england-and-wales-first-year", "?at=2014-04~2015-03"),
    ("england", "?area=E92000001"),
    ("wales", "?area=W92000004"),
    ("london-region", "?area=E12000007"),
    ("metropolitan-police", "?area=E23000001&release=to-2025-03"),
    ("city-of-london", "?area=E23000034"),
    ("city-of-london-release-of-2023", "?area=E23000034&release=to-2023-06"),
    ("british-transport-police", "?area=BTP"),
    ("british-transport-police-first-year", "?area=BTP&at=2014-04~2015-03"),
    ("greater-manchester-without-outcomes", "?area=E23000005&at=2019-04~2020-03"),
    ("warwickshire-equal-reasons", "?area=E23000017&at=2019-04~2020-03"),
    ("devon-and-cornwall-late-supply", "?area=E23000035&release=to-2023-06"),
    ("london-region-first-year", "?area=E12000007&at=2014-04~2015-03"),
    ("kent-harassment-and-a-new-code", "?area=E23000032&offence=8L&at=2017-04~2018-03"),
    ("city-of-london-many-highest-quarters", "?area=E23000034&offence=8M&release=to-2023-06"),
    ("derbyshire", "?area=E23000018"),
    ("south-wales-across-a-break", "?area=W15000003&at=2019-10~2020-09"),
    ("suffolk-controlling-behaviour", "?area=E23000025&offence=8U"),
    ("humberside-aggravated-harassment", "?area=E23000012&offence=8M&release=to-2018-03"),
];

#[test]
fn stories_read_as_expected() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"));
    let mut changed_names: Vec<&str> = Vec::new();
    for (name, address) in GOLDEN {
        let told = story(address).to_text();
        let (expected, changed) = (folder.join(format!("{name}.txt")), folder.join(format!("{name}.changed.txt")));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&expected, &told).unwrap();
        }
        if std::fs::read_to_string(&expected).unwrap_or_default() == told {
            let _ = std::fs::remove_file(&changed);
        } else {
            std::fs::write(&changed, told).unwrap();
            changed_names.push(name);
        }
    }
    assert!(
        changed_names.is_empty(),
        "changed: {changed_names:?}. Read NAME.changed.txt; UPDATE_GOLDEN=1 accepts them."
    );
}

/// Chosen years and times of unlike length, and whether the year that is told is known.
const TIMES: [(&str, Option<&str>); 9] = [
    ("", None),
    ("&at=2014-04~2015-03", Some("2015-01")),
    ("&at=2017-04~2018-03", Some("2018-01")),
    ("&at=2018-04~2019-03", Some("2019-01")),
    ("&at=2019-10~2020-09", Some("2020-07")),
    ("&at=2022-07~2023-06", Some("2023-04")),
    ("&at=2021-04~2022-03", Some("2022-01")),
    ("&from=2015-07&to=2016-06", None),
    ("&from=2018-04&to=2022-12", None),
];

fn each_story(mut test: impl FnMut(&str, Option<&str>, &Query, &Story)) {
    for area in DATASET.areas() {
        for offence in DATASET.offences() {
            for release in ["latest", "to-2018-03", "to-2023-06", "to-2025-03"] {
                for (time, year_end) in TIMES {
                    let address = format!("?area={}&offence={}&release={release}{time}", area.code, offence.code);
                    // Times that a release does not have are read as none: the story is one all the same.
                    let query = Query::read_address(&address, &DATASET).query;
                    let year_end = year_end.filter(|_| query.at.is_some());
                    test(&address, year_end, &query, &tell(&query, &DATASET, Some(&OUTCOMES)));
                }
            }
        }
    }
}

fn number(text: &str) -> Option<i64> {
    text.replace(',', "").replace('−', "-").parse().ok()
}

#[test]
fn every_story_is_whole_and_says_no_more_than_the_figures() {
    let mut told = 0;
    each_story(|address, year_end, query, story| {
        let missing = story.headline.starts_with("No figure");
        let least = if missing { 5 } else { 6 };
        assert!((least..=10).contains(&story.sentences.len()), "{address}: {}", story.to_text());
        let text = story.to_text();
        for wrong in [
            "NaN",
            " inf ",
            "  ",
            " ,",
            " .",
            "..",
            "%",
            " 0 per cent",
            "(0 per cent",
            "–",
            "happened",
            "()",
            " of no ",
        ] {
            assert!(!text.contains(wrong), "{address}: {wrong:?} in {text}");
        }
        let reasons = reasons_of(story);
        assert_eq!(reasons.len(), story.sentences.len());
        for (sentence, reason) in story.sentences.iter().zip(&reasons) {
            let said = sentence.text();
            assert!(said.starts_with(|first: char| first.is_uppercase()) && said.ends_with('.'), "{address}: {said}");
            assert!(!reason.why.is_empty() && reason.why.ends_with('.'), "{address}: {said}");
            let mut workings = reason.workings.iter();
            for piece in &sentence.pieces {
                match piece {
                    Piece::Text(words) => assert!(!words.is_empty(), "{address}: {said}"),
                    Piece::Figure { text, .. } => {
                        assert!(!text.is_empty(), "{address}: {said}");
                        let working = workings.next();
                        assert!(working.is_some_and(|working| !working.value.is_empty()), "{address}: {said}");
                    }
                }
            }
            assert_eq!(workings.next(), None, "{address}: {said}");
        }
        // A rule that changed between the two years leaves no word on rise or fall.
        if let Some(end) = year_end {
            let year = Period::year_ending(end.parse::<Quarter>().unwrap());
            let start = year.first.back(4);
            let moved = DATASET.changes().iter().any(|change| {
                let quarter = change.date.quarter();
                let inside = if change.date.day == 1 { start < quarter } else { start <= quarter };
                matches!(change.effect, Effect::Rise | Effect::Fall | Effect::Break)
                    && change.offences.contains(&query.offence)
                    && inside
                    && quarter <= year.last
            });
            let compared =
                ["rose by", "fell by", "about the same as in the year"].iter().any(|words| text.contains(words));
            assert!(!(moved && compared), "{address}: {text}");
            told += usize::from(compared);
        }
    });
    // Else the loop above might hold of nothing.
    assert!(told > 500, "{told}");
}

#[test]
fn every_figure_is_the_sum_of_its_cells_and_percentages_are_on_twenty_or_more() {
    let mut sums = 0;
    each_story(|address, _, _, story| {
        for working in workings_of(story) {
            let cells = || working.cells.iter().map(|(_, value)| number(value));
            if working.what.ends_with("change on the year before") {
                assert!(cells().all(|cell| cell.is_some_and(|cell| cell >= 20)), "{address}: {working:?}");
            } else if working.value.ends_with("per cent") {
                assert!(cells().flatten().sum::<i64>() >= 100, "{address}: {working:?}");
            } else if working.what.ends_with("assigned so far")
                || working.what.contains(" recorded by ")
                    && !working.what.contains([':', ';'])
                    && !working.what.contains("per 1,000")
                    && !working.what.contains("highest quarter")
            {
                assert_eq!(
                    cells().collect::<Option<Vec<i64>>>().map(|cells| cells.iter().sum()),
                    number(&working.value),
                    "{address}: {working:?}"
                );
                sums += 1;
            }
        }
    });
    assert!(sums > 10_000, "{sums}");
}

#[test]
fn every_figure_has_an_address_that_is_understood() {
    for area in DATASET.areas() {
        for release in ["latest", "to-2018-03", "to-2023-06", "to-2025-03"] {
            let story = story(&format!("?area={}&release={release}&theme=dark", area.code));
            for piece in story.sentences.iter().flat_map(|sentence| &sentence.pieces) {
                let Piece::Figure { query, .. } = piece else { continue };
                let address = query.to_address(&DATASET);
                let reading = Query::read_address(&address, &DATASET);
                assert_eq!(reading.notices, [], "{address}");
                assert_eq!(reading.query.to_address(&DATASET), address);
                assert!(address.contains("theme=dark"), "{address}");
            }
        }
    }
}

#[test]
fn figures_are_those_of_the_sources() {
    // Recomputed from the source tables by hand.
    let facts = facts(&reasons_of(&story("?area=W15000001")));
    for fact in [
        "Stalking offences recorded by North Wales Police, year ending March 2023: 1,895 (release to June 2023)",
        "Stalking offences recorded by North Wales Police, year ending March 2022: 2,022 (release to June 2023)",
        "Stalking offences recorded by North Wales Police, April 2014 to June 2023: 7,819 (release to June 2023)",
        "Stalking offences recorded by North Wales Police, April to June 2023: 466 (release to June 2023)",
        "Stalking offences recorded by police in England and Wales, year ending March 2023: 117,331 (release to June 2023)",
        "Stalking offences recorded by North Wales Police, year ending March 2023, change on the year before: −6% (release to June 2023)",
        "Outcomes of stalking offences recorded by North Wales Police in 2021/22: charged or summonsed: 101",
    ] {
        assert!(facts.iter().any(|found| found == fact), "{fact} is not among {facts:#?}");
    }
}

#[test]
fn of_two_equal_reasons_neither_is_the_most_common() {
    // Warwickshire's outcomes of 2019/20: 322, of them 36 charged, 127 and 127 with difficulties of evidence.
    let text = story("?area=E23000017&at=2019-04~2020-03").to_text();
    assert!(text.contains("with 127 each") && !text.contains("most common"), "{text}");
}

#[test]
fn the_year_after_the_gap_is_not_compared_with_the_one_before_it() {
    let nor =
        "Nor should it be compared with the year ending March 2023: after a change of the recording rules in May 2023";
    for area in DATASET.areas() {
        let text = story(&format!("?area={}", area.code)).to_text();
        assert_eq!(text.contains(nor), text.contains("in the year ending March 2025\n"), "{text}");
    }
    // The rules of malicious communications did not change then.
    let other = story("?area=E92000001&offence=8R").to_text();
    assert!(other.contains("as no release here covers all of it.\n"), "{other}");
}

#[test]
fn no_percentage_across_a_code_that_began() {
    // Before April 2014 stalking was counted within harassment; malicious communications has a code since April 2017.
    for (year, code) in [("2014-04~2015-03", "stalking"), ("2017-04~2018-03", "malicious communications")] {
        let text = story(&format!("?offence=8L&at={year}")).to_text();
        assert!(text.contains(&format!("may not compare: {code} became a category of its own")), "{text}");
        assert!(!text.contains("rose by") && !text.contains("fell by"), "{text}");
    }
    assert!(story("?offence=8L&at=2016-04~2017-03").to_text().contains("rose by"));
}

#[test]
fn what_is_written_alike_is_not_said_to_differ() {
    let mut compared = 0;
    each_story(|address, _, _, story| {
        for sentence in &story.sentences {
            let said = sentence.text();
            let figures: Vec<&str> = sentence.pieces.iter().filter_map(figure).collect();
            if let ([own, beside, ..], true) =
                (figures.as_slice(), said.contains(", above the ") || said.contains(", below the "))
            {
                assert_ne!(own, beside, "{address}: {said}");
                compared += 1;
            }
        }
    });
    assert!(compared > 500, "{compared}");
}

fn figure(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Figure { text, .. } => Some(text),
        Piece::Text(_) => None,
    }
}

#[test]
fn a_copy_says_from_which_releases_its_figures_are() {
    each_story(|address, _, _, story| {
        for release in workings_of(story).iter().flat_map(|working| &working.releases) {
            assert!(story.source.contains(release.as_str()), "{address}: {}", story.source);
        }
    });
    let source = story("?area=E23000018").source;
    assert!(source.ends_with("Recorded offences: release to June 2023 and release to March 2025."), "{source}");
}

#[test]
fn without_outcomes_nothing_is_said_of_them() {
    let query = Query::read_address("?area=W15000001", &DATASET).query;
    let text = tell(&query, &DATASET, None).to_text();
    assert!(!text.contains("charge") && !text.contains("outcomes"), "{text}");
    assert!(text.contains("0808 802 0300"));
}

#[test]
fn copies_carry_the_source_and_no_markup_of_the_figures() {
    let story = story("?area=E23000036");
    for copy in [story.to_text(), story.to_markdown(), story.to_html()] {
        assert!(copy.contains(query::SOURCE), "{copy}");
        assert!(copy.contains("Avon and Somerset Constabulary recorded"), "{copy}");
    }
    assert!(story.to_markdown().starts_with("# Avon"));
    let html = story.to_html();
    assert_eq!(html.matches("<p>").count(), html.matches("</p>").count());
}

#[test]
fn every_figure_of_a_story_matches_when_the_story_is_checked() {
    let (mut claims_found, mut without) = (0, Vec::new());
    for area in DATASET.areas() {
        for time in [
            "",
            "&at=2014-04~2015-03",
            "&at=2015-04~2016-03",
            "&at=2016-04~2017-03",
            "&at=2018-04~2019-03",
            "&at=2019-04~2020-03",
            "&at=2020-04~2021-03",
            "&at=2021-04~2022-03",
            "&at=2022-07~2023-06",
            "&at=2020-01~2020-12",
            "&release=to-2023-06",
        ] {
            let address = format!("?area={}{time}", area.code);
            let text = story(&address).to_text();
            let claims = story::check::read(&text, None, &DATASET);
            for (claim, verdict) in claims.iter().zip(story::check::verdicts(&claims, &DATASET, Some(&OUTCOMES))) {
                claims_found += 1;
                let said = &text[claim.span.clone()];
                assert_eq!(verdict.kind.word(), "matches", "{address}: {said}: {} in {text}", verdict.words);
            }
            if claims.len() < 3 {
                without.push(address);
            }
        }
    }
    assert!(claims_found > 2_500, "{claims_found}");
    assert_eq!(without, [""; 0]);
}

/// A story of an earlier release has the figures of that one: rates as well as counts are known for what they are.
#[test]
fn every_figure_of_a_story_of_an_earlier_release_matches_or_was_revised() {
    let mut revised_rates = 0;
    for area in DATASET.areas() {
        let address = format!("?area={}&release=to-2018-03", area.code);
        let text = story(&address).to_text();
        let claims = story::check::read(&text, None, &DATASET);
        for (claim, verdict) in claims.iter().zip(story::check::verdicts(&claims, &DATASET, Some(&OUTCOMES))) {
            let said = &text[claim.span.clone()];
            let known = verdict.kind == story::check::VerdictKind::Revised { known: true };
            assert!(known || verdict.kind.word() == "matches", "{address}: {said}: {} in {text}", verdict.words);
            revised_rates += usize::from(known && claim.measure == story::check::Counted::Rate);
        }
    }
    assert!(revised_rates > 0);
}

#[test]
fn a_year_under_two_sets_of_rules_says_so_wherever_it_is_told() {
    for time in ["at=2020-01~2020-12", "from=2019-07&to=2020-12"] {
        let story = story(&format!("?area=W15000001&{time}"));
        assert!(story.headline.ends_with("in the year ending December 2020, under two sets of recording rules"));
        let said = |at: usize| story.sentences[at].text();
        assert!(said(0).ends_with("from before and after a change of the recording rules."), "{}", said(0));
        assert!(said(2).contains("December 2020, under two sets of recording rules, the force"), "{}", said(2));
        assert!(said(3).ends_with("The rank mixes both sets of rules."), "{}", said(3));
        let why = &reasons_of(&story)[3].why;
        assert!(!why.contains("by the same rules"), "{why}");
    }
    assert!(!story("?area=W15000001&at=2020-04~2021-03").to_text().contains("sets of"));
    // The change of May 2023 makes nothing incomparable, but the rules were not the same throughout.
    let story = story("?area=W15000001&at=2022-07~2023-06");
    assert!(reasons_of(&story).iter().all(|reason| !reason.why.contains("by the same rules")));
}

#[test]
fn a_time_of_less_than_a_year_is_not_silently_another() {
    for (time, chosen) in [
        ("from=2021-04&to=2021-06", "April to June 2021"),
        ("at=2021-04~2021-09", "April 2021 to September 2021"),
        ("at=2021-04~2021-06&from=2020-04&to=2023-03", "April to June 2021"),
    ] {
        let story = story(&format!("?area=W15000001&{time}"));
        let told =
            format!("A story needs a whole year, and {chosen} is shorter: the year ending March 2023 is told instead.");
        assert_eq!(story.notice.as_deref(), Some(told.as_str()));
        assert!(story.headline.ends_with("in the year ending March 2023"), "{}", story.headline);
        assert_eq!(story.notes[0].text, told);
    }
    for time in ["", "&from=2020-04", "&at=2020-04~2021-03", "&at=2018-04~2020-03"] {
        assert_eq!(story(&format!("?area=W15000001{time}")).notice, None, "{time}");
    }
}

#[test]
fn a_missing_year_is_told_with_what_there_is() {
    let said = |address: &str| story(address).sentences.iter().map(story::Sentence::text).collect::<Vec<String>>();
    let met = said("?area=E23000001&at=2023-04~2024-03");
    assert!(met.len() >= 6, "{met:#?}");
    assert!(
        met[1].starts_with("The latest year with a figure here is the year ending March 2025, when "),
        "{}",
        met[1]
    );
    let behaviour = said("?area=E23000001&offence=8U&at=2019-04~2020-03");
    assert!(behaviour.len() >= 6, "{behaviour:#?}");
    assert!(behaviour[2].contains("from April 2020 to June 2023, "), "{}", behaviour[2]);
    let welsh = said("?area=W15000001&release=to-2025-03");
    assert!(
        welsh[1].starts_with("Other releases here have figures: the latest year with one is the year ending March 2023, when North Wales Police recorded 1,895"),
        "{}",
        welsh[1]
    );
}

#[test]
fn a_total_that_ends_before_the_year_says_why() {
    let text = story("?area=E23000001").to_text();
    assert!(
        text.contains("in all; the total ends with June 2023, as no release here covers the quarter after it."),
        "{text}"
    );
    assert!(!story("?area=W15000001").to_text().contains("the total ends"));
}

#[test]
fn outcomes_lead_to_their_year() {
    let story = story("?area=W15000001");
    let addresses = story.sentences.iter().flat_map(|sentence| &sentence.pieces).filter_map(|piece| match piece {
        Piece::Figure { query, .. } if query.view == View::Outcomes => Some(query.to_address(&DATASET)),
        _ => None,
    });
    let addresses: Vec<String> = addresses.collect();
    assert!(addresses.len() > 3, "{addresses:?}");
    assert!(addresses.iter().all(|address| address.contains("at=2021-04~2022-03")), "{addresses:?}");
}
