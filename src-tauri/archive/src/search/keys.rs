//! The words of a text with their keys, each key made once.
//!
//! A key depends on nothing but the letters of its word, and of the words of a text most have been seen before: looking one up
//! takes a small part of the time that folding and stemming it takes.

use std::cell::RefCell;
use std::rc::Rc;

use bayan_core::text::finding::{Key, key};
use bayan_core::text::token::{Token, TokenKind};
use bayan_core::text::tokenise;
use rustc_hash::FxHashMap;

/// A word or number of a text with its keys; see [`bayan_core::text::finding`].
#[derive(Debug, Clone)]
pub(crate) struct Keyed {
    pub token: Token,
    pub key: Rc<Key>,
}

/// How many words are remembered, on each thread; then all are forgotten and it begins anew. Some ten megabytes.
const MOST: usize = 1 << 16;
/// Longer ones, in bytes, are hardly seen twice.
const LONGEST: usize = 64;

thread_local! {
    static KNOWN: RefCell<FxHashMap<Box<str>, Rc<Key>>> = RefCell::default();
}

/// The words and numbers of a text in order; the same as [`bayan_core::text::finding::words`].
pub(crate) fn keyed(text: &str) -> Vec<Keyed> {
    let mut all = Vec::new();
    each_word(text, |token, key| all.push(Keyed { token, key: Rc::clone(key) }));
    all
}

/// Calls `take` with each word and number of a text in order, and its keys.
pub(crate) fn each_word(text: &str, mut take: impl FnMut(Token, &Rc<Key>)) {
    KNOWN.with_borrow_mut(|known| {
        if known.len() > MOST {
            known.clear();
        }
        for token in tokenise(text) {
            if token.kind == TokenKind::Punctuation {
                continue;
            }
            let word = token.text(text);
            if let Some(key) = known.get(word) {
                take(token, key);
                continue;
            }
            let made = Rc::new(key(word));
            take(token, &made);
            if word.len() <= LONGEST {
                known.insert(word.into(), made);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use bayan_core::text::finding::words;

    use super::*;

    #[test]
    fn the_keys_are_those_of_the_engine_when_they_are_made_and_when_they_are_remembered() {
        let text = "وأكّد المجتمعون دعمهم لعودة اللاجئين (٢٢٥٤)؛ the United Nations' cease-fire, وأكّد.";
        for _ in 0..2 {
            let ours: Vec<_> =
                keyed(text).into_iter().map(|word| (word.token.range(), (*word.key).clone())).collect();
            let theirs: Vec<_> = words(text).map(|word| (word.token.range(), word.key)).collect();
            assert_eq!(ours, theirs);
        }
    }
}
