//! The positions of a release: which act on which topic, in which words.
//!
//! Each act performed in a paragraph is given the topic of its object ([`topics`]): the term that stands first behind the
//! verb, unless a better one does; a list of things discussed gives one topic each. An act without a topic of its own
//! takes the paragraph's, the one last spoken of. A quote ([`quote`]) is the shortest span that carries act and object.

mod quote;
mod topics;

use std::ops::Range;

pub(crate) use quote::clause_among;
pub use quote::clause_of;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::acts::{ClauseAct, Holder, Lead, performed};
use super::codebook::{Codebook, Hit, Matcher, TopicId, Weight};
use super::reading::{Paragraph, Words, is_mark, stretch};
use crate::positions::codebook::Starts;
use crate::text::lexicon::{Act, Lexicon};

/// A position: an act on a topic, with the words that show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Position {
    /// The paragraph, counted from 0, the title not counted.
    pub paragraph: usize,
    /// The topic.
    pub topic: TopicId,
    /// The act.
    pub act: Act,
    /// Its force, 1 to 3.
    pub force: u8,
    /// Whose it is.
    pub holder: Holder,
    /// Who that is, where it is another party and the clause names it: bytes of the paragraph.
    #[cfg_attr(feature = "ts", ts(type = "{ start: number; end: number } | null"))]
    pub party: Option<Range<usize>>,
    /// The quote: bytes of the paragraph.
    #[cfg_attr(feature = "ts", ts(type = "{ start: number; end: number }"))]
    pub quote: Range<usize>,
    /// The words that perform the act: bytes of the paragraph.
    #[cfg_attr(feature = "ts", ts(type = "{ start: number; end: number }"))]
    pub verb: Range<usize>,
    /// The terms the topic rests on: bytes of the paragraph.
    #[cfg_attr(feature = "ts", ts(type = "Array<{ start: number; end: number }>"))]
    pub terms: Vec<Range<usize>>,
    /// The clause names no topic itself and takes its paragraph's.
    pub inherited: bool,
}

impl Position {
    /// What the issuer says in a paragraph, as far as the coding of a person tells: without its words.
    pub fn coded(paragraph: usize, topic: TopicId, act: Act) -> Self {
        Self {
            paragraph,
            topic,
            act,
            force: act.force(),
            holder: Holder::Issuer,
            quote: 0..0,
            verb: 0..0,
            terms: Vec::new(),
            inherited: false,
            party: None,
        }
    }

    /// The quote, verbatim, from the release's paragraphs; empty if they are another release's.
    pub fn quoted<'p, S: AsRef<str>>(&self, paragraphs: &'p [S]) -> &'p str {
        slice(paragraphs, self.paragraph, self.quote.clone())
    }

    /// The terms, verbatim.
    pub fn terms_quoted<'p, S: AsRef<str>>(&self, paragraphs: &'p [S]) -> Vec<&'p str> {
        self.terms.iter().map(|term| slice(paragraphs, self.paragraph, term.clone())).collect()
    }
}

fn slice<S: AsRef<str>>(paragraphs: &[S], paragraph: usize, bytes: Range<usize>) -> &str {
    paragraphs.get(paragraph).and_then(|text| text.as_ref().get(bytes)).unwrap_or_default()
}

/// What a release says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Said {
    /// The issuer's positions, in the order of the text; one for each topic and act of a paragraph.
    pub positions: Vec<Position>,
    /// Positions of other parties that the release reports.
    pub others: Vec<Position>,
}

/// Finds positions by a codebook. Made once for a codebook.
#[derive(Debug)]
pub struct Finder {
    matcher: Matcher,
    /// An archive's own lexicon, in place of the standard one.
    lexicon: Option<Lexicon>,
}

impl Finder {
    /// Makes a codebook ready.
    pub fn new(codebook: &Codebook) -> Self {
        Self { matcher: Matcher::new(codebook), lexicon: None }
    }

    /// Makes a codebook ready, with an archive's own rows of the Arabic and the English lexicon
    /// ([`crate::text::lexicon::own`]); both may be empty.
    pub fn with_lexicon(codebook: &Codebook, arabic: &str, english: &str) -> Self {
        let own = !(arabic.trim().is_empty() && english.trim().is_empty());
        Self { lexicon: own.then(|| Lexicon::with_own(arabic, english)), ..Self::new(codebook) }
    }

    /// The codebook's terms, ready to be found.
    pub const fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// The positions of a release, given as its paragraphs in order, the title not among them.
    ///
    /// The same at every call. Takes time in proportion to the text.
    pub fn positions<S: AsRef<str>>(&self, paragraphs: &[S]) -> Said {
        let bytes = paragraphs.iter().map(|text| text.as_ref().len()).sum();
        Reader::with_capacity(self, bytes).positions(paragraphs)
    }

    /// To find the positions of several releases, as the neighbours of a series: what they have in common is read once.
    pub fn reader<'t>(&'t self) -> Reader<'t> {
        Reader::with_capacity(self, 0)
    }
}

/// Reads releases one after the other, each word and each paragraph once however many of them have it.
///
/// It keeps what it has read: in memory some three times the distinct paragraphs.
#[derive(Debug)]
pub struct Reader<'t> {
    matcher: &'t Matcher,
    words: Words<'t>,
    starts: Starts,
    read: Vec<Read<'t>>,
    /// The place of each paragraph in `read`.
    places: FxHashMap<&'t str, usize>,
}

/// A paragraph that was read: what can be said of it without those around it.
#[derive(Debug)]
struct Read<'t> {
    paragraph: Paragraph<'t>,
    acts: Vec<ClauseAct>,
    hits: Vec<Hit>,
}

impl<'t> Reader<'t> {
    /// For texts of so many bytes together.
    fn with_capacity(finder: &'t Finder, bytes: usize) -> Self {
        let lexicon = finder.lexicon.as_ref().unwrap_or_else(|| Lexicon::standard());
        Self {
            matcher: &finder.matcher,
            words: Words::with_capacity(bytes, lexicon),
            starts: Starts::default(),
            read: Vec::new(),
            places: FxHashMap::default(),
        }
    }

    /// The positions of a release: what [`Finder::positions`] gives for it, whatever was read before.
    pub fn positions<S: AsRef<str>>(&mut self, paragraphs: &'t [S]) -> Said {
        let known = self.read.len();
        let places: Vec<usize> = paragraphs.iter().map(|text| self.place(text.as_ref())).collect();
        self.starts.go_on(self.matcher, &self.words);
        let keys: Vec<Vec<&str>> =
            places.iter().map(|place| self.words.keys_of(&self.read[*place].paragraph)).collect();
        // New paragraphs have their places in the order of their first sight.
        let mut next = known;
        for (place, keys) in places.iter().zip(&keys) {
            if *place == next {
                let read = &mut self.read[next];
                read.acts = performed(&self.words, &read.paragraph, keys);
                read.hits = self.matcher.find_in(&self.words, &self.starts, &read.paragraph, keys);
                next += 1;
            }
        }
        let read = places.into_iter().map(|place| &self.read[place]);
        let mut said = Said::default();
        let mut before = topics::Running::default();
        let mut lead = Lead::default();
        for (number, (Read { paragraph, acts, hits }, keys)) in read.zip(&keys).enumerate() {
            let acts = lead.over(paragraph, keys, acts);
            before = topics::assign(keys, &acts, hits, &before, |found| {
                add(&mut said, number, paragraph, keys, found);
            });
        }
        said
    }

    /// The place of a paragraph; one that is new has its words cut and its acts and terms still to be found.
    fn place(&mut self, text: &'t str) -> usize {
        *self.places.entry(text).or_insert_with(|| {
            self.read.push(Read { paragraph: self.words.read(text), acts: Vec::new(), hits: Vec::new() });
            self.read.len() - 1
        })
    }
}

/// An act and what it is about.
struct Found<'a> {
    act: &'a ClauseAct,
    topic: TopicId,
    /// The hits of the topic in the act's scope; of an inherited topic, those it was taken from.
    hits: Vec<&'a Hit>,
    inherited: bool,
}

fn add(said: &mut Said, number: usize, paragraph: &Paragraph<'_>, keys: &[&str], found: Found<'_>) {
    let list = match found.act.holder {
        Holder::Issuer => &mut said.positions,
        Holder::Other => &mut said.others,
    };
    let force = found.act.force;
    let same = |known: &&mut Position| {
        known.paragraph == number && known.topic == found.topic && known.act == found.act.act
    };
    if let Some(known) = list.iter_mut().rev().take_while(|known| known.paragraph == number).find(same) {
        known.force = known.force.max(force);
        return;
    }
    let verb = found.act.start..paragraph.bytes(found.act.verb.clone()).end;
    list.push(Position {
        paragraph: number,
        act: found.act.act,
        force,
        holder: found.act.holder,
        party: party(paragraph, keys, found.act),
        quote: quote::span(paragraph, keys, &found),
        verb,
        terms: found.hits.iter().map(|hit| hit.bytes.clone()).collect(),
        inherited: found.inherited,
        topic: found.topic,
    });
}

/// The party whose act it is, without the marks around it: the subject of an active clause.
fn party(paragraph: &Paragraph<'_>, keys: &[&str], act: &ClauseAct) -> Option<Range<usize>> {
    if act.holder == Holder::Issuer || act.scope == act.subject {
        return None;
    }
    let words = stretch(keys, act.subject.clone());
    let first = words.iter().position(|key| !is_mark(key))?;
    let last = words.iter().rposition(|key| !is_mark(key))?;
    Some(paragraph.bytes(act.subject.start + first..act.subject.start + last + 1))
}

/// The topics a set of hits names, each once, in order.
fn topics_of<'h>(hits: impl Iterator<Item = &'h Hit>) -> Vec<&'h TopicId> {
    let mut seen = FxHashSet::default();
    hits.map(|hit| &hit.topic).filter(|topic| seen.insert(*topic)).collect()
}

/// Whether hits are enough to name their topic: one that is no mere context, or two of them. The members of a list (Jordan
/// and Lebanon) are company for others, not for each other.
fn names(hits: &[&Hit]) -> bool {
    hits.iter().any(|hit| hit.weight >= Weight::Strong)
        || hits.windows(2).any(|pair| pair[1].tokens.start > pair[0].tokens.end + 1)
}

#[cfg(test)]
mod tests;
