//! Storing files in a series.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bayan_archive::{Batch, Error, NewRelease};
use bayan_core::model::{Lang, ReleaseDate, ReleaseId, SeriesId};
use bayan_core::text::lang;
use chrono::{DateTime, Utc};

use crate::name_date::date_in_name;
use crate::plain::{self, ReadError};

/// A file's text, read and not yet stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    /// The file's name without its folders: those are of one machine only.
    pub name: String,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// Its paragraphs, at least one.
    pub paragraphs: Vec<String>,
    /// Its date.
    pub date: ReleaseDate,
    /// Its language.
    pub lang: Lang,
}

/// What became of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It is a new release.
    New(ReleaseId),
    /// The series has a release of the same date with exactly this text; nothing was stored.
    Already(ReleaseId),
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It holds no text that can be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no date in its name and none was given.
    #[error("{}: the name holds no date (YYYY-MM-DD or YYYYMMDD); give one", .0.display())]
    NoDate(PathBuf),
    /// It holds no paragraph: nothing but characters that nobody sees.
    #[error("{}: the file holds no text", .0.display())]
    NoText(PathBuf),
}

/// Reads a file. Where `date` is missing it is the one in the file's name; where `lang` is missing the text's letters
/// decide.
///
/// # Errors
/// [`FileError`], which names the file.
pub fn read(path: &Path, date: Option<ReleaseDate>, lang: Option<Lang>) -> Result<FileText, FileError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let document = plain::read(path)?;
    if document.paragraphs.is_empty() {
        return Err(FileError::NoText(path.to_owned()));
    }
    let date = date.or_else(|| date_in_name(&name)).ok_or_else(|| FileError::NoDate(path.to_owned()))?;
    let lang = lang.or_else(|| lang::detect(&document.paragraphs.concat())).unwrap_or(Lang::En);
    Ok(FileText { name, title: document.title, paragraphs: document.paragraphs, date, lang })
}

/// Stores a text in a series, its file's name as its source, unless the series has it already.
///
/// # Errors
/// When the archive can't be written, or has no such series.
pub fn store(
    batch: &mut Batch<'_>,
    series: SeriesId,
    text: FileText,
    retrieved: DateTime<Utc>,
) -> Result<Stored, Error> {
    let release = NewRelease {
        series,
        title: text.title,
        date: text.date,
        lang: text.lang,
        source: Some(text.name),
        retrieved: Some(retrieved),
        note: None,
        paragraphs: text.paragraphs,
    };
    match batch.find_release(series, release.date, release.content_hash())? {
        Some(id) => Ok(Stored::Already(id)),
        None => batch.store_release(&release).map(Stored::New),
    }
}

/// The files that a path stands for: itself, or the text files (`.txt`) right in the folder, in order of their names.
///
/// # Errors
/// When the folder can't be read. Whether a file can be is found out when it is.
pub fn under(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("txt")) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    const TEXT: &str = "بيان المجلس\n\nأكد المجلس دعمه الكامل لوقف إطلاق النار.\n";

    #[test]
    fn the_date_given_goes_before_the_one_in_the_name() {
        let folder = folder(&[("2025-03-27.txt", TEXT)]);
        let file = folder.path().join("2025-03-27.txt");
        assert_eq!(read(&file, None, None).unwrap().date.to_string(), "2025-03-27");
        assert_eq!(read(&file, Some("2024-05".parse().unwrap()), None).unwrap().date.to_string(), "2024-05");
    }

    #[test]
    fn the_language_is_the_one_given_or_that_of_the_letters() {
        let folder = folder(&[("20250327.txt", TEXT)]);
        let file = folder.path().join("20250327.txt");
        assert_eq!(read(&file, None, None).unwrap().lang, Lang::Ar);
        assert_eq!(read(&file, None, Some(Lang::En)).unwrap().lang, Lang::En);
    }

    #[test]
    fn a_name_without_a_date_and_a_file_without_a_visible_character_are_refused_by_name() {
        let folder = folder(&[("statement.txt", TEXT), ("20250101.txt", "\u{feff}\u{feff}\n")]);
        let undated = folder.path().join("statement.txt");
        assert!(matches!(read(&undated, None, None), Err(FileError::NoDate(path)) if path == undated));
        let bare = folder.path().join("20250101.txt");
        assert!(matches!(read(&bare, None, None), Err(FileError::NoText(path)) if path == bare));
    }

    #[test]
    fn a_folder_stands_for_its_text_files_in_order_and_a_file_for_itself() {
        let folder = folder(&[("b.txt", "x"), ("a.TXT", "x"), ("c.pdf", "x")]);
        let names: Vec<_> =
            under(folder.path()).unwrap().iter().map(|file| file.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["a.TXT", "b.txt"]);
        let file = folder.path().join("c.pdf");
        assert_eq!(under(&file).unwrap(), [file]);
    }

    #[test]
    fn a_text_that_the_series_has_is_not_stored_again() {
        use bayan_archive::{Archive, NewIssuer, NewSeries};
        use bayan_core::model::LocalName;

        let folder = folder(&[("20250327.txt", TEXT)]);
        let archive = Archive::create(&folder.path().join("a.bayan")).unwrap();
        let name = LocalName { ar: None, en: Some("Council".into()) };
        let issuer = archive.add_issuer(&NewIssuer { name: name.clone(), invented: false }).unwrap();
        let series = archive.add_series(&NewSeries { issuer, title: name, lang: Lang::Ar }).unwrap();
        let put = |date: Option<&str>| {
            let date = date.map(|date| date.parse().unwrap());
            let text = read(&folder.path().join("20250327.txt"), date, None).unwrap();
            archive.write(|batch| store(batch, series, text, DateTime::UNIX_EPOCH)).unwrap()
        };
        let Stored::New(id) = put(None) else { panic!("it was not stored") };
        assert_eq!(put(None), Stored::Already(id));
        assert!(matches!(put(Some("2025-04-01")), Stored::New(_)));
        let release = archive.release(id).unwrap();
        assert_eq!(release.source.as_deref(), Some("20250327.txt"));
        assert_eq!(release.retrieved, Some(DateTime::UNIX_EPOCH));
        assert_eq!(archive.release_count().unwrap(), 2);
    }
}
