//! The ZIP file that a DOCX or ODT document is.
//!
//! Its parts are unpacked in memory, one at a time and only those that are asked for by name; nothing is ever written to
//! disk, so that a part called `../x` is no more than a name nobody asks for.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Reason;
use super::error::Foreign;
use super::limits::{PART_BYTES, PART_RATIO};
use crate::draft::{Format, Warning};

/// A document's ZIP file.
pub(super) struct Package {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// Names that stand in it twice; the first part of the name is the one that is read.
    pub warnings: Vec<Warning>,
}

impl Package {
    /// Opens the file's table of contents.
    pub fn open(bytes: &[u8]) -> Result<Self, Reason> {
        let mut bytes = bytes.to_vec();
        let warnings = hide_second_names(&mut bytes)
            .into_iter()
            .map(|name| Warning::DuplicateEntries { name })
            .collect();
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| match error {
            // The table of contents is at the end: a file cut short has none.
            ZipError::InvalidArchive(_) => Reason::Truncated { part: "the ZIP table of contents".into() },
            error => damaged("the ZIP table of contents", &error),
        })?;
        Ok(Self { zip, warnings })
    }

    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part's bytes, or `None` where there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Reason> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Reason::Password),
            Err(error) => return Err(damaged(name, &error)),
        };
        let limit = part.compressed_size().saturating_mul(PART_RATIO).clamp(1 << 20, PART_BYTES);
        let bomb = || Reason::Bomb { part: name.to_owned(), limit };
        if part.size() > limit {
            return Err(bomb());
        }
        // What the table of contents says of the size may be a lie.
        let mut bytes = Vec::new();
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => Reason::Truncated { part: name.to_owned() },
            _ => damaged(name, &error),
        })?;
        if bytes.len() as u64 > limit { Err(bomb()) } else { Ok(Some(bytes)) }
    }

    /// A part that the document can't do without.
    pub fn needed(&mut self, name: &str) -> Result<Vec<u8>, Reason> {
        self.part(name)?.ok_or_else(|| Reason::Damaged { part: name.to_owned(), why: "it is missing".into() })
    }
}

fn damaged(part: &str, error: &dyn std::error::Error) -> Reason {
    Reason::Damaged { part: part.to_owned(), why: error.to_string() }
}

/// The format of a ZIP file, by the parts that it has.
pub(super) fn format(bytes: &[u8]) -> Result<Format, Reason> {
    let mut package = Package::open(bytes)?;
    if let Some(kind) = package.part("mimetype").unwrap_or_default() {
        let kind = String::from_utf8_lossy(&kind);
        if kind.starts_with("application/vnd.oasis.opendocument.text") {
            return Ok(Format::Odt);
        }
        if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return Err(Reason::NotRead { what: Foreign::Excel });
        }
        if kind.starts_with("application/vnd.oasis.opendocument.presentation") {
            return Err(Reason::NotRead { what: Foreign::Presentation });
        }
    }
    let what = if package.has("word/document.xml") {
        return Ok(Format::Docx);
    } else if package.has("[Content_Types].xml") {
        if package.has("xl/workbook.xml") {
            Foreign::Excel
        } else if package.has("ppt/presentation.xml") {
            Foreign::Presentation
        } else {
            // The main part of a Word document may have another name.
            return Ok(Format::Docx);
        }
    } else {
        Foreign::Zip
    };
    Err(Reason::NotRead { what })
}

/// Of parts with one name the ZIP reader would take the last, and what checks a file the first. Gives all but the first
/// another name, one nobody asks for, and tells which they were.
fn hide_second_names(bytes: &mut [u8]) -> Vec<String> {
    const ENTRY: usize = 46;
    let number = |bytes: &[u8], at: usize, size: usize| -> Option<usize> {
        let part = bytes.get(at..at.checked_add(size)?)?;
        Some(part.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    // The end record is the last one, before a comment of at most 65,535 bytes.
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let Some(end) = bytes[tail..].windows(4).rposition(|four| four == b"PK\x05\x06").map(|at| at + tail)
    else {
        return Vec::new();
    };
    let Some(mut at) = number(bytes, end + 16, 4) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut twice = Vec::new();
    while bytes.get(at..at.saturating_add(4)) == Some(b"PK\x01\x02".as_slice()) {
        let lengths = [28, 30, 32].map(|field| number(bytes, at + field, 2));
        let [Some(name), Some(extra), Some(comment)] = lengths else { break };
        let Some(written) = bytes.get_mut(at + ENTRY..at + ENTRY + name) else { break };
        if !seen.insert(written.to_vec()) {
            twice.push(String::from_utf8_lossy(written).into_owned());
            if let Some(first) = written.first_mut() {
                *first = 1;
            }
        }
        at += ENTRY + name + extra + comment;
    }
    twice
}
