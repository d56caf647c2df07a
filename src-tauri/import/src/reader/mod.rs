//! From a file's bytes to drafts.
//!
//! [`Reader`] is the door. One file of this folder reads one format and says what it takes and what it leaves out:
//!
//! - `text`, `markdown`, `html`, `docx`, `odt`, `pdf`, `eml`, `feed`, `table` are the formats;
//! - [`listing`] finds the links to releases in a page that lists them;
//! - `format` tells which one a file is in, `encoding` how its bytes are characters;
//! - [`dates`] finds what may be the release's date;
//! - [`worker`] is the process that reading is done in, [`limits`] how much is read.
//!
//! Nothing here makes a request: what a page or a document refers to elsewhere is left alone.

mod blocks;
pub mod dates;
mod docx;
mod eml;
mod encoding;
mod error;
mod feed;
mod format;
mod html;
pub mod limits;
pub mod listing;
mod markdown;
mod odt;
mod package;
mod pdf;
mod table;
mod text;
pub mod worker;
mod xml;

use std::fs;
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use bayan_core::model::Lang;
use bayan_core::text::lang;
use serde::{Deserialize, Serialize};

pub use error::{Foreign, ReadError, Reason};

use crate::draft::{DateGuess, Draft, Format, Warning};
use listing::Listing;

/// What a person says of a file before it is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Hints {
    /// Its format; without it, the content decides.
    pub format: Option<Format>,
    /// Its encoding, by a label of the WHATWG Encoding Standard; without it, it is told from the bytes. An unknown label
    /// counts as none.
    pub encoding: Option<String>,
    /// Its language; without it, the letters decide.
    pub lang: Option<Lang>,
    /// The address it was fetched from.
    pub address: Option<String>,
    /// Of HTML everything is taken, no article looked for: it is a pasted piece.
    pub whole: bool,
    /// The date that a page which lists it says it is of.
    pub listed: Option<DateGuess>,
}

impl Hints {
    fn table(&self) -> Option<&'static encoding_rs::Encoding> {
        encoding::by_name(self.encoding.as_deref()?)
    }
}

/// Reads files.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The program whose process reads; `None` for this one.
    program: Option<PathBuf>,
}

impl Reader {
    /// A reader that works in processes of this program, which must call [`worker::serve`] first in its `main`.
    ///
    /// # Errors
    /// When the system does not say where the program lies.
    pub fn isolated() -> io::Result<Self> {
        std::env::current_exe().map(Self::with_program)
    }

    /// A reader that works in processes of `program`, which must call [`worker::serve`] first in its `main`.
    pub fn with_program(program: PathBuf) -> Self {
        Self { program: Some(program) }
    }

    /// A reader that works in this process: for tests, and for files this program wrote itself. A file made to do harm
    /// can end the process.
    pub const fn in_this_process() -> Self {
        Self { program: None }
    }

    /// Reads a file's bytes. `name` is its name or path: what an error calls it, and where a date may be in. A table or a
    /// feed gives many drafts, in its own order, everything else one. `called_off` is asked about twenty times a second.
    ///
    /// Plain text is read in this process: its reader takes time and memory in proportion to the text.
    ///
    /// # Errors
    /// [`ReadError`]; then there are no drafts at all.
    pub fn read_bytes(
        &self,
        name: &str,
        bytes: &[u8],
        hints: &Hints,
        called_off: &dyn Fn() -> bool,
    ) -> Result<Vec<Draft>, ReadError> {
        let fail = |reason| ReadError { name: name.to_owned(), reason };
        let short = short(name);
        let size = bytes.len() as u64;
        if size > limits::FILE_BYTES {
            return Err(fail(Reason::TooLarge { bytes: size, limit: limits::FILE_BYTES }));
        }
        let in_worker = match hints.format {
            Some(format) => format != Format::Text,
            None => !format::is_plain(short, bytes),
        };
        let mut drafts = match &self.program {
            Some(program) if in_worker => worker::drafts(program, short, bytes, hints, called_off),
            _ => read_here(short, bytes, hints),
        }
        .map_err(fail)?;
        for (number, draft) in drafts.iter_mut().enumerate() {
            draft.original.fill(short, number, bytes);
        }
        Ok(drafts)
    }

    /// Reads what a page lists, which was fetched from [`Hints::address`]. `name` is what an error calls it.
    ///
    /// # Errors
    /// [`ReadError`], [`Reason::NoLinks`] among them.
    pub fn read_listing(
        &self,
        name: &str,
        bytes: &[u8],
        hints: &Hints,
        called_off: &dyn Fn() -> bool,
    ) -> Result<Listing, ReadError> {
        match &self.program {
            Some(program) => worker::listing(program, name, bytes, hints, called_off),
            None => list_here(bytes, hints),
        }
        .map_err(|reason| ReadError { name: name.to_owned(), reason })
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`ReadError`]; then there are no drafts at all.
    pub fn read_path(
        &self,
        path: &Path,
        hints: &Hints,
        called_off: &dyn Fn() -> bool,
    ) -> Result<Vec<Draft>, ReadError> {
        let name = path.display().to_string();
        let bytes = bytes_of(path).map_err(|reason| ReadError { name: name.clone(), reason })?;
        self.read_bytes(&name, &bytes, hints, called_off)
    }

    /// Reads what was pasted as plain text: one draft.
    ///
    /// # Errors
    /// [`ReadError`] with the name `name`, which is what the person calls the pasting.
    pub fn read_pasted(&self, name: &str, text: &str) -> Result<Vec<Draft>, ReadError> {
        let hints = Hints { format: Some(Format::Text), encoding: Some("utf-8".into()), ..Hints::default() };
        self.read_bytes(name, text.as_bytes(), &hints, &|| false)
    }

    /// Reads what was pasted as a piece of HTML, as browsers and word processors put it beside the plain text: one draft.
    ///
    /// # Errors
    /// [`ReadError`] with the name `name`, which is what the person calls the pasting.
    pub fn read_pasted_html(&self, name: &str, html: &str) -> Result<Vec<Draft>, ReadError> {
        let hints = Hints {
            format: Some(Format::Html),
            encoding: Some("utf-8".into()),
            whole: true,
            ..Hints::default()
        };
        self.read_bytes(name, html.as_bytes(), &hints, &|| false)
    }
}

/// A name without its folders.
fn short(name: &str) -> &str {
    let short = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if short.is_empty() { name } else { short }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Reason> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Reason::Missing,
        _ => Reason::Unreadable { why: error.to_string() },
    };
    // Asked before opening: to open a pipe is to wait for its other end.
    let meta = fs::metadata(path).map_err(failed)?;
    if !meta.is_file() {
        return Err(Reason::NotAFile);
    }
    let mut file = fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    // An archive may be larger than any document, and what is to be done about it is something else.
    (&mut file).take(format::HEAD).read_to_end(&mut bytes).map_err(failed)?;
    if let Some(what) = format::foreign(&bytes) {
        return Err(Reason::NotRead { what });
    }
    if meta.len() > limits::FILE_BYTES {
        return Err(Reason::TooLarge { bytes: meta.len(), limit: limits::FILE_BYTES });
    }
    file.read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Reads in this process. What panics inside a library is told as [`Reason::BrokeDown`]; what overflows the stack or
/// takes all memory ends the process.
fn read_here(name: &str, bytes: &[u8], hints: &Hints) -> Result<Vec<Draft>, Reason> {
    panic::catch_unwind(AssertUnwindSafe(|| read(name, bytes, hints)))
        .unwrap_or_else(|panic| Err(Reason::BrokeDown { why: worker::words_of(panic.as_ref()) }))
}

fn list_here(bytes: &[u8], hints: &Hints) -> Result<Listing, Reason> {
    panic::catch_unwind(AssertUnwindSafe(|| listing::read(bytes, hints)))
        .unwrap_or_else(|panic| Err(Reason::BrokeDown { why: worker::words_of(panic.as_ref()) }))
}

fn read(name: &str, bytes: &[u8], hints: &Hints) -> Result<Vec<Draft>, Reason> {
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    let (format, ending_agrees) = match hints.format {
        Some(format) => (format, true),
        None => format::of(name, bytes)?,
    };
    let mut drafts = match format {
        Format::Text => text::read(bytes, hints),
        Format::Markdown => markdown::read(bytes, hints),
        Format::Html => html::read(bytes, hints),
        Format::Docx => docx::read(bytes),
        Format::Odt => odt::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Eml => eml::read(bytes),
        Format::Feed => feed::read(bytes, hints),
        Format::Csv => table::read_csv(bytes, hints),
        Format::Json => table::read_json(bytes, hints),
    }?;
    limits::drafts(&drafts)?;
    for draft in &mut drafts {
        finish(draft, name, hints);
        if draft.paragraphs.is_empty() {
            return Err(Reason::Empty);
        }
        if !ending_agrees && let Some(ending) = format::ending(name) {
            draft.warnings.push(Warning::EndingDiffers { ending });
        }
    }
    Ok(drafts)
}

/// What every draft gets whatever its format: its language, its dates, and a word about control characters.
fn finish(draft: &mut Draft, name: &str, hints: &Hints) {
    draft.paragraphs.retain(|paragraph| !is_blank(&paragraph.text));
    draft.title = draft.title.take().filter(|title| !is_blank(title));
    if draft.paragraphs.is_empty()
        && let Some(title) = draft.title.take()
    {
        draft.paragraphs.push(crate::draft::DraftParagraph::body(title));
    }
    draft.lang = hints.lang.or(draft.lang).or_else(|| {
        let sample: String = draft.texts().flat_map(str::chars).take(8_000).collect();
        lang::detect(&sample)
    });
    if draft.address.is_none() {
        draft.address.clone_from(&hints.address);
    }
    let controls = draft.texts().flat_map(str::chars).filter(|c| is_risky_control(*c)).count();
    if controls > 0 {
        draft.warnings.push(Warning::ControlCharacters { count: controls });
    }
    draft.dates.extend(hints.listed.clone());
    dates::find(draft, name);
}

/// Whether a text shows nothing.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    })
}

/// Controls that turn or hide text: C0 and C1 but for the tab, embeddings and overrides. The marks that Arabic text
/// rightly has (U+200C to U+200F, the isolates) are not among them.
fn is_risky_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{fffe}')
}
