//! What a module gives to others, and under which names.

use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::ExternalKind;

/// A thing by its number in the module that is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    Function(u32),
    Global(u32),
    Table(u32),
    Memory(u32),
}

impl Item {
    /// The letter that names of its kind begin with.
    fn letter(self) -> char {
        match self {
            Item::Function(_) => 'f',
            Item::Global(_) => 'g',
            Item::Table(_) => 't',
            Item::Memory(_) => 'm',
        }
    }
}

/// The exports that a module has and gets.
#[derive(Debug, Default)]
pub struct Lending {
    names: BTreeMap<Item, String>,
    taken: BTreeSet<String>,
    added: Vec<(String, Item)>,
}

impl Lending {
    /// The exports of the module that is split: their names are used again.
    pub fn of(source: &Source<'_>) -> Self {
        let mut lending = Lending::default();
        for export in &source.exports {
            lending.taken.insert(export.name.to_owned());
            let item = match export.kind {
                ExternalKind::Func | ExternalKind::FuncExact => Item::Function(export.index),
                ExternalKind::Global => Item::Global(export.index),
                ExternalKind::Table => Item::Table(export.index),
                ExternalKind::Memory => Item::Memory(export.index),
                ExternalKind::Tag => continue,
            };
            lending.names.entry(item).or_insert_with(|| export.name.to_owned());
        }
        lending
    }

    /// The name under which a thing is exported; it gets one if it has none.
    pub fn name(&mut self, item: Item) -> String {
        if let Some(name) = self.names.get(&item) {
            return name.clone();
        }
        let name = self.new_name(item.letter());
        self.taken.insert(name.clone());
        self.names.insert(item, name.clone());
        self.added.push((name.clone(), item));
        name
    }

    fn new_name(&self, letter: char) -> String {
        let mut number = self.added.iter().filter(|(_, item)| item.letter() == letter).count();
        loop {
            let name = format!("_{letter}{number}");
            if !self.taken.contains(&name) {
                return name;
            }
            number += 1;
        }
    }

    /// The exports that came in addition, in the order in which they were asked for.
    pub fn added(&self) -> &[(String, Item)] {
        &self.added
    }
}
