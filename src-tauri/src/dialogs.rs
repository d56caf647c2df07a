//! The system's own dialogs, behind a trait: no test can click them.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

/// Asks the person for a file.
pub trait Dialogs: Send + Sync {
    /// Lets the person choose an archive file. The receiver gives `None` when they chose none.
    fn choose_archive(&self) -> oneshot::Receiver<Option<PathBuf>>;

    /// Lets the person say where a file is to be saved, which is called `name` if they don't call it otherwise. The system
    /// asks whether a file that is there may be written over. The receiver gives `None` when they chose no place.
    fn save_file(&self, name: &str) -> oneshot::Receiver<Option<PathBuf>>;
}

/// The desktop's dialogs.
pub struct SystemDialogs {
    app: AppHandle,
}

impl SystemDialogs {
    /// Dialogs that belong to this program's windows.
    pub const fn new(app: AppHandle) -> Self {
        Self { app }
    }
}

impl Dialogs for SystemDialogs {
    fn choose_archive(&self) -> oneshot::Receiver<Option<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        self.app.dialog().file().add_filter("Bayan", &["bayan"]).pick_file(move |file| {
            // The window may have been closed meanwhile: then nobody waits for the answer.
            let _ = answer.send(file.and_then(|file| file.into_path().ok()));
        });
        chosen
    }

    fn save_file(&self, name: &str) -> oneshot::Receiver<Option<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        self.app.dialog().file().set_file_name(name).save_file(move |file| {
            let _ = answer.send(file.and_then(|file| file.into_path().ok()));
        });
        chosen
    }
}
