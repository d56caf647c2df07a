//! What changed inside the links and beside them, one change for one thing, each with its class and weight.

use std::ops::Range;

use super::links::Found;
use super::prepare::Prepared;
use super::spans::passage::Passage;
use super::spans::pieces::{self, Piece};
use super::spans::tile::{self, Named};
use super::types::{Change, Class, Link, LinkKind, Op, Reason, Span};
use super::work::Work;
use crate::text::token::TokenKind;

/// Describes the links found: their kind, their spans, their changes.
pub(crate) fn describe(
    prepared: &Prepared<'_>,
    found: Vec<Found>,
    work: &mut Work,
) -> (Vec<Link>, Vec<Change>) {
    let mut changes = Vec::new();
    let links = found.into_iter().map(|found| link(prepared, found, &mut changes, work)).collect();
    (links, changes)
}

fn link(prepared: &Prepared<'_>, found: Found, changes: &mut Vec<Change>, work: &mut Work) -> Link {
    let Found { old, new, score, reason, moved } = found;
    if old.len() == 1 && new.len() == 1 && prepared.old[old[0]] == prepared.new[new[0]] {
        let len = prepared.old_sheet(old[0]).text.len();
        let spans = if len == 0 {
            Vec::new()
        } else {
            vec![Span { op: Op::Equal, old: 0..len, new: 0..len, class: None, change: None }]
        };
        return Link { old, new, kind: LinkKind::Same, moved, score: 1.0, reason, coarse: false, spans };
    }
    let a = Passage::new(prepared, &prepared.old, &old);
    let b = Passage::new(prepared, &prepared.new, &new);
    let (pieces, coarse) = pieces::compare(&a, &b, |_, _| false, work);
    let hunks: Vec<Named> = pieces.iter().map(|piece| hunk(&a, &b, piece, changes)).collect();
    let spans = tile::spans(
        &a,
        &b,
        &pieces,
        |at| hunks[at],
        |respelled| {
            changes.push(change(&a, &b, respelled.class, respelled.old, respelled.new));
            changes.len() - 1
        },
    );
    let kind = match (old.len(), new.len()) {
        (1, 1) if spans.iter().all(|span| span.class.is_none_or(Class::is_spelling_only)) => {
            LinkKind::Cosmetic
        }
        (1, 1) => LinkKind::Reworded,
        (1, _) => LinkKind::Split,
        (_, 1) => LinkKind::Merged,
        _ => LinkKind::Regrouped,
    };
    let (score, reason) = match reason {
        Reason::Identical => (1.0, reason),
        _ => (score, reason),
    };
    Link { old, new, kind, moved, score, reason, coarse, spans }
}

fn hunk(a: &Passage<'_>, b: &Passage<'_>, piece: &Piece, changes: &mut Vec<Change>) -> Named {
    if piece.equal {
        return Named { class: Class::Spelling, change: None };
    }
    let marks = piece.old.clone().all(|t| a.words[t].kind == TokenKind::Punctuation)
        && piece.new.clone().all(|t| b.words[t].kind == TokenKind::Punctuation);
    let class = if marks { Class::Punctuation } else { Class::Wording };
    let bytes = |p: &Passage<'_>, r: &Range<usize>| {
        if r.is_empty() { 0..0 } else { p.words[r.start].start..p.words[r.end - 1].end }
    };
    changes.push(change(a, b, class, bytes(a, &piece.old), bytes(b, &piece.new)));
    Named { class, change: Some(changes.len() - 1) }
}

fn change(a: &Passage<'_>, b: &Passage<'_>, class: Class, old: Range<usize>, new: Range<usize>) -> Change {
    let place = |p: &Passage<'_>, r: &Range<usize>| (!r.is_empty()).then(|| p.locate(r.start, r.end));
    let (old, new) = (place(a, &old), place(b, &new));
    Change {
        old_par: old.as_ref().map(|o| o.0),
        new_par: new.as_ref().map(|n| n.0),
        class,
        weight: 0.5,
        old: old.map(|o| o.1),
        new: new.map(|n| n.1),
    }
}
