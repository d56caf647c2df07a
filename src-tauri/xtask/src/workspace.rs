//! What cargo says of this workspace: its target folder and its benchmarks.

use std::path::PathBuf;

use serde_json::Value;

use crate::failure::Failure;
use crate::program::Program;

/// The workspace as `cargo metadata` describes it.
#[derive(Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Where cargo builds.
    pub target: PathBuf,
    /// The benchmarks: package and target name, in cargo's order.
    pub benches: Vec<(String, String)>,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// When cargo refuses a manifest.
    pub fn read() -> Result<Self, Failure> {
        let text = Program::cargo().args(["metadata", "--format-version", "1", "--no-deps"]).output()?;
        Self::from_metadata(&text)
            .ok_or_else(|| Failure::Wanted("cargo metadata answered something unknown.".into()))
    }

    fn from_metadata(text: &str) -> Option<Self> {
        let metadata: Value = serde_json::from_str(text).ok()?;
        let mut benches = Vec::new();
        for package in metadata["packages"].as_array()? {
            for target in package["targets"].as_array()? {
                if target["kind"].as_array()?.iter().any(|kind| kind == "bench") {
                    benches.push((package["name"].as_str()?.to_owned(), target["name"].as_str()?.to_owned()));
                }
            }
        }
        Some(Self { target: metadata["target_directory"].as_str()?.into(), benches })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn benchmarks_are_found_in_what_cargo_says() {
        let text = r#"{"target_directory":"/t","packages":[{"name":"bayan-core","targets":[
            {"name":"bayan_core","kind":["lib"]},{"name":"compare","kind":["bench"]}]}]}"#;
        let expected =
            Workspace { target: "/t".into(), benches: vec![("bayan-core".into(), "compare".into())] };
        assert_eq!(Workspace::from_metadata(text), Some(expected));
    }

    #[test]
    fn an_answer_that_is_not_metadata_is_refused() {
        assert_eq!(Workspace::from_metadata("error"), None);
        assert_eq!(Workspace::from_metadata("{}"), None);
    }
}
