//! The Arabic tests of Lucene and bleve.

use bayan_core::text::fold::stem::light10;
use bayan_core::text::fold::{Rules, spelling};
use bayan_core::text::{TokenKind, tokenise};

/// Pairs where Bayan departs, by input, with the reason and what it gives.
const DEPARTURES: [(&str, &str, &str); 2] = [
    ("ما ملكت أيمانكم", "no word is left out: a comparison must see every one", "ما ملكت ايمانكم"),
    ("الذين ملكت أيمانكم", "no word is left out: a comparison must see every one", "ذين ملكت ايمانكم"),
];

fn key(word: &str) -> String {
    spelling(word, &Rules::all()).into_owned()
}

/// Every word folded and stemmed.
fn analyse(text: &str) -> String {
    let words = tokenise(text).into_iter().filter(|token| token.kind != TokenKind::Punctuation);
    let stems: Vec<String> = words.map(|token| light10(&key(token.text(text))).to_owned()).collect();
    stems.join(" ")
}

#[test]
fn the_pairs_of_lucene_and_bleve_hold_but_for_named_departures() {
    let mut count = 0;
    let mut departed = Vec::new();
    for line in include_str!("arabic-pairs/pairs.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, input, expected] = cells[..] else { panic!("three columns: {line}") };
        let given = match kind.split_once('-').map(|(_, step)| step) {
            Some("normalize") => key(input),
            Some("stem") => light10(input).to_owned(),
            Some("analyze") => analyse(input),
            _ => panic!("a kind of pair: {kind}"),
        };
        count += 1;
        if given == expected {
            continue;
        }
        match DEPARTURES.iter().find(|(of, ..)| *of == input) {
            Some((of, _, ours)) if given == *ours => departed.push(*of),
            _ => panic!("{kind} {input}: {given}, not {expected}"),
        }
    }
    assert_eq!(count, 90);
    for (input, reason, _) in DEPARTURES {
        assert!(departed.contains(&input), "no longer a departure: {input} ({reason})");
    }
}
