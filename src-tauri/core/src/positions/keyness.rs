//! Words and phrases that are frequent and distinctive in a text and that no topic covers: suggestions for a codebook.
//!
//! Distinctive is measured by the log-likelihood ratio against a reference: T. Dunning, “Accurate methods for the statistics
//! of surprise and coincidence”, Computational Linguistics 19 (1993); in the two-cell form of P. Rayson and R. Garside,
//! “Comparing corpora using frequency profiling” (2000). 3.84, 6.63, 10.83 and 15.13 are its values at 5, 1, 0.1 and 0.01
//! per cent.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::codebook::Matcher;
use super::formula::{is_small, words_of};

/// How often each word and each pair of words stands in some texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// By key: a word, or two with a space between.
    terms: FxHashMap<String, Term>,
    words: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    count: u64,
    /// How often it stands where no topic's term does.
    uncovered: u64,
    /// In how many paragraphs.
    paragraphs: u32,
    last: u32,
    /// As it stands first.
    text: String,
}

/// A term to add to a codebook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Keyword {
    /// The word, or two, as they stand first.
    pub text: String,
    /// How often it stands in the texts.
    pub count: u32,
    /// In how many of their paragraphs.
    pub paragraphs: u32,
    /// The log-likelihood ratio against the reference.
    pub keyness: f64,
}

impl Counts {
    /// Counts the words of some paragraphs; with a codebook's matcher, which of them its terms cover too.
    pub fn of<S: AsRef<str>>(paragraphs: impl IntoIterator<Item = S>, matcher: Option<&Matcher>) -> Self {
        let mut counts = Self::default();
        for (number, paragraph) in paragraphs.into_iter().enumerate() {
            let text = paragraph.as_ref();
            let covered: Vec<_> = matcher.map(|matcher| matcher.find(text)).unwrap_or_default();
            let is_covered = |start: usize, end: usize| {
                covered.iter().any(|hit| hit.bytes.start < end && start < hit.bytes.end)
            };
            let words = words_of(text);
            let mut before: Option<&(String, std::ops::Range<usize>, bool)> = None;
            for word in &words {
                let (key, bytes, mark) = word;
                if *mark {
                    before = None;
                    continue;
                }
                counts.words += 1;
                let small = is_small(key) || key.chars().count() < 3 || key.chars().all(|c| c.is_numeric());
                if !small {
                    counts.add(
                        key.clone(),
                        text,
                        bytes.clone(),
                        number as u32,
                        is_covered(bytes.start, bytes.end),
                    );
                    if let Some((first, start, _)) = before {
                        let whole = start.start..bytes.end;
                        let covered = is_covered(whole.start, whole.end);
                        counts.add(format!("{first} {key}"), text, whole, number as u32, covered);
                    }
                }
                before = (!small).then_some(word);
            }
        }
        counts
    }

    fn add(&mut self, key: String, text: &str, bytes: std::ops::Range<usize>, paragraph: u32, covered: bool) {
        let term = self.terms.entry(key).or_insert_with(|| Term {
            count: 0,
            uncovered: 0,
            paragraphs: 0,
            last: u32::MAX,
            text: text.get(bytes).unwrap_or_default().to_owned(),
        });
        term.count += 1;
        term.uncovered += u64::from(!covered);
        if term.last != paragraph {
            term.last = paragraph;
            term.paragraphs += 1;
        }
    }
}

/// The log-likelihood ratio of a term that stands `a` times in `all_a` words and `b` times in `all_b`; 0 where it is not
/// more frequent in the first.
pub fn log_likelihood(a: u64, all_a: u64, b: u64, all_b: u64) -> f64 {
    let (a, all_a, b, all_b) = (a as f64, all_a as f64, b as f64, all_b as f64);
    let all = all_a + all_b;
    if all_a == 0.0 || all == 0.0 || a == 0.0 {
        return 0.0;
    }
    let (expected_a, expected_b) = (all_a * (a + b) / all, all_b * (a + b) / all);
    if a <= expected_a && all_b > 0.0 {
        return 0.0;
    }
    let part = |observed: f64, expected: f64| {
        if observed > 0.0 && expected > 0.0 { observed * (observed / expected).ln() } else { 0.0 }
    };
    2.0 * (part(a, expected_a) + part(b, expected_b))
}

/// The terms that are frequent and distinctive and that no topic covers, the most distinctive first, at most `most`: each
/// in at least `least` paragraphs. A word inside a suggested pair that hardly stands without it is not given apart.
///
/// Against an empty reference all are equally distinctive and the frequent come first.
pub fn suggest(texts: &Counts, reference: &Counts, least: u32, most: usize) -> Vec<Keyword> {
    let mut found: Vec<(&String, Keyword)> = texts
        .terms
        .iter()
        .filter(|(_, term)| term.paragraphs >= least && term.uncovered * 2 > term.count)
        .map(|(key, term)| {
            let other = reference.terms.get(key).map_or(0, |term| term.count);
            let keyness = log_likelihood(term.uncovered, texts.words, other, reference.words);
            let count = u32::try_from(term.count).unwrap_or(u32::MAX);
            let (text, paragraphs) = (term.text.clone(), term.paragraphs);
            (key, Keyword { text, count, paragraphs, keyness })
        })
        .filter(|(_, keyword)| reference.words == 0 || keyword.keyness >= 3.84)
        .collect();
    let pairs = |key: &str| key.contains(' ');
    found.sort_by(|(ka, a), (kb, b)| {
        b.keyness
            .total_cmp(&a.keyness)
            .then(b.count.cmp(&a.count))
            .then(pairs(kb).cmp(&pairs(ka)))
            .then(ka.cmp(kb))
    });
    let mut kept: Vec<(&String, Keyword)> = Vec::new();
    for (key, keyword) in found {
        let inside = kept.iter().any(|(pair, other)| {
            pair.split(' ').any(|word| word == key)
                && pair.contains(' ')
                && other.count * 3 >= keyword.count * 2
                || key.contains(' ')
                    && key.split(' ').any(|word| word == *pair)
                    && keyword.count * 3 < other.count * 2
        });
        if !inside {
            kept.push((key, keyword));
        }
        if kept.len() >= most {
            break;
        }
    }
    kept.into_iter().map(|(_, keyword)| keyword).collect()
}

#[cfg(test)]
mod tests {
    use super::super::codebook::Standard;
    use super::*;

    #[test]
    fn the_ratio_is_that_of_a_known_table() {
        // 4 · (1 · ln 2) and nothing for what is absent from the reference of equal size.
        assert!((log_likelihood(10, 1000, 0, 1000) - 20.0 * 2.0_f64.ln()).abs() < 1e-9);
        assert!(
            (log_likelihood(30, 1000, 10, 1000) - 2.0 * (30.0 * 1.5_f64.ln() + 10.0 * 0.5_f64.ln())).abs()
                < 1e-9
        );
        assert_eq!(log_likelihood(10, 1000, 10, 1000), 0.0);
        assert_eq!(log_likelihood(5, 1000, 10, 1000), 0.0);
        assert_eq!(log_likelihood(0, 0, 0, 0), 0.0);
    }

    #[test]
    fn what_is_frequent_here_and_no_topic_covers_is_suggested() {
        let matcher = Matcher::new(&Standard::Syria.codebook());
        let texts = [
            "The Council discussed fishing rights and the ceasefire.",
            "Members stressed that fishing rights matter.",
            "It called for talks on fishing rights off the coast.",
        ];
        let reference = ["The Council discussed the ceasefire. Members stressed that talks matter. It called for calm.";
            9];
        let counted = Counts::of(texts, Some(&matcher));
        let suggested = suggest(&counted, &Counts::of(reference, None), 2, 10);
        assert_eq!(suggested.first().map(|keyword| keyword.text.as_str()), Some("fishing rights"));
        assert!(suggested.iter().all(|keyword| keyword.text != "ceasefire" && keyword.text != "fishing"));
    }
}
