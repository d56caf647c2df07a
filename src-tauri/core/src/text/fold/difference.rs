//! Why two words that differ count as the same.

use std::borrow::Cow;

use super::{Level, Rule, Rules, spelling, typographic};

/// How far two words differ, and by which rules they are the same at that level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The lightest level at which the two are equal; [`Level::Substance`] if at none.
    pub level: Level,
    /// The rules without which they would not be, in the order of [`Rule::ALL`]. Empty for equal words and for words that
    /// are not the same at any level.
    pub reasons: Vec<Rule>,
}

/// Compares two tokens.
pub fn difference(a: &str, b: &str, rules: &Rules) -> Difference {
    if a == b {
        return Difference { level: Level::Exact, reasons: Vec::new() };
    }
    for (level, fold) in [(Level::Typographic, typographic as Fold), (Level::Spelling, spelling)] {
        if fold(a, rules) == fold(b, rules) {
            return Difference { level, reasons: reasons(a, b, rules, level, fold) };
        }
    }
    Difference { level: Level::Substance, reasons: Vec::new() }
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
            ("دور", "دول", Level::Substance, vec![]),
        ] {
            assert_eq!(difference(a, b, &all), Difference { level, reasons }, "{a} {b}");
        }
        assert_eq!(difference("ثمّن", "ثمن", &all.without(Rule::VowelSigns)).level, Level::Substance);
    }
}
