//! What each act of a paragraph is about.

use std::ops::Range;

use super::{Found, Hit, names, topics_of};
use crate::positions::acts::ClauseAct;
use crate::positions::codebook::{TopicId, Weight};
use crate::positions::reading::{is_mark, stretch};
use crate::text::fold::clitic::is_radical;
use crate::text::lexicon::Act;

/// The topic a paragraph ends on, and the paragraph's keys: what the next one may point back to.
#[derive(Debug, Clone, Default)]
pub(super) struct Running<'k> {
    topic: Option<TopicId>,
    keys: &'k [&'k str],
}

/// What speaks for a topic: what its terms weigh, whether it stands first, whether it is the topic already spoken of.
/// Chosen so that a term of full weight is beaten by one that stands first or goes on, not by both together.
const FIRST: f32 = 1.5;
const RUNNING: f32 = 1.0;
const AGAIN: f32 = 0.3;
/// What stands under a relative or a clause of time is seldom the object.
const UNDER: f32 = -1.5;

/// Gives each act its topics and calls `found` for each. Returns the topic the paragraph ends on.
pub(super) fn assign<'a, 'k>(
    keys: &'k [&'k str],
    acts: &'a [ClauseAct],
    hits: &'a [Hit],
    before: &Running<'_>,
    mut found: impl FnMut(Found<'a>),
) -> Running<'k> {
    let mut running: Option<(TopicId, Vec<&'a Hit>)> = None;
    let mut waiting: Vec<&'a ClauseAct> = Vec::new();
    let mut sentence = None;
    for act in acts {
        if sentence.as_ref() != Some(&act.sentence) {
            sentence = Some(act.sentence.clone());
            if let Some(frame) = frame(keys, act, hits) {
                running = Some(frame);
            }
        }
        let topical = if is_meeting(stretch(keys, act.verb.clone())) {
            behind_topic_word(keys, &act.scope)
        } else {
            act.scope.clone()
        };
        let inside: Vec<&Hit> = hits
            .iter()
            .filter(|hit| {
                // Whom one holds responsible stands among the words of the act.
                within(&hit.tokens, &topical) || topical == act.scope && inside_of(keys, &hit.tokens, act)
            })
            .filter(|hit| !within(&hit.tokens, &act.subject))
            .collect();
        let now = running.as_ref().map(|(topic, _)| topic);
        let mut chosen = choose(keys, act, &inside, now);
        if chosen.is_empty()
            && topical == act.scope
            && now.is_none()
            && (act.act != Act::Call || !act.subject.is_empty())
        {
            // Nothing in the object: an office is named for what it speaks on.
            let subject: Vec<&Hit> = hits.iter().filter(|hit| within(&hit.tokens, &act.subject)).collect();
            chosen = choose(keys, act, &subject, None).into_iter().take(1).collect();
        }
        if let Some((topic, hits)) = chosen.first() {
            running = Some((topic.clone(), hits.clone()));
            for act in waiting.drain(..) {
                found(Found { act, topic: topic.clone(), hits: hits.clone(), inherited: true });
            }
            for (topic, hits) in chosen {
                found(Found { act, topic, hits, inherited: false });
            }
        } else if let Some((topic, hits)) = &running {
            found(Found { act, topic: topic.clone(), hits: hits.clone(), inherited: true });
        } else if !matches!(act.act, Act::Discuss | Act::Note) {
            waiting.push(act);
        }
    }
    // No act of the paragraph named a topic, but what stands before the first of them does.
    if running.is_none()
        && let Some(first) = waiting.first().map(|act| act.verb.start)
        && let Some(hit) = hits.iter().find(|hit| hit.weight == Weight::Names && hit.tokens.end <= first)
    {
        for act in waiting.drain(..) {
            found(Found { act, topic: hit.topic.clone(), hits: vec![hit], inherited: true });
        }
        running = Some((hit.topic.clone(), vec![hit]));
    }
    // No act of the paragraph named a topic: it may go on with what the one before spoke of.
    if running.is_none()
        && let Some(topic) = before.topic.clone().filter(|_| points_back(keys, acts, before))
    {
        for act in waiting {
            found(Found { act, topic: topic.clone(), hits: Vec::new(), inherited: true });
        }
        running = Some((topic, Vec::new()));
    }
    Running { topic: running.map(|(topic, _)| topic), keys }
}

/// Whether an act is that a meeting was held: its place, chair and guests are no topics.
fn is_meeting(verb: &[&str]) -> bool {
    verb.len() > 1
        && verb.last().is_some_and(|last| {
            let bare = last.strip_prefix("ال").unwrap_or(last);
            matches!(bare, "meeting" | "meetings" | "session" | "جلسه")
                || bare.starts_with("اجتماع")
                || bare.starts_with("موتمر")
        })
}

/// The part of a meeting's clause that tells what it was on.
fn behind_topic_word(keys: &[&str], scope: &Range<usize>) -> Range<usize> {
    let on = stretch(keys, scope.clone()).iter().position(|key| {
        matches!(
            *key,
            "on" | "about"
                | "to"
                | "devoted"
                | "regarding"
                | "حول"
                | "بشان"
                | "عن"
                | "بخصوص"
                | "لبحث"
                | "لمناقشه"
        )
    });
    let start = on.map_or(scope.end, |at| scope.start + at + 1);
    let end =
        stretch(keys, start..scope.end).iter().position(|key| *key == ",").map_or(scope.end, |at| start + at);
    start..end
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a term stands between the first and the last word of an act (حملت روسيا مسؤولية), begins in them and goes on
/// behind (ربط … بوقف إطلاق النار, elected a new chair), or is its Arabic complement (نوه بالمعلمين). Who briefed a body
/// is not what on.
fn inside_of(keys: &[&str], term: &Range<usize>, act: &ClauseAct) -> bool {
    let verb = &act.verb;
    let begins = verb.start <= term.start && term.start < verb.end;
    let presenter = matches!(keys[verb.start], "briefed" | "updated" | "informed");
    let inside = term.end < verb.end && !presenter;
    let between = verb.start < term.start && (inside || keys[term.start].starts_with('ب'));
    begins && (between || term.end > verb.end)
}

/// What a sentence says it turns to: “On sanctions,”, “وفي الشأن السياسي،”.
fn frame<'a>(keys: &[&str], act: &ClauseAct, hits: &'a [Hit]) -> Option<(TopicId, Vec<&'a Hit>)> {
    let start = act.sentence.start;
    let end = if act.subject.end <= act.verb.start {
        act.subject.start.min(act.verb.start)
    } else {
        act.verb.start
    };
    let first = *keys.get(start)?;
    let opens = matches!(
        first,
        "on" | "turning"
            | "regarding"
            | "concerning"
            | "in"
            | "with"
            | "as"
            | "at"
            | "following"
            | "about"
            | "under"
            | "for"
            | "في"
            | "وفي"
            | "بشان"
            | "وبشان"
            | "حول"
            | "وحول"
            | "علي"
            | "وعلي"
            | "اما"
            | "فيما"
            | "وفيما"
            | "بخصوص"
            | "وبخصوص"
            | "عن"
            | "وعن"
            | "ازاء"
            | "وازاء"
            | "بالنسبه"
            | "وبالنسبه"
    );
    if !opens || end <= start {
        return None;
    }
    let inside: Vec<&Hit> = hits.iter().filter(|hit| within(&hit.tokens, &(start..end))).collect();
    let topic =
        topics_of(inside.iter().copied().filter(|hit| hit.weight >= Weight::Strong)).first().copied()?;
    Some((topic.clone(), inside.into_iter().filter(|hit| hit.topic == *topic).collect()))
}

/// The topics of an object, the leading one first.
fn choose<'a>(
    keys: &[&str],
    act: &ClauseAct,
    inside: &[&'a Hit],
    running: Option<&TopicId>,
) -> Vec<(TopicId, Vec<&'a Hit>)> {
    let of =
        |topic: &TopicId| inside.iter().copied().filter(|hit| hit.topic == *topic).collect::<Vec<&'a Hit>>();
    let named: Vec<&TopicId> = topics_of(inside.iter().copied())
        .into_iter()
        .filter(|topic| names(&of(topic)) || running == Some(*topic))
        .collect();
    // A member of a list whose head names no topic is not what the clause is about; nor is whom one calls on.
    let content = if act.act == Act::Call { demanded(keys, &act.scope, inside, running) } else { 0 };
    let first = inside
        .iter()
        .filter(|hit| named.contains(&&hit.topic) && !is_member(keys, act.scope.start, hit.tokens.start))
        .map(|hit| hit.tokens.start)
        .filter(|start| *start >= content)
        .min();
    // An adjective before its noun is not what stands first: European sanctions.
    let first = first.map(|first| {
        let adjective = inside.iter().find(|hit| hit.tokens.start == first && hit.weight == Weight::Strong);
        adjective
            .filter(|hit| keys[hit.tokens.start].is_ascii())
            .and_then(|hit| {
                inside.iter().find(|noun| noun.tokens.start == hit.tokens.end && noun.weight == Weight::Names)
            })
            .map_or(first, |noun| noun.tokens.start)
    });
    let score = |topic: &TopicId| {
        let hits = of(topic);
        let best = hits
            .iter()
            .map(|hit| {
                let mut score = f32::from(hit.weight.number());
                if Some(hit.tokens.start) == first {
                    score += FIRST;
                }
                if is_under(keys.get(act.scope.start..hit.tokens.start).unwrap_or_default()) {
                    score += UNDER;
                }
                score
            })
            .fold(f32::MIN, f32::max);
        best + if running == Some(topic) { RUNNING } else { 0.0 } + AGAIN * (hits.len().min(4) - 1) as f32
    };
    let mut leading: Option<(&TopicId, f32)> = None;
    for topic in &named {
        let score = score(topic);
        if leading.is_none_or(|(_, best)| score > best) {
            leading = Some((topic, score));
        }
    }
    let Some((leading, score)) = leading else { return Vec::new() };
    // “Exempt medicine from them” goes on with what was spoken of.
    let weak = of(leading).iter().all(|hit| {
        hit.weight < Weight::Names
            || is_under(keys.get(act.scope.start..hit.tokens.start).unwrap_or_default())
    });
    if weak
        && running.is_some_and(|running| running != leading)
        && refers_back(stretch(keys, act.scope.clone()))
    {
        return Vec::new();
    }
    // What is said deep under the object does not turn the talk from what it is on.
    if score < 2.0 && running.is_some_and(|running| running != leading) {
        return Vec::new();
    }
    let mut chosen = vec![(leading.clone(), of(leading))];
    for topic in named.into_iter().filter(|topic| *topic != leading) {
        // A list's members follow its head.
        let head = chosen[0].1.iter().map(|hit| hit.tokens.start).min().unwrap_or(0);
        let beside =
            of(topic).into_iter().any(|hit| hit.tokens.start > head && stands_beside(keys, act, hit));
        if beside {
            chosen.push((topic.clone(), of(topic)));
        }
    }
    chosen
}

/// Whether what stands between a verb and a term puts the term under a clause of its own.
fn is_under(between: &[&str]) -> bool {
    let mut exception = false;
    between.iter().any(|key| {
        let under = matches!(
            *key,
            "which"
                | "who"
                | "whose"
                | "where"
                | "before"
                | "after"
                | "until"
                | "as"
                | "since"
                | "following"
                | "so"
                | "التي"
                | "الذي"
                | "الذين"
                | "قبل"
                | "بعد"
                | "بوصفه"
                | "بوصفها"
                | "باعتباره"
                | "باعتبارها"
                | "اساسا"
                | "عقب"
                | "وما"
                | "بما"
                | "مما"
                | "حال"
                | "ريثما"
                | "الموقع"
                | "رغم"
        );
        // Only after: the exception is what is asked for.
        let counts = under && !exception;
        exception = matches!(*key, "الا" | "unless" | "only" | "except");
        counts
    })
}

/// Whether a clause has a pronoun that stands for what was spoken of before it.
fn refers_back(keys: &[&str]) -> bool {
    keys.iter().any(|key| {
        matches!(
            *key,
            "منها"
                | "منه"
                | "فيها"
                | "فيه"
                | "عنها"
                | "عنه"
                | "بها"
                | "به"
                | "لها"
                | "له"
                | "عليها"
                | "عليه"
                | "اليها"
                | "اليه"
                | "it"
                | "them"
                | "this"
                | "these"
                | "thereof"
                | "his"
                | "her"
        )
    })
}

/// Where the content of a call begins that names its addressee first (called on Russia to …): behind “to” or the
/// preposition, if a term stands there before the next comma.
fn demanded(keys: &[&str], scope: &Range<usize>, inside: &[&Hit], running: Option<&TopicId>) -> usize {
    let Some(addressee) =
        inside.first().filter(|hit| (scope.start..=scope.start + 3).contains(&hit.tokens.start))
    else {
        return scope.start;
    };
    let opener = |key: &&str| {
        matches!(*key, "to" | "that" | "الي" | "علي" | "ان" | "بان")
            || key.starts_with('ب') && key.chars().count() >= 5
    };
    if stretch(keys, scope.start..addressee.tokens.start).iter().any(opener) {
        // It is content already: دعته إلى …
        return scope.start;
    }
    let behind = addressee.tokens.end..scope.end;
    let asked = stretch(keys, scope.start..addressee.tokens.start).last() == Some(&"من");
    // طلبت من أنقرة ضمان: what is asked follows whom it is asked of.
    let opens = if asked { Some(0) } else { stretch(keys, behind.clone()).iter().position(opener) };
    let Some(opens) = opens else { return scope.start };
    let start = behind.start + opens;
    let end =
        stretch(keys, start..scope.end).iter().position(|key| *key == ",").map_or(scope.end, |at| start + at);
    let named = inside.iter().any(|hit| {
        (hit.weight >= Weight::Strong || running == Some(&hit.topic))
            && hit.topic != addressee.topic
            && start <= hit.tokens.start
            && hit.tokens.end <= end
    });
    if named { start } else { scope.start }
}

/// Whether a word is joined to the one before by a conjunction.
fn is_member(keys: &[&str], start: usize, at: usize) -> bool {
    if at <= start {
        return false;
    }
    let key = keys.get(at).copied().unwrap_or_default();
    key.starts_with('و') && !is_radical(key) || matches!(keys[at - 1], "and" | "or")
}

/// Whether a term heads a member of the list the object is: “the ceasefire, the situation of refugees and the talks”.
fn stands_beside(keys: &[&str], act: &ClauseAct, hit: &Hit) -> bool {
    let Some(scope) = keys.get(act.scope.start..hit.tokens.start) else { return false };
    if is_under(scope) || scope.iter().any(|key| matches!(*key, "that" | "to" | "ان" | "بان" | "كي")) {
        return false;
    }
    // Back to where the list's member begins.
    let mut distance = 0;
    for at in (act.scope.start..=hit.tokens.start).rev() {
        let key = keys[at];
        let joined = at < hit.tokens.start && matches!(key, "," | "and" | "or");
        let conjunction = at > act.scope.start && key.starts_with('و') && !is_radical(key);
        if joined || conjunction {
            let preposition = keys.get(at + usize::from(joined)).is_some_and(|key| {
                matches!(
                    *key,
                    "والي"
                        | "وعلي"
                        | "وفي"
                        | "ومن"
                        | "وبما"
                        | "وان"
                        | "وعن"
                        | "in"
                        | "with"
                        | "for"
                        | "under"
                        | "at"
                )
            });
            let reach = if act.act == Act::Discuss { 6 } else { 2 };
            let heavy = act.act == Act::Discuss || hit.weight == Weight::Names;
            return distance <= reach && heavy && !preposition;
        }
        if !is_mark(key) {
            distance += 1;
        }
    }
    false
}

/// Whether a paragraph without a topic goes on with the one before: it begins with a pronoun, or repeats its words.
fn points_back(keys: &[&str], acts: &[ClauseAct], before: &Running<'_>) -> bool {
    let Some(first) = acts.first() else { return false };
    let subject = keys.get(first.subject.clone()).unwrap_or_default();
    if matches!(subject, ["it" | "they" | "he" | "she"]) {
        return true;
    }
    let shared = keys.iter().filter(|key| key.chars().count() >= 5 && before.keys.contains(key)).count();
    shared >= 4
}
