//! What the window is told when something cannot be done: a code, and what its words need.
//!
//! A code exists only where the window says something of its own for it; the words are in the interface's two catalogues,
//! which a test holds against [`CODES`]. The full chain of causes goes to the log.

mod export;
pub mod import;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bayan_archive::search::MOST_WORDS;
use bayan_archive::{Error as ArchiveError, Fault, FileError, Invalid, OpenError};
use bayan_core::text::lexicon::own::{LexiconError, Reason};
use bayan_export::archived::ExportError;
use bayan_export::place::PlaceError;
use bayan_export::qualitative::coding::CodingError;
use bayan_fetch::FetchError;
use bayan_import::intake::storing::StoreError;
use bayan_import::sample::SampleError;
use serde::{Serialize, Serializer};
use ts_rs::TS;

/// Every code but those of [`import`], in alphabetical order.
pub const CODES: &[&str] = &[
    "act-overtaken",
    "agreement-nothing-coded",
    "agreement-nothing-shared",
    "archive-damaged",
    "archive-in-use",
    "archive-missing",
    "archive-newer",
    "archive-not-an-archive",
    "archive-not-created",
    "archive-open-elsewhere",
    "archive-read-only",
    "archive-unreadable",
    "backups-not-read",
    "codebook-not-read",
    "codebook-not-written",
    "codebook-wrong",
    "coding-wrong",
    "disk-full",
    "drive-failing",
    "entry-missing",
    "export-denied",
    "export-exists",
    "export-file-open",
    "export-name",
    "export-no-folder",
    "export-no-topic",
    "export-not-made",
    "export-not-offered",
    "export-not-shown",
    "export-nothing",
    "file-not-read",
    "file-not-written",
    "frame-refused",
    "internal",
    "issuer-missing",
    "lexicon-not-read",
    "lexicon-wrong",
    "name-blank",
    "no-archive",
    "no-browser",
    "no-releases",
    "passage-empty",
    "position-gone",
    "query-empty",
    "query-only-without",
    "query-too-long",
    "release-missing",
    "series-missing",
    "settings-not-written",
    "window-not-opened",
];

/// A failure as it crosses to the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ErrorReport {
    /// One of [`CODES`].
    pub code: String,
    /// What the words need: `path`, `found`, `supported` …
    pub params: BTreeMap<String, String>,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// An archive was not opened or created.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Reading from or writing to the open archive failed.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The sample archive was not built.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// Something that was brought in was not stored.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was entered is no address that is asked.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// What was given as the date of a release is none.
    #[error("no date: {0}")]
    NoDate(String),
    /// Neither a series nor the names of a new one were given.
    #[error("no series was chosen")]
    NoSeriesChosen,
    /// No archive is open.
    #[error("no archive is open")]
    NoArchive,
    /// Another window has the archive.
    #[error("{}: another window has it", path.display())]
    OpenElsewhere {
        /// The archive.
        path: PathBuf,
    },
    /// The folder of the copies was not read.
    #[error("{}: {error}", path.display())]
    BackupsNotRead {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The program was not started once more.
    #[error("no other window: {0}")]
    WindowNotOpened(std::io::Error),
    /// The window named a file that it was not told of.
    #[error("{}: the window was not told of it", .0.display())]
    NotOffered(PathBuf),
    /// A position is no longer there as it was shown.
    #[error("the position is no longer there as it was shown")]
    PositionGone,
    /// The settings file was not written.
    #[error("{}: {error}", path.display())]
    SettingsNotWritten {
        /// The settings file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The folder of the archives was not made.
    #[error("{}: {error}", path.display())]
    FolderNotMade {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A codebook file was not read.
    #[error("{}: {error}", path.display())]
    CodebookNotRead {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A codebook file was not written.
    #[error("{}: {error}", path.display())]
    CodebookNotWritten {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A codebook says something a codebook cannot hold.
    #[error("{error}")]
    CodebookWrong {
        /// The file it stands in; `None` for one that is being edited.
        path: Option<PathBuf>,
        /// What is wrong, and in which line.
        error: bayan_export::codebook::ReadError,
    },
    /// A lexicon file was not read.
    #[error("{}: {error}", path.display())]
    LexiconNotRead {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A row of an archive's own lexicon was not understood.
    #[error("{error}")]
    LexiconWrong {
        /// The file it stands in; `None` for one that is being edited.
        path: Option<PathBuf>,
        /// What is wrong, and in which line or row.
        error: LexiconError,
    },
    /// A passage without a word can't be followed.
    #[error("there is no such passage")]
    PassageEmpty,
    /// No release can be counted to compare two people's coding.
    #[error("{}: no release to count, {shared} shared", path.display())]
    NothingInCommon {
        /// The other archive.
        path: PathBuf,
        /// How many releases both have.
        shared: u32,
    },
    /// A file of a colleague's coding was not understood.
    #[error("{}: {error}", path.display())]
    CodingWrong {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: CodingError,
    },
    /// A file the person chose was not read.
    #[error("{}: {error}", path.display())]
    FileNotRead {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A file the person asked for was not written.
    #[error("{}: {error}", path.display())]
    FileNotWritten {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// A document could not be made.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A document could not be put in its place.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// There is no word in what was searched for.
    #[error("there is no word to search for")]
    QueryEmpty,
    /// What was searched for says only what is not to be there.
    #[error("the query only leaves out")]
    QueryOnlyWithout,
    /// What was searched for has too many words.
    #[error("the query has too many words")]
    QueryTooLong,
    /// There is no such part of the program.
    #[error("the program has no such part")]
    NoSuchPart,
    /// This copy does not know where newer versions are.
    #[error("this copy was built without the address of its releases")]
    NoReleases,
    /// The page of the releases did not answer, or not in a form that is understood.
    #[cfg(feature = "updater")]
    #[error("the newer version was not fetched: {0}")]
    UpdateNotFetched(tauri_plugin_updater::Error),
    /// A newer version is not signed with the key this copy was built with.
    #[cfg(feature = "updater")]
    #[error("the newer version is not signed rightly: {0}")]
    UpdateNotTrusted(tauri_plugin_updater::Error),
    /// A newer version was not put in place.
    #[cfg(feature = "updater")]
    #[error("the newer version was not put in place: {0}")]
    UpdateNotInstalled(tauri_plugin_updater::Error),
    /// The system did not open an address.
    #[error("the address was not opened: {0}")]
    NotOpened(std::io::Error),
    /// The system has no program to show a file.
    #[error("the file was not opened: {0}")]
    NotShown(std::io::Error),
    /// The desktop refused what was asked of the window's frame.
    #[error("the desktop refused: {0}")]
    Frame(tauri::Error),
    /// The worker thread ended before its work did: a fault of the program.
    #[error("the work was broken off")]
    Stopped,
}

impl Failure {
    /// What the window is told.
    pub fn report(&self) -> ErrorReport {
        match self {
            Self::Open(error) => opening(error),
            Self::Archive(error) => archive(error),
            Self::Sample(error) => sample(error),
            Self::Store(error) => import::storing(error),
            Self::Fetch(error) => import::fetching(error),
            Self::NoDate(written) => plain("import-no-date").with("written", written.as_str()),
            Self::NoSeriesChosen => plain("import-no-series"),
            Self::NoArchive => plain("no-archive"),
            Self::OpenElsewhere { path } => about("archive-open-elsewhere", path),
            Self::BackupsNotRead { path, .. } => about("backups-not-read", path),
            Self::WindowNotOpened(_) => plain("window-not-opened"),
            Self::PositionGone => plain("position-gone"),
            Self::SettingsNotWritten { path, .. } => about("settings-not-written", path),
            Self::FolderNotMade { path, .. } => about("archive-not-created", path),
            Self::CodebookNotRead { path, .. } => about("codebook-not-read", path),
            Self::CodebookNotWritten { path, .. } => about("codebook-not-written", path),
            Self::CodebookWrong { path, error } => match path {
                Some(path) => about("codebook-wrong", path),
                None => plain("codebook-wrong"),
            }
            .with("line", error.line().to_string())
            .with("reason", error.reason()),
            Self::LexiconNotRead { path, .. } => about("lexicon-not-read", path),
            Self::LexiconWrong { path, error } => lexicon(path.as_deref(), error),
            Self::PassageEmpty => plain("passage-empty"),
            Self::NothingInCommon { path, shared: 0 } => about("agreement-nothing-shared", path),
            Self::NothingInCommon { path, .. } => about("agreement-nothing-coded", path),
            Self::CodingWrong { path, error } => coding(path, error),
            Self::FileNotRead { path, .. } => about("file-not-read", path),
            Self::FileNotWritten { path, .. } => about("file-not-written", path),
            Self::Export(error) => export::making(error),
            Self::Place(error) => export::placing(error),
            Self::QueryEmpty => plain("query-empty"),
            Self::QueryOnlyWithout => plain("query-only-without"),
            Self::QueryTooLong => plain("query-too-long").with("most", MOST_WORDS.to_string()),
            Self::NoReleases => plain("no-releases"),
            #[cfg(feature = "updater")]
            Self::UpdateNotFetched(_) => plain("update-not-fetched"),
            #[cfg(feature = "updater")]
            Self::UpdateNotTrusted(_) => plain("update-not-trusted"),
            #[cfg(feature = "updater")]
            Self::UpdateNotInstalled(_) => plain("update-not-installed"),
            Self::NotOpened(_) => plain("no-browser"),
            Self::NotShown(_) => plain("export-not-shown"),
            Self::Frame(_) => plain("frame-refused"),
            Self::NoSuchPart | Self::NotOffered(_) | Self::Stopped => plain("internal"),
        }
    }
}

impl Serialize for Failure {
    /// Commands answer with the report; the chain of causes is logged on the way.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.report();
        let mut causes = String::new();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            causes.push_str(": ");
            causes.push_str(&error.to_string());
            cause = error.source();
        }
        tracing::error!(code = report.code, "{self}{causes}");
        report.serialize(serializer)
    }
}

fn plain(code: &str) -> ErrorReport {
    debug_assert!(CODES.contains(&code) || import::CODES.contains(&code), "{code} is not in the list");
    ErrorReport { code: code.to_owned(), params: BTreeMap::new() }
}

fn about(code: &str, path: &Path) -> ErrorReport {
    plain(code).with("path", path.to_string_lossy())
}

impl ErrorReport {
    fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

/// The disk is full; at least so many bytes must be free for it.
fn full(path: &Path, needed: Option<u64>) -> ErrorReport {
    let report = about("disk-full", path);
    match needed {
        Some(bytes) => report.with("needed", bytes.to_string()),
        None => report,
    }
}

fn lexicon(path: Option<&Path>, error: &LexiconError) -> ErrorReport {
    let report = path.map_or_else(|| plain("lexicon-wrong"), |path| about("lexicon-wrong", path));
    let report = report.with("line", error.line.to_string());
    match &error.reason {
        Reason::Act(word) => report.with("reason", "act").with("word", word.as_str()),
        Reason::Force(word) => report.with("reason", "force").with("word", word.as_str()),
        Reason::Phrase(word) => report.with("reason", "phrase").with("word", word.as_str()),
        Reason::Empty => report.with("reason", "empty"),
        Reason::Columns { found, wanted } => report
            .with("reason", "columns")
            .with("found", found.to_string())
            .with("wanted", wanted.to_string()),
    }
}

fn coding(path: &Path, error: &CodingError) -> ErrorReport {
    let (reason, line, found) = match error {
        CodingError::NoProject => ("project", None, String::new()),
        CodingError::TooLong(part) => ("too-long", None, part.clone()),
        CodingError::NotText(part) => ("not-text", None, part.clone()),
        CodingError::Column(name) => ("column", None, (*name).to_owned()),
        CodingError::Act { line, found } => ("act", Some(line), found.clone()),
        CodingError::Paragraph { line, found } => ("paragraph", Some(line), found.clone()),
        CodingError::Broken { line, reason } => ("broken", Some(line), reason.clone()),
    };
    let report = about("coding-wrong", path).with("reason", reason).with("found", found);
    line.map_or(report.clone(), |line| report.with("line", line.to_string()))
}

fn opening(error: &OpenError) -> ErrorReport {
    let code = match error {
        OpenError::File(error) => return file(error),
        OpenError::Missing { .. } => "archive-missing",
        OpenError::NotAnArchive { .. } => "archive-not-an-archive",
        OpenError::Unreadable { .. } => "archive-unreadable",
        OpenError::NotCreated { .. } | OpenError::Exists { .. } => "archive-not-created",
    };
    about(code, error.path())
}

fn archive(error: &ArchiveError) -> ErrorReport {
    match error {
        ArchiveError::File(error) => file(error),
        ArchiveError::Gone { path } => about("archive-missing", path),
        ArchiveError::NoSuchSeries(_) => plain("series-missing"),
        ArchiveError::NoSuchRelease(_) => plain("release-missing"),
        ArchiveError::NoSuchIssuer(_) => plain("issuer-missing"),
        ArchiveError::NoSuchEntry(_) => plain("entry-missing"),
        ArchiveError::Changed(_) => plain("act-overtaken"),
        ArchiveError::Invalid(Invalid::NoName | Invalid::Blank) => plain("name-blank"),
        ArchiveError::Undone { .. } | ArchiveError::Invalid(_) => plain("internal"),
    }
}

/// What is the matter with an archive's file, whether it was being opened or is open.
fn file(FileError { path, fault }: &FileError) -> ErrorReport {
    match fault {
        Fault::Full { needed } => full(path, *needed),
        Fault::Failing(_) => about("drive-failing", path),
        Fault::ReadOnly => about("archive-read-only", path),
        Fault::InUse => about("archive-in-use", path),
        Fault::Damaged(_) => about("archive-damaged", path),
        Fault::Newer { found, supported } => about("archive-newer", path)
            .with("found", found.to_string())
            .with("supported", supported.to_string()),
        Fault::Sqlite(_) => about("internal", path),
    }
}

fn sample(error: &SampleError) -> ErrorReport {
    match error {
        SampleError::Open(error) => opening(error),
        SampleError::Archive(error) => archive(error),
        SampleError::Faulty { .. } => plain("internal"),
    }
}
