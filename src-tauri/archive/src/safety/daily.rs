//! Copies that are made by themselves, one a day, of which a number is kept.
//!
//! A copy is named after its archive and the time it was made, in UTC: `name.20261125T191503Z.bayan`. It gets that name
//! only after it has been checked in full, so a file of that name was whole once. A copy in which the text of a release
//! was not the one that was stored has `.altered` before its ending; it is kept, and takes no other's place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::check::{CheckReport, Watch, check_file};
use crate::archive::Archive;
use crate::error::OpenError;

/// The least number of copies that are kept.
pub const LEAST_KEPT: usize = 7;
/// How many altered ones are kept: the first shows what it was before, the newest how it is.
const ALTERED_KEPT: usize = 2;

const TIME: &str = "%Y%m%dT%H%M%SZ";

/// The copies of one archive in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backups {
    folder: PathBuf,
    name: String,
    keep: usize,
}

/// One copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made.
    pub made: DateTime<Utc>,
    /// Its length in bytes.
    pub length: u64,
    /// The text of a release in it was not the one that had been stored.
    pub altered: bool,
}

impl Backups {
    /// The copies that are called `name` in `folder`, of which `keep` are kept, and never less than [`LEAST_KEPT`]. Two
    /// archives of one folder need two names.
    pub fn new(folder: &Path, name: &str, keep: usize) -> Self {
        Self { folder: folder.to_owned(), name: name.to_owned(), keep: keep.max(LEAST_KEPT) }
    }

    /// The copies that are there, the newest first.
    ///
    /// # Errors
    /// When the folder can't be read. That it is not there is none.
    pub fn list(&self) -> io::Result<Vec<Backup>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry?;
            if let Some((made, altered)) = entry.file_name().to_str().and_then(|name| self.time_in(name)) {
                let length = entry.metadata()?.len();
                found.push(Backup { path: entry.path(), made, length, altered });
            }
        }
        found.sort_by(|a, b| (b.made, &b.path).cmp(&(a.made, &a.path)));
        Ok(found)
    }

    fn time_in(&self, name: &str) -> Option<(DateTime<Utc>, bool)> {
        let rest = name.strip_prefix(&self.name)?.strip_prefix('.')?.strip_suffix(".bayan")?;
        let (time, altered) = match rest.strip_suffix(".altered") {
            Some(time) => (time, true),
            None => (rest, false),
        };
        NaiveDateTime::parse_from_str(time, TIME).ok().map(|time| (time.and_utc(), altered))
    }

    /// Whether there is no copy of this day (of UTC). A clock that was put back makes it due once more, not never.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn is_due(&self, now: DateTime<Utc>) -> io::Result<bool> {
        Ok(!self.list()?.iter().any(|backup| backup.made.date_naive() == now.date_naive()))
    }

    /// Makes a copy, checks it, and lets those go that are too many: the oldest, and only after the new one has been found
    /// whole, so that there is always a good one. `None` when it was called off.
    ///
    /// # Errors
    /// When the copy can't be made or is damaged; then every earlier one is still there.
    pub fn make(
        &self,
        archive: &Archive,
        now: DateTime<Utc>,
        watch: &mut Watch<'_>,
    ) -> Result<Option<(Backup, CheckReport)>, OpenError> {
        let creating = |error| OpenError::creating(&self.folder, error);
        fs::create_dir_all(&self.folder).map_err(creating)?;
        let time = now.format(TIME);
        let mut path = self.folder.join(format!("{}.{time}.bayan", self.name));
        let Some(report) = archive.backup_to(&path, watch)? else { return Ok(None) };
        let altered = !report.altered.is_empty();
        if altered {
            let marked = self.folder.join(format!("{}.{time}.altered.bayan", self.name));
            fs::rename(&path, &marked).map_err(creating)?;
            path = marked;
        }
        self.rotate(&path);
        let length = fs::metadata(&path).map_err(creating)?.len();
        Ok(Some((Backup { path, made: now, length, altered }, report)))
    }

    /// Takes away what is too much. That one can't be taken away is no reason to fail: it is tried again next time.
    fn rotate(&self, newest: &Path) {
        let Ok(all) = self.list() else { return };
        let (altered, good): (Vec<Backup>, Vec<Backup>) = all.into_iter().partition(|backup| backup.altered);
        for (kind, keep) in [(good, self.keep), (altered, ALTERED_KEPT)] {
            // The oldest altered one stays: what was before it is in the good ones.
            for backup in kind.iter().skip(keep).filter(|backup| backup.path != newest) {
                let _ = fs::remove_file(&backup.path);
            }
        }
    }

    /// The newest copy that is whole now: each is checked in full until one is.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn newest_good(&self, watch: &mut Watch<'_>) -> io::Result<Option<Backup>> {
        for backup in self.list()? {
            if let Ok(Some(report)) = check_file(&backup.path, watch)
                && report.is_good()
            {
                return Ok(Some(backup));
            }
        }
        Ok(None)
    }
}
