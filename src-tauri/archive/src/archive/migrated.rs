//! Archives of older versions keep what is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::tests::names;
use super::*;
use crate::header;
use crate::table::journal::{self, Touched};
use crate::table::positions;

const FIRST_VERSION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/version-1.bayan");
const ARCHIVE: &str = "BAYAN_TEST_ARCHIVE";
const STATEMENT: &str = "BAYAN_TEST_STATEMENT";

#[test]
fn a_program_that_dies_behind_any_statement_of_a_migration_leaves_a_whole_archive_of_one_version() {
    for statement in 1.. {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bayan");
        fs::copy(FIRST_VERSION, &path).unwrap();
        let done = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "archive::migrated::migrate_and_die", "--ignored"])
            .envs([(ARCHIVE, path.as_os_str()), (STATEMENT, statement.to_string().as_ref())])
            .output()
            .unwrap();
        if done.status.success() {
            assert!(statement > 20, "after {statement} statements the migration was over");
            return;
        }
        let version = header::read(&path).map(|header| header.user_version);
        let left = connection::probe(&path).unwrap();
        let version_in_log = migration::version(&left).unwrap();
        assert!((1..=migration::SCHEMA_VERSION).contains(&version_in_log), "{statement}: {version:?}");
        let as_declared = migration::expected(version_in_log, MIGRATIONS).unwrap();
        assert_eq!(migration::declared(&left).unwrap(), as_declared, "statement {statement}");
        drop(left);
        assert!(names(&folder).contains(&"a.before-v2.bayan".to_owned()), "statement {statement}");
        let archive = Archive::open(&path).unwrap();
        assert_eq!(archive.release_count().unwrap(), 2, "statement {statement}");
        for id in archive.read(releases::ids).unwrap() {
            assert!(archive.is_intact(id).unwrap());
        }
    }
}

#[test]
#[ignore = "the process that the test above lets die"]
fn migrate_and_die() {
    let path = PathBuf::from(std::env::var_os(ARCHIVE).unwrap());
    let last: u32 = std::env::var(STATEMENT).unwrap().parse().unwrap();
    let mut writer = connection::writer(&path).unwrap();
    migration::snapshot(&writer, &path, 1).unwrap();
    let mut done = 0;
    migration::run_watched(&mut writer, MIGRATIONS, &mut || {
        done += 1;
        if done == last {
            std::process::abort();
        }
    })
    .unwrap();
}

#[test]
fn an_act_of_before_a_column_was_added_is_undone_after_the_migration() {
    let added = MIGRATIONS.iter().position(|step| step.contains(&releases::ADD_PLACE_AND_MARKS)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bayan");
    make(&path, &MIGRATIONS[..added]).unwrap();
    let old = Connection::open(&path).unwrap();
    let hash = crate::content::content_hash(Some("قبل"), &["نص"]);
    old.execute_batch(
        "INSERT INTO issuers (name_ar, invented) VALUES ('المجلس', 0);
         INSERT INTO series (issuer, title_ar, lang) VALUES (1, 'بيان', 'ar');",
    )
    .unwrap();
    old.execute(
        "INSERT INTO releases (series, date, sequence, title, lang, sha256, paragraphs, words)
         VALUES (1, '2025', 0, 'قبل', 'ar', ?1, 1, 1)",
        [hash.0],
    )
    .unwrap();
    old.execute_batch("INSERT INTO paragraphs (release, number, text) VALUES (1, 0, 'نص')").unwrap();
    let before = journal::state(&old, "releases", 1).unwrap();
    old.execute_batch("UPDATE releases SET note = 'بعد'").unwrap();
    let touched = [Touched { table: "releases", row: 1, other: before }];
    journal::write(&old, "set-release-note", &Default::default(), chrono::DateTime::UNIX_EPOCH, &touched)
        .unwrap();
    old.close().unwrap();

    let archive = Archive::open(&path).unwrap();
    let id = ReleaseId(1);
    assert_eq!(archive.release(id).unwrap().note.as_deref(), Some("بعد"));
    assert_eq!(archive.undo().unwrap().unwrap().code, "set-release-note");
    assert_eq!(archive.release(id).unwrap().note, None);
    archive.redo().unwrap();
    assert_eq!(archive.release(id).unwrap().note.as_deref(), Some("بعد"));
}

#[test]
fn every_column_that_a_migration_adds_is_known_to_the_undoing_of_acts_of_before_it() {
    let mut before: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for version in 1..=MIGRATIONS.len() {
        let mut model = Connection::open_in_memory().unwrap();
        migration::run(&mut model, &MIGRATIONS[..version]).unwrap();
        for table in journal::TABLES {
            let columns: BTreeSet<String> = model
                .prepare("SELECT name FROM pragma_table_info(?1)")
                .unwrap()
                .query_map([table], |row| row.get(0))
                .unwrap()
                .collect::<rusqlite::Result<_>>()
                .unwrap();
            for added in before.get(table).into_iter().flat_map(|old| columns.difference(old)) {
                assert!(journal::knows_added(table, added), "{table}.{added} of migration {version}");
            }
            if !columns.is_empty() {
                before.insert(table, columns);
            }
        }
    }
}

#[test]
fn topics_terms_and_positions_of_version_3_are_carried_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.bayan");
    make(&path, &MIGRATIONS[..3]).unwrap();
    let old = Connection::open(&path).unwrap();
    old.execute_batch(
        "INSERT INTO issuers (id, name_en, invented) VALUES (1, 'I', 0);
         INSERT INTO series (id, issuer, title_en, lang) VALUES (1, 1, 'S', 'ar');
         INSERT INTO releases (id, series, date, sequence, lang, sha256, paragraphs, words)
             VALUES (1, 1, '2025', 0, 'ar', zeroblob(32), 1, 2);
         INSERT INTO paragraphs (release, number, text) VALUES (1, 0, 'رحب بالهدنة.');
         INSERT INTO topics (id, key, name_ar) VALUES (1, 'truce', 'الهدنة'), (2, 'Not A Key', 'آخر');
         INSERT INTO terms (topic, lang, text, weight) VALUES (1, 'ar', 'الهدنة', 3), (1, 'en', 'truce', 2);
         INSERT INTO positions (topic, release, paragraph, act, force, holder, first, last, by_hand)
             VALUES (1, 1, 0, 'welcome', 2, 'issuer', 0, 6, 1), (1, 1, 0, 'note', 1, 'issuer', 0, 6, 0);
         INSERT INTO journal (code, params, made, undone, rows) VALUES
             ('topic', '{}', 0, 0, '[{\"table\":\"topics\",\"row\":1}]'), ('note', '{}', 0, 0, '[{\"table\":\"notes\",\"row\":1}]');",
    )
    .unwrap();
    old.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    let book = archive.codebook_of(SeriesId(1)).unwrap().unwrap();
    let ids: Vec<&str> = book.codebook.topics.iter().map(|topic| topic.id.0.as_str()).collect();
    assert_eq!(ids, ["truce", "topic-2"]);
    assert_eq!(book.codebook.topics[0].terms.len(), 2);
    let said = archive.hand_positions(ReleaseId(1)).unwrap();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].0.told.as_ref().unwrap().at.quote, "رحب");
    assert_eq!(archive.next_undo().unwrap().unwrap().code, "note");
}

#[test]
fn positions_of_version_10_are_kept_and_go_with_their_release() {
    let before = MIGRATIONS.iter().position(|step| step.contains(&positions::WITH_ONE_INDEX)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.bayan");
    make(&path, &MIGRATIONS[..before]).unwrap();
    let old = Connection::open(&path).unwrap();
    old.execute_batch(
        "INSERT INTO issuers (id, name_en, invented) VALUES (1, 'I', 0);
         INSERT INTO series (id, issuer, title_en, lang) VALUES (1, 1, 'S', 'en');
         INSERT INTO releases (id, series, date, sequence, lang, sha256, paragraphs, words)
             VALUES (1, 1, '2025', 0, 'en', zeroblob(32), 1, 2), (2, 1, '2026', 0, 'en', zeroblob(32), 1, 2);
         INSERT INTO paragraphs (release, number, text) VALUES (1, 0, 'It welcomed it.'), (2, 0, 'It welcomed it.');
         INSERT INTO topic_keys (id, key) VALUES (1, 'ceasefire'), (2, 'return');
         INSERT INTO positions
             VALUES (1, 1, 1, 1, 0, 3, 11, 3, 10, 8, 2, 0, NULL, NULL, NULL, 0, '[[1,2]]', 0, NULL, 0, NULL, NULL, 0, 0),
                    (2, 1, 1, 0, 0, 0, 2, 0, 2, 0, 3, 1, 4, 5, 'They', 1, '[]', 3, 7, NULL, NULL, NULL, 0, 0),
                    (1, 1, 2, 0, 0, 3, 11, 3, 10, 10, 1, 0, NULL, NULL, NULL, 0, '[]', 1, 9, 4, 1, 1, 2, -1);",
    )
    .unwrap();
    let rows = |connection: &Connection| -> Vec<Vec<rusqlite::types::Value>> {
        let mut all =
            connection.prepare("SELECT * FROM positions ORDER BY topic, series, release, number").unwrap();
        let columns = all.column_count();
        let rows = all.query_map([], |row| (0..columns).map(|at| row.get(at)).collect()).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    };
    let kept = rows(&old);
    old.close().unwrap();
    let archive = Archive::open(&path).unwrap();
    assert_eq!(rows(&archive.writer().unwrap()), kept);
    let of = |release| -> Vec<(String, u32)> {
        let all = archive.positions_of_release(ReleaseId(release)).unwrap();
        all.into_iter().map(|position| (position.topic, position.number)).collect()
    };
    assert_eq!(of(1), [("return".to_owned(), 0), ("ceasefire".to_owned(), 1)]);
    assert_eq!(of(2), [("ceasefire".to_owned(), 0)]);
    archive.write(|batch| batch.remove_release(ReleaseId(1))).unwrap();
    assert_eq!((of(1), of(2)), (vec![], vec![("ceasefire".to_owned(), 0)]));
    assert_eq!(rows(&archive.writer().unwrap()), kept[1..2]);
}
