//! Identical paragraphs that are not the same passage: of several that differ in a number or a name, one can come to read
//! as another did. Its neighbours tell.

use super::Search;
use super::assign::score;
use super::similarity::Bags;
use crate::compare::prepare::Prepared;
use crate::compare::types::Reason;

/// How alike the paragraphs that stand where the two belong must be for their places to count more than their words.
const NEAR_DUPLICATE: f32 = 0.75;

/// An identical pair, and the free paragraphs that stand where each of the two belongs by its neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stray {
    link: usize,
    pub first: usize,
    pub second: usize,
    pub first_place: usize,
    pub second_place: usize,
}

/// The identical pairs both of which have a free paragraph in their place on the other side.
pub(super) fn find(search: &Search) -> Vec<Stray> {
    let mut strays = Vec::new();
    for (link, found) in search.found.iter().enumerate() {
        let ([first], [second]) = (&found.old[..], &found.new[..]) else { continue };
        if found.reason != Reason::Identical {
            continue;
        }
        let (first, second) = (*first, *second);
        // Where a paragraph belongs on the other side: behind the one its predecessor is linked with.
        let place = |at: usize, own: &[Option<usize>], other: &[Option<usize>], is_first: bool| {
            let before = own[at.checked_sub(1)?]?;
            let sides = &search.found[before];
            let place = if is_first { sides.new.last()? } else { sides.old.last()? } + 1;
            other.get(place).is_some_and(Option::is_none).then_some(place)
        };
        let second_place = place(first, &search.first_link, &search.second_link, true);
        let first_place = place(second, &search.second_link, &search.first_link, false);
        if let (Some(second_place), Some(first_place)) = (second_place, first_place) {
            strays.push(Stray { link, first, second, first_place, second_place });
        }
    }
    strays
}

/// Links near-duplicates by their places and not by identity.
pub(super) fn settle(search: &mut Search, prepared: &Prepared<'_>, bags: &mut Bags, strays: &[Stray]) {
    for stray in strays {
        let Stray { link, first, second, first_place, second_place } = *stray;
        bags.fill(prepared, [search.first[first], search.first[first_place]]);
        bags.fill(prepared, [search.second[second], search.second[second_place]]);
        let alike = |i: usize, j: usize| {
            let (a, b) = (bags.get(search.first[i]), bags.get(search.second[j]));
            a.zip(b).map_or(0.0, |(a, b)| score(a.shared(b, &prepared.weights)))
        };
        let (here, there) = (alike(first, second_place), alike(first_place, second));
        let free = search.first_link[first_place].is_none() && search.second_link[second_place].is_none();
        let allowed = !search.forbidden.contains(&(first, second_place))
            && !search.forbidden.contains(&(first_place, second));
        if free && allowed && here >= NEAR_DUPLICATE && there >= NEAR_DUPLICATE {
            let found = &mut search.found[link];
            found.new = vec![second_place];
            found.score = f64::from(here);
            found.reason = Reason::Neighbours;
            search.second_link[second_place] = Some(link);
            search.second_link[second] = None;
            search.link(vec![first_place], vec![second], f64::from(there), Reason::Neighbours);
        }
    }
}
