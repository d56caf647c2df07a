//! `cargo xtask fmt`: one formatting for everybody, Rust by rustfmt and the interface by its own formatter.

use crate::failure::Failure;
use crate::program::Program;
use crate::setup;

/// Formats all sources in place.
///
/// # Errors
/// When a formatter is missing or fails.
pub fn fmt() -> Result<(), Failure> {
    setup::tools::rust_component("rustfmt")?;
    Program::cargo().args(["fmt", "--all"]).run()?;
    setup::tools::node()?;
    setup::interface::install_when_changed()?;
    Program::npm().args(["run", "format"]).run()
}
