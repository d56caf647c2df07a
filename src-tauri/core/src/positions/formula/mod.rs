//! Phrases that recur in a series: where each stands, in which variants, and which phrases are worth following.
//!
//! A formula is followed wherever it stands, linked passage or not: a word added inside it, dropped from it or put for
//! another makes a variant (عودة طوعية كريمة, عودة طوعية آمنة وكريمة, عودة آمنة وكريمة). Spelling, the article, joined
//! prepositions and conjunctions make none. Passages as they were carried over are [`super::lineage`]'s subject.

mod find;
mod suggest;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use suggest::{Suggestion, suggest};

use find::Found;
pub(in crate::positions) use words::is_small;
use words::{Base, bases};

/// A place where a formula stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Occurrence {
    /// The release, counted from 0 in the series' order.
    pub release: usize,
    /// The paragraph, counted from 0.
    pub paragraph: usize,
    /// Its bytes.
    #[cfg_attr(feature = "ts", ts(type = "{ start: number; end: number }"))]
    pub bytes: Range<usize>,
}

/// One wording of a formula.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Variant {
    /// Its words as they stand at its first occurrence.
    pub text: String,
    /// Words it has beyond the phrase followed, as they stand in it.
    pub added: Vec<String>,
    /// Words of the phrase followed that it lacks.
    pub dropped: Vec<String>,
    /// Where it stands, in order.
    pub occurrences: Vec<Occurrence>,
}

impl Variant {
    /// The releases that have it, each once, in order.
    pub fn releases(&self) -> Vec<usize> {
        let mut releases: Vec<usize> = self.occurrences.iter().map(|occurrence| occurrence.release).collect();
        releases.dedup();
        releases
    }
}

/// A phrase followed through a series.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Formula {
    /// Its wordings, in the order they come up.
    pub variants: Vec<Variant>,
    /// The first release that has it.
    pub first: Option<usize>,
    /// The last release that has it.
    pub last: Option<usize>,
    /// For each release the variants it has, by number; empty where the formula is absent.
    pub by_release: Vec<Vec<usize>>,
}

/// The longest phrase followed, in words; what is beyond is not looked for.
pub const LONGEST: usize = 24;

/// Follows a phrase through the releases of a series.
///
/// A phrase of one word is followed in that word only. Takes time in proportion to the words of the series times the
/// words of the phrase.
pub fn follow<S: AsRef<str>>(phrase: &str, releases: &[&[S]]) -> Formula {
    let wanted: Vec<Base> = bases(phrase).into_iter().filter(|base| !base.is_mark).take(LONGEST).collect();
    let mut formula = Formula { by_release: vec![Vec::new(); releases.len()], ..Formula::default() };
    if wanted.is_empty() {
        return formula;
    }
    let mut keys: Vec<Vec<String>> = Vec::new();
    for (release, paragraphs) in releases.iter().enumerate() {
        for (paragraph, text) in paragraphs.iter().enumerate() {
            let text = text.as_ref();
            let words = bases(text);
            for found in find::find(&wanted, &words) {
                let bytes = words[found.words.start].bytes.start..words[found.words.end - 1].bytes.end;
                let key = key(&words, &found);
                let occurrence = Occurrence { release, paragraph, bytes: bytes.clone() };
                let number = keys.iter().position(|known| *known == key).unwrap_or_else(|| {
                    keys.push(key);
                    formula.variants.push(variant(phrase, text, &wanted, &words, &found, bytes));
                    keys.len() - 1
                });
                formula.variants[number].occurrences.push(occurrence);
                if !formula.by_release[release].contains(&number) {
                    formula.by_release[release].push(number);
                }
            }
        }
        if !formula.by_release[release].is_empty() {
            formula.first.get_or_insert(release);
            formula.last = Some(release);
        }
    }
    formula
}

/// What two places of one variant share: the bases of their words.
fn key(words: &[Base], found: &Found) -> Vec<String> {
    words[found.words.clone()].iter().filter(|word| !word.is_mark).map(|word| word.key.clone()).collect()
}

fn variant(
    phrase: &str,
    text: &str,
    wanted: &[Base],
    words: &[Base],
    found: &Found,
    bytes: Range<usize>,
) -> Variant {
    let added = found
        .words
        .clone()
        .filter(|at| !words[*at].is_mark && !found.matched.iter().flatten().any(|m| m == at));
    let dropped = (0..wanted.len()).filter(|n| found.matched[*n].is_none());
    Variant {
        text: text.get(bytes).unwrap_or_default().to_owned(),
        added: added.map(|at| text.get(words[at].bytes.clone()).unwrap_or_default().to_owned()).collect(),
        dropped: dropped
            .map(|n| phrase.get(wanted[n].bytes.clone()).unwrap_or_default().to_owned())
            .collect(),
        occurrences: Vec::new(),
    }
}

/// The words of a text: key, bytes, whether it is a mark.
pub(super) fn words_of(text: &str) -> Vec<(String, Range<usize>, bool)> {
    bases(text).into_iter().map(|base| (base.key, base.bytes, base.is_mark)).collect()
}

#[cfg(test)]
mod tests;
