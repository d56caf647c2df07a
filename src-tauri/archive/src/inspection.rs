//! What is looked at before an archive is opened for use. Nothing here writes.

use std::path::Path;

use rusqlite::Connection;

use crate::error::OpenError;
use crate::header::{self, APPLICATION_ID};
use crate::{connection, migration};

/// Archives up to this length, in bytes, are read through before they are opened: a few hundredths of a second.
/// With larger ones that would keep the window waiting.
const READ_THROUGH: u64 = 32 << 20;

/// Looks at the file at `path` and gives its schema version when it is a whole archive that this program reads.
///
/// # Errors
/// Each of [`OpenError`] that speaks of a file's content. The file is left as it is and nothing is left beside it.
pub(crate) fn inspect(path: &Path, migrations: &[migration::Migration]) -> Result<u32, OpenError> {
    let supported = migrations.len() as u32;
    let damaged = |detail: String| OpenError::Damaged { path: path.to_owned(), detail };
    let readable = |found: u32| match found {
        0 => Err(damaged("it has no schema version".to_owned())),
        found if found > supported => Err(OpenError::Newer { path: path.to_owned(), found, supported }),
        found => Ok(found),
    };

    let header = header::read(path)?;
    if header.application_id != APPLICATION_ID {
        return Err(OpenError::NotAnArchive { path: path.to_owned() });
    }
    readable(header.user_version)?;
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
    let version = readable(migration::version(&connection).map_err(failed)?)?;
    let declared = migration::declared(&connection).map_err(failed)?;
    if declared != migration::expected(version, migrations).map_err(failed)? {
        return Err(damaged(format!("its tables are not those of version {version}")));
    }
    if header.length <= READ_THROUGH
        && let Some(detail) = first_damage(&connection).map_err(failed)?
    {
        return Err(damaged(detail));
    }
    Ok(version)
}

/// The first thing wrong with the database's structure, in SQLite's words. It reads the whole file.
pub(crate) fn first_damage(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let answer: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((answer != "ok").then_some(answer))
}
