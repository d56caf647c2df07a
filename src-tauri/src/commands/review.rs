//! What a person says of a comparison: links made and cut by hand, what was reviewed, how much a change weighs, notes.
//!
//! All of it is an act of the journal. It is kept in the order of time whichever way the pair is read: the release that stands
//! at the older place of the window may be the later one.

use std::collections::BTreeMap;

use bayan_archive::{About, Archive, Batch, HandLink, NewNote};
use bayan_core::model::{Release, ReleaseId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{SharedShell, ask_archive, now};
use crate::failure::Failure;

/// What was said of the comparison of two releases.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Review {
    /// What was said of changes, by the keys that the comparison gives them.
    pub marks: BTreeMap<String, ChangeMark>,
    /// The notes, in the order they were made.
    pub notes: Vec<ChangeRemark>,
    /// The links and partings by hand.
    pub links: Vec<PairLink>,
}

/// What was said of a change.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct ChangeMark {
    /// Whether it is marked as reviewed.
    pub reviewed: bool,
    /// 0 none to 3 major; `None` where nobody has said.
    pub significance: Option<u8>,
}

/// A note about a change, or about the comparison as a whole.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChangeRemark {
    /// Its number in the archive.
    #[ts(type = "number")]
    pub id: i64,
    /// The key of the change; `None` for the whole.
    pub part: Option<String>,
    /// What it says.
    pub text: String,
    /// When it was made.
    #[ts(type = "string")]
    pub made: DateTime<Utc>,
}

/// Two paragraphs that a person said belong together or do not, by the places of the window. Paragraphs are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PairLink {
    /// The paragraph of the release at the older place.
    pub older: u32,
    /// The paragraph of the release at the newer place.
    pub newer: u32,
    /// Whether they belong together; `None` leaves it to the comparison again.
    pub linked: Option<bool>,
}

/// What is to be said of a change.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Marking {
    /// It is reviewed now, or not reviewed.
    Reviewed(bool),
    /// How much it weighs, 0 none to 3 major; `None` where nobody has said.
    Significance(Option<u8>),
}

/// Two releases in the order of time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ordered {
    pub(super) earlier: ReleaseId,
    pub(super) later: ReleaseId,
    /// Whether the window has them the other way round.
    pub(super) backwards: bool,
}

impl Ordered {
    pub(super) fn of(archive: &Archive, older: &Release, newer: &Release) -> Result<Self, Failure> {
        let backwards = if older.date == newer.date && older.series == newer.series {
            // Of one day: the series knows which came first.
            let series = archive.releases(older.series)?;
            let place = |id: ReleaseId| series.iter().position(|release| release.id == id);
            place(older.id) > place(newer.id)
        } else {
            (older.date, older.id) > (newer.date, newer.id)
        };
        let (earlier, later) = if backwards { (newer.id, older.id) } else { (older.id, newer.id) };
        Ok(Self { earlier, later, backwards })
    }

    fn find(archive: &Archive, older: ReleaseId, newer: ReleaseId) -> Result<Self, Failure> {
        Self::of(archive, &archive.release(older)?, &archive.release(newer)?)
    }

    /// The links by hand, by the places of the window.
    pub(super) fn links(self, archive: &Archive) -> Result<Vec<HandLink>, Failure> {
        let links = archive.hand_links(self.earlier, self.later)?.into_iter();
        Ok(links.map(|link| self.turn(link)).collect())
    }

    /// From the order of time to the places of the window, and back.
    const fn turn(self, link: HandLink) -> HandLink {
        if self.backwards { HandLink { old: link.new, new: link.old, linked: link.linked } } else { link }
    }

    fn apply(self, batch: &mut Batch<'_>, link: PairLink) -> Result<(), Failure> {
        let turned =
            self.turn(HandLink { old: link.older, new: link.newer, linked: link.linked.unwrap_or_default() });
        match link.linked {
            Some(_) => batch.set_hand_link(self.earlier, self.later, turned)?,
            None => batch.clear_hand_link(self.earlier, self.later, (turned.old, turned.new))?,
        }
        Ok(())
    }
}

/// What was said of the comparison of two releases.
#[tauri::command]
pub async fn review(shell: SharedShell<'_>, older: ReleaseId, newer: ReleaseId) -> Result<Review, Failure> {
    ask_archive(&shell, move |archive| {
        let pair = Ordered::find(archive, older, newer)?;
        let marks = archive.marks(pair.earlier, pair.later)?.into_iter().map(|(part, mark)| {
            let reviewed = mark.reviewed.is_some();
            (part, ChangeMark { reviewed, significance: mark.significance })
        });
        let notes = archive.notes(pair.later)?.into_iter().filter_map(|note| match note.about {
            About::Comparison(old, new, part) if (old, new) == (pair.earlier, pair.later) => {
                Some(ChangeRemark { id: note.id, part, text: note.text, made: note.made })
            }
            _ => None,
        });
        let links = pair.links(archive)?.into_iter().map(|link| PairLink {
            older: link.old,
            newer: link.new,
            linked: Some(link.linked),
        });
        Ok(Review { marks: marks.collect(), notes: notes.collect(), links: links.collect() })
    })
    .await
}

/// Marks a change as reviewed or not, or says how much it weighs. `name` is what the journal calls it.
#[tauri::command]
pub async fn mark_change(
    shell: SharedShell<'_>,
    older: ReleaseId,
    newer: ReleaseId,
    part: String,
    name: String,
    marking: Marking,
) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let pair = Ordered::find(archive, older, newer)?;
        let code = match marking {
            Marking::Reviewed(true) => "review-change",
            Marking::Reviewed(false) => "unreview-change",
            Marking::Significance(_) => "weigh-change",
        };
        let made = now();
        archive.act(code, &[("name", &name)], made, |batch| match marking {
            Marking::Reviewed(reviewed) => {
                Ok(batch.set_reviewed(pair.earlier, pair.later, &part, reviewed.then_some(made))?)
            }
            Marking::Significance(grade) => {
                Ok(batch.set_significance(pair.earlier, pair.later, &part, grade)?)
            }
        })
    })
    .await
}

/// Notes something about a change, or about the comparison as a whole; gives the note's number. `name` is what the journal
/// calls it.
#[tauri::command]
pub async fn note_change(
    shell: SharedShell<'_>,
    older: ReleaseId,
    newer: ReleaseId,
    part: Option<String>,
    name: String,
    text: String,
) -> Result<i64, Failure> {
    ask_archive(&shell, move |archive| {
        let pair = Ordered::find(archive, older, newer)?;
        let about = About::Comparison(pair.earlier, pair.later, part);
        let made = now();
        archive.act("add-note", &[("name", &name)], made, |batch| {
            Ok(batch.add_note(&NewNote { about, text }, made)?)
        })
    })
    .await
}

/// What is done with the links in one act.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Relinking {
    /// Passages are said to belong together.
    Link,
    /// Passages are taken apart.
    Part,
    /// It is left to the comparison again.
    Clear,
}

/// Links passages by hand, takes them apart, or leaves them to the comparison again: one act. `older_name` and `newer_name`
/// are what the journal calls the passages.
#[tauri::command]
pub async fn relink(
    shell: SharedShell<'_>,
    older: ReleaseId,
    newer: ReleaseId,
    links: Vec<PairLink>,
    what: Relinking,
    older_name: String,
    newer_name: String,
) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let pair = Ordered::find(archive, older, newer)?;
        let code = match what {
            Relinking::Link => "link-passages",
            Relinking::Part => "part-passages",
            Relinking::Clear => "clear-links",
        };
        let params = [("older", older_name.as_str()), ("newer", newer_name.as_str())];
        archive.act(code, &params, now(), |batch| links.iter().try_for_each(|link| pair.apply(batch, *link)))
    })
    .await
}
