//! A topic over all series: how many releases perform which act on it, period by period, and where each series stands.
//!
//! The positions on a topic are one stretch of their table, read in one go ([`MENTIONS`]). When their releases were issued
//! is kept in memory beside it, a number for each release: to join the two tables row by row takes many times as long. The
//! numbers are made anew whenever anybody has written to the archive.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use bayan_core::model::{ReleaseId, SeriesId};
use bayan_core::positions::series::distance;
use bayan_core::text::lexicon::Act;
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use crate::archive::Archive;
use crate::error::Error;
use crate::table::positions::{self, KeptPosition};

/// The issuers' positions on a topic over all series. The order is that of the table.
pub(crate) const MENTIONS: &str = "SELECT series, release, act, force FROM positions
     WHERE topic = ?1 AND holder = 0 ORDER BY series, release, number";

/// The releases in order of date, from their index alone.
pub(crate) const DATES: &str = "SELECT id, date FROM releases ORDER BY date, sequence";

/// A topic over all series.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicEverywhere {
    /// The months in which any release speaks on it, the earliest first.
    pub months: Vec<TopicMonth>,
    /// The series that speak on it, in the order they were added.
    pub series: Vec<TopicInSeries>,
}

/// A month, or a year of which no more is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12; 0 where only the year is known.
    pub month: u8,
}

/// How often a topic is spoken of in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicMonth {
    /// The month.
    pub month: Month,
    /// For each act, in the order of the ladder, how many releases perform it.
    pub acts: [u32; Act::ALL.len()],
}

/// Where a series stands on a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicInSeries {
    /// The series.
    pub series: SeriesId,
    /// How many of its releases speak on it.
    pub releases: u32,
    /// The first and the last of them.
    pub first: ReleaseId,
    /// The last of them.
    pub last: ReleaseId,
    /// The act that leads in the last.
    pub act: Act,
}

/// What is asked of the mentions of a topic over all series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionsAsked {
    /// The topic.
    pub topic: String,
    /// The first and the last month, both counted in.
    pub months: (Month, Month),
    /// The acts.
    pub acts: Vec<Act>,
    /// How many to pass over, and how many to give at most.
    pub page: (usize, usize),
}

/// Mentions of a topic over all series.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MentionsEverywhere {
    /// In order of date, the newest first; those of one release in the order of the text.
    pub mentions: Vec<KeptPosition>,
    /// How many releases have any, in all.
    pub releases: usize,
}

/// When a release was issued: its place in the order of all, and the month.
#[derive(Debug, Clone, Copy)]
struct Dated {
    place: u32,
    month: Month,
}

type Dates = FxHashMap<i64, Dated>;

/// When releases were issued, with the connection that notices when that may have changed.
#[derive(Debug, Default)]
pub(crate) struct ReleaseDates(Mutex<Option<Kept>>);

#[derive(Debug)]
struct Kept {
    connection: Connection,
    /// SQLite's number for what this connection has seen of others' writing.
    version: i64,
    dates: Dates,
}

impl ReleaseDates {
    /// Runs something on a connection, with the dates of the releases it sees.
    fn with<T>(
        &self,
        archive: &Archive,
        run: impl FnOnce(&Connection, &Dates) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_none()
            && let Some(connection) = archive.readers().one_more()
        {
            *kept = Some(Kept { connection, version: i64::MIN, dates: Dates::default() });
        }
        let Some(Kept { connection, version, dates }) = kept.as_mut() else {
            drop(kept);
            return archive.readers().with(|connection| run(connection, &dates_of(connection)?));
        };
        // It is only read in, so it ends by being dropped.
        let moment = connection.transaction()?;
        // The first read sets the moment, the number is that of the moment.
        let now: i64 = moment.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if now != *version {
            *dates = dates_of(&moment)?;
            *version = now;
        }
        run(&moment, dates)
    }
}

fn dates_of(connection: &Connection) -> rusqlite::Result<Dates> {
    let mut statement = connection.prepare_cached(DATES)?;
    let mut rows = statement.query([])?;
    let mut dates = Dates::default();
    let mut place = 0;
    while let Some(row) = rows.next()? {
        let written = row.get_ref(1)?.as_str()?;
        let number = |from: usize, to: usize| written.get(from..to).and_then(|digits| digits.parse().ok());
        let year = number(0, 4).unwrap_or_default();
        let month = number(5, 7).and_then(|month| u8::try_from(month).ok()).unwrap_or_default();
        dates.insert(row.get(0)?, Dated { place, month: Month { year, month } });
        place += 1;
    }
    Ok(dates)
}

/// A release that speaks on a topic.
struct Speaking {
    series: i64,
    release: i64,
    dated: Dated,
    /// The acts it performs, a bit each; which of them leads.
    acts: u16,
    leading: Act,
}

/// The releases that speak on a topic, by series, then number.
fn speaking(connection: &Connection, dates: &Dates, topic: &str) -> rusqlite::Result<Vec<Speaking>> {
    let key: Option<i64> = connection
        .prepare_cached("SELECT id FROM topic_keys WHERE key = ?1")?
        .query_row([topic], |row| row.get(0))
        .optional()?;
    let Some(key) = key else { return Ok(Vec::new()) };
    let mut statement = connection.prepare_cached(MENTIONS)?;
    let mut rows = statement.query(params![key])?;
    let mut all: Vec<Speaking> = Vec::new();
    let mut force = 0;
    while let Some(row) = rows.next()? {
        let (series, release): (i64, i64) = (row.get(0)?, row.get(1)?);
        let place: u8 = row.get(2)?;
        let Some(act) = Act::ALL.get(usize::from(place)).copied() else { continue };
        let own: u8 = row.get(3)?;
        match all.last_mut() {
            Some(last) if last.release == release => {
                last.acts |= 1 << place;
                // Farthest from neutral, then of greater force, then first in the text.
                if (distance(act), own) > (distance(last.leading), force) {
                    (last.leading, force) = (act, own);
                }
            }
            _ => {
                // A release that is gone takes its positions with it.
                let Some(dated) = dates.get(&release).copied() else { continue };
                all.push(Speaking { series, release, dated, acts: 1 << place, leading: act });
                force = own;
            }
        }
    }
    Ok(all)
}

/// # A topic over all series
impl Archive {
    /// How a topic is spoken of over all series.
    ///
    /// Takes time in proportion to the positions on the topic; once after somebody has written, to the releases too.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn topic_everywhere(&self, topic: &str) -> Result<TopicEverywhere, Error> {
        let all = self.dates().with(self, |connection, dates| speaking(connection, dates, topic));
        let all = all.map_err(|error| Error::sqlite(self.path(), error))?;
        let mut months: BTreeMap<Month, [u32; Act::ALL.len()]> = BTreeMap::new();
        let mut series: Vec<(TopicInSeries, [u32; 2])> = Vec::new();
        for one in all {
            let acts = months.entry(one.dated.month).or_default();
            for (place, count) in acts.iter_mut().enumerate() {
                *count += u32::from(one.acts >> place & 1);
            }
            let (id, place) = (ReleaseId(one.release), one.dated.place);
            match series.last_mut().filter(|(of, _)| of.series.0 == one.series) {
                Some((of, [first, last])) => {
                    of.releases += 1;
                    if place < *first {
                        (*first, of.first) = (place, id);
                    }
                    if place > *last {
                        (*last, of.last, of.act) = (place, id, one.leading);
                    }
                }
                None => series.push((
                    TopicInSeries {
                        series: SeriesId(one.series),
                        releases: 1,
                        first: id,
                        last: id,
                        act: one.leading,
                    },
                    [place, place],
                )),
            }
        }
        Ok(TopicEverywhere {
            months: months.into_iter().map(|(month, acts)| TopicMonth { month, acts }).collect(),
            series: series.into_iter().map(|(of, _)| of).collect(),
        })
    }

    /// The mentions of a topic over all series in some months that perform one of some acts, a page of their releases.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn mentions_everywhere(&self, asked: &MentionsAsked) -> Result<MentionsEverywhere, Error> {
        let wanted = asked.acts.iter().fold(0_u16, |bits, act| bits | 1 << *act as u8);
        let (from, to) = asked.months;
        let read = self.dates().with(self, |connection, dates| {
            let mut all = speaking(connection, dates, &asked.topic)?;
            all.retain(|one| one.acts & wanted != 0 && (from..=to).contains(&one.dated.month));
            all.sort_unstable_by_key(|one| Reverse(one.dated.place));
            let (skip, take) = asked.page;
            let mut mentions = Vec::new();
            for one in all.iter().skip(skip).take(take) {
                let own = positions::of_release_on(
                    connection,
                    &asked.topic,
                    SeriesId(one.series),
                    ReleaseId(one.release),
                )?;
                mentions.extend(own.into_iter().filter(|position| asked.acts.contains(&position.act)));
            }
            Ok(MentionsEverywhere { mentions, releases: all.len() })
        });
        read.map_err(|error| Error::sqlite(self.path(), error))
    }
}
