//! `bayan-cli undo` and `bayan-cli redo`.

use std::fmt::Write;
use std::io;
use std::path::PathBuf;

use bayan_archive::{Archive, DoneAct, Error, OpenError};
use serde_json::{Value, json};

use crate::arguments::{InArchive, Printed};
use crate::output::{self, Format, field};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    within: InArchive,
    /// Only list the acts, the next one first
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    printed: Printed,
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Archive(#[from] Error),
    #[error("{}: there is nothing to {what}", archive.display())]
    Nothing { archive: PathBuf, what: &'static str },
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

/// As many as an archive keeps.
const ALL: u32 = u32::MAX;

pub fn undo(arguments: &Arguments) -> Result<(), Failure> {
    run(arguments, "undo", |archive| archive.undoable(ALL), Archive::undo)
}

pub fn redo(arguments: &Arguments) -> Result<(), Failure> {
    run(arguments, "do again", |archive| archive.redoable(ALL), Archive::redo)
}

fn run(
    arguments: &Arguments,
    what: &'static str,
    list: impl FnOnce(&Archive) -> Result<Vec<DoneAct>, Error>,
    exchange: impl FnOnce(&Archive) -> Result<Option<DoneAct>, Error>,
) -> Result<(), Failure> {
    let archive = Archive::open(&arguments.within.archive)?;
    let acts = if arguments.list {
        list(&archive)?
    } else {
        let act = exchange(&archive)?;
        vec![act.ok_or_else(|| Failure::Nothing { archive: arguments.within.archive.clone(), what })?]
    };
    archive.close()?;
    match arguments.printed.format {
        Format::Json => {
            let acts: Vec<Value> = acts
                .iter()
                .map(|act| json!({ "code": act.code, "params": act.params, "made": act.made.to_rfc3339() }))
                .collect();
            output::print_json(&json!({ "acts": acts }))?;
        }
        Format::Text => {
            let mut text = String::new();
            for act in acts {
                let _ = write!(text, "{}\t{}", act.made.format("%Y-%m-%dT%H:%M:%SZ"), field(&act.code));
                for (name, value) in act.params {
                    let _ = write!(text, "\t{name}={}", field(&value));
                }
                text.push('\n');
            }
            output::print(&text)?;
        }
    }
    Ok(())
}
