//! The story as text, Markdown and HTML.

use crate::Story;

impl Story {
    /// Plain text: headline, a paragraph for each sentence, source.
    pub fn to_text(&self) -> String {
        let mut text = self.headline.clone();
        for sentence in &self.sentences {
            text.push_str("\n\n");
            text.push_str(&sentence.text());
        }
        text.push_str("\n\n");
        text.push_str(&self.source);
        text.push('\n');
        text
    }

    /// Markdown: headline, a paragraph for each sentence, source.
    pub fn to_markdown(&self) -> String {
        let mut text = ["# ", &self.headline].concat();
        for sentence in &self.sentences {
            text.push_str("\n\n");
            push_markdown(&mut text, &sentence.text());
        }
        text.push_str("\n\n*");
        push_markdown(&mut text, &self.source);
        text.push_str("*\n");
        text
    }

    /// HTML to paste into an article: headline, a paragraph for each sentence, source. Without links, classes and
    /// scripts.
    pub fn to_html(&self) -> String {
        let mut html = "<h2>".to_owned();
        push_html(&mut html, &self.headline);
        html.push_str("</h2>\n");
        for sentence in &self.sentences {
            html.push_str("<p>");
            push_html(&mut html, &sentence.text());
            html.push_str("</p>\n");
        }
        html.push_str("<p><small>");
        push_html(&mut html, &self.source);
        html.push_str("</small></p>\n");
        html
    }
}

fn push_html(html: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            letter => html.push(letter),
        }
    }
}

fn push_markdown(text: &mut String, words: &str) {
    for letter in words.chars() {
        if matches!(letter, '*' | '_' | '[' | ']' | '<' | '`' | '\\') {
            text.push('\\');
        }
        text.push(letter);
    }
}
