//! Why a developer command stopped. Every failure is a sentence for the person at the terminal, with what to do about it
//! where that is known.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// Something is not installed, or a command was called wrongly; the text says what to do.
    Wanted(String),
    /// A program could not be started at all.
    NotStarted {
        /// The program's name as it was called.
        program: String,
        /// What the system answered.
        source: io::Error,
    },
    /// A program ran and said no.
    Refused {
        /// The command line, as a person would type it.
        line: String,
        /// Its exit code; none when a signal ended it.
        code: Option<i32>,
    },
    /// A file could not be read or written.
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
}

impl Failure {
    /// The failure of reading or writing `path`; for `map_err`.
    pub fn file(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File { path: path.as_ref().to_path_buf(), source }
    }

    /// The exit code this command ends with: that of the program that refused, otherwise 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Refused { code: Some(code), .. } => {
                u8::try_from(*code).ok().filter(|code| *code != 0).unwrap_or(1)
            }
            _ => 1,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wanted(text) => f.write_str(text),
            Self::NotStarted { program, source } => write!(f, "{program} could not be started: {source}"),
            Self::Refused { line, code: Some(code) } => write!(f, "`{line}` ended with exit code {code}"),
            Self::Refused { line, code: None } => write!(f, "`{line}` was ended by a signal"),
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotStarted { source, .. } | Self::File { source, .. } => Some(source),
            Self::Wanted(_) | Self::Refused { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: Option<i32>) -> Failure {
        Failure::Refused { line: "cargo test".into(), code }
    }

    #[test]
    fn a_refusing_programs_exit_code_is_passed_on() {
        assert_eq!(refused(Some(101)).exit_code(), 101);
    }

    #[test]
    fn a_failure_never_ends_with_exit_code_zero() {
        assert_eq!(refused(Some(0)).exit_code(), 1);
        assert_eq!(refused(Some(256)).exit_code(), 1);
        assert_eq!(refused(None).exit_code(), 1);
        assert_eq!(Failure::Wanted("Node is missing".into()).exit_code(), 1);
    }
}
