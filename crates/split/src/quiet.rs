//! What stops the program stops it without a word, what nobody takes is not given, and what is given has a short name.
//!
//! A panic tells its place in the code: texts, places and the machinery that puts them together, in every module, for
//! something that must not happen and that the page reports in words of its own. Functions that are asked to *halt*
//! trap at once, and what was put together for them is left out.
//!
//! Names of imports and exports hold a hash each, which no compression makes smaller, and they stand in the module and
//! in the JavaScript beside it.

use crate::source::Source;
use crate::{Error, Less};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{CodeSection, ExportSection, Function, ImportSection, Instruction, Module};
use wasmparser::{Export, FunctionBody, ImportSectionReader, Operator, Parser};

/// Writes a module anew with less in it.
///
/// # Errors
///
/// A pattern that fits nothing, and code that cannot be read.
pub fn quiet(bytes: &[u8], less: &Less) -> Result<(Vec<u8>, Names), Error> {
    let source = Source::read(bytes)?;
    let names = if less.short { Names::of(&source, &less.withheld)? } else { Names::default() };
    let mut quiet = Quiet {
        halting: halting_functions(&source, &less.halting)?,
        withheld: &less.withheld,
        names: &names,
        next: source.imported_functions as u32,
    };
    refuse_unknown(&source, &less.withheld)?;
    let mut module = Module::new();
    quiet.parse_core_module(&mut module, Parser::new(0), bytes)?;
    Ok((module.finish(), names))
}

/// The names of a module's imports and exports before and after they were made short.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Imports of functions, globals and so on, whatever module they come from.
    pub imports: BTreeMap<String, String>,
    /// Exports.
    pub exports: BTreeMap<String, String>,
}

impl Names {
    fn of(source: &Source<'_>, withheld: &[String]) -> Result<Self, Error> {
        let mut names = Names::default();
        if let Some(section) = &source.import_section {
            for import in section.clone().into_imports() {
                let number = names.imports.len();
                names.imports.entry(import?.name.to_owned()).or_insert_with(|| short(number));
            }
        }
        let given = source.exports.iter().filter(|export| !is_withheld(export.name, withheld));
        names.exports = given.enumerate().map(|(number, export)| (export.name.to_owned(), short(number))).collect();
        Ok(names)
    }
}

/// The shortest names first: `a` to `z`, `A` to `Z`, `aa`, `ab` and so on.
fn short(mut number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    loop {
        name.insert(0, char::from(LETTERS[number % LETTERS.len()]));
        if number < LETTERS.len() {
            return name;
        }
        number = number / LETTERS.len() - 1;
    }
}

fn is_withheld(name: &str, withheld: &[String]) -> bool {
    withheld.iter().any(|start| name.starts_with(start.as_str()))
}

fn halting_functions(source: &Source<'_>, halting: &[String]) -> Result<BTreeSet<u32>, Error> {
    let names = source.plain_names();
    let mut found = BTreeSet::new();
    for pattern in halting {
        let before = found.len();
        found.extend(names.iter().filter(|(_, name)| name.contains(pattern)).map(|(function, _)| *function));
        if found.len() == before {
            return Err(Error::NoFunction { part: "halting".to_owned(), pattern: pattern.clone(), named: names.len() });
        }
    }
    Ok(found)
}

fn refuse_unknown(source: &Source<'_>, withheld: &[String]) -> Result<(), Error> {
    match withheld.iter().find(|start| !source.exports.iter().any(|export| export.name.starts_with(start.as_str()))) {
        Some(start) => Err(Error::NoExport(start.clone())),
        None => Ok(()),
    }
}

struct Quiet<'q> {
    halting: BTreeSet<u32>,
    withheld: &'q [String],
    names: &'q Names,
    /// The function whose body comes next.
    next: u32,
}

type Same = Result<(), reencode::Error<Infallible>>;

impl Reencode for Quiet<'_> {
    type Error = Infallible;

    fn parse_import_section(&mut self, imports: &mut ImportSection, section: ImportSectionReader<'_>) -> Same {
        for import in section.into_imports() {
            let import = import?;
            let name = self.names.imports.get(import.name).map_or(import.name, String::as_str);
            let entity = self.entity_type(import.ty)?;
            imports.import(import.module, name, entity);
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Same {
        if is_withheld(export.name, self.withheld) {
            return Ok(());
        }
        let name = self.names.exports.get(export.name).map_or(export.name, String::as_str);
        utils::parse_export(self, exports, Export { name, ..export })
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Same {
        let halts = self.halting.contains(&self.next);
        self.next += 1;
        if halts {
            let mut function = Function::new([]);
            function.instructions().unreachable().end();
            code.function(&function);
            return Ok(());
        }
        let mut function = self.new_function_with_parsed_locals(&body)?;
        for instruction in self.without_words(&body)? {
            function.instruction(&instruction);
        }
        code.function(&function);
        Ok(())
    }
}

impl Quiet<'_> {
    /// The instructions of a body. Where it calls a function that halts, it halts, and what it did since the last branch
    /// or call is left out: that was done for the call alone, or is seen by nobody any more.
    fn without_words<'a>(
        &mut self,
        body: &FunctionBody<'a>,
    ) -> Result<Vec<Instruction<'a>>, reencode::Error<Infallible>> {
        let mut instructions = Vec::new();
        // How many stand before what may be left out.
        let mut stay = 0;
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            match operator {
                Operator::Call { function_index } if self.halting.contains(&function_index) => {
                    instructions.truncate(stay);
                    instructions.push(Instruction::Unreachable);
                    stay = instructions.len();
                }
                _ => {
                    let stays = !is_passed_by(&operator);
                    instructions.push(utils::instruction(self, operator)?);
                    if stays {
                        stay = instructions.len();
                    }
                }
            }
        }
        Ok(instructions)
    }
}

/// Whether an instruction leads to the next one and to nothing else, and does nothing that is seen elsewhere once the
/// program has stopped.
fn is_passed_by(operator: &Operator<'_>) -> bool {
    use Operator as O;
    matches!(
        operator,
        O::LocalGet { .. }
            | O::LocalSet { .. }
            | O::LocalTee { .. }
            | O::GlobalGet { .. }
            | O::I32Const { .. }
            | O::I64Const { .. }
            | O::F64Const { .. }
            | O::I32Load { .. }
            | O::I64Load { .. }
            | O::I32Load8U { .. }
            | O::I32Store { .. }
            | O::I64Store { .. }
            | O::F64Store { .. }
            | O::I32Store8 { .. }
            | O::I32Store16 { .. }
            | O::I32Add
            | O::I32Sub
            | O::I32Mul
            | O::I32And
            | O::I32Or
            | O::I32Shl
            | O::I32ShrU
            | O::I64Or
            | O::I64Shl
            | O::I64ExtendI32U
            | O::I32WrapI64
            | O::Drop
    )
}
