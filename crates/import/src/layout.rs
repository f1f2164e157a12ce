//! JSON on lines that a person can read and that a comparison shows one by one.

use crate::error::{ImportError, Place};
use serde::Serialize;

/// Longest object with lists of lists in it that still stands on one line.
const LONGEST_LINE: usize = 300;

/// The value as JSON, one row a line: a list of plain values, or a small object, is never broken.
///
/// # Errors
/// The value cannot be written as JSON; `file` is its name in the error.
pub fn json(file: &str, value: &impl Serialize) -> Result<String, ImportError> {
    let compact = serde_json::to_string(value)
        .map_err(|error| ImportError::other(Place::file(file), error.to_string(), "what can be written as JSON"))?;
    let mut text = String::with_capacity(compact.len() * 2);
    write_value(&compact, 0, &mut text);
    text.push('\n');
    Ok(text)
}

fn write_value(json: &str, depth: usize, out: &mut String) {
    if stands_on_one_line(json) {
        out.push_str(json);
        return;
    }
    let (open, inner, close) = (&json[..1], &json[1..json.len() - 1], &json[json.len() - 1..]);
    out.push_str(open);
    for (index, item) in items(inner).into_iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(depth + 1));
        match value_start(item).filter(|_| open == "{") {
            Some(start) => {
                out.push_str(&item[..start]);
                write_value(&item[start..], depth + 1, out);
            }
            None => write_value(item, depth + 1, out),
        }
    }
    out.push('\n');
    out.push_str(&" ".repeat(depth));
    out.push_str(close);
}

fn stands_on_one_line(json: &str) -> bool {
    let height = height(json);
    match json.as_bytes().first() {
        Some(b'{') => height <= 2 || json.len() <= LONGEST_LINE,
        Some(b'[') => height <= 1,
        _ => true,
    }
}

/// Lists and objects within each other, at most.
fn height(json: &str) -> usize {
    let mut open = 0_usize;
    let mut most = 0;
    outside_strings(json, |_, byte| match byte {
        b'[' | b'{' => {
            open += 1;
            most = most.max(open);
        }
        b']' | b'}' => open = open.saturating_sub(1),
        _ => {}
    });
    most
}

/// The items of a list, or the fields of an object.
fn items(inner: &str) -> Vec<&str> {
    let mut open = 0_usize;
    let mut start = 0;
    let mut items = Vec::new();
    outside_strings(inner, |index, byte| match byte {
        b'[' | b'{' => open += 1,
        b']' | b'}' => open = open.saturating_sub(1),
        b',' if open == 0 => {
            items.push(&inner[start..index]);
            start = index + 1;
        }
        _ => {}
    });
    items.push(&inner[start..]);
    items
}

/// Where the value of a field starts.
fn value_start(field: &str) -> Option<usize> {
    let mut start = None;
    outside_strings(field, |index, byte| {
        if byte == b':' && start.is_none() {
            start = Some(index + 1);
        }
    });
    start
}

fn outside_strings(json: &str, mut visit: impl FnMut(usize, u8)) {
    let (mut within, mut escaped) = (false, false);
    for (index, byte) in json.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if within => escaped = true,
            b'"' => within = !within,
            _ if !within => visit(index, byte),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_is_a_line() {
        let value = json!({"cells": [[1, 2], [3, null]], "empty": [], "name": "a \"[,{\" b", "rows": [{"a": [1]}]});
        let text = json("x", &value).unwrap();
        // Small enough for one line as an object; as a list of rows it is broken.
        assert_eq!(text.lines().count(), 1);
        let text = json("x", &json!([[[1, 2], [3, 4]], {"a": ["x,]", "\\\""]}])).unwrap();
        assert_eq!(text, "[\n [\n  [1,2],\n  [3,4]\n ],\n {\"a\":[\"x,]\",\"\\\\\\\"\"]}\n]\n");
    }

    #[test]
    fn breaking_lines_changes_nothing() {
        let rows: Vec<Vec<i32>> = (0..40).map(|row| (0..9).map(|cell| row * cell - 7).collect()).collect();
        let value = json!({"format": "x", "rows": rows, "deep": {"rows": rows, "text": "{[\\\"]},:"}});
        let text = json("x", &value).unwrap();
        assert!(text.lines().count() > 80);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
