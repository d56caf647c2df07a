//! The drive fails in the middle of writing. No drive is pulled out here: the system refuses a process to let any file grow
//! beyond a length, so that a write of the archive or its log fails half-way, as it does on a drive that is gone.

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use bayan_archive::{Archive, Fault};

use crate::kept::unwatched;
use crate::stored::{add_series, release};

const ARCHIVE: &str = "BAYAN_TEST_FAILING_DRIVE";
const BATCH: u32 = 5;

#[test]
fn a_drive_that_fails_in_the_middle_of_writing_is_told_as_such_and_costs_nothing_that_was_stored() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    let archive = Archive::create(&path).unwrap();
    let series = add_series(&archive);
    archive.close().unwrap();
    // Lengths are given in blocks of 512 bytes or 1,024. A process that ignores the signal is told by the write.
    let done = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 3000; exec \"$0\" --exact unplugged::on_a_failing_drive --ignored --nocapture"])
        .arg(env::current_exe().unwrap())
        .env(ARCHIVE, &path)
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success() && said.contains("1 passed"), "{said}");
    let acknowledged = said.lines().filter(|line| *line == "done").count() as u32;
    assert!(acknowledged > 3, "{said}");

    // It is connected again: all that was acknowledged is there, nothing of what failed, and writing goes on.
    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.release_count().unwrap(), acknowledged * BATCH);
    archive.store_release(&release(series, "2026", &["نص"])).unwrap();
    let report = unwatched(|watch| archive.check(watch)).unwrap().unwrap();
    assert!(report.is_good() && report.releases == acknowledged * BATCH + 1, "{report:?}");
}

#[test]
#[ignore = "the process on the failing drive"]
fn on_a_failing_drive() {
    let archive = Archive::open(&PathBuf::from(env::var_os(ARCHIVE).unwrap())).unwrap();
    let series = archive.series().unwrap()[0].id;
    let text = "وأكد المجلس ضرورة وقف إطلاق النار. ".repeat(50);
    let batch = || (1..=BATCH).map(|day| release(series, &format!("2025-01-{day:02}"), &[&text, "انتهى."]));
    let mut stored = 0;
    let failure = loop {
        match archive.store_batch(batch()) {
            Ok(_) => stored += BATCH,
            Err(error) => break error,
        }
        std::io::stdout().lock().write_all(b"\ndone\n").unwrap();
    };
    assert!(matches!(failure.fault(), Some(Fault::Failing(_))), "{failure}");
    // The archive can go on being used: it is read, and each further try is told.
    assert_eq!(archive.release_count().unwrap(), stored);
    let again = archive.store_batch(batch()).unwrap_err();
    assert!(matches!(again.fault(), Some(Fault::Failing(_))), "{again}");
    assert_eq!(archive.releases(series).unwrap().len() as u32, stored);
}
