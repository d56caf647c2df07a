//! Which of the acts found in a paragraph are performed there, and by whom.
//!
//! The lexicon finds every word of position. Most of a communiqué's are not positions of the issuer: what a ceasefire
//! *agreed* in June is, what a plan *supports*, what *was announced* by another. An act is performed where its word
//! governs a clause: the first verb of a sentence, a verb or participle joined to that one, a passive or a noun with a verb
//! that says no more than that it was done (جرى التأكيد على, مع الترحيب ب, concern was expressed). The two languages show
//! this in different ways ([`arabic`], [`english`]). What an act is about is not asked here.

mod arabic;
mod english;
mod holder;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::reading::{Paragraph, Words, is_arabic, is_item, is_mark, sentences, stretch};
use crate::text::lexicon::{Act, ActMark, Form, LemmaId, Lexicon, Outer, Tense};

/// Whose act it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// Whoever issued the release, or a body, office or member that speaks in it.
    Issuer,
    /// Another party, of which the release reports.
    Other,
}

impl Holder {
    /// The name it goes by in exports and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Other => "other",
        }
    }
}

/// An act performed in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseAct {
    /// The act, after carriers, stress and negation.
    pub act: Act,
    /// Its force, 1 to 3.
    pub force: u8,
    /// The verb.
    pub lemma: LemmaId,
    /// Whose act it is.
    pub holder: Holder,
    /// Tokens of the words that perform it, a carrier with its complement.
    pub verb: Range<usize>,
    /// Tokens of the subject where it is written out; before the verb in English, behind it in Arabic.
    pub subject: Range<usize>,
    /// Tokens in which its object stands: up to the next act or the sentence's end; of a passive, the subject.
    pub scope: Range<usize>,
    /// The sentence it stands in, by its tokens.
    pub sentence: Range<usize>,
    /// Where the act begins in the paragraph, in bytes: a conjunction joined to its first word is left out.
    pub start: usize,
}

/// What a language says of a mark.
enum Verdict {
    /// It is performed here.
    Performed {
        subject: Range<usize>,
        holder: Holder,
        /// Its object stands in the subject: was welcomed.
        passive: bool,
    },
    /// Another party performs it in a clause under another, of which the sentence's own act is not the neighbour.
    Reported { subject: Range<usize> },
    /// It belongs to a clause under another.
    Subordinate,
    /// It performs nothing.
    None,
}

/// What is known of a sentence so far.
struct Sofar<'a> {
    /// The paragraph's keys.
    keys: &'a [&'a str],
    /// All marks of the paragraph.
    marks: &'a [ActMark],
    /// The number of this one.
    n: usize,
    /// The sentence's tokens.
    sentence: &'a Range<usize>,
    /// The act performed last in this sentence: its mark, or none.
    previous: Option<&'a ActMark>,
    /// The last mark of this sentence that was subordinate, behind `previous`.
    subordinate: Option<&'a ActMark>,
}

impl<'a> Sofar<'a> {
    fn mark(&self) -> &'a ActMark {
        &self.marks[self.n]
    }

    fn key(&self, at: usize) -> &'a str {
        self.keys.get(at).copied().unwrap_or_default()
    }

    /// The key before the mark inside the sentence; empty at its start.
    fn before(&self) -> &'a str {
        let start = self.mark().tokens.start;
        if start > self.sentence.start { self.keys[start - 1] } else { "" }
    }

    /// Where the act before it ends, or the sentence begins.
    fn since(&self) -> usize {
        self.previous.map_or(self.sentence.start, |mark| mark.tokens.end.max(self.sentence.start))
    }
}

/// The acts performed in each paragraph of a release, in order.
pub fn clause_acts<S: AsRef<str>>(paragraphs: &[S]) -> Vec<Vec<ClauseAct>> {
    let bytes = paragraphs.iter().map(|text| text.as_ref().len()).sum();
    let mut words = Words::with_capacity(bytes, Lexicon::standard());
    let mut lead = Lead::default();
    let mut all = Vec::with_capacity(paragraphs.len());
    for text in paragraphs {
        let paragraph = words.read(text.as_ref());
        let keys = words.keys_of(&paragraph);
        all.push(lead.over(&paragraph, &keys, &performed(&words, &paragraph, &keys)).into_owned());
    }
    all
}

/// Carries from paragraph to paragraph what an item of a list (“(a) That …”, “(b) To …”) without an act of its own takes: the act
/// of the line it is listed under (“Decides:”).
#[derive(Debug, Default)]
pub(crate) struct Lead(Option<ClauseAct>);

impl Lead {
    /// The acts of the next paragraph, given those [`performed`] in it.
    pub(crate) fn over<'a>(
        &mut self,
        paragraph: &Paragraph<'_>,
        keys: &[&str],
        performed: &'a [ClauseAct],
    ) -> Cow<'a, [ClauseAct]> {
        let mut acts = Cow::Borrowed(performed);
        let first = keys.iter().position(|key| !is_mark(key) && !is_item(key));
        let item = first.filter(|at| *at > 0 && matches!(keys[*at], "that" | "to" | "ان" | "بان"));
        if let (Some(lead), Some(at)) = (&self.0, item)
            && acts.first().is_none_or(|act| act.verb.start > at + 2)
        {
            let end = acts.first().map_or(keys.len(), |act| act.verb.start);
            let verb = at..(at + 2).min(keys.len());
            let (scope, sentence) = (verb.end..end.max(verb.end), 0..keys.len());
            let start = paragraph.bytes(verb.clone()).start;
            acts.to_mut().insert(
                0,
                ClauseAct { verb: verb.clone(), subject: at..at, scope, sentence, start, ..lead.clone() },
            );
        }
        if item.is_none() {
            self.0 = keys.last().filter(|key| **key == ":").and_then(|_| acts.last().cloned());
        }
        acts
    }
}

/// The acts of one paragraph whose words were read.
pub(crate) fn performed(words: &Words<'_>, paragraph: &Paragraph<'_>, keys: &[&str]) -> Vec<ClauseAct> {
    let mut marks = words.lexicon.find_where(keys, |at| words.may_act[paragraph.words[at] as usize]);
    if let Some(undertakes) = words.lexicon.undertakes() {
        announce(&mut marks, keys, undertakes);
    }
    let mut acts: Vec<ClauseAct> = Vec::new();
    if marks.is_empty() {
        return acts;
    }
    let sentences = sentences(keys, &paragraph.tokens);
    let mut n = 0;
    for sentence in &sentences {
        let first_of_sentence = acts.len();
        let mut previous: Option<usize> = None;
        let mut reported: Vec<ClauseAct> = Vec::new();
        let mut subordinate: Option<usize> = None;
        while n < marks.len() && marks[n].tokens.start < sentence.end {
            let mark = &marks[n];
            let sofar = Sofar {
                keys,
                marks: &marks,
                n,
                sentence,
                previous: previous.map(|at| &marks[at]),
                subordinate: subordinate.map(|at| &marks[at]),
            };
            let verdict = match keys.get(mark.tokens.start) {
                Some(key) if is_arabic(key) => arabic::judge(&sofar),
                _ => english::judge(&sofar),
            };
            match verdict {
                Verdict::Performed { subject, holder, passive } => {
                    let same_subject = subject.is_empty() && previous.is_some();
                    let holder = match acts.last() {
                        Some(last) if same_subject && !passive => last.holder,
                        _ => holder,
                    };
                    let scope = if passive { subject.clone() } else { mark.tokens.end..sentence.end };
                    acts.extend(act(mark, keys, paragraph, holder, subject, scope, sentence));
                    previous = Some(n);
                    subordinate = None;
                }
                Verdict::Reported { subject } => {
                    let scope = subject.end.max(mark.tokens.end)..sentence.end;
                    reported.extend(act(mark, keys, paragraph, Holder::Other, subject, scope, sentence));
                    subordinate = Some(n);
                }
                Verdict::Subordinate => subordinate = Some(n),
                Verdict::None => {}
            }
            n += 1;
        }
        settle(&mut acts, first_of_sentence, keys, &marks);
        acts.append(&mut reported);
    }
    acts
}

/// Adds what a text says will or will not be done, where no word of the lexicon says it already: whether it is a body that
/// undertakes it is judged with the other marks. It is no word of position anywhere else.
fn announce(marks: &mut Vec<ActMark>, keys: &[&str], lemma: LemmaId) {
    for at in 0..keys.len() {
        if !matches!(keys[at], "will" | "would") {
            continue;
        }
        let negated = keys.get(at + 1) == Some(&"not");
        // Will not hesitate to: it will.
        let insists =
            keys.get(at + 2).is_some_and(|key| matches!(*key, "hesitate" | "cease" | "rest" | "stop"));
        if keys[at] == "would" && !negated {
            continue;
        }
        let tokens = at..at + 1 + usize::from(negated);
        if marks.iter().any(|mark| mark.tokens.start < tokens.end && tokens.start < mark.tokens.end) {
            continue;
        }
        let act = if negated && !insists { Act::Reject } else { Act::Commit };
        let place = marks.partition_point(|mark| mark.tokens.start < at);
        marks.insert(
            place,
            ActMark {
                tokens,
                act,
                lemma,
                form: Form::Phrase,
                force: 2,
                outer: None,
                negated: false,
                subordinate: false,
                tense: Some(Tense::Present),
                conjunction: false,
            },
        );
    }
}

/// A mark as an act; `None` where a negation takes it away.
fn act(
    mark: &ActMark,
    keys: &[&str],
    paragraph: &Paragraph<'_>,
    holder: Holder,
    subject: Range<usize>,
    scope: Range<usize>,
    sentence: &Range<usize>,
) -> Option<ClauseAct> {
    let (act, force) = act_of(mark, keys)?;
    Some(ClauseAct {
        act,
        force,
        lemma: mark.lemma,
        holder,
        verb: mark.tokens.clone(),
        subject,
        scope,
        sentence: sentence.clone(),
        start: start_byte(paragraph, mark),
    })
}

/// Bounds the scope of each act of a sentence by the next, nests nouns of stress, lets adverbial phrases colour their verb.
fn settle(acts: &mut Vec<ClauseAct>, first: usize, keys: &[&str], marks: &[ActMark]) {
    let mut at = first;
    while at < acts.len() {
        // تابع بقلق بالغ, noted with concern: the phrase's act, the verb's words.
        if at + 1 < acts.len() {
            let (before, after) = (&acts[at], &acts[at + 1]);
            let plain = matches!(before.act, Act::Note | Act::Discuss);
            let near =
                stretch(keys, before.verb.end..after.verb.start).iter().filter(|key| !is_mark(key)).count()
                    <= 3
                    && !stretch(keys, before.verb.end..after.verb.start)
                        .iter()
                        .any(|key| matches!(*key, "," | ":"));
            if plain && near && is_adverbial(&after.verb, keys) {
                let after = acts.remove(at + 1);
                acts[at].act = after.act;
                acts[at].force = acts[at].force.max(after.force);
                acts[at].lemma = after.lemma;
                acts[at].scope.start = after.verb.end;
                continue;
            }
        }
        at += 1;
    }
    for at in first..acts.len() {
        let next = acts[at + 1..].iter().find(|next| next.scope.start >= next.verb.end);
        if let Some(end) = next.map(|next| {
            if is_arabic(keys[next.verb.start]) {
                next.verb.start
            } else {
                next.subject.start.min(next.verb.start)
            }
        }) && acts[at].scope.end > end
            && acts[at].scope.start <= end
        {
            acts[at].scope.end = end;
        }
        // A clause of its own whose verb is none of the lexicon: ناقش الهدنة، ولم يتسن له …
        let scope = acts[at].scope.clone();
        if let Some(new) = stretch(keys, scope.clone()).windows(2).position(|pair| {
            is_mark(pair[0]) && matches!(pair[1], "ولم" | "ولن" | "فلم" | "فلن" | "بينما" | "وقد")
        }) {
            acts[at].scope.end = scope.start + new;
        }
        let verb = acts[at].verb.clone();
        if acts[at].act == Act::Stress
            && let Some(inner) = marks.iter().find(|mark| mark.tokens.start >= verb.end)
            && inner.form == Form::Noun
            && !matches!(inner.act, Act::Stress | Act::Note | Act::Discuss | Act::Commit)
            && matches!(stretch(keys, verb.end..inner.tokens.start), ["علي"] | [])
            && !keys[inner.tokens.start].starts_with("ال")
        {
            // جرى التأكيد على رفض, مع التأكيد على دعم.
            acts[at].act = inner.act;
            acts[at].force = 3;
            acts[at].lemma = inner.lemma;
            acts[at].verb.end = inner.tokens.end;
            acts[at].scope.start = inner.tokens.end.min(acts[at].scope.end);
        }
    }
}

/// Whether a mark's words are an adverb: بقلق بالغ, with satisfaction.
fn is_adverbial(verb: &Range<usize>, keys: &[&str]) -> bool {
    let first = keys[verb.start];
    first == "with" || first == "مع" || first.starts_with('ب') && first != "بارك"
}

/// The act a mark performs, its negation worked in: what is not supported is rejected, what is not rejected is no act.
fn act_of(mark: &ActMark, keys: &[&str]) -> Option<(Act, u8)> {
    let mut force = mark.force;
    if is_intensified(keys, &mark.tokens) {
        force = 3;
    }
    if !mark.negated {
        return Some((mark.act, force));
    }
    match mark.act {
        Act::Support | Act::Commit | Act::Welcome => Some((Act::Reject, force)),
        // What a body says it will not do it refuses: will not recognise, shall not discuss, لن نعترف.
        Act::Note | Act::Discuss if is_of_will(keys, &mark.tokens) => Some((Act::Reject, force.max(2))),
        Act::Hope => Some((Act::Note, 1)),
        Act::Stress if mark.outer == Some(Outer::Stress) => Some((Act::Stress, force)),
        _ => None,
    }
}

/// Whether the negation before a verb is one of will and not of fact.
fn is_of_will(keys: &[&str], verb: &Range<usize>) -> bool {
    match &keys[verb.start.saturating_sub(3)..verb.start] {
        [.., "لن" | "ولن" | "فلن" | "won't" | "cannot"] => true,
        [.., will, "not"] | [.., will, "not", _] => {
            matches!(*will, "will" | "would" | "shall" | "can" | "could")
        }
        _ => false,
    }
}

/// Whether a word of strength stands right before or behind a verb.
fn is_intensified(keys: &[&str], verb: &Range<usize>) -> bool {
    let strong = |key: &&str| {
        matches!(
            *key,
            "strongly"
                | "firmly"
                | "categorically"
                | "unequivocally"
                | "strongest"
                | "deeply"
                | "gravely"
                | "بشده"
                | "باشد"
                | "بحزم"
                | "قطعيا"
                | "بقوه"
                | "القاطع"
                | "المطلق"
                | "الشديد"
                | "قاطع"
        )
    };
    let before = &keys[verb.start.saturating_sub(1)..verb.start];
    let behind = stretch(keys, verb.end..(verb.end + 4).min(keys.len()));
    let behind = behind.split(|key| matches!(*key, "," | ".")).next().unwrap_or_default();
    before.iter().any(strong) || behind.iter().any(strong) || keys[verb.clone()].iter().any(strong)
}

/// The first byte of a mark's words, a joined conjunction left out with the marks that stand on it.
fn start_byte(paragraph: &Paragraph<'_>, mark: &ActMark) -> usize {
    let Some(token) = paragraph.tokens.get(mark.tokens.start) else { return 0 };
    let start = token.start as usize;
    if !mark.conjunction {
        return start;
    }
    let mut letters = token.text(paragraph.text).char_indices().skip_while(|(_, c)| !matches!(c, 'و' | 'ف'));
    letters.next();
    // Vowel signs, the tatweel and controls belong to the conjunction.
    letters.find(|(_, c)| c.is_alphabetic() && *c != '\u{640}').map_or(start, |(at, _)| start + at)
}

#[cfg(test)]
mod tests;
