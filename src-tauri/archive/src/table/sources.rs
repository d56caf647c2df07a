//! `sources`: where the releases of a series are published, to be asked for new ones; and what was last heard and seen there.
//!
//! A source is what a person entered, changed by acts that can be undone. `source_answers` and `source_seen` are notes of
//! the program: they spare a server the same question and a person the same release, and are no part of any act.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::time;
use crate::content::ContentHash;
use crate::error::Invalid;
use bayan_core::model::{ReleaseId, SeriesId};

pub(crate) const CREATE: &str = "
CREATE TABLE sources (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    series    INTEGER NOT NULL REFERENCES series (id),
    name      TEXT NOT NULL,
    -- One a line: of a feed its own, of a list of pages each page's.
    addresses TEXT NOT NULL
) STRICT;
CREATE INDEX sources_of_series ON sources (series);
-- What a server said last of an answer that held nothing new, to be asked with the next time.
CREATE TABLE source_answers (
    id       INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL,
    address  TEXT NOT NULL,
    etag     TEXT,
    modified TEXT,
    asked    INTEGER NOT NULL,
    UNIQUE (source, address)
) STRICT;
-- What a person has stored or taken off the list. What was stored counts as long as its release is there.
CREATE TABLE source_seen (
    id      INTEGER PRIMARY KEY,
    source  INTEGER NOT NULL,
    address TEXT NOT NULL,
    content BLOB NOT NULL,
    release INTEGER,
    UNIQUE (source, address)
) STRICT;
";

pub(crate) const ADD_LISTS: &str = "
-- 1 where its addresses are pages that list releases, whose links are followed once a person has seen them; else empty.
ALTER TABLE sources ADD COLUMN lists INTEGER CHECK (lists = 1);
";

/// A source's number in its archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SourceId(#[cfg_attr(feature = "ts", ts(type = "number"))] pub i64);

/// Where the releases of a series are published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Source {
    /// Its number in the archive.
    pub id: SourceId,
    /// The series its releases go to.
    pub series: SeriesId,
    /// What the person calls it.
    pub name: String,
    /// The addresses that are asked: a feed's, those of single pages, or of pages that list releases.
    pub addresses: Vec<String>,
    /// Whether the addresses are pages that list releases, whose links are followed once a person has seen them.
    pub lists: bool,
    /// When it was last asked and answered.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub asked: Option<DateTime<Utc>>,
}

/// What a server said of its last answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceAnswer {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// Refuses a source without a name or with no address.
pub(crate) fn check(name: &str, addresses: &[String]) -> Result<(), Invalid> {
    let whole = addresses.iter().all(|address| !address.trim().is_empty() && !address.contains(['\n', '\r']));
    if name.trim().is_empty() || addresses.is_empty() || !whole { Err(Invalid::Blank) } else { Ok(()) }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Source> {
    let addresses: String = row.get("addresses")?;
    let asked: Option<i64> = row.get("asked")?;
    Ok(Source {
        id: SourceId(row.get("id")?),
        series: SeriesId(row.get("series")?),
        name: row.get("name")?,
        addresses: addresses.lines().map(str::to_owned).collect(),
        lists: row.get::<_, Option<bool>>("lists")?.unwrap_or_default(),
        asked: asked.map(|_| time(row, "asked")).transpose()?,
    })
}

/// Every source, in the order they were added.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Source>> {
    connection
        .prepare_cached(
            "SELECT id, series, name, addresses, lists,
                    (SELECT max(asked) FROM source_answers WHERE source = sources.id) AS asked
             FROM sources ORDER BY id",
        )?
        .query_map([], from_row)?
        .collect()
}

pub(crate) fn exists(connection: &Connection, id: SourceId) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM sources WHERE id = ?1")?.exists([id.0])
}

pub(crate) fn insert(
    connection: &Connection,
    series: SeriesId,
    name: &str,
    addresses: &[String],
    lists: bool,
) -> rusqlite::Result<SourceId> {
    connection
        .prepare_cached("INSERT INTO sources (series, name, addresses, lists) VALUES (?1, ?2, ?3, ?4)")?
        .insert(params![series.0, name, addresses.join("\n"), lists.then_some(true)])
        .map(SourceId)
}

/// What is known of the last answer from an address.
pub(crate) fn answer(
    connection: &Connection,
    source: SourceId,
    address: &str,
) -> rusqlite::Result<SourceAnswer> {
    let found = connection
        .prepare_cached("SELECT etag, modified FROM source_answers WHERE source = ?1 AND address = ?2")?
        .query_row(params![source.0, address], |row| {
            Ok(SourceAnswer { etag: row.get(0)?, modified: row.get(1)? })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// Whether an address was asked for a source before.
pub(crate) fn is_asked(connection: &Connection, source: SourceId, address: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM source_answers WHERE source = ?1 AND address = ?2")?
        .exists(params![source.0, address])
}

pub(crate) fn set_answer(
    connection: &Connection,
    source: SourceId,
    address: &str,
    answer: &SourceAnswer,
    asked: DateTime<Utc>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO source_answers (source, address, etag, modified, asked) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (source, address) DO UPDATE SET etag = ?3, modified = ?4, asked = ?5",
        )?
        .execute(params![source.0, address, answer.etag, answer.modified, asked.timestamp()])
        .map(drop)
}

/// Whether this text was stored from there and still is, or was taken off the list.
pub(crate) fn is_seen(
    connection: &Connection,
    source: SourceId,
    address: &str,
    content: ContentHash,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1 FROM source_seen WHERE source = ?1 AND address = ?2 AND content = ?3
             AND (release IS NULL OR release IN (SELECT id FROM releases))",
        )?
        .exists(params![source.0, address, content.0])
}

pub(crate) fn set_seen(
    connection: &Connection,
    source: SourceId,
    address: &str,
    content: ContentHash,
    release: Option<ReleaseId>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO source_seen (source, address, content, release) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (source, address) DO UPDATE SET content = ?3, release = ?4",
        )?
        .execute(params![source.0, address, content.0, release.map(|release| release.0)])
        .map(drop)
}

/// The release that was taken from an address: the one stored last.
pub(crate) fn taken_from(connection: &Connection, address: &str) -> rusqlite::Result<Option<ReleaseId>> {
    connection
        .prepare_cached("SELECT id FROM releases WHERE source = ?1 ORDER BY id DESC LIMIT 1")?
        .query_row([address], |row| row.get(0).map(ReleaseId))
        .optional()
}
