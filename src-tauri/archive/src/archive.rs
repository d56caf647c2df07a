//! An archive that is open.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use bayan_core::model::{Issuer, IssuerId, Release, ReleaseId, Series, SeriesId};
use parking_lot::{FairMutex, FairMutexGuard};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::batch::{Batch, LEAST_ROOM};
use crate::connection::{self, Journal, Readers, Reading, Unwaited};
use crate::error::{Error, Fault, OpenError};
use crate::header::APPLICATION_ID;
use crate::inspection::{self, Inspected};
use crate::migration::{self, MIGRATIONS, Migration};
use crate::order;
use crate::place::{Identity, place};
use crate::positions::Finders;
use crate::positions::alongside::{Listener, StoredIn};
use crate::positions::everywhere::ReleaseDates;
use crate::precedence::Precedence;
use crate::safety::check;
use crate::safety::whereabouts::{Whereabouts, whereabouts};
use crate::search::index::{self, State};
use crate::table::issuers::{self, NewIssuer};
use crate::table::releases::{self, Fingerprint, NewRelease};
use crate::table::series::{self, NewSeries};
use crate::table::{meta, paragraphs};

/// An open archive.
///
/// It can be shared between threads. Reading never waits for writing; of two who write the second waits. Every call may
/// wait for the disk. What was written is on the disk when the call returns. Dropping it closes it.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    // Closed before the writer: the last connection to go takes the log away, and only a writing one can.
    readers: Readers,
    /// When releases were issued. Holds a reading connection, and is closed as they are.
    dates: ReleaseDates,
    /// None where it can only be read. Who waits longest is the next: one that stores batch after batch would else keep the others
    /// waiting until its end.
    writer: Option<FairMutex<Connection>>,
    access: Access,
    /// Where it is, whatever folder the program goes to, and which file that was when it was opened.
    lasting: PathBuf,
    identity: Option<Identity>,
    /// Codebooks made ready to be found.
    finders: Finders,
    /// Who brings positions up to date while releases are stored.
    listener: Listener,
    /// What a batch waits for goes before what is found beside it.
    precedence: Arc<Precedence>,
    /// The search index says that it is whole and was found not to be.
    index_failed: AtomicBool,
    /// Where a file of an older version that can't be written lies as today's.
    _brought_up: Option<TempDir>,
}

/// What may be done with an open archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It can be read and written.
    ReadWrite,
    /// It can be read only: the file or its folder is write-protected. What would write fails with [`Fault::ReadOnly`].
    ReadOnly,
    /// It can be read only: a newer version of the program made it, and what that keeps in it is not known here. What would
    /// write fails with [`Fault::Newer`].
    Newer {
        /// The file's schema version.
        found: u32,
        /// The newest schema version this program writes.
        supported: u32,
    },
}

const _: () = {
    const fn shared_between_threads<T: Send + Sync>() {}
    shared_between_threads::<Archive>();
};

/// # Opening and closing
impl Archive {
    /// Makes an empty archive and opens it. The folder must be there.
    ///
    /// # Errors
    /// [`OpenError::Exists`] and the ones that say why it can't be written. Then no file is left.
    pub fn create(path: &Path) -> Result<Self, OpenError> {
        place(path, |part| make(part, MIGRATIONS).map_err(|error| error.about(path)))?;
        Self::open(path)
    }

    /// Makes an archive that stands at `path` only when `fill` has ended well: whatever else happens, no part of it is
    /// seen there. It is not opened.
    ///
    /// # Errors
    /// What `fill` gives, [`OpenError::Exists`], and the ones that say why it can't be written. Then no file is left.
    pub fn create_filled<E>(path: &Path, fill: impl FnOnce(&mut Batch<'_>) -> Result<(), E>) -> Result<(), E>
    where
        E: From<OpenError> + From<Error>,
    {
        place(path, |part| {
            let named = |error: OpenError| error.about(path);
            make(part, MIGRATIONS).map_err(named)?;
            let mut archive = Self::open(part).map_err(named)?;
            // What goes wrong from here on is told of the file that was asked for.
            archive.path = path.to_owned();
            archive.write(fill)?;
            archive.close()?;
            Ok(())
        })
    }

    /// Opens an archive. One of an older version is copied to a file beside it and then brought to today's. One of a newer
    /// version that has everything which this one reads is opened to be read.
    ///
    /// # Errors
    /// See [`OpenError`]. The file is then as it was, and nothing is left beside it.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, MIGRATIONS)
    }

    fn open_with(path: &Path, migrations: &[Migration]) -> Result<Self, OpenError> {
        let Inspected { version, index_damaged } = inspection::inspect_to_read(path, migrations)?;
        let supported = migrations.len() as u32;
        if version > supported {
            let access = Access::Newer { found: version, supported };
            return Self::open_to_read(path, version, migrations, access);
        }
        // Opening to write does not write; SQLite itself would fall back to reading without a word.
        match File::options().write(true).open(path) {
            Err(source)
                if matches!(
                    source.kind(),
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                ) =>
            {
                return Self::open_to_read(path, version, migrations, Access::ReadOnly);
            }
            other => other.map_err(|source| OpenError::Unreadable { path: path.to_owned(), source })?,
        };
        match Self::open_to_write(path, version, index_damaged, migrations) {
            Err(error) if matches!(error.fault(), Some(Fault::ReadOnly)) => {
                Self::open_to_read(path, version, migrations, Access::ReadOnly)
            }
            opened => opened,
        }
    }

    fn open_to_write(
        path: &Path,
        version: u32,
        index_damaged: bool,
        migrations: &[Migration],
    ) -> Result<Self, OpenError> {
        let failed = |error: rusqlite::Error| match error.sqlite_error_code() {
            // The archive itself has just been opened: it is the log that can't be made.
            Some(rusqlite::ErrorCode::CannotOpen) => Fault::ReadOnly.of(path),
            _ => OpenError::sqlite(path, error),
        };
        let mut writer = connection::writer(path).map_err(failed)?;
        if index_damaged || !index::answers(&writer).map_err(failed)? {
            index::excise(path).map_err(failed)?;
        }
        if (version as usize) < migrations.len() {
            migration::snapshot(&writer, path, version)?;
            migration::run(&mut writer, migrations).map_err(failed)?;
            // Every page it wrote is in the log, which the next start would read whole where this program does not come to close it.
            writer.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(())).map_err(failed)?;
        }
        connection::settle(&writer, journal(path)).map_err(failed)?;
        order::keep(&mut writer).map_err(failed)?;
        if index::state(&writer).map_err(failed)? == State::None {
            index::abandon(&mut writer).map_err(failed)?;
        }
        // Readers are opened later, when the program may have gone to another folder.
        let lasting = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let readers = Readers::new(lasting.clone(), Reading::BesideWriter);
        // One is opened now and has read: should the file be deleted, what is in it can still be read.
        readers.with(|connection| meta::get(connection, meta::SAMPLE)).map_err(failed)?;
        Ok(Self {
            path: path.to_owned(),
            identity: Identity::of(&lasting),
            lasting,
            readers,
            dates: ReleaseDates::default(),
            writer: Some(FairMutex::new(writer)),
            access: Access::ReadWrite,
            finders: Finders::default(),
            listener: Listener::default(),
            precedence: Arc::default(),
            index_failed: AtomicBool::new(false),
            _brought_up: None,
        })
    }

    /// Opens a file that can't be written, or is not to be. Nothing is written beside it either; one of an older version is brought to
    /// today's in a temporary folder.
    fn open_to_read(
        path: &Path,
        version: u32,
        migrations: &[Migration],
        access: Access,
    ) -> Result<Self, OpenError> {
        let failed = |error: rusqlite::Error| match error.sqlite_error_code() {
            // There is a log beside it that can't be read without being written.
            Some(rusqlite::ErrorCode::CannotOpen) => Fault::ReadOnly.of(path),
            _ => OpenError::sqlite(path, error),
        };
        let mut lasting = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut brought_up = None;
        if (version as usize) < migrations.len() {
            let folder = tempfile::tempdir().map_err(|error| OpenError::creating(path, error))?;
            lasting = folder.path().join("read.bayan");
            let name = lasting.to_string_lossy().into_owned();
            connection::probe(path).and_then(|old| old.execute("VACUUM INTO ?1", [name])).map_err(failed)?;
            let mut copy = connection::writer(&lasting).map_err(failed)?;
            migration::run(&mut copy, migrations).map_err(failed)?;
            order::keep(&mut copy).map_err(failed)?;
            copy.close().map_err(|(_, error)| failed(error))?;
            brought_up = Some(folder);
        }
        let readers = Readers::new(lasting, Reading::Alone);
        readers.with(|connection| meta::get(connection, meta::SAMPLE)).map_err(failed)?;
        Ok(Self {
            path: path.to_owned(),
            readers,
            dates: ReleaseDates::default(),
            writer: None,
            access,
            identity: None,
            lasting: PathBuf::new(),
            finders: Finders::default(),
            listener: Listener::default(),
            precedence: Arc::default(),
            index_failed: AtomicBool::new(false),
            _brought_up: brought_up,
        })
    }

    /// Whether it can be written, or only read.
    pub fn access(&self) -> Access {
        self.access
    }

    /// Closes the archive and says whether all of it reached the file. Dropping it does the same in silence.
    ///
    /// # Errors
    /// When the log can't be brought into the file. Nothing is lost: the log stays beside it and is read at the next
    /// opening.
    pub fn close(self) -> Result<(), Error> {
        let Self { path, readers, dates, writer, .. } = self;
        drop((readers, dates));
        let Some(writer) = writer else { return Ok(()) };
        writer.into_inner().close().map_err(|(_, error)| Error::sqlite(&path, error))
    }

    pub(crate) const fn readers(&self) -> &Readers {
        &self.readers
    }

    pub(crate) const fn dates(&self) -> &ReleaseDates {
        &self.dates
    }

    pub(crate) const fn finders(&self) -> &Finders {
        &self.finders
    }

    pub(crate) const fn listener(&self) -> &Listener {
        &self.listener
    }

    pub(crate) const fn precedence(&self) -> &Arc<Precedence> {
        &self.precedence
    }

    /// The archive's file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// # Reading
impl Archive {
    /// Every issuer, in the order they were added.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn issuers(&self) -> Result<Vec<Issuer>, Error> {
        self.read(issuers::all)
    }

    /// Every series with the number of its releases, in the order they were added.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn series(&self) -> Result<Vec<Series>, Error> {
        self.read(series::all)
    }

    /// The releases of a series by date, the oldest first; those of one date in the order they were stored.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`]; when the file can't be read or is damaged.
    pub fn releases(&self, series: SeriesId) -> Result<Vec<Release>, Error> {
        self.read_series(series, releases::of_series)
    }

    /// One release, without its text.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; when the file can't be read or is damaged.
    pub fn release(&self, id: ReleaseId) -> Result<Release, Error> {
        self.read(|connection| releases::get(connection, id))?.ok_or(Error::NoSuchRelease(id))
    }

    /// The paragraphs of a release in order, the title not among them.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; when the file can't be read or is damaged.
    pub fn paragraphs(&self, id: ReleaseId) -> Result<Vec<String>, Error> {
        let paragraphs = self.read(|connection| paragraphs::of_release(connection, id))?;
        // No release is without text.
        if paragraphs.is_empty() { Err(Error::NoSuchRelease(id)) } else { Ok(paragraphs) }
    }

    /// The paragraphs of all releases of a series in order, the oldest release first, titles not among them.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`]; when the file can't be read or is damaged.
    pub fn paragraphs_of_series(&self, series: SeriesId) -> Result<Vec<String>, Error> {
        self.read_series(series, paragraphs::of_series)
    }

    /// Reads something of a series that there must be.
    pub(crate) fn read_series<T>(
        &self,
        series: SeriesId,
        read: impl FnOnce(&Connection, SeriesId) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        self.read(|connection| {
            series::exists(connection, series)?.then(|| read(connection, series)).transpose()
        })?
        .ok_or(Error::NoSuchSeries(series))
    }

    /// Which text each release has, as it was stored: series by series, those of a series by date. A text itself is not read.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn fingerprints(&self) -> Result<Vec<Fingerprint>, Error> {
        self.read(releases::fingerprints)
    }

    /// How many releases there are in all.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn release_count(&self) -> Result<u32, Error> {
        self.read(releases::count)
    }

    /// Whether a release's text is still the one that was stored. SQLite notices damage to a file's structure; a letter
    /// that has changed inside a text only this notices.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; when the file can't be read or is damaged.
    pub fn is_intact(&self, id: ReleaseId) -> Result<bool, Error> {
        self.read(|connection| check::is_intact(connection, id))?.ok_or(Error::NoSuchRelease(id))
    }

    /// Whether it is the sample archive.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn is_sample(&self) -> Result<bool, Error> {
        Ok(self.meta(meta::SAMPLE)?.is_some())
    }

    /// A fact about the archive itself, as it was put under `key`.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn meta(&self, key: &str) -> Result<Option<String>, Error> {
        self.read(|connection| meta::get(connection, key))
    }

    /// How long the file is with what its log holds, in bytes.
    pub(crate) fn length(connection: &Connection) -> rusqlite::Result<u64> {
        let bytes: i64 = connection.query_row(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            [],
            |row| row.get(0),
        )?;
        Ok(bytes.unsigned_abs())
    }

    pub(crate) fn read<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        self.readers.with(read).map_err(|error| Error::sqlite(&self.path, error))
    }
}

/// # Writing
impl Archive {
    pub(crate) fn writer(&self) -> Result<FairMutexGuard<'_, Connection>, Error> {
        match &self.writer {
            // What is written to a file that was deleted goes with it, and no error says so.
            Some(_) if Identity::of(&self.lasting) != self.identity => {
                Err(Error::Gone { path: self.path.clone() })
            }
            // A panic while it was held has undone its transaction on the way; the connection is whole.
            Some(writer) => Ok(writer.lock()),
            None => Err(match self.access {
                Access::Newer { found, supported } => Fault::Newer { found, supported }.of(&self.path),
                Access::ReadOnly | Access::ReadWrite => Fault::ReadOnly.of(&self.path),
            }),
        }
    }

    /// Runs `steps` in one transaction: all of it is stored when it ends well, nothing of it otherwise.
    ///
    /// # Errors
    /// What `steps` gives; when it can't be written, or another program kept writing for too long.
    pub fn write<T, E: From<Error>>(
        &self,
        steps: impl FnOnce(&mut Batch<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = self.writer()?;
        let (done, stored) = self.write_on(&mut writer, steps)?;
        drop(writer);
        self.listener.tell(stored);
        Ok(done)
    }

    /// The same for what was computed and can be computed again: it is stored whole or not at all, but not waited for on the
    /// disk. What a power failure takes of it is stale, and found anew; what is stored after it and waited for takes it along.
    pub(crate) fn write_without_waiting<T>(
        &self,
        steps: impl FnOnce(&mut Batch<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut writer = self.writer()?;
        let mut unwaited = Unwaited::begin(&mut writer).map_err(|error| Error::sqlite(&self.path, error))?;
        let (done, _) = self.write_on(unwaited.connection(), steps)?;
        Ok(done)
    }

    /// Gives also in which series how much was stored.
    fn write_on<T, E: From<Error>>(
        &self,
        writer: &mut Connection,
        steps: impl FnOnce(&mut Batch<'_>) -> Result<T, E>,
    ) -> Result<(T, StoredIn), E> {
        let mut batch = Batch::begin(writer, &self.path, &self.precedence)?;
        let done = steps(&mut batch)?;
        batch.refresh_positions(&self.finders)?;
        Ok((done, batch.commit()?))
    }

    /// Adds an issuer.
    ///
    /// # Errors
    /// See [`Batch::add_issuer`] and [`Archive::write`].
    pub fn add_issuer(&self, new: &NewIssuer) -> Result<IssuerId, Error> {
        self.write(|batch| batch.add_issuer(new))
    }

    /// Adds a series.
    ///
    /// # Errors
    /// See [`Batch::add_series`] and [`Archive::write`].
    pub fn add_series(&self, new: &NewSeries) -> Result<SeriesId, Error> {
        self.write(|batch| batch.add_series(new))
    }

    /// Stores a release with its text.
    ///
    /// # Errors
    /// See [`Batch::store_release`] and [`Archive::write`].
    pub fn store_release(&self, new: &NewRelease) -> Result<ReleaseId, Error> {
        self.write(|batch| batch.store_release(new))
    }

    /// Stores several releases, all or none.
    ///
    /// # Errors
    /// See [`Batch::store_release`] and [`Archive::write`].
    pub fn store_batch(&self, new: impl IntoIterator<Item = NewRelease>) -> Result<Vec<ReleaseId>, Error> {
        self.write(|batch| new.into_iter().map(|release| batch.store_release(&release)).collect())
    }

    /// Puts a fact about the archive itself under a key, in place of what stood there.
    ///
    /// # Errors
    /// See [`Archive::write`].
    pub fn set_meta(&self, key: &str, value: &str) -> Result<(), Error> {
        self.write(|batch| batch.set_meta(key, value))
    }
}

/// The journal for a file at this place: the write-ahead log needs memory that all who have the file open share.
fn journal(path: &Path) -> Journal {
    match whereabouts(path) {
        Whereabouts::Network(_) => Journal::Rollback,
        Whereabouts::Local | Whereabouts::Cloud(_) => Journal::Ahead,
    }
}

/// How long the pages of a new archive are, in bytes. With SQLite's 4,096 twice as many are written to the log and read from
/// it; a paragraph and the rows of its release would take up more than one each.
const PAGE_BYTES: u32 = 8192;

/// Writes an empty archive. Its identity goes into the file itself, not into a log beside it, so that whoever looks at
/// the file alone knows it.
pub(crate) fn make(path: &Path, migrations: &[Migration]) -> Result<(), OpenError> {
    let made = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut new = Connection::open_with_flags(path, flags)?;
        new.pragma_update(None, "synchronous", "FULL")?;
        new.pragma_update(None, "page_size", PAGE_BYTES)?;
        new.pragma_update(None, "application_id", APPLICATION_ID)?;
        migration::run(&mut new, migrations)?;
        index::create(&new)?;
        new.close().map_err(|(_, error)| error)
    };
    made().map_err(|error| OpenError::sqlite(path, error).needing(LEAST_ROOM))
}

mod acting;
pub(crate) mod editing;
#[cfg(test)]
mod migrated;
pub(crate) mod searching;
mod sources;
#[cfg(test)]
mod tests;
