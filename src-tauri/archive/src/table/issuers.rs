//! `issuers`: who speaks.

use bayan_core::model::{Issuer, IssuerId, LocalName};
use rusqlite::{Connection, Row, params};

use super::{check_name, local_name};
use crate::error::Invalid;

pub(crate) const CREATE: &str = "
CREATE TABLE issuers (
    -- Numbers are never given out twice: they are cited from outside.
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name_ar  TEXT,
    name_en  TEXT,
    invented INTEGER NOT NULL CHECK (invented IN (0, 1)),
    CHECK (coalesce(name_ar, name_en) IS NOT NULL)
) STRICT;
";

/// An issuer to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIssuer {
    /// Its name, in one language at least.
    pub name: LocalName,
    /// Made up for demonstration.
    pub invented: bool,
}

impl NewIssuer {
    pub(crate) fn check(&self) -> Result<(), Invalid> {
        check_name(&self.name)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Issuer> {
    Ok(Issuer {
        id: IssuerId(row.get("id")?),
        name: local_name(row, "name_ar", "name_en")?,
        invented: row.get("invented")?,
    })
}

/// Every issuer, in the order they were added.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Issuer>> {
    connection
        .prepare_cached("SELECT id, name_ar, name_en, invented FROM issuers ORDER BY id")?
        .query_map([], from_row)?
        .collect()
}

/// Whether there is one of this number.
pub(crate) fn exists(connection: &Connection, id: IssuerId) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM issuers WHERE id = ?1")?.exists([id.0])
}

/// Adds one.
pub(crate) fn insert(connection: &Connection, new: &NewIssuer) -> rusqlite::Result<IssuerId> {
    connection
        .prepare_cached("INSERT INTO issuers (name_ar, name_en, invented) VALUES (?1, ?2, ?3)")?
        .insert(params![new.name.ar, new.name.en, new.invented])
        .map(IssuerId)
}
