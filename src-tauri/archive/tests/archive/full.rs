//! The disk is full: a small file system in memory, which Linux lets a program mount that has a name space of its own.
//! Elsewhere, and where that is forbidden, `a_full_disk_is_told_as_such_and_costs_the_batch_only` stands for it.

use std::env;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use bayan_archive::search::{Query, Search, Total};
use bayan_archive::{Archive, Error, Fault, FileError, MergeError, OpenError};

use crate::kept::unwatched;
use crate::stored::{add_series, release};

const FOLDER: &str = "BAYAN_TEST_FULL_DISK";
const MOUNTED: &str = "the small disk is mounted";

#[test]
fn a_full_disk_is_told_at_import_copy_and_hand_over_and_costs_nothing_that_was_stored() {
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "mount -t tmpfs -o size=5m tmpfs \"${FOLDER}\" && echo '{MOUNTED}' && exec \"$0\" --exact full::on_a_small_disk --ignored --nocapture"
    );
    let done = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
        .arg(env::current_exe().unwrap())
        .env(FOLDER, folder.path())
        .output();
    let (well, said) = match &done {
        Ok(done) => (
            done.status.success(),
            format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr)),
        ),
        Err(error) => (false, error.to_string()),
    };
    if !said.contains(MOUNTED) {
        let why = format!("not looked at here, since no small disk can be mounted: {said}\n");
        let _ = std::io::stderr().write_all(why.as_bytes());
        return;
    }
    assert!(well && said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "the process on the small disk"]
fn on_a_small_disk() {
    let folder = PathBuf::from(env::var_os(FOLDER).unwrap());
    let filler = folder.join("filler");
    fs::write(&filler, vec![1; 1 << 20]).unwrap();
    let path = folder.join("a.bayan");
    let archive = Archive::create(&path).unwrap();
    let series = add_series(&archive);
    let text = "وأكد المجلس ضرورة وقف إطلاق النار. ".repeat(500);
    let mut stored = 0;
    let failure = loop {
        match archive.store_release(&release(series, "2025", &[&text])) {
            Ok(_) => stored += 1,
            Err(error) => break error,
        }
    };
    assert!(
        matches!(&failure, Error::File(FileError { path: named, fault: Fault::Full { .. } }) if *named == path),
        "{failure}"
    );
    // With that much room it is stored, as is seen below: more than the text alone, and no more than the filler holds.
    let Some(Fault::Full { needed: Some(needed) }) = failure.fault() else { panic!("{failure}") };
    assert!((text.len() as u64..2 << 20).contains(needed), "{needed}");
    assert!(stored > 3);
    // Reading goes on, and nothing of the last one is there.
    assert_eq!(archive.release_count().unwrap(), stored);
    let search = Search::new(Query::parse("مجلس").unwrap());
    assert_eq!(archive.search(&search).unwrap().total, Total::Exactly(u64::from(stored)));
    // So are copying and handing over: no part of a file is left.
    let copied = unwatched(|watch| archive.backup_to(&folder.join("copy.bayan"), watch));
    let length = fs::metadata(&path).unwrap().len();
    assert!(
        matches!(copied.unwrap_err().fault(), Some(Fault::Full { needed: Some(bytes) }) if *bytes >= length)
    );
    let handed = unwatched(|watch| archive.export_series(series, &folder.join("series.bayan"), watch));
    assert!(
        matches!(
            &handed,
            Err(MergeError::Open(OpenError::File(error)) | MergeError::Archive(Error::File(error)))
                if matches!(error.fault, Fault::Full { needed: Some(_) })
        ),
        "{handed:?}"
    );
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names.retain(|name| !name.starts_with("a.bayan-"));
    assert_eq!(names, ["a.bayan", "filler"]);
    // Bringing the log into the file needs room as well; whether it succeeds or not, all is there afterwards.
    let _ = archive.close();
    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.release_count().unwrap(), stored);
    assert_eq!(archive.search(&search).unwrap().total, Total::Exactly(u64::from(stored)));
    archive.close().unwrap();
    fs::remove_file(&filler).unwrap();
    let archive = Archive::open(&path).unwrap();
    archive.store_release(&release(series, "2026", &[&text])).unwrap();
    let report = unwatched(|watch| archive.check(watch)).unwrap().unwrap();
    assert!(report.is_good() && report.releases == stored + 1, "{report:?}");
}
