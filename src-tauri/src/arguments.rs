//! What the program was started with: `bayan [--sample] [ARCHIVE | DOCUMENT…]`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The endings of documents that are brought in, in small letters. A file of any other ending is taken for an archive.
pub const DOCUMENTS: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx", "docm", "odt", "pdf", "eml", "rss",
    "atom", "xml", "csv", "tsv", "json", "doc", "rtf",
];

/// What is asked for on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Arguments {
    /// None: the one used last, or the default one.
    #[default]
    Usual,
    /// The sample archive, built where it does not exist yet.
    Sample,
    /// This file, as when a file is opened with the program.
    Archive(PathBuf),
    /// These documents are to be brought into the archive used last, as when they are opened with the program.
    Documents(Vec<PathBuf>),
}

impl Arguments {
    /// Reads the words after the program's name. A file named there is opened, wherever it stands and whatever else is
    /// asked. Options the program does not know are passed over: desktops and debuggers add their own.
    pub fn from_words(words: impl IntoIterator<Item = OsString>) -> Self {
        let mut asked = Self::Usual;
        let mut documents = Vec::new();
        for word in words {
            if word == "--sample" {
                asked = Self::Sample;
            } else if !word.to_string_lossy().starts_with('-') {
                let path = PathBuf::from(word);
                if !is_document(&path) {
                    return Self::Archive(path);
                }
                documents.push(path);
            }
        }
        if documents.is_empty() { asked } else { Self::Documents(documents) }
    }
}

fn is_document(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| DOCUMENTS.contains(&ending.to_string_lossy().to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Arguments {
        Arguments::from_words(words.iter().map(OsString::from))
    }

    #[test]
    fn a_file_an_option_and_nothing_are_told_apart() {
        assert_eq!(read(&[]), Arguments::Usual);
        assert_eq!(read(&["--sample"]), Arguments::Sample);
        assert_eq!(read(&["--unknown", "بيانات.bayan"]), Arguments::Archive("بيانات.bayan".into()));
    }

    #[test]
    fn a_file_that_is_named_is_opened_whether_or_not_the_sample_is_asked_for_too() {
        for words in [["--sample", "a.bayan"], ["a.bayan", "--sample"]] {
            assert_eq!(read(&words), Arguments::Archive("a.bayan".into()));
        }
    }

    #[test]
    fn documents_are_brought_in_and_an_archive_among_them_is_opened_instead() {
        let documents = Arguments::Documents(vec!["بيان.DOCX".into(), "b.pdf".into()]);
        assert_eq!(read(&["بيان.DOCX", "b.pdf"]), documents);
        assert_eq!(read(&["b.pdf", "a.bayan"]), Arguments::Archive("a.bayan".into()));
    }
}
