//! Where the releases of a series stand: the matrix, one cell of it, what a comparison is about; corrections by hand, and
//! bringing it all up to date. A topic through time is [`super::timeline`]'s subject.
//!
//! What counts is read from the archive, where it lies ready. Only the words of a cell are compared when it is opened.

mod cell;
mod compared;
mod correct;
mod matrix;
mod update;
pub(super) mod wording;

pub use cell::*;
pub use compared::*;
pub use correct::*;
pub use matrix::*;
pub use update::*;

use std::cmp::Reverse;

use bayan_archive::{About, Archive, KeptPosition, Note, StoredCodebook};
use bayan_archive::{Related, Standing as KeptStanding};
use bayan_core::model::{LocalName, ReleaseId};
use bayan_core::positions::Holder;
use bayan_core::positions::codebook::TopicId;
use bayan_core::positions::series::{Pairing, Relation, distance};
use bayan_core::text::lexicon::Act;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;

/// A topic as the screens name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TopicName {
    /// Its identifier in the codebook; of a numbered topic with its number (`resolution-338`).
    pub id: String,
    /// What it is called; of a topic that is in no codebook its identifier.
    pub label: LocalName,
    /// Its colour, `#rrggbb`.
    pub colour: String,
    /// The topic it is part of.
    pub parent: Option<String>,
    /// Of a numbered topic its number.
    pub number: Option<String>,
}

/// The codebook by which a series is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CodebookName {
    /// Its number in the archive.
    #[ts(type = "number")]
    pub id: i64,
    /// Its name.
    pub name: LocalName,
}

/// How a position came to be what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The program found it.
    Found,
    /// The program found it and a person confirmed it.
    Confirmed,
    /// A person changed what the program found.
    Changed,
    /// A person added it.
    Added,
}

impl From<KeptStanding> for Standing {
    fn from(standing: KeptStanding) -> Self {
        match standing {
            KeptStanding::Found => Self::Found,
            KeptStanding::Confirmed => Self::Confirmed,
            KeptStanding::Changed => Self::Changed,
            KeptStanding::Added => Self::Added,
        }
    }
}

/// A position by which the window speaks of it. It stays the same while the text, the codebook and what was said of it do;
/// the rest is there so that another position is never taken for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PositionRef {
    /// The release.
    pub release: ReleaseId,
    /// Its place among the positions of the release, from 0.
    pub number: u32,
    /// Its topic.
    pub topic: String,
    /// Its act.
    pub act: Act,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// The quote's first byte in the paragraph.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
}

impl PositionRef {
    fn of(position: &KeptPosition) -> Self {
        Self {
            release: position.release,
            number: position.number,
            topic: position.topic.clone(),
            act: position.act,
            paragraph: position.paragraph,
            start: position.quote.start,
            end: position.quote.end,
        }
    }

    /// The position itself.
    ///
    /// # Errors
    /// [`Failure::PositionGone`] where it is no longer there as it was shown.
    fn find(&self, archive: &Archive) -> Result<KeptPosition, Failure> {
        let all = archive.positions_of_release(self.release)?;
        all.into_iter().find(|position| Self::of(position) == *self).ok_or(Failure::PositionGone)
    }
}

/// How a position stands against the mention before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Change {
    /// How.
    pub relation: Relation,
    /// The release with the mention before; `None` for the first mention.
    pub previous: Option<ReleaseId>,
    /// Whether that is the same passage, and how it was found.
    pub pairing: Pairing,
    /// Force gained (positive) or lost.
    pub force: i8,
}

impl From<Related> for Change {
    fn from(related: Related) -> Self {
        Self {
            relation: related.relation,
            previous: related.previous.map(|(release, _)| release),
            pairing: related.pairing,
            force: related.force,
        }
    }
}

/// The leading one of some positions comes first: farthest from neutral, then of greater force, then first in the text.
fn leading_key(position: &KeptPosition) -> (Reverse<u8>, Reverse<u8>, u32, u32) {
    (Reverse(distance(position.act)), Reverse(position.force), position.paragraph, position.quote.start)
}

fn is_issuers(position: &KeptPosition) -> bool {
    position.holder == Holder::Issuer
}

/// What a topic is called in a codebook.
pub(super) fn topic_name(codebook: Option<&StoredCodebook>, id: &str) -> TopicName {
    let known = codebook.and_then(|book| book.codebook.topic(&TopicId(id.to_owned())));
    let number = known.and_then(|topic| topic.id.0.split_once('#')).and_then(|(before, after)| {
        id.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).map(str::to_owned)
    });
    TopicName {
        id: id.to_owned(),
        label: match known {
            Some(topic) => topic.label.clone(),
            None => LocalName { ar: Some(id.to_owned()), en: Some(id.to_owned()) },
        },
        colour: known.map_or_else(|| "#6b6b6b".to_owned(), |topic| topic.colour.clone()),
        parent: known.and_then(|topic| topic.parent.as_ref()).map(|parent| parent.0.clone()),
        number,
    }
}

/// Puts what has a topic in the order of a codebook: a numbered topic where its pattern stands, one that is in no codebook
/// behind all others.
fn in_order_of<T>(codebook: Option<&StoredCodebook>, all: &mut [T], topic: impl Fn(&T) -> &TopicName) {
    let order: Vec<&str> =
        codebook.iter().flat_map(|book| &book.codebook.topics).map(|topic| topic.id.0.as_str()).collect();
    all.sort_by_cached_key(|one| {
        let topic = topic(one);
        let id = match &topic.number {
            Some(number) => topic.id.replacen(number.as_str(), "#", 1),
            None => topic.id.clone(),
        };
        (order.iter().position(|known| *known == id).unwrap_or(usize::MAX), topic.id.clone())
    });
}

/// A note at a paragraph.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PassageNote {
    /// Its number in the archive.
    #[ts(type = "number")]
    pub id: i64,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// What it says.
    pub text: String,
}

/// What was noted at some paragraphs of a release, the oldest first.
pub(super) fn notes_at(
    archive: &Archive,
    release: ReleaseId,
    paragraphs: &[u32],
) -> Result<Vec<PassageNote>, Failure> {
    let noted = archive.notes(release)?.into_iter().filter_map(passage_note);
    Ok(noted.filter_map(|(_, note)| paragraphs.contains(&note.paragraph).then_some(note)).collect())
}

/// A note as one of a passage, with its release; `None` for one that is about no single paragraph.
pub(super) fn passage_note(note: Note) -> Option<(ReleaseId, PassageNote)> {
    let About::Paragraph(release, paragraph) = note.about else { return None };
    Some((release, PassageNote { id: note.id, paragraph, text: note.text }))
}

/// Some bytes of a text that came from the archive, whose positions were cut from it.
pub(super) fn words(text: &str, bytes: &std::ops::Range<u32>) -> String {
    text.get(bytes.start as usize..bytes.end as usize).unwrap_or_default().to_owned()
}
