//! What can be had of a damaged archive.
//!
//! Each row is asked for by its number, so that a page that can't be read costs what stands on it and nothing else. What is
//! read goes into a new archive; the damaged file is left as it is.

use std::fs;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::check::{Watch, check_file};
use crate::archive::make;
use crate::connection;
use crate::error::{Fault, OpenError};
use crate::header::{self, APPLICATION_ID};
use crate::migration::{self, MIGRATIONS};
use crate::place::{own_folder, place};
use crate::search::index;

/// What was saved and what was not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Salvaged {
    /// Releases that are there as they were stored.
    pub releases: u32,
    /// Releases of which paragraphs are missing or altered. They are in the new archive, and checking it names them.
    pub incomplete: u32,
    /// Releases of which nothing but paragraphs was left: stored under a series of their own, without their date.
    pub nameless: u32,
    /// Releases known to have been there of which nothing is left.
    pub lost_releases: u32,
    /// Paragraphs saved.
    pub paragraphs: u32,
    /// Paragraphs known to have been there that are lost.
    pub lost_paragraphs: u32,
    /// Rows of other tables (notes, links by hand) that were lost, or that spoke of something lost.
    pub lost_others: u32,
}

/// Reads what can be read of `damaged` into a new archive at `to`, which is not opened. It has no search index yet. `None`
/// when it was called off: then there is no file.
///
/// # Errors
/// [`OpenError::NotAnArchive`] when not even its first page tells what it is; [`Fault::Newer`]; [`Fault::Damaged`]
/// when no table can be found in it; those of writing.
pub fn salvage(damaged: &Path, to: &Path, watch: &mut Watch<'_>) -> Result<Option<Salvaged>, OpenError> {
    let header = header::read(damaged)?;
    if header.application_id != APPLICATION_ID {
        return Err(OpenError::NotAnArchive { path: damaged.to_owned() });
    }
    let supported = MIGRATIONS.len() as u32;
    if header.user_version > supported {
        return Err(Fault::Newer { found: header.user_version, supported }.of(damaged));
    }
    // Worked on in a copy, since SQLite may write what it opens.
    let own = own_folder(to).map_err(|error| OpenError::creating(to, error))?;
    let copy = own.path().join("damaged.bayan");
    let unreadable = |source: std::io::Error| match source.kind() {
        // The copy that is worked on, and what is saved of it.
        std::io::ErrorKind::StorageFull => OpenError::creating(to, source).needing(2 * header.length),
        _ => OpenError::Unreadable { path: damaged.to_owned(), source },
    };
    fs::copy(damaged, &copy).map_err(unreadable)?;
    if connection::has_log(damaged) {
        let log = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push("-wal");
            name
        };
        fs::copy(log(damaged), log(&copy)).map_err(unreadable)?;
    }
    // SQLite opens no file that is shorter than its header says. What is missing is made up as empty pages, which it can't
    // read and tells so page by page.
    if let Some(least) = header.least_length.filter(|least| *least > header.length) {
        fs::File::options()
            .write(true)
            .open(&copy)
            .and_then(|file| file.set_len(least))
            .map_err(|error| OpenError::creating(to, error))?;
    }
    let failed = |error| OpenError::sqlite(damaged, error);
    let from = connection::unguarded(&copy).map_err(failed)?;
    from.pragma_update(None, "trusted_schema", false).map_err(failed)?;

    let mut salvaged = Salvaged::default();
    let mut called_off = false;
    place(to, |part| -> Result<(), OpenError> {
        make(part, &MIGRATIONS[..header.user_version.max(1) as usize])?;
        let failed = |error| OpenError::sqlite(to, error).needing(2 * header.length);
        let mut into = connection::writer(part).map_err(failed)?;
        into.pragma_update(None, "foreign_keys", false).map_err(failed)?;
        let tables = tables_of(&into).map_err(failed)?;
        let step = into.transaction().map_err(failed)?;
        for table in &tables {
            match rows(&from, &step, table, watch).map_err(failed)? {
                Some(lost) if table != "releases" && table != "paragraphs" => salvaged.lost_others += lost,
                Some(_) => {}
                None => {
                    called_off = true;
                    return Err(OpenError::Exists { path: to.to_owned() });
                }
            }
        }
        count(&from, &step, &mut salvaged).map_err(failed)?;
        mend(&step, &mut salvaged).map_err(failed)?;
        step.commit().map_err(failed)?;
        migration::run(&mut into, MIGRATIONS).map_err(failed)?;
        index::abandon(&mut into).map_err(failed)?;
        into.close().map_err(|(_, error)| failed(error))?;
        if let Some(report) = check_file(part, watch)? {
            salvaged.incomplete = report.altered.len() as u32;
            salvaged.releases = report.releases - salvaged.incomplete;
            salvaged.incomplete -= salvaged.nameless.min(salvaged.incomplete);
            if let Some(detail) = report.damage {
                return Err(Fault::Damaged(detail).of(to));
            }
        }
        Ok(())
    })
    .or_else(|error| if called_off { Ok(()) } else { Err(error) })?;
    if called_off { Ok(None) } else { Ok(Some(salvaged)) }
}

/// The tables of an archive, those that are referred to before those that refer.
fn tables_of(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")?
        .query_map([], |row| row.get(0))?
        .filter(|name: &rusqlite::Result<String>| {
            !name.as_ref().is_ok_and(|name| index::NAMES.contains(&name.as_str()))
        })
        .collect()
}

/// Copies the rows of a table one by one; gives how many could not be read. `None` when it was called off.
fn rows(
    from: &Connection,
    into: &Connection,
    table: &str,
    watch: &mut Watch<'_>,
) -> rusqlite::Result<Option<u32>> {
    let columns: Vec<String> = into
        .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let list = columns.join(", ");
    let places = vec!["?"; columns.len()].join(", ");
    let mut put = into.prepare(&format!("INSERT OR IGNORE INTO {table} ({list}) VALUES ({places})"))?;
    let mut take = |row: &rusqlite::Row<'_>| -> rusqlite::Result<()> {
        let values: Vec<Value> = (0..columns.len()).map(|n| row.get(n)).collect::<rusqlite::Result<_>>()?;
        put.execute(params_from_iter(values)).map(drop)
    };
    let Ok(mut one) = from.prepare(&format!("SELECT {list} FROM {table} WHERE rowid = ?1")) else {
        // A table without row numbers, as far as it goes; or one that is not there.
        let Ok(mut all) = from.prepare(&format!("SELECT {list} FROM {table}")) else { return Ok(Some(0)) };
        let Ok(mut found) = all.query([]) else { return Ok(Some(1)) };
        loop {
            match found.next() {
                Ok(Some(row)) => take(row)?,
                Ok(None) => return Ok(Some(0)),
                Err(_) => return Ok(Some(1)),
            }
        }
    };
    let mut lost = 0;
    let last = last_number(from, table);
    for number in 1..=last {
        if number % 1024 == 0 {
            if (watch.called_off)() {
                return Ok(None);
            }
            (watch.progress)(number.unsigned_abs(), last.unsigned_abs());
        }
        let Ok(mut found) = one.query([number]) else {
            lost += 1;
            continue;
        };
        match found.next() {
            // A value that is not of its column's type is damage too.
            Ok(Some(row)) => lost += u32::from(take(row).is_err()),
            Ok(None) => {}
            Err(_) => lost += 1,
        }
    }
    Ok(Some(lost))
}

/// The highest number that a row of a table may have.
fn last_number(from: &Connection, table: &str) -> i64 {
    let ask = |sql: &str| from.query_row(sql, [], |row| row.get::<_, Option<i64>>(0));
    let given = ask(&format!("SELECT max(seq) FROM sqlite_sequence WHERE name = '{table}'"));
    let there = ask(&format!("SELECT max(rowid) FROM {table}"));
    match (given, there) {
        (Ok(Some(last)), _) => last,
        (_, Ok(last)) => last.unwrap_or(0),
        // Neither can be read: as far as a large archive goes.
        _ => 1 << 20,
    }
    .clamp(0, 1 << 32)
}

/// Counts what there was, by what was noted of it.
fn count(from: &Connection, into: &Connection, salvaged: &mut Salvaged) -> rusqlite::Result<()> {
    salvaged.paragraphs = into.query_row("SELECT count(*) FROM paragraphs", [], |row| row.get(0))?;
    let noted: u32 =
        into.query_row("SELECT coalesce(sum(paragraphs), 0) FROM releases", [], |row| row.get(0))?;
    let of_noted: u32 = into.query_row(
        "SELECT count(*) FROM paragraphs WHERE release IN (SELECT id FROM releases)",
        [],
        |row| row.get(0),
    )?;
    salvaged.lost_paragraphs = noted.saturating_sub(of_noted);
    let releases: i64 = into.query_row(
        "SELECT count(*) FROM releases WHERE id IN (SELECT release FROM paragraphs)",
        [],
        |row| row.get(0),
    )?;
    let known: i64 = into.query_row(
        "SELECT count(DISTINCT release) FROM paragraphs WHERE release NOT IN (SELECT id FROM releases)",
        [],
        |row| row.get(0),
    )?;
    // Numbers are given out one after the other; those of deleted releases count as lost, for nothing tells them apart.
    let given = last_number(from, "releases");
    salvaged.nameless = known as u32;
    salvaged.lost_releases = u32::try_from((given - releases - known).max(0)).unwrap_or(u32::MAX);
    Ok(())
}

/// Gives everything that refers to something lost something to refer to, or lets it go.
fn mend(step: &Connection, salvaged: &mut Salvaged) -> rusqlite::Result<()> {
    step.execute_batch(
        "INSERT OR IGNORE INTO issuers (id, name_en, name_ar, invented)
             SELECT DISTINCT issuer, '(lost)', '(مفقود)', 0 FROM series WHERE issuer NOT IN (SELECT id FROM issuers);
         INSERT INTO issuers (name_en, name_ar, invented)
             SELECT '(lost)', '(مفقود)', 0 WHERE NOT EXISTS (SELECT 1 FROM issuers);
         INSERT OR IGNORE INTO series (id, issuer, title_en, title_ar, lang)
             SELECT DISTINCT series, (SELECT min(id) FROM issuers), '(lost)', '(مفقود)', 'ar'
             FROM releases WHERE series NOT IN (SELECT id FROM series);
         DELETE FROM releases WHERE id NOT IN (SELECT release FROM paragraphs);",
    )?;
    if salvaged.nameless > 0 {
        step.execute(
            "INSERT INTO series (issuer, title_en, title_ar, lang)
             SELECT min(id), '(recovered)', '(مستعاد)', 'ar' FROM issuers",
            [],
        )?;
        let series = step.last_insert_rowid();
        step.execute(
            "INSERT INTO releases (id, series, date, sequence, lang, sha256, paragraphs, words)
             SELECT release, ?1, '0001', row_number() OVER (ORDER BY release) - 1, 'ar', zeroblob(32), count(*), 0
             FROM paragraphs WHERE release NOT IN (SELECT id FROM releases) GROUP BY release",
            [series],
        )?;
    }
    step.execute_batch(
        "UPDATE releases SET paragraphs = (SELECT count(*) FROM paragraphs WHERE release = releases.id)",
    )?;
    loop {
        let broken: Vec<(String, Option<i64>)> = step
            .prepare("SELECT DISTINCT \"table\", rowid FROM pragma_foreign_key_check")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        if broken.is_empty() {
            return Ok(());
        }
        for (table, row) in broken {
            let Some(row) = row else {
                return Err(rusqlite::Error::InvalidQuery);
            };
            step.execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [row])?;
            salvaged.lost_others += 1;
        }
    }
}
