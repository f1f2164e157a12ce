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

/// The forms of code: an iframe alone, an iframe whose height a script keeps, an element that the script defines.
pub const FORMS: [&str; 3] = ["plain", "script", "element"];

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

    /// The code in one of the forms of [`FORMS`]. No style and no event handler stands in it: an article's content
    /// security policy may forbid them.
    pub fn code(&self, form: &str, dataset: &Dataset) -> String {
        match form {
            "element" => self.element(dataset),
            "script" => self.frame(true, dataset),
            _ => self.frame(false, dataset),
        }
    }

    fn frame(&self, follows: bool, dataset: &Dataset) -> String {
        let mut code = Html::default();
        if follows {
            self.script(&mut code);
        }
        code.raw("<figure>\n  <iframe src=\"").text(&self.frame_address(dataset));
        code.raw("\" title=\"").text(&self.title).raw("\" width=\"100%\" height=\"").number(self.height_px as usize);
        code.raw("\" loading=\"lazy\" referrerpolicy=\"no-referrer\" frameborder=\"0\"");
        if follows {
            code.raw(" data-on-record");
            self.heights(&mut code, " data-heights=\"");
        }
        code.raw("></iframe>\n  <figcaption>");
        self.fallback(&mut code, dataset);
        code.raw("</figcaption>\n</figure>\n").finish()
    }

    fn element(&self, dataset: &Dataset) -> String {
        let mut code = Html::default();
        self.script(&mut code);
        code.raw("<on-record");
        let address = Query { embed: false, ..self.query.clone() }.to_address(dataset);
        for (key, value) in address.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')) {
            code.raw(" ").raw(key).raw("=\"").text(value).raw("\"");
        }
        code.raw(" title=\"").text(&self.title).raw("\"");
        self.heights(&mut code, " heights=\"");
        code.raw(">\n  <p>");
        self.fallback(&mut code, dataset);
        code.raw("</p>\n</on-record>\n").finish()
    }

    fn heights(&self, code: &mut Html, attribute: &str) {
        if self.heights_px.is_empty() {
            return;
        }
        code.raw(attribute);
        for (index, (width, height)) in self.heights_px.iter().enumerate() {
            code.raw(if index > 0 { " " } else { "" }).number(*width as usize).raw(":").number(*height as usize);
        }
        code.raw("\"");
    }

    fn fallback(&self, code: &mut Html, dataset: &Dataset) {
        code.text(&self.lead).raw(" <a href=\"").text(&self.page_address(dataset));
        code.raw("\">See the figures and where they come from</a>");
    }

    /// The script lies beside the page. It comes first, and the article waits for it: so the frame has its height as
    /// soon as it is there.
    fn script(&self, code: &mut Html) {
        let folder = self.page.rfind('/').map_or(self.page.len(), |slash| slash + 1);
        code.raw("<script src=\"").text(&self.page[..folder]).raw("embed.js\"></script>\n");
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
