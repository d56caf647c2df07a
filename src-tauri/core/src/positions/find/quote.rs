//! The shortest span that carries act and object.

use std::ops::Range;

use super::Found;
use crate::positions::reading::{Paragraph, is_mark};

/// How many tokens a quote of an act without a term of its own takes behind its verb, at most.
const REACH: usize = 12;

/// The quote, as bytes of the paragraph: from the act's first word to the last word of what it is about.
pub(super) fn span(paragraph: &Paragraph<'_>, keys: &[&str], found: &Found<'_>) -> Range<usize> {
    let act = found.act;
    if act.scope.end <= act.verb.start {
        // A passive: from its subject to the verb.
        let bytes = paragraph.bytes(act.scope.start..act.verb.end);
        return bytes.start.min(act.start)..bytes.end.max(act.start);
    }
    let own = |hit: &&&super::Hit| act.scope.start <= hit.tokens.start && hit.tokens.end <= act.scope.end;
    let last = if found.inherited {
        plain_end(keys, act.verb.end, act.scope.end)
    } else {
        let first = found.hits.iter().filter(own).map(|hit| hit.tokens.end).min().unwrap_or(act.verb.end);
        // Further terms of the topic that follow without a break belong to the object.
        let mut end = first;
        for hit in found.hits.iter().filter(own) {
            if hit.tokens.start >= end && !breaks(&keys[end..hit.tokens.start]) {
                end = hit.tokens.end;
            }
        }
        end
    };
    let end = paragraph.bytes(act.verb.start..last.max(act.verb.end)).end;
    act.start..end.max(act.start)
}

/// The end of the object's first stretch: at a mark or where a clause under it begins.
fn plain_end(keys: &[&str], start: usize, end: usize) -> usize {
    let stretch = &keys[start..end.min(start + REACH)];
    let stop = stretch
        .iter()
        .enumerate()
        .position(|(n, key)| n > 0 && (breaks(&[key]) && !matches!(*key, "ان" | "that")));
    start + stop.unwrap_or(stretch.len())
}

fn breaks(keys: &[&str]) -> bool {
    keys.iter().any(|key| {
        is_mark(key) && !matches!(*key, "-" | "\"" | "'")
            || matches!(
                *key,
                "which"
                    | "who"
                    | "whose"
                    | "before"
                    | "after"
                    | "until"
                    | "التي"
                    | "الذي"
                    | "الذين"
                    | "قبل"
                    | "بعد"
                    | "كي"
            )
    })
}
