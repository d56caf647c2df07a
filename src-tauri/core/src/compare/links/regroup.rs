//! Neighbouring links that share a clause across: where a sentence moved from one paragraph to the next, both are one
//! link of several paragraphs.

use super::Search;
use super::leftover::{Leftover, stems};
use super::similarity::Bags;
use crate::compare::prepare::Prepared;
use crate::compare::types::Reason;
use crate::compare::work::Work;

/// Words of a clause that ties two links together.
const CLAUSE: usize = 8;
/// The share of a paragraph's word pairs that another link's paragraph must have for a closer look.
const FEW_PHRASES: f32 = 0.1;

pub(super) fn link(search: &mut Search, prepared: &Prepared<'_>, bags: &mut Bags, work: &mut Work) {
    let open = |search: &Search, n: usize| {
        matches!(search.found[n].reason, Reason::SharedWords | Reason::Neighbours)
    };
    let mut order: Vec<usize> = (0..search.found.len()).filter(|&n| open(search, n)).collect();
    order.sort_unstable_by(|&a, &b| search.found[a].old.cmp(&search.found[b].old));
    for &n in &order {
        bags.fill(prepared, search.found[n].old.iter().map(|&i| search.first[i]));
        bags.fill(prepared, search.found[n].new.iter().map(|&j| search.second[j]));
    }
    let mut at = 0;
    while at + 1 < order.len() {
        let (a, b) = (order[at], order[at + 1]);
        let next_to = |x: &[usize], y: &[usize]| x.last().zip(y.first()).is_some_and(|(x, y)| x + 1 == *y);
        let (first, second) = (&search.found[a], &search.found[b]);
        let neighbours = next_to(&first.old, &second.old)
            && (next_to(&first.new, &second.new) || next_to(&second.new, &first.new));
        let tied = neighbours
            && (share_a_clause(search, prepared, bags, a, b, work)
                || share_a_clause(search, prepared, bags, b, a, work));
        if tied && !parted(search, a, b) {
            join(search, a, b);
            order[at + 1] = a;
        }
        at += 1;
    }
    search.drop_emptied();
}

/// Whether the first side of one link and the second side of another have a clause in common that their own partners
/// have not.
fn share_a_clause(
    search: &Search,
    prepared: &Prepared<'_>,
    bags: &Bags,
    a: usize,
    b: usize,
    work: &mut Work,
) -> bool {
    let (a, b) = (&search.found[a], &search.found[b]);
    let weights = &prepared.weights;
    let promising = a.old.iter().any(|&i| {
        let partners = a.new.iter().filter_map(|&j| bags.get(search.second[j]));
        b.new.iter().any(|&j| match (bags.get(search.first[i]), bags.get(search.second[j])) {
            (Some(first), Some(second)) => {
                first.left_over_by(second, partners.clone(), weights) >= FEW_PHRASES
            }
            _ => false,
        })
    });
    if !promising {
        return false;
    }
    let firsts =
        |at: &[usize]| at.iter().flat_map(|&i| stems(prepared, search.first[i])).collect::<Vec<u32>>();
    let seconds =
        |at: &[usize]| at.iter().flat_map(|&j| stems(prepared, search.second[j])).collect::<Vec<u32>>();
    let here = Leftover::of(&firsts(&a.old), &seconds(&a.new), work);
    let there = Leftover::of(&seconds(&b.new), &firsts(&b.old), work);
    let (shared, run) = here.shared_with(&there.stems, weights, work);
    let weight = |stems: &[u32]| stems.iter().map(|&stem| weights[stem as usize]).sum::<f32>();
    run >= CLAUSE && shared >= 0.5 * weight(&here.stems).min(weight(&there.stems))
}

/// Whether a person took some of the two links' paragraphs apart.
fn parted(search: &Search, a: usize, b: usize) -> bool {
    let (a, b) = (&search.found[a], &search.found[b]);
    let apart = |first: &[usize], second: &[usize]| {
        first.iter().any(|&i| second.iter().any(|&j| search.forbidden.contains(&(i, j))))
    };
    apart(&a.old, &b.new) || apart(&b.old, &a.new)
}

fn join(search: &mut Search, a: usize, b: usize) {
    let (old, new) = (std::mem::take(&mut search.found[b].old), std::mem::take(&mut search.found[b].new));
    old.iter().for_each(|&i| search.first_link[i] = Some(a));
    new.iter().for_each(|&j| search.second_link[j] = Some(a));
    let link = &mut search.found[a];
    link.old.extend(old);
    link.new.extend(new);
    link.old.sort_unstable();
    link.new.sort_unstable();
}
