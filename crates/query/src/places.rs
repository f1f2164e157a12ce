//! The map's answer: the value of each territorial force for one period, in classes.

use crate::classing::{Class, Cuts};
use crate::compute::Asked;
use crate::{Caption, Cell, Measure, Period, Query, places_words, words};
use dataset::{AreaId, AreaKind, Dataset, ForceId};

/// What the map shows. The same cells as the [`crate::Answer`] gives for the same period.
#[derive(Debug, Clone)]
pub struct Places {
    /// What was asked.
    pub query: Query,
    /// The words around the map.
    pub caption: Caption,
    /// The period.
    pub period: Period,
    /// The territorial forces, in the order of the dataset.
    pub places: Vec<MapPlace>,
    /// The classes, lowest first; none where no force has a value.
    pub classes: Vec<Class>,
    /// Position of the first class without falls, where the measure is the change and there are falls and others.
    pub first_rise: Option<usize>,
    /// Forces without a value.
    pub missing: usize,
    /// The lowest and the highest value; `None` where no force has one.
    pub extent: Option<(f64, f64)>,
}

/// A territorial force on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPlace {
    /// The force as an area.
    pub area: AreaId,
    /// The force.
    pub force: ForceId,
    /// Its name: `North Wales`.
    pub name: String,
    /// The usual name of three letters, `Met`; of most forces there is none.
    pub usual: Option<String>,
    /// Its value.
    pub cell: Cell,
    /// Position of the class in which the value lies.
    pub class: Option<usize>,
    /// Position among the chosen areas, where it is one.
    pub chosen: Option<usize>,
    /// All that is said of it, to be understood alone: `North Wales, year ending March 2023: 2.75 offences per 1,000
    /// residents (1,895 offences), class 4 of 5`.
    pub label: String,
    /// The value must be read with care: the period mixes two rules, or the change is on a small number.
    pub needs_care: bool,
}

impl Places {
    /// Answers the query with a map.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let json = std::fs::read_to_string("../../data/recorded.json")?;
    /// let dataset = dataset::Dataset::from_json(&json)?;
    /// let address = "?view=map&measure=rate&at=2022-04~2023-03";
    /// let places = query::Places::to(&query::Query::read_address(address, &dataset).query, &dataset);
    /// let city = places.places.iter().find(|place| place.cell.value().is_none()).ok_or("every force has a rate")?;
    /// assert_eq!((city.name.as_str(), places.missing), ("City of London", 1));
    /// # Ok(()) }
    /// ```
    pub fn to(query: &Query, dataset: &Dataset) -> Self {
        let period = query.period(dataset);
        let asked = Asked { dataset, offence: query.offence, release: query.release };
        let mut places: Vec<MapPlace> = Vec::new();
        let mut values: Vec<f64> = Vec::new();
        let mut extent: Option<(f64, f64)> = None;
        for area in dataset.area_ids() {
            let place = dataset.area(area);
            let Some(force) = place.force().filter(|_| place.kind == AreaKind::Force) else { continue };
            let cell = asked.cell(area, period, query.measure);
            if let Some(value) = cell.number().filter(|value| value.is_finite()) {
                values.push(value);
                extent = Some(extent.map_or((value, value), |(least, most)| (least.min(value), most.max(value))));
            }
            places.push(MapPlace {
                area,
                force,
                name: place.name.clone(),
                usual: place.aliases.iter().find(|alias| alias.chars().count() == 3).cloned(),
                cell,
                class: None,
                chosen: query.areas.iter().position(|chosen| *chosen == area),
                label: String::new(),
                needs_care: cell.value().is_some_and(|value| value.needs_care(query.measure)),
            });
        }
        let cuts = Cuts::of(query.measure, &values, query.options.classes);
        let classes = cuts.classes(&values);
        let mut missing = 0;
        for place in &mut places {
            place.class = place.cell.number().and_then(|value| cuts.class_of(value));
            place.label = label(place, period, query.measure, classes.len(), dataset);
            missing += usize::from(place.class.is_none());
        }
        let caption = Caption::default();
        let first_rise = cuts.first_rise;
        let mut places = Self { query: query.clone(), caption, period, places, classes, first_rise, missing, extent };
        places.caption = places_words::caption(&places, &asked);
        places
    }

    /// The bounds of a class as they are written, `0.52` and `1.10`: both values lie in it.
    pub fn bounds(&self, class: usize) -> Option<(String, String)> {
        let class = self.classes.get(class)?;
        Some((words::value(self.query.measure, class.from), words::value(self.query.measure, class.to)))
    }

    /// Whether a class holds falls, which have shades of their own: the farther from no change, the stronger.
    pub fn is_fall(&self, class: usize) -> bool {
        class < self.falls()
    }

    /// How many classes hold falls, of a change.
    fn falls(&self) -> usize {
        let all_fall = self.query.measure == Measure::Change && self.classes.last().is_some_and(|class| class.to < 0.0);
        self.first_rise.unwrap_or(if all_fall { self.classes.len() } else { 0 })
    }

    /// Which of the five shades, 0 the weakest, a class has: a map of fewer classes uses the whole range. Beside each
    /// other, falls and rises are as strong as they are far from no change by their classes, and leave out the weakest
    /// shade, in which they are hard to tell apart.
    pub fn shade(&self, class: usize) -> usize {
        let (falls, all) = (self.falls(), self.classes.len());
        let step = if class < falls { falls - 1 - class } else { class - falls };
        let weakest = usize::from(self.first_rise.is_some());
        match falls.max(all - falls) {
            0 | 1 => 2,
            most => weakest + (step * (4 - weakest) + (most - 1) / 2) / (most - 1),
        }
    }

    /// What the map counts, for its legend: `Offences per 1,000 residents`.
    pub fn unit(&self) -> &'static str {
        places_words::unit(self.query.measure)
    }
}

fn label(place: &MapPlace, period: Period, measure: Measure, classes: usize, dataset: &Dataset) -> String {
    let period = period.to_string();
    let value = words::cell_in_full(dataset, measure, &place.cell);
    let mut label = [place.name.as_str(), ", ", &period, ": ", &value].concat();
    let Some(value) = place.cell.value() else { return label };
    if value.mixed_rules {
        label.push_str(", part of it before and part after a change of the rules");
    }
    if measure == Measure::Change && value.is_on_small_number() {
        label.push_str(", too few for a reliable percentage");
    }
    if let Some(class) = place.class {
        label.push_str(", class ");
        label.push_str(&(class + 1).to_string());
        label.push_str(" of ");
        label.push_str(&classes.to_string());
    }
    label
}

/// Short forms of the places' names, each unlike any other: a usual one of three letters (`Met`), else, of one word,
/// its first four letters (`Kent`, `Derb`); with an “and” or an “of”, the initials around it (`A&S`, `CoL`); of two
/// words, the first one's initial and three letters of the second (`NWal`). Of names that would read the same, the
/// initial and the three letters from just before they part (`Nham`, `Nhum`).
pub fn short_names(places: &[MapPlace]) -> Vec<String> {
    let of = |place: &MapPlace| place.usual.clone().unwrap_or_else(|| short_name(&place.name));
    let mut shorts: Vec<String> = places.iter().map(of).collect();
    for (index, place) in places.iter().enumerate() {
        let others = places.iter().filter(|other| other.area != place.area);
        let same = others.filter(|other| short_name(&other.name) == shorts[index]);
        if let Some(alike) = same.map(|other| alike(&place.name, &other.name)).max() {
            let letters = place.name.chars().skip(alike.saturating_sub(1)).take(3);
            shorts[index] = place.name.chars().take(1).chain(letters).collect();
        }
    }
    shorts
}

fn short_name(name: &str) -> String {
    let words: Vec<&str> = name.split([' ', '-']).collect();
    match words.as_slice() {
        [one] => one.chars().take(4).collect(),
        [one, other] => one.chars().take(1).chain(other.chars().take(3)).collect(),
        words => {
            let initial = |word: &&str| if *word == "and" { Some('&') } else { word.chars().next() };
            words.iter().filter_map(initial).collect()
        }
    }
}

/// How many characters two names have alike at the start.
fn alike(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count()
}
