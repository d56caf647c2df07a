//! British and American spelling in one form.
//!
//! The rules map a word to a key, mostly the American spelling. What the key is does not matter; it matters that the two
//! spellings of one word get the same key and that two words do not. So a rule may touch words that have one spelling
//! only (`advise`, `surprise`) as long as nothing else is spelled like the result.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The key of an English word in small ASCII letters; borrowed when no rule applies.
pub(super) fn one_spelling(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let once = |word: &str| by_stem(word).or_else(|| by_ending(word));
    let Some(mut key) = once(word) else { return Cow::Borrowed(word) };
    // What one rule leaves may be what another asks for: -llour, -llor, -lor.
    for _ in 0..MOST_RULES {
        match once(&key) {
            Some(next) if next != key => key = next,
            _ => break,
        }
    }
    Cow::Owned(key)
}

/// More rules than can follow one another in a word.
const MOST_RULES: usize = 8;

type Stems = FxHashMap<[u8; 4], Vec<(&'static str, &'static str)>>;

/// Words that no ending tells, as pairs of a British beginning and the American one (see `british.tsv`), by their first
/// four letters, the longest first. A beginning that ends in `$` is a whole word.
static STEMS: LazyLock<Stems> = LazyLock::new(|| {
    let mut stems = Stems::default();
    let lines = include_str!("british.tsv").lines().filter(|line| !line.starts_with('#'));
    for (british, american) in lines.filter_map(|line| line.split_once('\t')) {
        if let Some(start) = british.as_bytes().first_chunk() {
            stems.entry(*start).or_default().push((british, american));
        }
    }
    for entries in stems.values_mut() {
        entries.sort_by_key(|(british, _)| std::cmp::Reverse(british.len()));
    }
    stems
});

fn by_stem(word: &str) -> Option<String> {
    STEMS.get(word.as_bytes().first_chunk()?)?.iter().find_map(|(british, american)| {
        if let Some(whole) = british.strip_suffix('$') {
            return (whole == word).then(|| (*american).to_owned());
        }
        word.strip_prefix(british).map(|rest| format!("{american}{rest}"))
    })
}

fn by_ending(word: &str) -> Option<String> {
    let bytes = word.as_bytes();
    // Most words have none of the letter pairs the rules ask for.
    if !bytes.windows(2).any(|pair| matches!(pair, b"ou" | b"is" | b"ys" | b"tr" | b"og" | b"ll")) {
        return None;
    }
    // -our, -oured, -ouring, -ourable, -ourer, -ourite, -ourhood, -ourless, -ourly, -ourism after three letters or more:
    // colour, neighbourhood; not four, hour, pour, scour, tourism.
    if let Some(at) = word.find("our").filter(|at| *at >= 3)
        && matches!(
            &word[at + 3..],
            "" | "s"
                | "ed"
                | "ing"
                | "ings"
                | "able"
                | "ably"
                | "er"
                | "ers"
                | "ite"
                | "ites"
                | "hood"
                | "hoods"
                | "less"
                | "ly"
                | "ist"
                | "ists"
                | "ism"
                | "ful"
                | "al"
                | "ally"
        )
    {
        return Some(format!("{}or{}", &word[..at], &word[at + 3..]));
    }
    // -ise and -yse with their forms: organise, organisation, analyse.
    for (ending, key) in [
        ("isations", "izations"),
        ("isation", "ization"),
        ("isational", "izational"),
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("iser", "izer"),
        ("isers", "izers"),
        ("ising", "izing"),
        ("isingly", "izingly"),
        ("isable", "izable"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("yses", "yzes"),
        ("yser", "yzer"),
        ("ysers", "yzers"),
        ("ysing", "yzing"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("tred", "tered"),
        ("tring", "tering"),
        ("ogue", "og"),
        ("ogues", "ogs"),
    ] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 3
            && (ending != "tring" || stem.ends_with('n'))
        {
            return Some(format!("{stem}{key}"));
        }
    }
    // A doubled l before an ending, in words of more than one syllable: travelled, counsellor; not filled, called.
    for ending in ["ed", "ing", "ings", "er", "ers", "or", "ors", "ation", "ations"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.ends_with("ll")
            && !stem.ends_with("lll")
            && syllables(&bytes[..stem.len() - 2]) >= 2
        {
            return Some(format!("{}{ending}", &stem[..stem.len() - 1]));
        }
    }
    None
}

/// How many groups of vowels a word has.
fn syllables(word: &[u8]) -> usize {
    let mut groups = 0;
    let mut inside = false;
    for byte in word {
        let vowel = matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_rule_that_makes_room_for_another_is_followed_by_it() {
        for word in ["periooooooooooootllllour", "counsellour", "centrelled", "programmelling"] {
            let key = one_spelling(word);
            assert_eq!(one_spelling(&key), key, "{word}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn folding_a_word_of_such_pieces_twice_is_folding_it_once(
            word in "[a-z]{0,6}(programme|grey|centre|ll|lll|our|is|ys|tr|og|l){0,4}(our|ise|isation|yse|tre|tred|ogue|ed|ing|or|ation|ll)?s?"
        ) {
            let key = one_spelling(&word);
            prop_assert_eq!(one_spelling(&key), key.clone(), "{}", word);
        }
    }

    #[test]
    fn british_and_american_spellings_have_one_key() {
        for (british, american) in [
            ("colour", "color"),
            ("neighbouring", "neighboring"),
            ("favourable", "favorable"),
            ("labour", "labor"),
            ("organisation", "organization"),
            ("recognises", "recognizes"),
            ("emphasised", "emphasized"),
            ("criticising", "criticizing"),
            ("normalisation", "normalization"),
            ("analysed", "analyzed"),
            ("paralyse", "paralyze"),
            ("centre", "center"),
            ("centres", "centers"),
            ("theatre", "theater"),
            ("kilometres", "kilometers"),
            ("fibre", "fiber"),
            ("defence", "defense"),
            ("offences", "offenses"),
            ("licence", "license"),
            ("practise", "practice"),
            ("dialogue", "dialog"),
            ("travelled", "traveled"),
            ("signalling", "signaling"),
            ("counsellor", "counselor"),
            ("cancellation", "cancelation"),
            ("fulfil", "fulfill"),
            ("fulfilment", "fulfillment"),
            ("programme", "program"),
            ("programmes", "programs"),
            ("judgement", "judgment"),
            ("acknowledgement", "acknowledgment"),
            ("ageing", "aging"),
            ("sceptical", "skeptical"),
            ("manoeuvres", "maneuvers"),
            ("paediatric", "pediatric"),
            ("aeroplane", "airplane"),
            ("grey", "gray"),
            ("towards", "toward"),
            ("whilst", "while"),
            ("learnt", "learned"),
            ("instalment", "installment"),
            ("plough", "plow"),
            ("mould", "mold"),
            ("manoeuvring", "maneuvering"),
            ("catalogued", "cataloged"),
        ] {
            assert_eq!(one_spelling(british), one_spelling(american), "{british} {american}");
        }
    }

    #[test]
    fn two_words_keep_two_keys() {
        for (one, other) in [
            ("four", "for"),
            ("hour", "horse"),
            ("your", "yore"),
            ("scour", "score"),
            ("filled", "filed"),
            ("willing", "wiling"),
            ("billed", "biled"),
            ("polled", "poled"),
            ("tourism", "torism"),
            ("court", "cort"),
            ("expense", "expence"),
            ("center", "cent"),
            ("string", "stering"),
        ] {
            assert_ne!(one_spelling(one), one_spelling(other), "{one} {other}");
        }
    }

    #[test]
    fn a_key_is_its_own_key() {
        for line in include_str!("british.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (british, american) = line.split_once('\t').expect("two columns");
            for word in [british.trim_end_matches('$'), american] {
                let key = one_spelling(word).into_owned();
                assert_eq!(one_spelling(&key), key, "{line}");
            }
        }
    }
}
