//! The system's own dialogs, behind a trait: no test can click them.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use tauri::{AppHandle, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

use crate::arguments::DOCUMENTS;

/// Asks the person for a file.
pub trait Dialogs: Send + Sync {
    /// Lets the person choose an archive file. The receiver gives `None` when they chose none.
    fn choose_archive(&self) -> oneshot::Receiver<Option<PathBuf>>;

    /// Lets the person choose a codebook file. The receiver gives `None` when they chose none.
    fn choose_codebook(&self) -> oneshot::Receiver<Option<PathBuf>>;

    /// Lets the person say where a codebook is to be saved, which is called `name` if they don't call it otherwise. The
    /// receiver gives `None` when they chose no place.
    fn save_codebook(&self, name: &str) -> oneshot::Receiver<Option<PathBuf>>;

    /// Lets the person choose a colleague's coding: an archive, a REFI-QDA project, a table. The receiver gives `None` when
    /// they chose none.
    fn choose_coding(&self) -> oneshot::Receiver<Option<PathBuf>>;

    /// Lets the person choose documents to bring in. The receiver gives none when they chose none.
    fn choose_documents(&self) -> oneshot::Receiver<Vec<PathBuf>>;

    /// Lets the person choose folders of documents to bring in. The receiver gives none when they chose none.
    fn choose_folder(&self) -> oneshot::Receiver<Vec<PathBuf>>;

    /// Lets the person say where a file is to be saved, which is called `name` if they don't call it otherwise. The system
    /// asks whether a file that is there may be written over. The receiver gives `None` when they chose no place.
    fn save_file(&self, name: &str) -> oneshot::Receiver<Option<PathBuf>>;
}

/// The endings of codebook files.
const CODEBOOKS: &[&str] = &["csv", "qdc", "tsv"];

/// The endings of files with a person's coding.
const CODINGS: &[&str] = &["bayan", "qdpx", "csv"];

/// The desktop's dialogs. Until the program has a window to ask them in, nothing is chosen.
#[derive(Debug, Clone, Default)]
pub struct SystemDialogs(Arc<OnceLock<AppHandle>>);

impl SystemDialogs {
    /// They belong to this program's windows from now on.
    pub fn belong_to(&self, app: AppHandle) {
        let _ = self.0.set(app);
    }

    fn file(&self) -> Option<FileDialogBuilder<Wry>> {
        self.0.get().map(|app| app.dialog().file())
    }

    /// Lets the person choose a file with one of these endings.
    fn choose(&self, called: &str, endings: &[&str]) -> oneshot::Receiver<Option<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        if let Some(dialog) = self.file() {
            dialog.add_filter(called, endings).pick_file(move |file| {
                // The window may have been closed meanwhile: then nobody waits for the answer.
                let _ = answer.send(file.and_then(|file| file.into_path().ok()));
            });
        }
        chosen
    }

    /// Lets the person say where a file is to be saved.
    fn save(&self, name: &str, endings: &[&str]) -> oneshot::Receiver<Option<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        if let Some(dialog) = self.file() {
            let dialog = dialog.set_file_name(name);
            let dialog = endings.iter().fold(dialog, |dialog, ending| dialog.add_filter(*ending, &[*ending]));
            dialog.save_file(move |file| {
                let _ = answer.send(file.and_then(|file| file.into_path().ok()));
            });
        }
        chosen
    }
}

impl Dialogs for SystemDialogs {
    fn choose_archive(&self) -> oneshot::Receiver<Option<PathBuf>> {
        self.choose("Bayan", &["bayan"])
    }

    fn choose_codebook(&self) -> oneshot::Receiver<Option<PathBuf>> {
        self.choose("CSV, REFI-QDA", CODEBOOKS)
    }

    fn choose_coding(&self) -> oneshot::Receiver<Option<PathBuf>> {
        self.choose("Bayan, REFI-QDA, CSV", CODINGS)
    }

    fn save_codebook(&self, name: &str) -> oneshot::Receiver<Option<PathBuf>> {
        self.save(name, CODEBOOKS)
    }

    fn save_file(&self, name: &str) -> oneshot::Receiver<Option<PathBuf>> {
        self.save(name, &[])
    }

    fn choose_documents(&self) -> oneshot::Receiver<Vec<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        // A colleague's archive is merged from there.
        let endings: Vec<&str> = DOCUMENTS.iter().copied().chain(["bayan"]).collect();
        if let Some(dialog) = self.file() {
            let dialog = dialog.add_filter("Documents", &endings).add_filter("*", &["*"]);
            dialog.pick_files(move |files| {
                let _ = answer.send(paths(files));
            });
        }
        chosen
    }

    fn choose_folder(&self) -> oneshot::Receiver<Vec<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        if let Some(dialog) = self.file() {
            dialog.pick_folders(move |folders| {
                let _ = answer.send(paths(folders));
            });
        }
        chosen
    }
}

fn paths(chosen: Option<Vec<FilePath>>) -> Vec<PathBuf> {
    chosen.into_iter().flatten().filter_map(|file| file.into_path().ok()).collect()
}
