//! What every module that is written holds alike: types, references that are declared, names.

use crate::Error;
use crate::numbering::Numbering;
use crate::source::Source;
use std::borrow::Cow;
use std::collections::BTreeSet;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{CustomSection, ElementSection, Elements, Module, NameMap, NameSection, TypeSection};

/// All types of the module that is split: so a type has the same number everywhere. wasm-opt drops those that are not
/// used.
///
/// # Errors
///
/// Types that cannot be read.
pub fn types(source: &Source<'_>) -> Result<TypeSection, Error> {
    let mut types = TypeSection::new();
    if let Some(section) = &source.type_section {
        RoundtripReencoder.parse_type_section(&mut types, section.clone())?;
    }
    Ok(types)
}

/// Declares functions of which code takes a reference: a module must name them outside its code too.
pub fn declare<'u>(elements: &mut ElementSection, referenced: impl Iterator<Item = &'u u32>, numbering: &Numbering) {
    let numbers: BTreeSet<u32> = referenced.filter_map(|old| numbering.functions.get(old).copied()).collect();
    if !numbers.is_empty() {
        elements.declared(Elements::Functions(numbers.into_iter().collect()));
    }
}

/// Writes the names of functions, for a person who looks at the module, and the features in use.
pub fn write(module: &mut Module, source: &Source<'_>, names: &[(u32, String)]) {
    let mut functions = NameMap::new();
    for (function, name) in names {
        functions.append(*function, name);
    }
    let mut section = NameSection::new();
    section.functions(&functions);
    module.section(&section);
    if let Some(data) = source.target_features {
        module.section(&CustomSection { name: "target_features".into(), data: Cow::Borrowed(data) });
    }
}

/// Names and sizes in bytes of functions, the largest first.
pub fn contents(source: &Source<'_>, functions: impl Iterator<Item = u32>) -> Vec<(String, u64)> {
    let mut contents: Vec<(String, u64)> =
        functions.map(|function| (source.name(function), source.size(function))).collect();
    contents.sort_by(|(one, one_size), (other, other_size)| other_size.cmp(one_size).then_with(|| one.cmp(other)));
    contents
}
