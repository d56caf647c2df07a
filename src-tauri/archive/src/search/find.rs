//! Asking the index, or reading through the texts.

use std::collections::{BTreeMap, BTreeSet};

use bayan_core::model::{ReleaseDate, ReleaseId, SeriesId};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::index::{self, PLACE_BITS, State};
use super::{Count, Found, Hit, Order, Period, PeriodCount, Query, RANKED_AT_MOST, Search, Total};
use crate::condition::Condition;
use crate::table::positions::OF_RELEASE;
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

/// Counts the hits of each year or month that has any, the oldest first.
pub(crate) fn periods(
    connection: &Connection,
    search: &Search,
    period: Period,
    without_index: bool,
) -> rusqlite::Result<Vec<PeriodCount>> {
    with_or_without_index(
        connection,
        without_index,
        || count_by_period(connection, search, period).map(Some),
        || {
            let mut periods: BTreeMap<ReleaseDate, PeriodCount> = BTreeMap::new();
            let mut last = None;
            each_hit(connection, search, Order::Oldest, |hit| {
                let of = period.of(hit.date);
                let count = periods.entry(of).or_insert(PeriodCount { period: of, releases: 0, hits: 0 });
                count.hits += 1;
                count.releases += u32::from(last.replace(hit.release) != Some(hit.release));
            })?;
            Ok(periods.into_values().collect())
        },
    )
}

/// The releases in whose title something is found.
pub(crate) fn titles_with(connection: &Connection, query: &Query) -> rusqlite::Result<Vec<ReleaseId>> {
    with_or_without_index(
        connection,
        false,
        || {
            connection
                .prepare_cached(&format!(
                    "SELECT rowid >> {PLACE_BITS} FROM search WHERE search MATCH ?1 AND rowid & {} = 0",
                    (1 << PLACE_BITS) - 1
                ))?
                .query_map([query.root.to_fts()], |row| row.get(0).map(ReleaseId))?
                .collect::<rusqlite::Result<_>>()
                .map(Some)
        },
        || {
            let mut found = Vec::new();
            let mut all =
                connection.prepare_cached("SELECT id, title FROM releases WHERE title IS NOT NULL")?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                let title: String = row.get(1)?;
                if query.root.spans(&title).is_some() {
                    found.push(ReleaseId(row.get(0)?));
                }
            }
            Ok(found)
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

/// What the request asks beside the words.
struct Where {
    /// Of a release: on `releases`.
    releases: Condition,
    /// Of a paragraph's positions: on `positions`. Its parameters follow those of the other.
    positions: Condition,
}

/// The row of the index that the paragraph of a position has.
const ROW_OF_POSITION: &str = "(positions.release << 20) + positions.paragraph + 1";
const _: () = assert!(PLACE_BITS == 20);

impl Where {
    /// `first` is the number of the first free parameter.
    fn new(search: &Search, first: usize) -> Self {
        let mut releases = Condition::new(first);
        releases.and_lang(search.lang);
        releases.and_dated(search.from, search.to);
        releases.and_one_of("releases.series", search.series.iter().map(|series| series.0));
        let mut positions = Condition::new(releases.free());
        asked_of_positions(search, &mut positions);
        Self { releases, positions }
    }

    fn values(&self) -> impl Iterator<Item = &Value> {
        self.releases.values.iter().chain(&self.positions.values)
    }

    /// The condition on a row of the index, behind another. The plus signs keep SQLite from asking the index once for every
    /// number on the list.
    fn on_index(&self) -> String {
        let mut sql = String::new();
        if !self.releases.sql.is_empty() {
            sql = format!(
                " AND (search.rowid >> {PLACE_BITS}) IN (SELECT id FROM releases WHERE {})",
                self.releases.sql
            );
        }
        if !self.positions.sql.is_empty() {
            sql.push_str(&format!(
                " AND +search.rowid IN (SELECT {ROW_OF_POSITION} FROM positions WHERE {})",
                self.positions.sql
            ));
        }
        sql
    }

    /// The condition on a row of `releases`, with the word before it.
    fn on_releases(&self) -> String {
        let mut all = self.releases.clone();
        if !self.positions.sql.is_empty() {
            all.and(&format!(
                "releases.id IN (SELECT positions.release FROM positions WHERE {})",
                self.positions.sql
            ));
        }
        all.after(" WHERE ")
    }
}

fn asked_of_positions(search: &Search, positions: &mut Condition) {
    if search.topics.is_empty() && search.acts.is_empty() {
        return;
    }
    positions.and("positions.holder = 0");
    positions.and_one_of_selected("positions.topic", "SELECT id FROM topic_keys WHERE key", &search.topics);
    positions.and_one_of("positions.act", search.acts.iter().map(|act| *act as i64));
}

/// Finds the paragraphs of a release that have a position of those asked for.
struct Positions<'a> {
    question: Option<(rusqlite::CachedStatement<'a>, Vec<Value>)>,
}

impl<'a> Positions<'a> {
    fn new(connection: &'a Connection, search: &Search) -> rusqlite::Result<Self> {
        let mut positions = Condition::new(2);
        asked_of_positions(search, &mut positions);
        if positions.sql.is_empty() {
            return Ok(Self { question: None });
        }
        let sql = format!(
            "SELECT positions.paragraph FROM positions INDEXED BY positions_of_act WHERE {OF_RELEASE} AND {}",
            positions.sql
        );
        Ok(Self { question: Some((connection.prepare_cached(&sql)?, positions.values)) })
    }

    /// The numbers of the paragraphs; `None` where nothing is asked of positions.
    fn of(&mut self, release: ReleaseId) -> rusqlite::Result<Option<BTreeSet<u32>>> {
        let Some((question, values)) = &mut self.question else { return Ok(None) };
        let all = std::iter::once(Value::from(release.0)).chain(values.iter().cloned());
        question
            .query_map(params_from_iter(all), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()
            .map(Some)
    }
}

/// By the index; `None` where it turns out not to fit the texts.
fn ask(connection: &Connection, search: &Search) -> rusqlite::Result<Option<Found>> {
    let matching = Value::from(search.query.root.to_fts());
    let filter = Where::new(search, 2);
    let values = || std::iter::once(matching.clone()).chain(filter.values().cloned());
    let matches = format!("search MATCH ?1{}", filter.on_index());

    let (offset, limit) = (search.offset as usize, search.limit as usize);
    // Sorted here: FTS5 would carry the places of every word of every hit through its sorting.
    let weighed = |at_most: u64| -> rusqlite::Result<Vec<(f64, i64)>> {
        connection
            .prepare_cached(&format!(
                "SELECT bm25(search, 1.0, 2.0), rowid FROM search WHERE {matches} LIMIT {at_most}"
            ))?
            .query_map(params_from_iter(values()), |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    };
    let mut ranked = None;
    if search.order == Order::Relevance
        && (releases::newest_id(connection)? <= FEW_RELEASES
            || !search.query.root.is_dear() && !seem_too_many(connection, &matches, values)?)
    {
        // They are weighed without being counted first.
        ranked = Some(weighed(RANKED_AT_MOST + 1)?).filter(|all| all.len() as u64 <= RANKED_AT_MOST);
    }
    // What is dear to ask is asked once, for all of it.
    let swept: Option<Vec<i64>> = match &ranked {
        None if search.query.root.is_dear() => Some(
            connection
                .prepare_cached(&format!("SELECT rowid FROM search WHERE {matches} ORDER BY rowid"))?
                .query_map(params_from_iter(values()), |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?,
        ),
        _ => None,
    };
    let total = match (&ranked, &swept) {
        (Some(ranked), _) => ranked.len() as u64,
        (None, Some(rows)) => rows.len() as u64,
        (None, None) => {
            let at_most = RANKED_AT_MOST + 1;
            let count =
                format!("SELECT count(*) FROM (SELECT 1 FROM search WHERE {matches} LIMIT {at_most})");
            let total: i64 =
                connection.prepare_cached(&count)?.query_row(params_from_iter(values()), |row| row.get(0))?;
            total.unsigned_abs()
        }
    };
    let many = total > RANKED_AT_MOST;
    let order = if many && search.order == Order::Relevance { Order::Newest } else { search.order };
    let rows: Vec<i64> = match order {
        Order::Relevance => {
            let all = match ranked {
                Some(all) => all,
                None => weighed(RANKED_AT_MOST)?,
            };
            best(all, offset, limit)
        }
        Order::Newest | Order::Oldest if many => match &swept {
            Some(rows) => walk_over(connection, search, rows, order)?,
            None => walk(connection, search, &matching, offset, limit, order)?,
        },
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

/// How many releases are few: what is found in them is hardly ever too much to be weighed.
const FEW_RELEASES: i64 = 20_000;
/// So many hits are looked at to guess how many there are. The index gives them in the order of the releases' numbers.
const LOOKED_AT: u64 = 4_000;

/// Whether there are more hits than are weighed, as far as the first ones show: to count them all would take as long as to
/// weigh them.
fn seem_too_many<V: Iterator<Item = Value>>(
    connection: &Connection,
    matches: &str,
    values: impl Fn() -> V,
) -> rusqlite::Result<bool> {
    let last: Option<i64> = connection
        .prepare_cached(&format!(
            "SELECT rowid FROM search WHERE {matches} LIMIT 1 OFFSET {}",
            LOOKED_AT - 1
        ))?
        .query_row(params_from_iter(values()), |row| row.get(0))
        .optional()?;
    let Some(last) = last else { return Ok(false) };
    let part = index::place_of(last).0.0.max(1) as f64 / releases::newest_id(connection)? as f64;
    Ok(LOOKED_AT as f64 / part > RANKED_AT_MOST as f64)
}

/// The rows of a page by weight, the lightest first, as BM25 gives it; of one weight by number.
fn best(mut weighed: Vec<(f64, i64)>, offset: usize, limit: usize) -> Vec<i64> {
    let by_weight = |a: &(f64, i64), b: &(f64, i64)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
    let end = offset.saturating_add(limit);
    if end < weighed.len() {
        weighed.select_nth_unstable_by(end, by_weight);
        weighed.truncate(end);
    }
    weighed.sort_unstable_by(by_weight);
    weighed.into_iter().skip(offset).map(|(_, row)| row).collect()
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
    let mut positions = Positions::new(connection, search)?;
    let mut rows = Vec::new();
    let mut skipped = 0;
    let mut ids = releases.query(params_from_iter(filter.values()))?;
    while let Some(row) = ids.next()?
        && rows.len() < limit
    {
        let release = ReleaseId(row.get(0)?);
        let wanted = positions.of(release)?;
        let first = index::row_of(release, None);
        let last = first + (1 << PLACE_BITS) - 1;
        let mut found = inside.query((matching, first, last))?;
        while let Some(row) = found.next()?
            && rows.len() < limit
        {
            if !is_wanted(&wanted, index::place_of(row.get(0)?).1) {
                continue;
            }
            if skipped < offset {
                skipped += 1;
            } else {
                rows.push(row.get(0)?);
            }
        }
    }
    Ok(rows)
}

/// The same of the rows of all hits, given in order.
fn walk_over(
    connection: &Connection,
    search: &Search,
    hits: &[i64],
    order: Order,
) -> rusqlite::Result<Vec<i64>> {
    let filter = Where::new(search, 1);
    let (skip, limit) = (search.offset as usize, search.limit as usize);
    let mut releases = connection.prepare_cached(&format!(
        "SELECT id FROM releases{} ORDER BY {}",
        filter.on_releases(),
        by_date(order)
    ))?;
    let mut rows = Vec::new();
    let mut passed = 0;
    let mut ids = releases.query(params_from_iter(filter.values()))?;
    while let Some(row) = ids.next()?
        && rows.len() < limit
    {
        let first = index::row_of(ReleaseId(row.get(0)?), None);
        let from = hits.partition_point(|hit| *hit < first);
        let own = &hits[from..];
        let own = &own[..own.partition_point(|hit| *hit < first + (1 << PLACE_BITS))];
        rows.extend(own.iter().skip(skip.saturating_sub(passed)).take(limit - rows.len()));
        passed += own.len();
    }
    Ok(rows)
}

/// Whether a paragraph, or the title, is among those asked for. A title has no position.
fn is_wanted(wanted: &Option<BTreeSet<u32>>, paragraph: Option<u32>) -> bool {
    wanted.as_ref().is_none_or(|wanted| paragraph.is_some_and(|number| wanted.contains(&number)))
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
        .query_map(params_from_iter(std::iter::once(&matching).chain(filter.values())), |row| {
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

fn count_by_period(
    connection: &Connection,
    search: &Search,
    period: Period,
) -> rusqlite::Result<Vec<PeriodCount>> {
    let filter = Where::new(search, 2);
    let matching = Value::from(search.query.root.to_fts());
    let sql = format!(
        "SELECT substr(releases.date, 1, {}) AS date, count(*), sum(found.hits)
         FROM (SELECT search.rowid >> {PLACE_BITS} AS release, count(*) AS hits
               FROM search WHERE search MATCH ?1{} GROUP BY 1) AS found
         JOIN releases ON releases.id = found.release
         GROUP BY 1 ORDER BY 1",
        period.letters(),
        filter.on_index(),
    );
    connection
        .prepare_cached(&sql)?
        .query_map(params_from_iter(std::iter::once(&matching).chain(filter.values())), |row| {
            Ok(PeriodCount { period: date(row)?, releases: row.get(1)?, hits: row.get(2)? })
        })?
        .collect()
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
    let mut positions = Positions::new(connection, search)?;
    let mut rows = all.query(params_from_iter(filter.values()))?;
    while let Some(row) = rows.next()? {
        let (release, series) = (ReleaseId(row.get(0)?), SeriesId(row.get(1)?));
        let date = date(row)?;
        let wanted = positions.of(release)?;
        let mut look = |paragraph: Option<u32>, text: String| {
            if is_wanted(&wanted, paragraph)
                && let Some(spans) = search.query.root.spans(&text)
            {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_best_is_the_same_stretch_of_the_whole_order() {
        let weighed: Vec<(f64, i64)> = (0..97).map(|row: i64| (-((row * 31 % 13) as f64), row)).collect();
        let mut all = weighed.clone();
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let all: Vec<i64> = all.into_iter().map(|(_, row)| row).collect();
        for (offset, limit) in [(0, 10), (10, 10), (90, 10), (0, 97), (0, 200), (200, 10), (5, 0)] {
            let expected: Vec<i64> = all.iter().copied().skip(offset).take(limit).collect();
            assert_eq!(best(weighed.clone(), offset, limit), expected, "{offset} {limit}");
        }
    }
}
