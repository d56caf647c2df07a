//! Hunks divided into parts that each lie in one clause of either side.

use std::ops::Range;

use super::drafting::Drafted;
use super::pairing::Pairing;
use super::reading::Reading;
use crate::compare::spans::pieces::Piece;

/// A stretch that differs: tokens of the older side, of the newer side, either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub old: Range<usize>,
    pub new: Range<usize>,
    /// The clause of the older side, if it has tokens there.
    pub old_clause: Option<usize>,
    /// The clause of the newer side.
    pub new_clause: Option<usize>,
}

/// The parts, and which of them lie in which clause.
#[derive(Debug)]
pub(super) struct Parts {
    /// All parts in order.
    pub all: Vec<Part>,
    by_old: Vec<Vec<usize>>,
    by_new: Vec<Vec<usize>>,
}

impl Parts {
    /// The parts of the hunks that no change has yet.
    pub(super) fn of(
        old: &Reading<'_, '_>,
        new: &Reading<'_, '_>,
        pieces: &[Piece],
        pairing: &Pairing,
        drafted: &Drafted,
    ) -> Self {
        let all = divided(old, new, pieces, pairing, &drafted.of_old, &drafted.of_new);
        let mut parts = Self {
            all,
            by_old: vec![Vec::new(); old.clauses.len()],
            by_new: vec![Vec::new(); new.clauses.len()],
        };
        for (at, part) in parts.all.iter().enumerate() {
            if let Some(clause) = part.old_clause {
                parts.by_old[clause].push(at);
            }
            if let Some(clause) = part.new_clause {
                parts.by_new[clause].push(at);
            }
        }
        parts
    }

    /// The parts with tokens in an older clause.
    pub(super) fn of_old(&self, clause: usize) -> impl Iterator<Item = &Part> {
        self.by_old[clause].iter().map(|&at| &self.all[at])
    }

    /// The parts with tokens in a newer clause.
    pub(super) fn of_new(&self, clause: usize) -> impl Iterator<Item = &Part> {
        self.by_new[clause].iter().map(|&at| &self.all[at])
    }

    /// The parts of a pair of clauses, those with tokens in any other clause left out, in order.
    pub(super) fn of_pair(&self, old: usize, new: usize) -> Vec<&Part> {
        let mut at: Vec<usize> = self.by_old[old].iter().chain(&self.by_new[new]).copied().collect();
        at.sort_unstable();
        at.dedup();
        let ours = |part: &&Part| {
            part.old_clause.is_none_or(|clause| clause == old)
                && part.new_clause.is_none_or(|clause| clause == new)
        };
        at.into_iter().map(|at| &self.all[at]).filter(ours).collect()
    }
}

fn divided(
    old: &Reading<'_, '_>,
    new: &Reading<'_, '_>,
    pieces: &[Piece],
    pairing: &Pairing,
    given_old: &[Option<usize>],
    given_new: &[Option<usize>],
) -> Vec<Part> {
    let mut parts = Vec::new();
    for piece in pieces.iter().filter(|piece| !piece.equal) {
        let olds = runs(old, given_old, &piece.old);
        let news = runs(new, given_new, &piece.new);
        let mut from = 0;
        for a in olds {
            let clause = old.clause_of(a.start);
            let fits = |b: &Range<usize>| {
                let other = new.clause_of(b.start);
                let words = |reading: &Reading<'_, '_>, tokens: &Range<usize>| {
                    tokens.clone().any(|t| reading.is_word(t))
                };
                words(old, &a) == words(new, b)
                    && (pairing.has(clause, other) || (pairing.lone_old(clause) && pairing.lone_new(other)))
            };
            let partner = (from..news.len()).find(|&k| fits(&news[k]));
            let until = partner.unwrap_or(from);
            parts.extend(news[from..until].iter().map(|b| added(new, piece, b)));
            from = until;
            if partner.is_some() {
                let b = news[from].clone();
                let new_clause = Some(new.clause_of(b.start));
                parts.push(Part { old: a, new: b, old_clause: Some(clause), new_clause });
                from += 1;
            } else {
                let new = piece.new.start..piece.new.start;
                parts.push(Part { old: a, new, old_clause: Some(clause), new_clause: None });
            }
        }
        parts.extend(news[from..].iter().map(|b| added(new, piece, b)));
    }
    parts
}

fn added(new: &Reading<'_, '_>, piece: &Piece, b: &Range<usize>) -> Part {
    let old = piece.old.start..piece.old.start;
    Part { old, new: b.clone(), old_clause: None, new_clause: Some(new.clause_of(b.start)) }
}

/// The runs of free tokens in a stretch, cut at the edges of clauses and between words and the marks around them.
fn runs(reading: &Reading<'_, '_>, given: &[Option<usize>], tokens: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for t in tokens.clone().filter(|&t| given[t].is_none()) {
        match runs.last_mut() {
            Some(run) if run.end == t && reading.clause_of(run.start) == reading.clause_of(t) => {
                run.end = t + 1
            }
            _ => runs.push(t..t + 1),
        }
    }
    let mut apart = Vec::with_capacity(runs.len());
    for run in runs {
        let words = reading.spoken(run.clone());
        if words.is_empty() {
            apart.push(run);
            continue;
        }
        apart.extend(
            [run.start..words.start, words.clone(), words.end..run.end].into_iter().filter(|r| !r.is_empty()),
        );
    }
    apart
}
