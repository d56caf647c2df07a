//! The key and the stem of a word, as the comparison uses them.

use std::borrow::Cow;

use crate::text::fold::{self, Rules};
use crate::text::token::TokenKind;

/// The spelling-folded form: equal for two spellings of one word.
pub(super) fn key<'a>(written: &'a str, _kind: TokenKind, rules: &Rules) -> Cow<'a, str> {
    fold::spelling(written, rules)
}

/// What the forms of a word share, for similarity only.
pub(super) fn stem(key: &str, kind: TokenKind) -> Cow<'_, str> {
    if kind != TokenKind::Word {
        return Cow::Borrowed(key);
    }
    if key.is_ascii() {
        for end in ["ing", "ed", "es", "s"] {
            if let Some(stem) = key.strip_suffix(end)
                && stem.len() >= 4
            {
                return Cow::Borrowed(stem);
            }
        }
        return Cow::Borrowed(key);
    }
    let mut s = key;
    for p in ["وال", "بال", "كال", "فال", "لل", "ال", "و"] {
        if let Some(r) = s.strip_prefix(p)
            && r.chars().count() >= 3
        {
            s = r;
            break;
        }
    }
    for e in ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"] {
        if let Some(r) = s.strip_suffix(e)
            && r.chars().count() >= 3
        {
            s = r;
            break;
        }
    }
    Cow::Borrowed(s)
}
