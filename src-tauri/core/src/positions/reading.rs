//! A paragraph made ready for reading: its tokens, their keys, where its sentences begin.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::fold::{Rules, spelling};
use crate::text::lexicon::Lexicon;
use crate::text::numbering::{Print, Prints};
use crate::text::{Token, TokenKind, tokenise};

/// Every distinct word of a release, folded once.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    /// The verbs of position by which it is read.
    pub lexicon: &'t Lexicon,
    numbers: Prints,
    /// Each word as it is first written, by number.
    written: Vec<&'t str>,
    /// The key of each word, by number.
    pub keys: Vec<Cow<'t, str>>,
    /// Whether a word is written in capitals, by number.
    pub capitals: Vec<bool>,
    /// Whether an act can begin with a word, by number.
    pub may_act: Vec<bool>,
}

impl Default for Words<'_> {
    fn default() -> Self {
        Self::with_capacity(0, Lexicon::standard())
    }
}

impl<'t> Words<'t> {
    /// Words of texts of so many bytes together, to be read by a lexicon.
    pub fn with_capacity(bytes: usize, lexicon: &'t Lexicon) -> Self {
        // Prose has a distinct word every dozen bytes or more.
        let words = bytes / 12;
        Self {
            lexicon,
            numbers: Prints::with_capacity(words),
            written: Vec::with_capacity(words),
            keys: Vec::with_capacity(words),
            capitals: Vec::with_capacity(words),
            may_act: Vec::with_capacity(words),
        }
    }

    /// Cuts a paragraph and gives each of its words a number.
    pub fn read(&mut self, text: &'t str) -> Paragraph<'t> {
        let tokens = tokenise(text);
        let mut words = Vec::with_capacity(tokens.len());
        for token in &tokens {
            let print = Print::within(text.as_bytes(), token.range());
            let written = &self.written;
            let number = self.numbers.of(print, |number| written[number as usize] == token.text(text));
            if number as usize == self.written.len() {
                let word = token.text(text);
                self.written.push(word);
                let key = spelling(word, &Rules::all());
                self.may_act.push(self.lexicon.can_begin(&key));
                self.keys.push(key);
                self.capitals.push(word.bytes().filter(u8::is_ascii_uppercase).count() >= 2);
            }
            words.push(number);
        }
        Paragraph { text, tokens, words }
    }

    /// The keys of a paragraph's tokens.
    pub fn keys_of(&self, paragraph: &Paragraph<'_>) -> Vec<&str> {
        paragraph.words.iter().map(|word| self.keys[*word as usize].as_ref()).collect()
    }
}

/// A paragraph's tokens and the numbers of their words.
#[derive(Debug)]
pub(crate) struct Paragraph<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token>,
    pub words: Vec<u32>,
}

impl Paragraph<'_> {
    /// The bytes from the first token of a run to its last. Empty where the run is.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => first.range().start..last.range().end,
            Some([only]) => only.range(),
            _ => 0..0,
        }
    }
}

/// A run of keys; empty where there is none such.
pub(crate) fn stretch<'s, 'k>(keys: &'s [&'k str], range: Range<usize>) -> &'s [&'k str] {
    keys.get(range).unwrap_or_default()
}

/// The sentences of a paragraph as runs of tokens, end marks inside. A full stop behind an initial, an abbreviation or an
/// item's number ends none.
pub(crate) fn sentences(keys: &[&str], tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, key) in keys.iter().enumerate() {
        let ends = match *key {
            "!" | "?" | ";" | "…" => true,
            "." => {
                !(at > start && is_abbreviation(keys[at - 1], tokens[at - 1])
                    || at == start + 1 && is_item(keys[start]))
            }
            _ => false,
        };
        if ends {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < keys.len() {
        sentences.push(start..keys.len());
    }
    sentences
}

/// Whether a word is written with a full stop behind it that ends no sentence.
fn is_abbreviation(key: &str, token: Token) -> bool {
    let single = token.kind == TokenKind::Word && key.chars().nth(1).is_none();
    let titles = [
        "mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "no", "nos", "art", "para", "vs", "ibid", "cf",
        "inc",
    ];
    single || titles.contains(&key)
}

/// Whether a key is an item's number or letter: 1, b, iv.
pub(crate) fn is_item(key: &str) -> bool {
    let short = key.len() <= 4 && !key.is_empty();
    short
        && (key.bytes().all(|b| b.is_ascii_digit())
            || key.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
            || key.chars().nth(1).is_none() && key.chars().all(char::is_alphabetic))
}

/// Whether a key is of a punctuation mark or symbol.
pub(crate) fn is_mark(key: &str) -> bool {
    // The general test is slow on Arabic, whose marks are folded to ASCII.
    match key.as_bytes() {
        [] => true,
        [byte, ..] if byte.is_ascii() => !byte.is_ascii_alphanumeric(),
        _ => !is_arabic(key) && key.chars().next().is_none_or(|c| !c.is_alphanumeric()),
    }
}

/// Whether a key is written in Arabic letters.
pub(crate) fn is_arabic(key: &str) -> bool {
    key.chars().next().is_some_and(|c| matches!(c, '\u{620}'..='\u{6ff}'))
}
