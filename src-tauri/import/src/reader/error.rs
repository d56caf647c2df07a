//! Why a file gave no draft.

use bayan_fetch::FetchError;
use serde::{Deserialize, Serialize};

/// Why a file could not be read. Says which file, where in it, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{name}: {reason}")]
pub struct ReadError {
    /// The file's name or path, as it was given.
    pub name: String,
    /// What is the matter.
    #[source]
    pub reason: Reason,
}

impl ReadError {
    /// The same of what stands under another name: the address that a file was fetched from.
    pub(crate) fn of(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }
}

/// What is the matter with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// It is a folder, a device, a pipe.
    #[error("this is not a file")]
    NotAFile,
    /// The system does not let it be read.
    #[error("the file cannot be read: {why}")]
    Unreadable {
        /// The system's words.
        why: String,
    },
    /// It has no bytes, or only spaces and line ends.
    #[error("the file holds no text")]
    Empty,
    /// It holds nothing but control characters.
    #[error("the file holds only control characters, no text")]
    OnlyControls,
    /// It is larger than what is read.
    #[error("the file is too large: {bytes} bytes, at most {limit} are read; split it")]
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The largest size.
        limit: u64,
    },
    /// Its text is larger than what is read.
    #[error("the file holds more than {limit} bytes of text, more than any statement; split it")]
    TooMuchText {
        /// The most bytes of UTF-8.
        limit: u64,
    },
    /// It has more paragraphs than are read.
    #[error("the file holds {count} paragraphs or more, at most {limit} are read; split it")]
    TooManyParagraphs {
        /// How many were counted.
        count: u64,
        /// The most.
        limit: u64,
    },
    /// It is a table or feed with more rows than are read at once.
    #[error("the file holds more than {limit} releases; split it")]
    TooManyReleases {
        /// The most.
        limit: u64,
    },
    /// It is made of something that no statement is made of, and would take all memory: a bomb.
    #[error("{part} would unpack to more than {limit} bytes; no statement does, so the file is refused")]
    Bomb {
        /// The part of the file.
        part: String,
        /// The most bytes.
        limit: u64,
    },
    /// Its elements lie within each other deeper than is read.
    #[error("{part} nests elements deeper than {limit}; save the document anew or copy its text")]
    TooDeep {
        /// The part of the file.
        part: String,
        /// The deepest.
        limit: u64,
    },
    /// Its XML defines entities: no program for documents writes that, only attacks do.
    #[error("{part} has a DOCTYPE, which documents of this kind never have; the file is refused")]
    Doctype {
        /// The part of the file.
        part: String,
    },
    /// It breaks off.
    #[error("the file breaks off in {part}; it was not copied or loaded whole: fetch it again")]
    Truncated {
        /// The part of the file.
        part: String,
    },
    /// It is not made as its format demands.
    #[error("{part} is damaged ({why}); open it in the program it was made with and save it anew")]
    Damaged {
        /// The part of the file.
        part: String,
        /// What is wrong, technically.
        why: String,
    },
    /// It wants a password.
    #[error("the file is locked with a password; open it with the password and save it without one")]
    Password,
    /// It has pages and none of them has text.
    #[error(
        "none of the {pages} pages holds text: it is scanned or drawn; run text recognition (OCR) on it first"
    )]
    NoTextLayer {
        /// How many pages.
        pages: u32,
    },
    /// It is something that is known and not read.
    #[error("this is {what}, which is not read; {cure}", cure = what.cure())]
    NotRead {
        /// What it is.
        what: Foreign,
    },
    /// It is not known what it is.
    #[error("it is not known what kind of file this is; save it as text, DOCX, PDF or HTML")]
    Unknown,
    /// It is to be a page that lists releases, and no links to any were found on it.
    #[error("no links to statements were found on this page; give the address of the page that lists them")]
    NoLinks,
    /// A table lacks a column that it needs.
    #[error("the table has no column “{column}”; its columns are: {found}")]
    NoColumn {
        /// The column's name.
        column: String,
        /// The columns it has.
        found: String,
    },
    /// A row of a table can't be read.
    #[error("row {row}: {why}")]
    Row {
        /// Its number, from 1, the header not counted.
        row: u64,
        /// What is wrong.
        why: String,
    },
    /// Reading took too long and was ended.
    #[error(
        "reading took longer than {seconds} seconds and was ended; the file is damaged or made to do harm"
    )]
    TookTooLong {
        /// The longest time.
        seconds: u64,
    },
    /// The reader broke down on it.
    #[error("the reader broke down on this file ({why}); save it anew or copy its text")]
    BrokeDown {
        /// How, technically.
        why: String,
    },
    /// The reader could not be started.
    #[error("the reader could not be started: {why}")]
    NoReader {
        /// The system's words.
        why: String,
    },
    /// It did not come from the web.
    #[error(transparent)]
    NotFetched(FetchError),
    /// It was called off.
    #[error("it was called off")]
    CalledOff,
}

/// A kind of file that is known and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Foreign {
    /// Word up to 2003.
    #[error("a Word document of the old form (.doc)")]
    Doc,
    /// Rich text.
    #[error("a rich text document (.rtf)")]
    Rtf,
    /// A Word, Excel or PowerPoint file with a password.
    #[error("an Office document locked with a password")]
    LockedOffice,
    /// Excel.
    #[error("an Excel workbook")]
    Excel,
    /// PowerPoint.
    #[error("a presentation")]
    Presentation,
    /// A picture.
    #[error("a picture")]
    Picture,
    /// A ZIP file, but no document.
    #[error("a compressed folder (.zip)")]
    Zip,
    /// Another compressed file.
    #[error("a compressed file")]
    Compressed,
    /// A program.
    #[error("a program")]
    Program,
    /// An archive of Bayan's own: that is merged, not read.
    #[error("an archive of Bayan")]
    BayanArchive,
    /// An SQLite database.
    #[error("a database")]
    Database,
}

impl Foreign {
    /// What to do about it, in English.
    pub const fn cure(self) -> &'static str {
        match self {
            Self::Doc | Self::Rtf => "open it and save it as DOCX",
            Self::LockedOffice => "open it with its password and save it without one",
            Self::Excel => "save the table as CSV",
            Self::Presentation => "save its text as DOCX or PDF",
            Self::Picture => "run text recognition (OCR) on it first",
            Self::Zip | Self::Compressed => "unpack it and import what is in it",
            Self::Program => "choose a document",
            Self::BayanArchive => "merge it with the archive that is open",
            Self::Database => "choose a document",
        }
    }
}
