//! Writing the module that is loaded first.

use crate::lending::{Item, Lending};
use crate::numbering::Numbering;
use crate::plan::{Home, Plan};
use crate::source::Source;
use crate::texts::Texts;
use crate::{Error, Output, custom};
use std::collections::BTreeMap;
use wasm_encoder::reencode::Reencode;
use wasm_encoder::{
    CodeSection, ConstExpr, DataCountSection, DataSection, ElementSection, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, ImportSection, MemorySection, Module, StartSection, TableSection, TagSection,
};
use wasmparser::CompositeInnerType;

/// The name of the module that is loaded first.
pub const PRIMARY: &str = "primary";

/// A new module under way.
struct Primary<'s, 'a> {
    source: &'s Source<'a>,
    plan: &'s Plan,
    texts: &'s Texts,
    kept: Vec<u32>,
    /// Numbers for code: functions of parts are called through their doors.
    numbering: Numbering,
    /// Numbers for slots that parts fill: until then they hold a function that stops the program.
    holes: Numbering,
    /// The type of a function that takes and gives nothing.
    empty_type: u32,
}

/// Writes the module that is loaded first.
///
/// # Errors
///
/// Code that cannot be read.
pub fn write(source: &Source<'_>, plan: &Plan, texts: &Texts, lending: &Lending) -> Result<Output, Error> {
    Primary::new(source, plan, texts).write(lending)
}

impl<'s, 'a> Primary<'s, 'a> {
    fn new(source: &'s Source<'a>, plan: &'s Plan, texts: &'s Texts) -> Self {
        let kept: Vec<u32> = plan.residents_of_first().collect();
        let mut numbering = Numbering {
            functions: (0_u32..).zip(&kept).map(|(new, old)| (*old, new)).collect(),
            globals: same(source.globals.len()),
            tables: same(source.tables.len()),
            memories: same(source.memories.len()),
        };
        let first_door = kept.len() as u32;
        let filler = first_door + plan.doors.len() as u32;
        let mut holes = numbering.clone();
        holes.functions.extend(plan.slots.iter().flat_map(BTreeMap::values).map(|function| (*function, filler)));
        let gone = source.segments.iter().flat_map(|segment| segment.functions.iter().flatten());
        let gone = gone.filter(|function| plan.homes[**function as usize] == Home::Nowhere);
        holes.functions.extend(gone.map(|function| (*function, filler)));
        numbering.functions.extend(plan.doors.keys().copied().zip(first_door..));
        Primary { source, plan, texts, kept, numbering, holes, empty_type: empty_type(source) }
    }

    fn write(mut self, lending: &Lending) -> Result<Output, Error> {
        let mut module = Module::new();
        self.write_what_is_called(&mut module)?;
        self.write_what_is_there(&mut module, lending)?;
        self.write_code_and_data(&mut module)?;
        self.write_custom(&mut module);
        let source = self.source;
        Ok(Output {
            name: PRIMARY.to_owned(),
            needs: Vec::new(),
            bytes: module.finish(),
            functions: self.functions().count() + self.plan.doors.len() + 1,
            imports: source.import_section.clone().map_or(0, |section| section.into_imports().count()),
            doors: self.plan.doors.keys().map(|function| source.name(*function)).collect(),
            contents: custom::contents(source, self.functions()),
        })
    }

    /// The functions that are kept and not imported.
    fn functions(&self) -> impl Iterator<Item = u32> {
        self.kept.iter().copied().skip(self.source.imported_functions)
    }

    fn write_what_is_called(&mut self, module: &mut Module) -> Result<(), Error> {
        let mut types = custom::types(self.source)?;
        if self.empty_type == types.len() {
            types.ty().function([], []);
        }
        module.section(&types);
        if let Some(section) = &self.source.import_section {
            let mut imports = ImportSection::new();
            self.numbering.parse_import_section(&mut imports, section.clone())?;
            module.section(&imports);
        }
        let mut functions = FunctionSection::new();
        for function in self.functions().chain(self.plan.doors.keys().copied()) {
            functions.function(self.source.functions[function as usize]);
        }
        functions.function(self.empty_type);
        module.section(&functions);
        Ok(())
    }

    fn write_what_is_there(&mut self, module: &mut Module, lending: &Lending) -> Result<(), Error> {
        module.section(&self.tables()?);
        if let Some(section) = &self.source.memory_section {
            let mut memories = MemorySection::new();
            self.numbering.parse_memory_section(&mut memories, section.clone())?;
            module.section(&memories);
        }
        if let Some(section) = &self.source.tag_section {
            let mut tags = TagSection::new();
            self.numbering.parse_tag_section(&mut tags, section.clone())?;
            module.section(&tags);
        }
        if let Some(section) = &self.source.global_section {
            let mut globals = GlobalSection::new();
            self.numbering.parse_global_section(&mut globals, section.clone())?;
            module.section(&globals);
        }
        module.section(&self.exports(lending)?);
        if let Some(start) = self.source.start {
            module.section(&StartSection { function_index: self.numbering.function_index(start)? });
        }
        Ok(())
    }

    fn tables(&mut self) -> Result<TableSection, Error> {
        let mut tables = TableSection::new();
        let own = self.source.table_section.clone().into_iter().flatten();
        for (index, table) in (self.source.imported_tables as u32..).zip(own) {
            let mut table = table?;
            table.ty = self.plan.table_type(self.source, index, table.ty);
            self.numbering.parse_table(&mut tables, table)?;
        }
        Ok(tables)
    }

    fn exports(&mut self, lending: &Lending) -> Result<ExportSection, Error> {
        let mut exports = ExportSection::new();
        for export in &self.source.exports {
            self.numbering.parse_export(&mut exports, *export)?;
        }
        for (name, item) in lending.added() {
            let (kind, index) = match *item {
                Item::Function(index) => (ExportKind::Func, self.numbering.function_index(index)?),
                Item::Global(index) => (ExportKind::Global, index),
                Item::Table(index) => (ExportKind::Table, index),
                Item::Memory(index) => (ExportKind::Memory, index),
            };
            exports.export(name, kind, index);
        }
        Ok(exports)
    }

    fn write_code_and_data(&mut self, module: &mut Module) -> Result<(), Error> {
        module.section(&self.elements()?);
        let moved = self.texts.primary.as_ref();
        if let Some(count) = self.source.data_count {
            let count = moved.map_or(count, |bytes| bytes.len() as u32);
            module.section(&DataCountSection { count });
        }
        let mut code = CodeSection::new();
        for body in self.kept.iter().filter_map(|function| self.source.body(*function)) {
            self.numbering.parse_function_body(&mut code, body.clone())?;
        }
        for (function, slot) in &self.plan.doors {
            code.function(&self.door(*function, *slot)?);
        }
        code.function(&filler());
        module.section(&code);
        if let Some(bytes) = moved {
            let mut data = DataSection::new();
            for bytes in bytes {
                data.active(0, &ConstExpr::i32_const(bytes.address.cast_signed()), bytes.bytes.iter().copied());
            }
            module.section(&data);
        } else if let Some(section) = &self.source.data_section {
            let mut data = DataSection::new();
            self.numbering.parse_data_section(&mut data, section.clone())?;
            module.section(&data);
        }
        Ok(())
    }

    fn elements(&mut self) -> Result<ElementSection, Error> {
        let mut elements = ElementSection::new();
        for segment in &self.source.segments {
            let numbering = if segment.place.is_some() { &mut self.holes } else { &mut self.numbering };
            numbering.parse_element(&mut elements, segment.element.clone())?;
        }
        let referenced = self.functions().flat_map(|function| &self.plan.uses[function as usize].referenced);
        custom::declare(&mut elements, referenced, &self.numbering);
        Ok(elements)
    }

    /// A function that calls what is in the slot. Until the part has filled it, that stops the program.
    fn door(&self, function: u32, slot: u32) -> Result<Function, Error> {
        let parameters = self.source.function_type(function)?.params().len() as u32;
        let mut door = Function::new([]);
        let mut code = door.instructions();
        for parameter in 0..parameters {
            code.local_get(parameter);
        }
        code.i32_const(slot.cast_signed());
        code.call_indirect(self.source.function_table, self.source.functions[function as usize]);
        code.end();
        Ok(door)
    }

    fn write_custom(&self, module: &mut Module) {
        let kept = (0_u32..).zip(self.kept.iter().map(|function| self.source.names.get(function).copied()));
        let mut names: Vec<(u32, String)> =
            kept.filter_map(|(new, name)| name.map(|name| (new, name.to_owned()))).collect();
        let doors = self.plan.doors.keys().map(|function| format!("door to {}", self.source.name(*function)));
        names.extend((self.kept.len() as u32..).zip(doors));
        custom::write(module, self.source, &names);
    }
}

fn filler() -> Function {
    let mut function = Function::new([]);
    function.instructions().unreachable().end();
    function
}

fn same(count: usize) -> BTreeMap<u32, u32> {
    (0..count as u32).map(|index| (index, index)).collect()
}

fn empty_type(source: &Source<'_>) -> u32 {
    let is_empty = |inner: &CompositeInnerType| match inner {
        CompositeInnerType::Func(found) => found.params().is_empty() && found.results().is_empty(),
        _ => false,
    };
    let found = source.types.iter().position(|found| found.is_final && is_empty(&found.composite_type.inner));
    found.unwrap_or(source.types.len()) as u32
}
