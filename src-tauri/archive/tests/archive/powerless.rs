//! What a power failure leaves behind.
//!
//! When a transaction has been acknowledged the log is on the disk (`synchronous = FULL`); a checkpoint writes to the archive
//! itself only what is in the log on the disk, and the log is let go only after that. So what a power failure can leave is:
//! the log as it was when the last acknowledged transaction ended and any part of what was written behind it, in any order;
//! or, during a checkpoint, the whole log and any of the pages old or new. These are made here from the files of every stage.
//! Positions laid in place beside an import are not acknowledged: they are part of what is behind that end.

use std::fs;
use std::path::{Path, PathBuf};

use bayan_archive::Archive;
use bayan_core::model::SeriesId;

use crate::stored::{PAGE, add_series, release};

const BATCH: usize = 5;
/// What a disk writes at once, in bytes.
const SECTOR: usize = 512;

fn log(path: &Path) -> PathBuf {
    path.with_file_name("a.bayan-wal")
}

fn store(archive: &Archive, series: SeriesId, date: &str) {
    let text = "وأكد المجلس ضرورة وقف إطلاق النار. ".repeat(20);
    archive.store_batch((0..BATCH).map(|_| release(series, date, &[&text, date]))).unwrap();
}

/// Opens an archive of these two files and gives how many releases of each date it has.
fn opened(file: &[u8], log_left: &[u8], series: SeriesId, case: &str) -> [usize; 2] {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    fs::write(&path, file).unwrap();
    fs::write(log(&path), log_left).unwrap();
    let archive = Archive::open(&path).unwrap_or_else(|error| panic!("{case}: {error}"));
    let releases = archive.releases(series).unwrap();
    for release in &releases {
        assert!(archive.is_intact(release.id).unwrap(), "{case}");
    }
    let of = |year| releases.iter().filter(|release| release.date.year() == year).count();
    [of(2024), of(2025)]
}

/// A small generator of numbers, the same in every run.
fn numbers(mut state: u64) -> impl FnMut() -> u64 {
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    }
}

#[test]
fn whatever_of_the_unsynced_end_of_the_log_is_lost_what_was_acknowledged_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    let archive = Archive::create(&path).unwrap();
    let series = add_series(&archive);
    store(&archive, series, "2024");
    let (file, synced) = (fs::read(&path).unwrap(), fs::read(log(&path)).unwrap());
    store(&archive, series, "2025");
    let (same_file, written) = (fs::read(&path).unwrap(), fs::read(log(&path)).unwrap());
    assert!(file == same_file && written.len() > synced.len() && written.starts_with(&synced));
    assert_eq!(opened(&file, &written, series, "all"), [BATCH, BATCH]);
    assert_eq!(opened(&file, &synced, series, "none"), [BATCH, 0]);

    let end = written.len();
    for cut in (synced.len()..end).step_by(SECTOR * 3 + 1) {
        let case = format!("cut at {cut} of {end}");
        assert_eq!(opened(&file, &written[..cut], series, &case), [BATCH, 0], "{case}");
        let mut zeroed = written.clone();
        zeroed[cut..].fill(0);
        assert_eq!(opened(&file, &zeroed, series, &case), [BATCH, 0], "{case}, then zeros");
    }
    let mut number = numbers(1);
    for round in 0..60 {
        // Any of the sectors has reached the disk, the others hold what was there before.
        let mut torn = written.clone();
        let mut lost = 0;
        for start in (synced.len()..end).step_by(SECTOR) {
            if number().is_multiple_of(4) {
                let stop = (start + SECTOR).min(end);
                lost += torn[start..stop].iter().filter(|byte| **byte != 0).count();
                torn[start..stop].fill(0);
            }
        }
        let expected = if lost > 0 { 0 } else { BATCH };
        assert_eq!(opened(&file, &torn, series, &format!("round {round}")), [BATCH, expected]);
    }
}

#[test]
fn whichever_pages_a_checkpoint_had_written_when_the_power_failed_all_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    let archive = Archive::create(&path).unwrap();
    let series = add_series(&archive);
    store(&archive, series, "2024");
    store(&archive, series, "2025");
    let (before, log_then) = (fs::read(&path).unwrap(), fs::read(log(&path)).unwrap());
    archive.close().unwrap();
    let after = fs::read(&path).unwrap();
    assert!(before != after && !log(&path).exists());
    let mut number = numbers(2);
    for round in 0..60 {
        let mut mixed = before.clone();
        for start in (0..after.len()).step_by(PAGE) {
            // A page that is old, new, or new in its first sectors only.
            let stop = match number() % 3 {
                0 => continue,
                1 => start + PAGE,
                _ => start + SECTOR * (number() as usize % 8),
            };
            if mixed.len() < stop {
                mixed.resize(stop, 0);
            }
            mixed[start..stop].copy_from_slice(&after[start..stop]);
        }
        assert_eq!(opened(&mixed, &log_then, series, &format!("round {round}")), [BATCH, BATCH]);
    }
}
