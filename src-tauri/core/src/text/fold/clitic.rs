//! What Arabic writes joined to the front of a word: conjunctions, prepositions, the article, the future particle.
//!
//! Spelling alone cannot tell a clitic from a first letter, so a word has several candidate peelings; whether one is
//! right is known only when its base is a word met elsewhere.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// A word without some of the clitics it may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peeling<'a> {
    /// What is left.
    pub base: &'a str,
    /// `و` or `ف`, if one was taken off.
    pub conjunction: Option<char>,
    /// `ب`, `ل` or `ك`, if one was taken off.
    pub preposition: Option<char>,
    /// The article was taken off.
    pub article: bool,
    /// `س` was taken off a verb in the present.
    pub future: bool,
}

impl<'a> Peeling<'a> {
    /// The word as it is, nothing taken off.
    pub const fn whole(word: &'a str) -> Self {
        Self { base: word, conjunction: None, preposition: None, article: false, future: false }
    }

    /// Whether only what stands before verbs was taken off.
    pub const fn is_verbal(&self) -> bool {
        self.preposition.is_none() && !self.article
    }
}

/// The ways to take clitics off an Arabic word folded by [`super::spelling`], the fewest first, the whole word not among
/// them. A base has at least two letters. A bare `ك` is never taken off: it is almost always the word's own
/// (`كامل` is not `ك` + `أمل`).
pub fn clitics<'a>(word: &'a str) -> impl Iterator<Item = Peeling<'a>> {
    // Two beginnings (with and without conjunction), each with up to two continuations, and the conjunction alone.
    let mut found: [Option<Peeling<'a>>; 5] = [None; 5];
    let mut slots = found.iter_mut();
    each_clitic(word, &mut |peeling| {
        if let Some(slot) = slots.next() {
            *slot = Some(peeling);
        }
    });
    found.into_iter().flatten()
}

/// [`clitics`] for callers that look at every one.
pub(crate) fn each_clitic<'a>(word: &'a str, found: &mut impl FnMut(Peeling<'a>)) {
    let mut add = |peeling: Peeling<'a>| {
        if peeling.base.chars().nth(1).is_some() {
            found(peeling);
        }
    };
    let whole = Peeling::whole(word);
    after_conjunction(whole, &mut add);
    if let Some(conjunction) = word.chars().next().filter(|c| matches!(c, 'و' | 'ف')) {
        let peeled =
            Peeling { base: &word[conjunction.len_utf8()..], conjunction: Some(conjunction), ..whole };
        add(peeled);
        after_conjunction(peeled, &mut add);
    }
}

fn after_conjunction<'a>(from: Peeling<'a>, add: &mut impl FnMut(Peeling<'a>)) {
    let word = from.base;
    if let Some(base) = word.strip_prefix("ال") {
        add(Peeling { base, article: true, ..from });
    } else if let Some(base) = word.strip_prefix("لل") {
        // ل and the article; of a word that begins with ل one letter is not written (للجنة).
        add(Peeling { base, preposition: Some('ل'), article: true, ..from });
        add(Peeling { base: &word['ل'.len_utf8()..], preposition: Some('ل'), article: true, ..from });
    } else if let Some(base) = word.strip_prefix("بال") {
        add(Peeling { base, preposition: Some('ب'), article: true, ..from });
        add(Peeling { base: &word['ب'.len_utf8()..], preposition: Some('ب'), ..from });
    } else if let Some(base) = word.strip_prefix("كال") {
        add(Peeling { base, preposition: Some('ك'), article: true, ..from });
    } else if let Some(base) = word.strip_prefix('ب') {
        add(Peeling { base, preposition: Some('ب'), ..from });
    } else if let Some(base) = word.strip_prefix('ل') {
        add(Peeling { base, preposition: Some('ل'), ..from });
    } else if let Some(base) = word.strip_prefix('س')
        && base.starts_with(['ي', 'ت', 'ن', 'ا'])
    {
        add(Peeling { base, future: true, ..from });
    }
}

/// The bases of [`clitics`], for looking words up.
pub fn peelings(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    clitics(word).map(|peeling| Cow::Borrowed(peeling.base))
}

/// The same word twice, with and without clitics or with other ones: the two peelings that show it, with the fewest
/// clitics different. Given as the [certain](certain) peelings of the two, so that nothing is taken off a word whose first
/// letter is known to be its own, and of short words only a conjunction.
pub(crate) fn same_base<'a>(a: &[Peeling<'a>], b: &[Peeling<'a>]) -> Option<(Peeling<'a>, Peeling<'a>)> {
    let mut best: Option<(usize, (Peeling<'a>, Peeling<'a>))> = None;
    for &pa in a {
        for &pb in b {
            if pa.base == pb.base && !pa.future && !pb.future {
                let differ = usize::from(pa.conjunction != pb.conjunction)
                    + usize::from(pa.preposition != pb.preposition)
                    + usize::from(pa.article != pb.article);
                if differ > 0 && best.is_none_or(|(least, _)| differ < least) {
                    best = Some((differ, (pa, pb)));
                }
            }
        }
    }
    best.map(|(_, pair)| pair)
}

/// The whole word and those of its peelings that are not against what is known of Arabic words.
pub(crate) fn certain(word: &str) -> impl Iterator<Item = Peeling<'_>> {
    std::iter::once(Peeling::whole(word)).chain(clitics(word).filter(move |peeling| {
        let after_conjunction = match peeling.conjunction {
            Some(c) => &word[c.len_utf8()..],
            None => word,
        };
        let letters = peeling.base.chars().count();
        let conjunction_is_radical = peeling.conjunction.is_some() && is_radical(word);
        let preposition_is_radical =
            peeling.preposition.is_some() && !peeling.article && is_radical(after_conjunction);
        let long_enough = letters >= 3
            || (peeling.preposition.is_none() && !peeling.article && SHORT.contains(&peeling.base));
        long_enough && !conjunction_is_radical && !preposition_is_radical
    }))
}

/// The word without every clitic that is known not to be its own; a word without Arabic letters as it is.
pub fn barest(word: &str) -> &str {
    certain(word)
        .filter(|peeling| {
            // للجنة is of لجنة, not of جنة.
            let own = peeling.article
                && peeling.preposition == Some('ل')
                && word
                    .strip_suffix(peeling.base)
                    .is_some_and(|clitics| is_radical(&word[clitics.len() - 'ل'.len_utf8()..]));
            !own && peeling.base.chars().nth(2).is_some()
        })
        .map(|peeling| peeling.base)
        .min_by_key(|base| base.len())
        .unwrap_or(word)
}

/// Words of two letters that often carry a conjunction.
const SHORT: [&str; 20] = [
    "ان", "او", "اي", "ثم", "حث", "حق", "دعا", "عد", "عن", "في", "قد", "كل", "لا", "لم", "لن", "ما", "من",
    "هم", "هو", "هي",
];

struct Radicals {
    words: FxHashSet<&'static str>,
    prefixes: FxHashSet<&'static str>,
    longest: usize,
}

static RADICALS: LazyLock<Radicals> = LazyLock::new(|| {
    let entries = || {
        include_str!("radical.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
    };
    let prefixes: FxHashSet<&str> = entries().filter_map(|word| word.strip_suffix('*')).collect();
    let longest = prefixes.iter().map(|prefix| prefix.len()).max().unwrap_or(0);
    Radicals { words: entries().filter(|word| !word.ends_with('*')).collect(), prefixes, longest }
});

/// Whether a word's first letter is known to be its own.
pub(crate) fn is_radical(word: &str) -> bool {
    let radicals = &*RADICALS;
    radicals.words.contains(word)
        || word
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take_while(|end| *end <= radicals.longest)
            .any(|end| radicals.prefixes.contains(&word[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::{Rules, spelling};

    fn bases(word: &str) -> Vec<String> {
        peelings(&spelling(word, &Rules::all())).map(Cow::into_owned).collect()
    }

    #[test]
    fn the_candidates_of_a_word_are_its_possible_bases() {
        assert_eq!(
            bases("والنظام"),
            ["والنظام"; 0]
                .iter()
                .map(|w: &&str| w.to_string())
                .chain(["النظام".into(), "نظام".into()])
                .collect::<Vec<_>>()
        );
        assert_eq!(bases("للجنة"), ["جنه", "لجنه"]);
        assert_eq!(bases("وبالقرار"), ["بالقرار", "قرار", "القرار"]);
        assert_eq!(bases("سيؤكد"), ["يوكد"]);
        assert_eq!(bases("وسيؤكد"), ["سيوكد", "يوكد"]);
        assert!(bases("كامل").is_empty());
        assert!(bases("قرار").is_empty());
    }

    fn have_same_base(a: &str, b: &str) -> bool {
        let words = [a, b].map(|word| spelling(word, &Rules::all()));
        let [a, b] = [&words[0], &words[1]].map(|word| certain(word).collect::<Vec<_>>());
        same_base(&a, &b).is_some()
    }

    #[test]
    fn a_word_with_and_without_its_clitics_has_one_base() {
        for (one, other) in [
            ("النظام", "والنظام"),
            ("نظام", "للنظام"),
            ("لجنة", "للجنة"),
            ("وأكد", "أكد"),
            ("بالقرار", "القرار"),
            ("وحث", "حث"),
            ("ولا", "لا"),
            ("بسوريا", "سوريا"),
            ("والوحدة", "الوحدة"),
            ("وبدعم", "دعم"),
        ] {
            assert!(have_same_base(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_first_letter_that_is_the_words_own_is_not_taken_off() {
        for (one, other) in [
            ("وحدة", "حدة"),
            ("بحث", "حث"),
            ("وزارة", "زارة"),
            ("لجنة", "جنة"),
            ("بعيد", "عيد"),
            ("واصل", "أصل"),
            ("كامل", "أمل"),
            ("وقف", "قف"),
            ("فساد", "ساد"),
            ("لم", "م"),
        ] {
            assert!(!have_same_base(one, other), "{one} {other}");
        }
    }
}
