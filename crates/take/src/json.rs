//! JSON: the same figures with notes, source, licence and address. `docs/download.schema.json` is its schema.

use crate::sheet::{Figure, Sheet};
use crate::{LICENCE, LICENCE_ADDRESS, Origin, PAGE};
use dataset::Dataset;
use query::SOURCE;

/// Version of the format: what was read before can still be read as long as it is the same.
const VERSION: i64 = 1;

/// The figures as JSON.
pub fn json(sheet: &Sheet, origin: &Origin, dataset: &Dataset) -> String {
    let mut json = Json { text: String::new(), first: true };
    json.open('{');
    json.key("format").string("on-record/download").key("version").whole(VERSION);
    json.key("title").string(&sheet.caption.title).key("subtitle").string(&sheet.caption.subtitle);
    json.key("sentence").string(&sheet.caption.sentence);
    json.key("address").string(&[&origin.page, sheet.query.to_address(dataset).as_str()].concat());
    json.key("generated_from").string(&[PAGE, " ", &origin.build].concat());
    json.key("generated_on").string(&origin.today);
    json.key("source").string(SOURCE).key("licence").open('{');
    json.key("name").string(LICENCE).key("address").string(LICENCE_ADDRESS).close('}');
    let offence = dataset.offence(sheet.query.offence);
    json.key("offence").open('{').key("code").string(&offence.code).key("name").string(&offence.name).close('}');
    json.key("releases").open('[');
    for id in sheet.releases(dataset) {
        let release = dataset.release(id);
        json.item().open('{').key("name").string(&release.name);
        json.key("published").optional(release.published.as_deref());
        json.key("from").string(&release.from.first_month_text()).key("to").string(&release.to.last_month_text());
        json.close('}');
    }
    json.close(']').key("notes").open('[');
    for note in &sheet.notes {
        json.item().open('{').key("id").string(&note.id).key("kind").string(note.kind);
        if let Some(number) = note.number {
            json.key("number").whole(i64::try_from(number).unwrap_or_default());
        }
        json.key("text").string(&note.text).close('}');
    }
    json.close(']').key("refused").optional(sheet.refused.as_deref()).key("rows").open('[');
    for figure in sheet.figures() {
        row(&mut json, figure, dataset);
    }
    json.close(']').close('}');
    json.text.push('\n');
    json.text
}

fn row(json: &mut Json, figure: &Figure, dataset: &Dataset) {
    let area = dataset.area(figure.area);
    json.item().open('{').key("area_code").string(&area.code).key("area").string(&area.name);
    json.key("period_start").string(&figure.period.first.first_month_text());
    json.key("period_end").string(&figure.period.last.last_month_text());
    json.key("measure").string(figure.measure).key("unit").string(figure.unit);
    // The value is written as it is shown, digit for digit.
    json.key("value").raw(figure.value.as_deref().unwrap_or("null"));
    json.key("status").string(&figure.status).key("why").optional(figure.why.as_deref());
    json.key("count").number(figure.count).key("base").number(figure.base);
    json.key("releases").strings(&figure.releases).key("notes").strings(&figure.notes).close('}');
}

/// JSON that grows.
pub(crate) struct Json {
    text: String,
    /// Whether nothing stands before in what is open.
    first: bool,
}

impl Json {
    pub(crate) fn new() -> Self {
        Self { text: String::new(), first: true }
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }

    pub(crate) fn open(&mut self, bracket: char) -> &mut Self {
        self.text.push(bracket);
        self.first = true;
        self
    }

    pub(crate) fn close(&mut self, bracket: char) -> &mut Self {
        self.text.push(bracket);
        self.first = false;
        self
    }

    /// Before the next thing of a list, each on a line of its own.
    pub(crate) fn item(&mut self) -> &mut Self {
        self.text.push_str(if self.first { "\n" } else { ",\n" });
        self.first = false;
        self
    }

    pub(crate) fn key(&mut self, key: &str) -> &mut Self {
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
        self.string(key).raw(":")
    }

    pub(crate) fn string(&mut self, text: &str) -> &mut Self {
        self.text.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                letter if letter.is_control() => self.text.push(' '),
                letter => self.text.push(letter),
            }
        }
        self.raw("\"")
    }

    pub(crate) fn optional(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.string(text),
            None => self.raw("null"),
        }
    }

    pub(crate) fn whole(&mut self, number: i64) -> &mut Self {
        self.raw(&number.to_string())
    }

    fn number(&mut self, number: Option<i64>) -> &mut Self {
        match number {
            Some(number) => self.whole(number),
            None => self.raw("null"),
        }
    }

    fn strings(&mut self, texts: &[String]) -> &mut Self {
        self.open('[');
        for text in texts {
            if !self.first {
                self.text.push(',');
            }
            self.first = false;
            self.string(text);
        }
        self.close(']')
    }

    pub(crate) fn raw(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }
}
