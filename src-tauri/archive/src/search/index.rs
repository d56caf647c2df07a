//! The full-text index.
//!
//! A table of FTS5 that keeps no text: for each title and paragraph two lines of keys, one for each of its words. It is
//! not part of the schema. It can be missing, damaged or of another version without any text being lost or an archive
//! being refused; then there is none, searching reads the texts, and [`build`] makes it anew.
//!
//! What state it is in stands in `meta` under [`STATE`]: `1` when the index of [`finding::VERSION`] 1 is whole, `1:250`
//! while it is being made and holds the releases up to number 250. Everything else counts as no index.

use std::path::Path;

use bayan_core::model::ReleaseId;
use bayan_core::text::finding;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Savepoint, TransactionBehavior, params};

use super::ahead::{Line, Lines, lines};
use crate::connection;
use crate::table::meta;

const STATE: &str = "search";
const NO_INDEX: &str = "none";

const CREATE: &str = "CREATE VIRTUAL TABLE search USING fts5(\
fold, stem, content='', contentless_delete=1, tokenize='ascii')";

/// The names that the index has in the schema: its own and those of the tables that FTS5 keeps for it.
pub(crate) const NAMES: [&str; 6] =
    ["search", "search_config", "search_content", "search_data", "search_docsize", "search_idx"];

/// How many releases are indexed in one transaction when the index is made anew: a writer waits that long.
const AT_ONCE: i64 = 200;

/// Below a release's number in the number of a row stand this many bits for the place in the release.
pub(crate) const PLACE_BITS: u32 = 20;
/// The most paragraphs a release may have, so that each has a row of its own.
pub(crate) const MOST_PARAGRAPHS: usize = (1 << PLACE_BITS) - 2;

/// The row of a title (`None`) or paragraph.
pub(crate) const fn row_of(release: ReleaseId, paragraph: Option<u32>) -> i64 {
    (release.0 << PLACE_BITS)
        + match paragraph {
            Some(number) => number as i64 + 1,
            None => 0,
        }
}

/// The release and the paragraph of a row; `None` for its title.
pub(crate) const fn place_of(row: i64) -> (ReleaseId, Option<u32>) {
    let place = row & ((1 << PLACE_BITS) - 1);
    (ReleaseId(row >> PLACE_BITS), if place == 0 { None } else { Some(place as u32 - 1) })
}

/// What state the index is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Every text is in it.
    Whole,
    /// It is being made; the releases up to this number are in it.
    UpTo(i64),
    /// There is none that can be used.
    None,
}

/// Reads the state.
pub(crate) fn state(connection: &Connection) -> rusqlite::Result<State> {
    let declared: Option<String> = connection
        .prepare_cached("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'search'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    if declared.as_deref() != Some(CREATE) {
        return Ok(State::None);
    }
    let noted = meta::get(connection, STATE)?.unwrap_or_default();
    let (version, upto) = match noted.split_once(':') {
        Some((version, upto)) => (version, Some(upto)),
        None => (noted.as_str(), None),
    };
    if version != finding::VERSION.to_string() {
        return Ok(State::None);
    }
    Ok(match upto.map(str::parse) {
        None => State::Whole,
        Some(Ok(upto)) => State::UpTo(upto),
        Some(Err(_)) => State::None,
    })
}

fn note(connection: &Connection, state: State) -> rusqlite::Result<()> {
    let version = finding::VERSION;
    let noted = match state {
        State::Whole => version.to_string(),
        State::UpTo(release) => format!("{version}:{release}"),
        State::None => NO_INDEX.to_owned(),
    };
    meta::set(connection, STATE, &noted)
}

/// Makes the empty index of an archive that has no release yet.
pub(crate) fn create(connection: &Connection) -> rusqlite::Result<()> {
    create_empty(connection)?;
    note(connection, State::Whole)
}

/// Bytes of keys that FTS5 gathers before it writes them to the file as a piece of the index, if the transaction does not end
/// before. Pieces are merged with each other again and again as they become many: fewer and larger ones save most of that.
const GATHERED: i64 = 32 << 20;
/// How many pieces of about one length are merged to one. Each merging writes all of their words again: with eight, an import of
/// 100,000 statements wrote most words twice more, with sixteen once. Searching looks into each piece, of which there are
/// then some twenty instead of ten; beside reading what it finds that takes no time that could be measured.
const MERGED_AT_ONCE: i64 = 16;

/// What stands on a page beside a leaf of the index, in bytes.
const ROUND_A_LEAF: i64 = 46;

fn create_empty(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(CREATE)?;
    // <https://www.sqlite.org/fts5.html#special_insert_commands>
    let mut set = connection.prepare("INSERT INTO search (search, rank) VALUES (?1, ?2)")?;
    set.execute(params!["hashsize", GATHERED])?;
    // A leaf of the index fills a page; as SQLite makes them by itself they fill one of 4,096 bytes.
    let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    set.execute(params!["pgsz", page - ROUND_A_LEAF])?;
    set.execute(params!["automerge", MERGED_AT_ONCE])?;
    // Each batch does a part of a merging, by how much it writes itself; the whole at once, for which everything else would
    // wait, only where so many pieces have come together meanwhile.
    set.execute(params!["crisismerge", 2 * MERGED_AT_ONCE]).map(drop)
}

/// Notes that there is no index to be used, and takes away what there is of one, as far as that can be done: a damaged
/// one may have to stay until the archive is copied.
pub(crate) fn abandon(connection: &mut Connection) -> rusqlite::Result<()> {
    if meta::get(connection, STATE)?.as_deref() == Some(NO_INDEX) {
        return Ok(());
    }
    let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    note(&step, State::None)?;
    step.commit()?;
    match connection.savepoint().and_then(clear) {
        Err(error) if !is_damage(&error) => Err(error),
        _ => Ok(()),
    }
}

/// Whether an index that says it is there answers a question. What is wrong in the middle of it shows only when it is asked
/// about that.
pub(crate) fn answers(connection: &Connection) -> rusqlite::Result<bool> {
    if state(connection)? == State::None {
        return Ok(true);
    }
    let parts: u32 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table'
         AND name IN ('search_config', 'search_data', 'search_docsize', 'search_idx')",
        [],
        |row| row.get(0),
    )?;
    let asked = connection
        .prepare("SELECT rowid FROM search WHERE search MATCH '\"0\"' ORDER BY rank LIMIT 1")
        .and_then(|mut question| question.exists([]));
    match asked {
        Ok(_) => Ok(parts == 4),
        Err(error) if is_unusable(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Cuts a damaged index out of the file: only its entries in the schema are touched, none of its pages. Those are left
/// over, and the file is written anew without them.
///
/// On a connection of its own, since an archive's connections are kept from doing this.
pub(crate) fn excise(path: &Path) -> rusqlite::Result<()> {
    let mut surgeon = connection::unguarded(path)?;
    let step = surgeon.transaction_with_behavior(TransactionBehavior::Immediate)?;
    step.pragma_update(None, "writable_schema", true)?;
    for name in NAMES {
        step.execute("DELETE FROM sqlite_schema WHERE tbl_name = ?1 AND type IN ('table', 'index')", [name])?;
    }
    // Other connections are to read the schema again.
    let schema: i64 = step.pragma_query_value(None, "schema_version", |row| row.get(0))?;
    step.pragma_update(None, "schema_version", schema + 1)?;
    meta::set(&step, STATE, NO_INDEX)?;
    step.commit()?;
    surgeon.pragma_update(None, "writable_schema", "RESET")?;
    surgeon.execute_batch("VACUUM")
}

/// Takes everything away that has one of the index's names, or nothing of it.
fn clear(step: Savepoint<'_>) -> rusqlite::Result<()> {
    let all: Vec<String> = step
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    // The first takes its own tables with it. Where it is missing they go one by one.
    for name in all.iter().filter(|name| NAMES.contains(&name.as_str())) {
        step.execute_batch(&format!("DROP TABLE IF EXISTS {name}"))?;
    }
    step.commit()
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt))
}

/// Whether an error says that the index can't be used: damaged, or its tables are not there or not what they should be.
pub(crate) fn is_unusable(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::Unknown | ErrorCode::NotFound)
    )
}

/// Puts releases into the index, where there is one that should have them. An index that can't take them is given up: it
/// never keeps a text from being stored.
pub(crate) fn add(
    connection: &mut Savepoint<'_>,
    releases: impl IntoIterator<Item = Lines>,
) -> rusqlite::Result<()> {
    let last = match state(connection)? {
        State::None => return Ok(()),
        State::UpTo(last) => last,
        State::Whole => i64::MAX,
    };
    give_up_if_unusable(connection, |step| {
        releases
            .into_iter()
            .filter(|lines| lines.release.0 <= last)
            .try_for_each(|lines| insert(step, &lines))
    })
}

/// Takes a release out of the index.
pub(crate) fn remove(
    connection: &mut Savepoint<'_>,
    release: ReleaseId,
    paragraphs: usize,
) -> rusqlite::Result<()> {
    if state(connection)? == State::None {
        return Ok(());
    }
    give_up_if_unusable(connection, |step| {
        step.prepare_cached("DELETE FROM search WHERE rowid BETWEEN ?1 AND ?2")?
            .execute([row_of(release, None), row_of(release, Some(paragraphs as u32))])
            .map(drop)
    })
}

fn give_up_if_unusable(
    connection: &mut Savepoint<'_>,
    work: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let step = connection.savepoint()?;
    match work(&step) {
        Ok(()) => step.commit(),
        Err(error) if is_unusable(&error) => {
            drop(step);
            note(connection, State::None)
        }
        Err(error) => Err(error),
    }
}

fn insert(connection: &Connection, release: &Lines) -> rusqlite::Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT INTO search (rowid, fold, stem) VALUES (?1, ?2, ?3)")?;
    release
        .lines
        .iter()
        .try_for_each(|Line { row, fold, stem }| insert.execute(params![row, fold, stem]).map(drop))
}

/// How far making the index has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Built {
    /// It is whole.
    Whole,
    /// It holds the releases up to this number.
    UpTo(i64),
    /// What is there of a damaged one can't be taken away in the ordinary way: it is to be cut out.
    Stuck,
}

/// Does the next piece of making the index, in one transaction. What is done is kept: if nobody asks for the next piece,
/// the following one goes on from here.
pub(crate) fn build(connection: &mut Connection, anew: bool) -> rusqlite::Result<Built> {
    let mut step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let last = match state(&step)? {
        State::Whole if !anew => return Ok(Built::Whole),
        State::UpTo(last) if !anew => last,
        _ => {
            match step.savepoint().and_then(clear) {
                Err(error) if is_damage(&error) => return Ok(Built::Stuck),
                done => done?,
            }
            create_empty(&step)?;
            0
        }
    };
    let releases: Vec<(i64, Option<String>)> = step
        .prepare_cached("SELECT id, title FROM releases WHERE id > ?1 ORDER BY id LIMIT ?2")?
        .query_map([last, AT_ONCE], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let Some((newest, _)) = releases.last() else {
        note(&step, State::Whole)?;
        step.commit()?;
        return Ok(Built::Whole);
    };
    let upto = *newest;
    for (id, title) in releases {
        let paragraphs = crate::table::paragraphs::of_release(&step, ReleaseId(id))?;
        insert(&step, &lines(ReleaseId(id), title.as_deref(), &paragraphs))?;
    }
    note(&step, State::UpTo(upto))?;
    step.commit()?;
    Ok(Built::UpTo(upto))
}
