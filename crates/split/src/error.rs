//! What can be wrong with a module or with what is asked of it.

use std::fmt::{Display, Formatter, Result};
use wasm_encoder::reencode;

/// Why a module was not split. Nothing is written then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The bytes are not a WebAssembly module that can be read; what the reader says.
    Malformed(String),
    /// The module tells no names of functions, by which the parts are found.
    NoNames,
    /// The name of a part cannot be the name of a file, or is one that is used already.
    PartName(String),
    /// A pattern that no function's name contains.
    NoFunction {
        /// The part it was given for.
        part: String,
        /// What was looked for.
        pattern: String,
        /// How many functions have a name.
        named: usize,
    },
    /// The beginning of a name under which nothing is exported.
    NoExport(String),
    /// The table of functions is given to the outside under this name: whoever has it may call what is in any slot.
    TableGiven(String),
    /// A part none of whose functions it alone asked for.
    TwoParts {
        /// The name of such a function.
        function: String,
        /// The parts that asked for it.
        parts: [String; 2],
    },
    /// A function that was asked into a part and uses what stays with the first module.
    Pinned {
        /// Its name.
        function: String,
        /// The part.
        part: String,
    },
    /// A part is to be loaded after one that was not asked for, or after itself.
    NoOrder {
        /// The part.
        part: String,
        /// The one before.
        after: String,
    },
    /// There is no table of functions that could be lengthened.
    NoTable,
    /// A written module is not valid: a mistake in this program.
    Invalid {
        /// Which module.
        module: String,
        /// What the validator says.
        problem: String,
    },
}

impl Display for Error {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Error::Malformed(problem) => write!(out, "not a WebAssembly module that can be read: {problem}"),
            Error::NoNames => out.write_str(
                "the module has no names of functions. Expected a name section: build with strip = \"debuginfo\" \
                 and split before wasm-opt",
            ),
            Error::PartName(name) => write!(
                out,
                "a part cannot be named '{name}'. Expected lower-case letters, digits and '-', \
                 and neither 'primary', 'p' nor what begins with 'shared'"
            ),
            Error::NoFunction { part, pattern, named } => write!(
                out,
                "part '{part}': none of the {named} named functions contains '{pattern}'. \
                 Expected one at least; is it inlined, or never called?"
            ),
            Error::NoExport(start) => write!(
                out,
                "nothing is exported under a name that begins with '{start}'. Expected one export at least to withhold"
            ),
            Error::TableGiven(name) => write!(
                out,
                "the table of functions is exported as '{name}'. Expected one that code alone calls, where unused slots \
                 are to go"
            ),
            Error::TwoParts { function, parts: [one, other] } => {
                write!(
                    out,
                    "'{function}' is asked for by part '{one}' and by part '{other}', and one of them has nothing else. \
                     Expected patterns that differ"
                )
            }
            Error::Pinned { function, part } => write!(
                out,
                "part '{part}': '{function}' uses a passive segment or an exception tag, which stay with the first \
                 module. Expected a function that uses memory, tables, globals and functions alone"
            ),
            Error::NoOrder { part, after } => write!(
                out,
                "part '{part}' is to be loaded after '{after}'. Expected another part that is asked for, and no circle"
            ),
            Error::NoTable => out.write_str(
                "the module has no table of functions of its own. Expected one (funcref, 32 bits, not imported): \
                 parts are called through it",
            ),
            Error::Invalid { module, problem } => {
                write!(out, "{module}: what was written is not valid, which is a mistake in split: {problem}")
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<wasmparser::Error> for Error {
    fn from(problem: wasmparser::Error) -> Self {
        Error::Malformed(problem.to_string())
    }
}

impl<E: Display> From<reencode::Error<E>> for Error {
    fn from(problem: reencode::Error<E>) -> Self {
        match problem {
            reencode::Error::ParseError(problem) => problem.into(),
            other => Error::Malformed(other.to_string()),
        }
    }
}
