//! Figures in words, in British English: one way to write a number, wherever it stands.

use crate::{Answer, Cell, Measure, Series, Value};
use dataset::Dataset;

/// `1,234,567`, with a true minus for negative numbers.
pub fn whole(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    if number < 0 {
        text.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What stands before and behind the first `mark`; an empty one stands at the start. The standard library's search is
/// compiled anew where it is used, three quarters of a kilobyte each time.
///
/// ```
/// use query::words::split_once;
/// assert_eq!(split_once("per 1,000 residents, by year, 2014", ", "), Some(("per 1,000 residents", "by year, 2014")));
/// assert_eq!(split_once("by year", ", "), None);
/// assert_eq!(split_once("’’", "’"), Some(("", "’")));
/// assert_eq!(split_once("", ""), Some(("", "")));
/// ```
#[inline(never)]
pub fn split_once<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    if mark.is_empty() {
        return Some(("", text));
    }
    let at = text.as_bytes().windows(mark.len()).position(|piece| piece == mark.as_bytes())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// A number with `places` decimals, `1,234.50`, with a true minus; a zero that was rounded has none.
pub fn decimal(number: f64, places: usize) -> String {
    let scale = 10_f64.powi(i32::try_from(places).unwrap_or(0));
    let scaled = (number.abs() * scale).round();
    // Counts and rates are far below 2^53, where a float still holds every whole number; what is no number is 0.
    let scaled = scaled as u64;
    let unit = scale as u64;
    let sign = if number < 0.0 && scaled > 0 { "−" } else { "" };
    let whole = whole(i64::try_from(scaled / unit).unwrap_or(i64::MAX));
    if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{:0places$}", scaled % unit) }
}

/// A value as a table's cell writes it, without its unit's name: `477`, `0.69`, `0.62%`, `+12%`, `−6%`.
pub fn value(measure: Measure, value: f64) -> String {
    match measure {
        Measure::Count => decimal(value, 0),
        Measure::Rate => decimal(value, 2),
        Measure::Share => format!("{}%", decimal(value, 2)),
        Measure::Change => {
            let text = decimal(value, 0);
            let sign = if value > 0.0 && text != "0" { "+" } else { "" };
            format!("{sign}{text}%")
        }
    }
}

/// `1 offence`, `477 offences`.
pub fn offences(count: i64) -> String {
    format!("{} {}", whole(count), if count.abs() == 1 { "offence" } else { "offences" })
}

/// A value in full, with what it was made from: `477 offences`,
/// `0.69 offences per 1,000 residents (477 offences)`.
pub fn value_in_full(measure: Measure, value: &Value) -> String {
    let count = offences(value.count);
    let base = value.base.unwrap_or_default();
    match measure {
        Measure::Count => count,
        Measure::Rate => format!("{} offences per 1,000 residents ({count})", self::value(measure, value.value)),
        Measure::Share => {
            format!("{} of all recorded crime ({count} of {})", self::value(measure, value.value), whole(base))
        }
        Measure::Change => {
            let percent = decimal(value.value.abs(), 0);
            let direction = match (percent.as_str(), value.value > 0.0) {
                ("0", _) => "about the same as".to_owned(),
                (_, true) => format!("{percent}% more than"),
                (_, false) => format!("{percent}% fewer than"),
            };
            format!("{direction} a year before ({count}, {} a year before)", whole(base))
        }
    }
}

/// A cell in full: its value, or `no figure` and why.
pub fn cell_in_full(dataset: &Dataset, measure: Measure, cell: &Cell) -> String {
    match cell {
        Cell::Value(value) => value_in_full(measure, value),
        Cell::Missing(reason) => format!("no figure. {}", reason.sentence(dataset)),
    }
}

/// The name of one point or cell, whole enough to be understood alone:
/// `North Wales, April to June 2021: 477 offences`.
pub fn point_name(dataset: &Dataset, answer: &Answer, series: &Series, index: usize) -> String {
    let (Some(period), Some(cell)) = (answer.periods.get(index), series.cells.get(index)) else {
        return String::new();
    };
    let mixed = match cell {
        Cell::Value(value) if value.mixed_rules => ", part of it before and part after a change of the rules",
        _ => "",
    };
    format!("{}, {period}: {}{mixed}", series.name, cell_in_full(dataset, answer.query.measure, cell))
}

/// The text with its first letter large, as at the start of a sentence.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

/// The text with its first letter small, as within a sentence.
pub fn lowered(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + chars.as_str())
}

/// `a`, `a and b`, `a, b and c`.
pub fn list<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_in_a_british_newspaper() {
        assert_eq!(whole(98_667), "98,667");
        assert_eq!(whole(-1), "−1");
        assert_eq!(whole(1_234_567), "1,234,567");
        assert_eq!(whole(999), "999");
        assert_eq!(whole(i64::MIN), "−9,223,372,036,854,775,808");
        assert_eq!(decimal(2.754, 2), "2.75");
        assert_eq!(decimal(1_999.996, 2), "2,000.00");
        assert_eq!(decimal(0.05, 2), "0.05");
        assert_eq!(decimal(-0.4, 0), "0");
        assert_eq!(decimal(f64::NAN, 1), "0.0");
    }

    #[test]
    fn a_change_always_has_its_sign() {
        assert_eq!(value(Measure::Change, -6.3), "−6%");
        assert_eq!(value(Measure::Change, 39.4), "+39%");
        assert_eq!(value(Measure::Change, 0.2), "0%");
        assert_eq!(value(Measure::Share, 0.617), "0.62%");
    }

    #[test]
    fn one_offence_is_singular() {
        assert_eq!(offences(1), "1 offence");
        assert_eq!(offences(0), "0 offences");
        assert_eq!(offences(2_014), "2,014 offences");
    }

    #[test]
    fn lists_end_in_and() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["Gwent"]), "Gwent");
        assert_eq!(list(&["Gwent", "Wales"]), "Gwent and Wales");
        assert_eq!(list(&["Gwent", "Wales", "England"]), "Gwent, Wales and England");
    }
}
