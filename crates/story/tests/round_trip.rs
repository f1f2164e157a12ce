//! What the page writes, it can read: every sentence of a story, checked, matches.
#![allow(clippy::panic, clippy::unwrap_used)]

use dataset::{Dataset, Outcomes};
use query::{Answer, Query};
use std::sync::LazyLock;
use story::check::{self, VerdictKind};

fn file(name: &str) -> String {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

static DATASET: LazyLock<Dataset> = LazyLock::new(|| Dataset::from_json(&file("recorded.json")).unwrap());
static OUTCOMES: LazyLock<Outcomes> = LazyLock::new(|| Outcomes::from_json(&file("outcomes.json"), &DATASET).unwrap());

/// What does not match in a text, and how many claims it has.
fn failures(text: &str) -> (Vec<String>, usize) {
    let claims = check::read(text, None, &DATASET);
    let verdicts = check::verdicts(&claims, &DATASET, Some(&OUTCOMES));
    let failures =
        claims.iter().zip(&verdicts).filter(|(_, verdict)| !matches!(verdict.kind, VerdictKind::Matches { .. }));
    let told = failures.map(|(claim, verdict)| {
        let printed = &text[claim.span.clone()];
        format!("“{printed}”, {}: {} {}\n  in: {text}", claim.in_words(&DATASET), verdict.kind.title(), verdict.words)
    });
    (told.collect(), claims.len())
}

#[test]
fn every_lead_matches() {
    let mut wrong = Vec::new();
    for area in DATASET.areas() {
        for offence in DATASET.offences() {
            let address = format!("?area={}&offence={}", area.code, offence.code);
            let answer = Answer::to(&Query::read_address(&address, &DATASET).query, &DATASET);
            let lead = story::lead(&answer, &DATASET);
            let (failed, claims) = failures(&lead);
            wrong.extend(failed);
            if answer.headline.count.value().is_some_and(|value| value.count > 0) && claims == 0 {
                wrong.push(format!("no claim in: {lead}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

/// The figures of an earlier release are known for what they are.
#[test]
fn the_leads_of_an_earlier_release_match_or_were_revised() {
    for area in DATASET.areas() {
        let address = format!("?area={}&release=to-2018-03", area.code);
        let lead = story::lead(&Answer::to(&Query::read_address(&address, &DATASET).query, &DATASET), &DATASET);
        let claims = check::read(&lead, None, &DATASET);
        assert_eq!(claims.len(), 1, "{lead}");
        let verdict = check::verdict(&claims[0], &DATASET, None);
        let known = VerdictKind::Revised { known: true };
        assert!(
            verdict.kind == VerdictKind::Matches { exactly: true } || verdict.kind == known,
            "{lead}\n{verdict:#?}"
        );
    }
}
