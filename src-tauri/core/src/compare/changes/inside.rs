//! The changes inside a link: each stretch that differs is given to one change.

use std::ops::Range;

use super::acts::{Act, ActMark};
use super::classify;
use super::order;
use super::pairing::{self, Pairing};
use super::parts::{self, Part};
use super::reading::Reading;
use super::values;
use crate::compare::spans::pieces::Piece;
use crate::compare::types::Class;
use crate::text::fold::Rules;

/// A change before its place is known: tokens of either side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub class: Class,
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

/// Drafts the changes of a link; gives the pieces as they are after values are taken out whole.
pub(super) fn draft(
    old: &Reading<'_, '_>,
    new: &Reading<'_, '_>,
    pieces: Vec<Piece>,
    rules: &Rules,
) -> (Vec<Piece>, Drafted) {
    let pairing = pairing::pair(old, new, &pieces);
    let exchanges = values::exchanges(old, new, &pieces, &pairing);
    let pieces = values::take_out(pieces, &exchanges);
    let mut drafting = Drafting {
        old,
        new,
        pairing: &pairing,
        out: Drafted {
            drafts: Vec::new(),
            of_old: vec![None; old.keys.len()],
            of_new: vec![None; new.keys.len()],
        },
    };
    for group in order::find(old, new, &pieces) {
        let (first, last) = (&pieces[group[0]], &pieces[group[group.len() - 1]]);
        let draft =
            drafting.start(Class::Order, first.old.start..last.old.end, first.new.start..last.new.end);
        for at in group {
            drafting.give(draft, &pieces[at].old.clone(), &pieces[at].new.clone());
        }
    }
    for exchange in exchanges {
        let inside = |tokens: &Range<usize>, side: fn(&Piece) -> &Range<usize>| {
            let hunks = pieces.iter().filter(|piece| !piece.equal).map(side);
            hunks
                .map(|hunk| tokens.start.max(hunk.start)..tokens.end.min(hunk.end))
                .filter(|r| !r.is_empty())
                .collect()
        };
        let olds: Vec<Range<usize>> = inside(&exchange.old, |piece| &piece.old);
        let news: Vec<Range<usize>> = inside(&exchange.new, |piece| &piece.new);
        let taken = olds.iter().cloned().flatten().any(|t| drafting.out.of_old[t].is_some());
        if taken {
            continue;
        }
        let draft = drafting.start(exchange.class, exchange.old, exchange.new);
        olds.iter().for_each(|tokens| drafting.give(draft, tokens, &(0..0)));
        news.iter().for_each(|tokens| drafting.give(draft, &(0..0), tokens));
    }
    let parts = parts::of(old, new, &pieces, &pairing, &drafting.out.of_old, &drafting.out.of_new);
    drafting.lone_clauses(&parts);
    drafting.positions(&parts);
    drafting.rest(&parts, rules);
    let out = drafting.out;
    (pieces, out)
}

/// The share of a clause's weight the other side must keep for its changes to be told one by one, when its position
/// changed: below it the clause was written anew around the new position.
const REWRITTEN: f32 = 0.5;

struct Drafting<'r, 'p, 'a> {
    old: &'r Reading<'p, 'a>,
    new: &'r Reading<'p, 'a>,
    pairing: &'r Pairing,
    out: Drafted,
}

impl Drafting<'_, '_, '_> {
    fn start(&mut self, class: Class, old: Range<usize>, new: Range<usize>) -> usize {
        self.out.drafts.push(Draft { class, old, new });
        self.out.drafts.len() - 1
    }

    /// Gives the free tokens of two stretches to a change.
    fn give(&mut self, draft: usize, old: &Range<usize>, new: &Range<usize>) {
        for t in old.clone() {
            self.out.of_old[t].get_or_insert(draft);
        }
        for t in new.clone() {
            self.out.of_new[t].get_or_insert(draft);
        }
    }

    fn is_free(&self, part: &Part) -> bool {
        part.old.clone().any(|t| self.out.of_old[t].is_none())
            || part.new.clone().any(|t| self.out.of_new[t].is_none())
    }

    /// Clauses that stand on one side only. Two of them in one hunk, of which one takes a position for the other's, are
    /// one change.
    fn lone_clauses(&mut self, parts: &[Part]) {
        for part in parts {
            let (Some(a), Some(b)) = (part.old_clause, part.new_clause) else { continue };
            if !self.pairing.lone_old(a) || !self.pairing.lone_new(b) || !self.is_free(part) {
                continue;
            }
            let (before, after) = (act_of(self.old, Some(a)), act_of(self.new, Some(b)));
            let (was, is) = (
                classify::lone_clause(self.old, &self.old.clauses[a], before, false),
                classify::lone_clause(self.new, &self.new.clauses[b], after, true),
            );
            let exchanged = before.is_some()
                && after.is_some()
                && before != after
                && (was == Class::Act || is == Class::Act);
            if exchanged && was != Class::Negation && is != Class::Negation {
                let old = self.old.spoken(self.old.clauses[a].clone());
                let new = self.new.spoken(self.new.clauses[b].clone());
                let draft = self.start(Class::Act, old, new);
                for own in parts.iter().filter(|own| own.old_clause == Some(a) || own.new_clause == Some(b)) {
                    let old = if own.old_clause == Some(a) { own.old.clone() } else { 0..0 };
                    let new = if own.new_clause == Some(b) { own.new.clone() } else { 0..0 };
                    self.give(draft, &old, &new);
                }
            }
        }
        for clause in (0..self.old.clauses.len()).filter(|&clause| self.pairing.lone_old(clause)) {
            let own: Vec<Range<usize>> = parts
                .iter()
                .filter(|part| part.old_clause == Some(clause))
                .map(|part| part.old.clone())
                .collect();
            let free = own.iter().cloned().flatten().any(|t| self.out.of_old[t].is_none());
            let tokens = self.old.spoken(self.old.clauses[clause].clone());
            if free && self.old.content(tokens.clone()) >= 2 {
                let class = classify::lone_clause(self.old, &tokens, act_of(self.old, Some(clause)), false);
                let before = self.out.drafts.last().filter(|last| last.class == class && last.new.is_empty());
                let draft = match before.filter(|last| self.old.clauses[clause].start <= last.old.end + 1) {
                    Some(_) => self.out.drafts.len() - 1,
                    None => self.start(class, tokens.clone(), 0..0),
                };
                self.out.drafts[draft].old.end = tokens.end;
                own.iter().for_each(|tokens| self.give(draft, tokens, &(0..0)));
            }
        }
        for clause in (0..self.new.clauses.len()).filter(|&clause| self.pairing.lone_new(clause)) {
            let own: Vec<Range<usize>> = parts
                .iter()
                .filter(|part| part.new_clause == Some(clause))
                .map(|part| part.new.clone())
                .collect();
            let free = own.iter().cloned().flatten().any(|t| self.out.of_new[t].is_none());
            let tokens = self.new.spoken(self.new.clauses[clause].clone());
            if free && self.new.content(tokens.clone()) >= 2 {
                let class = classify::lone_clause(self.new, &tokens, act_of(self.new, Some(clause)), true);
                let before = self.out.drafts.last().filter(|last| last.class == class && last.old.is_empty());
                let draft = match before.filter(|last| self.new.clauses[clause].start <= last.new.end + 1) {
                    Some(_) => self.out.drafts.len() - 1,
                    None => self.start(class, 0..0, tokens.clone()),
                };
                self.out.drafts[draft].new.end = tokens.end;
                own.iter().for_each(|tokens| self.give(draft, &(0..0), tokens));
            }
        }
    }

    /// Clauses both sides have that take another position.
    fn positions(&mut self, parts: &[Part]) {
        for &(a, b) in &self.pairing.pairs {
            let before = self.old.governing[a].map(|at| &self.old.acts[at]);
            let after = self.new.governing[b].map(|at| &self.new.acts[at]);
            let (Some(before), Some(after)) = (before, after) else { continue };
            if before.lemma == after.lemma {
                continue;
            }
            // A clause joined with one that kept its verb has not changed its position: most of it fell away.
            let same_verb = |act: &ActMark, reading: &Reading<'_, '_>, clause: usize| {
                reading.governing[clause].is_some_and(|at| reading.acts[at].lemma == act.lemma)
            };
            let continued =
                self.pairing.pairs.iter().any(|pair| pair.1 == b && same_verb(after, self.old, pair.0))
                    && self.pairing.kept[a] < 0.55;
            let continues =
                self.pairing.pairs.iter().any(|pair| pair.0 == a && same_verb(before, self.new, pair.1))
                    && self.pairing.known[b] < 0.55;
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
    fn single(&mut self, parts: &[Part], clause: usize, is_old: bool) {
        let (reading, given) =
            if is_old { (self.old, &self.out.of_old) } else { (self.new, &self.out.of_new) };
        let Some(act) = reading.governing[clause].map(|at| &reading.acts[at]) else { return };
        let own: Vec<Range<usize>> = parts
            .iter()
            .filter(
                |part| if is_old { part.old_clause == Some(clause) } else { part.new_clause == Some(clause) },
            )
            .map(|part| if is_old { part.old.clone() } else { part.new.clone() })
            .collect();
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
    fn position(&mut self, parts: &[Part], a: usize, b: usize, before: &ActMark, after: &ActMark) {
        let ours =
            |part: &Part| part.old_clause.is_none_or(|c| c == a) && part.new_clause.is_none_or(|c| c == b);
        let own: Vec<&Part> = parts
            .iter()
            .filter(|part| ours(part) && (part.old_clause.is_some() || part.new_clause.is_some()))
            .collect();
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
            let rewritten = self.pairing.kept[a].min(self.pairing.known[b]) < REWRITTEN;
            if rewritten
                || touches(part, &before.tokens, &after.tokens)
                || beside
                || self.follows_the_verb(part)
            {
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
    fn follows_the_verb(&self, part: &Part) -> bool {
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

    /// What is left: each part by itself, but small words to the change nearest to them, and parts beside one another
    /// together.
    fn rest(&mut self, parts: &[Part], rules: &Rules) {
        let free = parts.iter().filter(|part| self.is_free(part)).cloned();
        let (marks, free): (Vec<Part>, Vec<Part>) = free.partition(|part| {
            part.old.clone().all(|t| !self.old.is_word(t)) && part.new.clone().all(|t| !self.new.is_word(t))
        });
        let mut told: Vec<(usize, Part)> = Vec::new();
        for part in free {
            let act = act_of(self.new, part.new_clause).or_else(|| act_of(self.old, part.old_clause));
            if let Some((lost, won)) = classify::replaced_demand(self.old, self.new, &part, act) {
                let draft = self.start(lost, part.old.clone(), 0..0);
                self.give(draft, &part.old, &(0..0));
                let draft = self.start(won, 0..0, part.new.clone());
                self.give(draft, &(0..0), &part.new);
                continue;
            }
            let class = classify::part(self.old, self.new, &part, act, rules);
            if self.in_apposition(&part, class)
                && let Some(near) = self.nearest(&part)
                && self.out.drafts[near].class == Class::Name
            {
                let named = &mut self.out.drafts[near];
                named.old = join(named.old.clone(), &part.old);
                named.new = join(named.new.clone(), &part.new);
                self.give(near, &part.old, &part.new);
                continue;
            }
            if small(class)
                && let Some(near) = self.nearest(&part)
            {
                self.give(near, &part.old, &part.new);
                continue;
            }
            let before = told.iter().rev().find(|(draft, before)| {
                let other = self.out.drafts[*draft].class;
                same_clauses(before, &part)
                    && ((joinable(other, class) && self.close(before, &part))
                        || one_rewording(other, class, act))
            });
            if let Some(&(draft, _)) = before {
                let joined = &mut self.out.drafts[draft];
                joined.class = joined.class.min(class);
                joined.old = join(joined.old.clone(), &part.old);
                joined.new = join(joined.new.clone(), &part.new);
                self.give(draft, &part.old, &part.new);
                told.push((draft, part));
                continue;
            }
            let draft = self.start(class, part.old.clone(), part.new.clone());
            self.give(draft, &part.old, &part.new);
            told.push((draft, part));
        }
        // Marks go with the words beside them.
        for part in marks {
            let draft = match self.beside_given(&part) {
                Some(draft) => draft,
                None => self.start(Class::Punctuation, part.old.clone(), part.new.clone()),
            };
            self.give(draft, &part.old, &part.new);
        }
    }

    /// Whether a part may say who the person named beside it is: a few words on one side.
    fn in_apposition(&self, part: &Part, class: Class) -> bool {
        class == Class::Scope
            && (part.old.is_empty() || part.new.is_empty())
            && self.old.content(part.old.clone()) + self.new.content(part.new.clone()) <= 5
    }

    /// The change that has a token right beside a part.
    fn beside_given(&self, part: &Part) -> Option<usize> {
        let look = |tokens: &Range<usize>, given: &[Option<usize>]| {
            if tokens.is_empty() {
                return None;
            }
            given.get(tokens.end).copied().flatten().or_else(|| given[tokens.start.checked_sub(1)?])
        };
        look(&part.new, &self.out.of_new).or_else(|| look(&part.old, &self.out.of_old))
    }

    /// The change that has a word within two words of a part, on either side.
    fn nearest(&self, part: &Part) -> Option<usize> {
        let look = |tokens: &Range<usize>, given: &[Option<usize>]| {
            if tokens.is_empty() {
                return None;
            }
            let before = (tokens.start.saturating_sub(3)..tokens.start).rev().find_map(|t| given[t]);
            before.or_else(|| (tokens.end..given.len().min(tokens.end + 3)).find_map(|t| given[t]))
        };
        look(&part.new, &self.out.of_new).or_else(|| look(&part.old, &self.out.of_old))
    }

    /// Whether at most two words stand between two parts.
    fn close(&self, before: &Part, after: &Part) -> bool {
        let gap = |from: usize, to: usize, reading: &Reading<'_, '_>| {
            (from..to.max(from)).filter(|&t| reading.is_word(t)).count()
        };
        gap(before.old.end, after.old.start, self.old).max(gap(before.new.end, after.new.start, self.new))
            <= 2
    }
}

/// Whether a class tells of small words only.
const fn small(class: Class) -> bool {
    matches!(class, Class::Clitic | Class::Inflection)
}

fn same_clauses(a: &Part, b: &Part) -> bool {
    let agree = |x: Option<usize>, y: Option<usize>| x.is_none() || y.is_none() || x == y;
    agree(a.old_clause, b.old_clause) && agree(a.new_clause, b.new_clause)
}

/// Whether two neighbouring changes are one thing to a reader: other words beside other words, or beside a turn of the
/// sentence that made them necessary.
const fn joinable(a: Class, b: Class) -> bool {
    matches!(
        (a, b),
        (
            Class::Wording | Class::Negation,
            Class::Wording | Class::Scope | Class::Modality | Class::Inflection | Class::Clitic
        ) | (Class::Scope | Class::Modality, Class::Wording | Class::Negation)
    )
}

/// Whether two changes in one clause are one rewording of it however far apart: other words throughout, a sentence
/// turned round, or the items of an agenda.
fn one_rewording(a: Class, b: Class, act: Option<Act>) -> bool {
    let light = |class: Class| matches!(class, Class::Wording | Class::Inflection | Class::Clitic);
    let loose = |class: Class| light(class) || class == Class::Scope;
    let agenda = matches!(act, Some(Act::Discuss) | None);
    (light(a) && light(b))
        || (agenda && loose(a) && loose(b))
        || (a == Class::Negation && (loose(b) || matches!(b, Class::Modality | Class::Negation)))
        || (b == Class::Negation && (loose(a) || a == Class::Modality))
}

fn act_of(reading: &Reading<'_, '_>, clause: Option<usize>) -> Option<Act> {
    clause.and_then(|clause| reading.governing[clause]).map(|at| reading.acts[at].act)
}

const fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn join(tokens: Range<usize>, with: &Range<usize>) -> Range<usize> {
    if with.is_empty() {
        tokens
    } else if tokens.is_empty() {
        with.clone()
    } else {
        tokens.start.min(with.start)..tokens.end.max(with.end)
    }
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
