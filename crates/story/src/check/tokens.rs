//! A text in words, numbers and marks, and in sentences.
//!
//! Each byte is looked at a fixed number of times, whatever the text.

use std::ops::Range;

/// Longest sentence, in tokens: a longer one is cut, so that what looks about within a sentence stays quick.
const LONGEST_SENTENCE: usize = 160;
/// Digits of the longest number that is read as one.
const MOST_DIGITS: usize = 9;

/// A word, number or mark.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Bytes of the text.
    pub(crate) span: Range<usize>,
    /// What it is.
    pub(crate) kind: Kind,
    /// Nothing stands between it and the token before.
    pub(crate) glued: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// Letters. A possessive ending is not in the span.
    Word,
    /// Digits that make a number.
    Number {
        /// The number.
        value: f64,
        /// Digits after the point.
        decimals: u8,
        /// Digits before the point, without separators.
        digits: u8,
        /// It has separators of thousands.
        separated: bool,
    },
    /// One character that is neither, or digits that make no number.
    Mark,
}

/// A text in tokens.
pub(crate) struct Text {
    /// The text with small ASCII letters: as many bytes as the text.
    lower: String,
    /// The tokens, in order.
    pub(crate) tokens: Vec<Token>,
    /// Tokens of each sentence.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Whether each token starts with a capital letter.
    capitals: Vec<bool>,
}

/// The words of a list, parted by `|`, that start with a letter: most of the others are passed over by a look at
/// their first byte.
struct Starting<'l> {
    list: &'l str,
    at: usize,
    letter: u8,
}

impl<'l> Iterator for Starting<'l> {
    type Item = &'l str;

    fn next(&mut self) -> Option<&'l str> {
        let bytes = self.list.as_bytes();
        loop {
            let start = self.at;
            let starts = *bytes.get(start)? == self.letter;
            while bytes.get(self.at).is_some_and(|byte| *byte != b'|') {
                self.at += 1;
            }
            let end = self.at;
            self.at += 1;
            if starts {
                return self.list.get(start..end);
            }
        }
    }
}

/// First letters of the words of a list, a bit each: what a token must start with to be one of them.
pub(crate) const fn letters(list: &str) -> u32 {
    let bytes = list.as_bytes();
    let (mut letters, mut at) = (0, 0);
    while at < bytes.len() {
        if at == 0 || bytes[at - 1] == b'|' {
            letters |= 1 << (bytes[at] & 31);
        }
        at += 1;
    }
    letters
}

impl Text {
    pub(crate) fn of(text: &str) -> Self {
        let tokens = tokens(text);
        let capitals = tokens.iter().map(|token| starts_large(text, token)).collect();
        let mut read = Self { lower: text.to_ascii_lowercase(), tokens, sentences: Vec::new(), capitals };
        read.sentences = read.split(text);
        read
    }

    /// The token in small letters; nothing past the end.
    #[inline(never)]
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.lower.get(token.span.clone())).unwrap_or_default()
    }

    /// Whether the token is one of these words, parted by `|`. Lists of words are one text each: a list of
    /// pointers to words would take as much room again.
    #[inline(never)]
    pub(crate) fn any(&self, at: usize, words: &str) -> bool {
        let word = self.word(at);
        word.bytes().next().is_some_and(|letter| Starting { list: words, at: 0, letter }.any(|other| other == word))
    }

    /// Whether the token starts as one of the words of which these are the [`letters`]: no mark and no number does.
    pub(crate) fn may_be(&self, at: usize, letters: u32) -> bool {
        let letter = self.word(at).bytes().next().filter(u8::is_ascii_lowercase);
        letter.is_some_and(|letter| letters >> (letter & 31) & 1 == 1)
    }

    /// Whether the token starts with a capital letter.
    pub(crate) fn is_large(&self, at: usize) -> bool {
        self.capitals.get(at).copied().unwrap_or(false)
    }

    /// Whether the token follows the one before without a gap.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// The number at a token.
    pub(crate) fn number(&self, at: usize) -> Option<f64> {
        match self.tokens.get(at)?.kind {
            Kind::Number { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Tokens that a phrase takes at a place, its words parted by single spaces; `None` where it does not stand there.
    pub(crate) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let (mut next, mut rest) = (at, phrase);
        loop {
            let word = self.word(next);
            rest = rest.strip_prefix(word).filter(|_| !word.is_empty())?;
            next += 1;
            if rest.is_empty() {
                return Some(next - at);
            }
            rest = rest.strip_prefix(' ')?;
        }
    }

    /// Whether one of the phrases, parted by `|`, takes exactly so many tokens at a place.
    pub(crate) fn phrase_of(&self, at: usize, phrases: &str, tokens: usize) -> bool {
        let letter = self.word(at).bytes().next();
        letter.is_some_and(|letter| {
            Starting { list: phrases, at: 0, letter }.any(|phrase| self.phrase(at, phrase) == Some(tokens))
        })
    }

    /// Tokens that the first of the phrases, parted by `|`, that stands at a place takes.
    #[inline(never)]
    pub(crate) fn phrases(&self, at: usize, phrases: &str) -> Option<usize> {
        let letter = self.word(at).bytes().next()?;
        Starting { list: phrases, at: 0, letter }.find_map(|phrase| self.phrase(at, phrase))
    }

    /// Whether a word among the tokens starts with one of these stems, parted by `|`.
    pub(crate) fn has_stem(&self, range: Range<usize>, stems: &str) -> bool {
        range.into_iter().any(|at| self.stem(at, stems))
    }

    /// Whether one of the tokens is one of these.
    pub(crate) fn range_any(&self, range: Range<usize>, words: &str) -> bool {
        range.into_iter().any(|at| self.any(at, words))
    }

    /// Whether the token starts with one of these stems, parted by `|`.
    #[inline(never)]
    pub(crate) fn stem(&self, at: usize, stems: &str) -> bool {
        let word = self.word(at);
        word.bytes()
            .next()
            .is_some_and(|letter| Starting { list: stems, at: 0, letter }.any(|stem| word.starts_with(stem)))
    }

    /// Sentences: up to a full stop and a space, or an empty line, or a line that starts with a bullet.
    fn split(&self, text: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 0..self.tokens.len() {
            let (here, next) = (&self.tokens[at], self.tokens.get(at + 1));
            let gap = next.and_then(|next| text.get(here.span.end..next.span.start)).unwrap_or_default();
            let stop = matches!(self.word(at), "." | "!" | "?");
            // A quotation mark after the stop still belongs to the sentence.
            let closed = matches!(self.word(at), "”" | "\"" | "’" | ")")
                && at > start
                && here.glued
                && matches!(self.word(at - 1), "." | "!" | "?");
            let ends = (stop && !gap.is_empty()) || (closed && !gap.is_empty() && self.is_large(at + 1));
            let line = gap.contains('\n') && (gap.matches('\n').count() > 1 || self.any(at + 1, "•|*|-|–"));
            if ends || line || next.is_none() || at + 1 - start >= LONGEST_SENTENCE {
                sentences.push(start..at + 1);
                start = at + 1;
            }
        }
        sentences
    }
}

fn starts_large(text: &str, token: &Token) -> bool {
    text.get(token.span.start..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// Signs that are not seen: they part nothing and mean nothing.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let end = at + char.len_utf8();
        if char.is_whitespace() || is_invisible(char) || char.is_control() {
            at = end;
            continue;
        }
        let (kind, end) = if char.is_ascii_digit() {
            number(text, at)
        } else if char.is_alphabetic() {
            (Kind::Word, word(text, at))
        } else {
            (Kind::Mark, end)
        };
        let glued = tokens.last().is_some_and(|last| last.span.end == at);
        tokens.push(Token { span: at..end, kind, glued });
        at = end;
        // A possessive ending is passed over, so that "the force's" is "the force".
        if kind == Kind::Word {
            let rest = text.get(at..).unwrap_or_default();
            let ending = ["'s", "’s"].into_iter().find(|ending| rest.starts_with(ending));
            if let Some(ending) = ending
                && !rest.get(ending.len()..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
            {
                at += ending.len();
            }
        }
    }
    tokens
}

/// End of the word that starts at a byte: letters, digits after letters, and apostrophes between letters.
fn word(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text.get(start..).unwrap_or_default().char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inner = matches!(char, '\'' | '’')
            && next.is_some_and(char::is_alphabetic)
            // Not the possessive ending.
            && !matches!(next, Some('s' | 'S'));
        if !char.is_alphanumeric() && !inner {
            break;
        }
        end = start + at + char.len_utf8();
    }
    end
}

/// The number that starts at a byte: digits with separators of thousands, and decimals. Digits that are no number
/// of a usual form are one mark, so that no part of them is taken for one.
fn number(text: &str, start: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = start;
    let (mut value, mut digits, mut group) = (0.0_f64, 0_usize, 0_usize);
    let (mut separated, mut sound) = (false, true);
    loop {
        if is_digit(at) {
            value = value * 10.0 + f64::from(bytes[at] - b'0');
            digits += 1;
            group += 1;
            at += 1;
            continue;
        }
        let next = separator(text, at).filter(|length| is_digit(at + length));
        sound &= if separated { group == 3 } else { group <= 3 || next.is_none() };
        match next {
            // "2014,15" and "1,2" are no separated thousands, but they are no two numbers either.
            Some(length) => {
                separated = true;
                group = 0;
                at += length;
            }
            None => break,
        }
    }
    let mut decimals = 0;
    if bytes.get(at) == Some(&b'.') && is_digit(at + 1) {
        at += 1;
        let mut unit = 1.0;
        while is_digit(at) {
            unit /= 10.0;
            value += f64::from(bytes[at] - b'0') * unit;
            decimals += 1;
            at += 1;
        }
        // A second point, as in a date or a version.
        while bytes.get(at) == Some(&b'.') && is_digit(at + 1) {
            sound = false;
            at += 1;
            while is_digit(at) {
                at += 1;
            }
        }
    }
    // A sign that is not seen, or a digit of another script, within a number could hide a part of it.
    let mut rest = text.get(at..).unwrap_or_default().chars();
    while let Some(char) = rest.next() {
        let next = rest.clone().next();
        let goes_on = next.is_some_and(|next| next.is_numeric() || is_invisible(next) || matches!(next, ',' | '.'));
        let hides = is_invisible(char) && goes_on;
        if !hides && !char.is_numeric() && (sound || !matches!(char, ',' | '.') || !goes_on) {
            break;
        }
        sound = false;
        at += char.len_utf8();
    }
    // Telephone numbers and the like start with a zero.
    sound &= bytes[start] != b'0' || digits == 1;
    sound &= digits <= MOST_DIGITS && decimals <= 4;
    let digits = u8::try_from(digits).unwrap_or(u8::MAX);
    (
        if sound {
            Kind::Number { value, decimals: u8::try_from(decimals).unwrap_or(u8::MAX), digits, separated }
        } else {
            Kind::Mark
        },
        at,
    )
}

/// Bytes of a separator of thousands: a comma, or a space that does not break.
fn separator(text: &str, at: usize) -> Option<usize> {
    let char = text.get(at..)?.chars().next()?;
    matches!(char, ',' | '\u{a0}' | '\u{2009}' | '\u{202f}').then(|| char.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let read = Text::of(text);
        (0..read.tokens.len()).map(|at| read.word(at).to_owned()).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(words("The force’s 1,981 cases"), ["the", "force", "1,981", "cases"]);
        assert_eq!(words("2020-21: 39%."), ["2020", "-", "21", ":", "39", "%", "."]);
        assert_eq!(words("didn’t, victims' 5.9pc"), ["didn’t", ",", "victims", "'", "5.9", "pc"]);
        assert_eq!(words("\u{202e}1,981\u{200b}"), ["1,981"]);
    }

    #[test]
    fn numbers_of_a_usual_form_alone_are_numbers() {
        let number = |text: &str| Text::of(text).number(0);
        assert_eq!(number("1,981"), Some(1_981.0));
        assert_eq!(number("98\u{a0}544"), Some(98_544.0));
        assert_eq!(number("2.5 million"), Some(2.5));
        assert_eq!(number("1981, and"), Some(1_981.0));
        for text in ["1,98", "12,3456", "2014,150", "1.2.3", "1,9\u{200b}81", "1٣", &"9".repeat(40)] {
            assert_eq!(number(text), None, "{text}");
            assert_eq!(words(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn sentences_end_where_a_reader_would_stop() {
        let count = |text: &str| Text::of(text).sentences.len();
        assert_eq!(count("One. Two! “Three.” Four"), 4);
        assert_eq!(count("1.5 per cent in the U.K and so on."), 1);
        assert_eq!(count("Headline\n\nText over\ntwo lines\n• a point"), 3);
        assert_eq!(count(&"word ".repeat(1_000)), 7);
    }
}
