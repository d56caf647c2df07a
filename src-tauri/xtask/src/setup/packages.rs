//! System packages: which parts of the system building and testing need, whether they are there, and the way to get them.

use crate::failure::Failure;
use crate::program::{Program, find};

use super::browser;
use super::system::System;

/// One part of the system, by the name it has on each family of Linux.
///
/// The names for Fedora and openSUSE are what the package provides rather than what it is called (`pkgconfig(…)`, a path):
/// dnf and zypper find the package by it, in every release.
pub struct Part {
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
    suse: &'static str,
    /// How to tell that it is there without asking a package manager.
    sign: Sign,
}

enum Sign {
    /// One of these programs is on the search path.
    Program(&'static [&'static str]),
    /// pkg-config knows this library.
    Library(&'static str),
}

/// What building the app needs. WebKitGTK 4.1 brings GTK 3, libsoup 3 and JavaScriptCore with it.
pub const BUILDING: &[Part] = &[
    Part {
        debian: "build-essential",
        fedora: "gcc-c++ make",
        arch: "base-devel",
        suse: "gcc-c++ make",
        sign: Sign::Program(&["cc"]),
    },
    Part {
        debian: "pkg-config",
        fedora: "pkgconf-pkg-config",
        arch: "pkgconf",
        suse: "pkgconf-pkg-config",
        sign: Sign::Program(&["pkg-config"]),
    },
    Part {
        debian: "libwebkit2gtk-4.1-dev",
        fedora: "'pkgconfig(webkit2gtk-4.1)'",
        arch: "webkit2gtk-4.1",
        suse: "'pkgconfig(webkit2gtk-4.1)'",
        sign: Sign::Library("webkit2gtk-4.1"),
    },
    Part {
        debian: "libdbus-1-dev",
        fedora: "'pkgconfig(dbus-1)'",
        arch: "dbus",
        suse: "'pkgconfig(dbus-1)'",
        sign: Sign::Library("dbus-1"),
    },
];

/// What the tests of the interface and of the real window need besides.
pub const TESTING: &[Part] = &[
    Part {
        debian: "xvfb",
        fedora: "/usr/bin/Xvfb",
        arch: "xorg-server-xvfb",
        suse: "/usr/bin/Xvfb",
        sign: Sign::Program(&["Xvfb"]),
    },
    Part {
        debian: "openbox",
        fedora: "openbox",
        arch: "openbox",
        suse: "openbox",
        sign: Sign::Program(&["openbox"]),
    },
    Part {
        debian: "webkit2gtk-driver",
        fedora: "/usr/bin/WebKitWebDriver",
        arch: "webkit2gtk-4.1",
        suse: "/usr/bin/WebKitWebDriver",
        sign: Sign::Program(&["WebKitWebDriver"]),
    },
    // It reads the PDFs back.
    Part {
        debian: "poppler-utils",
        fedora: "/usr/bin/pdftotext",
        arch: "poppler",
        suse: "/usr/bin/pdftotext",
        sign: Sign::Program(&["pdftotext"]),
    },
    Part {
        debian: "chromium",
        fedora: "chromium",
        arch: "chromium",
        suse: "chromium",
        sign: Sign::Program(browser::NAMES),
    },
];

/// What trying the packages needs besides: the means to make a clean root.
pub const PACKAGING: &[Part] = &[Part {
    debian: "debootstrap",
    fedora: "debootstrap",
    arch: "debootstrap",
    suse: "debootstrap",
    sign: Sign::Program(&["debootstrap"]),
}];

/// Sees to it that the parts are there: on Debian and its relatives by installing the packages that are missing.
///
/// macOS and Windows need nothing from here: what Rust itself needs to link is enough, and both bring their web engine
/// (Windows 10 may need the WebView2 runtime to run the app, not to build it).
///
/// # Errors
/// When something is missing and can't be installed; the text says what to install and how.
pub fn provide(groups: &[&[Part]]) -> Result<(), Failure> {
    let system = System::here();
    if matches!(system, System::MacOs | System::Windows) {
        return Ok(());
    }
    let missing: Vec<&Part> = groups.iter().copied().flatten().filter(|part| !present(&part.sign)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let Some(command) = command(system, &missing) else {
        return Err(Failure::Wanted(unknown_system(&missing)));
    };
    if system != System::Debian {
        return Err(Failure::Wanted(format!(
            "System packages are missing. Install them, then start again:\n  {command}"
        )));
    }
    let packages: Vec<&str> = missing.iter().map(|part| part.debian).collect();
    println!("Installing missing system packages: {}", packages.join(" "));
    // A source that can't be reached does not matter when the others have everything: the installation tells.
    if let Err(failure) = apt_get(&["update"]) {
        println!("{failure}");
    }
    apt_get(&[&["install", "--yes", "--no-install-recommends"], packages.as_slice()].concat()).map_err(
        |failure| {
            Failure::Wanted(format!(
                "{failure}\nSystem packages are missing. Install them, then start again:\n  {command}"
            ))
        },
    )?;
    match missing.iter().find(|part| !present(&part.sign)) {
        None => Ok(()),
        Some(part) => Err(Failure::Wanted(format!(
            "The package {} is installed, and yet {} is not found.",
            part.debian,
            wanted(&part.sign)
        ))),
    }
}

fn present(sign: &Sign) -> bool {
    match sign {
        Sign::Program(names) => names.iter().any(|name| find(name).is_some()),
        Sign::Library(name) => Program::new("pkg-config").args(["--exists", name]).output().is_ok(),
    }
}

/// What is looked for, in words.
fn wanted(sign: &Sign) -> String {
    match sign {
        Sign::Program(names) => format!("the program {}", names.join(" or ")),
        Sign::Library(name) => format!("the library {name} with its headers"),
    }
}

/// Runs apt-get without questions, as the administrator. It waits for another apt that is at work.
fn apt_get(arguments: &[&str]) -> Result<(), Failure> {
    let apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"];
    Program::as_administrator(&apt).args(arguments).run()
}

/// The command that installs the parts on a system; none where the names are not known.
fn command(system: System, parts: &[&Part]) -> Option<String> {
    let (start, name): (&str, fn(&Part) -> &'static str) = match system {
        System::Debian => ("sudo apt-get install", |part| part.debian),
        System::Fedora => ("sudo dnf install", |part| part.fedora),
        System::Arch => ("sudo pacman -S --needed", |part| part.arch),
        System::Suse => ("sudo zypper install", |part| part.suse),
        System::OtherLinux | System::MacOs | System::Windows | System::Other => return None,
    };
    let mut names: Vec<&str> = Vec::new();
    for part in parts {
        if !names.contains(&name(part)) {
            names.push(name(part));
        }
    }
    Some(format!("{start} {}", names.join(" ")))
}

/// What is missing on a system whose package names are not known.
fn unknown_system(parts: &[&Part]) -> String {
    let list: Vec<String> = parts
        .iter()
        .map(|part| format!("  {} (on Debian in the package {})", wanted(&part.sign), part.debian))
        .collect();
    format!(
        "Parts of the system are missing. Install them by this system's own means, then start again:\n{}",
        list.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<&'static Part> {
        BUILDING.iter().chain(TESTING).collect()
    }

    #[test]
    fn each_known_linux_gets_one_command_with_everything_in_it() {
        assert_eq!(
            command(System::Debian, &all()).as_deref(),
            Some(
                "sudo apt-get install build-essential pkg-config libwebkit2gtk-4.1-dev libdbus-1-dev xvfb openbox \
                 webkit2gtk-driver poppler-utils chromium"
            )
        );
        assert_eq!(
            command(System::Fedora, &BUILDING.iter().collect::<Vec<_>>()).as_deref(),
            Some(
                "sudo dnf install gcc-c++ make pkgconf-pkg-config 'pkgconfig(webkit2gtk-4.1)' 'pkgconfig(dbus-1)'"
            )
        );
    }

    #[test]
    fn a_package_that_brings_two_parts_is_named_once() {
        let arch = command(System::Arch, &all()).expect("Arch is known");
        assert_eq!(arch.matches("webkit2gtk-4.1").count(), 1, "{arch}");
    }

    #[test]
    fn only_what_is_missing_is_named() {
        let parts = [&TESTING[0]];
        assert_eq!(command(System::Debian, &parts).as_deref(), Some("sudo apt-get install xvfb"));
    }

    #[test]
    fn an_unknown_system_is_told_what_is_looked_for() {
        let text = unknown_system(&all());
        for words in
            ["the program cc", "the library webkit2gtk-4.1", "the program WebKitWebDriver", "chromium or"]
        {
            assert!(text.contains(words), "{words} in {text}");
        }
    }

    #[test]
    fn a_program_that_is_nowhere_is_missing() {
        assert!(!present(&Sign::Program(&["no-such-program-anywhere"])));
        assert!(!present(&Sign::Library("no-such-library-anywhere")));
    }
}
