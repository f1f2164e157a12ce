//! Which functions code may call by way of the table.
//!
//! A function that is called by way of the table is named by its slot: a number in the code, or a word in data that code
//! needs. A linker that was told to begin the table at a high number (`--table-base`) makes slots that are hardly ever
//! another number; where one is, a function stays that could go.

use crate::Error;
use crate::source::Source;
use crate::texts::{Bytes, Needed, addresses, around, numbers, pointers, segments};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::ExternalKind;

/// The functions that each function may call by way of the table.
#[derive(Debug, Default)]
pub struct Slots {
    of: Vec<BTreeSet<u32>>,
    /// Those that are named where nobody is seen to look.
    unseen: BTreeSet<u32>,
}

impl Slots {
    /// Reads the code and the data of a module.
    ///
    /// # Errors
    ///
    /// A table that the outside has, and code or data that cannot be read.
    pub fn read(source: &Source<'_>, once: &Needed) -> Result<Self, Error> {
        refuse_given(source)?;
        let slots = slots(source);
        let segments = segments(source)?.unwrap_or_default();
        let named: Vec<Named> = segments.iter().map(|segment| Named::by(segment, &slots, &segments)).collect();
        let mut of = Vec::with_capacity(source.functions.len());
        for function in 0..source.functions.len() as u32 {
            let mut called = BTreeSet::new();
            if let Some(body) = source.body(function) {
                // A slot is a number of its own, to which no instruction adds anything: what is added to an address is not.
                called.extend(numbers(body)?.iter().filter_map(|number| slots.get(number)));
                let found = addresses(body)?.into_iter().flat_map(|address| around(&segments, address)).collect();
                called.extend(functions_from(found, &named));
            }
            of.push(called);
        }
        let nobody = (0..segments.len()).filter(|segment| !once.has(*segment)).collect();
        Ok(Self { of, unseen: functions_from(nobody, &named) })
    }

    /// The functions that a function may call by way of the table.
    pub fn of(&self, function: u32) -> impl Iterator<Item = u32> {
        self.of.get(function as usize).into_iter().flatten().copied()
    }

    /// The functions that may be called in a way that is not seen.
    pub fn unseen(&self) -> impl Iterator<Item = u32> {
        self.unseen.iter().copied()
    }
}

fn refuse_given(source: &Source<'_>) -> Result<(), Error> {
    let is_given =
        |export: &&wasmparser::Export<'_>| export.kind == ExternalKind::Table && export.index == source.function_table;
    match source.exports.iter().find(is_given) {
        Some(export) => Err(Error::TableGiven(export.name.to_owned())),
        None => Ok(()),
    }
}

/// The function in each slot of the table of functions.
fn slots(source: &Source<'_>) -> BTreeMap<u32, u32> {
    let places = source.segments.iter().filter_map(|segment| segment.place.map(|place| (place, segment)));
    let filled = places.flat_map(|(place, segment)| (place..).zip(&segment.functions));
    filled.filter_map(|(slot, function)| function.map(|function| (slot, function))).collect()
}

/// What a segment of data names.
struct Named {
    functions: Vec<u32>,
    segments: Vec<usize>,
}

impl Named {
    fn by(segment: &Bytes, slots: &BTreeMap<u32, u32>, segments: &[Bytes]) -> Self {
        let words = pointers(segment);
        Self {
            functions: words.iter().filter_map(|word| slots.get(word).copied()).collect(),
            segments: words.iter().flat_map(|word| around(segments, *word)).collect(),
        }
    }
}

/// The functions that segments name, and those that they lead to.
fn functions_from(mut waiting: Vec<usize>, named: &[Named]) -> BTreeSet<u32> {
    let mut seen = BTreeSet::new();
    let mut functions = BTreeSet::new();
    while let Some(segment) = waiting.pop() {
        if seen.insert(segment) {
            functions.extend(&named[segment].functions);
            waiting.extend(&named[segment].segments);
        }
    }
    functions
}
