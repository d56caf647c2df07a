//! The window's first question, and its settings.

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use bayan_core::model::{Release, SeriesId};
use serde::Serialize;
use tauri::State;
use ts_rs::TS;

use super::compare::ComparisonPage;
use super::library::Library;
use super::{SharedShell, compare, library, on_worker};
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
    /// What the window asks for next, so that its first screen is there with the first answer; `None` where it must ask.
    pub ahead: Option<Ahead>,
}

/// What the window asks for once it knows the archive.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Ahead {
    /// Issuers and series.
    pub library: Library,
    /// The comparison that was in view last, where it is to be shown.
    pub compared: Option<ComparedAhead>,
}

/// A comparison with the series it was chosen from.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ComparedAhead {
    /// The series.
    pub series: SeriesId,
    /// Its releases, the oldest first.
    pub releases: Vec<Release>,
    /// The first rows.
    pub comparison: ComparisonPage,
}

/// The name the window gives the screen of a comparison; it is the one of a first start too.
const COMPARE: &str = "compare";

/// What was found for the window before it asked. Its first question takes it; what is found later is of no use, for by then the
/// archive may be another.
#[derive(Debug, Default)]
pub struct Found(Mutex<Finding>);

#[derive(Debug, Default)]
enum Finding {
    #[default]
    Awaited,
    Known(Box<Ahead>),
    Asked,
}

impl Found {
    fn keep(&self, ahead: Ahead) {
        let mut finding = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*finding, Finding::Awaited) {
            *finding = Finding::Known(Box::new(ahead));
        }
    }

    fn take(&self) -> Option<Ahead> {
        let mut finding = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match mem::replace(&mut *finding, Finding::Asked) {
            Finding::Known(ahead) => Some(*ahead),
            Finding::Awaited | Finding::Asked => None,
        }
    }
}

/// Settings and the archive in use. The first call opens the archive.
#[tauri::command]
pub async fn start(shell: SharedShell<'_>, found: State<'_, Arc<Found>>) -> Result<Start, Failure> {
    let known = found.take();
    on_worker(&shell, |shell| {
        shell.count_savings();
        let opened = shell.open_at_start();
        // What fails here is told when the window asks for it.
        let ahead =
            opened.archive.as_ref().and_then(|archive| known.or_else(|| found_ahead(shell, archive).ok()));
        Ok(Start {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            settings: shell.settings(),
            archive: opened.archive,
            problem: opened.problem,
            sample_wanted: opened.sample_wanted,
            ahead,
        })
    })
    .await
}

fn found_ahead(shell: &Shell, archive: &ArchiveInfo) -> Result<Ahead, Failure> {
    let settings = shell.settings();
    let compared = settings.screen.as_deref().is_none_or(|screen| screen == COMPARE);
    let last = settings.last_view.filter(|last| compared && last.archive == archive.path);
    let compared = last.map(|last| -> Result<Option<ComparedAhead>, Failure> {
        // One that is still being made is waited for where the window says so.
        let Some(comparison) = compare::at_hand(shell, last.older, last.newer)? else { return Ok(None) };
        let releases = shell.archive()?.archive().releases(last.series)?;
        Ok(Some(ComparedAhead { series: last.series, releases, comparison }))
    });
    let library = library::of(shell.archive()?.archive())?;
    Ok(Ahead { library, compared: compared.and_then(Result::ok).flatten() })
}

/// While the desktop gets the window ready and the web engine starts, opens the archive, makes the comparison that was last in
/// view and finds what the window asks for first. What fails is told to the window when it asks.
pub fn ahead(shell: Arc<Shell>, found: Arc<Found>) -> JoinHandle<()> {
    thread::spawn(move || {
        let Some(archive) = shell.open_at_start().archive else { return };
        let last = shell.settings().last_view.filter(|last| last.archive == archive.path);
        if let Some(last) = last
            && let Err(failure) = compare::make(&shell, last.older, last.newer)
        {
            tracing::debug!(?failure, "the comparison last in view was not made ahead");
        }
        if let Ok(ahead) = found_ahead(&shell, &archive) {
            found.keep(ahead);
        }
    })
}

/// Keeps the settings. `turn` counts the window's calls from 1: two that follow closely may be worked on in either order, and
/// the later one holds.
#[tauri::command]
pub async fn save_settings(shell: SharedShell<'_>, settings: Settings, turn: u32) -> Result<(), Failure> {
    on_worker(&shell, move |shell| shell.save_settings(settings, turn)).await
}
