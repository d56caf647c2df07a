//! From patterns found to acts: which form each stands in, what carries it, what negates it.

use super::compile::{Hit, Performs, Role, ends_sentence, is_mark};
use super::form::{form_of, is_preposition};
use super::{Act, ActMark, Form, Outer, Tense};

/// How many words may stand between a carrier and its complement, or a verb of stress and the act it stresses.
const REACH: usize = 4;

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
            // Left out of the hits.
            Performs::Nothing => {}
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
        Performs::Nothing => Act::Note,
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
    let between = words_between(keys, hits[n].tokens.end, next.tokens.start)?;
    let act = matches!(next.performs, Performs::Act(_));
    let named = matches!(forms[n + 1], Form::Noun | Form::Phrase) || next.ambiguous;
    // A verb that also says something by itself carries only what is said to be its subject's own: أعلن رفضه.
    let own = match hits[n].performs {
        Performs::Carrier(Some(_)) => {
            next.owned || keys[hits[n].tokens.end..next.tokens.start].iter().any(|key| is_owner(key))
        }
        _ => true,
    };
    // Between the two only what qualifies the complement, or a subject where the complement has its owner on it: not
    // another noun, whose genitive it would be (عبر عن تفهمه لبعض المقترحات).
    let gap = &keys[hits[n].tokens.end..next.tokens.start];
    let english =
        matches!(hits[n].role, Role::EnglishBase | Role::EnglishS | Role::EnglishPast | Role::EnglishIng);
    let qualified = if english {
        !gap.iter().any(|key| is_preposition(key) || matches!(*key, "to" | "that" | "and"))
    } else {
        (next.owned && !next.first.article && next.first.preposition.is_none())
            || ((!next.first.article || hits[n].longer)
                && gap.iter().enumerate().all(|(at, key)| {
                    // A fixed phrase has no owner that would tell it: لم تخف الرابطة خيبة أملها.
                    let subject = at == 0 && forms[n + 1] == Form::Phrase && key.starts_with("ال");
                    is_mark(key) || is_intensifier(key) || subject
                }))
    };
    (between <= REACH && act && named && own && qualified).then_some(next)
}

/// Whether an Arabic key is a word that strengthens the noun behind it.
fn is_intensifier(key: &str) -> bool {
    matches!(
        key,
        "بالغ"
            | "عميق"
            | "خالص"
            | "شديد"
            | "كامل"
            | "تام"
            | "صادق"
            | "فايق"
            | "كبير"
            | "جزيل"
            | "مجددا"
            | "كل"
            | "عظيم"
            | "مطلق"
            | "اسمي"
    )
}

/// The act a verb of stress stresses: a noun with its owner (أكد المجلس رفضه, affirmed its support), or one that stands
/// right behind the verb or its على.
fn stressed<'h, 'k>(keys: &[&str], hits: &'h [Hit<'k>], forms: &[Form], n: usize) -> Option<&'h Hit<'k>> {
    let (outer, next) = (&hits[n], hits.get(n + 1)?);
    let Performs::Act(act) = next.performs else { return None };
    // What is adhered to, noted or discussed is not a position of its own; nor is that one is keen or ready.
    let keen = act == Act::Commit && next.force == 1;
    if matches!(act, Act::Stress | Act::Note | Act::Discuss) || keen {
        return None;
    }
    let between = words_between(keys, outer.tokens.end, next.tokens.start)?;
    let gap = &keys[outer.tokens.end..next.tokens.start];
    if gap.iter().any(|key| matches!(*key, "ان" | "بان" | "انه" | "انها" | "that")) {
        return None;
    }
    // أكد وقوفه إلى جانب, reaffirmed its resolve: a phrase that begins with whose it is.
    let own_phrase = forms[n + 1] == Form::Phrase && begins_with_owner(keys, next);
    let named = matches!(forms[n + 1], Form::Noun) || next.ambiguous || own_phrase;
    // Its full backing: an -ing form behind its owner is a noun.
    let noun = named || matches!(next.role, Role::EnglishIng);
    let owned = next.owned || own_phrase || (noun && gap.iter().any(|key| is_owner(key)));
    let adjacent = between == 0 || gap.last() == Some(&"علي");
    // A decision or an agreement is one's own only where its owner is named.
    let adjacent = adjacent && act != Act::Commit;
    let possible = owned && between <= REACH || named && adjacent && between <= REACH && !next.first.article;
    possible.then_some(next)
}

/// Whether the words of a phrase begin with their owner: its resolve, or a noun with its pronoun (وقوفه).
fn begins_with_owner(keys: &[&str], phrase: &Hit<'_>) -> bool {
    let first = keys[phrase.tokens.start];
    is_owner(first)
        || phrase.longer
            && first.starts_with("وقوف")
            && ["ه", "ها", "هم", "نا"].iter().any(|owner| first.ends_with(owner))
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
        // لا نزال نأمل, ما زال يؤكد: still.
        [first, last] if is_still(last) && matches!(*first, "لا" | "ولا" | "لم" | "ولم" | "ما" | "وما") => {
            false
        }
        [.., last] if negation(last) => true,
        // did not fully support
        [first, last] => negation(first) && last.ends_with("ly"),
        _ => false,
    }
}

/// Whether a word with a negation before it says that something goes on.
fn is_still(key: &str) -> bool {
    let stem = key.strip_prefix(['ن', 'ي', 'ت', 'ا']).unwrap_or(key);
    let stem = stem.strip_suffix("ون").or_else(|| stem.strip_suffix("وا")).unwrap_or(stem);
    matches!(stem, "زال" | "زالت" | "زل" | "زلنا" | "زلت")
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
