//! Storing files in a series.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bayan_archive::{Batch, Error, NewRelease};
use bayan_core::model::{Lang, ReleaseDate, ReleaseId, SeriesId};
use bayan_fetch::{FetchError, Fetched, Fetcher, Validators};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::draft::{Confidence, DateGuess, DatePlace, Draft, Original, Warning};
use crate::intake::{collect, online};
use crate::reader::{Hints, ReadError, Reader, Reason};

/// A release's text, read and not yet stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    /// The file's name without its folders: those are of one machine only. Of a table's row, with the row's number.
    pub name: String,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// Its paragraphs, at least one.
    pub paragraphs: Vec<String>,
    /// Its date.
    pub date: ReleaseDate,
    /// What its date was read from, unless it was given.
    pub dated_by: Option<DateGuess>,
    /// Its language.
    pub lang: Lang,
    /// The address it was published at, as the file says.
    pub address: Option<String>,
    /// What a person should know of it.
    pub warnings: Vec<Warning>,
    original: Kept,
}

/// What is kept with a text: the bytes of a row, or the file, read again when it is stored, so that a folder's files are not
/// all in memory at once.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    Part(Original),
    File { path: PathBuf, sha256: [u8; 32], bytes: u64 },
}

impl FileText {
    /// The length of its paragraphs and of what is kept with them.
    pub fn bytes(&self) -> u64 {
        let kept = match &self.original {
            Kept::Part(original) => original.bytes.len() as u64,
            Kept::File { bytes, .. } => *bytes,
        };
        self.paragraphs.iter().map(|text| text.len() as u64).sum::<u64>() + kept
    }
}

/// What became of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It is a new release.
    New(ReleaseId),
    /// The series has a release of the same date with exactly this text; nothing was stored.
    Already(ReleaseId),
}

/// What is said of files before they are read.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The date of all of them.
    pub date: Option<ReleaseDate>,
    /// The language and encoding of all of them.
    pub hints: Hints,
    /// Numbers that two readers read differently were looked at: the file is taken as it was read.
    pub numbers_checked: bool,
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It holds no text that can be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no date in its name, its fields or its text, and none was given.
    #[error("{name}: neither the name (YYYY-MM-DD or YYYYMMDD) nor the text holds a date; give one")]
    NoDate {
        /// The file, and the row of a table.
        name: String,
    },
    /// It is not certain in which encoding it is.
    #[error("{name}: it is not certain that the text is in {encoding}; look at it and name its encoding")]
    UncertainEncoding {
        /// The file.
        name: String,
        /// The encoding it would be read in.
        encoding: String,
    },
    /// Two readers read its numbers differently.
    #[error(
        "{name}: two readers of the PDF differ in numbers: {numbers}; look at them and import it as checked"
    )]
    NumbersDiffer {
        /// The file.
        name: String,
        /// The numbers, each in both readings.
        numbers: String,
    },
}

/// Reads a file: one text, or those of a table or feed.
///
/// Where no date is given it is the one in a field that says when it was published, else in the file's name, else a full
/// date in the title, the first two paragraphs or the last. Where no language is given the letters decide.
///
/// # Errors
/// [`FileError`], which names the file.
pub fn read(reader: &Reader, path: &Path, given: &Given) -> Result<Vec<FileText>, FileError> {
    let drafts = reader.read_path(path, &given.hints, &|| false)?;
    texts(path, &path.display().to_string(), drafts, given)
}

/// Fetches an address and reads what came: one text, or those of a table or feed.
///
/// # Errors
/// [`FileError`], which names the address.
pub fn fetch(
    reader: &Reader,
    fetcher: &Fetcher,
    address: &str,
    given: &Given,
) -> Result<Vec<FileText>, FileError> {
    let failed = |error| ReadError { name: address.to_owned(), reason: Reason::NotFetched(error) };
    let answer = match fetcher.fetch(address, &Validators::default(), &|| false).map_err(failed)? {
        Fetched::Answer(answer) => answer,
        Fetched::Unchanged => {
            let why = "nothing was asked about".to_owned();
            return Err(failed(FetchError::BrokenOff { host: address.to_owned(), why }).into());
        }
    };
    let said = online::hints_of(&answer);
    let hints = Hints {
        lang: given.hints.lang,
        encoding: given.hints.encoding.clone().or(said.encoding.clone()),
        ..said
    };
    let drafts = reader
        .read_bytes(&online::file_name(&answer), &answer.bytes, &hints, &|| false)
        .map_err(|error| error.of(address))?;
    // They stand in no file.
    texts(Path::new(""), address, drafts, given)
}

/// What came of one file or address: each text is called by its name, and by its number where there are several.
fn texts(path: &Path, name: &str, drafts: Vec<Draft>, given: &Given) -> Result<Vec<FileText>, FileError> {
    let many = drafts.len() > 1;
    drafts
        .into_iter()
        .enumerate()
        .map(|(n, draft)| {
            let name = if many { format!("{name}, {}", n + 1) } else { name.to_owned() };
            text(path, name, draft, given)
        })
        .collect()
}

fn text(path: &Path, name: String, draft: Draft, given: &Given) -> Result<FileText, FileError> {
    for warning in &draft.warnings {
        if let Warning::EncodingUncertain { name: encoding } = warning {
            return Err(FileError::UncertainEncoding { name, encoding: encoding.clone() });
        }
    }
    let numbers: Vec<String> = draft
        .warnings
        .iter()
        .filter_map(|warning| match warning {
            Warning::NumberDiffers { taken, other, .. } => Some(format!("“{taken}” and “{other}”")),
            _ => None,
        })
        .take(10)
        .collect();
    if !numbers.is_empty() && !given.numbers_checked {
        return Err(FileError::NumbersDiffer { name, numbers: numbers.join(", ") });
    }
    let guess = || likely_date(&draft).cloned();
    let dated_by = if given.date.is_some() { None } else { guess() };
    let Some(date) = given.date.or(dated_by.as_ref().map(|guess| guess.date)) else {
        return Err(FileError::NoDate { name });
    };
    let whole_file = fs::metadata(path).is_ok_and(|meta| meta.len() == draft.original.bytes.len() as u64);
    Ok(FileText {
        name: draft.original.name.clone(),
        date,
        dated_by,
        lang: draft.lang.unwrap_or(Lang::En),
        paragraphs: draft.texts().map(str::to_owned).collect(),
        title: draft.title,
        address: draft.address,
        warnings: draft.warnings,
        original: if whole_file {
            let bytes = draft.original.bytes.len() as u64;
            Kept::File { path: path.to_owned(), sha256: draft.original.sha256, bytes }
        } else {
            Kept::Part(draft.original)
        },
    })
}

/// The date that a text may be stored with although nobody looked at it.
fn likely_date(draft: &Draft) -> Option<&DateGuess> {
    let last = draft.paragraphs.len().saturating_sub(1);
    draft.dates.iter().find(|guess| {
        guess.confidence >= Confidence::Likely
            && match guess.place {
                DatePlace::Paragraph { number, .. } => number < 2 || number == last,
                DatePlace::Title { .. } | DatePlace::Name | DatePlace::Metadata { .. } => true,
            }
    })
}

/// Stores a text in a series with its original, unless the series has it already. Its source is its address, or else its
/// file's name.
///
/// # Errors
/// When the archive can't be written, or has no such series.
pub fn store(
    batch: &mut Batch<'_>,
    series: SeriesId,
    text: FileText,
    retrieved: DateTime<Utc>,
) -> Result<Stored, Error> {
    let FileText { name, title, paragraphs, date, lang, address, original, .. } = text;
    let release = NewRelease {
        series,
        title,
        date,
        lang,
        source: Some(address.unwrap_or_else(|| name.clone())),
        retrieved: Some(retrieved),
        note: None,
        paragraphs,
    };
    if let Some(id) = batch.find_release(series, release.date, release.content_hash())? {
        return Ok(Stored::Already(id));
    }
    let id = batch.store_release(&release)?;
    let bytes = match original {
        Kept::Part(original) => Some(original.bytes),
        // A file that was changed since is not what was read.
        Kept::File { path, sha256, .. } => {
            fs::read(path).ok().filter(|bytes| <[u8; 32]>::from(Sha256::digest(bytes)) == sha256)
        }
    };
    if let Some(bytes) = bytes {
        batch.keep_original(id, &name, &bytes, retrieved)?;
    }
    Ok(Stored::New(id))
}

/// The endings of the files that are taken of a folder. Tables and feeds are named one by one: a folder may have others.
pub const ENDINGS: [&str; 12] =
    ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx", "docm", "odt", "pdf", "eml"];

/// The files that a path stands for: itself, or the documents ([`ENDINGS`]) in the folder and the folders in it, in order of
/// their names; what is hidden is left out.
///
/// # Errors
/// When the folder can't be read. Whether a file can be is found out when it is.
pub fn under(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    fs::read_dir(path)?;
    let mut files = Vec::new();
    collect(path, 0, &mut files);
    files.retain(|file| {
        let ending = file.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    });
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::Reason;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn one(path: &Path, date: Option<&str>, lang: Option<Lang>) -> Result<FileText, FileError> {
        let given = Given {
            date: date.map(|date| date.parse().unwrap()),
            hints: Hints { lang, ..Hints::default() },
            ..Given::default()
        };
        read(&Reader::in_this_process(), path, &given).map(|mut texts| texts.remove(0))
    }

    #[test]
    fn a_date_in_the_first_lines_is_taken_and_one_in_the_midst_of_the_text_is_not() {
        let folder = folder(&[
            ("a.txt", "بيان المجلس\n\nدمشق، 27 آذار 2025 – عقد المجلس اجتماعه الدوري.\n\nنص.\n"),
            ("b.txt", "بيان المجلس\n\nأول.\n\nثان.\n\nوذكر باتفاق 10 آذار 2025 وبنوده.\n\nالمصدر: المكتب\n"),
        ]);
        let text = one(&folder.path().join("a.txt"), None, None).unwrap();
        assert_eq!(text.date.to_string(), "2025-03-27");
        assert_eq!(text.dated_by.unwrap().words, "27 آذار 2025");
        assert!(matches!(one(&folder.path().join("b.txt"), None, None), Err(FileError::NoDate { .. })));
    }

    const TEXT: &str = "بيان المجلس\n\nأكد المجلس دعمه الكامل لوقف إطلاق النار.\n";

    #[test]
    fn the_date_given_goes_before_the_one_in_the_name() {
        let folder = folder(&[("2025-03-27.txt", TEXT)]);
        let file = folder.path().join("2025-03-27.txt");
        assert_eq!(one(&file, None, None).unwrap().date.to_string(), "2025-03-27");
        assert_eq!(one(&file, Some("2024-05"), None).unwrap().date.to_string(), "2024-05");
    }

    #[test]
    fn the_language_is_the_one_given_or_that_of_the_letters() {
        let folder = folder(&[("20250327.txt", TEXT)]);
        let file = folder.path().join("20250327.txt");
        assert_eq!(one(&file, None, None).unwrap().lang, Lang::Ar);
        assert_eq!(one(&file, None, Some(Lang::En)).unwrap().lang, Lang::En);
    }

    #[test]
    fn a_name_without_a_date_and_a_file_without_a_visible_character_are_refused_by_name() {
        let folder = folder(&[("statement.txt", TEXT), ("20250101.txt", "\u{feff}\u{feff}\n")]);
        let undated = folder.path().join("statement.txt");
        let named = undated.display().to_string();
        assert!(matches!(one(&undated, None, None), Err(FileError::NoDate { name }) if name == named));
        let bare = folder.path().join("20250101.txt");
        let named = bare.display().to_string();
        assert!(matches!(
            one(&bare, None, None),
            Err(FileError::Read(ReadError { name, reason: Reason::Empty })) if name == named
        ));
    }

    #[test]
    fn a_folder_stands_for_its_documents_and_those_of_its_folders_in_order_and_a_file_for_itself() {
        let folder = folder(&[("b.txt", "x"), ("a.TXT", "x"), ("c.pdf", "x"), ("d.json", "x"), ("e", "x")]);
        fs::create_dir_all(folder.path().join("within/further")).unwrap();
        fs::write(folder.path().join("within/further/f.txt"), "x").unwrap();
        fs::write(folder.path().join(".g.txt"), "x").unwrap();
        let names: Vec<_> =
            under(folder.path()).unwrap().iter().map(|file| file.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["a.TXT", "b.txt", "c.pdf", "f.txt"]);
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
            let text = one(&folder.path().join("20250327.txt"), date, None).unwrap();
            archive.write(|batch| store(batch, series, text, DateTime::UNIX_EPOCH)).unwrap()
        };
        let Stored::New(id) = put(None) else { panic!("it was not stored") };
        assert_eq!(put(None), Stored::Already(id));
        assert!(matches!(put(Some("2025-04-01")), Stored::New(_)));
        let release = archive.release(id).unwrap();
        assert_eq!(release.source.as_deref(), Some("20250327.txt"));
        assert_eq!(release.retrieved, Some(DateTime::UNIX_EPOCH));
        let originals = archive.originals(id).unwrap();
        assert_eq!(originals[0].name, "20250327.txt");
        assert_eq!(archive.original(originals[0].id).unwrap(), TEXT.as_bytes());
        assert_eq!(archive.release_count().unwrap(), 2);
    }
}
