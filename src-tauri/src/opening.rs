//! Files that the desktop opens with the program. On Linux and Windows it starts the program with their names, once more if it
//! runs already; then they are handed to the window that is there ([`crate::seat`]). On macOS they come as an event, also at
//! the start, before there is a window to take them.

mod aside;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tauri::{AppHandle, Emitter, Manager, RunEvent, Runtime};

use crate::arguments::Arguments;
use crate::commands::open::start_window;
use crate::shell::Shell;
use crate::{dropping, window};

/// Whether the files the program is started with are named to it before it starts.
pub const BEFORE_THE_START: bool = cfg!(not(target_os = "macos"));

/// The files that came before the program was set up, until it was.
#[derive(Debug, Clone)]
pub struct Early(Arc<Mutex<Option<Vec<PathBuf>>>>);

impl Early {
    /// None yet.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Some(Vec::new()))))
    }

    /// What the program is started with: the files that came stand for those named after its name. Asked when it is set up;
    /// what comes later is for its window.
    pub fn arguments(&self, named: Arguments) -> Arguments {
        match self.lock().take() {
            Some(files) if !files.is_empty() => of_files(files),
            _ => named,
        }
    }

    /// Keeps files that came, or gives them back where the program is set up already.
    pub fn keep(&self, files: Vec<PathBuf>) -> Vec<PathBuf> {
        match &mut *self.lock() {
            Some(early) => {
                early.extend(files);
                Vec::new()
            }
            None => files,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Vec<PathBuf>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the files of an event, and has the window that was just made stand aside of others.
pub fn on_run_event<R: Runtime>(app: &AppHandle<R>, event: RunEvent, early: &Early) {
    if matches!(event, RunEvent::Ready) {
        aside::step(app);
    }
    let files = early.keep(files_of(event));
    if files.is_empty() {
        return;
    }
    match of_files(files) {
        Arguments::Documents(documents) => bring_in(app.clone(), documents),
        Arguments::Archive(archive) => {
            if let Err(error) = start_window(&archive) {
                tracing::warn!(%error, "the archive that was opened got no window");
            }
        }
        Arguments::Usual | Arguments::Sample => {}
    }
}

/// Brings documents into the archive of the window that is there, which comes to the front.
fn bring_in<R: Runtime>(app: AppHandle<R>, documents: Vec<PathBuf>) {
    let shell = Arc::clone(&app.state::<Arc<Shell>>());
    window::come_forward(&app);
    tauri::async_runtime::spawn_blocking(move || {
        let added = shell.intake().add_paths(&documents);
        let _ = app.emit(dropping::DROPPED, added);
    });
}

fn of_files(files: Vec<PathBuf>) -> Arguments {
    Arguments::from_words(files.into_iter().map(PathBuf::into_os_string))
}

#[cfg(target_os = "macos")]
fn files_of(event: RunEvent) -> Vec<PathBuf> {
    let RunEvent::Opened { urls, .. } = event else { return Vec::new() };
    urls.iter().filter_map(|url| url.to_file_path().ok()).collect()
}

/// Other systems name the files when they start the program.
#[cfg(not(target_os = "macos"))]
fn files_of(_: RunEvent) -> Vec<PathBuf> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_come_before_the_window_are_what_the_program_is_started_with() {
        let early = Early::new();
        assert_eq!(early.keep(vec!["/a/بيان.docx".into()]), Vec::<PathBuf>::new());
        assert_eq!(early.keep(vec!["/a/b.pdf".into()]), Vec::<PathBuf>::new());
        let documents = Arguments::Documents(vec!["/a/بيان.docx".into(), "/a/b.pdf".into()]);
        assert_eq!(early.arguments(Arguments::Usual), documents);
        // What comes now is for the window.
        let later: Vec<PathBuf> = vec!["/a/c.txt".into()];
        assert_eq!(early.keep(later.clone()), later);
    }

    #[test]
    fn without_any_the_program_is_started_with_what_was_named() {
        let early = Early::new();
        assert_eq!(early.keep(Vec::new()), Vec::<PathBuf>::new());
        assert_eq!(early.arguments(Arguments::Sample), Arguments::Sample);
        let archive = Early::new();
        archive.keep(vec!["/a/b.bayan".into()]);
        assert_eq!(archive.arguments(Arguments::Usual), Arguments::Archive("/a/b.bayan".into()));
    }
}
