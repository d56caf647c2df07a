//! What is left when values, lone clauses and positions have their changes.

use std::cell::OnceCell;
use std::ops::Range;

use super::classify;
use super::drafting::{Drafting, act_of, join};
use super::parts::{Part, Parts};
use super::reading::Reading;
use crate::compare::types::Class;
use crate::text::fold::Rules;
use crate::text::lexicon::Act;

/// How many changes back a part looks for one to join, and how many tokens to either side for one to go with.
const LOOK_BACK: usize = 12;
const LOOK_AROUND: usize = 40;

impl Drafting<'_, '_, '_> {
    /// What is left: each part by itself, but small words to the change nearest to them, and parts beside one another
    /// together.
    pub(super) fn rest(&mut self, parts: &Parts, rules: &Rules) {
        let free = parts.all.iter().filter(|part| self.is_free(part)).cloned();
        let (marks, free): (Vec<Part>, Vec<Part>) = free.partition(|part| {
            part.old.clone().all(|t| !self.old.is_word(t)) && part.new.clone().all(|t| !self.new.is_word(t))
        });
        let mut told: Vec<(usize, Part)> = Vec::new();
        for part in free {
            // What stands between two values that changed may be the same on both sides.
            // Asked for more than once while nothing is given.
            let near = OnceCell::new();
            let nearest = |drafting: &Self| *near.get_or_init(|| drafting.nearest(&part));
            let same = !part.old.is_empty() && self.old.written(&part.old) == self.new.written(&part.new);
            if same && let Some(near) = self.beside_given(&part).or_else(|| nearest(self)) {
                self.give(near, &part.old, &part.new);
                continue;
            }
            let act = act_of(self.new, part.new_clause).or_else(|| act_of(self.old, part.old_clause));
            if let Some((lost, won)) = classify::replaced_demand(self.old, self.new, &part, act) {
                let draft = self.start(lost, part.old.clone(), 0..0);
                self.give(draft, &part.old, &(0..0));
                let draft = self.start(won, 0..0, part.new.clone());
                self.give(draft, &(0..0), &part.new);
                continue;
            }
            let class = classify::part(self.old, self.new, &part, act, rules);
            // Around a new position a clause is worded anew: what neither asks, adds nor limits goes with the position.
            if let Some(draft) = self.position_of(&part)
                && (class == Class::Wording
                    || (class == Class::Scope && !classify::lists_or_limits(self.old, self.new, &part)))
            {
                self.give(draft, &part.old, &part.new);
                continue;
            }
            if self.in_apposition(&part, class)
                && let Some(near) = nearest(self)
                && self.out.drafts[near].class == Class::Name
            {
                let named = &mut self.out.drafts[near];
                named.old = join(named.old.clone(), &part.old);
                named.new = join(named.new.clone(), &part.new);
                self.give(near, &part.old, &part.new);
                continue;
            }
            let words_of_meaning = self.old.content(part.old.clone()) + self.new.content(part.new.clone());
            // What is worded otherwise right beside an exchanged value goes with it: `by the end of` → `by mid-`.
            if class == Class::Wording
                && let Some(near) = nearest(self)
                && self.out.drafts[near].class.is_value()
                && self.touches(&part, near)
            {
                self.give(near, &part.old, &part.new);
                continue;
            }
            let class = if self.arranges(&part, class) { Class::Order } else { class };
            // A number that only one side has is what the rewording is about: “lower by 1/4 point” → “maintain”.
            let quantities =
                (classify::has_quantity(self.old, &part.old), classify::has_quantity(self.new, &part.new));
            let counts = class == Class::Wording && (quantities.0 || quantities.1);
            let slight = small(class)
                || (class == Class::Wording && words_of_meaning == 0)
                || self.names_subject(&part);
            if slight && let Some(near) = nearest(self) {
                self.give(near, &part.old, &part.new);
                continue;
            }
            let before = told.iter().rev().take(LOOK_BACK).find(|(draft, before)| {
                let other = self.out.drafts[*draft].joins_as;
                let light = |class: Class| matches!(class, Class::Wording | Class::Scope);
                // Nothing but a comma between, on either side.
                let adjoins = |reading: &Reading<'_, '_>, before: &Range<usize>, after: &Range<usize>| {
                    after.start <= before.end + 1 && (before.end..after.start).all(|t| reading.keys[t] == ",")
                };
                let follows =
                    adjoins(self.old, &before.old, &part.old) && adjoins(self.new, &before.new, &part.new);
                if light(other) && light(class) && other.max(class) == Class::Wording && follows {
                    return true;
                }
                // “Must, and may not” → “should, and may”: behind a comma the one is not the other's doing.
                let apart = matches!(
                    (other, class),
                    (Class::Negation, Class::Modality) | (Class::Modality, Class::Negation)
                ) && self.parted(before, &part);
                same_clauses(before, &part)
                    && !apart
                    && ((joinable(other, class) && self.close(before, &part))
                        || one_rewording(other, class, act))
            });
            if let Some(&(draft, _)) = before {
                let joined = &mut self.out.drafts[draft];
                joined.class = joined.class.min(if counts { Class::Number } else { class });
                joined.joins_as = joined.joins_as.min(class);
                joined.old = join(joined.old.clone(), &part.old);
                joined.new = join(joined.new.clone(), &part.new);
                self.give(draft, &part.old, &part.new);
                told.push((draft, part));
                continue;
            }
            // Two quantities of different things: neither became the other.
            let halves = match quantities {
                (true, true) if class == Class::Wording => {
                    vec![(part.old.clone(), 0..0), (0..0, part.new.clone())]
                }
                _ => vec![(part.old.clone(), part.new.clone())],
            };
            for (old, new) in halves {
                let draft = self.start(class, old.clone(), new.clone());
                if counts {
                    self.out.drafts[draft].class = Class::Number;
                }
                self.give(draft, &old, &new);
                told.push((draft, part.clone()));
            }
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

    /// The change of position of the clause a part stands in.
    fn position_of(&self, part: &Part) -> Option<usize> {
        let old = part.old_clause.map(|clause| self.position_of_old[clause]);
        let new = part.new_clause.map(|clause| self.position_of_new[clause]);
        match (old, new) {
            (Some(Some((clause, draft))), _) if part.new_clause.is_none_or(|new| new == clause) => {
                Some(draft)
            }
            (_, Some(Some((clause, draft)))) if part.old_clause.is_none_or(|old| old == clause) => {
                Some(draft)
            }
            _ => None,
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

    /// The change nearest to a part in its clause, on either side.
    fn nearest(&self, part: &Part) -> Option<usize> {
        let look = |reading: &Reading<'_, '_>, tokens: &Range<usize>, given: &[Option<usize>]| {
            if tokens.is_empty() {
                return None;
            }
            let clause = &reading.clauses[reading.clause_of(tokens.start)];
            let before = (clause.start.max(tokens.start.saturating_sub(LOOK_AROUND))..tokens.start)
                .rev()
                .find_map(|t| given[t].map(|draft| (tokens.start - t, draft)));
            let until = clause.end.min(tokens.end + LOOK_AROUND);
            let after = (tokens.end..until).find_map(|t| given[t].map(|draft| (t - tokens.end, draft)));
            before.into_iter().chain(after).min().map(|(_, draft)| draft)
        };
        look(self.new, &part.new, &self.out.of_new).or_else(|| look(self.old, &part.old, &self.out.of_old))
    }

    /// Whether a part only says who does what the verb before it says: one word behind the verb, as a sentence that
    /// begins a paragraph needs and one that goes on does not.
    fn names_subject(&self, part: &Part) -> bool {
        let subject = |reading: &Reading<'_, '_>, tokens: &Range<usize>, clause: Option<usize>| {
            reading.content(tokens.clone()) == 1
                && clause
                    .and_then(|clause| reading.governing[clause])
                    .map(|at| &reading.acts[at].tokens)
                    // Behind the verb, or between it and the noun it carries: أعرب المجلس عن أسفه.
                    .is_some_and(|act| act.start < tokens.start && tokens.start <= act.end)
        };
        (part.old.is_empty() && subject(self.new, &part.new, part.new_clause))
            || (part.new.is_empty() && subject(self.old, &part.old, part.old_clause))
    }

    /// Whether a part only arranges the passage: a subject named behind the verb again, or no more, that the other side
    /// names elsewhere; in a passage that was divided or joined also words that join sentences.
    fn arranges(&self, part: &Part, class: Class) -> bool {
        let divided = self.old.passage.paragraphs.len() != self.new.passage.paragraphs.len();
        if divided && class == Class::Wording && self.follows_the_verb(part) {
            return true;
        }
        let (reading, tokens, other) = if part.old.is_empty() {
            (self.new, &part.new, self.old)
        } else {
            (self.old, &part.old, self.new)
        };
        // “In this context,” before the verb joins a paragraph to the one before it.
        let one_sided = part.old.is_empty() || part.new.is_empty();
        let verb = reading.governing[reading.clause_of(tokens.start)].map(|at| reading.acts[at].tokens.start);
        let opens = verb.is_some_and(|verb| tokens.end <= verb) && reading.starts_paragraph(tokens.start);
        // “They urged” → “Members urged”: a pronoun served as long as the sentence stood in its paragraph.
        let before_verb = |reading: &Reading<'_, '_>, tokens: &Range<usize>, clause: Option<usize>| {
            let verb =
                clause.and_then(|clause| reading.governing[clause]).map(|at| reading.acts[at].tokens.start);
            !tokens.is_empty() && verb == Some(tokens.end)
        };
        let pronoun = self.old.content(part.old.clone()).min(self.new.content(part.new.clone())) == 0;
        if divided
            && pronoun
            && before_verb(self.old, &part.old, part.old_clause)
            && before_verb(self.new, &part.new, part.new_clause)
        {
            return true;
        }
        if divided
            && one_sided
            && opens
            && reading.content(tokens.clone()) <= 2
            && !classify::turns(reading, tokens)
        {
            return true;
        }
        self.names_subject(part)
            && tokens.clone().filter(|&t| reading.is_word(t)).all(|t| {
                let stem = reading.passage.words[t].stem;
                other.passage.words.iter().any(|word| word.stem == stem)
            })
    }

    /// Whether at most one word stands between a part and a change, on a side where both have words.
    fn touches(&self, part: &Part, draft: usize) -> bool {
        let draft = &self.out.drafts[draft];
        let near = |reading: &Reading<'_, '_>, a: &Range<usize>, b: &Range<usize>| {
            let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
            let gap = first.end.min(second.start)..second.start;
            !a.is_empty() && !b.is_empty() && gap.filter(|&t| reading.is_word(t)).count() <= 1
        };
        near(self.old, &part.old, &draft.old) || near(self.new, &part.new, &draft.new)
    }

    /// Whether a comma stands between two parts on both sides.
    fn parted(&self, before: &Part, after: &Part) -> bool {
        let comma = |from: usize, to: usize, reading: &Reading<'_, '_>| {
            (from..to.max(from)).any(|t| reading.keys[t] == ",")
        };
        comma(before.old.end, after.old.start, self.old) && comma(before.new.end, after.new.start, self.new)
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
    let agenda = matches!(act, Some(Act::Discuss));
    (light(a) && light(b))
        || (agenda && loose(a) && loose(b))
        || (a == Class::Negation && (loose(b) || matches!(b, Class::Modality | Class::Negation)))
        || (b == Class::Negation && (loose(a) || a == Class::Modality))
}
