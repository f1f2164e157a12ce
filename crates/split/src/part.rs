//! Writing a part, or what several of them load: a module that lives on what others lend it.

use crate::lending::{Item, Lending};
use crate::numbering::Numbering;
use crate::plan::{Found, Plan};
use crate::source::Source;
use crate::texts::{Bytes, Texts};
use crate::uses::Uses;
use crate::{Error, Output, custom};
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    FunctionSection, ImportSection, Module,
};

/// The name by which others import from the first module; from any other they import by the name of its file.
pub const FROM_PRIMARY: &str = "p";

/// What is lent: by the first module, and by each of the others in their order.
pub struct Lent {
    pub by_first: Lending,
    pub by_others: Vec<Lending>,
}

/// A module under way.
struct Part<'s, 'a> {
    source: &'s Source<'a>,
    plan: &'s Plan,
    texts: &'s [Bytes],
    part: usize,
    own: Vec<u32>,
    uses: Uses,
    numbering: Numbering,
    imports: ImportSection,
}

/// Writes a module, and asks others for what it needs. One that lends is written after those that ask it for something.
///
/// # Errors
///
/// Code that cannot be read.
pub fn write(source: &Source<'_>, plan: &Plan, texts: &Texts, part: usize, lent: &mut Lent) -> Result<Output, Error> {
    let mut module = Part {
        source,
        plan,
        texts: texts.parts.get(&part).map_or(&[], Vec::as_slice),
        part,
        own: plan.residents(part).collect(),
        uses: plan.uses_of(part),
        numbering: Numbering::default(),
        imports: ImportSection::new(),
    };
    module.import_things(&mut lent.by_first)?;
    module.import_functions(lent);
    module.number_own();
    module.write(&lent.by_others[part])
}

impl Part<'_, '_> {
    fn import_things(&mut self, primary: &mut Lending) -> Result<(), Error> {
        if !self.slots().is_empty() {
            self.uses.tables.insert(self.source.function_table);
        }
        if !self.texts.is_empty() {
            self.uses.memories.insert(0);
        }
        for (new, old) in (0_u32..).zip(&self.uses.tables) {
            let table = self.plan.table_type(self.source, *old, self.source.tables[*old as usize]);
            let entity = EntityType::Table(RoundtripReencoder.table_type(table)?);
            self.imports.import(FROM_PRIMARY, &primary.name(Item::Table(*old)), entity);
            self.numbering.tables.insert(*old, new);
        }
        for (new, old) in (0_u32..).zip(&self.uses.memories) {
            let memory = self.source.memories[*old as usize];
            let entity = EntityType::Memory(RoundtripReencoder.memory_type(memory)?);
            self.imports.import(FROM_PRIMARY, &primary.name(Item::Memory(*old)), entity);
            self.numbering.memories.insert(*old, new);
        }
        for (new, old) in (0_u32..).zip(&self.uses.globals) {
            let global = self.source.globals[*old as usize];
            let entity = EntityType::Global(RoundtripReencoder.global_type(global)?);
            self.imports.import(FROM_PRIMARY, &primary.name(Item::Global(*old)), entity);
            self.numbering.globals.insert(*old, new);
        }
        Ok(())
    }

    /// Functions that live elsewhere. Of those that may not be there yet, the first module has doors under the same
    /// numbers.
    fn import_functions(&mut self, lent: &mut Lent) {
        for function in &self.uses.functions {
            let item = Item::Function(*function);
            let (from, name) = match self.plan.find(*function, self.part) {
                Found::Here => continue,
                Found::Before(lender) => (self.plan.modules[lender].name.as_str(), lent.by_others[lender].name(item)),
                Found::First => (FROM_PRIMARY, lent.by_first.name(item)),
            };
            let new = self.numbering.functions.len() as u32;
            self.imports.import(from, &name, EntityType::Function(self.source.functions[*function as usize]));
            self.numbering.functions.insert(*function, new);
        }
    }

    fn number_own(&mut self) {
        let first = self.numbering.functions.len() as u32;
        self.numbering.functions.extend(self.own.iter().copied().zip(first..));
    }

    fn slots(&self) -> &BTreeMap<u32, u32> {
        &self.plan.slots[self.part]
    }

    fn write(mut self, lends: &Lending) -> Result<Output, Error> {
        let mut module = Module::new();
        module.section(&custom::types(self.source)?).section(&self.imports);
        let mut functions = FunctionSection::new();
        for function in &self.own {
            functions.function(self.source.functions[*function as usize]);
        }
        module.section(&functions);
        if !lends.added().is_empty() {
            module.section(&self.exports(lends)?);
        }
        module.section(&self.elements()?).section(&self.code()?);
        if !self.texts.is_empty() {
            let mut data = DataSection::new();
            let memory = self.numbering.memory_index(0)?;
            for text in self.texts {
                data.active(memory, &ConstExpr::i32_const(text.address.cast_signed()), text.bytes.iter().copied());
            }
            module.section(&data);
        }
        custom::write(&mut module, self.source, &self.names());
        Ok(Output {
            name: self.plan.modules[self.part].name.clone(),
            needs: self.plan.before(self.part).map(|module| self.plan.modules[module].name.clone()).collect(),
            bytes: module.finish(),
            functions: self.own.len(),
            imports: self.imports.len() as usize,
            doors: Vec::new(),
            contents: custom::contents(self.source, self.own.into_iter()),
        })
    }

    fn exports(&mut self, lending: &Lending) -> Result<ExportSection, Error> {
        let mut exports = ExportSection::new();
        for (name, item) in lending.added() {
            if let Item::Function(function) = item {
                exports.export(name, ExportKind::Func, self.numbering.function_index(*function)?);
            }
        }
        Ok(exports)
    }

    /// Fills the slots through which the part is called.
    fn elements(&mut self) -> Result<ElementSection, Error> {
        let mut elements = ElementSection::new();
        for (first, functions) in runs(self.slots()) {
            let table = self.numbering.table_index(self.source.function_table)?;
            let mut numbers = Vec::new();
            for function in functions {
                numbers.push(self.numbering.function_index(function)?);
            }
            // Only the first table can be filled in the short way that every program reads.
            let table = (table != 0).then_some(table);
            let place = ConstExpr::i32_const(first.cast_signed());
            elements.active(table, &place, Elements::Functions(numbers.into()));
        }
        custom::declare(&mut elements, self.uses.referenced.iter(), &self.numbering);
        Ok(elements)
    }

    fn code(&mut self) -> Result<CodeSection, Error> {
        let mut code = CodeSection::new();
        for body in self.own.iter().filter_map(|function| self.source.body(*function)) {
            self.numbering.parse_function_body(&mut code, body.clone())?;
        }
        Ok(code)
    }

    fn names(&self) -> Vec<(u32, String)> {
        let mut names: Vec<(u32, String)> =
            self.numbering.functions.iter().map(|(old, new)| (*new, self.source.name(*old))).collect();
        names.sort_unstable();
        names
    }
}

/// Slots that stand side by side, each time with the first.
fn runs(slots: &BTreeMap<u32, u32>) -> Vec<(u32, Vec<u32>)> {
    let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
    for (slot, function) in slots {
        match runs.last_mut() {
            Some((first, functions)) if *first + functions.len() as u32 == *slot => functions.push(*function),
            _ => runs.push((*slot, vec![*function])),
        }
    }
    runs
}
