//! The shell's state: the open archive, the settings, the jobs under way.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use bayan_archive::Archive;
use bayan_import::intake::Intake;
use bayan_import::reader::Reader;
use bayan_import::sample;
use serde::Serialize;
use ts_rs::TS;

use crate::arguments::Arguments;
use crate::dialogs::Dialogs;
use crate::failure::{ErrorReport, Failure};
use crate::jobs::{Cancel, Jobs};
use crate::places::Places;
use crate::recent::Recent;
use crate::settings::{Kept, Settings};

/// The state behind every window.
pub struct Shell {
    places: Places,
    arguments: Arguments,
    dialogs: Arc<dyn Dialogs>,
    jobs: Jobs,
    intake: Intake,
    kept: Mutex<Kept>,
    open: RwLock<Option<Arc<OpenArchive>>>,
    /// What the first opening came to; `None` before it was tried. Held while opening, so that two windows that start
    /// together open once.
    started: Mutex<Option<Result<(), ErrorReport>>>,
    /// What was exported last, which may be opened; and the file that the person agreed to replace in the system's dialog.
    exported: Mutex<Option<PathBuf>>,
    agreed: Mutex<Option<PathBuf>>,
    /// Held while the sample archive is built: two builds would write the same file.
    building: Mutex<()>,
}

/// An open archive, with what was computed in it last.
pub struct OpenArchive {
    archive: Archive,
    recent: Recent,
}

impl OpenArchive {
    /// The archive.
    pub const fn archive(&self) -> &Archive {
        &self.archive
    }

    /// What was computed last.
    pub const fn recent(&self) -> &Recent {
        &self.recent
    }
}

/// The open archive as the window names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ArchiveInfo {
    /// The file's name without its ending.
    pub name: String,
    /// The file's path.
    pub path: String,
    /// It is the sample archive.
    pub sample: bool,
    /// How many releases it holds.
    pub releases: u32,
}

/// What the opening at the start came to.
#[derive(Debug)]
pub struct OpenedAtStart {
    /// The open archive.
    pub archive: Option<ArchiveInfo>,
    /// Why there is none.
    pub problem: Option<ErrorReport>,
    /// The sample archive is to be opened, and is not yet.
    pub sample_wanted: bool,
}

impl Shell {
    /// A shell that has opened nothing yet.
    pub fn new(places: Places, arguments: Arguments, dialogs: Arc<dyn Dialogs>) -> Self {
        let kept = Kept::read(&places.settings());
        let intake = Intake::new(reader());
        if let Arguments::Documents(paths) = &arguments {
            intake.add_paths(paths);
        }
        Self {
            intake,
            places,
            arguments,
            dialogs,
            jobs: Jobs::default(),
            kept: Mutex::new(kept),
            open: RwLock::new(None),
            started: Mutex::new(None),
            exported: Mutex::new(None),
            agreed: Mutex::new(None),
            building: Mutex::new(()),
        }
    }

    /// The system's dialogs.
    pub fn dialogs(&self) -> &dyn Dialogs {
        self.dialogs.as_ref()
    }

    /// The jobs under way.
    pub const fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// What was brought in and is not stored yet.
    pub const fn intake(&self) -> &Intake {
        &self.intake
    }

    /// The file that says what a broken off import has left.
    pub fn unfinished_import(&self) -> PathBuf {
        self.places.unfinished_import()
    }

    /// Forgets what was computed of the archive, after its texts changed.
    pub fn forget_computed(&self) {
        if let Ok(open) = self.archive() {
            open.recent.forget();
        }
    }

    /// The person's settings.
    pub fn settings(&self) -> Settings {
        lock(&self.kept).settings.clone()
    }

    /// Keeps the settings, for this run and the next.
    ///
    /// # Errors
    /// When the settings file cannot be written; the settings hold for this run all the same.
    pub fn save_settings(&self, settings: Settings) -> Result<(), Failure> {
        let mut kept = lock(&self.kept);
        kept.settings = settings;
        self.write(&kept)
    }

    /// The folder documents are exported to: the one used last while it is there, else the one of the person's documents.
    pub fn export_folder(&self) -> PathBuf {
        let last = lock(&self.kept).export_folder.clone().filter(|folder| folder.is_dir());
        last.unwrap_or_else(|| self.places.documents().to_path_buf())
    }

    /// Exports go to the folder of this file from now on. The system has asked whether the file may be replaced.
    pub fn export_to(&self, file: &Path) {
        *lock(&self.agreed) = Some(file.to_path_buf());
        let mut kept = lock(&self.kept);
        kept.export_folder = file.parent().map(Path::to_path_buf);
        if let Err(failure) = self.write(&kept) {
            // It holds for this run; only the next start will not know of it.
            tracing::warn!(?failure, "the folder for exports was not kept");
        }
    }

    /// Whether the person has agreed in the system's dialog that this file may be replaced.
    pub fn may_replace(&self, file: &Path) -> bool {
        lock(&self.agreed).as_deref() == Some(file)
    }

    /// What was exported last.
    pub fn exported(&self) -> Option<PathBuf> {
        lock(&self.exported).clone()
    }

    /// Notes what was exported last.
    pub fn note_export(&self, file: PathBuf) {
        *lock(&self.agreed) = None;
        *lock(&self.exported) = Some(file);
    }

    /// The open archive.
    ///
    /// # Errors
    /// When none is open.
    pub fn archive(&self) -> Result<Arc<OpenArchive>, Failure> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(Failure::NoArchive)
    }

    /// Opens what the program was started for: the archive named on the command line, or the one used last, or the default
    /// one, which a first start creates. Later calls tell what is open now.
    pub fn open_at_start(&self) -> OpenedAtStart {
        let mut started = lock(&self.started);
        let outcome = started.get_or_insert_with(|| self.first_opening().map_err(|failure| failure.report()));
        let archive = self.archive().ok().and_then(|open| describe(&open).ok());
        OpenedAtStart {
            sample_wanted: archive.is_none() && self.arguments == Arguments::Sample,
            problem: if archive.is_some() { None } else { outcome.clone().err() },
            archive,
        }
    }

    fn first_opening(&self) -> Result<(), Failure> {
        match &self.arguments {
            Arguments::Sample => Ok(()),
            Arguments::Archive(path) => self.open(path).map(drop),
            Arguments::Usual | Arguments::Documents(_) => {
                let last = lock(&self.kept).archive.clone();
                match last {
                    Some(path) => self.open(&path).map(drop),
                    None => self.open_or_create_default(),
                }
            }
        }
    }

    fn open_or_create_default(&self) -> Result<(), Failure> {
        let path = self.places.default_archive();
        let archive = if path.exists() {
            Archive::open(&path)?
        } else {
            self.places.make_data_folder()?;
            Archive::create(&path)?
        };
        self.put(archive).map(drop)
    }

    /// Opens an archive file in place of the open one, which stays open when this fails.
    ///
    /// # Errors
    /// When the file is missing, no archive, damaged, made by a newer version, or cannot be read.
    pub fn open(&self, path: &Path) -> Result<ArchiveInfo, Failure> {
        // The next start may be from another folder.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let info = self.put(Archive::open(&path)?)?;
        let mut kept = lock(&self.kept);
        // A path that is no Unicode text cannot stand in the settings file, and must not keep the rest out of it.
        kept.archive = path.to_str().is_some().then_some(path);
        if let Err(failure) = self.write(&kept) {
            // The archive is open all the same; only the next start will not know of it.
            tracing::warn!(?failure, "the archive's path was not kept");
        }
        Ok(info)
    }

    /// Opens the sample archive, building it where it does not exist yet. `None` when the job was called off.
    ///
    /// # Errors
    /// Those of [`Shell::open`], and when the archive cannot be written.
    pub fn open_sample(
        &self,
        cancel: &Cancel,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<Option<ArchiveInfo>, Failure> {
        let path = self.places.sample_archive();
        self.places.make_data_folder()?;
        let building = lock(&self.building);
        if !path.exists() && !sample::build(&path, progress, &|| cancel.is_cancelled())? {
            return Ok(None);
        }
        drop(building);
        self.open(&path).map(Some)
    }

    fn put(&self, archive: Archive) -> Result<ArchiveInfo, Failure> {
        let open = OpenArchive { archive, recent: Recent::default() };
        let info = describe(&open)?;
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(open));
        Ok(info)
    }

    fn write(&self, kept: &Kept) -> Result<(), Failure> {
        let file = self.places.settings();
        kept.write(&file).map_err(|error| Failure::SettingsNotWritten { path: file, error })
    }
}

/// Files are read in a process of their own. A test's program serves no readings.
fn reader() -> Reader {
    if cfg!(test) {
        return Reader::in_this_process();
    }
    Reader::isolated().unwrap_or_else(|error| {
        tracing::warn!(%error, "the program does not know its own file; documents are read without protection");
        Reader::in_this_process()
    })
}

fn describe(open: &OpenArchive) -> Result<ArchiveInfo, Failure> {
    let path = open.archive.path();
    Ok(ArchiveInfo {
        name: path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        path: path.to_string_lossy().into_owned(),
        sample: open.archive.is_sample()?,
        releases: open.archive.release_count()?,
    })
}

/// What a panicking thread left behind is whole: every value here is replaced in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
