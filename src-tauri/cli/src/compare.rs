//! `bayan-cli compare OLD NEW`.

use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Arguments {
    /// The older release: a file
    old: PathBuf,
    /// The newer release: a file
    new: PathBuf,
}

pub fn run(_arguments: &Arguments) -> Result<(), std::io::Error> {
    Ok(())
}
