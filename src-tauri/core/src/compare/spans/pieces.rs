//! A passage pair as pieces: equal runs and hunks that differ, in order.

use std::ops::Range;

use super::diff::{self, Matching};
use super::passage::Passage;
use crate::compare::work::Work;
use crate::text::token::TokenKind;

/// Equal tokens on both sides, or a hunk of tokens that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Tokens of the older side.
    pub old: Range<usize>,
    /// Tokens of the newer side.
    pub new: Range<usize>,
    /// Whether the two ranges are equal token by token, after folding.
    pub equal: bool,
}

/// Compares two passages; the flag says that some stretch was compared coarsely.
pub(crate) fn compare(
    old: &Passage<'_>,
    new: &Passage<'_>,
    meaningful: impl Fn(&Passage<'_>, usize) -> bool,
    work: &mut Work,
) -> (Vec<Piece>, bool) {
    let Matching { runs, coarse } = diff::compare(&old.keys(), &new.keys(), work);
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut a, mut b) = (0, 0);
    for run in runs {
        let (mut from, mut len) = (0, run.len);
        // A word is equal as a whole or not at all.
        while from < len
            && (old.glued(run.old + from) || new.glued(run.new + from))
            && (a, b) != (run.old + from, run.new + from)
        {
            from += 1;
        }
        while len > from
            && (old.glued(run.old + len) || new.glued(run.new + len))
            && !(run.old + len == old.words.len() && run.new + len == new.words.len())
        {
            len -= 1;
        }
        if from == len {
            continue;
        }
        let (i, j) = (run.old + from, run.new + from);
        let after_change = a < i || b < j;
        push(&mut pieces, Piece { old: a..i, new: b..j, equal: false });
        let _ = after_change;
        push(&mut pieces, Piece { old: i..run.old + len, new: j..run.new + len, equal: true });
        (a, b) = (run.old + len, run.new + len);
    }
    push(&mut pieces, Piece { old: a..old.words.len(), new: b..new.words.len(), equal: false });
    (join_islands(pieces, old, meaningful), coarse)
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    if piece.old.is_empty() && piece.new.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.equal == piece.equal => {
            last.old.end = piece.old.end;
            last.new.end = piece.new.end;
        }
        _ => pieces.push(piece),
    }
}

/// Takes a single equal word between two hunks into them, unless it carries meaning by itself: an island of one common
/// word makes one change look like two.
fn join_islands(
    pieces: Vec<Piece>,
    old: &Passage<'_>,
    meaningful: impl Fn(&Passage<'_>, usize) -> bool,
) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let last = pieces.len();
    for (at, mut piece) in pieces.into_iter().enumerate() {
        if piece.equal && at > 0 && at + 1 < last {
            let mut words = piece.old.clone().filter(|&t| old.words[t].kind != TokenKind::Punctuation);
            let word = words.next();
            if piece.old.len() == 1 && word.is_some_and(|t| !meaningful(old, t)) {
                piece.equal = false;
            }
        }
        push(&mut joined, piece);
    }
    joined
}
