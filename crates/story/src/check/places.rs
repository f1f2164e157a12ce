//! Forces and places by any usual name: `North Wales Police`, `Devon & Cornwall`, `the Met`, `the force`, `nationally`.

use super::tokens::{Text, letters};
use dataset::{AreaId, AreaKind, Dataset};
use std::ops::Range;

/// A place in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    /// Tokens it takes.
    pub(crate) tokens: Range<usize>,
    /// What it names.
    pub(crate) named: Named,
}

/// What a place's name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// An area of the dataset.
    Area(AreaId),
    /// A town or county in the area of a force, which polices more than it.
    Part(AreaId),
    /// The force that was named last: `the force`.
    TheForce,
    /// England and Wales, said without its name: `nationally`.
    Nation,
    /// A place that the figures do not cover, or not by itself.
    Elsewhere,
}

/// Other names that mean the whole of a force, as the dataset gives them; all its others are parts of its area.
const WHOLE: &str = "gmp|met|met police|the met|scotland yard|wmp|tvp|btp|herts|notts|square mile|hampshire and isle of wight|\
     railway police|transport police|greater london|london|cymru|e and w|avon and somerset|devon and cornwall|\
     london city of|heddlu dyfed powys|heddlu gwent|heddlu gogledd cymru|heddlu de cymru";
const NATION: &str =
    "nationally|nationwide|the country|the two nations|both nations|the national total|the national figure";
/// How they start, in small letters, and "the" before a name.
const NAMELESS: u32 = letters(NATION) | letters(THE_FORCE);
const THE_FORCE: &str = "the force|the constabulary|the service|its officers|our force|the same force";
const ELSEWHERE: &str =
    "scotland|northern ireland|the uk|uk|britain|great britain|the united kingdom|ireland|new south wales";
/// Where places of the same names are: after a place's name and a comma, it is one of those. Washington is left out,
/// as it is in Tyne and Wear as well.
const ABROAD: &str = "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|\
     indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|\
     nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|\
     pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|\
     washington state|wisconsin|wyoming|ontario|nova scotia|new brunswick|british columbia|new south wales|queensland|\
     tasmania|south australia|western australia|new zealand|jamaica|usa|us|canada|australia|south africa";
/// After these, "force" and "constabulary" belong to the name.
const TITLES: &str = "police force|police service|constabulary|police|force";
/// Before a country's name, these make it a part of another name.
const OTHER_NAMES: &str = "new|nhs|bbc|itv|hm|sport|public health";

/// Every name by which an area is found.
pub(crate) struct Names {
    names: Vec<Name>,
    /// Positions in `names` by the first letter of the name.
    by_letter: Vec<Vec<u16>>,
}

struct Name {
    words: Vec<String>,
    named: Named,
}

impl Names {
    pub(crate) fn of(dataset: &Dataset) -> Self {
        let mut names = Self { names: Vec::new(), by_letter: vec![Vec::new(); 26] };
        for id in dataset.area_ids() {
            let area = dataset.area(id);
            // "the North East" and "police in North East" are found by the place's own name.
            let name = area.name.strip_suffix(" region").unwrap_or(&area.name);
            names.add(name, Named::Area(id));
            if name != area.name {
                names.add(&area.name, Named::Area(id));
            }
            if matches!(area.kind, AreaKind::Force | AreaKind::NonTerritorial) {
                names.add(&area.recorder, Named::Area(id));
            }
            for alias in &area.aliases {
                let is_whole = area.force().is_none() || WHOLE.split('|').any(|whole| whole == fold(alias).join(" "));
                names.add(alias, if is_whole { Named::Area(id) } else { Named::Part(id) });
            }
        }
        names
    }

    fn add(&mut self, name: &str, named: Named) {
        let words = fold(name);
        let letter = words.first().and_then(|word| word.bytes().next()).and_then(|byte| byte.checked_sub(b'a'));
        let known = self.names.iter().any(|other| other.words == words && matches!(other.named, Named::Area(_)));
        let at = u16::try_from(self.names.len()).unwrap_or(u16::MAX);
        // Of a region and a force of one name the force, which comes later, is the more usual meaning.
        if known && !matches!(named, Named::Area(_)) {
            return;
        }
        if let Some(bucket) = letter.and_then(|letter| self.by_letter.get_mut(usize::from(letter))) {
            bucket.push(at);
            self.names.push(Name { words, named });
        }
    }

    /// The place that starts at a token, up to `end`.
    pub(crate) fn read(&self, text: &Text, at: usize, end: usize) -> Option<Mention> {
        let of = |named, length: usize| (at + length <= end).then_some(Mention { tokens: at..at + length, named });
        if !text.is_large(at) && !text.may_be(at, NAMELESS) {
            return None;
        }
        if let Some(length) = text.phrases(at, THE_FORCE) {
            return of(Named::TheForce, length);
        }
        if let Some(length) = text.phrases(at, NATION) {
            return of(Named::Nation, length);
        }
        let title = if text.word(at) == "the" { at + 1 } else { at };
        if !text.is_large(title) || (at > 0 && text.is_large(at) && text.any(at - 1, OTHER_NAMES)) {
            return None;
        }
        if at > 1 && text.word(at - 1) == "of" && text.any(at - 2, "prince|princess|church|bank|university") {
            return None;
        }
        if let Some(length) = text.phrases(at, ELSEWHERE) {
            return of(Named::Elsewhere, length);
        }
        let letter = text.word(at).bytes().next()?.checked_sub(b'a')?;
        let mut best: Option<(usize, Named)> = None;
        for name in self.by_letter.get(usize::from(letter))?.iter().filter_map(|at| self.names.get(usize::from(*at))) {
            let Some(length) = taken(text, at, &name.words) else { continue };
            if best.is_none_or(|(longest, _)| length >= longest) {
                best = Some((length, name.named));
            }
        }
        let (length, named) = best?;
        if let Some(abroad) = abroad(text, at + length) {
            return of(Named::Elsewhere, length + abroad);
        }
        let titled = text.phrases(at + length, TITLES);
        let named = match named {
            // "Bristol Police" is nobody's name, but the force of Bristol is meant.
            Named::Part(area) if titled.is_some() => Named::Area(area),
            named => named,
        };
        of(named, length + titled.unwrap_or_default())
    }
}

/// Tokens of `, North Carolina` after a name. "In Kent, Virginia Smith said" names a person.
fn abroad(text: &Text, at: usize) -> Option<usize> {
    let start = at + usize::from(text.any(at, ",|in"));
    let length = text.phrases(start, ABROAD).filter(|_| start > at && text.is_large(start))?;
    (!text.is_large(start + length)).then_some(start + length - at)
}

/// Tokens that a name takes at a place; hyphens and "&" for "and" make no difference.
fn taken(text: &Text, at: usize, words: &[String]) -> Option<usize> {
    let mut next = at;
    for (index, word) in words.iter().enumerate() {
        if index > 0 && text.any(next, "-|‑|–") {
            next += 1;
        }
        let found = text.word(next);
        if found != word && !(word == "and" && found == "&") {
            return None;
        }
        next += 1;
    }
    Some(next - at)
}

/// Words in small letters, "and" for "&", without marks.
fn fold(name: &str) -> Vec<String> {
    let lower = name.to_ascii_lowercase().replace('&', " and ");
    lower.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
