//! The shortest span that carries act and object, and the clauses it stands in.

use std::ops::Range;

use super::Found;
use crate::positions::reading::{Paragraph, is_mark, stretch};
use crate::text::clause::clauses;
use crate::text::lexicon::Lexicon;

/// The clauses a quote stands in, as bytes of its paragraph without the space around them: the quote is the shortest span
/// that carries act and object, and what else was said of the object stands behind it. Empty for a quote of another text.
pub fn clause_of(text: &str, quote: &Range<usize>) -> Range<usize> {
    clause_among(&clauses(text, Lexicon::standard()), text, quote)
}

/// [`clause_of`] in a text that is cut into its clauses already.
pub(crate) fn clause_among(clauses: &[Range<usize>], text: &str, quote: &Range<usize>) -> Range<usize> {
    let met = clauses.iter().filter(|clause| clause.start < quote.end && quote.start < clause.end);
    let reach =
        met.fold(quote.clone(), |reach, clause| reach.start.min(clause.start)..reach.end.max(clause.end));
    let Some(words) = text.get(reach.clone()) else { return 0..0 };
    let start = reach.end - words.trim_start().len();
    start.min(reach.end)..(reach.start + words.trim_end().len()).max(start)
}

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
            if hit.tokens.start >= end && !breaks(stretch(keys, end..hit.tokens.start)) {
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
    let object = stretch(keys, start..end.min(start + REACH));
    let stop = object
        .iter()
        .enumerate()
        .position(|(n, key)| n > 0 && (breaks(&[key]) && !matches!(*key, "ان" | "that")));
    start + stop.unwrap_or(object.len())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_given_with_the_rest_of_its_clause() {
        let text = "رحب المجلس بالهدنة، وشدد على حق اللاجئين في عودة طوعية آمنة، وناقش خططه.";
        let start = text.find("شدد").unwrap();
        let end = text.find("عودة").unwrap() + "عودة".len();
        let clause = &text[clause_of(text, &(start..end))];
        assert!(clause.contains("طوعية آمنة") && !clause.contains("الهدنة"), "{clause}");
        assert_eq!(clause, clause.trim());
        assert_eq!(clause_of("", &(0..0)), 0..0);
        assert_eq!(clause_of("short", &(3..90)), 0..0);
        assert_eq!(clause_of("   ", &(0..3)).len(), 0);
    }
}
