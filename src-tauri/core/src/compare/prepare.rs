//! Two releases made ready for comparison: each distinct paragraph cut into tokens once, each distinct word folded once.
//!
//! From here on words are numbers. A word's *key* is its spelling-folded form: two words with one key are the same word
//! to a reader. Its *stem* stands for its forms and serves similarity only.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::changes::traits::{self, Traits};
use super::cut::Cut;
use super::keys;
use super::threads::Threads;
use super::weights::WordWeights;
use crate::text::fold::Rules;
use crate::text::lexicon::Lexicon;
use crate::text::numbering::{Numbering, Print, Prints};
use crate::text::token::{Token, TokenKind};
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

/// What is known of a written form before the pair at hand is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct KnownForm {
    /// A number for its key, below [`Known::keys`], that the pair's other keys do not have.
    pub key: u32,
    /// The same for its stem, below [`Known::stems`].
    pub stem: u32,
    /// What it is to the classes of change.
    pub traits: Traits,
}

/// What is known of the written forms of a pair.
#[derive(Debug)]
pub(super) struct Known<'a> {
    /// By the number of the form.
    pub forms: Vec<KnownForm>,
    /// How many keys there are.
    pub keys: usize,
    /// For each stem its number among `all_stems`.
    pub stems: Vec<u32>,
    /// The stems of this pair and others.
    pub all_stems: &'a Numbering,
}

/// What follows from a word's key.
fn of_key<'k>(key: &'k str, kind: TokenKind, lexicon: &Lexicon) -> (Cow<'k, str>, Traits, Begins) {
    let begins = Begins { act: lexicon.can_begin(key), value: value::may_begin(key) };
    (keys::stem(key, kind), traits::of(key), begins)
}

/// The distinct paragraphs of two releases, in the order they are met.
pub(super) struct Distinct<'a> {
    pub texts: Vec<&'a str>,
    /// For each older paragraph which it is.
    old: Vec<u32>,
    /// For each newer paragraph which it is.
    new: Vec<u32>,
}

impl<'a> Distinct<'a> {
    /// Meets the newer side first when `turned`.
    pub(super) fn of<S: AsRef<str>>(old: &'a [S], new: &'a [S], turned: bool) -> Self {
        let mut texts: Vec<&'a str> = Vec::with_capacity(old.len().max(new.len()));
        let mut by_text: FxHashMap<&'a str, u32> =
            FxHashMap::with_capacity_and_hasher(old.len() + new.len(), FxBuildHasher);
        let mut side = |paragraphs: &'a [S]| -> Vec<u32> {
            let sheet = |text: &'a S| {
                *by_text.entry(text.as_ref()).or_insert_with(|| {
                    texts.push(text.as_ref());
                    texts.len() as u32 - 1
                })
            };
            paragraphs.iter().map(sheet).collect()
        };
        let (old, new) = if turned {
            let new = side(new);
            (side(old), new)
        } else {
            let old = side(old);
            (old, side(new))
        };
        Self { texts, old, new }
    }
}

/// A distinct paragraph.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    /// The text as it stands.
    pub text: &'a str,
    /// Which of all tokens are its own.
    tokens: Range<usize>,
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
    /// How many threads may work on the texts.
    pub threads: Threads,
    /// The tokens of all sheets, one sheet's after another's.
    tokens: Vec<Token>,
    /// For each token the number of its written form.
    token_forms: Vec<u32>,
    /// The written forms themselves.
    written: Vec<&'a str>,
    /// What is known of them already.
    known: Option<Known<'a>>,
}

impl<'a> Prepared<'a> {
    /// Cuts both sides into tokens, the newer side first when `turned`. Nothing is folded yet: see [`Prepared::fold`].
    pub(crate) fn new<S: AsRef<str>>(old: &'a [S], new: &'a [S], turned: bool, threads: Threads) -> Self {
        let distinct = Distinct::of(old, new, turned);
        let cut = Cut::of(&distinct.texts, threads);
        Self::of_cut(distinct, cut, None, threads)
    }

    /// The same of paragraphs that were cut. Where their forms are known these need no folding, and the folded words
    /// themselves (`keys`) and what may begin at them are left out: links do not ask for them.
    pub(super) fn of_cut(
        Distinct { texts, old, new }: Distinct<'a>,
        cut: Cut<'a>,
        known: Option<Known<'a>>,
        threads: Threads,
    ) -> Self {
        let mut start = 0;
        let sheets = (0..).zip(texts).zip(&cut.texts).map(|((number, text), (end, words))| {
            let tokens = start..*end;
            start = *end;
            Sheet { text, tokens, words: *words, folded: number }
        });
        Self {
            sheets: sheets.collect(),
            old,
            new,
            forms: cut.written.kinds.iter().map(|&kind| Form { key: UNKNOWN, stem: UNKNOWN, kind }).collect(),
            written: cut.written.words,
            known,
            tokens: cut.tokens,
            token_forms: cut.forms,
            threads,
            weights: Vec::new(),
            keys: Numbering::default(),
            traits: Vec::new(),
            begins: Vec::new(),
        }
    }

    /// Folds the words of the sheets marked, finds which of these sheets are equal after folding, and weighs their words.
    /// Texts that stand unchanged on both sides need no folding, and that is most of them.
    pub(crate) fn fold(&mut self, marked: &[bool], rules: &Rules, series: Option<&WordWeights>) {
        let marked: Vec<usize> = (0..self.sheets.len()).filter(|&number| marked[number]).collect();
        let stems = match self.known.take() {
            Some(known) => self.number_known(&marked, known),
            None => self.number_words(&marked, rules),
        };
        self.number_folded(&marked);
        self.weights = self.weigh(&stems, series);
        // In a short text even “the” is rare. What it is worth is known without counting.
        for (traits, &stem) in self.traits.iter().zip(&stems.of_key) {
            if traits.is(Traits::FUNCTION) {
                let weight = &mut self.weights[stem as usize];
                *weight = weight.min(FUNCTION_WEIGHT);
            }
        }
    }

    /// The forms of the sheets marked, in the order they are met.
    fn meet(&mut self, marked: &[usize]) -> Vec<u32> {
        let mut met: Vec<u32> = Vec::with_capacity(self.forms.len());
        for &number in marked {
            for &form in &self.token_forms[self.sheets[number].tokens.clone()] {
                let key = &mut self.forms[form as usize].key;
                if *key == UNKNOWN {
                    *key = MET;
                    met.push(form);
                }
            }
        }
        met
    }

    /// What [`Prepared::number_words`] does, where the forms are known: numbers are put in the order of meeting, and no word
    /// is looked at.
    fn number_known(&mut self, marked: &[usize], known: Known<'a>) -> Stems<'a> {
        let mut keys = vec![UNKNOWN; known.keys];
        let mut numbers = vec![UNKNOWN; known.stems.len()];
        let mut of_key = Vec::with_capacity(known.keys);
        let mut order: Vec<u32> = Vec::with_capacity(known.stems.len());
        self.traits = Vec::with_capacity(known.keys);
        for form in self.meet(marked) {
            let KnownForm { key, stem, traits } = known.forms[form as usize];
            let key = &mut keys[key as usize];
            if *key == UNKNOWN {
                *key = of_key.len() as u32;
                let number = &mut numbers[stem as usize];
                if *number == UNKNOWN {
                    *number = order.len() as u32;
                    order.push(known.stems[stem as usize]);
                }
                of_key.push(*number);
                self.traits.push(traits);
            }
            let form = &mut self.forms[form as usize];
            form.key = *key;
            form.stem = of_key[*key as usize];
        }
        Stems { numbered: Numbered::Among(known.all_stems, order), of_key }
    }

    /// Numbers the folded words and stems of the sheets marked, in the order they are met.
    fn number_words(&mut self, marked: &[usize], rules: &Rules) -> Stems<'a> {
        let met = self.meet(marked);
        let written = &self.written;
        let folded = self.threads.share(met.len(), |range| -> Vec<Cow<'_, str>> {
            met[range].iter().map(|&form| keys::key(written[form as usize], rules)).collect()
        });
        let mut keys = Numbering::default();
        // For each key the form it was met in first.
        let mut firsts: Vec<u32> = Vec::new();
        for (&number, key) in met.iter().zip(folded.iter().flatten()) {
            let form = &mut self.forms[number as usize];
            form.key = keys.of(key);
            if form.key as usize == firsts.len() {
                firsts.push(number);
            }
        }
        // A stem belongs to a key: forms with one key share it.
        let lexicon = Lexicon::standard();
        let forms = &self.forms;
        let known = self.threads.share(keys.len(), |range| -> Vec<(Cow<'_, str>, Traits, Begins)> {
            let know = |key: usize| of_key(keys.get(key as u32), forms[firsts[key] as usize].kind, lexicon);
            range.map(know).collect()
        });
        let (mut stems, mut of_key) = (Numbering::default(), Vec::with_capacity(keys.len()));
        self.traits = Vec::with_capacity(keys.len());
        self.begins = Vec::with_capacity(keys.len());
        for (stem, traits, begins) in known.iter().flatten() {
            of_key.push(stems.of(stem));
            self.traits.push(*traits);
            self.begins.push(*begins);
        }
        for form in met {
            let form = &mut self.forms[form as usize];
            form.stem = of_key[form.key as usize];
        }
        drop(known);
        self.keys = keys;
        Stems { numbered: Numbered::Here(stems), of_key }
    }

    /// Finds which of the sheets marked are equal after folding.
    fn number_folded(&mut self, marked: &[usize]) {
        let mut all: Vec<u32> = Vec::new();
        let mut places: Vec<(Range<usize>, u32)> = Vec::new();
        let mut prints = Prints::default();
        for &number in marked {
            let sheet = &mut self.sheets[number];
            let start = all.len();
            let forms = self.token_forms[sheet.tokens.clone()].iter().map(|&form| self.forms[form as usize]);
            all.extend(forms.filter(|form| form.kind != TokenKind::Punctuation).map(|form| form.key));
            let keys = &all[start..];
            let same = |place: u32| all[places[place as usize].0.clone()] == *keys;
            let place = prints.of(Print::of_hash(FxBuildHasher.hash_one(keys)), same) as usize;
            if place == places.len() {
                places.push((start..all.len(), number as u32));
            } else {
                all.truncate(start);
            }
            sheet.folded = places[place].1;
        }
    }

    /// The sheet of an older paragraph.
    pub(crate) fn old_sheet(&self, i: usize) -> &Sheet<'a> {
        &self.sheets[self.old[i] as usize]
    }

    /// The tokens of a sheet.
    pub(crate) fn tokens(&self, sheet: u32) -> &[Token] {
        &self.tokens[self.sheets[sheet as usize].tokens.clone()]
    }

    /// The forms of a sheet's tokens.
    pub(crate) fn forms(&self, sheet: u32) -> impl ExactSizeIterator<Item = Form> {
        let tokens = self.sheets[sheet as usize].tokens.clone();
        self.token_forms[tokens].iter().map(|&form| self.forms[form as usize])
    }

    /// Weights a stem by how few paragraphs have it: its inverse document frequency, smoothed, over both releases and,
    /// where known, their series (K. Spärck Jones, "A statistical interpretation of term specificity and its application
    /// in retrieval", 1972). The larger share of paragraphs counts, so that either boilerplate is seen.
    fn weigh(&self, stems: &Stems<'_>, series: Option<&WordWeights>) -> Vec<f32> {
        let mut times = vec![0_u32; self.sheets.len()];
        for &sheet in self.old.iter().chain(&self.new) {
            times[sheet as usize] += 1;
        }
        // Every sheet counts, folded or not, for the forms that are known.
        let mut paragraphs = vec![0_u32; stems.len()];
        let mut seen = vec![u32::MAX; stems.len()];
        for (number, sheet) in self.sheets.iter().enumerate() {
            for &form in &self.token_forms[sheet.tokens.clone()] {
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
/// The key of a form about to be folded.
const MET: u32 = u32::MAX - 1;

/// The stems of the folded words.
struct Stems<'a> {
    numbered: Numbered<'a>,
    /// For each key its stem.
    of_key: Vec<u32>,
}

/// The stems by their numbers.
enum Numbered<'a> {
    /// They were numbered for this pair.
    Here(Numbering),
    /// They were known before: all that are, and of each of this pair its number among those.
    Among(&'a Numbering, Vec<u32>),
}

impl Stems<'_> {
    fn len(&self) -> usize {
        match &self.numbered {
            Numbered::Here(numbers) => numbers.len(),
            Numbered::Among(_, order) => order.len(),
        }
    }

    fn get(&self, stem: u32) -> &str {
        match &self.numbered {
            Numbered::Here(numbers) => numbers.get(stem),
            Numbered::Among(all, order) => order.get(stem as usize).map_or("", |number| all.get(*number)),
        }
    }
}
