//! `paragraphs`: the text of the releases, as it was published.

use std::sync::LazyLock;

use bayan_core::model::{ReleaseId, SeriesId};
use rusqlite::{Connection, OptionalExtension};

pub(crate) const CREATE: &str = "
CREATE TABLE paragraphs (
    -- A number of its own, so that what a person says of a paragraph can name it.
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    release INTEGER NOT NULL REFERENCES releases (id),
    -- Its place in the release, from 0, the title not counted.
    number  INTEGER NOT NULL CHECK (number >= 0),
    text    TEXT NOT NULL,
    UNIQUE (release, number)
) STRICT;
";

/// The paragraphs of a release, in order.
pub(crate) fn of_release(connection: &Connection, release: ReleaseId) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT text FROM paragraphs WHERE release = ?1 ORDER BY number")?
        .query_map([release.0], |row| row.get(0))?
        .collect()
}

/// The paragraphs of all releases of a series, the oldest release first, those of a release in order.
pub(crate) fn of_series(connection: &Connection, series: SeriesId) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached(
            "SELECT text FROM releases CROSS JOIN paragraphs ON paragraphs.release = releases.id
             WHERE releases.series = ?1 ORDER BY date, sequence, number",
        )?
        .query_map([series.0], |row| row.get(0))?
        .collect()
}

/// One paragraph of a release.
pub(crate) fn one(
    connection: &Connection,
    release: ReleaseId,
    number: u32,
) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT text FROM paragraphs WHERE release = ?1 AND number = ?2")?
        .query_row((release.0, number), |row| row.get(0))
        .optional()
}

/// The numbers of a release's rows, in order of paragraph.
pub(crate) fn rows(connection: &Connection, release: ReleaseId) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT id FROM paragraphs WHERE release = ?1 ORDER BY number")?
        .query_map([release.0], |row| row.get(0))?
        .collect()
}

/// Takes the paragraphs of a release away.
pub(crate) fn remove(connection: &Connection, release: ReleaseId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM paragraphs WHERE release = ?1")?.execute([release.0]).map(drop)
}

/// Adds the paragraphs of a release that has none yet.
pub(crate) fn insert(
    connection: &Connection,
    release: ReleaseId,
    paragraphs: &[String],
) -> rusqlite::Result<()> {
    // Several in one statement: each notes the last number given out, once.
    for (part, texts) in paragraphs.chunks(AT_ONCE).enumerate() {
        let mut insert = match texts.len() {
            AT_ONCE => connection.prepare_cached(&INSERT_FULL)?,
            fewer => connection.prepare_cached(&inserting(fewer))?,
        };
        insert.raw_bind_parameter(1, release.0)?;
        insert.raw_bind_parameter(2, (part * AT_ONCE) as i64)?;
        for (place, text) in texts.iter().enumerate() {
            insert.raw_bind_parameter(place + 3, text)?;
        }
        insert.raw_execute()?;
    }
    Ok(())
}

/// How many paragraphs are added in one statement.
const AT_ONCE: usize = 8;
static INSERT_FULL: LazyLock<String> = LazyLock::new(|| inserting(AT_ONCE));

/// The statement that adds so many.
fn inserting(count: usize) -> String {
    let rows: Vec<String> = (0..count).map(|place| format!("(?1, ?2 + {place}, ?{})", place + 3)).collect();
    format!("INSERT INTO paragraphs (release, number, text) VALUES {}", rows.join(", "))
}
