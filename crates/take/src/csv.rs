//! CSV by RFC 4180: a line for each figure, fields quoted where they must be, CRLF, UTF-8 with its mark.

use crate::sheet::{Figure, Sheet};
use dataset::{Dataset, OffenceId};

/// The columns, in order.
pub const COLUMNS: [&str; 14] = [
    "area_code",
    "area",
    "period_start",
    "period_end",
    "offence_code",
    "offence",
    "measure",
    "unit",
    "value",
    "status",
    "release",
    "notes",
    "count",
    "base",
];

/// Without it, spreadsheets read UTF-8 as something else.
const BYTE_ORDER_MARK: &str = "\u{feff}";

impl Sheet {
    /// The figures as CSV: exactly those that are shown, in that order.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let json = std::fs::read_to_string("../../data/recorded.json")?;
    /// # let dataset = dataset::Dataset::from_json(&json)?;
    /// let query = query::Query::read_address("?area=W15000001&by=year&to=2015-03", &dataset).query;
    /// let csv = take::Sheet::of_answer(&query::Answer::to(&query, &dataset), &dataset).csv(&dataset);
    /// assert!(csv.ends_with(
    ///     "\r\nW15000001,North Wales,2014-04,2015-03,8Q,Stalking,count,offences,33,figure,to-2023-06,,33,\r\n"
    /// ));
    /// # Ok(()) }
    /// ```
    pub fn csv(&self, dataset: &Dataset) -> String {
        let mut csv = Csv::new();
        for figure in self.figures() {
            csv.figure(figure, self.query.offence, dataset);
        }
        csv.finish()
    }
}

/// A file that grows.
pub(crate) struct Csv {
    text: String,
    fields: usize,
}

impl Csv {
    pub(crate) fn new() -> Self {
        let mut csv = Self { text: BYTE_ORDER_MARK.to_owned(), fields: 0 };
        for column in COLUMNS {
            csv.field(column);
        }
        csv.end_line();
        csv
    }

    pub(crate) fn figure(&mut self, figure: &Figure, offence: OffenceId, dataset: &Dataset) {
        let area = dataset.area(figure.area);
        let offence = dataset.offence(offence);
        self.words(&area.code).words(&area.name);
        self.field(&figure.period.first.first_month_text()).field(&figure.period.last.last_month_text());
        self.words(&offence.code).words(&offence.name);
        self.field(figure.measure).field(figure.unit);
        self.field(figure.value.as_deref().unwrap_or_default());
        self.words(&figure.status).words(&figure.releases.join(" ")).words(&figure.notes.join(" "));
        for number in [figure.count, figure.base] {
            self.field(&number.map_or_else(String::new, |number| number.to_string()));
        }
        self.end_line();
    }

    pub(crate) fn field(&mut self, text: &str) -> &mut Self {
        if self.fields > 0 {
            self.text.push(',');
        }
        self.fields += 1;
        if text.contains(['"', ',', '\r', '\n']) {
            self.text.push('"');
            for letter in text.chars() {
                if letter == '"' {
                    self.text.push('"');
                }
                self.text.push(letter);
            }
            self.text.push('"');
        } else {
            self.text.push_str(text);
        }
        self
    }

    /// A field of text. What a spreadsheet would take for a formula gets an apostrophe before it; a number, which may
    /// begin with a minus, is none and is left as it is.
    pub(crate) fn words(&mut self, text: &str) -> &mut Self {
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            return self.field(&["'", text].concat());
        }
        self.field(text)
    }

    pub(crate) fn end_line(&mut self) {
        self.text.push_str("\r\n");
        self.fields = 0;
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(write: impl Fn(&mut Csv)) -> String {
        let mut csv = Csv { text: String::new(), fields: 0 };
        write(&mut csv);
        csv.finish()
    }

    #[test]
    fn what_would_part_fields_is_quoted() {
        assert_eq!(
            line(|csv| {
                csv.field("a,b").field("say \"so\"").field("two\nlines").field("").field("plain").end_line();
            }),
            "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",,plain\r\n"
        );
    }

    #[test]
    fn words_are_no_formula_and_numbers_stay_numbers() {
        let written = line(|csv| {
            csv.words("=1+1").words("@sum").words("+1").words("-1").words("\tx").field("-1");
        });
        assert_eq!(written, "'=1+1,'@sum,'+1,'-1,'\tx,-1");
    }
}
