//! `bayan-cli compare OLD NEW`.

use std::path::PathBuf;

use bayan_core::compare::{Options, compare};
use bayan_export::{json, text};

use crate::output;
use crate::source::{self, SourceError};

#[derive(clap::Args)]
pub struct Arguments {
    /// The older release: a file, or A.bayan#NUMBER
    old: PathBuf,
    /// The newer release: a file, or A.bayan#NUMBER
    new: PathBuf,
    /// How to print the comparison
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write to this file instead of standard output
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object
    Json,
}

/// Why a comparison could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("{}: could not be written: {source}", path.display())]
    Write { path: PathBuf, source: std::io::Error },
    #[error("the result cannot be printed: {0}")]
    Output(#[from] std::io::Error),
}

pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let (old, new) = (source::document(&arguments.old)?, source::document(&arguments.new)?);
    let comparison = compare(&old.paragraphs, &new.paragraphs, &Options::default());
    let printed = match arguments.format {
        Format::Json => format!("{}\n", json::comparison(&old, &new, &comparison)),
        Format::Text => text::comparison(&old, &new, &comparison),
    };
    match &arguments.output {
        Some(path) => {
            std::fs::write(path, printed).map_err(|source| Error::Write { path: path.clone(), source })
        }
        None => Ok(output::print(&printed)?),
    }
}
