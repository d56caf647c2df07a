//! Checks, copies, restoring and salvage: nothing is lost, and what is damaged is told.

use std::fs;
use std::path::{Path, PathBuf};

use bayan_archive::search::{Query, Search, Total};
use bayan_archive::{
    Archive, Backups, CheckReport, Fault, IndexOutcome, OpenError, Watch, check_file, glance, restore,
    salvage,
};
use bayan_core::model::{ReleaseId, SeriesId};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::stored::{PAGE, add_series, new_archive, release};

/// Runs something that is watched, without watching it.
pub fn unwatched<T>(run: impl FnOnce(&mut Watch<'_>) -> T) -> T {
    run(&mut Watch { progress: &mut |_, _| {}, called_off: &|| false })
}

fn called_off<T>(run: impl FnOnce(&mut Watch<'_>) -> T) -> T {
    run(&mut Watch { progress: &mut |_, _| {}, called_off: &|| true })
}

fn filled(releases: u32) -> (TempDir, Archive, SeriesId) {
    let (folder, archive) = new_archive();
    let series = add_series(&archive);
    let long = "وأكد المجلس ضرورة وقف إطلاق النار. ".repeat(60);
    let day = |day: u32| {
        let month = 1 + day / 28;
        release(
            series,
            &format!("2025-{month:02}-{:02}", 1 + day % 28),
            &[&long, &format!("Everything {day} is agreed.")],
        )
    };
    archive.store_batch((0..releases).map(day)).unwrap();
    (folder, archive, series)
}

/// Changes one letter in the text of a closed archive.
fn alter(path: &Path, from: &[u8], to: &[u8]) {
    let mut bytes = fs::read(path).unwrap();
    // Pages keep what stood on them before other rows moved away: each place is altered, whichever counts.
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    places.into_iter().for_each(|at| bytes[at..at + to.len()].copy_from_slice(to));
    fs::write(path, bytes).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_check_names_the_releases_whose_text_has_changed_and_can_be_called_off() {
    let (_folder, archive, _) = filled(20);
    let good = unwatched(|watch| archive.check(watch)).unwrap().unwrap();
    assert_eq!(good, CheckReport { releases: 20, ..CheckReport::default() });
    assert!(good.is_good());
    assert_eq!(called_off(|watch| archive.check(watch)).unwrap(), None);
    let path = archive.path().to_owned();
    archive.close().unwrap();
    alter(&path, b"Everything 7", b"everything");
    let report = unwatched(|watch| check_file(&path, watch)).unwrap().unwrap();
    assert_eq!((report.altered.as_slice(), report.is_good()), (&[ReleaseId(8)][..], false));
    let archive = Archive::open(&path).unwrap();
    let mut told = Vec::new();
    let report = archive
        .check(&mut Watch { progress: &mut |done, all| told.push((done, all)), called_off: &|| false })
        .unwrap()
        .unwrap();
    assert_eq!(report.altered, [ReleaseId(8)]);
    assert_eq!(told, (1..=20).map(|done| (done, 20)).collect::<Vec<_>>());
}

#[test]
fn a_copy_made_while_others_write_is_of_one_moment_and_holds_what_is_in_the_log() {
    let (folder, archive, series) = filled(30);
    let to = folder.path().join("copy.bayan");
    let mut written = 0;
    let report = archive
        .backup_to(
            &to,
            &mut Watch {
                progress: &mut |_, _| {
                    written += 1;
                    archive.store_release(&release(series, "2026", &["نص"])).unwrap();
                },
                called_off: &|| false,
            },
        )
        .unwrap()
        .unwrap();
    assert!(written > 0 && report.is_good());
    assert_eq!(report.releases, 30);
    assert_eq!(names(folder.path()).iter().filter(|name| name.starts_with("copy")).count(), 1);
    let copy = Archive::open(&to).unwrap();
    assert_eq!(copy.release_count().unwrap(), 30);
    assert_eq!(copy.search(&Search::new(Query::parse("النار").unwrap())).unwrap().total, Total::Exactly(30));
    let again = unwatched(|watch| archive.backup_to(&to, watch));
    assert!(matches!(again, Err(OpenError::Exists { .. })));
    let other = folder.path().join("other.bayan");
    assert_eq!(called_off(|watch| archive.backup_to(&other, watch)).unwrap(), None);
    assert!(!other.exists());
}

fn day(number: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + number)
}

#[test]
fn of_the_daily_copies_the_newest_are_kept_and_one_is_made_a_day() {
    let (folder, archive, _) = filled(3);
    let backups = Backups::new(&folder.path().join("backups"), "a", 3);
    assert!(backups.is_due(day(0)).unwrap());
    for number in 0..10 {
        assert!(backups.is_due(day(number)).unwrap());
        let (made, report) = unwatched(|watch| backups.make(&archive, day(number), watch)).unwrap().unwrap();
        assert!(report.is_good() && !made.altered && made.path.exists());
        assert!(!backups.is_due(day(number) + TimeDelta::hours(23)).unwrap());
    }
    // Three were asked for; fewer than seven are not kept.
    let kept: Vec<_> = backups.list().unwrap().iter().map(|backup| backup.made).collect();
    assert_eq!(kept, (3..10).rev().map(day).collect::<Vec<_>>());
    // A clock that was put back: one is due, it is made, and is not the one that goes.
    assert!(backups.is_due(day(-400)).unwrap());
    let (made, _) = unwatched(|watch| backups.make(&archive, day(-400), watch)).unwrap().unwrap();
    assert!(made.path.exists() && !backups.is_due(day(-400)).unwrap());
    assert_eq!(backups.list().unwrap().len(), 8);
}

#[test]
fn a_copy_with_an_altered_text_takes_no_good_ones_place() {
    let (folder, archive, _) = filled(3);
    let backups = Backups::new(&folder.path().join("backups"), "a", 7);
    let make = |archive: &Archive, number| {
        unwatched(|watch| backups.make(archive, day(number), watch)).unwrap().unwrap()
    };
    for number in 0..7 {
        make(&archive, number);
    }
    let path = archive.path().to_owned();
    archive.close().unwrap();
    alter(&path, b"Everything 1", b"everything");
    let archive = Archive::open(&path).unwrap();
    for number in 7..12 {
        assert!(make(&archive, number).0.altered);
    }
    let (altered, good): (Vec<_>, Vec<_>) =
        backups.list().unwrap().into_iter().partition(|backup| backup.altered);
    assert_eq!((altered.len(), good.len()), (2, 7));
    let newest = unwatched(|watch| backups.newest_good(watch)).unwrap().unwrap();
    assert_eq!(newest.made, day(6));
}

#[test]
fn of_damaged_copies_and_one_good_one_the_good_one_is_found() {
    let (folder, archive, _) = filled(3);
    let backups = Backups::new(&folder.path().join("backups"), "a", 7);
    for number in 0..4 {
        unwatched(|watch| backups.make(&archive, day(number), watch)).unwrap().unwrap();
    }
    for backup in backups.list().unwrap() {
        if backup.made != day(1) {
            let bytes = fs::read(&backup.path).unwrap();
            fs::write(&backup.path, &bytes[..bytes.len() / 2]).unwrap();
        }
    }
    assert_eq!(unwatched(|watch| backups.newest_good(watch)).unwrap().unwrap().made, day(1));
}

#[test]
fn the_last_good_copy_goes_only_when_a_newer_one_was_found_good() {
    let (folder, archive, _) = filled(3);
    let backups = Backups::new(&folder.path().join("backups"), "a", 7);
    for number in 0..7 {
        unwatched(|watch| backups.make(&archive, day(number), watch)).unwrap().unwrap();
    }
    let good = backups.list().unwrap().pop().unwrap();
    for backup in backups.list().unwrap().iter().filter(|backup| backup.path != good.path) {
        fs::write(&backup.path, "nothing that was written here is left").unwrap();
    }
    let newest_good = || unwatched(|watch| backups.newest_good(watch)).unwrap().map(|backup| backup.made);
    // One that is called off, one that can't be written, one of an archive that has come to harm: none takes its place.
    assert!(called_off(|watch| backups.make(&archive, day(7), watch)).unwrap().is_none());
    assert_eq!(newest_good(), Some(day(0)));
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let bytes = fs::read(&path).unwrap();
    alter(&path, b"Everything 1", b"everything");
    let altered = Archive::open(&path).unwrap();
    assert!(unwatched(|watch| backups.make(&altered, day(8), watch)).unwrap().unwrap().0.altered);
    altered.close().unwrap();
    assert_eq!(newest_good(), Some(day(0)));
    // A whole one does.
    fs::write(&path, bytes).unwrap();
    let archive = Archive::open(&path).unwrap();
    assert!(!unwatched(|watch| backups.make(&archive, day(9), watch)).unwrap().unwrap().0.altered);
    assert_eq!(newest_good(), Some(day(9)));
}

#[test]
fn a_glance_shows_what_is_inside_and_changes_nothing() {
    let (folder, archive, series) = filled(8);
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let before = fs::read(&path).unwrap();
    let seen = glance(&path).unwrap();
    assert_eq!((seen.releases, seen.series.len(), seen.series[0].id), (8, 1, series));
    let (first, last) = seen.dates.unwrap();
    assert_eq!((first.to_string(), last.to_string()), ("2025-01-01".into(), "2025-01-08".into()));
    assert_eq!(seen.newest.len(), 5);
    assert_eq!(seen.newest[0].date, last);
    assert_eq!(seen.length, before.len() as u64);
    assert_eq!((fs::read(&path).unwrap(), names(folder.path())), (before, vec!["a.bayan".to_owned()]));
}

#[test]
fn restoring_keeps_what_it_replaces_and_leaves_no_log() {
    let (folder, archive, series) = filled(5);
    let copy = folder.path().join("copy.bayan");
    unwatched(|watch| archive.backup_to(&copy, watch)).unwrap();
    archive.store_release(&release(series, "2026", &["نص"])).unwrap();
    let path = archive.path().to_owned();
    let open = unwatched(|watch| restore(&copy, &path, watch));
    assert!(matches!(open.unwrap_err().fault(), Some(Fault::InUse)));
    archive.close().unwrap();
    // Left by a program that was cut short: of another state of the file.
    fs::write(folder.path().join("a.bayan-shm"), "stale").unwrap();
    for round in 0..2 {
        let done = unwatched(|watch| restore(&copy, &path, watch)).unwrap().unwrap();
        assert!(done.report.is_good());
        let kept = done.replaced.unwrap();
        assert_eq!(glance(&kept).unwrap().releases, if round == 0 { 6 } else { 5 });
        assert_eq!(glance(&path).unwrap().releases, 5);
    }
    assert_eq!(names(folder.path()), ["a.bayan", "a.replaced-2.bayan", "a.replaced.bayan", "copy.bayan"]);
}

#[test]
fn a_log_that_is_not_the_restored_files_goes_with_the_replaced_one() {
    let (folder, archive, series) = filled(30);
    let copy = folder.path().join("copy.bayan");
    unwatched(|watch| archive.backup_to(&copy, watch)).unwrap();
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    archive.store_release(&release(series, "2026", &["نص"])).unwrap();
    let log = fs::read(folder.path().join("a.bayan-wal")).unwrap();
    archive.close().unwrap();
    // A damaged file, and beside it the log of its last day.
    fs::write(&path, "not an archive any more").unwrap();
    fs::write(folder.path().join("a.bayan-wal"), log).unwrap();
    let done = unwatched(|watch| restore(&copy, &path, watch)).unwrap().unwrap();
    assert_eq!(fs::read(done.replaced.unwrap()).unwrap(), b"not an archive any more");
    assert_eq!(Archive::open(&path).unwrap().release_count().unwrap(), 30);
    assert!(
        !folder.path().join("a.bayan-wal").exists()
            || fs::metadata(folder.path().join("a.bayan-wal")).unwrap().len() == 0
    );
}

#[test]
fn what_is_damaged_or_no_archive_is_not_restored_and_nothing_is_replaced() {
    let (folder, archive, _) = filled(20);
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let bytes = fs::read(&path).unwrap();
    let bad = folder.path().join("bad.bayan");
    fs::write(&bad, &bytes[..bytes.len() / 2]).unwrap();
    let refused = unwatched(|watch| restore(&bad, &path, watch)).unwrap_err();
    assert!(matches!(refused.fault(), Some(Fault::Damaged(_))), "{refused}");
    fs::write(&bad, "text").unwrap();
    assert!(matches!(unwatched(|watch| restore(&bad, &path, watch)), Err(OpenError::NotAnArchive { .. })));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(names(folder.path()), ["a.bayan", "bad.bayan"]);
}

/// What is salvaged of an archive whose file was changed so.
fn salvaged(change: impl FnOnce(&mut Vec<u8>)) -> (TempDir, bayan_archive::Salvaged, PathBuf) {
    let (folder, archive, _) = filled(60);
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    change(&mut bytes);
    fs::write(&path, &bytes).unwrap();
    let to = folder.path().join("saved.bayan");
    let saved = unwatched(|watch| salvage(&path, &to, watch)).unwrap().unwrap();
    assert_eq!(fs::read(&path).unwrap(), bytes, "the damaged file is left as it is");
    (folder, saved, to)
}

#[test]
fn all_of_a_whole_archive_is_salvaged() {
    let (_folder, saved, to) = salvaged(|_| {});
    assert_eq!((saved.releases, saved.paragraphs), (60, 120));
    assert_eq!(
        (saved.incomplete, saved.nameless, saved.lost_releases, saved.lost_paragraphs, saved.lost_others),
        (0, 0, 0, 0, 0)
    );
    let archive = Archive::open(&to).unwrap();
    assert_eq!(archive.build_index(&mut |_, _| {}, &|| false).unwrap(), IndexOutcome::Whole);
    assert_eq!(
        archive.search(&Search::new(Query::parse("agreed").unwrap())).unwrap().total,
        Total::Exactly(60)
    );
}

#[test]
fn of_an_archive_cut_short_what_is_before_the_cut_is_salvaged_and_counted() {
    let (_folder, saved, to) = salvaged(|bytes| bytes.truncate(bytes.len() * 4 / 5));
    let found = saved.releases + saved.incomplete + saved.nameless;
    assert!(found > 10 && saved.paragraphs > 20, "{saved:?}");
    assert!(saved.lost_paragraphs > 0 || saved.lost_releases > 0, "{saved:?}");
    assert_eq!(found + saved.lost_releases, 60, "{saved:?}");
    let archive = Archive::open(&to).unwrap();
    let report = unwatched(|watch| archive.check(watch)).unwrap().unwrap();
    assert_eq!(report.damage, None);
    assert_eq!(report.altered.len() as u32, saved.incomplete + saved.nameless);
}

#[test]
fn any_one_page_that_is_lost_costs_what_stood_on_it() {
    let (_folder, archive, _) = filled(60);
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let pages = fs::read(&path).unwrap().len() / PAGE;
    let root = Connection::open(&path)
        .unwrap()
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'paragraphs'", [], |row| {
            row.get::<_, u32>(0)
        })
        .unwrap();
    // Without the page that says which tables there are, or the root of this one, nothing of it can be told.
    let bytes = fs::read(&path).unwrap();
    let told_by = |page: usize| {
        let mut bytes = bytes.clone();
        bytes[page * PAGE..(page + 1) * PAGE].fill(0);
        fs::write(&path, bytes).unwrap();
        let tables = Connection::open(&path)
            .and_then(|file| file.query_row("SELECT count(name) FROM sqlite_schema", [], |_| Ok(())));
        tables.is_err() || page as u32 + 1 == root
    };
    let mut most = 0;
    for page in (1..pages).step_by(3).filter(|page| !told_by(*page)) {
        let (_folder, saved, to) = salvaged(|bytes| bytes[page * PAGE..(page + 1) * PAGE].fill(0));
        assert!(saved.paragraphs >= 100 || saved.lost_paragraphs < 20, "page {page}: {saved:?}");
        most = most.max(saved.lost_paragraphs);
        Archive::open(&to).unwrap();
    }
    assert!(most > 0, "no page of a text was among them");
}

#[test]
fn what_is_no_archive_is_not_salvaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    fs::write(&path, "text").unwrap();
    let to = folder.path().join("saved.bayan");
    assert!(matches!(unwatched(|watch| salvage(&path, &to, watch)), Err(OpenError::NotAnArchive { .. })));
    assert_eq!(names(folder.path()), ["a.bayan"]);
}
