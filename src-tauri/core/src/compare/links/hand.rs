//! Links a person made.

use super::Search;
use crate::compare::types::Reason;

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
