//! Finding an area by any usual name.

use crate::order_by;
use dataset::{AreaId, AreaKind, Dataset, OffenceId};

/// Areas whose names match what was typed, best first; every area, in the dataset's order, for nothing typed.
///
/// A match starts a word of the short name, of another usual name, or of the official name, or is the code.
/// Case, punctuation and "&" for "and" make no difference.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let json = std::fs::read_to_string("../../data/recorded.json")?;
/// # let dataset = dataset::Dataset::from_json(&json)?;
/// let found = query::find_areas(&dataset, "devon & corn");
/// assert_eq!(dataset.area(found[0]).name, "Devon and Cornwall");
/// # Ok(()) }
/// ```
pub fn find_areas(dataset: &Dataset, typed: &str) -> Vec<AreaId> {
    let typed = fold(typed);
    // Of equals, a force comes before a region: most people look for the one that polices them.
    let behind = |id: AreaId| u8::from(!typed.is_empty() && dataset.area(id).kind == AreaKind::Region);
    let found: Vec<(u8, AreaId)> =
        dataset.area_ids().filter_map(|id| Some((rank(dataset, id, &typed)? * 2 + behind(id), id))).collect();
    let order = order_by(found.len(), &mut |a, b| found[a].0.cmp(&found[b].0));
    order.into_iter().map(|at| found[at].1).collect()
}

/// Offences beyond [`Dataset::offences`] that hold every word that was typed in their name, code or group; all for
/// nothing typed. By group, then by name.
pub fn find_offences(dataset: &Dataset, typed: &str) -> Vec<OffenceId> {
    let Some(pack) = dataset.pack() else { return Vec::new() };
    let typed = fold(typed);
    let matches = |id: &OffenceId| {
        let ((group, subgroup), offence) = (pack.group(*id), dataset.offence(*id));
        let known = fold(&[&offence.name, " ", &offence.code, " ", group, " ", subgroup].concat());
        typed.split(' ').all(|word| starts_a_word(&known, word))
    };
    let found: Vec<OffenceId> = pack.offence_ids().filter(matches).collect();
    let of = |at: usize| (pack.group(found[at]).0, &dataset.offence(found[at]).name);
    order_by(found.len(), &mut |a, b| of(a).cmp(&of(b))).into_iter().map(|at| found[at]).collect()
}

/// What an area is, in words, to tell the West Midlands from the West Midlands.
pub fn kind_of_area(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::EnglandAndWales => "all forces",
        AreaKind::Nation => "nation",
        AreaKind::Region => "England",
        AreaKind::Force => "police force",
        AreaKind::NonTerritorial => "police force without an area",
    }
}

/// How well the area's best name matches, the lowest best; `None` for not at all.
fn rank(dataset: &Dataset, id: AreaId, typed: &str) -> Option<u8> {
    let area = dataset.area(id);
    if typed.is_empty() {
        return Some(0);
    }
    let short = fold(&area.name);
    if short == typed {
        return Some(0);
    }
    if short.starts_with(typed) {
        return Some(1);
    }
    if starts_a_word(&short, typed) {
        return Some(2);
    }
    if area.aliases.iter().any(|alias| starts_a_word(&fold(alias), typed)) {
        return Some(3);
    }
    if starts_a_word(&fold(&area.recorder), typed) || area.code.eq_ignore_ascii_case(typed) {
        return Some(4);
    }
    None
}

fn starts_a_word(name: &str, typed: &str) -> bool {
    let (name, typed) = (name.as_bytes(), typed.as_bytes());
    let starts = (0..name.len()).filter(|at| *at == 0 || name[at - 1] == b' ');
    starts.into_iter().any(|at| name[at..].starts_with(typed))
}

/// Lower case, "and" for "&", single spaces, no punctuation. Whatever is neither ASCII nor punctuation counts as a letter:
/// the standard library's table of letters has two kilobytes, and no name has any but those of ASCII.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => folded.push_str(" and "),
            '\'' | '’' | '.' => {}
            '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' => folded.push(' '),
            _ if char.is_ascii() && !char.is_ascii_alphanumeric() => folded.push(' '),
            _ => folded.push(char.to_ascii_lowercase()),
        }
    }
    let mut single = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !single.is_empty() {
            single.push(' ');
        }
        single.push_str(word);
    }
    single
}
