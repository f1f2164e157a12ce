//! HTML as text, with everything that is not markup escaped.

/// HTML that grows.
#[derive(Default)]
pub(crate) struct Html(String);

impl Html {
    /// Adds markup of ours as it is.
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text, fit for an element's content and for a quoted attribute.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        chart::push_escaped(&mut self.0, text);
        self
    }

    /// Adds a whole number that counts from zero.
    pub(crate) fn number(&mut self, number: usize) -> &mut Self {
        self.0.push_str(&number.to_string());
        self
    }

    /// What was written.
    pub(crate) fn finish(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_not_become_markup() {
        let html = Html::default().raw("<p>").text("<b> & \"quotes\" 'too'").raw("</p>").finish();
        assert_eq!(html, "<p>&lt;b&gt; &amp; &quot;quotes&quot; &#39;too&#39;</p>");
    }
}
