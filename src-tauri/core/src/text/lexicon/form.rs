//! In which form a hit stands, told from the words beside it: verb or noun, participle or adjective.

use super::Form;
use super::compile::{Hit, Role, ends_sentence, is_mark};

/// How many tokens back a sentence is looked over for what a word in it may be.
const LOOK_BACK: usize = 120;

pub(super) fn form_of(keys: &[&str], hits: &[Hit<'_>], n: usize) -> Form {
    let hit = &hits[n];
    let before = hit.tokens.start.checked_sub(1).and_then(|at| keys.get(at)).copied().unwrap_or_default();
    let after = keys.get(hit.tokens.end).copied().unwrap_or_default();
    match hit.role {
        Role::Phrase => Form::Phrase,
        Role::Present => Form::Verb,
        Role::Participle if before == "غير" => Form::Adjective,
        // مطالبة, متابعة are participle and noun in one: the participle follows a comma, and nothing is joined to it but
        // where it goes on with other participles (محملة …، ومطالبة …).
        Role::Participle if hit.ambiguous => {
            if before == "," && (hit.first.conjunction.is_none() || goes_on(keys, hits, n)) {
                Form::Participle
            } else {
                Form::Noun
            }
        }
        // In the feminine it may be the adjective of the noun before: معلومات مؤكدة.
        Role::Participle if hit.first.base.ends_with('ه') && hit.first.conjunction.is_none() => {
            let opens = before.is_empty() || is_mark(before);
            if opens || takes_complement(after) { Form::Participle } else { Form::Adjective }
        }
        Role::Participle => Form::Participle,
        Role::OwnedNoun => Form::Noun,
        // لبحث, للتداول في.
        Role::Noun if hit.first.preposition == Some('ل') => Form::Purpose,
        Role::Past | Role::Noun if hit.ambiguous && hit.first.is_verbal() => {
            if is_finite_here(keys, hits, n, before) { Form::Verb } else { Form::Noun }
        }
        Role::Past => Form::Verb,
        Role::Noun => Form::Noun,
        Role::EnglishBase | Role::EnglishS => {
            let bare = !hit.longer && before != "to" && !is_auxiliary(before);
            let ambiguous = hit.ambiguous || hit.role == Role::EnglishBase;
            // supply and demand; policy support, and; support for
            let ends = (is_mark(after) && after != "\"") || matches!(after, "for" | "of");
            let listed = matches!(before, "and" | "or") && !takes_object(after);
            let noun = (is_determiner(before) && before != "further")
                || is_preposition(before)
                || is_adjective(before)
                || (bare && ambiguous && (ends || listed));
            if noun && before != "to" { Form::Noun } else { Form::Verb }
        }
        Role::EnglishPast => {
            let passive = is_be(before)
                || (matches!(before, "not" | "also" | "fully" | "being")
                    && hit.tokens.start >= 2
                    && is_be(keys[hit.tokens.start - 2]));
            // “It further recommended” is an adverb and a verb.
            let qualifies = (is_determiner(before) && before != "further")
                || is_preposition(before)
                // mortgage-backed; realized and expected conditions
                || before == "-"
                || (before.ends_with("ly") && is_mark(after))
                || (matches!(before, "and" | "or") && !takes_object(after) && is_often_adjective(hit.first.base));
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

/// Whether the pattern before a hit, in the same sentence, is a participle.
fn goes_on(keys: &[&str], hits: &[Hit<'_>], n: usize) -> bool {
    let Some(before) = n.checked_sub(1).map(|at| &hits[at]) else { return false };
    let between = keys.get(before.tokens.end..hits[n].tokens.start).unwrap_or_default();
    // A phrase is one of a participle's where its first word is joined to nothing and is in the feminine.
    let said = before.tokens.start.checked_sub(1).and_then(|at| keys.get(at)).copied().unwrap_or_default();
    let participle = (before.role == Role::Participle && said != "غير")
        || before.role == Role::Phrase
            && before.first.base.starts_with('م')
            && before.first.base.ends_with('ه');
    participle && between.len() <= LOOK_BACK && !between.iter().any(|key| ends_sentence(key))
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

/// Whether a key begins what an Arabic verb of saying takes.
fn takes_complement(key: &str) -> bool {
    matches!(
        key,
        "ان" | "انه"
            | "انها"
            | "انهم"
            | "علي"
            | "الي"
            | "عن"
            | "من"
            | "في"
            | "بان"
            | "اياه"
            | "اياها"
            | "اياهم"
    )
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

pub(super) fn is_preposition(key: &str) -> bool {
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

/// Whether a key may begin what an English verb takes: an article, a possessive, a clause.
fn takes_object(key: &str) -> bool {
    is_determiner(key)
        || is_preposition(key)
        || matches!(key, "that" | "to" | "it" | "them" | "him" | "us" | "how" | "what" | "\"")
}

fn is_often_adjective(key: &str) -> bool {
    matches!(key, "expected" | "anticipated" | "desired" | "agreed" | "promised")
}

fn is_auxiliary(key: &str) -> bool {
    matches!(
        key,
        "will"
            | "would"
            | "shall"
            | "should"
            | "must"
            | "may"
            | "might"
            | "can"
            | "could"
            | "do"
            | "does"
            | "did"
            | "not"
            | "we"
            | "i"
            | "they"
            | "you"
            | "also"
            | "members"
    )
}

fn is_be(key: &str) -> bool {
    matches!(key, "is" | "are" | "was" | "were" | "be" | "been" | "being")
}
