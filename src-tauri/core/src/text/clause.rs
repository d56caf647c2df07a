//! Clauses: the units of a position.
//!
//! An Arabic communiqué strings its acts together in one sentence (وأكدوا…، مشددين…، معبرين عن أملهم…). A clause ends where
//! the sentence ends, at a semicolon, and at a comma before a verb or participle of position.

use std::ops::Range;

use super::fold::{Rules, spelling};
use super::lexicon::{ActMark, Form, Lexicon};
use super::sentence::sentences;
use super::{Token, tokenise};

/// The clauses of a text as byte ranges that tile it: the mark and space behind a clause belong to it.
pub fn clauses(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let tokens = tokenise(text);
    let keys: Vec<_> = tokens.iter().map(|token| spelling(token.text(text), &Rules::all())).collect();
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    clauses_of(text, &tokens, &keys, &lexicon.find(&keys))
}

/// [`clauses`] of a text that is already cut and read, given as to [`clause_tokens`].
pub(crate) fn clauses_of(
    text: &str,
    tokens: &[Token],
    keys: &[&str],
    marks: &[ActMark],
) -> Vec<Range<usize>> {
    let cut = clause_tokens(text, tokens, keys, marks);
    let starts =
        cut.iter().map(|clause| if clause.start == 0 { 0 } else { tokens[clause.start].range().start });
    let mut starts: Vec<usize> = starts.collect();
    if starts.is_empty() && !text.is_empty() {
        starts.push(0);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

/// The clauses of a text that is already cut and read, as ranges of tokens that tile them: `tokens` are the text's, `keys`
/// their keys under [`spelling`], `marks` what [`Lexicon::find`] found in them.
pub fn clause_tokens(text: &str, tokens: &[Token], keys: &[&str], marks: &[ActMark]) -> Vec<Range<usize>> {
    let length = tokens.len().min(keys.len());
    if tokens.is_empty() {
        return Vec::new();
    }
    // The first clause, and one from the first token of each further sentence.
    let mut cuts = vec![0];
    for sentence in sentences(text).into_iter().skip(1) {
        let from = cuts.last().map_or(1, |&last| last.max(1));
        let rest = tokens.get(from..length).unwrap_or_default();
        let at = from + rest.partition_point(|token| (token.start as usize) < sentence.start);
        if at < length {
            cuts.push(at);
        }
    }
    let mut governing = marks.iter().filter(|mark| mark.is_governing()).peekable();
    for (mark, at) in keys[..length].iter().zip(1..length) {
        let cut = match *mark {
            ";" => true,
            "," => {
                while governing.next_if(|mark| mark.tokens.start < at).is_some() {}
                governing.peek().is_some_and(|mark| opens_with(&keys[at..], mark, mark.tokens.start - at))
            }
            _ => false,
        };
        if cut {
            cuts.push(at);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().skip(1).copied().chain([tokens.len()]).collect::<Vec<_>>();
    cuts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

/// Whether what follows a comma opens with a position verb `distance` tokens on: right there, behind a conjunction or an
/// opening quotation mark (`, and requested`, `، حيث أوضحت`), or in English behind a conjunction and its subject (`, and the
/// Council voiced`).
fn opens_with(keys: &[&str], mark: &ActMark, distance: usize) -> bool {
    const LONGEST_SUBJECT: usize = 4;
    let opening = keys.iter().take(2).take_while(|key| is_opening(key)).count();
    if distance <= opening {
        return true;
    }
    let subject = keys.get(opening..distance).unwrap_or_default();
    let joined = keys.first().is_some_and(|key| matches!(*key, "and" | "but" | "while" | "whereas"));
    let pronoun = subject.first().is_some_and(|key| matches!(*key, "it" | "they" | "we" | "members"));
    // "…, it said, …" is put in, and parts nothing.
    let put_in = !joined && keys.get(distance + mark.tokens.len()) == Some(&",");
    (joined || pronoun)
        && !put_in
        && mark.form == Form::Verb
        && !mark.subordinate
        && subject.len() <= LONGEST_SUBJECT
        && subject
            .iter()
            .all(|key| key.starts_with(|c: char| c.is_ascii_lowercase()) && *key != "that" && *key != "to")
}

fn is_opening(key: &str) -> bool {
    matches!(
        key,
        "and"
            | "but"
            | "while"
            | "whereas"
            | "also"
            | "then"
            | "كما"
            | "ثم"
            | "حيث"
            | "فيما"
            | "بينما"
            | "اذ"
            | "واذ"
            | "وقد"
            | "وكما"
            | "\""
            | "("
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        clauses(text, Lexicon::standard()).into_iter().map(|range| text[range].trim_end()).collect()
    }

    #[test]
    fn a_communiques_sentence_is_cut_before_its_verbs_of_position() {
        assert_eq!(
            cut(
                "وأكد المجتمعون على رفض المقترح، واعتبروه التفافاً على القرار، مشددين على عودة طوعية، كريمة وآمنة."
            ),
            [
                "وأكد المجتمعون على رفض المقترح،",
                "واعتبروه التفافاً على القرار،",
                "مشددين على عودة طوعية، كريمة وآمنة."
            ]
        );
        assert_eq!(
            cut("Members welcomed the talks, and requested a report, the first of its kind; they rose."),
            ["Members welcomed the talks,", "and requested a report, the first of its kind;", "they rose."]
        );
        assert_eq!(
            cut(
                "Members reviewed health, water and the roads, and the Council voiced concern, and the states, it said, must act."
            ),
            [
                "Members reviewed health, water and the roads,",
                "and the Council voiced concern, and the states, it said, must act."
            ]
        );
        assert_eq!(
            cut("قدم المكتب تقريره، حيث أوضح نشاطاته، والقرارات التي أعلنها."),
            ["قدم المكتب تقريره،", "حيث أوضح نشاطاته، والقرارات التي أعلنها."]
        );
        assert_eq!(
            cut("عرض المكتب خططه لتعزيز العلاقات مع الدول، ودعم اللاجئين، والتعريف بالقضية. وانتهى."),
            ["عرض المكتب خططه لتعزيز العلاقات مع الدول، ودعم اللاجئين، والتعريف بالقضية.", "وانتهى."]
        );
    }

    #[test]
    fn texts_without_words_have_the_clauses_they_can_have() {
        assert_eq!(cut(""), [] as [&str; 0]);
        assert_eq!(cut(" \u{200f} "), [" \u{200f}"]);
    }

    proptest! {
        #[test]
        fn clauses_tile_the_text(text in prop_oneof![any::<String>(), "((أكد|مشددا|and|urged|x)[,،.; «]{0,2} ?){0,16}"]) {
            let mut end = 0;
            for range in clauses(&text, Lexicon::standard()) {
                prop_assert_eq!(range.start, end);
                prop_assert!(range.end > range.start && text.is_char_boundary(range.end));
                end = range.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
