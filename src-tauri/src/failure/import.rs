//! What the window is told when something can't be brought in.

use bayan_fetch::FetchError;
use bayan_import::intake::storing::StoreError;
use bayan_import::reader::{Foreign, ReadError, Reason};

use super::{ErrorReport, archive, plain};

/// Every code for what could not be brought in, in alphabetical order.
pub const CODES: &[&str] = &[
    "fetch-broken-off",
    "fetch-forbidden",
    "fetch-no-host",
    "fetch-not-an-address",
    "fetch-not-found",
    "fetch-not-reached",
    "fetch-not-trusted",
    "fetch-password",
    "fetch-redirects",
    "fetch-refused",
    "fetch-sent-away",
    "fetch-status",
    "fetch-too-large",
    "fetch-took-too-long",
    "fetch-wrong-type",
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
    "import-no-links",
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
        Reason::NoLinks => about("import-no-links"),
        Reason::NoColumn { column, found } => {
            about("import-no-column").with("column", column.as_str()).with("found", found.as_str())
        }
        Reason::Row { row, .. } => about("import-row").with("row", row.to_string()),
        Reason::TookTooLong { seconds } => about("import-took-too-long").with("seconds", seconds.to_string()),
        Reason::BrokeDown { .. } => about("import-broke-down"),
        Reason::NoReader { .. } => about("import-no-reader"),
        Reason::NotFetched(error) => fetching(error),
        Reason::CalledOff => about("import-called-off"),
    }
}

/// Something that did not come from the web.
pub fn fetching(error: &FetchError) -> ErrorReport {
    let about = |code: &str, host: &str| plain(code).with("host", host);
    match error {
        FetchError::NotAnAddress { address } => plain("fetch-not-an-address").with("path", address.as_str()),
        FetchError::Password { host } => about("fetch-password", host),
        FetchError::NoSuchHost { host } => about("fetch-no-host", host),
        FetchError::Refused { host } => about("fetch-refused", host),
        FetchError::NotReached { host, .. } => about("fetch-not-reached", host),
        FetchError::NotTrusted { host, .. } => about("fetch-not-trusted", host),
        FetchError::TookTooLong { host, seconds } => {
            about("fetch-took-too-long", host).with("seconds", seconds.to_string())
        }
        FetchError::TooLarge { host, limit } => {
            about("fetch-too-large", host).with("limit", (limit / (1 << 20)).to_string())
        }
        FetchError::NotFound { host, status } => {
            about("fetch-not-found", host).with("status", status.to_string())
        }
        FetchError::Forbidden { host, status } => {
            about("fetch-forbidden", host).with("status", status.to_string())
        }
        FetchError::Status { host, status } => about("fetch-status", host).with("status", status.to_string()),
        FetchError::WrongType { host, kind } => about("fetch-wrong-type", host).with("kind", kind.as_str()),
        FetchError::TooManyRedirects { host, limit } => {
            about("fetch-redirects", host).with("limit", limit.to_string())
        }
        FetchError::SentAway { host, to } => about("fetch-sent-away", host).with("to", to.as_str()),
        FetchError::BrokenOff { host, .. } => about("fetch-broken-off", host),
        FetchError::CalledOff => plain("import-called-off"),
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
