//! Documents of what the window shows: a look at one before it is made, and making it in the background.
//!
//! What a document says and how a format is written is [`bayan_export`]'s. The window names a file, never a folder: that is
//! chosen in the system's dialog and kept here.

use std::path::PathBuf;

use bayan_archive::search::Search;
use bayan_core::model::{Lang, ReleaseDate, ReleaseId, SeriesId};
use bayan_core::positions::codebook::TopicId;
use bayan_export::archived::{Asked, ExportError, Gathered, Range};
use bayan_export::format::Format;
use bayan_export::labels::Digits;
use bayan_export::place::{self, PlaceError};
use bayan_export::report::{Block, Choices, Paragraph};
use serde::{Deserialize, Serialize};
use tauri::ipc::Channel;
use ts_rs::TS;

use super::progress::{Progress, Teller};
use super::search::{self, SearchAsked};
use super::{SharedShell, now, on_worker};
use crate::failure::Failure;
use crate::settings::{ExportChoices, Numerals, Settings};
use crate::shell::Shell;

/// What is to be exported.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum ExportAsked {
    /// Two releases.
    Comparison {
        /// The older one.
        older: ReleaseId,
        /// The newer one.
        newer: ReleaseId,
    },
    /// Topics through a series; all where none is named.
    Timeline {
        /// The series.
        series: SeriesId,
        /// The first day.
        #[ts(type = "string | null")]
        from: Option<ReleaseDate>,
        /// The last day.
        #[ts(type = "string | null")]
        to: Option<ReleaseDate>,
        /// The topics, by their identifiers.
        topics: Vec<String>,
    },
    /// All topics of a series.
    Matrix {
        /// The series.
        series: SeriesId,
        /// The first day.
        #[ts(type = "string | null")]
        from: Option<ReleaseDate>,
        /// The last day.
        #[ts(type = "string | null")]
        to: Option<ReleaseDate>,
    },
    /// What a search finds.
    Search {
        /// The search.
        search: SearchAsked,
    },
    /// A phrase through a series.
    Formula {
        /// The series.
        series: SeriesId,
        /// The first day.
        #[ts(type = "string | null")]
        from: Option<ReleaseDate>,
        /// The last day.
        #[ts(type = "string | null")]
        to: Option<ReleaseDate>,
        /// The phrase.
        phrase: String,
    },
    /// One release with what was found and noted in it.
    Release {
        /// The release.
        release: ReleaseId,
    },
}

/// The first page of a document that is not made yet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExportPreview {
    /// A name for its file.
    pub name: String,
    /// The folder it goes to.
    pub folder: String,
    /// The formats it can be had in.
    pub offered: Vec<Format>,
    /// The language of its labels.
    pub lang: Lang,
    /// Its title.
    pub title: Paragraph,
    /// What stands under the title: a label, and what it says.
    pub facts: Vec<(String, Paragraph)>,
    /// What follows, until the page is full.
    pub blocks: Vec<Block>,
    /// Whether there is more.
    pub more: bool,
}

/// Where a document goes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ExportPlace {
    /// The folder.
    pub folder: String,
    /// The name of the file.
    pub name: String,
}

/// The most hits a document holds.
const MOST_HITS: u32 = 500;

/// How many blocks a preview shows: the brief of a comparison or a timeline, and what begins after it.
const BLOCKS: usize = 16;
/// How many rows of a table a preview shows.
const ROWS: usize = 9;

/// The first page of a document.
#[tauri::command]
pub async fn export_preview(
    shell: SharedShell<'_>,
    asked: ExportAsked,
    choices: ExportChoices,
) -> Result<ExportPreview, Failure> {
    on_worker(&shell, move |shell| {
        let gathered = gathered(shell, &asked, &|_, _| true)?;
        let made = made(&choices, &shell.settings());
        let report = gathered.report(&made);
        let mut blocks: Vec<Block> = report.all_blocks().take(BLOCKS).cloned().collect();
        let mut more = report.all_blocks().nth(BLOCKS).is_some();
        for block in &mut blocks {
            if let Block::Table(table) = block {
                more |= table.rows.len() > ROWS;
                table.rows.truncate(ROWS);
            }
        }
        Ok(ExportPreview {
            name: gathered.file_name(&made, choices.format),
            folder: shell.export_folder().to_string_lossy().into_owned(),
            offered: Format::ALL.into_iter().filter(|format| format.takes(gathered.subject())).collect(),
            lang: made.labels,
            title: report.title,
            facts: report.facts,
            blocks,
            more,
        })
    })
    .await
}

/// Lets the person choose where a document goes in the system's dialog, which asks before a file is replaced; `None` when
/// they chose no place.
#[tauri::command]
pub async fn export_choose(shell: SharedShell<'_>, name: String) -> Result<Option<ExportPlace>, Failure> {
    let chosen = shell.dialogs().save_file(&name);
    let Some(path) = chosen.await.ok().flatten() else { return Ok(None) };
    on_worker(&shell, move |shell| {
        shell.export_to(&path);
        Ok(Some(ExportPlace {
            folder: shell.export_folder().to_string_lossy().into_owned(),
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        }))
    })
    .await
}

/// Makes a document and puts it in the folder for exports under this name; gives its path, `None` when it was called off. A
/// file that is there is replaced only with `replace`. Nothing is left behind where it fails or is called off.
#[tauri::command]
pub async fn export_document(
    shell: SharedShell<'_>,
    asked: ExportAsked,
    choices: ExportChoices,
    name: String,
    replace: bool,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<String>, Failure> {
    on_worker(&shell, move |shell| {
        let running = shell.jobs().begin(job);
        let teller = Teller::new(on_progress);
        let watch = |done: usize, total: usize| {
            teller.tell(done as u64, total as u64);
            !running.cancel.is_cancelled()
        };
        let path = place_of(shell, &name)?;
        let replace = replace || shell.may_replace(&path);
        // Looked at before the work, and again when the file is put in its place.
        if path.exists() && !replace {
            return Err(PlaceError::Exists { path }.into());
        }
        let document = || -> Result<Vec<u8>, Failure> {
            let gathered = gathered(shell, &asked, &watch)?;
            let made = made(&choices, &shell.settings());
            Ok(gathered.document(&made, choices.format).map_err(ExportError::from)?)
        };
        let bytes = match document() {
            Err(Failure::Export(ExportError::Cancelled)) => return Ok(None),
            other => other?,
        };
        if running.cancel.is_cancelled() {
            return Ok(None);
        }
        place::put(&path, &bytes, replace)?;
        let told = path.to_string_lossy().into_owned();
        shell.note_export(path);
        Ok(Some(told))
    })
    .await
}

/// Opens what was exported last in the program the system has for it, or the folder it is in.
#[tauri::command]
pub async fn open_exported(shell: SharedShell<'_>, folder: bool) -> Result<(), Failure> {
    on_worker(&shell, move |shell| {
        let Some(path) = shell.exported() else { return Ok(()) };
        let shown = if folder { path.parent().map_or(path.clone(), PathBuf::from) } else { path };
        open::that_detached(shown).map_err(Failure::NotShown)
    })
    .await
}

/// The file of this name in the folder for exports. A name with a folder in it is no name.
fn place_of(shell: &Shell, name: &str) -> Result<PathBuf, PlaceError> {
    match place::forbidden(name) {
        Some(what) => Err(PlaceError::Name { name: name.to_owned(), what }),
        None => Ok(shell.export_folder().join(name)),
    }
}

fn made(choices: &ExportChoices, settings: &Settings) -> Choices {
    let labels = choices.labels.or(settings.language).unwrap_or(Lang::En);
    let digits = match (labels, settings.numerals) {
        (Lang::Ar, Numerals::ArabicIndic) => Digits::ArabicIndic,
        _ => Digits::European,
    };
    Choices {
        digits,
        hijri: settings.hijri,
        unchanged: choices.unchanged,
        notes: choices.notes,
        sources: choices.sources,
        changes: choices.changes,
        chart: choices.chart,
        ..Choices::new(labels, now(), env!("CARGO_PKG_VERSION"))
    }
}

fn gathered(
    shell: &Shell,
    asked: &ExportAsked,
    watch: &dyn Fn(usize, usize) -> bool,
) -> Result<Gathered, Failure> {
    let open = shell.archive()?;
    let range = |series: &SeriesId, from: &Option<ReleaseDate>, to: &Option<ReleaseDate>| Range {
        series: *series,
        from: *from,
        to: *to,
    };
    let asked = match asked {
        ExportAsked::Comparison { older, newer } => Asked::Comparison(*older, *newer),
        ExportAsked::Timeline { series, from, to, topics } => {
            let topics = topics.iter().map(|topic| TopicId(topic.clone())).collect();
            Asked::Timeline(range(series, from, to), topics)
        }
        ExportAsked::Matrix { series, from, to } => Asked::Matrix(range(series, from, to)),
        ExportAsked::Search { search } => {
            let typed = search.typed.clone();
            // A document holds more hits than the window asks for at once.
            let search = Search { limit: MOST_HITS, ..search::read(search)? };
            Asked::Search(Box::new(search), typed)
        }
        ExportAsked::Formula { series, from, to, phrase } => {
            Asked::Formula(range(series, from, to), phrase.clone())
        }
        ExportAsked::Release { release } => Asked::Release(*release),
    };
    Ok(Gathered::from_archive(open.archive(), &asked, None, watch)?)
}
