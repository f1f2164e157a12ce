//! What stands behind a story: why each sentence may be said, and how each of its figures was made.
//!
//! The story itself does without these words; a page makes them when somebody asks for one of them.

use crate::sentence::{Ground, OutcomesNotes, OutcomesPart, Piece, Recipe};
use crate::{Story, wording};
use dataset::{AreaId, Dataset, Outcomes, ReleaseId};
use query::{Cell, Figures, Measure, OutcomesRow, Period, Query, Ranked, percent_change, words};

/// Why a sentence may be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// In a sentence or two.
    pub why: String,
    /// How each of its figures was made, in their order.
    pub workings: Vec<Working>,
}

/// How a figure was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Working {
    /// What the figure is, whole enough to be understood alone:
    /// `Stalking offences recorded by North Wales Police, year ending March 2023`.
    pub what: String,
    /// The figure with its unit, where it is no count: `1,895`, `2.75 per 1,000 residents`.
    pub value: String,
    /// What it is made from: a period, an area or a name, and its figure. Counts add up to the value.
    pub cells: Vec<(String, String)>,
    /// Where the cells come from: `release to June 2023`. None where they are no recorded offences.
    pub releases: Vec<String>,
}

/// The reasons of a story's sentences, in their order, from the figures that it was told from.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let json = std::fs::read_to_string("../../data/recorded.json")?;
/// # let dataset = dataset::Dataset::from_json(&json)?;
/// let query = query::Query::read_address("?view=story&area=W15000001", &dataset).query;
/// let reasons = story::reasons(&story::tell(&query, &dataset, None), &dataset, None);
/// assert_eq!(reasons[0].workings[0].value, "1,895");
/// assert_eq!(reasons[0].workings[0].cells.len(), 4);
/// # Ok(()) }
/// ```
pub fn reasons(story: &Story, dataset: &Dataset, outcomes: Option<&Outcomes>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for sentence in &story.sentences {
        let mut workings = Vec::new();
        for piece in &sentence.pieces {
            if let Piece::Figure { text, query, made } = piece {
                let figures = Figures { dataset, offence: query.offence, release: query.release };
                workings.push(Maker { query, dataset, outcomes, figures }.working(text, made.0));
            }
        }
        let knows_rules = dataset.pack_of(story.offence).is_none();
        let mut why = why(&sentence.ground, knows_rules, dataset);
        if sentence.lacks_forces {
            why.push_str(" Not all forces of England and Wales supplied outcomes for this year.");
        }
        reasons.push(Reason { why, workings });
    }
    reasons
}

/// Every figure once, each with what it is and where it comes from:
/// `Stalking offences recorded by North Wales Police, year ending March 2023: 1,895 (release to June 2023)`.
pub fn facts(reasons: &[Reason]) -> Vec<String> {
    let mut facts: Vec<String> = Vec::new();
    for working in reasons.iter().flat_map(|reason| &reason.workings) {
        let mut fact = [&working.what, ": ", &working.value].concat();
        if !working.releases.is_empty() {
            fact = [&fact, " (", &words::list(&working.releases), ")"].concat();
        }
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts
}

/// A ground in words. Without knowing the rules of an offence nothing is said of them.
fn why(ground: &Ground, knows_rules: bool, dataset: &Dataset) -> String {
    let by_rules = |known: &'static str, unknown: &'static str| if knows_rules { known } else { unknown };
    let change = |place: &u8| dataset.changes().get(usize::from(*place));
    let text = match ground {
        Ground::Help => "A story on stalking should say where there is help.",
        Ground::Missing => "A missing figure is not zero. The reason is the one that comes with the figures.",
        Ground::BelowZero => "A count below zero is a transfer that took away more than was recorded.",
        Ground::Counts(within) => {
            const WHY: &str =
                "The counts are those that police recorded, added up. They are not the amount that happens.";
            let Some(change) = within.as_ref().and_then(change) else { return WHY.to_owned() };
            let date = change.date.to_string();
            let ending = ": quarters before and after are not comparable, and their sum is under neither set of rules.";
            return [WHY, " The rules changed in ", &date, ending].concat();
        }
        Ground::NoChange => by_rules(
            "A change needs a figure for both years, and the same recording rules in both.",
            "A change needs a figure for both years.",
        ),
        Ground::AcrossRules(changes) => {
            let mut why = "No change is given across a change of the rules.".to_owned();
            for change in changes.iter().filter_map(change) {
                for piece in [" ", &change.date.to_string(), ": ", &change.what] {
                    why.push_str(piece);
                }
            }
            return why;
        }
        Ground::NewCode => {
            "What was recorded under one code before may be recorded under a new one since, as stalking was within harassment before April 2014."
        }
        Ground::Few => {
            "One of the two numbers is below 20: a percentage on so few would move far with each one more or fewer."
        }
        Ground::Same => by_rules(
            "The two numbers differ by less than 1 per cent, and both years have the same recording rules.",
            "The two numbers differ by less than 1 per cent.",
        ),
        Ground::Changed => by_rules(
            "Both years have the same recording rules, and both numbers are 20 or more. Why the number changed the figures do not say.",
            "Both numbers are 20 or more. Why the number changed the figures do not say.",
        ),
        Ground::AnotherYear => "It is the figure of another year, and stands for none of what is missing.",
        Ground::AnotherRelease => {
            "It is the figure of another year from another release, and stands for none of what is missing."
        }
        Ground::Total => by_rules(
            "Each quarter as it was recorded, added up; none is missing in between. The recording rules changed within longer times, so that the total shows no trend.",
            "Each quarter as it was recorded, added up; none is missing in between. The recording rules may have changed within it, so that the total shows no trend.",
        ),
        Ground::NoRate => "A rate divides by residents. Without a number of them that means something there is none.",
        Ground::FewForRate => "A rate on fewer than 20 offences says little.",
        Ground::Rate => {
            "The count divided by the residents in the middle of the year in which it starts. A higher rate may come from more crime, more reporting or fuller recording: the figures do not say which."
        }
        Ground::Rank { is_rate, rules_changed } => {
            let what = match (is_rate, rules_changed) {
                (true, true) => "All forces with a rate, in the same year.",
                (true, false) => "All forces with a rate, in the same year, by the same rules.",
                _ => "All forces in the same year. Counts take no account of how many people a force serves.",
            };
            let rules =
                if *rules_changed { " The recording rules changed within it, for all forces alike." } else { "" };
            let rate = if *is_rate { " A rank says which figure is larger, not which force is better." } else { "" };
            return [what, rules, rate].concat();
        }
        Ground::Highest => by_rules(
            "Quarters are held against one another only under the same recording rules. One high quarter is not a trend.",
            "Whether the recording rules changed within this time is not known here. One high quarter is not a trend.",
        ),
        Ground::OtherOffence => "Outcomes of one offence say nothing of another.",
        Ground::NoOutcomes => "A missing figure is not zero.",
        Ground::Outcomes(notes) => return outcomes(*notes),
        Ground::Reasons => {
            "The figures name two reasons beside charges, both difficulties with evidence, by whether the victim supports action. All others are one sum."
        }
        Ground::Gaps => {
            "What is missing is never filled or estimated. The reasons are those that come with the figures."
        }
        Ground::NoGaps => "A figure is a fact only together with the release that it comes from.",
    };
    text.to_owned()
}

/// Why outcomes may be given, and what is to be known of them.
fn outcomes(notes: OutcomesNotes) -> String {
    let mut why = "Outcomes assigned so far, by the year in which the offence was recorded; offences without one yet are left out, and many come later. A charge is not a conviction.".to_owned();
    if notes.halved {
        why.push_str(" The source counted every row of this year twice: half of its figures is given.");
    }
    if notes.lacks_forces {
        why.push_str(" Forces that supplied no outcomes for this year are not in them.");
    }
    if notes.exceeds {
        why.push_str(" Outcomes and recorded offences come from two tables, and there are more of the first.");
    }
    why
}

/// Makes the working of a figure from the view that shows it.
struct Maker<'a> {
    query: &'a Query,
    dataset: &'a Dataset,
    outcomes: Option<&'a Outcomes>,
    figures: Figures<'a>,
}

impl Maker<'_> {
    fn working(&self, text: &str, recipe: Recipe) -> Working {
        let area = self.query.areas.first().copied().unwrap_or(self.dataset.england_and_wales());
        let period = self.query.period(self.dataset);
        match recipe {
            Recipe::Count => self.count(area, period),
            Recipe::Rate => self.rate(area, period),
            Recipe::Change => self.change(area, period),
            Recipe::Rank => self.rank(area, period),
            Recipe::End { is_highest, area } => {
                let end = if is_highest { "highest" } else { "lowest" };
                let name = area.map(|area| self.dataset.area(area).name.as_str());
                let end = name.map_or_else(|| end.to_owned(), |name| [end, " (", name, ")"].concat());
                self.forces(&self.ranking(period), period, &end, text.to_owned())
            }
            Recipe::Highest(quarter) => self.highest(area, quarter),
            Recipe::Outcomes { part, is_share } => {
                self.outcomes(period, part, is_share.then_some(text)).unwrap_or_default()
            }
        }
    }

    /// `Stalking offences recorded by North Wales Police, year ending March 2023`.
    fn what(&self, area: AreaId, period: Period) -> String {
        let offences = words::capitalised(&self.dataset.offence(self.query.offence).noun(2));
        [&offences, " recorded by ", &self.dataset.area(area).recorder, ", ", &period.to_string()].concat()
    }

    /// The counts that add up to an area's: of one force its quarters, of several each force's own.
    fn count(&self, area: AreaId, period: Period) -> Working {
        let place = self.dataset.area(area);
        let mut working = Working {
            what: self.what(area, period),
            value: cell_text(&self.counted(area, period)),
            ..Working::default()
        };
        if place.force().is_some() {
            self.quarters(&mut working, area, period);
        } else {
            for other in self.dataset.area_ids() {
                let force = self.dataset.area(other);
                if force.force().is_some_and(|force| place.forces.contains(&force)) {
                    working.cells.push((force.name.clone(), cell_text(&self.counted(other, period))));
                }
            }
        }
        // A sum over time may come from several releases, each quarter from its own.
        for quarter in period.quarters() {
            self.cite(&mut working, &self.counted(area, Period::quarter(quarter)));
        }
        working
    }

    /// The residents and the count that a rate is made from.
    fn rate(&self, area: AreaId, period: Period) -> Working {
        let cell = self.figures.cell(area, period, Measure::Rate);
        let mut working = Working { what: self.what(area, period) + ", per 1,000 residents", ..Working::default() };
        if let Some(value) = cell.value() {
            working.value = words::value(Measure::Rate, value.value);
            working.cells.push((["Offences, ", &period.to_string()].concat(), words::whole(value.count)));
            let residents = ["Residents in the middle of ", &period.first.year().to_string()].concat();
            working.cells.push((residents, words::whole(value.base.unwrap_or_default())));
        }
        self.cite(&mut working, &cell);
        working
    }

    /// The two counts that a change is made from.
    fn change(&self, area: AreaId, period: Period) -> Working {
        let mut working =
            Working { what: self.what(area, period) + ", change on the year before", ..Working::default() };
        let mut counts = [0; 2];
        for (period, count) in [period.year_before(), period].into_iter().zip(&mut counts) {
            let cell = self.counted(area, period);
            *count = cell.value().map_or(0, |value| value.count);
            working.cells.push((words::capitalised(&period.to_string()), cell_text(&cell)));
            self.cite(&mut working, &cell);
        }
        let [before, now] = counts;
        working.value =
            percent_change(before, now).map_or_else(String::new, |change| words::value(Measure::Change, change));
        working
    }

    /// The area's place among all forces.
    fn rank(&self, area: AreaId, period: Period) -> Working {
        let mut of = 0;
        let mut place = 0;
        let ranking = self.ranking(period);
        for force in &ranking {
            if let Some(rank) = force.rank {
                of += 1;
                if force.area == area {
                    place = rank.place;
                }
            }
        }
        let value = [&wording::ordinal(place), " of ", &of.to_string()].concat();
        self.forces(&ranking, period, &self.dataset.area(area).name, value)
    }

    fn ranking(&self, period: Period) -> Vec<Ranked> {
        query::ranking(&self.figures, period, self.query.measure)
    }

    /// All forces by what is compared, `place` being one of the figures that it shows.
    fn forces(&self, ranking: &[Ranked], period: Period, place: &str, value: String) -> Working {
        let measure = self.query.measure;
        let unit = if measure == Measure::Rate { ", per 1,000 residents" } else { "" };
        let offence = &self.dataset.offence(self.query.offence).name;
        let mut working = Working {
            what: [offence, " recorded by police forces, ", &period.to_string(), unit, ": ", place].concat(),
            value,
            ..Working::default()
        };
        for force in ranking {
            if let Some(number) = force.cell.number() {
                let name = self.dataset.area(force.area).name.clone();
                working.cells.push((name, words::value(measure, number)));
                self.cite(&mut working, &force.cell);
            }
        }
        working
    }

    /// The quarters among which one is the highest.
    fn highest(&self, area: AreaId, quarter: Period) -> Working {
        let (first, last) = self.query.span(self.dataset);
        let stretch = Period { first, last };
        let mut working = self.count(area, quarter);
        working.what.push_str(", the highest quarter of ");
        working.what.push_str(&stretch.to_string());
        working.cells.clear();
        self.quarters(&mut working, area, stretch);
        working
    }

    fn quarters(&self, working: &mut Working, area: AreaId, period: Period) {
        for quarter in period.quarters() {
            working.cells.push((quarter.to_string(), cell_text(&self.counted(area, Period::quarter(quarter)))));
        }
    }

    /// The outcomes of a year; the value is a share where one is given.
    fn outcomes(&self, year: Period, part: OutcomesPart, share: Option<&str>) -> Option<Working> {
        let row = OutcomesRow::of(self.query, self.dataset, self.outcomes?, year.last.financial_year())?;
        let parts = row.parts(query::OutOf::Assigned);
        let (name, at) = match part {
            OutcomesPart::Assigned => ("assigned so far".to_owned(), None),
            OutcomesPart::Charged => (words::lowered(query::OUTCOMES[0]), Some(0)),
            OutcomesPart::Reason(at) => (words::lowered(query::OUTCOMES.get(at)?), Some(at)),
            OutcomesPart::EachReason => ("each of the evidential difficulties".to_owned(), Some(1)),
        };
        let number = at.map_or_else(|| parts.iter().sum(), |at| parts.get(at).copied().unwrap_or_default());
        let recorder = &self.dataset.area(row.area).recorder;
        let halved = if row.halved { ", half of the source’s figure, which counted every row twice" } else { "" };
        let offence = words::lowered(&self.dataset.offence(self.query.offence).name);
        let pieces =
            ["Outcomes of ", &offence, " offences recorded by ", recorder, " in ", &row.label, ": ", &name, halved];
        let mut working = Working {
            what: pieces.concat(),
            value: share.map_or_else(|| words::whole(number), str::to_owned),
            ..Working::default()
        };
        for (name, count) in query::OUTCOMES.iter().zip(parts) {
            working.cells.push(((*name).to_owned(), words::whole(count)));
        }
        Some(working)
    }

    fn counted(&self, area: AreaId, period: Period) -> Cell {
        self.figures.cell(area, period, Measure::Count)
    }

    fn cite(&self, working: &mut Working, cell: &Cell) {
        if let Some(value) = cell.value() {
            let release = release(value.release, self.dataset);
            if !working.releases.contains(&release) {
                working.releases.push(release);
            }
        }
    }
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Value(value) => words::whole(value.count),
        Cell::Missing(reason) => reason.short().to_owned(),
    }
}

/// `release to June 2023`.
pub(crate) fn release(release: ReleaseId, dataset: &Dataset) -> String {
    ["release to ", &dataset.release(release).to.last_month_name()].concat()
}
