//! Clauses: the units of a position.
//!
//! An Arabic communiqué strings its acts together in one sentence (وأكدوا…، مشددين…، معبرين عن أملهم…). A clause ends where
//! the sentence ends, at a semicolon, and at a comma before a verb or participle of position.

use std::ops::Range;

use super::fold::{Rules, spelling};
use super::lexicon::{ActMark, Lexicon};
use super::sentence::sentences;
use super::{Token, tokenise};

/// The clauses of a text as byte ranges that tile it: the mark and space behind a clause belong to it.
pub fn clauses(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let tokens = tokenise(text);
    let keys: Vec<_> = tokens.iter().map(|token| spelling(token.text(text), &Rules::all())).collect();
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    let cut = clause_tokens(text, &tokens, &keys, &lexicon.find(&keys));
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
    let sentence_starts: Vec<usize> = sentences(text).into_iter().map(|sentence| sentence.start).collect();
    let mut cuts = vec![0];
    let mut marks = marks.iter().filter(|mark| mark.is_governing()).map(|mark| mark.tokens.start).peekable();
    let mut sentence = sentence_starts.into_iter().skip(1).peekable();
    for at in 1..tokens.len().min(keys.len()) {
        while marks.next_if(|mark| *mark < at).is_some() {}
        let mut cut = false;
        while sentence.next_if(|start| *start <= tokens[at].range().start).is_some() {
            cut = true;
        }
        cut |= match keys[at - 1] {
            ";" => true,
            "," => {
                // ", and requested": the verb may have a conjunction or an opening quotation mark before it.
                let skips = keys[at..].iter().take(2).take_while(|key| is_opening(key)).count();
                let verb = at + skips;
                let mut ahead = marks.clone();
                while ahead.next_if(|mark| *mark < verb).is_some() {}
                ahead.peek() == Some(&verb)
            }
            _ => false,
        };
        if cut {
            cuts.push(at);
        }
    }
    if tokens.is_empty() {
        return Vec::new();
    }
    let ends = cuts.iter().skip(1).copied().chain([tokens.len()]).collect::<Vec<_>>();
    cuts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

fn is_opening(key: &str) -> bool {
    matches!(key, "and" | "but" | "while" | "also" | "then" | "كما" | "ثم" | "\"" | "(")
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
