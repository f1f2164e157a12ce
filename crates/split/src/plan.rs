//! Which function goes where, and how those that went are called.

use crate::slots::Slots;
use crate::source::{Segment, Source};
use crate::uses::Uses;
use crate::{Error, PartAsked};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::TableType;

/// The name of the part that holds what several parts need.
pub const SHARED: &str = "shared";

/// Where a function lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// Nothing reaches it: it is dropped.
    Nowhere,
    /// The module that is loaded first.
    Primary,
    /// A part, by its place in [`Plan::parts`].
    Part(usize),
}

/// The whole division.
pub struct Plan {
    /// The names of the parts, as they were asked for, then `shared`.
    pub parts: Vec<String>,
    /// Where each function lives, imported ones in the first module.
    pub homes: Vec<Home>,
    /// What each function uses; imported ones nothing.
    pub uses: Vec<Uses>,
    /// The slot of the table for each function of a part that is called from outside its part.
    pub doors: BTreeMap<u32, u32>,
    /// For each part the slots it fills.
    pub slots: Vec<BTreeMap<u32, u32>>,
    /// How many slots the table of functions gets in addition.
    pub new_slots: u32,
}

impl Plan {
    /// Divides a module: by what code calls and, where that is told, by what it may call by way of the table. Else
    /// whatever is in the table is needed from the beginning.
    ///
    /// # Errors
    ///
    /// Parts that cannot be had: see [`Error`].
    pub fn make(source: &Source<'_>, asked: &[PartAsked], slots: Option<&Slots>) -> Result<Self, Error> {
        let entries = Entries::find(source, asked)?;
        let uses = uses(source)?;
        entries.refuse_pinned(source, &uses)?;
        let mut plan = Plan {
            parts: entries.parts.iter().cloned().chain([SHARED.to_owned()]).collect(),
            homes: homes(source, &uses, &entries, slots)?,
            uses,
            doors: BTreeMap::new(),
            slots: vec![BTreeMap::new(); entries.parts.len() + 1],
            new_slots: 0,
        };
        plan.fill_slots(source);
        plan.make_doors(source)?;
        Ok(plan)
    }

    /// The place of `shared` among the parts.
    pub fn shared(&self) -> usize {
        self.parts.len() - 1
    }

    /// The functions that live somewhere, in the order of the module.
    pub fn residents(&self, home: Home) -> impl Iterator<Item = u32> {
        (0_u32..).zip(&self.homes).filter(move |(_, found)| **found == home).map(|(function, _)| function)
    }

    /// What the functions of a part use together.
    pub fn uses_of_part(&self, part: usize) -> Uses {
        let mut together = Uses::default();
        for function in self.residents(Home::Part(part)) {
            together.add(&self.uses[function as usize]);
        }
        together
    }

    /// The type of a table in the modules that are written: the table of functions gets room for the doors.
    pub fn table_type(&self, source: &Source<'_>, table: u32, mut found: TableType) -> TableType {
        if table == source.function_table {
            found.initial += u64::from(self.new_slots);
            found.maximum = found.maximum.map(|maximum| maximum + u64::from(self.new_slots));
        }
        found
    }

    fn part_of(&self, function: u32) -> Option<usize> {
        match self.homes.get(function as usize) {
            Some(Home::Part(part)) => Some(*part),
            _ => None,
        }
    }

    /// The slots that functions of parts have in the module that is split.
    fn fill_slots(&mut self, source: &Source<'_>) {
        for segment in &source.segments {
            let Some(place) = segment.place else { continue };
            for (slot, function) in (place..).zip(&segment.functions) {
                let Some(function) = *function else { continue };
                if let Some(part) = self.part_of(function) {
                    self.slots[part].insert(slot, function);
                }
            }
        }
    }

    fn make_doors(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let first = source.tables.get(source.function_table as usize).ok_or(Error::NoTable)?.initial;
        let first = u32::try_from(first).map_err(|_| Error::NoTable)?;
        for function in self.called_from_outside(source)? {
            let Some(part) = self.part_of(function) else { continue };
            let known = self.slots[part].iter().find(|(_, found)| **found == function).map(|(slot, _)| *slot);
            let slot = known.unwrap_or_else(|| {
                let slot = first + self.new_slots;
                self.new_slots += 1;
                slot
            });
            self.slots[part].insert(slot, function);
            self.doors.insert(function, slot);
        }
        Ok(())
    }

    /// The functions of parts that are named outside their part, by code or by what is not code.
    fn called_from_outside(&self, source: &Source<'_>) -> Result<BTreeSet<u32>, Error> {
        let mut outside: BTreeSet<u32> = named_without_code(source)?.collect();
        for segment in source.segments.iter().filter(|segment| segment.place.is_none()) {
            outside.extend(segment.functions.iter().flatten());
        }
        for (home, uses) in self.homes.iter().zip(&self.uses).filter(|(home, _)| **home != Home::Nowhere) {
            outside.extend(uses.functions.iter().filter(|function| self.homes[**function as usize] != *home));
        }
        // `shared` is always there before those that call it.
        outside.retain(|function| self.part_of(*function).is_some_and(|part| part != self.shared()));
        Ok(outside)
    }
}

/// Functions that are named by exports, the start and globals.
fn named_without_code(source: &Source<'_>) -> Result<impl Iterator<Item = u32>, Error> {
    let globals = match &source.global_section {
        Some(section) => Uses::of_globals(section.clone())?,
        None => Uses::default(),
    };
    Ok(source.exported_functions().chain(source.start).chain(globals.functions))
}

fn uses(source: &Source<'_>) -> Result<Vec<Uses>, Error> {
    let mut uses = vec![Uses::default(); source.imported_functions];
    for body in &source.bodies {
        uses.push(Uses::of_body(body)?);
    }
    Ok(uses)
}

/// The functions by which parts are entered.
struct Entries {
    parts: Vec<String>,
    /// The part of each function that is an entry.
    of: Vec<Option<usize>>,
    /// Whether an entry gives way: see [`PartAsked::gives_way`].
    gives_way: Vec<bool>,
    /// Functions that two parts asked for, with the two. They are entries of neither: such a function joins the parts,
    /// as the name of one that builds a page of several views tells of all of them.
    joints: BTreeMap<u32, [usize; 2]>,
}

impl Entries {
    fn find(source: &Source<'_>, asked: &[PartAsked]) -> Result<Self, Error> {
        let of = vec![None; source.functions.len()];
        let gives_way = vec![false; of.len()];
        let mut entries = Entries { parts: Vec::new(), of, gives_way, joints: BTreeMap::new() };
        let names = source.plain_names();
        for part in asked {
            entries.find_part(part, &names)?;
        }
        for function in entries.joints.keys() {
            entries.of[*function as usize] = None;
        }
        entries.refuse_empty(source)?;
        Ok(entries)
    }

    fn find_part(&mut self, asked: &PartAsked, names: &[(u32, String)]) -> Result<(), Error> {
        let part = self.number(&asked.name)?;
        let mut found = names.iter().filter(|(_, name)| name.contains(&asked.pattern)).peekable();
        if found.peek().is_none() || asked.pattern.is_empty() {
            return Err(Error::NoFunction {
                part: asked.name.clone(),
                pattern: asked.pattern.clone(),
                named: names.len(),
            });
        }
        for (function, _) in found {
            // What is asked for as a door is one, whatever else its name holds.
            let known = self.of[*function as usize] == Some(part) && !self.gives_way[*function as usize];
            self.gives_way[*function as usize] = asked.gives_way && !known;
            match self.of[*function as usize].replace(part) {
                Some(other) if other != part => _ = self.joints.insert(*function, [other, part]),
                _ => {}
            }
        }
        Ok(())
    }

    /// A part of which every function was asked for by another part too is a mistake.
    fn refuse_empty(&self, source: &Source<'_>) -> Result<(), Error> {
        for part in (0..self.parts.len()).filter(|part| !self.of.contains(&Some(*part))) {
            if let Some((function, both)) = self.joints.iter().find(|(_, both)| both.contains(&part)) {
                let parts = both.map(|part| self.parts[part].clone());
                return Err(Error::TwoParts { function: source.name(*function), parts });
            }
        }
        Ok(())
    }

    /// The number of a part; the same name again is the same part, with one more pattern.
    fn number(&mut self, name: &str) -> Result<usize, Error> {
        let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        if name.is_empty() || !name.bytes().all(fits) || name == "primary" || name == SHARED {
            return Err(Error::PartName(name.to_owned()));
        }
        Ok(self.parts.iter().position(|part| part == name).unwrap_or_else(|| {
            self.parts.push(name.to_owned());
            self.parts.len() - 1
        }))
    }

    /// Whether the first module may hold a function that its code calls.
    fn may_stay(&self, function: u32) -> bool {
        self.of(function).is_none() || self.gives_way.get(function as usize) == Some(&true)
    }

    fn of(&self, function: u32) -> Option<usize> {
        self.of.get(function as usize).copied().flatten()
    }

    fn refuse_pinned(&self, source: &Source<'_>, uses: &[Uses]) -> Result<(), Error> {
        for (function, part) in (0_u32..).zip(&self.of) {
            if let Some(part) = part.filter(|_| uses[function as usize].pinned) {
                return Err(Error::Pinned { function: source.name(function), part: self.parts[part].clone() });
            }
        }
        Ok(())
    }
}

fn homes(source: &Source<'_>, uses: &[Uses], entries: &Entries, slots: Option<&Slots>) -> Result<Vec<Home>, Error> {
    let called: Vec<BTreeSet<u32>> = (0_u32..)
        .zip(uses)
        .map(|(function, uses)| {
            let by_slot = slots.into_iter().flat_map(|slots| slots.of(function));
            uses.functions.iter().copied().chain(by_slot).collect()
        })
        .collect();
    let primary = reached(roots(source, uses, entries, slots)?, &called, |function| entries.may_stay(function));
    let mut homes = vec![Home::Nowhere; source.functions.len()];
    homes[..source.imported_functions].fill(Home::Primary);
    for function in &primary {
        homes[*function as usize] = Home::Primary;
    }
    for part in 0..entries.parts.len() {
        let own = (0_u32..).zip(&entries.of).filter(|(_, of)| **of == Some(part)).map(|(function, _)| function);
        let may = |function| !primary.contains(&function) && entries.of(function).is_none_or(|of| of == part);
        for function in reached(own.collect(), &called, may) {
            let home = &mut homes[function as usize];
            *home = match *home {
                Home::Nowhere => Home::Part(part),
                Home::Primary => Home::Primary,
                Home::Part(_) => Home::Part(entries.parts.len()),
            };
        }
    }
    Ok(homes)
}

/// What must be there from the beginning: what the outside, the start, the globals, the tables name, and what cannot
/// move.
fn roots(source: &Source<'_>, uses: &[Uses], entries: &Entries, slots: Option<&Slots>) -> Result<Vec<u32>, Error> {
    let in_table = |segment: &&Segment<'_>| slots.is_none() || segment.place.is_none();
    let tables = source.segments.iter().filter(in_table).flat_map(|segment| &segment.functions).flatten().copied();
    let tables = tables.chain(slots.into_iter().flat_map(Slots::unseen));
    let tables = tables.filter(|function| entries.of(*function).is_none());
    let pinned = (0_u32..).zip(uses).filter(|(_, uses)| uses.pinned).map(|(function, _)| function);
    Ok(named_without_code(source)?.chain(tables).chain(pinned).collect())
}

/// What is reached from the roots by way of functions that may be entered.
fn reached(roots: Vec<u32>, called: &[BTreeSet<u32>], may: impl Fn(u32) -> bool) -> BTreeSet<u32> {
    let mut reached = BTreeSet::new();
    let mut waiting = roots;
    while let Some(function) = waiting.pop() {
        if may(function) && reached.insert(function) {
            waiting.extend(&called[function as usize]);
        }
    }
    reached
}
