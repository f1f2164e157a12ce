//! Which function goes where, and how those that went are called.

use crate::groups::{self, Parts};
use crate::part::FROM_PRIMARY;
use crate::slots::Slots;
use crate::source::{Segment, Source};
use crate::uses::Uses;
use crate::{Error, PartAsked};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::TableType;

/// What the names of modules begin with that hold what several parts need.
const SHARED: &str = "shared";

/// Where a function lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// Nothing reaches it: it is dropped.
    Nowhere,
    /// The module that is loaded first.
    Primary,
    /// Modules by their places in [`Plan::modules`]: each has a copy, and those that load one of them need none.
    Modules(Parts),
}

/// A module beside the first one.
#[derive(Debug)]
pub struct Part {
    /// The name of its file.
    pub name: String,
    /// The parts that were asked for and load it: itself and those that come after it, or several.
    pub of: Parts,
}

/// Where a module finds a function.
pub enum Found {
    /// In itself.
    Here,
    /// In a module that is loaded before it, by its place in [`Plan::modules`].
    Before(usize),
    /// In the first module: the function, or the door that leads to it.
    First,
}

/// The whole division.
pub struct Plan {
    /// The parts, as they were asked for, then what several of them load.
    pub modules: Vec<Part>,
    /// Where each function lives, imported ones in the first module.
    pub homes: Vec<Home>,
    /// What each function uses; imported ones nothing.
    pub uses: Vec<Uses>,
    /// The slot of the table for each function of a part that is called from outside its part.
    pub doors: BTreeMap<u32, u32>,
    /// For each module the slots it fills.
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
        let reached = reached_by(source, &uses, &entries, slots)?;
        let mut groups: BTreeMap<Parts, u64> = BTreeMap::new();
        for (function, by) in (0_u32..).zip(&reached) {
            if let By::Parts(parts) = by {
                *groups.entry(parts.clone()).or_default() += source.size(function);
            }
        }
        let modules = modules(&entries, groups::with_module(&groups));
        let of: Vec<Parts> = modules.iter().map(|module| module.of.clone()).collect();
        let homes = reached.into_iter().map(|by| match by {
            By::Nothing => Home::Nowhere,
            By::First => Home::Primary,
            By::Parts(parts) => Home::Modules(groups::holders(&parts, &of)),
        });
        let mut plan = Plan {
            homes: homes.collect(),
            uses,
            doors: BTreeMap::new(),
            slots: vec![BTreeMap::new(); modules.len()],
            new_slots: 0,
            modules,
        };
        plan.fill_slots(source);
        plan.make_doors(source)?;
        Ok(plan)
    }

    /// The functions of the first module, in the order of the module that is split.
    pub fn residents_of_first(&self) -> impl Iterator<Item = u32> {
        self.residents_where(|home| *home == Home::Primary)
    }

    /// The functions of a module, in the order of the module that is split.
    pub fn residents(&self, module: usize) -> impl Iterator<Item = u32> {
        self.residents_where(move |home| matches!(home, Home::Modules(modules) if modules.contains(&module)))
    }

    fn residents_where(&self, lives: impl Fn(&Home) -> bool) -> impl Iterator<Item = u32> {
        (0_u32..).zip(&self.homes).filter(move |(_, home)| lives(home)).map(|(function, _)| function)
    }

    /// The modules in an order in which they can be loaded: those first that most parts load.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.modules.len()).collect();
        order.sort_by_key(|module| Reverse(self.modules[*module].of.len()));
        order
    }

    /// Whether a module is loaded before another one, whatever loads that.
    pub fn is_before(&self, module: usize, other: usize) -> bool {
        module != other && self.modules[module].of.is_superset(&self.modules[other].of)
    }

    /// The modules that are loaded before this one, in their order.
    pub fn before(&self, module: usize) -> impl Iterator<Item = usize> {
        self.order().into_iter().filter(move |other| self.is_before(*other, module))
    }

    /// Where a module finds a function.
    pub fn find(&self, function: u32, module: usize) -> Found {
        match self.homes.get(function as usize) {
            Some(Home::Modules(holders)) if holders.contains(&module) => Found::Here,
            Some(Home::Modules(holders)) => {
                let lender = holders.iter().find(|holder| self.is_before(**holder, module));
                lender.map_or(Found::First, |lender| Found::Before(*lender))
            }
            _ => Found::First,
        }
    }

    /// What the functions of a module use together.
    pub fn uses_of(&self, module: usize) -> Uses {
        let mut together = Uses::default();
        for function in self.residents(module) {
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

    fn holders(&self, function: u32) -> Parts {
        match self.homes.get(function as usize) {
            Some(Home::Modules(holders)) => holders.clone(),
            _ => Parts::new(),
        }
    }

    /// The slots that functions of parts have in the module that is split.
    fn fill_slots(&mut self, source: &Source<'_>) {
        for segment in &source.segments {
            let Some(place) = segment.place else { continue };
            for (slot, function) in (place..).zip(&segment.functions) {
                let Some(function) = *function else { continue };
                for module in self.holders(function) {
                    self.slots[module].insert(slot, function);
                }
            }
        }
    }

    fn make_doors(&mut self, source: &Source<'_>) -> Result<(), Error> {
        let first = source.tables.get(source.function_table as usize).ok_or(Error::NoTable)?.initial;
        let first = u32::try_from(first).map_err(|_| Error::NoTable)?;
        for function in self.called_from_outside(source)? {
            let holders = self.holders(function);
            let Some(one) = holders.first() else { continue };
            let known = self.slots[*one].iter().find(|(_, found)| **found == function).map(|(slot, _)| *slot);
            let slot = known.unwrap_or_else(|| {
                let slot = first + self.new_slots;
                self.new_slots += 1;
                slot
            });
            for module in holders {
                self.slots[module].insert(slot, function);
            }
            self.doors.insert(function, slot);
        }
        Ok(())
    }

    /// The functions of parts that are named where they are not found: by what is not code, by the first module, and by
    /// other parts.
    fn called_from_outside(&self, source: &Source<'_>) -> Result<BTreeSet<u32>, Error> {
        let mut outside: BTreeSet<u32> = named_without_code(source)?.collect();
        for segment in source.segments.iter().filter(|segment| segment.place.is_none()) {
            outside.extend(segment.functions.iter().flatten());
        }
        for function in self.residents_of_first() {
            outside.extend(&self.uses[function as usize].functions);
        }
        for module in 0..self.modules.len() {
            let uses = self.uses_of(module).functions;
            outside.extend(uses.into_iter().filter(|function| matches!(self.find(*function, module), Found::First)));
        }
        outside.retain(|function| matches!(self.homes.get(*function as usize), Some(Home::Modules(_))));
        Ok(outside)
    }
}

/// The parts, then modules for what several of them need.
fn modules(entries: &Entries, mut shared: Vec<Parts>) -> Vec<Part> {
    let of: Vec<Parts> = (0..entries.parts.len()).map(|part| entries.with_later(&Parts::from([part]))).collect();
    // What a part needs and those after it is that part's own.
    shared.retain(|parts| !of.contains(parts));
    let own = entries.parts.iter().cloned().zip(of).map(|(name, of)| Part { name, of });
    let shared = (1..).zip(shared).map(|(number, of)| Part { name: format!("{SHARED}-{number}"), of });
    own.chain(shared).collect()
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
    /// The part after which each is loaded.
    after: BTreeMap<usize, usize>,
    /// The parts of each function that is an entry.
    of: Vec<Option<Parts>>,
    /// Whether an entry gives way: see [`PartAsked::gives_way`].
    gives_way: Vec<bool>,
    /// Functions for which patterns of different parts were given, with two of these. They are entries of none: such a
    /// function joins the parts, as the name of one that builds a page of several views tells of all of them.
    joints: BTreeMap<u32, [Parts; 2]>,
}

impl Entries {
    fn find(source: &Source<'_>, asked: &[PartAsked]) -> Result<Self, Error> {
        let of = vec![None; source.functions.len()];
        let gives_way = vec![false; of.len()];
        let after = BTreeMap::new();
        let mut entries = Entries { parts: Vec::new(), after, of, gives_way, joints: BTreeMap::new() };
        let names = source.plain_names();
        for part in asked {
            entries.find_part(part, &names)?;
        }
        entries.find_order(asked)?;
        for function in entries.joints.keys() {
            entries.of[*function as usize] = None;
        }
        entries.refuse_empty(source)?;
        Ok(entries)
    }

    fn find_part(&mut self, asked: &PartAsked, names: &[(u32, String)]) -> Result<(), Error> {
        let parts = asked.name.split('+').map(|name| self.number(name)).collect::<Result<Parts, _>>()?;
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
            let known = self.of[*function as usize].as_ref() == Some(&parts) && !self.gives_way[*function as usize];
            self.gives_way[*function as usize] = asked.gives_way && !known;
            match self.of[*function as usize].replace(parts.clone()) {
                Some(other) if other != parts => _ = self.joints.insert(*function, [other, parts.clone()]),
                _ => {}
            }
        }
        Ok(())
    }

    fn find_order(&mut self, asked: &[PartAsked]) -> Result<(), Error> {
        let place = |name: &String| self.parts.iter().position(|part| part == name);
        let mut after = BTreeMap::new();
        for PartAsked { name, after: other, .. } in asked {
            let Some(other) = other else { continue };
            let (Some(part), Some(before)) = (place(name), place(other)) else {
                return Err(Error::NoOrder { part: name.clone(), after: other.clone() });
            };
            after.insert(part, before);
        }
        self.after = after;
        let in_circle = |part: usize| self.before(part).nth(self.parts.len()).is_some();
        match (0..self.parts.len()).find(|part| in_circle(*part)) {
            Some(part) => Err(Error::NoOrder { part: self.parts[part].clone(), after: self.parts[part].clone() }),
            None => Ok(()),
        }
    }

    /// The part and those before it, in a circle without an end.
    fn before(&self, part: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(part), |part| self.after.get(part).copied())
    }

    /// These parts and those that are loaded after one of them, for which all is there that one needs.
    fn with_later(&self, parts: &Parts) -> Parts {
        let is_later = |part: &usize| self.before(*part).any(|before| parts.contains(&before));
        (0..self.parts.len()).filter(is_later).collect()
    }

    /// A part of which every function was asked for by another part too is a mistake.
    fn refuse_empty(&self, source: &Source<'_>) -> Result<(), Error> {
        for part in (0..self.parts.len()).filter(|part| !self.of.iter().flatten().any(|of| of.contains(part))) {
            let is_of = |both: &[Parts; 2]| both.iter().any(|parts| parts.contains(&part));
            if let Some((function, both)) = self.joints.iter().find(|(_, both)| is_of(both)) {
                let parts = both.each_ref().map(|parts| self.joined(parts));
                return Err(Error::TwoParts { function: source.name(*function), parts });
            }
        }
        Ok(())
    }

    /// The names of parts as they are asked for together.
    fn joined(&self, parts: &Parts) -> String {
        let names: Vec<&str> = parts.iter().map(|part| self.parts[*part].as_str()).collect();
        names.join("+")
    }

    /// The number of a part; the same name again is the same part, with one more pattern.
    fn number(&mut self, name: &str) -> Result<usize, Error> {
        let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let is_taken = ["primary", FROM_PRIMARY].contains(&name) || name.starts_with(SHARED);
        if name.is_empty() || !name.bytes().all(fits) || is_taken {
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

    fn of(&self, function: u32) -> Option<&Parts> {
        self.of.get(function as usize)?.as_ref()
    }

    fn refuse_pinned(&self, source: &Source<'_>, uses: &[Uses]) -> Result<(), Error> {
        for (function, part) in (0_u32..).zip(&self.of) {
            if let Some(parts) = part.as_ref().filter(|_| uses[function as usize].pinned) {
                return Err(Error::Pinned { function: source.name(function), part: self.joined(parts) });
            }
        }
        Ok(())
    }
}

/// What reaches a function.
#[derive(Clone)]
enum By {
    Nothing,
    /// The first module, perhaps beside parts.
    First,
    Parts(Parts),
}

fn reached_by(source: &Source<'_>, uses: &[Uses], entries: &Entries, slots: Option<&Slots>) -> Result<Vec<By>, Error> {
    let called: Vec<BTreeSet<u32>> = (0_u32..)
        .zip(uses)
        .map(|(function, uses)| {
            let by_slot = slots.into_iter().flat_map(|slots| slots.of(function));
            uses.functions.iter().copied().chain(by_slot).collect()
        })
        .collect();
    let primary = reached(roots(source, uses, entries, slots)?, &called, |function| entries.may_stay(function));
    let mut by = vec![By::Nothing; source.functions.len()];
    by[..source.imported_functions].fill(By::First);
    for function in &primary {
        by[*function as usize] = By::First;
    }
    for part in 0..entries.parts.len() {
        let is_entry = |of: &Option<Parts>| of.as_ref().is_some_and(|of| of.contains(&part));
        let own = (0_u32..).zip(&entries.of).filter(|(_, of)| is_entry(of)).map(|(function, _)| function);
        let may = |function| !primary.contains(&function) && entries.of(function).is_none_or(|of| of.contains(&part));
        for function in reached(own.collect(), &called, may) {
            match &mut by[function as usize] {
                By::First => {}
                By::Parts(parts) => _ = parts.insert(part),
                nothing => *nothing = By::Parts(Parts::from([part])),
            }
        }
    }
    for by in &mut by {
        if let By::Parts(parts) = by {
            *parts = entries.with_later(parts);
        }
    }
    Ok(by)
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
