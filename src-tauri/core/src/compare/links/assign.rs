//! Similar paragraphs, one to one: first the best chain in order, then what stands elsewhere.

use super::Search;
use super::candidates::{self, Candidate};
use super::moves::heaviest_rising;
use super::similarity::{Bags, Shared};
use crate::compare::prepare::Prepared;
use crate::compare::types::Reason;
use crate::compare::work::Work;

/// A score from which two paragraphs are the same passage though they stand elsewhere, when they are long.
const ANYWHERE: f32 = 0.45;
/// By how much a paragraph of a few words must be more alike: a sentence's worth of shared words proves less.
const ANYWHERE_SHORT: f32 = 0.35;
/// Words of a short paragraph that prove by themselves, standing in another in the same order, where it comes from.
const WHOLE: u32 = 6;
/// A score from which they are when no other link crosses theirs.
const IN_ORDER: f32 = 0.33;
/// A score from which they are when the paragraphs on one side of them are linked with each other.
const BESIDE: f32 = 0.22;
/// A score from which they are when those on both sides are.
const BETWEEN: f32 = 0.18;
/// A pair is considered only when neither side has a candidate so much better.
const NEAR_BEST: f32 = 0.75;

/// A pair of paragraphs measured.
#[derive(Debug, Clone, Copy)]
struct Alike {
    first: usize,
    second: usize,
    shared: Shared,
}

/// How alike two paragraphs are, 0 to 1.
pub(super) fn score(shared: Shared) -> f32 {
    let alike = 0.6 * shared.words + 0.4 * shared.phrases;
    let held = 0.6 * shared.contained + 0.4 * shared.phrases_contained;
    0.7 * alike + 0.3 * held
}

pub(super) fn link(search: &mut Search, prepared: &Prepared<'_>, bags: &mut Bags, work: &mut Work) {
    let firsts: Vec<usize> = (0..search.first.len()).filter(|&i| search.first_link[i].is_none()).collect();
    let seconds: Vec<usize> = (0..search.second.len()).filter(|&j| search.second_link[j].is_none()).collect();
    bags.fill(prepared, firsts.iter().map(|&i| search.first[i]));
    bags.fill(prepared, seconds.iter().map(|&j| search.second[j]));
    let candidates = candidates::among(search, prepared, &firsts, &seconds, bags, work);
    let mut scored = measured(search, prepared, &candidates, bags, work);
    let mut best_first = vec![0.0_f32; search.first.len()];
    let mut best_second = vec![0.0_f32; search.second.len()];
    for &(score, candidate) in &scored {
        best_first[candidate.first] = best_first[candidate.first].max(score);
        best_second[candidate.second] = best_second[candidate.second].max(score);
    }
    let near_best =
        |score: f32, c: &Alike| score >= NEAR_BEST * best_first[c.first].max(best_second[c.second]);

    // In order, with the links already made. A chain's weight is what its scores exceed the bar by.
    let mut steps: Vec<(usize, usize, u64, Option<usize>)> =
        search.pairs().into_iter().map(|(i, j)| (i, j, 1000, None)).collect();
    for (n, (score, candidate)) in scored.iter().enumerate() {
        if *score >= IN_ORDER && near_best(*score, candidate) {
            let gain = ((score - BETWEEN) * 1000.0) as u64;
            steps.push((candidate.first, candidate.second, gain.max(1), Some(n)));
        }
    }
    // Of one paragraph's several candidates at most one fits a rising sequence when they are met in falling order.
    steps.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    let places: Vec<usize> = steps.iter().map(|step| step.1).collect();
    let weights: Vec<(u64, u64)> = steps.iter().map(|step| (step.2, 0)).collect();
    for at in heaviest_rising(&places, &weights) {
        if let Some(n) = steps[at].3 {
            let (score, candidate) = scored[n];
            make(search, score, &candidate, Reason::SharedWords);
        }
    }

    // Elsewhere: the best first.
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1.first, a.1.second).cmp(&(b.1.first, b.1.second))));
    for (score, candidate) in &scored {
        let words = |sheet: u32| prepared.sheets[sheet as usize].words;
        let words = words(search.first[candidate.first]).min(words(search.second[candidate.second]));
        let short = (40.0 - words as f32).clamp(0.0, 30.0) / 30.0;
        // A short paragraph that stands in the other word for word is a part of it wherever that is.
        let whole =
            words >= WHOLE && candidate.shared.contained.min(candidate.shared.phrases_contained) >= 0.99;
        let short = if whole { 0.0 } else { short };
        if *score >= ANYWHERE + ANYWHERE_SHORT * short {
            make(search, *score, candidate, Reason::SharedWords);
        }
    }
    // In place: what stands between the same neighbours.
    for (score, candidate) in &scored {
        let bar = match linked_neighbours(search, candidate.first, candidate.second) {
            0 => continue,
            1 => BESIDE,
            _ => BETWEEN,
        };
        if *score >= bar {
            make(search, *score, candidate, Reason::Neighbours);
        }
    }
}

/// How alike the paragraphs of each pair are; pairs that are not are left out.
fn measured(
    search: &Search,
    prepared: &Prepared<'_>,
    candidates: &[Candidate],
    bags: &Bags,
    work: &mut Work,
) -> Vec<(f32, Alike)> {
    let parts = prepared.threads.share(candidates.len(), |range| {
        let mut steps = 0;
        let measure = |candidate: &Candidate| {
            let Candidate { first, second } = *candidate;
            let (a, b) = (bags.get(search.first[first])?, bags.get(search.second[second])?);
            steps += a.words.len() + b.words.len();
            let shared = a.shared(b, &prepared.weights);
            Some((score(shared), Alike { first, second, shared }))
        };
        let scored: Vec<(f32, Alike)> =
            candidates[range].iter().filter_map(measure).filter(|(score, _)| *score >= BETWEEN).collect();
        (scored, steps)
    });
    let mut scored = Vec::new();
    for (part, steps) in parts {
        scored.extend(part);
        work.count(steps);
    }
    scored
}

fn make(search: &mut Search, score: f32, candidate: &Alike, reason: Reason) {
    if search.free(candidate.first, candidate.second) {
        search.link(vec![candidate.first], vec![candidate.second], f64::from(score), reason);
    }
}

/// On how many sides the neighbours of the two are linked with each other; both texts' beginning and end count as linked.
fn linked_neighbours(search: &Search, i: usize, j: usize) -> u8 {
    let before = match (i.checked_sub(1), j.checked_sub(1)) {
        (None, None) => true,
        (Some(i), Some(j)) => search.first_link[i].is_some() && search.first_link[i] == search.second_link[j],
        _ => false,
    };
    let after = match (search.first_link.get(i + 1), search.second_link.get(j + 1)) {
        (None, None) => true,
        (Some(first), Some(second)) => first.is_some() && first == second,
        _ => false,
    };
    u8::from(before) + u8::from(after)
}
