//! The clauses of a series and their words, each distinct paragraph cut once and each distinct word folded once: most
//! paragraphs are asked for on several topics, and stand in several releases.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::positions::find::clause_among;
use crate::positions::reading::{Paragraph, Words};
use crate::text::TokenKind;
use crate::text::clause::clauses_of;
use crate::text::numbering::Numbering;

/// The clauses of the paragraphs of a series.
#[derive(Debug, Default)]
pub struct Clauses<'t> {
    words: Words<'t>,
    keys: Numbering,
    /// For each word the number of its key.
    key_of: Vec<u32>,
    /// For each key how many letters it has. Longer words weigh more: particles tell nothing.
    letters: Vec<u32>,
    cut: FxHashMap<&'t str, Cut<'t>>,
}

/// A paragraph with its clauses, as bytes of it.
#[derive(Debug)]
struct Cut<'t> {
    paragraph: Paragraph<'t>,
    clauses: Vec<Range<usize>>,
}

/// How many paragraphs are kept; then all are let go and it begins anew.
const MOST: usize = 1 << 14;

impl<'t> Clauses<'t> {
    /// The words of the clauses that a quote stands in.
    pub(super) fn around(&mut self, text: &'t str, quote: &Range<usize>) -> Bag {
        if self.cut.len() >= MOST {
            self.cut.clear();
        }
        if !self.cut.contains_key(text) {
            let paragraph = self.read(text);
            let keys = self.words.keys_of(&paragraph);
            let marks =
                self.words.lexicon.find_where(&keys, |at| self.words.may_act[paragraph.words[at] as usize]);
            let clauses = clauses_of(text, &paragraph.tokens, &keys, &marks);
            self.cut.insert(text, Cut { paragraph, clauses });
        }
        let Some(Cut { paragraph, clauses }) = self.cut.get(text) else { return Bag::default() };
        let bytes = clause_among(clauses, text, quote);
        // A clause begins and ends between two tokens.
        let first = paragraph.tokens.partition_point(|token| token.range().start < bytes.start);
        let last = paragraph.tokens.partition_point(|token| token.range().end <= bytes.end);
        Bag::of(self.keys_in(paragraph, first..last.max(first)), &self.letters)
    }

    /// Whether two texts have the same words but for spelling and marks.
    pub(super) fn same_words(&mut self, one: &'t str, other: &'t str) -> bool {
        let (one, other) = (self.read(one), self.read(other));
        self.keys_in(&one, 0..one.words.len()).eq(self.keys_in(&other, 0..other.words.len()))
    }

    /// The share of letters in words that two bags have in common, 0 to 1.
    pub(super) fn shared(&self, one: &Bag, other: &Bag) -> f32 {
        let all = one.letters + other.letters;
        if all == 0 {
            return 0.0;
        }
        let (mut both, mut i, mut j) = (0, 0, 0);
        while let (Some((key, count)), Some((there, again))) = (one.words.get(i), other.words.get(j)) {
            if key == there {
                both += self.letters[*key as usize] * (*count).min(*again);
            }
            // Without a branch: which side goes on is as good as chance.
            i += usize::from(key <= there);
            j += usize::from(there <= key);
        }
        2.0 * both as f32 / all as f32
    }

    /// Cuts a text into words and gives those that are new their keys.
    fn read(&mut self, text: &'t str) -> Paragraph<'t> {
        let paragraph = self.words.read(text);
        for key in &self.words.keys[self.key_of.len()..] {
            let number = self.keys.of(key);
            if number as usize == self.letters.len() {
                self.letters.push(u32::try_from(key.chars().count()).unwrap_or(u32::MAX));
            }
            self.key_of.push(number);
        }
        paragraph
    }

    /// The keys of a paragraph's words and numbers, of some of its tokens.
    fn keys_in<'p>(
        &'p self,
        paragraph: &'p Paragraph<'_>,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = u32> + 'p {
        paragraph.tokens[tokens.clone()]
            .iter()
            .zip(&paragraph.words[tokens])
            .filter(|(token, _)| token.kind != TokenKind::Punctuation)
            .map(|(_, word)| self.key_of[*word as usize])
    }
}

/// The words of a clause with how often each stands in it.
#[derive(Debug, Default)]
pub(super) struct Bag {
    /// By the numbers of their keys, ascending.
    words: Vec<(u32, u32)>,
    letters: u32,
}

impl Bag {
    fn of(keys: impl Iterator<Item = u32>, letters: &[u32]) -> Self {
        let mut words: Vec<(u32, u32)> = keys.map(|key| (key, 1)).collect();
        words.sort_unstable();
        words.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += u32::from(same);
            same
        });
        let letters = words.iter().map(|(key, count)| letters[*key as usize] * count).sum();
        Self { words, letters }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_quote_are_those_of_its_clause_and_no_others() {
        let text = "رحب المجلس بالهدنة، وشدد على حق اللاجئين في عودة آمنة، وناقش خططه.";
        let mut clauses = Clauses::default();
        let start = text.find("شدد").unwrap();
        let bag = clauses.around(text, &(start..start + "شدد على".len()));
        assert_eq!(bag.words.iter().map(|(_, count)| count).sum::<u32>(), 7);
        let again = clauses.around(text, &(start..start + "شدد".len()));
        assert_eq!((clauses.shared(&bag, &again), bag.words == again.words), (1.0, true));
        let other = clauses.around(text, &(0..2));
        assert_eq!(clauses.shared(&bag, &other), 0.0);
        // A quote of another text has none.
        assert!(clauses.around(text, &(900..910)).words.is_empty());
        assert!(clauses.around("", &(0..0)).words.is_empty());
    }

    #[test]
    fn words_are_the_same_however_they_are_spelled_and_marked() {
        let mut clauses = Clauses::default();
        assert!(clauses.same_words("شدّد على عودة", "شدد على «عودة»"));
        assert!(!clauses.same_words("a time-table", "a timetable"));
    }
}
