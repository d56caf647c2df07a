//! One side of a link: its paragraphs joined by line feeds, as tokens.

use std::borrow::Cow;

use crate::compare::prepare::Prepared;
use crate::text::token::{Token, TokenKind};

/// A token of a passage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// First byte in the joined text.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Number of its spelling-folded form.
    pub key: u32,
    /// Number of its stem.
    pub stem: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Which of the passage's paragraphs it stands in.
    pub part: usize,
}

/// One side of a link.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    /// The paragraphs joined by a line feed.
    pub text: Cow<'a, str>,
    /// The tokens in order.
    pub words: Vec<Word>,
    /// The same as [`crate::text`] knows them.
    pub tokens: Cow<'a, [Token]>,
    /// The numbers of the paragraphs in their release.
    pub paragraphs: Vec<usize>,
    /// Where each paragraph begins in the joined text.
    pub starts: Vec<usize>,
}

impl<'a> Passage<'a> {
    /// Joins paragraphs, given by number with the sheets of their side.
    ///
    /// The words are put into `room`, which may have been another passage's.
    pub(crate) fn new(
        prepared: &'a Prepared<'_>,
        side: &[u32],
        paragraphs: &[usize],
        mut room: Vec<Word>,
    ) -> Self {
        let mut text = Cow::Borrowed("");
        room.clear();
        let mut words = room;
        let mut starts = Vec::with_capacity(paragraphs.len());
        for (part, &paragraph) in paragraphs.iter().enumerate() {
            let sheet = &prepared.sheets[side[paragraph] as usize];
            if part == 0 {
                text = Cow::Borrowed(sheet.text);
                starts.push(0);
            } else {
                let joined = text.to_mut();
                joined.push('\n');
                starts.push(joined.len());
                joined.push_str(sheet.text);
            }
            let start = starts[part];
            let sheet = side[paragraph];
            words.extend(prepared.tokens(sheet).iter().zip(prepared.forms(sheet)).map(|(token, form)| {
                Word {
                    start: start + token.start as usize,
                    end: start + token.end as usize,
                    key: form.key,
                    stem: form.stem,
                    kind: form.kind,
                    part,
                }
            }));
        }
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let tokens = match paragraphs {
            [paragraph] => Cow::Borrowed(prepared.tokens(side[*paragraph])),
            _ => {
                let token =
                    |word: &Word| Token { start: cut(word.start), end: cut(word.end), kind: word.kind };
                Cow::Owned(words.iter().map(token).collect())
            }
        };
        Self { text, words, tokens, paragraphs: paragraphs.to_vec(), starts }
    }

    /// The text of a token.
    pub(crate) fn word(&self, at: usize) -> &str {
        &self.text[self.words[at].start..self.words[at].end]
    }

    /// The keys of all tokens.
    pub(crate) fn keys(&self) -> Vec<u32> {
        self.words.iter().map(|word| word.key).collect()
    }

    /// Whether a token is joined to the one before it without a space, both being words or numbers: a mark may not
    /// come between the two.
    pub(crate) fn glued(&self, at: usize) -> bool {
        at > 0
            && at < self.words.len()
            && self.words[at - 1].end == self.words[at].start
            && self.words[at - 1].kind != TokenKind::Punctuation
            && self.words[at].kind != TokenKind::Punctuation
    }

    /// Bytes of the joined text as a paragraph's number and bytes in that paragraph; cut at the paragraph's end.
    pub(crate) fn locate(&self, start: usize, end: usize) -> (usize, std::ops::Range<usize>) {
        let part = self.starts.partition_point(|&from| from <= start).saturating_sub(1);
        let from = self.starts.get(part).copied().unwrap_or(0);
        let limit = self.starts.get(part + 1).map_or(self.text.len(), |next| next - 1);
        let paragraph = self.paragraphs.get(part).copied().unwrap_or(0);
        (paragraph, start - from..end.min(limit).max(start) - from)
    }
}
