//! The window's first question, and its settings.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use serde::Serialize;
use ts_rs::TS;

use super::{SharedShell, compare, on_worker};
use crate::failure::{ErrorReport, Failure};
use crate::settings::Settings;
use crate::shell::{ArchiveInfo, Shell};

/// What a window needs to show its first screen.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Start {
    /// The program's version.
    pub version: String,
    /// The person's settings.
    pub settings: Settings,
    /// The open archive.
    pub archive: Option<ArchiveInfo>,
    /// Why the archive that was to be opened is not open.
    pub problem: Option<ErrorReport>,
    /// The program was started to show the sample archive, which is not open yet.
    pub sample_wanted: bool,
}

/// Settings and the archive in use. The first call opens the archive.
#[tauri::command]
pub async fn start(shell: SharedShell<'_>) -> Result<Start, Failure> {
    on_worker(&shell, |shell| {
        shell.count_savings();
        let opened = shell.open_at_start();
        Ok(Start {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings: shell.settings(),
            archive: opened.archive,
            problem: opened.problem,
            sample_wanted: opened.sample_wanted,
        })
    })
    .await
}

/// While the web engine starts, opens the archive and makes the comparison that was last in view: the window's first questions
/// then find it done. What fails is told to the window when it asks.
pub fn ahead(shell: Arc<Shell>) -> JoinHandle<()> {
    thread::spawn(move || {
        let Some(archive) = shell.open_at_start().archive else { return };
        let last = shell.settings().last_view.filter(|last| last.archive == archive.path);
        if let Some(last) = last
            && let Err(failure) = compare::make(&shell, last.older, last.newer)
        {
            tracing::debug!(?failure, "the comparison last in view was not made ahead");
        }
    })
}

/// Keeps the settings. `turn` counts the window's calls from 1: two that follow closely may be worked on in either order, and
/// the later one holds.
#[tauri::command]
pub async fn save_settings(shell: SharedShell<'_>, settings: Settings, turn: u32) -> Result<(), Failure> {
    on_worker(&shell, move |shell| shell.save_settings(settings, turn)).await
}
