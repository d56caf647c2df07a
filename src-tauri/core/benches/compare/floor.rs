//! The least any word comparison must do: cut both texts into words and give each distinct word a number.
//!
//! It is written apart from the engine's own tokens, so that a slower tokeniser cannot flatter the ratio.

use rustc_hash::FxHashMap;

/// Both texts as numbers of words.
pub fn intern<'a>(old: &'a [String], new: &'a [String]) -> (Vec<u32>, Vec<u32>) {
    let mut numbers = Numbers::default();
    let mut side = |texts: &'a [String]| {
        let mut words = Vec::new();
        texts.iter().for_each(|text| cut(text, |word| words.push(numbers.of(word))));
        words
    };
    (side(old), side(new))
}

/// Numbers given to words on first sight.
#[derive(Default)]
pub struct Numbers<'a>(FxHashMap<&'a str, u32>);

impl<'a> Numbers<'a> {
    /// The number of a word.
    pub fn of(&mut self, word: &'a str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(word).or_insert(next)
    }
}

/// Runs of letters and digits, and every other character but spaces for itself.
fn cut<'a>(text: &'a str, mut word: impl FnMut(&'a str)) {
    let mut start = None;
    for (at, c) in text.char_indices() {
        if is_letter(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            word(&text[start..at]);
        }
        if !c.is_whitespace() {
            word(&text[at..at + c.len_utf8()]);
        }
    }
    if let Some(start) = start {
        word(&text[start..]);
    }
}

/// Letters, digits and the marks on them; the Arabic block is asked for first, as the general test is slow on it.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}' => false,
        '\u{620}'..='\u{6ff}' => true,
        _ => c.is_alphanumeric(),
    }
}
