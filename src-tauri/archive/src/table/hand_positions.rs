//! `hand_positions`: what a person says of the positions of a release. It stands apart from what is found, and stands when
//! that is found anew.
//!
//! A row names the position it is about by its words, topic and act (`was_…`), none for one that is added; and says what it
//! is instead, nothing for one that is taken away. Words are kept as text beside their bytes: when a later revision of the
//! release takes the text's place they are looked for again.

use std::collections::HashMap;

use bayan_core::model::{ReleaseId, SeriesId};
use bayan_core::positions::Holder;
use bayan_core::text::lexicon::Act;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{time, unreadable};

pub(crate) const CREATE: &str = "
CREATE TABLE hand_positions (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    release       INTEGER NOT NULL REFERENCES releases (id),
    -- The position that was found; NULL for one that a person adds.
    was_topic     TEXT,
    was_act       TEXT,
    was_paragraph INTEGER CHECK (was_paragraph >= 0),
    was_first     INTEGER CHECK (was_first >= 0),
    was_last      INTEGER CHECK (was_last > was_first),
    was_quote     TEXT,
    -- What it is; NULL where there is none.
    topic         TEXT,
    act           TEXT,
    force         INTEGER CHECK (force BETWEEN 1 AND 3),
    holder        TEXT,
    -- Who it is, where it is not the issuer.
    party         TEXT,
    paragraph     INTEGER CHECK (paragraph >= 0),
    first         INTEGER CHECK (first >= 0),
    last          INTEGER CHECK (last > first),
    quote         TEXT,
    made          INTEGER NOT NULL,
    CHECK (coalesce(was_topic, topic) IS NOT NULL),
    CHECK ((was_topic IS NULL) = (was_act IS NULL) AND (was_topic IS NULL) = (was_quote IS NULL)),
    CHECK ((topic IS NULL) = (act IS NULL) AND (topic IS NULL) = (quote IS NULL) AND (topic IS NULL) = (force IS NULL))
) STRICT;
CREATE INDEX hand_positions_of_release ON hand_positions (release);
";

/// The force and holder that were found, so that a change of these alone is still known for one when nothing is found at
/// its words any more. NULL for what was said before there were these columns.
pub(crate) const ADD_FORCE_AND_HOLDER: &str = "
ALTER TABLE hand_positions ADD COLUMN was_force INTEGER CHECK (was_force BETWEEN 1 AND 3);
ALTER TABLE hand_positions ADD COLUMN was_holder TEXT;
";

/// Words of a release: where they stand, and what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// Bytes of the paragraph.
    pub bytes: std::ops::Range<u32>,
    /// The words, verbatim.
    pub quote: String,
}

/// The position that a person speaks of, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Was {
    /// Its topic.
    pub topic: String,
    /// Its act.
    pub act: Act,
    /// Its force, 1 to 3, and whose it was; `None` where an older version of the program noted neither.
    pub rest: Option<(u8, Holder)>,
    /// Its quote.
    pub at: Anchor,
}

/// What a person says a position is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its topic.
    pub topic: String,
    /// Its act.
    pub act: Act,
    /// Its force, 1 to 3.
    pub force: u8,
    /// Whose it is.
    pub holder: Holder,
    /// Who that is, where it is not the issuer and a person has said so.
    pub party: Option<String>,
    /// Its quote.
    pub at: Anchor,
}

/// What a person says of a position: that it is so, that it is otherwise, that there is one, that there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandPosition {
    /// Its number in the archive; 0 for one that is to be stored.
    pub id: i64,
    /// The release.
    pub release: ReleaseId,
    /// What was found; `None` for a position that is added.
    pub was: Option<Was>,
    /// What it is; `None` for a position that is taken away.
    pub told: Option<Told>,
    /// When it was said.
    pub made: DateTime<Utc>,
}

const COLUMNS: &str = "id, release, was_topic, was_act, was_paragraph, was_first, was_last, was_quote,
    was_force, was_holder, topic, act, force, holder, party, paragraph, first, last, quote, made";

fn act(row: &Row<'_>, column: &str) -> rusqlite::Result<Act> {
    let id: String = row.get(column)?;
    Act::from_id(&id).ok_or_else(|| unreadable(row, column, format!("no act: {id}")))
}

fn holder(id: &str) -> Holder {
    match id {
        "other" => Holder::Other,
        _ => Holder::Issuer,
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<HandPosition> {
    let was: Option<String> = row.get("was_topic")?;
    let told: Option<String> = row.get("topic")?;
    Ok(HandPosition {
        id: row.get("id")?,
        release: ReleaseId(row.get("release")?),
        was: match was {
            None => None,
            Some(topic) => Some(Was {
                topic,
                act: act(row, "was_act")?,
                rest: match (row.get("was_force")?, row.get::<_, Option<String>>("was_holder")?) {
                    (Some(force), Some(id)) => Some((force, holder(&id))),
                    _ => None,
                },
                at: Anchor {
                    paragraph: row.get("was_paragraph")?,
                    bytes: row.get("was_first")?..row.get("was_last")?,
                    quote: row.get("was_quote")?,
                },
            }),
        },
        told: match told {
            None => None,
            Some(topic) => Some(Told {
                topic,
                act: act(row, "act")?,
                force: row.get("force")?,
                holder: holder(&row.get::<_, String>("holder")?),
                party: row.get("party")?,
                at: Anchor {
                    paragraph: row.get("paragraph")?,
                    bytes: row.get("first")?..row.get("last")?,
                    quote: row.get("quote")?,
                },
            }),
        },
        made: time(row, "made")?,
    })
}

/// What was said of a release's positions, in the order it was said.
pub(crate) fn of_release(connection: &Connection, release: ReleaseId) -> rusqlite::Result<Vec<HandPosition>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM hand_positions WHERE release = ?1 ORDER BY id"))?
        .query_map([release.0], from_row)?
        .collect()
}

/// What was said of the positions of a series, by release, in the order it was said.
pub(crate) fn of_series(
    connection: &Connection,
    series: SeriesId,
) -> rusqlite::Result<HashMap<ReleaseId, Vec<HandPosition>>> {
    let mut said: HashMap<ReleaseId, Vec<HandPosition>> = HashMap::new();
    let mut all = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM hand_positions
         WHERE release IN (SELECT id FROM releases WHERE releases.series = ?1) ORDER BY id"
    ))?;
    for one in all.query_map([series.0], from_row)? {
        let one = one?;
        said.entry(one.release).or_default().push(one);
    }
    Ok(said)
}

/// One of them.
pub(crate) fn get(connection: &Connection, id: i64) -> rusqlite::Result<Option<HandPosition>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM hand_positions WHERE id = ?1"))?
        .query_row([id], from_row)
        .optional()
}

/// Puts one down.
pub(crate) fn insert(connection: &Connection, new: &HandPosition) -> rusqlite::Result<i64> {
    let (was, told) = (new.was.as_ref(), new.told.as_ref());
    connection
        .prepare_cached(
            "INSERT INTO hand_positions (release, was_topic, was_act, was_paragraph, was_first, was_last, was_quote,
                 was_force, was_holder, topic, act, force, holder, party, paragraph, first, last, quote, made)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
        )?
        .insert(params![
            new.release.0,
            was.map(|was| &was.topic),
            was.map(|was| was.act.id()),
            was.map(|was| was.at.paragraph),
            was.map(|was| was.at.bytes.start),
            was.map(|was| was.at.bytes.end),
            was.map(|was| &was.at.quote),
            was.and_then(|was| was.rest).map(|(force, _)| force),
            was.and_then(|was| was.rest).map(|(_, holder)| holder.id()),
            told.map(|told| &told.topic),
            told.map(|told| told.act.id()),
            told.map(|told| told.force),
            told.map(|told| told.holder.id()),
            told.and_then(|told| told.party.as_ref()),
            told.map(|told| told.at.paragraph),
            told.map(|told| told.at.bytes.start),
            told.map(|told| told.at.bytes.end),
            told.map(|told| &told.at.quote),
            new.made.timestamp(),
        ])
}
