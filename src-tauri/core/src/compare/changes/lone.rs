//! Clauses that stand on one side only.

use std::ops::Range;

use super::classify;
use super::drafting::{Drafting, act_of};
use super::parts::Parts;
use super::reading::Reading;
use crate::compare::types::Class;

impl Drafting<'_, '_, '_> {
    /// Drafts the clauses that came or went. Two of them in one hunk, of which one takes a position in the other's place,
    /// are one change; clauses of one kind one after another are one change too.
    pub(super) fn lone_clauses(&mut self, parts: &Parts) {
        for part in &parts.all {
            let (Some(a), Some(b)) = (part.old_clause, part.new_clause) else { continue };
            if self.pairing.lone_old(a) && self.pairing.lone_new(b) && self.is_free(part) {
                self.exchanged(parts, a, b);
            }
        }
        // What says something first: a clause that only reports goes with it.
        for reports in [false, true] {
            for clause in (0..self.old.clauses.len()).filter(|&clause| self.pairing.lone_old(clause)) {
                let own: Vec<Range<usize>> = parts.of_old(clause).map(|part| part.old.clone()).collect();
                self.lone(clause, &own, false, reports);
            }
            for clause in (0..self.new.clauses.len()).filter(|&clause| self.pairing.lone_new(clause)) {
                let own: Vec<Range<usize>> = parts.of_new(clause).map(|part| part.new.clone()).collect();
                self.lone(clause, &own, true, reports);
            }
        }
    }

    /// A position in another's place.
    fn exchanged(&mut self, parts: &Parts, a: usize, b: usize) {
        let (before, after) = (act_of(self.old, Some(a)), act_of(self.new, Some(b)));
        let was = classify::lone_clause(self.old, &self.old.clauses[a], before, false);
        let is = classify::lone_clause(self.new, &self.new.clauses[b], after, true);
        let differ = before.is_some() && after.is_some() && before != after;
        let turns = was == Class::Negation || is == Class::Negation;
        if !differ || turns || (was != Class::Act && is != Class::Act) {
            return;
        }
        let old = self.old.spoken(self.old.clauses[a].clone());
        let new = self.new.spoken(self.new.clauses[b].clone());
        let draft = self.start(Class::Act, old, new);
        parts.of_old(a).for_each(|part| self.give(draft, &part.old, &(0..0)));
        parts.of_new(b).for_each(|part| self.give(draft, &(0..0), &part.new));
    }

    /// A clause of the newer (`added`) or older side, of which `own` differs; passed over unless it only `reports` or, as
    /// asked, says more.
    fn lone(&mut self, clause: usize, own: &[Range<usize>], added: bool, reports: bool) {
        let (reading, given) =
            if added { (self.new, &self.out.of_new) } else { (self.old, &self.out.of_old) };
        let free = own.iter().cloned().flatten().any(|t| given[t].is_none());
        let tokens = reading.spoken(reading.clauses[clause].clone());
        if !free || reading.content(tokens.clone()) < 2 {
            return;
        }
        let act = act_of(reading, Some(clause));
        // “In this context,” joins a paragraph to the one before it; where a passage was divided it comes and goes.
        let divided = self.old.passage.paragraphs.len() != self.new.passage.paragraphs.len();
        let joins = divided
            && act.is_none()
            && reading.starts_paragraph(tokens.start)
            && reading.content(tokens.clone()) <= 2
            && !classify::turns(reading, &tokens);
        let class = if joins { Class::Order } else { classify::lone_clause(reading, &tokens, act, added) };
        let neutral = matches!(class, Class::Added | Class::Dropped);
        if neutral != reports {
            return;
        }
        let beside = if neutral { beside(given, &reading.clauses[clause]) } else { None };
        let draft = match beside.or_else(|| self.continued(reading, clause, class, added)) {
            Some(draft) => draft,
            None if added => self.start(class, 0..0, tokens.clone()),
            None => self.start(class, tokens.clone(), 0..0),
        };
        if beside.is_none() {
            let drafted = &mut self.out.drafts[draft];
            (if added { &mut drafted.new } else { &mut drafted.old }).end = tokens.end;
        }
        for tokens in own {
            let (old, new) = if added { (0..0, tokens.clone()) } else { (tokens.clone(), 0..0) };
            self.give(draft, &old, &new);
        }
    }

    /// The change last begun, when it is of the same class and ends where the clause begins.
    fn continued(
        &self,
        reading: &Reading<'_, '_>,
        clause: usize,
        class: Class,
        added: bool,
    ) -> Option<usize> {
        let last = self.out.drafts.last()?;
        let (own, other) = if added { (&last.new, &last.old) } else { (&last.old, &last.new) };
        let follows = reading.clauses[clause].start <= own.end + 1;
        (last.class == class && other.is_empty() && follows).then(|| self.out.drafts.len() - 1)
    }
}

/// The change that has a token right beside a clause.
fn beside(given: &[Option<usize>], clause: &Range<usize>) -> Option<usize> {
    let after = given.get(clause.end).copied().flatten();
    after.or_else(|| (clause.start.saturating_sub(2)..clause.start).rev().find_map(|t| given[t]))
}
