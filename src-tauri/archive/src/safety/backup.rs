//! Copying an archive that is open.
//!
//! A file with a write-ahead log beside it can't be copied as a file: the copy lacks what is in the log and looks whole. So
//! the copy is made by SQLite, of one moment, while others read and write.

use std::fs::File;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::check::{CheckReport, Watch, check_file};
use crate::archive::Archive;
use crate::error::{Error, Fault, FileError, OpenError};
use crate::place::place;

/// How many pages are copied between two looks at whether to go on: about a megabyte.
const PAGES_AT_ONCE: i32 = 256;

/// Why a copy does not stand there.
enum Stop {
    Failed(OpenError),
    CalledOff,
}

impl From<OpenError> for Stop {
    fn from(error: OpenError) -> Self {
        Self::Failed(error)
    }
}

impl Archive {
    /// Copies the archive, as it is at this moment, to a new file. The copy is checked in full before it stands there; what
    /// was found is given. `None` when it was called off: then there is no file.
    ///
    /// # Errors
    /// [`OpenError::Exists`]; when it can't be written; [`Fault::Damaged`] when the copy is: then there is no file.
    pub fn backup_to(&self, to: &Path, watch: &mut Watch<'_>) -> Result<Option<CheckReport>, OpenError> {
        let mut report = None;
        let made = place(to, |part| -> Result<(), Stop> {
            self.copy_into(part, watch).map_err(|stop| match stop {
                Stop::Failed(error) => Stop::Failed(error.about(to)),
                stop => stop,
            })?;
            report = check_file(part, watch).map_err(|error| error.about(to))?;
            match &report {
                None => Err(Stop::CalledOff),
                Some(CheckReport { damage: Some(detail), .. }) => {
                    Err(Stop::Failed(Fault::Damaged(detail.clone()).of(to)))
                }
                Some(_) => Ok(()),
            }
        });
        match made {
            Ok(()) => Ok(report),
            Err(Stop::CalledOff) => Ok(None),
            Err(Stop::Failed(error)) => Err(error),
        }
    }

    fn copy_into(&self, part: &Path, watch: &mut Watch<'_>) -> Result<(), Stop> {
        let failed = |error| OpenError::sqlite(part, error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let needed = self.read(Self::length).map_err(|error| error.while_copying(part))?;
        let failed = |error| failed(error).needing(needed);
        let mut copy = Connection::open_with_flags(part, flags).map_err(failed)?;
        let copied = self.read(|connection| {
            let backup = Backup::new(connection, &mut copy)?;
            loop {
                if (watch.called_off)() {
                    return Ok(false);
                }
                let step = backup.step(PAGES_AT_ONCE)?;
                let state = backup.progress();
                let all = u64::from(state.pagecount.unsigned_abs());
                (watch.progress)(all - u64::from(state.remaining.unsigned_abs()), all);
                match step {
                    StepResult::Done => return Ok(true),
                    StepResult::More => {}
                    _ => std::thread::sleep(std::time::Duration::from_millis(20)),
                }
            }
        });
        match copied {
            Ok(true) => {}
            Ok(false) => return Err(Stop::CalledOff),
            Err(error) => return Err(Stop::Failed(error.while_copying(part).needing(needed))),
        }
        // A copy is one file, and can be read where nothing may be written beside it.
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0))
            .map_err(failed)?;
        copy.close().map_err(|(_, error)| failed(error))?;
        File::options()
            .write(true)
            .open(part)
            .and_then(|file| file.sync_all())
            .map_err(|error| OpenError::creating(part, error).needing(needed))?;
        Ok(())
    }
}

impl Error {
    /// The same, told of a copy that could not be made.
    fn while_copying(self, copy: &Path) -> OpenError {
        match self {
            Self::File(FileError { fault, .. }) => fault.of(copy),
            other => OpenError::NotCreated {
                path: copy.to_owned(),
                source: std::io::Error::other(other.to_string()),
            },
        }
    }
}
