//! Phrases that recur in a series and are worth following.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};

use super::words::{Base, bases, is_small};

/// A phrase that recurs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Suggestion {
    /// Its words as they stand first.
    pub text: String,
    /// The releases that have it word for word, in order.
    pub releases: Vec<usize>,
    /// How much it is worth: releases times the square root of the words that name something.
    pub score: f64,
}

/// Words in a suggested phrase, the fewest and the most.
const SHORTEST: usize = 3;
const LONGEST: usize = 8;

struct Seen {
    text: String,
    words: usize,
    named: usize,
    releases: Vec<usize>,
}

/// The phrases that recur in at least `least` releases, the most valuable first, at most `most` of them. A phrase inside a
/// longer one that stands in the same releases is not given apart, nor is one that stands inside a better one given.
///
/// Takes time in proportion to the words of the series.
pub fn suggest<S: AsRef<str>>(releases: &[&[S]], least: usize, most: usize) -> Vec<Suggestion> {
    let mut seen: FxHashMap<u64, Seen> = FxHashMap::default();
    // In which longer phrases with the same releases a phrase stands is found by what follows and precedes it.
    let mut inside: Vec<(u64, u64)> = Vec::new();
    for (release, paragraphs) in releases.iter().enumerate() {
        for text in *paragraphs {
            let text = text.as_ref();
            let words = bases(text);
            for run in words.split(|word| word.is_mark) {
                for start in 0..run.len() {
                    let mut shorter: Option<u64> = None;
                    for length in SHORTEST..=LONGEST.min(run.len() - start) {
                        let phrase = &run[start..start + length];
                        let hash = hash(phrase);
                        note(&mut seen, hash, phrase, text, release);
                        if let Some(shorter) = shorter {
                            inside.push((shorter, hash));
                        }
                        if length > SHORTEST {
                            inside.push((self::hash(&phrase[1..]), hash));
                        }
                        shorter = Some(hash);
                    }
                }
            }
        }
    }
    let least = least.max(2);
    let covered: FxHashSet<u64> = inside
        .into_iter()
        .filter(|(short, long)| {
            let count = |hash: &u64| seen.get(hash).map_or(0, |seen| seen.releases.len());
            count(long) >= least && count(long) == count(short)
        })
        .map(|(short, _)| short)
        .collect();
    let mut suggestions: Vec<(Suggestion, usize)> = seen
        .into_iter()
        .filter(|(hash, seen)| seen.releases.len() >= least && seen.named >= 2 && !covered.contains(hash))
        .map(|(_, seen)| {
            let score = seen.releases.len() as f64 * (seen.named as f64).sqrt();
            (Suggestion { text: seen.text, releases: seen.releases, score }, seen.words)
        })
        .collect();
    suggestions.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
    let mut kept: Vec<Suggestion> = Vec::new();
    for (suggestion, _) in suggestions {
        if kept.len() >= most {
            break;
        }
        if !kept
            .iter()
            .any(|better| better.text.contains(&suggestion.text) || suggestion.text.contains(&better.text))
        {
            kept.push(suggestion);
        }
    }
    kept
}

fn hash(phrase: &[Base]) -> u64 {
    let mut hasher = FxHasher::default();
    phrase.iter().for_each(|word| word.key.hash(&mut hasher));
    hasher.finish()
}

/// Counts a phrase that neither begins nor ends with a word of grammar.
fn note(seen: &mut FxHashMap<u64, Seen>, hash: u64, phrase: &[Base], text: &str, release: usize) {
    let whole = |word: Option<&Base>| word.is_some_and(|word| !is_small(&word.key));
    let named = if whole(phrase.first()) && whole(phrase.last()) {
        phrase.iter().filter(|word| !is_small(&word.key)).count()
    } else {
        0
    };
    let entry = seen.entry(hash).or_insert_with(|| {
        let bytes = phrase[0].bytes.start..phrase[phrase.len() - 1].bytes.end;
        let text = if named > 0 { text.get(bytes).unwrap_or_default().to_owned() } else { String::new() };
        Seen { text, words: phrase.len(), named, releases: Vec::new() }
    });
    if entry.releases.last() != Some(&release) {
        entry.releases.push(release);
    }
}
