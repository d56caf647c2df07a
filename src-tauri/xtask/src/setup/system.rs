//! Which system this is, as far as the way to install things depends on it.

use std::fs;

/// A family of systems that install things the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Debian, Ubuntu, Mint and others with apt.
    Debian,
    /// Fedora, and Red Hat's relatives, with dnf.
    Fedora,
    /// Arch and its relatives, with pacman.
    Arch,
    /// openSUSE, with zypper.
    Suse,
    /// Another Linux.
    OtherLinux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
    /// Something else.
    Other,
}

impl System {
    /// The system this runs on.
    pub fn here() -> Self {
        match std::env::consts::OS {
            "linux" => Self::from_os_release(
                &fs::read_to_string("/etc/os-release")
                    .or_else(|_| fs::read_to_string("/usr/lib/os-release"))
                    .unwrap_or_default(),
            ),
            "macos" => Self::MacOs,
            "windows" => Self::Windows,
            _ => Self::Other,
        }
    }

    /// The Linux family an os-release file names: by `ID`, and for derived systems by `ID_LIKE`, nearest relative first
    /// (freedesktop.org, os-release).
    fn from_os_release(text: &str) -> Self {
        let value = |name: &str| {
            text.lines()
                .filter_map(|line| line.trim().split_once('='))
                .filter(|(key, _)| *key == name)
                .map(|(_, value)| value.trim_matches(['"', '\'']).to_ascii_lowercase())
                .next_back()
                .unwrap_or_default()
        };
        let names = format!("{} {}", value("ID"), value("ID_LIKE"));
        names
            .split_whitespace()
            .find_map(|name| match name {
                "debian" | "ubuntu" => Some(Self::Debian),
                "fedora" | "rhel" | "centos" => Some(Self::Fedora),
                "arch" => Some(Self::Arch),
                "suse" | "opensuse" | "opensuse-tumbleweed" | "opensuse-leap" => Some(Self::Suse),
                _ => None,
            })
            .unwrap_or(Self::OtherLinux)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_known_by_their_own_name() {
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nID=debian\n";
        assert_eq!(System::from_os_release(debian), System::Debian);
        assert_eq!(System::from_os_release("ID=fedora\nVERSION_ID=42\n"), System::Fedora);
        assert_eq!(System::from_os_release("ID='arch'"), System::Arch);
        assert_eq!(System::from_os_release("ID=\"opensuse-leap\"\nID_LIKE=\"suse opensuse\""), System::Suse);
    }

    #[test]
    fn derived_systems_are_known_by_their_relatives() {
        assert_eq!(System::from_os_release("ID=linuxmint\nID_LIKE=\"ubuntu debian\""), System::Debian);
        assert_eq!(System::from_os_release("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\""), System::Fedora);
        assert_eq!(System::from_os_release("ID=manjaro\nID_LIKE=arch"), System::Arch);
    }

    #[test]
    fn an_unknown_or_missing_name_is_another_linux() {
        assert_eq!(System::from_os_release("ID=nixos\nVARIANT_ID=debian"), System::OtherLinux);
        assert_eq!(System::from_os_release(""), System::OtherLinux);
    }
}
