//! Sentences, the figures in them, and what shows that they are true.

use query::Query;

/// One sentence of a story.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// Its words, in order; the last ends with the full stop.
    pub pieces: Vec<Piece>,
    /// Why it may be said, in a sentence or two.
    pub why: String,
    /// How each of its figures was made.
    pub workings: Vec<Working>,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A figure.
    Figure {
        /// As the sentence writes it: `1,895`, `six`.
        text: String,
        /// The view that shows it.
        query: Box<Query>,
        /// Position of its working in the sentence's.
        working: usize,
    },
}

/// How a figure was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// What the figure is, whole enough to be understood alone:
    /// `Stalking offences recorded by North Wales Police, year ending March 2023`.
    pub what: String,
    /// The figure with its unit, where it is no count: `1,895`, `2.75 per 1,000 residents`.
    pub value: String,
    /// What it is made from: a period, an area or a name, and its figure. Counts add up to the value.
    pub cells: Vec<(String, String)>,
    /// Where the cells come from: `release to June 2023`. None where they are no recorded offences.
    pub releases: Vec<String>,
}

impl Sentence {
    /// Adds words.
    pub(crate) fn say(&mut self, text: &str) -> &mut Self {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
        self
    }

    /// Adds a figure, the view that shows it, and its working.
    pub(crate) fn figure(&mut self, text: String, query: Query, working: Working) -> &mut Self {
        self.pieces.push(Piece::Figure { text, query: Box::new(query), working: self.workings.len() });
        self.workings.push(working);
        self
    }

    /// Adds the reason why it may be said, and gives the sentence away.
    pub(crate) fn because(&mut self, why: &str) -> Self {
        why.clone_into(&mut self.why);
        std::mem::take(self)
    }

    /// The sentence as it is read.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            text.push_str(match piece {
                Piece::Text(words) => words,
                Piece::Figure { text, .. } => text,
            });
        }
        text
    }
}
