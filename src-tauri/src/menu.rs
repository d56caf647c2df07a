//! The native menu bar. What stands in it, in which language, is the window's business: it tells the menu whenever its words
//! change. Here that is built with the system's own parts, and a choice is told to the window that has the focus.

use serde::Deserialize;
use tauri::menu::{
    CheckMenuItemBuilder, IsMenuItem, Menu, MenuEvent, MenuItemBuilder, PredefinedMenuItem, Submenu,
};
use tauri::{AppHandle, Emitter, Manager, Runtime, WebviewWindow};
use ts_rs::TS;

/// An entry was chosen: the event that tells the window, with the entry's id.
pub const CHOSEN: &str = "menu-chosen";

/// A menu of the bar.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct MenuPart {
    /// What stands in the bar.
    pub label: String,
    /// The menu that macOS calls after the program; other systems have none.
    pub program: bool,
    /// Its entries.
    pub entries: Vec<MenuEntry>,
}

/// An entry of a menu.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum MenuEntry {
    /// Something the window does.
    Act {
        /// By which the window knows it.
        id: String,
        /// Its words.
        label: String,
        /// Its keys, as `CmdOrCtrl+Shift+F`; `None` where it has none.
        keys: Option<String>,
        /// Whether it can be chosen now.
        enabled: bool,
        /// Whether it has a tick; `None` where it never has one.
        checked: Option<bool>,
    },
    /// Something the system does.
    System {
        /// What.
        what: SystemAct,
        /// Its words.
        label: String,
    },
    /// A line.
    Line,
}

/// What the system itself does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SystemAct {
    /// Cuts what is selected.
    Cut,
    /// Copies what is selected.
    Copy,
    /// Puts in what was cut or copied.
    Paste,
    /// Selects everything.
    SelectAll,
    /// Makes the window small; macOS and Windows.
    Minimize,
    /// Closes the window.
    CloseWindow,
    /// Ends the program.
    Quit,
    /// Hides the program; macOS.
    Hide,
    /// Hides the other programs; macOS.
    HideOthers,
    /// Shows every program; macOS.
    ShowAll,
    /// What other programs offer; macOS.
    Services,
}

impl SystemAct {
    /// Whether the system this was built for has it.
    const fn is_here(self) -> bool {
        let of_mac = matches!(self, Self::Hide | Self::HideOthers | Self::ShowAll | Self::Services);
        let elsewhere_too = cfg!(windows) || !matches!(self, Self::Minimize);
        cfg!(target_os = "macos") || (!of_mac && elsewhere_too)
    }
}

/// What the menus of Linux can show but do not do, with the id of the entry that stands for it and the name the web view has for
/// it, where that does it.
const DONE_HERE: [(SystemAct, &str, Option<&str>); 5] = [
    (SystemAct::Cut, "system-cut", Some("Cut")),
    (SystemAct::Copy, "system-copy", Some("Copy")),
    (SystemAct::Paste, "system-paste", Some("Paste")),
    (SystemAct::SelectAll, "system-select-all", Some("SelectAll")),
    (SystemAct::CloseWindow, "system-close-window", None),
];

/// The id of the entry for what is done here.
fn id_here(what: SystemAct) -> Option<&'static str> {
    let (_, id, _) = DONE_HERE.iter().find(|(own, ..)| cfg!(target_os = "linux") && *own == what)?;
    Some(id)
}

/// Puts a menu in the bar: that of the program on macOS, that of the window elsewhere.
///
/// # Errors
/// When the desktop refuses it, or keys are not understood.
pub fn show<R: Runtime>(window: &WebviewWindow<R>, parts: &[MenuPart]) -> Result<(), tauri::Error> {
    let app = window.app_handle();
    let menu = Menu::new(app)?;
    for part in parts.iter().filter(|part| !part.program || cfg!(target_os = "macos")) {
        menu.append(&submenu(app, part)?)?;
    }
    if cfg!(target_os = "macos") { app.set_menu(menu).map(drop) } else { window.set_menu(menu).map(drop) }
}

/// Lays the menu bar out in the direction of its words. GTK goes by the system's language.
///
/// # Errors
/// When the window's own thread is gone.
#[cfg(target_os = "linux")]
pub fn lay_out<R: Runtime>(window: &WebviewWindow<R>, right_to_left: bool) -> Result<(), tauri::Error> {
    use gtk::prelude::*;

    fn turn(widget: &gtk::Widget, direction: gtk::TextDirection) {
        widget.set_direction(direction);
        let below = widget.downcast_ref::<gtk::MenuItem>().and_then(GtkMenuItemExt::submenu);
        if let Some(menu) = below {
            turn(&menu, direction);
        }
        if let Some(container) = widget.downcast_ref::<gtk::Container>() {
            container.forall(|child| turn(child, direction));
        }
    }

    let direction = if right_to_left { gtk::TextDirection::Rtl } else { gtk::TextDirection::Ltr };
    let inner = window.clone();
    window.run_on_main_thread(move || {
        let Ok(parts) = inner.default_vbox() else { return };
        for bar in parts.children().iter().filter(|part| part.is::<gtk::MenuBar>()) {
            turn(bar, direction);
        }
    })
}

/// Elsewhere the system lays its menus out by their words.
#[cfg(not(target_os = "linux"))]
pub fn lay_out<R: Runtime>(_: &WebviewWindow<R>, _: bool) -> Result<(), tauri::Error> {
    Ok(())
}

fn submenu<R: Runtime>(app: &AppHandle<R>, part: &MenuPart) -> Result<Submenu<R>, tauri::Error> {
    let submenu = Submenu::new(app, &part.label, true)?;
    for entry in &part.entries {
        if let Some(item) = item(app, entry)? {
            submenu.append(item.as_ref())?;
        }
    }
    Ok(submenu)
}

fn item<R: Runtime>(
    app: &AppHandle<R>,
    entry: &MenuEntry,
) -> Result<Option<Box<dyn IsMenuItem<R>>>, tauri::Error> {
    Ok(Some(match entry {
        MenuEntry::Line => Box::new(PredefinedMenuItem::separator(app)?),
        MenuEntry::Act { id, label, keys, enabled, checked: None } => {
            let item = MenuItemBuilder::with_id(id, label).enabled(*enabled);
            let item = if let Some(keys) = keys { item.accelerator(keys) } else { item };
            Box::new(item.build(app)?)
        }
        MenuEntry::Act { id, label, keys, enabled, checked: Some(checked) } => {
            let item = CheckMenuItemBuilder::with_id(id, label).enabled(*enabled).checked(*checked);
            let item = if let Some(keys) = keys { item.accelerator(keys) } else { item };
            Box::new(item.build(app)?)
        }
        MenuEntry::System { what, .. } if !what.is_here() => return Ok(None),
        MenuEntry::System { what, label } => {
            if let Some(id) = id_here(*what) {
                return Ok(Some(Box::new(MenuItemBuilder::with_id(id, label).build(app)?)));
            }
            let label = Some(label.as_str());
            Box::new(match what {
                SystemAct::Cut => PredefinedMenuItem::cut(app, label)?,
                SystemAct::Copy => PredefinedMenuItem::copy(app, label)?,
                SystemAct::Paste => PredefinedMenuItem::paste(app, label)?,
                SystemAct::SelectAll => PredefinedMenuItem::select_all(app, label)?,
                SystemAct::Minimize => PredefinedMenuItem::minimize(app, label)?,
                SystemAct::CloseWindow => PredefinedMenuItem::close_window(app, label)?,
                SystemAct::Quit => PredefinedMenuItem::quit(app, label)?,
                SystemAct::Hide => PredefinedMenuItem::hide(app, label)?,
                SystemAct::HideOthers => PredefinedMenuItem::hide_others(app, label)?,
                SystemAct::ShowAll => PredefinedMenuItem::show_all(app, label)?,
                SystemAct::Services => PredefinedMenuItem::services(app, label)?,
            })
        }
    }))
}

/// Has the web view do something with what is selected in it.
#[cfg(target_os = "linux")]
fn edit<R: Runtime>(window: &WebviewWindow<R>, command: &'static str) -> Result<(), tauri::Error> {
    use webkit2gtk::WebViewExt as _;
    window.with_webview(move |webview| webview.inner().execute_editing_command(command))
}

/// Elsewhere the system does it.
#[cfg(not(target_os = "linux"))]
fn edit<R: Runtime>(_: &WebviewWindow<R>, _: &'static str) -> Result<(), tauri::Error> {
    Ok(())
}

/// Tells the window in front what was chosen, or does it where the system's menus do not.
pub fn on_menu_event<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    let windows = app.webview_windows();
    let front = windows.values().find(|window| window.is_focused().unwrap_or_default());
    let Some(window) = front.or_else(|| windows.values().next()) else { return };
    let chosen = event.id().as_ref();
    let done = match DONE_HERE.iter().find(|(_, id, _)| *id == chosen) {
        Some((.., Some(command))) => edit(window, command),
        Some((.., None)) => window.close(),
        None => window.emit_to(window.label(), CHOSEN, chosen),
    };
    if let Err(error) = done {
        tracing::warn!(%error, chosen, "what was chosen in the menu was not done");
    }
}
