//! Which older paragraphs became which newer ones.
//!
//! The search never asks which side is the older: it sees a first and a second side, put in an order of its own, so
//! that the same links come out in either direction. It works in passes, each leaving fewer paragraphs to the next:
//! links made by hand, identical paragraphs ([`anchors`]), similar paragraphs in order and then out of order
//! ([`assign`]), and paragraphs that hold a clause of a passage already linked ([`grow`]), links that share a clause ([`regroup`]). What changed inside a link
//! is not asked here.

mod anchors;
mod assign;
mod candidates;
mod grow;
pub(super) mod hand;
mod leftover;
mod moves;
mod regroup;
mod similarity;
mod strays;

use rustc_hash::FxHashSet;
use similarity::Bags;

use super::Options;
use super::prepare::Prepared;
use super::types::Reason;
use super::work::Work;

/// A link found: paragraphs of either side, ascending.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub old: Vec<usize>,
    pub new: Vec<usize>,
    pub score: f64,
    pub reason: Reason,
    pub moved: bool,
}

/// The two sides as the search sees them, and which paragraphs are still free.
pub(crate) struct Search {
    /// Sheets of the first side.
    pub first: Vec<u32>,
    /// Sheets of the second side.
    pub second: Vec<u32>,
    /// Pairs (first, second) that may not be linked.
    pub forbidden: FxHashSet<(usize, usize)>,
    /// Links found so far, by paragraph of the first side.
    pub first_link: Vec<Option<usize>>,
    /// Links found so far, by paragraph of the second side.
    pub second_link: Vec<Option<usize>>,
    /// The links.
    pub found: Vec<Found>,
}

impl Search {
    fn free(&self, i: usize, j: usize) -> bool {
        self.first_link[i].is_none() && self.second_link[j].is_none() && !self.forbidden.contains(&(i, j))
    }

    fn link(&mut self, first: Vec<usize>, second: Vec<usize>, score: f64, reason: Reason) {
        let number = self.found.len();
        for &i in &first {
            self.first_link[i] = Some(number);
        }
        for &j in &second {
            self.second_link[j] = Some(number);
        }
        self.found.push(Found { old: first, new: second, score, reason, moved: false });
    }

    /// Takes out links whose paragraphs another link has taken over.
    fn drop_emptied(&mut self) {
        let mut number = vec![None; self.found.len()];
        let mut kept = 0;
        for (n, link) in self.found.iter().enumerate() {
            if !link.old.is_empty() {
                number[n] = Some(kept);
                kept += 1;
            }
        }
        self.found.retain(|link| !link.old.is_empty());
        for link in self.first_link.iter_mut().chain(&mut self.second_link) {
            *link = link.and_then(|n| number[n]);
        }
    }

    /// Linked pairs of single paragraphs, ascending on the first side.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> =
            self.found.iter().map(|found| (found.old[0], found.new[0])).collect();
        pairs.sort_unstable();
        pairs
    }
}

/// Finds the links, in the order of the newer text. Folds the paragraphs that no identical one was found for.
/// With `turned` the newer side is the search's first.
pub(crate) fn find(
    prepared: &mut Prepared<'_>,
    turned: bool,
    options: &Options,
    work: &mut Work,
) -> Vec<Found> {
    let (first, second) = if turned {
        (prepared.new.clone(), prepared.old.clone())
    } else {
        (prepared.old.clone(), prepared.new.clone())
    };
    let turn = |&(i, j): &(usize, usize)| if turned { (j, i) } else { (i, j) };
    let mut search = Search {
        forbidden: options.unlinked.iter().map(turn).collect(),
        first_link: vec![None; first.len()],
        second_link: vec![None; second.len()],
        first,
        second,
        found: Vec::new(),
    };
    hand::link(&mut search, options.linked.iter().map(turn));
    anchors::identical(&mut search, prepared, work);
    let strays = strays::find(&search);
    let mut open = open_sheets(&search, prepared);
    for stray in &strays {
        open[search.first[stray.first] as usize] = true;
    }
    prepared.fold(&open, &options.rules, options.weights.as_deref());
    let prepared = &*prepared;
    let mut bags = Bags::default();
    strays::settle(&mut search, prepared, &mut bags, &strays);
    anchors::folded(&mut search, prepared, work);
    assign::link(&mut search, prepared, &mut bags, work);
    grow::link(&mut search, prepared, &mut bags, work);
    regroup::link(&mut search, prepared, &mut bags, work);
    moves::mark(&mut search, prepared);
    if search.first == search.second && hand::compare_with_turned(options).is_eq() {
        // Both directions are one and the same question: neither of two crossing links is the one that moved.
        moves::mark_mirrored(&mut search);
    }

    let mut found = search.found;
    if turned {
        for link in &mut found {
            std::mem::swap(&mut link.old, &mut link.new);
        }
    }
    found.sort_by(|a, b| a.new.cmp(&b.new));
    found
}

/// Which sheets stand in a paragraph not linked as identical yet.
fn open_sheets(search: &Search, prepared: &Prepared<'_>) -> Vec<bool> {
    let mut open = vec![false; prepared.sheets.len()];
    for (sheets, links) in [(&search.first, &search.first_link), (&search.second, &search.second_link)] {
        for (&sheet, link) in sheets.iter().zip(links) {
            if link.is_none_or(|n| search.found[n].reason != Reason::Identical) {
                open[sheet as usize] = true;
            }
        }
    }
    open
}
