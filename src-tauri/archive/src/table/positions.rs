//! `positions` and what goes with it: which act a release performs on which topic, and what became of it since the mention
//! before, as the screens read it.
//!
//! All of it is computed, from the texts, the codebooks and what a person said, and can be computed again; none of it is
//! noted in the journal. A row is what counts: found, or as a person said. `position_states` says by which codebook a
//! release was read and of which text, `series_states` for which order of releases the relations hold.
//!
//! The table is its own index by topic: a topic's row over a series is one stretch of the file.

use bayan_core::model::{ReleaseId, SeriesId};
use bayan_core::positions::codebook::TopicId;
use bayan_core::positions::series::{Pairing, Relation};
use bayan_core::positions::{Holder, Position};
use bayan_core::text::lexicon::Act;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, Statement, params};

use super::unreadable;

mod schema;

pub(crate) use schema::{CREATE, WITH_ONE_INDEX};

/// The condition on the positions of the release `?1`, whatever their act and holder, by which the index by act finds them.
pub(crate) const OF_RELEASE: &str = "positions.act IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) AND positions.holder IN (0, 1) AND positions.release = ?1";
const _: () = assert!(Act::ALL.len() == 11);

/// How a position came to be what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The program found it.
    Found,
    /// The program found it and a person confirmed it.
    Confirmed,
    /// A person changed what the program found.
    Changed,
    /// A person added it.
    Added,
}

/// How it stands against the mention before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Related {
    /// How.
    pub relation: Relation,
    /// Which mention that is: the release, and the number among its positions.
    pub previous: Option<(ReleaseId, u32)>,
    /// Whether that is the same passage, and how it was found.
    pub pairing: Pairing,
    /// Force gained (positive) or lost.
    pub force: i8,
}

/// A position as it counts: found, or as a person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPosition {
    /// Its topic.
    pub topic: String,
    /// The release.
    pub release: ReleaseId,
    /// Its place among the positions of the release, from 0.
    pub number: u32,
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// The quote: bytes of the paragraph.
    pub quote: std::ops::Range<u32>,
    /// The words that perform the act: bytes of the paragraph.
    pub verb: std::ops::Range<u32>,
    /// The act.
    pub act: Act,
    /// Its force, 1 to 3.
    pub force: u8,
    /// Whose it is.
    pub holder: Holder,
    /// Who that is, where it is another party and the text names it: bytes of the paragraph.
    pub party: Option<std::ops::Range<u32>>,
    /// Who that is, as a person wrote it.
    pub party_told: Option<String>,
    /// The clause names no topic itself and takes its paragraph's.
    pub inherited: bool,
    /// The terms the topic rests on: bytes of the paragraph.
    pub terms: Vec<(u32, u32)>,
    /// How it came to be what it is.
    pub standing: Standing,
    /// What a person said of it, by its number in the archive.
    pub hand: Option<i64>,
    /// What became of it since the mention before; `None` for another party's, and until it is known.
    pub related: Option<Related>,
}

impl KeptPosition {
    /// The position as the engine knows it, without its terms.
    pub fn as_found(&self) -> Position {
        let bytes = |range: &std::ops::Range<u32>| range.start as usize..range.end as usize;
        Position {
            paragraph: self.paragraph as usize,
            topic: TopicId(self.topic.clone()),
            act: self.act,
            force: self.force,
            holder: self.holder,
            party: self.party.as_ref().map(bytes),
            quote: bytes(&self.quote),
            verb: bytes(&self.verb),
            terms: Vec::new(),
            inherited: self.inherited,
        }
    }
}

const STANDINGS: [Standing; 4] = [Standing::Found, Standing::Confirmed, Standing::Changed, Standing::Added];

/// By their numbers in the table.
const RELATIONS: [Relation; 9] = [
    Relation::New,
    Relation::SameWording,
    Relation::SpellingOnly,
    Relation::Reworded,
    Relation::Stronger,
    Relation::Softer,
    Relation::Turned,
    Relation::OtherAct,
    Relation::Returned,
];

const PAIRINGS: [Pairing; 3] = [Pairing::Another, Pairing::Linked, Pairing::Similar];

/// What is read of a position, in the order in which [`from_row`] takes it: to look each column up by its name would take
/// longer than to read it.
const COLUMNS: &str = "topic_keys.key, release, number, paragraph, first, last, verb_first, verb_last,
    act, force, holder, party_first, party_last, party, inherited, terms, standing, hand, relation,
    previous_release, previous_number, linked, force_change";

fn place<T: Copy, const N: usize>(
    all: [T; N],
    row: &Row<'_>,
    (index, column): (usize, &str),
) -> rusqlite::Result<T> {
    let number: usize = row.get::<_, u32>(index)? as usize;
    all.get(number).copied().ok_or_else(|| unreadable(row, column, format!("no {column}: {number}")))
}

/// The number a value has in the table.
fn number_in<T: PartialEq>(all: &[T], value: &T) -> i64 {
    all.iter().position(|known| known == value).map_or(0, |at| at as i64)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<KeptPosition> {
    let terms = row.get_ref(15)?.as_str()?;
    let party: Option<u32> = row.get(11)?;
    let relation: Option<u32> = row.get(18)?;
    let previous: Option<i64> = row.get(19)?;
    Ok(KeptPosition {
        topic: row.get(0)?,
        release: ReleaseId(row.get(1)?),
        number: row.get(2)?,
        paragraph: row.get(3)?,
        quote: row.get(4)?..row.get(5)?,
        verb: row.get(6)?..row.get(7)?,
        act: place(Act::ALL, row, (8, "act"))?,
        force: row.get(9)?,
        holder: if row.get::<_, u8>(10)? == 0 { Holder::Issuer } else { Holder::Other },
        party: match party {
            Some(first) => Some(first..row.get(12)?),
            None => None,
        },
        party_told: row.get(13)?,
        inherited: row.get(14)?,
        terms: serde_json::from_str(terms).map_err(|error| unreadable(row, "terms", error.to_string()))?,
        standing: place(STANDINGS, row, (16, "standing"))?,
        hand: row.get(17)?,
        related: match relation {
            Some(_) => Some(Related {
                relation: place(RELATIONS, row, (18, "relation"))?,
                previous: match previous {
                    Some(release) => Some((ReleaseId(release), row.get(20)?)),
                    None => None,
                },
                pairing: place(PAIRINGS, row, (21, "linked"))?,
                force: row.get(22)?,
            }),
            None => None,
        },
    })
}

/// The positions of a series, by topic, then release.
pub(crate) fn of_series(connection: &Connection, series: SeriesId) -> rusqlite::Result<Vec<KeptPosition>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM topic_keys CROSS JOIN positions
             ON positions.topic = topic_keys.id AND positions.series = ?1"
        ))?
        .query_map([series.0], from_row)?
        .collect()
}

/// The positions on one topic over a series, in order of release number.
pub(crate) fn of_topic(
    connection: &Connection,
    series: SeriesId,
    topic: &str,
) -> rusqlite::Result<Vec<KeptPosition>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM topic_keys CROSS JOIN positions
             ON positions.topic = topic_keys.id AND positions.series = ?1
             WHERE topic_keys.key = ?2"
        ))?
        .query_map(params![series.0, topic], from_row)?
        .collect()
}

/// The positions of a release's issuer on one topic, in the order of the text.
pub(crate) fn of_release_on(
    connection: &Connection,
    topic: &str,
    series: SeriesId,
    release: ReleaseId,
) -> rusqlite::Result<Vec<KeptPosition>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM topic_keys CROSS JOIN positions
             ON positions.topic = topic_keys.id AND positions.series = ?2 AND positions.release = ?3
             WHERE topic_keys.key = ?1 AND holder = 0 ORDER BY number"
        ))?
        .query_map(params![topic, series.0, release.0], from_row)?
        .collect()
}

/// The positions of a release, in the order of the text.
pub(crate) fn of_release(connection: &Connection, release: ReleaseId) -> rusqlite::Result<Vec<KeptPosition>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM positions INDEXED BY positions_of_act
             JOIN topic_keys ON topic_keys.id = positions.topic
             WHERE {OF_RELEASE} ORDER BY number"
        ))?
        .query_map([release.0], from_row)?
        .collect()
}

/// The acts of the issuers' positions with the number of those, in the order of the ladder.
pub(crate) fn acts(connection: &Connection) -> rusqlite::Result<Vec<(Act, u32)>> {
    connection
        .prepare_cached("SELECT act, count(*) FROM positions WHERE holder = 0 GROUP BY act ORDER BY act")?
        .query_map([], |row| Ok((place(Act::ALL, row, (0, "act"))?, row.get(1)?)))?
        .collect()
}

/// The topics of the issuers' positions with the number of those, in the order of the identifiers.
pub(crate) fn topics(connection: &Connection) -> rusqlite::Result<Vec<(String, u32)>> {
    connection
        .prepare_cached(
            "SELECT key, count(*) FROM positions JOIN topic_keys ON topic_keys.id = topic WHERE holder = 0
             GROUP BY topic ORDER BY key",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// The topics on which the issuer of a series takes positions, with the number of releases that do.
pub(crate) fn topics_of_series(
    connection: &Connection,
    series: SeriesId,
) -> rusqlite::Result<Vec<(String, u32)>> {
    connection
        .prepare_cached(
            "SELECT key, count(DISTINCT release) FROM topic_keys CROSS JOIN positions
             ON positions.topic = topic_keys.id AND positions.series = ?1
             WHERE holder = 0 GROUP BY topic_keys.id ORDER BY key",
        )?
        .query_map([series.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Takes the positions of a release away.
pub(crate) fn remove(connection: &Connection, release: ReleaseId) -> rusqlite::Result<()> {
    connection
        .prepare_cached(&format!("DELETE FROM positions WHERE {OF_RELEASE}"))?
        .execute([release.0])
        .map(drop)
}

const INSERT: &str = "INSERT INTO positions (topic, series, release, number, paragraph, first, last, verb_first, verb_last, act,
                 force, holder, party_first, party_last, party, inherited, terms, standing, hand, relation,
                 previous_release, previous_number, linked, force_change)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                 ?22, ?23, ?24)";

/// Puts positions down. The number of a topic is asked for once for those of one topic that follow each other.
pub(crate) fn insert<'p>(
    connection: &Connection,
    series: SeriesId,
    positions: impl IntoIterator<Item = &'p KeptPosition>,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(INSERT)?;
    insert.raw_bind_parameter(2, series.0)?;
    let mut last: Option<&str> = None;
    let mut terms = Vec::new();
    for new in positions {
        if last != Some(new.topic.as_str()) {
            insert.raw_bind_parameter(1, topic_number(connection, &new.topic)?)?;
            last = Some(&new.topic);
        }
        terms.clear();
        serde_json::to_writer(&mut terms, &new.terms)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        bind(&mut insert, new, &terms)?;
        insert.raw_execute()?;
    }
    Ok(())
}

/// Binds what differs from position to position: all but the topic and the series.
fn bind(insert: &mut Statement<'_>, new: &KeptPosition, terms: &[u8]) -> rusqlite::Result<()> {
    let related = new.related.as_ref();
    let previous = related.and_then(|related| related.previous);
    let numbers: [i64; 7] = [
        new.release.0,
        new.number.into(),
        new.paragraph.into(),
        new.quote.start.into(),
        new.quote.end.into(),
        new.verb.start.into(),
        new.verb.end.into(),
    ];
    for (place, number) in (3..).zip(numbers) {
        insert.raw_bind_parameter(place, number)?;
    }
    insert.raw_bind_parameter(10, new.act as u8)?;
    insert.raw_bind_parameter(11, new.force)?;
    insert.raw_bind_parameter(12, new.holder == Holder::Other)?;
    insert.raw_bind_parameter(13, new.party.as_ref().map(|party| party.start))?;
    insert.raw_bind_parameter(14, new.party.as_ref().map(|party| party.end))?;
    insert.raw_bind_parameter(15, &new.party_told)?;
    insert.raw_bind_parameter(16, new.inherited)?;
    insert.raw_bind_parameter(17, ToSqlOutput::Borrowed(ValueRef::Text(terms)))?;
    insert.raw_bind_parameter(18, number_in(&STANDINGS, &new.standing))?;
    insert.raw_bind_parameter(19, new.hand)?;
    insert.raw_bind_parameter(20, related.map(|related| number_in(&RELATIONS, &related.relation)))?;
    insert.raw_bind_parameter(21, previous.map(|(release, _)| release.0))?;
    insert.raw_bind_parameter(22, previous.map(|(_, number)| number))?;
    insert.raw_bind_parameter(23, related.map_or(0, |related| number_in(&PAIRINGS, &related.pairing)))?;
    insert.raw_bind_parameter(24, related.map_or(0, |related| related.force))
}

/// Writes how a position stands against the mention before.
pub(crate) fn set_related(
    connection: &Connection,
    series: SeriesId,
    position: &KeptPosition,
) -> rusqlite::Result<()> {
    let topic = topic_number(connection, &position.topic)?;
    let related = position.related.as_ref();
    let previous = related.and_then(|related| related.previous);
    connection
        .prepare_cached(
            "UPDATE positions SET relation = ?5, previous_release = ?6, previous_number = ?7, linked = ?8,
                 force_change = ?9
             WHERE topic = ?1 AND series = ?2 AND release = ?3 AND number = ?4",
        )?
        .execute(params![
            topic,
            series.0,
            position.release.0,
            position.number,
            related.map(|related| number_in(&RELATIONS, &related.relation)),
            previous.map(|(release, _)| release.0),
            previous.map(|(_, number)| number),
            related.map_or(0, |related| number_in(&PAIRINGS, &related.pairing)),
            related.map_or(0, |related| related.force),
        ])
        .map(drop)
}

fn topic_number(connection: &Connection, key: &str) -> rusqlite::Result<i64> {
    let known = connection
        .prepare_cached("SELECT id FROM topic_keys WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => connection.prepare_cached("INSERT INTO topic_keys (key) VALUES (?1)")?.insert([key]),
    }
}

/// By which version each release of a series was read, of which text, and the fingerprint of the text it has now; in order
/// of date. `None` for one that was not read yet.
pub(crate) fn states(connection: &Connection, series: SeriesId) -> rusqlite::Result<Vec<ReleaseState>> {
    connection
        .prepare_cached(
            "SELECT releases.id, releases.sha256, position_states.version, position_states.sha256,
                 position_states.series = releases.series
             FROM releases LEFT JOIN position_states ON position_states.release = releases.id
             WHERE releases.series = ?1 ORDER BY date, sequence",
        )?
        .query_map([series.0], |row| {
            let here: Option<bool> = row.get(4)?;
            Ok(ReleaseState {
                release: ReleaseId(row.get(0)?),
                text: row.get(1)?,
                read: match here {
                    Some(true) => Some((row.get(2)?, row.get(3)?)),
                    Some(false) | None => None,
                },
                never_read: here.is_none(),
            })
        })?
        .collect()
}

/// Whether what is kept of a release was found by this version in the text it has now.
pub(crate) fn is_current(
    connection: &Connection,
    release: ReleaseId,
    version: i64,
) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT 1 FROM releases JOIN position_states
             ON position_states.release = releases.id AND position_states.series = releases.series
             WHERE releases.id = ?1 AND position_states.version = ?2 AND position_states.sha256 = releases.sha256",
        )?
        .exists(params![release.0, version])
}

/// What is known of a release: the fingerprint of its text, and the version by which and the text of which it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReleaseState {
    pub release: ReleaseId,
    pub text: [u8; 32],
    pub read: Option<(i64, [u8; 32])>,
    /// It was not read in another series either, so that no position of it is kept.
    pub never_read: bool,
}

/// Notes by which version a release was read, in which series, of which text.
pub(crate) fn set_state(
    connection: &Connection,
    (series, release): (SeriesId, ReleaseId),
    version: i64,
    text: &[u8; 32],
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO position_states (release, series, version, sha256) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![release.0, series.0, version, text])
        .map(drop)
}

/// For which order of releases the relations of a series hold.
pub(crate) fn stamp(connection: &Connection, series: SeriesId) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT stamp FROM series_states WHERE series = ?1")?
        .query_row([series.0], |row| row.get(0))
        .optional()
}

/// Notes for which order of releases they hold.
pub(crate) fn set_stamp(connection: &Connection, series: SeriesId, stamp: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO series_states (series, stamp) VALUES (?1, ?2)")?
        .execute(params![series.0, stamp])
        .map(drop)
}

/// The paragraphs of two releases that belong together, as pairs: of the older, of the newer.
pub(crate) type PassageLinks = Vec<(Vec<usize>, Vec<usize>)>;

/// The links to a release from the one before it, with their fingerprint; `None` where they are not kept.
pub(crate) fn links(
    connection: &Connection,
    old: ReleaseId,
    new: ReleaseId,
) -> rusqlite::Result<Option<(i64, PassageLinks)>> {
    connection
        .prepare_cached("SELECT stamp, links FROM passage_links WHERE new = ?1 AND old = ?2")?
        .query_row([new.0, old.0], |row| {
            let links: String = row.get(1)?;
            let links =
                serde_json::from_str(&links).map_err(|error| unreadable(row, "links", error.to_string()))?;
            Ok((row.get(0)?, links))
        })
        .optional()
}

/// The fingerprint of the links between two releases; `None` where they are not kept.
pub(crate) fn links_stamp(
    connection: &Connection,
    (old, new): (ReleaseId, ReleaseId),
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT stamp FROM passage_links WHERE new = ?1 AND old = ?2")?
        .query_row([new.0, old.0], |row| row.get(0))
        .optional()
}

/// Keeps the links to a release from the one before it.
pub(crate) fn set_links(
    connection: &Connection,
    (old, new): (ReleaseId, ReleaseId),
    stamp: i64,
    links: &PassageLinks,
) -> rusqlite::Result<()> {
    let links = serde_json::to_string(links)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO passage_links (new, old, stamp, links) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![new.0, old.0, stamp, links])
        .map(drop)
}
