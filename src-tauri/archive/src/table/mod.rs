//! The tables, one a file: how a table is made, what its rows are, how they are read and written.
//!
//! The functions take a connection and know of no other table but those they refer to. Who may call them when, and in
//! which transaction, is the business of [`crate::archive`] and [`crate::batch`].

pub(crate) mod annotations;
pub(crate) mod codebooks;
pub(crate) mod hand_positions;
pub(crate) mod issuers;
pub(crate) mod journal;
pub(crate) mod meta;
pub(crate) mod paragraphs;
pub(crate) mod positions;
pub(crate) mod releases;
pub(crate) mod revisions;
pub(crate) mod series;
pub(crate) mod sources;
pub(crate) mod topics;

use bayan_core::model::{Lang, LocalName};
use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::{FromSqlError, Type};

use crate::error::Invalid;

/// Reads a name from its two columns, the Arabic and the English one.
fn local_name(row: &Row<'_>, ar: &str, en: &str) -> rusqlite::Result<LocalName> {
    Ok(LocalName { ar: row.get(ar)?, en: row.get(en)? })
}

/// Refuses a name that is blank in a language or given in none.
pub(crate) fn check_name(name: &LocalName) -> Result<(), Invalid> {
    let mut forms = [&name.ar, &name.en].into_iter().flatten().peekable();
    let named = forms.peek().is_some() && forms.all(|form| !form.trim().is_empty());
    if named { Ok(()) } else { Err(Invalid::NoName) }
}

/// Reads a language from its tag.
fn lang(row: &Row<'_>, column: &str) -> rusqlite::Result<Lang> {
    let tag: String = row.get(column)?;
    Lang::from_tag(&tag).ok_or_else(|| unreadable(row, column, format!("no language: {tag}")))
}

/// Reads a time from a column of seconds.
pub(crate) fn time(row: &Row<'_>, column: &str) -> rusqlite::Result<DateTime<Utc>> {
    let seconds: i64 = row.get(column)?;
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| unreadable(row, column, format!("no time: {seconds}")))
}

/// The error for a value that is of the right type and means nothing.
fn unreadable(row: &Row<'_>, column: &str, why: String) -> rusqlite::Error {
    let index = row.as_ref().column_index(column).unwrap_or_default();
    rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(FromSqlError::Other(why.into())))
}
