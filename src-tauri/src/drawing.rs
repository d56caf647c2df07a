//! Who draws the window on Linux: the graphics processor where there is one, else the processor, at once. WebKitGTK and GTK
//! would imitate a graphics processor where there is none, as on many virtual machines and remote desktops. Loading what
//! imitates it holds up the start, a frame takes several times as long, and it needs a good deal of memory. Windows and macOS
//! see to it themselves.

use std::path::Path;

use webkit2gtk::glib;

/// Where Linux shows the graphics processors.
const DEVICES: &str = "/dev/dri";
/// How the name of one begins that programs may draw with; `card` and a number only puts pictures on a screen.
const RENDERS: &str = "renderD";

/// What GTK and WebKitGTK are told where there is none: GTK not to ask the screen for its graphics processor, the web view to
/// hand over its frames in memory, and to draw a page as one picture instead of in layers.
const WITHOUT: [(&str, &str); 3] = [
    ("GDK_GL", "disable"),
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
];

/// Has the processor draw on a machine that has nothing else to do it. Whoever started the program with other words for GTK or
/// the web view is heeded. For the beginning of the program, when it has one thread and GTK has not begun.
pub fn choose() {
    if has_graphics_processor(Path::new(DEVICES)) {
        return;
    }
    for (name, value) in WITHOUT {
        // It fails for a name that is none.
        let _ = glib::setenv(name, value, false);
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
