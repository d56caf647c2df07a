//! Connections: how each is set up, and the pool of reading ones.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

/// How long one waits for another program that is writing before saying so.
const WRITE_PATIENCE: Duration = Duration::from_secs(5);
/// How long one waits when opening. Shorter, since a window is waiting.
const OPEN_PATIENCE: Duration = Duration::from_secs(2);
/// How many connections read at once. More than the cores of a small machine gain nothing; fewer would let one long
/// search hold up the lists.
const READERS: usize = 4;

/// Pages that the connection which writes keeps in memory, in kilobytes. What a large import touches in its indices fits;
/// with SQLite's two megabytes most of these pages would be written to the log and read again several times in a batch.
const WRITERS_CACHE: i64 = 64 << 10;
/// The same of each connection that reads.
const READERS_CACHE: i64 = 8 << 10;
/// From how many pages on the log is brought into the file when a transaction ends. What several batches have changed on
/// one page is then brought in once.
const LOG_PAGES: i64 = 16000;

/// Statements that a connection keeps compiled: more than the writing of any batch has, with those of a listing or two.
const STATEMENTS: usize = 64;

/// The connection that writes. The file exists already.
///
/// `synchronous = FULL`: what was acknowledged survives a power failure, not only a crash of the program. It costs one
/// wait for the disk a transaction; a person's act is one transaction and so is a whole import. Only what is computed beside an
/// import is not waited for ([`Unwaited`]).
pub(crate) fn writer(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    guard(&connection)?;
    connection.busy_timeout(OPEN_PATIENCE)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -WRITERS_CACHE)?;
    connection.pragma_update_and_check(None, "wal_autocheckpoint", LOG_PAGES, |_| Ok(()))?;
    crate::order::add(&connection)?;
    Ok(connection)
}

/// A connection that may do what an archive's own connections may not: write the schema itself.
pub(crate) fn unguarded(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(WRITE_PATIENCE)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// How a transaction is kept from being half done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journal {
    /// A write-ahead log: reading never waits for writing.
    Ahead,
    /// A rollback journal, where the memory that a log needs can't be shared. Reading waits while a transaction is stored.
    Rollback,
}

/// Puts the writer's connection into its lasting state: the write-ahead log, so that reading never waits for writing.
pub(crate) fn settle(connection: &Connection, journal: Journal) -> rusqlite::Result<()> {
    let mode = match journal {
        Journal::Ahead => "WAL",
        Journal::Rollback => "DELETE",
    };
    connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get::<_, String>(0))?;
    // The first read opens the log, so that a folder one may not write in is noticed now.
    connection.query_row("SELECT count(*) FROM meta", [], |row| row.get::<_, i64>(0))?;
    connection.busy_timeout(WRITE_PATIENCE)
}

/// The writer's connection while the disk is not waited for at the end of its transactions. Only beside a write-ahead log, in
/// which a transaction is then still whole or not there at all; with a rollback journal the disk is waited for as ever.
pub(crate) struct Unwaited<'c>(&'c mut Connection);

impl<'c> Unwaited<'c> {
    pub(crate) fn begin(connection: &'c mut Connection) -> rusqlite::Result<Self> {
        let journal: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        let unwaited = Self(connection);
        if journal == "wal" {
            unwaited.0.pragma_update(None, "synchronous", "NORMAL")?;
        }
        Ok(unwaited)
    }

    pub(crate) fn connection(&mut self) -> &mut Connection {
        self.0
    }
}

impl Drop for Unwaited<'_> {
    fn drop(&mut self) {
        // It needs no memory and no disk; it is refused only within a transaction, and none outlives what is done meanwhile.
        let _ = self.0.pragma_update(None, "synchronous", "FULL");
    }
}

/// Beside what the reading connections read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// The writer's connection keeps the log open as long as it lives.
    BesideWriter,
    /// There is no writing connection, and nothing may be left beside the file.
    Alone,
}

/// A connection that reads.
fn reader(path: &Path, reading: Reading) -> rusqlite::Result<Connection> {
    if reading == Reading::Alone {
        let connection = probe(path)?;
        return for_reading(connection);
    }
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    guard(&connection)?;
    for_reading(connection)
}

fn for_reading(connection: Connection) -> rusqlite::Result<Connection> {
    crate::order::add(&connection)?;
    connection.pragma_update(None, "cache_size", -READERS_CACHE)?;
    connection.busy_timeout(WRITE_PATIENCE)?;
    Ok(connection)
}

/// A connection that looks at a file without leaving a trace.
///
/// Where no log stands beside the file nobody has it open, and SQLite is told that it can't change (`immutable`): it then
/// makes no log and no lock. Where a log stands there, it holds part of the archive and must be read. Then neither the archive
/// nor the log is written, only the log's index (`-shm`), which SQLite makes anew from the log whenever it is needed.
pub(crate) fn probe(path: &Path) -> rusqlite::Result<Connection> {
    let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if has_log(path) {
        Connection::open_with_flags(path, read_only)?
    } else {
        Connection::open_with_flags(immutable_uri(path), read_only | OpenFlags::SQLITE_OPEN_URI)?
    };
    guard(&connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(OPEN_PATIENCE)?;
    Ok(connection)
}

/// Whether a write-ahead log stands beside the file: another program has it open, or the last one was cut short.
pub(crate) fn has_log(path: &Path) -> bool {
    let mut log = OsString::from(path);
    log.push("-wal");
    Path::new(&log).exists()
}

/// An archive may come from anybody: nothing in it is trusted to run, and damage is looked for.
///
/// What SQLite needs on the way is kept in memory (`temp_store`): most steps of a batch have a savepoint, for which the pages they
/// change would be written to a file beside the log, which for many small steps takes longer than all else. A statement is
/// compiled once whatever values it is given (`ENABLE_QPSG`); else each that asks for the row 0 or 1 is compiled again.
fn guard(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.pragma_update(None, "cell_size_check", true)
}

/// The path as a `file:` address with `immutable=1`. <https://www.sqlite.org/uri.html>
fn immutable_uri(path: &Path) -> String {
    #[cfg(windows)]
    let bytes = {
        // An address has no drive and no folder of its own to begin at.
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        windows_path(&whole.to_string_lossy()).into_bytes()
    };
    #[cfg(not(windows))]
    let bytes = path.as_os_str().as_encoded_bytes().to_vec();
    let mut uri = String::from("file:");
    // An empty host: a path that begins with two slashes would be read as one.
    uri.push_str(if bytes.starts_with(b"/") { "//" } else { "" });
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// A whole path of Windows as the path of an address: `/C:/…`, or `//server/share/…`.
#[cfg(any(windows, test))]
fn windows_path(whole: &str) -> String {
    let (begin, rest) = match whole.strip_prefix(r"\\?\") {
        Some(rest) => rest.strip_prefix(r"UNC\").map_or(("/", rest), |share| ("//", share)),
        None => (if whole.starts_with(r"\\") { "" } else { "/" }, whole),
    };
    format!("{begin}{}", rest.replace('\\', "/"))
}

/// The reading connections: opened when first needed, kept, shared out one to a caller at a time.
#[derive(Debug)]
pub(crate) struct Readers {
    path: PathBuf,
    reading: Reading,
    shelf: Mutex<Shelf>,
    returned: Condvar,
}

#[derive(Debug, Default)]
struct Shelf {
    idle: Vec<Connection>,
    lent: usize,
    /// How many are open, idle or lent out.
    open: usize,
    /// How the file looked when the idle ones were opened, where they were told that it can't change.
    seen: Option<(u64, Option<SystemTime>)>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf, reading: Reading) -> Self {
        Self { path, reading, shelf: Mutex::default(), returned: Condvar::new() }
    }

    /// Runs `read` on a connection, waiting for one where all are lent out. What it reads is of one moment.
    pub(crate) fn with<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let mut loan = self.lend();
        let connection = match loan.connection.take() {
            Some(connection) => connection,
            None => self.open()?,
        };
        let connection = loan.connection.insert(connection);
        // It is only read in, so it ends by being dropped.
        let moment = connection.transaction()?;
        read(&moment)
    }

    /// A connection of its own for a caller that keeps it; `None` where there is no writing one, whose log it would read
    /// beside, or where it can't be opened.
    pub(crate) fn one_more(&self) -> Option<Connection> {
        (self.reading == Reading::BesideWriter).then(|| reader(&self.path, self.reading).ok()).flatten()
    }

    /// Opens one more. Where that can't be done, since the file is gone or there are too many open, one that is open has to
    /// do, and is waited for.
    fn open(&self) -> rusqlite::Result<Connection> {
        let failure = match reader(&self.path, self.reading) {
            Ok(connection) => {
                self.shelf().open += 1;
                return Ok(connection);
            }
            Err(failure) => failure,
        };
        let mut shelf = self.shelf();
        loop {
            if let Some(connection) = shelf.idle.pop() {
                return Ok(connection);
            }
            if shelf.open == 0 {
                return Err(failure);
            }
            shelf = self.returned.wait(shelf).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lend(&self) -> Loan<'_> {
        let mut shelf = self.shelf();
        while shelf.idle.is_empty() && shelf.lent >= READERS {
            shelf = self.returned.wait(shelf).unwrap_or_else(PoisonError::into_inner);
        }
        shelf.lent += 1;
        if self.reading == Reading::Alone {
            // Somebody else may write what is write-protected here.
            let now = fs::metadata(&self.path).ok().map(|meta| (meta.len(), meta.modified().ok()));
            if shelf.seen != now {
                shelf.seen = now;
                shelf.open -= shelf.idle.len();
                shelf.idle.clear();
            }
        }
        Loan { readers: self, connection: shelf.idle.pop() }
    }

    /// The shelf is whole between any two statements on it, so a panic elsewhere has not hurt it.
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among the readers, and the connection in it once that is open. Dropping it gives both back.
struct Loan<'a> {
    readers: &'a Readers,
    connection: Option<Connection>,
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        let mut shelf = self.readers.shelf();
        shelf.lent -= 1;
        shelf.idle.extend(self.connection.take());
        drop(shelf);
        self.readers.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_windows_is_written_as_that_of_an_address_whatever_form_it_has() {
        for (path, written) in [
            (r"C:\Users\منى\a b.bayan", "/C:/Users/منى/a b.bayan"),
            (r"\\?\C:\Users\a.bayan", "/C:/Users/a.bayan"),
            (r"\\server\share\a.bayan", "//server/share/a.bayan"),
            (r"\\?\UNC\server\share\a.bayan", "//server/share/a.bayan"),
        ] {
            assert_eq!(windows_path(path), written, "{path}");
        }
    }
}
