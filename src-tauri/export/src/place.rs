//! Putting a finished document where it belongs: whole or not at all.
//!
//! It is written beside its place under another name, brought to the disk, and moved into place. What was there before is
//! replaced only when that was said, and never by half a document.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Why a document could not be put in its place.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// Something is there and may not be replaced.
    #[error("{}: there is a file already", path.display())]
    Exists {
        /// The place.
        path: PathBuf,
    },
    /// The name has a character or a form that Windows, macOS or Linux does not allow.
    #[error("“{name}”: a file name may not have {what}")]
    Name {
        /// The name.
        name: String,
        /// What it has.
        what: Forbidden,
    },
    /// The folder is not there.
    #[error("{}: there is no such folder", folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// Writing there is not allowed.
    #[error("{}: writing here is not allowed", path.display())]
    Denied {
        /// The place.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("{}: there is no room on the disk for {bytes} bytes", path.display())]
    Full {
        /// The place.
        path: PathBuf,
        /// The size of the document.
        bytes: u64,
    },
    /// Another program has the file open.
    #[error("{}: the file is open in another program", path.display())]
    Open {
        /// The place.
        path: PathBuf,
    },
    /// Another fault of the disk.
    #[error("{}: {source}", path.display())]
    Io {
        /// The place.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// What a name may not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forbidden {
    /// Nothing in it.
    Nothing,
    /// This character.
    Sign(char),
    /// A space or a full stop at its end.
    End,
    /// A name that Windows keeps for devices.
    Reserved,
    /// More than 255 bytes.
    Length,
}

impl std::fmt::Display for Forbidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Forbidden::Nothing => f.write_str("nothing in it"),
            Forbidden::Sign(sign) if sign.is_control() => write!(f, "the character U+{:04X}", *sign as u32),
            Forbidden::Sign(sign) => write!(f, "the character {sign}"),
            Forbidden::End => f.write_str("a space or a full stop at its end"),
            Forbidden::Reserved => f.write_str("the name of a device"),
            Forbidden::Length => f.write_str("more than 255 bytes"),
        }
    }
}

/// What a file name has that one of the three systems does not allow.
pub fn forbidden(name: &str) -> Option<Forbidden> {
    const DEVICES: [&str; 22] = [
        "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    ];
    if name.trim().is_empty() {
        return Some(Forbidden::Nothing);
    }
    if let Some(sign) = name.chars().find(|&c| is_forbidden(c)) {
        return Some(Forbidden::Sign(sign));
    }
    if name.ends_with([' ', '.']) {
        return Some(Forbidden::End);
    }
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem)) {
        return Some(Forbidden::Reserved);
    }
    (name.len() > 255).then_some(Forbidden::Length)
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
}

/// A file name made from a title: what is not allowed becomes a space, and it is cut to a length that leaves room for an
/// ending.
pub fn proposed(title: &str, ending: &str) -> String {
    // Signs of direction would be in the name without being seen.
    let plain: String = title
        .chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if is_forbidden(c) { ' ' } else { c })
        .collect();
    let mut name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    while name.len() > 160 {
        name.pop();
    }
    let name = name.trim_end_matches(['.', ' ']);
    let name = if forbidden(name).is_some() { "Bayan" } else { name };
    format!("{name}.{ending}")
}

/// Puts a document in its place.
///
/// # Errors
/// [`PlaceError`]; the place then holds what it held before.
pub fn put(path: &Path, bytes: &[u8], replace: bool) -> Result<(), PlaceError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if let Some(what) = forbidden(&name) {
        return Err(PlaceError::Name { name, what });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(PlaceError::NoFolder { folder: folder.to_owned() });
    }
    if path.is_dir() || (path.exists() && !replace) {
        return Err(PlaceError::Exists { path: path.to_owned() });
    }
    let failed = |source: io::Error| told(path, bytes.len() as u64, source);
    // On going out of scope an unfinished file is removed.
    let mut file = tempfile::Builder::new().prefix(".bayan-").tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    let moved = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    moved.map_err(|error| failed(error.error))?;
    open_to_readers(path);
    Ok(())
}

/// A temporary file is its owner's alone; a document may be read by whom other new files may be read by.
fn open_to_readers(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A document that stays private is still a document.
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o644));
    }
    #[cfg(not(unix))]
    let _ = fs::metadata(path);
}

fn told(path: &Path, bytes: u64, source: io::Error) -> PlaceError {
    let path = path.to_owned();
    // 32 and 33 are how Windows says that another program holds the file.
    if cfg!(windows) && matches!(source.raw_os_error(), Some(32 | 33)) {
        return PlaceError::Open { path };
    }
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => PlaceError::Full { path, bytes },
        io::ErrorKind::PermissionDenied if cfg!(windows) && path.exists() => PlaceError::Open { path },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => PlaceError::Denied { path },
        io::ErrorKind::AlreadyExists => PlaceError::Exists { path },
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => PlaceError::Open { path },
        _ => PlaceError::Io { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_when_that_was_said_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("بيان.docx");
        put(&path, b"one", false).unwrap();
        assert!(matches!(put(&path, b"two", false), Err(PlaceError::Exists { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        put(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn names_that_one_system_does_not_allow_are_refused() {
        for name in ["a:b.docx", "con.pdf", "NUL", "a?.md", "trailing.", "tab\t.csv", " ", "a\u{0}b"] {
            assert!(forbidden(name).is_some(), "{name}");
        }
        for name in ["مقارنة 11–12.docx", "console.txt", ".hidden", "a.b.c"] {
            assert_eq!(forbidden(name), None, "{name}");
        }
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(put(&folder.path().join("a?b"), b"", false), Err(PlaceError::Name { .. })));
        assert_eq!(proposed("وقف إطلاق النار: 3/4\u{200f}?", "docx"), "وقف إطلاق النار 3 4.docx");
        assert_eq!(proposed("aux", "md"), "Bayan.md");
    }

    #[test]
    fn a_folder_that_is_missing_or_in_the_way_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let missing = put(&folder.path().join("none/a.md"), b"", false);
        assert!(matches!(missing, Err(PlaceError::NoFolder { .. })));
        assert!(matches!(
            put(folder.path(), b"", true),
            Err(PlaceError::Exists { .. } | PlaceError::Name { .. })
        ));
    }

    #[test]
    fn what_the_system_says_is_told_apart() {
        let of = |kind| told(Path::new("/none"), 7, io::Error::from(kind));
        assert!(matches!(of(io::ErrorKind::StorageFull), PlaceError::Full { bytes: 7, .. }));
        assert!(matches!(of(io::ErrorKind::PermissionDenied), PlaceError::Denied { .. }));
        assert!(matches!(of(io::ErrorKind::ResourceBusy), PlaceError::Open { .. }));
    }

    /// The device that is always full: what could not be written whole is nowhere.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_leaves_what_was_there() {
        let error = fs::write("/dev/full", b"x").unwrap_err();
        assert!(matches!(told(Path::new("/none"), 1, error), PlaceError::Full { .. }));
    }
}
