//! `bayan-cli` as a script starts it, for the tests of several of its commands.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// Runs it in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bayan-cli")).args(arguments).current_dir(folder).output().unwrap()
}

/// What it printed, and that it ended well and without a complaint.
pub fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && complaint.is_empty(), "{arguments:?}: {complaint}");
    String::from_utf8(output.stdout).unwrap()
}

/// What it printed as JSON, asked for that form.
pub fn json(folder: &Path, arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&done(folder, &arguments)).unwrap()
}
