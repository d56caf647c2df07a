//! Whether a file is only this machine's.
//!
//! On a network drive the write-ahead log can't be shared between machines, and locks are not to be relied on; a folder that
//! a program copies to a cloud may be copied in the middle of a write. Neither can be mended here; it can be said.

use std::path::{Component, Path, PathBuf};

/// Where a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// On a drive of this machine, as far as can be seen.
    Local,
    /// On a drive of another machine; the file system's name.
    Network(String),
    /// In a folder that is copied to a cloud; the service's name.
    Cloud(String),
}

/// Says where `path` is, or would be. By the name of its folders for clouds; by the list of mounts on Linux and the form of
/// the path on Windows for networks. On macOS network drives are not told from others.
pub fn whereabouts(path: &Path) -> Whereabouts {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = existing(&path);
    if let Some(kind) = network(&path) {
        return Whereabouts::Network(kind);
    }
    match path.components().find_map(cloud) {
        Some(service) => Whereabouts::Cloud(service.to_owned()),
        None => Whereabouts::Local,
    }
}

/// The path with links followed, as far as it is there.
fn existing(path: &Path) -> PathBuf {
    path.ancestors()
        .find_map(|ancestor| {
            let real = ancestor.canonicalize().ok()?;
            Some(real.join(path.strip_prefix(ancestor).ok()?))
        })
        .unwrap_or_else(|| path.to_owned())
}

/// The folders that the programs of cloud services make: the name, or its beginning where an account's name follows.
const CLOUDS: [(&str, &str); 12] = [
    ("OneDrive", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("My Drive", "Google Drive"),
    ("iCloud Drive", "iCloud"),
    ("Mobile Documents", "iCloud"),
    ("Nextcloud", "Nextcloud"),
    ("ownCloud", "ownCloud"),
    ("pCloudDrive", "pCloud"),
    ("Proton Drive", "Proton Drive"),
    ("MEGA", "MEGA"),
];

fn cloud(part: Component<'_>) -> Option<&'static str> {
    let Component::Normal(name) = part else { return None };
    let name = name.to_str()?;
    CLOUDS
        .iter()
        .find(|(folder, _)| {
            name == *folder || name.strip_prefix(folder).is_some_and(|rest| rest.starts_with([' ', '-', '(']))
        })
        .map(|(_, service)| *service)
}

#[cfg(target_os = "linux")]
fn network(path: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    mounted_over_network(&mounts, path)
}

#[cfg(windows)]
fn network(path: &Path) -> Option<String> {
    let Some(Component::Prefix(prefix)) = path.components().next() else { return None };
    match prefix.kind() {
        std::path::Prefix::UNC(..) | std::path::Prefix::VerbatimUNC(..) => Some("SMB".to_owned()),
        _ => None,
    }
}

#[cfg(not(any(target_os = "linux", windows)))]
fn network(_path: &Path) -> Option<String> {
    None
}

/// The file systems of other machines, by the names that Linux gives them.
#[cfg(any(target_os = "linux", test))]
const REMOTE: [&str; 14] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ncpfs",
    "ceph",
    "glusterfs",
    "lustre",
    "fuse.sshfs",
    "fuse.davfs",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
];

/// The file system of the mount that `path` lies in, where it is another machine's. The list is that of
/// `/proc/self/mountinfo`: proc_pid_mountinfo(5).
#[cfg(any(target_os = "linux", test))]
fn mounted_over_network(mounts: &str, path: &Path) -> Option<String> {
    mounts
        .lines()
        .filter_map(|line| {
            let (mount, kind) = line.split_once(" - ")?;
            let point = mount.split(' ').nth(4)?;
            let point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
            path.starts_with(&point)
                .then(|| (point.len(), kind.split(' ').next().unwrap_or_default().to_owned()))
        })
        // Of two at one point the later one lies on top.
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
        .filter(|kind| REMOTE.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_mount_decides() {
        let mounts = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
             40 22 0:40 / /mnt/team rw - nfs4 server:/team rw\n\
             41 40 8:2 / /mnt/team/local rw - ext4 /dev/sdb1 rw\n\
             42 22 0:41 / /mnt/with\\040space rw shared:9 - cifs //server/share rw\n";
        let kind = |path: &str| mounted_over_network(mounts, Path::new(path));
        assert_eq!(kind("/mnt/team/a.bayan").as_deref(), Some("nfs4"));
        assert_eq!(kind("/mnt/with space/a.bayan").as_deref(), Some("cifs"));
        assert_eq!(kind("/mnt/team/local/a.bayan"), None);
        assert_eq!(kind("/mnt/teams/a.bayan"), None);
        assert_eq!(kind("/home/a.bayan"), None);
    }

    #[test]
    fn the_folders_of_cloud_services_are_known_by_name() {
        let folder = tempfile::tempdir().unwrap();
        for (name, service) in [
            ("OneDrive - Ministry", Some("OneDrive")),
            ("Dropbox (Personal)", Some("Dropbox")),
            ("Nextcloud", Some("Nextcloud")),
            ("OneDriver", None),
            ("Statements", None),
        ] {
            let place = whereabouts(&folder.path().join(name).join("a.bayan"));
            match service {
                Some(service) => assert_eq!(place, Whereabouts::Cloud(service.to_owned()), "{name}"),
                None => assert_eq!(place, Whereabouts::Local, "{name}"),
            }
        }
    }
}
