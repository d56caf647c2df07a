//! The key and the stem of a word, as the comparison uses them.

use std::borrow::Cow;

use crate::text::fold::{self, Rules};
use crate::text::token::TokenKind;

/// The spelling-folded form: equal for two spellings of one word.
pub(super) fn key<'a>(written: &'a str, rules: &Rules) -> Cow<'a, str> {
    fold::spelling(written, rules)
}

/// What the forms of a word share, for similarity only; from the word's key.
pub(super) fn stem(key: &str, kind: TokenKind) -> Cow<'_, str> {
    match kind {
        TokenKind::Word => fold::stem::stem(key),
        TokenKind::Number | TokenKind::Punctuation => Cow::Borrowed(key),
    }
}
