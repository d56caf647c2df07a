//! Copies of the open archive, looking whether it is whole, putting a copy in its place, and saving what is left of a damaged
//! one.

use std::path::{Path, PathBuf};

use bayan_archive::{Access, Backup, CheckReport, Salvaged, Watch, glance, salvage};
use bayan_core::model::{Issuer, Release, ReleaseId, Series};
use chrono::{DateTime, Utc};
use serde::Serialize;
use tauri::ipc::Channel;
use ts_rs::TS;

use super::open::as_archive;
use super::progress::{Progress, watched};
use super::{SharedShell, now, on_worker};
use crate::failure::{ErrorReport, Failure};
use crate::shell::{ArchiveInfo, Shell};

/// A copy of an archive.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupShown {
    /// Its path.
    pub path: String,
    /// When it was made.
    #[ts(type = "string")]
    pub made: DateTime<Utc>,
    /// Its length in bytes.
    #[ts(type = "number")]
    pub length: u64,
    /// The text of a release in it was not the one that had been stored.
    pub altered: bool,
}

impl From<Backup> for BackupShown {
    fn from(Backup { path, made, length, altered }: Backup) -> Self {
        Self { path: path.to_string_lossy().into_owned(), made, length, altered }
    }
}

/// What a copy holds.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CopySeen {
    /// Its path.
    pub path: String,
    /// Its length in bytes.
    #[ts(type = "number")]
    pub length: u64,
    /// Who speaks in it.
    pub issuers: Vec<Issuer>,
    /// Its series with the number of their releases.
    pub series: Vec<Series>,
    /// How many releases there are.
    pub releases: u32,
    /// The newest releases, at most five, the newest first.
    pub newest: Vec<Release>,
}

/// What a check found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckShown {
    /// The file's structure is damaged.
    pub damaged: bool,
    /// The search index is damaged. It holds nothing that is not elsewhere.
    pub index_damaged: bool,
    /// How many releases were looked at.
    pub releases: u32,
    /// Those whose text is not the one that was stored.
    pub altered: Vec<Release>,
}

/// What came of looking after the archive once it was open.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LookedAfter {
    /// What the check found.
    pub check: CheckShown,
    /// The copy that was due and was made.
    pub copy: Option<BackupShown>,
    /// Why the copy that was due was not made.
    pub problem: Option<ErrorReport>,
}

/// A copy stands in the archive's place.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RestoredShown {
    /// The archive, which is open.
    pub archive: ArchiveInfo,
    /// Where the file is kept that stood there before.
    pub replaced: Option<String>,
    /// How many releases of the copy are not as they were stored.
    pub altered: u32,
}

/// What was saved of a damaged archive and what was not.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SalvagedShown {
    /// The new archive, which is open.
    pub archive: ArchiveInfo,
    /// Releases that are there as they were stored.
    pub releases: u32,
    /// Releases of which paragraphs are missing or altered.
    pub incomplete: u32,
    /// Releases of which only paragraphs were left, without a date.
    pub nameless: u32,
    /// Releases of which nothing is left.
    pub lost_releases: u32,
    /// Paragraphs that are lost.
    pub lost_paragraphs: u32,
    /// Notes, links and other entries that are lost.
    pub lost_others: u32,
}

/// The archive the window means: one it was told of, or the open one.
fn meant(shell: &Shell, archive: Option<&str>) -> Result<PathBuf, Failure> {
    match archive {
        Some(path) => shell.offered(path),
        None => Ok(shell.archive()?.archive().path().to_owned()),
    }
}

/// Copies the open archive: to a place the person chooses, where the copy is called `name`, or with `None` to the daily
/// ones. Gives `None` when the person chose no place or it was called off; then there is no copy.
#[tauri::command]
pub async fn back_up(
    shell: SharedShell<'_>,
    name: Option<String>,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<BackupShown>, Failure> {
    let to = match name {
        Some(name) => match shell.dialogs().save_file(&name).await.ok().flatten() {
            Some(path) => Some(as_archive(path)),
            None => return Ok(None),
        },
        None => None,
    };
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let archive = open.archive();
        watched(shell, job, on_progress, |watch| {
            let Some(to) = to else {
                let made = shell.backups_of(archive.path()).make(archive, now(), watch)?;
                return Ok(made.map(|(backup, _)| backup.into()));
            };
            let Some(report) = archive.backup_to(&to, watch)? else { return Ok(None) };
            Ok(Some(BackupShown {
                length: std::fs::metadata(&to).map_or(0, |file| file.len()),
                path: to.to_string_lossy().into_owned(),
                made: now(),
                altered: !report.altered.is_empty(),
            }))
        })
    })
    .await
}

/// The daily copies of the open archive, or of a damaged one that could not be opened; the newest first.
#[tauri::command]
pub async fn backups(shell: SharedShell<'_>, archive: Option<String>) -> Result<Vec<BackupShown>, Failure> {
    on_worker(&shell, move |shell| {
        let path = meant(shell, archive.as_deref())?;
        let found = shell
            .backups_of(&path)
            .list()
            .map_err(|error| Failure::BackupsNotRead { path: path.clone(), error })?;
        Ok(found
            .into_iter()
            .map(|backup| {
                shell.offer(&backup.path);
                backup.into()
            })
            .collect())
    })
    .await
}

/// Looks into a copy: one the window was told of, or with `None` a file the person chooses. Nothing is changed. Gives `None`
/// when they chose none.
#[tauri::command]
pub async fn choose_copy(shell: SharedShell<'_>, path: Option<String>) -> Result<Option<CopySeen>, Failure> {
    let path = match path {
        Some(path) => Some(shell.offered(&path)?),
        None => shell.dialogs().choose_archive().await.ok().flatten(),
    };
    let Some(path) = path else { return Ok(None) };
    on_worker(&shell, move |shell| {
        let seen = glance(&path)?;
        shell.offer(&path);
        Ok(Some(CopySeen {
            path: path.to_string_lossy().into_owned(),
            length: seen.length,
            issuers: seen.issuers,
            series: seen.series,
            releases: seen.releases,
            newest: seen.newest,
        }))
    })
    .await
}

/// Puts a copy that was looked into in the place of the open archive, or of a damaged one that could not be opened, and opens
/// it. What stood there is kept beside it. Gives `None` when it was called off; then nothing has changed.
#[tauri::command]
pub async fn restore_copy(
    shell: SharedShell<'_>,
    copy: String,
    archive: Option<String>,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<RestoredShown>, Failure> {
    on_worker(&shell, move |shell| {
        let path = meant(shell, archive.as_deref())?;
        let copy = shell.offered(&copy)?;
        watched(shell, job, on_progress, |watch| {
            Ok(shell.restore(&copy, &path, watch)?.map(|(archive, restored)| RestoredShown {
                archive,
                replaced: restored.replaced.map(|path| path.to_string_lossy().into_owned()),
                altered: u32::try_from(restored.report.altered.len()).unwrap_or(u32::MAX),
            }))
        })
    })
    .await
}

/// Looks at the structure of the whole file and at the text of every release. Gives `None` when it was called off.
#[tauri::command]
pub async fn check_archive(
    shell: SharedShell<'_>,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<CheckShown>, Failure> {
    on_worker(&shell, move |shell| watched(shell, job, on_progress, |watch| check(shell, watch))).await
}

/// Looks after the archive once it is open: checks it, and makes the copy that is due. Gives `None` when it was called off.
#[tauri::command]
pub async fn look_after(
    shell: SharedShell<'_>,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<LookedAfter>, Failure> {
    on_worker(&shell, move |shell| {
        watched(shell, job, on_progress, |watch| {
            let Some(check) = check(shell, watch)? else { return Ok(None) };
            // A damaged file is no copy; the ones from before it was are kept.
            let made = if check.damaged { Ok(None) } else { copy_if_due(shell, watch) };
            let (copy, problem) = match made {
                Ok(copy) => (copy, None),
                Err(failure) => (None, Some(failure.report())),
            };
            Ok(Some(LookedAfter { check, copy, problem }))
        })
    })
    .await
}

fn copy_if_due(shell: &Shell, watch: &mut Watch<'_>) -> Result<Option<BackupShown>, Failure> {
    let open = shell.archive()?;
    let archive = open.archive();
    // The sample can be made anew; an empty archive has nothing to lose; one of a newer version is that version's business.
    let newer = matches!(archive.access(), Access::Newer { .. });
    if !shell.settings().daily_backups || newer || archive.is_sample()? || archive.release_count()? == 0 {
        return Ok(None);
    }
    let backups = shell.backups_of(archive.path());
    let due = backups
        .is_due(now())
        .map_err(|error| Failure::BackupsNotRead { path: archive.path().to_owned(), error })?;
    if !due {
        return Ok(None);
    }
    Ok(backups.make(archive, now(), watch)?.map(|(backup, _)| backup.into()))
}

fn check(shell: &Shell, watch: &mut Watch<'_>) -> Result<Option<CheckShown>, Failure> {
    let open = shell.archive()?;
    let archive = open.archive();
    let Some(CheckReport { damage, index_damaged, releases, altered }) = archive.check(watch)? else {
        return Ok(None);
    };
    if let Some(damage) = &damage {
        tracing::error!(damage, "the archive is damaged");
        shell.offer(archive.path());
    }
    let release = |id: ReleaseId| archive.release(id);
    Ok(Some(CheckShown {
        damaged: damage.is_some(),
        index_damaged,
        releases,
        altered: altered.into_iter().map(release).collect::<Result<_, _>>()?,
    }))
}

/// Saves what is left of a damaged archive in a new one, called `name` if the person does not call it otherwise, and opens
/// that. The damaged one is one the window was told of, or with `None` a file the person chooses; it stays as it is. Gives
/// `None` when they chose none or it was called off; then there is no new archive.
#[tauri::command]
pub async fn salvage_archive(
    shell: SharedShell<'_>,
    damaged: Option<String>,
    name: String,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<SalvagedShown>, Failure> {
    let damaged = match damaged {
        Some(path) => Some(shell.offered(&path)?),
        None => shell.dialogs().choose_archive().await.ok().flatten(),
    };
    let Some(damaged) = damaged else { return Ok(None) };
    let Some(to) = shell.dialogs().save_file(&name).await.ok().flatten().map(as_archive) else {
        return Ok(None);
    };
    on_worker(&shell, move |shell| {
        let saved = watched(shell, job, on_progress, |watch| salvaged(&damaged, &to, watch))?;
        let Some(saved) = saved else { return Ok(None) };
        Ok(Some(SalvagedShown {
            archive: shell.open(&to)?,
            releases: saved.releases,
            incomplete: saved.incomplete,
            nameless: saved.nameless,
            lost_releases: saved.lost_releases,
            lost_paragraphs: saved.lost_paragraphs,
            lost_others: saved.lost_others,
        }))
    })
    .await
}

fn salvaged(damaged: &Path, to: &Path, watch: &mut Watch<'_>) -> Result<Option<Salvaged>, Failure> {
    Ok(salvage(damaged, to, watch)?)
}
