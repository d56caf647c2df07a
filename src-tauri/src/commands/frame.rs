//! What the window asks of the system's own frame: its menu, its name, and printing.

use tauri::{Runtime, WebviewWindow};

use crate::failure::Failure;
use crate::menu::{self, MenuPart};

/// Puts a menu in the native menu bar, in place of the one before, laid out from right to left or from left to right.
#[tauri::command]
pub async fn show_menu<R: Runtime>(
    window: WebviewWindow<R>,
    parts: Vec<MenuPart>,
    right_to_left: bool,
) -> Result<(), Failure> {
    menu::show(&window, &parts).and_then(|()| menu::lay_out(&window, right_to_left)).map_err(Failure::Frame)
}

/// Names the window, for the desktop's lists of windows.
#[tauri::command]
pub async fn show_title<R: Runtime>(window: WebviewWindow<R>, title: String) -> Result<(), Failure> {
    window.set_title(&title).map_err(Failure::Frame)
}

/// Opens the system's dialog that prints what the window shows.
#[tauri::command]
pub async fn print_page<R: Runtime>(window: WebviewWindow<R>) -> Result<(), Failure> {
    window.print().map_err(Failure::Frame)
}
