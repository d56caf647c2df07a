//! Which position of the mention before a position stands against: its own passage, not just another on the topic.
//!
//! A release often says several things on a topic. Setting the first of one release against the first of the next would show
//! two passages as one that was rewritten. A position is set against the one in the passage its paragraph comes from; where
//! that says several things, and where no passage is linked, against the one in the most similar words, each taken once.
//! What then has no counterpart is held against the leading act, and is known to be another passage.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::ReleaseText;
use crate::compare::Comparison;
use crate::positions::find::clause_of;
use crate::text::fold::{Rules, spelling};
use crate::text::{TokenKind, tokenise};

/// How a position came to its predecessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Pairing {
    /// Another passage: the leading position of the mention before, for want of a counterpart.
    Another,
    /// The passage itself comes from there.
    Linked,
    /// It stands in the most similar words.
    Similar,
}

/// The least share two clauses must have in common, of their letters, to be one passage where no link says so, 0 to 1.
const ALIKE: f32 = 0.5;
/// The least share within linked paragraphs that say several things on the topic.
const AKIN: f32 = 0.3;
/// What the same act counts beside the words.
const SAME_ACT: f32 = 0.1;

/// For each of the newer positions, given by their places in the release's list, the older one it stands against, and how it
/// was found; `None` where it has no counterpart.
///
/// Each list comes with its clauses. `origins` gives the older paragraphs a newer paragraph comes from. Takes time in
/// proportion to the product of the two lists.
pub(super) fn pair(
    (old, olds, old_bags): (&ReleaseText<'_>, &[usize], &[Bag]),
    (new, news, new_bags): (&ReleaseText<'_>, &[usize], &[Bag]),
    origins: impl Fn(usize) -> Option<Vec<usize>>,
) -> Vec<Option<(usize, Pairing)>> {
    let origins: Vec<Option<Vec<usize>>> =
        news.iter().map(|place| origins(new.positions[*place].paragraph)).collect();
    let mut offers: Vec<Offer> = Vec::new();
    for (n, place) in news.iter().enumerate() {
        let here = &new.positions[*place];
        for (o, before) in olds.iter().enumerate() {
            let there = &old.positions[*before];
            let linked = origins[n].as_ref().is_some_and(|from| from.contains(&there.paragraph));
            let alike = old_bags[o].shared(&new_bags[n]);
            let score = alike + if there.act == here.act { SAME_ACT } else { 0.0 };
            offers.push(Offer { n, o, linked, alike, score });
        }
    }
    // A passage that is the only one on the topic on both sides of its link needs no likeness.
    let lone = |offer: &Offer| {
        let rivals = |other: &&Offer| other.linked && (other.n == offer.n || other.o == offer.o);
        offers.iter().filter(rivals).count() == 1
    };
    let mut good: Vec<&Offer> = offers
        .iter()
        .filter(|offer| match offer.linked {
            true => offer.alike >= AKIN || lone(offer),
            false => offer.alike >= ALIKE,
        })
        .collect();
    // Stable: of equals the first in the text.
    good.sort_by(|a, b| b.linked.cmp(&a.linked).then(b.score.total_cmp(&a.score)));
    let mut found = vec![None; news.len()];
    let mut taken = vec![false; olds.len()];
    // A second passage may come from the same one where it was split: it is linked and still much like it.
    for again in [false, true] {
        for offer in &good {
            let free = !taken[offer.o] || again && offer.linked && offer.alike >= ALIKE;
            if found[offer.n].is_none() && free {
                let pairing = if offer.linked { Pairing::Linked } else { Pairing::Similar };
                found[offer.n] = Some((olds[offer.o], pairing));
                taken[offer.o] = true;
            }
        }
    }
    found
}

/// The clauses of some positions of a release.
pub(super) fn clauses(release: &ReleaseText<'_>, places: &[usize]) -> Vec<Bag> {
    let clause = |place: &usize| {
        let position = &release.positions[*place];
        let text = release.paragraphs.get(position.paragraph).map(String::as_str).unwrap_or_default();
        Bag::of(text.get(clause_of(text, &position.quote)).unwrap_or_default())
    };
    places.iter().map(clause).collect()
}

/// Two positions that may be one passage.
struct Offer {
    n: usize,
    o: usize,
    linked: bool,
    alike: f32,
    score: f32,
}

/// The older paragraphs a paragraph comes from, through the comparisons between two releases that need not be neighbours;
/// `None` where one is missing or nothing is linked.
pub(super) fn origins(comparisons: &[Option<&Comparison>], paragraph: usize) -> Option<Vec<usize>> {
    let mut from = vec![paragraph];
    for comparison in comparisons.iter().rev() {
        let links = &(*comparison)?.links;
        let linked = links.iter().filter(|link| link.new.iter().any(|at| from.contains(at)));
        from = linked.flat_map(|link| link.old.iter().copied()).collect();
    }
    (!from.is_empty()).then_some(from)
}

/// The words of a clause with how often each stands in it.
#[derive(Debug)]
pub(super) struct Bag {
    words: FxHashMap<String, u32>,
    letters: f32,
}

impl Bag {
    fn of(text: &str) -> Self {
        let mut words: FxHashMap<String, u32> = FxHashMap::default();
        let mut letters = 0.0;
        for token in tokenise(text) {
            if token.kind == TokenKind::Punctuation {
                continue;
            }
            let key = spelling(token.text(text), &Rules::all()).into_owned();
            letters += weight(&key);
            *words.entry(key).or_default() += 1;
        }
        Self { words, letters }
    }

    /// The share of letters in common words, 0 to 1. Longer words weigh more: particles tell nothing.
    fn shared(&self, other: &Self) -> f32 {
        let all = self.letters + other.letters;
        if all == 0.0 {
            return 0.0;
        }
        let both = self.words.iter().map(|(word, count)| {
            let there = other.words.get(word).copied().unwrap_or(0);
            weight(word) * (*count).min(there) as f32
        });
        2.0 * both.sum::<f32>() / all
    }
}

fn weight(word: &str) -> f32 {
    word.chars().count() as f32
}
