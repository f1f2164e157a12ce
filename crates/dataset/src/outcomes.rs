//! Outcomes of a year's offences, read from `data/outcomes.json` and checked against the dataset.

use crate::format;
use crate::node::{self, Node};
use crate::{DataError, Dataset, ForceId, OffenceId, Quarter};

/// Outcomes that police forces assigned to the offences of each financial year.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let dataset = dataset::Dataset::from_json(&std::fs::read_to_string("../../data/recorded.json")?)?;
/// let json = std::fs::read_to_string("../../data/outcomes.json")?;
/// let outcomes = dataset::Outcomes::from_json(&json, &dataset)?;
/// let derbyshire = dataset.force_by_code("E23000018").ok_or("no such force")?;
/// let counts = outcomes.year(2021).and_then(|year| year.counts(derbyshire)).ok_or("no such figure")?;
/// assert_eq!((counts.charged, counts.outcomes), (185, 2_692));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcomes {
    offence: OffenceId,
    years: Vec<OutcomesYear>,
}

/// Outcomes of the offences of one financial year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomesYear {
    /// Calendar year in which the financial year starts: 2021 for 2021/22.
    pub start_year: u16,
    /// The source counted every row twice, and half of each figure is given.
    pub halved: bool,
    /// A cell for each force of the dataset.
    cells: Vec<Option<OutcomeCounts>>,
}

/// Outcomes of one force's offences of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeCounts {
    /// All outcomes assigned so far.
    pub outcomes: u32,
    /// Of these: charged or summonsed.
    pub charged: u32,
    /// Of these: evidential difficulties, though the victim supports action.
    pub victim_supports: u32,
    /// Of these: evidential difficulties, and the victim does not support action.
    pub victim_does_not_support: u32,
}

impl Outcomes {
    /// Reads and checks the JSON of `data/outcomes.json`, whose forces and offence are those of `dataset`.
    ///
    /// # Errors
    /// [`DataError`] names what was found where and what was expected; outcomes are never half read.
    pub fn from_json(json: &str, dataset: &Dataset) -> Result<Self, DataError> {
        let value = node::parse(json)?;
        read(&Node::root(&value), dataset)
    }

    /// The offence whose outcomes they are.
    pub fn offence(&self) -> OffenceId {
        self.offence
    }

    /// The years of which there is a table, earliest first; at least one.
    pub fn years(&self) -> &[OutcomesYear] {
        &self.years
    }

    /// The financial year that starts in April of `start_year`, if there is a table of it.
    pub fn year(&self, start_year: u16) -> Option<&OutcomesYear> {
        self.years.iter().find(|year| year.start_year == start_year)
    }
}

impl OutcomesYear {
    /// What the force supplied; `None` where it supplied no outcomes.
    pub fn counts(&self, force: ForceId) -> Option<OutcomeCounts> {
        self.cells.get(force.index()).copied().flatten()
    }
}

fn read(file: &Node, dataset: &Dataset) -> Result<Outcomes, DataError> {
    file.must_be(format::OUTCOMES)?;
    let code = file.get("offence").text()?;
    let offence = dataset.offence_by_code(code);
    let offence = offence.ok_or_else(|| file.get("offence").wrong(&["unknown offence ", code]))?;
    let forces = forces(&file.get("forces"), dataset)?;
    let years = file.get("years").each(|row, _| year(&row, &forces))?;
    if years.is_empty() || years.windows(2).any(|pair| pair[0].start_year >= pair[1].start_year) {
        return Err(file.get("years").error("expected at least one, the earliest first"));
    }
    Ok(Outcomes { offence, years })
}

/// The forces in the order of the rows: each of the dataset's, once. One that is left out altogether would look
/// like one that supplied nothing.
fn forces(list: &Node, dataset: &Dataset) -> Result<Vec<ForceId>, DataError> {
    let mut seen = vec![false; dataset.forces().len()];
    let forces = list.each(|node, _| {
        let code = node.text()?;
        let force = dataset.force_by_code(code).ok_or_else(|| node.wrong(&["unknown force ", code]))?;
        if std::mem::replace(&mut seen[force.index()], true) {
            return Err(node.wrong(&[code, " is there twice"]));
        }
        Ok(force)
    })?;
    match seen.iter().position(|seen| !seen) {
        Some(missing) => Err(list.wrong(&[dataset.forces()[missing].code.as_str(), " is not there"])),
        None => Ok(forces),
    }
}

fn year(row: &Node, forces: &[ForceId]) -> Result<OutcomesYear, DataError> {
    let text = row.get("year").text()?;
    let start_year = financial_year(text).ok_or_else(|| {
        row.get("year").wrong(&["found \"", text, "\", expected a financial year written as in 2014/15"])
    })?;
    let mut cells = vec![None; forces.len()];
    let rows = row.get("cells");
    let length = rows.each(|cell, index| {
        if let Some(force) = forces.get(index).filter(|_| cell.is_there()) {
            cells[force.index()] = Some(counts(&cell)?);
        }
        Ok(())
    })?;
    if length.len() != forces.len() {
        let problem = format!("{} cells, expected one for each of {} forces", length.len(), forces.len());
        return Err(rows.error(problem));
    }
    Ok(OutcomesYear { start_year, halved: row.get("halved").true_if_there()?, cells })
}

fn counts(cell: &Node) -> Result<OutcomeCounts, DataError> {
    let numbers = cell.each(|number, _| number.whole::<u32>())?;
    let [outcomes, charged, victim_supports, victim_does_not_support] = numbers.as_slice() else {
        return Err(cell.error(format!("{} numbers, expected 4", numbers.len())));
    };
    let named = u64::from(*charged) + u64::from(*victim_supports) + u64::from(*victim_does_not_support);
    if named > u64::from(*outcomes) {
        return Err(cell.error(format!("{named} named outcomes of {outcomes}, expected no more than all")));
    }
    Ok(OutcomeCounts {
        outcomes: *outcomes,
        charged: *charged,
        victim_supports: *victim_supports,
        victim_does_not_support: *victim_does_not_support,
    })
}

/// 2014 for `2014/15`.
fn financial_year(text: &str) -> Option<u16> {
    let (start, end) = text.split_once('/')?;
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(start, 4) || !digits(end, 2) {
        return None;
    }
    let (start, end): (u16, u16) = (start.parse().ok()?, end.parse().ok()?);
    // A year that no quarter can lie in is none.
    (Quarter::of_financial_year(start, 1).is_ok() && (start + 1) % 100 == end).then_some(start)
}
