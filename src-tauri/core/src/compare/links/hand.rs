//! Links a person made.

use std::cmp::Ordering;

use super::Search;
use crate::compare::types::{Options, Reason};

/// How what a person linked and cut stands to the same with its sides exchanged, in an order that means nothing else.
pub(crate) fn compare_with_turned(options: &Options) -> Ordering {
    let sorted = |pairs: &[(usize, usize)], turned: bool| {
        let mut pairs: Vec<_> = pairs.iter().map(|&(i, j)| if turned { (j, i) } else { (i, j) }).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    [&options.linked, &options.unlinked]
        .into_iter()
        .map(|pairs| sorted(pairs, false).cmp(&sorted(pairs, true)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Makes the links asked for; pairs that share a paragraph become one link.
pub(super) fn link(search: &mut Search, pairs: impl Iterator<Item = (usize, usize)>) {
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for (i, j) in pairs {
        if i >= search.first.len() || j >= search.second.len() {
            continue;
        }
        let mut joined = (vec![i], vec![j]);
        groups.retain_mut(|group| {
            let touches = group.0.contains(&i) || group.1.contains(&j);
            if touches {
                joined.0.append(&mut group.0);
                joined.1.append(&mut group.1);
            }
            !touches
        });
        for side in [&mut joined.0, &mut joined.1] {
            side.sort_unstable();
            side.dedup();
        }
        groups.push(joined);
    }
    groups.sort_unstable();
    for (first, second) in groups {
        search.link(first, second, 1.0, Reason::ByHand);
    }
}
