//! The browser the interface's tests run in: Chromium or a relative of it.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::program::find;

/// The variable that names another browser, and by which the tests are told of the one found.
pub const VARIABLE: &str = "BAYAN_CHROMIUM";

/// What the browser is called where it lies on the search path.
pub const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where it lies on systems that have no search path for it. Edge comes with Windows.
const PLACES: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// The browser to use: the one [`VARIABLE`] names, otherwise the first that is found.
///
/// # Errors
/// When there is none.
pub fn browser() -> Result<PathBuf, Failure> {
    std::env::var_os(VARIABLE)
        .map(PathBuf::from)
        .or_else(|| NAMES.iter().find_map(|name| find(name)))
        .or_else(|| PLACES.iter().map(PathBuf::from).find(|place| Path::is_file(place)))
        .ok_or_else(|| {
            Failure::Wanted(format!(
                "The interface's tests need Chromium or Google Chrome, and none was found. Install one, or name it in the \
                 environment variable {VARIABLE}."
            ))
        })
}
