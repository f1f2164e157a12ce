//! Rows of whole numbers as text: a third of the bytes of a list of counts, once compressed.
//!
//! Each number is given as its difference to the last one before it in the row (to 0 for the first); negative
//! differences `d` as `-2d - 1`, others as `2d`; then five bits a character, the lowest first, in the usual base-64
//! alphabet, with 32 added where more follow. `!` stands for a number that is not there. The build packs the rows of
//! `data/recorded.json` and of `data/map.json` (`tools/finish.mjs`); the files in the repository are plain, for a person to
//! check by eye.

/// The numbers of a packed row.
///
/// # Errors
/// What is wrong with the text, in words.
pub(crate) fn unpack(text: &str) -> Result<Vec<Option<i32>>, &'static str> {
    let mut numbers = Vec::new();
    let (mut last, mut zigzag, mut shift) = (0_i64, 0_i64, 0);
    for byte in text.bytes() {
        if byte == b'!' && shift == 0 {
            numbers.push(None);
            continue;
        }
        let digit = digit(byte).ok_or("a character that packs no number")?;
        zigzag |= i64::from(digit & 31) << shift;
        shift += 5;
        if digit & 32 != 0 {
            if shift > 35 {
                return Err("a packed number that is too long");
            }
            continue;
        }
        last += if zigzag & 1 == 1 { -(zigzag >> 1) - 1 } else { zigzag >> 1 };
        numbers.push(Some(i32::try_from(last).map_err(|_| "a packed number that is too large")?));
        (zigzag, shift) = (0, 0);
    }
    if shift == 0 { Ok(numbers) } else { Err("a packed number without its end") }
}

/// The value of a character of the base-64 alphabet.
fn digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
#[path = "../tests/common/packing.rs"]
mod packing;

#[cfg(test)]
mod tests {
    use super::packing::pack;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_rows_read_as_what_they_are() {
        assert_eq!(unpack(""), Ok(vec![]));
        assert_eq!(unpack("QD!O"), Ok(vec![Some(8), Some(6), None, Some(13)]));
        assert_eq!(unpack("B"), Ok(vec![Some(-1)]));
        assert_eq!(unpack("g+bA"), Ok(vec![Some(14_304), Some(14_304)]));
    }

    #[test]
    fn damaged_rows_say_what_is_wrong() {
        assert_eq!(unpack("Q*"), Err("a character that packs no number"));
        assert_eq!(unpack("Qg"), Err("a packed number without its end"));
        assert_eq!(unpack("g!"), Err("a character that packs no number"));
        assert_eq!(unpack("//////////"), Err("a packed number that is too long"));
        assert_eq!(unpack("+/////H"), Err("a packed number that is too large"));
    }

    proptest! {
        #[test]
        fn any_row_returns(numbers in prop::collection::vec(any::<Option<i32>>(), 0..60)) {
            prop_assert_eq!(unpack(&pack(&numbers)), Ok(numbers));
        }

        #[test]
        fn no_text_is_too_strange_to_refuse(text in "\\PC{0,40}|[A-Za-z0-9+/!]{0,40}") {
            let _ = unpack(&text);
        }
    }
}
