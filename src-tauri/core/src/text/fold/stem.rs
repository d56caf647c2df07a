//! Stems: what is left of a word without the endings that number, gender, person and case give it.
//!
//! A stem finds words in an archive; two words with one stem may still be two words (`دور` role, `دوري` periodic). Which
//! forms belong to one word is decided more strictly in `inflection.rs`.

use std::borrow::Cow;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

use super::clitic::is_radical;
use super::porter;

/// The light Arabic stem of a word already folded by [`super::spelling`]: one prefix off, then suffixes, each at most
/// once.
///
/// This is the stemmer light10 of Larkey, Ballesteros and Connell (“Light Stemming for Arabic Information Retrieval”,
/// 2007), with the lengths that Lucene's `ArabicStemmer` asks for: two letters left after a prefix, three after a bare و,
/// two after a suffix. Words without Arabic letters come back as they are.
pub fn light10(word: &str) -> &str {
    let mut stem = word;
    let first = word.chars().next();
    if matches!(first, Some('ا' | 'و' | 'ب' | 'ك' | 'ف' | 'ل'))
        && let Some(rest) = PREFIXES.iter().find_map(|prefix| strip(stem.strip_prefix(prefix)?, 2))
    {
        stem = rest;
    } else if first == Some('و')
        && let Some(rest) = strip(&stem['و'.len_utf8()..], 3)
    {
        stem = rest;
    }
    for suffix in SUFFIXES {
        if ends_with(stem, suffix)
            && let Some(rest) = strip(&stem[..stem.len() - suffix.len()], 2)
        {
            stem = rest;
        }
    }
    stem
}

/// [`str::ends_with`] for the suffixes, which have one letter or two: two bytes or four are compared at once.
#[inline]
fn ends_with(word: &str, suffix: &str) -> bool {
    match suffix.len() {
        2 => word.as_bytes().last_chunk::<2>().is_some_and(|last| last == suffix.as_bytes()),
        4 => word.as_bytes().last_chunk::<4>().is_some_and(|last| last == suffix.as_bytes()),
        _ => word.ends_with(suffix),
    }
}

const PREFIXES: [&str; 6] = ["ال", "وال", "بال", "كال", "فال", "لل"];
const SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

fn strip(rest: &str, at_least: usize) -> Option<&str> {
    rest.chars().nth(at_least - 1).map(|_| rest)
}

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// The English stem (Snowball's “English”, also called Porter 2) of a word in small letters. A possessive `'s` goes too.
pub fn english(word: &str) -> Cow<'_, str> {
    let stem = porter::with_stem(word, |stem| match word.strip_prefix(stem) {
        Some(_) => Cow::Borrowed(&word[..stem.len()]),
        None => Cow::Owned(stem.to_owned()),
    });
    stem.unwrap_or_else(|| ENGLISH.stem(word))
}

/// The stem by the word's script: [`light10`] for Arabic letters, [`english`] for Latin ones, else the word itself.
///
/// Two of light10's gaps are closed before it: a conjunction before an article with a preposition (`وللنظام`), and the ل
/// that a word of its own lends to the article (`للجنة` is of `لجنة`, not of `جنة`).
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        english(word)
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
    use super::*;

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
