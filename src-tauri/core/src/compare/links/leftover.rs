//! What a link leaves over: the words of one side that no phrase of the other explains.

use crate::compare::prepare::Prepared;
use crate::compare::spans::diff;
use crate::compare::work::Work;
use crate::text::token::TokenKind;

/// The words of a passage that its partner does not have, with their places, so that a run counts only where the words
/// stood together.
#[derive(Debug)]
pub(super) struct Leftover {
    places: Vec<usize>,
    pub stems: Vec<u32>,
}

impl Leftover {
    /// What `passage` has and `partner` has not; single words in common do not count as had.
    pub(super) fn of(passage: &[u32], partner: &[u32], work: &mut Work) -> Self {
        let mut explained = vec![false; passage.len()];
        for run in diff::compare(passage, partner, false, work).runs {
            if run.len >= 2 {
                explained[run.old..run.old + run.len].fill(true);
            }
        }
        let places: Vec<usize> = (0..passage.len()).filter(|&t| !explained[t]).collect();
        let stems = places.iter().map(|&t| passage[t]).collect();
        Self { places, stems }
    }

    /// The weight of the phrases shared with another passage, and the words of the longest one.
    pub(super) fn shared_with(&self, other: &[u32], weights: &[f32], work: &mut Work) -> (f32, usize) {
        let (mut shared, mut longest) = (0.0, 0);
        for run in diff::compare(&self.stems, other, false, work).runs {
            let mut from = run.old;
            while from < run.old + run.len {
                let mut to = from + 1;
                while to < run.old + run.len && self.places[to] == self.places[to - 1] + 1 {
                    to += 1;
                }
                if to - from >= 2 {
                    shared += self.stems[from..to].iter().map(|&stem| weights[stem as usize]).sum::<f32>();
                    longest = longest.max(to - from);
                }
                from = to;
            }
        }
        (shared, longest)
    }
}

/// The stems of a paragraph's words.
pub(super) fn stems(prepared: &Prepared<'_>, sheet: u32) -> Vec<u32> {
    prepared.forms(sheet).filter(|form| form.kind != TokenKind::Punctuation).map(|form| form.stem).collect()
}
