//! Which pairs of paragraphs are worth measuring: those that share enough rare words, found over an inverted index.

use rustc_hash::FxHashMap;

use super::Search;
use super::similarity::{Bags, Shared};
use crate::compare::prepare::Prepared;
use crate::compare::work::Work;

/// A pair of paragraphs measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub first: usize,
    pub second: usize,
    pub shared: Shared,
}

/// Paragraphs of the second side kept for each of the first, the most promising ones.
const KEPT: usize = 8;
/// The share of the best one's promise below which a paragraph is not worth measuring.
const PROMISING: f32 = 0.35;
/// A word that stands in more paragraphs of the second side than this finds none by itself.
const COMMON: usize = 64;

/// Measures pairs of paragraphs `firsts` × `seconds`, the bags of which must be there.
pub(super) fn among(
    search: &Search,
    prepared: &Prepared<'_>,
    firsts: &[usize],
    seconds: &[usize],
    bags: &Bags,
    work: &mut Work,
) -> Vec<Candidate> {
    let weights = &prepared.weights;
    let mut index: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for &j in seconds {
        for &(stem, _) in bags.get(search.second[j]).map_or(&[][..], |bag| &bag.words) {
            index.entry(stem).or_default().push(j as u32);
        }
    }
    let mut candidates = Vec::new();
    let mut sum = vec![0.0_f32; search.second.len()];
    let mut touched: Vec<u32> = Vec::new();
    for &i in firsts {
        let Some(bag) = bags.get(search.first[i]) else { continue };
        for &(stem, n) in &bag.words {
            let Some(places) = index.get(&stem).filter(|places| places.len() <= COMMON) else { continue };
            work.count(places.len());
            for &j in places {
                if sum[j as usize] == 0.0 {
                    touched.push(j);
                }
                sum[j as usize] += weights[stem as usize] * n.min(3) as f32;
            }
        }
        // Relative to the other's length: a long paragraph shares words with every other.
        let mut ranked: Vec<(f32, u32)> = touched
            .drain(..)
            .map(|j| {
                let other = bags.get(search.second[j as usize]).map_or(0.0, |bag| bag.weight);
                (std::mem::take(&mut sum[j as usize]) / (bag.weight.min(other) + 8.0), j)
            })
            .collect();
        ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = ranked.first().map_or(0.0, |first| first.0);
        for &(_, j) in ranked.iter().take(KEPT).take_while(|(promise, _)| *promise >= PROMISING * best) {
            let second = j as usize;
            if search.forbidden.contains(&(i, second)) {
                continue;
            }
            if let Some(other) = bags.get(search.second[second]) {
                work.count(bag.words.len() + other.words.len());
                candidates.push(Candidate { first: i, second, shared: bag.shared(other, weights) });
            }
        }
    }
    candidates
}
