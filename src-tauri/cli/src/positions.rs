//! `bayan-cli positions RELEASE`.

use std::io::Write;
use std::path::{Path, PathBuf};

use bayan_core::positions::codebook::{self, Codebook, CodebookError, Standard};
use bayan_core::positions::{Finder, Holder, Position, Said};
use bayan_core::text::{Document, read_plain};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub struct Arguments {
    /// The release: a file
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
    #[error("{}: {source}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{}: not UTF-8 text (byte {byte} begins no character)", path.display())]
    NotUtf8 { path: PathBuf, byte: usize },
    #[error("{}: {source}", path.display())]
    Codebook { path: PathBuf, source: CodebookError },
    #[error("standard output: {0}")]
    Print(std::io::Error),
}

pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let release = read_plain(&read(&arguments.release)?);
    let said = Finder::new(&topics(&arguments.topics)?).positions(&release.paragraphs);
    let printed = match arguments.format {
        Format::Json => format!("{}\n", as_json(&release, &said)),
        Format::Text => as_text(&release, &said),
        Format::Csv => as_csv(&release, &said),
    };
    match std::io::stdout().lock().write_all(printed.as_bytes()) {
        // Whoever reads us has read enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(Error::Print),
    }
}

fn read(path: &Path) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let text = String::from_utf8(bytes)
        .map_err(|error| Error::NotUtf8 { path: path.to_owned(), byte: error.utf8_error().valid_up_to() })?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

fn topics(name: &str) -> Result<Codebook, Error> {
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
            codebook::read(&read(&path)?).map_err(|source| Error::Codebook { path, source })
        }
    }
}

fn holder(position: &Position) -> &'static str {
    match position.holder {
        Holder::Issuer => "issuer",
        Holder::Other => "other",
    }
}

fn as_json(release: &Document, said: &Said) -> Value {
    let list = |positions: &[Position]| -> Vec<Value> {
        positions
            .iter()
            .map(|position| {
                json!({
                    "paragraph": position.paragraph,
                    "topic": position.topic,
                    "act": position.act,
                    "force": position.force,
                    "holder": holder(position),
                    "quote": position.quoted(&release.paragraphs),
                    "terms": position.terms_quoted(&release.paragraphs),
                    "inherited": position.inherited,
                })
            })
            .collect()
    };
    json!({ "positions": list(&said.positions), "others": list(&said.others) })
}

fn as_text(release: &Document, said: &Said) -> String {
    let mut text = String::new();
    for position in said.positions.iter().chain(&said.others) {
        let other = if position.holder == Holder::Other { " (another party)" } else { "" };
        text.push_str(&format!(
            "{}  {}  {} {}{other}\n    “{}”\n",
            position.paragraph,
            position.topic,
            position.act.id(),
            "!".repeat(usize::from(position.force)),
            position.quoted(&release.paragraphs),
        ));
    }
    text
}

fn as_csv(release: &Document, said: &Said) -> String {
    // Spreadsheets take a text for UTF-8 by its mark.
    let mut csv = String::from("\u{feff}paragraph,topic,act,force,holder,quote,terms\r\n");
    for position in said.positions.iter().chain(&said.others) {
        let cells = [
            position.paragraph.to_string(),
            position.topic.to_string(),
            position.act.id().to_owned(),
            position.force.to_string(),
            holder(position).to_owned(),
            position.quoted(&release.paragraphs).to_owned(),
            position.terms_quoted(&release.paragraphs).join("; "),
        ];
        csv.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        csv.push_str("\r\n");
    }
    csv
}

/// A cell as RFC 4180 has it; one that a spreadsheet would take for a formula is set off with an apostrophe.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    } else {
        format!("{guard}{cell}")
    }
}
