//! The English stemming algorithm of the Snowball project (M. F. Porter's second), over bytes.
//!
//! The rules are those of Snowball 3.2; the crate `frostem`, which is made from Snowball's own sources, is the measure in the
//! tests and stems what is too long or not in small ASCII letters. This is several times as fast, and a comparison stems
//! every distinct word.

/// The longest word stemmed here, in bytes.
const LONGEST: usize = 40;

/// A word being stemmed.
struct Word {
    /// Room for the word and one letter more.
    bytes: [u8; LONGEST + 1],
    len: usize,
    /// Where the regions that endings must stand in begin: behind the first consonant after a vowel, and again.
    r1: usize,
    r2: usize,
}

/// Writes the stem of a word of small ASCII letters and apostrophes with [`with_stem`]'s caller; `None` for any other word.
pub(super) fn with_stem<T>(word: &str, take: impl FnOnce(&str) -> T) -> Option<T> {
    if word.len() > LONGEST || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'') {
        return None;
    }
    if let Some(whole) = exception(word) {
        return Some(take(whole));
    }
    if word.len() < 3 {
        return Some(take(word));
    }
    let mut stem = Word::new(word.as_bytes());
    stem.plural();
    stem.past_and_participle();
    stem.final_y();
    stem.derived();
    stem.derived_further();
    stem.noun_and_adjective();
    stem.final_e_and_l();
    stem.bytes[..stem.len].iter_mut().filter(|byte| **byte == b'Y').for_each(|byte| *byte = b'y');
    std::str::from_utf8(&stem.bytes[..stem.len]).ok().map(take)
}

/// Words that are stemmed by a list.
fn exception(word: &str) -> Option<&'static str> {
    Some(match word {
        "skis" => "ski",
        "skies" | "sky" => "sky",
        "idly" => "idl",
        "gently" => "gentl",
        "ugly" => "ugli",
        "early" => "earli",
        "only" => "onli",
        "singly" => "singl",
        "andes" => "andes",
        "atlas" => "atlas",
        "bias" => "bias",
        "cosmos" => "cosmos",
        "howe" => "howe",
        "news" => "news",
        _ => return None,
    })
}

/// Beginnings whose first region begins right behind them.
const BEGINNINGS: [&[u8]; 9] =
    [b"arsen", b"commun", b"emerg", b"gener", b"inter", b"later", b"organ", b"past", b"univers"];

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

impl Word {
    fn new(word: &[u8]) -> Self {
        let word = word.strip_prefix(b"'").unwrap_or(word);
        let mut bytes = [0; LONGEST + 1];
        bytes[..word.len()].copy_from_slice(word);
        let len = word.len();
        // A consonant y is written Y meanwhile.
        if len > 0 && bytes[0] == b'y' {
            bytes[0] = b'Y';
        }
        for at in 1..len {
            if bytes[at] == b'y' && is_vowel(bytes[at - 1]) {
                bytes[at] = b'Y';
            }
        }
        let region = |from: usize| {
            let vowel = (from..len).find(|&at| is_vowel(bytes[at]))?;
            (vowel..len).find(|&at| !is_vowel(bytes[at])).map(|at| at + 1)
        };
        let begun = BEGINNINGS.iter().find(|beginning| bytes[..len].starts_with(beginning));
        let r1 = begun.map(|beginning| beginning.len()).or_else(|| region(0)).unwrap_or(len);
        let r2 = region(r1).unwrap_or(len);
        Self { bytes, len, r1, r2 }
    }

    fn ends(&self, ending: &[u8]) -> bool {
        self.bytes[..self.len].ends_with(ending)
    }

    /// Puts `instead` in the place of the last `ending` bytes; never longer by more than a letter.
    fn replace(&mut self, ending: usize, instead: &[u8]) {
        let start = self.len - ending;
        self.len = start + instead.len();
        self.bytes[start..self.len].copy_from_slice(instead);
    }

    fn has_vowel(&self, until: usize) -> bool {
        self.bytes[..until].iter().any(|byte| is_vowel(*byte))
    }

    /// Whether the first `until` bytes end in a short syllable.
    fn ends_short(&self, until: usize) -> bool {
        match &self.bytes[..until] {
            [.., before, vowel, last]
                if !is_vowel(*last)
                    && !matches!(last, b'w' | b'x' | b'Y')
                    && is_vowel(*vowel)
                    && !is_vowel(*before) =>
            {
                true
            }
            [vowel, last] => is_vowel(*vowel) && !is_vowel(*last),
            word => word.ends_with(b"past"),
        }
    }

    fn plural(&mut self) {
        if self.ends(b"'s'") {
            self.len -= 3;
        } else if self.ends(b"'s") {
            self.len -= 2;
        } else if self.ends(b"'") {
            self.len -= 1;
        }
        if self.ends(b"sses") {
            self.len -= 2;
        } else if self.ends(b"ied") || self.ends(b"ies") {
            self.len -= if self.len >= 5 { 2 } else { 1 };
        } else if self.ends(b"s")
            && !self.ends(b"ss")
            && !self.ends(b"us")
            && self.len >= 2
            && self.has_vowel(self.len - 2)
        {
            self.len -= 1;
        }
    }

    fn past_and_participle(&mut self) {
        for (ending, root) in [(&b"eedly"[..], 2), (b"eed", 2)] {
            if self.ends(ending) {
                let start = self.len - ending.len();
                let whole = matches!(&self.bytes[..start], b"succ" | b"proc" | b"exc");
                if start >= self.r1 && !whole {
                    self.len = start + root;
                }
                return;
            }
        }
        let Some(ending) = [&b"ingly"[..], b"edly", b"ing", b"ed"].into_iter().find(|e| self.ends(e)) else {
            return;
        };
        let start = self.len - ending.len();
        if ending == b"ing" {
            match &self.bytes[..start] {
                // dying
                [consonant, b'y'] if !is_vowel(*consonant) => {
                    self.replace(4, b"ie");
                    return;
                }
                b"even" | b"cann" | b"inn" | b"earr" | b"herr" | b"out" => return,
                _ => {}
            }
        }
        if !self.has_vowel(start) {
            return;
        }
        self.len = start;
        if self.ends(b"at") || self.ends(b"bl") || self.ends(b"iz") {
            self.replace(0, b"e");
            return;
        }
        match &self.bytes[..self.len] {
            // add, egg, off
            [b'a' | b'e' | b'o', one, other] if one == other && is_double(*one) => {}
            [.., one, other] if one == other && is_double(*one) => self.len -= 1,
            _ if self.len == self.r1 && self.ends_short(self.len) => self.replace(0, b"e"),
            _ => {}
        }
    }

    fn final_y(&mut self) {
        if let [_, .., before, b'y' | b'Y'] = &self.bytes[..self.len]
            && !is_vowel(*before)
        {
            self.replace(1, b"i");
        }
    }

    /// The last eight letters, the last one uppermost; of a shorter word nothing stands before the first.
    fn tail(&self) -> u64 {
        let word = &self.bytes[..self.len];
        match word.last_chunk::<8>() {
            Some(last) => u64::from_le_bytes(*last),
            None => {
                word.iter().rev().fold(0, |tail, byte| tail << 8 | u64::from(*byte))
                    << (64 - 8 * word.len().max(1))
            }
        }
    }

    /// The longest of a table's endings that the word has, and what stands for it.
    fn ending(&self, table: &[Ending]) -> Option<(usize, &'static str, &'static str)> {
        let tail = self.tail();
        let best = table.iter().filter(|ending| tail >> (64 - 8 * ending.text.len()) == ending.packed);
        let ending = best.max_by_key(|ending| ending.text.len())?;
        Some((self.len - ending.text.len(), ending.text, ending.instead))
    }

    fn derived(&mut self) {
        if !matches!(self.bytes[..self.len].last(), Some(b'i' | b'l' | b'm' | b'n' | b'r' | b's' | b't')) {
            return;
        }
        let Some((start, ending, instead)) = self.ending(&DERIVED) else { return };
        if start < self.r1 {
            return;
        }
        let before = self.bytes[..start].last().copied().unwrap_or(0);
        match ending {
            "ogi" if before != b'l' => {}
            "li" if !matches!(
                before,
                b'c' | b'd' | b'e' | b'g' | b'h' | b'k' | b'm' | b'n' | b'r' | b't'
            ) => {}
            _ => self.replace(ending.len(), instead.as_bytes()),
        }
    }

    fn derived_further(&mut self) {
        if !matches!(self.bytes[..self.len].last(), Some(b'e' | b'i' | b'l' | b's')) {
            return;
        }
        let Some((start, ending, instead)) = self.ending(&DERIVED_FURTHER) else { return };
        if start >= self.r1 && (ending != "ative" || start >= self.r2) {
            self.replace(ending.len(), instead.as_bytes());
        }
    }

    fn noun_and_adjective(&mut self) {
        if !matches!(
            self.bytes[..self.len].last(),
            Some(b'c' | b'e' | b'i' | b'l' | b'm' | b'n' | b'r' | b's' | b't')
        ) {
            return;
        }
        let Some((start, ending, _)) = self.ending(&NOUN_AND_ADJECTIVE) else { return };
        let fits = ending != "ion" || matches!(self.bytes[..start].last(), Some(b's' | b't'));
        if start >= self.r2 && fits {
            self.len = start;
        }
    }

    fn final_e_and_l(&mut self) {
        let Some(start) = self.len.checked_sub(1) else { return };
        let goes = match self.bytes[start] {
            b'e' => start >= self.r2 || (start >= self.r1 && !self.ends_short(start)),
            b'l' => start >= self.r2 && self.bytes[..start].last() == Some(&b'l'),
            _ => false,
        };
        self.len -= usize::from(goes);
    }
}

const fn is_double(byte: u8) -> bool {
    matches!(byte, b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't')
}

/// An ending and what stands for it, made ready to be compared at once.
#[derive(Debug, Clone, Copy)]
struct Ending {
    text: &'static str,
    instead: &'static str,
    /// The ending as the upper bytes of [`Word::tail`] have it.
    packed: u64,
}

/// A table of endings of at most seven letters.
const fn table<const N: usize>(pairs: [(&'static str, &'static str); N]) -> [Ending; N] {
    let mut table = [Ending { text: "", instead: "", packed: 0 }; N];
    let mut n = 0;
    while n < N {
        let (text, instead) = pairs[n];
        let bytes = text.as_bytes();
        let mut packed = 0;
        let mut at = bytes.len();
        while at > 0 {
            at -= 1;
            packed = packed << 8 | bytes[at] as u64;
        }
        table[n] = Ending { text, instead, packed };
        n += 1;
    }
    table
}

static DERIVED: [Ending; 25] = table([
    ("anci", "ance"),
    ("enci", "ence"),
    ("ogi", "og"),
    ("li", ""),
    ("bli", "ble"),
    ("abli", "able"),
    ("alli", "al"),
    ("fulli", "ful"),
    ("lessli", "less"),
    ("ousli", "ous"),
    ("entli", "ent"),
    ("aliti", "al"),
    ("biliti", "ble"),
    ("iviti", "ive"),
    ("tional", "tion"),
    ("ational", "ate"),
    ("alism", "al"),
    ("ation", "ate"),
    ("ization", "ize"),
    ("izer", "ize"),
    ("ator", "ate"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("ogist", "og"),
]);

static DERIVED_FURTHER: [Ending; 9] = table([
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("tional", "tion"),
    ("ational", "ate"),
    ("ful", ""),
    ("ness", ""),
]);

static NOUN_AND_ADJECTIVE: [Ending; 18] = table([
    ("ic", ""),
    ("ance", ""),
    ("ence", ""),
    ("able", ""),
    ("ible", ""),
    ("ate", ""),
    ("ive", ""),
    ("ize", ""),
    ("iti", ""),
    ("al", ""),
    ("ism", ""),
    ("ion", ""),
    ("er", ""),
    ("ous", ""),
    ("ant", ""),
    ("ent", ""),
    ("ment", ""),
    ("ement", ""),
]);

#[cfg(test)]
mod tests {
    use frostem::{Algorithm, Stemmer};
    use proptest::prelude::*;

    use super::*;

    fn expect_the_same(stemmer: &Stemmer, word: &str) {
        let own = with_stem(word, str::to_owned);
        assert_eq!(own.as_deref(), Some(&*stemmer.stem(word)), "{word}");
    }

    #[test]
    fn the_words_of_real_texts_have_the_stems_snowball_gives_them() {
        let stemmer = Stemmer::new(Algorithm::English);
        for text in [
            include_str!("../../../benches/text/english-earlier.txt"),
            include_str!("../../../benches/text/english-later.txt"),
            include_str!("../lexicon/english.tsv"),
            include_str!("british.tsv"),
        ] {
            let text = text.to_lowercase();
            let words = text
                .split(|c: char| !(c.is_ascii_lowercase() || c == '\''))
                .filter(|word| word.len() <= LONGEST);
            words.for_each(|word| expect_the_same(&stemmer, word));
        }
    }

    /// Beginnings and endings that the rules look for, put together at will.
    fn built() -> impl Strategy<Value = String> {
        let beginning = prop::sample::select(vec![
            "", "a", "e", "o", "y", "ab", "by", "past", "arsen", "commun", "emerg", "gener", "inter",
            "later", "organ", "univers", "succ", "proc", "exc", "even", "cann", "inn", "earr", "herr", "out",
            "ski", "news", "d", "l", "'", "boy", "say", "egg", "hop", "hopp", "fix", "tow", "rat", "bl",
            "iz", "stl", "vist",
        ]);
        let endings: Vec<&str> = DERIVED
            .iter()
            .chain(&DERIVED_FURTHER)
            .chain(&NOUN_AND_ADJECTIVE)
            .map(|ending| ending.text)
            .chain([
                "", "ed", "eed", "ing", "edly", "eedly", "ingly", "s", "us", "ss", "sses", "ies", "ied", "y",
                "ly", "e",
            ])
            .chain(["ll", "'", "'s", "'s'", "at", "bl", "iz", "tt", "nn", "past", "ology", "ity"])
            .collect();
        let ending = || prop::sample::select(endings.clone());
        (beginning, "['a-z]{0,5}", ending(), ending()).prop_map(|(a, b, c, d)| format!("{a}{b}{c}{d}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8000))]

        #[test]
        fn any_word_has_the_stem_snowball_gives_it(word in built()) {
            thread_local!(static STEMMER: Stemmer = Stemmer::new(Algorithm::English));
            STEMMER.with(|stemmer| expect_the_same(stemmer, &word));
        }
    }
}
