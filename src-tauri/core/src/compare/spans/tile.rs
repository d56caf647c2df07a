//! Pieces as spans of bytes that tile both sides.

use std::ops::Range;

use super::passage::Passage;
use super::pieces::Piece;
use crate::compare::types::{Class, Op, Span};
use crate::text::token::TokenKind;

/// What a hunk or an equal run's otherwise spelled word is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its class.
    pub class: Class,
    /// The change it belongs to.
    pub change: Option<usize>,
}

/// Words that are the same but for how they are written, or spaces that differ: bytes on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Respelled {
    /// Its class: spelling, punctuation or digits.
    pub class: Class,
    /// Bytes of the older passage, words and not spaces alone.
    pub old: Range<usize>,
    /// Bytes of the newer passage.
    pub new: Range<usize>,
}

/// Lays the spans. `named` gives what a hunk, by its place among the pieces, is called; `respelled` is told of each
/// cosmetic difference inside an equal run and gives the change it makes.
pub(crate) fn spans(
    old: &Passage<'_>,
    new: &Passage<'_>,
    pieces: &[Piece],
    named: impl Fn(usize) -> Named,
    mut respelled: impl FnMut(Respelled) -> usize,
) -> Vec<Span> {
    let spans = Vec::with_capacity(2 * pieces.len() + 1);
    let mut tiler = Tiler { old, new, at: (0, 0), spans, in_hunk: false };
    for (number, piece) in pieces.iter().enumerate() {
        if piece.equal {
            tiler.equal(piece, &mut respelled);
        } else {
            tiler.hunk(piece, named(number));
        }
    }
    tiler.gap(old.text.len(), new.text.len(), &mut respelled);
    tiler.spans
}

struct Tiler<'p, 'a> {
    old: &'p Passage<'a>,
    new: &'p Passage<'a>,
    /// Bytes laid so far.
    at: (usize, usize),
    spans: Vec<Span>,
    /// The last span is a hunk, which may take the space after it.
    in_hunk: bool,
}

impl Tiler<'_, '_> {
    fn equal(&mut self, piece: &Piece, respelled: &mut impl FnMut(Respelled) -> usize) {
        let (old, new) = (self.old, self.new);
        if let (Some(last_old), Some(last_new)) = (piece.old.clone().last(), piece.new.clone().last()) {
            // Nearly all equal runs are byte-identical: then no word is looked at by itself.
            let (a, b) = (old.words[piece.old.start].start, new.words[piece.new.start].start);
            let (a_end, b_end) = (old.words[last_old].end, new.words[last_new].end);
            if old.text[a..a_end] == new.text[b..b_end] {
                self.gap(a, b, respelled);
                self.push(Op::Equal, a_end, b_end, None, None);
                return;
            }
        }
        let mut k = 0;
        while k < piece.old.len() {
            let (i, j) = (piece.old.start + k, piece.new.start + k);
            let mut end = k + 1;
            while end < piece.old.len() && (old.glued(i + end - k) || new.glued(j + end - k)) {
                end += 1;
            }
            let (a, b) = (old.words[i].start, new.words[j].start);
            let (a_end, b_end) = (old.words[i + end - k - 1].end, new.words[j + end - k - 1].end);
            self.gap(a, b, respelled);
            if old.text[a..a_end] == new.text[b..b_end] {
                self.push(Op::Equal, a_end, b_end, None, None);
            } else {
                let class = cosmetic_class(old, new, i, j);
                let change = respelled(Respelled { class, old: a..a_end, new: b..b_end });
                self.push(Op::Replace, a_end, b_end, Some(class), Some(change));
            }
            self.in_hunk = false;
            k = end;
        }
    }

    fn hunk(&mut self, piece: &Piece, named: Named) {
        let (old, new) = (self.old, self.new);
        let end = (
            piece.old.clone().last().map_or(self.at.0, |t| old.words[t].end),
            piece.new.clone().last().map_or(self.at.1, |t| new.words[t].end),
        );
        // The space before the hunk is the same on both sides, or belongs to the words put in or taken out; which, shows
        // in the space after them: `a b` → `a x b` takes one along, `a b` → `a “b` does not.
        let start =
            |passage: &Passage<'_>, t: usize| passage.words.get(t).map_or(passage.text.len(), |w| w.start);
        let (a, b) = (start(old, piece.old.start), start(new, piece.new.start));
        let (before_old, before_new) = (&old.text[self.at.0..a], &new.text[self.at.1..b]);
        let takes_space = match (piece.old.is_empty(), piece.new.is_empty()) {
            (true, false) => new.text[end.1..start(new, piece.new.end)] == *before_old,
            (false, true) => old.text[end.0..start(old, piece.old.end)] == *before_new,
            _ => false,
        };
        if before_old == before_new && !takes_space && !before_old.is_empty() {
            self.push(Op::Equal, a, b, None, None);
        }
        let end = (end.0.max(self.at.0), end.1.max(self.at.1));
        let op = self.op(end.0, end.1);
        self.push(op, end.0, end.1, Some(named.class), named.change);
        self.in_hunk = true;
    }

    /// Lays what stands before the bytes given: spaces, and what belongs to no token.
    fn gap(&mut self, old_end: usize, new_end: usize, respelled: &mut impl FnMut(Respelled) -> usize) {
        let (a, b) = (&self.old.text[self.at.0..old_end], &self.new.text[self.at.1..new_end]);
        if a.is_empty() && b.is_empty() {
            return;
        }
        if a == b {
            self.push(Op::Equal, old_end, new_end, None, None);
        } else if self.in_hunk && (a.is_empty() || b.is_empty()) {
            if let Some(last) = self.spans.last_mut() {
                last.old.end = old_end;
                last.new.end = new_end;
                self.at = (old_end, new_end);
                last.op = op(&last.old, &last.new);
            }
        } else {
            // A paragraph's end for a space is what a split or a merge is; the words before and after it have not changed.
            let change = (!a.contains('\n') && !b.contains('\n')).then(|| {
                respelled(Respelled {
                    class: Class::Punctuation,
                    old: around(self.old, self.at.0..old_end),
                    new: around(self.new, self.at.1..new_end),
                })
            });
            let op = self.op(old_end, new_end);
            self.push(op, old_end, new_end, Some(Class::Punctuation), change);
        }
    }

    fn op(&self, old_end: usize, new_end: usize) -> Op {
        op(&(self.at.0..old_end), &(self.at.1..new_end))
    }

    fn push(&mut self, op: Op, old_end: usize, new_end: usize, class: Option<Class>, change: Option<usize>) {
        let span = Span { op, old: self.at.0..old_end, new: self.at.1..new_end, class, change };
        self.at = (old_end, new_end);
        self.in_hunk = false;
        if span.old.is_empty() && span.new.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.op == Op::Equal && op == Op::Equal => {
                last.old.end = old_end;
                last.new.end = new_end;
            }
            _ => self.spans.push(span),
        }
    }
}

fn op(old: &Range<usize>, new: &Range<usize>) -> Op {
    match (old.is_empty(), new.is_empty()) {
        (false, true) => Op::Delete,
        (true, _) => Op::Insert,
        (false, false) => Op::Replace,
    }
}

/// A gap with the tokens on either side of it, so that a reader sees where the space is.
fn around(passage: &Passage<'_>, gap: Range<usize>) -> Range<usize> {
    let after = passage.words.partition_point(|word| word.start < gap.end);
    let start = after.checked_sub(1).map_or(gap.start, |before| passage.words[before].start);
    let end = passage.words.get(after).map_or(gap.end, |word| word.end);
    start..end
}

/// What kind of difference two words with one key have.
fn cosmetic_class(old: &Passage<'_>, new: &Passage<'_>, i: usize, j: usize) -> Class {
    match old.words[i].kind {
        TokenKind::Punctuation => Class::Punctuation,
        TokenKind::Number => {
            let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
            if digits(old.word(i)) == digits(new.word(j)) { Class::Punctuation } else { Class::Digits }
        }
        TokenKind::Word => Class::Spelling,
    }
}
