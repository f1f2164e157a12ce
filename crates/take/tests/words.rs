//! Names of files, citations, links, and the picture's words.
#![allow(missing_docs, clippy::panic, clippy::unwrap_used)]

mod common;

use common::{DATASET, MAP, origin, query, sheet};
use query::Places;
use take::{cite, file_name, links};

fn name(address: &str) -> String {
    file_name(&sheet(address), &DATASET)
}

#[test]
fn names_say_area_measure_and_period() {
    assert_eq!(name("?area=W15000001"), "stalking-north-wales-count-2014-04-to-2025-03");
    assert_eq!(
        name("?area=W15000001~E23000001&measure=rate&by=year&from=2018-04&to=2023-03"),
        "stalking-north-wales-and-metropolitan-police-rate-2018-04-to-2023-03-by-year"
    );
    assert_eq!(
        name("?area=W15000001~E23000001~K04000001~BTP~E12000007~W92000004&offence=8L&release=to-2023-06"),
        "harassment-6-areas-count-2012-04-to-2023-06-release-to-2023-06"
    );
    assert_eq!(name("?view=map&at=2020-04~2021-03"), "stalking-police-forces-count-2020-04-to-2021-03");
    assert_eq!(name("?view=outcomes&area=W15000001~BTP"), "stalking-north-wales-outcomes-2014-04-to-2022-03");
    assert_eq!(
        name("?view=table&rows=chosen&columns=measures&area=W15000001"),
        "stalking-north-wales-all-measures-2022-04-to-2023-03"
    );
}

#[test]
fn a_citation_names_source_release_date_and_the_address_that_pins_it() {
    let citation = cite(&sheet("?area=W15000001&by=year&measure=rate&to=2023-03"), &origin(), &DATASET);
    assert_eq!(
        citation.plain,
        "Home Office and Office for National Statistics. Stalking recorded by North Wales Police: offences per 1,000 \
         residents, by financial year, April 2014 to March 2023. Police recorded crime open data, release to June 2023 \
         (published October 2023). On Record. https://example.org/on-record/?area=W15000001&measure=rate&by=year\
         &to=2023-03&release=to-2023-06. Accessed 25 November 2026."
    );
    assert!(citation.bibtex.contains("  author = {{Home Office} and {Office for National Statistics}},\n"));
    assert!(citation.bibtex.contains("  year = {2023},\n  month = {10},\n"));
    assert!(citation.bibtex.contains("  urldate = {2026-11-25},\n"));
    let csl: serde_json::Value = serde_json::from_str(&citation.csl_json).unwrap();
    assert_eq!(csl[0]["type"], "dataset");
    assert_eq!(csl[0]["issued"]["date-parts"][0][0], 2023);
    assert_eq!(csl[0]["accessed"]["date-parts"][0][2], 25);
    assert_eq!(csl[0]["author"][1]["literal"], "Office for National Statistics");
}

#[test]
fn a_date_that_is_not_known_is_told_as_that() {
    let citation = cite(&sheet("?area=E23000001&from=2024-04"), &origin(), &DATASET);
    assert!(citation.plain.contains("release to March 2025 (date of publication not known)"), "{}", citation.plain);
    assert!(!citation.bibtex.contains("year ="), "{}", citation.bibtex);
    assert!(!citation.csl_json.contains("issued"));
}

#[test]
fn tex_sees_no_commands() {
    let citation = cite(&sheet("?view=outcomes&area=W15000001"), &origin(), &DATASET);
    assert!(!citation.bibtex.lines().any(|line| line.starts_with("  title") && line.contains(" %")));
    assert_eq!(citation.bibtex.matches('{').count(), citation.bibtex.matches('}').count());
    for text in [&citation.plain, &citation.bibtex] {
        assert!(text.contains("Crime outcomes open data, and police recorded crime open data"), "{text}");
    }
}

#[test]
fn links_are_short() {
    let of = |address: &str| -> Vec<String> {
        let links = links(&sheet(address), &origin(), &DATASET);
        links.into_iter().map(|link| link.address.replace("https://example.org/on-record/", "")).collect()
    };
    assert_eq!(of("?"), ["", "?release=to-2023-06"]);
    assert_eq!(of("?embed=1&theme=dark&area=W15000001"), ["?area=W15000001", "?area=W15000001&release=to-2023-06"]);
    assert_eq!(of("?release=to-2018-03"), ["", "?release=to-2018-03"]);
    assert_eq!(
        of("?area=E23000001"),
        ["?area=E23000001", "?area=E23000001&release=to-2023-06", "?area=E23000001&release=to-2025-03"]
    );
    // The latest complete year of one release is not that of another.
    assert_eq!(of("?view=map&at=2017-04~2018-03&release=to-2018-03")[0], "?view=map&at=2017-04~2018-03");
}

#[test]
fn a_picture_says_all_that_the_page_says_of_it() {
    let address = "?area=W15000001&by=year";
    let sheet = sheet(address);
    let framing = take::framing(&sheet, &origin(), &DATASET);
    let answer = query::Answer::to(&query(address), &DATASET);
    for width in [1200.0, 640.0] {
        let svg = chart::picture(&|width| chart::line_chart(&answer, &DATASET, width), &framing, width);
        let words = words_of(&svg);
        for text in [&answer.title, &answer.subtitle] {
            assert!(words.contains(text.as_str()), "{text}");
        }
        for note in &answer.notes {
            assert!(words.contains(&note.text), "{}", note.text);
        }
        assert!(words.contains(
            "Releases to June 2023 (published October 2023) and to March 2025 (date of publication not known)."
        ));
        assert!(words.contains("https://example.org/on-record/?area=W15000001&by=year"));
        assert!(svg.contains(&format!("width=\"{width}\"")));
        assert!(svg.contains("font-family=\"Arial, Helvetica, &#39;Liberation Sans&#39;, Arimo, sans-serif\""));
        assert!(!svg.contains("var(--") && !svg.contains("<foreignObject"));
    }
}

#[test]
fn a_map_is_a_picture_too() {
    let places = Places::to(&query("?view=map&measure=rate"), &DATASET);
    let framing = take::framing(&sheet("?view=map&measure=rate"), &origin(), &DATASET);
    let svg = chart::picture(&|width| chart::map(&places, &MAP, width), &framing, 1200.0);
    assert!(svg.contains("url(#picture-hatch-place)") && svg.contains("id=\"picture-hatch-place\""));
}

/// The words of all texts of an SVG, one after the other, lines of one text joined again.
fn words_of(svg: &str) -> String {
    let mut words = String::new();
    for text in svg.split("<text").skip(1) {
        let inner = text.split_once('>').unwrap().1.split("</text>").next().unwrap();
        let mut inside = true;
        for letter in inner.chars() {
            match letter {
                '<' => inside = false,
                '>' => inside = true,
                letter if inside => words.push(letter),
                _ => {}
            }
        }
        words.push(' ');
    }
    words.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
