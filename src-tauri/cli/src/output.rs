//! What the commands print.

use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;

/// The form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// Lines to read, fields set apart by tabs
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// Prints a result to standard output. That its reader has gone (`… | head`) is no failure.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Prints one JSON object.
pub fn print_json(value: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    print(&text)
}

/// A field of a line: tabs and line ends in it would end it.
pub fn field(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// Tells an error on standard error.
pub fn complain(error: &impl Display) {
    // Where standard error is closed nobody is listening.
    let _ = writeln!(io::stderr(), "bayan-cli: {error}");
}
