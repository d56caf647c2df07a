//! Clauses both sides have that take another position.

use std::ops::Range;

use super::classify;
use super::drafting::{Drafting, join, overlap};
use super::parts::{Part, Parts};
use super::reading::Reading;
use crate::compare::types::Class;
use crate::text::lexicon::{Act, ActMark};

/// The share of a clause that must stand on the other side for its verb to have been exchanged and not gone.
const MOSTLY: f32 = 0.55;

impl Drafting<'_, '_, '_> {
    /// Clauses both sides have that take another position.
    pub(super) fn positions(&mut self, parts: &Parts) {
        for &(a, b) in &self.pairing.pairs {
            let before = self.old.governing[a].map(|at| &self.old.acts[at]);
            let after = self.new.governing[b].map(|at| &self.new.acts[at]);
            let (Some(before), Some(after)) = (before, after) else { continue };
            if before.lemma == after.lemma || (before.act == after.act && is_neutral(before.act)) {
                continue;
            }
            // A clause joined with one that kept its verb has not changed its position: most of it fell away.
            let same_verb = |act: &ActMark, reading: &Reading<'_, '_>, clause: usize| {
                reading.governing[clause].is_some_and(|at| reading.acts[at].lemma == act.lemma)
            };
            let continued = self.pairing.kept[a] < MOSTLY
                && self.pairing.olds_of(b).any(|clause| same_verb(after, self.old, clause));
            let continues = self.pairing.known[b] < MOSTLY
                && self.pairing.news_of(a).any(|clause| same_verb(before, self.new, clause));
            if continued {
                self.single(parts, a, true);
                continue;
            }
            if continues {
                self.single(parts, b, false);
                continue;
            }
            self.position(parts, a, b, before, after);
        }
    }

    /// A clause's own verb and what fell away with it, or came with it.
    fn single(&mut self, parts: &Parts, clause: usize, is_old: bool) {
        let (reading, given) =
            if is_old { (self.old, &self.out.of_old) } else { (self.new, &self.out.of_new) };
        let Some(act) = reading.governing[clause].map(|at| &reading.acts[at]) else { return };
        let own: Vec<Range<usize>> = if is_old {
            parts.of_old(clause).map(|part| part.old.clone()).collect()
        } else {
            parts.of_new(clause).map(|part| part.new.clone()).collect()
        };
        let Some(first) = own.iter().find(|tokens| overlap(tokens, &act.tokens)).cloned() else { return };
        if first.clone().all(|t| given[t].is_some()) {
            return;
        }
        let class = classify::lone_clause(reading, &first, Some(act.act), !is_old);
        if is_old {
            let draft = self.start(class, self.old.spoken(first.clone()), 0..0);
            self.give(draft, &first, &(0..0));
        } else {
            let draft = self.start(class, 0..0, self.new.spoken(first.clone()));
            self.give(draft, &(0..0), &first);
        }
    }

    /// One position for another, with the words that only follow the verb.
    fn position(&mut self, parts: &Parts, a: usize, b: usize, before: &ActMark, after: &ActMark) {
        let own: Vec<&Part> = parts.of_pair(a, b);
        let mut old = before.tokens.clone();
        let mut new = after.tokens.clone();
        let touches = |part: &Part, old: &Range<usize>, new: &Range<usize>| {
            overlap(&part.old, old) || overlap(&part.new, new)
        };
        if !own.iter().any(|part| touches(part, &before.tokens, &after.tokens) && self.is_free(part)) {
            return;
        }
        let mut taken: Vec<Part> = Vec::new();
        for part in own {
            let beside = self.beside(part, &old, &new);
            if touches(part, &before.tokens, &after.tokens) || beside || self.follows_the_verb(part) {
                if beside || touches(part, &old, &new) {
                    old = join(old, &part.old);
                    new = join(new, &part.new);
                }
                taken.push(part.clone());
            }
        }
        let old = lengthen(self.old, old, a);
        let new = lengthen(self.new, new, b);
        let draft = self.start(Class::Act, old, new);
        self.position_of_old[a].get_or_insert((b, draft));
        self.position_of_new[b].get_or_insert((a, draft));
        taken.iter().for_each(|part| self.give(draft, &part.old, &part.new));
    }

    /// Whether at most one word stands between a change and a part after it, on each side where it has words.
    fn beside(&self, part: &Part, old: &Range<usize>, new: &Range<usize>) -> bool {
        let near = |from: usize, to: usize, reading: &Reading<'_, '_>| {
            from <= to && (from..to).filter(|&t| reading.is_word(t)).count() <= 1
        };
        near(old.end, part.old.start, self.old) && near(new.end, part.new.start, self.new)
    }

    /// Whether a part has the same words of meaning on both sides, or none: its small words go with the verb.
    pub(super) fn follows_the_verb(&self, part: &Part) -> bool {
        let stems = |reading: &Reading<'_, '_>, tokens: &Range<usize>| -> Vec<u32> {
            let counted = tokens.clone().filter(|&t| reading.content(t..t + 1) > 0);
            let mut stems: Vec<u32> = counted.map(|t| reading.passage.words[t].stem).collect();
            stems.sort_unstable();
            stems
        };
        stems(self.old, &part.old) == stems(self.new, &part.new)
            && !classify::turns(self.old, &part.old)
            && !classify::turns(self.new, &part.new)
    }
}

/// Whether an act only reports: one such verb for another is no other position.
const fn is_neutral(act: Act) -> bool {
    matches!(act, Act::Note | Act::Discuss)
}

/// A verb with the words after it, so that a reader sees what it is about: up to four words, within the clause.
fn lengthen(reading: &Reading<'_, '_>, tokens: Range<usize>, clause: usize) -> Range<usize> {
    let mut end = tokens.end;
    let limit = reading.spoken(reading.clauses[clause].clone()).end;
    while end < limit && (tokens.start..end).filter(|&t| reading.is_word(t)).count() < 4 {
        end += 1;
    }
    tokens.start..end
}
