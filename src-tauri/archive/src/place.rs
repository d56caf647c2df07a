//! Putting a finished file where it is to stand.
//!
//! A file is made in a folder of its own beside its place, hidden, and moved when it is done: so what stands at a path is
//! always whole. What a killed program leaves behind is the hidden folder; the next one that makes a file there clears it
//! away.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

use tempfile::{TempDir, TempPath};

use crate::batch::LEAST_ROOM;
use crate::error::OpenError;

const PREFIX: &str = ".bayan-";
/// The file in a hidden folder that is locked as long as somebody works there.
const LOCK: &str = "lock";
/// A folder younger than this may be about to be locked.
const UNLOCKED: Duration = Duration::from_secs(60);

/// A hidden folder beside a file that is to be made. It goes when this is dropped.
pub(crate) struct OwnFolder {
    // Let go before the folder: a locked file can't be deleted everywhere.
    _lock: File,
    folder: TempDir,
}

impl OwnFolder {
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// The folder a path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// Makes a hidden folder beside `path` and clears away those that nobody works in any more.
pub(crate) fn own_folder(path: &Path) -> io::Result<OwnFolder> {
    let beside = folder_of(path);
    sweep(beside);
    let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(beside)?;
    let lock = File::create(folder.path().join(LOCK))?;
    // Where locks are unknown the folder's age has to do.
    let _ = lock.lock();
    Ok(OwnFolder { _lock: lock, folder })
}

/// Clears away what killed programs have left. What can't be cleared away stays; it takes room and does no harm.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_left(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether nobody works in a hidden folder.
fn is_left(folder: &Path) -> bool {
    let Ok(lock) = File::options().write(true).open(folder.join(LOCK)) else { return false };
    let old = lock
        .metadata()
        .and_then(|meta| meta.modified())
        .is_ok_and(|made| made.elapsed().is_ok_and(|age| age > UNLOCKED));
    old && lock.try_lock().is_ok()
}

/// Lets `make` write a file in a folder of its own beside `path` and moves it to `path` when it is done. What is left
/// over goes with the folder.
pub(crate) fn place<E: From<OpenError>>(
    path: &Path,
    make: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error| OpenError::creating(path, error).needing(LEAST_ROOM);
    if fs::symlink_metadata(path).is_ok() {
        return Err(OpenError::Exists { path: path.to_owned() }.into());
    }
    let own = own_folder(path).map_err(failed)?;
    let part = own.path().join("new.bayan");
    make(&part)?;
    TempPath::try_from_path(&part)
        .and_then(|part| part.persist_noclobber(path).map_err(|error| error.error))
        .and_then(|()| sync_folder(folder_of(path)))
        .map_err(failed)?;
    Ok(())
}

/// Which file stands at a path: the same as long as it is the same file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identity(u64, u64);

impl Identity {
    /// That of the file at `path`; `None` where there is none.
    #[cfg(unix)]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().map(|file| Self(file.dev(), file.ino()))
    }

    /// Elsewhere a file that is open can't be deleted or replaced; its drive can go.
    #[cfg(not(unix))]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|_| Self(0, 0))
    }
}

/// Makes sure that a new name in a folder survives a power failure.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows writes names through and offers no way to ask for it.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn what_a_killed_program_left_is_cleared_away_and_what_is_in_use_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let hour_ago = SystemTime::now() - Duration::from_secs(3600);
        let make = |name: &str| {
            let own = folder.path().join(name);
            fs::create_dir(&own).unwrap();
            fs::write(own.join("new.bayan"), "part").unwrap();
            let lock = File::create(own.join(LOCK)).unwrap();
            lock.set_modified(hour_ago).unwrap();
            lock
        };
        drop(make(".bayan-left"));
        let in_use = make(".bayan-used");
        in_use.lock().unwrap();
        let young = make(".bayan-young");
        young.set_modified(SystemTime::now()).unwrap();
        fs::create_dir(folder.path().join(".bayan-mine")).unwrap();
        drop(own_folder(&folder.path().join("a.bayan")).unwrap());
        let mut names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [".bayan-mine", ".bayan-used", ".bayan-young"]);
    }
}
