//! The interface's npm packages and its build, each done again only when what it is made from changed.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::parts;
use crate::program::{Program, root};
use crate::stamp;

/// What lies in `ui/` and is made, not written.
const MADE: &[&str] = &[
    "node_modules",
    "dist",
    "test-results",
    "coverage",
    "src/paraglide",
    "project.inlang/cache",
    "project.inlang/README.md",
    "project.inlang/.gitignore",
    "project.inlang/.meta.json",
];

fn folder() -> PathBuf {
    root().join("ui")
}

/// Installs the packages the lock file names, when it changed since the last time or they are not there.
///
/// The stamp lies inside `node_modules`, so that it goes when the packages go.
///
/// # Errors
/// When npm fails.
pub fn install_when_changed() -> Result<(), Failure> {
    let folder = folder();
    let files = ["package.json", "package-lock.json", ".npmrc"].map(|name| folder.join(name));
    // Some packages are programs for one system and processor.
    let machine = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
    let stamp = format!("{} {machine}", stamp::of_files(&folder, files.to_vec())?);
    let file = folder.join("node_modules").join(".bayan-installed");
    if stamp::holds(&file, &stamp) {
        return Ok(());
    }
    println!("Installing the interface's packages.");
    Program::npm().args(["ci", "--no-audit", "--no-fund"]).run()?;
    stamp::store(&file, &stamp)
}

/// Builds the interface into `ui/dist`, and puts beside it the licence texts of the Rust packages it is shipped with.
///
/// # Errors
/// When the build fails.
pub fn build() -> Result<(), Failure> {
    let sources = sources()?;
    Program::npm().args(["run", "build"]).run()?;
    parts::write(&folder().join("dist/licences/rust.txt"))?;
    stamp::store(&built(), &format!("{sources} {}", result()?))
}

/// Builds the interface when its sources or what was built from them is not what it was after the last build.
///
/// # Errors
/// When the build fails.
pub fn build_when_changed() -> Result<(), Failure> {
    let stamp = format!("{} {}", sources()?, result()?);
    if folder().join("dist/index.html").is_file() && stamp::holds(&built(), &stamp) {
        return Ok(());
    }
    println!("Building the interface.");
    build()
}

/// The stamp over everything written in `ui/`, the app's configuration that names the place of the build, and the list of
/// the Rust packages.
fn sources() -> Result<String, Failure> {
    let mut files = stamp::files_below(&folder(), MADE)?;
    files.push(root().join("tauri.conf.json"));
    files.push(root().join("Cargo.lock"));
    stamp::of_files(&root(), files)
}

/// The stamp over what was built: a build that was changed or taken away is done again.
fn result() -> Result<String, Failure> {
    stamp::of_files(&folder(), stamp::files_below(&folder().join("dist"), &[])?)
}

/// Where the last build's stamp is kept.
fn built() -> PathBuf {
    folder().join("node_modules").join(".bayan-built")
}
