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
    // The same difference whichever side is the older.
    let turned = old.text > new.text;
    let Matching { runs, coarse } = diff::compare(&old.keys(), &new.keys(), turned, work);
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
        push(&mut pieces, Piece { old: a..i, new: b..j, equal: false });
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

/// Words two hunks must have between them for a small word between the two to join them.
const LARGE: usize = 6;

/// Takes a single equal word between two large hunks into them, unless it carries meaning by itself: an island of one
/// common word makes one change look like two.
fn join_islands(
    pieces: Vec<Piece>,
    old: &Passage<'_>,
    meaningful: impl Fn(&Passage<'_>, usize) -> bool,
) -> Vec<Piece> {
    let size = |piece: &Piece| piece.old.len().max(piece.new.len());
    let island: Vec<bool> = (0..pieces.len())
        .map(|at| {
            let piece = &pieces[at];
            piece.equal
                && at > 0
                && at + 1 < pieces.len()
                && piece.old.len() == 1
                && old.words[piece.old.start].kind != TokenKind::Punctuation
                && size(&pieces[at - 1]) >= 2
                && size(&pieces[at + 1]) >= 2
                && size(&pieces[at - 1]) + size(&pieces[at + 1]) >= LARGE
                && !meaningful(old, piece.old.start)
        })
        .collect();
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (mut piece, island) in pieces.into_iter().zip(island) {
        piece.equal &= !island;
        push(&mut joined, piece);
    }
    joined
}
