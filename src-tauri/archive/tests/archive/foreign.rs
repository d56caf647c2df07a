//! Files that are no archive, or none that can be used, are refused and left as they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bayan_archive::search::{Query, Search, Total};
use bayan_archive::{
    Access, Archive, Error, Fault, FileError, IndexOutcome, MergeError, OpenError, is_archive, restore,
};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::kept::unwatched;
use crate::stored::{PAGE, add_series, release};

/// Every file in a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// Opens `name` in the folder, which has to fail and to change nothing there.
fn refused(folder: &Path, name: &str) -> OpenError {
    let before = contents(folder);
    let path = folder.join(name);
    let error = Archive::open(&path).expect_err("it was opened");
    assert_eq!(error.path(), path);
    assert!(contents(folder) == before, "{error}: the folder has changed");
    error
}

fn folder_with(name: &str, bytes: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

/// An archive with enough in it to fill several pages, as bytes.
fn archive_bytes() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    let archive = Archive::create(&path).unwrap();
    let series = add_series(&archive);
    let long = "وأكد المجلس ضرورة وقف إطلاق النار. ".repeat(60);
    let day = |day: u32| release(series, &format!("2025-01-{day:02}"), &[&long, "ودعا إلى الحوار."]);
    archive.store_batch((1..=20).map(day)).unwrap();
    archive.close().unwrap();
    fs::read(&path).unwrap()
}

#[test]
fn a_missing_file_is_not_created() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(refused(folder.path(), "none.bayan"), OpenError::Missing { .. }));
    let file = folder_with("file", b"x");
    assert!(matches!(refused(file.path(), "file/none.bayan"), OpenError::Missing { .. }));
}

#[test]
fn a_folder_is_no_archive() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("a.bayan")).unwrap();
    assert!(matches!(refused(folder.path(), "a.bayan"), OpenError::NotAnArchive { .. }));
    assert_eq!(fs::read_dir(folder.path().join("a.bayan")).unwrap().count(), 0);
}

#[test]
fn an_empty_file_a_text_and_a_lone_header_are_no_archive() {
    let text = "بيان المجلس. ".repeat(100);
    let short = b"SQLite format 3\0";
    let zeroed = [0; 8192];
    for bytes in [&b""[..], b"x", text.as_bytes(), short, &zeroed] {
        let folder = folder_with("a.bayan", bytes);
        assert!(matches!(refused(folder.path(), "a.bayan"), OpenError::NotAnArchive { .. }));
        assert!(!is_archive(&folder.path().join("a.bayan")));
    }
}

#[test]
fn another_programs_database_is_no_archive_in_either_journal_mode() {
    for mode in ["DELETE", "WAL"] {
        let folder = tempfile::tempdir().unwrap();
        let other = Connection::open(folder.path().join("a.bayan")).unwrap();
        let set: String =
            other.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0)).unwrap();
        assert_eq!(set.to_uppercase(), mode);
        other
            .execute_batch("CREATE TABLE releases (id INTEGER PRIMARY KEY); PRAGMA user_version = 1;")
            .unwrap();
        other.close().unwrap();
        assert!(matches!(refused(folder.path(), "a.bayan"), OpenError::NotAnArchive { .. }), "{mode}");
    }
}

#[test]
fn a_zeroed_header_is_no_archive() {
    let mut bytes = archive_bytes();
    bytes[..100].fill(0);
    let folder = folder_with("a.bayan", &bytes);
    assert!(matches!(refused(folder.path(), "a.bayan"), OpenError::NotAnArchive { .. }));
}

const NEXT: u32 = bayan_archive::SCHEMA_VERSION + 1;

fn is_newer(error: &OpenError) -> bool {
    matches!(error.fault(), Some(Fault::Newer { found: NEXT, .. }))
}

/// A folder with an archive that a newer version made, which did this to its tables.
fn newer(change: &str) -> TempDir {
    let folder = folder_with("a.bayan", &archive_bytes());
    let file = rusqlite::Connection::open(folder.path().join("a.bayan")).unwrap();
    file.execute_batch(change).unwrap();
    file.pragma_update(None, "user_version", NEXT).unwrap();
    file.close().unwrap();
    folder
}

#[test]
fn an_archive_of_a_newer_version_that_lacks_what_is_read_is_named_by_both_numbers() {
    for change in [
        "ALTER TABLE releases RENAME COLUMN place TO venue",
        "ALTER TABLE notes RENAME TO remarks",
        "DROP INDEX positions_of_act",
        "ALTER TABLE revisions RENAME TO later; CREATE VIEW revisions AS SELECT * FROM later",
    ] {
        let folder = newer(change);
        let error = refused(folder.path(), "a.bayan");
        assert!(
            matches!(
                error.fault(),
                Some(Fault::Newer { found: NEXT, supported: bayan_archive::SCHEMA_VERSION })
            ),
            "{change}: {error}"
        );
        assert!(is_archive(&folder.path().join("a.bayan")));
    }
}

#[test]
fn an_archive_of_a_newer_version_with_more_in_it_is_read_and_not_written() {
    let folder = newer(
        "ALTER TABLE releases ADD COLUMN mood TEXT; CREATE TABLE moods (id INTEGER PRIMARY KEY) STRICT;
         CREATE TRIGGER moody AFTER INSERT ON notes BEGIN DELETE FROM releases; END",
    );
    let path = folder.path().join("a.bayan");
    let before = contents(folder.path());
    let archive = Archive::open(&path).unwrap();
    let supported = bayan_archive::SCHEMA_VERSION;
    assert_eq!(archive.access(), Access::Newer { found: NEXT, supported });
    let count = archive.release_count().unwrap();
    assert!(count > 0);
    let found = archive.search(&Search::new(Query::parse("الحوار").unwrap())).unwrap();
    assert_eq!(found.total, Total::Exactly(u64::from(count)));
    let series = archive.series().unwrap()[0].id;
    let refused = archive.store_release(&release(series, "2026", &["نص"])).unwrap_err();
    assert!(matches!(refused.fault(), Some(Fault::Newer { found: NEXT, .. })), "{refused}");
    assert!(matches!(archive.undo().unwrap_err().fault(), Some(Fault::Newer { .. })));

    // It can be copied as it is; what would leave behind what is not known here is refused.
    let copy = folder.path().join("copy.bayan");
    let report = unwatched(|watch| archive.backup_to(&copy, watch)).unwrap().unwrap();
    assert!(report.is_good() && report.releases == count);
    let other = folder.path().join("other.bayan");
    let refused = unwatched(|watch| archive.export_series(series, &other, watch));
    assert!(matches!(refused, Err(MergeError::Open(error)) if is_newer(&error)));
    let ours = Archive::create(&folder.path().join("ours.bayan")).unwrap();
    let refused = unwatched(|watch| ours.merge(&archive, chrono::DateTime::UNIX_EPOCH, watch));
    assert!(matches!(refused, Err(MergeError::Open(error)) if is_newer(&error)));
    ours.close().unwrap();
    let refused = unwatched(|watch| restore(&copy, &folder.path().join("ours.bayan"), watch));
    assert!(is_newer(&refused.unwrap_err()));
    archive.close().unwrap();
    let after = contents(folder.path());
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "the file has changed");
    assert_eq!(after.len(), before.len() + 2, "{:?}", after.keys());
}

#[test]
fn an_archive_cut_short_anywhere_is_damaged() {
    let bytes = archive_bytes();
    for length in [100, PAGE, 5000, bytes.len() / 2, bytes.len() - PAGE, bytes.len() - 1] {
        let folder = folder_with("a.bayan", &bytes[..length]);
        let error = refused(folder.path(), "a.bayan");
        assert!(matches!(error.fault(), Some(Fault::Damaged(_))), "{length} bytes: {error}");
    }
}

/// The pages of the search index, from 0, and those of everything else, apart from the first.
fn pages(bytes: &[u8]) -> (Vec<usize>, Vec<usize>) {
    let folder = folder_with("a.bayan", bytes);
    let archive = Connection::open(folder.path().join("a.bayan")).unwrap();
    // A page is the index's if the other tables don't mind its loss.
    let tables: Vec<String> = archive
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    drop(archive);
    (1..bytes.len() / PAGE).partition(|page| {
        let mut damaged = bytes.to_vec();
        damaged[page * PAGE..(page + 1) * PAGE].fill(0);
        let folder = folder_with("a.bayan", &damaged);
        let archive = Connection::open(folder.path().join("a.bayan")).unwrap();
        tables.iter().all(|table| {
            let sql = format!("PRAGMA quick_check({table})");
            archive.query_row(&sql, [], |row| row.get::<_, String>(0)).is_ok_and(|answer| answer == "ok")
        })
    })
}

#[test]
fn an_archive_with_any_one_page_of_its_texts_zeroed_is_damaged() {
    let bytes = archive_bytes();
    let (_, texts) = pages(&bytes);
    assert!(texts.len() > 20, "it is to have pages of every kind");
    for page in texts {
        let mut damaged = bytes.clone();
        damaged[page * PAGE..(page + 1) * PAGE].fill(0);
        let folder = folder_with("a.bayan", &damaged);
        let error = refused(folder.path(), "a.bayan");
        assert!(matches!(error.fault(), Some(Fault::Damaged(_))), "page {}: {error}", page + 1);
    }
}

#[test]
fn an_archive_with_any_one_page_of_its_search_index_zeroed_is_opened_whole_and_gets_a_new_one() {
    let bytes = archive_bytes();
    let (index, _) = pages(&bytes);
    assert!(index.len() > 4, "it is to have pages of every kind");
    let search = Search::new(Query::parse("الحوار").unwrap());
    for page in index {
        let mut damaged = bytes.clone();
        damaged[page * PAGE..(page + 1) * PAGE].fill(0);
        let folder = folder_with("a.bayan", &damaged);
        let path = folder.path().join("a.bayan");
        let archive = Archive::open(&path).unwrap();
        assert_eq!(archive.search(&search).unwrap().total, Total::Exactly(20), "page {}", page + 1);
        let series = archive.series().unwrap()[0].id;
        archive.store_release(&release(series, "2026", &["انتهى الحوار."])).unwrap();
        assert_eq!(archive.build_index(&mut |_, _| {}, &|| false).unwrap(), IndexOutcome::Whole);
        let found = archive.search(&search).unwrap();
        assert_eq!((found.total, found.without_index), (Total::Exactly(21), false), "page {}", page + 1);
        archive.close().unwrap();
        let checked = Connection::open(&path).unwrap();
        let answer: String = checked.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(answer, "ok", "page {}", page + 1);
    }
}

#[test]
fn an_archive_with_a_trigger_a_view_or_a_table_that_is_not_ours_is_not_opened() {
    for sql in [
        "CREATE TRIGGER t AFTER INSERT ON releases BEGIN DELETE FROM paragraphs; END;",
        "ALTER TABLE releases RENAME TO hidden; CREATE VIEW releases AS SELECT * FROM hidden;",
        "CREATE VIEW v AS SELECT * FROM paragraphs;",
        "CREATE TABLE more (x);",
        "ALTER TABLE notes ADD COLUMN more TEXT GENERATED ALWAYS AS (upper(text));",
        "CREATE INDEX more ON notes (upper(text));",
        "DROP INDEX releases_by_date;",
        "CREATE VIRTUAL TABLE other USING fts5(x);",
    ] {
        let folder = folder_with("a.bayan", &archive_bytes());
        let tampered = Connection::open(folder.path().join("a.bayan")).unwrap();
        tampered.execute_batch(sql).unwrap();
        tampered.close().unwrap();
        assert!(matches!(refused(folder.path(), "a.bayan").fault(), Some(Fault::Damaged(_))), "{sql}");
    }
}

#[test]
fn a_letter_changed_inside_a_text_is_noticed_when_its_release_is_checked() {
    let (_folder, archive) = crate::stored::new_archive();
    let series = add_series(&archive);
    let texts = [["Nothing is agreed."], ["Everything is agreed."]];
    let ids = archive.store_batch(texts.map(|text| release(series, "2025", &text))).unwrap();
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(7).position(|window| window == b"Nothing").unwrap();
    bytes[at] = b'n';
    fs::write(&path, bytes).unwrap();

    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.paragraphs(ids[0]).unwrap(), ["nothing is agreed."]);
    assert!(!archive.is_intact(ids[0]).unwrap());
    assert!(archive.is_intact(ids[1]).unwrap());
}

#[test]
fn an_archive_that_another_program_holds_for_itself_is_in_use() {
    let folder = folder_with("a.bayan", &archive_bytes());
    let other = Connection::open(folder.path().join("a.bayan")).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;").unwrap();
    assert!(matches!(refused(folder.path(), "a.bayan").fault(), Some(Fault::InUse)));
    drop(other);
    assert_eq!(Archive::open(&folder.path().join("a.bayan")).unwrap().release_count().unwrap(), 20);
}

#[test]
fn an_archive_that_is_open_can_be_opened_again_and_both_see_what_either_stores() {
    let (_folder, first) = crate::stored::new_archive();
    let series = add_series(&first);
    let second = Archive::open(first.path()).unwrap();
    second.store_release(&release(series, "2025", &["نص"])).unwrap();
    first.store_release(&release(series, "2026", &["نص"])).unwrap();
    assert_eq!(first.release_count().unwrap(), 2);
    assert_eq!(second.release_count().unwrap(), 2);
}

#[test]
fn a_name_with_every_awkward_character_is_opened_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("أرشيف #1 50%20?immutable=0&x=y (2).bayan");
    Archive::create(&path).unwrap().close().unwrap();
    assert!(Archive::open(&path).unwrap().issuers().unwrap().is_empty());
    assert_eq!(contents(folder.path()).len(), 1);
}

/// An archive as a program that was cut short leaves it, part of it still in the log: copied while it is open.
fn cut_short() -> TempDir {
    let (folder, archive) = crate::stored::new_archive();
    let series = add_series(&archive);
    let long = "وأكد المجلس ضرورة وقف إطلاق النار. ".repeat(60);
    archive.store_batch((10..30).map(|day| release(series, &format!("2025-01-{day}"), &[&long]))).unwrap();
    let path = archive.path().to_owned();
    // Brought into the file, so that the file is long; what follows stays in the log.
    archive.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    archive.store_release(&release(series, "2026", &["نص"])).unwrap();
    let copy = tempfile::tempdir().unwrap();
    for name in ["a.bayan", "a.bayan-wal"] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    copy
}

#[test]
fn what_was_left_in_the_log_is_read_at_the_next_opening() {
    let folder = cut_short();
    let archive = Archive::open(&folder.path().join("a.bayan")).unwrap();
    assert_eq!(archive.release_count().unwrap(), 21);
    archive.close().unwrap();
    assert_eq!(contents(folder.path()).len(), 1);
}

#[test]
fn a_damaged_archive_with_a_log_beside_it_keeps_both() {
    let folder = cut_short();
    let path = folder.path().join("a.bayan");
    let mut bytes = fs::read(&path).unwrap();
    // A page in the middle: the release in the log has not touched it.
    let middle = bytes.len() / (2 * PAGE) * PAGE;
    bytes[middle..middle + PAGE].fill(0);
    fs::write(&path, bytes).unwrap();
    // The index of a log is there while a program has the archive open, and stays when it is cut short.
    fs::write(folder.path().join("a.bayan-shm"), []).unwrap();
    let before = contents(folder.path());
    assert!(matches!(Archive::open(&path).unwrap_err().fault(), Some(Fault::Damaged(_))));
    let after = contents(folder.path());
    for name in ["a.bayan", "a.bayan-wal"] {
        assert!(after[name] == before[name], "{name} has changed");
    }
    assert_eq!(after.len(), before.len());
}

#[cfg(unix)]
mod permissions {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    use std::{env, io};

    use super::*;

    const FOLDER: &str = "BAYAN_TEST_FOLDER";
    const NOBODY: u32 = 65534;

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Sets an archive and its folder to these permissions and looks at it. The administrator may do
    /// everything; where he runs the tests the look is taken by a second process as an ordinary user.
    fn looked_at(test: &str, file: u32, parent: u32, look: fn(&Path)) {
        if let Some(folder) = env::var_os(FOLDER) {
            return look(&Path::new(&folder).join("a.bayan"));
        }
        let folder = folder_with("a.bayan", &archive_bytes());
        let before = contents(folder.path());
        allow(&folder.path().join("a.bayan"), file);
        allow(folder.path(), parent);
        if fs::metadata(folder.path()).unwrap().uid() == 0 {
            let program = tempfile::tempdir().unwrap();
            allow(program.path(), 0o755);
            let copy = program.path().join("test");
            fs::copy(env::current_exe().unwrap(), &copy).unwrap();
            let look = || {
                Command::new(&copy)
                    .args(["--exact", test])
                    .env(FOLDER, folder.path())
                    .current_dir(program.path())
                    .uid(NOBODY)
                    .gid(NOBODY)
                    .output()
            };
            // A process that another test has just begun may still hold the copy as it was written: then it is not started.
            let mut done = look();
            while matches!(&done, Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy) {
                std::thread::yield_now();
                done = look();
            }
            let done = done.unwrap();
            let said = String::from_utf8_lossy(&done.stdout);
            assert!(done.status.success() && said.contains("1 passed"), "{said}");
        } else {
            look(&folder.path().join("a.bayan"));
        }
        allow(folder.path(), 0o755);
        allow(&folder.path().join("a.bayan"), 0o644);
        assert!(contents(folder.path()) == before, "the folder has changed");
    }

    #[test]
    fn an_archive_that_may_not_be_read_is_unreadable() {
        looked_at(
            "foreign::permissions::an_archive_that_may_not_be_read_is_unreadable",
            0o000,
            0o777,
            |path| {
                let error = Archive::open(path).expect_err("it was opened");
                let OpenError::Unreadable { source, .. } = &error else { panic!("{error}") };
                assert_eq!(source.kind(), std::io::ErrorKind::PermissionDenied);
                assert_eq!(error.path(), path);
            },
        );
    }

    /// Opens an archive that can only be read, reads and searches in it, and does not write.
    fn only_read(path: &Path) {
        let archive = Archive::open(path).unwrap();
        assert_eq!(archive.access(), Access::ReadOnly);
        assert_eq!(archive.release_count().unwrap(), 20);
        let found = archive.search(&Search::new(Query::parse("الحوار").unwrap())).unwrap();
        assert_eq!((found.total, found.without_index), (Total::Exactly(20), false));
        let series = archive.series().unwrap()[0].id;
        let refused = archive.store_release(&release(series, "2026", &["نص"]));
        assert!(
            matches!(&refused, Err(Error::File(FileError { path: named, fault: Fault::ReadOnly })) if named == path),
            "{refused:?}"
        );
        archive.close().unwrap();
    }

    #[test]
    fn an_archive_that_may_not_be_written_is_opened_to_be_read() {
        looked_at(
            "foreign::permissions::an_archive_that_may_not_be_written_is_opened_to_be_read",
            0o444,
            0o777,
            only_read,
        );
    }

    #[test]
    fn an_archive_in_a_folder_that_may_not_be_written_is_opened_to_be_read() {
        looked_at(
            "foreign::permissions::an_archive_in_a_folder_that_may_not_be_written_is_opened_to_be_read",
            0o666,
            0o555,
            only_read,
        );
    }

    #[test]
    fn a_pipe_is_no_archive_and_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let made = Command::new("mkfifo").arg(folder.path().join("a.bayan")).status().unwrap();
        assert!(made.success());
        assert!(matches!(refused(folder.path(), "a.bayan"), OpenError::NotAnArchive { .. }));
    }
}
