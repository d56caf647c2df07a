//! The changes of a link while they are being drafted.

use std::ops::Range;

use super::pairing::Pairing;
use super::parts::Part;
use super::reading::Reading;
use crate::compare::types::Class;
use crate::text::lexicon::Act;

/// A change before its place is known: tokens of either side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub class: Class,
    /// The class by which others join it: of a rewording that holds a number on one side only, that of a rewording.
    pub joins_as: Class,
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// The changes of a link, and for each differing token of either side the change it belongs to.
#[derive(Debug)]
pub(super) struct Drafted {
    pub drafts: Vec<Draft>,
    pub of_old: Vec<Option<usize>>,
    pub of_new: Vec<Option<usize>>,
}

/// Two readings and what has been drafted of them.
pub(super) struct Drafting<'r, 'p, 'a> {
    pub old: &'r Reading<'p, 'a>,
    pub new: &'r Reading<'p, 'a>,
    pub pairing: &'r Pairing,
    /// For each older clause that changed its position, the newer one and the change that says so.
    pub position_of_old: Vec<Option<(usize, usize)>>,
    /// The same for each newer clause, with the older one.
    pub position_of_new: Vec<Option<(usize, usize)>>,
    pub out: Drafted,
}

impl<'r, 'p, 'a> Drafting<'r, 'p, 'a> {
    pub(super) fn new(old: &'r Reading<'p, 'a>, new: &'r Reading<'p, 'a>, pairing: &'r Pairing) -> Self {
        let out = Drafted {
            drafts: Vec::new(),
            of_old: vec![None; old.keys.len()],
            of_new: vec![None; new.keys.len()],
        };
        let (a, b) = (old.clauses.len(), new.clauses.len());
        Self { old, new, pairing, position_of_old: vec![None; a], position_of_new: vec![None; b], out }
    }

    /// Begins a change.
    pub(super) fn start(&mut self, class: Class, old: Range<usize>, new: Range<usize>) -> usize {
        self.out.drafts.push(Draft { class, joins_as: class, old, new });
        self.out.drafts.len() - 1
    }

    /// Gives the free tokens of two stretches to a change.
    pub(super) fn give(&mut self, draft: usize, old: &Range<usize>, new: &Range<usize>) {
        for t in old.clone() {
            self.out.of_old[t].get_or_insert(draft);
        }
        for t in new.clone() {
            self.out.of_new[t].get_or_insert(draft);
        }
    }

    /// Whether some token of a part has no change yet.
    pub(super) fn is_free(&self, part: &Part) -> bool {
        part.old.clone().any(|t| self.out.of_old[t].is_none())
            || part.new.clone().any(|t| self.out.of_new[t].is_none())
    }
}

/// The act that governs a clause; of a clause that only goes on with another's complement, the other's.
pub(super) fn act_of(reading: &Reading<'_, '_>, clause: Option<usize>) -> Option<Act> {
    reading.governing[reading.opening[clause?]].map(|at| reading.acts[at].act)
}

/// Whether two stretches have a token in common.
pub(super) const fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The stretch from the beginning of the earlier to the end of the later of two; an empty one counts as none.
pub(super) fn join(tokens: Range<usize>, with: &Range<usize>) -> Range<usize> {
    if with.is_empty() {
        tokens
    } else if tokens.is_empty() {
        with.clone()
    } else {
        tokens.start.min(with.start)..tokens.end.max(with.end)
    }
}
