//! What kind of file it is: by what is in it, and only then by its name's ending.

use super::error::{Foreign, Reason};
use crate::draft::Format;

/// What a file's content says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// This, whatever its name ends in.
    Is(Format),
    /// A text; which one its name's ending and its first characters say.
    Text,
    /// A ZIP file: its table of contents says what it is.
    Zip,
    /// Known and not read.
    Foreign(Foreign),
    /// Bytes that are no text.
    Unknown,
}

/// How many of a file's first bytes [`foreign`] looks at.
pub(super) const HEAD: u64 = 1_024;

/// What a file is that is known and not read, as far as its first bytes say. What an old Office file is, its whole says.
pub(super) fn foreign(head: &[u8]) -> Option<Foreign> {
    match kind(head) {
        Kind::Foreign(Foreign::Doc) | Kind::Is(_) | Kind::Text | Kind::Zip | Kind::Unknown => None,
        Kind::Foreign(what) => Some(what),
    }
}

/// The format of a file, and whether its name's ending agrees.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<(Format, bool), Reason> {
    let ending = ending(name);
    let named = ending.as_deref().and_then(by_ending);
    let format = match kind(bytes) {
        Kind::Is(format) => format,
        Kind::Zip => super::package::format(bytes)?,
        Kind::Foreign(what) => return Err(Reason::NotRead { what }),
        Kind::Unknown => return Err(Reason::Unknown),
        Kind::Text => match named {
            // The ending says that it is no text, and it is one.
            Some(Format::Docx | Format::Odt | Format::Pdf) => by_beginning(bytes).unwrap_or(Format::Text),
            Some(Format::Text) | None => by_beginning(bytes).unwrap_or(Format::Text),
            Some(format) => format,
        },
    };
    Ok((format, named.is_none_or(|named| named == format || format == Format::Feed)))
}

/// Whether a file is plain text, for which no worker is needed.
pub(super) fn is_plain(name: &str, bytes: &[u8]) -> bool {
    kind(bytes) == Kind::Text && matches!(of(name, bytes), Ok((Format::Text, _)))
}

/// The ending of a name, in small letters.
pub(super) fn ending(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty() && ending.len() <= 8).then(|| ending.to_lowercase())
}

fn by_ending(ending: &str) -> Option<Format> {
    Some(match ending {
        "txt" | "text" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "docx" | "docm" | "dotx" => Format::Docx,
        "odt" | "ott" => Format::Odt,
        "pdf" => Format::Pdf,
        "eml" => Format::Eml,
        "rss" | "atom" | "xml" => Format::Feed,
        "csv" | "tsv" => Format::Csv,
        "json" | "jsonl" | "ndjson" => Format::Json,
        _ => return None,
    })
}

fn kind(bytes: &[u8]) -> Kind {
    let has = |magic: &[u8]| bytes.starts_with(magic);
    if bytes[..bytes.len().min(1_024)].windows(5).any(|five| five == b"%PDF-") {
        return Kind::Is(Format::Pdf);
    }
    if has(b"PK\x03\x04") || has(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if has(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Kind::Foreign(compound(bytes));
    }
    if has(b"{\\rtf") {
        return Kind::Foreign(Foreign::Rtf);
    }
    if has(b"SQLite format 3\0") {
        let bayan = bytes.get(68..72) == Some(&bayan_archive::APPLICATION_ID.to_be_bytes());
        return Kind::Foreign(if bayan { Foreign::BayanArchive } else { Foreign::Database });
    }
    let pictures: [&[u8]; 6] = [b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM\0\0"];
    if pictures.iter().any(|magic| has(magic)) || (has(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")) {
        return Kind::Foreign(Foreign::Picture);
    }
    let packed: [&[u8]; 5] = [b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ"];
    if packed.iter().any(|magic| has(magic)) {
        return Kind::Foreign(Foreign::Compressed);
    }
    if has(b"\x7fELF") || has(b"MZ\x90\0") || has(b"\xcf\xfa\xed\xfe") {
        return Kind::Foreign(Foreign::Program);
    }
    if looks_binary(bytes) { Kind::Unknown } else { Kind::Text }
}

/// What a file of the old Office form is: its directory names its streams in UTF-16.
fn compound(bytes: &[u8]) -> Foreign {
    let has = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wanted.len()).any(|window| window == wanted)
    };
    if has("EncryptedPackage") {
        Foreign::LockedOffice
    } else if has("Workbook") {
        Foreign::Excel
    } else if has("PowerPoint Document") {
        Foreign::Presentation
    } else {
        Foreign::Doc
    }
}

/// Whether bytes are no text: many control characters, some letters, and no UTF-16.
fn looks_binary(bytes: &[u8]) -> bool {
    let looked = &bytes[..bytes.len().min(8_192)];
    let controls = looked.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    let letters = looked.len() - controls;
    let decoded = super::encoding::decode(looked, None);
    // Only controls is a case of its own, told by the reader of texts.
    letters > 0
        && controls * 10 > looked.len()
        && !decoded.encoding.name.starts_with("UTF-16")
        && !looked.iter().all(|byte| *byte < 32)
}

/// What a text's first characters say it is.
fn by_beginning(bytes: &[u8]) -> Option<Format> {
    let looked = &bytes[..bytes.len().min(4_096)];
    let text = super::encoding::decode(looked, None).text;
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begin: String = text.chars().take(1_000).collect::<String>().to_lowercase();
    if begin.starts_with("<!doctype html") || begin.starts_with("<html") {
        return Some(Format::Html);
    }
    if begin.starts_with("<?xml") || begin.starts_with("<rss") || begin.starts_with("<feed") {
        if begin.contains("<rss") || begin.contains("<feed") || begin.contains("<rdf:rdf") {
            return Some(Format::Feed);
        }
        if begin.contains("<html") {
            return Some(Format::Html);
        }
    }
    let heads = ["from:", "received:", "return-path:", "mime-version:", "delivered-to:", "message-id:"];
    if heads.iter().any(|head| begin.starts_with(head)) && begin.contains("\nsubject:") {
        return Some(Format::Eml);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_goes_before_the_ending() {
        assert_eq!(of("a.docx", b"%PDF-1.7\n"), Ok((Format::Pdf, false)));
        assert_eq!(of("a.pdf", "نص عربي عادي".as_bytes()), Ok((Format::Text, false)));
        assert_eq!(of("a.txt", b"<!DOCTYPE html><p>x"), Ok((Format::Html, false)));
        assert_eq!(of("a.xml", b"<?xml version='1.0'?><rss version='2.0'>"), Ok((Format::Feed, true)));
        assert_eq!(of("a.md", b"# Title"), Ok((Format::Markdown, true)));
        assert_eq!(of("a", b"From: a@b.c\r\nSubject: x\r\n\r\ntext"), Ok((Format::Eml, true)));
    }

    #[test]
    fn what_is_known_and_not_read_is_named_whatever_it_is_called() {
        let compound = |stream: &str| {
            let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        let mut archive = b"SQLite format 3\0".to_vec();
        archive.resize(68, 0);
        archive.extend(bayan_archive::APPLICATION_ID.to_be_bytes());
        for (bytes, what) in [
            (compound("WordDocument"), Foreign::Doc),
            (compound("EncryptedPackage"), Foreign::LockedOffice),
            (compound("Workbook"), Foreign::Excel),
            (b"{\\rtf1\\ansi x}".to_vec(), Foreign::Rtf),
            (b"\x89PNG\r\n\x1a\n".to_vec(), Foreign::Picture),
            (archive, Foreign::BayanArchive),
        ] {
            assert_eq!(of("statement.docx", &bytes), Err(Reason::NotRead { what }));
        }
        assert_eq!(of("a.txt", b"\x01\x02\x03\x04\x05abc\x06\x07\x08\x0e\x0f"), Err(Reason::Unknown));
    }
}
