//! Words without what does not make them other words.

use std::ops::Range;

use crate::positions::reading::{is_arabic, is_mark};
use crate::text::fold::clitic::certain;
use crate::text::fold::{Rules, spelling};
use crate::text::tokenise;

/// A word or mark of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    /// Folded, without article and joined particles.
    pub key: String,
    /// A punctuation mark.
    pub is_mark: bool,
    /// A mark that parts clauses.
    pub parts: bool,
    /// Its bytes in the text.
    pub bytes: Range<usize>,
}

/// The words and marks of a text, in order.
pub(super) fn bases(text: &str) -> Vec<Base> {
    tokenise(text)
        .into_iter()
        .map(|token| {
            let key = spelling(token.text(text), &Rules::all());
            let mark = is_mark(&key);
            Base {
                parts: matches!(&*key, "." | ";" | ":" | "!" | "?" | "…"),
                key: if mark { key.into_owned() } else { base(&key).to_owned() },
                is_mark: mark,
                bytes: token.range(),
            }
        })
        .collect()
}

/// An Arabic word's shortest certain base of three letters or more; another word as it is.
fn base(key: &str) -> &str {
    if !is_arabic(key) {
        return key;
    }
    certain(key)
        .map(|peeling| peeling.base)
        .filter(|base| base.chars().count() >= 3)
        .min_by_key(|base| base.len())
        .unwrap_or(key)
}

/// Whether a key is a word of grammar, that names nothing.
pub(in crate::positions) fn is_small(key: &str) -> bool {
    SMALL.contains(&key)
}

#[rustfmt::skip]
const SMALL: [&str; 119] = [
    "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but", "that", "this", "these",
    "those", "which", "who", "whose", "its", "their", "his", "her", "our", "it", "they", "we", "he", "she", "is", "are", "was",
    "were", "be", "been", "has", "have", "had", "as", "will", "would", "not", "no", "any", "all", "under", "into", "than",
    "such", "also", "other", "more", "between", "against", "may", "must", "should", "can", "could",
    "في", "من", "الي", "علي", "عن", "مع", "ان", "التي", "الذي", "الذين", "هذا", "هذه", "ذلك", "تلك", "ما", "لا", "لم", "لن",
    "كما", "كل", "اي", "بين", "بعد", "قبل", "حتي", "منذ", "عند", "لدي", "او", "ثم", "قد", "كان", "كانت", "هو", "هي", "هم",
    "انه", "انها", "بان", "اذا", "غير", "دون", "عبر", "ضد", "حول", "خلال", "نحو", "ذات", "ايضا", "وفق", "لها", "له", "لهم",
    "به", "بها", "فيه", "فيها",
];
