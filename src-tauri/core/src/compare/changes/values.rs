//! Numbers, dates and names that stand for one another on the two sides.

use std::ops::Range;

use super::facets::{Facet, Kind};
use super::pairing::Pairing;
use super::reading::Reading;
use crate::compare::spans::pieces::Piece;
use crate::compare::types::Class;

/// A value or name and what it became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exchange {
    pub class: Class,
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// Finds the exchanges: values of one kind, in clauses that are one, of which some token differs, in order.
pub(super) fn exchanges(
    old: &Reading<'_, '_>,
    new: &Reading<'_, '_>,
    pieces: &[Piece],
    pairing: &Pairing,
) -> Vec<Exchange> {
    let differing = |count: usize, side: fn(&Piece) -> Range<usize>| {
        let mut differs = vec![false; count];
        for piece in pieces.iter().filter(|piece| !piece.equal) {
            differs[side(piece)].fill(true);
        }
        differs
    };
    let differs_old = differing(old.keys.len(), |piece| piece.old.clone());
    let differs_new = differing(new.keys.len(), |piece| piece.new.clone());
    let touched = |facet: &&Facet, differs: &[bool]| differs[facet.tokens.clone()].contains(&true);
    let mut found = Vec::new();
    let mut taken_new = vec![false; new.facets.len()];
    for facet in old.facets.iter().filter(|facet| touched(facet, &differs_old)) {
        let clause = old.clause_of(facet.tokens.start);
        let partner = new.facets.iter().enumerate().position(|(k, other)| {
            !taken_new[k]
                && other.kind == facet.kind
                && touched(&other, &differs_new)
                && pairing.has(clause, new.clause_of(other.tokens.start))
        });
        let Some(k) = partner else { continue };
        let other = &new.facets[k];
        taken_new[k] = true;
        let class = match (facet.value == other.value, facet.kind) {
            (true, Kind::Name) => continue,
            (true, _) => Class::Digits,
            (false, Kind::Number) => Class::Number,
            (false, Kind::Date) => Class::Date,
            (false, Kind::Name) => Class::Name,
            (false, Kind::Reference) => Class::Reference,
        };
        found.push(Exchange { class, old: facet.tokens.clone(), new: other.tokens.clone() });
    }
    found
}

/// The pieces with every token of an exchanged value among what differs: a date changes as a whole though its month
/// stays.
pub(super) fn take_out(pieces: Vec<Piece>, exchanges: &[Exchange]) -> Vec<Piece> {
    if exchanges.is_empty() {
        return pieces;
    }
    let inside = |i: usize, j: usize| exchanges.iter().any(|e| e.old.contains(&i) && e.new.contains(&j));
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut push = |piece: Piece| match out.last_mut() {
        Some(last) if last.equal == piece.equal => {
            last.old.end = piece.old.end;
            last.new.end = piece.new.end;
        }
        _ => out.push(piece),
    };
    for piece in pieces {
        if !piece.equal {
            push(piece);
            continue;
        }
        for (i, j) in piece.old.zip(piece.new) {
            push(Piece { old: i..i + 1, new: j..j + 1, equal: !inside(i, j) });
        }
    }
    out
}
