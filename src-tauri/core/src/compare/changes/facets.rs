//! Values and names in a passage: what a change of number, date or name is a change of.

use std::ops::Range;

use super::traits::Traits;
use crate::compare::spans::passage::Passage;
use crate::text::token::TokenKind;
use crate::text::value::{self, Value};

/// What kind of thing a facet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A quantity or a place in an order.
    Number,
    /// A date, or a part of a month or year.
    Date,
    /// A person by title and name.
    Name,
    /// The number of a resolution, treaty or document.
    Reference,
}

/// What a facet says, however it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// A value, with the part of it that is meant: the end of March is not its beginning.
    Value(Value, Option<Section>),
    /// A name, as folded words.
    Name(String),
}

/// A part of a month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Beginning,
    Middle,
    End,
}

/// A value or name, with its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facet {
    pub kind: Kind,
    pub tokens: Range<usize>,
    pub said: Said,
}

/// The values and names of a passage, in order; no two overlap. Values are looked for only where `may_begin` holds.
pub(super) fn find(
    passage: &Passage<'_>,
    keys: &[&str],
    traits: &[Traits],
    may_begin: impl Fn(usize) -> bool,
) -> Vec<Facet> {
    let mut facets = Vec::new();
    for mark in value::find_where(&passage.text, &passage.tokens, keys, may_begin) {
        let mut tokens = mark.tokens;
        // A full stop behind a value ends the sentence.
        while tokens.len() > 1 && keys[tokens.end - 1] == "." {
            tokens.end -= 1;
        }
        let mut section = None;
        let kind = match mark.value {
            Value::Date(_) => {
                if let Some((found, start)) = section_before(keys, tokens.start) {
                    section = Some(found);
                    tokens.start = start;
                }
                Kind::Date
            }
            Value::Time(_) => Kind::Date,
            // “Within 30 days” is a deadline, “thirty days of talks” a quantity.
            Value::Hours(_) | Value::Months(_) if follows_until(traits, tokens.start) => Kind::Date,
            _ if tokens.start.checked_sub(1).is_some_and(|before| traits[before].is(Traits::REFERENCE)) => {
                Kind::Reference
            }
            _ => Kind::Number,
        };
        facets.push(Facet { kind, tokens, said: Said::Value(mark.value, section) });
    }
    let values = facets.len();
    for name in names(passage, keys, traits) {
        let at = facets[..values].partition_point(|value| value.tokens.end <= name.tokens.start);
        if facets[..values].get(at).is_none_or(|value| value.tokens.start >= name.tokens.end) {
            facets.push(name);
        }
    }
    facets.sort_by_key(|facet| facet.tokens.start);
    facets
}

/// Whether a word that points out a deadline stands before a token, or before the one word before it: within (the next) 30 days.
fn follows_until(traits: &[Traits], t: usize) -> bool {
    (t.saturating_sub(2)..t).any(|before| traits[before].is(Traits::UNTIL))
}

/// A part of a month before a date (`the end of March`, `mid-July`, `نهاية شهر آذار`), and the token it begins at.
fn section_before(keys: &[&str], date: usize) -> Option<(Section, usize)> {
    let between = ["شهر", "of", "-", "the", "عام", "في"];
    (date.saturating_sub(3)..date).rev().find_map(|at| {
        let section = match keys[at] {
            "beginning" | "start" | "early" | "مطلع" | "بدايه" | "اوايل" | "مستهل" => {
                Section::Beginning
            }
            "mid" | "middle" | "منتصف" | "اواسط" => Section::Middle,
            "end" | "late" | "نهايه" | "اواخر" | "ختام" => Section::End,
            _ => return None,
        };
        keys[at + 1..date].iter().all(|key| between.contains(key)).then_some((section, at))
    })
}

/// Persons: a title and the words after it that can be a name.
fn names(passage: &Passage<'_>, keys: &[&str], traits: &[Traits]) -> Vec<Facet> {
    let mut found = Vec::new();
    let mut t = 0;
    while t < keys.len() {
        if !traits[t].is(Traits::TITLE) {
            t += 1;
            continue;
        }
        let start = t;
        while t < keys.len()
            && (traits[t].is(Traits::TITLE) || keys[t] == "." || (t > start && ends_title(keys[t])))
        {
            t += 1;
        }
        let name = t;
        if passage.word(start).is_ascii() {
            while t < keys.len() && is_latin_name(passage, t, name) {
                t += 1;
            }
        } else {
            while t < keys.len() && t < name + ARABIC_NAME_WORDS && is_arabic_name(passage, keys, traits, t) {
                t += 1;
            }
        }
        if t > name {
            found.push(Facet {
                kind: Kind::Name,
                tokens: start..t,
                said: Said::Name(keys[name..t].join(" ")),
            });
        }
    }
    found
}

/// Words that belong to the title before them: الأمين العام, المدير التنفيذي.
fn ends_title(key: &str) -> bool {
    matches!(key, "العام" | "العامه" | "التنفيذي" | "التنفيذيه" | "الاول" | "الاممي" | "الاقليمي")
}

/// Words of an Arabic name behind its title: given name and family name. Nothing in the script tells where a name ends.
const ARABIC_NAME_WORDS: usize = 2;

/// Capitalised words, with what joins them: al-Rahwani.
fn is_latin_name(passage: &Passage<'_>, t: usize, name: usize) -> bool {
    let word = passage.word(t);
    let joined = |t: usize| t > name && passage.words[t - 1].end == passage.words[t].start;
    let particle = matches!(word, "al" | "el" | "bin" | "ibn" | "de" | "van" | "von" | "abu");
    word.starts_with(char::is_uppercase)
        || particle
        || (word == "-" && joined(t))
        || (joined(t) && t > name + 1)
}

/// Words without a clitic or a meaning of their own in a sentence.
fn is_arabic_name(passage: &Passage<'_>, keys: &[&str], traits: &[Traits], t: usize) -> bool {
    passage.words[t].kind == TokenKind::Word
        && traits[t] == Traits::default()
        && !keys[t].starts_with(['و', 'ل', 'ب', 'ف'])
}
