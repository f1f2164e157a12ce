//! Constants that parts alone need go with them: most of them are texts.
//!
//! A linker that was told not to merge segments of data (`--no-merge-data-segments`) leaves each constant in one of its
//! own. Which code needs one is seen by the addresses in it, and by the pointers in other constants. A segment moves if
//! all code that may need it belongs to one part, or to what is loaded before it; a constant that several need goes with
//! each: what was moved by mistake would be missing from a sentence. So every number in the code counts as an address,
//! every word of a constant as a pointer, and whatever nobody seems to need stays, with all it points to.

use crate::Error;
use crate::plan::{Home, Plan};
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{DataKind, FunctionBody, Operator};

/// Bytes around a segment that is no text in which an address counts as one of it.
const AROUND: u32 = 16;
/// Room between two segments that is filled up rather than left: another segment would cost as much.
const ROOM: u32 = 16;

/// What linkers' names of segments begin with that hold constants.
const CONSTANT: &str = ".rodata";

/// Some bytes of memory, from an address on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bytes {
    pub address: u32,
    pub bytes: Vec<u8>,
    /// Whether they never change.
    pub constant: bool,
}

impl Bytes {
    fn range(&self) -> Range<u32> {
        self.address..self.address + self.bytes.len() as u32
    }
}

/// Which bytes are there from the beginning, and which come with a part.
#[derive(Debug, Default)]
pub struct Texts {
    /// For the first module; none where the segments must stay as they are.
    pub primary: Option<Vec<Bytes>>,
    /// For each part.
    pub parts: BTreeMap<usize, Vec<Bytes>>,
}

impl Texts {
    /// Divides the data of a module by where the functions live that need them.
    ///
    /// # Errors
    ///
    /// Code or data that cannot be read.
    pub fn divide(source: &Source<'_>, plan: &Plan, once: &Needed) -> Result<Self, Error> {
        let Some(segments) = segments(source)? else { return Ok(Self::default()) };
        let users = users(source, |function| users_in(&plan.homes[function as usize]), &segments, once)?;
        let mut texts = Self::default();
        let mut stay = Vec::new();
        let mut moved: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, users) in users.iter().enumerate() {
            if users.is_empty() && once.has(index) {
                continue;
            }
            match modules_of(users, plan, segments[index].constant) {
                Some(parts) => parts.into_iter().for_each(|part| moved.entry(part).or_default().push(index)),
                None => stay.push(index),
            }
        }
        texts.primary = Some(joined(&stay, &segments));
        texts.parts = moved.into_iter().map(|(part, moved)| (part, joined(&moved, &segments))).collect();
        Ok(texts)
    }
}

/// Which segments code needs, by their places in the order of addresses.
#[derive(Debug, Default)]
pub struct Needed(Vec<bool>);

impl Needed {
    /// What the code of a module needs, all of it together. What is needed by none of the code that is left of the
    /// module can go.
    ///
    /// # Errors
    ///
    /// Code or data that cannot be read.
    pub fn by(source: &Source<'_>) -> Result<Self, Error> {
        let Some(segments) = segments(source)? else { return Ok(Self::default()) };
        let users = users(source, |_| vec![User::First], &segments, &Self(vec![true; segments.len()]))?;
        Ok(Self(users.iter().map(|users| !users.is_empty()).collect()))
    }

    /// Whether code needs the segment in this place.
    pub fn has(&self, segment: usize) -> bool {
        self.0.get(segment).copied().unwrap_or(false)
    }
}

/// Who needs a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum User {
    /// The first module.
    First,
    /// Another one, by its place in [`Plan::modules`].
    Module(usize),
}

fn users_in(home: &Home) -> Vec<User> {
    match home {
        Home::Nowhere => Vec::new(),
        Home::Primary => vec![User::First],
        Home::Modules(modules) => modules.iter().copied().map(User::Module).collect(),
    }
}

/// The modules with which a segment goes; `None` if it stays. A module that needs it has it from one that is loaded
/// before it and needs it too. A constant may come with several, each of which writes the same; what is no constant
/// might have changed when the second one comes.
fn modules_of(users: &BTreeSet<User>, plan: &Plan, is_constant: bool) -> Option<Vec<usize>> {
    let module = |user: &User| match user {
        User::Module(module) => Some(*module),
        User::First => None,
    };
    let all: Vec<usize> = users.iter().map(module).collect::<Option<_>>()?;
    let has_before = |module: &usize| all.iter().any(|other| plan.is_before(*other, *module));
    let first: Vec<usize> = all.iter().copied().filter(|module| !has_before(module)).collect();
    match first.as_slice() {
        [] => None,
        [_] => Some(first),
        _ => is_constant.then_some(first),
    }
}

/// Whose code needs a segment: itself, or by a pointer in another segment that it needs.
fn users(
    source: &Source<'_>,
    users_in: impl Fn(u32) -> Vec<User>,
    segments: &[Bytes],
    once: &Needed,
) -> Result<Vec<BTreeSet<User>>, Error> {
    let mut users = vec![BTreeSet::new(); segments.len()];
    for function in 0..source.functions.len() as u32 {
        let of_function = users_in(function);
        let Some(body) = source.body(function).filter(|_| !of_function.is_empty()) else { continue };
        for address in addresses(body)? {
            for segment in around(segments, address) {
                users[segment].extend(&of_function);
            }
        }
    }
    let pointed: Vec<Vec<usize>> = segments
        .iter()
        .map(|segment| pointers(segment).into_iter().flat_map(|address| around(segments, address)).collect())
        .collect();
    // Until nothing is new: a pointer may lead to a pointer.
    loop {
        let mut grown = false;
        for (from, pointed) in pointed.iter().enumerate() {
            for to in pointed {
                // Whatever nobody ever seemed to need is needed in a way that is not seen here.
                let unseen = users[from].is_empty() && !once.has(from);
                let needed_by = if unseen { BTreeSet::from([User::First]) } else { users[from].clone() };
                let before = users[*to].len();
                users[*to].extend(needed_by);
                grown |= users[*to].len() > before;
            }
        }
        if !grown {
            return Ok(users);
        }
    }
}

/// The segments by address; none where one of them is not put at an address that is known, in the first memory.
pub fn segments(source: &Source<'_>) -> Result<Option<Vec<Bytes>>, Error> {
    let Some(section) = &source.data_section else { return Ok(None) };
    let mut segments = Vec::new();
    for (number, data) in (0_u32..).zip(section.clone()) {
        let data = data?;
        let DataKind::Active { memory_index: 0, offset_expr } = data.kind else { return Ok(None) };
        let mut operators = offset_expr.get_operators_reader();
        let Operator::I32Const { value } = operators.read()? else { return Ok(None) };
        if !matches!(operators.read()?, Operator::End) {
            return Ok(None);
        }
        let is_named_so = source.data_names.get(&number).is_some_and(|name| name.starts_with(CONSTANT));
        let constant = is_named_so || is_printed(data.data);
        segments.push(Bytes { address: value.cast_unsigned(), bytes: data.data.to_vec(), constant });
    }
    segments.sort_by_key(|segment| segment.address);
    let apart = segments.windows(2).all(|pair| pair[0].range().end <= pair[1].address);
    Ok(apart.then_some(segments))
}

/// Every number in the code that may be an address: by itself, or with what an instruction adds to it in the same
/// expression. A linker knows where things stand and a compiler does not, so that whatever is one thing for the code
/// is reached from its own number.
pub fn addresses(body: &FunctionBody<'_>) -> Result<Vec<u32>, Error> {
    let mut addresses = Vec::new();
    let mut last = 0_u32;
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::I32Const { value } => {
                last = value.cast_unsigned();
                addresses.push(last);
            }
            operator => {
                if let Some(offset) = offset_of(&operator) {
                    addresses.extend([offset, offset.wrapping_add(last)]);
                }
                if ends_expression(&operator) {
                    last = 0;
                }
            }
        }
    }
    Ok(addresses)
}

/// Every number in the code that stands there by itself.
pub fn numbers(body: &FunctionBody<'_>) -> Result<Vec<u32>, Error> {
    let mut numbers = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::I32Const { value } = operator? {
            numbers.push(value.cast_unsigned());
        }
    }
    Ok(numbers)
}

/// Whether no number that stood before is part of an address that comes after.
fn ends_expression(operator: &Operator<'_>) -> bool {
    use Operator as O;
    matches!(
        operator,
        O::LocalSet { .. }
            | O::Call { .. }
            | O::CallIndirect { .. }
            | O::I32Store { .. }
            | O::I64Store { .. }
            | O::I32Store8 { .. }
            | O::I32Store16 { .. }
            | O::Drop
            | O::Block { .. }
            | O::Loop { .. }
            | O::If { .. }
            | O::Else
            | O::End
            | O::Br { .. }
            | O::BrIf { .. }
            | O::BrTable { .. }
            | O::Return
    )
}

/// What a reading or writing instruction adds to an address.
fn offset_of(operator: &Operator<'_>) -> Option<u32> {
    use Operator as O;
    let memarg = match operator {
        O::I32Load { memarg }
        | O::I64Load { memarg }
        | O::F32Load { memarg }
        | O::F64Load { memarg }
        | O::I32Load8S { memarg }
        | O::I32Load8U { memarg }
        | O::I32Load16S { memarg }
        | O::I32Load16U { memarg }
        | O::I64Load8S { memarg }
        | O::I64Load8U { memarg }
        | O::I64Load16S { memarg }
        | O::I64Load16U { memarg }
        | O::I64Load32S { memarg }
        | O::I64Load32U { memarg }
        | O::V128Load { memarg } => memarg,
        _ => return None,
    };
    u32::try_from(memarg.offset).ok().filter(|offset| *offset > 0)
}

/// Every number in a segment that may be an address: the linker puts pointers at multiples of four.
pub fn pointers(segment: &Bytes) -> Vec<u32> {
    let skip = segment.address.next_multiple_of(4) - segment.address;
    let words = segment.bytes.get(skip as usize..).unwrap_or_default().chunks_exact(4);
    words.filter_map(|word| Some(u32::from_le_bytes(word.try_into().ok()?))).collect()
}

/// The segments to which an address may belong: the one that holds it and, but for texts, those that are close to it,
/// since a loop over a table may count from a place before its start. Where a segment begins, that one alone is meant.
pub fn around(segments: &[Bytes], address: u32) -> impl Iterator<Item = usize> {
    let first = segments.partition_point(|segment| segment.range().end + AROUND <= address);
    let last = segments.partition_point(|segment| segment.address <= address.saturating_add(AROUND));
    let begins = segments[first..last.max(first)].iter().any(|segment| segment.address == address);
    (first..last.max(first)).filter(move |index| {
        let segment = &segments[*index];
        segment.range().contains(&address) || !begins && !is_printed(&segment.bytes)
    })
}

fn is_printed(bytes: &[u8]) -> bool {
    let printed = |text: &str| text.chars().all(|char| !char.is_control() || matches!(char, '\n' | '\t'));
    std::str::from_utf8(bytes).is_ok_and(printed)
}

/// The chosen segments, those that stand side by side as one. What lies between them stays what it is: a part comes
/// when the first module is at work, and must not write over what that one holds.
fn joined(chosen: &[usize], segments: &[Bytes]) -> Vec<Bytes> {
    let mut joined: Vec<Bytes> = Vec::new();
    let mut former = None;
    for &index in chosen {
        let segment = &segments[index];
        let between = former.map_or(index..index, |former| former + 1..index);
        match joined.last_mut() {
            Some(last) if may_join(last, segment, &segments[between.clone()]) => {
                for bytes in segments[between].iter().chain([segment]) {
                    last.bytes.resize((bytes.address - last.address) as usize, 0);
                    last.bytes.extend_from_slice(&bytes.bytes);
                }
            }
            _ => joined.push(segment.clone()),
        }
        former = Some(index);
    }
    joined
}

/// Whether two segments are close enough, with nothing but constants between them.
fn may_join(last: &Bytes, next: &Bytes, between: &[Bytes]) -> bool {
    next.address - last.range().end <= ROOM && between.iter().all(|segment| segment.constant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(address: u32, text: &str) -> Bytes {
        Bytes { address, bytes: text.as_bytes().to_vec(), constant: is_printed(text.as_bytes()) }
    }

    #[test]
    fn neighbours_are_joined_and_holes_stay_open() {
        let segments =
            [bytes(16, "abc"), bytes(20, "de"), bytes(22, "fgh"), bytes(64, "i"), bytes(65, "\x01"), bytes(66, "j")];
        let of = |chosen: &[usize]| -> Vec<(u32, String)> {
            let joined = joined(chosen, &segments).into_iter();
            joined.map(|bytes| (bytes.address, String::from_utf8(bytes.bytes).unwrap())).collect()
        };
        let text = |address: u32, text: &str| (address, text.to_owned());
        assert_eq!(of(&[0, 1]), [text(16, "abc\0de")]);
        assert_eq!(of(&[0, 2, 3]), [text(16, "abc\0defgh"), text(64, "i")]);
        assert_eq!(of(&[3, 5]), [text(64, "i"), text(66, "j")], "what is no text may change");
    }

    #[test]
    fn an_address_belongs_to_the_text_that_holds_it_and_to_a_table_close_by() {
        let segments = [bytes(100, "0123456789"), bytes(200, "\x00123456789"), bytes(210, "text")];
        let of = |address| around(&segments, address).collect::<Vec<_>>();
        assert_eq!(of(105), [0]);
        assert_eq!(of(100), [0]);
        assert_eq!(of(109), [0]);
        assert_eq!(of(110), []);
        assert_eq!(of(99), []);
        assert_eq!(of(150), []);
        assert_eq!(of(200), [1]);
        assert_eq!(of(184), [1]);
        assert_eq!(of(183), []);
        assert_eq!(of(210), [2], "where a text begins, it is meant");
        assert_eq!(of(211), [1, 2]);
    }

    #[test]
    fn only_text_is_text() {
        assert!(is_printed("‘Stalking’ offences".as_bytes()));
        assert!(!is_printed(&[0x10, 0x00, 0x00, 0x00, 0x41, 0x42, 0x43, 0x44]));
        assert!(!is_printed(&[0xff; 12]));
    }
}
