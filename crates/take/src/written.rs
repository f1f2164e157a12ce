//! Numbers, periods and releases as programs read them.

use dataset::{Dataset, ReleaseId};
use query::{Cell, Period, ReleaseChoice, Why, words};

/// A number as it is shown, without separators of thousands and signs of percent, with a minus that programs know.
pub(crate) fn number(shown: &str) -> String {
    let mut plain = String::new();
    for letter in shown.chars() {
        match letter {
            '−' => plain.push('-'),
            '0'..='9' | '.' => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// A percentage of a whole with one decimal; a share above nothing is never written as nothing.
pub(crate) fn percent(share: f64) -> String {
    number(&words::decimal(share, if share > 0.0 && share < 0.05 { 3 } else { 1 }))
}

/// `2021-22` for 2021.
pub(crate) fn financial_year(start_year: u16) -> String {
    let end = (start_year + 1) % 100;
    [start_year.to_string().as_str(), if end < 10 { "-0" } else { "-" }, &end.to_string()].concat()
}

/// The releases of a value, or the one that a reason speaks of: those that the quarters of its period are taken from.
pub(crate) fn releases(choice: ReleaseChoice, period: Period, cell: &Cell, dataset: &Dataset) -> Vec<String> {
    let name = |release: ReleaseId| dataset.release(release).name.clone();
    if let Cell::Missing(reason) = cell
        && let Why::NotSupplied(release, _)
        | Why::IncompleteSum(release, _)
        | Why::OutsideRelease(release)
        | Why::NoAllCrime(release) = reason.why
    {
        return vec![name(release)];
    }
    match (choice, cell) {
        (ReleaseChoice::One(release), _) => vec![name(release)],
        (ReleaseChoice::Latest, Cell::Missing(_)) => Vec::new(),
        (ReleaseChoice::Latest, Cell::Value(_)) => {
            let mut names: Vec<String> = Vec::new();
            for release in period.quarters().filter_map(|quarter| dataset.newest_release_with(quarter)) {
                let name = name(release);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names
        }
    }
}

/// Small letters and digits, joined with hyphens, for the name of a file.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_programs_read() {
        assert_eq!(number("1,234"), "1234");
        assert_eq!(number("−6%"), "-6");
        assert_eq!(number("+12%"), "12");
        assert_eq!(percent(5.04), "5.0");
        assert_eq!(percent(0.04), "0.040");
        assert_eq!(percent(0.0), "0.0");
    }

    #[test]
    fn names_of_files_have_no_signs() {
        assert_eq!(
            slug("Racially or religiously aggravated harassment"),
            "racially-or-religiously-aggravated-harassment"
        );
        assert_eq!(slug("Dyfed-Powys "), "dyfed-powys");
        assert_eq!(slug("(a)"), "a");
        assert_eq!(financial_year(2008), "2008-09");
        assert_eq!(financial_year(2021), "2021-22");
    }
}
