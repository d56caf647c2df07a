//! How alike two paragraphs are.
//!
//! Words count by their stems, weighed by rarity; pairs of neighbouring words count as much again, because what two
//! passages on one subject share is its names, and what two states of one passage share is its phrases.

use crate::compare::prepare::Prepared;
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
    pub(super) fn new(prepared: &Prepared<'_>, sheet: u32) -> Self {
        let mut pairs: Vec<u64> = Vec::with_capacity(prepared.sheets[sheet as usize].words as usize);
        let mut last = None;
        for form in prepared.forms(sheet) {
            if form.kind == TokenKind::Punctuation {
                continue;
            }
            if let Some(before) = last.replace(form.stem) {
                pairs.push(u64::from(before) << 32 | u64::from(form.stem));
            }
        }
        pairs.sort_unstable();
        // Sorted pairs begin with the words in order; only the last word begins none.
        let mut words: Vec<(u32, u32)> = counted(pairs.iter().map(|pair| (pair >> 32) as u32), pairs.len());
        if let Some(last) = last {
            match words.binary_search_by_key(&last, |word| word.0) {
                Ok(at) => words[at].1 += 1,
                Err(at) => words.insert(at, (last, 1)),
            }
        }
        let phrases = counted(pairs.iter().copied(), pairs.len());
        let weights = &prepared.weights;
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
        let mut others = linked.phrases.iter().map(|phrase| phrase.0).peekable();
        let mut shared = 0.0_f32;
        for &(pair, n) in &self.phrases {
            while others.next_if(|other| *other < pair).is_some() {}
            if others.peek() == Some(&pair) && !partners.clone().any(|partner| has(partner, pair)) {
                shared += pair_weight(weights, pair) * n as f32;
            }
        }
        if self.phrase_weight > 0.0 { shared / self.phrase_weight } else { 0.0 }
    }
}

/// The bags of sheets, made when first asked for.
#[derive(Debug, Default)]
pub(super) struct Bags(Vec<Option<Bag>>);

impl Bags {
    /// Makes the bags of `sheets` where they are not made yet.
    pub(super) fn fill(&mut self, prepared: &Prepared<'_>, sheets: impl IntoIterator<Item = u32>) {
        self.0.resize_with(prepared.sheets.len(), || None);
        let mut missing: Vec<u32> =
            sheets.into_iter().filter(|&sheet| self.0[sheet as usize].is_none()).collect();
        missing.sort_unstable();
        missing.dedup();
        let made = prepared.threads.share(missing.len(), |range| -> Vec<Bag> {
            missing[range].iter().map(|&sheet| Bag::new(prepared, sheet)).collect()
        });
        for (&sheet, bag) in missing.iter().zip(made.into_iter().flatten()) {
            self.0[sheet as usize] = Some(bag);
        }
    }

    /// A bag made before.
    pub(super) fn get(&self, sheet: u32) -> Option<&Bag> {
        self.0.get(sheet as usize)?.as_ref()
    }
}

fn pair_weight(weights: &[f32], pair: u64) -> f32 {
    (weights[(pair >> 32) as usize] + weights[(pair & 0xffff_ffff) as usize]) / 2.0
}

/// How often each of a row of sorted items stands in it.
fn counted<T: Eq + Copy>(items: impl Iterator<Item = T>, room: usize) -> Vec<(T, u32)> {
    let mut counts: Vec<(T, u32)> = Vec::with_capacity(room + 1);
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
        let ((x, n), (y, m)) = (a[i], b[j]);
        if x == y {
            sum += weight(x) * n.min(m) as f32;
        }
        // Without a branch: which side goes on is as good as chance.
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}
