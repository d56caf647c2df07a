//! The log: what went wrong, in full, for whoever is asked for help. It stays on this computer.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;

use crate::places::Places;

/// A log file larger than this, in bytes, is set aside at the next start.
const LARGEST: u64 = 1024 * 1024;

/// Starts writing the log to a file; to standard error where no file can be written. `BAYAN_LOG` sets what is written
/// (`debug`, `bayan_archive=trace`, …); without it, warnings and errors are.
pub fn start(places: &Places) {
    let filter = || EnvFilter::try_from_env("BAYAN_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let started = match open(places) {
        Ok(file) => tracing_subscriber::fmt()
            .with_env_filter(filter())
            .with_ansi(false)
            .with_writer(Mutex::new(file))
            .try_init(),
        Err(_) => tracing_subscriber::fmt().with_env_filter(filter()).with_writer(io::stderr).try_init(),
    };
    // A second start in one process (tests) keeps the first log.
    drop(started);
}

fn open(places: &Places) -> io::Result<File> {
    let folder = places.logs();
    fs::create_dir_all(folder)?;
    let file = folder.join("bayan.log");
    if fs::metadata(&file).is_ok_and(|found| found.len() > LARGEST) {
        fs::rename(&file, folder.join("bayan.previous.log"))?;
    }
    OpenOptions::new().create(true).append(true).open(file)
}
