//! Stems: what is left of a word without the endings that number, gender, person and case give it.
//!
//! A stem finds words in an archive; two words with one stem may still be two words (`دور` role, `دوري` periodic). Which
//! forms belong to one word is decided more strictly in `inflection.rs`.

use std::borrow::Cow;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

use super::clitic::is_radical;

/// The light Arabic stem of a word already folded by [`super::spelling`]: one prefix off, then suffixes, each at most
/// once.
///
/// This is the stemmer light10 of Larkey, Ballesteros and Connell (“Light Stemming for Arabic Information Retrieval”,
/// 2007), with the lengths that Lucene's `ArabicStemmer` asks for: two letters left after a prefix, three after a bare و,
/// two after a suffix. Words without Arabic letters come back as they are.
pub fn light10(word: &str) -> &str {
    let mut stem = word;
    if let Some(rest) = PREFIXES.iter().find_map(|prefix| strip(stem.strip_prefix(prefix)?, 2)) {
        stem = rest;
    } else if let Some(rest) = stem.strip_prefix('و').and_then(|rest| strip(rest, 3)) {
        stem = rest;
    }
    for suffix in SUFFIXES {
        if let Some(rest) = stem.strip_suffix(suffix).and_then(|rest| strip(rest, 2)) {
            stem = rest;
        }
    }
    stem
}

const PREFIXES: [&str; 6] = ["ال", "وال", "بال", "كال", "فال", "لل"];
const SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

fn strip(rest: &str, at_least: usize) -> Option<&str> {
    rest.chars().nth(at_least - 1).map(|_| rest)
}

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// The English stem (Snowball's “English”, also called Porter 2) of a word in small letters. A possessive `'s` goes too.
pub fn english(word: &str) -> Cow<'_, str> {
    ENGLISH.stem(word)
}

/// The same as [`english`] for words that no rule of the algorithm touches, and for such words with a plural's `s`; `None`
/// for any other. A third of a text's words are stemmed so, at a glance.
fn english_in_short(word: &str) -> Option<&str> {
    let bytes = word.as_bytes();
    if bytes.len() < 3 {
        return bytes.iter().all(u8::is_ascii_lowercase).then_some(word);
    }
    if matches!(bytes[0], b'\'' | b'y') {
        return None;
    }
    if is_untouched(bytes) {
        return Some(word);
    }
    let (last, rest) = bytes.split_last()?;
    let vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    let plural = *last == b's'
        && rest.len() > 3
        && is_untouched(rest)
        && rest.last() != Some(&b'u')
        && rest[..rest.len() - 1].iter().any(vowel)
        && !matches!(word, "atlas" | "bias" | "cosmos" | "news");
    plural.then(|| &word[..rest.len()])
}

/// Whether a word's end is none that a rule of the English algorithm looks for.
fn is_untouched(word: &[u8]) -> bool {
    match word.last() {
        Some(b'a' | b'b' | b'f' | b'h' | b'j' | b'k' | b'o' | b'p' | b'q' | b'u' | b'v' | b'w' | b'x' | b'z') => true,
        Some(b'c') => !word.ends_with(b"ic"),
        Some(b'd') => !word.ends_with(b"ed"),
        Some(b'g') => !word.ends_with(b"ing"),
        Some(b'l') => !(word.ends_with(b"al") || word.ends_with(b"ful") || word.ends_with(b"ll")),
        Some(b'm') => !word.ends_with(b"ism"),
        Some(b'n') => !word.ends_with(b"ion"),
        Some(b'r') => !(word.ends_with(b"er") || word.ends_with(b"ator")),
        Some(b't') => !(word.ends_with(b"ant") || word.ends_with(b"ent") || word.ends_with(b"ogist")),
        _ => false,
    }
}

/// The stem by the word's script: [`light10`] for Arabic letters, [`english`] for Latin ones, else the word itself.
///
/// Two of light10's gaps are closed before it: a conjunction before an article with a preposition (`وللنظام`), and the ل
/// that a word of its own lends to the article (`للجنة` is of `لجنة`, not of `جنة`).
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        english_in_short(word).map_or_else(|| english(word), Cow::Borrowed)
    } else if word.starts_with(|c| matches!(c, '\u{620}'..='\u{64a}')) {
        let bare = word
            .strip_prefix(['و', 'ف'])
            .filter(|rest| ["لل", "بال", "كال"].iter().any(|prefix| rest.starts_with(prefix)))
            .unwrap_or(word);
        let own = bare.strip_prefix('ل').filter(|rest| rest.starts_with('ل') && is_radical(rest));
        Cow::Borrowed(light10(own.unwrap_or(bare)))
    } else {
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn the_short_way_to_a_stem_gives_the_long_ways(word in "['a-z]{0,8}(ic|ed|ing|al|ful|ll|ism|ion|er|ator|ant|ent|ogist|us|y|'s|)s?") {
            if let Some(stem) = english_in_short(&word) {
                prop_assert_eq!(stem, &*english(&word), "{}", word);
            }
        }
    }

    #[test]
    fn words_of_a_real_text_have_the_same_stem_either_way() {
        let text = include_str!("../../../benches/text/english-earlier.txt").to_lowercase();
        for word in text.split(|c: char| !(c.is_ascii_lowercase() || c == '\'')) {
            if let Some(stem) = english_in_short(word) {
                assert_eq!(stem, &*english(word), "{word}");
            }
        }
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (one, other) in [
            ("القرار", "قرارات"),
            ("مشروب", "المشروبات"),
            ("عضويه", "عضو"),
            ("والمعتقلين", "معتقلون"),
            ("للاجيين", "لاجيين"),
            ("وللجنه", "اللجنه"),
            ("وبالقرار", "قرار"),
            ("resolutions", "resolution"),
            ("stressed", "stressing"),
            ("council's", "council"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        assert_eq!(stem("الو"), "الو");
        assert_eq!(stem("2254"), "2254");
    }
}
