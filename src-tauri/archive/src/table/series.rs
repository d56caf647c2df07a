//! `series`: runs of releases of one kind by one issuer.

use bayan_core::model::{IssuerId, Lang, LocalName, Series, SeriesId};
use rusqlite::{Connection, Row, params};

use super::{check_name, lang, local_name};
use crate::error::Invalid;

pub(crate) const CREATE: &str = "
CREATE TABLE series (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    issuer   INTEGER NOT NULL REFERENCES issuers (id),
    title_ar TEXT,
    title_en TEXT,
    lang     TEXT NOT NULL,
    CHECK (coalesce(title_ar, title_en) IS NOT NULL)
) STRICT;
CREATE INDEX series_of_issuer ON series (issuer);
";

/// A series to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSeries {
    /// Whose series it is.
    pub issuer: IssuerId,
    /// Its title, in one language at least.
    pub title: LocalName,
    /// The language its releases are written in.
    pub lang: Lang,
}

impl NewSeries {
    pub(crate) fn check(&self) -> Result<(), Invalid> {
        check_name(&self.title)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Series> {
    Ok(Series {
        id: SeriesId(row.get("id")?),
        issuer: IssuerId(row.get("issuer")?),
        title: local_name(row, "title_ar", "title_en")?,
        lang: lang(row, "lang")?,
        releases: row.get("releases")?,
    })
}

/// Every series with the number of its releases, in the order they were added.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Series>> {
    connection
        .prepare_cached(
            "SELECT id, issuer, title_ar, title_en, lang,
                    (SELECT count(*) FROM releases WHERE releases.series = series.id) AS releases
             FROM series ORDER BY id",
        )?
        .query_map([], from_row)?
        .collect()
}

/// Whether there is one of this number.
pub(crate) fn exists(connection: &Connection, id: SeriesId) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM series WHERE id = ?1")?.exists([id.0])
}

/// Adds one.
pub(crate) fn insert(connection: &Connection, new: &NewSeries) -> rusqlite::Result<SeriesId> {
    connection
        .prepare_cached("INSERT INTO series (issuer, title_ar, title_en, lang) VALUES (?1, ?2, ?3, ?4)")?
        .insert(params![new.issuer.0, new.title.ar, new.title.en, new.lang.tag()])
        .map(SeriesId)
}
