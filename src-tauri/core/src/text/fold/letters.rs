//! The first two levels, letter by letter.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::alias::one_name;
use super::english::one_spelling;
use super::{Rule, Rules};
use crate::text::token::is_control;

/// The word as its letters alone: without vowel signs, tatweel and controls; digits, quotation marks, dashes and Arabic
/// punctuation in one form each.
///
/// For one token, or any text whose spaces do not matter: spaces are left as they are. Borrowed when nothing changes.
/// Folding a second time changes nothing.
pub fn typographic<'a>(word: &'a str, rules: &Rules) -> Cow<'a, str> {
    let rules = *rules;
    if word.is_ascii() {
        return Cow::Borrowed(one_mark(word, rules));
    }
    let composes = |c: char| matches!(c, '\u{300}'..='\u{36f}') || is_hamza_mark(c);
    if rules.has(Rule::Composition) && word.chars().any(composes) {
        // What is dropped must not stand between a letter and its mark when they are composed, nor what the composing
        // leaves over.
        let bare: String =
            map_chars(word, |c| if is_hamza_mark(c) { Folded::Same } else { typographic_char(c, rules) });
        let composed: String = bare.nfc().collect();
        let folded: String = map_chars(&composed, |c| typographic_char(c, rules)).nfc().collect();
        return if folded == word {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(one_mark(&folded, rules).to_owned())
        };
    }
    if word.chars().all(|c| typographic_char(c, rules) == Folded::Same) {
        return Cow::Borrowed(word);
    }
    let folded = map_chars(word, |c| typographic_char(c, rules));
    let kept = one_mark(&folded, rules);
    if kept == folded { Cow::Owned(folded) } else { Cow::Owned(kept.to_owned()) }
}

/// A run of full stops as an ellipsis, a run of hyphens as one hyphen; anything else as it is.
fn one_mark(word: &str, rules: Rules) -> &str {
    let bytes = word.as_bytes();
    match bytes {
        [b'.', b'.', rest @ ..] if rules.has(Rule::PunctuationScript) && rest.iter().all(|b| *b == b'.') => {
            "…"
        }
        [b'-', b'-', rest @ ..] if rules.has(Rule::Dashes) && rest.iter().all(|b| *b == b'-') => "-",
        _ => word,
    }
}

/// The word as it would be spelled by one house: the typographic fold, and hamza, alef maqsura, teh marbuta, capitals,
/// accents, British and American spelling, the thousands comma, stops in abbreviations and aliases in one form each.
///
/// For one token; equal keys mean the same word, otherwise spelled. Borrowed when nothing changes. Folding a second time
/// changes nothing.
pub fn spelling<'a>(word: &'a str, rules: &Rules) -> Cow<'a, str> {
    if *rules == Rules::all()
        && let Some(key) = arabic_spelling(word.as_bytes())
    {
        let key = match key {
            Plain::AsItIs => Cow::Borrowed(word),
            Plain::Mapped(key) => Cow::Owned(key),
        };
        return with_alias(key, *rules);
    }
    let key = match typographic(word, rules) {
        Cow::Borrowed(word) => spelling_of(word, *rules),
        Cow::Owned(word) => match spelling_of(&word, *rules) {
            Cow::Borrowed(kept) if kept.len() == word.len() => Cow::Owned(word),
            other => Cow::Owned(other.into_owned()),
        },
    };
    with_alias(key, *rules)
}

fn with_alias(key: Cow<'_, str>, rules: Rules) -> Cow<'_, str> {
    if rules.has(Rule::Alias)
        && let Some(name) = one_name(&key)
    {
        return Cow::Owned(name);
    }
    key
}

/// What becomes of a word of Arabic letters only.
enum Plain {
    AsItIs,
    Mapped(String),
}

/// [`spelling`] with every rule on, of a word made of the letters ا to ي without marks, and without hamza but on or under
/// an alef: the most frequent case, in which every letter keeps its two bytes. `None` for any other word.
fn arabic_spelling(word: &[u8]) -> Option<Plain> {
    let mut mapped = false;
    for pair in word.chunks(2) {
        match pair {
            // آ أ إ ة
            [0xd8, 0xa2 | 0xa3 | 0xa5 | 0xa9] => mapped = true,
            // ى
            [0xd9, 0x89] => mapped = true,
            // ا ب ت to غ; ف to ي
            [0xd8, 0xa7 | 0xa8 | 0xaa..=0xba] | [0xd9, 0x81..=0x8a] => {}
            _ => return None,
        }
    }
    if word.is_empty() || !mapped {
        return Some(Plain::AsItIs);
    }
    let mut bytes = word.to_vec();
    for pair in bytes.chunks_mut(2) {
        match pair {
            [0xd8, last @ (0xa2 | 0xa3 | 0xa5)] => *last = 0xa7,
            [first @ 0xd8, last @ 0xa9] => (*first, *last) = (0xd9, 0x87),
            [0xd9, last @ 0x89] => *last = 0x8a,
            _ => {}
        }
    }
    // Every pair is a letter of two bytes.
    String::from_utf8(bytes).ok().map(Plain::Mapped)
}

/// [`spelling`] of a word already folded typographically.
fn spelling_of(word: &str, rules: Rules) -> Cow<'_, str> {
    if word.is_ascii() {
        return ascii_spelling(word, rules);
    }
    if word.chars().all(|c| spelling_char(c, rules) == Folded::Same && !is_hamza(c)) {
        return without_stops(word, rules);
    }
    // Hamza last: its rules look at what stands beside it and at the word's end.
    let mapped = map_chars(word, |c| if is_hamza(c) { Folded::Same } else { spelling_char(c, rules) });
    if mapped.is_ascii() {
        return Cow::Owned(ascii_spelling(one_mark(&mapped, rules), rules).into_owned());
    }
    let mapped = without_stops(&mapped, rules);
    Cow::Owned(if rules.has(Rule::Hamza) && mapped.chars().any(is_hamza) {
        map_chars(&one_hamza(&mapped), |c| spelling_char(c, rules))
    } else {
        mapped.into_owned()
    })
}

fn ascii_spelling(word: &str, rules: Rules) -> Cow<'_, str> {
    let bytes = word.as_bytes();
    let Some(first) = bytes.first() else { return Cow::Borrowed(word) };
    if first.is_ascii_digit() && rules.has(Rule::ThousandsMark) && is_grouped(bytes) {
        return Cow::Owned(word.replace(',', ""));
    }
    let lower = if rules.has(Rule::Case) && bytes.iter().any(u8::is_ascii_uppercase) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    };
    match lower {
        Cow::Borrowed(word) => latin_spelling(word, rules),
        Cow::Owned(word) => match latin_spelling(&word, rules) {
            Cow::Borrowed(kept) if kept.len() == word.len() => Cow::Owned(word),
            other => Cow::Owned(other.into_owned()),
        },
    }
}

fn latin_spelling(word: &str, rules: Rules) -> Cow<'_, str> {
    match without_stops(word, rules) {
        Cow::Borrowed(word) if rules.has(Rule::BritishAmerican) => one_spelling(word),
        other => other,
    }
}

/// Whether a number is written with commas before every three digits of its whole part.
fn is_grouped(number: &[u8]) -> bool {
    let whole = number.split(|b| *b == b'.').next().unwrap_or_default();
    let mut groups = whole.split(|b| *b == b',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&[u8]> = groups.collect();
    let digits = |group: &[u8]| group.iter().all(u8::is_ascii_digit);
    !rest.is_empty()
        && (1..=3).contains(&first.len())
        && digits(first)
        && rest.iter().all(|group| group.len() == 3 && digits(group))
        && number.iter().skip(whole.len() + 1).all(u8::is_ascii_digit)
}

/// An abbreviation of single letters without its full stops: `u.n` is `un`, `ا.ش.ا` is `اشا`.
fn without_stops(word: &str, rules: Rules) -> Cow<'_, str> {
    let abbreviated = rules.has(Rule::AbbreviationStops)
        && word.as_bytes().contains(&b'.')
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        });
    if abbreviated { Cow::Owned(word.replace('.', "")) } else { Cow::Borrowed(word) }
}

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folded {
    Same,
    To(char),
    Dropped,
    /// Its compatibility decomposition, each character of it folded in turn.
    Decomposed,
    /// Its small letter, and that without accents.
    Small,
    /// Without accents.
    Plain,
}

fn map_chars(word: &str, fold: impl Fn(char) -> Folded) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match fold(c) {
            Folded::Same => out.push(c),
            Folded::To(other) => out.push(other),
            Folded::Dropped => {}
            Folded::Decomposed => {
                // The isolated forms of marks decompose with a space to stand on.
                for part in std::iter::once(c).nfkc().filter(|part| *part != ' ') {
                    match fold(part) {
                        Folded::Same => out.push(part),
                        Folded::To(other) => out.push(other),
                        _ => {}
                    }
                }
            }
            Folded::Small => {
                for small in c.to_lowercase() {
                    match fold(small) {
                        Folded::Plain => push_plain(&mut out, small),
                        Folded::Dropped => {}
                        _ => out.push(small),
                    }
                }
            }
            Folded::Plain => push_plain(&mut out, c),
        }
    }
    out
}

/// A letter without the accents it decomposes into.
fn push_plain(out: &mut String, c: char) {
    for part in std::iter::once(c).nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')) {
        match plain_letter(part) {
            Some(plain) => out.push_str(plain),
            None => out.push(part),
        }
    }
}

/// The plain letters for a Latin letter that does not decompose.
const fn plain_letter(c: char) -> Option<&'static str> {
    match c {
        'ß' => Some("ss"),
        'æ' => Some("ae"),
        'œ' => Some("oe"),
        'ø' => Some("o"),
        'đ' | 'ð' => Some("d"),
        'ł' => Some("l"),
        'ı' => Some("i"),
        'þ' => Some("th"),
        _ => None,
    }
}

/// Madda and hamza as marks of their own, which compose with a letter before them.
const fn is_hamza_mark(c: char) -> bool {
    matches!(c, '\u{653}'..='\u{655}')
}

const fn is_hamza(c: char) -> bool {
    matches!(c, 'ء' | 'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ')
}

#[inline]
fn typographic_char(c: char, rules: Rules) -> Folded {
    let to = |rule: Rule, other: char| if rules.has(rule) { Folded::To(other) } else { Folded::Same };
    let drop = |rule: Rule| if rules.has(rule) { Folded::Dropped } else { Folded::Same };
    match c {
        '\u{0}'..='\u{7f}' => Folded::Same,
        'ا'..='غ' | 'ف'..='ي' | 'ء'..='ئ' => Folded::Same,
        'ـ' => drop(Rule::Tatweel),
        '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}'
        | '\u{6e8}'
        | '\u{6ea}'..='\u{6ed}'
        | '\u{8d3}'..='\u{8e1}'
        | '\u{8e3}'..='\u{8ff}' => drop(Rule::VowelSigns),
        'ی' => to(Rule::LetterVariants, 'ي'),
        'ک' | 'ڪ' => to(Rule::LetterVariants, 'ك'),
        'ٱ' => to(Rule::LetterVariants, 'ا'),
        'ہ' | 'ھ' | 'ە' => to(Rule::LetterVariants, 'ه'),
        '٠'..='٩' => digit(c, '٠', rules),
        '۰'..='۹' => digit(c, '۰', rules),
        '٫' => to(Rule::NumberMarks, '.'),
        '٬' => drop(Rule::NumberMarks),
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' => to(Rule::QuoteMarks, '"'),
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '´' | '′' => to(Rule::QuoteMarks, '\''),
        '‐'..='―' | '−' | '﹣' => to(Rule::Dashes, '-'),
        '،' => to(Rule::PunctuationScript, ','),
        '؛' => to(Rule::PunctuationScript, ';'),
        '؟' => to(Rule::PunctuationScript, '?'),
        '٪' => to(Rule::PunctuationScript, '%'),
        '۔' => to(Rule::PunctuationScript, '.'),
        '٭' => to(Rule::PunctuationScript, '*'),
        '\u{fb00}'..='\u{fb06}'
        | '\u{fb50}'..='\u{fd3d}'
        | '\u{fd50}'..='\u{fdfb}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{ff01}'..='\u{ff5e}' => {
            if rules.has(Rule::PresentationForms) {
                Folded::Decomposed
            } else {
                Folded::Same
            }
        }
        _ if is_control(c) => drop(Rule::Controls),
        _ => Folded::Same,
    }
}

fn digit(c: char, zero: char, rules: Rules) -> Folded {
    if !rules.has(Rule::DigitScript) {
        return Folded::Same;
    }
    // The ranges at the call hold ten digits each.
    Folded::To(char::from(b'0' + (c as u32 - zero as u32) as u8))
}

#[inline]
fn spelling_char(c: char, rules: Rules) -> Folded {
    let to = |rule: Rule, other: char| if rules.has(rule) { Folded::To(other) } else { Folded::Same };
    match c {
        'A'..='Z' if rules.has(Rule::Case) => Folded::To(c.to_ascii_lowercase()),
        '\u{0}'..='\u{7f}' => Folded::Same,
        'أ' | 'إ' | 'آ' => to(Rule::Hamza, 'ا'),
        'ؤ' => to(Rule::Hamza, 'و'),
        'ئ' => to(Rule::Hamza, 'ي'),
        _ if is_hamza_mark(c) && rules.has(Rule::Hamza) => Folded::Dropped,
        'ى' => to(Rule::AlefMaqsura, 'ي'),
        'ة' => to(Rule::TehMarbuta, 'ه'),
        'ڤ' | 'ڥ' => to(Rule::ForeignLetters, 'ف'),
        'پ' => to(Rule::ForeignLetters, 'ب'),
        'چ' | 'ژ' => to(Rule::ForeignLetters, 'ج'),
        'گ' | 'ڭ' => to(Rule::ForeignLetters, 'ك'),
        '\u{600}'..='\u{6ff}' => Folded::Same,
        _ if rules.has(Rule::Case) && c.is_uppercase() => Folded::Small,
        '\u{300}'..='\u{36f}' if rules.has(Rule::LatinMarks) => Folded::Dropped,
        _ if rules.has(Rule::LatinMarks) && plain_letter(c).is_some() => Folded::Plain,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if rules.has(Rule::LatinMarks) => Folded::Plain,
        _ => Folded::Same,
    }
}

/// Hamza on one seat where writers differ: before و it sits on و (`مسئول`, `مسءول` for `مسؤول`), and after ي at a word's
/// end it goes without a letter (`شيء`, `شئ`, `سيئ`, `سيء`).
fn one_hamza(word: &str) -> String {
    let mut chars: Vec<char> = word.chars().collect();
    let mut before_waw = false;
    for (at, c) in chars.iter_mut().enumerate().rev() {
        if before_waw && at > 0 && matches!(c, 'ء' | 'ئ') {
            *c = 'و';
        }
        before_waw = matches!(c, 'و' | 'ؤ');
    }
    // فيء (shade) would become في (in).
    if let [.., before, 'ء' | 'ئ'] = chars.as_slice()
        && matches!(before, 'ي' | 'ى' | 'ئ')
        && chars.len() > 2
        && !chars.contains(&'.')
        && chars != ['ف', 'ي', 'ء']
    {
        chars.pop();
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests;
