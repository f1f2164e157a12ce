//! What cannot be split, and what is said of it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use split::{Less, PartAsked, split};

const TEXT: &str = r#"(module
    (memory 1)
    (table 1 1 funcref)
    (data $passive "abc")
    (func (export "show") (call $page::lazy::map::show) (call $page::lazy::map::pinned))
    (func $page::lazy::map::show)
    (func $page::lazy::map::pinned (data.drop $passive)))"#;

fn refusal(text: &str, parts: &[(&str, &str)]) -> String {
    refusal_of(&wat::parse_str(text).unwrap(), parts)
}

fn refusal_of(bytes: &[u8], parts: &[(&str, &str)]) -> String {
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, pattern)| PartAsked { name: (*name).into(), pattern: (*pattern).into(), ..PartAsked::default() })
        .collect();
    split(bytes, &parts, &Less::default()).unwrap_err().to_string()
}

#[track_caller]
fn assert_says(told: &str, expected: &str) {
    assert!(told.contains(expected), "'{told}' does not say '{expected}'");
}

#[test]
fn a_pattern_that_no_function_has_is_named() {
    let told = refusal(TEXT, &[("map", "lazy::mop::")]);
    assert_says(&told, "part 'map': none of the 2 named functions contains 'lazy::mop::'");
    assert_says(&refusal(TEXT, &[("map", "")]), "contains ''");
}

#[test]
fn a_part_without_a_function_that_it_alone_asked_for_is_named() {
    let told = refusal(TEXT, &[("map", "map::show"), ("all", "lazy::")]);
    assert_says(&told, "'page::lazy::map::show' is asked for by part 'map' and by part 'all'");
}

#[test]
fn a_part_is_not_loaded_after_itself_or_after_what_is_not_there() {
    let told = |order: [Option<&str>; 2]| {
        let part = |(name, after): (&str, Option<&str>)| PartAsked {
            name: name.to_owned(),
            pattern: format!("map::{name}"),
            after: after.map(str::to_owned),
            ..PartAsked::default()
        };
        let text = TEXT.replace("(data.drop $passive)", "");
        let parts: Vec<_> = ["show", "pinned"].into_iter().zip(order).map(part).collect();
        split(&wat::parse_str(text).unwrap(), &parts, &Less::default()).err().map(|error| error.to_string())
    };
    assert_eq!(told([None, Some("show")]), None);
    assert_says(&told([None, Some("table")]).unwrap(), "part 'pinned' is to be loaded after 'table'");
    assert_says(&told([Some("show"), None]).unwrap(), "part 'show' is to be loaded after 'show'");
    assert_says(&told([Some("pinned"), Some("show")]).unwrap(), "is to be loaded after");
}

#[test]
fn a_function_that_cannot_move_is_named() {
    assert_says(
        &refusal(TEXT, &[("map", "map::pinned")]),
        "part 'map': 'page::lazy::map::pinned' uses a passive segment",
    );
}

#[test]
fn names_of_parts_are_names_of_files() {
    for name in ["", "primary", "p", "shared-1", "../map", "Map"] {
        assert_says(&refusal(TEXT, &[(name, "show")]), &format!("a part cannot be named '{name}'"));
    }
}

#[test]
fn a_module_needs_names_and_a_table_of_its_own() {
    let nameless = "(module (table 1 funcref) (func (export \"show\")))";
    assert_says(&refusal(nameless, &[("map", "show")]), "the module has no names of functions");
    for table in ["", "(table 1 externref)", "(import \"js\" \"table\" (table 1 funcref))"] {
        let text = format!("(module {table} (func $show (export \"show\")))");
        assert_says(&refusal(&text, &[("map", "show")]), "the module has no table of functions of its own");
    }
}

#[test]
fn what_is_no_module_is_told() {
    assert_says(&refusal_of(b"<!doctype html>", &[("map", "show")]), "not a WebAssembly module that can be read");
    let whole = wat::parse_str(TEXT).unwrap();
    for length in 1..whole.len() {
        assert_says(&refusal_of(&whole[..length], &[("map", "no such name")]), "");
    }
}

fn refusal_with(text: &str, less: &Less) -> String {
    let parts = [PartAsked { name: "map".to_owned(), pattern: "map::show".to_owned(), ..PartAsked::default() }];
    split(&wat::parse_str(text).unwrap(), &parts, less).unwrap_err().to_string()
}

#[test]
fn what_is_to_go_and_is_not_there_is_named() {
    let less = Less { halting: vec!["core::panicking::".to_owned()], ..Less::default() };
    assert_says(&refusal_with(TEXT, &less), "none of the 2 named functions contains 'core::panicking::'");
    let less = Less { withheld: vec!["stream_".to_owned()], ..Less::default() };
    assert_says(&refusal_with(TEXT, &less), "nothing is exported under a name that begins with 'stream_'");
}

#[test]
fn slots_of_a_table_that_others_have_are_not_guessed() {
    let text = TEXT.replace("(table 1 1 funcref)", r#"(table (export "slots") 1 1 funcref)"#);
    let less = Less { sparse: true, ..Less::default() };
    assert_says(&refusal_with(&text, &less), "the table of functions is exported as 'slots'");
}
