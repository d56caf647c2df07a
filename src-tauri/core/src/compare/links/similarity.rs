//! How alike two paragraphs are.
//!
//! Words count by their stems, weighed by rarity; pairs of neighbouring words count as much again, because what two
//! passages on one subject share is its names, and what two states of one passage share is its phrases.

use rustc_hash::FxHashMap;

use crate::compare::prepare::{Prepared, Sheet};
use crate::text::token::TokenKind;

/// The words and word pairs of a paragraph, ready for measuring.
#[derive(Debug)]
pub(super) struct Bag {
    /// Stems in ascending order with how often they stand.
    pub words: Vec<(u32, u32)>,
    /// Pairs of neighbouring stems, likewise.
    phrases: Vec<(u64, u32)>,
    /// Weight of all words.
    pub weight: f32,
    /// Weight of all pairs.
    phrase_weight: f32,
}

/// What two paragraphs share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shared {
    /// Weight of the shared words over the mean of the two weights, 0 to 1.
    pub words: f32,
    /// The same of word pairs.
    pub phrases: f32,
    /// Weight of the shared words over that of the lighter paragraph, 0 to 1.
    pub contained: f32,
    /// Weight of the shared word pairs over that of the lighter paragraph, 0 to 1.
    pub phrases_contained: f32,
}

impl Bag {
    pub(super) fn new(prepared: &Prepared<'_>, sheet: &Sheet<'_>) -> Self {
        let stems: Vec<u32> = sheet
            .forms
            .iter()
            .map(|&form| prepared.forms[form as usize])
            .filter(|form| form.kind != TokenKind::Punctuation)
            .map(|form| form.stem)
            .collect();
        let pairs = stems.windows(2).map(|two| u64::from(two[0]) << 32 | u64::from(two[1])).collect();
        let weights = &prepared.weights;
        let words = counted(stems);
        let phrases = counted(pairs);
        let weight = words.iter().map(|&(stem, n)| weights[stem as usize] * n as f32).sum();
        let phrase_weight = phrases.iter().map(|&(pair, n)| pair_weight(weights, pair) * n as f32).sum();
        Self { words, phrases, weight, phrase_weight }
    }

    /// What this paragraph shares with another.
    pub(super) fn shared(&self, other: &Bag, weights: &[f32]) -> Shared {
        let words = common(&self.words, &other.words, |stem| weights[stem as usize]);
        let phrases = common(&self.phrases, &other.phrases, |pair| pair_weight(weights, pair));
        let over = |part: f32, whole: f32| if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 };
        Shared {
            words: over(2.0 * words, self.weight + other.weight),
            phrases: over(2.0 * phrases, self.phrase_weight + other.phrase_weight),
            contained: over(words, self.weight.min(other.weight)),
            phrases_contained: over(phrases, self.phrase_weight.min(other.phrase_weight)),
        }
    }
}

impl Bag {
    /// The share of this paragraph's word pairs, by weight, that `linked` has and none of its `partners`.
    pub(super) fn left_over_by<'b>(
        &self,
        linked: &Bag,
        partners: impl Iterator<Item = &'b Bag> + Clone,
        weights: &[f32],
    ) -> f32 {
        let has = |bag: &Bag, pair: u64| bag.phrases.binary_search_by_key(&pair, |phrase| phrase.0).is_ok();
        let shared: f32 = self
            .phrases
            .iter()
            .filter(|(pair, _)| has(linked, *pair) && !partners.clone().any(|partner| has(partner, *pair)))
            .map(|&(pair, n)| pair_weight(weights, pair) * n as f32)
            .sum();
        if self.phrase_weight > 0.0 { shared / self.phrase_weight } else { 0.0 }
    }
}

/// The bags of sheets, made when first asked for.
#[derive(Debug, Default)]
pub(super) struct Bags(FxHashMap<u32, Bag>);

impl Bags {
    /// Makes the bags of `sheets` where they are not made yet.
    pub(super) fn fill(&mut self, prepared: &Prepared<'_>, sheets: impl IntoIterator<Item = u32>) {
        for sheet in sheets {
            self.0.entry(sheet).or_insert_with(|| Bag::new(prepared, &prepared.sheets[sheet as usize]));
        }
    }

    /// A bag made before.
    pub(super) fn get(&self, sheet: u32) -> Option<&Bag> {
        self.0.get(&sheet)
    }
}

fn pair_weight(weights: &[f32], pair: u64) -> f32 {
    (weights[(pair >> 32) as usize] + weights[(pair & 0xffff_ffff) as usize]) / 2.0
}

fn counted<T: Ord + Copy>(mut items: Vec<T>) -> Vec<(T, u32)> {
    items.sort_unstable();
    let mut counts: Vec<(T, u32)> = Vec::with_capacity(items.len());
    for item in items {
        match counts.last_mut() {
            Some((last, n)) if *last == item => *n += 1,
            _ => counts.push((item, 1)),
        }
    }
    counts
}

fn common<T: Ord + Copy>(a: &[(T, u32)], b: &[(T, u32)], weight: impl Fn(T) -> f32) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += weight(a[i].0) * a[i].1.min(b[j].1) as f32;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
