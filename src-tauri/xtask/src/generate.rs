//! `cargo xtask gen`: writes the TypeScript types of the boundary from the Rust types, and tells whether the committed ones
//! are current.
//!
//! The types themselves and how they are written are the app package's: its test `typescript` writes the file when
//! `BAYAN_GEN` is set. The file is left as it was written; no formatter runs over it.

use std::fs;

use crate::failure::Failure;
use crate::program::{Program, root};
use crate::setup;

const FILE: &str = "ui/src/ipc/types.ts";

/// Writes the types.
///
/// # Errors
/// When the app can't be built or the file can't be written.
pub fn generate() -> Result<(), Failure> {
    setup::for_building()?;
    write()?;
    println!("{FILE} is written.");
    Ok(())
}

/// Whether the committed types are what the Rust types give. The file is put back as it was when they are not.
///
/// # Errors
/// When they differ, or as [`generate`].
pub fn check() -> Result<(), Failure> {
    let path = root().join(FILE);
    let before = fs::read(&path).map_err(Failure::file(&path))?;
    let written = write();
    let after = fs::read(&path).map_err(Failure::file(&path))?;
    if before != after {
        fs::write(&path, &before).map_err(Failure::file(&path))?;
    }
    written?;
    if same_lines(&before, &after) {
        println!("{FILE} is current.");
        Ok(())
    } else {
        Err(Failure::Wanted(format!(
            "{FILE} is not what the Rust types give. Run `cargo xtask gen` and commit the file."
        )))
    }
}

/// Whether two texts are the same but for the line ends a checkout on Windows may have.
fn same_lines(one: &[u8], other: &[u8]) -> bool {
    let without = |text: &[u8]| text.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<u8>>();
    without(one) == without(other)
}

/// Runs the test that writes the file. The whole workspace is named although one package would do, because its parts are
/// then built with the features the other steps use and nothing is built twice.
fn write() -> Result<(), Failure> {
    let mut ran = 0;
    Program::cargo()
        .args(["test", "--workspace", "--lib", "--", "typescript"])
        .env("BAYAN_GEN", "1")
        .run_reading(|line| ran += usize::from(line.starts_with("test ") && line.ends_with("... ok")))?;
    if ran == 0 {
        return Err(Failure::Wanted(
            "No test named `typescript` ran in the app package, so the types were not written.".into(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_alone_do_not_make_the_types_stale() {
        assert!(same_lines(b"export type A = 1;\r\n", b"export type A = 1;\n"));
        assert!(!same_lines(b"export type A = 1;\n", b"export type A = 2;\n"));
    }
}
