//! Sentences.
//!
//! The boundaries are those of Unicode Standard Annex #29 as the `unicode-segmentation` crate finds them, but for breaks
//! after a stop that ends no sentence: of an abbreviation, an initial, a list's number.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The sentences of a text as byte ranges that tile it: space behind a sentence belongs to it.
///
/// Departures from the annex: a break is not taken behind
/// * one letter and a stop (`د. جاموس`, `Ben S. Bernanke`, `(أ. ش. أ)`);
/// * an abbreviation that does not end a sentence (`Mr.`, `Dr.`, `St.`, `para.`);
/// * letters with stops between (`U.N.`), unless the next word is one that begins sentences;
/// * a number or letter that opens a list's item (`1. Welcomes`).
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    if text.is_empty() {
        return sentences;
    }
    if !has_inner_end(text) {
        sentences.push(0..text.len());
        return sentences;
    }
    for (start, piece) in text.split_sentence_bound_indices() {
        let end = start + piece.len();
        match sentences.last_mut() {
            Some(last) if !ends_sentence(&text[last.clone()], piece) => last.end = end,
            _ => sentences.push(start..end),
        }
    }
    sentences
}

/// Whether anything but the text's end can end a sentence in it. Most Arabic paragraphs are one sentence, and this is far
/// cheaper than the annex's rules.
fn has_inner_end(text: &str) -> bool {
    let body = text.trim_end_matches(|c: char| {
        matches!(c, ' ' | '\u{a0}' | '.' | '!' | '?' | '؟' | '"' | '»' | '”' | ')')
    });
    body.chars().any(|c| match c {
        '\u{0}'..='\u{7f}' => matches!(c, '.' | '!' | '?' | '\n' | '\r'),
        '\u{85}' => true,
        '\u{80}'..='\u{5ff}' => matches!(c, '\u{589}'),
        // ؟ ۔ and the Arabic end-of-text mark
        '\u{600}'..='\u{6ff}' => matches!(c, '\u{61d}'..='\u{61f}' | '\u{6d4}'),
        '\u{2000}'..='\u{206f}' => {
            matches!(
                c,
                '\u{2024}' | '\u{2028}' | '\u{2029}' | '\u{203c}' | '\u{203d}' | '\u{2047}'..='\u{2049}'
            )
        }
        _ => true,
    })
}

/// Whether a break between two pieces ends a sentence; `before` is all that has been joined so far.
fn ends_sentence(before: &str, after: &str) -> bool {
    let body = before.trim_end();
    if body.len() < before.len()
        && before[body.len()..].contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
    {
        return true;
    }
    let Some(stem) = body.strip_suffix('.') else { return true };
    // No abbreviation is longer; the whole of what was joined is not looked at again for every piece.
    let mut near = stem.len().saturating_sub(32);
    while !stem.is_char_boundary(near) {
        near += 1;
    }
    let whole = near == 0;
    let stem = &stem[near..];
    let word = stem.rsplit(|c: char| !(c.is_alphanumeric() || is_within(c))).next().unwrap_or_default();
    let ahead = stem[..stem.len() - word.len()].trim().trim_matches(['(', '[', '"', '«', '“']);
    let opens = whole && ahead.is_empty();
    let letters = word.chars().filter(|c| c.is_alphabetic() && *c != 'ـ').count();
    if word.is_empty() {
        return true;
    }
    if opens && (word.chars().all(char::is_numeric) && word.chars().count() <= 3) {
        return false;
    }
    if letters == 1 && word.chars().filter(|c| c.is_alphanumeric()).all(char::is_alphabetic) {
        // The pronoun may end a sentence, an initial is followed by a name.
        return word == "I" && !after.starts_with(char::is_alphabetic);
    }
    if word.contains('.')
        && word.split('.').all(|part| part.chars().filter(|c| c.is_alphabetic()).count() == 1)
    {
        let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        return OPENERS.contains(&next);
    }
    let next_is_figure = after.trim_start().starts_with(char::is_numeric);
    !(ABBREVIATIONS.contains(&word) || (next_is_figure && BEFORE_FIGURES.contains(&word)))
}

/// Characters within a word that do not part it: stops and apostrophes between letters, the tatweel, marks.
fn is_within(c: char) -> bool {
    matches!(c, '.' | '\'' | '’' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Abbreviations that are followed by the name or figure they belong to.
const ABBREVIATIONS: [&str; 57] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Mt", "Ft", "Gen", "Col", "Lt", "Maj", "Capt", "Cmdr", "Adm",
    "Sgt", "Gov", "Sen", "Rep", "Rev", "Hon", "Amb", "Pres", "Messrs", "Mme", "Mlle", "vs", "cf", "viz",
    "approx", "para", "paras", "art", "arts", "Art", "Arts", "sect", "Sect", "chap", "Chap", "vol", "Vol",
    "fig", "Fig", "res", "Res", "doc", "Doc", "Add", "Corr", "pp", "الخ", "إلخ", "أد", "ق.م", "Ibid", "ibid",
];

/// Abbreviations only before a figure; by themselves they are words.
const BEFORE_FIGURES: [&str; 17] = [
    "No", "Nos", "no", "nos", "p", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct",
    "Nov", "Dec",
];

/// Words that begin a sentence more often than they follow an abbreviation.
const OPENERS: [&str; 44] = [
    "The", "A", "An", "It", "Its", "In", "On", "At", "By", "For", "From", "To", "As", "If", "But", "And",
    "This", "That", "These", "Those", "They", "Their", "He", "She", "His", "Her", "We", "Our", "There",
    "However", "Moreover", "When", "While", "Although", "After", "Before", "Since", "With", "Both", "All",
    "No", "Some", "Members", "Such",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| text[range].trim_end()).collect()
    }

    #[test]
    fn sentences_end_at_stops_and_question_marks_of_both_scripts() {
        assert_eq!(
            cut("أكد المجلس ذلك. هل من جديد؟ نعم! انتهى."),
            ["أكد المجلس ذلك.", "هل من جديد؟", "نعم!", "انتهى."]
        );
        assert_eq!(cut("It met. \"Did it agree?\" It did."), ["It met.", "\"Did it agree?\"", "It did."]);
        assert_eq!(cut("أكد ذلك، وشدد عليه؛ ثم انتهى"), ["أكد ذلك، وشدد عليه؛ ثم انتهى"]);
    }

    #[test]
    fn abbreviations_initials_and_item_numbers_end_no_sentence() {
        for text in [
            "حضر د. بدر الرهواني الاجتماع.",
            "نقلت وكالة (أ. ش. أ) الخبر.",
            "The U.N. Envoy Mr. Marvski met Ben S. Bernanke.",
            "Pursuant to para. 5 of Res. 338 it met on Jan. 12.",
            "1. Welcomes the report.",
            "The rate was 5.5 percent at St. Louis.",
            "وفي عام 150 ق.م. كانت المدينة عامرة.",
        ] {
            assert_eq!(cut(text), [text]);
        }
        assert_eq!(
            cut("It was in the U.S. The Committee met."),
            ["It was in the U.S.", "The Committee met."]
        );
        assert_eq!(cut("They said no. Members left."), ["They said no.", "Members left."]);
    }

    #[test]
    fn a_long_run_of_stops_is_cut_in_time() {
        let text = "أ.".repeat(100_000);
        assert_eq!(sentences(&text).last().map(|last| last.end), Some(text.len()));
    }

    proptest! {
        #[test]
        fn sentences_tile_the_text(text in prop_oneof![any::<String>(), "([a-zA-Zأ-ي]{1,3}[.!؟ \n\"]{1,2}){0,12}"]) {
            let mut end = 0;
            for range in sentences(&text) {
                prop_assert_eq!(range.start, end);
                prop_assert!(range.end > range.start && text.is_char_boundary(range.end));
                end = range.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
