//! Which links moved: the smallest set which, taken out, leaves the rest in order.
//!
//! That is the complement of the longest subsequence in order on both sides; among several, of the one with the most
//! words, so that the short passage is the one that moved.

use super::Search;
use crate::compare::prepare::Prepared;

/// Marks the moved links.
pub(super) fn mark(search: &mut Search, prepared: &Prepared<'_>) {
    let words = |side: &[u32], at: &[usize]| -> u64 {
        at.iter().map(|&at| u64::from(prepared.sheets[side[at] as usize].words)).sum()
    };
    let mut order: Vec<usize> = (0..search.found.len()).collect();
    order.sort_unstable_by_key(|&n| (&search.found[n].old, &search.found[n].new));
    let weights: Vec<(u64, u64)> = order
        .iter()
        .map(|&n| {
            let link = &search.found[n];
            (1, words(&search.first, &link.old) + words(&search.second, &link.new))
        })
        .collect();
    let places: Vec<usize> = order.iter().map(|&n| search.found[n].new[0]).collect();
    let stays = heaviest_rising(&places, &weights);
    for link in &mut search.found {
        link.moved = true;
    }
    for at in stays {
        search.found[order[at]].moved = false;
    }
}

/// Marks a link as moved where the one that mirrors it is.
pub(super) fn mark_mirrored(search: &mut Search) {
    let moved: Vec<(Vec<usize>, Vec<usize>)> = search
        .found
        .iter()
        .filter(|link| link.moved)
        .map(|link| (link.new.clone(), link.old.clone()))
        .collect();
    for link in &mut search.found {
        link.moved |= moved.iter().any(|(old, new)| *old == link.old && *new == link.new);
    }
}

/// The heaviest strictly rising subsequence, as positions. Weights add and compare component by component, the first
/// before the second.
pub(super) fn heaviest_rising(values: &[usize], weights: &[(u64, u64)]) -> Vec<usize> {
    let top = values.iter().max().map_or(0, |max| max + 1);
    // A Fenwick tree of prefix maxima over the values: the best chain that ends at or below a value.
    let mut tree: Vec<((u64, u64), Option<usize>)> = vec![((0, 0), None); top + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, (&value, &weight)) in values.iter().zip(weights).enumerate() {
        let mut best = ((0, 0), None);
        let mut node = value;
        while node > 0 {
            if tree[node].0 > best.0 {
                best = tree[node];
            }
            node &= node - 1;
        }
        before.push(best.1);
        let total = (best.0.0 + weight.0, best.0.1 + weight.1);
        let mut node = value + 1;
        while node <= top {
            if total > tree[node].0 {
                tree[node] = (total, Some(at));
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut best = ((0, 0), None);
    let mut node = top;
    while node > 0 {
        if tree[node].0 > best.0 {
            best = tree[node];
        }
        node &= node - 1;
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while let Some(n) = at {
        chain.push(n);
        at = before[n];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::heaviest_rising;

    #[test]
    fn the_fewest_passages_move_and_of_two_the_shorter() {
        assert_eq!(heaviest_rising(&[3, 0, 1, 2], &[(1, 90), (1, 5), (1, 5), (1, 5)]), [1, 2, 3]);
        assert_eq!(heaviest_rising(&[1, 0], &[(1, 90), (1, 5)]), [0]);
        assert_eq!(heaviest_rising(&[1, 0], &[(1, 5), (1, 90)]), [1]);
        assert_eq!(heaviest_rising(&[], &[]), [] as [usize; 0]);
    }

    #[test]
    fn nothing_moves_in_a_text_in_order() {
        let values: Vec<usize> = (0..1000).collect();
        assert_eq!(heaviest_rising(&values, &vec![(1, 1); 1000]).len(), 1000);
    }
}
