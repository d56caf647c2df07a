//! `journal`: what people did, so that it can be undone and done again, also after the archive was closed.
//!
//! An act is a row with its name and the rows of other tables that it touched. Of each of those the journal holds the state
//! on the *other* side: what it was before, while the act is done; what it was after, while it is undone. To undo and to do
//! again are therefore one operation: each row is exchanged with the state in the journal. A fingerprint of the state that
//! the exchange expects tells when something else has changed the row meanwhile.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Savepoint, params, params_from_iter};
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::{releases, time};

pub(crate) const CREATE: &str = "
CREATE TABLE journal (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    -- What was done, and what its words need: a JSON object of strings.
    code   TEXT NOT NULL,
    params TEXT NOT NULL,
    made   INTEGER NOT NULL,
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
    -- A JSON array of the rows, see journal.rs.
    rows   TEXT NOT NULL
) STRICT;
";

/// How many acts can be undone.
const KEPT: i64 = 1000;

/// The tables whose rows an act may touch. The names are written into SQL; nothing that was read is.
pub(crate) const TABLES: [&str; 16] = [
    "issuers",
    "series",
    "sources",
    "releases",
    "paragraphs",
    "revisions",
    "originals",
    "codebooks",
    "codebook_uses",
    "lexicons",
    "hand_positions",
    "notes",
    "marks",
    "hand_links",
    "corrections",
    "saved_comparisons",
];

/// An act as a person did it, to be put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneAct {
    /// What was done, as it was named when it was done.
    pub code: String,
    /// What its words need.
    pub params: BTreeMap<String, String>,
    /// When it was done.
    pub made: DateTime<Utc>,
}

/// The state of a row: its columns, or none where it is not there.
pub(crate) type State = Option<Map<String, Json>>;

/// A row that an act touched.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Touched {
    pub table: &'static str,
    pub row: i64,
    /// Its state on the other side.
    pub other: State,
}

/// Reads the state of a row.
pub(crate) fn state(connection: &Connection, table: &'static str, row: i64) -> rusqlite::Result<State> {
    let mut query = connection.prepare_cached(&format!("SELECT * FROM {table} WHERE rowid = ?1"))?;
    let mut names: Vec<String> = query.column_names().map(str::to_owned).collect();
    query
        .query_row([row], |found| {
            let mut state = Map::new();
            for (n, name) in names.iter_mut().enumerate() {
                if COMPUTED.contains(&(table, &**name)) {
                    continue;
                }
                state.insert(
                    std::mem::take(name),
                    match found.get(n)? {
                        Value::Null => Json::Null,
                        Value::Integer(number) => json!(number),
                        Value::Real(number) => json!({ "real": number }),
                        Value::Text(text) => Json::String(text),
                        Value::Blob(bytes) => {
                            json!({ "hex": bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() })
                        }
                    },
                );
            }
            Ok(state)
        })
        .optional()
}

fn value(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Number(number) => Value::Integer(number.as_i64()?),
        Json::String(text) => Value::Text(text.clone()),
        Json::Object(other) => match (other.get("real"), other.get("hex")) {
            (Some(number), _) => Value::Real(number.as_f64()?),
            (_, Some(hex)) => {
                let hex = hex.as_str()?;
                let bytes: Option<Vec<u8>> = (0..hex.len() / 2)
                    .map(|at| u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok())
                    .collect();
                Value::Blob(bytes?)
            }
            _ => return None,
        },
        Json::Bool(_) | Json::Array(_) => return None,
    })
}

/// Brings a row to a state.
fn set(connection: &Connection, table: &'static str, row: i64, state: &State) -> rusqlite::Result<()> {
    let Some(columns) = state else {
        return connection
            .prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?
            .execute([row])
            .map(drop);
    };
    // Only columns that the table has: their names come from the file.
    let known: Vec<String> = connection
        .prepare_cached(&format!("SELECT name FROM pragma_table_info('{table}')"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut names = Vec::new();
    let mut values = Vec::new();
    for name in known {
        if let Some(json) = columns.get(&name) {
            values.push(value(json).ok_or(rusqlite::Error::InvalidQuery)?);
            names.push(name);
        }
    }
    let places = vec!["?"; names.len()].join(", ");
    let updates: Vec<String> = names.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    connection
        .prepare_cached(&format!(
            "INSERT INTO {table} ({}) VALUES ({places}) ON CONFLICT (id) DO UPDATE SET {}",
            names.join(", "),
            updates.join(", ")
        ))?
        .execute(params_from_iter(values))?;
    match table {
        "releases" => releases::set_title_key(connection, row),
        _ => Ok(()),
    }
}

/// Columns that follow from others of their row: no state has them, and they are made anew with the row.
const COMPUTED: [(&str, &str); 1] = [("releases", "title_key")];

/// Columns that a migration has added to tables which acts touched before it. They are empty in what such an act left, and
/// its fingerprint knows nothing of them.
const ADDED_LATER: [(&str, &str); 6] = [
    ("releases", "place"),
    ("releases", "reviewed"),
    ("releases", "significance"),
    ("sources", "lists"),
    ("hand_positions", "was_force"),
    ("hand_positions", "was_holder"),
];

/// Whether an act of before a column was there is undone with it: it is known as added later, or is no part of a state.
#[cfg(test)]
pub(crate) fn knows_added(table: &str, column: &str) -> bool {
    ADDED_LATER.contains(&(table, column)) || COMPUTED.contains(&(table, column))
}

/// Whether a state is the one that an act left.
fn is_as_left(table: &str, state: &State, expects: &str) -> bool {
    if fingerprint(state) == expects {
        return true;
    }
    let before_they_were_added = state.clone().map(|mut columns| {
        columns.retain(|name, value| !(value.is_null() && ADDED_LATER.contains(&(table, name))));
        columns
    });
    fingerprint(&before_they_were_added) == expects
}

fn fingerprint(state: &State) -> String {
    let written = serde_json::to_string(state).unwrap_or_default();
    Sha256::digest(written).iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// Writes an act down. What was undone before can then no longer be done again.
pub(crate) fn write(
    connection: &Connection,
    code: &str,
    params: &BTreeMap<String, String>,
    made: DateTime<Utc>,
    touched: &[Touched],
) -> rusqlite::Result<()> {
    let mut rows = Vec::new();
    for Touched { table, row, other } in touched {
        let now = state(connection, table, *row)?;
        if now != *other {
            rows.push(json!({ "table": table, "row": row, "expects": fingerprint(&now), "other": other }));
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    connection.execute("DELETE FROM journal WHERE undone = 1", [])?;
    connection
        .prepare_cached("INSERT INTO journal (code, params, made, undone, rows) VALUES (?1, ?2, ?3, 0, ?4)")?
        .execute(params![code, json!(params).to_string(), made.timestamp(), Json::from(rows).to_string()])?;
    connection.execute(
        "DELETE FROM journal WHERE id <= (SELECT id FROM journal ORDER BY id DESC LIMIT 1 OFFSET ?1)",
        [KEPT],
    )?;
    Ok(())
}

/// In which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Undo,
    Redo,
}

impl Direction {
    /// Those that can be undone or done again, the next one first, at most `?1` of them.
    const fn next(self) -> &'static str {
        match self {
            Self::Undo => {
                "SELECT id, code, params, made, rows FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT ?1"
            }
            Self::Redo => {
                "SELECT id, code, params, made, rows FROM journal WHERE undone = 1 ORDER BY id LIMIT ?1"
            }
        }
    }
}

fn done(row: &rusqlite::Row<'_>) -> rusqlite::Result<DoneAct> {
    let params: String = row.get("params")?;
    Ok(DoneAct {
        code: row.get("code")?,
        params: serde_json::from_str(&params)
            .map_err(|error| super::unreadable(row, "params", error.to_string()))?,
        made: time(row, "made")?,
    })
}

/// The act that would be undone or done again next.
pub(crate) fn next(connection: &Connection, direction: Direction) -> rusqlite::Result<Option<DoneAct>> {
    connection.prepare_cached(direction.next())?.query_row([1], done).optional()
}

/// The acts that can be undone or done again one after the other, the next one first.
pub(crate) fn several(
    connection: &Connection,
    direction: Direction,
    limit: u32,
) -> rusqlite::Result<Vec<DoneAct>> {
    connection.prepare_cached(direction.next())?.query_map([limit], done)?.collect()
}

/// What became of an exchange.
pub(crate) enum Exchanged {
    /// There is no act.
    Nothing,
    /// Something else has changed a row meanwhile.
    Changed(DoneAct),
    /// It is done.
    Done(DoneAct),
}

/// Undoes an act or does one again. `around` is called with the rows before and after, for what depends on them.
pub(crate) fn exchange(
    connection: &mut Savepoint<'_>,
    direction: Direction,
    mut around: impl FnMut(&mut Savepoint<'_>, &[(&'static str, i64)], Moment) -> rusqlite::Result<()>,
) -> rusqlite::Result<Exchanged> {
    let found = connection
        .prepare_cached(direction.next())?
        .query_row([1], |row| Ok((row.get::<_, i64>("id")?, done(row)?, row.get::<_, String>("rows")?)))
        .optional()?;
    let Some((id, act, rows)) = found else { return Ok(Exchanged::Nothing) };
    let damaged = || {
        rusqlite::Error::FromSqlConversionFailure(
            0,
            rusqlite::types::Type::Text,
            "the journal can't be read".into(),
        )
    };
    let mut rows: Vec<Json> = serde_json::from_str(&rows).map_err(|_| damaged())?;
    let mut touched = Vec::new();
    for row in &rows {
        let name = row["table"].as_str().ok_or_else(damaged)?;
        let table = TABLES.into_iter().find(|table| *table == name).ok_or_else(damaged)?;
        touched.push((table, row["row"].as_i64().ok_or_else(damaged)?));
    }
    for (row, (table, number)) in rows.iter().zip(&touched) {
        let now = state(connection, table, *number)?;
        if !row["expects"].as_str().is_some_and(|expects| is_as_left(table, &now, expects)) {
            return Ok(Exchanged::Changed(act));
        }
    }
    // Rows that refer to each other may be exchanged in any order.
    connection.pragma_update(None, "defer_foreign_keys", true)?;
    around(connection, &touched, Moment::Before)?;
    let order: Vec<usize> = match direction {
        Direction::Undo => (0..rows.len()).rev().collect(),
        Direction::Redo => (0..rows.len()).collect(),
    };
    let mut others: Vec<State> = Vec::with_capacity(rows.len());
    for row in &rows {
        others.push(match &row["other"] {
            Json::Null => None,
            Json::Object(columns) => Some(columns.clone()),
            _ => return Err(damaged()),
        });
    }
    // What is to go goes first: of two rows that exclude each other both may not be there at once.
    let going = order.iter().filter(|n| others[**n].is_none());
    let coming = order.iter().filter(|n| others[**n].is_some());
    for n in going.chain(coming) {
        let (table, number) = touched[*n];
        let now = state(connection, table, number)?;
        set(connection, table, number, &others[*n])?;
        rows[*n] =
            json!({ "table": table, "row": number, "expects": fingerprint(&others[*n]), "other": now });
    }
    around(connection, &touched, Moment::After)?;
    connection
        .prepare_cached("UPDATE journal SET undone = ?2, rows = ?3 WHERE id = ?1")?
        .execute(params![id, direction == Direction::Undo, Json::from(rows).to_string()])?;
    Ok(Exchanged::Done(act))
}

/// Before or after the rows of an act are exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Before,
    After,
}
