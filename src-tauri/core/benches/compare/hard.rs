//! Pairs of 100 KB a side that are laid out to be as hard as can be: each defeats a shortcut of some algorithm.

use crate::inputs::edits::{self, Seeded};
use crate::inputs::{HEAVY, LIGHT, Pair, read, take};

const SIZE: usize = 100_000;

/// All of them.
pub fn pairs() -> Vec<Pair> {
    let prose = read("english-earlier.txt");
    let prose = take(&prose, SIZE / 6);
    let as_one = |texts: Vec<String>| vec![texts.join(" ")];
    vec![
        pair("one-paragraph-light", as_one(prose.clone()), as_one(edits::edit(&prose, LIGHT, 11))),
        pair("one-paragraph-heavy", as_one(prose.clone()), as_one(edits::edit(&prose, HEAVY, 12))),
        pair("one-paragraph-other-words", words(1, 1_000, " "), words(2, 1_000, " ")),
        pair("one-paragraph-two-words", words(3, 2, " "), words(4, 2, " ")),
        pair("one-paragraph-one-word", vec!["ab ".repeat(SIZE / 3)], vec!["ab ".repeat(SIZE / 3 - 1_000)]),
        pair("no-space", vec!["س".repeat(SIZE / 2)], vec!["س".repeat(SIZE / 2 - 1)]),
        pair("punctuation-alone", vec!["-.".repeat(SIZE / 2)], vec![".-,".repeat(SIZE / 3)]),
        pair("a-word-a-paragraph", words(5, 300, "\n"), words(6, 300, "\n")),
        pair(
            "identical-paragraphs",
            vec!["a b c d".to_owned(); SIZE / 8],
            vec!["a b c d".to_owned(); SIZE / 9],
        ),
        pair("shuffled-sentences", sentences(7), shuffled(sentences(7))),
        pair("near-duplicates", near_duplicates(8), near_duplicates(9)),
    ]
}

fn pair(name: &str, old: Vec<String>, new: Vec<String>) -> Pair {
    Pair { name: format!("100kb-{name}"), old, new }
}

/// Words drawn from a vocabulary of the given size; a line feed between words parts paragraphs.
fn words(seed: u64, vocabulary: usize, between: &str) -> Vec<String> {
    let mut random = Seeded::new(seed);
    let mut text = String::with_capacity(SIZE + 16);
    while text.len() < SIZE {
        text.push_str(&word(random.below(vocabulary)));
        text.push_str(between);
    }
    text.lines().map(str::to_owned).collect()
}

/// A pronounceable word for a number.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "do", "fi", "gu", "ha", "ki", "lo", "me", "nu", "pa", "ri", "so", "ta", "ve", "wo", "zi"];
    let mut rest = number;
    let mut word = SYLLABLES[rest % 16].to_owned();
    while rest >= 16 {
        rest /= 16;
        word.push_str(SYLLABLES[rest % 16]);
    }
    word
}

/// Short paragraphs that share half of their words with every other.
fn sentences(seed: u64) -> Vec<String> {
    let mut random = Seeded::new(seed);
    let mut size = 0;
    let mut sentences = Vec::new();
    while size < SIZE {
        let (a, b) = (word(random.below(2_000)), word(random.below(2_000)));
        let sentence = format!("The Council recalls its decision on {a} and welcomes the report on {b}.");
        size += sentence.len() + 1;
        sentences.push(sentence);
    }
    sentences
}

fn shuffled(mut paragraphs: Vec<String>) -> Vec<String> {
    let mut random = Seeded::new(10);
    for place in (1..paragraphs.len()).rev() {
        paragraphs.swap(place, random.below(place + 1));
    }
    paragraphs
}

/// The same paragraph again and again, each time with one word of its own.
fn near_duplicates(seed: u64) -> Vec<String> {
    let mut random = Seeded::new(seed);
    let common: Vec<String> = (0..60).map(word).collect();
    let mut size = 0;
    let mut paragraphs = Vec::new();
    while size < SIZE {
        let mut words = common.clone();
        let place = random.below(words.len());
        words[place] = word(1_000 + random.below(5_000));
        let paragraph = words.join(" ");
        size += paragraph.len() + 1;
        paragraphs.push(paragraph);
    }
    paragraphs
}
