//! The code for articles, read back as a browser reads it.
#![allow(clippy::unwrap_used, clippy::panic)]

use dataset::Dataset;
use markup::{Embedding, frame, release_options};
use proptest::prelude::*;
use query::{Answer, Query, Theme};
use std::sync::LazyLock;

#[path = "../../query/tests/common/queries.rs"]
mod queries;

static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/recorded.json");
    Dataset::from_json(&std::fs::read_to_string(path).unwrap()).unwrap()
});

/// The forms of code: an iframe alone, an iframe whose height a script keeps, an element that the script defines.
const FORMS: [&str; 3] = ["plain", "script", "element"];

/// A form's template, as a browser reads it from the page's form.
fn template(form: &str) -> &'static str {
    let html = include_str!("../../../public/embed-form.html");
    let start = html.split_once(&format!("<textarea id=\"embed-{form}\"")).unwrap().1;
    start.split_once('>').unwrap().1.split_once("</textarea>").unwrap().0
}

fn embedding(address: &str) -> Embedding {
    let query = Query::read_address(address, &DATASET).query;
    Embedding {
        page: "https://example.org/on-record/".to_owned(),
        title: "Line chart: Stalking recorded by North Wales Police".to_owned(),
        lead: story::lead(&Answer::to(&query, &DATASET), &DATASET),
        query,
        height_px: 1390,
        heights_px: vec![(320, 1390), (640, 980)],
    }
}

/// An element of the code: its name, and its attributes with what they stand for.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// The text up to the next element.
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

fn unescaped(text: &str) -> String {
    assert!(!text.contains(['<', '>', '"']), "{text}");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// Reads the start tags of code, strictly: anything else than what the writer may write is a failure.
fn elements(code: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    for piece in code.split('<').skip(1).filter(|piece| !piece.starts_with('/')) {
        let end = piece.find([' ', '>']).unwrap();
        let (name, mut rest) = piece.split_at(end);
        let mut attributes = Vec::new();
        while let Some(after) = rest.strip_prefix(' ') {
            let end = after.find(['=', ' ', '>']).unwrap();
            let (key, value) = after.split_at(end);
            rest = match value.strip_prefix("=\"") {
                None => {
                    attributes.push((key.to_owned(), String::new()));
                    value
                }
                Some(value) => {
                    let (value, after) = value.split_once('"').unwrap();
                    attributes.push((key.to_owned(), unescaped(value)));
                    after
                }
            };
        }
        let text = unescaped(rest.strip_prefix('>').unwrap_or_else(|| panic!("{rest}")));
        elements.push(Element { name: name.to_owned(), attributes, text });
    }
    elements
}

fn find<'a>(elements: &'a [Element], name: &str) -> &'a Element {
    elements.iter().find(|element| element.name == name).unwrap_or_else(|| panic!("no {name} in {elements:?}"))
}

#[test]
fn an_iframe_alone_has_address_name_height_and_a_text_with_the_key_figure() {
    let code = embedding("?area=W15000001").code(template("plain"), &DATASET);
    assert_eq!(
        code,
        "<div>\n  <iframe src=\"https://example.org/on-record/?area=W15000001&amp;embed=1\" \
         title=\"Line chart: Stalking recorded by North Wales Police\" width=\"100%\" height=\"1390\" loading=\"lazy\" \
         referrerpolicy=\"no-referrer\" frameborder=\"0\"></iframe>\n  \
         <p>North Wales Police recorded 1,895 offences of stalking in the year ending March 2023, 6% fewer \
         than the 2,022 of the year before. <a href=\"https://example.org/on-record/?area=W15000001\">See the figures \
         and where they come from</a></p>\n</div>\n"
    );
}

#[test]
fn an_iframe_with_script_names_the_script_beside_the_page_and_the_heights() {
    let mut embedding = embedding("?area=W15000001");
    embedding.page = "https://example.org/on-record/index.html".to_owned();
    let code = elements(&embedding.code(template("script"), &DATASET));
    let frame = find(&code, "iframe");
    assert_eq!(frame.attribute("src"), Some("https://example.org/on-record/index.html?area=W15000001&embed=1"));
    assert_eq!(frame.attribute("data-on-record"), Some(""));
    assert_eq!(frame.attribute("data-heights"), Some("320:1390 640:980"));
    assert_eq!(find(&code, "script").attribute("src"), Some("https://example.org/on-record/embed.js"));
}

#[test]
fn an_element_has_an_attribute_for_each_key_that_differs() {
    let code = elements(
        &embedding("?area=W15000001~W15000002&view=map&theme=dark&embed=1").code(template("element"), &DATASET),
    );
    let element = find(&code, "on-record");
    let keys: Vec<&str> = element.attributes.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["view", "area", "theme", "title", "heights"]);
    assert_eq!(element.attribute("area"), Some("W15000001~W15000002"));
    // The script comes first: the element has its height as soon as it is there.
    assert_eq!(code[0].name, "script");
    assert_eq!(code[0].attribute("async"), None);
    assert!(find(&code, "p").text.starts_with("North Wales Police recorded 1,895 offences of stalking"));
}

#[test]
fn heights_that_were_not_measured_are_none() {
    let code = Embedding { heights_px: Vec::new(), ..embedding("") }.code(template("element"), &DATASET);
    assert_eq!(find(&elements(&code), "on-record").attribute("heights"), Some(""));
}

#[test]
fn templates_hold_no_style_no_handler_and_no_name_that_is_not_known() {
    for form in FORMS {
        let template = template(form);
        for element in elements(&embedding("").code(template, &DATASET)) {
            for (key, _) in element.attributes {
                assert!(key != "style" && !key.starts_with("on"), "{form}: {key}");
            }
        }
        for name in template.split('{').skip(1).map(|piece| piece.split_once('}').unwrap().0) {
            let known = ["frame", "page", "script", "title", "height", "heights", "keys", "lead"];
            assert!(known.contains(&name), "{form}: {name}");
        }
    }
}

#[test]
fn a_template_with_an_open_brace_ends_there() {
    assert_eq!(embedding("").code("<p>{nothing}</p>{height", &DATASET), "<p></p>1390");
}

#[test]
fn no_figure_is_told_as_none() {
    let code = embedding("?area=W15000001&release=to-2025-03").code(template("plain"), &DATASET);
    assert!(code.contains("<p>There is no figure of stalking for North Wales Police"), "{code}");
}

#[test]
fn the_script_knows_every_key_of_the_address() {
    let script = include_str!("../../../public/embed.js");
    let keys = script.split_once("const KEYS = [").unwrap().1.split_once(']').unwrap().0;
    let keys: Vec<&str> = keys.split(',').map(|key| key.trim().trim_matches('"')).collect();
    let contract = ["view", "area", "offence", "measure", "by", "from", "to", "release", "theme", "at", "against"];
    for key in contract.iter().chain(query::Options::KEYS) {
        assert!(keys.contains(key), "{key}");
    }
}

#[test]
fn releases_are_offered_and_the_asked_one_is_chosen() {
    let html = release_options(&Query::read_address("?release=to-2023-06", &DATASET).query, &DATASET);
    assert!(html.starts_with("<option value=\"latest\">Follow new releases</option>"), "{html}");
    assert!(html.contains("<option value=\"to-2023-06\" selected>Only the release to June 2023</option>"), "{html}");
    assert_eq!(html.matches(" selected").count(), 1);
}

#[test]
fn a_frame_for_measuring_is_for_nobody() {
    let measuring = elements(&frame("one", "./?embed=1&a=\"", "", 280, 9000)).remove(0);
    assert_eq!(measuring.attribute("aria-hidden"), Some("true"));
    assert_eq!(measuring.attribute("src"), Some("./?embed=1&a=\""));
    let shown = elements(&frame("one", "./?embed=1", "Preview: <b>", 320, 900)).remove(0);
    assert_eq!(shown.attribute("title"), Some("Preview: <b>"));
    assert_eq!(shown.attribute("aria-hidden"), None);
}

proptest! {
    #[test]
    fn every_code_read_back_gives_the_address(
        query in queries::any_query(),
        title in "\\PC{0,40}",
        lead in "\\PC{0,60}",
        height_px in 200_u32..10_000,
    ) {
        let page = "https://example.org/a&b/".to_owned();
        let embedding = Embedding { page, query, title, lead, height_px, heights_px: vec![(280, 1500)] };
        let shown = Query { embed: false, ..embedding.query.clone() };
        for form in FORMS {
            let code = elements(&embedding.code(template(form), &DATASET));
            let names: Vec<&str> = code.iter().map(|element| element.name.as_str()).collect();
            let expected: &[&str] = match form {
                "plain" => &["div", "iframe", "p", "a"],
                "script" => &["script", "div", "iframe", "p", "a"],
                _ => &["script", "on-record", "p", "a"],
            };
            prop_assert_eq!(names, expected);
            let frame = code.iter().find(|element| ["iframe", "on-record"].contains(&element.name.as_str())).unwrap();
            prop_assert_eq!(frame.attribute("title"), Some(embedding.title.as_str()));
            if form == "element" {
                let own = ["title", "heights"];
                let pairs: Vec<String> = frame.attributes.iter().filter(|(key, _)| !own.contains(&key.as_str()))
                    .map(|(key, value)| [key, "=", value].concat()).collect();
                let address = shown.to_address(&DATASET);
                prop_assert_eq!(pairs.join("&"), address.trim_start_matches('?'));
            } else {
                let (address, height) = (embedding.frame_address(&DATASET), height_px.to_string());
                prop_assert_eq!(frame.attribute("src"), Some(address.as_str()));
                prop_assert_eq!(frame.attribute("height"), Some(height.as_str()));
            }
            let whole = Query { theme: Theme::Auto, ..shown.clone() };
            let address = [&embedding.page, whole.to_address(&DATASET).as_str()].concat();
            prop_assert_eq!(find(&code, "a").attribute("href"), Some(address.as_str()));
            let told = code.iter().find(|element| ["p"].contains(&element.name.as_str())).unwrap();
            prop_assert_eq!(&told.text, &[embedding.lead.as_str(), " "].concat());
        }
    }
}
