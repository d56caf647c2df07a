//! What can go wrong, each with the file it went wrong with.
//!
//! [`OpenError`] and [`Error`] say at what it went wrong; what can go wrong with a file at either is one list, [`Fault`].

use std::io;
use std::path::{Path, PathBuf};

use bayan_core::model::{IssuerId, ReleaseId, SeriesId};
use bayan_core::positions::codebook::CodebookError;
use rusqlite::ErrorCode;

/// What keeps an archive's file from being read or written, whatever was to be done.
#[derive(Debug, thiserror::Error)]
#[error("{}: {fault}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// What is the matter with it.
    pub fault: Fault,
}

/// What can be the matter with an archive's file.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The disk is full.
    #[error("the disk is full{}", .needed.map(|bytes| format!(": {bytes} bytes are needed")).unwrap_or_default())]
    Full {
        /// How many bytes must be free where the file lies for what was to be done, at least, as far as can be told before.
        needed: Option<u64>,
    },
    /// The system could not read or write it: its drive was taken away, or fails; what SQLite said, for the log.
    #[error("the drive does not answer ({0})")]
    Failing(String),
    /// It can be read but not written, or nothing can be written beside it.
    #[error("the archive or its folder is write-protected")]
    ReadOnly,
    /// Another program holds it for itself, or was writing to it for longer than one waits.
    #[error("the archive is held by another program")]
    InUse,
    /// It is an archive, and part of it is lost or overwritten; what was found, in SQLite's words or ours, for the log.
    #[error("the archive is damaged ({0})")]
    Damaged(String),
    /// A newer version of Bayan made it. It may be one that can be read; this version does not write to what it does not know.
    #[error("made by a newer version of Bayan (archive version {found}; this one knows up to {supported})")]
    Newer {
        /// The file's schema version.
        found: u32,
        /// The newest schema version this program knows.
        supported: u32,
    },
    /// SQLite failed in another way.
    #[error("{0}")]
    Sqlite(rusqlite::Error),
}

impl Fault {
    /// The same, where it is that the disk is full with how many bytes are needed.
    fn needing(&mut self, bytes: u64) {
        if let Self::Full { needed: needed @ None } = self {
            *needed = Some(bytes);
        }
    }

    /// The same as an error about a file.
    pub(crate) fn of<E: From<FileError>>(self, path: &Path) -> E {
        FileError { path: path.to_owned(), fault: self }.into()
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match (&error, error.sqlite_error_code()) {
            (_, Some(ErrorCode::DiskFull)) => Self::Full { needed: None },
            (_, Some(ErrorCode::SystemIoFailure)) => Self::Failing(error.to_string()),
            (_, Some(ErrorCode::ReadOnly)) => Self::ReadOnly,
            (_, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => Self::InUse,
            (_, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) => {
                Self::Damaged(error.to_string())
            }
            // A value that the schema does not allow and our own writing never makes.
            (
                E::FromSqlConversionFailure(..)
                | E::IntegralValueOutOfRange(..)
                | E::InvalidColumnType(..)
                | E::Utf8Error(..),
                _,
            ) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

/// Why an archive was not opened or not created. The file, if there is one, is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("{}: there is no such file", path.display())]
    Missing {
        /// The file asked for.
        path: PathBuf,
    },
    /// A new archive was asked for where something stands already.
    #[error("{}: there is already a file of this name", path.display())]
    Exists {
        /// The file asked for.
        path: PathBuf,
    },
    /// It is something else: a folder, a text, another program's database, an empty file.
    #[error("{}: this is not a Bayan archive", path.display())]
    NotAnArchive {
        /// The file asked for.
        path: PathBuf,
    },
    /// The system does not let it be read.
    #[error("{}: the file cannot be read: {source}", path.display())]
    Unreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system does not let a file be made there.
    #[error("{}: the file cannot be created: {source}", path.display())]
    NotCreated {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is one that can't be used, or not as was asked.
    #[error(transparent)]
    File(#[from] FileError),
}

/// Why reading from or writing to an open archive failed. What was being written is not in the archive, in whole or part.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Its file can't be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file has been deleted, moved or replaced, or its drive is gone, while it was open. What is in it can still be
    /// read, unless the drive is gone, and copied to another place.
    #[error("{}: the archive is no longer there", path.display())]
    Gone {
        /// The archive's file.
        path: PathBuf,
    },
    /// An earlier step of the same batch failed in a way that undid the whole batch.
    #[error("{}: the batch was undone by an earlier failure", path.display())]
    Undone {
        /// The archive's file.
        path: PathBuf,
    },
    /// The archive has no issuer of this number.
    #[error("no issuer has the number {}", .0.0)]
    NoSuchIssuer(IssuerId),
    /// The archive has no series of this number.
    #[error("no series has the number {}", .0.0)]
    NoSuchSeries(SeriesId),
    /// The archive has no release of this number.
    #[error("no release has the number {}", .0.0)]
    NoSuchRelease(ReleaseId),
    /// The archive has no note, topic, term, original or saved comparison of this number.
    #[error("there is no entry with the number {0}")]
    NoSuchEntry(i64),
    /// What an act did has been changed meanwhile, so it can't be undone or done again; the act's code.
    #[error("what “{0}” did has been changed since")]
    Changed(String),
    /// What was to be stored is not fit to be.
    #[error(transparent)]
    Invalid(#[from] Invalid),
}

/// What is not stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// A name or title that is blank or given in no language.
    #[error("a name is missing")]
    NoName,
    /// A title or source that is there but blank.
    #[error("a title or source is blank")]
    Blank,
    /// A release without text.
    #[error("the release has no text")]
    NoText,
    /// A release with more paragraphs than an archive counts; how many it has.
    #[error("the release has {0} paragraphs, more than fit")]
    TooManyParagraphs(usize),
    /// A number that is not among those that mean something, or a quote outside of its paragraph.
    #[error("a number is out of range")]
    OutOfRange,
    /// A codebook that would not be read back as it is; where its written form has a fault, which.
    #[error("the codebook can't be written down")]
    Codebook(Option<CodebookError>),
    /// A paragraph without text; its number from 0.
    #[error("paragraph {0} is blank")]
    BlankParagraph(usize),
}

impl OpenError {
    pub(crate) fn sqlite(path: &Path, source: rusqlite::Error) -> Self {
        Fault::from(source).of(path)
    }

    pub(crate) fn creating(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::AlreadyExists => Self::Exists { path: path.to_owned() },
            io::ErrorKind::StorageFull => Fault::Full { needed: None }.of(path),
            io::ErrorKind::ReadOnlyFilesystem => Fault::ReadOnly.of(path),
            _ => Self::NotCreated { path: path.to_owned(), source },
        }
    }

    /// The same, with how many bytes are needed where the disk is full.
    pub(crate) fn needing(mut self, bytes: u64) -> Self {
        if let Self::File(FileError { fault, .. }) = &mut self {
            fault.needing(bytes);
        }
        self
    }

    /// The same, told of another file.
    pub(crate) fn about(mut self, other: &Path) -> Self {
        let (Self::Missing { path }
        | Self::Exists { path }
        | Self::NotAnArchive { path }
        | Self::Unreadable { path, .. }
        | Self::NotCreated { path, .. }
        | Self::File(FileError { path, .. })) = &mut self;
        other.clone_into(path);
        self
    }

    /// The file it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing { path }
            | Self::Exists { path }
            | Self::NotAnArchive { path }
            | Self::Unreadable { path, .. }
            | Self::NotCreated { path, .. }
            | Self::File(FileError { path, .. }) => path,
        }
    }

    /// What is the matter with the file, where it is an archive.
    pub const fn fault(&self) -> Option<&Fault> {
        match self {
            Self::File(FileError { fault, .. }) => Some(fault),
            _ => None,
        }
    }
}

impl Error {
    pub(crate) fn sqlite(path: &Path, source: rusqlite::Error) -> Self {
        Fault::from(source).of(path)
    }

    /// The same, with how many bytes are needed where the disk is full.
    pub(crate) fn needing(mut self, bytes: u64) -> Self {
        if let Self::File(FileError { fault, .. }) = &mut self {
            fault.needing(bytes);
        }
        self
    }

    /// What is the matter with the file.
    pub const fn fault(&self) -> Option<&Fault> {
        match self {
            Self::File(FileError { fault, .. }) => Some(fault),
            _ => None,
        }
    }
}
