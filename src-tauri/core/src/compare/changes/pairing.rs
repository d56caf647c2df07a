//! Which clauses of the two sides are one clause in two states.

use super::reading::Reading;
use crate::compare::spans::pieces::Piece;

/// The share of a clause's weight that must stand in another for the two to be one.
const SHARE: f32 = 0.33;

/// Pairs of clauses.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    /// Pairs (older clause, newer clause), ascending. A clause may stand in several when it was divided or joined.
    pub pairs: Vec<(usize, usize)>,
    /// The pairs the other way round: (newer clause, older clause), ascending.
    turned: Vec<(usize, usize)>,
    /// For each older clause the share of its weight that stands on the newer side.
    pub kept: Vec<f32>,
    /// For each newer clause the share of its weight that stands on the older side.
    pub known: Vec<f32>,
}

impl Pairing {
    /// Whether two clauses are one in two states.
    pub(super) fn has(&self, old: usize, new: usize) -> bool {
        self.pairs.binary_search(&(old, new)).is_ok()
    }

    /// The newer states of an older clause.
    pub(super) fn news_of(&self, old: usize) -> impl Iterator<Item = usize> {
        let from = self.pairs.partition_point(|pair| pair.0 < old);
        self.pairs[from..].iter().take_while(move |pair| pair.0 == old).map(|pair| pair.1)
    }

    /// The older states of a newer clause.
    pub(super) fn olds_of(&self, new: usize) -> impl Iterator<Item = usize> {
        let from = self.turned.partition_point(|pair| pair.0 < new);
        self.turned[from..].iter().take_while(move |pair| pair.0 == new).map(|pair| pair.1)
    }

    /// Whether an older clause has no newer state.
    pub(super) fn lone_old(&self, old: usize) -> bool {
        self.news_of(old).next().is_none()
    }

    /// Whether a newer clause has no older state.
    pub(super) fn lone_new(&self, new: usize) -> bool {
        self.olds_of(new).next().is_none()
    }
}

/// Pairs clauses by the weight of the words aligned between them.
pub(super) fn pair(old: &Reading<'_, '_>, new: &Reading<'_, '_>, pieces: &[Piece]) -> Pairing {
    let (n, m) = (old.clauses.len(), new.clauses.len());
    let weigh = |reading: &Reading<'_, '_>| -> Vec<f32> {
        reading.clauses.iter().map(|clause| reading.weights[clause.clone()].iter().sum()).collect()
    };
    let (of_old, of_new) = (weigh(old), weigh(new));
    // Only clauses that share an aligned word have a cell.
    let mut cells: Vec<(usize, usize, f32)> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.equal) {
        for (a, b) in piece.old.clone().zip(piece.new.clone()) {
            let weight = old.weights[a].min(new.weights[b]);
            if weight > 0.0 {
                let cell = (old.clause_of(a), new.clause_of(b));
                match cells.last_mut() {
                    Some(last) if (last.0, last.1) == cell => last.2 += weight,
                    _ => cells.push((cell.0, cell.1, weight)),
                }
            }
        }
    }
    cells.sort_by_key(|cell| (cell.0, cell.1));
    cells.dedup_by(|later, first| {
        let same = (later.0, later.1) == (first.0, first.1);
        if same {
            first.2 += later.2;
        }
        same
    });
    let mut best = (vec![(0.0_f32, None); n], vec![(0.0_f32, None); m]);
    let mut sums = (vec![0.0_f32; n], vec![0.0_f32; m]);
    for &(a, b, weight) in &cells {
        sums.0[a] += weight;
        sums.1[b] += weight;
        if weight > best.0[a].0 && weight >= SHARE * of_old[a] {
            best.0[a] = (weight, Some(b));
        }
        if weight > best.1[b].0 && weight >= SHARE * of_new[b] {
            best.1[b] = (weight, Some(a));
        }
    }
    let of_old_side = best.0.iter().enumerate().filter_map(|(a, (_, b))| b.map(|b| (a, b)));
    let of_new_side = best.1.iter().enumerate().filter_map(|(b, (_, a))| a.map(|a| (a, b)));
    let mut pairs: Vec<(usize, usize)> = of_old_side.chain(of_new_side).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut turned: Vec<(usize, usize)> = pairs.iter().map(|&(a, b)| (b, a)).collect();
    turned.sort_unstable();
    let share = |sums: Vec<f32>, wholes: &[f32]| -> Vec<f32> {
        sums.iter().zip(wholes).map(|(sum, whole)| if *whole > 0.0 { sum / whole } else { 1.0 }).collect()
    };
    Pairing { pairs, turned, kept: share(sums.0, &of_old), known: share(sums.1, &of_new) }
}
