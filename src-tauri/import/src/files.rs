//! Storing files in a series.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bayan_archive::{Archive, Batch, Error, NewRelease};
use bayan_core::model::{Lang, ReleaseDate, ReleaseId, SeriesId};
use chrono::{DateTime, Utc};

use crate::language::language_of;
use crate::name_date::date_in_name;
use crate::plain::{self, ReadError};

/// What is said of all files of one import.
#[derive(Debug, Clone)]
pub struct Import {
    /// The series they belong to.
    pub series: SeriesId,
    /// Their date; where it is missing each has its date in its name.
    pub date: Option<ReleaseDate>,
    /// Their language; where it is missing the letters of each decide.
    pub lang: Option<Lang>,
    /// When they are taken in.
    pub retrieved: DateTime<Utc>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It is a new release.
    New(ReleaseId),
    /// The series has a release of the same date with exactly this text; nothing was stored.
    Already(ReleaseId),
}

/// Why a file was not stored.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It can't be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no date in its name and none was given.
    #[error("{}: the name holds no date (YYYY-MM-DD or YYYYMMDD); give one", .0.display())]
    NoDate(PathBuf),
    /// It holds a title and nothing under it.
    #[error("{}: the file holds a title and no text under it", .0.display())]
    OnlyTitle(PathBuf),
}

/// Stores the files, in one transaction: when it can't be finished none is stored. A file that can't be read is left out
/// and the rest goes on. `tell` hears of each file in turn.
///
/// # Errors
/// When the archive can't be written.
pub fn import(
    archive: &Archive,
    files: &[PathBuf],
    about: &Import,
    mut tell: impl FnMut(&Path, Result<Stored, FileError>),
) -> Result<(), Error> {
    archive.write(|batch| {
        for file in files {
            match release_from(file, about) {
                Ok(release) => tell(file, Ok(store(batch, &release)?)),
                Err(error) => tell(file, Err(error)),
            }
        }
        Ok(())
    })
}

fn store(batch: &mut Batch<'_>, release: &NewRelease) -> Result<Stored, Error> {
    match batch.find_release(release.series, release.date, release.content_hash())? {
        Some(id) => Ok(Stored::Already(id)),
        None => batch.store_release(release).map(Stored::New),
    }
}

fn release_from(file: &Path, about: &Import) -> Result<NewRelease, FileError> {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    let document = plain::read(file)?;
    if document.paragraphs.is_empty() {
        return Err(FileError::OnlyTitle(file.to_owned()));
    }
    let date =
        about.date.or_else(|| date_in_name(&name)).ok_or_else(|| FileError::NoDate(file.to_owned()))?;
    let lang = about.lang.or_else(|| language_of(&document.paragraphs.concat())).unwrap_or(Lang::En);
    Ok(NewRelease {
        series: about.series,
        title: document.title,
        date,
        lang,
        // Its folders are of this machine only.
        source: Some(name.into_owned()),
        retrieved: Some(about.retrieved),
        note: None,
        paragraphs: document.paragraphs,
    })
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
