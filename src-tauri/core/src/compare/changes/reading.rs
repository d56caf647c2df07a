//! A passage read for meaning: its small words, its position verbs, its clauses, its values and names.

use std::ops::Range;

use super::facets::{self, Facet};
use super::traits::Traits;
use crate::compare::prepare::{Begins, Prepared};
use crate::compare::spans::passage::Passage;
use crate::text::clause::clause_tokens;
use crate::text::lexicon::{ActMark, Lexicon};
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
    /// For each token the clause it stands in.
    clause_at: Vec<u32>,
    /// For each clause the position verb that governs it.
    pub governing: Vec<Option<usize>>,
    /// For each clause the one whose verb it goes on with: itself, or an earlier one.
    pub opening: Vec<usize>,
    /// Numbers, dates and names in order.
    pub facets: Vec<Facet>,
    /// What may begin at each folded word, by key.
    begins: &'p [Begins],
}

impl<'p, 'a> Reading<'p, 'a> {
    /// Reads a passage; `words` are the folded words, by key.
    pub(super) fn new(prepared: &'p Prepared<'_>, words: &[&'p str], passage: &'p Passage<'a>) -> Self {
        let keys: Vec<&str> = passage.words.iter().map(|word| words[word.key as usize]).collect();
        let traits: Vec<Traits> =
            passage.words.iter().map(|word| prepared.traits[word.key as usize]).collect();
        let weights = passage
            .words
            .iter()
            .zip(&traits)
            .map(|(word, traits)| {
                let idle = word.kind == TokenKind::Punctuation || traits.is(Traits::FUNCTION);
                if idle { 0.0 } else { prepared.weights[word.stem as usize] }
            })
            .collect();
        let begins = |t: usize| prepared.begins[passage.words[t].key as usize];
        let acts = Lexicon::standard().find_where(&keys, |t| begins(t).act);
        let clauses = clauses(passage, &keys, &acts);
        let governing = clauses
            .iter()
            .map(|clause| {
                let from = acts.partition_point(|act| act.tokens.start < clause.start);
                (from..acts.len())
                    .take_while(|&at| acts[at].tokens.start < clause.end)
                    .find(|&at| is_position(&acts[at]))
            })
            .collect();
        let facets = facets::find(passage, &keys, &traits, |t| begins(t).value);
        let opening = Vec::with_capacity(clauses.len());
        let mut clause_at = Vec::with_capacity(keys.len());
        for (number, clause) in (0..).zip(&clauses) {
            clause_at.resize(clause.end, number);
        }
        let begins = &prepared.begins;
        let mut reading = Self {
            passage,
            keys,
            traits,
            weights,
            acts,
            clauses,
            clause_at,
            governing,
            opening,
            facets,
            begins,
        };
        for clause in 0..reading.clauses.len() {
            let goes_on = clause > 0 && reading.continues(clause);
            let opens = if goes_on { reading.opening[clause - 1] } else { clause };
            reading.opening.push(opens);
        }
        reading
    }

    /// Whether a number, date or span of time may begin at a token.
    pub(super) fn may_be_value(&self, t: usize) -> bool {
        self.begins[self.passage.words[t].key as usize].value
    }

    /// Whether a token is a word or number, not a mark.
    pub(super) fn is_word(&self, t: usize) -> bool {
        self.passage.words[t].kind != TokenKind::Punctuation
    }

    /// The text of a stretch as it stands.
    pub(super) fn written(&self, tokens: &Range<usize>) -> &str {
        let start = self.passage.words.get(tokens.start).map_or(0, |word| word.start);
        let end =
            tokens.clone().last().and_then(|t| self.passage.words.get(t)).map_or(start, |word| word.end);
        &self.passage.text[start..end]
    }

    /// Whether a token is the first of its paragraph.
    pub(super) fn starts_paragraph(&self, t: usize) -> bool {
        t == 0 || self.passage.words[t].part != self.passage.words[t - 1].part
    }

    /// Whether a token is the number by which a paragraph is counted: `3.`, `12)`.
    pub(super) fn is_label(&self, tokens: &Range<usize>) -> bool {
        let (t, mark) = (tokens.start, tokens.start + 1);
        tokens.len() == 1
            && self.starts_paragraph(t)
            && self.keys[t].len() <= LABEL
            && self.keys[t].bytes().all(|byte| byte.is_ascii_digit())
            && self.keys.get(mark).is_some_and(|key| matches!(*key, "." | ")" | "-"))
            && self.passage.words[t].end == self.passage.words[mark].start
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

    /// The numbers of the facets that begin in a stretch.
    pub(super) fn facets_in(&self, tokens: &Range<usize>) -> Range<usize> {
        let from = self.facets.partition_point(|facet| facet.tokens.start < tokens.start);
        let to = self.facets.partition_point(|facet| facet.tokens.start < tokens.end);
        from..to
    }

    /// The position verbs that begin in a stretch.
    pub(super) fn acts_in(&self, tokens: &Range<usize>) -> &[ActMark] {
        let from = self.acts.partition_point(|act| act.tokens.start < tokens.start);
        let to = self.acts.partition_point(|act| act.tokens.start < tokens.end);
        &self.acts[from..to.max(from)]
    }

    /// Whether a clause begins as one more complement of the verb before it: وأن, and that.
    fn continues(&self, clause: usize) -> bool {
        let words = self.spoken(self.clauses[clause].clone());
        let joined = self.traits.get(words.start).is_some_and(|traits| traits.is(Traits::JOINING));
        let complement = |t: usize| words.contains(&t) && self.traits[t].is(Traits::COMPLEMENT);
        joined && (complement(words.start) || complement(words.start + 1))
    }

    /// The clause a token stands in.
    pub(super) fn clause_of(&self, t: usize) -> usize {
        self.clause_at.get(t).map_or(self.clauses.len(), |clause| *clause as usize)
    }
}

/// Whether an act can be the issuer's own position in its clause.
pub(super) fn is_position(act: &ActMark) -> bool {
    act.is_governing() && !act.subordinate
}

/// The clauses of [`clause_tokens`], cut further where a position verb stands a subject's length behind a comma (`, and the
/// Council thanked`) or behind a bare conjunction (`affirmed … and requested`): finer units tell finer changes.
fn clauses(passage: &Passage<'_>, keys: &[&str], acts: &[ActMark]) -> Vec<Range<usize>> {
    let mut cuts: Vec<usize> = clause_tokens(&passage.text, &passage.tokens, keys, acts)
        .into_iter()
        .map(|clause| clause.start)
        .collect();
    let words = &passage.words;
    if passage.paragraphs.len() > 1 {
        cuts.extend((1..words.len()).filter(|&t| words[t].part != words[t - 1].part));
    }
    for act in acts.iter().filter(|act| is_position(act)) {
        let verb = act.tokens.start;
        let comma = (verb.saturating_sub(SUBJECT)..verb).rev().find(|&t| keys[t] == ",");
        if let Some(comma) = comma {
            cuts.push(comma + 1);
        } else if verb >= 2 && keys[verb - 1] == "and" {
            cuts.push(verb - 1);
        }
    }
    cuts.push(words.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|two| two[0]..two[1]).collect()
}

/// Digits of a paragraph's number at the most.
const LABEL: usize = 3;

/// Tokens a subject may take between a comma and its verb.
const SUBJECT: usize = 4;
