//! The Rust packages that are in the program, with the licence texts a copy of it has to carry.
//!
//! Licences are judged in [`licences`](crate::licences); here they are gathered. The interface's own packages are gathered
//! by its build (`ui/licences.ts`).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::Failure;
use crate::package::host;
use crate::program::Program;

/// The programs whose parts are gathered.
const PROGRAMS: [&str; 2] = ["bayan", "bayan-cli"];

/// A package that is in a program.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    /// As its manifest names it, an SPDX expression.
    licence: String,
    authors: String,
    /// Its licence texts, laid end to end; empty where the package holds none.
    text: String,
}

/// Writes the list and the texts into `file`.
///
/// # Errors
/// When cargo refuses, a licence text can't be read, or the file can't be written.
pub fn write(file: &Path) -> Result<(), Failure> {
    let answer = Program::cargo()
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &host()?])
        .output()?;
    let metadata: Value = serde_json::from_str(&answer)
        .map_err(|error| Failure::Wanted(format!("cargo metadata answered something unknown: {error}")))?;
    let mut parts = BTreeSet::new();
    for package in within(&metadata) {
        let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
        parts.insert(part(package, &texts(manifest.parent().unwrap_or(manifest))?));
    }
    fs::write(file, told(&parts)).map_err(Failure::file(file))
}

/// The registry's packages that the programs are linked from: reached by dependencies that are neither for building nor for
/// testing.
fn within(metadata: &Value) -> Vec<&Value> {
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let packages: BTreeMap<&str, &Value> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let mut reached: BTreeSet<String> = packages
        .iter()
        .filter(|(_, package)| PROGRAMS.iter().any(|program| package["name"] == *program))
        .map(|(id, _)| (*id).to_owned())
        .collect();
    let mut next: Vec<String> = reached.iter().cloned().collect();
    while let Some(id) = next.pop() {
        for dependency in nodes.get(id.as_str()).map(|node| list(&node["deps"])).unwrap_or_default() {
            let linked = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            if let (true, Some(id)) = (linked, dependency["pkg"].as_str())
                && reached.insert(id.to_owned())
            {
                next.push(id.to_owned());
            }
        }
    }
    reached
        .iter()
        .filter_map(|id| packages.get(id.as_str()).copied())
        .filter(|package| !package["source"].is_null())
        .collect()
}

fn part(package: &Value, text: &str) -> Part {
    let word = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let authors: Vec<&str> =
        package["authors"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    Part {
        name: word("name"),
        version: word("version"),
        licence: word("license"),
        authors: authors.join(", "),
        text: text.to_owned(),
    }
}

/// The licence texts in a package's folder, laid end to end.
fn texts(folder: &Path) -> Result<String, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_text = ["license", "licence", "copying", "notice", "unlicense", "copyright"]
            .iter()
            .any(|start| name.starts_with(start));
        if is_text && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    let mut text = String::new();
    for file in files {
        let bytes = fs::read(&file).map_err(Failure::file(&file))?;
        let _ = write!(text, "{}\n\n", String::from_utf8_lossy(&bytes).trim());
    }
    Ok(text.trim_end().to_owned())
}

/// The list of the parts, then each text once, under the names of the parts it belongs to.
fn told(parts: &BTreeSet<Part>) -> String {
    let mut out = String::from("Rust packages in the program\n\n");
    let mut by_text: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for Part { name, version, licence, authors, text } in parts {
        let _ = writeln!(out, "{name} {version}  {licence}");
        let heading = if text.is_empty() && !authors.is_empty() {
            format!("{name} {version} ({authors})")
        } else {
            format!("{name} {version}")
        };
        by_text.entry(text).or_default().push(heading);
    }
    for (text, names) in by_text {
        let _ = write!(out, "\n{}\n{}\n\n", "=".repeat(100), names.join("\n"));
        out.push_str(if text.is_empty() {
            "These packages hold no licence text of their own. Their licences are named in the list above; the texts of those \
             licences stand elsewhere in this file."
        } else {
            text
        });
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_linked_in_is_gathered() {
        let metadata = serde_json::json!({
            "packages": [
                { "id": "app", "name": "bayan", "source": null },
                { "id": "lib", "name": "lib", "source": "registry" },
                { "id": "deep", "name": "deep", "source": "registry" },
                { "id": "build", "name": "build", "source": "registry" },
                { "id": "test", "name": "test", "source": "registry" },
            ],
            "resolve": { "nodes": [
                { "id": "app", "deps": [
                    { "pkg": "lib", "dep_kinds": [{ "kind": null }] },
                    { "pkg": "build", "dep_kinds": [{ "kind": "build" }] },
                    { "pkg": "test", "dep_kinds": [{ "kind": "dev" }] },
                ]},
                { "id": "lib", "deps": [{ "pkg": "deep", "dep_kinds": [{ "kind": "build" }, { "kind": null }] }] },
                { "id": "deep", "deps": [{ "pkg": "lib", "dep_kinds": [{ "kind": null }] }] },
            ]},
        });
        let names: Vec<_> = within(&metadata).iter().map(|package| package["name"].as_str()).collect();
        assert_eq!(names, [Some("deep"), Some("lib")]);
    }

    #[test]
    fn a_text_that_many_share_stands_once_under_all_their_names() {
        let one = |name: &str, text: &str| Part {
            name: name.into(),
            version: "1.0.0".into(),
            licence: "MIT".into(),
            authors: "A. Nother".into(),
            text: text.into(),
        };
        let told = told(&[one("a", "Text of MIT"), one("b", "Text of MIT"), one("c", "")].into());
        assert_eq!(told.matches("Text of MIT").count(), 1);
        assert!(told.contains("\na 1.0.0\nb 1.0.0\n\nText of MIT\n"), "{told}");
        assert!(told.contains("\nc 1.0.0 (A. Nother)\n"), "{told}");
    }
}
