//! Newer versions of the program: found, fetched and put in place, each only when a person asks for it.
//!
//! Only in copies that were built with the feature `updater` and with a key; see `docs/releasing.md`. In all others the two
//! commands answer that there is no updater, and the page of the releases is the way ([`super::about::open_releases`]).

use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime};
use ts_rs::TS;

use super::SharedShell;
use super::progress::Progress;
use crate::failure::Failure;

/// A newer version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Update {
    /// The version.
    pub version: String,
    /// What changed, as its makers wrote it.
    pub notes: Option<String>,
}

/// Whether this copy can replace itself.
pub fn built_in<R: Runtime>(app: &AppHandle<R>) -> bool {
    cfg!(feature = "updater") && app.config().plugins.0.contains_key("updater")
}

/// Gets what the updater needs ready, where this copy holds one. Nothing is asked of anybody yet.
///
/// # Errors
/// When what it was built with can't be understood.
pub fn prepare<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    if built_in(app) { updater::prepare(app) } else { Ok(()) }
}

/// Asks the page of the releases for a newer version; `None` when this is the newest.
///
/// # Errors
/// When this copy holds no updater, or the page was not reached.
#[tauri::command]
pub async fn find_update<R: Runtime>(app: AppHandle<R>) -> Result<Option<Update>, Failure> {
    if !built_in(&app) {
        return Err(Failure::NoReleases);
    }
    updater::find(&app).await
}

/// Fetches the newest version, holds its signature against the key this copy was built with, puts it in place and starts
/// it. `None` when it was called off, `false` when this is the newest. Progress is in kilobytes of 1,000 bytes.
///
/// # Errors
/// When this copy holds no updater, or the package was not fetched, not signed rightly, or not put in place: then this
/// version stays as it is.
#[tauri::command]
pub async fn install_update<R: Runtime>(
    app: AppHandle<R>,
    shell: SharedShell<'_>,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<bool>, Failure> {
    if !built_in(&app) {
        return Err(Failure::NoReleases);
    }
    let running = shell.jobs().begin(job);
    updater::install(&app, &running.cancel, on_progress).await
}

/// The plugin at work.
#[cfg(feature = "updater")]
mod updater {
    use std::time::Duration;

    use tauri_plugin_updater::{Error, UpdaterExt};

    use super::*;
    use crate::commands::progress::Teller;
    use crate::jobs::Cancel;

    /// How often a fetching that goes on is asked whether it was called off.
    const LOOK: Duration = Duration::from_millis(100);

    pub(super) fn prepare<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
        app.plugin(tauri_plugin_updater::Builder::new().build())
    }

    pub(super) async fn find<R: Runtime>(app: &AppHandle<R>) -> Result<Option<Update>, Failure> {
        let found = app.updater().map_err(failure)?.check().await.map_err(failure)?;
        Ok(found.map(|update| Update { version: update.version, notes: update.body }))
    }

    pub(super) async fn install<R: Runtime>(
        app: &AppHandle<R>,
        cancel: &Cancel,
        on_progress: Channel<Progress>,
    ) -> Result<Option<bool>, Failure> {
        let Some(update) = app.updater().map_err(failure)?.check().await.map_err(failure)? else {
            return Ok(Some(false));
        };
        let kilobytes = |bytes: u64| bytes / 1_000;
        let teller = Teller::new(on_progress);
        let mut fetched = 0;
        let fetching = update.download(
            |part, total| {
                fetched += part as u64;
                let total = kilobytes(total.unwrap_or(fetched));
                teller.tell(kilobytes(fetched), total);
            },
            || {},
        );
        let mut fetching = std::pin::pin!(fetching);
        let package = loop {
            match tokio::time::timeout(LOOK, fetching.as_mut()).await {
                Ok(fetched) => break fetched.map_err(failure)?,
                Err(_) if cancel.is_cancelled() => return Ok(None),
                Err(_) => {}
            }
        };
        // Every write is whole once its command has answered: the program may end here at any moment.
        update.install(package).map_err(failure)?;
        app.restart()
    }

    /// What went wrong, as the window can tell it.
    fn failure(error: Error) -> Failure {
        match error {
            Error::Minisign(_) | Error::Base64(_) | Error::SignatureUtf8(_) => {
                Failure::UpdateNotTrusted(error)
            }
            Error::Reqwest(_) | Error::Network(_) | Error::ReleaseNotFound | Error::Serialization(_) => {
                Failure::UpdateNotFetched(error)
            }
            error => Failure::UpdateNotInstalled(error),
        }
    }
}

/// In its place where it was not built in: nothing leads here.
#[cfg(not(feature = "updater"))]
mod updater {
    use super::*;
    use crate::jobs::Cancel;

    pub(super) fn prepare<R: Runtime>(_: &AppHandle<R>) -> tauri::Result<()> {
        Ok(())
    }

    pub(super) async fn find<R: Runtime>(_: &AppHandle<R>) -> Result<Option<Update>, Failure> {
        Err(Failure::NoReleases)
    }

    pub(super) async fn install<R: Runtime>(
        _: &AppHandle<R>,
        _: &Cancel,
        _: Channel<Progress>,
    ) -> Result<Option<bool>, Failure> {
        Err(Failure::NoReleases)
    }
}
