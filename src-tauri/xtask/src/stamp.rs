//! Stamps: whether a set of files is what it was when a step last succeeded.
//!
//! A stamp is a hash over names and contents, never over times: a checkout or a copy changes times without changing
//! anything. When in doubt, as when a stamp can't be read, the answer is that something changed.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The hash over some files: their names relative to `folder`, and their contents. A file that does not exist counts as
/// empty but not as equal to an empty one.
///
/// # Errors
/// When an existing file can't be read.
pub fn of_files(folder: &Path, mut files: Vec<PathBuf>) -> Result<String, Failure> {
    files.sort();
    let mut hash = DefaultHasher::new();
    for file in files {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
        hash.write_usize(name.len());
        hash.write(name.as_bytes());
        if file.exists() {
            let bytes = fs::read(&file).map_err(Failure::file(&file))?;
            hash.write_usize(bytes.len());
            hash.write(&bytes);
        } else {
            hash.write_usize(usize::MAX);
        }
    }
    Ok(format!("{:016x}", hash.finish()))
}

/// All files below `folder`, without the files and folders named in `except`, which are paths relative to it. Empty when the
/// folder does not exist.
///
/// # Errors
/// When a folder can't be listed.
pub fn files_below(folder: &Path, except: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    if folder.is_dir() {
        collect(folder, &except.iter().map(|name| folder.join(name)).collect::<Vec<_>>(), &mut files)?;
    }
    Ok(files)
}

fn collect(folder: &Path, except: &[PathBuf], files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if except.contains(&path) {
            continue;
        }
        if path.is_dir() {
            collect(&path, except, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether the stamp stored in `file` is `stamp`.
pub fn holds(file: &Path, stamp: &str) -> bool {
    fs::read_to_string(file).is_ok_and(|stored| stored.trim() == stamp)
}

/// Stores a stamp.
///
/// # Errors
/// When it can't be written.
pub fn store(file: &Path, stamp: &str) -> Result<(), Failure> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::write(file, format!("{stamp}\n")).map_err(Failure::file(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for one test, removed at its end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("bayan-xtask-{}-{name}", std::process::id()));
            fs::create_dir_all(path.join("src")).expect("a temporary folder");
            Self(path)
        }

        fn write(&self, name: &str, text: &str) -> PathBuf {
            let path = self.0.join(name);
            fs::write(&path, text).expect("a temporary file");
            path
        }

        fn stamp(&self) -> String {
            let files = files_below(&self.0, &["src/made"]).expect("a readable folder");
            of_files(&self.0, files).expect("readable files")
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_stamp_changes_with_contents_names_and_new_files_and_with_nothing_else() {
        let folder = Folder::new("changes");
        let file = folder.write("src/a.ts", "one");
        let first = folder.stamp();
        folder.write("src/a.ts", "one");
        assert_eq!(folder.stamp(), first, "writing the same again changes nothing");
        folder.write("src/a.ts", "two");
        assert_ne!(folder.stamp(), first, "other contents");
        folder.write("src/a.ts", "one");
        folder.write("src/b.ts", "");
        assert_ne!(folder.stamp(), first, "a new empty file");
        fs::remove_file(folder.0.join("src/b.ts")).expect("it was there");
        fs::rename(file, folder.0.join("src/c.ts")).expect("it was there");
        assert_ne!(folder.stamp(), first, "another name");
    }

    #[test]
    fn excepted_folders_do_not_count() {
        let folder = Folder::new("excepted");
        folder.write("src/a.ts", "one");
        let first = folder.stamp();
        fs::create_dir_all(folder.0.join("src/made")).expect("a temporary folder");
        folder.write("src/made/built.js", "built");
        assert_eq!(folder.stamp(), first);
    }

    #[test]
    fn text_moved_from_one_file_to_the_next_changes_the_stamp() {
        let folder = Folder::new("moved");
        folder.write("src/a.ts", "ab");
        folder.write("src/b.ts", "c");
        let first = folder.stamp();
        folder.write("src/a.ts", "a");
        folder.write("src/b.ts", "bc");
        assert_ne!(folder.stamp(), first);
    }

    #[test]
    fn a_missing_file_and_an_empty_one_differ() {
        let folder = Folder::new("missing");
        let file = folder.0.join("package-lock.json");
        let missing = of_files(&folder.0, vec![file.clone()]).expect("a missing file is no error");
        folder.write("package-lock.json", "");
        assert_ne!(of_files(&folder.0, vec![file]).expect("readable"), missing);
    }

    #[test]
    fn a_stored_stamp_holds_until_it_differs() {
        let folder = Folder::new("stored");
        let file = folder.0.join("deep/stamp");
        assert!(!holds(&file, "1"), "none stored yet");
        store(&file, "1").expect("it can be written");
        assert!(holds(&file, "1"));
        assert!(!holds(&file, "2"));
    }
}
