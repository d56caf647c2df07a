//! `bayan-cli`: the same engine for scripts. Results go to standard output, errors in words to standard error; the exit
//! status is 0, 1 (it could not be done) or 2 (wrong usage).

mod compare;
mod positions;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Compare(arguments) => compare::run(&arguments).map_err(|error| error.to_string()),
        Command::Positions(arguments) => positions::run(&arguments).map_err(|error| error.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "a command-line program speaks on standard error")]
            {
                eprintln!("bayan-cli: {error}");
            }
            ExitCode::FAILURE
        }
    }
}
