//! What can only be brought about from inside: other migrations, a disk that is full, another writer.

use std::fs;
use std::time::Duration;

use bayan_core::model::{Lang, LocalName};
use tempfile::TempDir;

use super::*;
use crate::error::FileError;
use crate::header;
use crate::listing::{Column, Listing};
use crate::positions::everywhere;
use crate::table::positions::{self, OF_RELEASE};

fn name() -> LocalName {
    LocalName { ar: Some("المجلس".into()), en: None }
}

fn new_archive() -> (TempDir, Archive, SeriesId) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::create(&folder.path().join("a.bayan")).unwrap();
    let issuer = archive.add_issuer(&NewIssuer { name: name(), invented: false }).unwrap();
    let series = archive.add_series(&NewSeries { issuer, title: name(), lang: Lang::Ar }).unwrap();
    (folder, archive, series)
}

fn release(series: SeriesId, text: &str) -> NewRelease {
    NewRelease {
        series,
        title: None,
        date: "2025-03-27".parse().unwrap(),
        lang: Lang::Ar,
        source: None,
        retrieved: None,
        note: None,
        paragraphs: vec![text.to_owned()],
    }
}

/// Today's migrations and one more.
fn and(next: Migration) -> Vec<Migration> {
    let mut migrations = MIGRATIONS.to_vec();
    migrations.push(next);
    migrations
}

pub(super) fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const ONE_COLUMN_MORE: Migration = &["ALTER TABLE issuers ADD COLUMN place TEXT;"];

#[test]
fn an_older_archive_is_copied_beside_itself_and_then_migrated() {
    let (folder, archive, series) = new_archive();
    archive.store_release(&release(series, "نص")).unwrap();
    let path = archive.path().to_owned();
    archive.close().unwrap();

    let newer = and(ONE_COLUMN_MORE);
    let archive = Archive::open_with(&path, &newer).unwrap();
    assert_eq!(archive.release_count().unwrap(), 1);
    archive.read(|connection| connection.prepare("SELECT place FROM issuers").map(drop)).unwrap();
    archive.close().unwrap();

    let next = SCHEMA_AFTER;
    let copy = format!("a.before-v{next}.bayan");
    assert_eq!(names(&folder), ["a.bayan", copy.as_str()]);
    let copy = Archive::open(&path.with_file_name(copy)).unwrap();
    assert_eq!(copy.release_count().unwrap(), 1);

    let before = fs::read(&path).unwrap();
    let older_program = Archive::open(&path).unwrap();
    assert!(matches!(older_program.access(), Access::Newer { found, .. } if found == next));
    assert_eq!(older_program.release_count().unwrap(), 1);
    older_program.close().unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
    // At the second opening there is nothing to migrate, and nothing to copy.
    Archive::open_with(&path, &newer).unwrap().close().unwrap();
    drop(copy);
    assert_eq!(names(&folder).len(), 2);
}

#[test]
fn a_migration_leaves_nothing_in_the_log_for_a_start_after_a_crash_to_read() {
    let (_folder, archive, series) = new_archive();
    archive.store_release(&release(series, "نص")).unwrap();
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let archive = Archive::open_with(&path, &and(ONE_COLUMN_MORE)).unwrap();
    let log = fs::metadata(path.with_file_name("a.bayan-wal")).unwrap();
    assert_eq!(log.len(), 0);
    archive.close().unwrap();
}

const SCHEMA_AFTER: u32 = migration::SCHEMA_VERSION + 1;

#[test]
fn a_newer_version_that_is_still_in_the_log_is_seen_too() {
    let (_folder, archive, _) = new_archive();
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let mut newer = connection::writer(&path).unwrap();
    migration::run(&mut newer, &and(ONE_COLUMN_MORE)).unwrap();
    let before = fs::read(&path).unwrap();
    assert_eq!(
        header::read(&path).unwrap().user_version,
        migration::SCHEMA_VERSION,
        "it is to be in the log only"
    );
    let read = Archive::open(&path).unwrap();
    assert!(matches!(read.access(), Access::Newer { found: SCHEMA_AFTER, .. }));
    let refused = read.add_issuer(&NewIssuer { name: name(), invented: true }).unwrap_err();
    assert!(matches!(refused.fault(), Some(Fault::Newer { .. })), "{refused}");
    drop(read);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_second_copy_does_not_replace_the_first() {
    let (folder, archive, _) = new_archive();
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let first = format!("a.before-v{SCHEMA_AFTER}.bayan");
    fs::write(folder.path().join(&first), "an older copy").unwrap();
    Archive::open_with(&path, &and(ONE_COLUMN_MORE)).unwrap().close().unwrap();
    assert_eq!(fs::read(folder.path().join(&first)).unwrap(), b"an older copy");
    let second = folder.path().join(format!("a.before-v{SCHEMA_AFTER}-2.bayan"));
    assert_eq!(Archive::open(&second).unwrap().issuers().unwrap().len(), 1);
}

#[test]
fn a_migration_that_fails_half_way_leaves_the_archive_at_its_old_version() {
    let half: Migration = &["ALTER TABLE issuers ADD COLUMN place TEXT;", "INSERT INTO nowhere VALUES (1);"];
    let orphans: Migration = &["DELETE FROM issuers;"];
    for migration in [half, orphans] {
        let (_folder, archive, series) = new_archive();
        archive.store_release(&release(series, "نص")).unwrap();
        let path = archive.path().to_owned();
        archive.close().unwrap();
        assert!(matches!(
            Archive::open_with(&path, &and(migration)),
            Err(OpenError::File(FileError { fault: Fault::Sqlite(_), .. }))
        ));
        let archive = Archive::open(&path).unwrap();
        assert_eq!((archive.issuers().unwrap().len(), archive.release_count().unwrap()), (1, 1));
    }
}

/// Lets the file grow by this many pages and no more, as a full disk does.
fn leave_pages(archive: &Archive, pages: i64) {
    let writer = archive.writer().unwrap();
    let now: i64 = writer.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    writer.pragma_update_and_check(None, "max_page_count", now + pages, |_| Ok(())).unwrap();
}

#[test]
fn a_full_disk_is_told_as_such_and_costs_the_batch_only() {
    let (_folder, archive, series) = new_archive();
    archive.store_release(&release(series, "نص")).unwrap();
    leave_pages(&archive, 3);
    let long = "وقف إطلاق النار ".repeat(5000);
    let full = archive.store_batch(["قصير", &long].map(|text| release(series, text)));
    assert!(
        matches!(&full, Err(Error::File(FileError { path, fault: Fault::Full { needed: Some(needed) } })) if *needed > long.len() as u64 && path == archive.path()),
        "{full:?}"
    );
    assert_eq!(archive.release_count().unwrap(), 1);
    leave_pages(&archive, 1000);
    archive.store_release(&release(series, &long)).unwrap();
    assert_eq!(archive.release_count().unwrap(), 2);
}

#[test]
fn a_batch_that_goes_on_after_the_disk_was_full_stores_nothing_behind_its_back() {
    let (_folder, archive, series) = new_archive();
    leave_pages(&archive, 3);
    let long = "وقف إطلاق النار ".repeat(5000);
    let done = archive.write(|batch| -> Result<(), Error> {
        batch.store_release(&release(series, "قصير"))?;
        let full = batch.store_release(&release(series, &long)).unwrap_err();
        assert!(matches!(full.fault(), Some(Fault::Full { .. })), "{full}");
        let after = batch.store_release(&release(series, "بعد"));
        assert!(matches!(after, Err(Error::Undone { .. })), "{after:?}");
        Ok(())
    });
    assert!(matches!(done, Err(Error::Undone { .. })), "{done:?}");
    assert_eq!(archive.release_count().unwrap(), 0);
}

#[test]
fn a_writer_that_waits_too_long_for_another_program_says_so_while_reading_goes_on() {
    let (_folder, archive, series) = new_archive();
    archive.writer().unwrap().busy_timeout(Duration::from_millis(1)).unwrap();
    let other = Connection::open(archive.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let held = archive.store_release(&release(series, "نص")).unwrap_err();
    assert!(matches!(held.fault(), Some(Fault::InUse)), "{held}");
    assert_eq!(archive.series().unwrap().len(), 1);
    drop(other);
    archive.store_release(&release(series, "نص")).unwrap();
}

#[test]
fn every_reader_is_given_back_even_when_reading_fails_or_panics() {
    let (_folder, archive, _) = new_archive();
    for _ in 0..20 {
        let failed = archive.read(|connection| connection.prepare("SELECT nothing FROM nowhere").map(drop));
        assert!(matches!(failed.unwrap_err().fault(), Some(Fault::Sqlite(_))));
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            archive.read(|_| -> rusqlite::Result<()> { panic!("while reading") })
        }));
        assert!(panicked.is_err());
    }
    assert_eq!(archive.issuers().unwrap().len(), 1);
}

#[test]
fn a_reader_can_not_write() {
    let (_folder, archive, _) = new_archive();
    let refused = archive.read(|connection| connection.execute("DELETE FROM series", []));
    assert!(matches!(refused.unwrap_err().fault(), Some(Fault::ReadOnly)));
}

#[test]
fn a_value_that_the_program_never_writes_is_told_as_damage() {
    let (_folder, archive, _) = new_archive();
    archive.writer().unwrap().execute("UPDATE series SET lang = 'xx'", []).unwrap();
    let error = archive.series().unwrap_err();
    assert!(matches!(error.fault(), Some(Fault::Damaged(detail)) if detail.contains("xx")), "{error}");
}

#[test]
fn the_connections_are_set_as_the_documents_say() {
    let (_folder, archive, _) = new_archive();
    let ask = |connection: &Connection, pragma: &str| -> i64 {
        connection.pragma_query_value(None, pragma, |row| row.get(0)).unwrap()
    };
    let writer = archive.writer().unwrap();
    let mode: String = writer.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    assert_eq!(ask(&writer, "application_id"), i64::from(APPLICATION_ID));
    assert_eq!(ask(&writer, "user_version"), i64::from(migration::SCHEMA_VERSION));
    // 2 is FULL.
    assert_eq!(ask(&writer, "synchronous"), 2);
    assert_eq!(ask(&writer, "foreign_keys"), 1);
    assert_eq!(ask(&writer, "trusted_schema"), 0);
    assert_eq!(ask(&writer, "cell_size_check"), 1);
    let reader =
        archive.readers.with(|reader| Ok((ask(reader, "trusted_schema"), ask(reader, "cell_size_check"))));
    assert_eq!(reader.unwrap(), (0, 1));
    // What is computed is not waited for; what comes after it is again.
    drop(writer);
    let meanwhile =
        archive.write_without_waiting(|batch| batch.compute(|connection| Ok(ask(connection, "synchronous"))));
    assert_eq!(meanwhile.unwrap(), 1);
    let writer = archive.writer().unwrap();
    assert_eq!(ask(&writer, "synchronous"), 2);
    let strict: i64 = writer
        .query_row("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(strict, 0);
}

/// By what way SQLite answers, step by step.
fn plan_of(archive: &Archive, query: &str) -> Vec<String> {
    let explained = format!("EXPLAIN QUERY PLAN {query}");
    archive
        .read(|connection| connection.prepare(&explained)?.query_map([], |row| row.get(3))?.collect())
        .unwrap()
}

#[test]
fn the_lists_are_read_by_index() {
    let (_folder, archive, series) = new_archive();
    for query in [
        "SELECT id FROM releases WHERE series = 1 ORDER BY date, sequence",
        "SELECT text FROM paragraphs WHERE release = 1 ORDER BY number",
        "SELECT text FROM paragraphs WHERE release = 1 AND number = 2",
        "SELECT count(*) FROM releases WHERE series = 1",
        "SELECT id FROM releases WHERE sha256 = x'00' AND series = 1 AND date = '2025'",
        "SELECT id FROM notes WHERE release = 1",
        "SELECT id FROM notes WHERE other = 1",
        "SELECT id FROM marks WHERE old = 1 AND new = 2",
        "SELECT id FROM marks WHERE new = 2",
        "SELECT id FROM hand_links WHERE old = 1 AND new = 2 ORDER BY old_paragraph, new_paragraph",
        "SELECT id FROM hand_links WHERE new = 2",
        "SELECT id FROM corrections WHERE old = 1 AND new = 2",
        "SELECT id FROM saved_comparisons WHERE new = 1",
        "SELECT id FROM hand_positions WHERE release = 1 ORDER BY id",
        "SELECT act FROM positions WHERE topic = 1 AND series = 1 ORDER BY release, number",
        "SELECT act FROM topic_keys CROSS JOIN positions ON positions.topic = topic_keys.id AND positions.series = 1 WHERE topic_keys.key = 'ceasefire'",
        "SELECT id FROM revisions WHERE release = 1 ORDER BY number",
        "SELECT id FROM originals WHERE release = 1 AND sha256 = x'00'",
        "SELECT id FROM topic_keys WHERE key = 'ceasefire'",
    ] {
        let plan = plan_of(&archive, query);
        assert!(plan.iter().all(|step| step.starts_with("SEARCH ")), "{query}: {plan:?}");
    }
    // So are the positions of a release, and found when they or their release are taken away.
    let of_release = OF_RELEASE.replace("?1", "1");
    for query in [
        format!(
            "SELECT terms FROM positions JOIN topic_keys ON topic_keys.id = topic WHERE {of_release} ORDER BY number"
        ),
        format!(
            "SELECT paragraph FROM positions WHERE {of_release} AND act IN (2, 3) AND topic IN (SELECT id FROM topic_keys)"
        ),
        format!("DELETE FROM positions WHERE {of_release}"),
    ] {
        let plan = plan_of(&archive, &query);
        let found = "INDEX positions_of_act (act=? AND holder=? AND release=?)";
        assert!(plan.iter().any(|step| step.ends_with(found)), "{query}: {plan:?}");
        assert!(plan.iter().all(|step| !step.starts_with("SCAN positions")), "{query}: {plan:?}");
    }
    // The trigger asks the same.
    let of_removed = OF_RELEASE.replace("positions.", "").replace("?1", "old.id");
    assert!(positions::WITH_ONE_INDEX.contains(&format!("WHERE {of_removed};")));
    // The table of releases, by date and held to dates, is read in the order of an index.
    for listing in [
        Listing { offset: 1000, ..Listing::default() },
        Listing { from: "2024-05".parse().ok(), to: "2025".parse().ok(), ..Listing::default() },
        Listing { series: vec![series], descending: false, ..Listing::default() },
    ] {
        let plan = archive
            .read(|connection| {
                let (sql, values) = crate::listing::question(connection, &listing)?;
                connection
                    .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?
                    .query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>(3))?
                    .collect::<rusqlite::Result<Vec<_>>>()
            })
            .unwrap();
        assert!(plan.len() == 1 && plan[0].contains("INDEX"), "{listing:?}: {plan:?}");
    }
    // So it is by title, without a look at the releases themselves.
    let by_title = Listing { by: Column::Title, descending: false, offset: 1000, ..Listing::default() };
    let plan = archive
        .read(|connection| {
            let (sql, _) = crate::listing::question(connection, &by_title)?;
            connection.query_row(&format!("EXPLAIN QUERY PLAN {sql}"), [], |row| row.get::<_, String>(3))
        })
        .unwrap();
    assert_eq!(plan, "SCAN releases USING COVERING INDEX releases_by_title");
    // A topic over all series is one stretch of its table, in its order; when releases were issued is read from an index.
    for (query, step) in [
        (everywhere::MENTIONS, "SEARCH positions USING PRIMARY KEY (topic=?)"),
        (everywhere::DATES, "SCAN releases USING COVERING INDEX releases_by_date"),
    ] {
        let plan = plan_of(&archive, &query.replace("?1", "1"));
        assert_eq!(plan, [step], "{query}");
    }
    // A text that may be there already is looked up by all that is known of it, its place among those of its date by another.
    for (query, step) in [
        (
            "SELECT id FROM releases WHERE sha256 = ?1 AND series = ?2 AND date = ?3 LIMIT 1",
            "SEARCH releases USING COVERING INDEX releases_by_content (series=? AND date=? AND sha256=?)",
        ),
        (
            "SELECT coalesce(max(sequence) + 1, 0) FROM releases WHERE series = ?1 AND date = ?2",
            "SEARCH releases USING COVERING INDEX sqlite_autoindex_releases_1 (series=? AND date=?)",
        ),
    ] {
        let plan: String = archive
            .read(|connection| {
                let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {query}"))?;
                let nothing = vec![rusqlite::types::Null; plan.parameter_count()];
                plan.query_row(rusqlite::params_from_iter(nothing), |row| row.get(3))
            })
            .unwrap();
        assert_eq!(plan, step, "{query}");
    }
    // Read through whole, but in the order of an index.
    let by_date =
        "EXPLAIN QUERY PLAN SELECT id FROM releases ORDER BY date DESC, sequence DESC, id DESC LIMIT 5";
    let plan: String =
        archive.read(|connection| connection.query_row(by_date, [], |row| row.get(3))).unwrap();
    assert!(plan.contains("USING COVERING INDEX releases_by_date"), "{plan}");
}

#[test]
fn with_a_rollback_journal_as_on_a_network_drive_what_is_written_is_read_and_no_log_is_made() {
    let (folder, archive, series) = new_archive();
    let path = archive.path().to_owned();
    archive.close().unwrap();
    let mut writer = connection::writer(&path).unwrap();
    connection::settle(&writer, Journal::Rollback).unwrap();
    // There the disk is waited for whatever is written.
    let mut unwaited = Unwaited::begin(&mut writer).unwrap();
    let waits: i64 = unwaited.connection().pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap();
    drop(unwaited);
    assert_eq!(waits, 2);
    let readers = Readers::new(path.clone(), Reading::BesideWriter);
    for expected in 1..3 {
        let mut batch = Batch::begin(&mut writer, &path, &Arc::default()).unwrap();
        batch.store_release(&release(series, "نص")).unwrap();
        // Nothing of it is seen before it is whole.
        assert_eq!(readers.with(releases::count).unwrap(), expected - 1);
        batch.commit().unwrap();
        assert_eq!(readers.with(releases::count).unwrap(), expected);
        assert_eq!(names(&folder), ["a.bayan"]);
    }
}
