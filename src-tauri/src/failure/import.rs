//! What the window is told when something can't be brought in.

use bayan_import::intake::storing::StoreError;
use bayan_import::reader::{Foreign, ReadError, Reason};

use super::{ErrorReport, archive, plain};

/// Every code for what could not be brought in, in alphabetical order.
pub const CODES: &[&str] = &[
    "import-bomb",
    "import-broke-down",
    "import-called-off",
    "import-changed",
    "import-compressed",
    "import-damaged",
    "import-empty",
    "import-foreign",
    "import-gone",
    "import-is-archive",
    "import-locked",
    "import-missing",
    "import-no-column",
    "import-no-date",
    "import-no-reader",
    "import-no-series",
    "import-no-text-layer",
    "import-not-a-file",
    "import-old-office",
    "import-only-controls",
    "import-picture",
    "import-row",
    "import-spreadsheet",
    "import-too-deep",
    "import-too-large",
    "import-too-many",
    "import-took-too-long",
    "import-truncated",
    "import-unknown",
    "import-unreadable",
];

/// A file that was not read.
pub fn reading(error: &ReadError) -> ErrorReport {
    let about = |code: &str| plain(code).with("path", &*error.name);
    match &error.reason {
        Reason::Missing => about("import-missing"),
        Reason::NotAFile => about("import-not-a-file"),
        Reason::Unreadable { .. } => about("import-unreadable"),
        Reason::Empty => about("import-empty"),
        Reason::OnlyControls => about("import-only-controls"),
        Reason::TooLarge { limit, .. } | Reason::TooMuchText { limit } => {
            about("import-too-large").with("limit", (limit / (1 << 20)).to_string())
        }
        Reason::TooManyParagraphs { limit, .. } | Reason::TooManyReleases { limit } => {
            about("import-too-many").with("limit", limit.to_string())
        }
        Reason::Bomb { part, .. } | Reason::Doctype { part } => {
            about("import-bomb").with("part", part.as_str())
        }
        Reason::TooDeep { part, .. } => about("import-too-deep").with("part", part.as_str()),
        Reason::Truncated { part } => about("import-truncated").with("part", part.as_str()),
        Reason::Damaged { part, .. } => about("import-damaged").with("part", part.as_str()),
        Reason::Password => about("import-locked"),
        Reason::NoTextLayer { pages } => about("import-no-text-layer").with("pages", pages.to_string()),
        Reason::NotRead { what } => about(match what {
            Foreign::Doc | Foreign::Rtf => "import-old-office",
            Foreign::LockedOffice => "import-locked",
            Foreign::Excel => "import-spreadsheet",
            Foreign::Picture => "import-picture",
            Foreign::Zip | Foreign::Compressed => "import-compressed",
            Foreign::BayanArchive => "import-is-archive",
            Foreign::Presentation | Foreign::Program | Foreign::Database => "import-foreign",
        }),
        Reason::Unknown => about("import-unknown"),
        Reason::NoColumn { column, found } => {
            about("import-no-column").with("column", column.as_str()).with("found", found.as_str())
        }
        Reason::Row { row, .. } => about("import-row").with("row", row.to_string()),
        Reason::TookTooLong { seconds } => about("import-took-too-long").with("seconds", seconds.to_string()),
        Reason::BrokeDown { .. } => about("import-broke-down"),
        Reason::NoReader { .. } => about("import-no-reader"),
        Reason::CalledOff => about("import-called-off"),
    }
}

/// Something that was not stored.
pub fn storing(error: &StoreError) -> ErrorReport {
    match error {
        StoreError::Archive(error) => archive(error),
        StoreError::Read(error) => reading(error),
        StoreError::Changed { name } => plain("import-changed").with("path", name.as_str()),
        StoreError::Gone => plain("import-gone"),
    }
}
