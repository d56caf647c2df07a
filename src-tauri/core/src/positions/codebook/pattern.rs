//! One term as steps over words, and how a step fits a word.

use super::Term;
use crate::model::Lang;
use crate::text::fold::clitic::each_clitic;
use crate::text::fold::{Rules, spelling};

/// A step of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A word, folded, without article.
    Word {
        /// The key.
        key: Box<str>,
        /// Written in capitals, and matching only those.
        capitals: bool,
    },
    /// A word's beginning.
    Beginning(Box<str>),
    /// A number.
    Number,
    /// Up to so many words.
    Gap(u8),
}

/// A step and what a word it fits has at its beginning or behind its clitics: most words are told apart by that alone.
#[derive(Debug)]
pub(super) struct Next {
    pub step: Step,
    /// The first bytes that all forms of the word share, at most four.
    head: [u8; 4],
    len: usize,
}

impl Next {
    pub(super) fn new(step: Step) -> Self {
        let shared = match &step {
            Step::Word { key, .. } => key.strip_suffix(['y', 'ه']).unwrap_or(key),
            Step::Beginning(beginning) => beginning,
            Step::Number | Step::Gap(_) => "",
        };
        let mut head = [0; 4];
        let len = shared.len().min(head.len());
        head[..len].copy_from_slice(&shared.as_bytes()[..len]);
        Self { head, len, step }
    }

    /// Whether the step fits a word.
    pub(super) fn fits(&self, key: &str, in_capitals: bool) -> bool {
        self.may_fit(key.as_bytes()) && fits(&self.step, key, in_capitals)
    }

    #[inline]
    fn may_fit(&self, key: &[u8]) -> bool {
        let begins = |at: usize| match key.get(at..at + 4) {
            Some(four) if self.len == 4 => four == self.head,
            _ => key.get(at..).is_some_and(|rest| rest.starts_with(&self.head[..self.len])),
        };
        // No clitics of a word take more than four letters, وبال.
        begins(0) || matches!(key.first(), Some(0xd8..=0xdb)) && (1..=4).any(|letters| begins(2 * letters))
    }
}

/// The steps of a term.
pub(super) fn steps(term: &Term) -> Vec<Step> {
    // A term is cut as a text is, so that cease-fire and cross-border are two words each.
    let mut steps = Vec::new();
    for part in term.words.split_whitespace() {
        if part == "#" {
            steps.push(Step::Number);
        } else if let Some(gap) = part.strip_prefix('~') {
            steps.push(Step::Gap(gap.parse().unwrap_or(0)));
        } else {
            let (words, beginning) = match part.strip_suffix('*') {
                Some(words) => (words, true),
                None => (part, false),
            };
            let tokens = crate::text::tokenise(words);
            for (n, token) in tokens.iter().enumerate() {
                let word = token.text(words);
                let folded = spelling(word, &Rules::all());
                let key: Box<str> = without_article(&folded).into();
                if super::super::reading::is_mark(&key) {
                    continue;
                }
                let last = n + 1 == tokens.len();
                let capitals = word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase());
                steps.push(if beginning && last {
                    Step::Beginning(key)
                } else {
                    Step::Word { key, capitals }
                });
            }
        }
    }
    steps
}

/// An Arabic word without its article.
fn without_article(key: &str) -> &str {
    key.strip_prefix("ال").filter(|base| base.chars().count() >= 3 && *base != "له").unwrap_or(key)
}

/// Attached pronouns and the ending of the indefinite object.
const ENDINGS: [&str; 6] = ["ه", "ها", "هم", "هما", "نا", "ا"];

/// Every form in which the first word of a term may stand, the clitics off.
pub(super) fn forms(key: &str, lang: Lang) -> Vec<Box<str>> {
    let mut forms: Vec<Box<str>> = vec![key.into()];
    match lang {
        Lang::Ar if super::super::reading::is_arabic(key) && key.chars().count() >= 3 => {
            for ending in ENDINGS {
                forms.push(format!("{key}{ending}").into());
            }
            if let Some(stem) = key.strip_suffix('ه') {
                forms.extend(ENDINGS.iter().map(|ending| format!("{stem}ت{ending}").into()));
            }
        }
        Lang::En if key.len() >= 3 && key.bytes().all(|b| b.is_ascii_lowercase()) => {
            forms.push(format!("{key}s").into());
            if key.ends_with(['s', 'x', 'h']) {
                forms.push(format!("{key}es").into());
            }
            if let Some(stem) = key.strip_suffix('y') {
                forms.push(format!("{stem}ies").into());
            }
        }
        _ => {}
    }
    forms
}

/// Calls `found` with a word's key and every way to take its clitics off; of English words, the possessive.
pub(super) fn candidates<'k>(key: &'k str, mut found: impl FnMut(&'k str)) {
    found(key);
    match key.as_bytes().first() {
        Some(0xd8..=0xdb) if key.starts_with(['و', 'ف', 'ب', 'ل', 'ا', 'س', 'ك']) => {
            each_clitic(key, &mut |peeling| found(peeling.base));
        }
        Some(0xd8..=0xdb) => {}
        Some(_) => {
            if let Some(owner) = key.strip_suffix("'s").or_else(|| key.strip_suffix("’s")) {
                found(owner);
            }
        }
        None => {}
    }
}

fn fits(step: &Step, key: &str, in_capitals: bool) -> bool {
    match step {
        Step::Gap(_) => false,
        Step::Number => number(key).is_some(),
        Step::Beginning(beginning) => {
            let mut fits = false;
            candidates(key, |base| fits |= base.starts_with(&**beginning));
            fits
        }
        Step::Word { key: word, capitals } => {
            if *capitals && !in_capitals {
                return false;
            }
            let mut fits = false;
            candidates(key, |base| fits |= is_form(word, base));
            fits
        }
    }
}

/// Whether a word without clitics is a form of another, as [`forms`] makes them.
fn is_form(word: &str, form: &str) -> bool {
    if word == form {
        return true;
    }
    if let Some(ending) = form.strip_prefix(word) {
        return matches!(ending, "s" | "es") && word.len() >= 3 && word.is_ascii()
            || ENDINGS.contains(&ending) && word.chars().count() >= 3;
    }
    let stem = word
        .strip_suffix('ه')
        .and_then(|stem| form.strip_prefix(stem))
        .and_then(|rest| rest.strip_prefix('ت'));
    let plural = word.strip_suffix('y').is_some_and(|stem| form.strip_prefix(stem) == Some("ies"));
    plural || stem.is_some_and(|ending| ENDINGS.contains(&ending))
}

/// A key that is a whole number as resolutions have them: two to five digits.
pub(super) fn number(key: &str) -> Option<&str> {
    ((2..=5).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_digit())).then_some(key)
}
