//! The class of a stretch that differs, from its small words, its values and its shape.

use std::ops::Range;

use super::facets::{Kind, Said};
use super::parts::Part;
use super::reading::Reading;
use super::traits::Traits;
use crate::compare::types::Class;
use crate::text::fold::{Level, Rules, difference, form_level};
use crate::text::lexicon::Act;
use crate::text::token::TokenKind;
use crate::text::value::Value;

/// The class of a clause that only one side has. `None` when it says nothing of its own.
pub(super) fn lone_clause(
    reading: &Reading<'_, '_>,
    tokens: &Range<usize>,
    act: Option<Act>,
    added: bool,
) -> Class {
    let (demand, neutral) =
        if added { (Class::NewDemand, Class::Added) } else { (Class::DroppedCommitment, Class::Dropped) };
    if makes_exception(reading, tokens) {
        return Class::Negation;
    }
    match act {
        Some(Act::Call | Act::Stress | Act::Support | Act::Reject | Act::Commit) => demand,
        Some(Act::Condemn | Act::Concern | Act::Hope | Act::Welcome) => Class::Act,
        Some(Act::Note | Act::Discuss) => neutral,
        // A sentence of its own adds to what is said; part of one says for whom, where or when it is said.
        None if is_sentence(reading, tokens) => neutral,
        None => Class::Scope,
    }
}

/// Whether a stretch begins and ends with a sentence, marks aside.
fn is_sentence(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    let stop = |t: usize| matches!(reading.keys[t], "." | "!" | "?" | "؟");
    let begins = tokens.start == 0 || stop(tokens.start - 1) || reading.starts_paragraph(tokens.start);
    let ends = tokens.end >= reading.keys.len() || stop(tokens.end) || reading.starts_paragraph(tokens.end);
    begins && ends
}

/// Whether a stretch says “not … except”.
fn makes_exception(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    let first = tokens.clone().find(|&t| reading.traits[t].is(Traits::NEGATION));
    first.is_some_and(|first| (first..tokens.end).any(|t| reading.traits[t].is(Traits::EXCEPTION)))
}

/// The class of a stretch inside a clause both sides have; `act` is the position the clause takes.
pub(super) fn part(
    old: &Reading<'_, '_>,
    new: &Reading<'_, '_>,
    part: &Part,
    act: Option<Act>,
    rules: &Rules,
) -> Class {
    if let Some(class) = spelled_alike(old, new, part) {
        return class;
    }
    let Part { old: a, new: b, .. } = part;
    let (content_a, content_b) = (old.content(a.clone()), new.content(b.clone()));
    let lone = a.clone().all(|t| !old.is_word(t)) || b.clone().all(|t| !new.is_word(t));
    let count = |reading: &Reading<'_, '_>, tokens: &Range<usize>, trait_: Traits| {
        tokens.clone().filter(|&t| reading.traits[t].is(trait_)).count()
    };
    let negations = (count(old, a, Traits::NEGATION), count(new, b, Traits::NEGATION));
    let exceptions = (count(old, a, Traits::EXCEPTION), count(new, b, Traits::EXCEPTION));
    let whole_phrase = lone && content_a.max(content_b) >= 3;
    if exceptions.0 != exceptions.1 || (negations.0 != negations.1 && !whole_phrase) {
        return Class::Negation;
    }
    if makes_exception(old, a) != makes_exception(new, b) {
        return Class::Negation;
    }
    let modals = |reading: &Reading<'_, '_>, tokens: &Range<usize>| -> Vec<String> {
        tokens
            .clone()
            .filter(|&t| reading.traits[t].is(Traits::MODAL))
            .map(|t| reading.keys[t].to_owned())
            .collect()
    };
    if modals(old, a) != modals(new, b) && !whole_phrase {
        return Class::Modality;
    }
    let dates = (is_time(old, a), is_time(new, b));
    if content_a.max(content_b) <= 5 && if lone { dates.0 || dates.1 } else { dates.0 && dates.1 } {
        return Class::Date;
    }
    if !lone && (has_date(old, a) && content_b <= 2 || has_date(new, b) && content_a <= 2) {
        return Class::Date;
    }
    if refers(old, a) || refers(new, b) {
        return Class::Reference;
    }
    if lone {
        let (reading, tokens, added) = if b.is_empty() { (old, a, false) } else { (new, b, true) };
        return if demands(reading, tokens, act) || states(reading, tokens) {
            if added { Class::NewDemand } else { Class::DroppedCommitment }
        } else if content_a.max(content_b) == 0 && count(reading, tokens, Traits::SCOPE) == 0 {
            Class::Wording
        } else {
            Class::Scope
        };
    }
    if names(old, a) && names(new, b) {
        return Class::Name;
    }
    if let Some(class) = forms(old, new, part, rules) {
        return class;
    }
    let scopes = |reading: &Reading<'_, '_>, tokens: &Range<usize>| -> Vec<String> {
        tokens
            .clone()
            .filter(|&t| reading.traits[t].is(Traits::SCOPE))
            .map(|t| reading.keys[t].to_owned())
            .collect()
    };
    if scopes(old, a) != scopes(new, b) || widened(old, new, part) {
        return Class::Scope;
    }
    Class::Wording
}

/// Punctuation alone, or the same letters otherwise divided (`timetable`, `time-table`).
fn spelled_alike(old: &Reading<'_, '_>, new: &Reading<'_, '_>, part: &Part) -> Option<Class> {
    let letters = |reading: &Reading<'_, '_>, tokens: &Range<usize>| -> Vec<u8> {
        tokens.clone().filter(|&t| reading.is_word(t)).flat_map(|t| reading.keys[t].bytes()).collect()
    };
    let length = |reading: &Reading<'_, '_>, tokens: &Range<usize>| -> usize {
        tokens.clone().filter(|&t| reading.is_word(t)).map(|t| reading.keys[t].len()).sum()
    };
    // Most differ in length already.
    if length(old, &part.old) != length(new, &part.new) {
        return None;
    }
    let (before, after) = (letters(old, &part.old), letters(new, &part.new));
    if before != after {
        return None;
    }
    let hyphens_only = |reading: &Reading<'_, '_>, tokens: &Range<usize>| {
        tokens.clone().filter(|&t| !reading.is_word(t)).all(|t| reading.keys[t] == "-")
    };
    let spelling = !before.is_empty() && hyphens_only(old, &part.old) && hyphens_only(new, &part.new);
    Some(if spelling { Class::Spelling } else { Class::Punctuation })
}

/// Whether a stretch is a name: words of Latin capital letters that begin no sentence, and what joins such words.
fn names(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    let mut words = tokens.clone().filter(|&t| reading.is_word(t)).peekable();
    let capital = |t: usize| {
        let opens = t == 0
            || matches!(reading.keys[t - 1], "." | "!" | "?" | ":" | ";")
            || reading.starts_paragraph(t);
        reading.passage.word(t).starts_with(char::is_uppercase)
            && (!opens || reading.passage.word(t).chars().skip(1).all(char::is_uppercase))
    };
    words.peek().is_some() && words.all(|t| capital(t) || reading.keys[t] == "of")
}

/// Whether every word differs from its counterpart by a clitic or an ending at most.
fn forms(old: &Reading<'_, '_>, new: &Reading<'_, '_>, part: &Part, rules: &Rules) -> Option<Class> {
    let words = |reading: &Reading<'_, '_>, tokens: &Range<usize>| -> Vec<usize> {
        tokens.clone().filter(|&t| reading.is_word(t)).collect()
    };
    let (a, b) = (words(old, &part.old), words(new, &part.new));
    if a.len() != b.len() || a.is_empty() {
        return None;
    }
    let mut level = Level::Exact;
    for (&i, &j) in a.iter().zip(&b) {
        level = level.max(word_level(old, i, new, j, rules));
        if level == Level::Substance {
            return None;
        }
    }
    Some(match level {
        Level::Inflection => Class::Inflection,
        Level::Clitic => Class::Clitic,
        _ => Class::Spelling,
    })
}

/// How far two words differ. Words with one key differ in spelling at most, and words that are no value and no abbreviation
/// by their forms alone: both are known without folding them again.
fn word_level(old: &Reading<'_, '_>, i: usize, new: &Reading<'_, '_>, j: usize, rules: &Rules) -> Level {
    if old.passage.words[i].key == new.passage.words[j].key {
        return Level::Spelling;
    }
    let plain = |reading: &Reading<'_, '_>, t: usize| {
        let capitals = reading.passage.word(t).bytes().filter(u8::is_ascii_uppercase).count();
        reading.passage.words[t].kind == TokenKind::Word && !reading.may_be_value(t) && capitals < 2
    };
    if plain(old, i) && plain(new, j) {
        return form_level(old.keys[i], new.keys[j], rules);
    }
    difference(old.passage.word(i), new.passage.word(j), rules).level
}

/// Whether one side has all the words of the other and more.
fn widened(old: &Reading<'_, '_>, new: &Reading<'_, '_>, part: &Part) -> bool {
    let stems = |reading: &Reading<'_, '_>, tokens: &Range<usize>| -> Vec<u32> {
        let mut stems: Vec<u32> = tokens
            .clone()
            .filter(|&t| reading.is_word(t) && reading.weights[t] > 0.0)
            .map(|t| reading.passage.words[t].stem)
            .collect();
        stems.sort_unstable();
        stems
    };
    let (a, b) = (stems(old, &part.old), stems(new, &part.new));
    let within = |few: &[u32], many: &[u32]| {
        few.len() < many.len() && few.iter().all(|stem| many.binary_search(stem).is_ok())
    };
    (!a.is_empty() && within(&a, &b)) || (!b.is_empty() && within(&b, &a))
}

/// Whether words put in or taken out are something asked or promised, not a qualification of it: they begin, after what
/// joins them, as the complement of such a verb does, and are long enough to say something.
fn demands(reading: &Reading<'_, '_>, tokens: &Range<usize>, act: Option<Act>) -> bool {
    if !matches!(act, Some(Act::Call | Act::Stress | Act::Support | Act::Commit | Act::Reject | Act::Hope)) {
        return false;
    }
    let content = reading.content(tokens.clone());
    if content < 2 {
        return false;
    }
    let mut words = tokens.clone().filter(|&t| reading.passage.words[t].kind != TokenKind::Punctuation);
    let Some(mut first) = words.next() else { return false };
    let joined = reading.traits[first].is(Traits::JOINING);
    if joined && !reading.traits[first].is(Traits::COMPLEMENT) && reading.content(first..first + 1) == 0 {
        let Some(next) = words.next() else { return false };
        first = next;
    }
    // “and will contribute 40 million” is promised whatever verb stands before.
    if joined && matches!(reading.keys[first], "will" | "shall") {
        return true;
    }
    // “and to withdraw their permits” is one more demand though it is short.
    if content < 3 && !(joined && reading.keys[first] == "to") {
        return false;
    }
    let starts_complement = reading.traits[first].is(Traits::COMPLEMENT);
    // “to the committee” names a place or person, “to visit” an action.
    let place = matches!(reading.keys[first], "to" | "for")
        && words.next().is_some_and(|next| {
            reading.keys[first] == "to" && reading.traits[next].is(Traits::FUNCTION.and(Traits::SCOPE))
        });
    if place {
        return false;
    }
    // In Arabic the joined conjunction is what makes it one more demand: `إلى اللجنة` qualifies, `وإلى زيارة` demands.
    let arabic = !reading.keys[first].is_ascii();
    if arabic {
        (starts_complement && joined) || reading.keys[first].starts_with("وب")
    } else {
        starts_complement
    }
}

/// Whether a stretch holds a position verb of the demanding kind with something to demand.
fn states(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    reading.content(tokens.clone()) >= 3
        && reading.acts_in(tokens).iter().any(|act| {
            act.tokens.end <= tokens.end
                && super::reading::is_position(act)
                && matches!(act.act, Act::Call | Act::Commit | Act::Support | Act::Stress | Act::Reject)
        })
}

/// Whether a date lies in a stretch, or some of it: another month is another date though its end stays its end.
fn has_date(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    let last = reading.facets_in(tokens).end;
    reading.facets[..last]
        .iter()
        .rev()
        .take_while(|facet| facet.tokens.end > tokens.start)
        .any(|facet| facet.kind == Kind::Date)
}

/// Whether a quantity lies in a stretch: a bare number or a percentage, no place in an order.
pub(super) fn has_quantity(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    reading.facets[reading.facets_in(tokens)].iter().any(|facet| {
        let counts = matches!(facet.said, Said::Value(Value::Number(_) | Value::Percent(_), _));
        facet.kind == Kind::Number
            && counts
            && facet.tokens.end <= tokens.end
            && !reading.is_label(&facet.tokens)
    })
}

/// Whether a stretch is one more number of a resolution, treaty or document named before it: `and 2 (2022)`.
fn refers(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    let of_numbers = |t: usize| {
        !reading.is_word(t)
            || reading.traits[t].is(Traits::JOINING)
            || reading.keys[t].starts_with(|c: char| c.is_ascii_digit())
    };
    let number = |t: usize| reading.keys[t].starts_with(|c: char| c.is_ascii_digit());
    tokens.clone().all(of_numbers)
        && tokens.clone().any(number)
        && (tokens.start.saturating_sub(REFERENCES)..tokens.start)
            .rev()
            .find(|&t| !of_numbers(t))
            .is_some_and(|t| reading.traits[t].is(Traits::REFERENCE))
}

/// Tokens that the numbers of a row of resolutions may take before one more.
const REFERENCES: usize = 16;

/// Whether a stretch tells a time: a date, a word like “immediately”, a number after “within”.
fn is_time(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    let has = |trait_| tokens.clone().any(|t| reading.traits[t].is(trait_));
    has_date(reading, tokens)
        || has(Traits::TIME)
        || (has(Traits::UNTIL)
            && reading.facets[reading.facets_in(tokens)].iter().any(|facet| facet.tokens.end <= tokens.end))
}

/// Whether a stretch has a word that turns the sense: a negation, an exception, a modal, a word of scope.
pub(super) fn turns(reading: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    let turning = Traits::NEGATION.and(Traits::EXCEPTION).and(Traits::MODAL).and(Traits::SCOPE);
    tokens.clone().any(|t| reading.traits[t].is(turning))
}

/// Whether what a demand or promise is about was exchanged for something else: two changes, not one.
pub(super) fn replaced_demand(
    old: &Reading<'_, '_>,
    new: &Reading<'_, '_>,
    part: &Part,
    act: Option<Act>,
) -> Option<(Class, Class)> {
    if !matches!(act, Some(Act::Call | Act::Commit)) {
        return None;
    }
    let (a, b) = (old.content(part.old.clone()), new.content(part.new.clone()));
    let stems = |reading: &Reading<'_, '_>, tokens: &Range<usize>| -> Vec<u32> {
        tokens.clone().filter(|&t| reading.weights[t] > 0.0).map(|t| reading.passage.words[t].stem).collect()
    };
    let after = stems(new, &part.new);
    let shared = stems(old, &part.old).iter().filter(|stem| after.contains(stem)).count();
    (a >= 4 && b >= 4 && shared * 5 <= a.min(b)).then_some((Class::DroppedCommitment, Class::NewDemand))
}

/// Whether words put in or taken out are one more item of a list, or limit or widen by a word of scope.
pub(super) fn lists_or_limits(old: &Reading<'_, '_>, new: &Reading<'_, '_>, part: &Part) -> bool {
    let (reading, tokens) = if part.new.is_empty() { (old, &part.old) } else { (new, &part.new) };
    let one_sided = part.new.is_empty() || part.old.is_empty();
    let edge = |t: Option<usize>| t.is_some_and(|t| reading.traits[t].is(Traits::JOINING));
    // A word of scope in a phrase of its own length limits the clause; in a longer one, only the phrase.
    let turns = |reading: &Reading<'_, '_>, tokens: &Range<usize>| {
        reading.content(tokens.clone()) <= 2
            && tokens.clone().any(|t| reading.traits[t].is(Traits::SCOPE.and(Traits::NEGATION)))
    };
    turns(old, &part.old)
        || turns(new, &part.new)
        || (one_sided && (edge(tokens.clone().next()) || edge(tokens.clone().last())))
}
