//! What the program was started with: `bayan [--sample] [ARCHIVE]`.

use std::ffi::OsString;
use std::path::PathBuf;

/// The archive asked for on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Arguments {
    /// None: the one used last, or the default one.
    #[default]
    Usual,
    /// The sample archive, built where it does not exist yet.
    Sample,
    /// This file, as when a file is opened with the program.
    Archive(PathBuf),
}

impl Arguments {
    /// Reads the words after the program's name. A file named there is opened, wherever it stands and whatever else is
    /// asked. Options the program does not know are passed over: desktops and debuggers add their own.
    pub fn from_words(words: impl IntoIterator<Item = OsString>) -> Self {
        let mut asked = Self::Usual;
        for word in words {
            if word == "--sample" {
                asked = Self::Sample;
            } else if !word.to_string_lossy().starts_with('-') {
                return Self::Archive(PathBuf::from(word));
            }
        }
        asked
    }
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
}
