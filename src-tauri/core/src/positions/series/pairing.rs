//! Which position of the mention before a position stands against: its own passage, not just another on the topic.
//!
//! A release often says several things on a topic. Setting the first of one release against the first of the next would show
//! two passages as one that was rewritten. A position is set against the one in the passage its paragraph comes from; where
//! that says several things, and where no passage is linked, against the one in the most similar words, each taken once.
//! What then has no counterpart is held against the leading act, and is known to be another passage.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};

use super::clauses::{Bag, Clauses};
use super::{Passages, ReleaseText};

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
pub(super) fn pair<'t>(
    (old, olds): (&ReleaseText<'t>, &Mentions<'_>),
    (new, news): (&ReleaseText<'t>, &Mentions<'_>),
    origins: impl Fn(usize) -> Option<Vec<usize>>,
    clauses: &mut Clauses<'t>,
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
            let (there_said, here_said) = (olds.clause(old, o, clauses), news.clause(new, n, clauses));
            let alike = clauses.shared(there_said, here_said);
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
pub(super) struct Mentions<'p> {
    /// The release.
    pub at: usize,
    /// Its positions.
    pub places: &'p [usize],
    /// Their clauses, each read when it is first held against another: against those before it, or behind it.
    clauses: Vec<OnceCell<Bag>>,
}

impl<'p> Mentions<'p> {
    pub(super) fn of(at: usize, places: &'p [usize]) -> Self {
        Self { at, places, clauses: places.iter().map(|_| OnceCell::new()).collect() }
    }

    fn clause<'t>(&self, release: &ReleaseText<'t>, number: usize, clauses: &mut Clauses<'t>) -> &Bag {
        self.clauses[number].get_or_init(|| {
            let position = &release.positions[self.places[number]];
            let text = release.paragraphs.get(position.paragraph).map(String::as_str).unwrap_or_default();
            clauses.around(text, &position.quote)
        })
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

/// The older paragraphs a paragraph comes from, through the passages between two releases that need not be neighbours;
/// `None` where those of two neighbours are missing or nothing is linked.
pub(super) fn origins(passages: &[Option<&Passages>], paragraph: usize) -> Option<Vec<usize>> {
    let mut from = vec![paragraph];
    for linked in passages.iter().rev() {
        let linked = (*linked)?.iter().filter(|(_, new)| new.iter().any(|at| from.contains(at)));
        from = linked.flat_map(|(old, _)| old.iter().copied()).collect();
        // A topic may return after a hundred releases: no further one is asked where nothing comes from.
        if from.is_empty() {
            return None;
        }
    }
    Some(from)
}
