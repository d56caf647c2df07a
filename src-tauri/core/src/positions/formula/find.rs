//! Where a phrase stands in a text, words added, dropped and exchanged inside it allowed.
//!
//! The alignment is that of Sellers (“The theory and computation of evolutionary distances”, Journal of Algorithms 1, 1980):
//! the phrase against any stretch of the text, at the least cost of words added, dropped and exchanged.

use std::ops::Range;

use super::words::{Base, is_small};

/// A place where the phrase stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The words and marks of the text it takes, by number.
    pub words: Range<usize>,
    /// For each word of the phrase the word of the text that stands for it verbatim.
    pub matched: Vec<Option<usize>>,
}

/// What a word costs that is added, dropped, or put for another. A word of the phrase that is lacking weighs more than one
/// that came in, so that of two readings of a place the one that keeps more of the phrase is taken.
const ADDED: u32 = 2;
const DROPPED: u32 = 3;
const EXCHANGED: u32 = 3;

/// What a place may cost: one word exchanged and one added in a phrase of three to five words, and more in a longer one.
const fn allowed(words: usize) -> u32 {
    match words {
        0..=1 => 0,
        2 => ADDED,
        3..=5 => EXCHANGED + ADDED,
        _ => words as u32,
    }
}

/// The places, none inside another, the nearest to the phrase first where two overlap.
pub(super) fn find(phrase: &[Base], text: &[Base]) -> Vec<Found> {
    let m = phrase.len();
    let heads: Vec<&str> = phrase.iter().map(|base| base.key.as_str()).filter(|key| !is_small(key)).collect();
    // Words of the text, and where marks that part clauses stand between them.
    let words: Vec<usize> = (0..text.len()).filter(|at| !text[*at].is_mark).collect();
    let mut starts = vec![0; words.len()];
    for n in 1..words.len() {
        let parted = text[words[n - 1]..words[n]].iter().any(|base| base.parts);
        starts[n] = if parted { n } else { starts[n - 1] };
    }
    let allowed = allowed(m);
    // One column of costs a word of the text; the stretch may begin anywhere.
    let mut columns: Vec<Vec<u32>> = Vec::with_capacity(words.len() + 1);
    columns.push((0..=m as u32).map(|dropped| dropped * DROPPED).collect());
    for n in 0..words.len() {
        let before: &[u32] = if n > 0 && starts[n] == n { &columns[0] } else { &columns[n] };
        let mut column = vec![0; m + 1];
        for i in 1..=m {
            let same = phrase[i - 1].key == text[words[n]].key;
            let exchange = before[i - 1] + if same { 0 } else { EXCHANGED };
            column[i] = exchange.min(before[i] + ADDED).min(column[i - 1] + DROPPED);
        }
        columns.push(column);
    }
    let mut ends: Vec<(u32, usize)> =
        (1..columns.len()).map(|n| (columns[n][m], n)).filter(|(cost, _)| *cost <= allowed).collect();
    ends.sort_unstable();
    let mut found: Vec<Found> = Vec::new();
    let mut taken = vec![false; words.len()];
    for (_, end) in ends {
        let matched = trace(phrase, text, &words, &starts, &columns, end);
        let verbatim: Vec<usize> = matched.iter().flatten().copied().collect();
        let (Some(first), Some(last)) = (verbatim.first(), verbatim.last()) else { continue };
        let named = verbatim.iter().filter(|at| !is_small(&text[words[**at]].key)).count();
        // Half of the words that name something must stand, and two of them where the phrase has two.
        let enough = named * 2 >= heads.len() && named >= heads.len().min(2) && named >= 1;
        if !enough || taken[*first..=*last].iter().any(|taken| *taken) {
            continue;
        }
        taken[*first..=*last].fill(true);
        found.push(Found {
            words: words[*first]..words[*last] + 1,
            matched: matched.into_iter().map(|at| at.map(|at| words[at])).collect(),
        });
    }
    found.sort_by_key(|found| found.words.start);
    found
}

/// The alignment that ends at a column: for each word of the phrase the number of the text's word.
fn trace(
    phrase: &[Base],
    text: &[Base],
    words: &[usize],
    starts: &[usize],
    columns: &[Vec<u32>],
    end: usize,
) -> Vec<Option<usize>> {
    let mut matched = vec![None; phrase.len()];
    let (mut i, mut n) = (phrase.len(), end);
    while i > 0 && n > 0 {
        let word = n - 1;
        let before: &[u32] = if word > 0 && starts[word] == word { &columns[0] } else { &columns[word] };
        let cost = columns[n][i];
        let same = phrase[i - 1].key == text[words[word]].key;
        if cost == before[i - 1] + if same { 0 } else { EXCHANGED } {
            if same {
                matched[i - 1] = Some(word);
            }
            i -= 1;
            n = if word > 0 && starts[word] == word { 0 } else { word };
        } else if cost == columns[n][i - 1] + DROPPED {
            i -= 1;
        } else {
            n = if word > 0 && starts[word] == word { 0 } else { word };
        }
    }
    matched
}
