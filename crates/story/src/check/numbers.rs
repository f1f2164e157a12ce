//! Numbers as journalists write them: `1,981`, `twelve`, `1.9 million`, `39 per cent`, `a third`, `one in 16`,
//! `doubled`, and what stands before them: `nearly`, `more than`, `about`.

use super::tokens::{Kind, Text, letters};
use std::ops::Range;

/// A number in a text, without its meaning.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    /// Tokens of the number itself, without what stands before it.
    pub(crate) tokens: Range<usize>,
    /// The first token of the words that say how near the number is.
    pub(crate) from: usize,
    /// The number.
    pub(crate) quantity: Quantity,
    /// How near it is.
    pub(crate) hedge: Hedge,
}

/// A number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Quantity {
    /// `1,981`, `twelve`, `1.9 million`.
    Number {
        /// The number.
        value: f64,
        /// Digits after the point, before any `million`.
        decimals: u8,
        /// What was printed is this many of one.
        unit: f64,
    },
    /// `39 per cent`.
    Percent {
        /// The number.
        value: f64,
        /// Digits after the point.
        decimals: u8,
    },
    /// `a third`, `one in 16`.
    Fraction {
        /// Of so many parts.
        parts: f64,
        /// So many.
        of: f64,
    },
    /// `doubled`: times as many.
    Factor(f64),
}

/// What the words before a number say of the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    /// Nothing.
    None,
    /// `nearly`, `almost`, `just under`: it is a little below.
    Nearly,
    /// `fewer than`, `under`: it is below.
    Below,
    /// `more than`, `over`, `at least`: it is above.
    Above,
    /// `about`, `around`, `some`: it is near.
    Near,
}

const NEARLY: &str = "nearly|almost|just under|just below|close to|close on|approaching";
const BELOW: &str = "under|below|fewer than|less than|up to";
const ABOVE: &str =
    "more than|just over|just above|well over|over|above|at least|upwards of|in excess of|topped|no fewer than";
const NEAR: &str = "about|around|roughly|some|approximately|an estimated|circa|or so";
const HEDGES: &[(Hedge, &str)] =
    &[(Hedge::Nearly, NEARLY), (Hedge::Below, BELOW), (Hedge::Above, ABOVE), (Hedge::Near, NEAR)];

const HEDGES_START: u32 = letters(NEARLY) | letters(BELOW) | letters(ABOVE) | letters(NEAR);
const UNITS: &str = "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|\
     seventeen|eighteen|nineteen";
const TENS: &str = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const SCALES: &[(&str, f64)] =
    &[("hundred", 100.0), ("thousand", 1_000.0), ("million", 1_000_000.0), ("m", 1_000_000.0), ("k", 1_000.0)];
const PARTS: &[(&str, f64)] = &[
    ("half", 2.0),
    ("third", 3.0),
    ("thirds", 3.0),
    ("quarter", 4.0),
    ("quarters", 4.0),
    ("fifth", 5.0),
    ("fifths", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
    ("tenths", 10.0),
];
const FACTORS: &[(&str, f64)] = &[
    ("doubled", 2.0),
    ("doubling", 2.0),
    ("double", 2.0),
    ("twofold", 2.0),
    ("trebled", 3.0),
    ("trebling", 3.0),
    ("tripled", 3.0),
    ("tripling", 3.0),
    ("threefold", 3.0),
    ("quadrupled", 4.0),
    ("quadrupling", 4.0),
    ("fourfold", 4.0),
    ("fivefold", 5.0),
    ("tenfold", 10.0),
    ("halved", 0.5),
    ("halving", 0.5),
];

/// The number that starts at a token, up to `end`.
pub(crate) fn read(text: &Text, at: usize, end: usize) -> Option<Mention> {
    let (quantity, next) = quantity(text, at).filter(|(_, next)| *next <= end)?;
    let (hedge, from) = hedge(text, at);
    Some(Mention { tokens: at..next, from, quantity, hedge })
}

const SCALES_START: u32 = letters("hundred|thousand|m|k");
/// How numbers in words start: as these, and as factors, `a`, `half`, `no` and `twice`.
const IN_WORDS: u32 = letters(UNITS) | letters(TENS) | letters("d|t|q|f|h|a|n");

fn quantity(text: &Text, at: usize) -> Option<(Quantity, usize)> {
    let kind = text.tokens.get(at)?.kind;
    if kind == Kind::Mark {
        return None;
    }
    let is_word = kind == Kind::Word;
    if is_word && !text.may_be(at, IN_WORDS) {
        return None;
    }
    // A word that starts no number is most of the text.
    if is_word
        && !text.any(at, UNITS)
        && !text.any(at, TENS)
        && !text.any(at, "a|half|no|twice")
        && factor(text, at).is_none()
    {
        return None;
    }
    if let Some(factor) = if is_word { factor(text, at) } else { None }.or_else(|| fraction(text, at)) {
        return Some(factor);
    }
    let (value, decimals, unit, next) = number(text, at)?;
    if let Some(length) = text.phrases(next, "per cent|percent|%|pc|per - cent") {
        return Some((Quantity::Percent { value, decimals }, next + length));
    }
    let times = text.phrase(next, "times as many").map(|length| (Quantity::Factor(value), next + length));
    Some(times.unwrap_or((Quantity::Number { value: value * unit, decimals, unit }, next)))
}

/// The number in digits or words at a token: value, decimals, unit, and the token after it.
fn number(text: &Text, at: usize) -> Option<(f64, u8, f64, usize)> {
    let (mut value, decimals, mut next) = match text.tokens.get(at)?.kind {
        Kind::Number { value, decimals, .. } => (value, decimals, at + 1),
        Kind::Word => {
            let (value, next) = in_words(text, at)?;
            (value, 0, next)
        }
        Kind::Mark => return None,
    };
    let mut unit = 1.0;
    while text.may_be(next, SCALES_START)
        && let Some((_, scale)) = SCALES.iter().find(|(word, _)| text.word(next) == *word)
    {
        let glued = text.glued(next);
        // "5 k" and "3 m" are no thousands and millions; "5k" is.
        if text.word(next).len() == 1 && !glued {
            break;
        }
        unit *= scale;
        next += 1;
    }
    // "two hundred and fifty"
    if unit > 1.0
        && text.word(next) == "and"
        && let Some((rest, after)) = in_words(text, next + 1).filter(|(rest, _)| *rest < unit)
        && value.fract() == 0.0
        && text.number(at).is_none()
    {
        value = value * unit + rest;
        return Some((value, 0, 1.0, after));
    }
    Some((value, decimals, unit, next))
}

/// `twelve`, `twenty-one`, `a hundred`.
fn in_words(text: &Text, at: usize) -> Option<(f64, usize)> {
    let word = text.word(at);
    // Most words are none: those that are get counted.
    let known =
        |at: usize, list: &str| text.any(at, list).then(|| list.split('|').position(|other| other == text.word(at)));
    let small = |at: usize| known(at, UNITS).flatten();
    if let Some(value) = small(at) {
        return Some((value as f64, at + 1));
    }
    // "recorded no offences"
    if word == "no" && at > 0 && text.any(at - 1, "recorded|logged|reported|registered") {
        return Some((0.0, at + 1));
    }
    if let Some(tens) = known(at, TENS).flatten() {
        let tens = (tens as f64 + 2.0) * 10.0;
        let after = if text.word(at + 1) == "-" { at + 2 } else { at + 1 };
        return Some(match small(after).filter(|unit| (1..10).contains(unit)) {
            Some(unit) => (tens + unit as f64, after + 1),
            None => (tens, at + 1),
        });
    }
    (word == "a" && SCALES.iter().any(|(scale, _)| scale.len() > 1 && text.word(at + 1) == *scale))
        .then_some((1.0, at + 1))
}

/// `one in 16`, `a third`, `two thirds`, `half`.
fn fraction(text: &Text, at: usize) -> Option<(Quantity, usize)> {
    if let Some((parts, 0, 1.0, next)) = number(text, at) {
        let after = text.phrases(next, "in every|out of every|out of|in").map(|length| next + length);
        if let Some((of, 0, 1.0, end)) = after.and_then(|after| number(text, after))
            && parts >= 1.0
            && of > parts
            && of <= 1_000.0
            && parts <= 20.0
        {
            return Some((Quantity::Fraction { parts, of }, end));
        }
    }
    let part = |at: usize| PARTS.iter().find(|(word, _)| text.word(at) == *word).map(|(_, of)| *of);
    if text.word(at) == "half" {
        let ordinal = at > 0 && text.any(at - 1, "first|second|latter|last|a");
        return (!ordinal).then_some((Quantity::Fraction { parts: 1.0, of: 2.0 }, at + 1));
    }
    let parts = match text.word(at) {
        "a" | "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        _ => return None,
    };
    let after = if text.word(at + 1) == "-" { at + 2 } else { at + 1 };
    // "a quarter of 2021" would be a time.
    part(after).map(|of| (Quantity::Fraction { parts, of }, after + 1))
}

fn factor(text: &Text, at: usize) -> Option<(Quantity, usize)> {
    if let Some((_, factor)) = FACTORS.iter().find(|(word, _)| text.word(at) == *word) {
        return Some((Quantity::Factor(*factor), at + 1));
    }
    text.phrases(at, "twice as many|twice the number").map(|length| (Quantity::Factor(2.0), at + length))
}

/// What the words before a token say, and where they start.
fn hedge(text: &Text, at: usize) -> (Hedge, usize) {
    // The longest first: "no fewer than" holds "fewer than".
    for before in (1..=3_usize).rev() {
        let Some(start) = at.checked_sub(before).filter(|start| text.may_be(*start, HEDGES_START)) else { continue };
        for (hedge, phrases) in HEDGES {
            if text.phrase_of(start, phrases, before) {
                return (*hedge, start);
            }
        }
    }
    (Hedge::None, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(words: &str) -> Option<(Quantity, Hedge)> {
        let text = Text::of(words);
        let end = text.tokens.len();
        (0..end).find_map(|at| read(&text, at, end)).map(|mention| (mention.quantity, mention.hedge))
    }

    fn whole(value: f64) -> Quantity {
        Quantity::Number { value, decimals: 0, unit: 1.0 }
    }

    #[test]
    fn numbers_in_digits_and_words() {
        let cases = [
            ("1,981 offences", whole(1_981.0)),
            ("twelve offences", whole(12.0)),
            ("twenty-one offences", whole(21.0)),
            ("two hundred and fifty", whole(250.0)),
            ("1.9 million", Quantity::Number { value: 1_900_000.0, decimals: 1, unit: 1_000_000.0 }),
            ("a hundred thousand", Quantity::Number { value: 100_000.0, decimals: 0, unit: 100_000.0 }),
            ("39 per cent", Quantity::Percent { value: 39.0, decimals: 0 }),
            ("39.5%", Quantity::Percent { value: 39.5, decimals: 1 }),
            ("six per cent", Quantity::Percent { value: 6.0, decimals: 0 }),
            ("a third", Quantity::Fraction { parts: 1.0, of: 3.0 }),
            ("two-thirds", Quantity::Fraction { parts: 2.0, of: 3.0 }),
            ("one in 16", Quantity::Fraction { parts: 1.0, of: 16.0 }),
            ("three in every ten", Quantity::Fraction { parts: 3.0, of: 10.0 }),
            ("doubled", Quantity::Factor(2.0)),
            ("three times as many", Quantity::Factor(3.0)),
        ];
        for (words, expected) in cases {
            assert_eq!(first(words).map(|(quantity, _)| quantity), Some(expected), "{words}");
        }
    }

    #[test]
    fn words_before_a_number_say_how_near_it_is() {
        assert_eq!(first("nearly 100,000").map(|(_, hedge)| hedge), Some(Hedge::Nearly));
        assert_eq!(first("just under 2,000").map(|(_, hedge)| hedge), Some(Hedge::Nearly));
        assert_eq!(first("fewer than 20").map(|(_, hedge)| hedge), Some(Hedge::Below));
        assert_eq!(first("no fewer than 12").map(|(_, hedge)| hedge), Some(Hedge::Above));
        assert_eq!(first("more than doubled").map(|(_, hedge)| hedge), Some(Hedge::Above));
        assert_eq!(first("about a third").map(|(_, hedge)| hedge), Some(Hedge::Near));
        assert_eq!(first("of 100").map(|(_, hedge)| hedge), Some(Hedge::None));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for words in ["the first half", "often", "a force", "hundreds", "someone"] {
            assert_eq!(first(words), None, "{words}");
        }
    }
}
