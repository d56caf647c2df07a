//! What a person types.
//!
//! - Words: all of them, in one paragraph, in any order and form (`لاجئ` finds `اللاجئين`). A word that is written in
//!   parts (`2254/2015`, `cease-fire`) is found where the parts follow one another.
//! - `"…"`, `“…”`, `«…»`: these words one after the other, in this form. Spelling does not matter, and neither does what
//!   Arabic joins to the front of the first word. A quotation that is not closed goes to the end.
//! - `لاج*`: words that begin so, with or without an article or another proclitic. After a quotation the star stands for
//!   the rest of its last word.
//! - `OR` or `|`: either. `AND` or `&`: both, as without. `NOT` or a hyphen before a word: without. NOT binds closest,
//!   then AND, then OR; brackets group. The three words are operators in capitals and outside of quotation marks only,
//!   and always words in Arabic: و, أو and ليس are among the commonest words of a text.
//!
//! An operator that has nothing to stand between, a bracket without its other and lone punctuation are passed over: what
//! is typed is never wrong, but it may be empty.

use bayan_core::text::finding::{Word, with_clitics, words};
use bayan_core::text::fold::alias_phrases;

use super::pattern::{Node, Pattern, Side, Term};

/// A query that has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(crate) root: Node,
}

/// Why something that was typed can't be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// It holds no word or number.
    #[error("there is no word to search for")]
    Empty,
    /// It says only what is not to be there, all in all or on one side of an OR.
    #[error("what is left out needs something to be left out of")]
    OnlyWithout,
    /// It has more than [`MOST_WORDS`] words.
    #[error("there are more than {MOST_WORDS} words to search for")]
    TooLong,
}

/// How many words a query may have.
pub const MOST_WORDS: usize = 64;
/// How deep brackets may be nested; deeper ones are passed over.
const DEEPEST: usize = 24;

impl Query {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`QueryError`].
    pub fn parse(typed: &str) -> Result<Self, QueryError> {
        let parts = parts(typed);
        if parts.iter().map(Part::words).sum::<usize>() > MOST_WORDS {
            return Err(QueryError::TooLong);
        }
        let mut reader = Reader { parts: &parts, at: 0, depth: 0 };
        let mut read = Vec::new();
        // A closing bracket too many ends nothing.
        while reader.at < parts.len() {
            read.extend(reader.either());
            reader.at += usize::from(reader.peek() == Some(&Part::Close));
        }
        let root = positive(Read::All(read))?.ok_or(QueryError::Empty)?;
        Ok(Self { root })
    }

    /// A search for paragraphs that have much in common with a text, a question for example: any of its words, the more
    /// and the rarer the better. Of a longer text the first [`MOST_WORDS`] different ones count.
    ///
    /// # Errors
    /// [`QueryError::Empty`].
    pub fn alike(text: &str) -> Result<Self, QueryError> {
        let mut nodes: Vec<Node> = Vec::new();
        for word in words(text) {
            let node = Node::Term(Term { patterns: in_any_form(text, &[word]) });
            if nodes.len() < MOST_WORDS && !nodes.contains(&node) {
                nodes.push(node);
            }
        }
        if nodes.is_empty() { Err(QueryError::Empty) } else { Ok(Self { root: Node::Any(nodes) }) }
    }
}

impl std::str::FromStr for Query {
    type Err = QueryError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        Self::parse(typed)
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Open,
    Close,
    Or,
    And,
    Not,
    Term(Term, usize),
}

impl Part {
    fn words(&self) -> usize {
        match self {
            Self::Term(_, words) => *words,
            _ => 0,
        }
    }
}

/// Quotation marks that open and close, whichever is which: keyboards and languages differ.
const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

const fn ends_run(c: char) -> bool {
    matches!(c, '(' | ')' | '|' | '&') || is_quote(c)
}

fn parts(typed: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let whole = match c {
            '(' => Some(Part::Open),
            ')' => Some(Part::Close),
            '|' => Some(Part::Or),
            '&' => Some(Part::And),
            '-' if after
                .starts_with(|next: char| next.is_alphanumeric() || is_quote(next) || next == '(') =>
            {
                Some(Part::Not)
            }
            _ => None,
        };
        if let Some(part) = whole {
            parts.push(part);
            rest = after;
        } else if is_quote(c) {
            let end = after.find(is_quote).unwrap_or(after.len());
            // The quotation ends at the next mark, or with what was typed.
            rest = after[end..].strip_prefix(is_quote).unwrap_or_default();
            let open = rest.starts_with('*');
            rest = rest.strip_prefix('*').unwrap_or(rest);
            let quoted: Vec<Word> = words(&after[..end]).collect();
            if !quoted.is_empty() {
                parts.push(Part::Term(Term { patterns: as_quoted(&quoted, open) }, quoted.len()));
            }
        } else if c.is_whitespace() {
            rest = after;
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || ends_run(c)).unwrap_or(rest.len());
            let run = &rest[..end];
            rest = &rest[end..];
            parts.extend(match run {
                "AND" => Some(Part::And),
                "OR" => Some(Part::Or),
                "NOT" => Some(Part::Not),
                _ => {
                    let found: Vec<Word> = words(run).collect();
                    let patterns = match found.is_empty() {
                        true => None,
                        false if run.ends_with('*') => Some(as_quoted(&found, true)),
                        false => Some(in_any_form(run, &found)),
                    };
                    patterns.map(|patterns| Part::Term(Term { patterns }, found.len()))
                }
            });
        }
    }
    parts
}

/// The patterns of words one after the other, each in any of its forms; `typed` is what they were cut from.
fn in_any_form(typed: &str, words: &[Word]) -> Vec<Pattern> {
    let stems = words.iter().map(|word| word.key.stem.clone()).collect();
    let folds: Vec<String> = words.iter().map(|word| word.key.fold.clone()).collect();
    let mut patterns = vec![Pattern { side: Side::Stem, words: stems, open: false }];
    if let [fold] = folds.as_slice() {
        for phrase in alias_phrases(words[0].token.text(typed), fold) {
            // Marks inside a name (Co-operation) have no place in the index.
            let words =
                phrase.iter().filter(|word| word.chars().all(char::is_alphanumeric)).cloned().collect();
            patterns.push(Pattern { side: Side::Fold, words, open: false });
        }
    }
    // It finds nothing that the stem does not, but what is spelled as it was typed comes first.
    patterns.push(Pattern { side: Side::Fold, words: folds, open: false });
    patterns
}

/// The patterns of words one after the other as they are, and with what Arabic joins to the first. Where `open` says so,
/// more may follow the last.
fn as_quoted(words: &[Word], open: bool) -> Vec<Pattern> {
    let folds: Vec<String> = words.iter().map(|word| word.key.fold.clone()).collect();
    with_clitics(&folds[0], open && folds.len() == 1)
        .into_iter()
        .map(|first| {
            let mut words = folds.clone();
            words[0] = first;
            Pattern { side: Side::Fold, words, open }
        })
        .collect()
}

/// A query as it was typed; a NOT may stand anywhere.
enum Read {
    Term(Term),
    Not(Box<Read>),
    All(Vec<Read>),
    Any(Vec<Read>),
}

struct Reader<'a> {
    parts: &'a [Part],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Part> {
        self.parts.get(self.at)
    }

    /// Sides of an OR.
    fn either(&mut self) -> Option<Read> {
        let mut sides = Vec::new();
        loop {
            sides.extend(self.both());
            match self.peek() {
                Some(Part::Or) => self.at += 1,
                _ => break,
            }
        }
        match sides.len() {
            0 | 1 => sides.pop(),
            _ => Some(Read::Any(sides)),
        }
    }

    /// What stands together.
    fn both(&mut self) -> Option<Read> {
        let mut all = Vec::new();
        while let Some(part) = self.peek() {
            match part {
                Part::Or | Part::Close => break,
                Part::And => self.at += 1,
                _ => all.extend(self.one()),
            }
        }
        match all.len() {
            0 | 1 => all.pop(),
            _ => Some(Read::All(all)),
        }
    }

    fn one(&mut self) -> Option<Read> {
        let mut without = false;
        while self.peek() == Some(&Part::Not) {
            without = !without;
            self.at += 1;
        }
        let read = match self.peek()? {
            Part::Term(term, _) => {
                let term = term.clone();
                self.at += 1;
                Some(Read::Term(term))
            }
            Part::Open => {
                self.at += 1;
                if self.depth >= DEEPEST {
                    return None;
                }
                self.depth += 1;
                let inside = self.either();
                self.depth -= 1;
                self.at += usize::from(self.peek() == Some(&Part::Close));
                inside
            }
            // NOT before nothing.
            _ => None,
        };
        if without { read.map(|read| Read::Not(Box::new(read))) } else { read }
    }
}

/// The query as something a text can match by what it has. `None` where there is nothing in it.
fn positive(read: Read) -> Result<Option<Node>, QueryError> {
    match read {
        Read::Term(term) => Ok(Some(Node::Term(term))),
        Read::Not(inner) => match *inner {
            Read::Not(twice) => positive(*twice),
            _ => Err(QueryError::OnlyWithout),
        },
        Read::Any(sides) => {
            let mut nodes = Vec::new();
            for side in sides {
                nodes.extend(positive(side)?);
            }
            Ok(one_or(nodes, Node::Any))
        }
        Read::All(all) => {
            let (mut with, mut without) = (Vec::new(), Vec::new());
            for read in all {
                match read {
                    Read::Not(inner) => match *inner {
                        Read::Not(twice) => with.extend(positive(*twice)?),
                        inner => without.extend(positive(inner)?),
                    },
                    read => with.extend(positive(read)?),
                }
            }
            match (with.is_empty(), without.is_empty()) {
                (true, true) => Ok(None),
                (true, false) => Err(QueryError::OnlyWithout),
                (false, true) => Ok(one_or(with, |with| Node::All { with, without: Vec::new() })),
                (false, false) => Ok(Some(Node::All { with, without })),
            }
        }
    }
}

fn one_or(mut nodes: Vec<Node>, several: impl FnOnce(Vec<Node>) -> Node) -> Option<Node> {
    match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(several(nodes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a query finds in a text, as slices of it.
    fn found<'a>(typed: &str, text: &'a str) -> Vec<&'a str> {
        let spans = Query::parse(typed).unwrap().root.spans(text).unwrap_or_default();
        spans.into_iter().map(|span| &text[span]).collect()
    }

    const TEXT: &str = "وأكّد المجتمعون دعمهم لعودة اللاجئين، وتنفيذ القرار ٢٢٥٤ في سورية؛ ووقف إطلاق النار.";

    #[test]
    fn words_are_found_in_any_form_and_shown_whole() {
        for (typed, expected) in [
            ("لاجئ", &["اللاجئين"][..]),
            ("اللاجئين 2254", &["اللاجئين", "٢٢٥٤"]),
            ("اكد سوريا", &["وأكّد", "سورية"]),
            ("قرارات", &["القرار"]),
            ("لاجئ نظام", &[]),
            ("لاجئ | نظام", &["اللاجئين"]),
            ("لاجئ OR قرار", &["اللاجئين", "القرار"]),
            ("لاجئ -نظام", &["اللاجئين"]),
            ("لاجئ NOT قرار", &[]),
            ("لاج*", &["اللاجئين"]),
            ("\"القرار 2254\"", &["القرار ٢٢٥٤"]),
            ("\"قرار 2254\"", &[]),
            ("“وقف إطلاق النار”", &["ووقف إطلاق النار"]),
            ("«إطلاق وقف»", &[]),
            ("(نظام | لاجئ) & (قرار | بيان)", &["اللاجئين", "القرار"]),
            ("لاجئ (نظام)) )(", &[]),
            ("أو لاجئ", &[]),
        ] {
            assert_eq!(found(typed, TEXT), expected, "{typed}");
        }
        assert_eq!(found("\"cease fi\"*", "A cease-fire now."), ["cease-fire"]);
        assert_eq!(found("cease-fire", "Fire will cease."), Vec::<&str>::new());
        assert_eq!(found("UN", "The United Nations met."), ["United Nations"]);
        assert_eq!(found("or not", "To be OR NOT"), ["OR", "NOT"]);
    }

    #[test]
    fn what_can_not_be_searched_for_says_why() {
        for typed in ["", " ", "()", "\"\"", "،؟", "AND", "OR OR", "*", "-", "\"", "((("] {
            assert_eq!(Query::parse(typed), Err(QueryError::Empty), "{typed}");
        }
        for typed in ["-نظام", "NOT a", "a OR -b", "(-a)", "a | (NOT b -c)"] {
            assert_eq!(Query::parse(typed), Err(QueryError::OnlyWithout), "{typed}");
        }
        assert_eq!(Query::parse(&"a ".repeat(65)), Err(QueryError::TooLong));
        assert!(Query::parse(&"(".repeat(10_000)).is_err());
        assert!(Query::parse(&format!("{}a", "(".repeat(20))).is_ok());
        assert_eq!(Query::parse("NOT NOT a"), Query::parse("a"));
    }

    #[test]
    fn an_operator_with_nothing_to_stand_between_is_passed_over() {
        for typed in ["AND a", "a AND", "a OR", "| a", "a &", "a NOT", "a AND AND", "( a", "a )", "() a"] {
            assert_eq!(Query::parse(typed), Query::parse("a"), "{typed}");
        }
    }
}
