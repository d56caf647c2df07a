//! The shell's state: the open archive, the settings, the jobs under way.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use bayan_archive::{Access, Archive, Backups, Fault, FileError, OpenError, Restored, Watch, restore};
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
use crate::seat::{self, Answer, Seat};
use crate::settings::{Kept, Settings};

/// The state behind every window.
pub struct Shell {
    places: Places,
    arguments: Arguments,
    dialogs: Arc<dyn Dialogs>,
    jobs: Jobs,
    intake: Intake,
    kept: Mutex<Kept>,
    /// The window's last saving of settings that was taken, as it counts them.
    saving: Mutex<u32>,
    open: RwLock<Option<Arc<OpenArchive>>>,
    /// What the first opening came to; `None` before it was tried. Held while opening, so that two windows that start
    /// together open once.
    started: Mutex<Option<Result<(), ErrorReport>>>,
    /// What was exported last, which may be opened; and the file that the person agreed to replace in the system's dialog.
    exported: Mutex<Option<PathBuf>>,
    agreed: Mutex<Option<PathBuf>>,
    /// Held while the sample archive is built: two builds would write the same file.
    building: Mutex<()>,
    /// The seat of the archive that is shown here.
    seat: Mutex<Option<Seat>>,
    /// The files the window was told of by a list or a dialog: it may name these and no others.
    offered: Mutex<BTreeSet<PathBuf>>,
}

/// How many archives that were open before are remembered.
const RECENT: usize = 10;

/// How long replacing the open archive waits for questions that are still being answered.
const QUESTIONS: Duration = Duration::from_secs(10);

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
    /// It can be read only.
    pub read_only: bool,
    /// It can be read only because a newer version of the program made it, and not because it is write-protected.
    pub newer: bool,
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
            saving: Mutex::new(0),
            open: RwLock::new(None),
            started: Mutex::new(None),
            exported: Mutex::new(None),
            agreed: Mutex::new(None),
            building: Mutex::new(()),
            seat: Mutex::new(None),
            offered: Mutex::new(BTreeSet::new()),
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

    /// Begins to count the window's savings of settings anew.
    pub fn count_savings(&self) {
        *lock(&self.saving) = 0;
    }

    /// Keeps the settings, for this run and the next. `turn` is the number of the window's saving: of two that
    /// overtook each other on their way the later one holds.
    ///
    /// # Errors
    /// When the settings file cannot be written; the settings hold for this run all the same.
    pub fn save_settings(&self, settings: Settings, turn: u32) -> Result<(), Failure> {
        let mut kept = lock(&self.kept);
        let mut last = lock(&self.saving);
        if turn < *last {
            return Ok(());
        }
        *last = turn;
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
        let seat = self.seat_of(&path)?;
        let opened = Archive::open(&path);
        if let Err(OpenError::File(FileError { path, fault: Fault::Damaged(_) })) = &opened {
            // So that the window can ask what is left of it.
            self.offer(path);
        }
        let info = self.put(opened?)?;
        if let Some(seat) = seat {
            *lock(&self.seat) = Some(seat);
        }
        let mut kept = lock(&self.kept);
        kept.recent.retain(|known| *known != path);
        // A path that is no Unicode text cannot stand in the settings file, and must not keep the rest out of it.
        if path.to_str().is_some() {
            kept.recent.insert(0, path.clone());
            kept.recent.truncate(RECENT);
        }
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

    /// Takes the seat of an archive, or `None` where it is held here already.
    fn seat_of(&self, archive: &Path) -> Result<Option<Seat>, Failure> {
        if lock(&self.seat).as_ref().is_some_and(|seat| seat.is_of(archive)) {
            return Ok(None);
        }
        let folder = self.places.seats();
        let taken = match Seat::take(&folder, archive) {
            Ok(None) => seat::knock(&folder, archive, &[]),
            Ok(Some(seat)) => Ok(Answer::Free(seat)),
            Err(error) => Err(error),
        };
        match taken {
            Ok(Answer::Free(seat)) => Ok(Some(seat)),
            Ok(Answer::Came | Answer::Silence) => Err(Failure::OpenElsewhere { path: archive.to_owned() }),
            Err(error) => {
                // Two windows on one archive lose nothing; one that opens none is of no use.
                tracing::warn!(%error, "no seat can be taken; the archive is opened all the same");
                Ok(None)
            }
        }
    }

    /// Whether another window shows what this program was started for, and has come to the front with the documents this one
    /// was given. Asked before there is a window.
    pub fn is_shown_elsewhere(&self) -> bool {
        let path = match &self.arguments {
            Arguments::Sample => self.places.sample_archive(),
            Arguments::Archive(path) => path.clone(),
            Arguments::Usual | Arguments::Documents(_) => {
                lock(&self.kept).archive.clone().unwrap_or_else(|| self.places.default_archive())
            }
        };
        let documents: Vec<PathBuf> = match &self.arguments {
            Arguments::Documents(paths) => {
                paths.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())).collect()
            }
            _ => Vec::new(),
        };
        let folder = self.places.seats();
        let taken = Seat::take(&folder, &path).and_then(|seat| match seat {
            Some(seat) => Ok(Answer::Free(seat)),
            None => seat::knock(&folder, &path, &documents),
        });
        match taken {
            Ok(Answer::Came) => true,
            Ok(Answer::Free(seat)) => {
                *lock(&self.seat) = Some(seat);
                false
            }
            // The window says what is the matter when it opens the archive.
            Ok(Answer::Silence) => false,
            Err(error) => {
                tracing::warn!(%error, "no seat can be taken");
                false
            }
        }
    }

    /// Gives the seat back, as the end of the program does: a test's program ends within its process.
    #[cfg(test)]
    pub fn leave_seat(&self) {
        *lock(&self.seat) = None;
    }

    /// How many windows the program has beside this one.
    pub fn other_windows(&self) -> usize {
        let own = usize::from(lock(&self.seat).is_some());
        seat::held(&self.places.seats()).saturating_sub(own)
    }

    /// The documents of one who knocked since this was asked last; `None` where nobody did.
    pub fn knocked(&self) -> Option<Vec<PathBuf>> {
        lock(&self.seat).as_ref()?.knocked()
    }

    /// Makes an empty archive and opens it.
    ///
    /// # Errors
    /// When something is there already or it cannot be written.
    pub fn create(&self, path: &Path) -> Result<ArchiveInfo, Failure> {
        Archive::create(path)?.close()?;
        self.open(path)
    }

    /// The archives that were open before and are there still, the last first.
    pub fn recent_archives(&self) -> Vec<PathBuf> {
        let mut recent = lock(&self.kept).recent.clone();
        let first = self.places.default_archive();
        if !recent.contains(&first) {
            recent.push(first);
        }
        recent.into_iter().filter(|path| path.exists()).collect()
    }

    /// Whether a file is the sample archive.
    pub fn is_sample(&self, path: &Path) -> bool {
        path == self.places.sample_archive()
    }

    /// Notes that the window was told of a file, so that it may name it.
    pub fn offer(&self, path: &Path) {
        lock(&self.offered).insert(path.to_owned());
    }

    /// The file the window names.
    ///
    /// # Errors
    /// When it was not told of it.
    pub fn offered(&self, path: &str) -> Result<PathBuf, Failure> {
        let path = PathBuf::from(path);
        if lock(&self.offered).contains(&path) { Ok(path) } else { Err(Failure::NotOffered(path)) }
    }

    /// The daily copies of an archive.
    pub fn backups_of(&self, archive: &Path) -> Backups {
        let name = archive.file_stem().unwrap_or(archive.as_os_str()).to_string_lossy().into_owned();
        // Archives of the same name in two folders have copies of their own.
        let folder = self.places.backups().join(format!("{name}-{}", seat::fingerprint(archive)));
        let keep = usize::try_from(self.settings().backups_kept).unwrap_or(usize::MAX);
        Backups::new(&folder, &name, keep)
    }

    /// Puts a copy in an archive's place and opens it. The open archive is closed for it, and is open again whatever comes of
    /// it. `None` when it was called off.
    ///
    /// # Errors
    /// When the copy is damaged or cannot be read, or the archive is in use by another program.
    pub fn restore(
        &self,
        copy: &Path,
        archive: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<Option<(ArchiveInfo, Restored)>, Failure> {
        let before = self.archive().ok().map(|open| open.archive.path().to_owned());
        self.leave()?;
        let restored = restore(copy, archive, watch);
        let opened = match (&restored, before) {
            (Ok(Some(_)), _) => Some(self.open(archive)?),
            (_, Some(before)) => Some(self.open(&before)?),
            (_, None) => None,
        };
        Ok(restored?.zip(opened).map(|(restored, info)| (info, restored)))
    }

    /// Closes the open archive, as soon as every question asked of it is answered.
    fn leave(&self) -> Result<(), Failure> {
        let Some(mut open) = self.open.write().unwrap_or_else(PoisonError::into_inner).take() else {
            return Ok(());
        };
        let began = Instant::now();
        loop {
            match Arc::try_unwrap(open) {
                Ok(open) => return Ok(open.archive.close()?),
                Err(busy) if began.elapsed() > QUESTIONS => {
                    let path = busy.archive.path().to_owned();
                    *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(busy);
                    return Err(OpenError::from(FileError { path, fault: Fault::InUse }).into());
                }
                Err(busy) => open = busy,
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn put(&self, archive: Archive) -> Result<ArchiveInfo, Failure> {
        let open = OpenArchive { archive, recent: Recent::default() };
        let info = describe(&open)?;
        if let Err(error) = self.intake.keep_in(&self.places.brought_in(), open.archive.path()) {
            // What is brought in now can be stored all the same; only the next start will not know of it.
            tracing::warn!(%error, "the list of what was brought in is not kept");
        }
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
        read_only: open.archive.access() != Access::ReadWrite,
        newer: matches!(open.archive.access(), Access::Newer { .. }),
    })
}

/// What a panicking thread left behind is whole: every value here is replaced in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
