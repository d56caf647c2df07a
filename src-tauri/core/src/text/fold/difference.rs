//! Why two words that differ count as the same.

use std::borrow::Cow;

use super::clitic::{Peeling, certain, same_base};
use super::inflection::{ArabicForm, is_english_inflection, share_letters};
use super::run::{is_value, run_key};
use super::{Level, Rule, Rules, spelling, typographic};
use crate::text::tokenise;

/// How far two words differ, and by which rules they are the same at that level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The lightest level at which the two are equal; [`Level::Substance`] if at none.
    pub level: Level,
    /// The rules without which they would not be, in the order of [`Rule::ALL`]. Empty for equal words and for words that
    /// are not the same at any level.
    pub reasons: Vec<Rule>,
    /// The two are spellings of one word, but also two words of their own, so that the difference may be meant.
    pub homograph: bool,
}

/// Compares two words, or two runs of words that are to stand for each other.
///
/// Runs are the same at the level of spelling if they are so written together (`cease-fire`, `ceasefire`), by value (`٣`,
/// `three`; `5 per cent`, `5%`) or as an alias of several words (`UN`, `United Nations`); else if their words are the same
/// one by one.
pub fn difference(a: &str, b: &str, rules: &Rules) -> Difference {
    let none = |level| Difference { level, reasons: Vec::new(), homograph: false };
    if a == b {
        return none(Level::Exact);
    }
    let letters = (typographic(a, rules), typographic(b, rules));
    if letters.0 == letters.1 {
        return Difference {
            reasons: reasons(a, b, rules, Level::Typographic, typographic),
            ..none(Level::Typographic)
        };
    }
    let keys = (spelling(a, rules), spelling(b, rules));
    if keys.0 == keys.1 {
        return Difference {
            reasons: reasons(a, b, rules, Level::Spelling, spelling),
            homograph: is_homograph(&letters.0, &letters.1),
            ..none(Level::Spelling)
        };
    }
    if let Some(found) = run_difference(a, b, rules) {
        return found;
    }
    form_difference(&keys.0, &keys.1, rules).unwrap_or(none(Level::Substance))
}

/// The level of [`difference`] between two words of letters, given as their keys under [`spelling`], which differ. For words
/// that are neither value nor abbreviation.
pub(crate) fn form_level(a: &str, b: &str, rules: &Rules) -> Level {
    form_difference(a, b, rules).map_or(Level::Substance, |found| found.level)
}

/// Compares two runs of words; `None` if they are not the same, or are one word each with no value in common.
fn run_difference(a: &str, b: &str, rules: &Rules) -> Option<Difference> {
    let pairwise = pairwise_difference(a, b, rules);
    if pairwise.as_ref().is_some_and(|found| found.level <= Level::Spelling) {
        return pairwise;
    }
    let (Some(one), Some(other)) = (run_key(a, rules, rules), run_key(b, rules, rules)) else {
        return pairwise;
    };
    if one != other {
        return pairwise;
    }
    let found = |reasons| Some(Difference { level: Level::Spelling, reasons, homograph: false });
    // Where all of both is one value, how its digits or words are spelled is beside the point.
    if is_value(&one) {
        return found(vec![Rule::NumberValue]);
    }
    // A value or alias is found by words folded under every rule, whatever it is the pair needs.
    let without = |text: &str, rule: Rule| match rule {
        Rule::Hyphenation | Rule::Alias | Rule::NumberValue => {
            run_key(text, &rules.without(rule), &rules.without(rule))
        }
        _ => run_key(text, rules, &rules.without(rule)),
    };
    let needed = Rule::ALL
        .into_iter()
        .filter(|rule| rules.has(*rule) && rule.level() <= Level::Spelling)
        .filter(|rule| without(a, *rule) != without(b, *rule));
    found(needed.collect())
}

/// Compares two runs of as many words one by one; `None` if two of them are not the same.
fn pairwise_difference(a: &str, b: &str, rules: &Rules) -> Option<Difference> {
    let (one, other) = (tokenise(a), tokenise(b));
    if one.len() != other.len() || one.len() < 2 {
        return None;
    }
    let mut whole = Difference { level: Level::Exact, reasons: Vec::new(), homograph: false };
    for (x, y) in one.iter().zip(&other) {
        let pair = difference(x.text(a), y.text(b), rules);
        if pair.level == Level::Substance {
            return None;
        }
        whole.level = whole.level.max(pair.level);
        whole.homograph |= pair.homograph;
        whole.reasons.extend(pair.reasons);
    }
    if whole.level == Level::Exact {
        // Only what stands between the words differs.
        if !rules.has(Rule::Spaces) {
            return None;
        }
        whole.level = Level::Typographic;
        whole.reasons.push(Rule::Spaces);
    }
    whole.reasons.sort_unstable();
    whole.reasons.dedup();
    Some(whole)
}

/// Compares two words by clitics and endings, both folded by [`spelling`]; `None` if they are two words.
fn form_difference(a: &str, b: &str, rules: &Rules) -> Option<Difference> {
    let found = |level, reasons| Some(Difference { level, reasons, homograph: false });
    if is_arabic(a) && is_arabic(b) {
        let [ones, others] = [a, b].map(|word| certain(word).collect::<Vec<_>>());
        if let Some((pa, pb)) = same_base(&ones, &others)
            && let Some(reasons) = clitic_reasons(&pa, &pb, rules)
        {
            return found(Level::Clitic, reasons.collect());
        }
        if !rules.has(Rule::ArabicStem) {
            return None;
        }
        let [one_forms, other_forms] =
            [&ones, &others].map(|of| of.iter().map(|p| ArabicForm::new(p.base)).collect::<Vec<_>>());
        let share_letters = share_letters(a, b);
        // The fewest clitics first, so that the reasons name no more than they must.
        let mut best: Option<Vec<Rule>> = None;
        for (pa, one) in ones.iter().zip(&one_forms) {
            for (pb, other) in others.iter().zip(&other_forms) {
                if let Some(reasons) = clitic_reasons(pa, pb, rules)
                    && best.as_ref().is_none_or(|best| reasons.clone().count() + 1 < best.len())
                    && one.is_of_one_word_with(other, share_letters)
                {
                    best = Some(reasons.chain([Rule::ArabicStem]).collect());
                }
            }
        }
        return best.and_then(|reasons| found(Level::Inflection, reasons));
    }
    if rules.has(Rule::EnglishStem) && is_english(a) && is_english(b) && is_english_inflection(a, b) {
        return found(Level::Inflection, vec![Rule::EnglishStem]);
    }
    None
}

/// The rules by which two peelings with one base are the same word, or `None` if one of them is off.
fn clitic_reasons(
    a: &Peeling<'_>,
    b: &Peeling<'_>,
    rules: &Rules,
) -> Option<impl Iterator<Item = Rule> + Clone + use<>> {
    let needed = [
        (Rule::Conjunction, a.conjunction != b.conjunction),
        (Rule::Preposition, a.preposition != b.preposition),
        (Rule::Article, a.article != b.article),
        // The future is a form of the verb, not a word joined to it.
        (Rule::ArabicStem, a.future != b.future),
    ]
    .into_iter()
    .filter_map(|(rule, differs)| differs.then_some(rule));
    (needed.clone().all(|rule| rules.has(rule)) && a.future == b.future).then_some(needed)
}

/// Whether two words of one spelling key are also two different words, as both writers may have meant: hamza above and
/// below the alef (`أعمال` works, `إعمال` putting into effect), `على` on and `علي` Ali, `US` and `us`.
fn is_homograph(a: &str, b: &str) -> bool {
    if is_english(&a.to_ascii_lowercase()) {
        let capitals = |word: &str| word.len() > 1 && word.bytes().all(|c| c.is_ascii_uppercase());
        let small = |word: &str| word.bytes().all(|c| c.is_ascii_lowercase());
        return (capitals(a) && small(b)) || (small(a) && capitals(b));
    }
    let pairs = a.chars().zip(b.chars());
    let swaps_hamza = pairs.clone().any(|pair| matches!(pair, ('أ' | 'آ', 'إ') | ('إ', 'أ' | 'آ')));
    // Clitics in front do not change the matter.
    let ends = |word: &str, other: &str| {
        word.strip_suffix("على").is_some_and(|rest| other.strip_suffix("علي") == Some(rest))
    };
    swaps_hamza || ends(a, b) || ends(b, a)
}

fn is_arabic(word: &str) -> bool {
    word.starts_with(|c| matches!(c, '\u{620}'..='\u{64a}'))
}

fn is_english(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'')
}

type Fold = for<'a> fn(&'a str, &Rules) -> Cow<'a, str>;

/// The rules that make two words equal under a fold.
fn reasons(a: &str, b: &str, rules: &Rules, level: Level, fold: Fold) -> Vec<Rule> {
    let active = || Rule::ALL.into_iter().filter(|rule| rule.level() <= level && rules.has(*rule));
    let needed: Vec<Rule> = active()
        .filter(|rule| {
            let without = rules.without(*rule);
            fold(a, &without) != fold(b, &without)
        })
        .collect();
    if !needed.is_empty() {
        return needed;
    }
    // Two rules that can stand in for each other: name those that touch either word.
    active()
        .filter(|rule| {
            let only = Rules::none().with(*rule);
            fold(a, &only) != a || fold(b, &only) != b
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lightest_level_and_the_rules_that_were_needed_are_named() {
        let all = Rules::all();
        for (a, b, level, reasons) in [
            ("قرار", "قرار", Level::Exact, vec![]),
            ("ثمّن", "ثمن", Level::Typographic, vec![Rule::VowelSigns]),
            ("٢٢٥٤", "2254", Level::Typographic, vec![Rule::DigitScript]),
            ("الأمانة", "الامانه", Level::Spelling, vec![Rule::Hamza, Rule::TehMarbuta]),
            ("إلـى", "الي", Level::Spelling, vec![Rule::Tatweel, Rule::Hamza, Rule::AlefMaqsura]),
            ("The", "the", Level::Spelling, vec![Rule::Case]),
            ("colour", "Color", Level::Spelling, vec![Rule::Case, Rule::BritishAmerican]),
            ("النظام", "والنظام", Level::Clitic, vec![Rule::Conjunction]),
            ("نظام", "للنظام", Level::Clitic, vec![Rule::Preposition, Rule::Article]),
            ("لجنة", "للجنة", Level::Clitic, vec![Rule::Preposition, Rule::Article]),
            ("بالقرار", "القرارات", Level::Inflection, vec![Rule::Preposition, Rule::ArabicStem]),
            ("أكد", "وأكدوا", Level::Inflection, vec![Rule::Conjunction, Rule::ArabicStem]),
            ("stressed", "Stresses", Level::Inflection, vec![Rule::EnglishStem]),
            ("دور", "دول", Level::Substance, vec![]),
            ("دور", "الدوري", Level::Substance, vec![]),
            ("بحث", "حث", Level::Substance, vec![]),
            ("rejects", "regrets", Level::Substance, vec![]),
        ] {
            assert_eq!(difference(a, b, &all), Difference { level, reasons, homograph: false }, "{a} {b}");
        }
        assert_eq!(difference("ثمّن", "ثمن", &all.without(Rule::VowelSigns)).level, Level::Substance);
        assert_eq!(difference("النظام", "والنظام", &all.without(Rule::Conjunction)).level, Level::Substance);
        assert_eq!(difference("قرار", "قرارات", &all.without(Rule::ArabicStem)).level, Level::Substance);
    }

    #[test]
    fn runs_of_words_are_compared_by_what_they_stand_for() {
        let all = Rules::all();
        for (a, b, level, reasons) in [
            ("cease-fire", "ceasefire", Level::Spelling, vec![Rule::Hyphenation]),
            ("cease fire", "cease-fire", Level::Spelling, vec![Rule::Hyphenation]),
            ("co‑operation", "co-operation", Level::Typographic, vec![Rule::Dashes]),
            ("عبد الله", "عبدالله", Level::Spelling, vec![Rule::Hyphenation]),
            ("٣", "three", Level::Spelling, vec![Rule::NumberValue]),
            ("ثلاثة", "3", Level::Spelling, vec![Rule::NumberValue]),
            ("5 per cent", "5%", Level::Spelling, vec![Rule::NumberValue]),
            ("آذار", "مارس", Level::Spelling, vec![Rule::NumberValue]),
            ("كانون الثاني", "يناير", Level::Spelling, vec![Rule::NumberValue]),
            ("12 آذار", "12 March", Level::Spelling, vec![Rule::NumberValue]),
            ("UN", "United Nations", Level::Spelling, vec![Rule::Alias]),
            ("the U.N. envoy", "the United Nations envoy", Level::Spelling, vec![Rule::Alias]),
            ("داعش", "تنظيم الدولة", Level::Spelling, vec![Rule::Alias]),
            ("د. بدر", "الدكتور بدر", Level::Spelling, vec![Rule::Alias]),
            ("two  months", "two months", Level::Typographic, vec![Rule::Spaces]),
            ("العلاقات الدولية", "والعلاقات الدوليه", Level::Clitic, vec![Rule::TehMarbuta, Rule::Conjunction]),
            ("us", "United States", Level::Substance, vec![]),
            ("one five", "fifteen", Level::Substance, vec![]),
            ("two months", "three months", Level::Substance, vec![]),
        ] {
            assert_eq!(difference(a, b, &all), Difference { level, reasons, homograph: false }, "{a} {b}");
        }
    }

    #[test]
    fn spellings_that_are_also_two_words_are_said_to_be() {
        let all = Rules::all();
        for (a, b, homograph) in [
            ("أعمال", "إعمال", true),
            ("اعمال", "إعمال", false),
            ("على", "علي", true),
            ("إلى", "الي", false),
            ("US", "us", true),
            ("The", "the", false),
        ] {
            assert_eq!(difference(a, b, &all).homograph, homograph, "{a} {b}");
        }
    }
}
