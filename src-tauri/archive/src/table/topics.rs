//! `topics`, `terms`, `positions`: what the texts speak of and where they stand on it.

use bayan_core::model::{Lang, LocalName, ReleaseDate, ReleaseId};
use rusqlite::{Connection, params};

use super::{lang, local_name, releases};

pub(crate) const CREATE: &str = "
CREATE TABLE topics (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    -- A short name that stays when the topic is renamed.
    key     TEXT NOT NULL UNIQUE,
    name_ar TEXT,
    name_en TEXT,
    CHECK (coalesce(name_ar, name_en) IS NOT NULL)
) STRICT;

CREATE TABLE terms (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    topic  INTEGER NOT NULL REFERENCES topics (id),
    lang   TEXT NOT NULL,
    text   TEXT NOT NULL,
    -- 3 names the topic, 1 needs company.
    weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 3),
    UNIQUE (topic, lang, text)
) STRICT;

CREATE TABLE positions (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    topic     INTEGER NOT NULL REFERENCES topics (id),
    release   INTEGER NOT NULL REFERENCES releases (id),
    paragraph INTEGER NOT NULL CHECK (paragraph >= 0),
    act       TEXT NOT NULL,
    force     INTEGER NOT NULL,
    holder    TEXT NOT NULL,
    -- The quote: bytes of the paragraph.
    first     INTEGER NOT NULL CHECK (first >= 0),
    last      INTEGER NOT NULL CHECK (last >= first),
    by_hand   INTEGER NOT NULL CHECK (by_hand IN (0, 1))
) STRICT;
CREATE INDEX positions_of_topic ON positions (topic, release, paragraph);
CREATE INDEX positions_of_release ON positions (release);
";

/// Where an act is performed, on whatever topic.
pub(crate) const INDEX_BY_ACT: &str = "CREATE INDEX positions_of_act ON positions (act, release, paragraph);";

/// A topic of the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its number in the archive.
    pub id: i64,
    /// A short name that stays when the topic is renamed.
    pub key: String,
    /// Its name.
    pub name: LocalName,
}

/// A word or phrase by which a topic is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its number in the archive.
    pub id: i64,
    /// The topic's number.
    pub topic: i64,
    /// The language it is in.
    pub lang: Lang,
    /// The word or phrase.
    pub text: String,
    /// 3 names the topic, 1 needs company.
    pub weight: u8,
}

/// Where a paragraph stands on a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPosition {
    /// The topic's number.
    pub topic: i64,
    /// The release.
    pub release: ReleaseId,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// The act.
    pub act: String,
    /// Its force.
    pub force: i32,
    /// Whose position it is.
    pub holder: String,
    /// The quote: bytes of the paragraph.
    pub quote: std::ops::Range<u32>,
    /// A person said so.
    pub by_hand: bool,
}

/// Every topic, in the order they were added.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Topic>> {
    connection
        .prepare_cached("SELECT id, key, name_ar, name_en FROM topics ORDER BY id")?
        .query_map([], |row| {
            Ok(Topic {
                id: row.get("id")?,
                key: row.get("key")?,
                name: local_name(row, "name_ar", "name_en")?,
            })
        })?
        .collect()
}

/// The terms of a topic, in order of language and text.
pub(crate) fn terms(connection: &Connection, topic: i64) -> rusqlite::Result<Vec<Term>> {
    connection
        .prepare_cached(
            "SELECT id, topic, lang, text, weight FROM terms WHERE topic = ?1 ORDER BY lang, text",
        )?
        .query_map([topic], |row| {
            Ok(Term {
                id: row.get("id")?,
                topic: row.get("topic")?,
                lang: lang(row, "lang")?,
                text: row.get("text")?,
                weight: row.get("weight")?,
            })
        })?
        .collect()
}

/// The positions on a topic by date, with each release's date.
pub(crate) fn positions(
    connection: &Connection,
    topic: i64,
) -> rusqlite::Result<Vec<(ReleaseDate, StoredPosition)>> {
    connection
        .prepare_cached(
            "SELECT topic, release, paragraph, act, force, holder, first, last, by_hand, releases.date
             FROM positions JOIN releases ON releases.id = positions.release
             WHERE topic = ?1 ORDER BY releases.date, releases.sequence, release, paragraph, first",
        )?
        .query_map([topic], |row| {
            Ok((
                releases::date(row)?,
                StoredPosition {
                    topic: row.get("topic")?,
                    release: ReleaseId(row.get("release")?),
                    paragraph: row.get("paragraph")?,
                    act: row.get("act")?,
                    force: row.get("force")?,
                    holder: row.get("holder")?,
                    quote: row.get("first")?..row.get("last")?,
                    by_hand: row.get("by_hand")?,
                },
            ))
        })?
        .collect()
}

/// The acts that are stored, with the number of their positions, in alphabetical order.
pub(crate) fn acts(connection: &Connection) -> rusqlite::Result<Vec<(String, u32)>> {
    connection
        .prepare_cached("SELECT act, count(*) FROM positions GROUP BY act ORDER BY act")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// The topics with a stored position, by their keys, with the number of those.
pub(crate) fn with_positions(connection: &Connection) -> rusqlite::Result<Vec<(String, u32)>> {
    connection
        .prepare_cached(
            "SELECT topics.key, count(*) FROM positions JOIN topics ON topics.id = positions.topic
             GROUP BY positions.topic ORDER BY topics.key",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Puts a position down.
pub(crate) fn insert_position(connection: &Connection, new: &StoredPosition) -> rusqlite::Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO positions (topic, release, paragraph, act, force, holder, first, last, by_hand)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .insert(params![
            new.topic,
            new.release.0,
            new.paragraph,
            new.act,
            new.force,
            new.holder,
            new.quote.start,
            new.quote.end,
            new.by_hand
        ])
}
