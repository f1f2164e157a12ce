//! What the figures say of a claim, never more certain than they are.

use super::claims::{Claim, Counted, Figure, GuessOf};
use super::numbers::Hedge;
use super::times::Time;
use super::weigh::{self, Fit};
use dataset::{AreaId, AreaKind, Dataset, OffenceId, Outcomes};
use query::{By, Cell, Columns, Figures, Measure, OutOf, OutcomesRow, Period, Query, ReleaseChoice, Rows, View, words};

/// What the figures say of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// In one word.
    pub kind: VerdictKind,
    /// Why, in a few sentences.
    pub words: String,
    /// The figures side by side, the printed one first.
    pub values: Vec<Beside>,
    /// The view that shows them; `None` where nothing does.
    pub query: Option<Query>,
    /// What each meaning comes to, where more than one is possible.
    pub readings: Vec<Reading>,
}

/// The kinds of verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictKind {
    /// The figure is the printed one: exactly, or as it was rounded.
    Matches {
        /// Not rounded.
        exactly: bool,
    },
    /// The printed figure equals that of an earlier release, or is so close to the figure that it may come from a
    /// release that is not here.
    Revised {
        /// An earlier release that is here has the printed figure.
        known: bool,
    },
    /// The figure is another one.
    Differs,
    /// A change of the rules lies between what is compared: position in the dataset's changes.
    NotComparable(u8),
    /// It depends on what is meant.
    Ambiguous,
    /// The figures here say nothing about it.
    CannotBeChecked,
}

impl VerdictKind {
    /// The kind as a heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Matches { exactly: true } => "Matches",
            Self::Matches { exactly: false } => "Matches, rounded",
            Self::Revised { known: true } => "Revised since",
            Self::Revised { known: false } => "Revised since, perhaps",
            Self::Differs => "Differs",
            Self::NotComparable(_) => "Not comparable",
            Self::Ambiguous => "More than one meaning",
            Self::CannotBeChecked => "Cannot be checked here",
        }
    }

    /// One word for a class of the page.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Matches { .. } => "matches",
            Self::Revised { .. } => "revised",
            Self::Differs => "differs",
            Self::NotComparable(_) => "not-comparable",
            Self::Ambiguous => "ambiguous",
            Self::CannotBeChecked => "unchecked",
        }
    }
}

/// A figure beside others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Where it stands: `In the text`, `Release to June 2023`.
    pub label: String,
    /// The figure.
    pub value: String,
}

/// One meaning of a claim, and what the figures say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The time that is meant.
    pub time: Time,
    /// What the figures say, in one word.
    pub kind: VerdictKind,
    /// What the figures say.
    pub words: String,
}

/// What the figures say of a claim. Without `outcomes`, claims on charges and the like can not be checked.
pub fn verdict(claim: &Claim, dataset: &Dataset, outcomes: Option<&Outcomes>) -> Verdict {
    Checker { dataset, outcomes }.verdict(claim)
}

/// What the figures say of each claim.
pub fn verdicts(claims: &[Claim], dataset: &Dataset, outcomes: Option<&Outcomes>) -> Vec<Verdict> {
    let mut checker = Checker { dataset, outcomes };
    claims.iter().map(|claim| checker.verdict(claim)).collect()
}

struct Checker<'a> {
    dataset: &'a Dataset,
    outcomes: Option<&'a Outcomes>,
}

/// A claim of which everything that is needed is known.
#[derive(Clone, Copy)]
struct Asked<'a> {
    claim: &'a Claim,
    offence: OffenceId,
    area: AreaId,
    time: Time,
    period: Period,
}

impl Checker<'_> {
    fn verdict(&mut self, claim: &Claim) -> Verdict {
        let readings = match claim.readings.as_slice() {
            several @ [_, _, ..] if several.first() == claim.time.as_ref() => several,
            _ => return self.of_time(claim, claim.time),
        };
        let mut verdicts: Vec<(Time, Verdict)> =
            readings.iter().map(|time| (*time, self.of_time(claim, Some(*time)))).collect();
        let told = |verdict: &Verdict| verdict.kind != VerdictKind::CannotBeChecked;
        let exact = |verdict: &Verdict| verdict.kind == VerdictKind::Matches { exactly: true };
        let only = |test: &dyn Fn(&Verdict) -> bool| {
            let mut passing = (0..verdicts.len()).filter(|at| test(&verdicts[*at].1));
            passing.next().filter(|_| passing.next().is_none())
        };
        // That a figure fits one meaning to the last digit is evidence for it; so is that there is no other.
        if let Some(at) = only(&exact).or_else(|| only(&told)) {
            let (time, mut verdict) = verdicts.swap_remove(at);
            verdict.words = ["Taken as the ", &named(time), ". ", &verdict.words].concat();
            return verdict;
        }
        if verdicts.iter().all(|(_, verdict)| !told(verdict))
            && let Some((_, verdict)) = verdicts.first()
        {
            return verdict.clone();
        }
        let query = verdicts.first().and_then(|(_, verdict)| verdict.query.clone());
        Verdict {
            kind: VerdictKind::Ambiguous,
            words: "The period can be understood in more than one way. Choose the one that is meant.".to_owned(),
            values: Vec::new(),
            query,
            readings: verdicts
                .into_iter()
                .map(|(time, verdict)| Reading { time, kind: verdict.kind, words: verdict.words })
                .collect(),
        }
    }

    fn of_time(&mut self, claim: &Claim, time: Option<Time>) -> Verdict {
        let asked = match asked(claim, time) {
            Ok(asked) => asked,
            Err(why) => return unchecked(&why, None),
        };
        let mut verdict = match claim.measure {
            Counted::Recorded => self.recorded(&asked),
            Counted::Rate | Counted::AllCrime => self.measured(&asked),
            Counted::Change => self.changed(&asked),
            Counted::Cases => self.cases(&asked),
            _ => self.outcome(&asked),
        };
        if let Some(part) = &claim.part_of_area {
            let area = &self.dataset.area(asked.area).recorder;
            let about = [part, " is policed by ", area, ", whose figures are of its whole area."].concat();
            if matches!(verdict.kind, VerdictKind::Matches { .. }) {
                verdict.words = [&verdict.words, " ", &about].concat();
            } else {
                return unchecked(&[&about, " There is none of ", part, " alone."].concat(), verdict.query);
            }
        }
        if verdict.kind == VerdictKind::Differs && !claim.guessed.is_empty() {
            verdict.words.push_str(" Part of what is claimed was assumed: see whether it was understood rightly.");
        }
        verdict
    }

    fn figures(&self, asked: &Asked, release: ReleaseChoice) -> Figures<'_> {
        Figures { dataset: self.dataset, offence: asked.offence, release }
    }

    fn recorded(&self, asked: &Asked) -> Verdict {
        let query = Some(self.table(asked));
        let latest = self.figures(asked, ReleaseChoice::Latest);
        let value = match latest.cell(asked.area, asked.period, Measure::Count) {
            Cell::Value(value) => value,
            Cell::Missing(reason) => return unchecked(&reason.sentence(self.dataset), query),
        };
        let figure = asked.claim.figure;
        let is_nation = self.dataset.area(asked.area).kind == AreaKind::EnglandAndWales;
        let territorial = if is_nation { latest.territorial(asked.period) } else { None };
        let name = self.release(value.release);
        let mut values = vec![printed(figure)];
        if let Some(count) = territorial {
            values
                .push(beside(&[&words::capitalised(&name), ", 43 territorial forces"].concat(), &words::whole(count)));
            values.push(beside("With British Transport Police", &words::whole(value.count)));
        } else {
            values.push(beside(&words::capitalised(&name), &words::whole(value.count)));
        }
        let (fit, older) = (best(figure, value.count, territorial), self.older(asked, value.release));
        for (label, count) in &older {
            values.push(beside(&words::capitalised(label), &words::whole(*count)));
        }
        let gives = self.gives(&name, value.count, territorial);
        let of_older = |fit: Fit| older.iter().find(|(_, count)| weigh::count(figure, *count) == fit);
        let from_older = of_older(Fit::Exact);
        let (kind, mut said) = match (fit, from_older) {
            (Fit::Exact, _) => {
                let forces = match territorial {
                    Some(count) if weigh::count(figure, count) == Fit::Exact && count != value.count => {
                        " It counts the 43 territorial forces; with British Transport Police it is "
                    }
                    Some(count) if count != value.count => {
                        " It counts British Transport Police; the 43 territorial forces alone have "
                    }
                    _ => "",
                };
                let other = match territorial {
                    _ if forces.is_empty() => String::new(),
                    Some(count) if weigh::count(figure, count) == Fit::Exact => words::whole(value.count) + ".",
                    Some(count) => words::whole(count) + ".",
                    None => String::new(),
                };
                (VerdictKind::Matches { exactly: true }, ["The figure of ", &name, ".", forces, &other].concat())
            }
            (_, Some((label, _))) => {
                let said = ["The figure of ", label, ". Since then it was revised: ", &gives].concat();
                (VerdictKind::Revised { known: true }, said)
            }
            (Fit::Rounded, _) => (VerdictKind::Matches { exactly: false }, gives),
            (Fit::Close | Fit::Off, None) if let Some((label, count)) = of_older(Fit::Rounded) => {
                let older = words::whole(*count);
                let said =
                    ["It fits ", label, ", which gave ", &older, ". Since then it was revised: ", &gives].concat();
                (VerdictKind::Revised { known: true }, said)
            }
            (Fit::Close, _) => {
                (VerdictKind::Revised { known: false }, [&gives, " ", &revision(figure, value.count, asked)].concat())
            }
            (Fit::Off, _) => (VerdictKind::Differs, gives),
        };
        if value.mixed_rules {
            said.push_str(" It adds up quarters that were recorded by different rules.");
        }
        Verdict { kind, words: said, values, query, readings: Vec::new() }
    }

    /// `The release to June 2023 gives 98,634 (43 territorial forces), or 98,667 with British Transport Police.`
    fn gives(&self, release: &str, count: i64, territorial: Option<i64>) -> String {
        let release = words::capitalised(release);
        match territorial {
            Some(forces) if forces != count => {
                let count = words::whole(count);
                [
                    &release,
                    " gives ",
                    &words::whole(forces),
                    " (43 territorial forces), or ",
                    &count,
                    " with British Transport Police.",
                ]
                .concat()
            }
            _ => [&release, " gives ", &words::whole(count), "."].concat(),
        }
    }

    /// What other releases than the one that counts give for the same.
    fn older(&self, asked: &Asked, than: dataset::ReleaseId) -> Vec<(String, i64)> {
        let mut older = Vec::new();
        for release in self.dataset.release_ids() {
            let figures = self.figures(asked, ReleaseChoice::One(release));
            if release != than
                && let Cell::Value(value) = figures.cell(asked.area, asked.period, Measure::Count)
            {
                older.push((self.release(release), value.count));
                // Both ways of counting the nation can have been printed.
                if self.dataset.area(asked.area).kind == AreaKind::EnglandAndWales
                    && let Some(count) = figures.territorial(asked.period)
                {
                    older.push(([&self.release(release), ", 43 territorial forces"].concat(), count));
                }
            }
        }
        older
    }

    /// Of the two wholes that a part of the outcomes can be told of, the one that fits.
    fn cases(&mut self, asked: &Asked) -> Verdict {
        let as_one = |measure| Claim { measure, ..asked.claim.clone() };
        let (offences, outcomes) = (as_one(Counted::Recorded), as_one(Counted::Outcomes));
        let recorded = self.recorded(&Asked { claim: &offences, ..*asked });
        let assigned = self.outcome(&Asked { claim: &outcomes, ..*asked });
        let (matches, near) = (
            |verdict: &Verdict| matches!(verdict.kind, VerdictKind::Matches { .. }),
            |verdict: &Verdict| matches!(verdict.kind, VerdictKind::Revised { .. }),
        );
        let is_assigned = !matches(&recorded) && (matches(&assigned) || !near(&recorded) && near(&assigned));
        let told = if is_assigned { "Taken as outcomes assigned. " } else { "Taken as offences recorded. " };
        let (mut best, other) = if is_assigned { (assigned, recorded) } else { (recorded, assigned) };
        best.values.extend(other.values.into_iter().skip(1));
        if matches(&best) || near(&best) {
            best.words = [told, &best.words].concat();
            return best;
        }
        // What can be held against one of the two alone need not be the other.
        if other.kind == VerdictKind::CannotBeChecked {
            best.kind = other.kind;
        }
        best.words = ["Of offences recorded: ", &best.words, " Of outcomes assigned: ", &other.words].concat();
        best
    }

    /// `the release to June 2023`.
    fn release(&self, release: dataset::ReleaseId) -> String {
        ["the release to ", &self.dataset.release(release).to.last_month_name()].concat()
    }

    fn measured(&self, asked: &Asked) -> Verdict {
        let measure = if asked.claim.measure == Counted::Rate { Measure::Rate } else { Measure::Share };
        let query = Some(self.table(asked));
        let value = match self.figures(asked, ReleaseChoice::Latest).cell(asked.area, asked.period, measure) {
            Cell::Value(value) => value,
            Cell::Missing(reason) => return unchecked(&reason.sentence(self.dataset), query),
        };
        let name = self.release(value.release);
        let gives = [&words::capitalised(&name), " gives ", &words::value_in_full(measure, &value), "."].concat();
        let mut values =
            vec![printed(asked.claim.figure), beside(&words::capitalised(&name), &words::value(measure, value.value))];
        let mut from_older = None;
        for release in self.dataset.release_ids().filter(|release| *release != value.release) {
            let figures = self.figures(asked, ReleaseChoice::One(release));
            let Cell::Value(older) = figures.cell(asked.area, asked.period, measure) else { continue };
            let label = self.release(release);
            values.push(beside(&words::capitalised(&label), &words::value(measure, older.value)));
            if from_older.is_none() && measured_fit(asked.claim.figure, older.value) == Fit::Exact {
                from_older = Some(label);
            }
        }
        let fit = measured_fit(asked.claim.figure, value.value);
        let (kind, said) = match (fit, from_older) {
            (Fit::Close | Fit::Off | Fit::Rounded, Some(label)) => {
                let said = ["The figure of ", &label, ". Since then it was revised: ", &gives].concat();
                (VerdictKind::Revised { known: true }, said)
            }
            (Fit::Close, None) => (kind(fit), [&gives, " ", NEAR_BY].concat()),
            _ => (kind(fit), gives),
        };
        Verdict { kind, words: said, values, query, readings: Vec::new() }
    }

    fn changed(&self, asked: &Asked) -> Verdict {
        let query = Some(self.over_time(asked));
        let base = asked.claim.base.or_else(|| (asked.time.months() <= 12).then(|| asked.time.shifted(-1)));
        let Some(before) = base.and_then(Time::period) else {
            return unchecked("With what the figure is compared could not be understood.", query);
        };
        let figures = self.figures(asked, ReleaseChoice::Latest);
        let cells = [before, asked.period].map(|period| figures.cell(asked.area, period, Measure::Count));
        let mut counts = Vec::new();
        for cell in &cells {
            match cell {
                Cell::Value(value) => counts.push(value),
                Cell::Missing(reason) => return unchecked(&reason.sentence(self.dataset), query),
            }
        }
        let [then, now] = counts.as_slice() else { return unchecked("", query) };
        let label = |period: Period| words::capitalised(&period.to_string());
        let values = vec![
            printed(asked.claim.figure),
            beside(&label(before), &words::whole(then.count)),
            beside(&label(asked.period), &words::whole(now.count)),
        ];
        let counts = [
            &words::whole(then.count),
            " in the ",
            &before.to_string(),
            " and ",
            &words::whole(now.count),
            " in the ",
            &asked.period.to_string(),
        ]
        .concat();
        if let Some(change) = figures.rule_changes(before, asked.period).first() {
            let what = self.dataset.changes().get(usize::from(change.change)).map_or("", |change| change.what.as_str());
            let words = [
                "Offences were recorded by different rules before and after ",
                &change.date.to_string(),
                ". ",
                what.trim_end_matches('.'),
                ". The counts are ",
                &counts,
                "; what lies between them is not a change in crime alone.",
            ]
            .concat();
            return Verdict {
                kind: VerdictKind::NotComparable(change.change),
                words,
                values,
                query,
                readings: Vec::new(),
            };
        }
        let Some(percent) = query::percent_change(then.count, now.count) else {
            return unchecked(&["There is no percentage on nothing. The counts are ", &counts, "."].concat(), query);
        };
        let fit = weigh::change(asked.claim.figure, then.count, now.count);
        let mut text = [&words::capitalised(&self.release(now.release)), " gives ", &counts].concat();
        let times = query::times_as_many(then.count, now.count).unwrap_or_default();
        let change = match asked.claim.figure {
            Figure::Factor { .. } => [", ", &words::decimal(times, 2), " times as many."].concat(),
            _ => [", ", &words::decimal(percent.abs(), 1), if percent < 0.0 { "% fewer." } else { "% more." }].concat(),
        };
        text.push_str(&change);
        if then.count < query::Value::SMALL {
            text.push_str(" On so few offences a percentage says little.");
        }
        if fit == Fit::Close {
            text = [&text, " ", NEAR_BY].concat();
        }
        Verdict { kind: kind(fit), words: text, values, query, readings: Vec::new() }
    }

    fn outcome(&mut self, asked: &Asked) -> Verdict {
        let query = self.outcomes_view(asked);
        let Some(outcomes) = self.outcomes else {
            return unchecked("Outcomes are not loaded.", Some(query));
        };
        let start = asked.period.first;
        if start.financial_quarter() != 1 || asked.period.last.since(start) != 3 {
            return unchecked("Outcomes are given for financial years alone, from April to March.", Some(query));
        }
        // Of years without a table between others it is known that there is none.
        let years = outcomes.years();
        let year = start.financial_year();
        let is_within = years.first().is_some_and(|first| first.start_year <= year)
            && years.last().is_some_and(|last| year <= last.start_year);
        let row = if is_within { OutcomesRow::of(&query, self.dataset, outcomes, year) } else { None };
        let why = match &row {
            _ if asked.offence != outcomes.offence() => {
                Some(query::outcomes_of_another_offence(asked.offence, self.dataset, outcomes))
            }
            None => Some("There is no table of the outcomes of this year here.".to_owned()),
            Some(row) if row.tally.is_none() => {
                Some(row.gap.as_ref().map_or("The force supplied no outcomes.", |gap| gap.sentence.as_str()).to_owned())
            }
            Some(_) => None,
        };
        match (why, row) {
            (None, Some(row)) => of_row(asked, &row, query),
            (why, _) => unchecked(&why.unwrap_or_default(), Some(query)),
        }
    }

    /// The period as it is, whatever its length, in a table with every measure.
    fn table(&self, asked: &Asked) -> Query {
        let mut query = self.start(asked, View::Table);
        if self.dataset.area(asked.area).kind == AreaKind::EnglandAndWales {
            // The two nations count the 43 territorial forces.
            let nation = |area: &AreaId| self.dataset.area(*area).kind == AreaKind::Nation;
            query.areas.extend(self.dataset.area_ids().filter(nation));
        }
        query.at = Some(asked.period);
        (query.options.rows, query.options.columns) = (Rows::Chosen, Columns::Measures);
        query
    }

    fn over_time(&self, asked: &Asked) -> Query {
        let mut query = self.start(asked, View::Trend);
        let quarters = asked.period.last.since(asked.period.first);
        query.by = match (quarters, asked.period.last.financial_quarter()) {
            (3, 4) => By::Year,
            (3, _) => By::Rolling,
            _ => By::Quarter,
        };
        query
    }

    fn outcomes_view(&self, asked: &Asked) -> Query {
        let mut query = self.start(asked, View::Outcomes);
        query.at = Some(asked.period);
        query
    }

    fn start(&self, asked: &Asked, view: View) -> Query {
        let query = Query::default_for(self.dataset);
        Query { view, areas: vec![asked.area], offence: asked.offence, ..query }
    }
}

/// What stands in the way of a check, if something does.
fn asked(claim: &Claim, time: Option<Time>) -> Result<Asked<'_>, String> {
    if let Some(place) = &claim.elsewhere {
        return Err(["The figures here are of England and Wales, not of ", place, "."].concat());
    }
    let Some(offence) = claim.offence else {
        return Err(
            "Stalking and harassment as one group is not stalking; the figures here are of single offences.".to_owned()
        );
    };
    let Some(area) = claim.area else {
        return Err("No area by itself is named that was understood. Choose one.".to_owned());
    };
    let Some(time) = time else {
        let date = if claim.dated.is_none() { ", or give the month of the article" } else { "" };
        return Err(["No period is named that was understood. Choose one", date, "."].concat());
    };
    let Some(period) = time.period() else {
        return Err(
            ["Figures are given by quarter, and the ", &named(time), " does not begin and end with one."].concat()
        );
    };
    Ok(Asked { claim, offence, area, time, period })
}

/// `year ending March 2021`, and for a month or quarter `time April 2021`.
fn named(time: Time) -> String {
    if time.months() == 12 { time.name() } else { ["time ", &time.name()].concat() }
}

fn unchecked(why: &str, query: Option<Query>) -> Verdict {
    Verdict {
        kind: VerdictKind::CannotBeChecked,
        words: why.to_owned(),
        values: Vec::new(),
        query,
        readings: Vec::new(),
    }
}

const NEAR_BY: &str = "The text is close to it. Police forces revise earlier quarters, so that it may come from a release that is not here; a slip cannot be told from that.";

/// Why a close count may be another release's, and that it need not be.
fn revision(figure: Figure, found: i64, asked: &Asked) -> String {
    let Figure::Number { value, .. } = figure else { return String::new() };
    let said = value as i64;
    let apart = words::whole((found - said).abs());
    let percent = query::percent_change(found, said).map(|percent| words::decimal(percent.abs(), 1));
    let percent = percent.map_or(String::new(), |percent| [" (", &percent, "%)"].concat());
    let release = match asked.claim.dated {
        Some(dated) => {
            ["The release that a text of ", &Time { first: dated, last: dated }.name(), " used is not here"].concat()
        }
        None => "The release that the text used is not here".to_owned(),
    };
    let way = if found > said { " fewer" } else { " more" };
    ["The text has ", &apart, way, &percent, ". ", &release, ". Police forces revise earlier quarters, and a difference of up to 10%, or of two offences in fewer than 20, can be a revision; a slip cannot be told from that."].concat()
}

/// Of the two ways of counting the nation, the one that fits better.
fn best(figure: Figure, count: i64, territorial: Option<i64>) -> Fit {
    let fits = [Some(weigh::count(figure, count)), territorial.map(|count| weigh::count(figure, count))];
    [Fit::Exact, Fit::Rounded, Fit::Close].into_iter().find(|fit| fits.contains(&Some(*fit))).unwrap_or(Fit::Off)
}

/// A rate or a share of all crime.
fn measured_fit(figure: Figure, truth: f64) -> Fit {
    match figure {
        Figure::Number { value, decimals, hedge, .. } => {
            weigh::decimal(value, decimals, hedge, truth, truth * weigh::CLOSE)
        }
        figure => weigh::share(figure, truth),
    }
}

const fn kind(fit: Fit) -> VerdictKind {
    match fit {
        Fit::Exact => VerdictKind::Matches { exactly: true },
        Fit::Rounded => VerdictKind::Matches { exactly: false },
        Fit::Close => VerdictKind::Revised { known: false },
        Fit::Off => VerdictKind::Differs,
    }
}

fn beside(label: &str, value: &str) -> Beside {
    Beside { label: label.to_owned(), value: value.to_owned() }
}

/// The figure as the text has it.
fn printed(figure: Figure) -> Beside {
    let (hedge, value) = match figure {
        Figure::Number { value, decimals, unit, hedge } => {
            (hedge, words::decimal(value, if unit > 1.0 { 0 } else { usize::from(decimals) }))
        }
        Figure::Change { percent, decimals, hedge } => {
            let sign = if percent > 0.0 { "+" } else { "" };
            (hedge, [sign, &words::decimal(percent, usize::from(decimals.unwrap_or_default())), "%"].concat())
        }
        Figure::Factor { factor, hedge } => {
            let places = usize::from(factor.fract() != 0.0);
            (hedge, [&words::decimal(factor, places), " times as many"].concat())
        }
        Figure::Percent { percent, decimals, hedge } => (hedge, words::decimal(percent, usize::from(decimals)) + "%"),
        Figure::Fraction { parts, of, hedge } => {
            (hedge, [&words::decimal(parts, 0), " in ", &words::decimal(of, 0)].concat())
        }
    };
    let near = match hedge {
        Hedge::None => "",
        Hedge::Nearly => "nearly ",
        Hedge::Below => "below ",
        Hedge::Above => "above ",
        Hedge::Near => "about ",
    };
    beside("In the text", &[near, &value].concat())
}

/// A claim on the outcomes of one area's offences of one year.
fn of_row(asked: &Asked, row: &OutcomesRow, query: Query) -> Verdict {
    let figure = asked.claim.figure;
    let Some(tally) = row.tally else { return unchecked("", Some(query)) };
    let (parts, said_of): (&[usize], Option<OutOf>) = match asked.claim.measure {
        Counted::Charged(of) => (&[0], of),
        Counted::Supported(of) => (&[1], of),
        Counted::Unsupported(of) => (&[2], of),
        Counted::Evidential(of) => (&[1, 2], of),
        _ => (&[], None),
    };
    let what = match asked.claim.measure {
        Counted::Charged(_) => "charged or summonsed",
        Counted::Supported(_) => "evidential difficulties though the victim supports action",
        Counted::Unsupported(_) => "evidential difficulties where the victim does not support action",
        Counted::Evidential(_) => "evidential difficulties",
        _ => "outcomes assigned",
    };
    let mut values = vec![printed(figure)];
    let all = row.parts(OutOf::Assigned);
    let count = if parts.is_empty() { tally.outcomes } else { parts.iter().filter_map(|part| all.get(*part)).sum() };
    let mut said = String::new();
    let fit = if matches!(figure, Figure::Number { .. }) {
        values.push(beside(&words::capitalised(what), &words::whole(count)));
        said.push_str(&["The outcomes here give ", &words::whole(count), " (", what, ")."].concat());
        weigh::count(figure, count)
    } else {
        let mut best = Fit::Off;
        let first = said_of.unwrap_or(OutOf::Recorded);
        let second = if first == OutOf::Recorded { OutOf::Assigned } else { OutOf::Recorded };
        let mut tried = Vec::new();
        for of in [first, second] {
            let shares: Vec<f64> = parts.iter().filter_map(|part| row.percent(*part, of)).collect();
            let Some(whole) = row.whole(of).filter(|_| shares.len() == parts.len()) else { continue };
            let share: f64 = shares.iter().sum();
            let of_what = if of == OutOf::Recorded { " offences recorded" } else { " outcomes assigned so far" };
            let in_words = [&words::decimal(share, 1), "% of ", &words::whole(whole), of_what].concat();
            values.push(beside(&["Of", of_what].concat(), &(words::decimal(share, 1) + "%")));
            let fit = weigh::share(figure, share);
            let rank = |fit| matches!(fit, Fit::Exact | Fit::Rounded);
            if rank(fit) && !rank(best) || best == Fit::Off && fit == Fit::Close {
                best = fit;
            }
            tried.push(in_words);
        }
        said.push_str(
            &["The outcomes here give ", &words::whole(count), " (", what, "): ", &tried.join(", or "), "."].concat(),
        );
        best
    };
    if fit == Fit::Close {
        said.push_str(" The text is close to it. Outcomes are assigned long after an offence, so that it may come from another release; a slip cannot be told from that.");
    }
    if row.halved {
        said.push_str(" The source counted every row of this year twice; half of each figure is taken.");
    }
    if !row.not_supplied.is_empty() {
        said.push_str(" Not all forces supplied outcomes.");
    }
    Verdict { kind: kind(fit), words: said, values, query: Some(query), readings: Vec::new() }
}

impl Claim {
    /// What was understood: `Stalking recorded by North Wales Police, year ending March 2021`.
    pub fn in_words(&self, dataset: &Dataset) -> String {
        let offence = match self.offence {
            Some(offence) => dataset.offence(offence).name.clone(),
            None => "Stalking and harassment as one group".to_owned(),
        };
        let what = match self.measure {
            Counted::Recorded => ": offences recorded",
            Counted::Rate => ": offences recorded per 1,000 residents",
            Counted::AllCrime => ": share of all recorded crime",
            Counted::Change => ": change in offences recorded",
            Counted::Outcomes => ": outcomes",
            Counted::Cases => ": offences recorded or outcomes assigned",
            Counted::Charged(_) => ": charged or summonsed",
            Counted::Supported(_) => ": evidential difficulties though the victim supports action",
            Counted::Unsupported(_) => ": evidential difficulties, the victim does not support action",
            Counted::Evidential(_) => ": evidential difficulties",
        };
        let area = self.area.map_or("no area", |area| &dataset.area(area).name);
        let time = self.time.map_or("no period".to_owned(), Time::name);
        [&offence, what, ", ", area, ", ", &time].concat()
    }

    /// What was assumed, as a sentence; nothing where nothing was.
    pub fn assumed(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for guess in &self.guessed {
            let what = match guess.of {
                GuessOf::Area => "the area, ",
                GuessOf::Period => "the period, ",
                GuessOf::Offence => "stalking, ",
            };
            parts.push([what, &guess.how].concat());
        }
        if parts.is_empty() { String::new() } else { ["Assumed: ", &parts.join("; "), "."].concat() }
    }
}
