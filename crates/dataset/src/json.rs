//! Reading JSON (RFC 8259) into values.
//!
//! A reader of its own, for its size: the usual library reads fractions exactly, and makes a type of every shape, at
//! ten thousand bytes of WebAssembly more. The tests hold it against that library.

/// The deepest nesting that is read; the project's files are seven deep.
const DEEPEST: usize = 64;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A whole number; `None` for a fraction, and for one that is too large to count anything.
    Number(Option<i64>),
    Text(String),
    List(Vec<Value>),
    /// Keys and values in their order; the last of several with the same key is meant.
    Object(Vec<(String, Value)>),
}

/// Where a text is no JSON: the line and the column (in characters), both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Value {
    /// Reads a text that holds one value.
    ///
    /// # Errors
    /// The place of the first character that does not belong there.
    pub(crate) fn parse(text: &str) -> Result<Self, Place> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEEPEST).filter(|_| {
            reader.skip_space();
            reader.at == text.len()
        });
        value.ok_or_else(|| reader.place())
    }

    /// What stands under a key of an object.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().rev().find(|(found, _)| found == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether this is nothing.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// A text under way. Whatever does not fit is told by `None`, with `at` where it stands.
struct Reader<'a> {
    text: &'a str,
    /// In bytes.
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Whether this character came, after space or none.
    fn takes(&mut self, character: u8) -> bool {
        self.skip_space();
        let takes = self.peek() == Some(character);
        self.at += usize::from(takes);
        takes
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip_space();
        let depth = depth.checked_sub(1)?;
        match self.peek()? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Value::Text),
            b'n' => self.word("null", Value::Null),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        self.at += if found { word.len() } else { 0 };
        found.then_some(value)
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut items = Vec::new();
        if self.takes(b']') {
            return Some(Value::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.takes(b']') {
                return Some(Value::List(items));
            }
            self.takes(b',').then_some(())?;
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        self.at += 1;
        let mut entries = Vec::new();
        if self.takes(b'}') {
            return Some(Value::Object(entries));
        }
        loop {
            self.skip_space();
            let key = self.string()?;
            self.takes(b':').then_some(())?;
            entries.push((key, self.value(depth)?));
            if self.takes(b'}') {
                return Some(Value::Object(entries));
            }
            self.takes(b',').then_some(())?;
        }
    }

    fn string(&mut self) -> Option<String> {
        if self.peek() != Some(b'"') {
            return None;
        }
        self.at += 1;
        let mut text = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            // What ends the stretch is a character of one byte.
            text.push_str(self.text.get(start..self.at)?);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(text);
                }
                b'\\' => text.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        self.at += 1;
        let character = match self.peek()? {
            same @ (b'"' | b'\\' | b'/') => char::from(same),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => return self.by_number(),
            _ => return None,
        };
        self.at += 1;
        Some(character)
    }

    /// `u` and four digits, or two such that stand for one character beyond the first 65,536.
    fn by_number(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        if self.peek()? != b'\\' {
            return None;
        }
        self.at += 1;
        let second = self.four_digits()?.checked_sub(0xdc00).filter(|second| *second < 0x400)?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second)
    }

    fn four_digits(&mut self) -> Option<u32> {
        if self.peek()? != b'u' {
            return None;
        }
        self.at += 1;
        let mut number = 0;
        for _ in 0..4 {
            number = number * 16 + char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(number)
    }

    fn number(&mut self) -> Option<Value> {
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let first = self.at;
        let mut number = Some(0_i64);
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let digit = i64::from(digit - b'0');
            let digit = if negative { -digit } else { digit };
            number = number.and_then(|number| number.checked_mul(10)?.checked_add(digit));
            self.at += 1;
        }
        let digits = self.at - first;
        // No number begins with a nought but 0 and its fractions.
        if digits == 0 || digits > 1 && self.text.as_bytes()[first] == b'0' {
            return None;
        }
        if self.peek() == Some(b'.') {
            self.digits_of_fraction()?;
            number = None;
        }
        if let Some(b'e' | b'E') = self.peek() {
            if let Some(b'+' | b'-') = self.text.as_bytes().get(self.at + 1) {
                self.at += 1;
            }
            self.digits_of_fraction()?;
            number = None;
        }
        Some(Value::Number(number))
    }

    /// A character and then digits, one at least.
    fn digits_of_fraction(&mut self) -> Option<()> {
        self.at += 1;
        let first = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        (self.at > first).then_some(())
    }

    fn place(&self) -> Place {
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        // Bytes that go on a character begin with the bits 10.
        let column = before[start..].iter().filter(|byte| **byte & 0xc0 != 0x80).count() + 1;
        Place { line: before.iter().filter(|byte| **byte == b'\n').count() + 1, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the usual library reads, as this one says it.
    fn usual(value: &serde_json::Value) -> Value {
        use serde_json::Value as V;
        match value {
            V::Null => Value::Null,
            V::Bool(value) => Value::Bool(*value),
            V::Number(number) => Value::Number(number.as_i64()),
            V::String(text) => Value::Text(text.clone()),
            V::Array(items) => Value::List(items.iter().map(usual).collect()),
            V::Object(entries) => {
                Value::Object(entries.iter().map(|(key, value)| (key.clone(), usual(value))).collect())
            }
        }
    }

    /// Keys in order, as the usual library has them; of several that are alike the last.
    fn in_order(value: Value) -> Value {
        match value {
            Value::List(items) => Value::List(items.into_iter().map(in_order).collect()),
            Value::Object(entries) => {
                let entries: std::collections::BTreeMap<_, _> = entries.into_iter().collect();
                Value::Object(entries.into_iter().map(|(key, value)| (key, in_order(value))).collect())
            }
            value => value,
        }
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|entries| serde_json::Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_the_usual_library_writes_is_read_alike(value in any_json(), pretty: bool) {
            let text =
                if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            prop_assert_eq!(Value::parse(&text).map(in_order), Ok(usual(&value)));
        }

        #[test]
        fn what_is_nearly_json_is_read_or_refused_as_the_usual_library_does(
            text in r#"[\[\]{},:" \n]{0,2}(-|0|1|12|1\.5|1e5|-0|01|\.|1\.|1e|1e\+|null|tru|true|"a"|"\\u00e9"|"\\ud83d\\ude00"|"\\ud83d"|"\\x"|"[€é]"){0,2}[\[\]{},:" \n]{0,3}(1|true|"k": ?2|\{\}|\[\])?[\]} ]{0,3}"#
        ) {
            let usual: Result<serde_json::Value, _> = serde_json::from_str(&text);
            prop_assert_eq!(Value::parse(&text).is_ok(), usual.is_ok(), "{:?}", text);
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let usual: Result<serde_json::Value, _> = serde_json::from_str(&text);
            prop_assert_eq!(Value::parse(&text).is_ok(), usual.is_ok());
        }
    }

    #[test]
    fn a_mistake_is_told_by_its_line_and_column() {
        let place = |text| Value::parse(text).map_err(|place| (place.line, place.column));
        assert_eq!(place("{\n  \"é\": 1,\n  \"b\": ?\n}"), Err((3, 8)));
        assert_eq!(place("[1, 2"), Err((1, 6)));
        assert_eq!(place("\"é\" x"), Err((1, 5)));
        assert_eq!(place(""), Err((1, 1)));
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Value::parse(&nested(DEEPEST)).is_ok());
        assert!(Value::parse(&nested(DEEPEST + 1)).is_err());
        assert!(Value::parse(&"[".repeat(1_000_000)).is_err());
    }

    #[test]
    fn what_cannot_count_anything_is_no_whole_number() {
        for text in ["1.5", "1e3", "-2.0", "9223372036854775808"] {
            assert_eq!(Value::parse(text), Ok(Value::Number(None)), "{text}");
        }
        assert_eq!(Value::parse("-9223372036854775808"), Ok(Value::Number(Some(i64::MIN))));
    }
}
