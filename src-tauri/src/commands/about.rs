//! What the program is: its version, what it is made of with the licences of that, and where newer versions are.

use serde::Serialize;
use tauri::{AppHandle, Runtime};
use ts_rs::TS;

use crate::failure::Failure;

/// Where the releases of this copy are: set when it is built for people to install, and else unknown.
const RELEASES: Option<&str> = option_env!("BAYAN_RELEASES");

/// The folder of the licence texts, inside the interface.
const FOLDER: &str = "licences/";

/// The notices of the sample texts.
const SAMPLE_NOTICE: &str = include_str!("../../import/sample/NOTICE.md");

/// What the program is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct About {
    /// Its version.
    pub version: String,
    /// Whether this copy knows where newer versions are.
    pub releases: bool,
    /// Whether this copy can put a newer version in its own place.
    pub updater: bool,
    /// What it is made of, by name: one entry a file of licence texts.
    pub parts: Vec<String>,
    /// The notices of the sample texts, in Markdown.
    pub sample_notice: String,
}

/// What the program is.
#[tauri::command]
pub async fn about<R: Runtime>(app: AppHandle<R>) -> Result<About, Failure> {
    let mut parts: Vec<String> = app
        .asset_resolver()
        .iter()
        .filter_map(|(path, _)| Some(path.trim_start_matches('/').strip_prefix(FOLDER)?.to_owned()))
        .filter_map(|name| name.strip_suffix(".txt").map(str::to_owned))
        .filter(|name| name != "index")
        .collect();
    parts.sort();
    Ok(About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        releases: RELEASES.is_some(),
        updater: super::updates::built_in(&app),
        parts,
        sample_notice: SAMPLE_NOTICE.to_owned(),
    })
}

/// The licence texts of a part, as [`about`] names it.
///
/// # Errors
/// When there is no such part.
#[tauri::command]
pub async fn licence_text<R: Runtime>(app: AppHandle<R>, part: String) -> Result<String, Failure> {
    // The resolver knows the files of the interface and no other; a name of another folder finds nothing.
    let asset = app.asset_resolver().get(format!("/{FOLDER}{part}.txt")).ok_or(Failure::NoSuchPart)?;
    Ok(String::from_utf8_lossy(&asset.bytes).into_owned())
}

/// Opens the page of the releases in the person's browser. The program itself asks nobody anything.
///
/// # Errors
/// When this copy does not know the page, or the system has no browser.
#[tauri::command]
pub async fn open_releases() -> Result<(), Failure> {
    let page = RELEASES.ok_or(Failure::NoReleases)?;
    // Detached: what the browser does later is not waited for.
    open::that_detached(page).map_err(Failure::NotOpened)
}
