//! `bayan-cli`: the same engine for scripts. Results go to standard output, errors in words to standard error; the exit
//! status is 0, 1 (it could not be done) or 2 (wrong usage).

mod acts;
mod agreement;
mod arguments;
mod codebook;
mod compare;
mod export;
mod follow;
mod import;
mod library;
mod manual;
mod merging;
mod output;
mod positions;
mod safety;
mod sample;
mod search;
mod source;

use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::{CommandFactory, Parser, Subcommand};

#[derive(Parser)]
#[command(name = "bayan-cli", version, about = "Compare an organisation's successive statements")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compare two releases
    Compare(compare::Arguments),
    /// Tell a release's positions: topic, act, force, quote
    Positions(positions::Arguments),
    /// Tell how far two people's coding agrees: Cohen's kappa, Krippendorff's alpha
    Agreement(agreement::Arguments),
    /// Bring a codebook from one form to another: table (.csv), REFI-QDA (.qdc), text
    Codebook(codebook::Arguments),
    /// Write a document: Word, HTML, Excel and others
    Export(export::Arguments),
    /// Store documents, or what is at an address of the web, in a series of an archive
    Import(import::Arguments),
    /// Follow sources of new releases: add, list, remove, check
    Follow(follow::Arguments),
    /// List the series of an archive
    Series(library::SeriesArguments),
    /// List the releases of an archive
    Releases(library::ReleasesArguments),
    /// Search in an archive
    Search(search::Arguments),
    /// Look whether an archive is whole and every text as it was stored
    Check(safety::CheckArguments),
    /// Copy an archive, also while it is open, and check the copy
    Backup(safety::CopyArguments),
    /// Put a copy in an archive's place
    Restore(safety::RestoreArguments),
    /// Read what can be read of a damaged archive into a new one
    Salvage(safety::CopyArguments),
    /// Bring another archive, a colleague's, into an archive
    Merge(merging::MergeArguments),
    /// Write one series with all that was said of it to a new archive
    ExportSeries(merging::ExportArguments),
    /// Undo the last act of a person, or name it
    Undo(acts::Arguments),
    /// Do the act again that was undone last, or name it
    Redo(acts::Arguments),
    /// Build the sample archive
    Sample(sample::Arguments),
    /// Print the page of the manual, in roff
    #[command(hide = true)]
    Man,
}

fn main() -> ExitCode {
    // Files are read in a process of their own, which is this program started once more.
    if bayan_import::reader::worker::serve() {
        return ExitCode::SUCCESS;
    }
    let done: Result<(), Box<dyn Error>> = match Arguments::parse().command {
        Command::Compare(arguments) => compare::run(&arguments).map_err(Into::into),
        Command::Positions(arguments) => positions::run(&arguments).map_err(Into::into),
        Command::Agreement(arguments) => agreement::run(&arguments).map_err(Into::into),
        Command::Codebook(arguments) => codebook::run(&arguments).map_err(Into::into),
        Command::Export(arguments) => export::run(&arguments, SystemTime::now().into()).map_err(Into::into),
        Command::Import(arguments) => import::run(&arguments, SystemTime::now().into()).map_err(Into::into),
        Command::Follow(arguments) => follow::run(&arguments, SystemTime::now().into()).map_err(Into::into),
        Command::Series(arguments) => library::series(&arguments).map_err(Into::into),
        Command::Releases(arguments) => library::releases(&arguments).map_err(Into::into),
        Command::Search(arguments) => search::run(&arguments).map_err(Into::into),
        Command::Check(arguments) => safety::check(&arguments).map_err(Into::into),
        Command::Backup(arguments) => safety::backup(&arguments).map_err(Into::into),
        Command::Restore(arguments) => safety::restore_copy(&arguments).map_err(Into::into),
        Command::Salvage(arguments) => safety::salvage_archive(&arguments).map_err(Into::into),
        Command::Merge(arguments) => merging::merge(&arguments, SystemTime::now().into()).map_err(Into::into),
        Command::ExportSeries(arguments) => merging::export(&arguments).map_err(Into::into),
        Command::Undo(arguments) => acts::undo(&arguments).map_err(Into::into),
        Command::Redo(arguments) => acts::redo(&arguments).map_err(Into::into),
        Command::Sample(arguments) => sample::run(&arguments).map_err(Into::into),
        Command::Man => manual::print(Arguments::command()).map_err(Into::into),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&error);
            ExitCode::FAILURE
        }
    }
}
