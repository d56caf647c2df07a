//! Rust and Node: whether they are there and new enough.

use std::fmt;

use crate::failure::Failure;
use crate::program::{Program, find};

/// The oldest Node the interface's tools run on; `ui/package.json` says the same.
const NODE: Version = Version { major: 20, minor: 19, patch: 0 };

/// A program's version. Ordered as versions are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    /// The first version in a text such as `v20.20.2`, `rustc 1.95.0 (…)` or `1.95`. What is left out counts as zero.
    fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(|word| {
            let mut numbers = word.trim_start_matches('v').split(['.', '-', '+']);
            let major = numbers.next()?.parse().ok()?;
            let mut next = || numbers.next().and_then(|number| number.parse().ok());
            let minor = next();
            word.contains('.').then_some(Self { major, minor: minor?, patch: next().unwrap_or(0) })
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// Checks the Rust compiler against the workspace's `rust-version`.
///
/// # Errors
/// When it is missing or too old.
pub fn rust() -> Result<(), Failure> {
    let needed = env!("CARGO_PKG_RUST_VERSION");
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let found = Program::new(compiler).args(["--version"]).output().ok();
    match (found.as_deref().and_then(Version::find), Version::find(needed)) {
        (Some(found), Some(needed)) if found >= needed => Ok(()),
        (Some(found), _) => Err(Failure::Wanted(format!(
            "Rust {needed} or newer is needed, and this is {found}. Update it with `rustup update stable`, or install it \
             from https://rustup.rs."
        ))),
        (None, _) => Err(Failure::Wanted(format!(
            "Rust {needed} or newer is needed, and `rustc` was not found. Install it from https://rustup.rs."
        ))),
    }
}

/// Sees to it that a part of the Rust toolchain is there: `rustfmt` or `clippy`. rustup adds it when it can.
///
/// # Errors
/// When it is missing and rustup is not there or can't add it.
pub fn rust_component(component: &str) -> Result<(), Failure> {
    let command = if component == "rustfmt" { "fmt" } else { component };
    if Program::cargo().args([command, "--version"]).output().is_ok() {
        return Ok(());
    }
    if find("rustup").is_some() {
        return Program::new("rustup").args(["component", "add", component]).run();
    }
    Err(Failure::Wanted(format!(
        "`cargo {command}` is missing. Install {component} for this Rust toolchain."
    )))
}

/// Checks Node and npm.
///
/// # Errors
/// When one is missing, or Node is too old.
pub fn node() -> Result<(), Failure> {
    let found = Program::new("node").args(["--version"]).output().ok();
    let advice = "Install the current long-term release from https://nodejs.org or with a version manager such as nvm or \
                  fnm; Debian 12's own package is too old.";
    match found.as_deref().and_then(Version::find) {
        Some(found) if found >= NODE => {}
        Some(found) => {
            return Err(Failure::Wanted(format!(
                "Node {NODE} or newer is needed, and this is {found}. {advice}"
            )));
        }
        None => {
            return Err(Failure::Wanted(format!(
                "Node {NODE} or newer is needed, and `node` was not found. {advice}"
            )));
        }
    }
    if Program::npm().args(["--version"]).output().is_err() {
        return Err(Failure::Wanted(
            "npm was not found. It comes with Node from https://nodejs.org; some distributions package it as `npm`.".into(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::root;

    fn version(major: u32, minor: u32, patch: u32) -> Option<Version> {
        Some(Version { major, minor, patch })
    }

    #[test]
    fn versions_are_read_from_what_programs_print() {
        assert_eq!(Version::find("v20.20.2\n"), version(20, 20, 2));
        assert_eq!(Version::find("rustc 1.95.0 (f2d3ce0bd 2026-03-21)"), version(1, 95, 0));
        assert_eq!(Version::find("rustc 1.97.0-nightly (abc 2026-05-01)"), version(1, 97, 0));
        assert_eq!(Version::find("1.95"), version(1, 95, 0));
    }

    #[test]
    fn a_text_without_a_version_has_none() {
        assert_eq!(Version::find("node: command not found"), None);
        assert_eq!(Version::find("release 20"), None);
        assert_eq!(Version::find(""), None);
    }

    #[test]
    fn versions_are_ordered_by_number_and_not_by_letter() {
        assert!(version(20, 9, 0) < Some(NODE));
        assert!(version(20, 18, 3) < Some(NODE));
        assert!(version(20, 19, 0) >= Some(NODE));
        assert!(version(22, 0, 0) > Some(NODE));
        assert!(version(9, 99, 99) < Some(NODE));
    }

    #[test]
    fn the_interface_asks_for_the_same_node() {
        let package =
            std::fs::read_to_string(root().join("ui/package.json")).expect("the interface's package");
        let package: serde_json::Value = serde_json::from_str(&package).expect("JSON");
        let engine = package["engines"]["node"].as_str().expect("a Node version");
        assert_eq!(Version::find(engine.trim_start_matches(">=")), Some(NODE));
    }
}
