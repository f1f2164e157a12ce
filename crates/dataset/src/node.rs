//! Walking through JSON so that every error knows its place.

use crate::format::VERSION;
use crate::json::Value;
use crate::{DataError, Quarter};

/// Reads a file's text.
///
/// # Errors
/// A text that is no JSON, by its line and column.
pub(crate) fn parse(json: &str) -> Result<Value, DataError> {
    Value::parse(json).map_err(|place| {
        let place = ["line ", &place.line.to_string(), ", column ", &place.column.to_string()].concat();
        DataError::new(place, "not well-formed JSON")
    })
}

/// A value in the JSON, and the way to it.
///
/// Reading by hand instead of by a derived type for each object costs a third of the WebAssembly, and an
/// error names the place and what was found there.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    /// The value; `None` where there is none.
    value: Option<&'a Value>,
    step: Step<'a>,
    parent: Option<&'a Node<'a>>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Node<'a> {
    pub(crate) fn root(value: &'a Value) -> Self {
        Self { value: Some(value), step: Step::Root, parent: None }
    }

    /// What stands under a key; nothing for a key that is not there, for `null`, or in what is no object.
    pub(crate) fn get<'b>(&'b self, key: &'b str) -> Node<'b>
    where
        'a: 'b,
    {
        let value = self.value.and_then(|value| value.get(key)).filter(|value| !value.is_null());
        Node { value, step: Step::Key(key), parent: Some(self) }
    }

    /// Whether there is anything here.
    pub(crate) fn is_there(&self) -> bool {
        self.value.is_some_and(|value| !value.is_null())
    }

    /// Calls `read` for each item of the list.
    pub(crate) fn each<T>(
        &self,
        mut read: impl FnMut(Node<'_>, usize) -> Result<T, DataError>,
    ) -> Result<Vec<T>, DataError> {
        let mut list = Vec::new();
        for index in 0..self.length()? {
            list.push(read(self.item(index), index)?);
        }
        Ok(list)
    }

    /// How many items the list has.
    #[inline(never)]
    fn length(&self) -> Result<usize, DataError> {
        if let Some(Value::List(items)) = self.value { Ok(items.len()) } else { Err(self.expected("a list")) }
    }

    /// An item of the list. Apart, as [`Self::each`] is compiled anew for each use.
    #[inline(never)]
    fn item<'b>(&'b self, index: usize) -> Node<'b>
    where
        'a: 'b,
    {
        let value = if let Some(Value::List(items)) = self.value { items.get(index) } else { None };
        Node { value, step: Step::Index(index), parent: Some(self) }
    }

    /// The same; a list that is not there is empty.
    pub(crate) fn each_if_there<T>(
        &self,
        read: impl FnMut(Node<'_>, usize) -> Result<T, DataError>,
    ) -> Result<Vec<T>, DataError> {
        if self.is_there() { self.each(read) } else { Ok(Vec::new()) }
    }

    pub(crate) fn text(&self) -> Result<&'a str, DataError> {
        match self.value {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(self.expected("a text")),
        }
    }

    /// The text, if there is one.
    pub(crate) fn text_if_there(&self) -> Result<Option<&'a str>, DataError> {
        if self.is_there() { self.text().map(Some) } else { Ok(None) }
    }

    /// A whole number that fits `T`.
    pub(crate) fn whole<T: TryFrom<i64>>(&self) -> Result<T, DataError> {
        let number = match self.value {
            Some(Value::Number(Some(number))) => T::try_from(*number).ok(),
            _ => None,
        };
        number.ok_or_else(|| self.expected("a whole number"))
    }

    /// A row of whole numbers, `None` for one that is not there: a list, or the same packed as text.
    pub(crate) fn numbers(&self) -> Result<Vec<Option<i32>>, DataError> {
        match self.value {
            Some(Value::Text(text)) => crate::packed::unpack(text).map_err(|problem| self.error(problem)),
            _ => self.each(|number, _| if number.is_there() { number.whole().map(Some) } else { Ok(None) }),
        }
    }

    /// Whether `true` stands here; nothing is `false`.
    pub(crate) fn true_if_there(&self) -> Result<bool, DataError> {
        match self.value {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(value)) => Ok(*value),
            Some(_) => Err(self.expected("true or false")),
        }
    }

    /// A quarter by its first month.
    pub(crate) fn first_month(&self) -> Result<Quarter, DataError> {
        let text = self.text()?;
        text.parse()
            .map_err(|error: crate::quarter::QuarterError| self.wrong(&["found \"", text, "\": ", &error.to_string()]))
    }

    /// A quarter by its last month.
    pub(crate) fn last_month(&self) -> Result<Quarter, DataError> {
        let text = self.text()?;
        Quarter::from_last_month(text).map_err(|error| self.wrong(&["found \"", text, "\": ", &error.to_string()]))
    }

    /// Checks that a file says that it is of this format, in the version that is read here.
    pub(crate) fn must_be(&self, format: &str) -> Result<(), DataError> {
        let (found, version) = (self.get("format").text()?, self.get("version").whole::<u32>()?);
        if found == format && version == VERSION {
            return Ok(());
        }
        let [version, own] = [version, VERSION].map(|version| version.to_string());
        Err(self.wrong(&["found ", found, " version ", &version, ", expected ", format, " version ", &own]))
    }

    /// An error here.
    pub(crate) fn error(&self, problem: impl Into<String>) -> DataError {
        let mut place = String::new();
        self.write_place(&mut place);
        DataError::new(if place.is_empty() { "the file".to_owned() } else { place }, problem)
    }

    /// An error here, whose words come in parts.
    #[inline(never)]
    pub(crate) fn wrong(&self, problem: &[&str]) -> DataError {
        self.error(problem.concat())
    }

    fn expected(&self, what: &str) -> DataError {
        const LONGEST: usize = 40;
        let found = match self.value {
            None | Some(Value::Null) => "nothing".to_owned(),
            Some(Value::Bool(_)) => "true or false".to_owned(),
            Some(Value::Number(None)) => "a fraction".to_owned(),
            Some(Value::Number(Some(number))) => number.to_string(),
            Some(Value::Text(text)) => ["\"", &text.chars().take(LONGEST).collect::<String>(), "\""].concat(),
            Some(Value::List(_)) => "a list".to_owned(),
            Some(Value::Object(_)) => "an object".to_owned(),
        };
        self.wrong(&["found ", &found, ", expected ", what])
    }

    fn write_place(&self, place: &mut String) {
        if let Some(parent) = self.parent {
            parent.write_place(place);
        }
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                if !place.is_empty() {
                    place.push('.');
                }
                place.push_str(key);
            }
            Step::Index(index) => {
                place.push('[');
                place.push_str(&index.to_string());
                place.push(']');
            }
        }
    }
}
