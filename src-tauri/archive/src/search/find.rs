//! Asking the index, or reading through the texts.

use std::fmt::Write;

use bayan_core::model::{ReleaseId, SeriesId};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::index::{self, PLACE_BITS, State};
use super::{Count, Found, Hit, Order, RANKED_AT_MOST, Search, Total};
use crate::table::releases::date;
use crate::table::{paragraphs, releases};

/// Searches. With `without_index` the texts are read through whatever state the index is in.
pub(crate) fn search(
    connection: &Connection,
    search: &Search,
    without_index: bool,
) -> rusqlite::Result<Found> {
    with_or_without_index(
        connection,
        without_index,
        || ask(connection, search),
        || read_through(connection, search),
    )
}

/// Counts the hits of each release that has any, the oldest first.
pub(crate) fn counts(
    connection: &Connection,
    search: &Search,
    without_index: bool,
) -> rusqlite::Result<Vec<Count>> {
    with_or_without_index(
        connection,
        without_index,
        || count_by_release(connection, search),
        || {
            let mut counts: Vec<Count> = Vec::new();
            each_hit(connection, search, Order::Oldest, |hit| match counts.last_mut() {
                Some(last) if last.release == hit.release => last.hits += 1,
                _ => counts.push(Count { release: hit.release, series: hit.series, date: hit.date, hits: 1 }),
            })?;
            Ok(counts)
        },
    )
}

fn with_or_without_index<T>(
    connection: &Connection,
    without_index: bool,
    with: impl FnOnce() -> rusqlite::Result<Option<T>>,
    without: impl FnOnce() -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    if !without_index && index::state(connection)? == State::Whole {
        match with() {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => {}
            Err(error) if index::is_unusable(&error) => {}
            Err(error) => return Err(error),
        }
    }
    without()
}

/// What the request asks of the releases, as a condition of SQL on `releases` and its values; empty where it asks nothing.
struct Where {
    sql: String,
    values: Vec<Value>,
}

impl Where {
    /// `first` is the number of the first free parameter.
    fn new(search: &Search, first: usize) -> Self {
        let mut all = Self { sql: String::new(), values: Vec::new() };
        let mut number = first;
        let mut add = |all: &mut Self, sql: &dyn Fn(usize) -> String, value: Value| {
            if !all.sql.is_empty() {
                all.sql.push_str(" AND ");
            }
            all.sql.push_str(&sql(number));
            all.values.push(value);
            number += 1;
        };
        if let Some(lang) = search.lang {
            add(&mut all, &|n| format!("releases.lang = ?{n}"), Value::from(lang.tag().to_owned()));
        }
        // Compared as precisely as both are known: a release of 2025 may be of March 2025.
        if let Some(from) = search.from {
            let sql = |n| format!("substr(?{n}, 1, length(releases.date)) <= releases.date");
            add(&mut all, &sql, Value::from(from.to_string()));
        }
        if let Some(to) = search.to {
            let sql = |n| format!("substr(releases.date, 1, length(?{n})) <= ?{n}");
            add(&mut all, &sql, Value::from(to.to_string()));
        }
        if !search.series.is_empty() {
            if !all.sql.is_empty() {
                all.sql.push_str(" AND ");
            }
            all.sql.push_str("releases.series IN (");
            for (n, SeriesId(id)) in search.series.iter().enumerate() {
                // A number can be nothing but a number.
                let _ = write!(all.sql, "{}{id}", if n > 0 { ", " } else { "" });
            }
            all.sql.push(')');
        }
        all
    }

    /// The condition on a row of the index.
    fn on_index(&self) -> String {
        if self.sql.is_empty() {
            return String::new();
        }
        format!(" AND (search.rowid >> {PLACE_BITS}) IN (SELECT id FROM releases WHERE {})", self.sql)
    }

    /// The condition on a row of `releases`, with the word before it.
    fn on_releases(&self) -> String {
        if self.sql.is_empty() { String::new() } else { format!(" WHERE {}", self.sql) }
    }
}

/// By the index; `None` where it turns out not to fit the texts.
fn ask(connection: &Connection, search: &Search) -> rusqlite::Result<Option<Found>> {
    let matching = Value::from(search.query.root.to_fts());
    let filter = Where::new(search, 2);
    let values = || std::iter::once(matching.clone()).chain(filter.values.iter().cloned());
    let matches = format!("search MATCH ?1{}", filter.on_index());

    let count =
        format!("SELECT count(*) FROM (SELECT 1 FROM search WHERE {matches} LIMIT {})", RANKED_AT_MOST + 1);
    let total: i64 =
        connection.prepare_cached(&count)?.query_row(params_from_iter(values()), |row| row.get(0))?;
    let total = total.unsigned_abs();
    let many = total > RANKED_AT_MOST;
    let order = if many && search.order == Order::Relevance { Order::Newest } else { search.order };
    let (offset, limit) = (search.offset, search.limit);
    let rows: Vec<i64> = match order {
        Order::Relevance => connection
            .prepare_cached(&format!(
                "SELECT rowid FROM search WHERE {matches} AND rank MATCH 'bm25(1.0, 2.0)'
                 ORDER BY rank LIMIT {limit} OFFSET {offset}"
            ))?
            .query_map(params_from_iter(values()), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
        Order::Newest | Order::Oldest if many => {
            walk(connection, search, &matching, offset as usize, limit as usize, order)?
        }
        Order::Newest | Order::Oldest => connection
            .prepare_cached(&format!(
                "SELECT search.rowid FROM search JOIN releases ON releases.id = search.rowid >> {PLACE_BITS}
                 WHERE {matches} ORDER BY {}, search.rowid LIMIT {limit} OFFSET {offset}",
                by_date(order)
            ))?
            .query_map(params_from_iter(values()), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
    };

    let mut hits = Vec::with_capacity(rows.len());
    for row in rows {
        let (release, paragraph) = index::place_of(row);
        let Some(place) = releases::place(connection, release)? else { return Ok(None) };
        let text = match paragraph {
            Some(number) => paragraphs::one(connection, release, number)?,
            None => place.title,
        };
        let Some(text) = text else { return Ok(None) };
        let Some(spans) = search.query.root.spans(&text) else { return Ok(None) };
        hits.push(Hit { release, series: place.series, date: place.date, paragraph, text, spans });
    }
    let total = if many { Total::MoreThan(RANKED_AT_MOST) } else { Total::Exactly(total) };
    Ok(Some(Found { total, order, without_index: false, hits }))
}

/// The rows of a page by date, where there are too many to sort: release by release until the page is full.
fn walk(
    connection: &Connection,
    search: &Search,
    matching: &Value,
    offset: usize,
    limit: usize,
    order: Order,
) -> rusqlite::Result<Vec<i64>> {
    let filter = Where::new(search, 1);
    let mut releases = connection.prepare_cached(&format!(
        "SELECT id FROM releases{} ORDER BY {}",
        filter.on_releases(),
        by_date(order)
    ))?;
    let mut inside = connection.prepare_cached(
        "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid",
    )?;
    let mut rows = Vec::new();
    let mut skipped = 0;
    let mut ids = releases.query(params_from_iter(filter.values.iter()))?;
    while let Some(row) = ids.next()?
        && rows.len() < limit
    {
        let first = index::row_of(ReleaseId(row.get(0)?), None);
        let last = first + (1 << PLACE_BITS) - 1;
        let mut found = inside.query((matching, first, last))?;
        while let Some(row) = found.next()?
            && rows.len() < limit
        {
            if skipped < offset {
                skipped += 1;
            } else {
                rows.push(row.get(0)?);
            }
        }
    }
    Ok(rows)
}

const fn by_date(order: Order) -> &'static str {
    match order {
        Order::Oldest => "releases.date, releases.sequence, releases.id",
        Order::Relevance | Order::Newest => "releases.date DESC, releases.sequence DESC, releases.id DESC",
    }
}

fn count_by_release(connection: &Connection, search: &Search) -> rusqlite::Result<Option<Vec<Count>>> {
    let filter = Where::new(search, 2);
    let matching = Value::from(search.query.root.to_fts());
    let sql = format!(
        "SELECT releases.id, releases.series, releases.date, found.hits
         FROM (SELECT search.rowid >> {PLACE_BITS} AS release, count(*) AS hits
               FROM search WHERE search MATCH ?1{} GROUP BY 1) AS found
         JOIN releases ON releases.id = found.release
         ORDER BY {}",
        filter.on_index(),
        by_date(Order::Oldest)
    );
    connection
        .prepare_cached(&sql)?
        .query_map(params_from_iter(std::iter::once(&matching).chain(&filter.values)), |row| {
            Ok(Count {
                release: ReleaseId(row.get(0)?),
                series: SeriesId(row.get(1)?),
                date: date(row)?,
                hits: row.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()
        .map(Some)
}

/// By the texts themselves.
fn read_through(connection: &Connection, search: &Search) -> rusqlite::Result<Found> {
    let order = if search.order == Order::Oldest { Order::Oldest } else { Order::Newest };
    let mut total = 0;
    let mut hits = Vec::new();
    each_hit(connection, search, order, |hit| {
        if total >= u64::from(search.offset) && hits.len() < search.limit as usize {
            hits.push(hit);
        }
        total += 1;
    })?;
    Ok(Found { total: Total::Exactly(total), order, without_index: true, hits })
}

/// Gives every hit to `take`, release by release in this order, in a release in reading order.
fn each_hit(
    connection: &Connection,
    search: &Search,
    order: Order,
    mut take: impl FnMut(Hit),
) -> rusqlite::Result<()> {
    let filter = Where::new(search, 1);
    let mut all = connection.prepare_cached(&format!(
        "SELECT id, series, date, title FROM releases{} ORDER BY {}",
        filter.on_releases(),
        by_date(order)
    ))?;
    let mut rows = all.query(params_from_iter(filter.values.iter()))?;
    while let Some(row) = rows.next()? {
        let (release, series) = (ReleaseId(row.get(0)?), SeriesId(row.get(1)?));
        let date = date(row)?;
        let mut look = |paragraph: Option<u32>, text: String| {
            if let Some(spans) = search.query.root.spans(&text) {
                take(Hit { release, series, date, paragraph, text, spans });
            }
        };
        if let Some(title) = row.get(3)? {
            look(None, title);
        }
        for (number, text) in (0..).zip(paragraphs::of_release(connection, release)?) {
            look(Some(number), text);
        }
    }
    Ok(())
}
