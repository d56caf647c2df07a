//! Bringing statements in: what is on the list, what was read, and storing it.
//!
//! The list itself is [`bayan_import::intake`]'s. Answers to the window are short whatever the list holds: counts, and the
//! items that a person has to see first.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bayan_core::model::{IssuerId, Lang, LocalName, ReleaseId, SeriesId};
use bayan_import::draft::{Calendar, DatePlace, Draft, ParagraphKind, Warning};
use bayan_import::intake::alike::Alike;
use bayan_import::intake::storing::{self, Order, StoreError, Target, TargetIssuer};
use bayan_import::intake::unfinished::Unfinished;
use bayan_import::intake::{Item, Origin, Ready, State, texts};
use bayan_import::reader::{Hints, dates as dates_read};
use serde::{Deserialize, Serialize};
use tauri::ipc::Channel;
use ts_rs::TS;

use super::open::Progress;
use super::{SharedShell, now, on_worker};
use crate::failure::{ErrorReport, Failure, import};
use crate::shell::Shell;

/// How many items one answer holds.
const SHOWN: usize = 300;

/// What was brought in.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Intake {
    /// How many there are of each state.
    pub counts: IntakeCounts,
    /// The first of them, those that need a person first.
    pub items: Vec<IntakeItem>,
    /// A storing that was broken off.
    pub unfinished: Option<BrokenOff>,
}

/// How many items there are of each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct IntakeCounts {
    /// Yet to be read.
    pub waiting: u32,
    /// Read, and a person should look at them.
    pub to_check: u32,
    /// Read, and nothing about them is doubtful.
    pub clear: u32,
    /// Read, and in the archive already.
    pub already: u32,
    /// Not read.
    pub failed: u32,
    /// Stored.
    pub stored: u32,
}

/// A storing that was broken off by a kill or a power cut.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub struct BrokenOff {
    /// How many releases were stored.
    pub done: u32,
    /// How many there were.
    pub total: u32,
    /// The series they go to.
    pub series: Option<SeriesId>,
}

/// Something that was brought in.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IntakeItem {
    /// Its number in the list.
    pub id: u32,
    /// What it is called: a file's name, an address; empty for a pasting.
    pub name: String,
    /// How far it has come.
    pub state: IntakeState,
    /// Its title.
    pub title: Option<String>,
    /// Its likeliest date.
    pub date: Option<String>,
    /// How many paragraphs it has.
    pub paragraphs: u32,
    /// The stored release it is nearly the same as.
    pub alike: Option<NearRelease>,
    /// Why it was not read.
    pub problem: Option<ErrorReport>,
    /// The release it became.
    pub release: Option<ReleaseId>,
}

/// How far something that was brought in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum IntakeState {
    /// Read, and a person should look at it.
    ToCheck,
    /// Not read.
    Failed,
    /// Read, and nothing about it is doubtful.
    Clear,
    /// Read, and in the archive already.
    Already,
    /// Being read.
    Reading,
    /// Yet to be read.
    Waiting,
    /// Stored.
    Stored,
}

/// A stored release that a text is nearly the same as.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NearRelease {
    /// The release.
    pub release: ReleaseId,
    /// Its series.
    pub series: SeriesId,
    /// Its date.
    pub date: String,
    /// How many words differ, spelling aside.
    pub words: u32,
    /// The text is the release's, letter for letter.
    pub identical: bool,
}

impl From<&Alike> for NearRelease {
    fn from(alike: &Alike) -> Self {
        Self {
            release: alike.release,
            series: alike.series,
            date: alike.date.to_string(),
            words: alike.words,
            identical: alike.identical,
        }
    }
}

/// What was read of an item, to be looked at.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadDraft {
    /// The item's number in the list.
    pub id: u32,
    /// What it is called.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<ReadParagraph>,
    /// What may be its date, the likeliest first.
    pub dates: Vec<ReadDate>,
    /// Its language.
    pub lang: Option<Lang>,
    /// Where it was published, as far as it says.
    pub source: String,
    /// Who wrote it, as the file says.
    pub author: Option<String>,
    /// The encoding its bytes were read in; `None` where the format leaves no choice.
    pub encoding: Option<String>,
    /// What a person should know of it.
    pub warnings: Vec<ReadWarning>,
    /// The stored release it is nearly the same as.
    pub alike: Option<NearRelease>,
}

/// A paragraph that was read.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadParagraph {
    /// Its text.
    pub text: String,
    /// What the format says it is: `body`, `heading`, `list_item`, `table_row`, `footnote`, `text_box`, `quotation`.
    pub kind: String,
}

/// What may be the date.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadDate {
    /// The date, Gregorian: `2025-03-27`, `2025-03` or `2025`.
    pub date: String,
    /// The words it was read from.
    pub words: String,
    /// Where they stand.
    pub place: ReadPlace,
    /// The number of the paragraph, from 0, when it is a paragraph.
    pub paragraph: Option<u32>,
    /// It is told in the Hijri calendar.
    pub hijri: bool,
}

/// Where a date was read.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ReadPlace {
    /// In a paragraph.
    Paragraph,
    /// In the title.
    Title,
    /// In the file's name.
    Name,
    /// In a field of the file.
    Metadata,
}

/// Something to know of a draft.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReadWarning {
    /// What it is: `encoding-uncertain`, `number-differs` …
    pub code: String,
    /// What its words need: `count`, `pages`, `taken`, `other`, `name`, `written`.
    pub params: BTreeMap<String, String>,
    /// The number of the paragraph it is about, from 0.
    pub paragraph: Option<u32>,
}

/// What a person decided about a draft.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct StoreOrder {
    /// The title; blank for none.
    pub title: String,
    /// The date: `2025-03-27`, `2025-03` or `2025`.
    pub date: String,
    /// The language.
    pub lang: Lang,
    /// Where it goes.
    pub series: StoreSeries,
    /// Where it was taken from; blank for nowhere.
    pub source: String,
    /// Where it was issued; blank for nowhere.
    pub place: String,
    /// What a reader should know of it; blank for nothing.
    pub note: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// The release whose text it replaces.
    pub revises: Option<ReleaseId>,
}

/// The series a release goes to: one that is there, or a new one.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct StoreSeries {
    /// One that is there.
    pub series: Option<SeriesId>,
    /// The issuer of a new one, when it is there.
    pub issuer: Option<IssuerId>,
    /// The name of a new issuer.
    pub issuer_name: String,
    /// The title of a new series.
    pub title: String,
    /// The language of the new names and of the series.
    pub lang: Lang,
}

/// What was stored.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StoredImport {
    /// The import's number, by which it is undone.
    pub import: String,
    /// How many releases were stored.
    pub stored: u32,
    /// How many were in the archive already.
    pub already: u32,
    /// How many could not be stored: their files changed or went away.
    pub failed: u32,
    /// The release stored last.
    pub release: Option<ReleaseId>,
    /// Its series.
    pub series: Option<SeriesId>,
    /// The release before it in its series.
    pub previous: Option<ReleaseId>,
    /// It was called off before its end.
    pub called_off: bool,
}

/// What was brought in.
#[tauri::command]
pub async fn intake(shell: SharedShell<'_>) -> Result<Intake, Failure> {
    on_worker(&shell, |shell| {
        let mut counts = IntakeCounts::default();
        let mut items = Vec::new();
        shell.intake().each(|item| {
            let told = tell(item);
            let count = match told.state {
                IntakeState::ToCheck => &mut counts.to_check,
                IntakeState::Failed => &mut counts.failed,
                IntakeState::Clear => &mut counts.clear,
                IntakeState::Already => &mut counts.already,
                IntakeState::Reading | IntakeState::Waiting => &mut counts.waiting,
                IntakeState::Stored => &mut counts.stored,
            };
            *count += 1;
            items.push(told);
        });
        items.sort_by_key(|item| (item.state, item.id));
        items.truncate(SHOWN);
        let unfinished = shell.archive().ok().and_then(|open| {
            let left = Unfinished::read(&shell.unfinished_import(), open.archive().path())?;
            Some(BrokenOff {
                done: left.total.saturating_sub(left.left.len() as u32),
                total: left.total,
                series: left.series,
            })
        });
        Ok(Intake { counts, items, unfinished })
    })
    .await
}

/// Lets the person choose files, or a folder, and puts them on the list; gives how many were added.
#[tauri::command]
pub async fn intake_choose(shell: SharedShell<'_>, folder: bool) -> Result<u32, Failure> {
    let chosen = if folder { shell.dialogs().choose_folder() } else { shell.dialogs().choose_documents() };
    let paths = chosen.await.unwrap_or_default();
    on_worker(&shell, move |shell| Ok(shell.intake().add_paths(&paths) as u32)).await
}

/// Puts what was pasted on the list: plain text, or a piece of a page.
#[tauri::command]
pub async fn intake_paste(shell: SharedShell<'_>, text: String, html: bool) -> Result<u32, Failure> {
    on_worker(&shell, move |shell| {
        let format = if html { bayan_import::draft::Format::Html } else { bayan_import::draft::Format::Text };
        let hints =
            Hints { format: Some(format), encoding: Some("utf-8".into()), whole: html, ..Hints::default() };
        Ok(shell.intake().add_bytes("", text.into_bytes(), hints))
    })
    .await
}

/// Reads everything that waits. Gives `None` when it was called off; what was not read goes on waiting.
#[tauri::command]
pub async fn intake_read(
    shell: SharedShell<'_>,
    job: u32,
    on_progress: Channel<Progress>,
) -> Result<Option<bool>, Failure> {
    on_worker(&shell, move |shell| {
        let running = shell.jobs().begin(job);
        let open = shell.archive()?;
        let whole = shell.intake().read_waiting(
            open.archive(),
            &|| running.cancel.is_cancelled(),
            &mut |done, total| {
                let _ = on_progress.send(Progress { done, total });
            },
        )?;
        Ok(whole.then_some(true))
    })
    .await
}

/// What was read of an item.
#[tauri::command]
pub async fn intake_draft(shell: SharedShell<'_>, item: u32) -> Result<ReadDraft, Failure> {
    on_worker(&shell, move |shell| draft_of(shell, item)).await
}

/// Reads an item again in another encoding.
#[tauri::command]
pub async fn intake_decode(
    shell: SharedShell<'_>,
    item: u32,
    encoding: String,
) -> Result<ReadDraft, Failure> {
    on_worker(&shell, move |shell| {
        let hints = match shell.intake().item(item) {
            Some(found) => Hints { encoding: Some(encoding), ..found.hints },
            None => return Err(StoreError::Gone.into()),
        };
        shell.intake().read_again(shell.archive()?.archive(), item, hints)?;
        draft_of(shell, item)
    })
    .await
}

/// The stored release that a text, as the person left it, is nearly the same as.
#[tauri::command]
pub async fn intake_alike(
    shell: SharedShell<'_>,
    title: String,
    paragraphs: Vec<String>,
) -> Result<Option<NearRelease>, Failure> {
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let title = some(&title);
        let alike = shell.intake().alike(open.archive(), title.as_deref(), &paragraphs)?;
        Ok(alike.as_ref().map(NearRelease::from))
    })
    .await
}

/// The date that a person wrote: `2025-03-27`, `2025-03`, or words of any calendar and set of months that statements use.
/// `None` where there is none in it.
#[tauri::command]
pub async fn intake_date(shell: SharedShell<'_>, written: String) -> Result<Option<String>, Failure> {
    on_worker(&shell, move |_| {
        let written = written.trim();
        if let Ok(date) = written.parse::<bayan_core::model::ReleaseDate>() {
            return Ok(Some(date.to_string()));
        }
        Ok(dates_read::in_text(written).first().map(|found| found.date.to_string()))
    })
    .await
}

/// Takes an item off the list; all that could not be read with `None`.
#[tauri::command]
pub async fn intake_skip(shell: SharedShell<'_>, item: Option<u32>) -> Result<(), Failure> {
    on_worker(&shell, move |shell| {
        match item {
            Some(item) => shell.intake().remove(item),
            None => shell.intake().remove_where(|_| true),
        }
        Ok(())
    })
    .await
}

/// Lets everything that could not be read wait once more; gives how many those are.
#[tauri::command]
pub async fn intake_retry(shell: SharedShell<'_>) -> Result<u32, Failure> {
    on_worker(&shell, |shell| Ok(shell.intake().retry() as u32)).await
}

/// Stores one item as the person decided.
#[tauri::command]
pub async fn intake_store(
    shell: SharedShell<'_>,
    item: u32,
    order: StoreOrder,
) -> Result<StoredImport, Failure> {
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let import = number();
        let order = order_of(order)?;
        let stored = shell.intake().store(open.archive(), item, &order, &import, now())?;
        shell.intake().refresh_index(open.archive())?;
        shell.forget_computed();
        Ok(StoredImport {
            import,
            stored: 1,
            already: 0,
            failed: 0,
            release: Some(stored.release),
            series: Some(stored.series),
            previous: stored.previous,
            called_off: false,
        })
    })
    .await
}

/// Stores everything that nothing is doubtful about. What was stored when it is called off stays.
#[tauri::command]
pub async fn intake_accept(
    shell: SharedShell<'_>,
    job: u32,
    series: StoreSeries,
    on_progress: Channel<Progress>,
) -> Result<Option<StoredImport>, Failure> {
    on_worker(&shell, move |shell| {
        let running = shell.jobs().begin(job);
        accept(shell, &series, &|| running.cancel.is_cancelled(), &mut |done, total| {
            let _ = on_progress.send(Progress { done, total });
        })
        .map(Some)
    })
    .await
}

fn accept(
    shell: &Shell,
    series: &StoreSeries,
    called_off: &dyn Fn() -> bool,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<StoredImport, Failure> {
    let open = shell.archive()?;
    let archive = open.archive();
    let target = target_of(series)?;
    let mut ids = Vec::new();
    let mut files: BTreeMap<u32, PathBuf> = BTreeMap::new();
    shell.intake().each(|item| {
        if state_of(item) == IntakeState::Clear {
            ids.push(item.id);
            if let Origin::File(path) = &item.origin {
                files.insert(item.id, path.clone());
            }
        }
    });
    let file = shell.unfinished_import();
    let note = |left: &[u32], series: Option<SeriesId>| {
        let left: Vec<PathBuf> = left.iter().filter_map(|id| files.get(id).cloned()).collect();
        let unfinished =
            Unfinished { archive: archive.path().to_owned(), series, total: files.len() as u32, left };
        if let Err(error) = unfinished.write(&file) {
            // The storing goes on; only after a kill it would have to be begun by hand.
            tracing::warn!(%error, "what is left to store was not noted");
        }
    };
    let known = match &target {
        Target::Series(series) => Some(*series),
        Target::New { .. } => None,
    };
    note(&ids, known);
    let import = number();
    let outcome = shell.intake().store_batch(
        archive,
        &ids,
        &target,
        &import,
        now(),
        called_off,
        &mut |done, total, left| {
            note(left, known);
            progress(done, total);
        },
    );
    // Whatever became of it, the person sees it: only a kill leaves the note.
    Unfinished::forget(&file);
    let outcome = outcome?;
    shell.intake().refresh_index(archive)?;
    shell.forget_computed();
    let series = match outcome.last {
        Some(release) => Some(archive.release(release)?.series),
        None => None,
    };
    let previous = match (series, outcome.last) {
        (Some(series), Some(release)) => storing::previous(archive, series, release)?,
        _ => None,
    };
    Ok(StoredImport {
        import,
        stored: outcome.stored,
        already: outcome.already,
        failed: outcome.failed.len() as u32,
        release: outcome.last,
        series,
        previous,
        called_off: outcome.called_off,
    })
}

/// Puts the files of a storing that was broken off on the list again, or forgets it; gives how many were added.
#[tauri::command]
pub async fn intake_resume(shell: SharedShell<'_>, resume: bool) -> Result<u32, Failure> {
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let file = shell.unfinished_import();
        let Some(left) = Unfinished::read(&file, open.archive().path()) else { return Ok(0) };
        Unfinished::forget(&file);
        Ok(if resume { shell.intake().add_paths(&left.left) as u32 } else { 0 })
    })
    .await
}

/// Undoes an import as a whole; gives how many releases that took away or put back.
#[tauri::command]
pub async fn intake_undo(shell: SharedShell<'_>, import: String) -> Result<u32, Failure> {
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let undone = storing::undo(open.archive(), &import)?;
        shell.intake().remove_where(|item| matches!(item.state, State::Stored(_)));
        shell.intake().refresh_index(open.archive())?;
        shell.forget_computed();
        Ok(undone)
    })
    .await
}

/// A number for an import that no other one has.
fn number() -> String {
    now().timestamp_micros().to_string()
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn order_of(order: StoreOrder) -> Result<Order, Failure> {
    let date = order.date.trim().parse().map_err(|_| Failure::NoDate(order.date.clone()))?;
    Ok(Order {
        title: some(&order.title),
        date,
        lang: order.lang,
        series: target_of(&order.series)?,
        source: some(&order.source),
        place: some(&order.place),
        note: some(&order.note),
        paragraphs: order.paragraphs.into_iter().filter(|text| !text.trim().is_empty()).collect(),
        revises: order.revises,
    })
}

fn target_of(series: &StoreSeries) -> Result<Target, Failure> {
    if let Some(series) = series.series {
        return Ok(Target::Series(series));
    }
    let named = |text: &str| {
        some(text).map(|text| match series.lang {
            Lang::Ar => LocalName { ar: Some(text), en: None },
            Lang::En => LocalName { ar: None, en: Some(text) },
        })
    };
    let issuer = match series.issuer {
        Some(issuer) => TargetIssuer::Issuer(issuer),
        None => TargetIssuer::New(named(&series.issuer_name).ok_or(Failure::NoSeriesChosen)?),
    };
    let title = named(&series.title).ok_or(Failure::NoSeriesChosen)?;
    Ok(Target::New { issuer, title, lang: series.lang })
}

fn draft_of(shell: &Shell, id: u32) -> Result<ReadDraft, Failure> {
    let item = shell.intake().item(id).ok_or(StoreError::Gone)?;
    match item.state {
        State::Ready(ready) => Ok(draft_told(id, item.name, &ready)),
        State::Failed(error) => Err(StoreError::Read(error).into()),
        _ => Err(StoreError::Gone.into()),
    }
}

fn draft_told(id: u32, name: String, ready: &Ready) -> ReadDraft {
    let draft = &ready.draft;
    ReadDraft {
        id,
        source: draft.address.clone().unwrap_or_else(|| name.clone()),
        name,
        title: draft.title.clone(),
        paragraphs: draft
            .paragraphs
            .iter()
            .map(|paragraph| ReadParagraph {
                text: paragraph.text.clone(),
                kind: kind(paragraph.kind).to_owned(),
            })
            .collect(),
        dates: dates(draft),
        lang: draft.lang,
        author: draft.author.clone(),
        encoding: draft.encoding.as_ref().map(|encoding| encoding.name.clone()),
        warnings: draft.warnings.iter().map(warning).collect(),
        alike: ready.alike.as_ref().map(NearRelease::from),
    }
}

const fn kind(kind: ParagraphKind) -> &'static str {
    match kind {
        ParagraphKind::Body => "body",
        ParagraphKind::Heading => "heading",
        ParagraphKind::ListItem => "list_item",
        ParagraphKind::TableRow => "table_row",
        ParagraphKind::Footnote => "footnote",
        ParagraphKind::TextBox => "text_box",
        ParagraphKind::Quotation => "quotation",
    }
}

fn dates(draft: &Draft) -> Vec<ReadDate> {
    draft
        .dates
        .iter()
        .map(|guess| {
            let (place, paragraph) = match &guess.place {
                DatePlace::Paragraph { number, .. } => (ReadPlace::Paragraph, Some(*number as u32)),
                DatePlace::Title { .. } => (ReadPlace::Title, None),
                DatePlace::Name => (ReadPlace::Name, None),
                DatePlace::Metadata { .. } => (ReadPlace::Metadata, None),
            };
            ReadDate {
                date: guess.date.to_string(),
                words: guess.words.clone(),
                place,
                paragraph,
                hijri: guess.calendar == Calendar::Hijri,
            }
        })
        .collect()
}

fn warning(warning: &Warning) -> ReadWarning {
    let count = |count: &usize| ("count", count.to_string());
    let (code, params, paragraph) = match warning {
        Warning::EncodingUncertain { name } => ("encoding-uncertain", vec![("name", name.clone())], None),
        Warning::BytesReplaced { count: n } => ("bytes-replaced", vec![count(n)], None),
        Warning::ControlCharacters { count: n } => ("control-characters", vec![count(n)], None),
        Warning::PagesWithoutText { pages } => {
            let listed: Vec<String> = pages.iter().map(u32::to_string).collect();
            let params = vec![("count", pages.len().to_string()), ("pages", listed.join(", "))];
            ("pages-without-text", params, None)
        }
        Warning::NumberDiffers { paragraph, taken, other } => (
            "number-differs",
            vec![("taken", taken.clone()), ("other", other.clone())],
            paragraph.map(|number| number as u32),
        ),
        Warning::NumbersUnchecked => ("numbers-unchecked", Vec::new(), None),
        Warning::TrackedChangesAccepted { count: n } => ("tracked-changes-accepted", vec![count(n)], None),
        Warning::CommentsLeftOut { count: n } => ("comments-left-out", vec![count(n)], None),
        Warning::PartialText => ("partial-text", Vec::new(), None),
        Warning::NoArticle => ("no-article", Vec::new(), None),
        Warning::EndingDiffers { ending } => ("ending-differs", vec![("name", ending.clone())], None),
        Warning::DuplicateEntries { name } => ("duplicate-entries", vec![("name", name.clone())], None),
        Warning::DateNotUnderstood { written } => {
            ("date-not-understood", vec![("written", written.clone())], None)
        }
    };
    ReadWarning {
        code: code.to_owned(),
        params: params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        paragraph,
    }
}

fn state_of(item: &Item) -> IntakeState {
    match &item.state {
        State::Waiting => IntakeState::Waiting,
        State::Reading => IntakeState::Reading,
        State::Failed(_) => IntakeState::Failed,
        State::Stored(_) => IntakeState::Stored,
        State::Ready(ready) if ready.is_stored_already() => IntakeState::Already,
        State::Ready(ready) if ready.needs_check() => IntakeState::ToCheck,
        State::Ready(_) => IntakeState::Clear,
    }
}

fn tell(item: &Item) -> IntakeItem {
    let mut told = IntakeItem {
        id: item.id,
        name: item.name.clone(),
        state: state_of(item),
        title: None,
        date: None,
        paragraphs: 0,
        alike: None,
        problem: None,
        release: None,
    };
    match &item.state {
        State::Ready(ready) => {
            told.title =
                ready.draft.title.clone().or_else(|| texts(&ready.draft).first().map(|text| head(text)));
            told.date = ready.draft.date().map(|date| date.to_string());
            told.paragraphs = ready.draft.paragraphs.len() as u32;
            told.alike = ready.alike.as_ref().map(NearRelease::from);
        }
        State::Failed(error) => told.problem = Some(import::reading(error)),
        State::Stored(release) => told.release = Some(*release),
        State::Waiting | State::Reading => {}
    }
    told
}

/// The first words of a paragraph, for one that has no title.
fn head(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(10).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}
