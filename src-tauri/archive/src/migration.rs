//! From one schema version to the next.
//!
//! Version *n* is the state after the first *n* migrations, and the number in the file's `user_version`. A migration runs
//! in one transaction with the change of that number, so a file is always at one version or the next, never between. A
//! migration that has been published is never edited; a new one is added.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection, TransactionBehavior};

use crate::archive::Archive;
use crate::connection;
use crate::error::{Fault, OpenError};
use crate::inspection::Structure;
use crate::order;
use crate::place::place;
use crate::search::index;
use crate::table::{
    annotations, codebooks, hand_positions, issuers, journal, meta, paragraphs, positions, releases,
    revisions, series, sources, topics,
};

/// The statements of one migration.
pub(crate) type Migration = &'static [&'static str];

/// Every migration, in order.
pub(crate) const MIGRATIONS: &[Migration] = &[
    &[meta::CREATE, issuers::CREATE, series::CREATE, releases::CREATE, paragraphs::CREATE],
    &[releases::INDEX_BY_DATE],
    &[topics::CREATE, revisions::CREATE, annotations::CREATE, journal::CREATE],
    &[releases::ADD_PLACE_AND_MARKS, topics::INDEX_BY_ACT],
    &[codebooks::CREATE, hand_positions::CREATE, topics::CARRY_OVER, positions::CREATE],
    &[sources::CREATE],
    &[hand_positions::ADD_FORCE_AND_HOLDER],
    &[order::ADD_TITLE_KEYS],
    &[sources::ADD_LISTS],
    &[releases::INDEX_BY_CONTENT_IN_SERIES],
    &[positions::WITH_ONE_INDEX],
];

/// The schema version of the archives this program writes, and the newest it reads.
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// The schema version of an open database.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a database from whatever version it has to that of the last of `migrations`.
///
/// References are checked once at the end of each, not in between: SQLite rebuilds a table by dropping it.
pub(crate) fn run(connection: &mut Connection, migrations: &[Migration]) -> rusqlite::Result<()> {
    run_watched(connection, migrations, &mut || {})
}

/// The same; `after` is called behind every statement.
pub(crate) fn run_watched(
    connection: &mut Connection,
    migrations: &[Migration],
    after: &mut dyn FnMut(),
) -> rusqlite::Result<()> {
    connection.pragma_update(None, "foreign_keys", false)?;
    loop {
        // The version is read inside the transaction: another program may be doing the same.
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = version(&step)?;
        let Some(migration) = migrations.get(done as usize) else { break };
        for statements in *migration {
            let mut batch = Batch::new(&step, statements);
            while let Some(mut statement) = batch.next()? {
                let mut rows = statement.query([])?;
                while rows.next()?.is_some() {}
                after();
            }
        }
        step.pragma_query(None, "foreign_key_check", |row| {
            let table: String = row.get(0)?;
            Err(rusqlite::Error::ToSqlConversionFailure(
                format!("a reference in {table} is broken by migration {}", done + 1).into(),
            ))
        })?;
        step.pragma_update(None, "user_version", done + 1)?;
        after();
        step.commit()?;
        after();
    }
    connection.pragma_update(None, "foreign_keys", true)
}

/// Every table, index, view and trigger of a schema as it was declared, in order of name; what SQLite keeps for itself
/// is left out, and the search index, which is not part of the schema.
pub(crate) fn declared(connection: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    let mut all: Vec<(String, String, Option<String>)> = connection
        .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    all.retain(|(kind, name, _)| kind != "table" || !index::NAMES.contains(&name.as_str()));
    Ok(all)
}

/// What [`declared`] gives for an untouched archive of this version.
pub(crate) fn expected(
    version: u32,
    migrations: &[Migration],
) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    let mut model = Connection::open_in_memory()?;
    let upto = migrations.len().min(version as usize);
    run(&mut model, &migrations[..upto])?;
    declared(&model)
}

/// Whether an archive of a newer version has everything that is read of one of the last of `migrations`: every table with
/// every column, and every index as it was declared.
pub(crate) fn can_be_read(connection: &Connection, migrations: &[Migration]) -> rusqlite::Result<bool> {
    let mut model = Connection::open_in_memory()?;
    run(&mut model, migrations)?;
    let there = declared(connection)?;
    for wanted in declared(&model)? {
        let has = match &wanted {
            (kind, name, _) if kind == "table" => {
                let is_table = there.iter().any(|(kind, other, _)| kind == "table" && other == name);
                is_table && columns(&model, name)?.is_subset(&columns(connection, name)?)
            }
            other => there.contains(other),
        };
        if !has {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The columns of a table, each with its type.
fn columns(connection: &Connection, table: &str) -> rusqlite::Result<BTreeSet<(String, String)>> {
    connection
        .prepare("SELECT name, type FROM pragma_table_info(?1)")?
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Copies the archive to a file beside it, before it is migrated from `version`: `name.before-v2.bayan`, numbered where
/// that is taken. Gives the copy's path.
pub(crate) fn snapshot(connection: &Connection, path: &Path, version: u32) -> Result<PathBuf, OpenError> {
    let copy = free_name(path, version).map_err(|error| OpenError::creating(path, error))?;
    let needed = Archive::length(connection).map_err(|error| OpenError::sqlite(path, error))?;
    // Half a copy under that name would be worse than none.
    place(&copy, |part| copy_into(connection, part).map_err(|error| error.about(&copy).needing(needed)))?;
    Ok(copy)
}

fn copy_into(connection: &Connection, copy: &Path) -> Result<(), OpenError> {
    let failed = |error| OpenError::sqlite(copy, error);
    let name = copy.to_str().ok_or_else(|| OpenError::NotCreated {
        path: copy.to_owned(),
        source: io::Error::new(io::ErrorKind::InvalidFilename, "the name is not valid Unicode"),
    })?;
    connection.execute("VACUUM INTO ?1", [name]).map_err(failed)?;
    File::options()
        .write(true)
        .open(copy)
        .and_then(|file| file.sync_all())
        .map_err(|error| OpenError::creating(copy, error))?;
    let found = connection::probe(copy)
        .and_then(|copied| crate::inspection::look_through(&copied))
        .map_err(failed)?;
    match found {
        Structure::Whole | Structure::IndexDamaged(_) => Ok(()),
        Structure::Damaged(detail) => Err(Fault::Damaged(detail).of(copy)),
    }
}

fn free_name(path: &Path, version: u32) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let next = version + 1;
    for number in 1_u32.. {
        let name = match number {
            1 => format!("{stem}.before-v{next}.bayan"),
            _ => format!("{stem}.before-v{next}-{number}.bayan"),
        };
        let candidate = path.with_file_name(name);
        if !candidate.try_exists()? {
            return Ok(candidate);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
