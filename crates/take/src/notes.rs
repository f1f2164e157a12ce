//! Notes that go with the figures: each has an id, by which the figures that it concerns refer to it.

use dataset::Dataset;
use query::{Note, NoteKind, Period, words};

/// A note, as it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteTaken {
    /// `rule-2020-04-01`, `missing-1`, `method-2`, `meaning`, `release`, `source`.
    pub id: String,
    /// What it is about: the id without what comes after the word.
    pub kind: &'static str,
    /// The number under which picture and page name it, if they do.
    pub number: Option<usize>,
    /// A sentence or two.
    pub text: String,
    /// The quarter from which a change of the rules holds.
    pub from: Option<dataset::Quarter>,
}

/// The notes with their ids.
pub fn notes_of(notes: &[Note], dataset: &Dataset) -> Vec<NoteTaken> {
    let mut taken: Vec<NoteTaken> = Vec::new();
    for note in notes {
        let (kind, number) = match note.kind {
            NoteKind::RuleChange(number) => ("rule", Some(number)),
            NoteKind::Missing => ("missing", None),
            NoteKind::Method => ("method", None),
            NoteKind::Meaning => ("meaning", None),
            NoteKind::Release => ("release", None),
            NoteKind::Source => ("source", None),
        };
        let change = dataset.changes().iter().find(|change| number.is_some() && note.text.contains(&change.what));
        let before = taken.iter().filter(|other| other.kind == kind).count();
        let end = match (change, number) {
            (Some(change), _) => day(change.date),
            (None, Some(number)) => number.to_string(),
            (None, None) if matches!(kind, "missing" | "method") || before > 0 => (before + 1).to_string(),
            (None, None) => String::new(),
        };
        let id = if end.is_empty() { kind.to_owned() } else { [kind, "-", &end].concat() };
        let from = change.map(|change| change.date.quarter());
        taken.push(NoteTaken { id, kind, number, text: note.text.clone(), from });
    }
    taken
}

/// Ids of the notes that concern a figure more than all others: changes of the rules that hold in its period, or in
/// a part of it, and what is said of the reason why it is missing.
pub(crate) fn applying(notes: &[NoteTaken], period: Period, why: Option<&str>) -> Vec<String> {
    let concerns = |note: &&NoteTaken| match (note.kind, why) {
        ("rule", _) => note.from.is_some_and(|from| period.last >= from),
        ("missing", Some(why)) => words::split_once(&note.text, why).is_some(),
        _ => false,
    };
    notes.iter().filter(concerns).map(|note| note.id.clone()).collect()
}

/// `2020-04-01`.
pub(crate) fn day(date: dataset::Date) -> String {
    let two = |number: u8| [if number < 10 { "-0" } else { "-" }, &number.to_string()].concat();
    [date.year.to_string(), two(date.month), two(date.day)].concat()
}

/// Notes as a text: what is shown, if that is said, then each note with its id, then the address.
pub fn notes_as_text(heading: &str, notes: &[NoteTaken], address: &str) -> String {
    let mut text = if heading.is_empty() { String::new() } else { [heading, "\r\n\r\n"].concat() };
    for note in notes {
        for piece in [&note.id, ": ", &note.text, "\r\n"] {
            text.push_str(piece);
        }
    }
    for piece in ["\r\n", address, "\r\n"] {
        text.push_str(piece);
    }
    text
}
