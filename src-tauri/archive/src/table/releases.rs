//! `releases`: the dated statements of a series, without their text.

use bayan_core::model::{Lang, Release, ReleaseDate, ReleaseId, SeriesId};
use bayan_core::text::token::count_words;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{lang, unreadable};
use crate::batch::releases::{NewRevision, ReleaseFacts};
use crate::content::{ContentHash, content_hash};
use crate::error::Invalid;
use crate::order;
use crate::search::index::MOST_PARAGRAPHS;

/// The lists by date over all series, and the releases in which something is found.
pub(crate) const INDEX_BY_DATE: &str = "CREATE INDEX releases_by_date ON releases (date, sequence);";

pub(crate) const CREATE: &str = "
CREATE TABLE releases (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    series     INTEGER NOT NULL REFERENCES series (id),
    -- 2025-03-27, 2025-03 or 2025, as precisely as it is known: sorts as text, the vaguer first.
    date       TEXT NOT NULL CHECK (
                   date GLOB '[0-9][0-9][0-9][0-9]'
                   OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
                   OR date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- The place among releases of the same date, from 0.
    sequence   INTEGER NOT NULL CHECK (sequence >= 0),
    title      TEXT,
    lang       TEXT NOT NULL,
    source     TEXT,
    -- Seconds since 1970-01-01T00:00:00Z.
    retrieved  INTEGER,
    note       TEXT,
    -- See content.rs.
    sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
    -- Counted when the text is stored.
    paragraphs INTEGER NOT NULL CHECK (paragraphs > 0),
    words      INTEGER NOT NULL CHECK (words >= 0),
    UNIQUE (series, date, sequence)
) STRICT;
CREATE INDEX releases_by_content ON releases (sha256);
";

/// The index in which a text is looked up that may be there already. By the fingerprint alone, which is as good as drawn by
/// lot, every batch of an import would change nearly every page of it; by series and date it changes the few at its end.
pub(crate) const INDEX_BY_CONTENT_IN_SERIES: &str = "
DROP INDEX releases_by_content;
CREATE INDEX releases_by_content ON releases (series, date, sha256);
";

/// Where a release was issued, and what a person says of the whole of it.
pub(crate) const ADD_PLACE_AND_MARKS: &str = "
ALTER TABLE releases ADD COLUMN place TEXT;
-- When it was marked as reviewed: seconds since 1970-01-01T00:00:00Z.
ALTER TABLE releases ADD COLUMN reviewed INTEGER;
-- 0 none, 1 minor, 2 notable, 3 major; NULL where nobody has said.
ALTER TABLE releases ADD COLUMN significance INTEGER CHECK (significance BETWEEN 0 AND 3);
";

/// A release to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRelease {
    /// The series it belongs to.
    pub series: SeriesId,
    /// The title as published, apart from the paragraphs; `None` where the text has none.
    pub title: Option<String>,
    /// The day, month or year it is dated. Releases of the same date keep the order they are stored in.
    pub date: ReleaseDate,
    /// The language it is written in.
    pub lang: Lang,
    /// Where it was taken from: an address or a citation.
    pub source: Option<String>,
    /// When it was taken from there; stored to the second.
    pub retrieved: Option<DateTime<Utc>>,
    /// What a reader should know of it.
    pub note: Option<String>,
    /// Its text, at least one paragraph, none of them blank.
    pub paragraphs: Vec<String>,
}

impl NewRelease {
    /// The fingerprint of its title and paragraphs.
    pub fn content_hash(&self) -> ContentHash {
        content_hash(self.title.as_deref(), &self.paragraphs)
    }

    /// The length of its text, the title not counted.
    pub fn bytes(&self) -> u64 {
        self.paragraphs.iter().map(|text| text.len() as u64).sum()
    }

    pub(crate) fn check(&self) -> Result<(), Invalid> {
        check(&self.title, &self.source, &self.paragraphs)
    }
}

/// Refuses a text that is not fit to be a release's.
pub(crate) fn check(
    title: &Option<String>,
    source: &Option<String>,
    paragraphs: &[String],
) -> Result<(), Invalid> {
    if [title, source].into_iter().flatten().any(|text| text.trim().is_empty()) {
        return Err(Invalid::Blank);
    }
    if paragraphs.is_empty() {
        return Err(Invalid::NoText);
    }
    if paragraphs.len() > MOST_PARAGRAPHS {
        return Err(Invalid::TooManyParagraphs(paragraphs.len()));
    }
    match paragraphs.iter().position(|paragraph| paragraph.trim().is_empty()) {
        Some(number) => Err(Invalid::BlankParagraph(number)),
        None => Ok(()),
    }
}

/// How many words and numbers there are, as they are counted when releases are compared.
fn words(paragraphs: &[String]) -> i64 {
    count_words(paragraphs) as i64
}

/// What is read of a release.
pub(crate) const COLUMNS: &str =
    "id, series, title, date, lang, source, retrieved, place, note, paragraphs, words";

/// The date in the column `date`.
pub(crate) fn date(row: &Row<'_>) -> rusqlite::Result<ReleaseDate> {
    let written: String = row.get("date")?;
    written.parse::<ReleaseDate>().map_err(|error| unreadable(row, "date", error.to_string()))
}

/// A release from a row with [`COLUMNS`].
pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Release> {
    let retrieved: Option<i64> = row.get("retrieved")?;
    Ok(Release {
        id: ReleaseId(row.get("id")?),
        series: SeriesId(row.get("series")?),
        title: row.get("title")?,
        date: date(row)?,
        lang: lang(row, "lang")?,
        source: row.get("source")?,
        retrieved: match retrieved {
            Some(seconds) => Some(
                DateTime::from_timestamp(seconds, 0)
                    .ok_or_else(|| unreadable(row, "retrieved", format!("no time: {seconds}")))?,
            ),
            None => None,
        },
        place: row.get("place")?,
        note: row.get("note")?,
        paragraphs: row.get("paragraphs")?,
        words: row.get("words")?,
    })
}

/// The releases of a series by date, those of one date in the order they were stored.
pub(crate) fn of_series(connection: &Connection, series: SeriesId) -> rusqlite::Result<Vec<Release>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM releases WHERE series = ?1 ORDER BY date, sequence"))?
        .query_map([series.0], from_row)?
        .collect()
}

/// One release.
pub(crate) fn get(connection: &Connection, id: ReleaseId) -> rusqlite::Result<Option<Release>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM releases WHERE id = ?1"))?
        .query_row([id.0], from_row)
        .optional()
}

/// Where a release belongs, and its title.
pub(crate) struct Place {
    pub series: SeriesId,
    pub date: ReleaseDate,
    pub title: Option<String>,
}

/// The place of one release.
pub(crate) fn place(connection: &Connection, id: ReleaseId) -> rusqlite::Result<Option<Place>> {
    connection
        .prepare_cached("SELECT series, date, title FROM releases WHERE id = ?1")?
        .query_row([id.0], |row| {
            Ok(Place { series: SeriesId(row.get("series")?), date: date(row)?, title: row.get("title")? })
        })
        .optional()
}

/// The release of a series that has this date and this text.
pub(crate) fn find(
    connection: &Connection,
    series: SeriesId,
    date: ReleaseDate,
    content: ContentHash,
) -> rusqlite::Result<Option<ReleaseId>> {
    connection
        .prepare_cached("SELECT id FROM releases WHERE sha256 = ?1 AND series = ?2 AND date = ?3 LIMIT 1")?
        .query_row((content.0, series.0, date.to_string()), |row| row.get(0).map(ReleaseId))
        .optional()
}

/// Which text a release has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// The release.
    pub id: ReleaseId,
    /// Its series.
    pub series: SeriesId,
    /// Its date.
    pub date: ReleaseDate,
    /// The fingerprint of its title and paragraphs.
    pub content: ContentHash,
}

/// The fingerprint of every release, series by series in the order of their numbers, those of a series by date.
pub(crate) fn fingerprints(connection: &Connection) -> rusqlite::Result<Vec<Fingerprint>> {
    connection
        .prepare_cached("SELECT id, series, date, sha256 FROM releases ORDER BY series, date, sequence")?
        .query_map([], |row| {
            Ok(Fingerprint {
                id: ReleaseId(row.get("id")?),
                series: SeriesId(row.get("series")?),
                date: date(row)?,
                content: ContentHash(row.get("sha256")?),
            })
        })?
        .collect()
}

/// How many there are.
pub(crate) fn count(connection: &Connection) -> rusqlite::Result<u32> {
    connection.prepare_cached("SELECT count(*) FROM releases")?.query_row([], |row| row.get(0))
}

/// How many a series has.
pub(crate) fn count_in(connection: &Connection, series: SeriesId) -> rusqlite::Result<u32> {
    connection
        .prepare_cached("SELECT count(*) FROM releases WHERE series = ?1")?
        .query_row([series.0], |row| row.get(0))
}

/// The highest number of any; 0 where there is none.
pub(crate) fn newest_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT coalesce(max(id), 0) FROM releases")?.query_row([], |row| row.get(0))
}

/// How many there are with this number or a lower one.
pub(crate) fn count_upto(connection: &Connection, id: i64) -> rusqlite::Result<u32> {
    connection
        .prepare_cached("SELECT count(*) FROM releases WHERE id <= ?1")?
        .query_row([id], |row| row.get(0))
}

/// The number of each, in order.
pub(crate) fn ids(connection: &Connection) -> rusqlite::Result<Vec<ReleaseId>> {
    connection
        .prepare_cached("SELECT id FROM releases ORDER BY id")?
        .query_map([], |row| row.get(0).map(ReleaseId))?
        .collect()
}

/// The first and the last date.
pub(crate) fn ends(connection: &Connection) -> rusqlite::Result<Option<(ReleaseDate, ReleaseDate)>> {
    let end = |order: &str| {
        connection
            .prepare_cached(&format!("SELECT date FROM releases ORDER BY date {order} LIMIT 1"))?
            .query_row([], date)
            .optional()
    };
    Ok(end("ASC")?.zip(end("DESC")?))
}

/// The newest of all series, the newest first; also of a file that is not migrated yet.
pub(crate) fn newest(connection: &Connection, limit: u32) -> rusqlite::Result<Vec<Release>> {
    let has_place =
        connection.prepare("SELECT 1 FROM pragma_table_info('releases') WHERE name = 'place'")?.exists([])?;
    let columns = if has_place { COLUMNS.to_owned() } else { COLUMNS.replace("place", "NULL AS place") };
    connection
        .prepare_cached(&format!(
            "SELECT {columns} FROM releases ORDER BY date DESC, sequence DESC, id DESC LIMIT ?1"
        ))?
        .query_map([limit], from_row)?
        .collect()
}

/// The fingerprint that was stored with a release.
pub(crate) fn stored_hash(connection: &Connection, id: ReleaseId) -> rusqlite::Result<Option<ContentHash>> {
    connection
        .prepare_cached("SELECT sha256 FROM releases WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0).map(ContentHash))
        .optional()
}

/// Adds one at the end of its date, without its paragraphs.
pub(crate) fn insert(connection: &Connection, new: &NewRelease) -> rusqlite::Result<ReleaseId> {
    connection
        .prepare_cached(
            "INSERT INTO releases
                 (series, date, sequence, title, title_key, lang, source, retrieved, note, sha256, paragraphs, words)
             VALUES
                 (:series, :date,
                  (SELECT coalesce(max(sequence) + 1, 0) FROM releases WHERE series = :series AND date = :date),
                  :title, :title_key, :lang, :source, :retrieved, :note, :sha256, :paragraphs, :words)",
        )?
        .insert(named_params! {
            ":series": new.series.0,
            ":date": new.date.to_string(),
            ":title": new.title,
            ":title_key": new.title.as_deref().map(order::key),
            ":lang": new.lang.tag(),
            ":source": new.source,
            ":retrieved": new.retrieved.map(|time| time.timestamp()),
            ":note": new.note,
            ":sha256": new.content_hash().0,
            ":paragraphs": new.paragraphs.len() as i64,
            ":words": words(&new.paragraphs),
        })
        .map(ReleaseId)
}

/// Takes one away that has no paragraphs.
pub(crate) fn remove(connection: &Connection, id: ReleaseId) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM releases WHERE id = ?1")?.execute([id.0]).map(drop)
}

/// Gives a release another text, without its paragraphs.
pub(crate) fn revise(connection: &Connection, id: ReleaseId, new: &NewRevision) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE releases SET title = :title, title_key = :title_key, source = :source, retrieved = :retrieved, sha256 = :sha256,
                 paragraphs = :paragraphs, words = :words
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id.0,
            ":title": new.title,
            ":title_key": new.title.as_deref().map(order::key),
            ":source": new.source,
            ":retrieved": new.retrieved.map(|time| time.timestamp()),
            ":sha256": content_hash(new.title.as_deref(), &new.paragraphs).0,
            ":paragraphs": new.paragraphs.len() as i64,
            ":words": words(&new.paragraphs),
        })
        .map(drop)
}

/// Changes what is known of a release beside its text. With another date it goes to the end of that.
pub(crate) fn set_facts(
    connection: &Connection,
    id: ReleaseId,
    facts: &ReleaseFacts,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE releases SET lang = :lang, source = :source, place = :place, note = :note, date = :date,
                 sequence = CASE WHEN date = :date THEN sequence ELSE
                     (SELECT coalesce(max(sequence) + 1, 0) FROM releases AS others
                      WHERE others.series = releases.series AND others.date = :date) END
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id.0,
            ":lang": facts.lang.tag(),
            ":source": facts.source,
            ":place": facts.place,
            ":note": facts.note,
            ":date": facts.date.to_string(),
        })
        .map(drop)
}

/// Gives a release another title.
pub(crate) fn set_title(
    connection: &Connection,
    id: ReleaseId,
    title: Option<&str>,
    paragraphs: &[String],
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE releases SET title = ?2, title_key = ?3, sha256 = ?4 WHERE id = ?1")?
        .execute((id.0, title, title.map(order::key), content_hash(title, paragraphs).0))
        .map(drop)
}

/// Makes the key of a release's title anew, where the title was set in another way than the functions above do.
pub(crate) fn set_title_key(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(&format!("UPDATE releases SET title_key = {}(title) WHERE id = ?1", order::KEY))?
        .execute([id])
        .map(drop)
}

/// Puts a release at the end of its date in a series.
pub(crate) fn set_series(connection: &Connection, id: ReleaseId, series: SeriesId) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE releases SET series = ?2,
                 sequence = CASE WHEN series = ?2 THEN sequence ELSE
                     (SELECT coalesce(max(sequence) + 1, 0) FROM releases AS others
                      WHERE others.series = ?2 AND others.date = releases.date) END
             WHERE id = ?1",
        )?
        .execute([id.0, series.0])
        .map(drop)
}
