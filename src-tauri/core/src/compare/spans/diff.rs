//! The smallest set of words to take out and put in, between two passages, with a bound on the work.
//!
//! Passages of ordinary length are compared by Myers' algorithm without its usual short cuts (E. W. Myers, "An O(ND)
//! difference algorithm and its variations", 1986), which is minimal. A long passage is first cut at words that stand
//! once on each side; what remains too long after that is left as one replacement, and the result says so.

use std::convert::Infallible;
use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::algorithms::{DiffHook, myers};

use crate::compare::work::Work;

/// A run of equal words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it begins on the older side.
    pub old: usize,
    /// Where it begins on the newer side.
    pub new: usize,
    /// How many words.
    pub len: usize,
}

/// Words on both sides together up to which a search is minimal whatever it costs.
const ALWAYS_MINIMAL: usize = 600;

/// The steps that minimal searches between passages of so many words together may ask for at the most.
pub(crate) fn most_steps(words: usize) -> u64 {
    if words <= ALWAYS_MINIMAL { 0 } else { (words as u64).saturating_mul(words as u64) / 2 }
}

/// The equal runs of two passages, in order.
#[derive(Debug, Default)]
pub(crate) struct Matching {
    /// The runs, in order on both sides.
    pub runs: Vec<Run>,
    /// Some stretch was too long and different for a minimal search.
    pub coarse: bool,
}

/// Compares two passages, given as the numbers of their words. With `turned` the search goes from the newer to the
/// older: of several smallest differences the one found is then that of the exchanged sides.
pub(crate) fn compare(old: &[u32], new: &[u32], turned: bool, work: &mut Work) -> Matching {
    let mut matching = Matching::default();
    let (first, second) = if turned { (new, old) } else { (old, new) };
    stretch(first, second, 0..first.len(), 0..second.len(), work, &mut matching);
    if turned {
        matching.runs.iter_mut().for_each(|run| std::mem::swap(&mut run.old, &mut run.new));
    }
    matching
}

impl Matching {
    fn push(&mut self, run: Run) {
        if run.len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.old + last.len == run.old
            && last.new + last.len == run.new
        {
            last.len += run.len;
            return;
        }
        self.runs.push(run);
    }
}

fn stretch(
    old: &[u32],
    new: &[u32],
    mut a: Range<usize>,
    mut b: Range<usize>,
    work: &mut Work,
    out: &mut Matching,
) {
    let same_start = old[a.clone()].iter().zip(&new[b.clone()]).take_while(|(x, y)| x == y).count();
    out.push(Run { old: a.start, new: b.start, len: same_start });
    a.start += same_start;
    b.start += same_start;
    let same_end =
        old[a.clone()].iter().rev().zip(new[b.clone()].iter().rev()).take_while(|(x, y)| x == y).count();
    a.end -= same_end;
    b.end -= same_end;
    work.count(same_start + same_end + 1);

    if !a.is_empty() && !b.is_empty() {
        let length = a.len() + b.len();
        if length <= ALWAYS_MINIMAL || work.afford(most_steps(length)) {
            minimal(old, new, a.clone(), b.clone(), work, out);
        } else {
            let anchors = anchors(old, new, &a, &b);
            work.count(length);
            if anchors.is_empty() {
                out.coarse = true;
            } else {
                let (mut from_a, mut from_b) = (a.start, b.start);
                for (i, j) in anchors {
                    stretch(old, new, from_a..i, from_b..j, work, out);
                    out.push(Run { old: i, new: j, len: 1 });
                    (from_a, from_b) = (i + 1, j + 1);
                }
                stretch(old, new, from_a..a.end, from_b..b.end, work, out);
            }
        }
    }
    out.push(Run { old: a.end, new: b.end, len: same_end });
}

fn minimal(old: &[u32], new: &[u32], a: Range<usize>, b: Range<usize>, work: &mut Work, out: &mut Matching) {
    struct Equal<'m> {
        out: &'m mut Matching,
        equal: usize,
    }
    impl DiffHook for Equal<'_> {
        type Error = Infallible;
        fn equal(&mut self, old: usize, new: usize, len: usize) -> Result<(), Infallible> {
            self.equal += len;
            self.out.push(Run { old, new, len });
            Ok(())
        }
    }
    let length = a.len() + b.len();
    let mut hook = Equal { out, equal: 0 };
    match myers::diff_deadline_raw(&mut hook, old, a, new, b, None) {
        Ok(()) => {}
        Err(never) => match never {},
    }
    let edits = length - 2 * hook.equal;
    // The search meets in the middle: about half the square of what differs, and every word at least once.
    work.count(length + edits * edits / 2);
}

/// Words that stand once in each stretch, the longest sequence of them in order on both sides: the anchors of
/// Bram Cohen's patience diff.
fn anchors(old: &[u32], new: &[u32], a: &Range<usize>, b: &Range<usize>) -> Vec<(usize, usize)> {
    const MANY: usize = usize::MAX;
    let mut places: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    const NONE: usize = usize::MAX - 1;
    for i in a.clone() {
        let place = places.entry(old[i]).or_insert((NONE, NONE));
        place.0 = if place.0 == NONE { i } else { MANY };
    }
    for j in b.clone() {
        if let Some(place) = places.get_mut(&new[j]) {
            place.1 = if place.1 == NONE { j } else { MANY };
        }
    }
    let mut pairs: Vec<(usize, usize)> =
        places.into_values().filter(|(i, j)| *i < NONE && *j < NONE).collect();
    pairs.sort_unstable();
    longest_increasing(&pairs)
}

/// The longest subsequence of pairs that rises in its second number, of pairs that rise in their first.
fn longest_increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (k, &(_, j)) in pairs.iter().enumerate() {
        let at = tails.partition_point(|&tail| pairs[tail].1 < j);
        before.push(at.checked_sub(1).map(|at| tails[at]));
        if at == tails.len() {
            tails.push(k);
        } else {
            tails[at] = k;
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(k) = at {
        chain.push(pairs[k]);
        at = before[k];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn runs(old: &[u32], new: &[u32]) -> Vec<(usize, usize, usize)> {
        compare(old, new, false, &mut Work::new())
            .runs
            .iter()
            .map(|run| (run.old, run.new, run.len))
            .collect()
    }

    #[test]
    fn equal_runs_are_found_in_order() {
        assert_eq!(runs(&[1, 2, 3, 4], &[1, 9, 3, 4]), [(0, 0, 1), (2, 2, 2)]);
        assert_eq!(runs(&[], &[1]), []);
        assert_eq!(runs(&[1, 2], &[1, 2]), [(0, 0, 2)]);
    }

    #[test]
    fn a_long_passage_is_cut_at_its_rare_words_and_still_compared() {
        let old: Vec<u32> = (0..60_000).collect();
        let mut new = old.clone();
        new.splice(30_000..30_010, [70_000, 70_001]);
        new.remove(50_000);
        new.insert(3, 70_002);
        let mut work = Work::new();
        let matching = compare(&old, &new, false, &mut work);
        assert!(!matching.coarse);
        assert_eq!(matching.runs.iter().map(|run| run.len).sum::<usize>(), 60_000 - 11);
        assert!(work.steps() < 2_000_000, "{} steps", work.steps());
    }

    #[test]
    fn two_long_passages_of_the_same_few_words_are_left_coarse() {
        let old: Vec<u32> = (0..100_000_u64).map(|i| (i * i % 7) as u32).collect();
        let new: Vec<u32> = (0..100_000_u64).map(|i| ((i * i * i + 3) % 7 + 1) as u32).collect();
        let mut work = Work::new();
        assert!(compare(&old, &new, false, &mut work).coarse);
        assert!(work.steps() < 50_000_000, "{} steps", work.steps());
    }

    proptest! {
        #[test]
        fn runs_are_equal_in_order_and_as_long_as_can_be(
            old in prop::collection::vec(0_u32..6, 0..40),
            new in prop::collection::vec(0_u32..6, 0..40),
        ) {
            let runs = compare(&old, &new, false, &mut Work::new()).runs;
            let (mut a, mut b, mut total) = (0, 0, 0);
            for run in &runs {
                prop_assert!(run.old >= a && run.new >= b);
                prop_assert_eq!(&old[run.old..run.old + run.len], &new[run.new..run.new + run.len]);
                (a, b, total) = (run.old + run.len, run.new + run.len, total + run.len);
            }
            // The longest common subsequence by the textbook's table.
            let mut table = vec![vec![0; new.len() + 1]; old.len() + 1];
            for i in 0..old.len() {
                for j in 0..new.len() {
                    table[i + 1][j + 1] =
                        if old[i] == new[j] { table[i][j] + 1 } else { table[i][j + 1].max(table[i + 1][j]) };
                }
            }
            prop_assert_eq!(total, table[old.len()][new.len()]);
        }
    }
}
