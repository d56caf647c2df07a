//! What an argument that names a release stands for: a file, or `A.bayan#RELEASE-ID`.

use std::path::{Path, PathBuf};

use bayan_archive::{Archive, Error, OpenError, is_archive};
use bayan_core::model::ReleaseId;
use bayan_core::text::Document;
use bayan_import::reader::{Hints, ReadError, Reader, Reason};

/// Why an argument gave no release.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] ReadError),
    /// The archive can't be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The archive can't be read, or has no such release.
    #[error("{}: {error}", archive.display())]
    Archive { archive: PathBuf, error: Error },
    /// An archive was named and no release in it.
    #[error("{path}: this is an archive; name a release in it: {path}#NUMBER (bayan-cli releases lists them)", path = archive.display())]
    NoRelease { archive: PathBuf },
}

/// The title and the paragraphs that `argument` stands for. A file of that very name goes before an archive.
pub fn document(argument: &Path) -> Result<Document, SourceError> {
    if is_archive(argument) {
        return Err(SourceError::NoRelease { archive: argument.to_owned() });
    }
    match release_in(argument) {
        Some((archive, id)) if !argument.exists() => from_archive(archive, id),
        _ => Ok(from_file(argument)?),
    }
}

/// The first release of a file in any form that is read.
fn from_file(path: &Path) -> Result<Document, ReadError> {
    let fail = |reason| ReadError { name: path.display().to_string(), reason };
    let reader = Reader::isolated().map_err(|error| fail(Reason::NoReader { why: error.to_string() }))?;
    let draft = reader
        .read_path(path, &Hints::default(), &|| false)?
        .into_iter()
        .next()
        .ok_or_else(|| fail(Reason::Empty))?;
    let paragraphs = draft.texts().map(str::to_owned).collect();
    Ok(Document { title: draft.title, paragraphs })
}

/// The archive and the number in `A.bayan#7`.
pub fn release_in(argument: &Path) -> Option<(&Path, ReleaseId)> {
    let (archive, number) = argument.to_str()?.rsplit_once('#')?;
    Some((Path::new(archive), ReleaseId(number.parse().ok()?)))
}

fn from_archive(path: &Path, id: ReleaseId) -> Result<Document, SourceError> {
    let archive = Archive::open(path)?;
    let read = || Ok(Document { title: archive.release(id)?.title, paragraphs: archive.paragraphs(id)? });
    read().map_err(|error| SourceError::Archive { archive: path.to_owned(), error })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use bayan_archive::{NewIssuer, NewRelease, NewSeries};
    use bayan_core::model::{Lang, LocalName};

    use super::*;

    /// A folder with an archive of one release in it, and what names that release.
    fn archive() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create(&folder.path().join("my #1.bayan")).unwrap();
        let name = LocalName { ar: None, en: Some("Council".into()) };
        let issuer = archive.add_issuer(&NewIssuer { name: name.clone(), invented: false }).unwrap();
        let series = archive.add_series(&NewSeries { issuer, title: name, lang: Lang::En }).unwrap();
        let id = archive
            .store_release(&NewRelease {
                series,
                title: Some("Statement".into()),
                date: "2025-03-27".parse().unwrap(),
                lang: Lang::En,
                source: None,
                retrieved: None,
                note: None,
                paragraphs: vec!["The Council met.".into(), "It adjourned.".into()],
            })
            .unwrap();
        let named = folder.path().join(format!("my #1.bayan#{}", id.0));
        (folder, named)
    }

    #[test]
    fn a_release_in_an_archive_is_read_with_its_title() {
        let (_folder, named) = archive();
        let read = document(&named).unwrap();
        assert_eq!(read.title.as_deref(), Some("Statement"));
        assert_eq!(read.paragraphs, ["The Council met.", "It adjourned."]);
    }

    #[test]
    fn a_file_of_that_very_name_goes_before_an_archive() {
        let (_folder, named) = archive();
        fs::write(&named, "Another\n\nThis is the text of a file.\n").unwrap();
        assert_eq!(document(&named).unwrap().paragraphs, ["This is the text of a file."]);
    }

    #[test]
    fn what_names_no_release_is_told_apart() {
        let (folder, named) = archive();
        let at = |name: &str| document(&folder.path().join(name)).unwrap_err();
        assert!(matches!(at("my #1.bayan"), SourceError::NoRelease { .. }));
        assert!(matches!(at("my #1.bayan#99"), SourceError::Archive { error: Error::NoSuchRelease(_), .. }));
        assert!(matches!(at("my #1.bayan#x"), SourceError::File(_)));
        assert!(matches!(at("none.bayan#1"), SourceError::Open(OpenError::Missing { .. })));
        assert!(matches!(at("none.txt"), SourceError::File(_)));
        drop(named);
    }
}
