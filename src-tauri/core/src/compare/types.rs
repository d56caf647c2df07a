//! What a comparison says.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::WordWeights;
use crate::text::fold::Rules;

/// What is asked of a comparison beyond its two texts. The default asks for nothing: every folding rule is on, words
/// are weighed over the two releases alone, no link is made or cut by hand.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Which differences of spelling count as none.
    pub rules: Rules,
    /// How common each word is in the series the releases belong to, so that its boilerplate attracts no link.
    pub weights: Option<Arc<WordWeights>>,
    /// Pairs (older paragraph, newer paragraph) that a person linked. Pairs that share a paragraph make one link. They
    /// stand before anything computed; numbers that name no paragraph are passed over.
    pub linked: Vec<(usize, usize)>,
    /// Pairs (older paragraph, newer paragraph) that a person took apart: they never stand in one link.
    pub unlinked: Vec<(usize, usize)>,
}

/// The result of comparing two releases. Paragraphs are numbered from 0; every paragraph of a side stands in exactly one
/// link or in `dropped` (older side) or `added` (newer side).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The linked passages, in the order of the newer text.
    pub links: Vec<Link>,
    /// Older paragraphs without a counterpart.
    pub dropped: Vec<usize>,
    /// Newer paragraphs without a counterpart.
    pub added: Vec<usize>,
    /// Every change, in reading order of the newer text; `Span::change` points into it.
    pub changes: Vec<Change>,
}

/// A passage of the older text and the passage of the newer one that it became.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Older paragraphs, ascending.
    pub old: Vec<usize>,
    /// Newer paragraphs, ascending.
    pub new: Vec<usize>,
    /// How the two relate.
    pub kind: LinkKind,
    /// It stands elsewhere among the passages around it.
    pub moved: bool,
    /// How sure the link is, 0 to 1; 1 for identical paragraphs.
    pub score: f64,
    /// What the link rests on.
    pub reason: Reason,
    /// Some stretch of it was too long and too different for the finest comparison, and stands as one replacement.
    pub coarse: bool,
    /// The word-by-word comparison. Laid end to end the old ranges cover the old paragraphs joined by a line feed, the
    /// new ranges the new ones.
    pub spans: Vec<Span>,
}

/// How the two sides of a link relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// Byte-identical.
    Same,
    /// Equal but for spelling, punctuation, quotation marks, the script of digits, spaces.
    Cosmetic,
    /// The same passage in other words.
    Reworded,
    /// One paragraph became several.
    Split,
    /// Several paragraphs became one.
    Merged,
    /// Several paragraphs became several others.
    Regrouped,
}

/// What a link rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The paragraphs are identical or identical after folding.
    Identical,
    /// They share enough words that are rare elsewhere.
    SharedWords,
    /// Their neighbours are linked, and they share enough with each other.
    Neighbours,
    /// A person linked them.
    ByHand,
}

/// A run of a link's text: on both sides, or on one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What happened to it.
    pub op: Op,
    /// Bytes of the older paragraphs joined by a line feed; empty for an insertion.
    pub old: Range<usize>,
    /// Bytes of the newer paragraphs joined by a line feed; empty for a deletion.
    pub new: Range<usize>,
    /// The class of the difference; `None` where both sides are byte-identical.
    pub class: Option<Class>,
    /// The change it belongs to: an index into [`Comparison::changes`].
    pub change: Option<usize>,
}

/// What happened to a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// Byte-identical on both sides.
    Equal,
    /// Only in the newer text.
    Insert,
    /// Only in the older text.
    Delete,
    /// Stands for something else on the other side.
    Replace,
}

/// One change: one thing that differs, however many words it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The older paragraph it stands in, if it has an older side.
    pub old_par: Option<usize>,
    /// The newer paragraph it stands in, if it has a newer side.
    pub new_par: Option<usize>,
    /// What kind of change it is.
    pub class: Class,
    /// How much it matters, 0 to 1.
    pub weight: f64,
    /// Bytes of the older paragraph (not of the joined passage); `None` where it has no older side.
    pub old: Option<Range<usize>>,
    /// Bytes of the newer paragraph; `None` where it has no newer side.
    pub new: Option<Range<usize>>,
}

impl Change {
    /// The older words, verbatim, from the older release's paragraphs; empty where the change has no older side.
    pub fn old_text<'p, S: AsRef<str>>(&self, paragraphs: &'p [S]) -> &'p str {
        quoted(paragraphs, self.old_par, self.old.clone())
    }

    /// The newer words, verbatim, from the newer release's paragraphs; empty where the change has no newer side.
    pub fn new_text<'p, S: AsRef<str>>(&self, paragraphs: &'p [S]) -> &'p str {
        quoted(paragraphs, self.new_par, self.new.clone())
    }
}

fn quoted<S: AsRef<str>>(paragraphs: &[S], at: Option<usize>, bytes: Option<Range<usize>>) -> &str {
    at.and_then(|at| paragraphs.get(at))
        .zip(bytes)
        .and_then(|(text, bytes)| text.as_ref().get(bytes))
        .unwrap_or_default()
}

/// The class of a change, the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The position verb: welcomed → took note of.
    Act,
    /// A negation came, went or turned.
    Negation,
    /// Must, should, may.
    Modality,
    /// A number, by value.
    Number,
    /// A date, interval or deadline.
    Date,
    /// A person, place or body.
    Name,
    /// A resolution, treaty or document.
    Reference,
    /// Who, what or where is covered grew or shrank.
    Scope,
    /// An undertaking or demand that is no longer there.
    DroppedCommitment,
    /// A demand or undertaking that was not there before.
    NewDemand,
    /// A passage without a counterpart in the older text.
    Added,
    /// A passage without a counterpart in the newer text.
    Dropped,
    /// Other words.
    Wording,
    /// The same words or clauses in another order.
    Order,
    /// A conjunction, preposition or article joined to the word.
    Clitic,
    /// Another form of the same word.
    Inflection,
    /// Another spelling of the same word.
    Spelling,
    /// Punctuation, quotation marks, spaces.
    Punctuation,
    /// The same number in another script of digits.
    Digits,
}

impl Class {
    /// Whether the two sides say the same in the same words: spelling, punctuation, the script of digits.
    pub const fn is_spelling_only(self) -> bool {
        matches!(self, Class::Spelling | Class::Punctuation | Class::Digits)
    }

    /// Whether one value or name stands for another.
    pub(crate) const fn is_value(self) -> bool {
        matches!(self, Class::Number | Class::Date | Class::Name | Class::Reference)
    }

    /// Whether the class is noise to a policy reader: a comparison that has only such changes has no change of substance.
    pub const fn is_cosmetic(self) -> bool {
        matches!(self, Class::Order | Class::Spelling | Class::Punctuation | Class::Digits)
    }
}
