//! `cargo xtask gen`: writes the TypeScript types of the boundary from the Rust types.
//!
//! The types and how they are written are the app package's: its test `typescript` holds the committed file against the
//! Rust types, and writes it instead when `BAYAN_GEN` is set. No formatter runs over the file.

use crate::failure::Failure;
use crate::program::Program;
use crate::setup;

/// Writes the types.
///
/// The whole workspace is named although one package would do, because its parts are then built with the features that
/// `cargo xtask test` uses and nothing is built twice.
///
/// # Errors
/// When the app can't be built or the file can't be written.
pub fn generate() -> Result<(), Failure> {
    setup::for_building()?;
    let mut written = 0;
    Program::cargo()
        .args(["test", "--workspace", "--lib", "--", "typescript"])
        .env("BAYAN_GEN", "1")
        .run_reading(|line| written += usize::from(is_a_passed_test(line)))?;
    if written == 0 {
        return Err(Failure::Wanted("No test named `typescript` ran, so the types were not written.".into()));
    }
    println!("The TypeScript types are written.");
    Ok(())
}

/// Whether a line of the test harness reports one test that passed.
fn is_a_passed_test(line: &str) -> bool {
    line.starts_with("test ") && line.ends_with(" ... ok")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_tests_is_told_from_one_with_a_test() {
        assert!(is_a_passed_test("test typescript::tests::the_types_are_current ... ok"));
        assert!(!is_a_passed_test("test result: ok. 0 passed; 0 failed; 0 ignored"));
        assert!(!is_a_passed_test("running 0 tests"));
        assert!(!is_a_passed_test("test typescript::tests::the_types_are_current ... FAILED"));
    }
}
