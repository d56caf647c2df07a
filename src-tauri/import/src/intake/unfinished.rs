//! A long storing that was broken off: which files are still to be stored, kept in a small file beside the archive's own
//! while the storing is under way.
//!
//! The file is written anew after each portion. A program that is killed between a portion and the file reads a few files
//! again that are stored already; those are told by their text and not stored twice.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bayan_core::model::SeriesId;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::Amended;

/// What is still to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// The archive it goes to.
    pub archive: PathBuf,
    /// The series, once it is there.
    pub series: Option<SeriesId>,
    /// How many releases there were in all.
    pub total: u32,
    /// The files that are left.
    pub left: Vec<PathBuf>,
    /// What the person made of some of them.
    #[serde(default)]
    pub amended: Vec<(PathBuf, Amended)>,
}

impl Unfinished {
    /// What was left in `file`, for this archive.
    pub fn read(file: &Path, archive: &Path) -> Option<Self> {
        let text = fs::read_to_string(file).ok()?;
        let found: Self = serde_json::from_str(&text).ok()?;
        (found.archive == archive && !found.left.is_empty()).then_some(found)
    }

    /// Keeps it in `file`, in one step.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let folder = file.parent().unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(folder)?;
        let mut temporary = NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut temporary, self)?;
        temporary.flush()?;
        temporary.persist(file).map_err(|error| error.error)?;
        Ok(())
    }

    /// Forgets what was left in `file`.
    pub fn forget(file: &Path) {
        // One that stays is seen again at the next start, and forgotten then.
        let _ = fs::remove_file(file);
    }
}
