//! Whether two words are forms of one word: number, gender, case, person, tense, a pronoun at the end.
//!
//! Words derived from one another are not: `دولة` (state) and `دولي` (international), `nation` and `national`. The
//! decision takes the endings off both words and asks for a common rest; plurals and tenses that change the word within
//! are in `forms.tsv`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::sieve::Sieve;
use super::stem::english;
use super::{Rules, spelling};

/// An Arabic word, folded by [`super::spelling`] and without clitics, to be held against others. Its endings are taken off
/// and its lines in the table looked up when they are first asked for.
#[derive(Debug)]
pub(super) struct ArabicForm<'a> {
    word: &'a str,
    rests: OnceCell<Vec<Rest<'a>>>,
    lines: OnceCell<Vec<u32>>,
}

impl<'a> ArabicForm<'a> {
    pub(super) const fn new(word: &'a str) -> Self {
        Self { word, rests: OnceCell::new(), lines: OnceCell::new() }
    }

    /// Whether the two are forms of one word. That they have [letters in common](share_letters) may be known already; words
    /// that have none are forms of one only by the table.
    pub(super) fn is_of_one_word_with(&self, other: &Self, share_letters: bool) -> bool {
        self.word == other.word
            || share_a_line(self.lines(), || other.lines())
            || (share_letters
                && self.rests().iter().any(|one| other.rests().iter().any(|two| one.agrees(two))))
    }

    fn rests(&self) -> &[Rest<'a>] {
        self.rests.get_or_init(|| endings_off(self.word))
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| lines_of(self.word))
    }
}

/// Whether two words may have two letters in common that stand side by side. Where they have, the answer is yes; where
/// they have not, nearly always no.
pub(super) fn share_letters(a: &str, b: &str) -> bool {
    let pairs = |word: &str| {
        let mut last = None;
        word.chars().fold(0_u128, |pairs, c| match last.replace(c) {
            Some(before) => pairs | 1 << ((u32::from(before) * 37 + u32::from(c)) % 128),
            None => pairs,
        })
    };
    pairs(a) & pairs(b) != 0
}

/// A word with one way of taking its endings off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Rest<'a> {
    rest: Cow<'a, str>,
    /// The bare ي of a plural before its genitive, or of a speaker: only where the other word shows the plural.
    bare_yeh: bool,
    /// The plural's own ون or ين.
    sound_plural: bool,
    /// A prefix of the present tense was taken off, and which.
    present: Option<char>,
    /// The ending ت of a verb in the past.
    past_she: bool,
    /// An ending that verbs do not have was taken off.
    nominal: bool,
}

/// Words whose last letters look like an ending and leave another word.
const WHOLE: [&str; 10] =
    ["لبنان", "عدوان", "وجدان", "فقدان", "حرمان", "عمران", "سلطان", "عنوان", "اسهم", "عصيان"];

const PRONOUNS: [&str; 9] = ["", "هما", "ها", "هم", "هن", "كم", "نا", "ه", "ك"];
const ENDINGS: [&str; 9] = ["", "ات", "ون", "ين", "ان", "وا", "ا", "ه", "ت"];

fn endings_off(word: &str) -> Vec<Rest<'_>> {
    let mut rests = Vec::with_capacity(12);
    if WHOLE.contains(&word) {
        let rest = Rest { rest: Cow::Borrowed(word), ..Rest::default() };
        return vec![rest];
    }
    for pronoun in PRONOUNS {
        let Some(stem) = word.strip_suffix(pronoun) else { continue };
        if let Some(rest) = unseated(stem).filter(|_| !pronoun.is_empty()) {
            rests.push(Rest { rest: Cow::Owned(rest), nominal: true, ..Rest::default() });
        }
        for ending in ENDINGS {
            let Some(rest) = stem.strip_suffix(ending) else { continue };
            // Teh marbuta turns into ت before a pronoun, so ه stands at the end only.
            if (ending == "ه" && !pronoun.is_empty()) || rest.chars().nth(2).is_none() {
                continue;
            }
            let found = Rest {
                rest: Cow::Borrowed(rest),
                sound_plural: matches!(ending, "ون" | "ين"),
                past_she: ending == "ت",
                nominal: !pronoun.is_empty() || matches!(ending, "ات" | "ه" | "ان"),
                ..Rest::default()
            };
            if let Some(prefix) = rest.chars().next().filter(|c| matches!(c, 'ي' | 'ت' | 'ن'))
                && !found.nominal
                && !matches!(ending, "ت" | "ا")
                && rest.chars().nth(3).is_some()
            {
                let rest = &rest[prefix.len_utf8()..];
                rests.push(Rest { rest: Cow::Borrowed(rest), present: Some(prefix), ..found.clone() });
            }
            rests.push(found);
        }
    }
    if let Some(rest) = word.strip_suffix('ي').filter(|rest| rest.chars().nth(2).is_some()) {
        rests.push(Rest { rest: Cow::Borrowed(rest), bare_yeh: true, nominal: true, ..Rest::default() });
    }
    rests
}

/// A word that ends in اء, from the form its hamza has before a pronoun: أعضائها, أعضاؤها.
fn unseated(stem: &str) -> Option<String> {
    let rest = stem.strip_suffix("اي").or_else(|| stem.strip_suffix("او"))?;
    Some(format!("{rest}اء"))
}

impl Rest<'_> {
    fn agrees(&self, other: &Self) -> bool {
        match (self.present, other.present) {
            (None, None) => {
                self.rest == other.rest
                    && (!self.bare_yeh || other.sound_plural || other.bare_yeh)
                    && (!other.bare_yeh || self.sound_plural || self.bare_yeh)
            }
            // يشمل and تشمل; both with ت would be one letter of two nouns.
            (Some(one), Some(two)) => self.rest == other.rest && (one == 'ي' || two == 'ي' || one != two),
            (Some(prefix), None) => is_past_of(prefix, &self.rest, other),
            (None, Some(prefix)) => is_past_of(prefix, &other.rest, self),
        }
    }
}

/// Whether `past` is the past of the present `prefix` + `present`: أكد of يؤكد, استنكر of يستنكر, رحبت of ترحب.
fn is_past_of(prefix: char, present: &str, past: &Rest<'_>) -> bool {
    if past.nominal || !(prefix == 'ي' || (prefix == 'ت' && past.past_she)) {
        return false;
    }
    // Forms four, seven, eight and ten begin with alef, which the prefix replaces; a hamza sits on و after it.
    past.rest == present
        || past
            .rest
            .strip_prefix('ا')
            .is_some_and(|rest| rest == present || present.strip_prefix('و') == Some(rest))
}

/// Whether two English words in small letters are forms of one word.
pub(super) fn is_english_inflection(a: &str, b: &str) -> bool {
    let bare = |word: &str| -> usize {
        word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word).len()
    };
    let (a, b) = (&a[..bare(a)], &b[..bare(b)]);
    if a == b || share_a_line(&lines_of(a), || lines_of(b)) {
        return true;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    common >= 2
        && is_ending(&a[..common], &a[common..])
        && is_ending(&b[..common], &b[common..])
        && english(a) == english(b)
}

/// Whether a word's rest after what it has in common with another form is an ending: of number, person, tense.
fn is_ending(common: &str, rest: &str) -> bool {
    let endings = |rest: &str| {
        matches!(
            rest,
            "" | "s"
                | "es"
                | "ed"
                | "d"
                | "ing"
                | "e"
                | "y"
                | "ies"
                | "ied"
                | "ying"
                | "er"
                | "est"
                | "r"
                | "st"
        )
    };
    // stop, stopped
    endings(rest)
        || rest.bytes().next().is_some_and(|first| common.as_bytes().last() == Some(&first))
            && matches!(&rest[1..], "ed" | "ing")
}

/// Words of `forms.tsv`, folded, and the line they stand in.
static FORMS: LazyLock<(FxHashMap<String, Vec<u32>>, Sieve)> = LazyLock::new(|| {
    let mut forms: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    let lines = include_str!("forms.tsv").lines().filter(|line| !line.starts_with('#'));
    for (number, line) in (0..).zip(lines) {
        for form in line.split('\t') {
            forms.entry(spelling(form, &Rules::all()).into_owned()).or_default().push(number);
        }
    }
    let sieve = Sieve::of(forms.keys().map(String::as_bytes));
    (forms, sieve)
});

/// The lines of the table that a word stands in, also with a pronoun or the ending of a plural on it.
fn lines_of(word: &str) -> Vec<u32> {
    let (forms, sieve) = &*FORMS;
    let known = |word: &str| {
        let may_be = sieve.lets(word.as_bytes());
        may_be.then(|| forms.get(word)).flatten().into_iter().flatten().copied()
    };
    let mut lines: Vec<u32> = known(word).collect();
    for ending in ["ها", "هم", "نا", "ه", "ات", "ين", "ون"] {
        if let Some(bare) = word.strip_suffix(ending) {
            lines.extend(known(bare));
            if let Some(bare) = unseated(bare) {
                lines.extend(known(&bare));
            }
        }
    }
    lines
}

fn share_a_line<L: AsRef<[u32]>>(lines: &[u32], others: impl FnOnce() -> L) -> bool {
    !lines.is_empty() && others().as_ref().iter().any(|line| lines.contains(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(word: &str) -> String {
        spelling(word, &Rules::all()).into_owned()
    }

    fn is_arabic_inflection(a: &str, b: &str) -> bool {
        let forms = (ArabicForm::new(a), ArabicForm::new(b));
        let told = forms.0.is_of_one_word_with(&forms.1, true);
        assert_eq!(forms.0.is_of_one_word_with(&forms.1, share_letters(a, b)), told, "{a} {b}");
        told
    }

    #[test]
    fn forms_of_an_arabic_word_are_told_from_words_derived_from_it() {
        for (one, other) in [
            ("قرار", "قرارات"),
            ("قراره", "قرارات"),
            ("أكد", "أكدوا"),
            ("أكدت", "أكدوا"),
            ("أكد", "يؤكد"),
            ("أكدت", "تؤكد"),
            ("يشمل", "تشمل"),
            ("يدعم", "ندعم"),
            ("استنكر", "يستنكر"),
            ("سوري", "سورية"),
            ("دولي", "دولية"),
            ("معتقلون", "معتقلين"),
            ("ممثلي", "ممثلين"),
            ("دولته", "دولة"),
            ("وقف", "وقفا"),
            ("وزير", "وزراء"),
            ("عضو", "أعضائها"),
            ("ملف", "ملفات"),
        ] {
            assert!(is_arabic_inflection(&fold(one), &fold(other)), "{one} {other}");
            assert!(is_arabic_inflection(&fold(other), &fold(one)), "{other} {one}");
        }
        for (one, other) in [
            ("دور", "دوري"),
            ("دول", "دولي"),
            ("عمل", "عملية"),
            ("سياسة", "سياسي"),
            ("وزارة", "وزير"),
            ("تحرير", "حرير"),
            ("توقف", "وقف"),
            ("تقدم", "قدم"),
            ("لبنان", "لبن"),
            ("رفض", "فرض"),
        ] {
            assert!(!is_arabic_inflection(&fold(one), &fold(other)), "{one} {other}");
        }
    }

    #[test]
    fn forms_of_an_english_word_are_told_from_words_derived_from_it() {
        for (one, other) in [
            ("state", "states"),
            ("stress", "stressed"),
            ("stop", "stopping"),
            ("make", "making"),
            ("city", "cities"),
            ("council's", "council"),
            ("meet", "met"),
            ("is", "are"),
            ("agree", "agreed"),
            ("call", "calls"),
        ] {
            assert!(is_english_inflection(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("nation", "national"),
            ("universal", "university"),
            ("import", "important"),
            ("reject", "rejection"),
            ("new", "news"),
            ("support", "supportive"),
            ("must", "should"),
        ] {
            assert!(!is_english_inflection(one, other), "{one} {other}");
        }
    }
}
