//! `cargo xtask bench`: runs every benchmark of the workspace in the release profile.
//!
//! Each package is built by itself, so that measuring the comparison does not build the desktop shell.

use crate::failure::Failure;
use crate::program::Program;
use crate::workspace::Workspace;

/// Runs the benchmarks; `words` go to each of them, as a filter or as options such as `--save-baseline before`.
///
/// # Errors
/// When there is none, or one fails.
pub fn bench(words: &[String]) -> Result<(), Failure> {
    let workspace = Workspace::read()?;
    if workspace.benches.is_empty() {
        return Err(Failure::Wanted(
            "The workspace has no benchmark: no package has a [[bench]] target.".into(),
        ));
    }
    let words = words.strip_prefix(&["--".to_owned()]).unwrap_or(words);
    for (package, name) in &workspace.benches {
        println!("\n── {package}: {name}");
        Program::cargo().args(["bench", "--package", package, "--bench", name, "--"]).args(words).run()?;
    }
    let results = workspace.target.join("criterion");
    println!("\nResults: {} (figures and samples as JSON, one folder a benchmark).", results.display());
    let report = results.join("report").join("index.html");
    if report.is_file() {
        println!("Report:  {}", report.display());
    }
    println!("Compare two states with `--save-baseline NAME` before and `--baseline NAME` after.");
    Ok(())
}
