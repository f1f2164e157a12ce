//! How a story writes numbers, and from where on it says “fell”, “about the same” or “nearly”.
//!
//! | said | of |
//! |---|---|
//! | `no`, `one` to `nine`, then figures | counts, as newspapers write them |
//! | no percentage | a number, or one that it is a part of or compared with, below [`query::Value::SMALL`] |
//! | `rose`, `fell` | [`SAME_PERCENT`] or more on the year before; `about the same` below |
//! | `above`, `below` | a rate [`SAME_RATE`] or more from that of England and Wales; `about the same` below |
//! | `nearly 1,900` | the next round number, where it is the nearest and at most [`NEARLY`] away; headlines alone |
//! | `more than 2,000` | the round number before, else; headlines alone |
//! | `around one in 20` | the nearest whole number, from [`LEAST_ONE_IN`] on |

use dataset::Effect;
use query::{RuleChange, words};

/// Percent on the year before below which two counts are about the same.
pub(crate) const SAME_PERCENT: f64 = 1.0;
/// Part of the national rate by which a rate must lie above or below it to be said to.
pub(crate) const SAME_RATE: f64 = 0.05;
/// Part of a count by which the next round number may lie above it to be nearly reached.
const NEARLY: f64 = 0.015;
/// Counts from which on a headline rounds.
const ROUNDED_FROM: i64 = 1_000;
/// The least N of “around one in N”: below, the next whole number may be more than 5 per cent away.
const LEAST_ONE_IN: i64 = 10;

const DIGITS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const ORDINALS: [&str; 10] =
    ["", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth "];

/// A count as it stands before what is counted: `no`, `six`, `1,895`.
pub(crate) fn count(number: i64) -> String {
    let digit = usize::try_from(number).ok().and_then(|number| DIGITS.get(number));
    digit.map_or_else(|| words::whole(number), |digit| (*digit).to_owned())
}

/// A count that stands alone: `none`, `six`, `1,895`.
pub(crate) fn alone(number: i64) -> String {
    if number == 0 { "none".to_owned() } else { count(number) }
}

/// A count in a headline: what is said of it, and a round number.
pub(crate) fn rounded(number: i64) -> String {
    if number < ROUNDED_FROM {
        return count(number);
    }
    let unit = if number < 10_000 { 100 } else { 1_000 };
    let below = number / unit * unit;
    let above = below + unit;
    if below == number {
        words::whole(number)
    } else if above - number <= number - below && (above - number) as f64 <= number as f64 * NEARLY {
        ["nearly ", &words::whole(above)].concat()
    } else {
        ["more than ", &words::whole(below)].concat()
    }
}

/// `second `, `11th `, nothing for the first: what stands before `highest`.
pub(crate) fn before_superlative(place: usize) -> String {
    ORDINALS.get(place).map_or_else(|| ordinal(place) + " ", |word| (*word).to_owned())
}

/// `1st`, `11th`, `22nd`.
pub(crate) fn ordinal(place: usize) -> String {
    let ending = match (place % 100, place % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    [&place.to_string(), ending].concat()
}

/// `2.75`, `under 0.01`.
pub(crate) fn rate(rate: f64) -> String {
    if rate == 0.0 {
        "0".to_owned()
    } else if rate < 0.0 {
        "below 0".to_owned()
    } else if rate < 0.005 {
        "under 0.01".to_owned()
    } else {
        words::decimal(rate, 2)
    }
}

/// A change without its sign: `6 per cent`.
pub(crate) fn change(percent: f64) -> String {
    words::decimal(percent.abs(), 0) + " per cent"
}

/// A part of a whole: `5.1 per cent`, `50 per cent`.
pub(crate) fn share(percent: f64) -> String {
    let text = words::decimal(percent, usize::from(percent < 9.95));
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "0" { "under 0.1 per cent".to_owned() } else { [text, " per cent"].concat() }
}

/// `, or around one in 20`, of how many times the part goes into the whole; nothing where a percentage is clearer.
pub(crate) fn one_in(times: f64) -> String {
    // Shares are of some hundred thousand at most; what is beyond is the largest.
    let whole = times.round() as i64;
    if whole < LEAST_ONE_IN {
        return String::new();
    }
    [if times == times.round() { ", or one in " } else { ", or around one in " }, &count(whole)].concat()
}

/// `the recording rules changed in April 2020`, and which way that moved the figures where it is known.
pub(crate) fn rules_changed(change: &RuleChange) -> String {
    let date = change.date.to_string();
    match change.effect {
        Effect::Rise => {
            ["since a change of the recording rules in ", &date, " more is recorded of the same conduct"].concat()
        }
        Effect::Fall => {
            ["after a change of the recording rules in ", &date, " less is recorded of the same conduct"].concat()
        }
        _ => ["the recording rules changed in ", &date].concat(),
    }
}

/// A sentence as a part of another, without its full stop. Names keep their capital.
pub(crate) fn clause(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    let first = sentence.split(' ').next().unwrap_or_default();
    let small =
        matches!(first, "The" | "There" | "No" | "Stalking" | "Harassment" | "Malicious" | "Controlling" | "Racially");
    if small { words::lowered(sentence) } else { sentence.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_in_a_newspaper() {
        let counts = [-1, 0, 1, 9, 10, 19, 1_895].map(count);
        assert_eq!(counts, ["−1", "no", "one", "nine", "10", "19", "1,895"]);
        let headline = [0, 999, 1_000, 1_051, 1_895, 1_981, 2_014, 9_990, 117_331, 126_778].map(rounded);
        assert_eq!(
            headline,
            [
                "no",
                "999",
                "1,000",
                "more than 1,000",
                "nearly 1,900",
                "nearly 2,000",
                "more than 2,000",
                "nearly 10,000",
                "more than 117,000",
                "nearly 127,000"
            ]
        );
        assert_eq!(
            [1, 2, 3, 11, 12, 13, 21, 22, 43, 111].map(ordinal).join(" "),
            "1st 2nd 3rd 11th 12th 13th 21st 22nd 43rd 111th"
        );
        assert_eq!([1, 2, 9, 10].map(before_superlative), ["", "second ", "ninth ", "10th "]);
    }

    #[test]
    fn shares_say_no_more_than_they_can() {
        assert_eq!(
            [4.995, 6.872, 9.951, 36.7, 0.04].map(share).join("; "),
            "5 per cent; 6.9 per cent; 10 per cent; 37 per cent; under 0.1 per cent"
        );
        assert_eq!(
            [20.02, 20.0, 9.6, 9.4].map(one_in),
            [", or around one in 20", ", or one in 20", ", or around one in 10", ""]
        );
    }

    #[test]
    fn a_rate_is_never_rounded_to_nothing() {
        assert_eq!([0.0, 0.004, 0.005, 2.754, -0.001].map(rate), ["0", "under 0.01", "0.01", "2.75", "below 0"]);
    }
}
