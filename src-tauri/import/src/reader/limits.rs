//! How much is read. Above all of these stands the memory and the time of the worker ([`super::worker`]).

use super::Reason;
use crate::draft::Draft;

/// The largest file, in bytes.
pub const FILE_BYTES: u64 = 100 << 20;
/// The most text of a file, in bytes of UTF-8.
pub const TEXT_BYTES: u64 = 32 << 20;
/// The most paragraphs of a release.
pub const PARAGRAPHS: u64 = 100_000;
/// The most releases of one table or feed.
pub const RELEASES: u64 = 20_000;
/// The largest unpacked part of a document, in bytes.
pub const PART_BYTES: u64 = 64 << 20;
/// How many times larger than packed a part of a document may be, once it is larger than a megabyte.
pub const PART_RATIO: u64 = 200;
/// How deep XML elements of a document may lie within each other.
pub const XML_DEPTH: u64 = 256;
/// How deep HTML elements may lie within each other; what is deeper is taken out of them.
pub const HTML_DEPTH: usize = 200;

/// Refuses a text that is too long.
pub(super) fn text(bytes: usize) -> Result<(), Reason> {
    if bytes as u64 > TEXT_BYTES { Err(Reason::TooMuchText { limit: TEXT_BYTES }) } else { Ok(()) }
}

/// Refuses drafts that are too many or too long.
pub(super) fn drafts(drafts: &[Draft]) -> Result<(), Reason> {
    if drafts.len() as u64 > RELEASES {
        return Err(Reason::TooManyReleases { limit: RELEASES });
    }
    for draft in drafts {
        let count = draft.paragraphs.len() as u64;
        if count > PARAGRAPHS {
            return Err(Reason::TooManyParagraphs { count, limit: PARAGRAPHS });
        }
    }
    text(drafts.iter().flat_map(Draft::texts).map(str::len).sum())
}
