//! Two releases made ready for comparison: each distinct paragraph cut into tokens once, each distinct word folded once.
//!
//! From here on words are numbers. A word's *key* is its spelling-folded form: two words with one key are the same word
//! to a reader. Its *stem* stands for its forms and serves similarity only.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::keys;
use super::weights::WordWeights;
use crate::text::fold::Rules;
use crate::text::token::{Token, TokenKind, tokenise};

/// What is known of one written form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Number of the spelling-folded form.
    pub key: u32,
    /// Number of the stem.
    pub stem: u32,
    /// What it is made of.
    pub kind: TokenKind,
}

/// A distinct paragraph.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    /// The text as it stands.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// For each token the number of its written form.
    pub forms: Vec<u32>,
    /// How many of the tokens are words or numbers.
    pub words: u32,
    /// Equal for paragraphs whose words and numbers have equal keys in equal order; the number of the first such sheet.
    pub folded: u32,
}

/// Both releases, ready.
#[derive(Debug)]
pub(crate) struct Prepared<'a> {
    /// The distinct paragraphs.
    pub sheets: Vec<Sheet<'a>>,
    /// For each older paragraph its sheet.
    pub old: Vec<u32>,
    /// For each newer paragraph its sheet.
    pub new: Vec<u32>,
    /// Every written form, by number.
    pub forms: Vec<Form>,
    /// For each stem its weight.
    pub weights: Vec<f32>,
    /// The folded words, by key.
    pub keys: Vec<Box<str>>,
}

impl<'a> Prepared<'a> {
    /// Cuts and folds both sides.
    pub(crate) fn new<S: AsRef<str>>(
        old: &'a [S],
        new: &'a [S],
        rules: &Rules,
        series: Option<&WordWeights>,
    ) -> Self {
        let mut table = Table::new(rules);
        let old: Vec<u32> = old.iter().map(|text| table.sheet(text.as_ref())).collect();
        let new: Vec<u32> = new.iter().map(|text| table.sheet(text.as_ref())).collect();
        let mut prepared = Self {
            sheets: table.sheets,
            old,
            new,
            forms: table.forms,
            weights: Vec::new(),
            keys: table.keys,
        };
        prepared.weights = prepared.weigh(&table.stems, series);
        prepared
    }

    /// The sheet of an older paragraph.
    pub(crate) fn old_sheet(&self, i: usize) -> &Sheet<'a> {
        &self.sheets[self.old[i] as usize]
    }

    /// The sheet of a newer paragraph.
    pub(crate) fn new_sheet(&self, j: usize) -> &Sheet<'a> {
        &self.sheets[self.new[j] as usize]
    }

    /// The form of a sheet's `t`-th token.
    pub(crate) fn form(&self, sheet: &Sheet<'_>, t: usize) -> Form {
        self.forms[sheet.forms[t] as usize]
    }

    /// Weights a stem by how few paragraphs have it: its inverse document frequency, smoothed, over both releases and,
    /// where known, their series (K. Spärck Jones, "A statistical interpretation of term specificity and its application
    /// in retrieval", 1972). The larger share of paragraphs counts, so that either boilerplate is seen.
    fn weigh(&self, stems: &[Box<str>], series: Option<&WordWeights>) -> Vec<f32> {
        let mut times = vec![0_u32; self.sheets.len()];
        for &sheet in self.old.iter().chain(&self.new) {
            times[sheet as usize] += 1;
        }
        let mut paragraphs = vec![0_u32; stems.len()];
        let mut seen = vec![u32::MAX; stems.len()];
        for (number, sheet) in self.sheets.iter().enumerate() {
            for &form in &sheet.forms {
                let stem = self.forms[form as usize].stem as usize;
                if seen[stem] != number as u32 {
                    seen[stem] = number as u32;
                    paragraphs[stem] += times[number];
                }
            }
        }
        let total = (self.old.len() + self.new.len()) as f32;
        (0..stems.len())
            .map(|stem| {
                // Two paragraphs, one a side, are the least a shared word stands in.
                let mut share = (paragraphs[stem].max(2) as f32) / (total + 2.0);
                if let Some(series) = series {
                    share = share.max(series.share(&stems[stem]));
                }
                (1.0 / share).ln().max(0.05)
            })
            .collect()
    }
}

/// The tables that turn texts into numbers.
struct Table<'a, 'r> {
    rules: &'r Rules,
    sheets: Vec<Sheet<'a>>,
    by_text: FxHashMap<&'a str, u32>,
    by_folded: FxHashMap<Vec<u32>, u32>,
    forms: Vec<Form>,
    by_form: FxHashMap<&'a str, u32>,
    keys: Vec<Box<str>>,
    by_key: FxHashMap<Box<str>, u32>,
    stems: Vec<Box<str>>,
    by_stem: FxHashMap<Box<str>, u32>,
}

impl<'a, 'r> Table<'a, 'r> {
    fn new(rules: &'r Rules) -> Self {
        Self {
            rules,
            sheets: Vec::new(),
            by_text: FxHashMap::default(),
            by_folded: FxHashMap::default(),
            forms: Vec::new(),
            by_form: FxHashMap::default(),
            keys: Vec::new(),
            by_key: FxHashMap::default(),
            stems: Vec::new(),
            by_stem: FxHashMap::default(),
        }
    }

    fn sheet(&mut self, text: &'a str) -> u32 {
        let number = self.sheets.len() as u32;
        match self.by_text.entry(text) {
            Entry::Occupied(known) => return *known.get(),
            Entry::Vacant(free) => free.insert(number),
        };
        let tokens = tokenise(text);
        let forms: Vec<u32> = tokens.iter().map(|token| self.form(token.text(text), token.kind)).collect();
        let folded: Vec<u32> = forms
            .iter()
            .map(|&form| self.forms[form as usize])
            .filter(|form| form.kind != TokenKind::Punctuation)
            .map(|form| form.key)
            .collect();
        let words = folded.len() as u32;
        let folded = *self.by_folded.entry(folded).or_insert(number);
        self.sheets.push(Sheet { text, tokens, forms, words, folded });
        number
    }

    fn form(&mut self, written: &'a str, kind: TokenKind) -> u32 {
        if let Some(&known) = self.by_form.get(written) {
            return known;
        }
        let key = keys::key(written, kind, self.rules);
        let stem = keys::stem(&key, kind);
        let stem = number_of(&mut self.by_stem, &mut self.stems, &stem);
        let key = number_of(&mut self.by_key, &mut self.keys, &key);
        let number = self.forms.len() as u32;
        self.forms.push(Form { key, stem, kind });
        self.by_form.insert(written, number);
        number
    }
}

/// The number of a string, given on first sight.
fn number_of(known: &mut FxHashMap<Box<str>, u32>, strings: &mut Vec<Box<str>>, string: &str) -> u32 {
    if let Some(&number) = known.get(string) {
        return number;
    }
    let number = strings.len() as u32;
    strings.push(string.into());
    known.insert(string.into(), number);
    number
}
