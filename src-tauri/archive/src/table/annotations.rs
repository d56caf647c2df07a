//! What a person says of the texts: notes, marks, links by hand, corrections, saved comparisons.
//!
//! Paragraphs are named by release and number, as everywhere. What is said of a paragraph stays with that number when a
//! later revision of the release takes the text's place.

use std::collections::BTreeMap;

use bayan_core::model::{ReleaseId, SeriesId};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::time;

pub(crate) const CREATE: &str = "
CREATE TABLE notes (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    release   INTEGER NOT NULL REFERENCES releases (id),
    -- The other release, where the note is about a comparison; the older one is `release` then.
    other     INTEGER REFERENCES releases (id),
    -- A paragraph of `release`, from 0; for a comparison the row's key is in `part` instead.
    paragraph INTEGER CHECK (paragraph >= 0),
    part      TEXT,
    text      TEXT NOT NULL,
    -- Seconds since 1970-01-01T00:00:00Z.
    made      INTEGER NOT NULL
) STRICT;
CREATE INDEX notes_of_release ON notes (release);
CREATE INDEX notes_of_other ON notes (other) WHERE other IS NOT NULL;

CREATE TABLE marks (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    old          INTEGER NOT NULL REFERENCES releases (id),
    new          INTEGER NOT NULL REFERENCES releases (id),
    -- The key of a change in the comparison of the two; empty for the comparison as a whole.
    part         TEXT NOT NULL,
    -- 0 none, 1 minor, 2 notable, 3 major; NULL where nobody has said.
    significance INTEGER CHECK (significance BETWEEN 0 AND 3),
    -- When it was marked as reviewed.
    reviewed     INTEGER,
    UNIQUE (old, new, part)
) STRICT;
CREATE INDEX marks_of_new ON marks (new);

CREATE TABLE hand_links (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    old           INTEGER NOT NULL REFERENCES releases (id),
    new           INTEGER NOT NULL REFERENCES releases (id),
    old_paragraph INTEGER NOT NULL CHECK (old_paragraph >= 0),
    new_paragraph INTEGER NOT NULL CHECK (new_paragraph >= 0),
    -- 1 they belong together, 0 they do not.
    linked        INTEGER NOT NULL CHECK (linked IN (0, 1)),
    UNIQUE (old, new, old_paragraph, new_paragraph)
) STRICT;
CREATE INDEX hand_links_of_new ON hand_links (new);

CREATE TABLE corrections (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    old   INTEGER NOT NULL REFERENCES releases (id),
    new   INTEGER NOT NULL REFERENCES releases (id),
    -- What is corrected: the key of a change, with what of it.
    part  TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (old, new, part)
) STRICT;
CREATE INDEX corrections_of_new ON corrections (new);

CREATE TABLE saved_comparisons (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    old      INTEGER NOT NULL REFERENCES releases (id),
    new      INTEGER NOT NULL REFERENCES releases (id),
    -- How it was shown: the window's business.
    settings TEXT NOT NULL,
    made     INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_comparisons_of_old ON saved_comparisons (old);
CREATE INDEX saved_comparisons_of_new ON saved_comparisons (new);
";

/// A note to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// What it is about.
    pub about: About,
    /// What it says; not blank.
    pub text: String,
}

/// What something that was said is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum About {
    /// A release.
    Release(ReleaseId),
    /// A paragraph of a release, from 0.
    Paragraph(ReleaseId, u32),
    /// The comparison of two releases, the older first, or with a key that the comparison gives a part of it.
    Comparison(ReleaseId, ReleaseId, Option<String>),
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number in the archive.
    pub id: i64,
    /// What it is about.
    pub about: About,
    /// What it says.
    pub text: String,
    /// When it was made.
    pub made: DateTime<Utc>,
}

/// What a person has said of a change's weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// 0 none to 3 major; `None` where nobody has said.
    pub significance: Option<u8>,
    /// When it was marked as reviewed.
    pub reviewed: Option<DateTime<Utc>>,
}

/// Two paragraphs, of the older and of the newer release, that belong together or do not: said by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HandLink {
    /// The paragraph of the older release, from 0.
    pub old: u32,
    /// The paragraph of the newer release, from 0.
    pub new: u32,
    /// Whether they belong together.
    pub linked: bool,
}

/// A comparison that was given a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedComparison {
    /// Its number in the archive.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The older release.
    pub old: ReleaseId,
    /// The newer release.
    pub new: ReleaseId,
    /// How it was shown, as it was given.
    pub settings: String,
    /// When it was saved.
    pub made: DateTime<Utc>,
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    let release = ReleaseId(row.get("release")?);
    let (other, paragraph): (Option<i64>, Option<u32>) = (row.get("other")?, row.get("paragraph")?);
    Ok(Note {
        id: row.get("id")?,
        about: match (other, paragraph) {
            (Some(other), _) => About::Comparison(release, ReleaseId(other), row.get("part")?),
            (None, Some(number)) => About::Paragraph(release, number),
            (None, None) => About::Release(release),
        },
        text: row.get("text")?,
        made: time(row, "made")?,
    })
}

/// The notes about a release, its paragraphs and its comparisons, in the order they were made.
pub(crate) fn notes(connection: &Connection, release: ReleaseId) -> rusqlite::Result<Vec<Note>> {
    connection
        .prepare_cached(
            "SELECT id, release, other, paragraph, part, text, made FROM notes WHERE release = ?1
             UNION ALL
             SELECT id, release, other, paragraph, part, text, made FROM notes WHERE other = ?1 AND release <> ?1
             ORDER BY id",
        )?
        .query_map([release.0], note)?
        .collect()
}

/// The notes about single paragraphs of a series' releases, in the order they were made.
pub(crate) fn paragraph_notes(connection: &Connection, series: SeriesId) -> rusqlite::Result<Vec<Note>> {
    connection
        .prepare_cached(
            "SELECT notes.id, release, other, paragraph, part, notes.text, made
             FROM releases JOIN notes ON notes.release = releases.id
             WHERE releases.series = ?1 AND paragraph IS NOT NULL
             ORDER BY notes.id",
        )?
        .query_map([series.0], note)?
        .collect()
}

/// Adds a note.
pub(crate) fn add_note(connection: &Connection, new: &NewNote, made: DateTime<Utc>) -> rusqlite::Result<i64> {
    let (release, other, paragraph, part) = match &new.about {
        About::Release(release) => (release, None, None, None),
        About::Paragraph(release, number) => (release, None, Some(*number), None),
        About::Comparison(old, new, part) => (old, Some(new.0), None, part.as_deref()),
    };
    connection
        .prepare_cached(
            "INSERT INTO notes (release, other, paragraph, part, text, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .insert(params![release.0, other, paragraph, part, new.text, made.timestamp()])
}

/// The marks in the comparison of two releases by the keys of what they are about; the empty key is the whole of it.
pub(crate) fn marks(
    connection: &Connection,
    old: ReleaseId,
    new: ReleaseId,
) -> rusqlite::Result<BTreeMap<String, Mark>> {
    connection
        .prepare_cached("SELECT part, significance, reviewed FROM marks WHERE old = ?1 AND new = ?2")?
        .query_map([old.0, new.0], |row| {
            let reviewed: Option<i64> = row.get("reviewed")?;
            Ok((
                row.get("part")?,
                Mark {
                    significance: row.get("significance")?,
                    reviewed: match reviewed {
                        Some(_) => Some(time(row, "reviewed")?),
                        None => None,
                    },
                },
            ))
        })?
        .collect()
}

/// The links and partings of two releases that were made by hand.
pub(crate) fn hand_links(
    connection: &Connection,
    old: ReleaseId,
    new: ReleaseId,
) -> rusqlite::Result<Vec<HandLink>> {
    connection
        .prepare_cached(
            "SELECT old_paragraph, new_paragraph, linked FROM hand_links WHERE old = ?1 AND new = ?2
             ORDER BY old_paragraph, new_paragraph",
        )?
        .query_map([old.0, new.0], |row| {
            Ok(HandLink { old: row.get(0)?, new: row.get(1)?, linked: row.get(2)? })
        })?
        .collect()
}

/// The links and partings by hand between releases of a series, with the releases, in a fixed order.
pub(crate) fn hand_links_of_series(
    connection: &Connection,
    series: SeriesId,
) -> rusqlite::Result<Vec<(ReleaseId, ReleaseId, HandLink)>> {
    connection
        .prepare_cached(
            "SELECT old, new, old_paragraph, new_paragraph, linked
             FROM hand_links JOIN releases ON releases.id = hand_links.new WHERE releases.series = ?1
             ORDER BY old, new, old_paragraph, new_paragraph",
        )?
        .query_map([series.0], |row| {
            let link = HandLink { old: row.get(2)?, new: row.get(3)?, linked: row.get(4)? };
            Ok((ReleaseId(row.get(0)?), ReleaseId(row.get(1)?), link))
        })?
        .collect()
}

/// The corrections in the comparison of two releases, by key.
pub(crate) fn corrections(
    connection: &Connection,
    old: ReleaseId,
    new: ReleaseId,
) -> rusqlite::Result<BTreeMap<String, String>> {
    connection
        .prepare_cached("SELECT part, value FROM corrections WHERE old = ?1 AND new = ?2")?
        .query_map([old.0, new.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// The pairs of releases of whose comparison anything was said, in order.
pub(crate) fn pairs(connection: &Connection) -> rusqlite::Result<Vec<(ReleaseId, ReleaseId)>> {
    connection
        .prepare_cached(
            "SELECT old, new FROM marks UNION SELECT old, new FROM hand_links
             UNION SELECT old, new FROM corrections ORDER BY 1, 2",
        )?
        .query_map([], |row| Ok((ReleaseId(row.get(0)?), ReleaseId(row.get(1)?))))?
        .collect()
}

/// The comparisons that have a name, in the order they were saved.
pub(crate) fn saved(connection: &Connection) -> rusqlite::Result<Vec<SavedComparison>> {
    connection
        .prepare_cached("SELECT id, name, old, new, settings, made FROM saved_comparisons ORDER BY id")?
        .query_map([], |row| {
            Ok(SavedComparison {
                id: row.get("id")?,
                name: row.get("name")?,
                old: ReleaseId(row.get("old")?),
                new: ReleaseId(row.get("new")?),
                settings: row.get("settings")?,
                made: time(row, "made")?,
            })
        })?
        .collect()
}

/// The number of the row that an upsert will write over, if it is there.
pub(crate) fn existing(
    connection: &Connection,
    sql: &str,
    key: impl rusqlite::Params,
) -> rusqlite::Result<Option<i64>> {
    connection.prepare_cached(sql)?.query_row(key, |row| row.get(0)).optional()
}
