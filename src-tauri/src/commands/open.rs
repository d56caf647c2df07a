//! Opening an archive: the sample one, a new one, one that was open before, or a file the person chooses; here or in
//! another window.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bayan_archive::{Whereabouts, whereabouts};
use chrono::{DateTime, Utc};
use serde::Serialize;
use tauri::ipc::Channel;
use ts_rs::TS;

use super::progress::{Progress, Teller};
use super::{SharedShell, on_worker};
use crate::failure::Failure;
use crate::shell::{ArchiveInfo, Shell};

/// Opens the sample archive, building it first where it does not exist yet. Gives `None` when the job was called off;
/// nothing is left behind then.
#[tauri::command]
pub async fn open_sample_archive(
    shell: SharedShell<'_>,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<ArchiveInfo>, Failure> {
    on_worker(&shell, move |shell| {
        let running = shell.jobs().begin(job);
        let teller = Teller::new(on_progress);
        shell.open_sample(&running.cancel, &mut |done, total| teller.tell(done.into(), total.into()))
    })
    .await
}

/// Calls a job off.
#[tauri::command]
pub async fn cancel_job(shell: SharedShell<'_>, job: u32) -> Result<(), Failure> {
    shell.jobs().cancel(job);
    Ok(())
}

/// Lets the person choose an archive file and opens it; `None` when they chose none.
#[tauri::command]
pub async fn choose_archive(shell: SharedShell<'_>) -> Result<Option<ArchiveInfo>, Failure> {
    let chosen = shell.dialogs().choose_archive();
    match chosen.await.ok().flatten() {
        Some(path) => on_worker(&shell, move |shell| shell.open(&path).map(Some)).await,
        None => Ok(None),
    }
}

/// The ending of archive files.
pub const ENDING: &str = "bayan";

/// A place the person chose for an archive, with the ending archives have.
pub fn as_archive(mut path: PathBuf) -> PathBuf {
    if path.extension().is_none_or(|ending| ending != ENDING) {
        path.as_mut_os_string().push(".");
        path.as_mut_os_string().push(ENDING);
    }
    path
}

/// Lets the person say where a new archive is to be, which is called `name` if they don't call it otherwise, makes it and
/// opens it; `None` when they chose no place.
#[tauri::command]
pub async fn new_archive(shell: SharedShell<'_>, name: String) -> Result<Option<ArchiveInfo>, Failure> {
    let chosen = shell.dialogs().save_file(&name);
    match chosen.await.ok().flatten() {
        Some(path) => on_worker(&shell, move |shell| shell.create(&as_archive(path)).map(Some)).await,
        None => Ok(None),
    }
}

/// Opens an archive that was open before, as [`archive_standing`] names it.
#[tauri::command]
pub async fn open_recent(shell: SharedShell<'_>, path: String) -> Result<ArchiveInfo, Failure> {
    on_worker(&shell, move |shell| shell.open(&shell.offered(&path)?)).await
}

/// Opens an archive in a window of its own: one that was open before, or with `None` one the person chooses. Gives whether
/// there was one. A window that has the archive already comes to the front instead.
#[tauri::command]
pub async fn open_in_window(shell: SharedShell<'_>, path: Option<String>) -> Result<bool, Failure> {
    let path = match path {
        Some(path) => Some(shell.offered(&path)?),
        None => shell.dialogs().choose_archive().await.ok().flatten(),
    };
    let Some(path) = path else { return Ok(false) };
    on_worker(&shell, move |_| start_window(&path).map(|()| true)).await
}

/// Starts the program once more. Each window is a program of its own, so that none can take another down with it.
///
/// # Errors
/// When the program cannot be started.
pub fn start_window(archive: &Path) -> Result<(), Failure> {
    let program = std::env::current_exe().map_err(Failure::WindowNotOpened)?;
    let mut window = Command::new(program)
        .arg(archive)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::WindowNotOpened)?;
    // Waited for, so that the system need not keep its remains; it outlives this program where that ends first.
    std::thread::spawn(move || window.wait());
    Ok(())
}

/// An archive that was open before.
#[derive(Debug, Clone, Serialize, TS)]
pub struct KnownArchive {
    /// The file's name without its ending.
    pub name: String,
    /// The file's path.
    pub path: String,
    /// It is the sample archive.
    pub sample: bool,
}

/// What is to be known of the open archive as a file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ArchiveStanding {
    /// The archives that were open before, without the one that is open now.
    pub recent: Vec<KnownArchive>,
    /// It is on a drive of another machine, where two people who write at once wait for each other.
    pub network: bool,
    /// The cloud service whose folder it is in, which may copy the file while it is being written.
    pub cloud: Option<String>,
    /// Its length in bytes.
    #[ts(type = "number")]
    pub length: u64,
    /// How many daily copies of it there are.
    pub copies: u32,
    /// When the last of them was made.
    #[ts(type = "string | null")]
    pub copied: Option<DateTime<Utc>>,
}

/// What is to be known of the open archive as a file, and which ones were open before.
#[tauri::command]
pub async fn archive_standing(shell: SharedShell<'_>) -> Result<ArchiveStanding, Failure> {
    on_worker(&shell, standing).await
}

fn standing(shell: &Shell) -> Result<ArchiveStanding, Failure> {
    let open = shell.archive().ok().map(|open| open.archive().path().to_owned());
    let mut recent = Vec::new();
    for path in shell.recent_archives() {
        if open.as_ref() == Some(&path) {
            continue;
        }
        shell.offer(&path);
        recent.push(KnownArchive {
            name: path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            sample: shell.is_sample(&path),
            path: path.to_string_lossy().into_owned(),
        });
    }
    let Some(path) = open else {
        return Ok(ArchiveStanding {
            recent,
            network: false,
            cloud: None,
            length: 0,
            copies: 0,
            copied: None,
        });
    };
    let backups = shell.backups_of(&path).list().unwrap_or_default();
    let (network, cloud) = match whereabouts(&path) {
        Whereabouts::Local => (false, None),
        Whereabouts::Network(_) => (true, None),
        Whereabouts::Cloud(service) => (false, Some(service.to_string())),
    };
    Ok(ArchiveStanding {
        recent,
        network,
        cloud,
        length: std::fs::metadata(&path).map_or(0, |file| file.len()),
        copies: u32::try_from(backups.len()).unwrap_or(u32::MAX),
        copied: backups.first().map(|backup| backup.made),
    })
}
