//! Trying the packages: each is installed on a clean Debian root, started, looked at and removed (`trial.sh`).

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::package;
use crate::program::{Program, find, root};
use crate::setup;

/// What is on the clean root besides Debian's smallest set: a screen and the means to look at what was installed. The
/// libraries the program needs are not here: that a `.deb` brings them is part of the trial.
const LOOKING: &str =
    "xvfb,x11-utils,desktop-file-utils,appstream,shared-mime-info,libglib2.0-bin,rpm,ca-certificates";

/// Colours on a screen that shows the program: far more than on an empty one or a window without its page.
const COLOURS: usize = 60;

/// Builds the packages and tries each. On a system without Debian's packages it says that, and does nothing.
///
/// # Errors
/// When one can't be built, installed, started or removed, or shows nothing.
pub fn packages() -> Result<(), Failure> {
    if !cfg!(target_os = "linux") || find("apt-get").is_none() {
        println!(
            "Packages are tried on Debian and its relatives only. Those of this system are built by `cargo xtask package`."
        );
        return Ok(());
    }
    setup::for_packaging()?;
    let packages = package::build(&[])?;
    let folder = root().join("target/package");
    let output = folder.join("trial");
    fs::create_dir_all(&output).map_err(Failure::file(&output))?;
    let clean = clean_root(&folder)?;
    for package in packages {
        println!("Trying {}.", package.display());
        Program::as_administrator(&["unshare", "--mount", "--propagation", "unchanged", "--pid", "--fork"])
            .args([root().join("src-tauri/packaging/linux/trial.sh")])
            .args([&clean, &package, &output])
            .run()?;
        let kind = package.extension().unwrap_or_default().to_string_lossy().into_owned();
        let screen = output.join(format!("{kind}-screen.xwd"));
        let colours = colours(&fs::read(&screen).map_err(Failure::file(&screen))?);
        println!("  {} colours on the screen", colours.unwrap_or_default());
        if colours.is_none_or(|colours| colours < COLOURS) {
            return Err(Failure::Wanted(format!(
                "The installed program shows nothing: look at {}.",
                screen.display()
            )));
        }
    }
    Ok(())
}

/// A clean Debian root below `folder`, made once: the release this machine runs, from the places it takes its own packages
/// from.
fn clean_root(folder: &Path) -> Result<PathBuf, Failure> {
    let (done, made) = (folder.join("root"), folder.join("root.part"));
    if done.join("usr/bin/rpm").exists() {
        return Ok(done);
    }
    for old in [&done, &made] {
        if old.exists() {
            Program::as_administrator(&["rm", "--recursive", "--force", "--one-file-system"])
                .args([old])
                .run()?;
        }
    }
    let release = fs::read_to_string("/etc/os-release").map_err(Failure::file("/etc/os-release"))?;
    let codename = value(&release, "VERSION_CODENAME").unwrap_or_default();
    let sources = Program::new("apt-get")
        .args(["indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages"])
        .output()?;
    let source = source(&sources, codename).ok_or_else(|| {
        Failure::Wanted(format!("apt has no source for “{codename}”, the release this machine runs."))
    })?;
    let components = if value(&release, "ID") == Some("ubuntu") { "main,universe" } else { "main" };
    Program::as_administrator(&["debootstrap", "--variant=minbase"])
        .args([format!("--include={LOOKING}"), format!("--components={components}")])
        .args([codename.as_ref(), made.as_os_str(), source.as_ref()])
        .run()?;
    Program::as_administrator(&["mv"]).args([&made, &done]).run()?;
    Ok(done)
}

/// The value of a name in a file of `NAME=value` lines.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
        .map(|value| value.trim_matches('"'))
}

/// The address apt takes a release from, out of lines of an address and a release.
fn source<'a>(lines: &'a str, codename: &str) -> Option<&'a str> {
    lines.lines().filter_map(|line| line.split_once(' ')).find(|(_, of)| *of == codename).map(|(at, _)| at)
}

/// How many colours a picture in the X window dump format (version 7) has, at four bytes a pixel; `None` when it is no such
/// picture. The header is of big-endian 32-bit words: its own size first, the number of colour entries of twelve bytes as
/// the twentieth.
fn colours(dump: &[u8]) -> Option<usize> {
    let word = |number: usize| {
        let bytes = dump.get(number * 4..number * 4 + 4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
    };
    let (size, version, bits, entries) = (word(0)?, word(1)?, word(11)?, word(19)?);
    if version != 7 || bits != 32 {
        return None;
    }
    let pixels = dump.get(size + entries * 12..)?;
    Some(pixels.chunks_exact(4).collect::<HashSet<_>>().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_with_or_without_quotes() {
        let text = "ID=debian\nVERSION_CODENAME=\"bookworm\"\nNOT_ID=x\n";
        assert_eq!(value(text, "ID"), Some("debian"));
        assert_eq!(value(text, "VERSION_CODENAME"), Some("bookworm"));
        assert_eq!(value(text, "NAME"), None);
    }

    #[test]
    fn the_source_is_that_of_the_release_itself_and_not_of_its_updates() {
        let lines = "https://a.example/debian bookworm-updates\nhttps://b.example/debian bookworm\n";
        assert_eq!(source(lines, "bookworm"), Some("https://b.example/debian"));
        assert_eq!(source(lines, "trixie"), None);
    }

    #[test]
    fn colours_are_counted_past_the_header_and_its_colour_table() {
        let mut dump: Vec<u8> = [100u32, 7].iter().flat_map(|word| word.to_be_bytes()).collect();
        dump.resize(100, 0);
        dump[44..48].copy_from_slice(&32u32.to_be_bytes());
        dump[76..80].copy_from_slice(&2u32.to_be_bytes());
        dump.extend([9; 24]);
        for pixel in [[1, 2, 3, 0], [1, 2, 3, 0], [4, 5, 6, 0]] {
            dump.extend(pixel);
        }
        assert_eq!(colours(&dump), Some(2));
        assert_eq!(colours(b"no picture"), None);
    }
}
