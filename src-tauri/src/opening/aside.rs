//! Where a window goes that opens while others of the program are there: not exactly over them. Each is a program of its own, and
//! each is put where the last one stood when it was closed.

use std::sync::Arc;

use serde::Deserialize;
use tauri::{AppHandle, Manager, PhysicalPosition, Runtime, WebviewWindow};
use tauri_plugin_window_state::AppHandleExt;

use crate::shell::Shell;

/// How far a window stands from the one before it, down and to the right, in pixels of an unscaled screen.
const STEP: f64 = 30.0;

/// A window's place, as it is kept for the next start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
struct Kept {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    maximized: bool,
    fullscreen: bool,
}

/// A screen, in pixels of all screens.
#[derive(Debug, Clone, Copy)]
struct Screen {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
}

/// Moves the window aside, where others of the program are there and it has a place of its own.
pub fn step<R: Runtime>(app: &AppHandle<R>) {
    // A program that only handed over to another one's window has none.
    let Some(shell) = app.try_state::<Arc<Shell>>() else { return };
    let others = shell.other_windows();
    if others == 0 {
        return;
    }
    for window in app.webview_windows().values() {
        let Some(kept) = kept(app, window.label()) else { continue };
        let Some((screen, step)) = screen_of(window, kept) else { continue };
        let Some((x, y)) = beside(kept, screen, step, others) else { continue };
        if let Err(error) = window.set_position(PhysicalPosition::new(x, y)) {
            tracing::warn!(%error, "the window stays over the other one");
        }
    }
}

/// The place a window was just put to; `None` where none is kept, and the system has placed it.
fn kept<R: Runtime>(app: &AppHandle<R>, label: &str) -> Option<Kept> {
    let file = app.path().app_config_dir().ok()?.join(app.filename());
    let mut all: std::collections::HashMap<String, Kept> =
        serde_json::from_slice(&std::fs::read(file).ok()?).ok()?;
    all.remove(label)
}

/// The screen a place is on, and a step on it in its own pixels.
fn screen_of<R: Runtime>(window: &WebviewWindow<R>, kept: Kept) -> Option<(Screen, i32)> {
    let monitor = window.monitor_from_point(kept.x.into(), kept.y.into()).ok()??;
    let (at, size) = (monitor.position(), monitor.size());
    let screen = Screen { x: at.x, y: at.y, width: size.width, height: size.height };
    Some((screen, (STEP * monitor.scale_factor()).round() as i32))
}

/// The place for a window beside `others`: as many steps from the one that is kept, or from the corner of the screen where it
/// would reach beyond it. `None` for a window that fills the screen.
fn beside(kept: Kept, screen: Screen, step: i32, others: usize) -> Option<(i32, i32)> {
    if kept.maximized || kept.fullscreen {
        return None;
    }
    let away = step.saturating_mul(i32::try_from(others).ok()?);
    let place = |at: i32, size: u32, begin: i32, room: u32| {
        let fits = i64::from(at) + i64::from(away) + i64::from(size) <= i64::from(begin) + i64::from(room);
        if fits { at.saturating_add(away) } else { begin.saturating_add(away) }
    };
    Some((
        place(kept.x, kept.width, screen.x, screen.width),
        place(kept.y, kept.height, screen.y, screen.height),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Screen = Screen { x: 100, y: 0, width: 1600, height: 1000 };
    const KEPT: Kept = Kept { x: 240, y: 60, width: 1180, height: 770, maximized: false, fullscreen: false };

    #[test]
    fn each_window_stands_a_step_from_the_one_before() {
        assert_eq!(beside(KEPT, SCREEN, 30, 1), Some((270, 90)));
        assert_eq!(beside(KEPT, SCREEN, 30, 2), Some((300, 120)));
    }

    #[test]
    fn one_that_would_reach_beyond_the_screen_begins_at_its_corner_again() {
        let low = Kept { y: 210, ..KEPT };
        assert_eq!(beside(low, SCREEN, 30, 1), Some((270, 30)));
        let far = Kept { x: 500, y: 60, ..KEPT };
        assert_eq!(beside(far, SCREEN, 30, 1), Some((130, 90)));
    }

    #[test]
    fn one_that_fills_the_screen_stays() {
        assert_eq!(beside(Kept { maximized: true, ..KEPT }, SCREEN, 30, 1), None);
        assert_eq!(beside(Kept { fullscreen: true, ..KEPT }, SCREEN, 30, 1), None);
    }
}
