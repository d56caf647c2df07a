//! The program's entry. Everything is in the library.

// A release build on Windows must not open a console beside its window.
#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // Files are read in a process of their own, which is this program started once more: it opens no window.
    if bayan::read_worker() {
        return ExitCode::SUCCESS;
    }
    match bayan::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
            {
                eprintln!("Bayan could not open its window: {error}");
            }
            ExitCode::FAILURE
        }
    }
}
