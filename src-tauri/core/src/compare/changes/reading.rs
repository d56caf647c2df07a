//! A passage read for meaning: its small words, its position verbs, its clauses, its values and names.

use std::ops::Range;

use super::acts::{self, ActMark};
use super::facets::{self, Facet};
use super::traits::{self, Traits};
use crate::compare::prepare::Prepared;
use crate::compare::spans::passage::Passage;
use crate::text::token::TokenKind;

/// One side of a link, read.
#[derive(Debug)]
pub(super) struct Reading<'p, 'a> {
    pub passage: &'p Passage<'a>,
    /// For each token its folded form.
    pub keys: Vec<&'p str>,
    /// For each token what it is to the classes of change.
    pub traits: Vec<Traits>,
    /// For each token its weight; none for marks and function words.
    pub weights: Vec<f32>,
    /// The position verbs in order.
    pub acts: Vec<ActMark>,
    /// The clauses, as tokens; they tile the passage.
    pub clauses: Vec<Range<usize>>,
    /// For each clause the position verb that governs it.
    pub governing: Vec<Option<usize>>,
    /// Numbers, dates and names in order.
    pub facets: Vec<Facet>,
}

impl<'p, 'a> Reading<'p, 'a> {
    pub(super) fn new(prepared: &'p Prepared<'a>, passage: &'p Passage<'a>) -> Self {
        let keys: Vec<&str> = passage.words.iter().map(|word| &*prepared.keys[word.key as usize]).collect();
        let traits: Vec<Traits> = keys.iter().map(|key| traits::of(key)).collect();
        let weights = passage
            .words
            .iter()
            .zip(&traits)
            .map(|(word, traits)| {
                let idle = word.kind == TokenKind::Punctuation || traits.is(Traits::FUNCTION);
                if idle { 0.0 } else { prepared.weights[word.stem as usize] }
            })
            .collect();
        let acts = acts::find(&keys);
        let clauses = clauses(passage, &acts);
        let governing = clauses
            .iter()
            .map(|clause| {
                let from = acts.partition_point(|act| act.tokens.start < clause.start);
                acts.get(from).filter(|act| act.tokens.start < clause.end && act.verb).map(|_| from)
            })
            .collect();
        let facets = facets::find(passage, &keys, &traits);
        Self { passage, keys, traits, weights, acts, clauses, governing, facets }
    }

    /// Whether a token is a word or number, not a mark.
    pub(super) fn is_word(&self, t: usize) -> bool {
        self.passage.words[t].kind != TokenKind::Punctuation
    }

    /// How many words with a meaning of their own stand in a stretch.
    pub(super) fn content(&self, tokens: Range<usize>) -> usize {
        tokens.filter(|&t| self.is_word(t) && !self.traits[t].is(Traits::FUNCTION)).count()
    }

    /// The words of a stretch without the marks around them; empty, at its start, where there are none.
    pub(super) fn spoken(&self, tokens: Range<usize>) -> Range<usize> {
        let first = tokens.clone().find(|&t| self.is_word(t));
        let last = tokens.clone().rev().find(|&t| self.is_word(t));
        first.zip(last).map_or(tokens.start..tokens.start, |(first, last)| first..last + 1)
    }

    /// The clause a token stands in.
    pub(super) fn clause_of(&self, t: usize) -> usize {
        self.clauses.partition_point(|clause| clause.end <= t)
    }
}

fn clauses(passage: &Passage<'_>, acts: &[ActMark]) -> Vec<Range<usize>> {
    let words = &passage.words;
    let mut cuts = vec![0];
    for t in 1..words.len() {
        let before = passage.word(t - 1);
        let stop = matches!(before, "." | "!" | "?" | "؟" | "؛" | ";") || words[t].part != words[t - 1].part;
        let comma = matches!(before, "," | "،");
        let act =
            acts.iter().any(|act| act.tokens.start >= t && act.tokens.start <= t + if comma { 3 } else { 0 });
        let and = t >= 2 && before == "and" && acts.iter().any(|a| a.tokens.start == t);
        if stop || (comma && act) {
            cuts.push(t);
        } else if and && !cuts.contains(&(t - 1)) {
            cuts.push(t - 1);
        }
    }
    cuts.push(words.len());
    cuts.dedup();
    cuts.windows(2).filter(|two| two[0] < two[1]).map(|two| two[0]..two[1]).collect()
}
