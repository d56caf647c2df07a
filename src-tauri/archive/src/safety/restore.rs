//! Putting a copy in an archive's place.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::check::{CheckReport, Watch, check_file};
use crate::archive::Archive;
use crate::error::{Fault, OpenError};
use crate::inspection;
use crate::migration::MIGRATIONS;
use crate::place::{folder_of, own_folder, sync_folder};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What was found in the copy. It may have altered texts; it is not damaged.
    pub report: CheckReport,
    /// Where the file is kept that stood there before.
    pub replaced: Option<PathBuf>,
}

/// Puts the archive in `copy` at `path`. What stands there is kept beside it as `name.replaced.bayan`, numbered where that is
/// taken, with its log if it has one that can't be brought into it; no log is left for the restored one. The copy stays
/// where it is. `None` when it was called off: then nothing has changed.
///
/// # Errors
/// Those of opening `copy`; [`Fault::Damaged`] when it is; [`Fault::InUse`] when `path` is open anywhere, and what
/// keeps files from being written there. Then `path` is as it was.
pub fn restore(copy: &Path, path: &Path, watch: &mut Watch<'_>) -> Result<Option<Restored>, OpenError> {
    let Some(report) = check_file(copy, watch)? else { return Ok(None) };
    if report.damage.is_none() {
        // One of a newer version could not be written where it stands.
        inspection::inspect(copy, MIGRATIONS)?;
    }
    if let Some(detail) = &report.damage {
        return Err(Fault::Damaged(detail.clone()).of(copy));
    }
    let failed = |error: io::Error| OpenError::creating(path, error);
    let there = fs::symlink_metadata(path).is_ok();
    if there {
        settle(path)?;
    }

    let own = own_folder(path).map_err(failed)?;
    let part = own.path().join("restored.bayan");
    // A copy that has a log beside it is open somewhere or was cut short: SQLite brings the two together.
    let source = crate::connection::probe(copy).map_err(|error| OpenError::sqlite(copy, error))?;
    let name = part.to_str().ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?;
    let needed = Archive::length(&source).map_err(|error| OpenError::sqlite(copy, error))?;
    source
        .execute("VACUUM INTO ?1", [name])
        .map_err(|error| OpenError::sqlite(path, error).needing(needed))?;
    drop(source);
    File::options().write(true).open(&part).and_then(|file| file.sync_all()).map_err(failed)?;
    match check_file(&part, watch)? {
        None => return Ok(None),
        Some(made) if made.damage.is_some() || made.altered != report.altered => {
            return Err(failed(io::Error::other("the restored file is not like the copy")));
        }
        Some(_) => {}
    }

    let replaced = if there { Some(keep(path).map_err(failed)?) } else { None };
    for ending in ["-wal", "-shm"] {
        remove(&beside(path, ending)).map_err(failed)?;
    }
    fs::rename(&part, path).and_then(|()| sync_folder(folder_of(path))).map_err(failed)?;
    Ok(Some(Restored { report, replaced }))
}

/// Brings the log of the file that is to be replaced into it, as far as it can be read, and finds out whether anybody has
/// it open.
fn settle(path: &Path) -> Result<(), OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let alone = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
        connection.execute_batch("BEGIN EXCLUSIVE; COMMIT;")?;
        connection.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()))?;
        connection.close().map_err(|(_, error)| error)
    });
    match alone {
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            ) =>
        {
            Err(Fault::InUse.of(path))
        }
        // That it is damaged or no archive is why it is being replaced.
        _ => Ok(()),
    }
}

/// Gives the file a second name, under which it is kept, and its log the name that belongs to that.
fn keep(path: &Path) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for number in 1_u32.. {
        let name = match number {
            1 => format!("{stem}.replaced.bayan"),
            _ => format!("{stem}.replaced-{number}.bayan"),
        };
        let kept = path.with_file_name(name);
        if fs::symlink_metadata(&kept).is_ok() {
            continue;
        }
        let log = beside(path, "-wal");
        if log.exists() {
            fs::rename(&log, beside(&kept, "-wal"))?;
        }
        // Linked, so that there is a file at `path` at every moment; where links can't be made it is moved.
        if fs::hard_link(path, &kept).is_err() {
            fs::rename(path, &kept)?;
        }
        return Ok(kept);
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
