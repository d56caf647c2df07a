//! What a machine needs before the app can be built and tested: found, installed where that can be done, and otherwise
//! named exactly.
//!
//! On Debian and its relatives system packages are installed; on every other system they are only named. Programs that
//! people choose for themselves, Rust and Node, are never installed.

pub mod browser;
pub mod interface;
mod packages;
mod system;
pub mod tools;

use crate::failure::Failure;

/// What building and running the app needs: system libraries, Rust, Node, and the interface's packages.
///
/// # Errors
/// When something is missing that can't be installed here.
pub fn for_building() -> Result<(), Failure> {
    packages::provide(&[packages::BUILDING])?;
    tools::rust()?;
    tools::node()?;
    interface::install_when_changed()
}

/// What building and every check need: also a virtual screen, the window's driver, a browser and Rust's own checkers.
///
/// # Errors
/// As [`for_building`].
pub fn for_testing() -> Result<(), Failure> {
    packages::provide(&[packages::BUILDING, packages::TESTING])?;
    tools::rust()?;
    tools::rust_component("rustfmt")?;
    tools::rust_component("clippy")?;
    tools::node()?;
    interface::install_when_changed()
}

/// What building the packages and trying them needs.
///
/// # Errors
/// As [`for_building`].
pub fn for_packaging() -> Result<(), Failure> {
    packages::provide(&[packages::BUILDING, packages::PACKAGING])?;
    tools::rust()?;
    tools::node()?;
    interface::install_when_changed()
}

/// `cargo xtask setup`: everything, without building.
///
/// # Errors
/// As [`for_testing`].
pub fn everything() -> Result<(), Failure> {
    for_testing()?;
    println!("This machine has what building and testing need.");
    Ok(())
}
