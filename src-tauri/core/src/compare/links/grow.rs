//! Links of several paragraphs: a paragraph without a counterpart joins a link when it holds, as a clause at least, what
//! the link's other side has and its own side has not.

use super::Search;
use super::candidates::{self, Candidate};
use super::leftover::{Leftover, stems};
use super::similarity::Bags;
use crate::compare::prepare::Prepared;
use crate::compare::types::Reason;
use crate::compare::work::Work;

/// How far a paragraph and what is left over of a link explain each other.
#[derive(Debug, Clone, Copy)]
struct Fit {
    /// Weight of the shared phrases over that of the paragraph.
    of_paragraph: f32,
    /// The same over that of the leftover.
    of_leftover: f32,
    /// Words of the longest shared run.
    run: usize,
    /// Weight of the shared phrases.
    weight: f32,
}

/// The share of a paragraph's word pairs below which it cannot hold a clause of another.
const FEW_PHRASES: f32 = 0.12;

pub(super) fn link(search: &mut Search, prepared: &Prepared<'_>, bags: &mut Bags, work: &mut Work) {
    let firsts: Vec<usize> = (0..search.first.len()).collect();
    let seconds: Vec<usize> = (0..search.second.len()).collect();
    let free = |links: &[Option<usize>], at: usize| links[at].is_none();
    let open = |search: &Search, links: &[Option<usize>], at: usize| {
        links[at].is_some_and(|n| matches!(search.found[n].reason, Reason::SharedWords | Reason::Neighbours))
    };
    let free_firsts: Vec<usize> = firsts.iter().copied().filter(|&i| free(&search.first_link, i)).collect();
    let free_seconds: Vec<usize> =
        seconds.iter().copied().filter(|&j| free(&search.second_link, j)).collect();
    let open_firsts: Vec<usize> =
        firsts.into_iter().filter(|&i| open(search, &search.first_link, i)).collect();
    let open_seconds: Vec<usize> =
        seconds.into_iter().filter(|&j| open(search, &search.second_link, j)).collect();

    if free_firsts.is_empty() && free_seconds.is_empty() {
        return;
    }
    bags.fill(prepared, free_firsts.iter().chain(&open_firsts).map(|&i| search.first[i]));
    bags.fill(prepared, free_seconds.iter().chain(&open_seconds).map(|&j| search.second[j]));
    // (how well, first, second, whether the first is the one to join)
    let mut offers = Vec::new();
    for (firsts, seconds, joins_first) in
        [(&free_firsts, &open_seconds, true), (&open_firsts, &free_seconds, false)]
    {
        let candidates = candidates::among(search, prepared, firsts, seconds, bags, work);
        let parts = prepared.threads.share(candidates.len(), |range| {
            let promises = |candidate: &&Candidate| {
                leftover_phrases(search, prepared, bags, candidate.first, candidate.second, joins_first)
                    >= FEW_PHRASES
            };
            candidates[range].iter().filter(promises).copied().collect::<Vec<Candidate>>()
        });
        for candidate in parts.into_iter().flatten() {
            let fit = fit(search, prepared, candidate.first, candidate.second, joins_first, work);
            if worthy(fit, adjacent(search, candidate.first, candidate.second, joins_first)) {
                offers.push((fit.weight, candidate.first, candidate.second, joins_first));
            }
        }
    }
    offers.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, i, j, joins_first) in offers {
        let (links, at, joining) =
            if joins_first { (&search.second_link, j, i) } else { (&search.first_link, i, j) };
        let taken = if joins_first { &search.first_link } else { &search.second_link };
        let Some(number) = links[at] else { continue };
        if taken[joining].is_some() || crosses_forbidden(search, number, joining, joins_first) {
            continue;
        }
        let link = &mut search.found[number];
        let side = if joins_first { &mut link.old } else { &mut link.new };
        side.push(joining);
        side.sort_unstable();
        let own = if joins_first { &mut search.first_link } else { &mut search.second_link };
        own[joining] = Some(number);
    }
}

/// The share of a free paragraph's word pairs that a link's other side has and its own side has not. A look at the bags
/// saves the word-by-word comparison of most candidates.
fn leftover_phrases(
    search: &Search,
    prepared: &Prepared<'_>,
    bags: &Bags,
    i: usize,
    j: usize,
    joins_first: bool,
) -> f32 {
    let (first, second) = (bags.get(search.first[i]), bags.get(search.second[j]));
    let (free, linked) = if joins_first { (first, second) } else { (second, first) };
    let (Some(free), Some(linked)) = (free, linked) else { return 0.0 };
    let link = if joins_first { search.second_link[j] } else { search.first_link[i] };
    let Some(link) = link.map(|number| &search.found[number]) else { return 0.0 };
    let (own, sheets) = if joins_first { (&link.old, &search.first) } else { (&link.new, &search.second) };
    let partners = own.iter().filter_map(|&at| bags.get(sheets[at]));
    free.left_over_by(linked, partners, &prepared.weights)
}

/// Whether a paragraph that fits so joins the link. A clause of some length that moved over whole is enough; short
/// phrases shared are not, for any two paragraphs on one subject share such.
fn worthy(fit: Fit, adjacent: bool) -> bool {
    let Fit { of_paragraph, of_leftover, run, .. } = fit;
    let held = of_paragraph >= 0.45 && (run >= 8 || (run >= 4 && of_paragraph + of_leftover >= 1.1));
    let clause =
        (run >= 8 && of_paragraph >= 0.2) || (run >= 6 && of_paragraph >= 0.3 && of_leftover >= 0.75);
    if adjacent { held || clause } else { held && run >= 8 }
}

/// Whether the joining paragraph stands next to one that is in the link already.
fn adjacent(search: &Search, i: usize, j: usize, joins_first: bool) -> bool {
    let (links, at, number) = if joins_first {
        (&search.first_link, i, search.second_link[j])
    } else {
        (&search.second_link, j, search.first_link[i])
    };
    let linked =
        |at: Option<usize>| number.is_some() && at.and_then(|at| links.get(at)).is_some_and(|n| *n == number);
    linked(at.checked_sub(1)) || linked(Some(at + 1))
}

fn crosses_forbidden(search: &Search, number: usize, joining: usize, joins_first: bool) -> bool {
    let link = &search.found[number];
    if joins_first {
        link.new.iter().any(|&j| search.forbidden.contains(&(joining, j)))
    } else {
        link.old.iter().any(|&i| search.forbidden.contains(&(i, joining)))
    }
}

/// Measures a free paragraph against what the link of `i` or `j` leaves over.
fn fit(
    search: &Search,
    prepared: &Prepared<'_>,
    i: usize,
    j: usize,
    joins_first: bool,
    work: &mut Work,
) -> Fit {
    let (free, linked) = if joins_first {
        (stems(prepared, search.first[i]), stems(prepared, search.second[j]))
    } else {
        (stems(prepared, search.second[j]), stems(prepared, search.first[i]))
    };
    let partners: Vec<u32> = if joins_first {
        search.second_link[j].map_or(Vec::new(), |n| {
            search.found[n].old.iter().flat_map(|&i| stems(prepared, search.first[i])).collect()
        })
    } else {
        search.first_link[i].map_or(Vec::new(), |n| {
            search.found[n].new.iter().flat_map(|&j| stems(prepared, search.second[j])).collect()
        })
    };
    let weight = |stems: &[u32]| stems.iter().map(|&stem| prepared.weights[stem as usize]).sum::<f32>();
    let leftover = Leftover::of(&linked, &partners, work);
    let (shared, run) = leftover.shared_with(&free, &prepared.weights, work);
    let over = |whole: f32| if whole > 0.0 { shared / whole } else { 0.0 };
    Fit { of_paragraph: over(weight(&free)), of_leftover: over(weight(&leftover.stems)), run, weight: shared }
}
