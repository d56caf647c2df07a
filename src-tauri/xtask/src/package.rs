//! `cargo xtask package`: the packages people install, with everything in them.
//!
//! The interface and `bayan-cli` are built first, then Tauri's bundler builds the program and packs it: on Linux a `.deb`
//! and an `.rpm`, elsewhere what the system's bundler makes. What goes into a package beside the program is named in
//! `tauri.conf.json` and `src-tauri/packaging/tauri.package.json`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::{Compression, GzBuilder};

use crate::failure::Failure;
use crate::program::{Program, root};
use crate::setup;
use crate::trial;
use crate::workspace::Workspace;

/// How large the `.deb` may be, in bytes: 25 MB.
const LARGEST: u64 = 25_000_000;

/// The configuration that is laid over `tauri.conf.json` for packing. It is apart because the bundler wants the files it
/// names to be there for every build, and those are only made here.
const CONFIG: &str = "src-tauri/packaging/tauri.package.json";

/// The parts of the workspace that are packed.
const PACKAGES: [&str; 4] = ["--package", "bayan", "--package", "bayan-cli"];

/// Builds the packages. Words: `--bundles deb,rpm` chooses them, as for Tauri's bundler; `--trial` alone builds all of them and
/// tries each on a clean root.
///
/// # Errors
/// When something is missing that can't be installed, a part can't be built, or the package is too large.
pub fn package(words: &[String]) -> Result<(), Failure> {
    if words == ["--trial"] {
        return trial::packages();
    }
    setup::for_packaging()?;
    build(words).map(drop)
}

/// Builds the packages, says how large they are and gives their files.
///
/// # Errors
/// As [`package`].
pub fn build(words: &[String]) -> Result<Vec<PathBuf>, Failure> {
    let target = Workspace::read()?.target;
    setup::interface::build()?;
    // Both packages are named each time, so that what they share is built once, with what both want of it.
    Program::cargo().args(["build", "--locked", "--release", "--bin", "bayan-cli"]).args(PACKAGES).run()?;
    stage(&target)?;
    let bundles = target.join("release/bundle");
    // What an earlier version left would be taken for what was built now.
    if bundles.exists() {
        fs::remove_dir_all(&bundles).map_err(Failure::file(&bundles))?;
    }
    let chosen: Vec<&str> = if words.is_empty() {
        if cfg!(target_os = "linux") { vec!["--bundles", "deb,rpm"] } else { Vec::new() }
    } else {
        words.iter().map(String::as_str).collect()
    };
    Program::new("node")
        .args([root().join("ui/node_modules/@tauri-apps/cli/tauri.js")])
        .args(["build", "--ci", "--config", CONFIG])
        .args(chosen)
        .args(["--", "--locked"])
        .args(PACKAGES)
        .run()?;
    let packages = found(&bundles)?;
    for package in &packages {
        let deb = package.extension().is_some_and(|ending| ending == "deb");
        if deb {
            tighten(package)?;
        }
        let size = fs::metadata(package).map_err(Failure::file(package))?.len();
        println!("{} ({:.1} MB)", package.display(), size as f64 / 1e6);
        if deb && size > LARGEST {
            return Err(Failure::Wanted(format!("The package is larger than {} MB.", LARGEST / 1_000_000)));
        }
    }
    Ok(packages)
}

/// Packs a `.deb` again by xz, as Debian packs its own. The bundler knows gzip alone, which makes it half as large again.
fn tighten(package: &Path) -> Result<(), Failure> {
    let unpacked = package.with_extension("unpacked");
    Program::new("dpkg-deb").args(["--raw-extract".as_ref(), package, unpacked.as_path()]).run()?;
    Program::new("dpkg-deb")
        .args(["--root-owner-group", "-Zxz", "-z9", "--build"])
        .args([&unpacked, package])
        .run()?;
    fs::remove_dir_all(&unpacked).map_err(Failure::file(&unpacked))
}

/// Puts what is packed beside the program where the configuration looks for it: the command line under the name the bundler
/// wants for this processor and system, and its page of the manual.
fn stage(target: &Path) -> Result<(), Failure> {
    // The configuration names this folder relative to the root, wherever the target folder is.
    let folder = root().join("target/package");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let ending = std::env::consts::EXE_SUFFIX;
    let built = target.join(format!("release/bayan-cli{ending}"));
    let staged = folder.join(format!("bayan-cli-{}{ending}", host()?));
    fs::copy(&built, &staged).map_err(Failure::file(&built))?;
    let page = Program::new(&built).args(["man"]).output()?;
    let file = folder.join("bayan-cli.1.gz");
    // No name and no time in it: the same page gives the same bytes.
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::best());
    packed.write_all(page.as_bytes()).map_err(Failure::file(&file))?;
    let packed = packed.finish().map_err(Failure::file(&file))?;
    fs::write(&file, packed).map_err(Failure::file(&file))
}

/// The compiler's name of this processor and system, such as `x86_64-unknown-linux-gnu`.
///
/// # Errors
/// When there is no compiler.
pub fn host() -> Result<String, Failure> {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = Program::new(compiler).args(["--version", "--verbose"]).output()?;
    told.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| Failure::Wanted("The compiler does not say which system it builds for.".into()))
}

/// The packages below the bundler's folder.
fn found(bundles: &Path) -> Result<Vec<PathBuf>, Failure> {
    const ENDINGS: [&str; 7] = ["deb", "rpm", "AppImage", "dmg", "exe", "msi", "gz"];
    let mut packages = Vec::new();
    for kind in fs::read_dir(bundles).map_err(Failure::file(bundles))? {
        let kind = kind.map_err(Failure::file(bundles))?.path();
        if !kind.is_dir() {
            continue;
        }
        for file in fs::read_dir(&kind).map_err(Failure::file(&kind))? {
            let file = file.map_err(Failure::file(&kind))?.path();
            let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if file.is_file() && ENDINGS.contains(&ending) {
                packages.push(file);
            }
        }
    }
    packages.sort();
    if packages.is_empty() {
        return Err(Failure::Wanted(format!("No package was found in {}.", bundles.display())));
    }
    Ok(packages)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// What is named for packing in both configurations, for Linux: where it lies in the package, and from which file.
    fn named(config: &Value, kind: &str) -> Vec<(String, String)> {
        let files = config["bundle"]["linux"][kind]["files"].as_object();
        files
            .into_iter()
            .flatten()
            .filter_map(|(to, from)| Some((to.clone(), from.as_str()?.to_owned())))
            .collect()
    }

    fn config(path: &str) -> Value {
        let text = fs::read_to_string(root().join(path)).expect("it is committed");
        serde_json::from_str(&text).expect("it is JSON")
    }

    #[test]
    fn both_linux_packages_hold_the_same_and_every_written_file_is_there() {
        for path in ["tauri.conf.json", CONFIG] {
            let config = config(path);
            assert_eq!(named(&config, "deb"), named(&config, "rpm"), "{path}");
            for (_, from) in named(&config, "deb") {
                let made = from.starts_with("target/") || from.starts_with("ui/dist");
                assert!(made || root().join(&from).exists(), "{path} names {from}");
            }
        }
    }

    #[test]
    fn the_type_of_an_archive_has_one_name_everywhere() {
        let config = config(CONFIG);
        let name = config["bundle"]["fileAssociations"][0]["mimeType"].as_str().expect("a type").to_owned();
        for file in ["org.bayan.app.mime.xml", "org.bayan.app.metainfo.xml"] {
            let path = root().join("src-tauri/packaging/linux").join(file);
            assert!(fs::read_to_string(path).expect("it is committed").contains(&name), "{file}");
        }
        let icon = format!("mimetypes/{}.svg", name.replace('/', "-"));
        assert!(named(&config, "deb").iter().any(|(to, _)| to.ends_with(&icon)), "{icon}");
    }

    #[test]
    fn a_document_of_every_form_can_be_opened_with_the_program() {
        let path = root().join("src-tauri/packaging/linux/bayan.desktop.hbs");
        let text = fs::read_to_string(path).expect("it is committed");
        let listed =
            text.lines().find_map(|line| line.strip_prefix("MimeType={{mime_type}};")).expect("its types");
        let listed: Vec<&str> = listed.split_terminator(';').collect();
        for kind in
            ["text/plain", "text/markdown", "text/html", "application/pdf", "message/rfc822", "text/csv"]
                .into_iter()
                .chain(["application/json", "application/rss+xml", "application/atom+xml"])
                .chain(["application/vnd.oasis.opendocument.text"])
                .chain(["application/vnd.openxmlformats-officedocument.wordprocessingml.document"])
        {
            assert!(listed.contains(&kind), "{kind}");
        }
        assert!(text.contains("Exec={{exec}} %F"), "it is given the files");
    }

    /// The endings of documents that other systems than Linux offer the program for.
    const DOCUMENTS: [&str; 9] = ["txt", "md", "html", "docx", "odt", "pdf", "eml", "csv", "json"];

    #[test]
    fn on_windows_documents_are_offered_to_the_program_which_never_takes_them_over() {
        let named = config(CONFIG)["bundle"]["windows"]["nsis"]["installerHooks"].as_str().map(str::to_owned);
        let hooks = fs::read_to_string(root().join(named.expect("a file"))).expect("it is committed");
        for ending in DOCUMENTS {
            assert!(hooks.contains(&format!("!insertmacro ${{WHAT}} \"{ending}\"")), "{ending}");
        }
        // A default value of an ending's own key would make the program open it by a double click.
        let commands = hooks.lines().map(str::trim).filter(|line| !line.starts_with(';'));
        let writes: Vec<&str> =
            commands.filter(|line| line.contains("\\.${ENDING}") && line.starts_with("WriteReg")).collect();
        assert_eq!(
            writes,
            [r#"WriteRegNone SHCTX "Software\Classes\.${ENDING}\OpenWithProgids" "${BAYAN_DOCUMENT}""#]
        );
        // The variants of the installer say nothing of it, so that the bundler lays theirs over this.
        for variant in ["user", "machine", "offline"] {
            let variant = config(&format!("src-tauri/packaging/windows/windows-{variant}.json"));
            assert_eq!(variant["bundle"]["windows"]["nsis"]["installerHooks"], Value::Null);
        }
    }

    #[test]
    fn on_macos_archives_are_the_programs_own_and_documents_are_offered_to_it() {
        let named = config(CONFIG)["bundle"]["macOS"]["infoPlist"].as_str().map(str::to_owned);
        let plist = fs::read_to_string(root().join(named.expect("a file"))).expect("it is committed");
        let ranks: Vec<&str> = plist
            .split("<key>LSHandlerRank</key>")
            .skip(1)
            .filter_map(|rest| rest.split("<string>").nth(1)?.split('<').next())
            .collect();
        assert_eq!(ranks, ["Owner", "Alternate"]);
        let kinds = [
            "public.plain-text",
            "net.daringfireball.markdown",
            "public.html",
            "com.adobe.pdf",
            "com.apple.mail.email",
            "org.openxmlformats.wordprocessingml.document",
            "org.oasis-open.opendocument.text",
            "public.json",
            "public.comma-separated-values-text",
            "org.bayan.archive",
        ];
        for kind in kinds {
            assert!(plist.contains(&format!("<string>{kind}</string>")), "{kind}");
        }
    }

    #[test]
    fn the_metadata_tells_of_this_version() {
        let path = root().join("src-tauri/packaging/linux/org.bayan.app.metainfo.xml");
        let text = fs::read_to_string(path).expect("it is committed");
        let version = format!("<release version=\"{}\"", env!("CARGO_PKG_VERSION"));
        assert!(text.contains(&version), "{version}");
    }
}
