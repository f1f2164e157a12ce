//! What code makes use of.

use crate::Error;
use std::collections::BTreeSet;
use std::convert::Infallible;
use wasm_encoder::CodeSection;
use wasm_encoder::reencode::{self, Reencode};
use wasmparser::{FunctionBody, GlobalSectionReader, Operator};

/// The things that code names. It is found by writing the code anew and looking on: so no instruction can be forgotten
/// here that is known there.
#[derive(Debug, Default, Clone)]
pub struct Uses {
    /// Functions that are called or of which a reference is taken.
    pub functions: BTreeSet<u32>,
    /// Functions of which a reference is taken.
    pub referenced: BTreeSet<u32>,
    pub globals: BTreeSet<u32>,
    pub tables: BTreeSet<u32>,
    pub memories: BTreeSet<u32>,
    /// A passive segment or an exception tag: these stay with the first module, and so does what uses them.
    pub pinned: bool,
}

impl Uses {
    /// What a function uses.
    ///
    /// # Errors
    ///
    /// Code that cannot be read.
    pub fn of_body(body: &FunctionBody<'_>) -> Result<Self, Error> {
        let mut uses = Uses::default();
        uses.parse_function_body(&mut CodeSection::new(), body.clone())?;
        Ok(uses)
    }

    /// What the first values of globals use.
    ///
    /// # Errors
    ///
    /// Code that cannot be read.
    pub fn of_globals(section: GlobalSectionReader<'_>) -> Result<Self, Error> {
        let mut uses = Uses::default();
        for global in section {
            uses.const_expr(global?.init_expr)?;
        }
        Ok(uses)
    }

    /// Adds what something else uses.
    pub fn add(&mut self, other: &Uses) {
        self.functions.extend(&other.functions);
        self.referenced.extend(&other.referenced);
        self.globals.extend(&other.globals);
        self.tables.extend(&other.tables);
        self.memories.extend(&other.memories);
        self.pinned |= other.pinned;
    }
}

type Same = Result<u32, reencode::Error<Infallible>>;

impl Reencode for Uses {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Same {
        self.functions.insert(index);
        Ok(index)
    }

    fn global_index(&mut self, index: u32) -> Same {
        self.globals.insert(index);
        Ok(index)
    }

    fn table_index(&mut self, index: u32) -> Same {
        self.tables.insert(index);
        Ok(index)
    }

    fn memory_index(&mut self, index: u32) -> Same {
        self.memories.insert(index);
        Ok(index)
    }

    fn data_index(&mut self, index: u32) -> Same {
        self.pinned = true;
        Ok(index)
    }

    fn element_index(&mut self, index: u32) -> Same {
        self.pinned = true;
        Ok(index)
    }

    fn tag_index(&mut self, index: u32) -> Same {
        self.pinned = true;
        Ok(index)
    }

    fn instruction<'a>(
        &mut self,
        operator: Operator<'a>,
    ) -> Result<wasm_encoder::Instruction<'a>, reencode::Error<Infallible>> {
        if let Operator::RefFunc { function_index } = operator {
            self.referenced.insert(function_index);
        }
        reencode::utils::instruction(self, operator)
    }
}
