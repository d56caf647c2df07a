//! What is looked at before an archive is opened for use. Nothing here writes.

use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use crate::error::{Fault, OpenError};
use crate::header::{self, APPLICATION_ID};
use crate::{connection, migration};

/// Archives up to this length, in bytes, are read through before they are opened: a few hundredths of a second.
/// With larger ones that would keep the window waiting.
const READ_THROUGH: u64 = 32 << 20;

/// Looks at the file at `path`, and gives what it finds when it is an archive of this version or an older one.
///
/// # Errors
/// Each of [`OpenError`] that speaks of a file's content. The file is left as it is and nothing is left beside it.
pub(crate) fn inspect(path: &Path, migrations: &[migration::Migration]) -> Result<Inspected, OpenError> {
    let (found, supported) = (inspect_to_read(path, migrations)?, migrations.len() as u32);
    match found.version {
        found if found > supported => Err(Fault::Newer { found, supported }.of(path)),
        _ => Ok(found),
    }
}

/// The same, also for an archive of a newer version that has everything this program reads: the tables of its own version,
/// each with all of its columns, and their indices. What else is in it is not known here, so it is only read.
///
/// # Errors
/// As [`inspect`]; [`Fault::Newer`] for one that lacks any of that.
pub(crate) fn inspect_to_read(
    path: &Path,
    migrations: &[migration::Migration],
) -> Result<Inspected, OpenError> {
    let supported = migrations.len() as u32;
    let damaged = |detail: String| -> OpenError { Fault::Damaged(detail).of(path) };
    let versioned = |found: u32| match found {
        0 => Err(damaged("it has no schema version".to_owned())),
        found => Ok(found),
    };

    let header = header::read(path)?;
    if header.application_id != APPLICATION_ID {
        return Err(OpenError::NotAnArchive { path: path.to_owned() });
    }
    versioned(header.user_version)?;
    // Where a log stands beside the file, the end of the archive may still be in the log.
    if let Some(least) = header.least_length
        && header.length < least
        && !connection::has_log(path)
    {
        return Err(damaged(format!("{} of {least} bytes are left", header.length)));
    }

    let failed = |error| OpenError::sqlite(path, error);
    let connection = connection::probe(path).map_err(failed)?;
    // Asked again: a log can hold a later version than the header.
    let version = versioned(migration::version(&connection).map_err(failed)?)?;
    if version > supported {
        if !migration::can_be_read(&connection, migrations).map_err(failed)? {
            return Err(Fault::Newer { found: version, supported }.of(path));
        }
    } else {
        let declared = migration::declared(&connection).map_err(failed)?;
        if declared != migration::expected(version, migrations).map_err(failed)? {
            return Err(damaged(format!("its tables are not those of version {version}")));
        }
    }
    let mut index_damaged = false;
    if header.length <= READ_THROUGH {
        match look_through(&connection).map_err(failed)? {
            Structure::Whole => {}
            Structure::IndexDamaged(_) => index_damaged = true,
            Structure::Damaged(detail) => return Err(damaged(detail)),
        }
    }
    Ok(Inspected { version, index_damaged })
}

/// What was found in looking at a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Inspected {
    /// Its schema version.
    pub version: u32,
    /// Its search index can't be used. Not looked for in large files.
    pub index_damaged: bool,
}

/// The state of a database's structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Structure {
    /// Nothing is wrong with it.
    Whole,
    /// Only the search index is damaged, which can be made anew; in SQLite's words.
    IndexDamaged(String),
    /// Something else is damaged; in SQLite's words.
    Damaged(String),
}

/// Looks at the structure of the whole file.
pub(crate) fn look_through(connection: &Connection) -> rusqlite::Result<Structure> {
    let complaints = match quick_check(connection, "100") {
        // An index whose settings are lost can't even be looked at.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            vec![error.to_string()]
        }
        complaints => complaints?,
    };
    let Some(first) = complaints.first() else { return Ok(Structure::Whole) };
    // The list of free pages is nobody's, and what is damaged there could be given out again.
    let of_nobody = |complaint: &String| complaint.to_ascii_lowercase().contains("freelist");
    if complaints.iter().any(of_nobody) {
        return Ok(Structure::Damaged(first.clone()));
    }
    let mut tables = vec!["sqlite_schema".to_owned(), "sqlite_sequence".to_owned()];
    tables.extend(
        migration::declared(connection)?
            .into_iter()
            .filter(|(kind, ..)| kind == "table")
            .map(|(_, name, _)| format!("\"{}\"", name.replace('"', "\"\""))),
    );
    for table in tables {
        if let Some(detail) = quick_check(connection, &table)?.into_iter().next() {
            return Ok(Structure::Damaged(detail));
        }
    }
    Ok(Structure::IndexDamaged(first.clone()))
}

/// What SQLite finds wrong, at most 100 things, or in one table.
fn quick_check(connection: &Connection, argument: &str) -> rusqlite::Result<Vec<String>> {
    let mut answers: Vec<String> = connection
        .prepare(&format!("PRAGMA quick_check({argument})"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    answers.retain(|answer| answer != "ok");
    Ok(answers)
}
