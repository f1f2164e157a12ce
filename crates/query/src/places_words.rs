//! The words around the map: title, what it shows, and what must be known to read it.

use crate::answer::{Note, NoteKind};
use crate::compute::{Asked, rule_changes};
use crate::{Caption, Cell, Classes, MapShape, Measure, Period, Places, Value, caption, notes, words};
use dataset::{AreaKind, Dataset, Effect};

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
    let query = &places.query;
    let offence = &asked.dataset.offence(query.offence).name;
    let period = places.period.to_string();
    let recorders =
        ["the ", &places.places.len().to_string(), " territorial police forces of England and Wales"].concat();
    Caption {
        title: [offence, " recorded by police forces in England and Wales"].concat(),
        subtitle: [unit(query.measure), ", ", &period].concat(),
        sentence: caption::sentence_of(query, &recorders, &period, asked.dataset),
        description: description(places, asked),
        notes: all_notes(places, asked),
    }
}

/// `the year ending March 2023`, `April to June 2021`.
fn in_period(period: Period) -> String {
    if period.is_quarter() { period.to_string() } else { ["the ", &period.to_string()].concat() }
}

/// Level and change of all, the highest and the lowest, the chosen ones, what is missing, any break.
fn description(places: &Places, asked: &Asked) -> String {
    let (dataset, measure) = (asked.dataset, places.query.measure);
    let national = dataset.england_and_wales();
    let mut text = ["Map of recorded ", &dataset.offence(places.query.offence).lowered, " in "].concat();
    text.push_str(&in_period(places.period));
    text.push_str(". England and Wales: ");
    text.push_str(
        words::cell_in_full(dataset, measure, &asked.cell(national, places.period, measure)).trim_end_matches('.'),
    );
    let change = asked.cell(national, places.period, Measure::Change);
    if let (Some(change), true) = (change.value(), measure != Measure::Change) {
        text.push_str(", ");
        text.push_str(&words::value_in_full(Measure::Change, change));
    }
    text.push('.');
    if let Some((lowest, highest)) = places.extent {
        let of = |extreme: f64| {
            let forces = places.places.iter().filter(|place| place.cell.number() == Some(extreme));
            let names: Vec<&str> = forces.map(|place| place.name.as_str()).collect();
            [words::list(&names).as_str(), ", ", &words::value(measure, extreme)].concat()
        };
        text.push_str(" Highest: ");
        text.push_str(&of(highest));
        text.push_str(". Lowest: ");
        text.push_str(&of(lowest));
        text.push('.');
    }
    for place in places.places.iter().filter(|place| place.chosen.is_some() && place.class.is_some()) {
        text.push(' ');
        text.push_str(&place.label);
        text.push('.');
    }
    let missing: Vec<&str> =
        places.places.iter().filter(|place| place.class.is_none()).map(|place| place.name.as_str()).collect();
    if missing.len() == places.places.len() {
        text.push_str(" No force has a figure.");
    } else if !missing.is_empty() {
        text.push_str(" No figure for ");
        text.push_str(&words::list(&missing));
        text.push('.');
    }
    for change in breaks(places, dataset) {
        text.push_str(" Maps of periods before and after ");
        text.push_str(&change);
        text.push_str(" are not comparable.");
    }
    text
}

/// Dates of the breaks that the slider crosses.
fn breaks(places: &Places, dataset: &Dataset) -> Vec<String> {
    let changes = rule_changes(dataset, places.query.offence, &Places::periods(&places.query, dataset));
    let breaks = changes.into_iter().filter(|change| change.effect == Effect::Break);
    breaks.map(|change| change.date.to_string()).collect()
}

fn all_notes(places: &Places, asked: &Asked) -> Vec<Note> {
    let (query, dataset) = (&places.query, asked.dataset);
    let mut all = changes(places, dataset);
    let mut add = |kind, text: String| all.push(Note { kind, text });
    for text in missing(places, dataset) {
        add(NoteKind::Missing, text);
    }
    for text in late_supply(places, dataset) {
        add(NoteKind::Missing, text);
    }
    for text in method(places, asked) {
        add(NoteKind::Method, text);
    }
    all.push(notes::meaning(query, dataset));
    let cells = places.places.iter().map(|place| &place.cell);
    all.push(Note { kind: NoteKind::Release, text: notes::release_of(query, cells, dataset) });
    let mut source = notes::source(query);
    source.text.push_str(
        " Boundaries: Office for National Statistics, December 2016, simplified. Contains OS data © Crown copyright and \
         database right 2016.",
    );
    all.push(source);
    all
}

/// Changes of the rules that the slider crosses: the map shows one period, but the next one is a step away.
fn changes(places: &Places, dataset: &Dataset) -> Vec<Note> {
    let changes = rule_changes(dataset, places.query.offence, &Places::periods(&places.query, dataset));
    let note = |change: &crate::RuleChange| {
        let what = dataset.changes().get(usize::from(change.change)).map_or("", |change| change.what.as_str());
        let mut text = [&change.date.to_string(), ": ", what].concat();
        if change.effect == Effect::Break {
            text.push_str(" A map of a period before this date must not be compared with one after it.");
        }
        Note { kind: NoteKind::RuleChange(change.number), text }
    };
    changes.iter().map(note).collect()
}

/// Which forces have no value, a sentence for each reason.
fn missing(places: &Places, dataset: &Dataset) -> Vec<String> {
    let mut reasons = Vec::new();
    for place in &places.places {
        if let Cell::Missing(reason) = place.cell
            && !reasons.contains(&reason)
        {
            reasons.push(reason);
        }
    }
    let time = notes::stretch(places.period, places.period);
    let sentence = |reason: &crate::Reason| {
        let forces = places.places.iter().filter(|place| place.cell == Cell::Missing(*reason));
        let names: Vec<&str> = forces.map(|place| place.name.as_str()).collect();
        let who = if names.len() == places.places.len() { "any force".to_owned() } else { words::list(&names) };
        ["No figure for ", &who, ", ", &time, ": ", &reason.sentence(dataset)].concat()
    };
    reasons.iter().map(sentence).collect()
}

/// Notes on forces that could not supply in time, within the period.
fn late_supply(places: &Places, dataset: &Dataset) -> Vec<String> {
    let concerns = |change: &&dataset::Change| {
        change.effect == Effect::Missing
            && change.offences.contains(&places.query.offence)
            && (places.period.first..=places.period.last).contains(&change.date.quarter())
    };
    let text = |change: &dataset::Change| [&change.date.to_string(), ": ", change.what.as_str()].concat();
    dataset.changes().iter().filter(concerns).map(text).collect()
}

fn method(places: &Places, asked: &Asked) -> Vec<String> {
    let mut notes: Vec<String> = vec![on_measure(places, asked.dataset)];
    if places.query.measure == Measure::Rate {
        notes.extend(revised_population(places, asked.dataset));
    }
    notes.extend(with_care(places, asked.dataset));
    if !places.classes.is_empty() {
        notes.push(on_classes(places));
    }
    notes.extend(not_on_the_map(places, asked));
    if places.query.options.map == MapShape::Tiles {
        notes.push(
            "Each hexagon is one force, placed near where it lies: large and small areas look alike. The layout is \
             derived from the boundaries and is nobody's official one."
                .to_owned(),
        );
    }
    notes
}

fn on_measure(places: &Places, dataset: &Dataset) -> String {
    match places.query.measure {
        Measure::Count => "Counts on a map mislead: forces that police more people record more offences, so the map \
                           shows above all where many people live. To compare places, choose the rate per 1,000 \
                           residents."
            .to_owned(),
        Measure::Rate => {
            "Rates divide by the residents in the middle of the year in which the period starts.".to_owned()
        }
        Measure::Share => "All recorded crime leaves out the fraud that national bodies record.".to_owned(),
        Measure::Change => {
            let mut text = "Change compares with the same period a year before.".to_owned();
            for date in breaks(places, dataset) {
                text.push_str(" No change is given across ");
                text.push_str(&date);
                text.push_str(": figures before and after are not comparable.");
            }
            text
        }
    }
}

/// That a step between two maps holds a revision of the residents.
fn revised_population(places: &Places, dataset: &Dataset) -> Vec<String> {
    let periods = Places::periods(&places.query, dataset);
    let crossed = |year: &&u16| {
        periods.iter().any(|period| period.first.year() >= **year)
            && periods.iter().any(|period| period.first.year() < **year)
    };
    let note = |year: &u16| {
        let (year, before) = (year.to_string(), year.saturating_sub(1).to_string());
        [
            "The population estimate of ",
            &year,
            " is of a later edition than that of ",
            &before,
            ", so that the step between them holds a revision.",
        ]
        .concat()
    };
    dataset.population_revised_from().iter().filter(crossed).map(note).collect()
}

/// Which values are marked.
fn with_care(places: &Places, dataset: &Dataset) -> Vec<String> {
    let mut notes = Vec::new();
    let values = || places.places.iter().filter_map(|place| Some((place.name.as_str(), place.cell.value()?)));
    let small: Vec<&str> = match places.query.measure {
        Measure::Change => values().filter(|(_, value)| value.is_on_small_number()).map(|(name, _)| name).collect(),
        _ => Vec::new(),
    };
    if !small.is_empty() {
        let text = ["Percentages on fewer than ", &words::whole(Value::SMALL), " offences swing widely, marked †: "];
        notes.push([&text.concat(), words::list(&small).as_str(), "."].concat());
    }
    if values().any(|(_, value)| value.mixed_rules) {
        for date in breaks(places, dataset) {
            let text = ["The period holds quarters from before and after ", &date, " and mixes two rules, marked †."];
            notes.push(text.concat());
        }
    }
    if values().any(|(_, value)| value.count < 0) {
        let text =
            "A count below zero is a transfer to another force or offence that took away more than was recorded.";
        notes.push(text.to_owned());
    }
    notes
}

fn on_classes(places: &Places) -> String {
    let mut text = match places.query.options.classes {
        Classes::Quantiles => "Classes hold as equal numbers of forces as equal values allow".to_owned(),
        Classes::Equal => "Classes are steps of equal size from the lowest to the highest value".to_owned(),
    };
    if places.first_rise.is_some() {
        text.push_str(", falls and rises apart");
    }
    text.push_str(". They are cut anew for each period, so that a colour on two maps need not mean the same value.");
    text
}

/// British Transport Police, and areas that were chosen but have no shape of their own.
fn not_on_the_map(places: &Places, asked: &Asked) -> Vec<String> {
    let (dataset, query) = (asked.dataset, &places.query);
    let full = |area, measure| {
        let value = words::cell_in_full(dataset, measure, &asked.cell(area, places.period, measure));
        value.trim_end_matches('.').to_owned()
    };
    let mut notes = Vec::new();
    for id in dataset.area_ids().filter(|id| dataset.area(*id).kind == AreaKind::NonTerritorial) {
        let name = &dataset.area(id).name;
        let value = full(id, Measure::Count);
        notes.push(
            [
                name,
                ", which has no area, is not on the map, though England and Wales counts it: ",
                &value,
                " in ",
                &in_period(places.period),
                ".",
            ]
            .concat(),
        );
    }
    for id in &query.areas {
        let area = dataset.area(*id);
        if matches!(area.kind, AreaKind::Nation | AreaKind::Region | AreaKind::EnglandAndWales) {
            notes.push([area.name.as_str(), " as a whole: ", &full(*id, query.measure), "."].concat());
        }
    }
    notes
}
