//! Looking whether all is as it was stored.
//!
//! SQLite finds damage to the file's structure; a letter that has changed inside a text only the fingerprints tell.

use std::path::Path;

use bayan_core::model::ReleaseId;
use rusqlite::Connection;

use crate::archive::Archive;
use crate::connection;
use crate::content::content_hash;
use crate::error::{Error, Fault, FileError, OpenError};
use crate::inspection::{self, Structure};
use crate::migration::MIGRATIONS;
use crate::table::{paragraphs, releases};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// What is wrong with the file's structure, in SQLite's words, for the log; `None` where nothing is.
    pub damage: Option<String>,
    /// The search index is damaged. It holds nothing that is not elsewhere; [`Archive::build_index`] makes it anew.
    pub index_damaged: bool,
    /// How many releases were looked at.
    pub releases: u32,
    /// Those whose text is not the one that was stored.
    pub altered: Vec<ReleaseId>,
}

impl CheckReport {
    /// Whether every text is there as it was stored.
    pub fn is_good(&self) -> bool {
        self.damage.is_none() && self.altered.is_empty()
    }
}

/// How far something has come, and whether to go on. Neither is called while anything is locked.
pub struct Watch<'a> {
    /// Told how much is done of how much.
    pub progress: &'a mut dyn FnMut(u64, u64),
    /// Asked now and then whether to leave off.
    pub called_off: &'a dyn Fn() -> bool,
}

impl Archive {
    /// Looks at the structure of the whole file and at the text of every release; `None` when it was called off. Reading
    /// and writing go on meanwhile.
    ///
    /// # Errors
    /// When the file can't be read. That it is damaged is in the report.
    pub fn check(&self, watch: &mut Watch<'_>) -> Result<Option<CheckReport>, Error> {
        if (watch.called_off)() {
            return Ok(None);
        }
        let mut report = self.read(structure)?;
        if report.damage.is_some() {
            return Ok(Some(report));
        }
        let ids = self.read(releases::ids)?;
        let all = ids.len() as u64;
        for (done, id) in (1..).zip(ids) {
            if (watch.called_off)() {
                return Ok(None);
            }
            if self.read(|connection| is_intact(connection, id))? == Some(false) {
                report.altered.push(id);
            }
            report.releases += 1;
            (watch.progress)(done, all);
        }
        Ok(Some(report))
    }
}

/// Looks at a file that nobody has open: the same as [`Archive::check`], and nothing is left beside it.
///
/// # Errors
/// Those of [`OpenError`] but [`Fault::Damaged`], which is in the report.
pub fn check_file(path: &Path, watch: &mut Watch<'_>) -> Result<Option<CheckReport>, OpenError> {
    match inspection::inspect_to_read(path, MIGRATIONS) {
        Err(OpenError::File(FileError { fault: Fault::Damaged(detail), .. })) => {
            return Ok(Some(CheckReport { damage: Some(detail), ..CheckReport::default() }));
        }
        other => other?,
    };
    let failed = |error| OpenError::sqlite(path, error);
    let connection = connection::probe(path).map_err(failed)?;
    let mut report = structure(&connection).map_err(failed)?;
    if report.damage.is_some() {
        return Ok(Some(report));
    }
    let ids = releases::ids(&connection).map_err(failed)?;
    let all = ids.len() as u64;
    for (done, id) in (1..).zip(ids) {
        if (watch.called_off)() {
            return Ok(None);
        }
        if is_intact(&connection, id).map_err(failed)? == Some(false) {
            report.altered.push(id);
        }
        report.releases += 1;
        (watch.progress)(done, all);
    }
    Ok(Some(report))
}

fn structure(connection: &Connection) -> rusqlite::Result<CheckReport> {
    let mut report = CheckReport::default();
    match inspection::look_through(connection)? {
        Structure::Whole => {}
        Structure::IndexDamaged(_) => report.index_damaged = true,
        Structure::Damaged(detail) => report.damage = Some(detail),
    }
    if report.damage.is_none() {
        connection.pragma_query(None, "foreign_key_check", |row| {
            let table: String = row.get(0)?;
            report.damage.get_or_insert_with(|| format!("a row of {table} refers to nothing"));
            Ok(())
        })?;
    }
    Ok(report)
}

/// Whether the text of a release is the one that was stored; `None` where there is no such release.
pub(crate) fn is_intact(connection: &Connection, id: ReleaseId) -> rusqlite::Result<Option<bool>> {
    let Some(stored) = releases::stored_hash(connection, id)? else { return Ok(None) };
    let Some(place) = releases::place(connection, id)? else { return Ok(None) };
    let paragraphs = paragraphs::of_release(connection, id)?;
    Ok(Some(stored == content_hash(place.title.as_deref(), &paragraphs)))
}
