//! The words of a text as they are looked up: one pair of keys for each word and number, in order.
//!
//! The keys are what a search index holds and what a query is turned into, so both sides go through this room. It decides
//! which words are the same to somebody who searches; how an index is kept and a query is written is the archive's
//! subject. Nothing here is shown.

use std::borrow::Cow;
use std::fmt::Write;

use super::fold::{Rules, clitic, spelling, stem};
use super::token::{Token, TokenKind, tokenise};

/// Changes whenever a text would give other keys than before: an index of another version has to be made anew.
pub const VERSION: u32 = 1;

/// A word by which it is found. Keys consist of ASCII letters and digits and the Arabic letters U+0621 to U+064A, at
/// least one of them, so they hold nothing that any index would cut, fold or take for an instruction.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The word in one spelling: without vowel signs, hamza, capitals; digits in one script; names by the alias table.
    pub fold: String,
    /// Its stem: the same for the forms of a word, and for some words that only look like forms of it.
    pub stem: String,
}

/// A word or number of a text with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub token: Token,
    /// By what it is found.
    pub key: Key,
}

/// The words and numbers of a text in order; punctuation is left out. Takes time in proportion to the text.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    tokenise(text)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Punctuation)
        .map(move |token| Word { token, key: key(token.text(text)) })
}

/// The keys of one word.
pub fn key(word: &str) -> Key {
    let spelled = spelling(word, &Rules::all());
    let stem = stem::stem(without_seat(clitic::barest(&spelled)));
    Key { fold: plain(&spelled, word).into_owned(), stem: plain(&stem, word).into_owned() }
}

/// A plural in ون whose word ends in a hamza (لاجئون) without that ending. The fold has brought the hamza's seat to the و
/// after it, as in مسؤول and مسئول, and so away from the singular's.
fn without_seat(word: &str) -> &str {
    ["وون", "وو"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|rest| rest.chars().nth(2).is_some())
        .unwrap_or(word)
}

/// The key in plain characters only; other ones are written as `u`, their number and `z`. A key that has vanished (a
/// word of nothing but vowel signs) is written so from the word itself.
fn plain<'a>(key: &'a str, word: &str) -> Cow<'a, str> {
    let is_plain = |c: char| {
        c.is_ascii_lowercase()
            || c.is_ascii_digit()
            || matches!(c, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}')
    };
    if !key.is_empty() && key.chars().all(is_plain) {
        return Cow::Borrowed(key);
    }
    let mut written = String::with_capacity(key.len() + 8);
    let mut write = |c: char| match c {
        c if is_plain(c) => written.push(c),
        // What joins the parts of a word or a number: it is found with and without.
        '\'' | '\u{2019}' | ',' | '\u{66c}' => {}
        c => {
            let _ = write!(written, "u{:x}z", u32::from(c));
        }
    };
    key.chars().for_each(&mut write);
    if written.is_empty() {
        for c in word.chars() {
            let _ = write!(written, "u{:x}z", u32::from(c));
        }
    }
    Cow::Owned(written)
}

/// The forms that a folded word takes with what Arabic joins to its front: conjunctions, prepositions, and where
/// `article` says so the article. The word itself comes first. A word that is not Arabic has one form.
pub fn with_clitics(word: &str, article: bool) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if !word.starts_with(|c| matches!(c, '\u{621}'..='\u{64a}')) {
        return forms;
    }
    let has_article = word.starts_with("ال") && word.chars().count() > 4;
    let mut bases = vec![word.to_owned()];
    for preposition in ["ب", "ل", "ك"] {
        match word.strip_prefix("ال").filter(|_| has_article && preposition == "ل") {
            Some(rest) => bases.push(format!("لل{rest}")),
            None => bases.push(format!("{preposition}{word}")),
        }
    }
    if article && !has_article {
        bases.extend(["ال", "بال", "كال", "لل"].map(|article| format!("{article}{word}")));
    }
    forms.extend(bases.iter().skip(1).cloned());
    for conjunction in ["و", "ف"] {
        forms.extend(bases.iter().map(|base| format!("{conjunction}{base}")));
    }
    forms
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stems(text: &str) -> Vec<String> {
        words(text).map(|word| word.key.stem).collect()
    }

    #[test]
    fn a_word_is_found_however_it_is_typed() {
        for (typed, written) in [
            ("لاجئ", "اللاجئين"),
            ("اللاجئين", "لاجئ"),
            ("لاجئين", "للاجئين"),
            ("لاجئ", "واللاجئون"),
            ("لاجئون", "لاجئ"),
            ("وللجنة", "اللجنة"),
            ("إدلب", "بإدلب"),
            ("٢٢٥٤", "2254"),
            ("اكد", "أكّدَ"),
            ("مؤكدا", "مُؤَكِّداً"),
            ("سوريا", "وسورية"),
            ("سوريا", "بسورية"),
            ("قرارات", "القرار"),
            ("ائتلاف", "والائتلاف"),
            ("Resolutions", "resolution"),
            ("1,000", "1000"),
        ] {
            assert_eq!(stems(typed), stems(written), "{typed} {written}");
        }
    }

    #[test]
    fn what_is_joined_to_the_front_of_an_arabic_word_is_known() {
        let forms = with_clitics("النظام", true);
        for form in ["النظام", "والنظام", "للنظام", "وللنظام", "بالنظام"] {
            assert!(forms.contains(&form.to_owned()), "{form}");
        }
        assert!(with_clitics("نظام", true).contains(&"والنظام".to_owned()));
        assert!(!with_clitics("نظام", false).contains(&"النظام".to_owned()));
        assert_eq!(with_clitics("state", true), ["state"]);
    }

    proptest! {
        #[test]
        fn every_word_has_two_keys_of_plain_characters(text in any::<String>()) {
            for word in words(&text) {
                for key in [&word.key.fold, &word.key.stem] {
                    prop_assert!(!key.is_empty(), "{:?}", word.token.text(&text));
                    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || ('\u{621}'..='\u{64a}').contains(&c));
                    prop_assert!(plain, "{}", key);
                }
            }
        }
    }
}
