//! Comparisons that a person has given a name, to find them again.

use bayan_archive::SavedComparison;
use bayan_core::model::{ReleaseDate, ReleaseId, SeriesId};
use serde::Serialize;
use ts_rs::TS;

use super::{SharedShell, ask_archive, now};
use crate::failure::Failure;

/// A comparison with a name. The releases stand at the places they had in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KeptComparison {
    /// Its number in the archive.
    #[ts(type = "number")]
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The series of the releases.
    pub series: SeriesId,
    /// The release at the older place.
    pub older: ReleaseId,
    /// Its date.
    #[ts(type = "string")]
    pub older_date: ReleaseDate,
    /// The release at the newer place.
    pub newer: ReleaseId,
    /// Its date.
    #[ts(type = "string")]
    pub newer_date: ReleaseDate,
}

/// The comparisons that have a name, the last one first.
#[tauri::command]
pub async fn kept_comparisons(shell: SharedShell<'_>) -> Result<Vec<KeptComparison>, Failure> {
    ask_archive(&shell, |archive| {
        let mut kept = Vec::new();
        for SavedComparison { id, name, old, new, .. } in archive.saved_comparisons()?.into_iter().rev() {
            let (older, newer) = (archive.release(old)?, archive.release(new)?);
            kept.push(KeptComparison {
                id,
                name,
                series: newer.series,
                older: old,
                older_date: older.date,
                newer: new,
                newer_date: newer.date,
            });
        }
        Ok(kept)
    })
    .await
}

/// Gives a comparison a name, as an act that can be undone; gives its number. `view` is how the window shows it.
#[tauri::command]
pub async fn keep_comparison(
    shell: SharedShell<'_>,
    older: ReleaseId,
    newer: ReleaseId,
    name: String,
    view: String,
) -> Result<i64, Failure> {
    ask_archive(&shell, move |archive| {
        let (name, made) = (name.trim(), now());
        archive.act("keep-comparison", &[("name", name)], made, |batch| {
            Ok(batch.save_comparison(name, older, newer, &view, made)?)
        })
    })
    .await
}

/// Takes a comparison's name away, as an act that can be undone. The comparison itself and what was said of it stay.
#[tauri::command]
pub async fn drop_comparison(shell: SharedShell<'_>, kept: i64) -> Result<(), Failure> {
    ask_archive(&shell, move |archive| {
        let known = archive.saved_comparisons()?.into_iter().find(|one| one.id == kept);
        let name = known.map(|one| one.name).unwrap_or_default();
        archive.act("drop-comparison", &[("name", &name)], now(), |batch| {
            Ok(batch.remove_saved_comparison(kept)?)
        })
    })
    .await
}
