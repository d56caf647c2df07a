//! Who draws the window on Linux: the graphics processor where there is one, else the processor, at once. WebKitGTK would
//! imitate a graphics processor where there is none, as on many virtual machines and remote desktops, which takes several
//! times as long for a frame and a good deal of memory. Windows and macOS see to it themselves.

use std::path::Path;

use tauri::{Runtime, WebviewWindow};
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Where Linux shows the graphics processors.
const DEVICES: &str = "/dev/dri";
/// How the name of one begins that programs may draw with; `card` and a number only puts pictures on a screen.
const RENDERS: &str = "renderD";

/// Has the processor draw a window on a machine that has nothing else to do it. Where that cannot be told to the web view, the
/// window is there all the same.
pub fn choose<R: Runtime>(window: &WebviewWindow<R>) {
    if has_graphics_processor(Path::new(DEVICES)) {
        return;
    }
    let told = window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
    match told {
        Ok(()) => tracing::info!("no graphics processor: the window is drawn without one"),
        Err(error) => tracing::warn!(%error, "no graphics processor, and the window could not be told"),
    }
}

/// Whether this folder of devices holds one that programs may draw with.
fn has_graphics_processor(devices: &Path) -> bool {
    let Ok(devices) = devices.read_dir() else { return false };
    devices.flatten().any(|device| device.file_name().to_string_lossy().starts_with(RENDERS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_a_device_to_draw_with_has_no_graphics_processor() {
        let devices = tempfile::tempdir().unwrap();
        assert!(!has_graphics_processor(&devices.path().join("dri")), "there is no such folder");
        std::fs::write(devices.path().join("card0"), "").unwrap();
        assert!(!has_graphics_processor(devices.path()), "it can only be shown on");
        std::fs::write(devices.path().join("renderD128"), "").unwrap();
        assert!(has_graphics_processor(devices.path()));
    }
}
