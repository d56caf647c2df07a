//! Cuts a text in every way the engine knows and holds the pieces against what they promise: tokens ascend and lie on
//! character boundaries, sentences and clauses tile the text, paragraphs are not blank, and folding twice is folding
//! once.
#![no_main]

use bayan_core::text::fold::{Rules, spelling, typographic};
use bayan_core::text::read_plain;
use bayan_core::text::token::tokenise;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let rules = Rules::default();
    let mut at = 0;
    for token in tokenise(text) {
        let range = token.range();
        assert!(at <= range.start && range.start < range.end, "{range:?} after {at}");
        at = range.end;
        let word = text.get(range).expect("a token lies on character boundaries");
        let folded = spelling(word, &rules);
        assert_eq!(spelling(&folded, &rules), folded, "folding {word:?} twice");
        let folded = typographic(word, &rules);
        assert_eq!(typographic(&folded, &rules), folded, "folding {word:?} twice");
    }
    for paragraph in read_plain(text).paragraphs {
        assert!(!paragraph.trim().is_empty());
    }
});
