//! The window that Bayan's is set against: as large, of the same toolkit, with a page that has nothing on it.

/// By which this program is told to be that window.
pub const WORD: &str = "--empty-window";

/// Opens it and serves it until it is closed.
pub fn open() {
    tauri::Builder::default()
        .run(tauri::generate_context!("src-tauri/benches/window/tauri.conf.json"))
        .expect("an empty window");
}
