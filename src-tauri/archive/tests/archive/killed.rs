//! What a killed process leaves behind.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use bayan_archive::search::{Query, Search, Total};
use bayan_archive::{Archive, Error, Fault, OpenError, check_file};
use bayan_core::model::ReleaseId;

use crate::kept::unwatched;
use crate::stored::{add_series, release};

const ARCHIVE: &str = "BAYAN_TEST_ARCHIVE";
const FOLDER: &str = "BAYAN_TEST_FOLDER_TO_FILL";
/// Kills in each test; more by the variable `BAYAN_KILLS`.
const ROUNDS: u64 = 40;

fn rounds() -> u64 {
    env::var("BAYAN_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(ROUNDS)
}

/// A share of [`rounds`] for tests whose rounds take longer.
fn fewer_rounds() -> u64 {
    rounds() / 5
}

const BATCH: u32 = 5;

fn child(test: &str, variable: &str, path: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .env(variable, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets the child acknowledge a few steps, then a little longer run into the next, and kills it. Gives how many it has
/// acknowledged.
fn kill_in_the_middle(mut child: Child, round: u64) -> u32 {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = 0;
    while acknowledged < 1 + round as u32 % 4 {
        let line = lines.next().expect("the child has ended by itself").unwrap();
        acknowledged += u32::from(line == "done");
    }
    thread::sleep(Duration::from_micros(round * 397 % 5000));
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said between the last look and its end.
    acknowledged + lines.map_while(Result::ok).filter(|line| line == "done").count() as u32
}

fn acknowledge() {
    // On its own line, whatever the test harness has printed before it.
    let mut out = std::io::stdout().lock();
    out.write_all(b"\ndone\n").and_then(|()| out.flush()).unwrap();
}

#[test]
fn after_each_of_many_kills_all_that_was_acknowledged_is_there_and_no_part_of_a_batch() {
    let folder = tempfile::tempdir().unwrap();
    let mut before = 0;
    for round in 0..rounds() {
        let path = folder.path().join(format!("{}.bayan", round / ON_ONE_ARCHIVE));
        if round % ON_ONE_ARCHIVE == 0 {
            let archive = Archive::create(&path).unwrap();
            add_series(&archive);
            archive.close().unwrap();
            before = 0;
        }
        let acknowledged =
            kill_in_the_middle(child("killed::store_batches_until_killed", ARCHIVE, &path), round);
        let archive = Archive::open(&path).unwrap();
        let stored = archive.release_count().unwrap();
        assert_eq!(stored % BATCH, 0, "round {round}: part of a batch");
        assert!(
            stored >= before + acknowledged * BATCH,
            "round {round}: {stored} of {before} + {acknowledged} batches"
        );
        for number in before..stored {
            assert!(archive.is_intact(ReleaseId(i64::from(number) + 1)).unwrap(), "round {round}");
        }
        before = stored;
        // What an earlier round stored no later one may have touched.
        if (round + 1) % ON_ONE_ARCHIVE == 0 || round + 1 == rounds() {
            let report = unwatched(|watch| archive.check(watch)).unwrap().unwrap();
            assert!(report.is_good() && report.releases == stored, "round {round}: {report:?}");
            archive.close().unwrap();
            fs::remove_file(&path).unwrap();
        }
    }
}

/// Kills of the processes that write to one archive; then everything in it is looked at, and the next one is begun.
const ON_ONE_ARCHIVE: u64 = 50;

#[test]
#[ignore = "the process that the test above kills"]
fn store_batches_until_killed() {
    let archive = Archive::open(&PathBuf::from(env::var_os(ARCHIVE).unwrap())).unwrap();
    let series = archive.series().unwrap()[0].id;
    let text = "وأكد المجلس ضرورة وقف إطلاق النار. ".repeat(50);
    loop {
        let day = |day: u32| release(series, &format!("2025-01-{day:02}"), &[&text, &text, "انتهى."]);
        archive.store_batch((1..=BATCH).map(day)).unwrap();
        acknowledge();
    }
}

/// An archive of the first version, with two releases.
const FIRST_VERSION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/version-1.bayan");

#[test]
fn after_each_of_many_kills_an_archive_that_was_being_brought_to_another_version_is_whole_and_was_copied_before()
 {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..fewer_rounds() {
        kill_in_the_middle(child("killed::migrate_until_killed", FOLDER, folder.path()), round);
        let is_whole = |path: &Path| {
            let report = unwatched(|watch| check_file(path, watch)).unwrap().unwrap();
            assert!(report.is_good() && report.releases == 2, "round {round}: {path:?} {report:?}");
        };
        let archives: Vec<PathBuf> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().ends_with(".old.bayan"))
            .collect();
        assert!(!archives.is_empty(), "round {round}");
        for path in &archives {
            // The copy is there as a whole, or is made now.
            Archive::open(path).unwrap().close().unwrap();
            is_whole(path);
            is_whole(&path.with_extension("before-v2.bayan"));
        }
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }.unwrap();
        }
    }
}

#[test]
#[ignore = "the process that the test above kills"]
fn migrate_until_killed() {
    let folder = PathBuf::from(env::var_os(FOLDER).unwrap());
    for number in 0.. {
        let copied = folder.join("being copied");
        fs::copy(FIRST_VERSION, &copied).unwrap();
        let path = folder.join(format!("{number}.old.bayan"));
        fs::rename(&copied, &path).unwrap();
        Archive::open(&path).unwrap().close().unwrap();
        acknowledge();
    }
}

#[test]
fn after_each_of_many_kills_an_archive_that_was_being_made_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..rounds() {
        let acknowledged =
            kill_in_the_middle(child("killed::make_archives_until_killed", FOLDER, folder.path()), round);
        let mut whole = 0;
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            // The folder of the one that was being made is left over.
            if path.is_dir() {
                fs::remove_dir_all(&path).unwrap();
                continue;
            }
            let archive = Archive::open(&path).unwrap();
            assert_eq!(archive.release_count().unwrap(), BATCH, "round {round}");
            archive.close().unwrap();
            fs::remove_file(&path).unwrap();
            whole += 1;
        }
        assert!(whole >= acknowledged, "round {round}: {whole} of {acknowledged}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "round {round}");
    }
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Write(#[from] Error),
}

#[test]
#[ignore = "the process that the test above kills"]
fn make_archives_until_killed() {
    use bayan_archive::{NewIssuer, NewSeries};
    use bayan_core::model::{Lang, LocalName};

    let folder = PathBuf::from(env::var_os(FOLDER).unwrap());
    let name = LocalName { ar: Some("المجلس".into()), en: None };
    for number in 0.. {
        Archive::create_filled(&folder.join(format!("{number}.bayan")), |batch| -> Result<(), Failure> {
            let issuer = batch.add_issuer(&NewIssuer { name: name.clone(), invented: false })?;
            let series = batch.add_series(&NewSeries { issuer, title: name.clone(), lang: Lang::Ar })?;
            for day in 1..=BATCH {
                batch.store_release(&release(series, &format!("2025-01-{day:02}"), &["نص"]))?;
            }
            Ok(())
        })
        .unwrap();
        acknowledge();
    }
}

#[test]
fn a_search_index_whose_making_was_cut_short_any_number_of_times_is_done_without_and_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    let archive = Archive::create(&path).unwrap();
    let series = add_series(&archive);
    let ids = archive.store_batch((0..700).map(|_| release(series, "2025", &["أكد المجلس.", "نص"]))).unwrap();
    archive.close().unwrap();
    let all = Search::new(Query::parse("مجلس").unwrap());
    for round in 0..fewer_rounds() {
        kill_in_the_middle(child("killed::make_the_index_until_killed", ARCHIVE, &path), round);
        let archive = Archive::open(&path).unwrap();
        let found = archive.search(&all).unwrap();
        assert_eq!(found.total, Total::Exactly(700), "round {round}");
        assert!(archive.is_intact(ids[round as usize % ids.len()]).unwrap());
        if round % 4 == 0 {
            archive.build_index(&mut |_, _| {}, &|| false).unwrap();
            let found = archive.search(&all).unwrap();
            assert_eq!((found.total, found.without_index), (Total::Exactly(700), false), "round {round}");
        }
        archive.close().unwrap();
    }
}

#[test]
#[ignore = "the process that the test above kills"]
fn make_the_index_until_killed() {
    let path = PathBuf::from(env::var_os(ARCHIVE).unwrap());
    loop {
        // As if it were of another version.
        let behind = rusqlite::Connection::open(&path).unwrap();
        behind.execute("UPDATE meta SET value = '0' WHERE key = 'search'", []).unwrap();
        behind.close().unwrap();
        let archive = Archive::open(&path).unwrap();
        archive.build_index(&mut |_, _| acknowledge(), &|| false).unwrap();
        archive.close().unwrap();
    }
}

#[test]
fn after_each_of_many_kills_every_copy_and_handed_over_series_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    let archive = Archive::create(&path).unwrap();
    let series = add_series(&archive);
    archive.store_batch((0..30).map(|_| release(series, "2025", &["أكد المجلس."]))).unwrap();
    archive.close().unwrap();
    let earlier = folder.path().join("copies").join("earlier.bayan");
    fs::create_dir(folder.path().join("copies")).unwrap();
    fs::copy(&path, &earlier).unwrap();
    let before = fs::read(&earlier).unwrap();
    for round in 0..fewer_rounds() {
        let acknowledged = kill_in_the_middle(child("killed::copy_until_killed", ARCHIVE, &path), round);
        let mut whole = 0;
        for entry in fs::read_dir(folder.path().join("copies")).unwrap() {
            let copy = entry.unwrap().path();
            if copy.is_dir() {
                fs::remove_dir_all(&copy).unwrap();
                continue;
            }
            let report = unwatched(|watch| check_file(&copy, watch)).unwrap().unwrap();
            assert!(report.is_good() && report.releases == 30, "round {round}: {report:?}");
            if copy != earlier {
                fs::remove_file(&copy).unwrap();
                whole += 1;
            }
        }
        assert!(whole >= acknowledged, "round {round}: {whole} of {acknowledged}");
        assert!(fs::read(&earlier).unwrap() == before, "round {round}: the earlier copy has changed");
    }
}

#[test]
#[ignore = "the process that the test above kills"]
fn copy_until_killed() {
    let path = PathBuf::from(env::var_os(ARCHIVE).unwrap());
    let archive = Archive::open(&path).unwrap();
    let series = archive.series().unwrap()[0].id;
    let copies = path.with_file_name("copies");
    for number in 0.. {
        unwatched(|watch| archive.backup_to(&copies.join(format!("{number}.bayan")), watch)).unwrap();
        acknowledge();
        unwatched(|watch| archive.export_series(series, &copies.join(format!("s{number}.bayan")), watch))
            .unwrap();
        acknowledge();
    }
}

#[test]
fn two_programs_that_write_to_one_archive_wait_for_each_other_and_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    let archive = Archive::create(&path).unwrap();
    let series = add_series(&archive);
    let mut other = child("killed::store_batches_until_killed", ARCHIVE, &path);
    let mut lines = BufReader::new(other.stdout.take().unwrap()).lines();
    let mut theirs = 0;
    let mut ours = 0;
    while theirs < 10 {
        theirs += u32::from(lines.next().unwrap().unwrap() == "done");
        match archive.store_release(&release(series, "2026", &["نصنا"])) {
            Ok(_) => ours += 1,
            // The other one never paused for as long as one waits.
            Err(error) => assert!(matches!(error.fault(), Some(Fault::InUse)), "{error}"),
        }
        assert!(archive.release_count().unwrap() >= ours + theirs * BATCH);
    }
    other.kill().unwrap();
    other.wait().unwrap();
    archive.store_release(&release(series, "2026", &["نصنا"])).unwrap();
    ours += 1;
    theirs += lines.map_while(Result::ok).filter(|line| line == "done").count() as u32;
    let releases = archive.releases(series).unwrap();
    assert_eq!(releases.iter().filter(|release| release.date.year() == 2026).count() as u32, ours);
    assert!(releases.len() as u32 >= ours + theirs * BATCH);
    assert_eq!((releases.len() as u32 - ours) % BATCH, 0);
}
