//! The same words in another order.

use super::reading::Reading;
use super::traits::Traits;
use crate::compare::spans::pieces::Piece;

/// Groups of hunks, by their places among the pieces, that together take out and put in the same words.
pub(super) fn find(old: &Reading<'_, '_>, new: &Reading<'_, '_>, pieces: &[Piece]) -> Vec<Vec<usize>> {
    let hunks: Vec<usize> = (0..pieces.len()).filter(|&at| !pieces[at].equal).collect();
    let mut groups = Vec::new();
    let mut at = 0;
    while at < hunks.len() {
        let found = (1..=3)
            .find(|&size| at + size <= hunks.len() && same_words(old, new, pieces, &hunks[at..at + size]));
        match found {
            Some(size) => {
                groups.push(hunks[at..at + size].to_vec());
                at += size;
            }
            None => at += 1,
        }
    }
    groups
}

fn same_words(old: &Reading<'_, '_>, new: &Reading<'_, '_>, pieces: &[Piece], hunks: &[usize]) -> bool {
    let before = words(old, hunks.iter().flat_map(|&at| pieces[at].old.clone()));
    let after = words(new, hunks.iter().flat_map(|&at| pieces[at].new.clone()));
    // One word in one hunk is in no order.
    let enough = if hunks.len() == 1 { 2 } else { 1 };
    before.len() >= enough && before == after
}

/// The words of hunks that count, sorted; without the conjunction written joined to them, which goes where the place
/// in the row asks for it.
fn words<'k>(reading: &Reading<'k, '_>, tokens: impl Iterator<Item = usize>) -> Vec<&'k str> {
    let counts = Traits::NEGATION.and(Traits::EXCEPTION).and(Traits::MODAL).and(Traits::SCOPE);
    let mut words: Vec<&str> = tokens
        .filter(|&t| reading.weights[t] > 0.0 || reading.traits[t].is(counts))
        .map(|t| reading.keys[t])
        .map(|key| key.strip_prefix('و').filter(|rest| rest.chars().count() >= 3).unwrap_or(key))
        .collect();
    words.sort_unstable();
    words
}
