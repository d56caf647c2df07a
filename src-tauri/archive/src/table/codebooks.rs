//! `codebooks`, `codebook_uses`, `lexicons`: by which topics and words the texts are read.
//!
//! A codebook is kept whole, as the text that [`bayan_core::positions::codebook`] reads and writes, so that one act changes
//! it and one undoes that. A series has a codebook, or takes the archive's.

use bayan_core::model::{Lang, LocalName, SeriesId};
use bayan_core::positions::codebook::{self, Codebook};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{local_name, unreadable};

pub(crate) const CREATE: &str = "
CREATE TABLE codebooks (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name_ar  TEXT,
    name_en  TEXT,
    -- Which of those that come with the program it began as.
    standard TEXT,
    -- Topics and terms, as bayan_core::positions::codebook writes them.
    topics   TEXT NOT NULL,
    CHECK (coalesce(name_ar, name_en) IS NOT NULL)
) STRICT;

CREATE TABLE codebook_uses (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    -- NULL for every series that has none of its own.
    series   INTEGER REFERENCES series (id),
    codebook INTEGER NOT NULL REFERENCES codebooks (id)
) STRICT;
CREATE UNIQUE INDEX codebook_of_series ON codebook_uses (coalesce(series, 0));
CREATE INDEX uses_of_codebook ON codebook_uses (codebook);

CREATE TABLE lexicons (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    lang TEXT NOT NULL UNIQUE,
    -- Lines in the form of the lexicon that comes with the program; they are added to it, or mask lines of it.
    text TEXT NOT NULL
) STRICT;
";

/// A codebook of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCodebook {
    /// Its number in the archive.
    pub id: i64,
    /// Its name.
    pub name: LocalName,
    /// Which of those that come with the program it began as: `syria`, `peacekeeping`, `monetary-policy`.
    pub standard: Option<String>,
    /// Its topics.
    pub codebook: Codebook,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredCodebook> {
    let topics: String = row.get("topics")?;
    Ok(StoredCodebook {
        id: row.get("id")?,
        name: local_name(row, "name_ar", "name_en")?,
        standard: row.get("standard")?,
        codebook: codebook::read(&topics).map_err(|error| unreadable(row, "topics", format!("{error:?}")))?,
    })
}

/// Every codebook, in the order they were added.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<StoredCodebook>> {
    connection
        .prepare_cached("SELECT id, name_ar, name_en, standard, topics FROM codebooks ORDER BY id")?
        .query_map([], from_row)?
        .collect()
}

/// One codebook.
pub(crate) fn get(connection: &Connection, id: i64) -> rusqlite::Result<Option<StoredCodebook>> {
    connection
        .prepare_cached("SELECT id, name_ar, name_en, standard, topics FROM codebooks WHERE id = ?1")?
        .query_row([id], from_row)
        .optional()
}

/// The number of the codebook of a series, its own or the archive's.
pub(crate) fn of_series(connection: &Connection, series: SeriesId) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT codebook FROM codebook_uses WHERE series = ?1 OR series IS NULL ORDER BY series IS NULL LIMIT 1",
        )?
        .query_row([series.0], |row| row.get(0))
        .optional()
}

/// The series that have a codebook of their own and the archive's (`None`), each with its codebook.
pub(crate) fn uses(connection: &Connection) -> rusqlite::Result<Vec<(Option<SeriesId>, i64)>> {
    connection
        .prepare_cached("SELECT series, codebook FROM codebook_uses ORDER BY id")?
        .query_map([], |row| Ok((row.get::<_, Option<i64>>(0)?.map(SeriesId), row.get(1)?)))?
        .collect()
}

/// The topics of a codebook, as they are kept.
pub(crate) fn written(connection: &Connection, id: i64) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT topics FROM codebooks WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// The codebook that began as one of those that come with the program.
pub(crate) fn of_standard(connection: &Connection, standard: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM codebooks WHERE standard = ?1 ORDER BY id LIMIT 1")?
        .query_row([standard], |row| row.get(0))
        .optional()
}

/// Adds one.
pub(crate) fn insert(
    connection: &Connection,
    name: &LocalName,
    standard: Option<&str>,
    codebook: &Codebook,
) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("INSERT INTO codebooks (name_ar, name_en, standard, topics) VALUES (?1, ?2, ?3, ?4)")?
        .insert(params![name.ar, name.en, standard, codebook::write(codebook)])
}

/// What is added to the lexicon of a language; empty where nothing is.
pub(crate) fn lexicon(connection: &Connection, lang: Lang) -> rusqlite::Result<String> {
    connection
        .prepare_cached("SELECT text FROM lexicons WHERE lang = ?1")?
        .query_row([lang.tag()], |row| row.get(0))
        .optional()
        .map(Option::unwrap_or_default)
}
