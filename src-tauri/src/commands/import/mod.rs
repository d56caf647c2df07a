//! Bringing statements in: what is on the list, what was read, and storing it.
//!
//! The list itself is [`bayan_import::intake`]'s. Answers to the window are short whatever the list holds: counts, and the
//! items that a person has to see first.

mod ordered;
mod sources;
mod told;

pub use ordered::*;
pub use sources::*;
pub use told::*;

use std::path::Path;

use bayan_import::intake::State;
use bayan_import::intake::storing::{self, StoreError, Target, Together};
use bayan_import::reader::Hints;
use tauri::ipc::Channel;

use super::progress::{Progress, Teller};
use super::{SharedShell, now, on_worker};
use crate::failure::Failure;
use crate::shell::Shell;
use ordered::{begun_of, date_of, order_of, ordered, some, target_of};
use told::{draft_told, state_of, tell};

/// How many items one answer holds.
const SHOWN: usize = 300;

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
                IntakeState::Linked | IntakeState::Further => &mut counts.linked,
                IntakeState::Already => &mut counts.already,
                IntakeState::Reading | IntakeState::Waiting => &mut counts.waiting,
                IntakeState::Stored => &mut counts.stored,
            };
            *count += 1;
            items.push(told);
        });
        items.sort_by_key(|item| (item.state, item.id));
        items.truncate(SHOWN);
        let unfinished = shell.intake().broken_off().map(|broken| BrokenOff {
            done: broken.total - broken.left,
            total: broken.total,
            series: broken.series,
        });
        Ok(Intake { counts, items, unfinished, taken_off: shell.intake().taken_off() as u32 })
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
        let teller = Teller::new(on_progress);
        let open = shell.archive()?;
        let whole = shell.intake().read_waiting(
            open.archive(),
            &|| running.cancel.is_cancelled(),
            &mut |done, total| teller.tell(done.into(), total.into()),
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
    on_worker(&shell, move |_| Ok(date_of(&written).map(|date| date.to_string()))).await
}

/// Takes an item off the list, or with `None` everything; what came from a source is not shown again while it stays as it is.
#[tauri::command]
pub async fn intake_skip(shell: SharedShell<'_>, item: Option<u32>) -> Result<(), Failure> {
    on_worker(&shell, move |shell| {
        match item {
            Some(item) => match shell.archive() {
                Ok(open) => shell.intake().dismiss(open.archive(), item)?,
                Err(_) => shell.intake().take_off(|one| one.id == item),
            },
            None => shell.intake().take_off(|_| true),
        }
        Ok(())
    })
    .await
}

/// Puts what was taken off the list last on it again; gives how many that are.
#[tauri::command]
pub async fn intake_put_back(shell: SharedShell<'_>) -> Result<u32, Failure> {
    on_worker(&shell, |shell| Ok(shell.intake().put_back() as u32)).await
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

/// Keeps what the person has begun to make of an item, for this run and the next, or forgets it with `None`.
#[tauri::command]
pub async fn intake_begin(shell: SharedShell<'_>, item: u32, begun: Option<Begun>) -> Result<(), Failure> {
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        shell.intake().begin(item, begun.map(|begun| begun.kept_for(open.archive().path())));
        Ok(())
    })
    .await
}

/// Stores everything that nothing is doubtful about, what the person changed as they left it. One without a date or a text
/// stays on the list, and what was stored when it is called off stays stored.
#[tauri::command]
pub async fn intake_accept(
    shell: SharedShell<'_>,
    job: u32,
    series: StoreSeries,
    on_progress: Channel<Progress>,
) -> Result<Option<StoredImport>, Failure> {
    on_worker(&shell, move |shell| {
        let running = shell.jobs().begin(job);
        let teller = Teller::new(on_progress);
        accept(shell, &series, &|| running.cancel.is_cancelled(), &mut |done, total| {
            teller.tell(done.into(), total.into());
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
    let mut amended = Vec::new();
    shell.intake().each(|item| {
        let State::Ready(ready) = &item.state else { return };
        if state_of(item) != IntakeState::Clear {
            return;
        }
        let order = match begun_of(item, archive.path()) {
            None => None,
            // One left without a date or a text waits.
            Some(begun) => match ordered(&begun, ready, series) {
                Some(order) => Some(order),
                None => return,
            },
        };
        ids.push(item.id);
        amended.push(order);
    });
    for (id, order) in ids.iter().zip(amended) {
        shell.intake().amend(*id, order);
    }
    let known = match &target {
        Target::Series(series) => Some(*series),
        Target::New { .. } => None,
    };
    shell.intake().begin_storing(&ids, known);
    let import = number();
    let together = Together { ids: &ids, target: &target, number: &import, now: now() };
    let outcome = archive.while_storing(|| {
        shell.intake().store_batch(archive, together, called_off, &mut |done, total, _| {
            progress(done, total);
        })
    });
    // Whatever became of it, the person sees it: only a kill leaves the note.
    shell.intake().end_storing();
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

/// Goes on with a storing that was broken off, whose statements are on the list, or takes them off it; gives how many are
/// left of it.
#[tauri::command]
pub async fn intake_resume(shell: SharedShell<'_>, resume: bool) -> Result<u32, Failure> {
    on_worker(&shell, move |shell| Ok(shell.intake().settle_broken_off(resume) as u32)).await
}

/// Undoes an import as a whole; gives how many releases that took away or put back.
#[tauri::command]
pub async fn intake_undo(shell: SharedShell<'_>, import: String) -> Result<u32, Failure> {
    on_worker(&shell, move |shell| {
        let open = shell.archive()?;
        let undone = storing::undo(open.archive(), &import)?;
        shell.intake().clear_stored();
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

fn draft_of(shell: &Shell, id: u32) -> Result<ReadDraft, Failure> {
    let item = shell.intake().item(id).ok_or(StoreError::Gone)?;
    let open = shell.archive().ok();
    let archive = open.as_ref().map_or(Path::new(""), |open| open.archive().path());
    match &item.state {
        State::Ready(ready) => Ok(draft_told(&item, ready, archive)),
        State::Failed(error) => Err(StoreError::Read(error.clone()).into()),
        _ => Err(StoreError::Gone.into()),
    }
}
