//! From patterns found to acts: which form each stands in, what carries it, what negates it.

use super::compile::{Hit, Performs, Role, ends_sentence, is_mark};
use super::{Act, ActMark, Form, Outer, Tense};

/// How many words may stand between a carrier and its complement, or a verb of stress and the act it stresses.
const REACH: usize = 4;

/// How many tokens back a sentence is looked over for what a word in it may be.
const LOOK_BACK: usize = 120;

pub(super) fn resolve(keys: &[&str], hits: &[Hit<'_>]) -> Vec<ActMark> {
    let forms: Vec<Form> = hits.iter().enumerate().map(|(n, _)| form_of(keys, hits, n)).collect();
    let mut marks: Vec<ActMark> = Vec::with_capacity(hits.len());
    let mut n = 0;
    while n < hits.len() {
        let hit = &hits[n];
        let form = forms[n];
        match hit.performs {
            Performs::Carrier(otherwise) => {
                if let Some(inner) = complement(keys, hits, &forms, n) {
                    marks.push(nested(keys, hit, form, inner, Outer::Carrier));
                    n += 1;
                    // A second complement of the same carrier: تقديره وشكره, وعن تطلعه.
                    while let Some(next) = hits.get(n + 1)
                        && is_coordinated(keys, &hits[n], next, forms[n + 1])
                    {
                        marks.push(nested(keys, next, form, next, Outer::Carrier));
                        n += 1;
                    }
                } else if let Some(act) =
                    otherwise.filter(|_| !matches!(form, Form::Adjective | Form::Noun | Form::Purpose))
                {
                    marks.push(single(keys, hit, form, act));
                }
            }
            Performs::Act(Act::Stress) if matches!(form, Form::Verb | Form::Participle) => {
                if let Some(inner) = stressed(keys, hits, &forms, n) {
                    marks.push(nested(keys, hit, form, inner, Outer::Stress));
                    n += 1;
                } else {
                    marks.push(single(keys, hit, form, Act::Stress));
                }
            }
            Performs::Act(act) => marks.push(single(keys, hit, form, act)),
        }
        n += 1;
    }
    marks
}

fn single(keys: &[&str], hit: &Hit<'_>, form: Form, act: Act) -> ActMark {
    let force = if hit.force == 0 { act.force() } else { hit.force };
    ActMark {
        tokens: hit.tokens.clone(),
        act,
        lemma: hit.lemma,
        form,
        force,
        outer: None,
        negated: is_negated(keys, hit.tokens.start),
        subordinate: is_subordinate(keys, hit.tokens.start),
        tense: tense(hit),
        conjunction: hit.first.conjunction.is_some(),
    }
}

const fn tense(hit: &Hit<'_>) -> Option<Tense> {
    match hit.role {
        Role::Past | Role::EnglishPast => Some(Tense::Past),
        Role::Present | Role::EnglishBase | Role::EnglishS => Some(Tense::Present),
        _ => None,
    }
}

fn nested(keys: &[&str], outer: &Hit<'_>, form: Form, inner: &Hit<'_>, kind: Outer) -> ActMark {
    let act = match inner.performs {
        Performs::Act(act) => act,
        Performs::Carrier(otherwise) => otherwise.unwrap_or(Act::Note),
    };
    let mark = single(keys, inner, form, act);
    ActMark {
        tokens: outer.tokens.start..inner.tokens.end,
        outer: Some(kind),
        force: mark.force.max(if kind == Outer::Stress { 3 } else { 1 }),
        negated: is_negated(keys, outer.tokens.start),
        subordinate: is_subordinate(keys, outer.tokens.start),
        tense: tense(outer),
        conjunction: outer.first.conjunction.is_some(),
        ..mark
    }
}

/// What a carrier carries: the next noun of an act, within reach and the same sentence.
fn complement<'h, 'k>(keys: &[&str], hits: &'h [Hit<'k>], forms: &[Form], n: usize) -> Option<&'h Hit<'k>> {
    let next = hits.get(n + 1)?;
    let near = words_between(keys, hits[n].tokens.end, next.tokens.start)? <= REACH;
    let act = matches!(next.performs, Performs::Act(_));
    let named = matches!(forms[n + 1], Form::Noun | Form::Phrase) || next.ambiguous;
    // A verb that also says something by itself carries only what is said to be its subject's own: أعلن رفضه.
    let own = match hits[n].performs {
        Performs::Carrier(Some(_)) => {
            next.owned || keys[hits[n].tokens.end..next.tokens.start].iter().any(|key| is_owner(key))
        }
        _ => true,
    };
    (near && act && named && own).then_some(next)
}

/// The act a verb of stress stresses: a noun with its owner (أكد المجلس رفضه, affirmed its support), or one that stands
/// right behind the verb or its على.
fn stressed<'h, 'k>(keys: &[&str], hits: &'h [Hit<'k>], forms: &[Form], n: usize) -> Option<&'h Hit<'k>> {
    let (outer, next) = (&hits[n], hits.get(n + 1)?);
    let Performs::Act(act) = next.performs else { return None };
    // What is adhered to, noted or discussed is not a position of its own.
    if matches!(act, Act::Stress | Act::Note | Act::Discuss | Act::Commit) {
        return None;
    }
    let between = words_between(keys, outer.tokens.end, next.tokens.start)?;
    let gap = &keys[outer.tokens.end..next.tokens.start];
    let owned = next.owned || (forms[n + 1] == Form::Noun && gap.iter().any(|key| is_owner(key)));
    let named = matches!(forms[n + 1], Form::Noun) || next.ambiguous;
    let adjacent = between == 0 || gap.last() == Some(&"علي");
    let possible = owned && between <= REACH || named && adjacent && between <= REACH && !next.first.article;
    possible.then_some(next)
}

fn is_owner(key: &str) -> bool {
    matches!(key, "its" | "their" | "our" | "his" | "her" | "my")
}

/// Whether a noun is joined by "and" to the complement before it.
fn is_coordinated(keys: &[&str], before: &Hit<'_>, next: &Hit<'_>, form: Form) -> bool {
    if !matches!(next.performs, Performs::Act(_)) || !(form == Form::Noun || next.ambiguous) {
        return false;
    }
    let gap = &keys[before.tokens.end..next.tokens.start];
    let joined = next.owned && next.first.conjunction.is_some() && gap.is_empty();
    let again = gap.last() == Some(&"وعن") && next.owned && !gap.contains(&".");
    let english = matches!(gap, ["and"] | [",", "and"] | ["and", _]) && form == Form::Noun;
    joined || again || english
}

/// How many words stand between two places of one sentence; `None` across a sentence's end.
fn words_between(keys: &[&str], from: usize, to: usize) -> Option<usize> {
    let gap = keys.get(from..to)?;
    (!gap.iter().any(|key| ends_sentence(key))).then(|| gap.iter().filter(|key| !is_mark(key)).count())
}

fn form_of(keys: &[&str], hits: &[Hit<'_>], n: usize) -> Form {
    let hit = &hits[n];
    let before = hit.tokens.start.checked_sub(1).and_then(|at| keys.get(at)).copied().unwrap_or_default();
    let after = keys.get(hit.tokens.end).copied().unwrap_or_default();
    match hit.role {
        Role::Phrase => Form::Phrase,
        Role::Present => Form::Verb,
        Role::Participle => Form::Participle,
        Role::OwnedNoun => Form::Noun,
        Role::Noun if hit.first.preposition == Some('ل') && !hit.first.article => Form::Purpose,
        Role::Past | Role::Noun if hit.ambiguous && hit.first.is_verbal() => {
            if is_finite_here(keys, hits, n, before) { Form::Verb } else { Form::Noun }
        }
        Role::Past => Form::Verb,
        Role::Noun => Form::Noun,
        Role::EnglishBase | Role::EnglishS => {
            let noun = is_determiner(before) && before != "further"
                || is_preposition(before)
                || (is_adjective(before) && before != "not")
                || (hit.ambiguous || hit.role == Role::EnglishBase)
                    && !hit.longer
                    && matches!(after, "for" | "of")
                    && before != "to";
            if noun && before != "to" { Form::Noun } else { Form::Verb }
        }
        Role::EnglishPast => {
            let passive = is_be(before)
                || (matches!(before, "not" | "also" | "fully" | "being")
                    && hit.tokens.start >= 2
                    && is_be(keys[hit.tokens.start - 2]));
            // “It further recommended” is an adverb and a verb.
            let qualifies = is_determiner(before) && before != "further"
                || is_preposition(before)
                || before.ends_with("ly") && is_mark(after);
            if passive || qualifies || after == "by" { Form::Adjective } else { Form::Verb }
        }
        Role::EnglishIng => {
            if is_be(before) {
                Form::Verb
            } else if is_preposition(before) || is_determiner(before) {
                Form::Noun
            } else {
                Form::Participle
            }
        }
    }
}

/// Whether an Arabic word that may be a verb in the past or its noun (رفض rejected, rejection) is the verb here: it opens a
/// clause, and the clause before did not end in a row of such nouns (لتعزيز العلاقات، ودعم اللاجئين).
fn is_finite_here(keys: &[&str], hits: &[Hit<'_>], n: usize, before: &str) -> bool {
    let start = hits[n].tokens.start;
    let opens = start == 0
        || is_mark(before)
        || matches!(
            before,
            "كما"
                | "حيث"
                | "قد"
                | "وقد"
                | "فقد"
                | "ثم"
                | "لكنه"
                | "لكنها"
                | "الذي"
                | "التي"
                | "ان"
                | "بينما"
                | "فيما"
        );
    if !opens {
        return false;
    }
    if keys.get(hits[n].tokens.end).is_some_and(|next| is_speaker(next)) {
        return true;
    }
    // No further back than a long sentence, so that a text without stops costs no more than its length.
    let earliest = start.saturating_sub(LOOK_BACK);
    let sentence = keys[earliest..start]
        .iter()
        .rposition(|key| ends_sentence(key))
        .map_or(earliest, |at| earliest + at + 1);
    if sentence == start || before.is_empty() {
        return true;
    }
    let verb = hits[..n].iter().rev().find(|hit| {
        hit.tokens.start >= sentence && matches!(hit.role, Role::Present | Role::Participle)
            || hit.role == Role::Past
    });
    let since = verb.map_or(sentence, |hit| hit.tokens.end.max(sentence)).min(start);
    !keys[since..start].iter().any(|key| is_purpose(key))
}

/// Whether a word behind such a verb or noun can only be the verb's subject: a body or person that speaks, or a plural in
/// the nominative.
fn is_speaker(key: &str) -> bool {
    matches!(
        key,
        "المجلس"
            | "الحضور"
            | "اللجنه"
            | "المكتب"
            | "الوفد"
            | "الرييس"
            | "الوزير"
            | "الوزراء"
            | "الاعضاء"
            | "القاده"
            | "البيان"
            | "الطرفان"
            | "الجانبان"
            | "الوزيران"
            | "الرييسان"
            | "الايتلاف"
            | "الهييه"
            | "الحكومه"
            | "الدايره"
            | "المنظمه"
            | "الامين"
            | "الاتحاد"
            | "الحزب"
            | "الجامعه"
            | "القمه"
            | "الاجتماع"
            | "الموتمر"
            | "الجانب"
            | "المتحدث"
            | "المبعوث"
            | "المبعوثه"
            | "الامانه"
            | "الرياسه"
            | "الوزاره"
            | "الحركه"
            | "الجمعيه"
            | "المفوضيه"
            | "المندوب"
            | "السفير"
            | "الملك"
            | "الامير"
    ) || (key.starts_with("ال") && key.ends_with("ون") && key.chars().count() >= 6)
}

/// Whether a folded word looks like ل with a verbal noun of a derived form: لتعزيز, لانهاء, لاستعاده.
fn is_purpose(key: &str) -> bool {
    let Some(noun) = key.strip_prefix("ول").or_else(|| key.strip_prefix('ل')) else { return false };
    let letters: Vec<char> = noun.chars().collect();
    let count = letters.len();
    match letters.as_slice() {
        ['ت', _, _, 'ي', _] => true,
        ['ت', .., 'ه'] => count == 6 && letters[3] != 'ا',
        ['ا', ..] => {
            count >= 5 && letters[1] != 'ل' && (letters[count - 2] == 'ا' || letters[count - 1] == 'ه')
        }
        _ => false,
    }
}

fn is_negated(keys: &[&str], start: usize) -> bool {
    let negation = |key: &str| {
        matches!(
            key,
            "لا" | "لم"
                | "لن"
                | "ليس"
                | "ليست"
                | "غير"
                | "عدم"
                | "دون"
                | "بدون"
                | "بلا"
                | "ولا"
                | "ولم"
                | "ولن"
                | "وعدم"
                | "فلا"
                | "فلم"
                | "بعدم"
                | "لعدم"
                | "not"
                | "never"
                | "cannot"
                | "neither"
                | "nor"
                | "without"
        ) || key.ends_with("n't")
    };
    let before = &keys[start.saturating_sub(2)..start];
    match before {
        [.., last] if negation(last) => true,
        // did not fully support
        [first, last] => negation(first) && last.ends_with("ly"),
        _ => false,
    }
}

fn is_subordinate(keys: &[&str], start: usize) -> bool {
    start.checked_sub(1).and_then(|at| keys.get(at)).is_some_and(|key| {
        matches!(
            *key,
            "ان" | "بان"
                | "الا"
                | "التي"
                | "الذي"
                | "الذين"
                | "اللذين"
                | "ما"
                | "مما"
                | "بما"
                | "من"
                | "كي"
                | "لكي"
                | "to"
                | "who"
                | "which"
                | "that"
                | "whom"
                | "whose"
        )
    })
}

fn is_determiner(key: &str) -> bool {
    matches!(
        key,
        "the"
            | "a"
            | "an"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "my"
            | "your"
            | "this"
            | "that"
            | "these"
            | "those"
            | "any"
            | "no"
            | "some"
            | "all"
            | "each"
            | "every"
            | "such"
            | "more"
            | "further"
            | "another"
            | "other"
            | "which"
            | "what"
    ) && key != "that"
        && key != "which"
        && key != "what"
}

fn is_preposition(key: &str) -> bool {
    matches!(
        key,
        "of" | "in"
            | "for"
            | "with"
            | "on"
            | "from"
            | "into"
            | "at"
            | "by"
            | "about"
            | "over"
            | "under"
            | "without"
            | "against"
            | "upon"
            | "through"
            | "towards"
            | "toward"
            | "between"
            | "as"
    )
}

fn is_adjective(key: &str) -> bool {
    matches!(
        key,
        "full"
            | "strong"
            | "firm"
            | "continued"
            | "deep"
            | "grave"
            | "serious"
            | "great"
            | "international"
            | "urgent"
            | "public"
            | "broad"
            | "political"
            | "financial"
            | "military"
            | "unwavering"
            | "new"
            | "repeated"
            | "joint"
            | "mutual"
            | "sincere"
            | "profound"
    )
}

fn is_be(key: &str) -> bool {
    matches!(key, "is" | "are" | "was" | "were" | "be" | "been" | "being")
}
