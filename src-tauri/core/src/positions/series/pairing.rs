//! Which position of the mention before a position stands against: its own passage, not just another on the topic.
//!
//! A release often says several things on a topic. Setting the first of one release against the first of the next would show
//! two passages as one that was rewritten. A position is set against the one in the passage its paragraph comes from; where
//! that says several things, and where no passage is linked, against the one in the most similar words, each taken once.
//! What then has no counterpart is held against the leading act, and is known to be another passage.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::ReleaseText;
use crate::compare::Comparison;
use crate::positions::codebook::TopicId;
use crate::positions::find::clause_among;
use crate::text::clause::clauses;
use crate::text::fold::{Rules, spelling};
use crate::text::lexicon::Lexicon;
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

/// For each of the newer positions the older one it stands against, and how it was found; `None` where it has no counterpart.
///
/// `origins` gives the older paragraphs a newer paragraph comes from. Takes time in proportion to the product of the two
/// lists.
pub(super) fn pair(
    (old, olds): (&ReleaseText<'_>, &Mentions),
    (new, news): (&ReleaseText<'_>, &Mentions),
    origins: impl Fn(usize) -> Option<Vec<usize>>,
    clauses: &mut Clauses,
) -> Vec<Option<(usize, Pairing)>> {
    let mut links: Vec<(usize, usize)> = Vec::new();
    for (n, place) in news.places.iter().enumerate() {
        let Some(from) = origins(new.positions[*place].paragraph) else { continue };
        let linked = |before: &usize| from.contains(&old.positions[*before].paragraph);
        links.extend(olds.places.iter().enumerate().filter(|(_, o)| linked(o)).map(|(o, _)| (n, o)));
    }
    let mut found = vec![None; news.places.len()];
    let mut taken = vec![false; olds.places.len()];
    // A passage that is the only one on the topic on both sides of its link needs no likeness: what its clauses say is not
    // looked at, which in a series of formulas saves most of the work.
    for (n, o) in &links {
        if links.iter().filter(|(other_n, other_o)| other_n == n || other_o == o).count() == 1 {
            found[*n] = Some((olds.places[*o], Pairing::Linked));
            taken[*o] = true;
        }
    }
    let mut good: Vec<Offer> = Vec::new();
    for n in (0..found.len()).filter(|n| found[*n].is_none()) {
        for o in (0..taken.len()).filter(|o| !taken[*o]) {
            let (here, there) = (&new.positions[news.places[n]], &old.positions[olds.places[o]]);
            let linked = links.contains(&(n, o));
            let alike = olds.clause(old, o, clauses).shared(news.clause(new, n, clauses));
            if alike >= if linked { AKIN } else { ALIKE } {
                let score = alike + if there.act == here.act { SAME_ACT } else { 0.0 };
                good.push(Offer { n, o, linked, alike, score });
            }
        }
    }
    // Stable: of equals the first in the text.
    good.sort_by(|a, b| b.linked.cmp(&a.linked).then(b.score.total_cmp(&a.score)));
    // A second passage may come from the same one where it was split: it is linked and still much like it.
    for again in [false, true] {
        for offer in &good {
            let free = !taken[offer.o] || again && offer.linked && offer.alike >= ALIKE;
            if found[offer.n].is_none() && free {
                let pairing = if offer.linked { Pairing::Linked } else { Pairing::Similar };
                found[offer.n] = Some((olds.places[offer.o], pairing));
                taken[offer.o] = true;
            }
        }
    }
    found
}

/// What a release says on a topic.
pub(super) struct Mentions {
    /// The release.
    pub at: usize,
    /// Its positions.
    pub places: Vec<usize>,
    /// Their clauses, each read when it is first held against another: against those before it, or behind it.
    clauses: Vec<OnceCell<Bag>>,
}

impl Mentions {
    pub(super) fn of(at: usize, release: &ReleaseText<'_>, topic: &TopicId) -> Self {
        let places: Vec<usize> =
            (0..release.positions.len()).filter(|at| release.positions[*at].topic == *topic).collect();
        let clauses = places.iter().map(|_| OnceCell::new()).collect();
        Self { at, places, clauses }
    }

    fn clause(&self, release: &ReleaseText<'_>, number: usize, clauses: &mut Clauses) -> &Bag {
        self.clauses[number].get_or_init(|| {
            let position = &release.positions[self.places[number]];
            let text = release.paragraphs.get(position.paragraph).map(String::as_str).unwrap_or_default();
            let cut = clauses.of((self.at, position.paragraph), text);
            Bag::of(text.get(clause_among(cut, text, &position.quote)).unwrap_or_default())
        })
    }
}

/// The clauses of the paragraphs of a series. Most paragraphs are asked for on several topics: each is cut once.
#[derive(Debug, Default)]
pub struct Clauses(FxHashMap<(usize, usize), Vec<Range<usize>>>);

/// How many paragraphs are kept; then all are let go and it begins anew.
const MOST: usize = 1 << 16;

impl Clauses {
    /// Those of a paragraph, which is told by the place of its release and its own in that.
    fn of(&mut self, place: (usize, usize), text: &str) -> &[Range<usize>] {
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.entry(place).or_insert_with(|| clauses(text, Lexicon::standard()))
    }
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
