//! `revisions` and `originals`: what a release was before its page was changed, and the file or page it was read from.
//!
//! A revision is the same release, published anew without a word; the next release is another one. The text in
//! `paragraphs` is always the newest revision's; here are the ones it took the place of, the oldest first.

use std::io::{self, Read, Write};

use bayan_core::model::ReleaseId;
use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{time, unreadable};
use crate::content::ContentHash;

pub(crate) const CREATE: &str = "
CREATE TABLE revisions (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    release   INTEGER NOT NULL REFERENCES releases (id),
    -- From 0, the oldest.
    number    INTEGER NOT NULL CHECK (number >= 0),
    title     TEXT,
    -- The paragraphs, as a JSON array of strings.
    text      TEXT NOT NULL,
    source    TEXT,
    retrieved INTEGER,
    sha256    BLOB NOT NULL CHECK (length(sha256) = 32),
    UNIQUE (release, number)
) STRICT;

CREATE TABLE originals (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    release INTEGER NOT NULL REFERENCES releases (id),
    -- The file's name without its folders, or the page's address.
    name    TEXT NOT NULL,
    -- Of the bytes as they were read.
    sha256  BLOB NOT NULL CHECK (length(sha256) = 32),
    length  INTEGER NOT NULL CHECK (length >= 0),
    kept    INTEGER NOT NULL,
    -- Deflated.
    packed  BLOB NOT NULL,
    UNIQUE (release, sha256)
) STRICT;
";

/// What a release was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its place among those of the release, from 0, the oldest.
    pub number: u32,
    /// The title it had.
    pub title: Option<String>,
    /// The paragraphs it had.
    pub paragraphs: Vec<String>,
    /// Where it was taken from.
    pub source: Option<String>,
    /// When it was taken from there.
    pub retrieved: Option<DateTime<Utc>>,
    /// Its fingerprint.
    pub content: ContentHash,
}

/// The file or page that a release was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its number in the archive.
    pub id: i64,
    /// The file's name without its folders, or the page's address.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// How many bytes it has.
    pub length: u64,
    /// When it was put into the archive.
    pub kept: DateTime<Utc>,
}

/// The revisions of a release that others took the place of, the oldest first.
pub(crate) fn of_release(connection: &Connection, release: ReleaseId) -> rusqlite::Result<Vec<Revision>> {
    connection
        .prepare_cached(
            "SELECT number, title, text, source, retrieved, sha256 FROM revisions WHERE release = ?1 ORDER BY number",
        )?
        .query_map([release.0], |row| {
            let text: String = row.get("text")?;
            let retrieved: Option<i64> = row.get("retrieved")?;
            Ok(Revision {
                number: row.get("number")?,
                title: row.get("title")?,
                paragraphs: serde_json::from_str(&text)
                    .map_err(|error| unreadable(row, "text", error.to_string()))?,
                source: row.get("source")?,
                retrieved: match retrieved {
                    Some(_) => Some(time(row, "retrieved")?),
                    None => None,
                },
                content: ContentHash(row.get("sha256")?),
            })
        })?
        .collect()
}

/// Puts what a release is now among its revisions.
pub(crate) fn put_away(
    connection: &Connection,
    release: ReleaseId,
    paragraphs: &[String],
) -> rusqlite::Result<i64> {
    let text = serde_json::to_string(paragraphs)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection
        .prepare_cached(
            "INSERT INTO revisions (release, number, title, text, source, retrieved, sha256)
             SELECT id, (SELECT count(*) FROM revisions WHERE release = ?1), title, ?2, source, retrieved, sha256
             FROM releases WHERE id = ?1",
        )?
        .insert(params![release.0, text])
}

/// Adds a revision as it is.
pub(crate) fn add(connection: &Connection, release: ReleaseId, earlier: &Revision) -> rusqlite::Result<i64> {
    let text = serde_json::to_string(&earlier.paragraphs)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection
        .prepare_cached(
            "INSERT INTO revisions (release, number, title, text, source, retrieved, sha256)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .insert(params![
            release.0,
            earlier.number,
            earlier.title,
            text,
            earlier.source,
            earlier.retrieved.map(|time| time.timestamp()),
            earlier.content.0
        ])
}

/// The originals of a release, in the order they were kept.
pub(crate) fn originals(connection: &Connection, release: ReleaseId) -> rusqlite::Result<Vec<Original>> {
    connection
        .prepare_cached(
            "SELECT id, name, sha256, length, kept FROM originals WHERE release = ?1 ORDER BY id",
        )?
        .query_map([release.0], |row| {
            Ok(Original {
                id: row.get("id")?,
                name: row.get("name")?,
                sha256: row.get("sha256")?,
                length: row.get::<_, i64>("length")?.unsigned_abs(),
                kept: time(row, "kept")?,
            })
        })?
        .collect()
}

/// Keeps the bytes a release was read from. The same bytes are kept once a release; gives their number, and whether they
/// are new.
pub(crate) fn keep(
    connection: &Connection,
    release: ReleaseId,
    name: &str,
    bytes: &[u8],
    kept: DateTime<Utc>,
) -> rusqlite::Result<(i64, bool)> {
    let sha256: [u8; 32] = Sha256::digest(bytes).into();
    let there = connection
        .prepare_cached("SELECT id FROM originals WHERE release = ?1 AND sha256 = ?2")?
        .query_row(params![release.0, sha256], |row| row.get(0))
        .optional()?;
    if let Some(id) = there {
        return Ok((id, false));
    }
    let packed = pack(bytes).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection
        .prepare_cached(
            "INSERT INTO originals (release, name, sha256, length, kept, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .insert(params![release.0, name, sha256, bytes.len() as i64, kept.timestamp(), packed])
        .map(|id| (id, true))
}

/// The bytes of an original. What is not the bytes that were kept is an error.
pub(crate) fn bytes(connection: &Connection, id: i64) -> rusqlite::Result<Option<Vec<u8>>> {
    connection
        .prepare_cached("SELECT packed, sha256, length FROM originals WHERE id = ?1")?
        .query_row([id], |row| {
            let (packed, sha256): (Vec<u8>, [u8; 32]) = (row.get(0)?, row.get(1)?);
            let length = row.get::<_, i64>(2)?.unsigned_abs();
            let damaged = || {
                rusqlite::Error::FromSqlConversionFailure(
                    0,
                    Type::Blob,
                    "the original is not what was kept".into(),
                )
            };
            let bytes = unpack(&packed, length).map_err(|_| damaged())?;
            let is_same = bytes.len() as u64 == length && <[u8; 32]>::from(Sha256::digest(&bytes)) == sha256;
            if is_same { Ok(bytes) } else { Err(damaged()) }
        })
        .optional()
}

fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes)?;
    packer.finish()
}

/// No more than was packed: a few bytes of somebody else's archive must not become gigabytes.
fn unpack(packed: &[u8], length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed).take(length.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
