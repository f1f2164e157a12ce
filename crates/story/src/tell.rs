//! The story of one area: a headline and six to ten sentences, made by rules from the figures.
//!
//! What is said, and in which order: the year and England and Wales beside it; the change on the year before; the rate;
//! the rank; the total; the highest quarter; the outcomes, in two sentences; what is missing; the helpline. A sentence
//! for which there is no figure gives the reason, or is left out where another one gives it.

use crate::Story;
use crate::reasons::release;
use crate::sentence::{Ground, OutcomesNotes, OutcomesPart, Piece, Recipe, Sentence};
use crate::wording::{self, alone, clause, count};
use dataset::{AreaId, AreaKind, Dataset, Effect, Outcomes, Quarter, ReleaseId};
use query::{
    Answer, By, Cell, Columns, Compare, Figures, Measure, Note, NoteKind, Options, OutOf, OutcomesBy, OutcomesRow,
    Period, Query, Ranked, Reason, ReleaseChoice, Rows, Tally, Value, View, Why, percent_change, times_as_many, words,
};

const HELPLINE: &str = "Anyone worried about someone’s behaviour can call the National Stalking Helpline on 0808 802 \
                        0300, or 999 in an emergency.";
/// How the name of a force ends that has an article before it, as in “the Metropolitan Police Service”.
const SERVICE: &str = " Service";
/// Forces without outcomes, and quarters with the same count, that are named one by one; of more, the number is given.
const MOST_NAMED: usize = 3;

/// Tells the story of the query's first area: of the year that the query chooses, or of the latest one ending March
/// within its time for which there is a figure. Without `outcomes` it says nothing of them.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let json = std::fs::read_to_string("../../data/recorded.json")?;
/// # let dataset = dataset::Dataset::from_json(&json)?;
/// let query = query::Query::read_address("?view=story&area=W15000001", &dataset).query;
/// let story = story::tell(&query, &dataset, None);
/// assert_eq!(story.headline, "North Wales Police recorded nearly 1,900 stalking offences in the year ending March 2023");
/// # Ok(()) }
/// ```
pub fn tell(query: &Query, dataset: &Dataset, outcomes: Option<&Outcomes>) -> Story {
    let area = query.areas.first().copied().unwrap_or(dataset.england_and_wales());
    let figures = Figures { dataset, offence: query.offence, release: query.release };
    let time = asked_time(query, dataset);
    let base = Query {
        areas: vec![area],
        measure: Measure::Count,
        by: By::Quarter,
        from: Some(time.first),
        to: Some(time.last),
        at: None,
        against: None,
        options: Options::default(),
        ..query.clone()
    };
    let answer = Answer::to(&Query { view: View::Trend, ..base.clone() }, dataset);
    let year = told_year(query, time, area, &figures, &answer);
    let teller = Teller {
        query,
        base,
        dataset,
        outcomes,
        figures,
        area,
        time,
        year,
        count: figures.cell(area, year, Measure::Count),
    };
    teller.story(answer)
}

/// The time that the story is about: what is chosen, where it is a year or longer, up to the end of a chosen year.
fn asked_time(query: &Query, dataset: &Dataset) -> Period {
    let whole = |first: Quarter, last: Quarter| Period { first, last };
    let (first, last) = query.span(dataset);
    let span = if last.since(first) >= 3 {
        whole(first, last)
    } else {
        let (first, last) = query.bounds(dataset);
        whole(first, last)
    };
    match query.at.filter(|at| at.last.since(at.first) >= 3) {
        Some(at) if is_year(at) => whole(span.first.min(at.first), at.last),
        Some(at) => at,
        None => span,
    }
}

fn told_year(query: &Query, time: Period, area: AreaId, figures: &Figures, answer: &Answer) -> Period {
    if let Some(at) = query.at.filter(|at| is_year(*at)) {
        return at;
    }
    let has_figure = |year: &Period| figures.cell(area, *year, Measure::Count).value().is_some();
    let of = |by| Period::between(time.first, time.last, by).into_iter().rev().find(has_figure);
    let without_figure = || Period::between(time.first, time.last, By::Year).pop();
    of(By::Year).or_else(|| of(By::Rolling)).or_else(without_figure).unwrap_or(answer.headline.year)
}

fn is_year(period: Period) -> bool {
    period.last.since(period.first) == 3
}

/// What the sentences are made from.
struct Teller<'a> {
    query: &'a Query,
    /// The question without what single views ask.
    base: Query,
    dataset: &'a Dataset,
    outcomes: Option<&'a Outcomes>,
    figures: Figures<'a>,
    area: AreaId,
    /// The time that the story is about.
    time: Period,
    /// The year that is told.
    year: Period,
    /// Offences recorded in it.
    count: Cell,
}

impl Teller<'_> {
    fn story(&self, answer: Answer) -> Story {
        let mut sentences = vec![self.lead()];
        if let Some(value) = self.count.value() {
            sentences.push(self.change(value.count));
        }
        if let Some(value) = self.count.value() {
            sentences.extend(self.rates(value.count));
        }
        if self.count.value().is_none() {
            sentences.extend(self.latest_year());
        }
        let total = self.total();
        let named = total.is_some();
        sentences.extend(total);
        if self.count.value().is_some() {
            sentences.extend(self.highest(named));
        }
        let outcomes = self.outcomes_row();
        if let Some(row) = &outcomes {
            sentences.extend(self.outcomes(row));
        } else if self.outcomes.is_some() {
            sentences.extend(self.no_outcomes());
        }
        sentences.push(self.missing());
        let mut helpline = Sentence::default();
        if !self.is_packed() {
            sentences.push(helpline.say(HELPLINE).because(Ground::Help));
        }
        let mut source = query::SOURCE.to_owned();
        if self.figures.cell(self.area, self.year, Measure::Rate).value().is_some() {
            source.push_str(" Office for National Statistics, mid-year population estimates.");
        }
        if outcomes.is_some() {
            source.push_str(" Home Office, crime outcomes open data.");
        }
        source.push_str(&self.releases(&sentences));
        let notice = self.too_short();
        let mut notes = answer.notes;
        if let Some(text) = &notice {
            notes.insert(0, Note { kind: NoteKind::Method, text: text.clone() });
        }
        Story { headline: self.headline(), notice, sentences, notes, source, offence: self.query.offence }
    }

    /// ` Recorded offences: release to June 2023.`: a copy that goes elsewhere must say which figures it holds.
    fn releases(&self, sentences: &[Sentence]) -> String {
        let mut cited: Vec<ReleaseId> = Vec::new();
        for piece in sentences.iter().flat_map(|sentence| &sentence.pieces) {
            let Piece::Figure { query, made, .. } = piece else { continue };
            let (Some(area), Some(time)) = (query.areas.first(), made.time_counted(query)) else { continue };
            let figures = Figures { release: query.release, ..self.figures };
            for quarter in time.quarters() {
                if let Cell::Value(value) = figures.cell(*area, Period::quarter(quarter), Measure::Count) {
                    cited.push(value.release);
                }
            }
        }
        let cited = self.dataset.release_ids().filter(|release| cited.contains(release));
        let names: Vec<String> = cited.map(|cited| release(cited, self.dataset)).collect();
        if names.is_empty() { String::new() } else { [" Recorded offences: ", &words::list(&names), "."].concat() }
    }

    /// That a story needs a year, where what was chosen is shorter, and which year is told in its place.
    fn too_short(&self) -> Option<String> {
        let short = |period: &Period| period.last.since(period.first) < 3;
        let chosen = self.query.at.or_else(|| {
            self.query.from.or(self.query.to)?;
            let (first, last) = self.query.span(self.dataset);
            Some(Period { first, last })
        });
        let chosen = chosen.filter(short)?;
        Some(
            [
                "A story needs a whole year, and ",
                &chosen.to_string(),
                " is shorter: ",
                &self.the_year(),
                " is told instead.",
            ]
            .concat(),
        )
    }

    fn headline(&self) -> String {
        let recorder = words::capitalised(&self.recorder());
        let year = self.year.to_string();
        match self.count.value() {
            Some(value) if value.count < 0 => {
                [&recorder, "’s count of ", &self.offences(2), " is below zero in the ", &year].concat()
            }
            Some(value) => {
                let number = wording::rounded(value.count);
                let rules = if self.rules_within().is_some() { TWO_SETS } else { "" };
                [&recorder, " recorded ", &number, " ", &self.offences(value.count), " in the ", &year, rules].concat()
            }
            None => ["No figure of ", &self.offences(2), " for ", &self.recorder(), " in the ", &year].concat(),
        }
    }

    fn lead(&self) -> Sentence {
        let mut lead = Sentence::default();
        let recorder = &self.recorder();
        let beside = self.beside();
        let value = match &self.count {
            Cell::Value(value) => value,
            Cell::Missing(reason) => {
                lead.say("There is no figure of ").add(self.offences(2)).say(" recorded by ").say(recorder).say(" in ");
                lead.add(self.the_year()).say(": ").add(self.reason(*reason));
                if let Some((all, count)) = beside {
                    lead.say("; across ").say(&self.dataset.area(all).name).say(" police recorded ");
                    self.say_count(&mut lead, alone(count), all, self.year);
                }
                return lead.say(".").because(Ground::Missing);
            }
        };
        if value.count < 0 {
            lead.say("The count of ").add(self.offences(2)).say(" recorded by ").say(recorder).say(" in ");
            lead.add(self.the_year()).say(" is ");
            self.say_count(&mut lead, words::whole(value.count), self.area, self.year);
            lead.say(", as more were transferred to other forces or offences than were recorded.");
            return lead.because(Ground::BelowZero);
        }
        lead.add(words::capitalised(recorder)).say(" recorded ");
        self.say_count(&mut lead, count(value.count), self.area, self.year);
        lead.say(" ").add(self.offences(value.count)).say(" in ").add(self.the_year());
        if self.area == self.dataset.england_and_wales() {
            self.of_these(&mut lead);
        } else if let Some((all, number)) = beside {
            let name = &self.dataset.area(all).name;
            if value.count > 0 {
                lead.say(", out of ");
                self.say_count(&mut lead, words::whole(number), all, self.year);
                lead.say(" recorded across ").say(name);
            } else {
                lead.say(", when police across ").say(name).say(" recorded ");
                self.say_count(&mut lead, alone(number), all, self.year);
            }
        }
        lead.say(".");
        let rules_within = self.rules_within();
        if rules_within.is_some() {
            lead.say(" The year holds quarters from before and after a change of the recording rules.");
        }
        lead.because(Ground::Counts(rules_within))
    }

    /// The place of the change of the rules, where the year has a figure that adds up quarters from before and after one
    /// which makes figures incomparable.
    fn rules_within(&self) -> Option<u8> {
        self.count.value().filter(|value| value.mixed_rules)?;
        let rules = self.figures.rule_changes(self.year, self.year);
        rules.first().filter(|rule| rule.effect == Effect::Break).map(|rule| rule.change)
    }

    /// What the area stands beside, and its count in the year: England and Wales or, where it has no figure, England
    /// if the area lies in it.
    fn beside(&self) -> Option<(AreaId, i64)> {
        let nations = [Some(self.dataset.england_and_wales()), self.dataset.area_by_code(dataset::ENGLAND)];
        nations.into_iter().flatten().find_map(|nation| {
            let lies_within = self.place().forces.iter().all(|force| self.dataset.area(nation).forces.contains(force));
            let value = *self
                .figures
                .cell(nation, self.year, Measure::Count)
                .value()
                .filter(|_| lies_within && nation != self.area)?;
            Some((nation, value.count))
        })
    }

    /// What England and Wales adds up.
    fn of_these(&self, lead: &mut Sentence) {
        let mut before = ": ";
        let parts: Vec<AreaId> = self
            .dataset
            .area_ids()
            .filter(|area| matches!(self.dataset.area(*area).kind, AreaKind::Nation | AreaKind::NonTerritorial))
            .collect();
        for (index, area) in parts.iter().enumerate() {
            let Some(value) = self.figures.cell(*area, self.year, Measure::Count).value().copied() else { continue };
            let place = self.dataset.area(*area);
            let (who, name) = if place.force().is_some() { ("", &place.recorder) } else { ("forces in ", &place.name) };
            lead.say(before).say(who).say(name).say(" ");
            self.say_count(lead, alone(value.count), *area, self.year);
            before = if index + 2 == parts.len() { " and " } else { ", " };
        }
    }

    fn change(&self, now: i64) -> Sentence {
        let mut change = Sentence::default();
        let earlier = self.year.year_before();
        let before = match self.figures.cell(self.area, earlier, Measure::Count) {
            Cell::Value(value) => value.count,
            Cell::Missing(reason) => {
                change.say("There is no figure for the year before to compare it with");
                match reason.why {
                    Why::NoRelease => change.say(", as no release here covers all of it."),
                    _ => change.say(": ").add(self.reason(reason)).say("."),
                };
                self.nor_with(&mut change);
                return change.because(Ground::NoChange);
            }
        };
        let it = if self.is_force() { "it" } else { "they" };
        let rules = self.figures.rule_changes(earlier, self.year);
        if let Some(first) = rules.first() {
            change.say("In the year before ").say(it).say(" recorded ");
            self.say_count(&mut change, alone(before), self.area, earlier);
            change.say(", but the two years cannot be compared: ").add(wording::rules_changed(first)).say(".");
            return change.because(Ground::AcrossRules(rules.iter().map(|rule| rule.change).collect()));
        }
        if let Some(code) = self.new_code(earlier) {
            change.say("In the year before ").say(it).say(" recorded ");
            self.say_count(&mut change, alone(before), self.area, earlier);
            change
                .say(", but the two years may not compare: ")
                .say(&code)
                .say(", and a difference can come from that alone.");
            return change.because(Ground::NewCode);
        }
        let unknown = if self.is_packed() { RULES_UNKNOWN } else { "" };
        let percent = percent_change(before, now).filter(|_| before >= Value::SMALL && now >= Value::SMALL);
        let Some(percent) = percent else {
            if now == before {
                change.say("That was as many as in the year before, when ").say(it).say(" also recorded ");
            } else {
                change.say("In the year before ").say(it).say(" recorded ");
            }
            self.say_count(&mut change, alone(before), self.area, earlier);
            return change.say(".").say(unknown).because(Ground::Few);
        };
        if percent.abs() < wording::SAME_PERCENT {
            change.say("The number was about the same as in the year before, when ").say(it).say(" recorded ");
            self.say_count(&mut change, words::whole(before), self.area, earlier);
            return change.say(".").say(unknown).because(Ground::Same);
        }
        change.say(if percent > 0.0 { "The number rose by " } else { "The number fell by " });
        change.figure(wording::change(percent), self.table(self.area, self.year), Recipe::Change);
        change.say(", from ");
        self.say_count(&mut change, words::whole(before), self.area, earlier);
        change.say(" in the year before.").say(unknown);
        change.because(Ground::Changed)
    }

    /// `malicious communications became a category of its own in April 2017`, where another offence did since the
    /// start of the year before, and this one is older than the figures.
    fn new_code(&self, earlier: Period) -> Option<String> {
        if self.dataset.offence(self.query.offence).since.is_some() || self.is_packed() {
            return None;
        }
        let began = |since: Quarter| earlier.first < since && since <= self.year.last;
        self.dataset.offences().iter().find_map(|other| {
            let since = other.since.filter(|since| began(*since))?.first_month_name();
            Some([&words::lowered(&other.name), " became a category of its own in ", &since].concat())
        })
    }

    /// Where the latest year before that has a figure lies across a change of the rules, that they must not be
    /// compared either: it is what a reader would turn to.
    fn nor_with(&self, said: &mut Sentence) {
        let mut other = self.year.year_before();
        while other.first > self.bounds().first {
            other = other.year_before();
            if self.figures.cell(self.area, other, Measure::Count).value().is_some() {
                if let Some(first) = self.figures.rule_changes(other, self.year).first() {
                    said.say(" Nor should it be compared with the ").add(other.to_string()).say(": ");
                    said.add(wording::rules_changed(first)).say(".");
                }
                return;
            }
        }
    }

    /// The latest year that has a figure, where the one that is told has none; in other releases, where the chosen one
    /// has no year at all.
    fn latest_year(&self) -> Option<Sentence> {
        if let Some(latest) = self.latest_with_figure() {
            let mut said = Sentence::default();
            said.say("The latest year with a figure here is the ");
            self.say_latest(&mut said, latest);
            return Some(said.because(Ground::AnotherYear));
        }
        let release = ReleaseChoice::Latest;
        let query = Query { release, ..self.query.clone() };
        let other = Teller {
            query: &query,
            base: Query { release, ..self.base.clone() },
            figures: Figures { release, ..self.figures },
            count: self.count,
            ..*self
        };
        let latest = other.latest_with_figure()?;
        let mut said = Sentence::default();
        said.say("Other releases here have figures: the latest year with one is the ");
        other.say_latest(&mut said, latest);
        Some(said.because(Ground::AnotherRelease))
    }

    fn say_latest(&self, said: &mut Sentence, (year, number): (Period, i64)) {
        said.add(year.to_string()).say(", when ").add(self.recorder()).say(" recorded ");
        self.say_count(said, count(number), self.area, year);
        said.say(" ").add(self.offences(number)).say(".");
    }

    /// The latest year of all quarters here that has a figure, and the figure.
    fn latest_with_figure(&self) -> Option<(Period, i64)> {
        let bounds = self.bounds();
        let value = |year: Period| self.figures.cell(self.area, year, Measure::Count).value().map(|value| value.count);
        let of = |by| {
            let mut years = Period::between(bounds.first, bounds.last, by).into_iter().rev();
            years.find_map(|year| Some((year, value(year)?)))
        };
        of(By::Year).or_else(|| of(By::Rolling)).filter(|(_, number)| *number >= 0)
    }

    /// The total of the quarters from the first that has a figure on, as far as none is missing; where there is none
    /// in the time, of all the quarters here.
    fn total(&self) -> Option<Sentence> {
        let within = self.first_with_figure(self.time);
        let whole = if within.is_some() { self.time } else { self.bounds() };
        let run = self.run_from(within.or_else(|| self.first_with_figure(whole))?, whole.last);
        // A year's own count is said already.
        if run.last.since(run.first) <= 3 && (is_year(run) || self.count.value().is_some()) {
            return None;
        }
        let all = self.figures.cell(self.area, run, Measure::Count).value()?.count;
        let since = self.dataset.offence(self.query.offence).since.filter(|_| !self.is_packed());
        let mut total = Sentence::default();
        let time = [run.first.first_month_name(), " to ".to_owned(), run.last.last_month_name()].concat();
        if since == Some(run.first) {
            total.say("Since ").add(self.offence()).say(" became a category of its own, from ").say(&time).say(", ");
        } else if run.first == self.bounds().first {
            total.say("Since the figures here begin, from ").say(&time).say(", ");
        } else {
            total.say("From ").say(&time).say(" ");
        }
        // Other forces were named since.
        total.add(self.recorder()).say(" recorded ");
        self.say_count(&mut total, count(all), self.area, run);
        // A long name is not said twice in a sentence.
        let such = since == Some(run.first) && self.offence().contains(' ');
        total.say(" ").say(&if such { "such offences".to_owned() } else { self.offences(all) });
        let part = Period { first: self.year.last + 1, last: run.last };
        let latest = self.figures.cell(self.area, part, Measure::Count).value().map(|value| value.count);
        if all > 0
            && run.first <= self.year.last
            && (0..3).contains(&part.last.since(part.first))
            && let Some(latest) = latest.filter(|latest| *latest >= 0)
        {
            total.say(", including ");
            self.say_count(&mut total, alone(latest), self.area, part);
            total.say(" from ").add(months(part));
        } else {
            total.say(" in all");
        }
        self.end_of_total(&mut total, run, whole.last);
        Some(total.say(".").because(Ground::Total))
    }

    /// Where a total ends before the year that is told, or before the time that it is of, and why.
    fn end_of_total(&self, total: &mut Sentence, run: Period, last: Quarter) {
        let told = self.count.value().is_some();
        let next = Period::quarter(run.last + 1);
        if run.last >= last || told && run.last >= self.year.last {
            return;
        }
        let Cell::Missing(reason) = self.figures.cell(self.area, next, Measure::Count) else { return };
        total.say("; the total ends with ").add(run.last.last_month_name());
        match reason.why {
            Why::NoRelease => total.say(", as no release here covers the quarter after it"),
            _ => total.say(", because ").add(self.reason(reason)),
        };
    }

    /// The rate beside that of England and Wales, and the rank or the range of the forces.
    fn rates(&self, number: i64) -> Vec<Sentence> {
        let mut said = Sentence::default();
        let cell = self.figures.cell(self.area, self.year, Measure::Rate);
        let value = match &cell {
            Cell::Value(value) => value,
            Cell::Missing(reason) => {
                let text = reason.sentence(self.dataset);
                let mut sentences = vec![said.say(text.trim_end_matches('.')).say(".").because(Ground::NoRate)];
                if matches!(reason.why, Why::NoRate(_)) {
                    sentences.extend(self.rank(Measure::Count));
                }
                return sentences;
            }
        };
        if number < Value::SMALL {
            said.say("So few offences are not made into a rate here, as each one more or fewer would move it far.");
            return vec![said.because(Ground::FewForRate)];
        }
        let rules = if self.rules_within().is_some() { [TWO_SETS, ","].concat() } else { String::new() };
        said.say("In ").add(self.the_year()).say(&rules).say(" ").say(self.again()).say(" recorded ");
        said.figure(wording::rate(value.value), self.table(self.area, self.year), Recipe::Rate);
        said.say(" offences for every 1,000 residents");
        let national = self.dataset.england_and_wales();
        if let Some((beside, _)) = self.beside()
            && let all = self.figures.cell(beside, self.year, Measure::Rate)
            && let Some(rate) = all.number().filter(|rate| *rate > 0.0)
        {
            // What is written alike must not be said to differ.
            let alike = wording::rate(value.value) == wording::rate(rate);
            said.say(if alike || (value.value - rate).abs() < rate * wording::SAME_RATE {
                ", about the same as the "
            } else if value.value > rate {
                ", above the "
            } else {
                ", below the "
            });
            said.figure(wording::rate(rate), self.table(beside, self.year), Recipe::Rate);
            said.say(" across ").say(&self.dataset.area(beside).name);
        }
        if self.is_force() {
            let mut sentences = vec![said.say(".").because(Ground::Rate)];
            sentences.extend(self.rank(Measure::Rate));
            return sentences;
        }
        let forces = self.own_forces(self.ranking(Measure::Rate));
        if let (Some(highest), Some(lowest)) = (forces.first(), forces.last())
            && forces.len() > 1
        {
            said.say(if self.area == national { "; among forces" } else { "; among its forces" });
            let ends = Ends { forces: &forces, query: self.compared(Measure::Rate) };
            self.say_end(&mut said, &ends, ", the lowest rate that year was ", lowest, false);
            self.say_end(&mut said, &ends, " and the highest ", highest, true);
        }
        vec![said.say(".").because(Ground::Rate)]
    }

    /// The force's rank, and the lowest and highest of all.
    fn rank(&self, measure: Measure) -> Option<Sentence> {
        let ranking = self.ranking(measure);
        let all = ranking.len();
        let forces = self.own_forces(ranking);
        let (highest, lowest) = (forces.first()?, forces.last()?);
        let own = forces.iter().find(|force| force.area == self.area)?;
        let rank = own.rank?;
        let of = forces.len();
        let number = |force: &Ranked| force.cell.number();
        let below = forces.iter().filter(|force| number(force) < number(own)).count();
        let from_bottom = below + 1;
        let (place, end) = if rank.place <= from_bottom { (rank.place, "highest") } else { (from_bottom, "lowest") };
        let text = [if rank.joint { "joint " } else { "" }, &wording::before_superlative(place), end].concat();
        let is_rate = measure == Measure::Rate;
        let ends = Ends { forces: &forces, query: self.compared(measure) };
        let mut said = Sentence::default();
        said.say(if is_rate { "It was the " } else { "By number alone the force had the " });
        said.figure(text, ends.query.clone(), Recipe::Rank);
        said.say(if is_rate { " rate of the " } else { " count of the " });
        said.add(of.to_string()).say(" forces");
        if is_rate {
            said.say(" for which one is given");
        } else {
            said.say(if of < all { " with a figure in " } else { " in " }).add(self.the_year());
        }
        let mut before = "; the ";
        for (name, force) in [("lowest", lowest), ("highest", highest)] {
            if number(force) != number(own) {
                let before_number = [before, name, if before == "; the " { " was " } else { " " }].concat();
                self.say_end(&mut said, &ends, &before_number, force, name == "highest");
                before = " and the ";
            }
        }
        said.say(".");
        if self.rules_within().is_some() {
            said.say(" The rank mixes both sets of rules.");
        }
        let rules_changed = !self.figures.rule_changes(self.year, self.year).is_empty();
        Some(said.because(Ground::Rank { is_rate, rules_changed }))
    }

    /// `Kent’s 0.90`, or `0.90 in two forces`, after `before`.
    fn say_end(&self, said: &mut Sentence, ends: &Ends, before: &str, force: &Ranked, is_highest: bool) {
        let Some(number) = force.cell.number() else { return };
        let sharing = ends.forces.iter().filter(|other| other.cell.number() == Some(number)).count();
        let query = ends.query.clone();
        let text =
            if query.measure == Measure::Rate || number == 0.0 { wording::rate(number) } else { count(number as i64) };
        said.say(before);
        if sharing > 1 {
            said.figure(text, query, Recipe::End { is_highest, area: None });
            said.say(" in ").add(count(sharing as i64)).say(" forces");
            return;
        }
        let ending = if self.dataset.area(force.area).name.ends_with('s') { "’ " } else { "’s " };
        said.add(self.short(force.area)).say(ending);
        said.figure(text, query, Recipe::End { is_highest, area: Some(force.area) });
    }

    /// All forces in the year, the highest first.
    fn ranking(&self, measure: Measure) -> Vec<Ranked> {
        query::ranking(&self.figures, self.year, measure)
    }

    /// The forces of the area, or all for a force, that have a rank.
    fn own_forces(&self, mut forces: Vec<Ranked>) -> Vec<Ranked> {
        let own = self.place();
        let within = |force: &Ranked| {
            self.is_force() || self.dataset.area(force.area).force().is_some_and(|force| own.forces.contains(&force))
        };
        forces.retain(|force| force.rank.is_some() && within(force));
        forces
    }

    /// The question whose view shows all forces in the year.
    fn compared(&self, measure: Measure) -> Query {
        let options = Options { compare: Compare::Rank, ..Options::default() };
        Query { view: View::Compare, measure, at: Some(self.year), from: None, to: None, options, ..self.base.clone() }
    }

    /// The highest quarter under the rules that held at the end of the year; `named` is whether the sentence before is
    /// on the same area.
    fn highest(&self, named: bool) -> Option<Sentence> {
        let (mut first, mut last) = (self.time.first, self.time.last);
        let rules = self.figures.rule_changes(self.time, self.time);
        for rule in &rules {
            let quarter = rule.date.quarter();
            // The quarter in which the rules change in its midst is under neither.
            let within = rule.date.fraction_of_quarter() > 0.0;
            if quarter <= self.year.last {
                first = first.max(if within { quarter + 1 } else { quarter });
            } else {
                last = last.min(quarter.back(1));
            }
        }
        let value = |quarter: Quarter| {
            self.figures.cell(self.area, Period::quarter(quarter), Measure::Count).value().map(|value| value.count)
        };
        if first > self.year.last {
            return None;
        }
        let begins = first.to(self.year.last).rev().take_while(|quarter| value(*quarter).is_some()).last()?;
        let stretch = self.run_from(begins, last);
        let highest = stretch.quarters().filter_map(value).max().filter(|highest| *highest > 0)?;
        let which: Vec<Quarter> = stretch.quarters().filter(|quarter| value(*quarter) == Some(highest)).collect();
        let latest = Period::quarter(*which.last()?);
        if stretch.first == stretch.last {
            return None;
        }
        let mut said = Sentence::default();
        said.say(if rules.is_empty() { "From " } else { "Under the same recording rules, from " });
        said.add(stretch.first.first_month_name()).say(" to ").add(stretch.last.last_month_name()).say(", ");
        let many = which.len() > MOST_NAMED;
        if many {
            said.add(count(which.len() as i64)).say(" quarters were the highest");
        } else {
            said.say("the highest quarter").say(if which.len() > 1 { "s" } else { "" });
        }
        if !named {
            said.say(" for ").add(self.recorder());
        }
        said.say(match which.len() {
            _ if many => ", the last of them ",
            1 => " was ",
            _ => " were ",
        });
        let names: Vec<String> = which.iter().map(ToString::to_string).collect();
        let names = if many { latest.to_string() } else { words::list(&names) };
        let query = Query { view: View::Trend, from: Some(stretch.first), to: Some(stretch.last), ..self.base.clone() };
        said.say(&names).say(", with ").figure(count(highest), query, Recipe::Highest(latest));
        said.say(if highest == 1 { " offence" } else { " offences" });
        Some(said.say(if which.len() > 1 { " each." } else { "." }).because(Ground::Highest))
    }

    /// Outcomes of the year that is told, or of the latest one before of which there is a table.
    fn outcomes_row(&self) -> Option<OutcomesRow> {
        let outcomes = self.outcomes?;
        let year = self.year.last.financial_year();
        let table = outcomes.years().iter().rev().find(|table| table.start_year <= year)?.start_year;
        OutcomesRow::of(&self.outcomes_query(), self.dataset, outcomes, table)
    }

    fn no_outcomes(&self) -> Option<Sentence> {
        let offence = self.dataset.offence(self.outcomes?.offence()).name.to_ascii_lowercase();
        if self.query.offence == self.outcomes?.offence() {
            return None;
        }
        let mut said = Sentence::default();
        said.say("How many led to a charge cannot be said: the outcomes here are those of ")
            .say(&offence)
            .say(" offences alone.");
        Some(said.because(Ground::OtherOffence))
    }

    fn outcomes(&self, row: &OutcomesRow) -> Vec<Sentence> {
        let mut said = Sentence::default();
        let Some((tally, year)) =
            row.tally.zip(Quarter::of_financial_year(row.start_year, 4).ok().map(Period::year_ending))
        else {
            let why = row.gap.as_ref().map_or("", |gap| gap.sentence.as_str());
            return vec![
                said.say("How many led to a charge cannot be said: ")
                    .add(clause(why))
                    .say(".")
                    .because(Ground::NoOutcomes),
            ];
        };
        if tally.outcomes == 0 {
            let why = row.gap.as_ref().map_or("", |gap| gap.sentence.as_str());
            return vec![said.say(why).because(Ground::Outcomes(OutcomesNotes::default()))];
        }
        let recorded =
            [&self.offences(2), " that ", self.again(), " recorded in the ", &year.to_string(), &Self::without(row)]
                .concat();
        if tally.outcomes == 1 {
            said.say("The ");
            self.say_outcomes(&mut said, "only".to_owned(), row, OutcomesPart::Assigned);
            said.say(" outcome so far of ").say(&recorded);
            let was = if tally.charged == 1 { "was" } else { "was not" };
            said.say(" ");
            self.say_outcomes(&mut said, was.to_owned(), row, OutcomesPart::Charged);
            return vec![said.say(" a charge or summons.").because(Ground::Outcomes(OutcomesNotes::default()))];
        }
        said.say("Of the ");
        self.say_outcomes(&mut said, count(tally.outcomes), row, OutcomesPart::Assigned);
        said.say(" outcomes so far of ").say(&recorded).say(", ");
        self.say_outcomes(&mut said, alone(tally.charged), row, OutcomesPart::Charged);
        if let Some(own) = percent(row, 0) {
            let times = times_as_many(tally.charged, tally.outcomes).map_or(String::new(), wording::one_in);
            said.say(" (");
            self.say_share(&mut said, own, row, OutcomesPart::Charged);
            said.say(&times).say(")");
        }
        said.say(if tally.charged == 1 { " was a charge or summons." } else { " were a charge or summons." });
        let closing = [Some(said.because(Ground::Outcomes(notes_on(row)))), self.largest_other(row, tally)];
        let mut sentences: Vec<Sentence> = closing.into_iter().flatten().collect();
        // At the end: what follows on England and Wales would be taken to be about it too.
        if let Some(last) = sentences.last_mut() {
            self.beside_outcomes(last, row);
            self.name_without(last, row);
        }
        sentences
    }

    /// The larger of the two reasons beside charges that the figures name.
    fn largest_other(&self, row: &OutcomesRow, tally: Tally) -> Option<Sentence> {
        let (supports, not) = (tally.victim_supports, tally.victim_does_not_support);
        if supports == not && not > 0 {
            return Some(self.both_reasons(row, not));
        }
        let (part, largest, ending) = if supports > not {
            (1, supports, "although the victim supported action.")
        } else {
            (2, not, "and the victim did not support action.")
        };
        if largest == 0 {
            return None;
        }
        let mut said = Sentence::default();
        said.say("The most common other outcome that the figures name, with ");
        self.say_outcomes(&mut said, count(largest), row, OutcomesPart::Reason(part));
        if let Some(own) = percent(row, part) {
            said.say(" (");
            self.say_share(&mut said, own, row, OutcomesPart::Reason(part));
            said.say(")");
        }
        said.say(", was that there were difficulties with the evidence ").say(ending);
        Some(said.because(Ground::Reasons))
    }

    /// Both reasons beside charges, where neither is the larger.
    fn both_reasons(&self, row: &OutcomesRow, each: i64) -> Sentence {
        let mut said = Sentence::default();
        said.say("The other outcomes that the figures name were as common as each other, with ");
        self.say_outcomes(&mut said, count(each), row, OutcomesPart::EachReason);
        said.say(" each: difficulties with the evidence although the victim supported action, and difficulties where ");
        said.say("the victim did not.").because(Ground::Reasons)
    }

    /// The share of charges across England and Wales.
    fn beside_outcomes(&self, said: &mut Sentence, row: &OutcomesRow) {
        let national = self.national_outcomes(row).filter(|_| percent(row, 0).is_some());
        if let Some(all) = national
            && let Some(share) = percent(&all, 0)
        {
            said.say(" Across England and Wales ");
            self.say_share(said, share, &all, OutcomesPart::Charged);
            said.say(" of outcomes were a charge or summons.");
            said.lacks_forces = !all.not_supplied.is_empty();
        }
    }

    /// ` (eight forces supplied none)`, of an area's forces: without it the outcomes would seem to be those of all.
    fn without(row: &OutcomesRow) -> String {
        match row.not_supplied.len() {
            0 => String::new(),
            1 => " (one force supplied none)".to_owned(),
            many => [" (", &count(many as i64), " forces supplied none)"].concat(),
        }
    }

    /// Names the forces of the area that supplied no outcomes, where they are few.
    fn name_without(&self, said: &mut Sentence, row: &OutcomesRow) {
        let mut names: Vec<String> = Vec::new();
        for force in &row.not_supplied {
            let area = self.dataset.area_by_code(&self.dataset.force(*force).code);
            names.extend(area.map(|area| self.short(area)));
        }
        if (1..=MOST_NAMED).contains(&names.len()) {
            said.say(" ").add(words::capitalised(&words::list(&names))).say(" supplied no outcomes.");
        }
    }

    /// The same year's outcomes of England and Wales, where they are another area's.
    fn national_outcomes(&self, row: &OutcomesRow) -> Option<OutcomesRow> {
        let national = self.dataset.england_and_wales();
        if self.area == national {
            return None;
        }
        let query = Query { areas: vec![national], ..self.outcomes_query() };
        OutcomesRow::of(&query, self.dataset, self.outcomes?, row.start_year)
    }

    fn say_outcomes(&self, said: &mut Sentence, text: String, row: &OutcomesRow, part: OutcomesPart) {
        said.figure(text, self.outcomes_of(row), Recipe::Outcomes { part, is_share: false });
    }

    fn say_share(&self, said: &mut Sentence, percent: f64, row: &OutcomesRow, part: OutcomesPart) {
        said.figure(wording::share(percent), self.outcomes_of(row), Recipe::Outcomes { part, is_share: true });
    }

    /// The question whose view shows the outcomes of a row.
    fn outcomes_of(&self, row: &OutcomesRow) -> Query {
        let year = Quarter::of_financial_year(row.start_year, 4).ok().map(Period::year_ending);
        Query { areas: vec![row.area], at: year, ..self.outcomes_query() }
    }

    fn outcomes_query(&self) -> Query {
        let options = Options { outcomes: OutcomesBy::Years, out_of: OutOf::Assigned, ..Options::default() };
        Query { view: View::Outcomes, from: None, to: None, options, ..self.base.clone() }
    }

    /// What is missing within the time, and from which release the figures are.
    fn missing(&self) -> Sentence {
        let mut holes: Vec<String> = Vec::new();
        let mut at = self.time.first;
        while at <= self.time.last {
            let reason = |quarter: Quarter| match self.figures.cell(self.area, Period::quarter(quarter), Measure::Count)
            {
                Cell::Missing(reason) => Some(reason.why),
                Cell::Value(_) => None,
            };
            let Some(why) = reason(at) else {
                at = at + 1;
                continue;
            };
            let last = at.to(self.time.last).take_while(|quarter| reason(*quarter) == Some(why)).last().unwrap_or(at);
            let because = match why {
                Why::NoRelease => ", which no release here covers".to_owned(),
                why => [", because ", &self.reason(Reason::whole(why))].concat(),
            };
            holes.push([at.first_month_name(), " to ".to_owned(), last.last_month_name(), because].concat());
            at = last + 1;
        }
        let national = self.dataset.england_and_wales();
        if let (Cell::Missing(reason), true) =
            (self.figures.cell(national, self.year, Measure::Count), self.count.value().is_some())
        {
            holes.push(
                ["a total for England and Wales in the ", &self.year.to_string(), ", because ", &self.reason(reason)]
                    .concat(),
            );
        }
        let mut said = Sentence::default();
        if !holes.is_empty() {
            said.say("Missing here: ").add(holes.join("; and ")).say(".");
            self.late_supply(&mut said);
            return said.because(Ground::Gaps);
        }
        match self.query.release {
            ReleaseChoice::One(release) => {
                let of = self.dataset.release(release);
                let time = Period { first: of.from, last: of.to };
                said.say("These are the figures of the ")
                    .add(self::release(release, self.dataset))
                    .say(" alone, which covers ");
                said.say(if is_year(time) { "the " } else { "" }).add(time.to_string());
                said.say("; police forces revise earlier quarters, so that other releases may differ.");
            }
            ReleaseChoice::Latest => {
                said.say("Police forces revise earlier quarters, so that other releases of the figures may differ.");
            }
        }
        self.late_supply(&mut said);
        said.because(Ground::NoGaps)
    }

    /// What is known of a force that could not supply, or supplied late, in the year that is told or the one before;
    /// of nations it would be one force among many.
    fn late_supply(&self, said: &mut Sentence) {
        let told = Period { first: self.year.year_before().first, last: self.year.last };
        for change in self.dataset.changes() {
            let quarter = change.date.quarter();
            if change.effect == Effect::Missing
                && change.offences.contains(&self.query.offence)
                && (told.first..=told.last).contains(&quarter)
                && change.force.is_some_and(|force| self.place().forces.contains(&force))
                && !matches!(self.place().kind, AreaKind::EnglandAndWales | AreaKind::Nation)
            {
                said.say(" ").say(&change.what);
            }
        }
    }

    /// The first quarter of a time that has a figure.
    fn first_with_figure(&self, time: Period) -> Option<Quarter> {
        time.quarters()
            .find(|quarter| self.figures.cell(self.area, Period::quarter(*quarter), Measure::Count).value().is_some())
    }

    /// The quarters from one on as far as none is missing, up to a last one.
    fn run_from(&self, first: Quarter, last: Quarter) -> Period {
        let has = |quarter: &Quarter| {
            self.figures.cell(self.area, Period::quarter(*quarter), Measure::Count).value().is_some()
        };
        Period { first, last: first.to(last).take_while(has).last().unwrap_or(first) }
    }

    fn bounds(&self) -> Period {
        let (first, last) = self.query.bounds(self.dataset);
        Period { first, last }
    }

    fn say_count(&self, said: &mut Sentence, text: String, area: AreaId, period: Period) {
        said.figure(text, self.table(area, period), Recipe::Count);
    }

    /// The table that shows every measure of an area and a period.
    fn table(&self, area: AreaId, period: Period) -> Query {
        let options = Options { rows: Rows::Chosen, columns: Columns::Measures, ..Options::default() };
        Query {
            view: View::Table,
            areas: vec![area],
            at: Some(period),
            from: None,
            to: None,
            options,
            ..self.base.clone()
        }
    }

    /// Who recorded, in full: `North Wales Police`, `the Metropolitan Police Service`, `police in Wales`.
    fn recorder(&self) -> String {
        let recorder = &self.place().recorder;
        if recorder.ends_with(SERVICE) { ["the ", recorder].concat() } else { recorder.clone() }
    }

    /// A force by its short name: `Kent`, `the City of London`, `the Metropolitan Police`.
    fn short(&self, area: AreaId) -> String {
        let area = self.dataset.area(area);
        let the = area.name.starts_with("City of") || area.recorder.ends_with(SERVICE);
        [if the { "the " } else { "" }, &area.name].concat()
    }

    fn place(&self) -> &dataset::Area {
        self.dataset.area(self.area)
    }

    fn is_force(&self) -> bool {
        self.place().force().is_some()
    }

    fn the_year(&self) -> String {
        ["the ", &self.year.to_string()].concat()
    }

    /// The force, or who recorded, after the first time.
    fn again(&self) -> &str {
        if self.is_force() { "the force" } else { &self.place().recorder }
    }

    /// The reason as a part of a sentence.
    fn reason(&self, reason: Reason) -> String {
        // The sentence on an incomplete sum ends with a second one, that there is no total.
        let why = match reason.why {
            Why::IncompleteSum(release, position) => Why::NotSupplied(release, position),
            why => why,
        };
        let clause = clause(&Reason { why, part: false, ..reason }.sentence(self.dataset));
        match why {
            Why::NotSupplied(release, _) => {
                let (mut named, mut rest) = (String::new(), clause.as_str());
                while let Some((before, behind)) = words::split_once(rest, "this release") {
                    named.push_str(&[before, "the ", &self::release(release, self.dataset)].concat());
                    rest = behind;
                }
                named + rest
            }
            _ => clause,
        }
    }

    /// Whether the offence is one of whose recording rules nothing is known here.
    fn is_packed(&self) -> bool {
        self.dataset.pack_of(self.query.offence).is_some()
    }

    /// `stalking`.
    fn offence(&self) -> String {
        self.dataset.offence(self.query.offence).lowered.clone()
    }

    /// `stalking offences`, `offence of malicious communications`: without the number.
    fn offences(&self, number: i64) -> String {
        self.dataset.offence(self.query.offence).noun(number)
    }
}

/// A part of the outcomes as a percentage, where neither it nor the whole is too small for one.
fn percent(row: &OutcomesRow, part: usize) -> Option<f64> {
    let few = row.parts(OutOf::Assigned).get(part).is_none_or(|count| *count < Value::SMALL);
    row.percent(part, OutOf::Assigned).filter(|_| !few && !row.is_small(OutOf::Assigned))
}

/// What is to be known of the row.
fn notes_on(row: &OutcomesRow) -> OutcomesNotes {
    OutcomesNotes { halved: row.halved, lacks_forces: !row.not_supplied.is_empty(), exceeds: row.excess() > 0 }
}

/// What the ends of a comparison are among, and the question whose view shows it.
struct Ends<'a> {
    forces: &'a [Ranked],
    query: Query,
}

/// `April to June 2023`, `April 2022 to March 2023`.
fn months(period: Period) -> String {
    if period.first.year() == period.last.year() {
        let first = period.first.first_month_name();
        let month = first.split(' ').next().unwrap_or_default();
        return [month, " to ", &period.last.last_month_name()].concat();
    }
    [&period.first.first_month_name(), " to ", &period.last.last_month_name()].concat()
}

/// Said of a year that adds up quarters from before and after a change which makes figures incomparable.
const TWO_SETS: &str = ", under two sets of recording rules";
const RULES_UNKNOWN: &str = " Whether the recording rules of this offence changed in between is not known here.";
