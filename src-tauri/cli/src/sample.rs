//! `bayan-cli sample`.

use std::io;
use std::path::PathBuf;

use bayan_import::sample::{self, SampleError};
use serde_json::json;

use crate::arguments::Printed;
use crate::output::{self, Format};

#[derive(clap::Args)]
pub struct Arguments {
    /// The archive to make; nothing may be there yet
    #[arg(long, value_name = "FILE")]
    archive: PathBuf,
    #[command(flatten)]
    printed: Printed,
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Sample(#[from] SampleError),
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut releases = 0;
    sample::build(&arguments.archive, &mut |done, _| releases = done, &|| false)?;
    match arguments.printed.format {
        Format::Text => output::print(&format!("{}: {releases} releases\n", arguments.archive.display()))?,
        Format::Json => output::print_json(
            &json!({ "archive": arguments.archive.display().to_string(), "releases": releases }),
        )?,
    }
    Ok(())
}
