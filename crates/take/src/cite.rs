//! Addresses to share, and the citation.

use crate::json::Json;
use crate::{Origin, PAGE, Sheet, file_name};
use dataset::{Dataset, Date, Release, ReleaseId};
use query::{Columns, Compare, Measure, Query, ReleaseChoice, Rows, View, words};

/// An address to share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it does.
    pub label: String,
    /// The whole address.
    pub address: String,
}

/// What is shown, cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// A sentence or two.
    pub plain: String,
    /// An entry for BibTeX.
    pub bibtex: String,
    /// CSL-JSON, a list of one.
    pub csl_json: String,
}

/// The addresses of what is shown: the one that follows new releases, then one for each release that the figures come
/// from, which shows that release alone for as long as the page is hosted.
pub fn links(sheet: &Sheet, origin: &Origin, dataset: &Dataset) -> Vec<Link> {
    let shown = sheet.query.shared();
    let address = |query: &Query| [&origin.page, query.to_address(dataset).as_str()].concat();
    let following = Query { release: ReleaseChoice::Latest, ..shown.clone() };
    let mut links = vec![Link { label: "Link that follows new releases".to_owned(), address: address(&following) }];
    let releases = match shown.release {
        ReleaseChoice::One(release) => vec![release],
        ReleaseChoice::Latest => sheet.releases(dataset),
    };
    for id in releases {
        let mut pinned = Query { release: ReleaseChoice::One(id), ..shown.clone() };
        // The latest complete year is another one in another release.
        if has_period(&shown) && pinned.at.is_none() && pinned.period(dataset) != shown.period(dataset) {
            pinned.at = Some(shown.period(dataset));
        }
        links.push(Link {
            label: ["Link that pins the release to ", &dataset.release(id).to.last_month_name()].concat(),
            address: address(&pinned),
        });
    }
    links
}

/// Whether the view shows one period, the latest complete year by default.
fn has_period(query: &Query) -> bool {
    match query.view {
        View::Map => true,
        View::Compare => query.options.compare != Compare::Each,
        View::Table => query.options.rows != Rows::Periods && query.options.columns == Columns::Measures,
        _ => false,
    }
}

/// The citation of what is shown. It names the address that pins the release, where all figures come from one.
pub fn cite(sheet: &Sheet, origin: &Origin, dataset: &Dataset) -> Citation {
    let links = links(sheet, origin, dataset);
    let address = match links.as_slice() {
        [_, pinned] => pinned.address.clone(),
        [following, ..] => following.address.clone(),
        [] => String::new(),
    };
    let about = About {
        title: title(sheet),
        authors: authors(sheet),
        source: source(sheet),
        releases: in_words(&sheet.releases(dataset), dataset),
        published: latest(sheet, dataset),
        address,
        today: Date::parse(&origin.today),
        id: ["on-record-", &file_name(sheet, dataset)].concat(),
    };
    Citation { plain: about.plain(), bibtex: about.bibtex(origin), csl_json: about.csl_json() }
}

/// `release to June 2023 (published October 2023)`; empty where there is none.
pub(crate) fn in_words(releases: &[ReleaseId], dataset: &Dataset) -> String {
    let mut names: Vec<String> = Vec::new();
    for id in releases {
        let release = dataset.release(*id);
        let published = match published(release) {
            Some(date) => ["published ", &date.to_string()].concat(),
            None => "date of publication not known".to_owned(),
        };
        names.push(["to ", &release.to.last_month_name(), " (", &published, ")"].concat());
    }
    match names.len() {
        0 => String::new(),
        1 => ["release ", &words::list(&names)].concat(),
        _ => ["releases ", &words::list(&names)].concat(),
    }
}

fn published(release: &Release) -> Option<Date> {
    Date::parse(&[release.published.as_deref()?, "-01"].concat())
}

/// When the newest of the releases was published; `None` where that of one is not known.
fn latest(sheet: &Sheet, dataset: &Dataset) -> Option<Date> {
    let mut latest = None;
    for id in sheet.releases(dataset) {
        latest = latest.max(Some(published(dataset.release(id))?));
    }
    latest
}

/// What the figures were taken from. Outcomes have tables of their own, beside the recorded offences.
fn source(sheet: &Sheet) -> &'static str {
    if sheet.query.view == View::Outcomes {
        "Crime outcomes open data, and police recorded crime open data"
    } else {
        "Police recorded crime open data"
    }
}

/// Who made the figures.
fn authors(sheet: &Sheet) -> Vec<&'static str> {
    let has_residents = sheet.figures().any(|figure| figure.measure == Measure::Rate.word());
    if has_residents { vec!["Home Office", "Office for National Statistics"] } else { vec!["Home Office"] }
}

/// What is shown, and the first sentence of what is said of it: measure and period.
fn title(sheet: &Sheet) -> String {
    let subtitle = &sheet.caption.subtitle;
    let measured = words::split_once(subtitle, ". ").map_or(subtitle.as_str(), |(first, _)| first);
    let title = sheet.caption.title.trim_end_matches('.');
    if measured.is_empty() {
        return title.to_owned();
    }
    [title, ": ", words::lowered(measured).trim_end_matches('.')].concat()
}

/// What a citation says.
struct About {
    title: String,
    authors: Vec<&'static str>,
    source: &'static str,
    releases: String,
    published: Option<Date>,
    address: String,
    today: Option<Date>,
    id: String,
}

impl About {
    fn plain(&self) -> String {
        let mut text = [&words::list(&self.authors), ". ", &self.title, ". ", self.source].concat();
        if !self.releases.is_empty() {
            text.push_str(", ");
            text.push_str(&self.releases);
        }
        for piece in [". ", PAGE, ". ", &self.address] {
            text.push_str(piece);
        }
        if let Some(today) = self.today {
            for piece in [". Accessed ", &today.day.to_string(), " ", &today.to_string()] {
                text.push_str(piece);
            }
        }
        text.push('.');
        text
    }

    fn bibtex(&self, origin: &Origin) -> String {
        let mut text = ["@misc{", &self.id, ",\n"].concat();
        let mut put = |key: &str, value: &str| {
            for piece in ["  ", key, " = {", value, "},\n"] {
                text.push_str(piece);
            }
        };
        let authors: Vec<String> = self.authors.iter().map(|author| ["{", author, "}"].concat()).collect();
        put("author", &authors.join(" and "));
        put("title", &["{", &tex(&self.title), "}"].concat());
        put("howpublished", PAGE);
        if let Some(date) = self.published {
            put("year", &date.year.to_string());
            put("month", &date.month.to_string());
        }
        if !self.releases.is_empty() {
            put("note", &[self.source, ", ", &tex(&self.releases)].concat());
        }
        put("url", &self.address);
        if self.today.is_some() {
            put("urldate", &origin.today);
        }
        text.push_str("}\n");
        text
    }

    fn csl_json(&self) -> String {
        let mut json = Json::new();
        json.open('[').item().open('{').key("id").string(&self.id).key("type").string("dataset");
        json.key("title").string(&self.title).key("author").open('[');
        for author in &self.authors {
            json.item().open('{').key("literal").string(author).close('}');
        }
        json.close(']').key("publisher").string("Home Office").key("container-title").string(PAGE);
        if !self.releases.is_empty() {
            json.key("version").string(&self.releases);
        }
        if let Some(date) = self.published {
            json.key("issued").open('{').key("date-parts").raw("[[").whole(date.year.into()).raw(",");
            json.whole(date.month.into()).raw("]]").close('}');
        }
        if let Some(date) = self.today {
            json.key("accessed").open('{').key("date-parts").raw("[[").whole(date.year.into()).raw(",");
            json.whole(date.month.into()).raw(",").whole(date.day.into()).raw("]]").close('}');
        }
        json.key("URL").string(&self.address).close('}').close(']');
        json.finish() + "\n"
    }
}

/// Text in which TeX sees no commands.
fn tex(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '&' | '%' | '#' | '_' | '$' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\\' => escaped.push_str("\\textbackslash "),
            '~' => escaped.push_str("\\textasciitilde "),
            '^' => escaped.push_str("\\textasciicircum "),
            letter => escaped.push(letter),
        }
    }
    escaped
}
