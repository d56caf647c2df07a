//! What the open archive holds.

use bayan_archive::Archive;
use bayan_core::model::{Issuer, Release, Series, SeriesId};
use serde::Serialize;
use ts_rs::TS;

use super::{SharedShell, ask_archive};
use crate::failure::Failure;

/// Issuers and series.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Library {
    /// All issuers.
    pub issuers: Vec<Issuer>,
    /// All series, those of an issuer together.
    pub series: Vec<Series>,
}

/// Issuers and series of the open archive.
#[tauri::command]
pub async fn library(shell: SharedShell<'_>) -> Result<Library, Failure> {
    ask_archive(&shell, of).await
}

/// Issuers and series of an archive.
///
/// # Errors
/// Those of the archive.
pub(super) fn of(archive: &Archive) -> Result<Library, Failure> {
    Ok(Library { issuers: archive.issuers()?, series: archive.series()? })
}

/// The releases of a series, the oldest first.
#[tauri::command]
pub async fn releases(shell: SharedShell<'_>, series: SeriesId) -> Result<Vec<Release>, Failure> {
    ask_archive(&shell, move |archive| Ok(archive.releases(series)?)).await
}
