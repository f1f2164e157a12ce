//! What a figure is about: offences, and the words that say what is counted.

use super::claims::Counted;
use super::tokens::{Text, letters};
use dataset::{Dataset, OffenceId};
use query::OutOf;
use std::ops::Range;

/// What a text speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// An offence of the dataset.
    Offence(OffenceId),
    /// A group of offences that the figures do not hold by itself.
    Group,
    /// Another crime.
    Other,
}

/// A topic in a text.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub(crate) tokens: Range<usize>,
    pub(crate) topic: Topic,
}

const GROUPS: &str = "stalking and harassment|harassment and stalking|stalking or harassment|harassment or stalking";
const OFFENCES: &[(&str, &str)] = &[
    (
        "8M",
        "racially or religiously aggravated harassment|racially and religiously aggravated harassment|aggravated harassment",
    ),
    (
        "8U",
        "controlling and coercive behaviour|controlling or coercive behaviour|coercive and controlling behaviour|coercive or controlling behaviour|coercive control",
    ),
    ("8R", "malicious communications|malicious communication"),
    ("8L", "harassment"),
    ("8Q", "stalking|stalkers|stalker|stalked"),
];
const OTHERS: &str = "burglar|robber|theft|thefts|knife|rape|rapes|sexual|domestic|violent|violence|murder|homicide|hate|drug|\
     fraud|assault|arson|shoplift|weapon|cyber|antisocial|vehicle|trafficking|slavery|upskirting|criminal damage";

/// How all of these start.
const OFFENCES_START: u32 = letters("s|r|a|c|m|h");
const OTHERS_START: u32 = letters(OTHERS);

/// The topic that starts at a token.
pub(crate) fn read(text: &Text, at: usize, dataset: &Dataset) -> Option<Mention> {
    if !text.may_be(at, OFFENCES_START | OTHERS_START) {
        return None;
    }
    if let Some(length) = text.phrases(at, GROUPS) {
        return Some(Mention { tokens: at..at + length, topic: Topic::Group });
    }
    for (code, phrases) in OFFENCES.iter().filter(|_| text.may_be(at, OFFENCES_START)) {
        if let Some(length) = text.phrases(at, phrases) {
            let topic = dataset.offence_by_code(code).map_or(Topic::Other, Topic::Offence);
            return Some(Mention { tokens: at..at + length, topic });
        }
    }
    (text.may_be(at, OTHERS_START) && text.stem(at, OTHERS))
        .then_some(Mention { tokens: at..at + 1, topic: Topic::Other })
}

/// Words that say what is counted, found in a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cue {
    pub(crate) at: usize,
    pub(crate) counted: Counted,
}

const UNSUPPORTED: &str = "did not support|does not support|do not support|didn’t support|didn't support|not supporting|\
     had not supported|no longer supported|no longer support|withdrew|withdrawn|not support";
const SUPPORTED: &str =
    "victim supports|victim supported|victims supported|victims support|victim did support|victim supporting";
const PER_1000: &str =
    "per 1,000|per 1000|per thousand|for every 1,000|for every thousand|a rate of|the rate|rate in|in every 1,000";

/// How cues start: with these, or as `evidential`, `all`, `charge` and `summons` do.
const CUES_START: u32 = letters(UNSUPPORTED) | letters(SUPPORTED) | letters(PER_1000) | letters("e|a|c|s");

/// The cue at a token.
pub(crate) fn cue(text: &Text, at: usize) -> Option<Cue> {
    if !text.may_be(at, CUES_START) {
        return None;
    }
    let found = |counted| Some(Cue { at, counted });
    if text.phrases(at, UNSUPPORTED).is_some() {
        return found(Counted::Unsupported(None));
    }
    if text.phrases(at, SUPPORTED).is_some() {
        return found(Counted::Supported(None));
    }
    if text.phrase(at, "evidential").is_some() {
        return found(Counted::Evidential(None));
    }
    if text.phrases(at, PER_1000).is_some() {
        return found(Counted::Rate);
    }
    let all = text.phrase(at, "all").is_some()
        && (1..=3).any(|further| text.word(at + further) == "crime" || text.word(at + further) == "crimes");
    if all {
        return found(Counted::AllCrime);
    }
    let idle = at > 0 && text.any(at - 1, "in|of|no") && text.word(at) == "charge";
    let words = "charge|charged|charges|charging|summons|summonsed|summonses|summoned";
    if text.any(at, words) && !idle && text.word(at + 1) != "of" || ends_charged(text, at) {
        return found(Counted::Charged(None));
    }
    None
}

/// "resulted in charge", where "in charge" is no rank.
fn ends_charged(text: &Text, at: usize) -> bool {
    at > 1 && text.word(at) == "charge" && text.word(at - 1) == "in" && text.stem(at - 2, "end|result")
}

/// What outcomes in a sentence are a share of, where it says so.
pub(crate) fn out_of(text: &Text, sentence: Range<usize>) -> Option<OutOf> {
    if text.has_stem(sentence.clone(), "outcome|closed|concluded|finalised|assigned|resolved") {
        return Some(OutOf::Assigned);
    }
    text.has_stem(sentence, "recorded").then_some(OutOf::Recorded)
}

/// The same cue with what it is a share of.
pub(crate) fn with(counted: Counted, of: Option<OutOf>) -> Counted {
    match counted {
        Counted::Charged(_) => Counted::Charged(of),
        Counted::Supported(_) => Counted::Supported(of),
        Counted::Unsupported(_) => Counted::Unsupported(of),
        Counted::Evidential(_) => Counted::Evidential(of),
        other => other,
    }
}

/// Whether it is a part of the outcomes.
pub(crate) fn is_outcome(counted: Counted) -> bool {
    matches!(counted, Counted::Charged(_) | Counted::Supported(_) | Counted::Unsupported(_) | Counted::Evidential(_))
}
