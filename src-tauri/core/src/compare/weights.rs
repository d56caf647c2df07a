//! How common each word is in a series, so that boilerplate attracts no link.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::keys;
use crate::text::fold::Rules;
use crate::text::token::tokenise;

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
        let mut weights = Self::default();
        let mut seen: FxHashMap<Box<str>, u32> = FxHashMap::default();
        for paragraph in paragraphs {
            let text = paragraph.as_ref();
            weights.paragraphs += 1;
            for token in tokenise(text) {
                let key = keys::key(token.text(text), rules);
                let stem: Box<str> = keys::stem(&key, token.kind).into();
                let last = seen.entry(stem.clone()).or_insert(0);
                if *last != weights.paragraphs {
                    *last = weights.paragraphs;
                    *weights.containing.entry(stem).or_insert(0) += 1;
                }
            }
        }
        weights
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
