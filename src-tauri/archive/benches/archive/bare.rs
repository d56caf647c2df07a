//! The same texts in bare rows with SQLite's own full-text index: what nothing that stores and finds them can undercut by
//! much.

use rusqlite::{Connection, params};
use std::path::Path;

use crate::generator::Pool;
use crate::{Took, took};

/// Stores the releases; gives what it took and the length of the file in bytes.
pub fn store(path: &Path, pool: &Pool, releases: usize, batch: usize) -> (Took, u64) {
    let mut connection = Connection::open(path).unwrap();
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
        .execute_batch(
            "CREATE TABLE releases (id INTEGER PRIMARY KEY, date TEXT NOT NULL, title TEXT);
             CREATE TABLE paragraphs (id INTEGER PRIMARY KEY, release INTEGER NOT NULL, text TEXT NOT NULL);
             CREATE INDEX paragraphs_of_release ON paragraphs (release);
             CREATE VIRTUAL TABLE search USING fts5(text, content='paragraphs', content_rowid='id');",
        )
        .unwrap();
    let took = took(|| fill(&mut connection, pool, releases, batch));
    connection.close().map_err(|(_, error)| error).unwrap();
    (took, std::fs::metadata(path).unwrap().len())
}

fn fill(connection: &mut Connection, pool: &Pool, releases: usize, batch: usize) {
    for start in (0..releases).step_by(batch) {
        let step = connection.transaction().unwrap();
        for number in start..(start + batch).min(releases) {
            let made = pool.release(number, crate::PER_SERIES);
            step.prepare_cached("INSERT INTO releases (id, date, title) VALUES (?1, ?2, ?3)")
                .unwrap()
                .execute(params![number as i64 + 1, made.date, made.title])
                .unwrap();
            for text in made.paragraphs {
                let id = step
                    .prepare_cached("INSERT INTO paragraphs (release, text) VALUES (?1, ?2)")
                    .unwrap()
                    .insert(params![number as i64 + 1, text])
                    .unwrap();
                step.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")
                    .unwrap()
                    .execute(params![id, text])
                    .unwrap();
            }
        }
        step.commit().unwrap();
    }
}
