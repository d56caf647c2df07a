//! Bringing positions up to date, in the background.

use bayan_core::model::SeriesId;
use serde::Serialize;
use tauri::ipc::Channel;
use ts_rs::TS;

use crate::commands::progress::{Progress, watched};
use crate::commands::{SharedShell, ask_archive, on_worker};
use crate::failure::Failure;

/// What bringing positions up to date came to.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct PositionsUpdated {
    /// Releases whose positions were found anew.
    pub releases: u32,
}

/// Of how many releases the positions are stale, over all series.
#[tauri::command]
pub async fn stale_positions(shell: SharedShell<'_>) -> Result<u32, Failure> {
    ask_archive(&shell, |archive| Ok(archive.stale_positions(None)?)).await
}

/// Brings the positions of one series up to date, or of all. Gives `None` when the job was called off; each series is then
/// wholly as before or wholly up to date.
#[tauri::command]
pub async fn recompute_positions(
    shell: SharedShell<'_>,
    series: Option<SeriesId>,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<PositionsUpdated>, Failure> {
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let updated =
            watched(shell, job, on_progress, |watch| Ok(open.archive().update_positions(series, watch)?))?;
        Ok((!updated.called_off).then_some(PositionsUpdated { releases: updated.releases }))
    })
    .await
}
