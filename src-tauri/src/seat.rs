//! One window for an archive: whoever shows an archive holds its seat, and whoever comes second knocks.
//!
//! A seat is a locked file in the program's own folder, so that it is free again the moment its holder ends, however that
//! happens. A knock is a small file beside it: the holder takes it away, comes to the front and takes the documents named
//! in it. No socket and no message bus is needed, and nothing is put beside the archive itself. Not for keeping two
//! programs from writing at once: that is the database's.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

/// How often a holder looks whether somebody knocked.
pub const LOOK: Duration = Duration::from_millis(300);

/// How long one who knocked waits for the holder.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes of a path's fingerprint in a file's name.
const FINGERPRINT: usize = 8;

/// The seat of one archive, held until this is dropped.
#[derive(Debug)]
pub struct Seat {
    /// Held open: closing it gives the lock back.
    _lock: File,
    archive: PathBuf,
    knock: PathBuf,
}

/// What became of knocking.
#[derive(Debug)]
pub enum Answer {
    /// The other window has come to the front.
    Came,
    /// The seat has become free, and is ours.
    Free(Seat),
    /// Nobody answered: the other one hangs.
    Silence,
}

impl Seat {
    /// Takes the seat of an archive in a folder of seats; `None` when another window has it.
    ///
    /// # Errors
    /// When the folder or the lock cannot be written.
    pub fn take(folder: &Path, archive: &Path) -> io::Result<Option<Self>> {
        fs::create_dir_all(folder)?;
        let name = fingerprint(archive);
        let lock = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(folder.join(format!("{name}.lock")))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let seat =
            Self { _lock: lock, archive: archive.to_owned(), knock: folder.join(format!("{name}.knock")) };
        // A knock that the holder before did not live to hear is nobody's.
        seat.knocked();
        Ok(Some(seat))
    }

    /// Whether it is the seat of this archive.
    pub fn is_of(&self, archive: &Path) -> bool {
        fingerprint(&self.archive) == fingerprint(archive)
    }

    /// The documents of one who knocked since this was asked last; `None` where nobody did.
    pub fn knocked(&self) -> Option<Vec<PathBuf>> {
        let said = fs::read(&self.knock).ok()?;
        if let Err(error) = fs::remove_file(&self.knock) {
            tracing::warn!(%error, "a knock could not be taken away");
            return None;
        }
        Some(serde_json::from_slice(&said).unwrap_or_default())
    }
}

/// How many archives have a window now, that of this program among them.
pub fn held(folder: &Path) -> usize {
    let taken = |path: &Path| {
        let lock = File::options().write(true).open(path).map(|lock| lock.try_lock());
        matches!(lock, Ok(Err(TryLockError::WouldBlock)))
    };
    let all = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    all.filter(|path| path.extension().is_some_and(|ending| ending == "lock") && taken(path)).count()
}

/// Asks the holder of an archive's seat to come to the front with these documents, and waits for it.
///
/// # Errors
/// When the folder cannot be written.
pub fn knock(folder: &Path, archive: &Path, documents: &[PathBuf]) -> io::Result<Answer> {
    let knock = folder.join(format!("{}.knock", fingerprint(archive)));
    let mut said = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&mut said, documents)?;
    said.flush()?;
    said.persist(&knock).map_err(|error| error.error)?;
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        std::thread::sleep(LOOK / 3);
        if !knock.exists() {
            return Ok(Answer::Came);
        }
        if let Some(seat) = Seat::take(folder, archive)? {
            return Ok(Answer::Free(seat));
        }
    }
    // Were it left, a holder that wakes up later would jump to the front for no reason.
    match fs::remove_file(&knock) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Answer::Came),
        _ => Ok(Answer::Silence),
    }
}

/// A name for an archive's path that is the same whichever way it is written.
pub fn fingerprint(archive: &Path) -> String {
    // One that is not there yet has the name it will have then.
    let in_its_folder = || {
        let folder = archive.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or_else(|| Path::new(".")))?;
        Ok::<_, io::Error>(folder.join(archive.file_name().unwrap_or_default()))
    };
    let whole = fs::canonicalize(archive)
        .or_else(|_| in_its_folder())
        .or_else(|_| std::path::absolute(archive))
        .unwrap_or_else(|_| archive.to_owned());
    let digest = Sha256::digest(whole.as_os_str().as_encoded_bytes());
    digest.iter().take(FINGERPRINT).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_held_by_one_and_free_when_it_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("بيانات.bayan");
        let first = Seat::take(folder.path(), &archive).unwrap().unwrap();
        assert!(Seat::take(folder.path(), &archive).unwrap().is_none());
        assert!(Seat::take(folder.path(), &folder.path().join("other.bayan")).unwrap().is_some());
        drop(first);
        assert!(Seat::take(folder.path(), &archive).unwrap().is_some());
    }

    #[test]
    fn the_seats_that_are_held_are_counted_and_those_given_back_are_not() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(held(folder.path()), 0);
        let take = |name: &str| Seat::take(folder.path(), &folder.path().join(name)).unwrap().unwrap();
        let (first, second) = (take("a.bayan"), take("b.bayan"));
        assert_eq!(held(folder.path()), 2);
        drop(first);
        assert_eq!(held(folder.path()), 1);
        drop(second);
        assert_eq!(held(folder.path()), 0);
    }

    #[test]
    fn one_who_knocks_is_heard_with_the_documents_brought() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("a.bayan");
        let seat = Seat::take(folder.path(), &archive).unwrap().unwrap();
        let documents = vec![PathBuf::from("بيان.docx")];
        let heard = std::thread::scope(|scope| {
            let holder = scope.spawn(|| {
                loop {
                    if let Some(documents) = seat.knocked() {
                        return documents;
                    }
                    std::thread::sleep(Duration::from_millis(5));
                }
            });
            assert!(matches!(knock(folder.path(), &archive, &documents).unwrap(), Answer::Came));
            holder.join().unwrap()
        });
        assert_eq!(heard, documents);
    }

    #[test]
    fn one_who_knocks_where_nobody_is_gets_the_seat() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("a.bayan");
        assert!(matches!(knock(folder.path(), &archive, &[]).unwrap(), Answer::Free(_)));
    }
}
