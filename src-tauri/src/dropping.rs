//! Files dropped on the window. The window itself sees no path: it is told that something is over it, and that the list of
//! what was brought in has grown.

use std::sync::Arc;

use tauri::{DragDropEvent, Emitter, Manager, Runtime, Window, WindowEvent};

use crate::shell::Shell;

/// Files are over the window (`true`), or no longer (`false`).
pub const OVER: &str = "intake-over";
/// Files were dropped and are on the list.
pub const DROPPED: &str = "intake-dropped";

/// Takes in what is dropped on a window.
pub fn on_window_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    let told = match event {
        DragDropEvent::Enter { paths, .. } => window.emit(OVER, !paths.is_empty()),
        DragDropEvent::Leave => window.emit(OVER, false),
        DragDropEvent::Drop { paths, .. } => {
            let shell = Arc::clone(&window.state::<Arc<Shell>>());
            let (window, paths) = (window.clone(), paths.clone());
            // A folder takes the disk's time to look through.
            tauri::async_runtime::spawn_blocking(move || {
                let added = shell.intake().add_paths(&paths);
                let _ = window.emit(OVER, false).and_then(|()| window.emit(DROPPED, added));
            });
            return;
        }
        _ => return,
    };
    if let Err(error) = told {
        tracing::warn!(%error, "the window was not told of files over it");
    }
}
