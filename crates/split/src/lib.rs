//! Cuts a module of WebAssembly into one that is loaded first and parts that are loaded when they are needed.
//!
//! A part is asked for by a pattern: the functions whose names contain it are the part's *entries*. With them goes what
//! only they need. What the same several parts need goes to a module of its own, `shared-1` and so on, if that is much,
//! and else into each of them. What is needed without any part stays in the first module, `primary`, with all data but
//! the constants of parts.
//!
//! The modules share memory, globals, tables and functions. Where code calls an entry of a part that may not be there
//! yet, it calls a *door* in the first module: a function that calls what is in a slot of the table of functions. A part
//! fills its slots when it is instantiated. A call before that stops the program, as any trap does: the page must load
//! the part first.
//!
//! A part is instantiated with the exports of the first module as `p`, and those of each module that it
//! [needs](Output::needs) under that one's name.

mod custom;
mod error;
mod groups;
mod lending;
mod names;
mod numbering;
mod part;
mod plan;
mod primary;
mod quiet;
mod slots;
mod source;
mod texts;
mod uses;

pub use error::Error;
pub use quiet::Names;

use lending::Lending;
use part::Lent;
use plan::Plan;
use slots::Slots;
use source::Source;
use texts::{Needed, Texts};
use wasmparser::Validator;

/// A part that is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartAsked {
    /// What its file is called, without the ending. The same name again gives the part one more pattern; several names
    /// joined with `+` give each of these parts the same entries.
    pub name: String,
    /// What the names of its entries contain, hashes of the compiler left out.
    pub pattern: String,
    /// The functions belong to the part by what tables name, and stay in the first module where its code calls them:
    /// a compiler may have made one of two that are alike, under the name of either.
    pub gives_way: bool,
    /// The part is always loaded after this one, and so need not hold what that one needs.
    pub after: Option<String>,
}

/// What is left out of the module before it is divided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Less {
    /// Functions whose names contain one of these, hashes of the compiler left out, stop the program at once, and what
    /// is put together for them is left out.
    pub halting: Vec<String>,
    /// What is exported under a name that begins with one of these is not, and goes if nothing else needs it.
    pub withheld: Vec<String>,
    /// What is in the table of functions, and in a slot that no number in code or data names, goes; and what only a
    /// part's code names goes with the part. The table must not be given to the outside, and must have been made with
    /// relocations, as linkers make it: nobody computes a slot.
    pub sparse: bool,
    /// Names of imports and exports are made short, see [`Split::names`].
    pub short: bool,
}

/// What comes of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The first is `primary`; the others stand in an order in which they can be loaded.
    pub outputs: Vec<Output>,
    /// What imports and exports are called now; nothing where their names were left as they are.
    pub names: Names,
}

/// A module that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// `primary`, the name of a part, or `shared-1` and so on for what several need.
    pub name: String,
    /// The names of the modules that must be loaded before it, beside `primary`, in their order.
    pub needs: Vec<String>,
    /// The module.
    pub bytes: Vec<u8>,
    /// How many functions it holds.
    pub functions: usize,
    /// How many things it imports.
    pub imports: usize,
    /// The functions of parts that it calls by way of the table; only the first module does.
    pub doors: Vec<String>,
    /// The functions from the module that was split, the largest first, with their sizes in bytes.
    pub contents: Vec<(String, u64)>,
}

/// Splits a module.
///
/// # Errors
///
/// See [`Error`].
pub fn split(bytes: &[u8], asked: &[PartAsked], less: &Less) -> Result<Split, Error> {
    Validator::new().validate_all(bytes)?;
    let once = Needed::by(&Source::read(bytes)?)?;
    let (quiet, names) = quiet::quiet(bytes, less)?;
    let source = Source::read(&quiet)?;
    let slots = if less.sparse { Some(Slots::read(&source, &once)?) } else { None };
    let plan = Plan::make(&source, asked, slots.as_ref())?;
    let texts = Texts::divide(&source, &plan, &once)?;
    let outputs = write(&source, &plan, &texts)?;
    for output in &outputs {
        Validator::new()
            .validate_all(&output.bytes)
            .map_err(|problem| Error::Invalid { module: output.name.clone(), problem: problem.to_string() })?;
    }
    Ok(Split { outputs, names })
}

/// Those that borrow are written before those that lend: what is lent is known then.
fn write(source: &Source<'_>, plan: &Plan, texts: &Texts) -> Result<Vec<Output>, Error> {
    let others = plan.modules.iter().map(|_| Lending::default()).collect();
    let mut lent = Lent { by_first: Lending::of(source), by_others: others };
    let mut outputs = Vec::new();
    for module in plan.order().into_iter().rev() {
        outputs.push(part::write(source, plan, texts, module, &mut lent)?);
    }
    outputs.push(primary::write(source, plan, texts, &lent.by_first)?);
    outputs.reverse();
    Ok(outputs)
}
