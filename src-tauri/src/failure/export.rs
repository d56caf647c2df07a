//! What the window is told when a document cannot be made or put in its place.

use bayan_archive::search::{MOST_WORDS, QueryError};
use bayan_export::archived::ExportError;
use bayan_export::format::FormatError;
use bayan_export::place::{Forbidden, PlaceError};

use super::{ErrorReport, about, archive, full, plain};

/// A document that was not made.
pub fn making(error: &ExportError) -> ErrorReport {
    match error {
        ExportError::Archive(error) => archive(error),
        ExportError::Query(QueryError::Empty) => plain("query-empty"),
        ExportError::Query(QueryError::OnlyWithout) => plain("query-only-without"),
        ExportError::Query(QueryError::TooLong) => {
            plain("query-too-long").with("most", MOST_WORDS.to_string())
        }
        ExportError::Nothing => plain("export-nothing"),
        ExportError::NoTopic(topic) => plain("export-no-topic").with("topic", topic.0.as_str()),
        ExportError::Format(FormatError::NotOffered(_)) => plain("export-not-offered"),
        ExportError::Format(_) => plain("export-not-made"),
        // Being called off is not an error; the commands answer with nothing.
        ExportError::Cancelled => plain("internal"),
    }
}

/// A document that was not put in its place.
pub fn placing(error: &PlaceError) -> ErrorReport {
    match error {
        PlaceError::Exists { path } => about("export-exists", path),
        PlaceError::Name { name, what } => {
            let sign = match what {
                Forbidden::Sign(sign) if !sign.is_control() => sign.to_string(),
                _ => String::new(),
            };
            plain("export-name").with("name", name.as_str()).with("sign", sign)
        }
        PlaceError::NoFolder { folder } => about("export-no-folder", folder),
        PlaceError::Denied { path } => about("export-denied", path),
        PlaceError::Full { path, bytes } => full(path, Some(*bytes)),
        PlaceError::Open { path } => about("export-file-open", path),
        PlaceError::Io { path, .. } => about("file-not-written", path),
    }
}
