//! Rows of numbers packed for tests: the build and the importer each have their own way of it.
#![allow(clippy::unwrap_used)]

/// Packs a row by the rule in words at `src/packed.rs`.
pub fn pack(numbers: &[Option<i32>]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut text, mut last) = (String::new(), 0_i64);
    for number in numbers {
        let Some(number) = number.map(i64::from) else {
            text.push('!');
            continue;
        };
        let difference = number - last;
        last = number;
        let mut zigzag = if difference < 0 { -2 * difference - 1 } else { 2 * difference };
        loop {
            let rest = zigzag >> 5;
            let digit = (zigzag & 31) + if rest > 0 { 32 } else { 0 };
            text.push(char::from(ALPHABET[usize::try_from(digit).unwrap()]));
            zigzag = rest;
            if zigzag == 0 {
                break;
            }
        }
    }
    text
}
