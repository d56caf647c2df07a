//! Reading a text file.
//!
//! The text is taken as it stands, but for a byte order mark. What ends a line and a paragraph is decided by
//! [`bayan_core::text`].

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bayan_core::text::{Document, read_plain};

/// Why a file could not be read as a text.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct ReadError {
    /// The file.
    pub path: PathBuf,
    /// What is the matter with it.
    #[source]
    pub reason: Reason,
}

/// What is the matter with a file.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// It is a folder, a device, a pipe.
    #[error("this is not a file")]
    NotAFile,
    /// The system does not let it be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(io::Error),
    /// A byte is not UTF-8.
    #[error(
        "the text is not in UTF-8: byte {offset} (0x{byte:02X}) does not fit; save it as UTF-8 and try again"
    )]
    NotUtf8 {
        /// The place of the byte in the file, from 0.
        offset: usize,
        /// The byte.
        byte: u8,
    },
    /// It is empty, or holds only spaces and line ends.
    #[error("the file holds no text")]
    Empty,
    /// It holds nothing but control characters.
    #[error("the file holds only control characters, no text")]
    OnlyControls,
}

/// Reads a text file and cuts it into title and paragraphs.
///
/// # Errors
/// [`ReadError`], which names the file.
pub fn read(path: &Path) -> Result<Document, ReadError> {
    read_text(path).map(|text| read_plain(&text))
}

/// Cuts a text that is known to have no title into paragraphs. Left to itself [`read_plain`] would take a short first line
/// for one.
pub fn untitled(text: &str) -> Vec<String> {
    // A title is put before it, set off the way this text sets off its paragraphs, and left out again: so a first line
    // that was wrapped stays with its paragraph.
    let text = text.trim();
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let spaced = text.split(end).any(|line| line.trim().is_empty());
    let titled = read_plain(&format!("{STAND_IN}{}{text}", if spaced { "\n\n" } else { "\n" }));
    if titled.title.as_deref() == Some(STAND_IN) {
        return titled.paragraphs;
    }
    // In a text as short as that the two lines were taken for one.
    let Document { title, paragraphs } = read_plain(text);
    title.into_iter().chain(paragraphs).collect()
}

const STAND_IN: &str = "Untitled";

/// Reads a text file whole.
///
/// # Errors
/// [`ReadError`], which names the file.
pub fn read_text(path: &Path) -> Result<String, ReadError> {
    bytes_of(path).and_then(decode).map_err(|reason| ReadError { path: path.to_owned(), reason })
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Reason> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Reason::Missing,
        _ => Reason::Unreadable(error),
    };
    // Asked before opening: to open a pipe is to wait for its other end.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Reason::NotAFile);
    }
    fs::read(path).map_err(failed)
}

/// The text that a file's bytes hold.
///
/// # Errors
/// [`Reason::NotUtf8`], [`Reason::Empty`], [`Reason::OnlyControls`].
pub fn decode(bytes: Vec<u8>) -> Result<String, Reason> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(offset).copied().unwrap_or_default();
        Reason::NotUtf8 { offset, byte }
    })?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if text.chars().all(char::is_whitespace) {
        return Err(Reason::Empty);
    }
    if text.chars().all(|c| c.is_control() || c.is_whitespace()) {
        return Err(Reason::OnlyControls);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_as_it_stands() {
        for text in ["a\r\nb\rc\n", "أكّد\u{200f} \u{202e}ـه\0\r\r\n", " \u{301}x "] {
            assert_eq!(decode(text.into()).unwrap(), text);
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_text_but_elsewhere_the_character_is() {
        assert_eq!(decode("\u{feff}بيان \u{feff}".into()).unwrap(), "بيان \u{feff}");
    }

    #[test]
    fn a_byte_that_is_not_utf8_is_named_by_its_place() {
        let Err(Reason::NotUtf8 { offset, byte }) = decode(b"Stat\xc8ment".to_vec()) else {
            panic!("it was read")
        };
        assert_eq!((offset, byte), (4, 0xc8));
        // UTF-16 with its mark, and a character cut short at the end.
        assert!(matches!(decode(b"\xff\xfeA\0".to_vec()), Err(Reason::NotUtf8 { offset: 0, byte: 0xff })));
        assert!(matches!(decode(b"caf\xc3".to_vec()), Err(Reason::NotUtf8 { offset: 3, byte: 0xc3 })));
    }

    #[test]
    fn a_file_without_text_is_refused() {
        for empty in ["", "\u{feff}", " \r\n\t\u{a0}\n"] {
            assert!(matches!(decode(empty.into()), Err(Reason::Empty)), "{empty:?}");
        }
        assert!(matches!(decode(vec![0, 1, 2, 0x1b, b'\n']), Err(Reason::OnlyControls)));
    }

    #[test]
    fn a_short_first_line_of_a_text_without_a_title_is_not_lost() {
        assert_eq!(untitled("It\n"), ["It"]);
        assert_eq!(untitled("\nMr. President\n\nThank you."), ["Mr. President", "Thank you."]);
        assert_eq!(untitled("Mr. President\r\n\r\nThank you."), ["Mr. President", "Thank you."]);
    }

    #[test]
    fn what_is_missing_or_no_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("none.txt");
        assert!(
            matches!(read(&missing), Err(ReadError { path, reason: Reason::Missing }) if path == missing)
        );
        assert!(matches!(read(folder.path()), Err(ReadError { reason: Reason::NotAFile, .. })));
        let beneath = folder.path().join("file.txt");
        fs::write(&beneath, "x").unwrap();
        assert!(matches!(read(&beneath.join("x.txt")), Err(ReadError { reason: Reason::Missing, .. })));
    }
}
