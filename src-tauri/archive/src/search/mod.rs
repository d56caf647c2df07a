//! Finding where something was said.
//!
//! - `query` reads what a person types.
//! - `pattern` holds a query's words against the words of a text: which spans of the original are hits.
//! - `index` keeps the full-text index in step with the texts, and makes it anew where it is missing or out of date.
//! - `ahead` makes the keys of what a batch stores while it goes on.
//! - `find` asks the index, or reads through all texts while there is none.
//! - `keys` gives the words of a text their keys.
//! - [`context`] cuts the words around a hit.
//!
//! Which words are the same to somebody who searches is decided in [`bayan_core::text::finding`]. The index holds keys
//! only, never a text: one word for each word of the original, so the hits of both ways of searching are the same.

pub(crate) mod ahead;
pub(crate) mod context;
pub(crate) mod find;
pub(crate) mod index;
mod keys;
pub(crate) mod pattern;
pub(crate) mod query;

use std::ops::Range;

use bayan_core::model::{Lang, ReleaseDate, ReleaseId, SeriesId};
use bayan_core::text::lexicon::Act;

pub use context::{Context, context};
pub use query::{MOST_WORDS, Query, QueryError};

/// Above this number of hits they come by date: weighing that many against each other takes too long, and says little.
pub const RANKED_AT_MOST: u64 = 50_000;

/// What to search for, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// What to search for.
    pub query: Query,
    /// Only in these series; in all where the list is empty.
    pub series: Vec<SeriesId>,
    /// Only in releases that may be of this day, month or year or a later one.
    pub from: Option<ReleaseDate>,
    /// Only in releases that may be of this day, month or year or an earlier one.
    pub to: Option<ReleaseDate>,
    /// Only in releases in this language.
    pub lang: Option<Lang>,
    /// Only paragraphs with a position of the issuer on one of these topics, by their identifiers; a title has none.
    /// All where the list is empty. With `acts` it has to be one position that is on the topic and is the act.
    pub topics: Vec<String>,
    /// Only paragraphs with a position of the issuer that is one of these acts; all where the list is empty.
    pub acts: Vec<Act>,
    /// The order of the hits.
    pub order: Order,
    /// How many hits to leave out at the beginning.
    pub offset: u32,
    /// How many hits to give at most.
    pub limit: u32,
}

impl Search {
    /// A search everywhere, the best fifty hits.
    pub fn new(query: Query) -> Self {
        Self {
            query,
            series: Vec::new(),
            from: None,
            to: None,
            lang: None,
            topics: Vec::new(),
            acts: Vec::new(),
            order: Order::Relevance,
            offset: 0,
            limit: 50,
        }
    }
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The best first: by the BM25 of the words in one spelling and of their stems, the latter weighted twice. Of the
    /// weights tried these find the paragraph of a question best in Arabic; in English they differ little.
    #[default]
    Relevance,
    /// By date, the newest release first; in a release in reading order.
    Newest,
    /// By date, the oldest release first; in a release in reading order.
    Oldest,
}

/// Part of the hits of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How many paragraphs and titles match.
    pub total: Total,
    /// The order the hits are in. Newest instead of relevance where there are more than [`RANKED_AT_MOST`], or where
    /// there was no index to rank by.
    pub order: Order,
    /// The texts were read through, since the index is missing, damaged or out of date.
    pub without_index: bool,
    /// The hits.
    pub hits: Vec<Hit>,
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// This many.
    Exactly(u64),
    /// More than this many; they were not counted further.
    MoreThan(u64),
}

/// A paragraph or title in which the query is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The release.
    pub release: ReleaseId,
    /// Its series.
    pub series: SeriesId,
    /// Its date.
    pub date: ReleaseDate,
    /// The paragraph's number from 0; `None` for the title.
    pub paragraph: Option<u32>,
    /// The whole paragraph or title, as published.
    pub text: String,
    /// What was found in it: bytes of `text`, whole words, in order, apart from one another.
    pub spans: Vec<Range<usize>>,
}

/// How many paragraphs and titles of a release match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The release.
    pub release: ReleaseId,
    /// Its series.
    pub series: SeriesId,
    /// Its date.
    pub date: ReleaseDate,
    /// How many.
    pub hits: u32,
}

/// The length of time that hits are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// By year.
    Year,
    /// By month; what is known to the year only is counted by its year.
    Month,
}

impl Period {
    /// How much of a written date names it, in characters.
    const fn letters(self) -> usize {
        match self {
            Self::Year => 4,
            Self::Month => 7,
        }
    }

    /// The one that a date lies in.
    fn of(self, date: ReleaseDate) -> ReleaseDate {
        let written = date.to_string();
        // A year of a date and a month of a date are dates.
        written.get(..self.letters()).and_then(|period| period.parse().ok()).unwrap_or(date)
    }
}

/// How much of a year or a month matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodCount {
    /// The year or the month.
    pub period: ReleaseDate,
    /// How many releases with a hit.
    pub releases: u32,
    /// How many titles and paragraphs.
    pub hits: u32,
}
