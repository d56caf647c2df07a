//! Identical paragraphs, and paragraphs identical after folding.
//!
//! A text that stands once on each side is linked wherever it stands. A text that stands several times is told apart by
//! its neighbours: first by growing the links already made forwards and backwards, then by equal neighbours, last by
//! order of appearance. Takes time in proportion to the number of paragraphs, however often they repeat.

use std::hash::Hash;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Search;
use crate::compare::prepare::Prepared;
use crate::compare::types::Reason;
use crate::compare::work::Work;

/// Words a repeated paragraph must have to be linked by order of appearance alone: shorter ones are rulings and
/// salutations, which move with their surroundings or not at all.
const WORDS_TO_STAND_ALONE: u32 = 4;

/// Links paragraphs with the same bytes.
pub(super) fn identical(search: &mut Search, prepared: &Prepared<'_>, work: &mut Work) {
    level(search, prepared, |sheet| sheet, work);
}

/// Links paragraphs with the same words after folding.
pub(super) fn folded(search: &mut Search, prepared: &Prepared<'_>, work: &mut Work) {
    level(search, prepared, |sheet| prepared.sheets[sheet as usize].folded, work);
}

/// One level of identity: paragraphs are identical when `identity` of their sheets is.
fn level(search: &mut Search, prepared: &Prepared<'_>, identity: impl Fn(u32) -> u32, work: &mut Work) {
    let first: Vec<u32> = search.first.iter().map(|&sheet| identity(sheet)).collect();
    let second: Vec<u32> = search.second.iter().map(|&sheet| identity(sheet)).collect();
    work.count(first.len() + second.len());
    // Paragraphs without a word (rulings) are linked only where their surroundings are.
    let worded = |id: u32| prepared.sheets[id as usize].words > 0;

    let mut made = by(
        search,
        |i| worded(first[i]).then_some(first[i]),
        |j| worded(second[j]).then_some(second[j]),
        Once,
    );
    made.extend(search.pairs());
    extend(search, &first, &second, made, work);

    let around = |side: &[u32], at: usize| {
        let before = at.checked_sub(1).map(|at| side[at]);
        (before, side[at], side.get(at + 1).copied())
    };
    let made = by(search, |i| Some(around(&first, i)), |j| Some(around(&second, j)), Once);
    extend(search, &first, &second, made, work);
    let half = |before: bool, (a, b, c): (Option<u32>, u32, Option<u32>)| {
        (if before { a } else { c }).map(|n| (n, b))
    };
    for before in [true, false] {
        let made =
            by(search, |i| half(before, around(&first, i)), |j| half(before, around(&second, j)), Once);
        extend(search, &first, &second, made, work);
    }
    let _ = by(search, |i| Some(first[i]), |j| Some(second[j]), Evenly);
    let long = |id: u32| (prepared.sheets[id as usize].words >= WORDS_TO_STAND_ALONE).then_some(id);
    let _ = by(search, |i| long(first[i]), |j| long(second[j]), InOrder);
}

/// Which of several paragraphs with one mark are linked.
#[derive(PartialEq, Clone, Copy)]
enum Which {
    /// Only a mark that stands once among the free paragraphs of each side.
    Once,
    /// The n-th of one side with the n-th of the other, when there are as many on either side.
    Evenly,
    /// The n-th of one side with the n-th of the other.
    InOrder,
}
use Which::{Evenly, InOrder, Once};

/// Links free paragraphs with equal marks; gives the pairs linked.
fn by<M: Hash + Eq>(
    search: &mut Search,
    first: impl Fn(usize) -> Option<M>,
    second: impl Fn(usize) -> Option<M>,
    which: Which,
) -> Vec<(usize, usize)> {
    let free =
        |links: &[Option<usize>]| (0..links.len()).filter(|&at| links[at].is_none()).collect::<Vec<_>>();
    let (firsts, seconds) = (free(&search.first_link), free(&search.second_link));
    if firsts.is_empty() || seconds.is_empty() {
        return Vec::new();
    }
    let mut marked: FxHashMap<M, [Chain; 2]> =
        FxHashMap::with_capacity_and_hasher(firsts.len(), FxBuildHasher);
    let mut next = [vec![None; search.first.len()], vec![None; search.second.len()]];
    for i in firsts {
        if let Some(mark) = first(i) {
            marked.entry(mark).or_default()[0].push(i, &mut next[0]);
        }
    }
    for j in seconds {
        if let Some(both) = second(j).and_then(|mark| marked.get_mut(&mark)) {
            both[1].push(j, &mut next[1]);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for [i, j] in marked.into_values() {
        let fits = match which {
            Once => i.count == 1 && j.count == 1,
            Evenly => i.count == j.count,
            InOrder => true,
        };
        let (mut i, mut j) = (i.first, j.first);
        while fits && let (Some(a), Some(b)) = (i, j) {
            pairs.push((a, b));
            (i, j) = (next[0][a], next[1][b]);
        }
    }
    pairs.sort_unstable();
    pairs.retain(|&(i, j)| make(search, i, j));
    pairs
}

/// The free paragraphs of one side with one mark, in order: each names the next in a list that all marks share.
#[derive(Debug, Clone, Copy, Default)]
struct Chain {
    first: Option<usize>,
    last: Option<usize>,
    count: usize,
}

impl Chain {
    fn push(&mut self, at: usize, next: &mut [Option<usize>]) {
        match self.last.replace(at) {
            Some(before) => next[before] = Some(at),
            None => self.first = Some(at),
        }
        self.count += 1;
    }
}

fn make(search: &mut Search, i: usize, j: usize) -> bool {
    if !search.free(i, j) {
        return false;
    }
    search.link(vec![i], vec![j], 1.0, Reason::Identical);
    true
}

/// Links identical neighbours of linked paragraphs, from the start, from the end and from each pair given.
fn extend(search: &mut Search, first: &[u32], second: &[u32], pairs: Vec<(usize, usize)>, work: &mut Work) {
    // One past a place, so that the start of the text is a place too.
    let mut forward = vec![(0, 0)];
    forward.extend(pairs.iter().map(|&(i, j)| (i + 1, j + 1)));
    for (mut i, mut j) in forward {
        while i < first.len() && j < second.len() && first[i] == second[j] && make(search, i, j) {
            (i, j) = (i + 1, j + 1);
            work.count(1);
        }
    }
    let mut backward = vec![(first.len(), second.len())];
    backward.extend(pairs);
    for (mut i, mut j) in backward {
        while i > 0 && j > 0 && first[i - 1] == second[j - 1] && make(search, i - 1, j - 1) {
            (i, j) = (i - 1, j - 1);
            work.count(1);
        }
    }
}
