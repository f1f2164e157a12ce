//! The words of a comparison: title, subtitle, description, and the name of each row.

use crate::compare::{Comparison, Rank, Row};
use crate::compare_notes::{notes, runs};
use crate::{By, Caption, Cell, Compare, Measure, Period, Query, ScaleOf, Value, Why, caption, words};
use dataset::{Dataset, Effect};
use std::cmp::Ordering;

/// Who recorded what is compared.
const ALL_FORCES: &str = "each police force in England and Wales";
/// So many names, at most, stand in a subtitle.
const FEW_NAMES: usize = 4;

/// What a row says, in two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowWords {
    /// Area and time: `North Wales, year ending March 2023`.
    pub heading: String,
    /// What there is: `2.75 offences per 1,000 residents (1,895 offences), rank 11 of 42`.
    pub value: String,
}

impl RowWords {
    /// Both parts: a name that is whole enough to be understood alone.
    pub fn name(&self) -> String {
        [&self.heading, ": ", &self.value].concat()
    }
}

/// Why the periods cannot be compared, or why there are none.
pub(crate) fn refusal(comparison: &Comparison, dataset: &Dataset) -> Option<String> {
    let query = &comparison.query;
    match (query.options.compare, comparison.periods.as_slice()) {
        (Compare::Change, [earlier, later]) if earlier == later => Some(
            [
                "Both periods are the same one, ",
                &in_words(comparison.period),
                ". Choose another one to compare it with.",
            ]
            .concat(),
        ),
        (Compare::Change, _) => {
            let change = comparison.breaks().next()?;
            let what = dataset.changes().get(usize::from(change.change)).map_or("", |change| change.what.as_str());
            let date = change.date.to_string();
            Some(
                [
                    "Figures before and after ",
                    &date,
                    " cannot be compared. ",
                    what.trim_end_matches('.'),
                    ". Choose two periods that lie both before or both after ",
                    &date,
                    ".",
                ]
                .concat(),
            )
        }
        (Compare::Each, []) => Some(
            match query.by {
                By::Quarter => "No quarter lies in the chosen time.",
                By::Year => "No whole financial year lies in the chosen time.",
                By::Rolling => "No whole year lies in the chosen time.",
            }
            .to_owned(),
        ),
        _ => None,
    }
}

pub(crate) fn caption(comparison: &Comparison, dataset: &Dataset) -> Caption {
    Caption {
        title: title(comparison, dataset),
        subtitle: subtitle(comparison, dataset),
        sentence: sentence(comparison, dataset),
        description: description(comparison, dataset),
        notes: notes(comparison, dataset),
    }
}

fn title(comparison: &Comparison, dataset: &Dataset) -> String {
    let offence = &dataset.offence(comparison.query.offence).name;
    let chosen = comparison.first_chosen_force();
    match comparison.query.options.compare {
        _ if comparison.refused.is_some() => [offence, " recorded by police forces: no comparison"].concat(),
        Compare::Rank => match chosen.and_then(|row| Some((row, row.rank?))) {
            Some((row, rank)) => {
                let place = ranked(rank, true);
                [&row.name, " ranks ", &place, &of_forces(comparison), &ranked_by(comparison, dataset)].concat()
            }
            None => {
                let end = if comparison.ranked == 0 { ": no figure" } else { "" };
                let period = comparison.period.to_string();
                [offence, " recorded by ", &some_forces(comparison.ranked), ", ", &period, end].concat()
            }
        },
        Compare::Change => match chosen.and_then(|row| Some((row, values(&row.cells)?))) {
            Some((row, (from, to))) => {
                let from = words::value(comparison.measure, from.value);
                let recorder = &dataset.area(row.area).recorder;
                let to = short_value(comparison.measure, to);
                [offence, " recorded by ", recorder, ": from ", &from, " to ", &to].concat()
            }
            None => {
                let both = comparison.rows.iter().filter(|row| row.is_force && values(&row.cells).is_some()).count();
                [
                    offence,
                    " recorded by ",
                    &some_forces(both),
                    ", ",
                    &comparison.earlier_words(),
                    " and ",
                    &comparison.period.to_string(),
                ]
                .concat()
            }
        },
        Compare::Each => [offence, " recorded by each police force"].concat(),
    }
}

/// `11`, `joint 11th` where `in_title`; `rank 11`, `joint rank 11` elsewhere.
fn ranked(rank: Rank, in_title: bool) -> String {
    let place = words::whole(i64::try_from(rank.place).unwrap_or(i64::MAX));
    match (in_title, rank.joint) {
        (true, false) => place,
        (true, true) => {
            let ending = match (rank.place % 10, rank.place % 100) {
                (1, place) if place != 11 => "st",
                (2, place) if place != 12 => "nd",
                (3, place) if place != 13 => "rd",
                _ => "th",
            };
            ["joint ", &place, ending].concat()
        }
        (false, false) => ["rank ", &place].concat(),
        (false, true) => ["joint rank ", &place].concat(),
    }
}

/// ` of 42 police forces`.
fn of_forces(comparison: &Comparison) -> String {
    [" of ", &some_forces(comparison.ranked)].concat()
}

/// ` for recorded stalking offences per 1,000 residents`.
fn ranked_by(comparison: &Comparison, dataset: &Dataset) -> String {
    [" for recorded ", &words::lowered(&measured(comparison, dataset))].concat()
}

/// `42 police forces`; without a number where there is none.
fn some_forces(number: usize) -> String {
    match number {
        0 => "police forces".to_owned(),
        1 => "1 police force".to_owned(),
        _ => [&words::whole(i64::try_from(number).unwrap_or(i64::MAX)), " police forces"].concat(),
    }
}

/// Both values of two.
fn values(cells: &[Cell]) -> Option<(&Value, &Value)> {
    match cells {
        [Cell::Value(from), Cell::Value(to)] => Some((from, to)),
        _ => None,
    }
}

/// A value with its unit, without what it was made from: `1,895 offences`, `2.75 per 1,000 residents`.
fn short_value(measure: Measure, value: &Value) -> String {
    let number = words::value(measure, value.value);
    match measure {
        Measure::Count => words::offences(value.count),
        Measure::Rate => number + " per 1,000 residents",
        Measure::Share => number + " of all recorded crime",
        Measure::Change => number,
    }
}

/// What is measured: `Stalking offences per 1,000 residents`.
fn measured(comparison: &Comparison, dataset: &Dataset) -> String {
    words::capitalised(&dataset.offence(comparison.query.offence).noun(2))
        + match comparison.measure {
            Measure::Count => "",
            Measure::Rate => " per 1,000 residents",
            Measure::Share => " as a percentage of all recorded crime",
            Measure::Change => ", percentage change on a year before",
        }
}

fn subtitle(comparison: &Comparison, dataset: &Dataset) -> String {
    let mut text = [&measured(comparison, dataset), ", ", &comparison.time(), "."].concat();
    if comparison.refused.is_some() {
        return text;
    }
    if let Some(rules) = comparison.different_rules() {
        text.push(' ');
        text.push_str(&words::capitalised(&rules));
        text.push('.');
    }
    if comparison.query.options.compare == Compare::Each {
        text.push_str(match comparison.query.options.scale {
            ScaleOf::Shared => " One scale for all.",
            ScaleOf::Own => " Each force has its own scale: heights cannot be compared between forces.",
        });
        return text;
    }
    if !comparison.has_reference() {
        // On the scale of the forces it would dwarf each of them.
        let numbers: Vec<String> = comparison.reference.cells.iter().map(|cell| comparison.cell_text(cell)).collect();
        text.push_str(" England and Wales: ");
        text.push_str(&words::list(&numbers));
        text.push('.');
    }
    for (reason, names) in missing(comparison) {
        text.push(' ');
        match names.len() {
            0..=FEW_NAMES => text.push_str(&words::list(&names)),
            number => text.push_str(&some_forces(number)),
        }
        match reason {
            Some(NO_RATE) => text.push_str(if names.len() == 1 { " has no rate." } else { " have no rate." }),
            reason => {
                text.push_str(": ");
                text.push_str(reason.unwrap_or(TOO_FEW));
                text.push('.');
            }
        }
    }
    text
}

const NO_RATE: &str = "no rate";
const TOO_FEW: &str = "too few for a percentage";

/// Forces without a sound value, by the words of the reason; none where there is a value on small numbers.
fn missing(comparison: &Comparison) -> Vec<(Option<&'static str>, Vec<&str>)> {
    let mut groups: Vec<(Option<&'static str>, Vec<&str>)> = Vec::new();
    for row in comparison.rows.iter().filter(|row| row.is_force) {
        let unsound = row.cells.iter().find(|cell| !comparison.is_sound(cell));
        let Some(cell) = unsound else { continue };
        let reason = if let Cell::Missing(reason) = cell { Some(reason.short()) } else { None };
        match groups.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, names)) => names.push(&row.name),
            None => groups.push((reason, vec![&row.name])),
        }
    }
    groups
}

fn sentence(comparison: &Comparison, dataset: &Dataset) -> String {
    let query = Query { measure: comparison.measure, ..comparison.query.clone() };
    let mut time = comparison.time();
    if let Some(rules) = comparison.different_rules() {
        time.push_str(", ");
        time.push_str(&rules);
    }
    caption::sentence_of(&query, ALL_FORCES, &time, dataset)
}

fn description(comparison: &Comparison, dataset: &Dataset) -> String {
    if let Some(refused) = &comparison.refused {
        return refused.clone();
    }
    let mut parts: Vec<String> = Vec::new();
    parts.extend(comparison.different_rules().map(|rules| words::capitalised(&rules) + "."));
    match comparison.query.options.compare {
        Compare::Rank => {
            let number = match comparison.ranked {
                0 => "no police force has a value".to_owned(),
                ranked => some_forces(ranked) + " with a value",
            };
            parts.push([&comparison.name_of_time(), ": ", &number, "."].concat());
            extremes(comparison, &mut parts);
        }
        Compare::Change => directions(comparison, &mut parts),
        Compare::Each => {
            let forces = comparison.rows.iter().filter(|row| row.is_force).count();
            parts.push(
                ["A small line chart for each of ", &some_forces(forces), ", ", &comparison.time(), "."].concat(),
            );
            parts.push(comparison.extremes_over_time());
            for change in comparison.breaks() {
                parts.push(["Figures before and after ", &change.date.to_string(), " are not comparable."].concat());
            }
        }
    }
    if comparison.query.options.compare != Compare::Each {
        let words = comparison.row_words(&comparison.reference, dataset);
        parts.push([&comparison.reference.name, ": ", words.value.trim_end_matches('.'), "."].concat());
    }
    for row in comparison.rows.iter().filter(|row| row.chosen.is_some()) {
        parts.push([&row.name, ": ", comparison.row_words(row, dataset).value.trim_end_matches('.'), "."].concat());
    }
    parts.retain(|part| part.len() > 1);
    parts.join(" ")
}

/// Highest and lowest.
fn extremes(comparison: &Comparison, parts: &mut Vec<String>) {
    let words = [comparison.extreme_at(0, true), comparison.extreme_at(0, false)];
    if let [highest, lowest] = &words
        && !highest.is_empty()
    {
        parts.push([highest, "; ", &words::lowered(lowest), "."].concat());
    }
}

/// How many forces recorded more, how many fewer.
fn directions(comparison: &Comparison, parts: &mut Vec<String>) {
    let (mut more, mut fewer, mut same) = (0, 0, 0);
    for (from, to) in comparison.rows.iter().filter(|row| row.is_force).filter_map(|row| values(&row.cells)) {
        match to.value.total_cmp(&from.value) {
            Ordering::Greater => more += 1,
            Ordering::Less => fewer += 1,
            Ordering::Equal => same += 1,
        }
    }
    let number = |number: i64| words::whole(number);
    parts.push(
        [
            "From ",
            &comparison.earlier.map_or_else(String::new, in_words),
            " to ",
            &in_words(comparison.period),
            ": higher in ",
            &number(more),
            " police forces shown, lower in ",
            &number(fewer),
            ", the same in ",
            &number(same),
            ".",
        ]
        .concat(),
    );
}

impl Comparison {
    /// The chosen force that was chosen first.
    fn first_chosen_force(&self) -> Option<&Row> {
        self.rows.iter().filter(|row| row.is_force && row.chosen.is_some()).min_by_key(|row| row.chosen)
    }

    fn earlier_words(&self) -> String {
        self.earlier.map_or_else(String::new, |period| period.to_string())
    }

    /// The time that is shown: `year ending March 2023`, `year ending March 2022 and year ending March 2023`,
    /// `by quarter, April 2014 to June 2023`.
    fn time(&self) -> String {
        match (self.query.options.compare, self.periods.as_slice()) {
            (Compare::Change, [earlier, later]) => [&earlier.to_string(), " and ", &later.to_string()].concat(),
            (Compare::Each, periods) => {
                let by = match self.query.by {
                    By::Quarter => "by quarter",
                    By::Year => "by financial year",
                    By::Rolling => "by year ending each quarter",
                };
                match periods {
                    [first, .., last] => {
                        [by, ", ", &first.first.first_month_name(), " to ", &last.last.last_month_name()].concat()
                    }
                    [one] => [by, ", ", &one.to_string()].concat(),
                    [] => by.to_owned(),
                }
            }
            _ => self.period.to_string(),
        }
    }

    fn name_of_time(&self) -> String {
        words::capitalised(&self.time())
    }

    /// `Highest: Cleveland, 4.05`, or the lowest, of a period; nothing where no force has a value.
    fn extreme_at(&self, at: usize, highest: bool) -> String {
        let mut extreme: Option<(&Row, &Value)> = None;
        for row in self.rows.iter().filter(|row| row.is_force) {
            let Some(value) = row.cells.get(at).filter(|cell| self.is_sound(cell)).and_then(Cell::value) else {
                continue;
            };
            if extreme
                .is_none_or(|(_, other)| if highest { value.value > other.value } else { value.value < other.value })
            {
                extreme = Some((row, value));
            }
        }
        let Some((row, value)) = extreme else { return String::new() };
        let of_all = self.rows.iter().filter(|row| row.is_force && row.rank.is_some()).count() == self.ranked;
        let word = match (highest, of_all || highest) {
            (true, _) => "Highest",
            (false, true) => "Lowest",
            // Ten and the chosen ones are shown: the lowest of all is not among them.
            (false, false) => "Lowest shown",
        };
        [word, ": ", &row.name, ", ", &words::value(self.measure, value.value)].concat()
    }

    /// `Highest of all shown: Metropolitan Police, 3,236 in April to June 2023; lowest: …`, of every force and period;
    /// nothing where no force has a value. Where the rules changed so that figures are not comparable, of the periods
    /// since then alone.
    fn extremes_over_time(&self) -> String {
        let since = self.breaks().last().filter(|change| {
            let after = |at: &usize| self.periods[*at].first >= change.date.quarter();
            (0..self.periods.len()).filter(after).any(|at| self.has_value_at(at))
        });
        let first = since.map(|change| change.date.quarter());
        let mut ends: [Option<(&Row, usize, f64)>; 2] = [None, None];
        let mut sharing = [0_i64; 2];
        for row in self.rows.iter().filter(|row| row.is_force) {
            for (at, cell) in row.cells.iter().enumerate() {
                let within = first.is_none_or(|first| self.periods[at].first >= first);
                let Some(value) = cell.value().filter(|_| within && self.is_sound(cell)) else { continue };
                for (end, (extreme, sharing)) in ends.iter_mut().zip(&mut sharing).enumerate() {
                    let order = extreme.map(|(_, _, other)| value.value.total_cmp(&other));
                    let beyond = if end == 0 { Ordering::Greater } else { Ordering::Less };
                    if order.is_none_or(|order| order == beyond) {
                        (*extreme, *sharing) = (Some((row, at, value.value)), 0);
                    } else if order == Some(Ordering::Equal) {
                        *sharing += 1;
                    }
                }
            }
        }
        let [Some(highest), Some(lowest)] = ends else { return String::new() };
        let say = |(row, at, value): (&Row, usize, f64), others: i64| {
            let mut text =
                [&row.name, ", ", &words::value(self.measure, value), " in ", &in_words(self.periods[at])].concat();
            if others > 0 {
                text.push_str(" (and ");
                text.push_str(&words::whole(others));
                text.push_str(if others == 1 { " other alike)" } else { " others alike)" });
            }
            text
        };
        let of = since.map_or_else(
            || " of all shown: ".to_owned(),
            |change| [" since ", &change.date.to_string(), ": "].concat(),
        );
        ["Highest", &of, &say(highest, sharing[0]), "; lowest: ", &say(lowest, sharing[1]), "."].concat()
    }

    /// Whether any force has a sound value in a period.
    fn has_value_at(&self, at: usize) -> bool {
        self.rows.iter().any(|row| row.is_force && row.cells.get(at).is_some_and(|cell| self.is_sound(cell)))
    }

    /// `recorded by different rules before and after April 2018`, where what is compared lies on both sides of a
    /// change of the rules that moves the figures without making them incomparable.
    fn different_rules(&self) -> Option<String> {
        let compares = self.query.options.compare == Compare::Change || self.measure == Measure::Change;
        let moving = self.rule_changes.iter().filter(|change| change.effect != Effect::Break);
        let dates: Vec<String> = moving.map(|change| change.date.to_string()).collect();
        if !compares || dates.is_empty() || self.refused.is_some() {
            return None;
        }
        Some(["recorded by different rules before and after ", &words::list(&dates)].concat())
    }

    /// A cell as it stands beside its bar: the value, or two or three words on why there is none.
    pub fn cell_text(&self, cell: &Cell) -> String {
        match cell {
            Cell::Value(value) if self.is_sound(cell) => words::value(self.measure, value.value),
            Cell::Value(value) => {
                [&words::whole(value.count), " after ", &words::whole(value.base.unwrap_or_default()), ": ", TOO_FEW]
                    .concat()
            }
            Cell::Missing(reason) => reason.short().to_owned(),
        }
    }

    /// What stands beside a row whose value is not drawn: `109,781 (39 forces together)`; nothing for any other.
    pub fn together(&self, row: &Row, dataset: &Dataset) -> Option<String> {
        let value = row.cell().filter(|_| !self.is_on_scale(row)).and_then(Cell::value)?;
        let forces = dataset.area(row.area).forces.len();
        let forces = words::whole(i64::try_from(forces).unwrap_or(i64::MAX));
        Some([&words::value(self.measure, value.value), " (", &forces, " forces together)"].concat())
    }

    /// `rank 11 of 42`, `joint rank 11 of 42`; nothing where a row has none.
    pub fn rank_words(&self, row: &Row) -> String {
        let of = words::whole(i64::try_from(self.ranked).unwrap_or(i64::MAX));
        row.rank.map_or_else(String::new, |rank| [&ranked(rank, false), " of ", &of].concat())
    }

    /// All that a row says.
    pub fn row_words(&self, row: &Row, dataset: &Dataset) -> RowWords {
        match self.query.options.compare {
            Compare::Rank => self.in_one_period(row, dataset),
            Compare::Change => self.in_two_periods(row, dataset),
            Compare::Each => self.over_time(row, dataset),
        }
    }

    fn in_one_period(&self, row: &Row, dataset: &Dataset) -> RowWords {
        let mut value = String::new();
        if let Some(cell) = row.cell() {
            value = match cell {
                Cell::Value(number) if !self.is_sound(cell) => [
                    &words::offences(number.count),
                    ", ",
                    &words::whole(number.base.unwrap_or_default()),
                    " a year before: ",
                    TOO_FEW,
                ]
                .concat(),
                cell => words::cell_in_full(dataset, self.measure, cell),
            };
            if cell.value().is_some_and(|value| value.mixed_rules) {
                value.push_str(MIXED);
            }
            if row.rank.is_some() {
                value.push_str(", ");
                value.push_str(&self.rank_words(row));
            }
        }
        RowWords { heading: [&row.name, ", ", &self.period.to_string()].concat(), value }
    }

    fn in_two_periods(&self, row: &Row, dataset: &Dataset) -> RowWords {
        let mut value = String::new();
        for (cell, period) in row.cells.iter().zip(&self.periods) {
            if !value.is_empty() {
                value.push_str("; ");
            }
            value.push_str(&period.to_string());
            value.push_str(": ");
            value.push_str(words::cell_in_full(dataset, self.measure, cell).trim_end_matches('.'));
            if cell.value().is_some_and(|value| value.mixed_rules) {
                value.push_str(MIXED);
            }
        }
        if let Some(difference) = self.difference(row) {
            value.push_str("; ");
            value.push_str(&difference);
        }
        RowWords { heading: row.name.clone(), value }
    }

    /// How the later of two values differs from the earlier one: `6% fewer`, `7% lower`, `0.12 percentage points
    /// higher`, `the same`; nothing where one is missing or where the earlier one counts too few for a percentage.
    pub fn difference(&self, row: &Row) -> Option<String> {
        let (from, to) = values(&row.cells)?;
        if to.value == from.value {
            return Some("the same".to_owned());
        }
        if from.count < Value::SMALL || from.value <= 0.0 {
            return None;
        }
        let (more, fewer) = if self.measure == Measure::Count { (" more", " fewer") } else { (" higher", " lower") };
        let direction = if to.value > from.value { more } else { fewer };
        if self.measure == Measure::Share {
            let points = words::decimal((to.value - from.value).abs(), 2);
            return Some([&points, " percentage points", direction].concat());
        }
        let percent = words::decimal(((to.value - from.value) / from.value * 100.0).abs(), 0);
        Some(if percent == "0" { "about the same".to_owned() } else { [&percent, "%", direction].concat() })
    }

    fn over_time(&self, row: &Row, dataset: &Dataset) -> RowWords {
        let heading = match self.periods.as_slice() {
            [first, .., last] => {
                [&row.name, ", ", &first.first.first_month_name(), " to ", &last.last.last_month_name()].concat()
            }
            _ => [&row.name, ", ", &self.period.to_string()].concat(),
        };
        RowWords { heading, value: self.course(row, dataset) }
    }

    /// First, last and highest value with their periods, and what is missing.
    fn course(&self, row: &Row, dataset: &Dataset) -> String {
        let mut first: Option<(usize, &Value)> = None;
        let (mut last, mut highest) = (first, first);
        let mut too_few = false;
        for (at, cell) in row.cells.iter().enumerate() {
            let Some(value) = cell.value() else { continue };
            if !self.is_sound(cell) {
                too_few = true;
                continue;
            }
            first = first.or(Some((at, value)));
            last = Some((at, value));
            if highest.is_none_or(|(_, other)| value.value > other.value) {
                highest = Some((at, value));
            }
        }
        let say = |(at, value): (usize, &Value)| {
            [&short_value(self.measure, value), " in ", &in_words(self.periods[at])].concat()
        };
        let mut text = match (first, last, highest) {
            (Some(first), Some(last), Some(highest)) if first.0 != last.0 => {
                ["first ", &say(first), "; last ", &say(last), "; highest ", &say(highest), "."].concat()
            }
            (Some(first), ..) => [&say(first), "."].concat(),
            _ => "no figure.".to_owned(),
        };
        if too_few {
            text.push_str(" Left out: percentages on fewer than 20 offences.");
        }
        for change in self.breaks() {
            text.push_str(" Not comparable across ");
            text.push_str(&change.date.to_string());
            text.push('.');
        }
        for (reason, from, to) in runs(&row.cells, &self.periods) {
            text.push_str(" No figure for ");
            text.push_str(&crate::notes::stretch(from, to));
            text.push_str(match reason.why {
                Why::NoRate(_) => ": no rate is given.",
                _ => ": ",
            });
            if !matches!(reason.why, Why::NoRate(_)) {
                text.push_str(&reason.sentence(dataset));
            }
        }
        text
    }
}

/// Said of a value that mixes two rules.
const MIXED: &str = ", part of it before and part after a change of the rules";

/// `April to June 2021`, `the year ending March 2021`, `April 2020 to September 2021`.
fn in_words(period: Period) -> String {
    let name = period.to_string();
    if period.last.since(period.first) == 3 { ["the ", &name].concat() } else { name }
}
