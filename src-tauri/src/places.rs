//! Where the program keeps its files on this system.

use std::path::{Path, PathBuf};

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
    /// The system's folders for the program of this identifier, those that Tauri gives once there is an app. Archives go to the
    /// *local* data folder: on Windows the other one is copied over the network at each sign-in.
    ///
    /// # Errors
    /// When the system names no such folder.
    pub fn of(identifier: &str) -> Result<Self, tauri::Error> {
        let own = |folder: Option<PathBuf>| {
            folder.map(|folder| folder.join(identifier)).ok_or(tauri::Error::UnknownPath)
        };
        let data = own(dirs::data_local_dir())?;
        let logs = if cfg!(target_os = "macos") {
            own(dirs::home_dir().map(|home| home.join("Library/Logs")))?
        } else {
            data.join("logs")
        };
        // A system without a folder for documents has a home.
        let documents = dirs::document_dir().filter(|folder| folder.is_dir()).or_else(dirs::home_dir);
        Ok(Self {
            data,
            config: own(dirs::config_dir())?,
            logs,
            documents: documents.ok_or(tauri::Error::UnknownPath)?,
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

#[cfg(test)]
mod tests {
    use tauri::Manager;
    use tauri::test::{mock_builder, mock_context, noop_assets};

    use super::*;

    #[test]
    fn the_folders_are_those_the_app_has_when_it_runs() {
        let app = mock_builder().build(mock_context(noop_assets())).unwrap();
        let places = Places::of(&app.config().identifier).unwrap();
        let paths = app.path();
        assert_eq!(places.data, paths.app_local_data_dir().unwrap());
        assert_eq!(places.config, paths.app_config_dir().unwrap());
        assert_eq!(places.logs, paths.app_log_dir().unwrap());
    }
}
