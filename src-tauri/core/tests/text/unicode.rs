//! Unicode 17 word and sentence break tests.

use std::collections::BTreeMap;
use std::ops::Range;

use bayan_core::text::sentence::sentences;
use bayan_core::text::tokenise;
use unicode_segmentation::UnicodeSegmentation;

/// A line of a break test: its text and where it is cut.
fn read(line: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut cuts = Vec::new();
    for sign in line.split('#').next().unwrap_or_default().split_whitespace() {
        match sign {
            "÷" => cuts.push(text.len()),
            "×" => {}
            code => {
                text.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character"))
            }
        }
    }
    let pieces = cuts.windows(2).map(|cut| cut[0]..cut[1]).collect();
    (text, pieces)
}

fn lines(test: &str) -> impl Iterator<Item = (String, Vec<Range<usize>>)> {
    test.lines().filter(|line| line.starts_with('÷')).map(read)
}

/// What ends no token and begins none: spaces, controls, the invisible characters that count as absent.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The annex's pieces as tokens: the invisible taken off, pieces of nothing else left out.
fn visible(text: &str, pieces: &[Range<usize>]) -> Vec<Range<usize>> {
    let tokens = pieces.iter().filter_map(|piece| {
        let whole = &text[piece.clone()];
        if whole.chars().all(|c| is_invisible(c) || is_mark(c)) {
            return None;
        }
        let begin = whole.len() - whole.trim_start_matches(is_invisible).len();
        let end = whole.trim_end_matches(is_invisible).len();
        Some(piece.start + begin..piece.start + end)
    });
    tokens.collect()
}

type Departure = fn(&str, Vec<Range<usize>>) -> Vec<Range<usize>>;

/// Departures that the test file has examples of, each as what it makes of the annex's tokens.
const IN_FILE: [(&str, Departure); 2] = [
    ("a colon joins no letters, for in a heading or a source line a word follows it", cut_at_colons),
    ("a run of full stops is one token, for it stands for an ellipsis", join_stops),
];

fn cut_at_colons(text: &str, tokens: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let cut = tokens.into_iter().flat_map(|token| {
        let Some(colon) =
            text[token.clone()].find(':').map(|at| token.start + at).filter(|at| *at > token.start)
        else {
            return vec![token];
        };
        let marks: usize =
            text[colon + 1..token.end].chars().take_while(|c| is_mark(*c)).map(char::len_utf8).sum();
        let after = colon + 1 + marks;
        vec![token.start..colon, colon..after, after..token.end]
    });
    cut.filter(|token| !token.is_empty()).collect()
}

fn join_stops(text: &str, tokens: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for token in tokens {
        match joined.last_mut() {
            Some(last)
                if last.end == token.start
                    && text[last.clone()].bytes().all(|b| b == b'.')
                    && text[token.clone()].starts_with('.') =>
            {
                last.end = token.end;
            }
            _ => joined.push(token),
        }
    }
    joined
}

#[test]
fn tokens_are_the_annexs_words_but_for_named_departures() {
    let mut occurred: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = 0;
    for (text, pieces) in lines(include_str!("unicode-17.0/WordBreakTest.txt")) {
        count += 1;
        let mut expected = visible(&text, &pieces);
        for (name, depart) in IN_FILE {
            let departed = depart(&text, expected.clone());
            if departed != expected {
                *occurred.entry(name).or_default() += 1;
            }
            expected = departed;
        }
        let tokens: Vec<Range<usize>> = tokenise(&text).into_iter().map(|token| token.range()).collect();
        assert_eq!(tokens, expected, "{}", text.escape_unicode());
    }
    assert_eq!(count, 1944);
    for (name, _) in IN_FILE {
        assert!(occurred.contains_key(name), "no longer occurs: {name}");
    }
}

/// Every departure from the annex: its reason, an example, the annex's words in it, ours.
const DEPARTURES: [(&str, &str, &[&str], &[&str]); 9] = [
    (
        "controls count as absent: a direction mark inside a word does not part it",
        "الائ\u{200b}تلاف",
        &["الائ", "تلاف"],
        &["الائ\u{200b}تلاف"],
    ),
    ("a control behind a word is not of the word", "PKK\u{200e}", &["PKK\u{200e}"], &["PKK"]),
    (
        "Arabic letters end where others begin: a proclitic is no part of a name",
        "وPKK",
        &["وPKK"],
        &["و", "PKK"],
    ),
    (
        "Arabic letters end where digits begin: a number is compared by its value",
        "و2254",
        &["و2254"],
        &["و", "2254"],
    ),
    ("a colon joins no letters", "المصدر:الدائرة", &["المصدر:الدائرة"], &["المصدر", ":", "الدائرة"]),
    (
        "a full stop joins single letters only: the space behind a sentence is often missing",
        "البلاد.وأكد أ.ش.أ",
        &["البلاد.وأكد", "أ.ش.أ"],
        &["البلاد", ".", "وأكد", "أ.ش.أ"],
    ),
    (
        "a semicolon joins no digits: it parts the numbers of a list",
        "338;339",
        &["338;339"],
        &["338", ";", "339"],
    ),
    ("a run of full stops is one token", "نعم...", &["نعم", ".", ".", "."], &["نعم", "..."]),
    (
        "a run of hyphens is one token, for it stands for a dash",
        "rate--the",
        &["rate", "-", "-", "the"],
        &["rate", "--", "the"],
    ),
];

#[test]
fn each_departure_from_the_annex_is_as_it_is_said_to_be() {
    for (reason, text, annex, ours) in DEPARTURES {
        let words: Vec<&str> =
            text.split_word_bounds().filter(|word| !word.trim().is_empty() && *word != "\u{200b}").collect();
        assert_eq!(words, annex, "{reason}");
        let tokens: Vec<&str> = tokenise(text).into_iter().map(|token| token.text(text)).collect();
        assert_eq!(tokens, ours, "{reason}");
        assert_ne!(annex, ours, "no longer a departure: {reason}");
    }
}

#[test]
fn sentences_are_the_annexs_but_behind_a_stop_that_ends_none() {
    let (mut count, mut departures) = (0, 0);
    for (text, mut pieces) in lines(include_str!("unicode-17.0/SentenceBreakTest.txt")) {
        count += 1;
        // One letter and a stop are an initial or an abbreviation.
        let mut at = 0;
        while at + 1 < pieces.len() {
            let body = text[pieces[at].clone()].trim_end();
            let initial = body.strip_suffix('.').is_some_and(|word| {
                let letters: Vec<char> = word.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
                letters.len() == 1 && letters[0].is_alphabetic()
            });
            let line_ends = text[pieces[at].clone()].ends_with(['\n', '\r', '\u{85}', '\u{2029}']);
            if initial && !line_ends {
                pieces[at].end = pieces[at + 1].end;
                pieces.remove(at + 1);
                departures += 1;
            } else {
                at += 1;
            }
        }
        assert_eq!(sentences(&text), pieces, "{}", text.escape_unicode());
    }
    assert_eq!(count, 512);
    assert!(departures > 0, "no longer occurs: a break not taken behind one letter and a stop");
}

/// Breaks of the annex that are not taken, with the reason.
const NOT_TAKEN: [(&str, &str); 4] = [
    ("an initial or an abbreviation of one letter", "حضر د. بدر الاجتماع."),
    ("an abbreviation that does not end a sentence", "The Envoy Mr. Marvski left."),
    ("letters with stops between, unless a word that begins sentences follows", "The U.N. Envoy left."),
    ("the number of a list's item", "1. Welcomes the report."),
];

#[test]
fn each_break_that_is_not_taken_is_one_of_the_annexs() {
    for (reason, text) in NOT_TAKEN {
        assert!(text.split_sentence_bounds().count() > 1, "no longer a departure: {reason}");
        assert_eq!(sentences(text).len(), 1, "{reason}");
    }
}
