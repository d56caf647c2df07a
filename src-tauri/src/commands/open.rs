//! Opening an archive: the sample one, or a file the person chooses.

use serde::Serialize;
use tauri::ipc::Channel;
use ts_rs::TS;

use super::{SharedShell, on_worker};
use crate::failure::Failure;
use crate::shell::ArchiveInfo;

/// How far a job has come.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct Progress {
    /// Releases done.
    pub done: u32,
    /// Releases in all.
    pub total: u32,
}

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
        shell.open_sample(&running.cancel, &mut |done, total| {
            // A window that was closed meanwhile no longer listens.
            let _ = on_progress.send(Progress { done, total });
        })
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
