//! Offences beyond those of `data/recorded.json`: one whole release, read from `data/offences.txt` when it is asked for.
//!
//! A line of text for each force and offence; `data/README.md` has the format. In memory all counts are one column, row
//! by row, and an offence is a place in it: there is no text and no allocation for a figure.

use crate::{DataError, Dataset, Figure, ForceId, Missing, Offence, OffenceId, Quarter, ReleaseId, packed};

/// First line of the file.
const FORMAT: &str = "on-record/offences\t1";
/// Stands in the column where there is no figure. The reader refuses a count as low as this.
const NONE: i32 = i32::MIN;
/// Said of every one of these offences: of stalking and the offences like it the changes are known.
const RULES: &str = "Recording rules and codes of this offence may have changed in this time. Such changes are known here \
                     for stalking and the offences like it alone: a rise or a fall can come from one. Figures of this \
                     offence are here from one release.";
/// More quarters than this are no release.
const MOST_QUARTERS: usize = 4_000;

/// Offences of one release, with their counts.
#[derive(Debug, Clone)]
pub struct Pack {
    release: ReleaseId,
    absent: String,
    not_held: String,
    rules: &'static str,
    first_id: usize,
    offences: Vec<Packed>,
    counts: Vec<i32>,
}

/// An offence, and where its counts are.
#[derive(Debug, Clone)]
struct Packed {
    offence: Offence,
    /// Why there is no figure outside its time.
    outside: String,
    group: String,
    subgroup: String,
    from: Quarter,
    quarters: usize,
    /// Position of its first count.
    start: usize,
}

impl Pack {
    /// Reads and checks the text of `data/offences.txt`, whose release and forces are those of `dataset`.
    ///
    /// # Errors
    /// [`DataError`] names the line, what was found there and what was expected; a pack is never half read.
    #[inline(never)]
    pub fn read(text: &str, dataset: &Dataset) -> Result<Self, DataError> {
        Reader { lines: text.lines(), number: 0, dataset }.pack()
    }

    /// The release of which the offences are.
    pub fn release(&self) -> ReleaseId {
        self.release
    }

    /// Why some figures within the time of their offence are absent, as a sentence; empty where none are.
    pub fn absent(&self) -> &str {
        &self.absent
    }

    /// Why there is no figure outside the release, as a sentence.
    pub fn not_held(&self) -> &str {
        &self.not_held
    }

    /// Why there is no figure of the offence outside the time of its code, as a sentence.
    pub fn outside(&self, offence: OffenceId) -> &str {
        self.packed(offence).map_or("", |packed| &packed.outside)
    }

    /// What must be known of the recording rules of all of them, as sentences.
    pub fn rules(&self) -> &str {
        self.rules
    }

    /// The offences, by code; each id is one of the dataset's once the pack was added to it.
    pub fn offence_ids(&self) -> impl Iterator<Item = OffenceId> + use<> {
        (self.first_id..self.first_id + self.offences.len()).map(OffenceId::new)
    }

    /// Group and subgroup in which the Home Office has the offence; empty for one that is not in the pack.
    pub fn group(&self, offence: OffenceId) -> (&str, &str) {
        self.packed(offence).map_or(("", ""), |packed| (&packed.group, &packed.subgroup))
    }

    /// Bytes that the counts take in memory.
    pub fn bytes(&self) -> usize {
        size_of_val(self.counts.as_slice())
    }

    pub(crate) fn offence(&self, id: OffenceId) -> Option<&Offence> {
        self.packed(id).map(|packed| &packed.offence)
    }

    pub(crate) fn offence_by_code(&self, code: &str) -> Option<OffenceId> {
        let index = self.offences.iter().position(|packed| packed.offence.code == code)?;
        Some(OffenceId::new(self.first_id + index))
    }

    pub(crate) fn recorded(&self, release: ReleaseId, id: OffenceId, force: ForceId, quarter: Quarter) -> Figure {
        let Some(packed) = self.packed(id).filter(|_| release == self.release) else {
            return Figure::Missing(Missing::NotHeld);
        };
        if !packed.offence.is_counted_in(quarter) {
            return Figure::Missing(Missing::NotApplicable);
        }
        let at = usize::try_from(quarter.since(packed.from)).ok().filter(|at| *at < packed.quarters);
        match at.and_then(|at| self.counts.get(packed.start + force.index() * packed.quarters + at)) {
            None => Figure::Missing(Missing::NotHeld),
            Some(&NONE) => Figure::Missing(Missing::Absent),
            Some(count) => Figure::Count(*count),
        }
    }

    fn packed(&self, id: OffenceId) -> Option<&Packed> {
        self.offences.get(id.index().checked_sub(self.first_id)?)
    }
}

/// `The release has figures under this code from April 2013 to March 2017 alone.`
fn outside(offence: &Offence) -> String {
    let mut sentence = "The release has figures under this code".to_owned();
    if let Some(since) = offence.since {
        sentence.push_str(" from ");
        sentence.push_str(&since.first_month_name());
        sentence.push_str(if offence.until.is_none() { " on" } else { "" });
    }
    if let Some(until) = offence.until {
        sentence.push_str(if offence.since.is_none() { " up to " } else { " to " });
        sentence.push_str(&until.last_month_name());
    }
    sentence + " alone; another code may have counted the same before or since."
}

struct Reader<'a> {
    lines: std::str::Lines<'a>,
    /// Of the line that was read last, from 1.
    number: usize,
    dataset: &'a Dataset,
}

impl<'a> Reader<'a> {
    fn pack(mut self) -> Result<Pack, DataError> {
        if self.line("the name of the format")? != FORMAT {
            return Err(self.error("not “on-record/offences” of version 1"));
        }
        let release = self.release()?;
        // Where the figures come from is for people.
        self.fields::<1>("source")?;
        let [absent] = self.fields("absent")?;
        self.forces()?;
        let own = self.dataset.offences.len();
        let last = self.dataset.release(release).to.last_month_name();
        let not_held = ["The figures of this offence are here from the release to ", &last, " alone."].concat();
        let mut pack = Pack {
            release,
            absent: absent.to_owned(),
            not_held,
            rules: RULES,
            first_id: own,
            offences: Vec::new(),
            counts: Vec::new(),
        };
        while let Some(line) = self.lines.next() {
            self.number += 1;
            self.offence(line, &mut pack)?;
        }
        if pack.offences.is_empty() || own + pack.offences.len() > usize::from(u16::MAX) {
            return Err(self.error("expected offences, and no more than 65,535"));
        }
        Ok(pack)
    }

    fn release(&mut self) -> Result<ReleaseId, DataError> {
        let [name, from, to] = self.fields("release")?;
        let id = self.dataset.release_by_name(name).ok_or_else(|| self.found(name, "a release of the page"))?;
        let release = self.dataset.release(id);
        if release.from.first_month_text() == from && release.to.last_month_text() == to {
            Ok(id)
        } else {
            Err(self.found(from, "the release's first and last month, as the page has them"))
        }
    }

    fn forces(&mut self) -> Result<(), DataError> {
        let mut codes = self.line("the forces")?.split('\t');
        let same = codes.next() == Some("forces") && codes.eq(self.dataset.forces.iter().map(|force| &force.code));
        if same { Ok(()) } else { Err(self.error("not the forces of the page, in its order")) }
    }

    /// An offence and its rows, one for each force.
    fn offence(&mut self, line: &str, pack: &mut Pack) -> Result<(), DataError> {
        let [code, name, group, subgroup, from, to, total] = self.split(line, "offence")?;
        let (head, release) = (self.number, self.dataset.release(pack.release));
        let (Ok(first), Ok(last)) = (from.parse::<Quarter>(), Quarter::from_last_month(to)) else {
            return Err(self.found(from, "first and last month on the bounds of quarters"));
        };
        if first > last || first < release.from || last > release.to || first.to(last).len() > MOST_QUARTERS {
            return Err(self.found(from, "a time within the release"));
        }
        let last_code = pack.offences.last().map_or("", |packed| &packed.offence.code);
        if code <= last_code || name.is_empty() || group.is_empty() || self.dataset.offence_by_code(code).is_some() {
            return Err(self.found(code, "a code of its own after the one before, a name and a group"));
        }
        let (quarters, start) = (first.to(last).len(), pack.counts.len());
        let mut sum = 0_i64;
        for _ in &self.dataset.forces {
            let row = self.line("a row for each force")?;
            let before = pack.counts.len();
            unpack(row, &mut pack.counts).map_err(|problem| self.error(problem))?;
            let counts = pack.counts.get(before..).unwrap_or_default();
            if counts.len() != quarters {
                return Err(self.error("not one count for each quarter of its offence"));
            }
            if counts.contains(&NONE) && pack.absent.is_empty() {
                return Err(self.error("a figure is missing without a reason"));
            }
            sum += counts.iter().filter(|count| **count != NONE).map(|count| i64::from(*count)).sum::<i64>();
        }
        if total.parse() != Ok(sum) {
            self.number = head;
            return Err(self.found(total, "what the counts of the offence add up to"));
        }
        let offence = Offence {
            code: code.to_owned(),
            name: name.to_owned(),
            since: (first > release.from).then_some(first),
            until: (last < release.to).then_some(last),
            // An Act keeps its capitals.
            lowered: if name.contains(" Act ") { name.to_owned() } else { name.to_ascii_lowercase() },
            is_quoted: name.contains("ffence"),
        };
        let outside = outside(&offence);
        let (group, subgroup) = (group.to_owned(), subgroup.to_owned());
        pack.offences.push(Packed { offence, outside, group, subgroup, from: first, quarters, start });
        Ok(())
    }

    fn line(&mut self, what: &str) -> Result<&'a str, DataError> {
        self.number += 1;
        self.lines.next().ok_or_else(|| self.error(["the file ends, expected ", what].concat()))
    }

    /// The fields of the next line, after its key.
    fn fields<const N: usize>(&mut self, key: &str) -> Result<[&'a str; N], DataError> {
        let line = self.line(key)?;
        self.split(line, key)
    }

    fn split<'b, const N: usize>(&self, line: &'b str, key: &str) -> Result<[&'b str; N], DataError> {
        let mut fields = line.split('\t');
        let mut found = [""; N];
        let is_one = fields.next() == Some(key)
            && found.iter_mut().all(|place| {
                fields.next().is_some_and(|field| {
                    *place = field;
                    true
                })
            });
        if is_one && fields.next().is_none() {
            Ok(found)
        } else {
            Err(self.error(["not “", key, "” and its fields"].concat()))
        }
    }

    fn found(&self, found: &str, expected: &str) -> DataError {
        const LONGEST: usize = 40;
        let found: String = found.chars().take(LONGEST).collect();
        self.error(["found “", &found, "”, expected ", expected].concat())
    }

    fn error(&self, problem: impl Into<String>) -> DataError {
        DataError::new(["line ", &self.number.to_string(), " of the other offences"].concat(), problem)
    }
}

/// Appends the counts of a row, which is packed by the rule of the rows that the build packs.
fn unpack(text: &str, counts: &mut Vec<i32>) -> Result<(), &'static str> {
    for count in packed::unpack(text)? {
        counts.push(match count {
            None => NONE,
            Some(NONE) => return Err("a packed number that is too large"),
            Some(count) => count,
        });
    }
    Ok(())
}
