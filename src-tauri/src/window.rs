//! Opening a window so that it has the person's theme before its page has run: a dark one must not flash white. What the
//! window shows after that is the interface's.

use std::sync::Arc;
#[cfg(target_os = "linux")]
use std::time::Duration;

#[cfg(target_os = "linux")]
use tauri::WebviewWindow;
use tauri::utils::config::{Color, WindowConfig};
#[cfg(target_os = "linux")]
use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Emitter, Manager, Runtime, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

use crate::settings::Theme;
use crate::shell::Shell;
use crate::{dropping, seat};

/// The colour of the frame in each theme: `--frame` of `ui/src/style/tokens.css`.
const LIGHT: Color = Color(0xf3, 0xf1, 0xeb, 0xff);
const DARK: Color = Color(0x15, 0x16, 0x17, 0xff);

/// What of a window is kept for the next start: where it stood, how large it was, whether it filled the screen.
pub const KEPT: StateFlags =
    StateFlags::POSITION.union(StateFlags::SIZE).union(StateFlags::MAXIMIZED).union(StateFlags::FULLSCREEN);

/// Asks what the interface asks first when its page begins, so that it is answered while the interface's script is read. The
/// name is that of `ui/src/ipc/tauri.ts`.
const FIRST_QUESTION: &str = "window.askedFirst = window.__TAURI_INTERNALS__.invoke('start');";

/// How long the page has to load before its window is shown without it. It takes a third of a second.
#[cfg(target_os = "linux")]
const AT_LAST: Duration = Duration::from_secs(5);

/// Opens a window in a theme.
///
/// # Errors
/// When the desktop refuses the window.
pub fn open<R: Runtime>(app: &AppHandle<R>, config: &WindowConfig, theme: Theme) -> Result<(), tauri::Error> {
    let window = WebviewWindowBuilder::from_config(app, config)?
        .initialization_script(script(theme))
        .initialization_script(FIRST_QUESTION);
    #[cfg(target_os = "linux")]
    let window = window.visible(false).on_page_load(|window, page| {
        if page.event() == PageLoadEvent::Finished {
            show(&window);
        }
    });
    let window = window.build()?;
    #[cfg(target_os = "linux")]
    show_at_last(window.clone());
    let dark = match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::System => window.theme()? == tauri::Theme::Dark,
    };
    window.set_background_color(Some(if dark { DARK } else { LIGHT }))
}

/// Shows a window whose page is loaded. Of a window that is shown before that, WebKitGTK wants the picture from a process that may
/// just then be waiting for an answer of this one: both wait until that is given up, half a second later. At the beginning of the
/// page it is so at one start of twenty.
#[cfg(target_os = "linux")]
fn show<R: Runtime>(window: &WebviewWindow<R>) {
    let shown = window.is_visible().and_then(|shown| if shown { Ok(()) } else { window.show() });
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be shown");
    }
}

/// Shows a window whose page does not load: an empty one says more than none.
#[cfg(target_os = "linux")]
fn show_at_last<R: Runtime>(window: WebviewWindow<R>) {
    std::thread::spawn(move || {
        std::thread::sleep(AT_LAST);
        show(&window);
    });
}

/// Comes to the front whenever somebody else was asked to show the archive that is shown here, and takes the documents they
/// were given.
pub fn answer_knocks(app: AppHandle, shell: Arc<Shell>) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(seat::LOOK);
            let Some(documents) = shell.knocked() else { continue };
            come_forward(&app);
            if !documents.is_empty() {
                let added = shell.intake().add_paths(&documents);
                let _ = app.emit(dropping::DROPPED, added);
            }
        }
    });
}

/// Brings the window to the front.
pub fn come_forward<R: Runtime>(app: &AppHandle<R>) {
    for window in app.webview_windows().values() {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window did not come to the front");
        }
    }
}

/// Puts the theme on the page before anything of it is drawn. Not every web engine has the page's root by then.
fn script(theme: Theme) -> String {
    let chosen = match theme {
        Theme::System => "matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'",
        Theme::Light => "'light'",
        Theme::Dark => "'dark'",
    };
    format!(
        "(() => {{
            const show = () => {{
                const root = document.documentElement;
                if (root) root.dataset.theme = {chosen};
                return root !== null;
            }};
            if (!show()) new MutationObserver((_, watch) => show() && watch.disconnect()).observe(document, {{ childList: true }});
        }})();"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_frame_in_the_interface() {
        let tokens = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/style/tokens.css");
        let tokens = std::fs::read_to_string(tokens).unwrap();
        for (theme, Color(red, green, blue, _)) in [("light", LIGHT), ("dark", DARK)] {
            let block = tokens.split_once(&format!("[data-theme='{theme}'] {{")).unwrap().1;
            let frame = block.split_once("--frame: ").unwrap().1.split(';').next().unwrap();
            assert_eq!(frame, format!("#{red:02x}{green:02x}{blue:02x}"), "{theme}");
        }
    }
}
