//! Runs of words that are the same although their words do not pair off: written apart or together, with a hyphen, as a
//! number in words, as an abbreviation.

use std::borrow::Cow;

use super::alias::{abbreviation, phrase_at};
use super::{Rule, Rules, spelling};
use crate::text::{Token, TokenKind, tokenise, value};

/// The most tokens a run may have to be folded: a longer one is no name and no number.
const LONGEST: usize = 64;

/// The key of a run of words: equal for runs that are the same but for spelling. `None` for a run that is too long, or
/// where the rules that need runs are off.
///
/// Values stand by what they are worth, aliases of several words by their line's first; with [`Rule::Hyphenation`] words
/// stand without what parts them.
///
/// `words` are the rules for the words that are neither value nor alias; the same as `rules`, but for finding out which of
/// them a pair of runs needs.
pub(super) fn run_key(text: &str, rules: &Rules, words: &Rules) -> Option<String> {
    let tokens = tokenise(text);
    if tokens.is_empty() || tokens.len() > LONGEST {
        return None;
    }
    let keys: Vec<_> = tokens.iter().map(|token| spelling(token.text(text), rules)).collect();
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    let mut values =
        if rules.has(Rule::NumberValue) { value::find(text, &tokens, &keys) } else { Vec::new() };
    values.reverse();
    // By itself a month's name needs no day or year beside it.
    if rules.has(Rule::NumberValue)
        && let Some(month) = value::whole_month(text, &tokens, &keys)
    {
        return Some(format!("#{month}#"));
    }
    let joined = rules.has(Rule::Hyphenation);
    let mut key = String::new();
    let mut at = 0;
    while at < tokens.len() {
        if !joined && at > 0 {
            key.push('\u{1f}');
        }
        if let Some(mark) = values.pop_if(|mark| mark.tokens.start == at) {
            // Marked off, so that two numbers are not read as one.
            key.push_str(&format!("#{}#", mark.value));
            at = mark.tokens.end;
            continue;
        }
        let written = tokens[at].text(text);
        if rules.has(Rule::Alias) {
            if let Some((canonical, count)) = phrase_at(&keys[at..]) {
                push(&mut key, canonical, joined);
                at += count;
                continue;
            }
            if let Some(canonical) = abbreviation(written, keys[at]) {
                key.push_str(canonical);
                // The last stop of U.N. is a token of its own.
                at += 1 + usize::from(written.contains('.') && keys.get(at + 1) == Some(&"."));
                continue;
            }
        }
        if !(joined && is_hyphen_within(&tokens, &keys, at)) {
            key.push_str(&if words == rules { Cow::Borrowed(keys[at]) } else { spelling(written, words) });
        }
        at += 1;
    }
    Some(key)
}

/// Whether a run's key is of one value and nothing else.
pub(super) fn is_value(key: &str) -> bool {
    key.len() > 2
        && key.starts_with('#')
        && key.find(|c| c != '#').is_some_and(|at| key[at..].find('#') == Some(key.len() - at - 1))
}

fn push(key: &mut String, words: &str, joined: bool) {
    if joined {
        key.extend(words.split(' '));
    } else {
        key.push_str(words);
    }
}

/// Whether a token is a hyphen that stands close between two words.
fn is_hyphen_within(tokens: &[Token], keys: &[&str], at: usize) -> bool {
    let word = |token: Option<&Token>| token.is_some_and(|token| token.kind == TokenKind::Word);
    keys[at] == "-"
        && word(at.checked_sub(1).and_then(|before| tokens.get(before)))
        && word(tokens.get(at + 1))
        && tokens[at - 1].end == tokens[at].start
        && tokens[at].end == tokens[at + 1].start
}
