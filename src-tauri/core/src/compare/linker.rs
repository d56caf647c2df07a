//! The passages that several pairs of releases have in common: each distinct paragraph is cut once and each distinct word
//! folded once, however many of the pairs have it.

use rustc_hash::FxHashMap;

use super::changes::traits::{self, Traits};
use super::cut::{Cut, Written};
use super::prepare::{Distinct, Known, KnownForm, Prepared};
use super::threads::Threads;
use super::types::Options;
use super::work::Work;
use super::{is_turned, keys, links};
use crate::text::fold::Rules;
use crate::text::numbering::Numbering;
use crate::text::token::Token;

/// Links releases pair by pair, as the neighbours of a series. It keeps what it has cut and folded: in memory some three
/// times the distinct paragraphs.
#[derive(Debug, Default)]
pub struct Linker<'t> {
    rules: Rules,
    written: Written<'t>,
    /// For each written form what it is folded to.
    words: Vec<Word>,
    /// The folded words, and what the forms of a word share.
    keys: Numbering,
    stems: Numbering,
    /// For each distinct paragraph its stretch of the tokens, and how many of them are words or numbers.
    sheets: Vec<(usize, usize, u32)>,
    places: FxHashMap<&'t str, usize>,
    tokens: Vec<Token>,
    /// For each token the number of its written form.
    forms: Vec<u32>,
    /// For each written form, each key and each stem its number in the pair at hand.
    form_numbers: Vec<u32>,
    key_numbers: Vec<u32>,
    stem_numbers: Vec<u32>,
}

/// What a written form is folded to.
#[derive(Debug, Clone, Copy)]
struct Word {
    key: u32,
    stem: u32,
    traits: Traits,
}

/// The number of a form, key or stem that the pair at hand does not have.
const ABSENT: u32 = u32::MAX;

/// The number of something in the pair at hand, the next one where it has none yet.
fn number_in_pair(of: u32, numbers: &mut [u32], met: &mut Vec<u32>) -> u32 {
    let number = &mut numbers[of as usize];
    if *number == ABSENT {
        *number = met.len() as u32;
        met.push(of);
    }
    *number
}

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
        let (cut, forms, keys, stems) = self.cut(&distinct.texts);
        let known = Known { forms, keys, stems, all_stems: &self.stems };
        let mut prepared = Prepared::of_cut(distinct, cut, Some(known), Threads::for_texts(bytes));
        let found = links::find(&mut prepared, turned, options, &mut Work::new());
        found.into_iter().map(|link| (link.old, link.new)).collect()
    }

    /// What [`Cut::of`] gives for some paragraphs; and of their forms what [`Known`] wants.
    fn cut(&mut self, texts: &[&'t str]) -> (Cut<'t>, Vec<KnownForm>, usize, Vec<u32>) {
        let places: Vec<usize> = texts.iter().map(|text| self.place(text)).collect();
        let count = places.iter().map(|place| self.sheets[*place].1 - self.sheets[*place].0).sum();
        let mut cut = Cut {
            tokens: Vec::with_capacity(count),
            forms: Vec::with_capacity(count),
            texts: Vec::with_capacity(texts.len()),
            written: Written::default(),
        };
        let mut met: Vec<u32> = Vec::with_capacity(count);
        for place in places {
            let (start, end, words) = self.sheets[place];
            cut.tokens.extend_from_slice(&self.tokens[start..end]);
            for form in &self.forms[start..end] {
                cut.forms.push(number_in_pair(*form, &mut self.form_numbers, &mut met));
            }
            cut.texts.push((cut.tokens.len(), words));
        }
        let (mut keys, mut stems) = (Vec::with_capacity(met.len()), Vec::with_capacity(met.len()));
        let mut known = Vec::with_capacity(met.len());
        for form in &met {
            let Word { key, stem, traits } = self.words[*form as usize];
            known.push(KnownForm {
                key: number_in_pair(key, &mut self.key_numbers, &mut keys),
                stem: number_in_pair(stem, &mut self.stem_numbers, &mut stems),
                traits,
            });
        }
        cut.written.words = met.iter().map(|form| self.written.words[*form as usize]).collect();
        cut.written.kinds = met.iter().map(|form| self.written.kinds[*form as usize]).collect();
        for (met, numbers) in
            [(&met, &mut self.form_numbers), (&keys, &mut self.key_numbers), (&stems, &mut self.stem_numbers)]
        {
            met.iter().for_each(|of| numbers[*of as usize] = ABSENT);
        }
        (cut, known, keys.len(), stems)
    }

    /// The place of a paragraph, cut where it is met for the first time.
    fn place(&mut self, text: &'t str) -> usize {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let start = self.tokens.len();
        let words = self.written.add(text, &mut self.tokens, &mut self.forms);
        for form in self.words.len()..self.written.words.len() {
            let key = keys::key(self.written.words[form], &self.rules);
            let stem = self.stems.of(&keys::stem(&key, self.written.kinds[form]));
            self.words.push(Word { key: self.keys.of(&key), stem, traits: traits::of(&key) });
        }
        self.form_numbers.resize(self.words.len(), ABSENT);
        self.key_numbers.resize(self.keys.len(), ABSENT);
        self.stem_numbers.resize(self.stems.len(), ABSENT);
        self.sheets.push((start, self.tokens.len(), words));
        self.places.insert(text, self.sheets.len() - 1);
        self.sheets.len() - 1
    }
}
