//! Where the program keeps its files on this system.

use std::path::{Path, PathBuf};

use tauri::Runtime;
use tauri::path::PathResolver;

use crate::failure::Failure;

/// The folders of the program, none of which need exist yet.
#[derive(Debug, Clone)]
pub struct Places {
    data: PathBuf,
    config: PathBuf,
    logs: PathBuf,
    documents: PathBuf,
}

impl Places {
    /// The system's folders for this program. Archives go to the *local* data folder: on Windows the other one is copied
    /// over the network at each sign-in.
    ///
    /// # Errors
    /// When the system names no such folder.
    pub fn of<R: Runtime>(paths: &PathResolver<R>) -> Result<Self, tauri::Error> {
        Ok(Self {
            data: paths.app_local_data_dir()?,
            config: paths.app_config_dir()?,
            logs: paths.app_log_dir()?,
            // A system without a folder for documents has a home.
            documents: match paths.document_dir().ok().filter(|folder| folder.is_dir()) {
                Some(folder) => folder,
                None => paths.home_dir()?,
            },
        })
    }

    /// All folders under one, for tests.
    #[cfg(test)]
    pub fn under(folder: &Path) -> Self {
        Self {
            data: folder.join("data"),
            config: folder.join("config"),
            logs: folder.join("logs"),
            documents: folder.to_path_buf(),
        }
    }

    /// The archive a first start creates.
    pub fn default_archive(&self) -> PathBuf {
        self.data.join("archive.bayan")
    }

    /// Makes the folder of the archives, where it is not there yet.
    ///
    /// # Errors
    /// When the system does not let it be made.
    pub fn make_data_folder(&self) -> Result<(), Failure> {
        std::fs::create_dir_all(&self.data)
            .map_err(|error| Failure::FolderNotMade { path: self.data.clone(), error })
    }

    /// The sample archive.
    pub fn sample_archive(&self) -> PathBuf {
        self.data.join("sample.bayan")
    }

    /// The folder of the daily copies of archives.
    pub fn backups(&self) -> PathBuf {
        self.data.join("backups")
    }

    /// The folder that says which archives have a window.
    pub fn seats(&self) -> PathBuf {
        self.data.join("windows")
    }

    /// The list of what was brought in and is not stored.
    pub fn brought_in(&self) -> PathBuf {
        self.data.join("brought-in.sqlite")
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// Where a person's documents are.
    pub fn documents(&self) -> &Path {
        &self.documents
    }

    /// The folder of the log.
    pub fn logs(&self) -> &Path {
        &self.logs
    }
}
