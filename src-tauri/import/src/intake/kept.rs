//! The list on the disk: what was brought in and is not stored yet outlives the program, whether it was closed, killed or the
//! power failed.
//!
//! A small database beside the archives holds a row for each item, by the archive that it was brought in for. A pasted text
//! is in it before it is read; a file stands in it by its path; of what came from the web, and of a row of a table, the bytes
//! and what was read of them. What is stored, or was stored before, or is taken off the list goes. What was only asked for at a source that is followed
//! is not kept: it is asked for again. Nothing that comes back is fetched by itself.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::Duration;

use bayan_core::model::SeriesId;
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::{Begun, Followed, Intake, Item, Linked, List, Origin, State};
use crate::draft::Draft;
use crate::reader::Hints;

/// The version of the database; one of a newer version is left alone.
const VERSION: i64 = 1;
/// How long one waits for another window that writes.
const PATIENCE: Duration = Duration::from_secs(5);

const CREATE: &str = "
CREATE TABLE IF NOT EXISTS items (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    archive BLOB NOT NULL,
    about   TEXT NOT NULL,
    bytes   BLOB,
    draft   TEXT,
    begun   TEXT,
    storing INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS items_archive ON items (archive);
CREATE TABLE IF NOT EXISTS storings (
    archive BLOB PRIMARY KEY,
    total   INTEGER NOT NULL,
    series  INTEGER
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 1;
";

/// Why the list can't be kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// The database can't be read or written.
    #[error("the list of what was brought in can't be kept: {0}")]
    Database(#[from] rusqlite::Error),
    /// Its folder can't be made.
    #[error("the list of what was brought in can't be kept: {0}")]
    Folder(#[from] io::Error),
    /// A newer version of the program made it.
    #[error("the list of what was brought in was kept by a newer version of the program")]
    Newer,
}

/// A storing that was broken off by a kill or a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenOff {
    /// How many releases there were in all.
    pub total: u32,
    /// How many of them are left.
    pub left: u32,
    /// The series they go to, where it was there.
    pub series: Option<SeriesId>,
}

/// What keeps the list.
#[derive(Debug)]
pub(super) struct Keeper {
    connection: Connection,
    /// The path of the archive, as its rows have it.
    archive: Vec<u8>,
    /// The row of each item of the list.
    rows: HashMap<u32, i64>,
    /// The storing that was broken off, and the items that are left of it.
    broken: Option<(BrokenOff, BTreeSet<u32>)>,
}

/// What is kept of an item beside its bytes and what was read of them.
#[derive(Debug, Serialize, Deserialize)]
struct About {
    name: String,
    origin: Origin,
    hints: Hints,
    followed: Option<Followed>,
    linked: Option<Linked>,
}

/// An item as it is written.
struct Row {
    about: String,
    bytes: Option<Vec<u8>>,
    draft: Option<String>,
    begun: Option<String>,
}

impl Row {
    /// What is kept of an item; `None` of one that is stored, or only asked for.
    fn of(item: &Item) -> Option<Self> {
        let linked = match (&item.state, &item.origin) {
            (State::Stored(_), _) => return None,
            // It is in the archive: nothing of it can be lost.
            (State::Ready(ready), _) if ready.is_stored_already() && item.begun.is_none() => return None,
            (State::Linked(linked), _) => Some((**linked).clone()),
            // An address that a person entered and that did not answer yet is there to be fetched.
            (_, Origin::Address { .. }) if item.followed.is_none() => {
                Some(Linked { title: None, date: item.hints.listed.clone() })
            }
            (_, Origin::Address { .. } | Origin::Listing { .. }) => return None,
            (_, Origin::File(_) | Origin::Bytes(_)) => None,
        };
        let (bytes, draft) = match (&item.origin, &item.state) {
            (Origin::Bytes(bytes), State::Ready(ready)) => {
                (Some(bytes.clone()), serde_json::to_string(&ready.draft).ok())
            }
            (Origin::Bytes(bytes), _) => {
                (Some(bytes.clone()), item.read.as_ref().and_then(|read| serde_json::to_string(read).ok()))
            }
            _ => (None, None),
        };
        let about = About {
            name: item.name.clone(),
            origin: item.origin.clone(),
            hints: item.hints.clone(),
            followed: item.followed.clone(),
            linked,
        };
        // A path that is no Unicode text can't be written down.
        let about = serde_json::to_string(&about).ok()?;
        Some(Self { about, bytes, draft, begun: begun_text(item.begun.as_deref()) })
    }
}

fn begun_text(begun: Option<&Begun>) -> Option<String> {
    begun.and_then(|begun| serde_json::to_string(begun).ok())
}

impl Keeper {
    fn open(file: &Path, archive: &Path) -> Result<Self, KeepError> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let connection = match connect(file) {
            Err(KeepError::Database(error)) if is_damaged(&error) => {
                // What is left of it can still be looked at by hand.
                for ending in ["", "-wal", "-shm"] {
                    let _ = fs::rename(
                        with_ending(file, ending),
                        with_ending(file, &format!(".damaged{ending}")),
                    );
                }
                connect(file)?
            }
            other => other?,
        };
        let archive = archive.as_os_str().as_encoded_bytes().to_vec();
        Ok(Self { connection, archive, rows: HashMap::new(), broken: None })
    }

    /// Writes down what has changed, all or nothing.
    fn write(&mut self, changed: Vec<(u32, Option<Row>)>) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        let (mut added, mut gone) = (Vec::new(), Vec::new());
        for (id, row) in changed {
            match (row, self.rows.get(&id)) {
                (Some(row), Some(at)) => {
                    transaction
                        .prepare_cached(
                            "UPDATE items SET about = ?2, bytes = ?3, draft = ?4, begun = ?5 WHERE id = ?1",
                        )?
                        .execute(params![at, row.about, row.bytes, row.draft, row.begun])?;
                }
                (Some(row), None) => {
                    transaction
                        .prepare_cached(
                            "INSERT INTO items (archive, about, bytes, draft, begun) VALUES (?1, ?2, ?3, ?4, ?5)",
                        )?
                        .execute(params![self.archive, row.about, row.bytes, row.draft, row.begun])?;
                    added.push((id, transaction.last_insert_rowid()));
                }
                (None, Some(at)) => {
                    transaction.prepare_cached("DELETE FROM items WHERE id = ?1")?.execute([at])?;
                    gone.push(id);
                }
                (None, None) => {}
            }
        }
        transaction.commit()?;
        self.rows.extend(added);
        self.rows.retain(|id, _| !gone.contains(id));
        Ok(())
    }

    /// What is kept of the archive, in the order in which it was brought in.
    fn load(&self) -> rusqlite::Result<Vec<(i64, bool, Item)>> {
        let mut found = Vec::new();
        let mut rows = self.connection.prepare(
            "SELECT id, storing, about, bytes, draft, begun FROM items WHERE archive = ?1 ORDER BY id",
        )?;
        let mut rows = rows.query([&self.archive])?;
        while let Some(row) = rows.next()? {
            // One of another version that says too little stays where it is.
            let Ok(about) = serde_json::from_str::<About>(&row.get::<_, String>(2)?) else { continue };
            let origin = match about.origin {
                Origin::Bytes(_) => Origin::Bytes(row.get::<_, Option<Vec<u8>>>(3)?.unwrap_or_default()),
                other => other,
            };
            let text = |at: usize| row.get::<_, Option<String>>(at);
            let read: Option<Draft> = text(4)?.and_then(|draft| serde_json::from_str(&draft).ok());
            let begun: Option<Begun> = text(5)?.and_then(|begun| serde_json::from_str(&begun).ok());
            let item = Item {
                id: 0,
                name: about.name,
                origin,
                hints: about.hints,
                followed: about.followed,
                begun: begun.map(Box::new),
                amended: None,
                again: true,
                read: read.map(Box::new),
                state: about.linked.map_or(State::Waiting, |linked| State::Linked(Box::new(linked))),
            };
            found.push((row.get(0)?, row.get(1)?, item));
        }
        Ok(found)
    }

    /// How many releases the storing that was broken off had, and the series they go to.
    fn storing(&self) -> rusqlite::Result<Option<(u32, Option<i64>)>> {
        self.connection
            .query_row("SELECT total, series FROM storings WHERE archive = ?1", [&self.archive], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
    }

    fn begin_storing(&mut self, items: &[u32], series: Option<SeriesId>) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        for at in items.iter().filter_map(|id| self.rows.get(id)) {
            transaction.prepare_cached("UPDATE items SET storing = 1 WHERE id = ?1")?.execute([at])?;
        }
        transaction.execute(
            "INSERT OR REPLACE INTO storings (archive, total, series) VALUES (?1, ?2, ?3)",
            params![self.archive, items.len() as u32, series.map(|series| series.0)],
        )?;
        transaction.commit()
    }

    fn end_storing(&mut self) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        transaction.execute("DELETE FROM storings WHERE archive = ?1", [&self.archive])?;
        transaction
            .execute("UPDATE items SET storing = 0 WHERE archive = ?1 AND storing = 1", [&self.archive])?;
        transaction.commit()
    }
}

fn connect(file: &Path) -> Result<Connection, KeepError> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(PATIENCE)?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > VERSION {
        return Err(KeepError::Newer);
    }
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch(CREATE)?;
    Ok(connection)
}

fn is_damaged(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    name.into()
}

impl Intake {
    /// Keeps the list in `file` from now on, for this archive. What was kept there for it is on the list again; what a person
    /// brought in before another archive was opened goes with them to the new one, and what came from that one's sources stays
    /// behind until it is open again. Gives how many came back.
    ///
    /// # Errors
    /// [`KeepError`]; then the list lives as long as the program.
    pub fn keep_in(&self, file: &Path, archive: &Path) -> Result<usize, KeepError> {
        self.keep();
        let mut kept = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_some_and(|kept| kept.archive == archive.as_os_str().as_encoded_bytes()) {
            return Ok(0);
        }
        let before = kept.take();
        let mut keeper = Keeper::open(file, archive)?;
        let found = keeper.load()?;
        let mut list = self.lock();
        list.index = None;
        list.off.clear();
        let List { items, waiting, changed, .. } = &mut *list;
        items.retain(|_, item| item.followed.is_none());
        waiting.retain(|id| items.contains_key(id));
        changed.retain(|id| items.contains_key(id));
        if let Some(before) = before {
            let moved: Vec<(u32, i64)> =
                before.rows.into_iter().filter(|(id, _)| items.contains_key(id)).collect();
            for (id, at) in moved {
                keeper.connection.execute(
                    "UPDATE items SET archive = ?2, storing = 0 WHERE id = ?1",
                    params![at, keeper.archive],
                )?;
                keeper.rows.insert(id, at);
            }
        }
        let mut left = BTreeSet::new();
        let mut came = 0;
        for (at, storing, mut item) in found {
            list.last += 1;
            let id = list.last;
            item.id = id;
            // One that was brought in again since is there once, with what was made of it before.
            let twin = list.twin(&item);
            if let Some(twin) = twin {
                list.items.remove(&twin);
                list.waiting.retain(|waiting| *waiting != twin);
                list.changed.insert(twin);
            }
            if matches!(item.state, State::Waiting) {
                list.waiting.push_back(id);
            }
            if storing {
                left.insert(id);
            }
            list.items.insert(id, item);
            keeper.rows.insert(id, at);
            came += 1;
        }
        drop(list);
        keeper.broken = keeper.storing()?.map(|(total, series)| {
            let left_count = left.len() as u32;
            (BrokenOff { total: total.max(left_count), left: left_count, series: series.map(SeriesId) }, left)
        });
        *kept = Some(keeper);
        drop(kept);
        self.keep();
        Ok(came)
    }

    /// Writes down what has changed since the last time.
    pub(super) fn keep(&self) {
        let mut kept = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(keeper) = kept.as_mut() else { return };
        let changed: Vec<(u32, Option<Row>)> = {
            let mut list = self.lock();
            let changed = std::mem::take(&mut list.changed);
            changed.into_iter().map(|id| (id, list.items.get(&id).and_then(Row::of))).collect()
        };
        if changed.is_empty() {
            return;
        }
        let ids: Vec<u32> = changed.iter().map(|(id, _)| *id).collect();
        if let Err(error) = keeper.write(changed) {
            tracing::warn!(%error, "the list of what was brought in was not kept; it is tried again with the next change");
            self.lock().changed.extend(ids);
        }
    }

    /// Keeps what a person began to make of an item, in words of the window's own, or forgets it with `None`.
    pub fn begin(&self, id: u32, begun: Option<String>) {
        let begun = {
            let mut list = self.lock();
            let Some(item) = list.items.get_mut(&id) else { return };
            let State::Ready(ready) = &item.state else { return };
            let sha256 = ready.draft.original.sha256;
            item.begun = begun.map(|words| Box::new(Begun { words, sha256 }));
            begun_text(item.begun.as_deref())
        };
        self.keep();
        let mut kept = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(keeper) = kept.as_mut() else { return };
        let Some(at) = keeper.rows.get(&id) else { return };
        let written =
            keeper.connection.execute("UPDATE items SET begun = ?2 WHERE id = ?1", params![at, begun]);
        if let Err(error) = written {
            tracing::warn!(%error, "what was begun of a statement was not kept");
            drop(kept);
            self.lock().changed.insert(id);
        }
    }

    /// Notes that these items are about to be stored, in this series where it is there: after a kill it is told how far that
    /// came.
    pub fn begin_storing(&self, items: &[u32], series: Option<SeriesId>) {
        self.note_storing(|keeper| keeper.begin_storing(items, series));
    }

    /// Notes that the storing came to its end, whatever became of it.
    pub fn end_storing(&self) {
        self.note_storing(Keeper::end_storing);
    }

    fn note_storing(&self, note: impl FnOnce(&mut Keeper) -> rusqlite::Result<()>) {
        self.keep();
        let mut kept = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(keeper) = kept.as_mut() else { return };
        keeper.broken = None;
        if let Err(error) = note(keeper) {
            // The storing goes on; only after a kill it would not be told how far it came.
            tracing::warn!(%error, "how far storing came was not noted");
        }
    }

    /// The storing that was broken off when the program ended the last time.
    pub fn broken_off(&self) -> Option<BrokenOff> {
        let kept = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().and_then(|keeper| keeper.broken.as_ref()).map(|(broken, _)| *broken)
    }

    /// Goes on with the storing that was broken off, whose items are on the list, or with `false` takes those off it. Gives
    /// how many are left of it.
    pub fn settle_broken_off(&self, resume: bool) -> usize {
        let left = {
            let mut kept = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
            kept.as_mut().and_then(|keeper| keeper.broken.take()).map(|(_, left)| left).unwrap_or_default()
        };
        self.end_storing();
        if resume {
            return left.len();
        }
        self.take_off(|item| left.contains(&item.id));
        0
    }
}

impl List {
    /// An item that was brought in from the same file, and that nobody has begun to change.
    fn twin(&self, item: &Item) -> Option<u32> {
        let Origin::File(path) = &item.origin else { return None };
        let same = |other: &&Item| {
            matches!(&other.origin, Origin::File(other) if other == path)
                && other.begun.is_none()
                && !matches!(other.state, State::Stored(_))
        };
        self.items.values().find(same).map(|other| other.id)
    }
}
