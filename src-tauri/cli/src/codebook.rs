//! `bayan-cli codebook FROM TO`.

use std::path::{Path, PathBuf};

use bayan_core::positions::codebook::{self, Codebook, Standard};
use bayan_export::codebook as formats;
use bayan_import::plain::{self, ReadError as TextError};

#[derive(clap::Args)]
pub struct Arguments {
    /// The codebook: a file (.csv, .qdc, else the program's own text form), or one of syria, peacekeeping, monetary-policy
    from: String,
    /// The file to write, in the form its ending names
    to: PathBuf,
}

/// Why a codebook could not be brought from one form to another.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Text(#[from] TextError),
    #[error("{}: {source}", path.display())]
    Codebook { path: PathBuf, source: formats::ReadError },
    #[error("the table cannot be written: {0}")]
    Table(#[from] bayan_export::csv::Error),
    #[error("{}: {source}", path.display())]
    Write { path: PathBuf, source: std::io::Error },
}

pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let codebook = read(&arguments.from)?;
    let path = &arguments.to;
    let text = match ending(path).as_str() {
        "csv" => formats::csv::write(&codebook)?,
        "qdc" => formats::qdc::write(&codebook),
        _ => codebook::write(&codebook),
    };
    std::fs::write(path, text).map_err(|source| Error::Write { path: path.clone(), source })
}

/// Reads a codebook: a file in the form its ending names, or one that comes with Bayan by its name.
pub fn read(from: &str) -> Result<Codebook, Error> {
    if let Some(standard) = Standard::from_id(from) {
        return Ok(standard.codebook());
    }
    let path = PathBuf::from(from);
    let text = plain::read_text(&path)?;
    let read = match ending(&path).as_str() {
        "csv" => formats::csv::read(&text),
        "qdc" | "xml" => formats::qdc::read(&text),
        _ => codebook::read(&text).map_err(Into::into),
    };
    read.map_err(|source| Error::Codebook { path, source })
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_codebook_goes_through_every_form_and_comes_back_the_same() {
        let home = tempfile::tempdir().unwrap();
        let file = |name: &str| home.path().join(name);
        let go = |from: &str, to: &str| run(&Arguments { from: from.to_owned(), to: file(to) }).unwrap();
        go("monetary-policy", "a.csv");
        go(file("a.csv").to_str().unwrap(), "a.qdc");
        go(file("a.qdc").to_str().unwrap(), "a.tsv");
        let back = read(file("a.tsv").to_str().unwrap()).unwrap();
        assert_eq!(back, Standard::MonetaryPolicy.codebook());
    }

    #[test]
    fn a_fault_is_told_with_its_file_and_line() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("wrong.csv");
        std::fs::write(&path, "topic,lang,weight,term\na,en,3,truce\na,en,9,peace\n").unwrap();
        let error = read(path.to_str().unwrap()).unwrap_err().to_string();
        assert!(error.contains("wrong.csv") && error.contains("line 3"), "{error}");
    }
}
