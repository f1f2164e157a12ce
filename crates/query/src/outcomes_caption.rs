//! The words around outcomes: title, both denominators, description, notes.

use crate::outcomes::{OutcomesAnswer, OutcomesRow, period, release};
use crate::outcomes_words::{self, percent, year};
use crate::words::{capitalised, decimal, list, whole};
use crate::{Caption, Cell, Note, NoteKind, OutOf, ReleaseChoice, notes};
use dataset::{AreaKind, Dataset, Effect, Outcomes};

/// Where the outcomes come from.
const SOURCE_OF_OUTCOMES: &str = "Outcomes: Home Office, crime outcomes open data, as compiled in \
                                  github.com/stalkinglaws/getthedata at commit 9dbff78e. In every year the forces \
                                  add up to the total. ";
const CHARGED: &str = "Charged or summonsed means that a person was charged with the offence or summonsed to court for \
                       it, whatever the court decided. It is not a conviction.";
const LATER: &str = "An outcome is counted in the year in which the offence was recorded, if it was assigned by the time \
                     the table was made. Many come later, charges too: the latest years are the least complete.";
const DENOMINATORS: &str = "A share of the offences recorded counts those without an outcome yet. A share of the outcomes \
                            assigned leaves them out, so the percentage charged is higher. Published percentages may be \
                            of either: compare like with like.";
const NO_OUTCOME_YET: &str = "No outcome yet is the number of offences recorded less the outcomes assigned.";
const OTHER: &str = "Other outcomes are all except the three named: no suspect identified, out of court, not in the public \
                     interest, and so on.";
const OTHER_RULES: &str = "A change of the recording rules changes how many offences are recorded, and so the share that \
                           each outcome makes up.";

pub(crate) fn caption(answer: &OutcomesAnswer, dataset: &Dataset, outcomes: &Outcomes) -> Caption {
    let offence = dataset.offence(outcomes.offence()).name.to_ascii_lowercase();
    let words = Words { answer, dataset, outcomes, offence, out_of: answer.query.options.out_of };
    if let Some(refused) = &answer.refused {
        return Caption {
            title: refused.short.clone(),
            description: refused.why.clone(),
            notes: vec![words.source()],
            // The reason stands once in place of the picture.
            ..Caption::default()
        };
    }
    Caption {
        title: words.title(),
        subtitle: words.subtitle(),
        sentence: words.sentence(),
        description: words.description(),
        notes: words.notes(),
    }
}

struct Words<'a> {
    answer: &'a OutcomesAnswer,
    dataset: &'a Dataset,
    outcomes: &'a Outcomes,
    /// The offence, as in a sentence: `stalking`.
    offence: String,
    out_of: OutOf,
}

impl Words<'_> {
    /// The latest year that has a share.
    fn latest(&self) -> Option<&OutcomesRow> {
        self.answer.rows.iter().rev().find(|row| row.gap.is_none())
    }

    /// Who recorded what a row counts: `North Wales Police`, or `36 of the 44 forces in England and Wales`.
    fn recorder(&self, row: &OutcomesRow) -> String {
        let area = self.dataset.area(row.area);
        let without = row.not_supplied.len();
        if without == 0 || without == row.forces {
            return area.recorder.clone();
        }
        let (with, all) = ((row.forces - without).to_string(), row.forces.to_string());
        [&with, " of the ", &all, " forces in ", &area.name].concat()
    }

    fn first_recorder(&self) -> String {
        self.answer.rows.first().map_or_else(String::new, |row| self.dataset.area(row.area).recorder.clone())
    }

    fn shown_year(&self) -> String {
        self.answer.rows.first().map_or_else(String::new, |row| year(row.start_year))
    }

    fn title(&self) -> String {
        let offence = &self.offence;
        if self.answer.by_force() {
            let year = self.shown_year();
            return match self.out_of {
                OutOf::Recorded => [
                    &capitalised(offence),
                    " offences recorded in ",
                    &year,
                    " that have so far led to a charge or summons, force by force",
                ]
                .concat(),
                OutOf::Assigned => [
                    "Charges and summonses among the outcomes assigned so far to ",
                    offence,
                    " offences recorded in ",
                    &year,
                    ", force by force",
                ]
                .concat(),
            };
        }
        let Some((row, of)) = self.latest().and_then(|row| Some((row, row.whole(self.out_of)?))) else {
            return ["Outcomes of ", offence, " offences recorded by ", &self.first_recorder()].concat();
        };
        let charged = row.tally.unwrap_or_default().charged;
        let counts = self.answer.as_counts() || row.is_small(self.out_of);
        let share = row.percent(0, self.out_of).unwrap_or_default();
        let (of, number) = if counts {
            (["the ", &whole(of)].concat(), whole(charged))
        } else {
            let number = decimal(share, 0);
            let below_one = number == "0" && charged > 0;
            ("every 100".to_owned(), if below_one { "fewer than 1".to_owned() } else { number })
        };
        let number = if number == "0" { "none".to_owned() } else { number };
        let singular = matches!(number.as_str(), "1" | "none" | "fewer than 1");
        let (recorder, year) = (self.recorder(row), year(row.start_year));
        match self.out_of {
            OutOf::Recorded => {
                let led = if singular {
                    " has so far led to a charge or summons"
                } else {
                    " have so far led to a charge or summons"
                };
                let one = if of == "the 1" { " offence that " } else { " offences that " };
                ["Of ", &of, " ", offence, one, &recorder, " recorded in ", &year, ", ", &number, led].concat()
            }
            OutOf::Assigned => {
                let are = if singular { " is a charge or summons" } else { " are a charge or summons" };
                let one = if of == "the 1" { " outcome" } else { " outcomes" };
                [
                    "Of ",
                    &of,
                    one,
                    " assigned so far to ",
                    offence,
                    " offences that ",
                    &recorder,
                    " recorded in ",
                    &year,
                    ", ",
                    &number,
                    are,
                ]
                .concat()
            }
        }
    }

    /// Charges by both denominators, the chosen one first:
    /// `5.0% of the offences recorded (5,948 of 117,930), 6.0% of the outcomes assigned so far (5,948 of 99,302)`.
    fn both_sides(&self, row: &OutcomesRow) -> String {
        let other = if self.out_of == OutOf::Recorded { OutOf::Assigned } else { OutOf::Recorded };
        let sides = [side(row, self.out_of), side(row, other)];
        let sides: Vec<String> = sides.into_iter().filter(|side| !side.is_empty()).collect();
        sides.join(", ")
    }

    fn subtitle(&self) -> String {
        if self.answer.by_force() {
            let share = match self.out_of {
                OutOf::Recorded => "Charged or summonsed as a percentage of offences recorded.",
                OutOf::Assigned => "Charged or summonsed as a percentage of outcomes assigned so far.",
            };
            let Some(reference) = self.answer.rows.first().filter(|row| row.gap.is_none()) else {
                return share.to_owned();
            };
            let name = self.recorder(reference);
            return [share, " ", &capitalised(&name), ": ", &self.both_sides(reference), "."].concat();
        }
        let share = match (self.answer.as_counts(), self.out_of) {
            (true, OutOf::Recorded) => "Outcomes of offences recorded in the year, as counts",
            (true, OutOf::Assigned) => "Outcomes assigned so far, as counts",
            (false, OutOf::Recorded) => "Outcomes as a share of offences recorded in the year",
            (false, OutOf::Assigned) => "Outcomes as a share of outcomes assigned so far",
        };
        let mut text = [share, ", ", &self.time(), "."].concat();
        if let Some(row) = self.latest() {
            text.push_str(" Charged or summonsed in ");
            text.push_str(&year(row.start_year));
            text.push_str(": ");
            text.push_str(&self.both_sides(row));
            text.push('.');
        }
        text
    }

    /// `2014/15 to 2021/22`.
    fn time(&self) -> String {
        match (self.answer.rows.first(), self.answer.rows.last()) {
            (Some(first), Some(last)) => [&year(first.start_year), " to ", &year(last.start_year)].concat(),
            _ => String::new(),
        }
    }

    fn sentence(&self) -> String {
        let share = match (self.answer.as_counts(), self.out_of) {
            (true, _) => ", as counts, ",
            (false, OutOf::Recorded) => ", as a share of offences recorded, ",
            (false, OutOf::Assigned) => ", as a share of outcomes assigned so far, ",
        };
        if self.answer.by_force() {
            let year = self.shown_year();
            let start = ["Charges and summonses for ", &self.offence, " offences recorded in ", &year].concat();
            return [&start, share, "by police force, England and Wales."].concat();
        }
        let start = ["Outcomes of ", &self.offence, " offences recorded by ", &self.first_recorder()].concat();
        [&start, share, "by financial year, ", &self.time(), "."].concat()
    }

    fn description(&self) -> String {
        let (start, of) = match self.out_of {
            OutOf::Recorded => ("Charged or summonsed, of the offences that ", "offences"),
            OutOf::Assigned => ("Charged or summonsed, of the outcomes assigned so far to offences that ", "outcomes"),
        };
        let drawn: Vec<&OutcomesRow> = self.answer.rows.iter().filter(|row| row.gap.is_none()).collect();
        let say = |row: &OutcomesRow| row.share_in_words(0, self.out_of);
        let mut text = String::new();
        if self.answer.by_force() {
            text = [start, "police recorded in ", &self.shown_year(), "."].concat();
            let of_all = drawn.iter().filter(|row| row.is_reference);
            for row in of_all.chain(drawn.iter().filter(|row| row.chosen.is_some() && !row.is_reference)) {
                text.push_str(&[" ", &row.label, ": ", &say(row), "."].concat());
            }
            let is_force = |row: &OutcomesRow| {
                matches!(self.dataset.area(row.area).kind, AreaKind::Force | AreaKind::NonTerritorial)
            };
            let firm: Vec<&&OutcomesRow> =
                drawn.iter().filter(|row| is_force(row) && !row.few_charged() && !row.is_small(self.out_of)).collect();
            if let [highest, .., lowest] = firm.as_slice() {
                let (high, low) = (say(highest), say(lowest));
                let start =
                    [" Of the forces that can be compared, ", &highest.label, " has the highest share, "].concat();
                text.push_str(&[&start, &high, ", and ", &lowest.label, " the lowest, ", &low, "."].concat());
            }
        } else {
            text.push_str(&[start, &self.first_recorder(), " recorded: "].concat());
            let in_year = |row: &OutcomesRow| [&say(row), " in ", &year(row.start_year)].concat();
            match drawn.as_slice() {
                [] => text.push_str("no figure"),
                [only] => text.push_str(&in_year(only)),
                [first, .., last] => text.push_str(&[&in_year(first), "; ", &in_year(last)].concat()),
            }
            text.push('.');
            let firm = drawn.iter().filter(|row| !row.is_small(self.out_of));
            let mut ends: Option<(&OutcomesRow, &OutcomesRow)> = None;
            let mut count = 0;
            for row in firm {
                let share = |row: &OutcomesRow| row.percent(0, self.out_of).unwrap_or_default();
                let (low, high) = ends.unwrap_or((row, row));
                count += 1;
                ends = Some((
                    if share(row) < share(low) { row } else { low },
                    if share(row) > share(high) { row } else { high },
                ));
            }
            if let Some((low, high)) = ends.filter(|_| count > 1) {
                let start = [" Of the years with 100 ", of, " or more, the share was highest in "].concat();
                let at = |row: &OutcomesRow| [&year(row.start_year), ", ", &say(row)].concat();
                text.push_str(&[&start, &at(high), ", and lowest in ", &at(low), "."].concat());
            }
        }
        for row in self.answer.rows.iter().filter(|row| !self.answer.by_force() || row.chosen.is_some()) {
            if let Some(gap) = &row.gap {
                text.push(' ');
                text.push_str(&gap.sentence);
            }
        }
        let gaps = self.answer.rows.iter().filter(|row| row.is_missing()).count();
        if self.answer.by_force() && gaps > 0 {
            let have = if gaps == 1 { " force has no figure." } else { " forces have no figure." };
            text.push_str(&[" ", &gaps.to_string(), have].concat());
        }
        for change in self.answer.rule_changes.iter().filter(|change| change.effect == Effect::Break) {
            text.push_str(&[" Figures before and after ", &change.date.to_string(), " are not comparable."].concat());
        }
        text
    }

    fn notes(&self) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        for change in &self.answer.rule_changes {
            notes::rule_change(&mut notes, change, "", self.dataset);
        }
        for text in self.missing() {
            notes::add(&mut notes, NoteKind::Missing, &[&text]);
        }
        // Why forces of the shown areas could not supply, in the years for which they did not.
        notes::late_supply(&mut notes, self.dataset, self.outcomes.offence(), &|change| {
            change.force.is_some_and(|force| {
                let year = change.date.quarter().financial_year();
                self.answer.rows.iter().any(|row| row.start_year == year && row.not_supplied.contains(&force))
            })
        });
        for text in self.method() {
            notes::add(&mut notes, NoteKind::Method, &[&text]);
        }
        notes.push(notes::meaning(&self.answer.query, self.dataset));
        for text in self.releases() {
            notes::add(&mut notes, NoteKind::Release, &[&text]);
        }
        notes.push(self.source());
        notes
    }

    /// Which outcomes are not there, and what that does to a sum.
    fn missing(&self) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for row in &self.answer.rows {
            let without = row.not_supplied.len();
            if row.is_missing() {
                // Beside each other, forces that supplied nothing are listed under England and Wales.
                if !self.answer.by_force() || row.is_reference || row.not_supplied.is_empty() {
                    texts.extend(row.gap.as_ref().map(|gap| gap.sentence.clone()));
                }
            } else if without > 0 {
                let names: Vec<&str> = row
                    .not_supplied
                    .iter()
                    .filter_map(|force| self.dataset.area_by_code(&self.dataset.force(*force).code))
                    .map(|area| self.dataset.area(area).name.as_str())
                    .collect();
                let (forces, they, their) =
                    if without == 1 { (" force", "It is", "its") } else { (" forces", "They are", "their") };
                let start =
                    [&without.to_string(), forces, " supplied no outcomes for ", &year(row.start_year)].concat();
                let area = &self.dataset.area(row.area).name;
                let end = [they, " left out of that year's figures for ", area, " altogether, ", their].concat();
                let end = [&end, " recorded offences too."].concat();
                texts.push([&start, ": ", &list(&names), ". ", &end].concat());
            }
        }
        texts
    }

    fn method(&self) -> Vec<String> {
        let (rows, query) = (&self.answer.rows, &self.answer.query);
        let mut texts: Vec<String> = Vec::new();
        let mut say = |text: &str| texts.push(text.to_owned());
        say(CHARGED);
        say(LATER);
        say(DENOMINATORS);
        if !self.answer.by_force() {
            say(OTHER);
            if self.out_of == OutOf::Recorded {
                say(NO_OUTCOME_YET);
            }
        }
        if !self.answer.rule_changes.is_empty() {
            say(OTHER_RULES);
        }
        if let Some(row) = rows.iter().find(|row| row.halved && row.tally.is_some()) {
            let start = [&year(row.start_year), ": the table that these outcomes come from counted every row twice. "];
            say(&(start.concat() + "Half of each of its figures is given here."));
        }
        for row in rows.iter().filter(|row| row.excess() > 0 && self.out_of == OutOf::Recorded) {
            let (excess, area) = (row.excess(), &self.dataset.area(row.area).name);
            let more = if excess == 1 {
                " more outcome than recorded offences. "
            } else {
                " more outcomes than recorded offences. "
            };
            let why =
                "The two come from different tables. Nothing is cut off, so the parts add up to more than the whole.";
            say(&[area, ", ", &year(row.start_year), ": ", &whole(excess), more, why].concat());
        }
        for gap in rows.iter().filter_map(|row| row.gap.as_ref()).filter(|gap| gap.is_nothing) {
            say(&gap.sentence);
        }
        if rows.iter().any(|row| row.gap.is_none() && row.is_small(self.out_of)) {
            say(if self.answer.by_force() {
                "Where there are fewer than 100, counts are given in place of percentages. These forces are not ranked \
                 and stand beneath the others."
            } else {
                "Where there are fewer than 100, counts are given in place of percentages."
            });
        }
        if self.answer.by_force() && rows.iter().any(|row| row.gap.is_none() && row.few_charged()) {
            say(
                "† Fewer than 20 charged or summonsed, drawn as an outline: a few more or fewer would move the force far \
                 up or down. Do not compare these.",
            );
        }
        let shown = |kind| rows.iter().any(|row| self.dataset.area(row.area).kind == kind);
        if shown(AreaKind::EnglandAndWales) {
            say("England and Wales counts the 43 territorial forces and British Transport Police.");
        }
        if shown(AreaKind::Nation) || shown(AreaKind::Region) {
            say("Nations and regions count their territorial forces, without British Transport Police.");
        }
        if !self.answer.by_force() && query.areas.len() > 1 {
            let name = query.areas.first().map_or("", |area| self.dataset.area(*area).name.as_str());
            say(&["Year by year, the first of the chosen areas is shown: ", name, "."].concat());
        }
        let asked = query.at.filter(|at| self.answer.by_force() && period(at.last.financial_year()) != Some(*at));
        if let Some(at) = asked {
            let text = [
                "Outcomes are given by financial year only. In place of ",
                &at.to_string(),
                ", the year in which it ends is shown: ",
            ];
            say(&[&text.concat(), &self.shown_year(), "."].concat());
        }
        texts
    }

    /// Releases of the recorded offences.
    fn releases(&self) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        let mut query = self.answer.query.clone();
        let of_other = |row: &&OutcomesRow| {
            period(row.start_year).is_some_and(|year| release(&query, year, self.dataset) != query.release)
        };
        let mut others: Vec<String> = Vec::new();
        for row in self.answer.rows.iter().filter(of_other) {
            let year = year(row.start_year);
            if others.last() != Some(&year) {
                others.push(year);
            }
        }
        if let (ReleaseChoice::One(id), false) = (query.release, others.is_empty()) {
            let chosen = self.dataset.release(id);
            let (first, last) = (chosen.from.first_month_name(), chosen.to.last_month_name());
            let start = ["The chosen release covers ", &first, " to ", &last, " only. Offences recorded in "].concat();
            texts.push([&start, &list(&others), " are from the newest release that has them."].concat());
            query.release = ReleaseChoice::Latest;
        }
        let cells = self.answer.rows.iter().map(|row| &row.recorded).filter(|cell| matches!(cell, Cell::Value(_)));
        texts.push(["Recorded offences. ", &notes::release_of(&query, cells, self.dataset)].concat());
        texts
    }

    /// Source and licence of recorded offences and of outcomes.
    fn source(&self) -> Note {
        let source = notes::SOURCE;
        let outcomes = [SOURCE_OF_OUTCOMES, &outcomes_words::years_here(self.outcomes)].concat();
        Note { kind: NoteKind::Source, text: [source, " ", &outcomes].concat() }
    }
}

/// Charges by one denominator: `5.0% of the offences recorded (101 of 2,022)`, `3 of 14 offences recorded`; nothing
/// where there is no whole.
fn side(row: &OutcomesRow, out_of: OutOf) -> String {
    let (Some(tally), Some(of)) = (row.tally, row.whole(out_of)) else { return String::new() };
    let what = match out_of {
        OutOf::Recorded => "offences recorded",
        OutOf::Assigned => "outcomes assigned so far",
    };
    let counts = [&whole(tally.charged), " of ", &whole(of)].concat();
    match row.rank(out_of) {
        Some(share) => [&percent(share), " of the ", what, " (", &counts, ")"].concat(),
        None => [&counts, " ", what].concat(),
    }
}
