//! How common each word is in a series, so that boilerplate attracts no link.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::keys;
use crate::text::fold::Rules;
use crate::text::token::{TokenKind, tokenise_onto};

/// For each word of a series, in how many of its paragraphs it stands. Made once for a series and shared by its
/// comparisons; words are counted by stem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordWeights {
    paragraphs: u32,
    containing: FxHashMap<Box<str>, u32>,
}

impl WordWeights {
    /// Counts the words of all paragraphs of a series.
    pub fn of_paragraphs<S: AsRef<str>>(paragraphs: impl IntoIterator<Item = S>, rules: &Rules) -> Self {
        /// In how many paragraphs a stem stands, and the last of them, from 1.
        #[derive(Default)]
        struct Count {
            paragraphs: u32,
            last: u32,
        }
        let mut counts: Vec<Count> = Vec::new();
        let mut stems: FxHashMap<Box<str>, u32> = FxHashMap::default();
        // A series says the same over and over: each word is folded once for each way it is written. Words are cut to a stem and
        // the rest is not, so the two stand apart.
        let mut written: [FxHashMap<Box<str>, u32>; 2] = Default::default();
        let mut tokens = Vec::new();
        let mut number = 0;
        for paragraph in paragraphs {
            let text = paragraph.as_ref();
            number += 1;
            tokens.clear();
            tokenise_onto(text, &mut tokens);
            for token in &tokens {
                let known = &mut written[usize::from(token.kind == TokenKind::Word)];
                let word = token.text(text);
                let place = known.get(word).copied().unwrap_or_else(|| {
                    let key = keys::key(word, rules);
                    let stem = keys::stem(&key, token.kind);
                    let place = *stems.entry(stem.into()).or_insert_with(|| {
                        counts.push(Count::default());
                        counts.len() as u32 - 1
                    });
                    known.insert(word.into(), place);
                    place
                });
                let count = &mut counts[place as usize];
                if count.last != number {
                    *count = Count { paragraphs: count.paragraphs + 1, last: number };
                }
            }
        }
        // Each stem's place gives way to its count.
        for place in stems.values_mut() {
            *place = counts[*place as usize].paragraphs;
        }
        Self { paragraphs: number, containing: stems }
    }

    /// The same, ready to be shared between comparisons.
    pub fn shared(self) -> Arc<Self> {
        Arc::new(self)
    }

    /// The share of the series' paragraphs that have the word with this stem, 0 to 1.
    pub(crate) fn share(&self, stem: &str) -> f32 {
        if self.paragraphs == 0 {
            return 0.0;
        }
        self.containing.get(stem).map_or(0.0, |&n| n as f32 / self.paragraphs as f32)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::text::token::tokenise;

    #[test]
    fn a_word_counts_once_in_each_paragraph_it_stands_in_however_it_is_written() {
        let paragraphs = [
            "رحب المجلس بعودة اللاجئين، ورحّب المجلس بالمجلس.",
            "The Council welcomed the Council's report of 2254 and of 2254.",
            "",
            "رحَّبَ أعضاء المجلس في 2254 بـ2254 لاجئا",
        ];
        let rules = Rules::default();
        let mut counted: BTreeMap<String, u32> = BTreeMap::new();
        for text in paragraphs {
            let stems = tokenise(text).into_iter().map(|token| {
                let key = keys::key(token.text(text), &rules).into_owned();
                keys::stem(&key, token.kind).into_owned()
            });
            for stem in stems.collect::<BTreeSet<String>>() {
                *counted.entry(stem).or_insert(0) += 1;
            }
        }
        let weights = WordWeights::of_paragraphs(paragraphs, &rules);
        let found: BTreeMap<String, u32> =
            weights.containing.iter().map(|(stem, count)| (stem.to_string(), *count)).collect();
        assert_eq!(found, counted);
        assert_eq!(weights.paragraphs, 4);
        assert!(found.values().any(|count| *count == 2), "{found:?}");
    }
}
