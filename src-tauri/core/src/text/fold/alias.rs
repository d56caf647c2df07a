//! Spellings of one word or name that no letter rule brings together.
//!
//! The table is `aliases.tsv`. Only spellings of the same name stand in it: what is another name for the same thing is a
//! matter of topics, not of spelling.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::clitic::certain;
use super::{Rules, spelling};

#[derive(Default)]
struct Table {
    /// A spelling, and the line's first.
    keys: FxHashMap<String, String>,
    /// A key, and its spellings of several words, word for word.
    phrases: FxHashMap<String, Vec<Vec<String>>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    let fold = |word: &str| spelling(word, &Rules::all()).into_owned();
    for line in include_str!("aliases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut spellings = line.split('\t');
        let key = spellings.next().map(fold).unwrap_or_default();
        for other in spellings {
            let words: Vec<String> = other.split(' ').map(fold).collect();
            if let [word] = words.as_slice() {
                table.keys.insert(word.clone(), key.clone());
            } else {
                table.phrases.entry(key.clone()).or_default().push(words);
            }
        }
    }
    table
});

/// The key of a word already folded by [`super::spelling`]: the table's first spelling of it, with the clitics the word
/// came with; the word itself where the table has none.
///
/// The second is the key without those clitics, where the word had any: a preposition written to a name is known to be
/// one, since the name is known.
pub fn alias(word: &str) -> (Cow<'_, str>, Option<&'static str>) {
    if let Some(key) = TABLE.keys.get(word) {
        return (Cow::Borrowed(key), None);
    }
    // Clitics are joined to Arabic words only.
    if !word.starts_with(|c| matches!(c, '\u{620}'..='\u{64a}')) {
        return (Cow::Borrowed(word), None);
    }
    for peeling in certain(word) {
        if let Some(key) = TABLE.keys.get(peeling.base)
            && let Some(clitics) = word.strip_suffix(peeling.base)
        {
            return (Cow::Owned(format!("{clitics}{key}")), Some(key));
        }
    }
    (Cow::Borrowed(word), None)
}

/// The ways to write this key in several words, each word folded.
pub fn alias_phrases(key: &str) -> &'static [Vec<String>] {
    TABLE.phrases.get(key).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str) -> String {
        alias(&spelling(word, &Rules::all())).0.into_owned()
    }

    #[test]
    fn spellings_of_a_name_have_one_key_with_and_without_clitics() {
        for (one, other) in [
            ("سوريا", "سورية"),
            ("بسوريا", "بسورية"),
            ("وسوريا", "وسورية"),
            ("الأميركية", "الأمريكية"),
            ("بيدرسون", "بيدرسن"),
            ("Hizbullah", "Hezbollah"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        assert_ne!(key("سوريا"), key("روسيا"));
    }

    #[test]
    fn no_line_of_the_table_is_in_vain_and_no_spelling_has_two_keys() {
        let mut seen: FxHashMap<String, String> = FxHashMap::default();
        for line in include_str!("aliases.tsv").lines().filter(|line| !line.starts_with('#')) {
            let first = line.split('\t').next().unwrap();
            let words = line.split('\t').filter(|word| !word.contains(' '));
            assert!(line.contains('\t'), "{line}: a single spelling");
            for word in words {
                let folded = spelling(word, &Rules::all()).into_owned();
                let before = seen.insert(folded, first.to_owned());
                assert!(before.is_none_or(|key| key == first), "{word} stands in two lines");
                assert_eq!(key(word), key(first), "{word}");
            }
        }
    }

    #[test]
    fn an_abbreviation_knows_its_long_form() {
        assert_eq!(alias_phrases(&key("UN")), [["united".to_owned(), "nations".to_owned()]]);
        assert_eq!(alias_phrases(&key("داعش")).len(), 1);
    }
}
