//! Rows, paragraphs, runs.

use serde::{Deserialize, Serialize};

use crate::compare::{Class, LinkKind, Reason};

/// Two releases side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Collation {
    /// How much of what.
    pub summary: Summary,
    /// The rows in reading order: that of the newer text, a dropped paragraph after the passage it followed.
    pub rows: Vec<Row>,
    /// Every change, in the comparison's order; runs and rows name them by index.
    pub changes: Vec<ChangeNote>,
}

/// Counts over a comparison. Links are counted once however many paragraphs they join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Summary {
    /// Paragraphs of the older text.
    pub older_paragraphs: u32,
    /// Paragraphs of the newer text.
    pub newer_paragraphs: u32,
    /// Byte-identical links, moved ones among them.
    pub same: u32,
    /// Links that differ in spelling or punctuation only.
    pub cosmetic: u32,
    /// Reworded one-to-one links.
    pub reworded: u32,
    /// One paragraph into several.
    pub split: u32,
    /// Several paragraphs into one.
    pub merged: u32,
    /// Several into several.
    pub regrouped: u32,
    /// Links of any kind that stand elsewhere.
    pub moved: u32,
    /// Newer paragraphs without a counterpart.
    pub added: u32,
    /// Older paragraphs without a counterpart.
    pub dropped: u32,
    /// Changes that are noise to a policy reader.
    pub cosmetic_changes: u32,
    /// All other changes.
    pub substantive_changes: u32,
}

/// One row: a linked passage, or a paragraph without a counterpart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Row {
    /// What the row shows.
    pub kind: RowKind,
    /// Where the passage went, when it moved.
    pub moved: Option<Moved>,
    /// How sure the link is, 0 to 1; 1 where there is none to be sure of.
    pub score: f64,
    /// What the link rests on; `None` for added and dropped.
    pub reason: Option<Reason>,
    /// The older paragraphs.
    pub older: Vec<Paragraph>,
    /// The newer paragraphs.
    pub newer: Vec<Paragraph>,
    /// The changes in this row, by index into [`Collation::changes`].
    pub changes: Vec<u32>,
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// Byte-identical.
    Same,
    /// Spelling or punctuation only.
    Cosmetic,
    /// One to one, other words.
    Reworded,
    /// One to several.
    Split,
    /// Several to one.
    Merged,
    /// Several to several.
    Regrouped,
    /// Only in the newer text.
    Added,
    /// Only in the older text.
    Dropped,
}

impl From<LinkKind> for RowKind {
    fn from(kind: LinkKind) -> Self {
        match kind {
            LinkKind::Same => RowKind::Same,
            LinkKind::Cosmetic => RowKind::Cosmetic,
            LinkKind::Reworded => RowKind::Reworded,
            LinkKind::Split => RowKind::Split,
            LinkKind::Merged => RowKind::Merged,
            LinkKind::Regrouped => RowKind::Regrouped,
        }
    }
}

/// Which way a passage moved, seen from the older text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Moved {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

/// A paragraph cut into runs. The runs' texts laid end to end are the paragraph, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Paragraph {
    /// Its number in its release, from 0.
    pub number: u32,
    /// Its runs.
    pub runs: Vec<Run>,
}

/// A stretch of text with one mark. A mark begins and ends at a word's edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Run {
    /// The text as it stands in the release.
    pub text: String,
    /// How it is marked.
    pub mark: Mark,
    /// The class of the difference, where there is one.
    pub class: Option<Class>,
    /// The change it belongs to, by index into [`Collation::changes`].
    pub change: Option<u32>,
}

/// How a run is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// The same on both sides.
    None,
    /// Not in the older text.
    Added,
    /// Not in the newer text.
    Dropped,
    /// The same but for spelling, punctuation or digits.
    Cosmetic,
}

/// One change as a reader's list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ChangeNote {
    /// Its class.
    pub class: Class,
    /// Its weight, 0 to 1.
    pub weight: f64,
    /// The older paragraph, from 0.
    pub older_paragraph: Option<u32>,
    /// The newer paragraph, from 0.
    pub newer_paragraph: Option<u32>,
    /// The older words, verbatim; empty where there are none.
    pub older_text: String,
    /// The newer words, verbatim; empty where there are none.
    pub newer_text: String,
}
