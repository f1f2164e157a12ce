//! Texts that mean harm, or that are long.
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stdout)]

use dataset::Dataset;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use story::check::{self, MOST_CLAIMS};

static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
    Dataset::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
});

/// Reads and judges; every claim lies within the text, in its order, on the bounds of characters.
fn harmless(text: &str, dated: Option<(u16, u8)>) -> usize {
    let claims = check::read(text, dated, &DATASET);
    let verdicts = check::verdicts(&claims, &DATASET, None);
    assert_eq!(claims.len(), verdicts.len());
    let mut end = 0;
    for claim in &claims {
        assert!(claim.span.start >= end && claim.span.start < claim.span.end, "{:?}", claim.span);
        assert!(text.get(claim.span.clone()).is_some());
        end = claim.span.end;
    }
    claims.len()
}

const ARTICLE: &str = "Stalking offences recorded by North Wales Police fell from 2,022 in 2021/22 to 1,895 in 2022/23. \
    Nationally, nearly 100,000 offences were recorded in the year to March 2021, and one in 16 led to a charge. \
    “We take every report seriously,” said Superintendent Jane Jones, 45, who joined the force in 2003. ";

#[test]
fn a_text_of_100_kilobytes_is_read_quickly_whatever_it_holds() {
    let long = |part: &str| part.repeat(100_000 / part.len() + 1);
    let texts = [
        long(ARTICLE),
        long(&ARTICLE.replace(['.', '\n'], " ")),
        long(","),
        long("9"),
        long("1,"),
        long("one in "),
        long("in 2020-21 "),
        long("North "),
        long("North Wales Police "),
        long("the same period of the previous year "),
        long("between April and "),
        long("1 stalking offence in 2020-21 "),
        long("stalking "),
        long("twenty-"),
        long("\u{202e}1"),
        long("<b>1,981</b> &amp; "),
        long("“"),
        long("\n\n"),
        long("\u{0}\u{7}"),
    ];
    // Unoptimised and on a busy machine; the time of a release build is measured elsewhere.
    let most = Duration::from_millis(1_500);
    for text in texts {
        let start = Instant::now();
        let claims = check::read(&text, Some((2022, 3)), &DATASET);
        let took = start.elapsed();
        println!("{took:?} {} claims {:?}", claims.len(), text.get(..20));
        assert!(took < most, "{took:?} for {:?}", text.get(..40));
        assert!(claims.len() <= MOST_CLAIMS);
        harmless(&text, None);
    }
}

/// What stands between paragraphs changes nothing in what they claim, and marks and numbers alone claim nothing.
#[test]
fn a_heap_of_marks_and_numbers_changes_no_claim() {
    let claims = |text: &str| {
        let claims = check::read(text, Some((2022, 3)), &DATASET);
        let told = |claim: &check::Claim| (text[claim.span.clone()].to_owned(), claim.in_words(&DATASET));
        claims.iter().map(told).collect::<Vec<_>>()
    };
    let alone = claims(&format!("{ARTICLE}\n\n{ARTICLE}"));
    assert!(alone.len() >= 8, "{alone:?}");
    for part in ["1/1/", "($%", "1 ", "20-", "£1m ", ")", ".", "12 months ", "31 March ", "12-month "] {
        let heap = part.repeat(3_000);
        assert_eq!(claims(&format!("{ARTICLE}\n\n{heap}\n\n{ARTICLE}")), alone, "{part}");
    }
}

#[test]
fn a_million_digits_are_no_number() {
    assert_eq!(
        harmless(&format!("North Wales Police recorded {} stalking offences in 2020-21.", "7".repeat(1_000_000)), None),
        0
    );
}

/// Marks that are not seen can not make a reader and the page see two numbers.
#[test]
fn hidden_marks_within_a_number_make_it_none() {
    for number in ["1,9\u{200b}81", "1\u{202e},981", "2\u{ad}014", "20\u{2066}14"] {
        let text = format!("North Wales Police recorded {number} stalking offences in the year to March 2021.");
        assert_eq!(harmless(&text, None), 0, "{number}");
    }
}

proptest! {
    #[test]
    fn any_text_does_no_harm(text in ".*", year in any::<u16>(), month in any::<u8>()) {
        harmless(&text, Some((year, month)));
    }

    #[test]
    fn any_heap_of_words_does_no_harm(words in proptest::collection::vec(prop_oneof![
        Just("stalking"), Just("offences"), Just("1,981"), Just("doubled"), Just("39"), Just("per cent"), Just("a third"),
        Just("one in 16"), Just("2020-21"), Just("in 2021"), Just("last year"), Just("the previous year"), Just("since"),
        Just("between"), Just("April"), Just("and"), Just("September"), Just("North Wales Police"), Just("the force"),
        Just("nationally"), Just("rose by"), Just("from"), Just("to"), Just("charged"), Just("."), Just(","), Just("“"),
        Just("9999-9999"), Just("2099-00"), Just("0"), Just("the first half of"), Just("Wrexham"), Just("of"), Just("1,000"),
        Just("per 1,000"), Just("the year to March"), Just("2000"), Just("recorded"), Just("the same period of"), Just("this year"),
    ], 0..60), dated in proptest::option::of((0_u16..9_999, 0_u8..14))) {
        harmless(&words.join(" "), dated);
    }
}
