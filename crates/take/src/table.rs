//! The figures as a table to be pasted: tab-separated text for spreadsheets, HTML for documents.

use crate::sheet::{Figure, Sheet};
use query::NoteKind;

impl Sheet {
    /// The table as tab-separated text, with what it shows above it and its notes below it: figures that leave the
    /// page must not leave them behind. Words where there is no figure.
    pub fn tab_separated(&self, address: &str) -> String {
        let mut text = String::new();
        push_field(&mut text, &self.caption.sentence);
        text.push_str("\n\n");
        push_field(&mut text, self.corner);
        for column in &self.columns {
            text.push('\t');
            push_field(&mut text, column);
        }
        for row in &self.rows {
            text.push('\n');
            push_field(&mut text, &row.name);
            for figure in &row.figures {
                text.push('\t');
                push_field(&mut text, shown(figure));
            }
        }
        text.push_str("\n\n");
        for note in &self.notes {
            push_field(&mut text, &note.text);
            text.push('\n');
        }
        push_field(&mut text, address);
        text.push('\n');
        text
    }

    /// The same as HTML.
    pub fn html(&self, address: &str) -> String {
        let mut html = "<table><caption>".to_owned();
        chart::push_escaped(&mut html, &self.caption.sentence);
        html.push_str("</caption><thead><tr>");
        let cell = |html: &mut String, start: &str, text: &str, end: &str| {
            html.push_str(start);
            chart::push_escaped(html, text);
            html.push_str(end);
        };
        cell(&mut html, "<th scope=\"col\">", self.corner, "</th>");
        for column in &self.columns {
            cell(&mut html, "<th scope=\"col\">", column, "</th>");
        }
        html.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            cell(&mut html, "<tr><th scope=\"row\">", &row.name, "</th>");
            for figure in &row.figures {
                cell(&mut html, "<td>", shown(figure), "</td>");
            }
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table>");
        for note in self.caption.notes.iter().filter(|note| note.kind != NoteKind::Source) {
            cell(&mut html, "<p>", &note.text, "</p>");
        }
        cell(&mut html, "<p>", query::SOURCE, "</p>");
        cell(&mut html, "<p>", address, "</p>");
        html
    }
}

/// The number, or why there is none.
fn shown(figure: &Figure) -> &str {
    figure.value.as_deref().unwrap_or(&figure.status)
}

/// Adds a text that stays one field of one line, and no formula: a number may begin with a minus.
fn push_field(line: &mut String, text: &str) {
    let is_number = text.strip_prefix('-').unwrap_or(text).starts_with(|letter: char| letter.is_ascii_digit());
    if !is_number && text.starts_with(['=', '+', '-', '@']) {
        line.push('\'');
    }
    for letter in text.chars() {
        line.push(if letter.is_control() { ' ' } else { letter });
    }
}
