//! What a file says of itself in its first hundred bytes, read without opening it as a database.
//!
//! SQLite repairs, locks and writes as soon as it opens a file. A file that is not ours must not be touched, so what it is
//! gets decided here. Source of the layout: “Database File Format”, section 1.3, <https://www.sqlite.org/fileformat2.html>.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::error::OpenError;

/// The SQLite application id of a Bayan archive: the letters `BYAN`.
pub const APPLICATION_ID: u32 = u32::from_be_bytes(*b"BYAN");

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The part of a database header that decides whether to open it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    /// Whose file it is.
    pub application_id: u32,
    /// The version of its schema.
    pub user_version: u32,
    /// How long the file must at least be, in bytes; `None` where the header does not tell.
    pub least_length: Option<u64>,
    /// How long the file is, in bytes.
    pub length: u64,
}

/// Whether a file says of itself that it is a Bayan archive, whole or not. Nothing is written, locked or created.
pub fn is_archive(path: &Path) -> bool {
    read(path).is_ok_and(|header| header.application_id == APPLICATION_ID)
}

/// Reads the header of the file at `path`. Nothing is written, locked or created.
///
/// # Errors
/// [`OpenError::Missing`], [`OpenError::Unreadable`], or [`OpenError::NotAnArchive`] for what is no SQLite database.
pub(crate) fn read(path: &Path) -> Result<Header, OpenError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            OpenError::Missing { path: path.to_owned() }
        }
        _ => OpenError::Unreadable { path: path.to_owned(), source },
    };
    let other = || OpenError::NotAnArchive { path: path.to_owned() };
    // Asked before opening: to open a pipe is to wait for its other end.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(other());
    }
    let mut file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let mut bytes = [0; 100];
    match file.read_exact(&mut bytes) {
        Ok(()) => parse(&bytes, length).ok_or_else(other),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(other()),
        Err(error) => Err(failed(error)),
    }
}

fn parse(bytes: &[u8; 100], length: u64) -> Option<Header> {
    let word = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    let page_size = match u16::from_be_bytes([bytes[16], bytes[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    // The page count holds only if it was written together with the change counter.
    let pages = (word(24) == word(92) && word(28) > 0).then(|| u64::from(word(28)));
    Some(Header {
        application_id: word(68),
        user_version: word(60),
        least_length: pages.map(|pages| pages * page_size),
        length,
    })
}
