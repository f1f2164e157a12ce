//! The words around the map: title, what it shows, and what must be known to read it.

use crate::answer::{Note, NoteKind};
use crate::compute::{Asked, rule_changes};
use crate::notes::{add, breaks, in_period};
use crate::{
    Caption, Cell, Classes, MapPlace, MapShape, Measure, Period, Places, RuleChange, Value, caption, notes, words,
};
use dataset::{AreaId, AreaKind, Effect};

/// What a measure counts, with a capital.
pub(crate) fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Count => "Offences",
        Measure::Rate => "Offences per 1,000 residents",
        Measure::Share => "Percentage of all recorded crime",
        Measure::Change => "Percentage change on a year before",
    }
}

/// Places have all but their caption already.
pub(crate) fn caption(places: &Places, asked: &Asked) -> Caption {
    let (query, dataset) = (&places.query, asked.dataset);
    let period = places.period.to_string();
    let recorders =
        ["the ", &places.places.len().to_string(), " territorial police forces of England and Wales"].concat();
    let periods = Places::periods(query, dataset);
    let changes = rule_changes(dataset, query.offence, &periods);
    let told = Told { places, asked, periods, changes };
    Caption {
        title: [&dataset.offence(query.offence).name, " recorded by police forces in England and Wales"].concat(),
        subtitle: [unit(query.measure), ", ", &period].concat(),
        sentence: caption::sentence_of(query, &recorders, &period, dataset),
        description: told.description(),
        notes: told.notes(),
    }
}

/// What the words are made from. Names are gathered and notes put together in one place each: what is generic is
/// compiled anew for each use.
struct Told<'a> {
    places: &'a Places,
    asked: &'a Asked<'a>,
    /// Those of the slider: the map shows one, but the next one is a step away.
    periods: Vec<Period>,
    /// Changes of the rules that they cross.
    changes: Vec<RuleChange>,
}

impl Told<'_> {
    /// Level and change of all, the highest and the lowest, the chosen ones, what is missing, any break.
    fn description(&self) -> String {
        let (places, dataset, measure) = (self.places, self.asked.dataset, self.places.query.measure);
        let national = dataset.england_and_wales();
        let mut text = String::new();
        let mut say = |parts: &[&str]| parts.iter().for_each(|part| text.push_str(part));
        let offence = &dataset.offence(places.query.offence).lowered;
        say(&["Map of recorded ", offence, " in ", &in_period(places.period), ". England and Wales: "]);
        say(&[&self.in_full(national, measure)]);
        let change = self.asked.cell(national, places.period, Measure::Change);
        if let (Some(change), true) = (change.value(), measure != Measure::Change) {
            say(&[", ", &words::value_in_full(Measure::Change, change)]);
        }
        say(&["."]);
        if let Some((lowest, highest)) = places.extent {
            for (name, extreme) in [(" Highest: ", highest), (" Lowest: ", lowest)] {
                let (names, _) = self.names(&|place| place.cell.number() == Some(extreme));
                say(&[name, &names, ", ", &words::value(measure, extreme), "."]);
            }
        }
        for place in &places.places {
            if place.chosen.is_some() && place.class.is_some() {
                say(&[" ", &place.label, "."]);
            }
        }
        let (missing, count) = self.names(&|place| place.class.is_none());
        if count == places.places.len() {
            say(&[" No force has a figure."]);
        } else if count > 0 {
            say(&[" No figure for ", &missing, "."]);
        }
        for change in breaks(&self.changes) {
            say(&[" Maps of periods before and after ", &change, " are not comparable."]);
        }
        text
    }

    fn notes(&self) -> Vec<Note> {
        let (query, dataset) = (&self.places.query, self.asked.dataset);
        let mut notes = Vec::new();
        for change in &self.changes {
            let parted = if change.effect == Effect::Break {
                " A map of a period before this date must not be compared with one after it."
            } else {
                ""
            };
            notes::rule_change(&mut notes, change, parted, dataset);
        }
        self.missing(&mut notes);
        self.method(&mut notes);
        notes.push(notes::meaning(query, dataset));
        let cells = self.places.places.iter().map(|place| &place.cell);
        add(&mut notes, NoteKind::Release, &[&notes::release_of(query, cells, dataset)]);
        let mut source = notes::source(query);
        source.text.push_str(
            " Boundaries: Office for National Statistics, December 2016, simplified. Contains OS data © Crown \
             copyright and database right 2016.",
        );
        notes.push(source);
        notes
    }

    /// The names of the places of which something is true, and how many these are.
    fn names(&self, is_it: &dyn Fn(&MapPlace) -> bool) -> (String, usize) {
        let mut names: Vec<&str> = Vec::new();
        for place in &self.places.places {
            if is_it(place) {
                names.push(&place.name);
            }
        }
        (words::list(&names), names.len())
    }

    /// Whether something is true of the value of a place.
    fn any(&self, is_it: &dyn Fn(&Value) -> bool) -> bool {
        self.places.places.iter().any(|place| place.cell.value().is_some_and(is_it))
    }

    /// An area's cell in words, without a full stop.
    fn in_full(&self, area: AreaId, measure: Measure) -> String {
        let cell = self.asked.cell(area, self.places.period, measure);
        words::cell_in_full(self.asked.dataset, measure, &cell).trim_end_matches('.').to_owned()
    }

    /// Which forces have no value, a sentence for each reason; and those that could not supply in time, in the period.
    fn missing(&self, notes: &mut Vec<Note>) {
        let (places, dataset) = (self.places, self.asked.dataset);
        let time = notes::stretch(places.period, places.period);
        let mut reasons = Vec::new();
        for place in &places.places {
            let Cell::Missing(reason) = place.cell else { continue };
            if reasons.contains(&reason) {
                continue;
            }
            reasons.push(reason);
            let (names, count) = self.names(&|place| place.cell == Cell::Missing(reason));
            let who = if count == places.places.len() { "any force" } else { &names };
            add(notes, NoteKind::Missing, &["No figure for ", who, ", ", &time, ": ", &reason.sentence(dataset)]);
        }
        notes::late_supply(notes, dataset, places.query.offence, &|change| {
            (places.period.first..=places.period.last).contains(&change.date.quarter())
        });
    }

    fn method(&self, notes: &mut Vec<Note>) {
        let query = &self.places.query;
        self.on_measure(notes);
        if query.measure == Measure::Rate {
            for revision in notes::revisions(self.asked.dataset, &self.periods) {
                add(notes, NoteKind::Method, &[&revision]);
            }
        }
        self.with_care(notes);
        if !self.places.classes.is_empty() {
            let cut = match query.options.classes {
                Classes::Quantiles => "Classes hold as equal numbers of forces as equal values allow",
                Classes::Equal => "Classes are steps of equal size from the lowest to the highest value",
            };
            let apart = if self.places.first_rise.is_some() { ", falls and rises apart" } else { "" };
            let anew =
                ". They are cut anew for each period, so that a colour on two maps need not mean the same value.";
            add(notes, NoteKind::Method, &[cut, apart, anew]);
        }
        self.not_on_the_map(notes);
        if query.options.map == MapShape::Tiles {
            let text = "Each hexagon is one force, placed near where it lies: large and small areas look alike. The \
                        layout is derived from the boundaries and is nobody's official one.";
            add(notes, NoteKind::Method, &[text]);
        }
    }

    fn on_measure(&self, notes: &mut Vec<Note>) {
        let mut text = match self.places.query.measure {
            Measure::Count => {
                "Counts on a map mislead: forces that police more people record more offences, so the map shows above \
                 all where many people live. To compare places, choose the rate per 1,000 residents."
            }
            Measure::Rate => "Rates divide by the residents in the middle of the year in which the period starts.",
            Measure::Share => "All recorded crime leaves out the fraud that national bodies record.",
            Measure::Change => "Change compares with the same period a year before.",
        }
        .to_owned();
        if self.places.query.measure == Measure::Change {
            for date in breaks(&self.changes) {
                text.push_str(" No change is given across ");
                text.push_str(&date);
                text.push_str(": figures before and after are not comparable.");
            }
        }
        add(notes, NoteKind::Method, &[&text]);
    }

    /// Which values are marked.
    fn with_care(&self, notes: &mut Vec<Note>) {
        if self.places.query.measure == Measure::Change {
            let is_small = |place: &MapPlace| place.cell.value().is_some_and(Value::is_on_small_number);
            let (names, count) = self.names(&is_small);
            if count > 0 {
                let small = words::whole(Value::SMALL);
                let text = ["Percentages on fewer than ", &small, " offences swing widely, marked †: ", &names, "."];
                add(notes, NoteKind::Method, &text);
            }
        }
        if self.any(&|value| value.mixed_rules) {
            for date in breaks(&self.changes) {
                let text =
                    ["The period holds quarters from before and after ", &date, " and mixes two rules, marked †."];
                add(notes, NoteKind::Method, &text);
            }
        }
        if self.any(&|value| value.count < 0) {
            let text =
                "A count below zero is a transfer to another force or offence that took away more than was recorded.";
            add(notes, NoteKind::Method, &[text]);
        }
    }

    /// British Transport Police, and areas that were chosen but have no shape of their own.
    fn not_on_the_map(&self, notes: &mut Vec<Note>) {
        let (dataset, query) = (self.asked.dataset, &self.places.query);
        for id in dataset.area_ids() {
            let area = dataset.area(id);
            if area.kind == AreaKind::NonTerritorial {
                let value = self.in_full(id, Measure::Count);
                let period = in_period(self.places.period);
                let counted = ", which has no area, is not on the map, though England and Wales counts it: ";
                add(notes, NoteKind::Method, &[&area.name, counted, &value, " in ", &period, "."]);
            }
        }
        for id in &query.areas {
            let area = dataset.area(*id);
            if matches!(area.kind, AreaKind::Nation | AreaKind::Region | AreaKind::EnglandAndWales) {
                let value = self.in_full(*id, query.measure);
                add(notes, NoteKind::Method, &[&area.name, " as a whole: ", &value, "."]);
            }
        }
    }
}
