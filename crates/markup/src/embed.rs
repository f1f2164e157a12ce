//! The code that puts the page into an article, and the frames that show what it gives.

use crate::html::Html;
use dataset::Dataset;
use query::{Query, Theme};

/// What the code for an article is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedding {
    /// Address of the page, without what it is asked: `https://example.org/on-record/`.
    pub page: String,
    /// What is asked, whether it is a frame or not.
    pub query: Query,
    /// Name of the frame, for those who do not see it.
    pub title: String,
    /// The key figure in a sentence, for readers whose frame never loads.
    pub lead: String,
    /// Height in pixels where no script sets it.
    pub height_px: u32,
    /// Heights in pixels by width in pixels, as far as they are known.
    pub heights_px: Vec<(u32, u32)>,
}

impl Embedding {
    /// The address of the frame.
    pub fn frame_address(&self, dataset: &Dataset) -> String {
        [&self.page, Query { embed: true, ..self.query.clone() }.to_address(dataset).as_str()].concat()
    }

    /// The address of the whole page.
    pub fn page_address(&self, dataset: &Dataset) -> String {
        let query = Query { embed: false, theme: Theme::Auto, ..self.query.clone() };
        [&self.page, query.to_address(dataset).as_str()].concat()
    }

    /// The code, from a template with a name in braces for each thing that is filled in: `{frame}` and `{page}`, the
    /// addresses of the frame and of the whole page, `{script}`, `{title}`, `{height}`, `{heights}`, `{keys}`, the keys of
    /// the address as attributes, and `{lead}`. All of it is escaped, for attributes and for text. A name that is none of
    /// these leaves nothing.
    ///
    /// The templates are in `public/embed-form.html`: no style and no event handler may stand in them, which an
    /// article's content security policy may forbid.
    pub fn code(&self, template: &str, dataset: &Dataset) -> String {
        let mut code = Html::default();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, next) = after.split_once('}').unwrap_or((after, ""));
            code.raw(before);
            match name {
                "frame" => code.text(&self.frame_address(dataset)),
                "page" => code.text(&self.page_address(dataset)),
                "script" => code.text(&self.script_address()),
                "title" => code.text(&self.title),
                "height" => code.number(self.height_px as usize),
                "heights" => self.heights(&mut code),
                "keys" => self.keys(&mut code, dataset),
                "lead" => code.text(&self.lead),
                _ => &mut code,
            };
            rest = next;
        }
        code.raw(rest).finish()
    }

    fn heights<'h>(&self, code: &'h mut Html) -> &'h mut Html {
        for (index, (width, height)) in self.heights_px.iter().enumerate() {
            code.raw(if index > 0 { " " } else { "" }).number(*width as usize).raw(":").number(*height as usize);
        }
        code
    }

    fn keys<'h>(&self, code: &'h mut Html, dataset: &Dataset) -> &'h mut Html {
        let address = Query { embed: false, ..self.query.clone() }.to_address(dataset);
        for (key, value) in address.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')) {
            code.raw(" ").raw(key).raw("=\"").text(value).raw("\"");
        }
        code
    }

    /// The script lies beside the page.
    fn script_address(&self) -> String {
        let folder = self.page.rfind('/').map_or(self.page.len(), |slash| slash + 1);
        [&self.page[..folder], "embed.js"].concat()
    }
}

/// The releases to choose from, as options of a list, the chosen one selected.
pub fn release_options(query: &Query, dataset: &Dataset) -> String {
    let chosen = query.chosen("release", dataset);
    let mut html = Html::default();
    let mut option = |value: &str, words: &str, name: &str| {
        html.raw("<option value=\"").text(value).raw(if value == chosen { "\" selected>" } else { "\">" });
        html.raw(words).text(name).raw("</option>");
    };
    option("latest", "Follow new releases", "");
    for release in dataset.releases().iter().rev() {
        option(&release.name, "Only the release to ", &release.to.last_month_name());
    }
    html.finish()
}

/// A frame with the page, so many pixels wide and high. Without a title it is for measuring, and nobody is led to it.
pub fn frame(id: &str, address: &str, title: &str, width_px: u32, height_px: u32) -> String {
    let mut html = Html::default();
    html.raw("<iframe id=\"").raw(id).raw("\" src=\"").text(address).raw("\" width=\"").number(width_px as usize);
    html.raw("\" height=\"").number(height_px as usize);
    match title {
        "" => html.raw("\" tabindex=\"-1\" aria-hidden=\"true"),
        title => html.raw("\" title=\"").text(title),
    };
    html.raw("\" frameborder=\"0\"></iframe>").finish()
}
