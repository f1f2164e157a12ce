//! Names of functions as a person writes them.

/// The name without the hashes that the compiler adds and that change from build to build: `::h0123456789abcdef` at the
/// end (legacy mangling) and `[0123456789abcdef]` behind a crate's name (v0).
pub fn plain(name: &str) -> String {
    let name = without_tail(name);
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(open) = rest.find('[') {
        let (before, bracket) = rest.split_at(open);
        plain.push_str(before);
        rest = match crate_hash(bracket) {
            Some(length) => &bracket[length..],
            None => {
                plain.push('[');
                &bracket[1..]
            }
        };
    }
    plain + rest
}

fn without_tail(name: &str) -> &str {
    match name.rsplit_once("::h") {
        Some((before, hash)) if hash.len() == 16 && is_hex(hash) => before,
        _ => name,
    }
}

/// The length of `[…]` at the beginning, where it holds a crate's hash and not, say, the type of a slice.
fn crate_hash(text: &str) -> Option<usize> {
    let close = text.find(']')?;
    let inside = &text[1..close];
    (inside.len() >= 8 && is_hex(inside)).then_some(close + 1)
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn the_hash_at_the_end_of_a_legacy_name_is_left_out() {
        assert_eq!(plain("on_record::lazy::map::show::h0123456789abcdef"), "on_record::lazy::map::show");
        assert_eq!(plain("on_record::hello"), "on_record::hello");
        assert_eq!(plain("a::h01234567"), "a::h01234567");
    }

    #[test]
    fn the_hashes_of_crates_in_a_v0_name_are_left_out_and_slices_kept() {
        assert_eq!(
            plain("<alloc[5f3c7a1b2d4e6f80]::vec::Vec<[u8]> as on_record[0123456789abcdef]::lazy::Show>::show"),
            "<alloc::vec::Vec<[u8]> as on_record::lazy::Show>::show"
        );
        assert_eq!(plain("f::<[i32; 4]>[unclosed"), "f::<[i32; 4]>[unclosed");
    }
}
