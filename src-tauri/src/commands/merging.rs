//! Bringing a colleague's archive into the open one, with a look before; and handing a series over as a file.

use bayan_archive::{Archive, Conflict, MergeError, MergeGlance, Merged, Watch};
use bayan_core::model::{LocalName, Release, ReleaseId, SeriesId};
use bayan_import::intake::Origin;
use bayan_import::intake::storing::StoreError;
use serde::Serialize;
use tauri::ipc::Channel;
use ts_rs::TS;

use super::catalogue::file_name;
use super::open::as_archive;
use super::progress::{Progress, watched};
use super::{SharedShell, now, on_worker};
use crate::failure::Failure;

/// A release that only the other archive has.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NewRelease {
    /// Its series.
    pub series: LocalName,
    /// Its date.
    pub date: String,
    /// Its title.
    pub title: Option<String>,
}

/// On what two archives differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ConflictKind {
    /// The text of a release; both are kept.
    Text,
    /// The significance or review of a part of a comparison.
    Mark,
    /// Whether two paragraphs belong together.
    Link,
    /// A correction in a comparison.
    Correction,
    /// The topics of a codebook.
    Codebook,
    /// What was said of a position.
    Position,
}

/// Something on which the two archives differ. What the open one says stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ConflictShown {
    /// On what.
    pub kind: ConflictKind,
    /// The release of the open archive it concerns; the newer one of a comparison.
    pub release: Option<Release>,
}

/// What bringing another archive in comes to, before it is done or after.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MergeSeen {
    /// The other archive's path.
    pub path: String,
    /// Its name: the file's without the ending.
    pub name: String,
    /// Series that are new.
    pub new_series: u32,
    /// Releases that are new.
    pub new_releases: u32,
    /// Releases that are in both.
    pub same_releases: u32,
    /// Notes, marks, links and other entries that are new.
    pub new_entries: u32,
    /// The releases that are new; only before it is done.
    pub new: Vec<NewRelease>,
    /// On what the two differ.
    pub conflicts: Vec<ConflictShown>,
}

/// A series that was handed over.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SeriesFile {
    /// The file's path.
    pub path: String,
    /// How many releases are in it.
    pub releases: u32,
}

/// Looks at what bringing another archive in would do, and does nothing: one that was brought to the Import screen, or with
/// no `item` one the person chooses. Gives `None` when they chose none or it was called off.
#[tauri::command]
pub async fn look_at_merge(
    shell: SharedShell<'_>,
    item: Option<u32>,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<MergeSeen>, Failure> {
    let path = match item {
        Some(item) => match shell.intake().item(item).map(|item| item.origin) {
            Some(Origin::File(path)) => path,
            _ => return Err(StoreError::Gone.into()),
        },
        None => {
            let chosen = shell.dialogs().choose_archive();
            match chosen.await.ok().flatten() {
                Some(path) => path,
                None => return Ok(None),
            }
        }
    };
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let other = Archive::open(&path)?;
        shell.offer(&path);
        watched(shell, job, on_progress, |watch| {
            let Some(seen) = unless_called_off(open.archive().look_at_merge(&other, watch))? else {
                return Ok(None);
            };
            shown(open.archive(), &other, seen).map(Some)
        })
    })
    .await
}

/// Brings another archive in that was looked at, as one act that can be undone. Gives `None` when it was called off; then
/// nothing has changed.
#[tauri::command]
pub async fn merge_archive(
    shell: SharedShell<'_>,
    path: String,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<MergeSeen>, Failure> {
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let other = Archive::open(&shell.offered(&path)?)?;
        let merged = watched(shell, job, on_progress, |watch: &mut Watch<'_>| {
            unless_called_off(open.archive().merge(&other, now(), watch))
        })?;
        let Some(merged) = merged else { return Ok(None) };
        shell.forget_computed();
        shell.intake().refresh_index(open.archive())?;
        shown(open.archive(), &other, MergeGlance { merged, new: Vec::new() }).map(Some)
    })
    .await
}

/// Writes a series with everything that was said of it to an archive of its own, where the person chooses, called `name` if
/// they don't call it otherwise. Gives `None` when they chose no place or it was called off; then there is no file.
#[tauri::command]
pub async fn export_series_file(
    shell: SharedShell<'_>,
    series: SeriesId,
    name: String,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<SeriesFile>, Failure> {
    let chosen = shell.dialogs().save_file(&file_name(&name));
    let Some(to) = chosen.await.ok().flatten().map(as_archive) else { return Ok(None) };
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let written = watched(shell, job, on_progress, |watch| {
            unless_called_off(open.archive().export_series(series, &to, watch))
        })?;
        Ok(written.map(|merged| SeriesFile {
            path: to.to_string_lossy().into_owned(),
            releases: merged.new_releases,
        }))
    })
    .await
}

fn unless_called_off<T>(done: Result<T, MergeError>) -> Result<Option<T>, Failure> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(MergeError::CalledOff) => Ok(None),
        Err(MergeError::Open(error)) => Err(error.into()),
        Err(MergeError::Archive(error)) => Err(error.into()),
    }
}

fn shown(here: &Archive, other: &Archive, seen: MergeGlance) -> Result<MergeSeen, Failure> {
    let MergeGlance { merged, new } = seen;
    let Merged { new_series, new_releases, same_releases, new_entries, conflicts } = merged;
    let path = other.path();
    Ok(MergeSeen {
        path: path.to_string_lossy().into_owned(),
        name: path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        new_series,
        new_releases,
        same_releases,
        new_entries,
        new: new
            .into_iter()
            .map(|(series, date, title)| NewRelease { series, date: date.to_string(), title })
            .collect(),
        conflicts: conflicts
            .iter()
            .map(|conflict| conflict_shown(here, conflict))
            .collect::<Result<_, Failure>>()?,
    })
}

fn conflict_shown(here: &Archive, conflict: &Conflict) -> Result<ConflictShown, Failure> {
    let (kind, release): (ConflictKind, Option<ReleaseId>) = match conflict {
        Conflict::Text(ours, _) => (ConflictKind::Text, Some(*ours)),
        Conflict::Mark(_, newer, _) => (ConflictKind::Mark, Some(*newer)),
        Conflict::Link(_, newer, _) => (ConflictKind::Link, Some(*newer)),
        Conflict::Correction(_, newer, _) => (ConflictKind::Correction, Some(*newer)),
        Conflict::Codebook(_) => (ConflictKind::Codebook, None),
        Conflict::Position(release, _) => (ConflictKind::Position, Some(*release)),
    };
    Ok(ConflictShown { kind, release: release.map(|id| here.release(id)).transpose()? })
}
