//! `bayan-cli positions RELEASE`.

use std::path::PathBuf;

use bayan_core::positions::Finder;
use bayan_core::positions::codebook::{self, Codebook, CodebookError, Standard};
use bayan_export::{csv, json, text};
use bayan_import::plain::{self, ReadError};

use crate::output;
use crate::source::{self, SourceError};

#[derive(clap::Args)]
pub struct Arguments {
    /// The release: a file, or A.bayan#NUMBER
    release: PathBuf,
    /// A codebook: a file, or one of syria, peacekeeping, monetary-policy
    #[arg(long, value_name = "FILE", default_value = "syria")]
    topics: String,
    /// How to print the positions
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object
    Json,
    /// A table, with a heading
    Csv,
}

/// Why positions could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{}: {source}", path.display())]
    Codebook { path: PathBuf, source: CodebookError },
    #[error("the table cannot be written: {0}")]
    Table(#[from] bayan_export::csv::Error),
    #[error("the result cannot be printed: {0}")]
    Output(#[from] std::io::Error),
}

pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let release = source::document(&arguments.release)?;
    let said = Finder::new(&topics(&arguments.topics)?).positions(&release.paragraphs);
    let printed = match arguments.format {
        Format::Json => format!("{}\n", json::positions(&release, &said)),
        Format::Text => text::positions(&release, &said),
        Format::Csv => csv::positions(&release, &said)?,
    };
    Ok(output::print(&printed)?)
}

/// The codebook of this name, or in this file.
pub fn topics(name: &str) -> Result<Codebook, Error> {
    let standard = match name {
        "syria" => Some(Standard::Syria),
        "peacekeeping" => Some(Standard::Peacekeeping),
        "monetary-policy" => Some(Standard::MonetaryPolicy),
        _ => None,
    };
    match standard {
        Some(standard) => Ok(standard.codebook()),
        None => {
            let path = PathBuf::from(name);
            codebook::read(&plain::read_text(&path)?).map_err(|source| Error::Codebook { path, source })
        }
    }
}
