//! Numbers, dates and names that stand for one another on the two sides.

use std::ops::Range;

use super::facets::{Facet, Kind, Said};
use super::pairing::Pairing;
use super::reading::Reading;
use crate::compare::spans::pieces::Piece;
use crate::compare::types::Class;
use crate::text::value::Value;

/// A value or name and what it became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exchange {
    pub class: Class,
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// How many values ahead one is looked for that counts the same thing.
const NEAR: usize = 32;

/// Finds the exchanges: values of one kind, in clauses that are one, of which some token differs, in order.
pub(super) fn exchanges(
    old: &Reading<'_, '_>,
    new: &Reading<'_, '_>,
    pieces: &[Piece],
    pairing: &Pairing,
) -> Vec<Exchange> {
    if old.facets.is_empty() || new.facets.is_empty() {
        return Vec::new();
    }
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
    let mut unpaired = 0;
    for facet in old.facets.iter().filter(|facet| touched(facet, &differs_old)) {
        let clause = old.clause_of(facet.tokens.start);
        let fits = |k: &usize| {
            let other = &new.facets[*k];
            !taken_new[*k]
                && other.kind == facet.kind
                && old.is_label(&facet.tokens) == new.is_label(&other.tokens)
                && touched(&other, &differs_new)
                && !(counts_apart(old, facet, &other.said) || counts_apart(new, other, &facet.said))
        };
        let in_clause = |clause: usize| new.facets_in(&new.clauses[clause]);
        let partner = pairing.news_of(clause).flat_map(in_clause).find(fits).or_else(|| {
            // Clauses apart, but the same thing is counted.
            let near = unpaired..new.facets.len().min(unpaired + NEAR);
            near.into_iter().filter(fits).find(|&k| same_unit(old, facet, new, &new.facets[k]))
        });
        while unpaired < taken_new.len() && taken_new[unpaired] {
            unpaired += 1;
        }
        let Some(k) = partner else { continue };
        let other = &new.facets[k];
        taken_new[k] = true;
        if old.written(&facet.tokens) == new.written(&other.tokens) {
            continue;
        }
        let class = match (facet.said == other.said, facet.kind) {
            // What comes before a paragraph moves its number on, and says nothing.
            (false, _) if old.is_label(&facet.tokens) => Class::Order,
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

/// Whether two numbers count the same thing: the next word of meaning after them is the same.
fn same_unit(old: &Reading<'_, '_>, a: &Facet, new: &Reading<'_, '_>, b: &Facet) -> bool {
    let unit = |reading: &Reading<'_, '_>, facet: &Facet| {
        let next = facet.tokens.end..reading.keys.len().min(facet.tokens.end + 2);
        next.into_iter().find(|&t| reading.weights[t] > 0.0).map(|t| reading.passage.words[t].stem)
    };
    a.kind == Kind::Number && unit(old, a).is_some_and(|stem| unit(new, b) == Some(stem))
}

/// Whether a number counts something of its own and the other is a share of a hundred: “50 basis points” for “2 percent”.
fn counts_apart(reading: &Reading<'_, '_>, facet: &Facet, other: &Said) -> bool {
    let Said::Value(Value::Number(number), _) = &facet.said else { return false };
    let unit = reading.weights.get(facet.tokens.end).is_some_and(|weight| *weight > 0.0);
    unit && number.as_whole().is_some() && matches!(other, Said::Value(Value::Percent(_), _))
}

/// The pieces with every token of an exchanged value among what differs: a date changes as a whole though its month
/// stays.
pub(super) fn take_out(pieces: Vec<Piece>, exchanges: &[Exchange]) -> Vec<Piece> {
    if exchanges.is_empty() {
        return pieces;
    }
    // Exchanges are in the order of the older side.
    let inside = |i: usize, j: usize| {
        let at = exchanges.partition_point(|exchange| exchange.old.end <= i);
        exchanges.get(at).is_some_and(|exchange| exchange.old.contains(&i) && exchange.new.contains(&j))
    };
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut push = |piece: Piece| match out.last_mut() {
        Some(last) if last.equal == piece.equal => {
            last.old.end = piece.old.end;
            last.new.end = piece.new.end;
        }
        _ => out.push(piece),
    };
    for piece in pieces {
        let near = exchanges.partition_point(|exchange| exchange.old.end <= piece.old.start);
        let touched = exchanges[near..].iter().any(|exchange| exchange.old.start < piece.old.end);
        if !piece.equal || !touched {
            push(piece);
            continue;
        }
        for (i, j) in piece.old.zip(piece.new) {
            push(Piece { old: i..i + 1, new: j..j + 1, equal: !inside(i, j) });
        }
    }
    out
}

/// The tokens of a stretch that stand in hunks.
pub(super) fn differing(
    pieces: &[Piece],
    tokens: &Range<usize>,
    side: fn(&Piece) -> &Range<usize>,
) -> Vec<Range<usize>> {
    let from = pieces.partition_point(|piece| side(piece).end <= tokens.start);
    pieces[from..]
        .iter()
        .take_while(|piece| side(piece).start < tokens.end)
        .filter(|piece| !piece.equal)
        .map(|piece| tokens.start.max(side(piece).start)..tokens.end.min(side(piece).end))
        .filter(|tokens| !tokens.is_empty())
        .collect()
}
