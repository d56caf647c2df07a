//! A long storing that was broken off: which files and which rows of tables are still to be stored, kept in a small file
//! beside the archive's own while the storing is under way.
//!
//! The file is written anew after each portion. A program that is killed between a portion and the file reads a few files
//! again that are stored already; those are told by their text and not stored twice.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bayan_core::model::SeriesId;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::{Amended, Intake, Item, Origin, State};
use crate::draft::Draft;

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
    /// The tables of which rows are left.
    #[serde(default)]
    pub tables: Vec<LeftRows>,
}

/// The rows of a table that are still to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftRows {
    /// The file of the table.
    pub table: PathBuf,
    /// The rows, each by a fingerprint of what it holds: a row is known again wherever it stands.
    pub rows: HashSet<u64>,
    /// What the person made of some of them.
    pub amended: Vec<Amended>,
}

impl LeftRows {
    /// Leaves of a table's rows those that are left.
    pub(super) fn choose(&self, drafts: &mut Vec<Draft>) {
        drafts.retain(|draft| self.rows.contains(&row(&draft.original.sha256)));
    }

    /// What the person made of a row.
    pub(super) fn amended(&self, sha256: &[u8; 32]) -> Option<Box<Amended>> {
        self.amended.iter().find(|amended| amended.sha256 == *sha256).cloned().map(Box::new)
    }
}

/// What a row is known by: the beginning of the SHA-256 of its text.
fn row(sha256: &[u8; 32]) -> u64 {
    sha256.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// What is to be stored and can be read again after a kill.
#[derive(Debug, Default)]
pub struct Readable {
    files: BTreeMap<u32, (PathBuf, Option<Amended>)>,
    rows: BTreeMap<u32, (PathBuf, u64, Option<Amended>)>,
}

impl Readable {
    /// Takes an item in, if it is a file or a row of one.
    pub fn add(&mut self, item: &Item) {
        let amended = item.amended.as_deref().cloned();
        match (&item.origin, &item.table, &item.state) {
            (Origin::File(path), ..) => {
                self.files.insert(item.id, (path.clone(), amended));
            }
            (_, Some(table), State::Ready(ready)) => {
                let row = row(&ready.draft.original.sha256);
                self.rows.insert(item.id, (table.clone(), row, amended));
            }
            _ => {}
        }
    }

    /// What is left for an archive's series when these items of the list are.
    pub fn left(&self, archive: &Path, series: Option<SeriesId>, items: &[u32]) -> Unfinished {
        let files = || items.iter().filter_map(|id| self.files.get(id));
        let mut tables: BTreeMap<&Path, LeftRows> = BTreeMap::new();
        for (table, row, amended) in items.iter().filter_map(|id| self.rows.get(id)) {
            let left = tables.entry(table).or_insert_with(|| LeftRows {
                table: table.clone(),
                rows: HashSet::new(),
                amended: Vec::new(),
            });
            left.rows.insert(*row);
            left.amended.extend(amended.clone());
        }
        Unfinished {
            archive: archive.to_owned(),
            series,
            total: (self.files.len() + self.rows.len()) as u32,
            left: files().map(|(path, _)| path.clone()).collect(),
            amended: files().filter_map(|(path, amended)| Some((path.clone(), amended.clone()?))).collect(),
            tables: tables.into_values().collect(),
        }
    }
}

impl Intake {
    /// Puts on the list what a storing that was broken off has left, with what the person made of it. Gives how many files
    /// were added; a table's other rows are left out when it is read.
    pub fn resume(&self, left: Unfinished) -> usize {
        let Unfinished { left: mut files, amended, tables, .. } = left;
        files.extend(tables.iter().map(|left| left.table.clone()));
        let added = self.add_paths(&files);
        let mut amended: HashMap<PathBuf, Amended> = amended.into_iter().collect();
        let mut tables: HashMap<PathBuf, LeftRows> =
            tables.into_iter().map(|left| (left.table.clone(), left)).collect();
        for item in self.lock().items.values_mut() {
            if let (Origin::File(path), State::Waiting) = (&item.origin, &item.state) {
                item.amended = amended.remove(path).map(Box::new).or(item.amended.take());
                item.left = tables.remove(path).map(Box::new).or(item.left.take());
            }
        }
        added
    }
}

impl Unfinished {
    /// What was left in `file`, for this archive.
    pub fn read(file: &Path, archive: &Path) -> Option<Self> {
        let text = fs::read_to_string(file).ok()?;
        let found: Self = serde_json::from_str(&text).ok()?;
        (found.archive == archive && found.count() > 0).then_some(found)
    }

    /// How many releases are left.
    pub fn count(&self) -> u32 {
        (self.left.len() + self.tables.iter().map(|left| left.rows.len()).sum::<usize>()) as u32
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
