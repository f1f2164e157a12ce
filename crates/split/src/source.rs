//! The module that is to be split, read once.

use crate::Error;
use crate::names::plain;
use std::collections::BTreeMap;
use wasmparser::{
    CompositeInnerType, DataSectionReader, Element, ElementItems, ElementKind, ElementSectionReader, Export,
    ExternalKind, FuncType, FunctionBody, GlobalSectionReader, GlobalType, Import, ImportSectionReader, KnownCustom,
    MemorySectionReader, MemoryType, Name, NameSectionReader, Operator, Parser, Payload, RefType, SubType, TableInit,
    TableSectionReader, TableType, TagSectionReader, TypeRef, TypeSectionReader,
};

/// A module, its sections as they stand and what of them must be looked at.
#[derive(Default)]
pub struct Source<'a> {
    pub type_section: Option<TypeSectionReader<'a>>,
    pub import_section: Option<ImportSectionReader<'a>>,
    pub table_section: Option<TableSectionReader<'a>>,
    pub memory_section: Option<MemorySectionReader<'a>>,
    pub tag_section: Option<TagSectionReader<'a>>,
    pub global_section: Option<GlobalSectionReader<'a>>,
    pub data_section: Option<DataSectionReader<'a>>,
    pub data_count: Option<u32>,
    pub start: Option<u32>,
    pub exports: Vec<Export<'a>>,
    /// The segments that fill tables.
    pub segments: Vec<Segment<'a>>,
    pub types: Vec<SubType>,
    /// The type of each function, the imported ones first, as everywhere in WebAssembly.
    pub functions: Vec<u32>,
    pub tables: Vec<TableType>,
    pub memories: Vec<MemoryType>,
    pub globals: Vec<GlobalType>,
    /// How many of the functions are imported.
    pub imported_functions: usize,
    /// How many of the tables are imported.
    pub imported_tables: usize,
    /// The functions that are not imported.
    pub bodies: Vec<FunctionBody<'a>>,
    /// Names of functions, as they stand.
    pub names: BTreeMap<u32, &'a str>,
    /// Names of segments of data, as they stand.
    pub data_names: BTreeMap<u32, &'a str>,
    /// What the compiler says about the features in use: wasm-opt goes by it.
    pub target_features: Option<&'a [u8]>,
    /// The table of functions: through it parts are called.
    pub function_table: u32,
}

/// A segment of elements.
pub struct Segment<'a> {
    pub element: Element<'a>,
    /// The slot of its first element, for a segment that fills the table of functions at a place that is known.
    pub place: Option<u32>,
    /// The function in each place; none where it is no function, or not plainly one.
    pub functions: Vec<Option<u32>>,
}

impl<'a> Source<'a> {
    /// Reads a module.
    ///
    /// # Errors
    ///
    /// What is no module, has no names or has no table of functions.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut source = Source::default();
        let mut elements = None;
        let mut tables_with_init = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::TypeSection(section) => source.take_types(section)?,
                Payload::ImportSection(section) => source.take_imports(section)?,
                Payload::FunctionSection(section) => {
                    for function in section {
                        source.functions.push(function?);
                    }
                }
                Payload::TableSection(section) => tables_with_init = source.take_tables(section)?,
                Payload::MemorySection(section) => {
                    source.memory_section = Some(section.clone());
                    for memory in section {
                        source.memories.push(memory?);
                    }
                }
                Payload::TagSection(section) => source.tag_section = Some(section),
                Payload::GlobalSection(section) => source.take_globals(section)?,
                Payload::ExportSection(section) => source.exports = section.into_iter().collect::<Result<_, _>>()?,
                Payload::StartSection { func, .. } => source.start = Some(func),
                Payload::ElementSection(section) => elements = Some(section),
                Payload::DataCountSection { count, .. } => source.data_count = Some(count),
                Payload::DataSection(section) => source.data_section = Some(section),
                Payload::CodeSectionEntry(body) => source.bodies.push(body),
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => source.take_names(names)?,
                    _ if section.name() == "target_features" => source.target_features = Some(section.data()),
                    _ => {}
                },
                _ => {}
            }
        }
        if source.names.is_empty() {
            return Err(Error::NoNames);
        }
        source.take_elements(elements, &tables_with_init)?;
        Ok(source)
    }

    fn take_types(&mut self, section: TypeSectionReader<'a>) -> Result<(), Error> {
        self.type_section = Some(section.clone());
        for group in section {
            self.types.extend(group?.into_types());
        }
        Ok(())
    }

    fn take_imports(&mut self, section: ImportSectionReader<'a>) -> Result<(), Error> {
        self.import_section = Some(section.clone());
        for import in section.into_imports() {
            self.take_import(import?);
        }
        self.imported_functions = self.functions.len();
        self.imported_tables = self.tables.len();
        Ok(())
    }

    fn take_import(&mut self, import: Import<'a>) {
        match import.ty {
            TypeRef::Func(index) | TypeRef::FuncExact(index) => self.functions.push(index),
            TypeRef::Table(table) => self.tables.push(table),
            TypeRef::Memory(memory) => self.memories.push(memory),
            TypeRef::Global(global) => self.globals.push(global),
            TypeRef::Tag(_) => {}
        }
    }

    /// Gives back for each table whether its slots begin with something else than null.
    fn take_tables(&mut self, section: TableSectionReader<'a>) -> Result<Vec<bool>, Error> {
        self.table_section = Some(section.clone());
        let mut with_init = vec![false; self.tables.len()];
        for table in section {
            let table = table?;
            self.tables.push(table.ty);
            with_init.push(matches!(table.init, TableInit::Expr(_)));
        }
        Ok(with_init)
    }

    fn take_globals(&mut self, section: GlobalSectionReader<'a>) -> Result<(), Error> {
        self.global_section = Some(section.clone());
        for global in section {
            self.globals.push(global?.ty);
        }
        Ok(())
    }

    fn take_names(&mut self, section: NameSectionReader<'a>) -> Result<(), Error> {
        for names in section {
            let (names, known) = match names? {
                Name::Function(names) => (names, &mut self.names),
                Name::Data(names) => (names, &mut self.data_names),
                _ => continue,
            };
            for naming in names {
                let naming = naming?;
                known.insert(naming.index, naming.name);
            }
        }
        Ok(())
    }

    fn take_elements(&mut self, section: Option<ElementSectionReader<'a>>, with_init: &[bool]) -> Result<(), Error> {
        let elements = match section {
            Some(section) => section.into_iter().collect::<Result<Vec<_>, _>>()?,
            None => Vec::new(),
        };
        self.function_table = self.find_function_table(&elements, with_init)?;
        for element in elements {
            let segment = self.segment(element)?;
            self.segments.push(segment);
        }
        Ok(())
    }

    /// A table that holds functions already, or the first that can. wasm-bindgen's table of the browser's values is
    /// another one.
    fn find_function_table(&self, elements: &[Element<'a>], with_init: &[bool]) -> Result<u32, Error> {
        let can = |index: &u32| {
            self.tables.get(*index as usize).is_some_and(|table| {
                *index as usize >= self.imported_tables
                    && table.element_type == RefType::FUNCREF
                    && !table.table64
                    && !with_init.get(*index as usize).copied().unwrap_or(false)
            })
        };
        let filled = elements.iter().filter_map(|element| match element.kind {
            ElementKind::Active { table_index, .. } => Some(table_index.unwrap_or(0)),
            _ => None,
        });
        filled.chain(0..self.tables.len() as u32).find(can).ok_or(Error::NoTable)
    }

    fn segment(&self, element: Element<'a>) -> Result<Segment<'a>, Error> {
        let mut functions = Vec::new();
        match element.items.clone() {
            ElementItems::Functions(items) => {
                for function in items {
                    functions.push(Some(function?));
                }
            }
            ElementItems::Expressions(_, items) => {
                for expression in items {
                    functions.push(match single(&expression?)? {
                        Some(Operator::RefFunc { function_index }) => Some(function_index),
                        _ => None,
                    });
                }
            }
        }
        Ok(Segment { place: self.place(&element.kind)?, element, functions })
    }

    fn place(&self, kind: &ElementKind<'a>) -> Result<Option<u32>, Error> {
        let ElementKind::Active { table_index, offset_expr } = kind else { return Ok(None) };
        if table_index.unwrap_or(0) != self.function_table {
            return Ok(None);
        }
        Ok(match single(offset_expr)? {
            Some(Operator::I32Const { value }) => Some(value.cast_unsigned()),
            _ => None,
        })
    }

    /// The parameters and results of a function.
    ///
    /// # Errors
    ///
    /// A function or type that is not there.
    pub fn function_type(&self, function: u32) -> Result<&FuncType, Error> {
        let inner = self.functions.get(function as usize).and_then(|index| self.types.get(*index as usize));
        match inner.map(|found| &found.composite_type.inner) {
            Some(CompositeInnerType::Func(found)) => Ok(found),
            _ => Err(Error::Malformed(format!("function {function} has no type"))),
        }
    }

    /// A function's body, for one that is not imported.
    pub fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get((function as usize).checked_sub(self.imported_functions)?)
    }

    /// How many bytes a function's code has.
    pub fn size(&self, function: u32) -> u64 {
        self.body(function).map_or(0, |body| body.range().end - body.range().start)
    }

    /// A function's name as it stands, or its number.
    pub fn name(&self, function: u32) -> String {
        self.names.get(&function).map_or_else(|| format!("function {function}"), |name| (*name).to_owned())
    }

    /// The functions that are not imported and have a name, without the hashes of the compiler.
    pub fn plain_names(&self) -> Vec<(u32, String)> {
        let own = self.names.iter().filter(|(function, _)| self.body(**function).is_some());
        own.map(|(function, name)| (*function, plain(name))).collect()
    }

    /// The functions that are given to the outside.
    pub fn exported_functions(&self) -> impl Iterator<Item = u32> {
        self.exports
            .iter()
            .filter(|export| matches!(export.kind, ExternalKind::Func | ExternalKind::FuncExact))
            .map(|export| export.index)
    }
}

/// The only instruction of an expression, if it has one alone.
fn single<'a>(expression: &wasmparser::ConstExpr<'a>) -> Result<Option<Operator<'a>>, Error> {
    let mut reader = expression.get_operators_reader();
    let first = reader.read()?;
    Ok(reader.is_end_then_eof().then_some(first))
}
