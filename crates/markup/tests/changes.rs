//! Steps from one text of markup to another, done as `follow` of index.html does them, lead to the other one.
#![allow(clippy::panic, clippy::unwrap_used)]

use proptest::prelude::*;

/// A node of a document, as a browser has it.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    Text(String),
    Element { name: String, attributes: Vec<(String, String)>, content: Vec<Node> },
}

/// Reads the content of an element; gives what follows it.
fn read(mut text: &str) -> (Vec<Node>, &str) {
    let mut nodes = Vec::new();
    while !text.is_empty() && !text.starts_with("</") {
        let Some(tag) = text.strip_prefix('<') else {
            let (words, rest) = text.split_at(text.find('<').unwrap_or(text.len()));
            nodes.push(Node::Text(words.to_owned()));
            text = rest;
            continue;
        };
        let (name, mut rest) = tag.split_at(tag.find([' ', '>', '/']).unwrap());
        let mut attributes = Vec::new();
        while let Some(attribute) = rest.strip_prefix(' ') {
            let (name, after) = attribute.split_at(attribute.find(['=', ' ', '>', '/']).unwrap());
            let (value, after) = after.strip_prefix("=\"").map_or(("", after), |value| value.split_once('"').unwrap());
            attributes.push((name.to_owned(), value.to_owned()));
            rest = after;
        }
        let (content, rest) = match rest.strip_prefix("/>") {
            Some(rest) => (Vec::new(), rest),
            None if name == "input" => (Vec::new(), rest.strip_prefix('>').unwrap()),
            None => {
                let (content, end) = read(rest.strip_prefix('>').unwrap());
                (content, end.strip_prefix("</").unwrap().strip_prefix(name).unwrap().strip_prefix('>').unwrap())
            }
        };
        nodes.push(Node::Element { name: name.to_owned(), attributes, content });
        text = rest;
    }
    (nodes, text)
}

fn tree(text: &str) -> Vec<Node> {
    let (nodes, rest) = read(text);
    assert_eq!(rest, "", "{text}");
    nodes
}

/// Attributes have no order.
fn sorted(nodes: &[Node]) -> Vec<Node> {
    let sort = |node: &Node| match node {
        Node::Element { name, attributes, content } => {
            let mut attributes = attributes.clone();
            attributes.sort();
            Node::Element { name: name.clone(), attributes, content: sorted(content) }
        }
        text => text.clone(),
    };
    nodes.iter().map(sort).collect()
}

/// Does the steps in the nodes of an element; gives those that are left once it is done there.
fn follow<'a>(nodes: &mut Vec<Node>, mut steps: &'a [&'a str]) -> &'a [&'a str] {
    let mut at = 0;
    while let Some((step, rest)) = steps.split_first() {
        steps = rest;
        let (what, with) = step.split_at(1);
        match (what, nodes.get_mut(at)) {
            ("n", _) => at += with.parse::<usize>().unwrap(),
            ("d", Some(Node::Element { content, .. })) => {
                assert_eq!(with, content.len().to_string());
                steps = follow(content, steps);
            }
            ("u", _) => return steps,
            ("a", Some(Node::Element { attributes, .. })) => {
                let (value, rest) = steps.split_first().unwrap();
                attributes.retain(|(name, _)| name != with);
                attributes.push((with.to_owned(), (*value).to_owned()));
                steps = rest;
            }
            ("r", Some(Node::Element { attributes, .. })) => {
                let before = attributes.len();
                attributes.retain(|(name, _)| name != with);
                assert_eq!(attributes.len(), before - 1, "{with} was not there");
            }
            ("t", Some(Node::Text(words))) => with.clone_into(words),
            ("i", _) => {
                for node in tree(with) {
                    nodes.insert(at, node);
                    at += 1;
                }
            }
            ("x", Some(_)) => drop(nodes.drain(at..at + with.parse().unwrap_or(1))),
            (step, node) => panic!("{step}{with} at {node:?}"),
        }
    }
    steps
}

/// What the steps from one text to another make of it.
fn changed(from: &str, to: &str) -> (Vec<Node>, String) {
    let steps = markup::steps(from, to);
    let mut nodes = tree(from);
    let all: Vec<&str> = steps.strip_suffix('\0').unwrap().split('\0').collect();
    assert_eq!(all[0], nodes.len().to_string());
    assert!(follow(&mut nodes, &all[1..]).is_empty(), "{steps:?}");
    (nodes, steps.replace('\0', "|"))
}

fn steps(from: &str, to: &str) -> String {
    let (nodes, steps) = changed(from, to);
    assert_eq!(sorted(&nodes), sorted(&tree(to)), "{steps}");
    steps
}

#[test]
fn what_stays_is_not_named() {
    assert_eq!(steps("<p>a</p>–b", "<p>a</p>–b"), "2|");
    assert_eq!(steps("<p>a</p><p class=\"x\">b</p>", "<p>a</p><p class=\"y\">b</p>"), "2|n1|aclass|y|");
    assert_eq!(steps("<p>a</p><p><b>b</b> c</p>", "<p>a</p><p><b>d</b> c</p>"), "2|n1|d2|d1|td|u|u|");
    assert_eq!(steps("", "<p>a</p>"), "0|i<p>a</p>|");
    assert_eq!(steps("<p>a</p>", ""), "1|x|");
    assert_eq!(steps("<p>a</p>", "<p>a</p>b<p>c</p>"), "1|n1|ib<p>c</p>|");
    assert_eq!(steps("<p>a</p>b<p>c</p>", "<p>a</p>"), "3|n1|x2|");
}

#[test]
fn a_mark_that_comes_or_goes_moves_no_other() {
    let svg = |marks: &str| ["<svg><g>", marks, "</g></svg>"].concat();
    let (two, three) = (svg("<a x=\"1\"/><a x=\"3\"/>"), svg("<a x=\"1\"/><a x=\"2\"/><a x=\"3\"/>"));
    assert_eq!(steps(&two, &three), "1|d1|d2|n1|i<a x=\"2\"/>|u|u|");
    assert_eq!(steps(&three, &two), "1|d1|d3|n1|x|u|u|");
}

#[test]
fn a_pattern_that_comes_or_goes_moves_no_layer() {
    let svg = |pattern: &str, mark: &str| {
        ["<svg>", pattern, "<g class=\"under\"><a x=\"", mark, "\"/></g><g class=\"over\"></g></svg>"].concat()
    };
    let (without, with) = (svg("", "1"), svg("<defs></defs>", "2"));
    assert_eq!(steps(&without, &with), "1|d2|i<defs></defs>|d1|ax|2|u|u|");
    assert_eq!(steps(&with, &without), "1|d3|x|d1|ax|1|u|u|");
}

#[test]
fn the_words_of_an_axis_stay_where_it_has_more_values() {
    let axis = |values: &[&str], months: &[&str]| {
        let value = |words: &&str| ["<line x=\"v\"/><text>", words, "</text>"].concat();
        let month = |words: &&str| ["<line x=\"m\"/><text>", words, "</text>"].concat();
        let marks: Vec<String> = values.iter().map(value).chain(months.iter().map(month)).collect();
        ["<svg>", &marks.concat(), "</svg>"].concat()
    };
    let months = ["Apr 2014", "Apr 2015", "Apr 2016"];
    let (fewer, more) = (axis(&["0", "500"], &months), axis(&["0", "0.2", "0.4"], &months));
    let further = "1|d10|n3|d1|t0.2|u|n1|ax|v|n1|i<text>0.4</text><line x=\"m\"/>|u|";
    assert_eq!(steps(&fewer, &more), further);
    assert_eq!(steps(&more, &fewer), "1|d12|n3|d1|t500|u|n1|ax|m|n1|x2|u|");
    // Words that change places are no shift.
    let (one, other) = (axis(&[], &["Avon", "Kent", "Essex"]), axis(&[], &["Kent", "Avon", "Essex"]));
    assert_eq!(steps(&one, &other), "1|d6|n1|d1|tKent|u|n2|d1|tAvon|u|u|");
}

#[test]
fn only_like_becomes_like() {
    assert_eq!(steps("<p>a</p>", "<b>a</b>"), "1|i<b>a</b>|x|");
    assert_eq!(steps("<p id=\"a\">a</p>", "<p id=\"b\">a</p>"), "1|i<p id=\"b\">a</p>|x|");
    assert_eq!(steps("<p class=\"x\" id=\"a\">a</p>", "<p>a</p>"), "1|i<p>a</p>|x|");
    assert_eq!(steps("<p>a</p>", "<p class=\"x\" id=\"a\">a</p>"), "1|i<p class=\"x\" id=\"a\">a</p>|x|");
    // Another address would leave a step in the history.
    assert_eq!(
        steps("<iframe src=\"a\"></iframe>", "<iframe src=\"b\"></iframe>"),
        "1|i<iframe src=\"b\"></iframe>|x|"
    );
}

#[test]
fn what_the_reader_opened_stays_open() {
    let (nodes, steps) = changed("<details open>a</details>", "<details class=\"x\">a</details>");
    assert_eq!(steps, "1|aclass|x|");
    let Node::Element { attributes, .. } = &nodes[0] else { panic!("{nodes:?}") };
    assert!(attributes.contains(&("open".to_owned(), String::new())));
}

#[test]
fn what_a_browser_would_guess_is_not_taken() {
    for text in ["<p>a", "a</p>", "<p", "<p a=\"b>", "<!-- a --><p>b</p>"] {
        assert_eq!(markup::steps(text, "<b>a</b>"), "\0<b>a</b>");
        assert_eq!(markup::steps("<b>a</b>", text), format!("\0{text}"));
    }
    assert_eq!(steps("a > b", "a > c"), "1|ta > c|");
}

#[test]
fn ends_of_tags_in_attributes_are_none() {
    assert_eq!(steps("<p title=\"a > b\">c</p>", "<p title=\"a > d\">c</p>"), "1|atitle|a > d|");
    assert_eq!(steps("<input value=\"/\"><b>a</b>", "<input value=\"/\" disabled><b>a</b>"), "2|adisabled||");
}

/// Texts of nodes that are few enough to meet again in another text.
fn markup() -> impl Strategy<Value = String> {
    let words = "(a|b|– ü|&amp;)";
    let attributes = proptest::collection::btree_map("(class|id|x|open)", "(|1|2>)", 0..3);
    let tag = |name: &str, attributes: &std::collections::BTreeMap<String, String>| {
        let list: String = attributes
            .iter()
            .filter(|(name, _)| *name != "open")
            .map(|(name, value)| format!(" {name}=\"{value}\""))
            .collect();
        format!("<{name}{list}")
    };
    let leaf = (words, attributes.clone(), 0..4_u8).prop_map(move |(words, attributes, kind)| match kind {
        0 => tag("input", &attributes) + ">",
        1 => tag("path", &attributes) + "/>",
        _ => words,
    });
    leaf.prop_recursive(4, 40, 5, move |inner| {
        (proptest::collection::vec(inner, 0..5), attributes.clone(), "(p|g|svg|iframe|text)").prop_map(
            move |(content, attributes, name)| {
                // Two pieces of text beside each other are one.
                let content = content.concat();
                format!("{}>{content}</{name}>", tag(&name, &attributes))
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn steps_lead_from_any_text_to_any_other(from in markup(), to in markup()) {
        steps(&from, &to);
    }

    #[test]
    fn any_text_is_taken_or_refused(text in "[<>/a \"=–]{0,30}", other in "[<>/a \"=–]{0,30}") {
        let steps = markup::steps(&text, &other);
        prop_assert!(steps.ends_with('\0') || steps == format!("\0{other}"), "{:?}", steps);
    }
}
