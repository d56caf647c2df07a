//! Two releases made ready for comparison: each distinct paragraph cut into tokens once, each distinct word folded once.
//!
//! From here on words are numbers. A word's *key* is its spelling-folded form: two words with one key are the same word
//! to a reader. Its *stem* stands for its forms and serves similarity only.

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::changes::traits::{self, Traits};
use super::keys;
use super::numbering::Numbering;
use super::weights::WordWeights;
use crate::text::fold::Rules;
use crate::text::lexicon::Lexicon;
use crate::text::token::{Token, TokenKind, tokenise};
use crate::text::value;

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

/// What may begin at a word, so that most words are passed over by a look at their number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Begins {
    /// An act may.
    pub act: bool,
    /// A number, date or span of time may.
    pub value: bool,
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
    /// Every written form, by number; known once a sheet that has it is folded.
    pub forms: Vec<Form>,
    /// For each stem its weight.
    pub weights: Vec<f32>,
    /// The folded words, by key.
    pub keys: Numbering,
    /// What each folded word is to the classes of change, by key.
    pub traits: Vec<Traits>,
    /// What may begin at each folded word, by key.
    pub begins: Vec<Begins>,
    /// The written forms themselves.
    written: Vec<&'a str>,
}

impl<'a> Prepared<'a> {
    /// Cuts both sides into tokens, the newer side first when `turned`. Nothing is folded yet: see [`Prepared::fold`].
    pub(crate) fn new<S: AsRef<str>>(old: &'a [S], new: &'a [S], turned: bool) -> Self {
        let mut table = Table::for_texts(old.iter().chain(new).map(|text| text.as_ref().len()).sum());
        let mut side =
            |texts: &'a [S]| -> Vec<u32> { texts.iter().map(|text| table.sheet(text.as_ref())).collect() };
        let (old, new) = if turned {
            let new = side(new);
            (side(old), new)
        } else {
            let old = side(old);
            (old, side(new))
        };
        Self {
            sheets: table.sheets,
            old,
            new,
            forms: table.forms,
            written: table.written,
            weights: Vec::new(),
            keys: Numbering::default(),
            traits: Vec::new(),
            begins: Vec::new(),
        }
    }

    /// Folds the words of the sheets marked, finds which of these sheets are equal after folding, and weighs their words.
    /// Texts that stand unchanged on both sides need no folding, and that is most of them.
    pub(crate) fn fold(&mut self, marked: &[bool], rules: &Rules, series: Option<&WordWeights>) {
        let mut numbers = Numbers::default();
        let mut by_folded: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
        let mut folded = Vec::new();
        for number in (0..self.sheets.len()).filter(|&number| marked[number]) {
            let sheet = &mut self.sheets[number];
            folded.clear();
            for &at in &sheet.forms {
                let form = &mut self.forms[at as usize];
                if form.key == UNKNOWN {
                    let key = keys::key(self.written[at as usize], rules);
                    let known = numbers.keys.len();
                    form.key = numbers.keys.of(&key);
                    if form.key as usize == known {
                        // A stem belongs to a key: forms with one key share it.
                        let stem = keys::stem(&key, form.kind);
                        numbers.stem_of.push(numbers.stems.of(&stem));
                    }
                    form.stem = numbers.stem_of[form.key as usize];
                }
                if form.kind != TokenKind::Punctuation {
                    folded.push(form.key);
                }
            }
            sheet.folded = match by_folded.get(&folded) {
                Some(&first) => first,
                None => {
                    by_folded.insert(folded.clone(), number as u32);
                    number as u32
                }
            };
        }
        self.weights = self.weigh(&numbers.stems, series);
        self.traits = numbers.keys.iter().map(traits::of).collect();
        let lexicon = Lexicon::standard();
        let begins = |key: &str| Begins { act: lexicon.can_begin(key), value: value::may_begin(key) };
        self.begins = numbers.keys.iter().map(begins).collect();
        // In a short text even “the” is rare. What it is worth is known without counting.
        for (traits, &stem) in self.traits.iter().zip(&numbers.stem_of) {
            if traits.is(Traits::FUNCTION) {
                let weight = &mut self.weights[stem as usize];
                *weight = weight.min(FUNCTION_WEIGHT);
            }
        }
        self.keys = numbers.keys;
    }

    /// The sheet of an older paragraph.
    pub(crate) fn old_sheet(&self, i: usize) -> &Sheet<'a> {
        &self.sheets[self.old[i] as usize]
    }

    /// Weights a stem by how few paragraphs have it: its inverse document frequency, smoothed, over both releases and,
    /// where known, their series (K. Spärck Jones, "A statistical interpretation of term specificity and its application
    /// in retrieval", 1972). The larger share of paragraphs counts, so that either boilerplate is seen.
    fn weigh(&self, stems: &Numbering, series: Option<&WordWeights>) -> Vec<f32> {
        let mut times = vec![0_u32; self.sheets.len()];
        for &sheet in self.old.iter().chain(&self.new) {
            times[sheet as usize] += 1;
        }
        // Every sheet counts, folded or not, for the forms that are known.
        let mut paragraphs = vec![0_u32; stems.len()];
        let mut seen = vec![u32::MAX; stems.len()];
        for (number, sheet) in self.sheets.iter().enumerate() {
            for &form in &sheet.forms {
                let stem = self.forms[form as usize].stem as usize;
                if stem < stems.len() && seen[stem] != number as u32 {
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
                    share = share.max(series.share(stems.get(stem as u32)));
                }
                (1.0 / share).ln().sqrt().max(0.05)
            })
            .collect()
    }
}

/// The most a word without a meaning of its own weighs.
const FUNCTION_WEIGHT: f32 = 0.4;

/// The number of a key or stem not found yet.
const UNKNOWN: u32 = u32::MAX;

/// The tables that turn words into numbers.
#[derive(Default)]
struct Numbers {
    keys: Numbering,
    stems: Numbering,
    /// For each key its stem.
    stem_of: Vec<u32>,
}

/// The tables that turn texts into sheets.
#[derive(Default)]
struct Table<'a> {
    sheets: Vec<Sheet<'a>>,
    by_text: FxHashMap<&'a str, u32>,
    forms: Vec<Form>,
    written: Vec<&'a str>,
    by_form: FxHashMap<&'a str, u32>,
}

impl<'a> Table<'a> {
    /// A table with room for the distinct words of texts of so many bytes together.
    fn for_texts(bytes: usize) -> Self {
        let forms = (bytes / 32 + 64).min(8_192);
        Self {
            forms: Vec::with_capacity(forms),
            written: Vec::with_capacity(forms),
            by_form: FxHashMap::with_capacity_and_hasher(forms, FxBuildHasher),
            ..Self::default()
        }
    }

    fn sheet(&mut self, text: &'a str) -> u32 {
        let number = self.sheets.len() as u32;
        match self.by_text.entry(text) {
            Entry::Occupied(known) => return *known.get(),
            Entry::Vacant(free) => free.insert(number),
        };
        let tokens = tokenise(text);
        let mut words = 0;
        let mut forms = Vec::with_capacity(tokens.len());
        for token in &tokens {
            words += u32::from(token.kind != TokenKind::Punctuation);
            forms.push(self.form(token.text(text), token.kind));
        }
        self.sheets.push(Sheet { text, tokens, forms, words, folded: number });
        number
    }

    fn form(&mut self, written: &'a str, kind: TokenKind) -> u32 {
        let number = self.forms.len() as u32;
        match self.by_form.entry(written) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                free.insert(number);
                self.forms.push(Form { key: UNKNOWN, stem: UNKNOWN, kind });
                self.written.push(written);
                number
            }
        }
    }
}
