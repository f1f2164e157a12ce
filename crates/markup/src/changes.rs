//! What makes one text of markup of another, so that the page touches what differs and nothing else, and the browser is
//! given no text to parse for what stays.
//!
//! By bytes, and not by the text functions of the standard library: a picture has 50,000 of them, and this runs with every
//! choice. All that is looked for is ASCII, so that no character is cut in two.

use std::ops::Range;

/// Elements that have neither content nor an end.
const VOID: [&[u8]; 4] = [b"input", b"br", b"hr", b"img"];

/// So many marks that came or went are looked past for a text that stayed: a value's line and number, and another one's.
const MOST_AHEAD: usize = 4;

/// The steps that make the content of an element another one, for `writeHtml` of index.html: the number of nodes that stand
/// in the element, then one step after the other, each ended by a NUL. There is a node in the element that is looked at, the
/// first one to begin with, or none behind the last.
///
/// | step | what it does |
/// |---|---|
/// | `n` and a number | looks at the node so many further |
/// | `d` and a number, `u` | looks at the first of so many nodes in this one; at the one that this one is in |
/// | `a` and a name, then a value | gives an attribute, as markup writes the value |
/// | `r` and a name | takes an attribute away |
/// | `t` and a text | gives a piece of text other words, as markup writes them |
/// | `i` and markup | puts nodes before this one |
/// | `x`, with a number if there are more | takes so many away, from this one on, and looks at the next |
///
/// Not for any HTML: for what this crate and `chart` write, and what browsers serialise. Attributes have double quotes or no
/// value, every element is closed, and no end is left to be guessed. Where a text is another kind, no number comes first but
/// a NUL at once, and then the whole of what is to be there.
pub fn steps(former: &str, now: &str) -> String {
    let (Some(old), Some(new)) = (Written::of(former), Written::of(now)) else {
        return ["\0", now].concat();
    };
    let mut steps = Steps { old: &old, new: &new, out: String::new(), ahead: 0 };
    steps.step("", &old.count(0, old.nodes.len()).to_string());
    steps.follow(0..old.nodes.len(), 0..new.nodes.len(), false);
    steps.out
}

/// A text of markup and where its nodes are, in the order of the text.
struct Written<'a> {
    text: &'a str,
    nodes: Vec<Node>,
}

/// An element or a piece of text; places are of bytes.
struct Node {
    start: usize,
    /// The end of an element's first tag; the start of a piece of text.
    inner: usize,
    end: usize,
    /// The position after the last node in it.
    after: usize,
}

impl<'a> Written<'a> {
    fn of(text: &'a str) -> Option<Self> {
        Some(Self { text, nodes: nodes(text.as_bytes())? })
    }

    /// How many of the nodes in a range stand in no other one of them.
    fn count(&self, from: usize, end: usize) -> usize {
        let (mut count, mut at) = (0, from);
        while let Some((node, _)) = self.node(at, end) {
            (count, at) = (count + 1, node.after);
        }
        count
    }

    /// All nodes of a range, as they are written.
    fn from(&self, from: usize, end: usize) -> &'a str {
        let (mut range, mut at) = (None, from);
        while let Some((node, _)) = self.node(at, end) {
            range = Some(range.map_or(node.start, |known: Range<usize>| known.start)..node.end);
            at = node.after;
        }
        range.map_or("", |range| self.part(range))
    }

    fn part(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The first tag of an element, without its end; nothing of a piece of text.
    fn tag(&self, node: &Node) -> &'a str {
        let tag = self.part(node.start..node.inner);
        let tag = tag.strip_suffix('>').unwrap_or(tag);
        tag.strip_suffix('/').unwrap_or(tag)
    }

    /// What an element of text says, with all that is in it.
    fn words(&self, node: &Node) -> Option<&'a str> {
        self.part(node.start..node.end).starts_with("<text").then(|| self.part(node.inner..node.end))
    }

    /// What the next element of text in a range says.
    fn next_words(&self, mut at: usize, end: usize) -> Option<&'a str> {
        loop {
            let (node, _) = self.node(at, end)?;
            if let Some(words) = self.words(node) {
                return Some(words);
            }
            at = node.after;
        }
    }

    /// Where in a range the text is, or a few nodes further, that says `words` and has a text with the words `then`
    /// behind it.
    fn ahead(&self, mut at: usize, end: usize, words: &str, then: Option<&str>) -> Option<usize> {
        for _ in 0..=MOST_AHEAD {
            let (node, _) = self.node(at, end)?;
            if self.words(node) == Some(words) && self.next_words(node.after, end) == then {
                return Some(at);
            }
            at = node.after;
        }
        None
    }

    /// A node of those in a range, as it is written.
    fn node(&self, at: usize, end: usize) -> Option<(&Node, &'a str)> {
        let node = self.nodes.get(at).filter(|_| at < end)?;
        Some((node, self.part(node.start..node.end)))
    }
}

/// The position of the first of two bytes, or the end.
fn until(bytes: &[u8], from: usize, stops: [u8; 2]) -> usize {
    let [one, other] = stops;
    let mut at = from;
    while let Some(byte) = bytes.get(at)
        && *byte != one
        && *byte != other
    {
        at += 1;
    }
    at
}

fn nodes(bytes: &[u8]) -> Option<Vec<Node>> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open = Vec::new();
    let mut start = 0;
    while let Some(first) = bytes.get(start) {
        if *first != b'<' {
            let end = until(bytes, start, [b'<'; 2]);
            nodes.push(Node { start, inner: start, end, after: nodes.len() + 1 });
            start = end;
            continue;
        }
        let mut end = until(bytes, start, [b'>', b'"']);
        while bytes.get(end) == Some(&b'"') {
            end = until(bytes, end + 1, [b'"'; 2]);
            end = until(bytes, end + 1, [b'>', b'"']);
        }
        end += 1;
        let tag = bytes.get(start + 1..end)?;
        if tag.starts_with(b"/") {
            let after = nodes.len();
            let node: &mut Node = nodes.get_mut(open.pop()?)?;
            (node.end, node.after) = (end, after);
        } else {
            if !tag.ends_with(b"/>") && !VOID.iter().any(|name| tag.starts_with(name)) {
                open.push(nodes.len());
            }
            nodes.push(Node { start, inner: end, end, after: nodes.len() + 1 });
        }
        start = end;
    }
    open.is_empty().then_some(nodes)
}

/// The name of a tag and its attributes, or what is left of them.
#[derive(Clone, Copy)]
struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// Takes the first one: its name and its value, as it is written.
    fn take(&mut self) -> Option<(&'a str, &'a str)> {
        let Attributes(text) = *self;
        let bytes = text.as_bytes();
        let start = bytes.iter().position(|byte| *byte != b' ')?;
        let end = until(bytes, start, [b' ', b'=']);
        let name = text.get(start..end)?;
        let has_value = bytes.get(end) == Some(&b'=');
        let from = if has_value { end + 2 } else { end };
        let to = if has_value { until(bytes, from, [b'"'; 2]) } else { end };
        self.0 = text.get(to + usize::from(has_value)..)?;
        Some((name, text.get(from..to)?))
    }

    fn value(mut self, name: &str) -> Option<&'a str> {
        while let Some((found, value)) = self.take() {
            if found == name {
                return Some(value);
            }
        }
        None
    }
}

/// Steps that are put together.
struct Steps<'a> {
    old: &'a Written<'a>,
    new: &'a Written<'a>,
    out: String,
    /// How many nodes were passed since the last step.
    ahead: usize,
}

impl Steps<'_> {
    fn step(&mut self, what: &str, with: &str) {
        if self.ahead > 0 {
            let ahead = std::mem::take(&mut self.ahead).to_string();
            self.step("n", &ahead);
        }
        self.out.push_str(what);
        self.out.push_str(with);
        self.out.push('\0');
    }

    /// Makes the nodes of an element those of another one, in turn. A mark of a picture that comes in between, or is left
    /// out, moves no other one; rows of a table are better written anew in place than moved.
    fn follow(&mut self, former: Range<usize>, now: Range<usize>, is_picture: bool) {
        let (old, new) = (self.old, self.new);
        let (mut at, mut now_at) = (former.start, now.start);
        while let Some((node, html)) = new.node(now_at, now.end) {
            let Some((old_node, old_html)) = old.node(at, former.end) else {
                self.step("i", new.from(now_at, now.end));
                return;
            };
            let (here, now_here) = (Some((old_node, old_html)), Some((node, html)));
            let is_shifted = is_picture && !self.is_alike(here, now_here);
            if old_html == html {
                self.ahead += 1;
            } else if is_shifted && self.is_alike(old.node(old_node.after, former.end), now_here) {
                self.step("x", "");
                at = old_node.after;
                continue;
            } else if is_shifted && self.is_alike(here, new.node(node.after, now.end)) {
                self.step("i", html);
                now_at = node.after;
                continue;
            } else if is_picture && let Some((from, to)) = self.shift(at..former.end, now_at..now.end) {
                // Words of an axis stay with their marks where it has more values than before, or fewer.
                match old.count(at, from) {
                    0 => self.step("i", new.from(now_at, to)),
                    gone => self.step("x", &gone.to_string()),
                }
                (at, now_at) = (from, to);
                continue;
            } else if self.becomes(at, old_node, now_at, node, is_picture) {
                self.ahead += 1;
            } else {
                self.step("i", html);
                self.step("x", "");
            }
            (at, now_at) = (old_node.after, node.after);
        }
        match old.count(at, former.end) {
            0 => {}
            1 => self.step("x", ""),
            more => self.step("x", &more.to_string()),
        }
    }

    /// Whether a node is another one, or a layer of a picture with the same first tag.
    fn is_alike(&self, former: Option<(&Node, &str)>, now: Option<(&Node, &str)>) -> bool {
        let (Some((former, former_html)), Some((now, html))) = (former, now) else { return false };
        let (old_tag, tag) = (self.old.tag(former), self.new.tag(now));
        former_html == html || tag.starts_with("<g ") && old_tag == tag
    }

    /// Where two texts that are not the same are one that stayed, in either list, behind marks that went or came.
    fn shift(&self, former: Range<usize>, now: Range<usize>) -> Option<(usize, usize)> {
        let (old, new) = (self.old, self.new);
        let (old_node, _) = old.node(former.start, former.end)?;
        let (node, _) = new.node(now.start, now.end)?;
        let (old_words, words) = (old.words(old_node)?, new.words(node)?);
        if old_words == words {
            return None;
        }
        let (old_next, next) = (old.next_words(old_node.after, former.end), new.next_words(node.after, now.end));
        let in_old = old.ahead(old_node.after, former.end, words, next).map(|from| (from, now.start));
        in_old.or_else(|| Some((former.start, new.ahead(node.after, now.end, old_words, old_next)?)))
    }

    /// Where the steps are, to go [`back`](Self::back) to.
    const fn here(&self) -> (usize, usize) {
        (self.out.len(), self.ahead)
    }

    /// Forgets the steps since then.
    fn back(&mut self, (length, ahead): (usize, usize)) {
        self.out.truncate(length);
        self.ahead = ahead;
    }

    /// Makes a node another one, if it can be.
    fn becomes(&mut self, at: usize, former: &Node, now_at: usize, now: &Node, is_picture: bool) -> bool {
        let (old, new) = (self.old, self.new);
        let (former_tag, now_tag) = (old.tag(former), new.tag(now));
        if former_tag.is_empty() && now_tag.is_empty() {
            self.step("t", new.part(now.start..now.end));
            return true;
        }
        let before = self.here();
        if !self.has_attributes(Attributes(former_tag), Attributes(now_tag)) {
            self.back(before);
            return false;
        }
        if former.after > at + 1 || now.after > now_at + 1 {
            let before = self.here();
            self.step("d", &old.count(at + 1, former.after).to_string());
            let inside = self.out.len();
            self.follow(at + 1..former.after, now_at + 1..now.after, is_picture || now_tag.starts_with("<svg"));
            if self.out.len() == inside {
                // Nothing in it is another.
                self.back(before);
            } else {
                self.ahead = 0;
                self.step("u", "");
            }
        }
        true
    }

    /// Gives an element the attributes of another one, if it can become that one: it has the same name and the same id.
    fn has_attributes(&mut self, mut former: Attributes<'_>, mut now: Attributes<'_>) -> bool {
        let name = former.take();
        // A frame that is given another address would leave a step in the history.
        if name != now.take() || name.is_none_or(|(name, _)| name == "<iframe") {
            return false;
        }
        let (all_former, all_now) = (former, now);
        let mut in_step = true;
        while let Some((name, value)) = now.take() {
            let beside = former.take().filter(|(found, _)| *found == name).map(|(_, value)| value);
            in_step &= beside.is_some();
            if beside.or_else(|| all_former.value(name)) != Some(value) {
                if name == "id" {
                    return false;
                }
                self.step("a", name);
                self.step("", value);
            }
        }
        if in_step && former.take().is_none() {
            return true;
        }
        let mut former = all_former;
        while let Some((name, _)) = former.take() {
            // What the reader opened stays open.
            if all_now.value(name).is_none() && name != "open" {
                if name == "id" {
                    return false;
                }
                self.step("r", name);
            }
        }
        true
    }
}
