//! Text no one writes: every function of the text room has an outcome for it, in time that grows with the text.

use bayan_core::text::clause::clauses;
use bayan_core::text::fold::{Rules, difference, peelings, spelling, stem};
use bayan_core::text::lexicon::Lexicon;
use bayan_core::text::sentence::sentences;
use bayan_core::text::{lang, read_plain, tokenise, value};
use proptest::prelude::*;

fn read(text: &str) {
    let document = read_plain(text);
    let _ = lang::detect(text);
    for part in document.paragraphs.iter().map(String::as_str).chain([text]) {
        let tokens = tokenise(part);
        let keys: Vec<_> = tokens.iter().map(|token| spelling(token.text(part), &Rules::all())).collect();
        let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
        let _ = value::find(part, &tokens, &keys);
        let _ = Lexicon::standard().find(&keys);
        for ranges in [sentences(part), clauses(part, Lexicon::standard())] {
            let mut end = 0;
            for range in ranges {
                assert_eq!(range.start, end);
                end = range.end;
            }
            assert_eq!(end, part.len());
        }
        for key in keys {
            let _ = (peelings(key).count(), stem::stem(key));
        }
    }
}

#[test]
fn a_megabyte_without_a_space_is_read() {
    for piece in [
        "ا",
        "a",
        "1",
        "١",
        ".",
        "-",
        "ً",
        "\u{301}",
        "\u{200f}",
        "👩\u{200d}",
        "a.",
        "1/",
        "،",
        "'",
        "_",
        "中",
        "\0",
    ] {
        read(&piece.repeat(1_000_000 / piece.len()));
    }
}

#[test]
fn a_long_run_of_the_words_that_look_ahead_or_back_is_read() {
    for piece in [
        "رفض، ",
        "أعرب عن ",
        "أكد على ",
        "حمل ",
        "expressed ",
        "one hundred thousand ",
        "مئة ألف و",
        "5 ",
        "12 ",
        "May ",
        "3 - ",
        "آذار/",
        "a-\n",
        "A. ",
        "1.\n",
        "word-\nword ",
        "\r",
        "\r\n\r\n",
        "(a) ",
        "الخ. ",
        "أ.",
        "ﷺ",
    ] {
        read(&piece.repeat(200_000 / piece.len()));
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in prop_oneof![any::<String>(), hostile()]) {
        read(&text);
    }

    #[test]
    fn any_two_texts_are_compared_and_the_order_does_not_matter(a in prop_oneof![any::<String>(), hostile()], b in hostile()) {
        let rules = Rules::all();
        let (there, back) = (difference(&a, &b, &rules), difference(&b, &a, &rules));
        prop_assert_eq!(there, back);
    }
}

/// Words and characters that have rules of their own, in any order.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "أكد",
        "وأكدوا",
        "على",
        "علي",
        "رفضه",
        "أعرب",
        "عن",
        "أسف",
        "لم",
        "ل",
        "و",
        "ال",
        "وال",
        "لل",
        "سوريا",
        "سورية",
        "مسئول",
        "مسؤول",
        "القرار",
        "قرارات",
        "٣",
        "3",
        "ثلاثة",
        "three",
        "-",
        "/",
        "آذار",
        "مارس",
        "March",
        "2025",
        "percent",
        "%",
        "colour",
        "color",
        "U.N.",
        "UN",
        "United",
        "Nations",
        "cease",
        "fire",
        " ",
        "  ",
        "\n",
        "\u{200f}",
        "\u{64b}",
        "ـ",
        "«",
        "\"",
        "،",
        ".",
        "ﻻ",
        "👩",
        "\u{2067}",
        "\u{2069}",
        "\0",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}
