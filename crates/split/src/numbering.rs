//! New numbers for what code names.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use wasm_encoder::reencode::{Error, Reencode};

/// The numbers that the things of the module that is split have in a module that is written. What has none is not
/// there; code that names it is a mistake in the plan.
#[derive(Debug, Default, Clone)]
pub struct Numbering {
    pub functions: BTreeMap<u32, u32>,
    pub globals: BTreeMap<u32, u32>,
    pub tables: BTreeMap<u32, u32>,
    pub memories: BTreeMap<u32, u32>,
}

/// Something that code names and that has no number: what it is and which.
#[derive(Debug)]
pub struct Missing(
    /// What kind of thing.
    pub &'static str,
    /// Its number in the module that is split.
    pub u32,
);

impl Display for Missing {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} has no place in a module that uses it, which is a mistake in split", self.0, self.1)
    }
}

type Number = Result<u32, Error<Missing>>;

fn number(of: &BTreeMap<u32, u32>, what: &'static str, index: u32) -> Number {
    of.get(&index).copied().ok_or(Error::UserError(Missing(what, index)))
}

impl Reencode for Numbering {
    type Error = Missing;

    fn function_index(&mut self, index: u32) -> Number {
        number(&self.functions, "function", index)
    }

    fn global_index(&mut self, index: u32) -> Number {
        number(&self.globals, "global", index)
    }

    fn table_index(&mut self, index: u32) -> Number {
        number(&self.tables, "table", index)
    }

    fn memory_index(&mut self, index: u32) -> Number {
        number(&self.memories, "memory", index)
    }
}
