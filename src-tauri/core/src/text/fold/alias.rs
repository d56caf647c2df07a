//! Names and words that are written in more than one accepted way, by the table `alias.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::clitic::each_clitic;
use super::{Rule, Rules, spelling};
use crate::text::tokenise;

/// A variant of several words.
#[derive(Debug)]
struct Phrase {
    keys: Vec<String>,
    canonical: String,
}

#[derive(Debug, Default)]
struct Table {
    /// Variants of one word, and what stands for them.
    words: FxHashMap<String, String>,
    /// Beginnings that any ending may follow, and what stands for them, by their first four bytes.
    beginnings: FxHashMap<[u8; 4], Vec<(String, String)>>,
    /// Abbreviations that count only where they are written in capitals, by key.
    capitals: FxHashMap<String, String>,
    /// By the first word's key, the longest first.
    phrases: FxHashMap<String, Vec<Phrase>>,
    /// Which beginnings the one-word variants have, as bits: nearly every word of a text is refused by its bit alone.
    begun: Begun,
}

/// A set of beginnings of words that may hold more than was put in.
#[derive(Debug)]
struct Begun([u64; 256]);

impl Default for Begun {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Begun {
    /// The place of a word's bit, by its first six bytes (three Arabic letters) or all it has.
    fn bit(key: &str) -> (usize, u64) {
        let start = key.bytes().take(6).fold(0u64, |start, byte| start << 8 | u64::from(byte));
        let hash = start.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 50;
        (hash as usize >> 6, 1 << (hash & 63))
    }

    fn add(&mut self, key: &str) {
        let (word, bit) = Self::bit(key);
        self.0[word] |= bit;
    }

    fn has(&self, key: &str) -> bool {
        let (word, bit) = Self::bit(key);
        self.0[word] & bit != 0
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("alias.tsv")));

impl Table {
    fn read(lines: &str) -> Self {
        let mut table = Self::default();
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let variants: Vec<&str> = line.split('\t').collect();
            let first = variants.first().copied().unwrap_or_default();
            // In capitals the key is no word's: US is not us.
            let canonical = if is_capitals(first) {
                first.to_owned()
            } else {
                keys(first.trim_end_matches('*')).join(" ")
            };
            for variant in variants {
                let open = variant.ends_with('*');
                let folded = keys(variant.trim_end_matches('*'));
                let canonical = canonical.clone();
                match folded.as_slice() {
                    [key] if is_capitals(variant) => {
                        table.capitals.insert(key.clone(), canonical);
                    }
                    [key] if *key != canonical => {
                        table.begun.add(key);
                        match start_of(key) {
                            Some(start) if open => {
                                table.beginnings.entry(start).or_default().push((key.clone(), canonical));
                            }
                            _ => {
                                table.words.insert(key.clone(), canonical);
                            }
                        }
                    }
                    [head, _, ..] => {
                        let phrase = Phrase { keys: folded.clone(), canonical };
                        table.phrases.entry(head.clone()).or_default().push(phrase);
                    }
                    _ => {}
                }
            }
        }
        for phrases in table.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.keys.len()));
        }
        table
    }
}

/// The keys of a variant's tokens, under every rule but this one.
fn keys(variant: &str) -> Vec<String> {
    let rules = Rules::all().without(Rule::Alias);
    tokenise(variant).into_iter().map(|token| spelling(token.text(variant), &rules).into_owned()).collect()
}

/// Whether a word is an abbreviation in capitals.
fn is_capitals(word: &str) -> bool {
    word.bytes().filter(u8::is_ascii_uppercase).count() > 1
        && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'.')
}

fn start_of(key: &str) -> Option<[u8; 4]> {
    key.as_bytes().first_chunk().copied()
}

/// The key of the variant that stands for all, for a word's key; `None` if it is that itself or no variant of anything.
/// What Arabic joins to the front of a word stays.
pub(super) fn one_name(key: &str) -> Option<String> {
    let table = &*TABLE;
    let lookup = |base: &str| -> Option<String> {
        if !table.begun.has(base) {
            return None;
        }
        if let Some(canonical) = table.words.get(base) {
            return Some(canonical.clone());
        }
        table.beginnings.get(&start_of(base)?)?.iter().find_map(|(beginning, canonical)| {
            base.strip_prefix(beginning.as_str()).map(|ending| format!("{canonical}{ending}"))
        })
    };
    if let Some(found) = lookup(key) {
        return Some(found);
    }
    // No clitics take more than four letters of two bytes each, and the last of two or more is ل or ب.
    let begins = |at: usize| key.get(at..).is_some_and(|base| table.begun.has(base));
    let behind =
        |at: usize| matches!(key.as_bytes().get(at - 2..at), Some([0xd9, 0x84] | [0xd8, 0xa8])) && begins(at);
    let clitic = key.starts_with(['و', 'ف', 'ب', 'ل', 'ك', 'ا']);
    if !clitic || !(begins(2) || behind(4) || behind(6) || behind(8)) {
        return None;
    }
    let mut found = None;
    each_clitic(key, &mut |peeling| {
        if found.is_none()
            && key.ends_with(peeling.base)
            && let Some(canonical) = lookup(peeling.base)
        {
            found = Some(format!("{}{canonical}", &key[..key.len() - peeling.base.len()]));
        }
    });
    found
}

/// The variant of several words that begins a run of keys: its key and how many of the run's tokens it takes.
pub(super) fn phrase_at(keys: &[&str]) -> Option<(&'static str, usize)> {
    let phrases = TABLE.phrases.get(*keys.first()?)?;
    phrases.iter().find_map(|phrase| {
        let fits =
            phrase.keys.len() <= keys.len() && phrase.keys.iter().zip(keys).all(|(one, other)| one == other);
        fits.then_some((phrase.canonical.as_str(), phrase.keys.len()))
    })
}

/// The ways to write a word in several words, each the keys of these; by the word as it is written and its key.
pub fn alias_phrases(written: &str, key: &str) -> impl Iterator<Item = &'static [String]> {
    let canonical = abbreviation(written, key).unwrap_or(key).to_owned();
    TABLE
        .phrases
        .values()
        .flatten()
        .filter(move |phrase| phrase.canonical == canonical)
        .map(|phrase| phrase.keys.as_slice())
}

/// The key of an abbreviation written in capitals, given as it is written and its key.
pub(super) fn abbreviation(written: &str, key: &str) -> Option<&'static str> {
    if is_capitals(written) { TABLE.capitals.get(key).map(String::as_str) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str) -> String {
        spelling(word, &Rules::all()).into_owned()
    }

    #[test]
    fn variants_of_a_name_have_one_key_also_with_clitics() {
        for (one, other) in [
            ("سوريا", "سورية"),
            ("بسوريا", "بسورية"),
            ("وسوريا", "وسورية"),
            ("الأميركية", "الأمريكية"),
            ("بيدرسن", "بيدرسون"),
            ("لغوتيريس", "لغوتيريش"),
            ("مائة", "مئة"),
            ("الديموقراطية", "الديمقراطية"),
            ("Türkiye", "Turkey"),
            ("Dr", "Doctor"),
        ] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        let off = Rules::all().without(Rule::Alias);
        assert_ne!(spelling("سوريا", &off), spelling("سورية", &off));
    }

    #[test]
    fn the_table_gives_every_variant_its_lines_first() {
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        for line in include_str!("alias.tsv").lines().filter(|line| !line.starts_with('#')) {
            assert!(line.contains('\t'), "a name without a variant: {line}");
            for variant in line.split('\t') {
                let folded = keys(variant.trim_end_matches('*')).join(" ");
                if let Some(other) = seen.insert(folded.clone(), line) {
                    assert_eq!(other, line, "{variant} stands in two lines");
                }
                if let [one] = keys(variant.trim_end_matches('*')).as_slice()
                    && !is_capitals(variant)
                {
                    let key = one_name(one).unwrap_or_else(|| one.clone());
                    assert_eq!(one_name(&key), None, "{variant} has a key that is a variant: {key}");
                }
            }
        }
    }

    #[test]
    fn abbreviations_count_in_capitals_only() {
        assert_eq!(abbreviation("US", "us"), Some("US"));
        assert_eq!(abbreviation("U.S", "us"), Some("US"));
        assert_eq!(abbreviation("us", "us"), None);
        assert_eq!(phrase_at(&["united", "nations", "envoy"]), Some(("UN", 2)));
        assert_eq!(alias_phrases("UN", "un").collect::<Vec<_>>(), [["united", "nations"]]);
        assert_eq!(alias_phrases("un", "un").count(), 0);
    }
}
