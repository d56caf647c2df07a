//! How many words a comparison marks as changed inside its links, against the least that could be marked.
//!
//! The least is what a longest common subsequence leaves over, words being equal when their spelling-folded forms are. A
//! comparison that marks more hides equal words among changed ones.

use bayan_core::compare::{Class, Comparison, Op};
use bayan_core::text::fold::{Rules, spelling};
use bayan_core::text::token::{Token, TokenKind, tokenise};

/// Words marked as changed on both sides.
#[derive(Debug, Default, Clone, Copy)]
pub struct Marked {
    /// By the comparison.
    pub marked: usize,
    /// At the least.
    pub least: usize,
}

impl Marked {
    /// How many times the least was marked; 1 where nothing differs.
    pub fn ratio(self) -> f64 {
        if self.least == 0 && self.marked == 0 { 1.0 } else { self.marked as f64 / self.least as f64 }
    }
}

impl std::ops::AddAssign for Marked {
    fn add_assign(&mut self, other: Self) {
        self.marked += other.marked;
        self.least += other.least;
    }
}

/// Counts over all links of a comparison of two texts.
pub fn count<S: AsRef<str>>(comparison: &Comparison, old: &[S], new: &[S]) -> Marked {
    let mut total = Marked::default();
    for link in &comparison.links {
        let (old, new) = (passage(old, &link.old), passage(new, &link.new));
        let (old_words, new_words) = (words(&old), words(&new));
        let keys = |text: &str, words: &[Token]| -> Vec<String> {
            words.iter().map(|word| spelling(word.text(text), &Rules::default()).into_owned()).collect()
        };
        let common = longest_common(&keys(&old, &old_words), &keys(&new, &new_words));
        let mut marked = 0;
        for span in &link.spans {
            let is_noise = matches!(span.class, Some(Class::Spelling | Class::Punctuation | Class::Digits));
            if span.op != Op::Equal && !is_noise {
                let inside = |range: &std::ops::Range<usize>, words: &[Token]| {
                    words
                        .iter()
                        .filter(|w| range.start <= w.range().start && w.range().start < range.end)
                        .count()
                };
                marked += inside(&span.old, &old_words) + inside(&span.new, &new_words);
            }
        }
        total += Marked { marked, least: old_words.len() + new_words.len() - 2 * common };
    }
    total
}

fn passage<S: AsRef<str>>(paragraphs: &[S], numbers: &[usize]) -> String {
    let texts: Vec<&str> = numbers.iter().map(|&number| paragraphs[number].as_ref()).collect();
    texts.join("\n")
}

fn words(text: &str) -> Vec<Token> {
    tokenise(text).into_iter().filter(|token| token.kind != TokenKind::Punctuation).collect()
}

/// The length of the longest common subsequence, by the table of R. A. Wagner and M. J. Fischer, "The string-to-string
/// correction problem", 1974.
fn longest_common<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    head + tail + row[b.len()]
}
