//! Which marks of an English sentence are performed.

use std::ops::Range;

use super::holder::{is_own, of_subject};
use super::{Holder, Sofar, Verdict};
use crate::positions::reading::{is_item, is_mark};
use crate::text::lexicon::{Act, ActMark, Form, Tense};

pub(super) fn judge(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    match mark.form {
        Form::Verb | Form::Participle => verb(sofar),
        Form::Phrase => phrase(sofar),
        Form::Adjective => passive(sofar),
        Form::Noun => named(sofar),
        Form::Purpose => Verdict::None,
    }
}

/// A verb or participle: by what stands to its left.
fn verb(sofar: &Sofar<'_>) -> Verdict {
    let (mark, sentence) = (sofar.mark(), sofar.sentence);
    let verb = skip_helpers(sofar, mark.tokens.start);
    let opening = opening(sofar);
    let none = verb..verb;
    let performed = |subject: Range<usize>| {
        let holder = of_subject(&sofar.keys[subject.clone()]);
        Verdict::Performed { subject, holder, passive: false }
    };
    let base = is_base(sofar, mark);
    if let Some(said) = said_behind(sofar, verb) {
        return said;
    }
    if verb <= opening {
        // Requests …, Welcoming …, an item of a list.
        return performed(none);
    }
    let left = sofar.key(verb - 1);
    match left {
        "to" => return to(sofar, verb, opening),
        "must" | "should" | "may" | "can" | "could" | "might" | "cannot" | "let" => {
            return Verdict::Subordinate;
        }
        "," | ";" | ":" | "-" | "–" | "—" => {
            let reduced = mark.tense == Some(Tense::Past)
                && sofar.previous.is_some()
                && matches!(
                    sofar.key(mark.tokens.end),
                    "in" | "at" | "by" | "under" | "as" | "last" | "during"
                );
            let under = base
                && (sofar.subordinate.is_some()
                    || sofar.previous.is_some_and(|previous| !is_base(sofar, previous)));
            return if reduced || under { Verdict::Subordinate } else { performed(none) };
        }
        "and" | "or" | "but" | "then" => return joined(sofar, verb, base),
        "while" => return performed(none),
        _ => {}
    }
    if mark.form == Form::Participle {
        return Verdict::Subordinate;
    }
    // A subject stands before it.
    let since = sofar.since();
    let (boundary, kind) = boundary(sofar, since, verb);
    let subject = boundary..verb;
    match kind {
        Boundary::Under => aside(sofar, &subject).map_or(Verdict::Subordinate, |subject| {
            Verdict::Performed { subject, holder: Holder::Issuer, passive: true }
        }),
        Boundary::Start if sofar.previous.is_some() => Verdict::Subordinate,
        Boundary::Start | Boundary::Clause => {
            let helped = is_helped(sofar, mark);
            if base && !helped && !takes_base(&sofar.keys[subject.clone()]) {
                return Verdict::None;
            }
            if sentence.contains(&boundary) && subject.len() > 14 {
                return Verdict::Subordinate;
            }
            performed(trim_frame(sofar, subject))
        }
    }
}

/// A verb of saying behind what is said: Inflation has wiped out wages, the Board observed.
fn said_behind(sofar: &Sofar<'_>, verb: usize) -> Option<Verdict> {
    let mark = sofar.mark();
    let ends =
        matches!(sofar.key(mark.tokens.end), "." | "," | ";" | "") || mark.tokens.end >= sofar.sentence.end;
    if !ends || !matches!(mark.act, Act::Note | Act::Stress | Act::Concern) || sofar.previous.is_some() {
        return None;
    }
    let comma = sofar.keys[sofar.sentence.start..verb].iter().rposition(|key| *key == ",")?;
    let comma = sofar.sentence.start + comma;
    let subject = &sofar.keys[comma + 1..verb];
    (comma > sofar.sentence.start + 1 && !subject.is_empty() && subject.len() <= 4 && is_own(subject))
        .then_some(Verdict::Performed {
            subject: sofar.sentence.start..comma,
            holder: Holder::Issuer,
            passive: true,
        })
}

/// The first word of a sentence, behind an item's number or letter and marks.
fn opening(sofar: &Sofar<'_>) -> usize {
    let mut at = sofar.sentence.start;
    while at < sofar.sentence.end {
        let key = sofar.keys[at];
        let item = at + 1 < sofar.sentence.end && is_item(key) && matches!(sofar.keys[at + 1], "." | ")");
        if !(is_mark(key) || item) {
            break;
        }
        at += 1;
    }
    at
}

/// Where a verb begins with its adverbs and auxiliaries.
fn skip_helpers(sofar: &Sofar<'_>, mut at: usize) -> usize {
    while at > sofar.sentence.start {
        let key = sofar.keys[at - 1];
        let helper = matches!(
            key,
            "also"
                | "further"
                | "again"
                | "once"
                | "more"
                | "has"
                | "have"
                | "had"
                | "having"
                | "will"
                | "would"
                | "shall"
                | "do"
                | "does"
                | "did"
                | "not"
                | "never"
                | "still"
                | "both"
                | "is"
                | "are"
                | "was"
                | "were"
                | "today"
                | "now"
                | "therefore"
                | "thus"
                | "likewise"
                | "hereby"
                | "be"
                | "been"
                | "then"
                | "therein"
        ) || key.ends_with("ly")
            && key.len() > 4
            && key != "family"
            && key != "july"
            && key != "assembly";
        if key == "to"
            && at >= sofar.sentence.start + 2
            && matches!(sofar.keys[at - 2], "continues" | "continue" | "continued" | "wishes" | "wish")
        {
            at -= 2;
            continue;
        }
        if !helper {
            break;
        }
        at -= 1;
    }
    at
}

/// An infinitive is performed as an item of a list, and where a meeting was for it.
fn to(sofar: &Sofar<'_>, verb: usize, opening: usize) -> Verdict {
    let performed = Verdict::Performed { subject: verb..verb, holder: Holder::Issuer, passive: false };
    if verb - 1 <= opening && opening > sofar.sentence.start {
        return performed;
    }
    if verb - 1 <= opening {
        // To help recovery, the Committee decided: what for.
        return Verdict::Subordinate;
    }
    let reach = verb.saturating_sub(9).max(sofar.sentence.start);
    let met = sofar.keys[reach..verb].iter().any(|key| {
        matches!(
            *key,
            "met"
                | "meet"
                | "convened"
                | "gathered"
                | "meeting"
                | "session"
                | "devoted"
                | "held"
                | "assembled"
        )
    });
    if met && sofar.mark().act == Act::Discuss && !sofar.keys[reach..verb].contains(&"that") {
        performed
    } else {
        Verdict::Subordinate
    }
}

/// Whether a mark's verb stands in its base form: support, not supports.
fn is_base(sofar: &Sofar<'_>, mark: &ActMark) -> bool {
    let key = sofar.key(mark.tokens.start);
    mark.tense == Some(Tense::Present) && (!key.ends_with('s') || key.ends_with("ss"))
}

/// A verb behind “and”: joined to the act before it, or to a verb under that.
fn joined(sofar: &Sofar<'_>, verb: usize, base: bool) -> Verdict {
    let mark = sofar.mark();
    let performed = Verdict::Performed { subject: verb..verb, holder: Holder::Issuer, passive: false };
    let Some(previous) = sofar.previous else {
        // The first act of the sentence: joined to a verb the lexicon does not know.
        let under = sofar.keys[sofar.since()..verb].iter().any(|key| is_under(key));
        return if under || base { Verdict::Subordinate } else { performed };
    };
    let comma = verb >= 2 && sofar.key(verb - 2) == ",";
    // It did not object, but insisted: the helper bore the tense.
    if !base && sofar.key(verb - 1) == "but" && mark.tense == Some(Tense::Past) && is_helped(sofar, previous)
    {
        return performed;
    }
    let same = previous.form == mark.form && previous.tense == mark.tense && is_base(sofar, previous) == base;
    let participle = mark.form == Form::Participle;
    if comma {
        return if base && !same { Verdict::Subordinate } else { performed };
    }
    if let Some(under) = sofar.subordinate {
        let same_under = under.form == mark.form && (under.tense == mark.tense || base);
        if same_under {
            return Verdict::Subordinate;
        }
    }
    let reduced = sofar.keys[previous.tokens.end..verb]
        .windows(2)
        .any(|pair| pair[0].ends_with("ed") && matches!(pair[1], "in" | "at" | "by" | "on" | "under" | "to"));
    if reduced
        && mark.tense == Some(Tense::Past)
        && matches!(sofar.key(mark.tokens.end), "in" | "at" | "by" | "under")
    {
        // Signed in May and adopted in June.
        return Verdict::Subordinate;
    }
    let behind_phrase = previous.form == Form::Phrase && mark.form == Form::Verb && !base;
    if same || behind_phrase || participle && previous.form == Form::Verb && sofar.subordinate.is_none() {
        performed
    } else {
        Verdict::Subordinate
    }
}

/// Whether an auxiliary bears the tense of a verb.
fn is_helped(sofar: &Sofar<'_>, mark: &ActMark) -> bool {
    sofar.keys[skip_helpers(sofar, mark.tokens.start)..mark.tokens.start]
        .iter()
        .any(|key| matches!(*key, "do" | "does" | "did" | "will" | "would" | "shall"))
}

/// The bombing, which it condemned: what a body says of the words before, in a clause of its own. Gives those words.
fn aside(sofar: &Sofar<'_>, subject: &Range<usize>) -> Option<Range<usize>> {
    let who = &sofar.keys[subject.clone()];
    let speaks =
        matches!(who, ["it" | "they" | "we" | "members"] | ["the", _] | ["the", _, _]) && is_own(who);
    let which = subject.start.checked_sub(1).filter(|at| *at > sofar.sentence.start)?;
    let judges = !matches!(sofar.mark().act, Act::Discuss | Act::Commit | Act::Note);
    if !speaks || !judges || sofar.keys[which] != "which" || sofar.keys[which - 1] != "," {
        return None;
    }
    let end = which - 1;
    let since = sofar.since().min(end);
    let start =
        sofar.keys[since..end].iter().rposition(|key| is_mark(key)).map_or(since, |at| since + at + 1);
    (start < end).then_some(start..end)
}

/// What opens the clause a verb stands in.
enum Boundary {
    /// The sentence, or the act before: nothing lies between.
    Start,
    /// A new main clause.
    Clause,
    /// A clause under another.
    Under,
}

/// Looks from a verb to the left for what opens its clause. Gives the first token of the subject too.
fn boundary(sofar: &Sofar<'_>, since: usize, verb: usize) -> (usize, Boundary) {
    let mut at = verb;
    while at > since {
        let key = sofar.keys[at - 1];
        if is_under(key) {
            return (at, Boundary::Under);
        }
        if matches!(key, "while" | "whereas" | "but" | "yet" | ";" | ":" | "–" | "—") {
            return (at, Boundary::Clause);
        }
        let new_subject = matches!(
            sofar.key(at),
            "the"
                | "it"
                | "they"
                | "we"
                | "members"
                | "ministers"
                | "participants"
                | "leaders"
                | "he"
                | "she"
        );
        if key == "," {
            // Between commas there may be an aside: Dr X, Vice-Chair, said. A clause is new where a subject follows.
            let joined = matches!(sofar.key(at), "and" | "but");
            if joined {
                return (at + 1, Boundary::Clause);
            }
            if sofar.previous.is_none() {
                // A clause under another may stand before the comma (After members reviewed it, the Council decided).
                return (at, Boundary::Clause);
            }
            return (at, if new_subject { Boundary::Clause } else { Boundary::Start });
        }
        if key == "and" && new_subject && verb - at <= 7 {
            return (at, Boundary::Clause);
        }
        at -= 1;
    }
    (since, Boundary::Start)
}

/// Words that put what follows under another clause.
fn is_under(key: &str) -> bool {
    matches!(
        key,
        "that"
            | "which"
            | "who"
            | "whom"
            | "whose"
            | "where"
            | "when"
            | "if"
            | "unless"
            | "before"
            | "after"
            | "until"
            | "because"
            | "than"
            | "whether"
            | "since"
            | "how"
            | "what"
            | "though"
            | "although"
            | "once"
            | "lest"
            | "as"
    )
}

/// Whether a subject takes the base form: we, members, the ministers.
fn takes_base(subject: &[&str]) -> bool {
    subject.iter().any(|key| matches!(*key, "we" | "they" | "i" | "you"))
        || subject.last().is_some_and(|last| last.ends_with('s') && !last.ends_with("ss") && last.len() > 3)
}

/// A subject without the phrase before its comma.
fn trim_frame(sofar: &Sofar<'_>, subject: Range<usize>) -> Range<usize> {
    let comma = sofar.keys[subject.clone()].iter().rposition(|key| *key == ",");
    comma.map_or(subject.clone(), |at| subject.start + at + 1..subject.end)
}

/// A fixed phrase: performed as an adverb or a predicate (with concern, is determined to).
fn phrase(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    if matches!(sofar.key(mark.tokens.start), "will" | "would") && mark.tokens.len() <= 2 {
        return announced(sofar);
    }
    let verb = skip_helpers(sofar, mark.tokens.start);
    if verb <= opening(sofar) {
        return Verdict::Performed { subject: verb..verb, holder: Holder::Issuer, passive: false };
    }
    let left = sofar.key(verb - 1);
    if mark.subordinate || matches!(left, "to" | "must" | "should") {
        return Verdict::Subordinate;
    }
    let adverb = sofar.key(mark.tokens.start) == "with";
    if adverb || matches!(left, "," | "and" | ";") {
        return Verdict::Performed { subject: verb..verb, holder: Holder::Issuer, passive: false };
    }
    let (start, kind) = boundary(sofar, sofar.since(), verb);
    match kind {
        Boundary::Under => Verdict::Subordinate,
        Boundary::Start if sofar.previous.is_some() => Verdict::Subordinate,
        _ => {
            let subject = trim_frame(sofar, start..verb);
            let holder = of_subject(&sofar.keys[subject.clone()]);
            Verdict::Performed { subject, holder, passive: false }
        }
    }
}

/// What a body says it will or will not do (the Board will publish a list): an act where the verb behind is none of the
/// lexicon's own and the subject is the body that speaks.
fn announced(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    let end = mark.tokens.end;
    let mut verb = end;
    while matches!(sofar.key(verb), "also" | "then" | "now" | "continue" | "therefore" | "to")
        || sofar.key(verb).ends_with("ly")
    {
        verb += 1;
    }
    let known = sofar.marks.get(sofar.n + 1).is_some_and(|next| next.tokens.start <= verb);
    let refused = mark.act == Act::Reject;
    let idle = matches!(sofar.key(verb), "be" | "have" | "depend" | "remain" | "need" | "become")
        || !refused && sofar.key(verb) == "take";
    if known || idle {
        return Verdict::None;
    }
    let start = mark.tokens.start;
    if start > sofar.sentence.start
        && matches!(sofar.key(start - 1), "and" | "but")
        && sofar.previous.is_some()
    {
        return Verdict::Performed { subject: start..start, holder: Holder::Issuer, passive: false };
    }
    let (boundary, kind) = boundary(sofar, sofar.since(), start);
    let subject = trim_frame(sofar, boundary..start);
    let free = match kind {
        Boundary::Under => false,
        Boundary::Start => sofar.previous.is_none(),
        Boundary::Clause => true,
    };
    if free && subject.len() <= 6 && is_own(&sofar.keys[subject.clone()]) {
        Verdict::Performed { subject, holder: Holder::Issuer, passive: false }
    } else {
        Verdict::None
    }
}

/// A passive: it was stressed that, the situation was discussed.
fn passive(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    let verb = skip_helpers(sofar, mark.tokens.start);
    let be = &sofar.keys[verb..mark.tokens.start];
    let past = be.iter().any(|key| matches!(*key, "was" | "were" | "is" | "been"));
    if !past || verb <= sofar.sentence.start {
        return Verdict::None;
    }
    let (start, kind) = boundary(sofar, sofar.since(), verb);
    let free = match kind {
        Boundary::Under => false,
        Boundary::Start => sofar.previous.is_none(),
        Boundary::Clause => true,
    };
    if !free {
        return Verdict::Subordinate;
    }
    let subject = trim_frame(sofar, start..verb);
    if sofar.key(verb - 1) == "it" {
        return Verdict::Performed { subject, holder: Holder::Issuer, passive: false };
    }
    // Was welcomed by members: the agent decides whose it is.
    let behind = &sofar.keys[mark.tokens.end..sofar.sentence.end.min(mark.tokens.end + 7)];
    let agent = behind.iter().position(|key| *key == "by");
    let was = be.iter().any(|key| matches!(*key, "was" | "were"));
    match agent {
        Some(at) if at <= 1 => {
            let holder = of_subject(&behind[at + 1..]);
            Verdict::Performed { subject, holder, passive: true }
        }
        // Donors were urged to pay: whom one calls on is the subject, what for stands behind.
        None if was && mark.act == Act::Call && !subject.is_empty() && subject.len() <= 12 => {
            Verdict::Performed { subject, holder: Holder::Issuer, passive: false }
        }
        _ if was
            && !subject.is_empty()
            && subject.len() <= 12
            && matches!(mark.act, Act::Discuss | Act::Stress | Act::Welcome | Act::Condemn) =>
        {
            Verdict::Performed { subject, holder: Holder::Issuer, passive: true }
        }
        _ => Verdict::Subordinate,
    }
}

/// A noun that a passive carrier performs: concern was expressed, agreement was reached.
fn named(sofar: &Sofar<'_>) -> Verdict {
    let mark = sofar.mark();
    let behind = &sofar.keys[mark.tokens.end..sofar.sentence.end.min(mark.tokens.end + 5)];
    let carried = behind.iter().position(|key| matches!(*key, "was" | "were")).is_some_and(|at| {
        behind[at..].iter().any(|key| {
            matches!(
                *key,
                "expressed"
                    | "voiced"
                    | "reiterated"
                    | "conveyed"
                    | "reaffirmed"
                    | "renewed"
                    | "extended"
                    | "made"
                    | "taken"
                    | "placed"
                    | "given"
            )
        })
    });
    let there = mark.tokens.start >= sofar.sentence.start + 2
        && sofar.keys[mark.tokens.start.saturating_sub(4).max(sofar.sentence.start)..mark.tokens.start]
            .windows(2)
            .any(|pair| pair[0] == "there" && matches!(pair[1], "was" | "is"));
    let under = sofar.keys[sofar.since()..mark.tokens.start].iter().any(|key| is_under(key));
    if (carried || there) && !under {
        Verdict::Performed {
            subject: mark.tokens.start..mark.tokens.start,
            holder: Holder::Issuer,
            passive: false,
        }
    } else {
        Verdict::None
    }
}
