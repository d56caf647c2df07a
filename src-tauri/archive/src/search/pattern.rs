//! A query's words, held against the words of a text.

use std::ops::Range;

use bayan_core::text::finding::Key;

use super::keys::{Keyed, keyed};

/// By which of a word's keys it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// The word in one spelling.
    Fold,
    /// Its stem.
    Stem,
}

/// Words that stand one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Pattern {
    pub side: Side,
    /// Keys, at least one.
    pub words: Vec<String>,
    /// Of the last only the beginning is given.
    pub open: bool,
}

/// What is looked for in one place of a query: any of the patterns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub patterns: Vec<Pattern>,
}

/// A query as it is put to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Term(Term),
    /// At least one of them.
    Any(Vec<Node>),
    /// All of `with`, which has at least one, and none of `without`.
    All {
        with: Vec<Node>,
        without: Vec<Node>,
    },
}

impl Pattern {
    /// Whether the words of a text from `at` are this pattern.
    fn stands_at(&self, text: &[Keyed], at: usize) -> bool {
        let Some(text) = text.get(at..at + self.words.len()) else { return false };
        let last = self.words.len() - 1;
        self.words.iter().zip(text).enumerate().all(|(n, (word, found))| {
            let Key { fold, stem } = &*found.key;
            let found = match self.side {
                Side::Fold => fold,
                Side::Stem => stem,
            };
            if self.open && n == last { found.starts_with(word.as_str()) } else { found == word }
        })
    }

    /// Puts the spans of this pattern in a text to `spans`.
    fn find(&self, text: &[Keyed], spans: &mut Vec<Range<usize>>) {
        for at in 0..text.len() {
            if self.stands_at(text, at) {
                let end = &text[at + self.words.len() - 1];
                spans.push(text[at].token.range().start..end.token.range().end);
            }
        }
    }
}

impl Node {
    /// Whether it matches; the spans of what is found go to `spans`, also where it does not.
    fn find(&self, text: &[Keyed], spans: &mut Vec<Range<usize>>) -> bool {
        match self {
            // Each is asked, since each may show where it is.
            Self::Term(term) => {
                let before = spans.len();
                for pattern in &term.patterns {
                    pattern.find(text, spans);
                }
                spans.len() > before
            }
            Self::Any(nodes) => nodes.iter().fold(false, |found, node| {
                let before = spans.len();
                let here = node.find(text, spans);
                if !here {
                    spans.truncate(before);
                }
                here || found
            }),
            Self::All { with, without } => {
                with.iter().all(|node| node.find(text, spans))
                    && !without.iter().any(|node| node.find(text, &mut Vec::new()))
            }
        }
    }

    /// The places in a text that make it a hit, in order and apart from one another; `None` where it is none.
    pub(crate) fn spans(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let words = keyed(text);
        let mut spans = Vec::new();
        if !self.find(&words, &mut spans) {
            return None;
        }
        spans.sort_by_key(|span| (span.start, span.end));
        let mut apart: Vec<Range<usize>> = Vec::with_capacity(spans.len());
        for span in spans {
            match apart.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => apart.push(span),
            }
        }
        Some(apart)
    }

    /// Whether it costs much to put it to the index, were it only to be asked about one release: a beginning is looked up in all
    /// words that have it, and a phrase in all forms of its first word.
    pub(crate) fn is_dear(&self) -> bool {
        match self {
            Self::Term(term) => term.patterns.iter().any(|pattern| pattern.open || pattern.words.len() > 1),
            Self::Any(nodes) => nodes.iter().any(Self::is_dear),
            Self::All { with, without } => with.iter().chain(without).any(Self::is_dear),
        }
    }

    /// The query in the language of FTS5. It is made of keys in quotes and of words of that language written here, so
    /// nothing that a person types can be taken for an instruction.
    /// <https://www.sqlite.org/fts5.html#full_text_query_syntax>
    pub(crate) fn to_fts(&self) -> String {
        let mut out = String::new();
        self.write_fts(&mut out);
        out
    }

    fn write_fts(&self, out: &mut String) {
        let join = |out: &mut String, nodes: &[Node], between: &str| {
            out.push('(');
            for (n, node) in nodes.iter().enumerate() {
                if n > 0 {
                    out.push_str(between);
                }
                node.write_fts(out);
            }
            out.push(')');
        };
        match self {
            Self::Term(term) => {
                out.push('(');
                for (n, pattern) in term.patterns.iter().enumerate() {
                    if n > 0 {
                        out.push_str(" OR ");
                    }
                    out.push_str(match pattern.side {
                        Side::Fold => "fold : \"",
                        Side::Stem => "stem : \"",
                    });
                    out.push_str(&pattern.words.join(" "));
                    out.push_str(if pattern.open { "\" *" } else { "\"" });
                }
                out.push(')');
            }
            Self::Any(nodes) => join(out, nodes, " OR "),
            Self::All { with, without } if without.is_empty() => join(out, with, " AND "),
            Self::All { with, without } => {
                out.push('(');
                join(out, with, " AND ");
                out.push_str(" NOT ");
                join(out, without, " OR ");
                out.push(')');
            }
        }
    }
}
