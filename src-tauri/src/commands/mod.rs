//! The commands of the window, one subject a file.
//!
//! Each is asynchronous: it passes the work to a worker thread, so that the window's own thread never waits for the disk
//! or a comparison. Adding one takes four places, which a test holds together: here, the list in `build.rs`,
//! `permissions/commands.toml` and the interface's `ui/src/ipc`.

pub mod about;
pub mod agreement;
pub mod catalogue;
pub mod codebook;
pub mod compare;
pub mod everywhere;
pub mod export;
pub mod formulas;
pub mod frame;
pub mod guide;
pub mod history;
pub mod import;
pub mod kept;
pub mod lexicon;
pub mod library;
pub mod lineage;
pub mod merging;
pub mod open;
pub mod positions;
pub mod progress;
pub mod review;
pub mod safety;
pub mod search;
pub mod start;
pub mod strip;
#[cfg(test)]
mod tests;
pub mod timeline;
pub mod updates;

use std::sync::Arc;
use std::time::SystemTime;

use bayan_archive::Archive;
use chrono::{DateTime, Utc};
use tauri::State;

use crate::failure::Failure;
use crate::shell::Shell;

/// The shell as the commands get it.
type SharedShell<'a> = State<'a, Arc<Shell>>;

/// Does work that reads the disk or takes long on a worker thread.
async fn on_worker<T, F>(shell: &SharedShell<'_>, work: F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: FnOnce(&Shell) -> Result<T, Failure> + Send + 'static,
{
    let shell = Arc::clone(shell);
    tauri::async_runtime::spawn_blocking(move || work(&shell)).await.map_err(|_| Failure::Stopped)?
}

/// Asks the open archive on a worker thread.
async fn ask_archive<T, F>(shell: &SharedShell<'_>, ask: F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: FnOnce(&Archive) -> Result<T, Failure> + Send + 'static,
{
    on_worker(shell, move |shell| ask(shell.archive()?.archive())).await
}

/// This moment. The crates below ask no clock.
fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}
