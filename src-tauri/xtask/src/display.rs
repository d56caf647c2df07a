//! A screen for the tests of the real window: a virtual X server that lives as long as the value that holds it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;

/// Whether a window can be opened where this runs. Only Linux has desktops and machines without one side by side.
pub fn present() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A running Xvfb. It ends with this value.
pub struct VirtualDisplay {
    server: Child,
    /// The display's name, such as `:99`: the value for `DISPLAY`.
    pub name: String,
}

impl VirtualDisplay {
    /// Starts Xvfb on the first free display, large enough for the app's usual window, and waits until it accepts clients.
    ///
    /// # Errors
    /// When Xvfb is missing or ends before it is ready.
    pub fn start() -> Result<Self, Failure> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| Failure::NotStarted { program: "Xvfb".into(), source })?;
        // Xvfb writes the display's number when it is ready to be used, and closes the pipe when it fails.
        let mut number = String::new();
        let read = server.stdout.take().map(|out| BufReader::new(out).read_line(&mut number));
        if matches!(read, Some(Ok(length)) if length > 0) {
            return Ok(Self { server, name: format!(":{}", number.trim()) });
        }
        let code = server.wait().ok().and_then(|status| status.code());
        Err(Failure::Refused { line: "Xvfb -displayfd 1".into(), code })
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to do about either failure.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
