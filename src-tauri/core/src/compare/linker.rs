//! The passages that several pairs of releases have in common: each distinct paragraph is cut once and each distinct word
//! folded once, however many of the pairs have it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cut::{Cut, Written};
use super::prepare::{Distinct, Prepared, Word};
use super::threads::Threads;
use super::types::Options;
use super::work::Work;
use super::{is_turned, links};
use crate::text::fold::Rules;
use crate::text::token::Token;

/// Links releases pair by pair, as the neighbours of a series. It keeps what it has cut and folded: in memory some three
/// times the distinct paragraphs.
#[derive(Debug, Default)]
pub struct Linker<'t> {
    rules: Rules,
    written: Written<'t>,
    /// For each written form what it is folded to.
    words: Vec<Arc<Word>>,
    /// For each distinct paragraph its stretch of the tokens, and how many of them are words or numbers.
    sheets: Vec<(usize, usize, u32)>,
    places: FxHashMap<&'t str, usize>,
    tokens: Vec<Token>,
    /// For each token the number of its written form.
    forms: Vec<u32>,
    /// For each written form its number in the pair at hand.
    numbers: Vec<u32>,
}

/// The number of a form that the pair at hand does not have.
const ABSENT: u32 = u32::MAX;

impl<'t> Linker<'t> {
    /// The paragraphs of two releases that belong together, each link as the paragraphs of the older and of the newer: the
    /// links of [`compare`](super::compare), in its order. What changed inside them is not asked, and that is most of the
    /// work.
    pub fn passages<S: AsRef<str>>(
        &mut self,
        old: &'t [S],
        new: &'t [S],
        options: &Options,
    ) -> Vec<(Vec<usize>, Vec<usize>)> {
        if self.rules != options.rules {
            *self = Self { rules: options.rules, ..Self::default() };
        }
        let bytes = old.iter().chain(new).map(|text| text.as_ref().len()).sum();
        let turned = is_turned(old, new, options);
        let distinct = Distinct::of(old, new, turned);
        let (cut, words) = self.cut(&distinct.texts);
        let mut prepared = Prepared::of_cut(distinct, cut, words, Threads::for_texts(bytes));
        let found = links::find(&mut prepared, turned, options, &mut Work::new());
        found.into_iter().map(|link| (link.old, link.new)).collect()
    }

    /// What [`Cut::of`] gives for some paragraphs, and what their words are folded to.
    fn cut(&mut self, texts: &[&'t str]) -> (Cut<'t>, Vec<Arc<Word>>) {
        let places: Vec<usize> = texts.iter().map(|text| self.place(text)).collect();
        let count = places.iter().map(|place| self.sheets[*place].1 - self.sheets[*place].0).sum();
        let mut cut = Cut {
            tokens: Vec::with_capacity(count),
            forms: Vec::with_capacity(count),
            texts: Vec::with_capacity(texts.len()),
            written: Written::default(),
        };
        let mut met: Vec<u32> = Vec::new();
        for place in places {
            let (start, end, words) = self.sheets[place];
            cut.tokens.extend_from_slice(&self.tokens[start..end]);
            for form in &self.forms[start..end] {
                let number = &mut self.numbers[*form as usize];
                if *number == ABSENT {
                    *number = met.len() as u32;
                    met.push(*form);
                }
                cut.forms.push(*number);
            }
            cut.texts.push((cut.tokens.len(), words));
        }
        cut.written.words = met.iter().map(|form| self.written.words[*form as usize]).collect();
        cut.written.kinds = met.iter().map(|form| self.written.kinds[*form as usize]).collect();
        let words = met.iter().map(|form| Arc::clone(&self.words[*form as usize])).collect();
        for form in met {
            self.numbers[form as usize] = ABSENT;
        }
        (cut, words)
    }

    /// The place of a paragraph, cut where it is met for the first time.
    fn place(&mut self, text: &'t str) -> usize {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let start = self.tokens.len();
        let words = self.written.add(text, &mut self.tokens, &mut self.forms);
        for form in self.words.len()..self.written.words.len() {
            let word = Word::of(self.written.words[form], self.written.kinds[form], &self.rules);
            self.words.push(Arc::new(word));
        }
        self.numbers.resize(self.words.len(), ABSENT);
        self.sheets.push((start, self.tokens.len(), words));
        self.places.insert(text, self.sheets.len() - 1);
        self.sheets.len() - 1
    }
}
