//! The changes inside a link: each stretch that differs is given to one change.

use super::drafting::{Drafted, Drafting};
use super::order;
use super::pairing;
use super::parts::Parts;
use super::reading::Reading;
use super::values;
use crate::compare::spans::pieces::Piece;
use crate::compare::types::Class;
use crate::text::fold::Rules;

/// Drafts the changes of a link; gives the pieces as they are after values are taken out whole.
pub(super) fn draft(
    old: &Reading<'_, '_>,
    new: &Reading<'_, '_>,
    pieces: Vec<Piece>,
    rules: &Rules,
) -> (Vec<Piece>, Drafted) {
    let pairing = pairing::pair(old, new, &pieces);
    let exchanges = values::exchanges(old, new, &pieces, &pairing);
    let pieces = values::take_out(pieces, &exchanges);
    let mut drafting = Drafting::new(old, new, &pairing);
    for group in order::find(old, new, &pieces) {
        let (first, last) = (&pieces[group[0]], &pieces[group[group.len() - 1]]);
        let draft =
            drafting.start(Class::Order, first.old.start..last.old.end, first.new.start..last.new.end);
        for at in group {
            drafting.give(draft, &pieces[at].old, &pieces[at].new);
        }
    }
    for exchange in exchanges {
        let olds = values::differing(&pieces, &exchange.old, |piece| &piece.old);
        let news = values::differing(&pieces, &exchange.new, |piece| &piece.new);
        if olds.iter().cloned().flatten().any(|t| drafting.out.of_old[t].is_some()) {
            continue;
        }
        let draft = drafting.start(exchange.class, exchange.old, exchange.new);
        olds.iter().for_each(|tokens| drafting.give(draft, tokens, &(0..0)));
        news.iter().for_each(|tokens| drafting.give(draft, &(0..0), tokens));
    }
    let parts = Parts::of(old, new, &pieces, &pairing, &drafting.out);
    drafting.lone_clauses(&parts);
    drafting.positions(&parts);
    drafting.rest(&parts, rules);
    let out = drafting.out;
    (pieces, out)
}
