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

    /// Whether a token is joined to the one before it without a space, both being words or numbers, or parts of one number
    /// that is written with a stroke or a hyphen (`3-3/4`, `2024/25`): a mark may not come between the two.
    pub(crate) fn glued(&self, at: usize) -> bool {
        if !self.touches(at) {
            return false;
        }
        match (self.words[at - 1].kind, self.words[at].kind) {
            (TokenKind::Number, TokenKind::Punctuation) => self.joins_numbers(at),
            (TokenKind::Punctuation, TokenKind::Number) => self.joins_numbers(at - 1),
            (before, after) => before != TokenKind::Punctuation && after != TokenKind::Punctuation,
        }
    }

    /// Whether a token follows the one before it without a space.
    fn touches(&self, at: usize) -> bool {
        at > 0 && at < self.words.len() && self.words[at - 1].end == self.words[at].start
    }

    /// Whether a token is a stroke or a hyphen with numbers on both of its sides.
    fn joins_numbers(&self, at: usize) -> bool {
        let number = |at: usize| self.words[at].kind == TokenKind::Number;
        self.touches(at)
            && self.touches(at + 1)
            && number(at - 1)
            && number(at + 1)
            && matches!(self.word(at), "/" | "⁄" | "-" | "‐" | "‑" | "–" | "−")
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

#[cfg(test)]
mod tests {
    use crate::compare::{Class, Op, Options, compare};

    /// What is marked of two paragraphs, of the older and of the newer.
    fn marked(old: &str, new: &str) -> Vec<(String, String)> {
        let comparison = compare(&[old], &[new], &Options::default());
        let spans = comparison.links.iter().flat_map(|link| &link.spans).filter(|span| span.op != Op::Equal);
        spans
            .map(|span| (old[span.old.clone()].trim().to_owned(), new[span.new.clone()].trim().to_owned()))
            .collect()
    }

    #[test]
    fn a_number_with_a_stroke_or_a_hyphen_in_it_is_marked_as_a_whole() {
        for (frame, old, new) in [
            ("The Committee decided to keep the target range at # until the next meeting.", "4", "3‑3/4"),
            ("The Committee decided to keep the target range at # until the next meeting.", "3-1/2", "3-3/4"),
            ("The Committee decided to lower the target range by # percentage point.", "1/2", "1/4"),
            ("Members adopted the budget of the year # at the meeting.", "2024/25", "2024/26"),
            ("Members of the office met # times over the last year.", "5-10", "5-12"),
            ("أقر المجتمعون ميزانية عام # في الاجتماع الدوري للمجلس.", "2024/25", "2024/26"),
        ] {
            let (older, newer) = (frame.replace('#', old), frame.replace('#', new));
            assert_eq!(marked(&older, &newer), [(old.to_owned(), new.to_owned())], "{frame}");
            assert_eq!(marked(&newer, &older), [(new.to_owned(), old.to_owned())], "{frame} backwards");
        }
    }

    #[test]
    fn a_whole_number_that_becomes_a_mixed_one_is_one_change_of_a_number() {
        let old = ["The Committee decided to lower the target range to 3-3/4 to 4 percent at the meeting."];
        let new =
            ["The Committee decided to lower the target range to 3-1/2 to 3‑3/4 percent at the meeting."];
        let comparison = compare(&old, &new, &Options::default());
        let changes = comparison.changes.iter();
        let said: Vec<_> =
            changes.map(|change| (change.class, change.old_text(&old), change.new_text(&new))).collect();
        assert_eq!(said, [(Class::Number, "3-3/4", "3-1/2"), (Class::Number, "4 percent", "3‑3/4 percent")]);
    }

    #[test]
    fn a_hyphen_between_words_and_a_stroke_with_spaces_about_it_part_what_is_marked() {
        assert_eq!(
            marked("a long-term plan", "a short-term plan"),
            [("long".to_owned(), "short".to_owned())]
        );
        assert_eq!(
            marked(
                "They met in the years 2024 / 25 at the seat.",
                "They met in the years 2024 / 26 at the seat."
            ),
            [("25".to_owned(), "26".to_owned())]
        );
    }
}
