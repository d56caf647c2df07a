//! Codebooks as other programs have them: a table for spreadsheets ([`csv`]), and the codebook exchange of the REFI-QDA
//! standard ([`qdc`]) that programs for qualitative analysis read. Each file writes and reads one format; what was written
//! reads back the same. The program's own text form is the engine's ([`bayan_core::positions::codebook`]).

pub mod csv;
pub mod qdc;

use bayan_core::positions::codebook::{Codebook, CodebookError, read as read_lines};

/// Why a codebook of another format was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// A line says something that a codebook cannot hold; the line counted from 1 in the file that was read.
    #[error(transparent)]
    Line(#[from] CodebookError),
    /// The file is not of its format; where that shows, the line counted from 1, and what the reader of the format said.
    #[error("line {line}: {reason}")]
    Format {
        /// The line.
        line: usize,
        /// What is wrong.
        reason: String,
    },
}

impl ReadError {
    /// The line it is about, counted from 1.
    pub const fn line(&self) -> usize {
        match self {
            Self::Line(error) => error.line,
            Self::Format { line, .. } => *line,
        }
    }

    /// What is wrong there, in English: for logs and the command line.
    pub fn reason(&self) -> String {
        match self {
            Self::Line(error) => error.reason.to_string(),
            Self::Format { reason, .. } => reason.clone(),
        }
    }
}

/// A codebook being put together in its own text form, each line with the line of the foreign file it came from.
#[derive(Default)]
struct Lines {
    text: String,
    from: Vec<usize>,
}

impl Lines {
    fn push(&mut self, line: &str, from: usize) {
        self.text.push_str(&line.replace(['\n', '\r'], " "));
        self.text.push('\n');
        self.from.push(from);
    }

    fn read(&self) -> Result<Codebook, ReadError> {
        read_lines(&self.text).map_err(|error| {
            let line = self.from.get(error.line.saturating_sub(1)).copied().unwrap_or(error.line);
            ReadError::Line(CodebookError { line, ..error })
        })
    }
}
