//! Outcomes in words: one way to write each part, wherever it stands.

use crate::outcomes::{Gap, OutcomesAnswer, OutcomesRefusal, OutcomesRow, period};
use crate::words::{capitalised, decimal, whole};
use crate::{Cell, OutOf, OutcomesBy, Query};
use dataset::{Dataset, OffenceId, Outcomes};

/// The parts of a whole, in their order, as a key and a table's heading name them.
pub const OUTCOMES: [&str; 5] = [
    "Charged or summonsed",
    "Evidential difficulties: victim supports action",
    "Evidential difficulties: victim does not support action",
    "Other outcomes",
    "No outcome yet",
];

/// How a sentence goes on after the share of a part.
const OF_PART: [&str; 5] = [
    "charged or summonsed",
    "with evidential difficulties though the victim supports action",
    "with evidential difficulties where the victim does not support action",
    "with another outcome",
    "with no outcome yet",
];

/// Mark of a share that a few more or fewer charges would move far.
pub const FEW: &str = "†";

/// `2021/22` for 2021.
pub(crate) fn year(start_year: u16) -> String {
    let end = (start_year + 1) % 100;
    let between = if end < 10 { "/0" } else { "/" };
    [usize::from(start_year).to_string().as_str(), between, &usize::from(end).to_string()].concat()
}

/// `5.0%`; a share above nothing is never written as nothing.
pub(crate) fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.05 { "under 0.1%".to_owned() } else { decimal(share, 1) + "%" }
}

/// `2,022 recorded offences`, `1,398 outcomes assigned`.
fn of_whole(count: i64, out_of: OutOf) -> String {
    let words = match (out_of, count) {
        (OutOf::Recorded, 1) => " recorded offence",
        (OutOf::Recorded, _) => " recorded offences",
        (OutOf::Assigned, 1) => " outcome assigned",
        (OutOf::Assigned, _) => " outcomes assigned",
    };
    whole(count) + words
}

/// `36 of 44 forces`; nothing where all supplied, or none.
fn supplied(row: &OutcomesRow) -> Option<String> {
    let without = row.not_supplied.len();
    (without > 0 && without < row.forces)
        .then(|| [&(row.forces - without).to_string(), " of ", &row.forces.to_string(), " forces"].concat())
}

impl OutcomesRow {
    /// A part and its whole: `101 of 2,022 (5.0%)`; `12 of 33` where the whole is too small for a percentage.
    pub fn share_in_words(&self, part: usize, out_of: OutOf) -> String {
        let (Some(count), Some(of)) = (self.parts(out_of).get(part).copied(), self.whole(out_of)) else {
            return String::new();
        };
        let share = self.percent(part, out_of).filter(|_| !self.is_small(out_of));
        let share = share.map_or(String::new(), |share| [" (", &percent(share), ")"].concat());
        [&whole(count), " of ", &whole(of), &share].concat()
    }

    /// The share of charges beside a bar: `5.0% (101 of 2,022)`, `2.1% (12 of 575) †`, `3 of 14 †`; why there is
    /// none.
    pub fn charged_in_words(&self, out_of: OutOf) -> String {
        if let Some(gap) = &self.gap {
            return gap.short.clone();
        }
        let (Some(tally), Some(of)) = (self.tally, self.whole(out_of)) else { return String::new() };
        let counts = [&whole(tally.charged), " of ", &whole(of)].concat();
        let text = match self.rank(out_of) {
            Some(share) => [&percent(share), " (", &counts, ")"].concat(),
            None => counts,
        };
        let text = if self.few_charged() { [&text, " ", FEW].concat() } else { text };
        supplied(self).map_or_else(|| text.clone(), |forces| [&text, ", ", &forces].concat())
    }
}

impl OutcomesAnswer {
    /// What stands in a part's segment: `5%`; a count where counts are asked for or the whole is small.
    pub fn segment_label(&self, row: &OutcomesRow, part: usize) -> String {
        let out_of = self.query.options.out_of;
        let count = row.parts(out_of).get(part).copied().unwrap_or_default();
        match row.percent(part, out_of) {
            Some(share) if !self.as_counts() && !row.is_small(out_of) => {
                if share > 0.0 && share < 0.5 {
                    "<1%".to_owned()
                } else {
                    decimal(share, 0) + "%"
                }
            }
            _ => whole(count),
        }
    }

    /// What stands under a row's name: `2,022 recorded`, and what must be known of the row.
    pub fn details(&self, row: &OutcomesRow) -> Vec<String> {
        let mut details = Vec::new();
        match (self.query.options.out_of, row.tally, &row.recorded) {
            (OutOf::Assigned, Some(tally), _) => {
                details.push(whole(tally.outcomes) + if tally.outcomes == 1 { " outcome" } else { " outcomes" });
            }
            (_, _, Cell::Value(recorded)) => details.push(whole(recorded.count) + " recorded"),
            _ => {}
        }
        if let (true, Some(tally)) = (row.excess() > 0 && self.query.options.out_of == OutOf::Recorded, row.tally) {
            details.push(whole(tally.outcomes) + " outcomes");
        }
        details.extend(self.marks(row));
        details
    }

    /// What must be known of a row: `36 of 44 forces`, `figures halved`.
    pub fn marks(&self, row: &OutcomesRow) -> Vec<String> {
        let halved = (row.halved && row.tally.is_some()).then(|| "figures halved".to_owned());
        supplied(row).into_iter().chain(halved).collect()
    }

    /// The start of a name: `Police in England and Wales, 2014/15, 36 of 44 forces`.
    pub fn heading(&self, row: &OutcomesRow) -> String {
        supplied(row).map_or_else(|| row.heading.clone(), |forces| [&row.heading, ", ", &forces].concat())
    }

    /// A part in full, without its row's name: `101 of 2,022 recorded offences (5.0%) charged or summonsed`; why
    /// there is no figure.
    pub fn part_in_full(&self, row: &OutcomesRow, part: usize) -> String {
        let out_of = self.query.options.out_of;
        if let Some(gap) = &row.gap {
            return if gap.is_nothing { gap.sentence.clone() } else { ["no figure. ", &gap.sentence].concat() };
        }
        let (Some(count), Some(of)) = (row.parts(out_of).get(part).copied(), row.whole(out_of)) else {
            return String::new();
        };
        let share = row.percent(part, out_of).filter(|_| !row.is_small(out_of));
        let share = share.map_or(String::new(), |share| [" (", &percent(share), ")"].concat());
        let mut text =
            [&whole(count), " of ", &of_whole(of, out_of), &share, " ", OF_PART[part % OF_PART.len()]].concat();
        // What has no outcome yet is no figure of that source.
        if row.halved && part + 1 < OUTCOMES.len() {
            text.push_str(". Half of the figure in the source, which counted twice");
        }
        if row.excess() > 0 && out_of == OutOf::Recorded {
            text.push_str(". There are ");
            text.push_str(&whole(row.excess()));
            text.push_str(" more outcomes than recorded offences");
        }
        if self.by_force() && row.few_charged() {
            text.push_str(". Fewer than 20 charged or summonsed: compare with care");
        }
        text
    }
}

/// Why a row can not be drawn as shares of its whole.
pub(crate) fn gap(row: &OutcomesRow, out_of: OutOf, has_table: bool, dataset: &Dataset) -> Option<Gap> {
    let year = year(row.start_year);
    let area = dataset.area(row.area);
    let (short, sentence) = match (row.tally, &row.recorded) {
        (None, _) if !has_table => {
            ("No table of outcomes was found", ["No table of outcomes for ", &year, " was found."].concat())
        }
        (None, _) if row.forces == 1 => {
            ("Supplied no outcomes", [&area.recorder, " supplied no outcomes for ", &year, "."].concat())
        }
        (None, _) => {
            ("Supplied no outcomes", ["No force in ", &area.name, " supplied outcomes for ", &year, "."].concat())
        }
        (Some(_), Cell::Value(recorded)) if recorded.count <= 0 && row.whole(out_of).is_none() => (
            "No offence recorded",
            [&area.recorder, " recorded no offence in ", &year, ", so there is no share to give."].concat(),
        ),
        (Some(_), Cell::Missing(reason)) if out_of == OutOf::Recorded => {
            ("No recorded count", ["There is no count of recorded offences. ", &reason.sentence(dataset)].concat())
        }
        (Some(tally), _) if out_of == OutOf::Assigned && tally.outcomes == 0 => (
            "No outcome assigned yet",
            ["No outcome was assigned yet to offences that ", &area.recorder, " recorded in ", &year, "."].concat(),
        ),
        _ => return None,
    };
    let is_nothing = row.tally.is_some() && (out_of == OutOf::Assigned || row.recorded.value().is_some());
    Some(Gap { short: short.to_owned(), sentence: capitalised(&sentence), is_nothing })
}

/// Why there are no outcomes of an offence: `The outcomes here are those of stalking offences alone. There are none of
/// harassment.`
pub fn outcomes_of_another_offence(offence: OffenceId, dataset: &Dataset, outcomes: &Outcomes) -> String {
    let name = dataset.offence(outcomes.offence()).name.to_ascii_lowercase();
    let asked = &dataset.offence(offence).lowered;
    ["The outcomes here are those of ", &name, " offences alone. There are none of ", asked, "."].concat()
}

/// Refuses an offence of which there are no outcomes.
pub(crate) fn other_offence(query: &Query, dataset: &Dataset, outcomes: &Outcomes) -> OutcomesRefusal {
    let name = dataset.offence(outcomes.offence()).name.to_ascii_lowercase();
    OutcomesRefusal {
        short: ["Outcomes are here for ", &name, " alone"].concat(),
        why: outcomes_of_another_offence(query.offence, dataset, outcomes),
        address: Query { offence: outcomes.offence(), ..query.clone() }.to_address(dataset),
        link: ["Show the outcomes of ", &name, " offences"].concat(),
    }
}

/// Refuses to rank forces in a year of which there is no table.
pub(crate) fn no_table(query: &Query, dataset: &Dataset, outcomes: &Outcomes, start_year: u16) -> OutcomesRefusal {
    let asked = year(start_year);
    let latest = outcomes.years().last().map_or_else(String::new, |latest| year(latest.start_year));
    OutcomesRefusal {
        short: ["No table of outcomes for ", &asked, " was found"].concat(),
        why: ["No table of outcomes for ", &asked, " was found. ", &years_here(outcomes)].concat(),
        address: Query { at: None, ..query.clone() }.to_address(dataset),
        link: ["Show ", &latest, ", the latest year with outcomes"].concat(),
    }
}

/// `There are tables for the financial years 2014/15 to 2021/22, without 2017/18.`
pub(crate) fn years_here(outcomes: &Outcomes) -> String {
    let (Some(first), Some(last)) = (outcomes.years().first(), outcomes.years().last()) else { return String::new() };
    let without = (first.start_year..=last.start_year).filter(|start| outcomes.year(*start).is_none());
    let without: Vec<String> = without.map(year).collect();
    let without =
        if without.is_empty() { String::new() } else { [", without ", &crate::words::list(&without)].concat() };
    let (first, last) = (year(first.start_year), year(last.start_year));
    ["There are tables for the financial years ", &first, " to ", &last, &without, "."].concat()
}

impl Query {
    /// Years in which all forces can be shown, latest first, as a list offers them: value of the key `at`, empty for
    /// the latest, and name. A chosen year of which there is no table is among them: a list without it would show
    /// another choice.
    pub fn outcomes_years(&self, outcomes: &Outcomes) -> Vec<(String, String)> {
        let mut starts: Vec<u16> = outcomes.years().iter().map(|year| year.start_year).collect();
        let latest = starts.last().copied();
        let shown = self.outcomes_year(outcomes);
        if !starts.contains(&shown) {
            starts.insert(starts.iter().filter(|start| **start < shown).count(), shown);
        }
        starts
            .iter()
            .rev()
            .map(|start| {
                let name = year(*start) + if outcomes.year(*start).is_some() { "" } else { " (no table)" };
                (self.outcomes_year_value(*start, latest), name)
            })
            .collect()
    }

    /// The value of [`Self::outcomes_years`] that is shown.
    pub fn outcomes_year_chosen(&self, outcomes: &Outcomes) -> String {
        let latest = outcomes.years().last().map(|year| year.start_year);
        self.outcomes_year_value(self.outcomes_year(outcomes), latest)
    }

    fn outcomes_year_value(&self, start_year: u16, latest: Option<u16>) -> String {
        match period(start_year) {
            Some(year) if Some(start_year) != latest => {
                [&year.first.first_month_text(), "~", &year.last.last_month_text()].concat()
            }
            _ => String::new(),
        }
    }

    /// Whether the outcomes of all forces are asked for.
    pub fn outcomes_by_force(&self) -> bool {
        self.options.outcomes == OutcomesBy::Forces
    }
}
