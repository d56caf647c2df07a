//! The table of releases in the library: filtered, sorted, a page at a time.
//!
//! Only the numbers of the releases are filtered and sorted; the rest is read for one page.

use bayan_core::model::{IssuerId, Lang, Release, ReleaseDate, ReleaseId, SeriesId};
use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::archive::Archive;
use crate::condition::Condition;
use crate::error::Error;
use crate::order::{self, KEY, WORDS};
use crate::search::Query;
use crate::search::find::titles_with;
use crate::table::{releases, series, time};

/// Which releases are listed, and in what order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Only of these series; of all where the list is empty.
    pub series: Vec<SeriesId>,
    /// Only of these issuers; of all where the list is empty.
    pub issuers: Vec<IssuerId>,
    /// Only those that may be of this day, month or year or a later one.
    pub from: Option<ReleaseDate>,
    /// Only those that may be of this day, month or year or an earlier one.
    pub to: Option<ReleaseDate>,
    /// Only those in this language.
    pub lang: Option<Lang>,
    /// Only those in whose title this is found; the series' title stands in for a missing one.
    pub title: Option<Query>,
    /// Only those that are marked as reviewed, or only those that are not.
    pub reviewed: Option<bool>,
    /// Only those with a note, or only those without.
    pub noted: Option<bool>,
    /// Only those that weigh at least this much, 0 to 3.
    pub significance: Option<u8>,
    /// The column they are sorted by. Those that are equal in it come by date, the newest first.
    pub by: Column,
    /// The other way round.
    pub descending: bool,
    /// The language in which issuers and series are called, for sorting by them.
    pub names: Lang,
    /// How many to leave out at the beginning.
    pub offset: u32,
    /// How many to give at most.
    pub limit: u32,
}

impl Default for Listing {
    /// All releases, the newest first, the first hundred.
    fn default() -> Self {
        Self {
            series: Vec::new(),
            issuers: Vec::new(),
            from: None,
            to: None,
            lang: None,
            title: None,
            reviewed: None,
            noted: None,
            significance: None,
            by: Column::Date,
            descending: true,
            names: Lang::Ar,
            offset: 0,
            limit: 100,
        }
    }
}

/// What releases are sorted by. Texts are sorted as the Unicode Collation Algorithm has it for Arabic, numbers in them by
/// value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    /// The date, the vaguer first, then the order they were stored in.
    #[default]
    Date,
    /// The title; the series' title stands in for a missing one.
    Title,
    /// The language's tag.
    Lang,
    /// The issuer's name.
    Issuer,
    /// The series' title.
    Series,
    /// The place.
    Place,
    /// The number of words.
    Words,
    /// The number of paragraphs.
    Paragraphs,
    /// The number of notes.
    Notes,
    /// When it was marked as reviewed; those that are not come first.
    Reviewed,
    /// How much it weighs; those of which nobody has said come first.
    Significance,
    /// The number of its revisions.
    Revisions,
}

impl Column {
    /// Every one.
    pub const ALL: [Self; 12] = [
        Self::Date,
        Self::Title,
        Self::Lang,
        Self::Issuer,
        Self::Series,
        Self::Place,
        Self::Words,
        Self::Paragraphs,
        Self::Notes,
        Self::Reviewed,
        Self::Significance,
        Self::Revisions,
    ];
}

/// A release as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRelease {
    /// The release, without its text.
    pub release: Release,
    /// Whose it is.
    pub issuer: IssuerId,
    /// How many notes there are about it, its paragraphs and its comparisons.
    pub notes: u32,
    /// How many changes are marked in the comparisons in which it is the newer one.
    pub marks: u32,
    /// How many earlier texts of it are kept.
    pub revisions: u32,
    /// When it was marked as reviewed.
    pub reviewed: Option<DateTime<Utc>>,
    /// 0 none to 3 major; `None` where nobody has said.
    pub significance: Option<u8>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPage {
    /// How many releases are listed in all.
    pub total: u32,
    /// Those of the page.
    pub rows: Vec<ListedRelease>,
}

impl Archive {
    /// A page of the table of releases.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn list(&self, listing: &Listing) -> Result<ListedPage, Error> {
        self.read(|connection| list(connection, listing))
    }

    /// When a release was marked as reviewed as a whole, and how much it was said to weigh, 0 to 3.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; when the file can't be read or is damaged.
    pub fn release_marks(&self, id: ReleaseId) -> Result<(Option<DateTime<Utc>>, Option<u8>), Error> {
        let listed =
            self.read(|connection| one(connection, id).optional())?.ok_or(Error::NoSuchRelease(id))?;
        Ok((listed.reviewed, listed.significance))
    }

    /// One release as it is listed.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; when the file can't be read or is damaged.
    pub fn listed(&self, id: ReleaseId) -> Result<ListedRelease, Error> {
        self.read(|connection| one(connection, id).optional())?.ok_or(Error::NoSuchRelease(id))
    }

    /// Where a release stands in the list, from 0; `None` where it is not in it. Offset and limit are not looked at.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn place_in_list(&self, listing: &Listing, release: ReleaseId) -> Result<Option<u32>, Error> {
        let all = Listing { offset: 0, limit: u32::MAX, ..listing.clone() };
        let ids = self.read(|connection| ids(connection, &all, &condition(connection, &all)?))?;
        Ok(ids.iter().position(|id| *id == release).and_then(|place| u32::try_from(place).ok()))
    }
}

fn list(connection: &Connection, listing: &Listing) -> rusqlite::Result<ListedPage> {
    let condition = condition(connection, listing)?;
    let total = connection
        .prepare_cached(&format!("SELECT count(*) FROM releases{}", condition.after(" WHERE ")))?
        .query_row(params_from_iter(&condition.values), |row| row.get(0))?;
    let ids = ids(connection, listing, &condition)?;
    let rows = ids.into_iter().map(|id| one(connection, id)).collect::<rusqlite::Result<_>>()?;
    Ok(ListedPage { total, rows })
}

fn condition(connection: &Connection, listing: &Listing) -> rusqlite::Result<Condition> {
    let mut asked = Condition::new(1);
    asked.and_lang(listing.lang);
    asked.and_dated(listing.from, listing.to);
    asked.and_one_of("releases.series", listing.series.iter().map(|series| series.0));
    if !listing.issuers.is_empty() {
        let of_issuers: Vec<i64> = series::all(connection)?
            .into_iter()
            .filter(|series| listing.issuers.contains(&series.issuer))
            .map(|series| series.id.0)
            .collect();
        // No series has the number 0.
        asked.and_one_of("releases.series", std::iter::once(0).chain(of_issuers));
    }
    if let Some(reviewed) = listing.reviewed {
        asked.and(if reviewed { "releases.reviewed IS NOT NULL" } else { "releases.reviewed IS NULL" });
    }
    if let Some(noted) = listing.noted {
        let not = if noted { "" } else { "NOT " };
        asked.and(&format!(
            "{not}(EXISTS (SELECT 1 FROM notes WHERE notes.release = releases.id)
              OR EXISTS (SELECT 1 FROM notes WHERE notes.other = releases.id))"
        ));
    }
    if let Some(least) = listing.significance {
        asked.and_with(|n| format!("releases.significance >= ?{n}"), i64::from(least));
    }
    if let Some(query) = &listing.title {
        // As one value: there may be as many as there are releases.
        let titled: Vec<i64> = titles_with(connection, query)?.into_iter().map(|id| id.0).collect();
        let named = series::all(connection)?
            .into_iter()
            .filter(|series| {
                [&series.title.ar, &series.title.en]
                    .into_iter()
                    .flatten()
                    .any(|title| query.root.spans(title).is_some())
            })
            .map(|series| series.id.0);
        let mut stands_in = Condition::new(1);
        stands_in.and_one_of("releases.series", std::iter::once(0).chain(named));
        asked.and_with(
            |n| {
                format!(
                    "(releases.id IN (SELECT value FROM json_each(?{n}))
                      OR (releases.title IS NULL AND {}))",
                    stands_in.sql
                )
            },
            serde_json::json!(titled).to_string(),
        );
    }
    Ok(asked)
}

/// The numbers of a page.
fn ids(connection: &Connection, listing: &Listing, asked: &Condition) -> rusqlite::Result<Vec<ReleaseId>> {
    let titles = Titles::of(connection, listing)?;
    if titles == Titles::Every && listing.limit <= A_PAGE {
        return by_title(connection, listing, asked);
    }
    connection
        .prepare_cached(&sql(listing, asked, titles))?
        .query_map(params_from_iter(&asked.values), |row| row.get(0).map(ReleaseId))?
        .collect()
}

/// Of how many releases at most a page is looked up title by title.
const A_PAGE: u32 = 1000;

/// The numbers of a page by title, where every release has one. The titles before the page are counted in the order of their
/// index; only those of the page are gone into. To sort all releases for the last page of many would take ten times as long.
fn by_title(
    connection: &Connection,
    listing: &Listing,
    asked: &Condition,
) -> rusqlite::Result<Vec<ReleaseId>> {
    let way = if listing.descending { "DESC" } else { "ASC" };
    let mut titles = connection.prepare_cached(&format!(
        "SELECT title_key, count(*) FROM releases{} GROUP BY title_key ORDER BY title_key {way}",
        asked.after(" WHERE ")
    ))?;
    let mut of_title = asked.clone();
    let key = of_title.free();
    of_title.and(&format!("title_key = ?{key}"));
    let mut inside = connection.prepare_cached(&format!(
        "SELECT id FROM releases WHERE {} ORDER BY date DESC, sequence DESC, id DESC LIMIT ?{} OFFSET ?{}",
        of_title.sql,
        key + 1,
        key + 2
    ))?;
    let (mut before, mut left) = (listing.offset, listing.limit);
    let mut page = Vec::new();
    let mut rows = titles.query(params_from_iter(&asked.values))?;
    while left > 0
        && let Some(row) = rows.next()?
    {
        let count: u32 = row.get(1)?;
        if count <= before {
            before -= count;
            continue;
        }
        let more = [row.get(0)?, Value::from(left), Value::from(std::mem::take(&mut before))];
        let values = params_from_iter(asked.values.iter().chain(&more));
        let taken = page.len();
        for id in inside.query_map(values, |row| row.get(0).map(ReleaseId))? {
            page.push(id?);
        }
        left -= (page.len() - taken) as u32;
    }
    Ok(page)
}

/// What a page is asked for with, to look at how SQLite goes about it.
#[cfg(test)]
pub(crate) fn question(
    connection: &Connection,
    listing: &Listing,
) -> rusqlite::Result<(String, Vec<rusqlite::types::Value>)> {
    let asked = condition(connection, listing)?;
    Ok((sql(listing, &asked, Titles::of(connection, listing)?), asked.values))
}

/// By what titles are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Titles {
    /// Every release has one, and its key is kept.
    Every,
    /// Some have none, for which that of the series stands in.
    Lacking,
    /// The keys that are kept are of another order.
    Stale,
}

impl Titles {
    fn of(connection: &Connection, listing: &Listing) -> rusqlite::Result<Self> {
        if listing.by != Column::Title || !order::is_kept(connection)? {
            return Ok(Self::Stale);
        }
        let some_have_none =
            connection.prepare_cached("SELECT 1 FROM releases WHERE title_key IS NULL LIMIT 1")?.exists([])?;
        Ok(if some_have_none { Self::Lacking } else { Self::Every })
    }
}

fn sql(listing: &Listing, asked: &Condition, titles: Titles) -> String {
    let (first, second) = match listing.names {
        Lang::Ar => ("ar", "en"),
        Lang::En => ("en", "ar"),
    };
    let series = format!(
        "(SELECT coalesce(series.title_{first}, series.title_{second}) FROM series WHERE series.id = releases.series)"
    );
    // There are few series and issuers: they are put in order once, and the releases by their places in it.
    let ranked = |name: &str| {
        format!(
            "WITH ranked AS MATERIALIZED
                 (SELECT series.id AS of, rank() OVER (ORDER BY {name} COLLATE {WORDS}) AS place
                  FROM series JOIN issuers ON issuers.id = series.issuer) "
        )
    };
    let (with, from) = match listing.by {
        Column::Issuer => (ranked(&format!("coalesce(issuers.name_{first}, issuers.name_{second})")), RANKED),
        Column::Series => (ranked(&format!("coalesce(series.title_{first}, series.title_{second})")), RANKED),
        _ => (String::new(), "releases"),
    };
    let key = match listing.by {
        Column::Date => String::new(),
        Column::Title => match titles {
            Titles::Every => "releases.title_key".to_owned(),
            Titles::Lacking => format!("coalesce(releases.title_key, {KEY}({series}))"),
            Titles::Stale => format!("{KEY}(coalesce(releases.title, {series}))"),
        },
        Column::Lang => "releases.lang".to_owned(),
        Column::Issuer | Column::Series => "ranked.place".to_owned(),
        Column::Place => format!("releases.place COLLATE {WORDS}"),
        Column::Words => "releases.words".to_owned(),
        Column::Paragraphs => "releases.paragraphs".to_owned(),
        Column::Notes => NOTES.to_owned(),
        Column::Reviewed => "releases.reviewed".to_owned(),
        Column::Significance => "releases.significance".to_owned(),
        Column::Revisions => REVISIONS.to_owned(),
    };
    let way = if listing.descending { "DESC" } else { "ASC" };
    let order = match listing.by {
        Column::Date => format!("releases.date {way}, releases.sequence {way}, releases.id {way}"),
        _ => format!("{key} {way}, releases.date DESC, releases.sequence DESC, releases.id DESC"),
    };
    format!(
        "{with}SELECT releases.id FROM {from}{} ORDER BY {order} LIMIT {} OFFSET {}",
        asked.after(" WHERE "),
        listing.limit,
        listing.offset
    )
}

const RANKED: &str = "releases JOIN ranked ON ranked.of = releases.series";
const NOTES: &str = "((SELECT count(*) FROM notes WHERE notes.release = releases.id)
    + (SELECT count(*) FROM notes WHERE notes.other = releases.id AND notes.release <> releases.id))";
const REVISIONS: &str = "(SELECT count(*) FROM revisions WHERE revisions.release = releases.id)";

fn one(connection: &Connection, id: ReleaseId) -> rusqlite::Result<ListedRelease> {
    connection
        .prepare_cached(&format!(
            "SELECT {}, {NOTES} AS notes, {REVISIONS} AS revisions, reviewed, significance,
                 (SELECT count(*) FROM marks WHERE marks.new = releases.id) AS marks,
                 (SELECT issuer FROM series WHERE series.id = releases.series) AS issuer
             FROM releases WHERE id = ?1",
            releases::COLUMNS
        ))?
        .query_row([id.0], listed)
}

fn listed(row: &Row<'_>) -> rusqlite::Result<ListedRelease> {
    let reviewed: Option<i64> = row.get("reviewed")?;
    Ok(ListedRelease {
        release: releases::from_row(row)?,
        issuer: IssuerId(row.get("issuer")?),
        notes: row.get("notes")?,
        marks: row.get("marks")?,
        revisions: row.get("revisions")?,
        reviewed: match reviewed {
            Some(_) => Some(time(row, "reviewed")?),
            None => None,
        },
        significance: row.get("significance")?,
    })
}
