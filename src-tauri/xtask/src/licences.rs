//! `cargo xtask licences`: what the program and its tools are made of may be passed on.
//!
//! Rust crates are checked by cargo-deny against `deny.toml`, which also forbids other sources than the registry. The
//! interface's packages are checked here, by their lock file, against the same list. The check knows licence names; it
//! does not gather the licence texts a distribution has to carry.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::Failure;
use crate::program::{Program, root};
use crate::workspace::Workspace;

/// The cargo-deny that is installed and used. Pinned, so that a new check never fails an old commit.
const CARGO_DENY: &str = "0.20.2";

/// Packages whose lock file entry names no licence, and what their own licence file says.
const NAMED_BY_THEIR_FILE: &[(&str, &str)] = &[
    ("@inlang/plugin-message-format", "MIT"),
    ("sqlite-wasm-kysely", "MIT"),
    ("svelte-toolbelt", "MIT"),
    ("svg-tags", "MIT"),
];

/// Tools that work on the interface's sources and of which nothing is in the app, under permissive licences that are not
/// on the list.
const TOOLS: &[(&str, &str)] = &[
    ("@csstools/css-syntax-patches-for-csstree", "MIT-0"),
    ("@csstools/selector-resolve-nested", "MIT-0"),
    ("@csstools/selector-specificity", "MIT-0"),
    ("@isaacs/nonrecursive-glob-match", "BlueOak-1.0.0"),
    ("argparse", "Python-2.0"),
    ("minimatch", "BlueOak-1.0.0"),
];

/// Checks both.
///
/// # Errors
/// When a licence is not allowed, or cargo-deny can't be installed.
pub fn licences() -> Result<(), Failure> {
    interface()?;
    let folder = Workspace::read()?.target.join("tools");
    let deny = folder.join("bin").join(if cfg!(windows) { "cargo-deny.exe" } else { "cargo-deny" });
    if !is_wanted_version(&deny) {
        install(&folder)?;
    }
    Program::new(deny).args(["--log-level", "warn", "check", "licenses", "bans", "sources"]).run()
}

fn is_wanted_version(deny: &Path) -> bool {
    Program::new(deny).args(["--version"]).output().is_ok_and(|text| text.trim().ends_with(CARGO_DENY))
}

/// Builds cargo-deny into `folder`, unoptimised: a minute on two cores, against several. What is left over from building
/// is removed.
fn install(folder: &Path) -> Result<(), Failure> {
    let building = folder.join("building");
    Program::cargo()
        .args([
            "install",
            "cargo-deny",
            "--version",
            &format!("={CARGO_DENY}"),
            "--locked",
            "--debug",
            "--force",
        ])
        .args(["--root".as_ref(), folder.as_os_str(), "--target-dir".as_ref(), building.as_os_str()])
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .run()?;
    fs::remove_dir_all(&building).map_err(Failure::file(&building))
}

/// Checks the interface's packages.
fn interface() -> Result<(), Failure> {
    let read = |name: &str| {
        let path = root().join(name);
        fs::read_to_string(&path).map_err(Failure::file(path))
    };
    let allowed = allowed(&read("deny.toml")?);
    let lock: Value = serde_json::from_str(&read("ui/package-lock.json")?)
        .map_err(|error| Failure::Wanted(format!("ui/package-lock.json can't be read: {error}")))?;
    let (count, refused) = judge(&lock, &allowed);
    if count == 0 {
        return Err(Failure::Wanted("ui/package-lock.json names no package.".into()));
    }
    if refused.is_empty() {
        println!("The licences of the interface's {count} packages are allowed.");
        return Ok(());
    }
    Err(Failure::Wanted(format!(
        "Packages of the interface have licences that are not on the list in deny.toml:\n  {}\n\
         Take another package; or, when the licence is permissive, name it in deny.toml or in {}.",
        refused.join("\n  "),
        file!().replace('\\', "/")
    )))
}

/// The allowed licences: the strings of the list `allow` under `[licenses]`.
fn allowed(deny: &str) -> Vec<String> {
    deny.lines()
        .skip_while(|line| line.trim() != "[licenses]")
        .skip_while(|line| line.trim() != "allow = [")
        .skip(1)
        .take_while(|line| line.trim() != "]")
        .map(|line| line.trim().trim_matches([',', '"']).to_owned())
        .collect()
}

/// How many packages a lock file names, and those whose licence is not allowed, each with its licence.
fn judge(lock: &Value, allowed: &[String]) -> (usize, Vec<String>) {
    let Some(packages) = lock["packages"].as_object() else { return (0, Vec::new()) };
    let mut count = 0;
    let mut refused = Vec::new();
    for (path, package) in packages {
        // The entry with the empty name is the interface itself.
        let Some((_, name)) = path.rsplit_once("node_modules/") else { continue };
        count += 1;
        let by_file =
            NAMED_BY_THEIR_FILE.iter().find(|(package, _)| *package == name).map(|(_, licence)| *licence);
        let licence = package["license"].as_str().or(by_file).unwrap_or("none named");
        if !is_allowed(licence, allowed) && !TOOLS.contains(&(name, licence)) {
            refused.push(format!("{name}: {licence}"));
        }
    }
    (count, refused)
}

/// Whether an SPDX expression can be met with the allowed licences: one side of an OR, both of an AND.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    expression.split(" OR ").any(|side| {
        side.split(" AND ").all(|licence| {
            let licence = licence.trim_matches(['(', ')', ' ']);
            allowed.iter().any(|allowed| allowed == licence)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_list_is_read_from_the_committed_file() {
        let deny = fs::read_to_string(root().join("deny.toml")).expect("deny.toml is committed");
        let allowed = allowed(&deny);
        for licence in ["MIT", "Apache-2.0", "OFL-1.1", "Unicode-3.0"] {
            assert!(allowed.iter().any(|allowed| allowed == licence), "{licence}");
        }
        assert!(!allowed.iter().any(|allowed| allowed.contains("GPL") || allowed.is_empty()), "{allowed:?}");
    }

    #[test]
    fn one_side_of_a_choice_is_enough_and_both_sides_of_a_sum_are_needed() {
        let allowed = list(&["MIT", "Apache-2.0"]);
        assert!(is_allowed("MIT", &allowed));
        assert!(is_allowed("(MIT OR GPL-3.0-only)", &allowed));
        assert!(is_allowed("GPL-2.0-only OR (MIT AND Apache-2.0)", &allowed));
        assert!(!is_allowed("MIT AND GPL-3.0-only", &allowed));
        assert!(!is_allowed("GPL-3.0-only", &allowed));
    }

    #[test]
    fn a_package_without_an_allowed_licence_is_named() {
        let lock = serde_json::json!({ "packages": {
            "": { "license": "MIT" },
            "node_modules/good": { "license": "MIT" },
            "node_modules/a/node_modules/bad": { "license": "GPL-3.0-only" },
            "node_modules/silent": {},
            "node_modules/svelte-toolbelt": {},
            "node_modules/argparse": { "license": "Python-2.0" },
            "node_modules/other": { "license": "Python-2.0" },
        }});
        let (count, refused) = judge(&lock, &list(&["MIT"]));
        assert_eq!(count, 6);
        assert_eq!(refused, ["bad: GPL-3.0-only", "other: Python-2.0", "silent: none named"]);
    }
}
