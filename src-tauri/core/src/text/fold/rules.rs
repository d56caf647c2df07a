//! The levels, the rules, and which of them are on.

use serde::{Deserialize, Serialize};

/// How far two words differ, the lightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Byte for byte the same.
    Exact = 0,
    /// The same letters, otherwise encoded or marked: vowel signs, tatweel, quotation marks, the script of digits.
    Typographic = 1,
    /// The same word, otherwise spelled.
    Spelling = 2,
    /// The same word with another conjunction, preposition or article joined to it.
    Clitic = 3,
    /// Another form of the same word.
    Inflection = 4,
    /// Another word.
    Substance = 5,
}

/// A rule by which two different words count as the same at some level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    // Typographic
    /// Invisible characters: direction controls, joiners, zero-width spaces, soft hyphens.
    Controls,
    /// A letter with its mark as one character or as two.
    Composition,
    /// Compatibility characters: Arabic presentation forms, Latin ligatures, full-width letters.
    PresentationForms,
    /// The tatweel, which lengthens a word.
    Tatweel,
    /// Arabic vowel signs, shadda, tanwin, Qur'anic marks.
    VowelSigns,
    /// Letters of neighbouring alphabets that look the same: ی for ي, ک for ك, ٱ for ا.
    LetterVariants,
    /// Arabic-Indic and Persian digits for European ones.
    DigitScript,
    /// The Arabic decimal and thousands separators.
    NumberMarks,
    /// Curly, straight and angle quotation marks and apostrophes.
    QuoteMarks,
    /// Hyphens, dashes and the minus sign.
    Dashes,
    /// Arabic comma, semicolon, question mark and percent sign for European ones, and three stops for an ellipsis.
    PunctuationScript,
    /// Which and how many spaces stand between words.
    Spaces,
    // Spelling
    /// Hamza on, under or off its carrier: أ إ آ ا, ؤ و, ئ ي, شيء شئ.
    Hamza,
    /// ى for ي at a word's end.
    AlefMaqsura,
    /// ه for ة at a word's end.
    TehMarbuta,
    /// Letters for foreign sounds: ڤ for ف, پ for ب, چ for ج, گ for ك.
    ForeignLetters,
    /// Capital letters.
    Case,
    /// Accents on Latin letters.
    LatinMarks,
    /// British for American spelling.
    BritishAmerican,
    /// The comma that parts thousands.
    ThousandsMark,
    /// Full stops in an abbreviation: U.N. for UN.
    AbbreviationStops,
    /// Written as one word, with a hyphen, or as two.
    Hyphenation,
    /// Names and words with more than one accepted spelling, and abbreviations, by the alias table.
    Alias,
    /// The same value in other digits or in words: 3, ٣, ثلاثة, three.
    NumberValue,
    // Clitic
    /// و or ف before a word.
    Conjunction,
    /// ب, ل or ك before a word; س before a verb.
    Preposition,
    /// The article.
    Article,
    // Inflection
    /// The same light Arabic stem.
    ArabicStem,
    /// The same English stem.
    EnglishStem,
}

impl Rule {
    /// Every rule, in order of level.
    pub const ALL: [Rule; 29] = [
        Rule::Controls,
        Rule::Composition,
        Rule::PresentationForms,
        Rule::Tatweel,
        Rule::VowelSigns,
        Rule::LetterVariants,
        Rule::DigitScript,
        Rule::NumberMarks,
        Rule::QuoteMarks,
        Rule::Dashes,
        Rule::PunctuationScript,
        Rule::Spaces,
        Rule::Hamza,
        Rule::AlefMaqsura,
        Rule::TehMarbuta,
        Rule::ForeignLetters,
        Rule::Case,
        Rule::LatinMarks,
        Rule::BritishAmerican,
        Rule::ThousandsMark,
        Rule::AbbreviationStops,
        Rule::Hyphenation,
        Rule::Alias,
        Rule::NumberValue,
        Rule::Conjunction,
        Rule::Preposition,
        Rule::Article,
        Rule::ArabicStem,
        Rule::EnglishStem,
    ];

    /// The level at which the rule makes words equal.
    pub const fn level(self) -> Level {
        match self {
            Rule::Controls
            | Rule::Composition
            | Rule::PresentationForms
            | Rule::Tatweel
            | Rule::VowelSigns
            | Rule::LetterVariants
            | Rule::DigitScript
            | Rule::NumberMarks
            | Rule::QuoteMarks
            | Rule::Dashes
            | Rule::PunctuationScript
            | Rule::Spaces => Level::Typographic,
            Rule::Hamza
            | Rule::AlefMaqsura
            | Rule::TehMarbuta
            | Rule::ForeignLetters
            | Rule::Case
            | Rule::LatinMarks
            | Rule::BritishAmerican
            | Rule::ThousandsMark
            | Rule::AbbreviationStops
            | Rule::Hyphenation
            | Rule::Alias
            | Rule::NumberValue => Level::Spelling,
            Rule::Conjunction | Rule::Preposition | Rule::Article => Level::Clitic,
            Rule::ArabicStem | Rule::EnglishStem => Level::Inflection,
        }
    }

    const fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// Which rules are on. All are by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rules {
    off: u64,
}

impl Default for Rules {
    fn default() -> Self {
        Self::all()
    }
}

impl Rules {
    /// Every rule on.
    pub const fn all() -> Self {
        Self { off: 0 }
    }

    /// Every rule off: words are equal only byte for byte.
    pub const fn none() -> Self {
        Self { off: u64::MAX }
    }

    /// These rules, and this one on.
    #[must_use]
    pub const fn with(self, rule: Rule) -> Self {
        Self { off: self.off & !rule.bit() }
    }

    /// These rules, and this one off.
    #[must_use]
    pub const fn without(self, rule: Rule) -> Self {
        Self { off: self.off | rule.bit() }
    }

    /// Whether a rule is on.
    #[inline]
    pub const fn has(self, rule: Rule) -> bool {
        self.off & rule.bit() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_switch() {
        for (n, rule) in Rule::ALL.into_iter().enumerate() {
            assert_eq!(rule as usize, n);
            assert!(Rules::all().has(rule) && !Rules::none().has(rule));
            let off = Rules::all().without(rule);
            assert!(Rule::ALL.into_iter().all(|other| off.has(other) == (other != rule)));
            assert_eq!(off.with(rule), Rules::default());
        }
        assert!(Rule::ALL.is_sorted_by_key(|rule| rule.level()));
    }
}
