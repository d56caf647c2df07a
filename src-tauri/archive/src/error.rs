//! What can go wrong, each with the file it went wrong with.

use std::io;
use std::path::{Path, PathBuf};

use bayan_core::model::{IssuerId, ReleaseId, SeriesId};
use bayan_core::positions::codebook::CodebookError;
use rusqlite::ErrorCode;

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
    /// A newer version of Bayan made it.
    #[error("{}: made by a newer version of Bayan (archive version {found}; this one reads up to {supported})", path.display())]
    Newer {
        /// The file asked for.
        path: PathBuf,
        /// The file's schema version.
        found: u32,
        /// The newest schema version this program reads.
        supported: u32,
    },
    /// It is an archive, and part of it is lost or overwritten.
    #[error("{}: the archive is damaged ({detail})", path.display())]
    Damaged {
        /// The file asked for.
        path: PathBuf,
        /// What was found, in SQLite's words or ours; for the log.
        detail: String,
    },
    /// The system does not let it be read.
    #[error("{}: the file cannot be read: {source}", path.display())]
    Unreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It can be read but not written, or nothing can be written beside it.
    #[error("{}: the archive or its folder is write-protected", path.display())]
    ReadOnly {
        /// The file asked for.
        path: PathBuf,
    },
    /// Another program holds it for itself.
    #[error("{}: the archive is held by another program", path.display())]
    InUse {
        /// The file asked for.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("{}: the disk is full", path.display())]
    Full {
        /// The file asked for.
        path: PathBuf,
    },
    /// The system does not let a file be made there.
    #[error("{}: the file cannot be created: {source}", path.display())]
    NotCreated {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// SQLite failed in another way.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The file asked for.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// Why reading from or writing to an open archive failed. What was being written is not in the archive, in whole or part.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The disk is full.
    #[error("{}: the disk is full", path.display())]
    Full {
        /// The archive's file.
        path: PathBuf,
    },
    /// The file or its folder has become write-protected.
    #[error("{}: the archive or its folder is write-protected", path.display())]
    ReadOnly {
        /// The archive's file.
        path: PathBuf,
    },
    /// A newer version of Bayan made it: it can be read, and this one does not write to what it does not know.
    #[error("{}: made by a newer version of Bayan (archive version {found}; this one writes up to {supported})", path.display())]
    Newer {
        /// The archive's file.
        path: PathBuf,
        /// The file's schema version.
        found: u32,
        /// The newest schema version this program writes.
        supported: u32,
    },
    /// The file has been deleted, moved or replaced, or its drive is gone, while it was open. What is in it can still be
    /// read, unless the drive is gone, and copied to another place.
    #[error("{}: the archive is no longer there", path.display())]
    Gone {
        /// The archive's file.
        path: PathBuf,
    },
    /// Another program was writing to it for longer than one waits.
    #[error("{}: the archive is held by another program", path.display())]
    InUse {
        /// The archive's file.
        path: PathBuf,
    },
    /// Part of the file is lost or overwritten.
    #[error("{}: the archive is damaged ({detail})", path.display())]
    Damaged {
        /// The archive's file.
        path: PathBuf,
        /// What was found, in SQLite's words or ours; for the log.
        detail: String,
    },
    /// An earlier step of the same batch failed in a way that undid the whole batch.
    #[error("{}: the batch was undone by an earlier failure", path.display())]
    Undone {
        /// The archive's file.
        path: PathBuf,
    },
    /// SQLite failed in another way.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The archive's file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
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

/// The failures of SQLite that a person can understand and do something about.
enum Fault {
    Full,
    ReadOnly,
    InUse,
    Damaged,
    Other,
}

fn fault(error: &rusqlite::Error) -> Fault {
    use rusqlite::Error as E;
    match (error, error.sqlite_error_code()) {
        (_, Some(ErrorCode::DiskFull)) => Fault::Full,
        (_, Some(ErrorCode::ReadOnly)) => Fault::ReadOnly,
        (_, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => Fault::InUse,
        (_, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) => Fault::Damaged,
        // A value that the schema does not allow and our own writing never makes.
        (
            E::FromSqlConversionFailure(..)
            | E::IntegralValueOutOfRange(..)
            | E::InvalidColumnType(..)
            | E::Utf8Error(..),
            _,
        ) => Fault::Damaged,
        _ => Fault::Other,
    }
}

impl OpenError {
    pub(crate) fn sqlite(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match fault(&source) {
            Fault::Full => Self::Full { path },
            Fault::ReadOnly => Self::ReadOnly { path },
            Fault::InUse => Self::InUse { path },
            Fault::Damaged => Self::Damaged { path, detail: source.to_string() },
            Fault::Other => Self::Sqlite { path, source },
        }
    }

    pub(crate) fn creating(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            io::ErrorKind::StorageFull => Self::Full { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::NotCreated { path, source },
        }
    }

    /// The same, told of another file.
    pub(crate) fn about(mut self, other: &Path) -> Self {
        let (Self::Missing { path }
        | Self::Exists { path }
        | Self::NotAnArchive { path }
        | Self::Newer { path, .. }
        | Self::Damaged { path, .. }
        | Self::Unreadable { path, .. }
        | Self::ReadOnly { path }
        | Self::InUse { path }
        | Self::Full { path }
        | Self::NotCreated { path, .. }
        | Self::Sqlite { path, .. }) = &mut self;
        other.clone_into(path);
        self
    }

    /// The file it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing { path }
            | Self::Exists { path }
            | Self::NotAnArchive { path }
            | Self::Newer { path, .. }
            | Self::Damaged { path, .. }
            | Self::Unreadable { path, .. }
            | Self::ReadOnly { path }
            | Self::InUse { path }
            | Self::Full { path }
            | Self::NotCreated { path, .. }
            | Self::Sqlite { path, .. } => path,
        }
    }
}

impl Error {
    pub(crate) fn sqlite(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match fault(&source) {
            Fault::Full => Self::Full { path },
            Fault::ReadOnly => Self::ReadOnly { path },
            Fault::InUse => Self::InUse { path },
            Fault::Damaged => Self::Damaged { path, detail: source.to_string() },
            Fault::Other => Self::Sqlite { path, source },
        }
    }
}
