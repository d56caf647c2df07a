//! Writing: everything of one batch is stored, or nothing of it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use bayan_core::model::{IssuerId, ReleaseDate, ReleaseId, SeriesId};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::content::ContentHash;
use crate::error::Error;
use crate::positions::alongside::{Stored, StoredIn};
use crate::positions::{Finders, refresh};
use crate::precedence::Precedence;
use crate::search::ahead::Waiting;
use crate::search::index;
use crate::table::issuers::{self, NewIssuer};
use crate::table::journal::{self, Touched};
use crate::table::releases::NewRelease;
use crate::table::series::{self, NewSeries};
use crate::table::{self, meta, paragraphs};

mod library;
mod positions;
pub(crate) mod releases;
mod rows;
mod said;
mod sources;

/// The writing side of one transaction; see [`Archive::write`](crate::Archive::write).
///
/// A step that fails stores nothing and leaves the steps before it as they are, unless SQLite had to undo the whole
/// transaction (a full disk, a failing one), or what a step had begun could not be taken back: then every later step fails too
/// and the batch can't be finished.
#[derive(Debug)]
pub struct Batch<'a> {
    transaction: Transaction<'a>,
    path: &'a Path,
    /// The rows that an act has touched; none are noted outside of one.
    touched: Option<Noted>,
    /// The releases of whose positions a person spoke.
    spoken_of: BTreeSet<ReleaseId>,
    /// What was stored and is not in the search index yet.
    waiting: Waiting,
    /// How many bytes of texts and originals it was given to store.
    given: u64,
    /// In which series it has stored how much.
    stored: StoredIn,
    /// It holds a release without its text.
    half_stored: bool,
}

/// Room that the smallest batch may need: some pages of each table it touches, in the log and in the file.
pub(crate) const LEAST_ROOM: u64 = 1 << 20;
/// How many bytes a byte of text takes until it is in the file: with the search index, its positions and its links four to
/// five, once in the log and once in the file.
const ROOM_FOR_A_BYTE: u64 = 9;

/// The rows that an act has touched, each once.
#[derive(Debug, Default)]
struct Noted {
    rows: Vec<Touched>,
    known: HashSet<(&'static str, i64)>,
}

impl<'a> Batch<'a> {
    /// Begins one. It holds off other writers from the start: to find out half-way that another one was faster would
    /// mean to do it all again.
    ///
    /// What it waits for at its end goes before what gives way to `precedence`.
    pub(crate) fn begin(
        connection: &'a mut Connection,
        path: &'a Path,
        precedence: &Arc<Precedence>,
    ) -> Result<Self, Error> {
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| Error::sqlite(path, error))?;
        Ok(Self {
            transaction,
            path,
            touched: None,
            spoken_of: BTreeSet::new(),
            waiting: Waiting::new(precedence.clone()),
            given: 0,
            stored: StoredIn::new(),
            half_stored: false,
        })
    }

    /// Stores it all; gives in which series it has stored how much. A batch that is dropped instead leaves nothing.
    pub(crate) fn commit(mut self) -> Result<StoredIn, Error> {
        self.index()?;
        let room = self.room();
        let Self { transaction, path, stored, half_stored, .. } = self;
        if transaction.is_autocommit() || half_stored {
            return Err(Error::Undone { path: path.to_owned() });
        }
        transaction.commit().map_err(|error| Error::sqlite(path, error).needing(room))?;
        Ok(stored)
    }

    /// Notes that something is to be stored.
    fn give<S: AsRef<[u8]>>(&mut self, parts: impl IntoIterator<Item = S>) {
        self.given += parts.into_iter().map(|part| part.as_ref().len() as u64).sum::<u64>();
    }

    /// How many bytes must be free for what it was given so far, about.
    const fn room(&self) -> u64 {
        LEAST_ROOM + self.given.saturating_mul(ROOM_FOR_A_BYTE)
    }

    /// Puts what was stored into the search index.
    fn index(&mut self) -> Result<(), Error> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let waiting = self.waiting.take();
        self.step(|transaction| {
            let mut both = transaction.savepoint()?;
            index::add(&mut both, waiting)?;
            both.commit()
        })
    }

    /// Brings the positions of the releases a person spoke of to what counts now.
    pub(crate) fn refresh_positions(&mut self, finders: &Finders) -> Result<(), Error> {
        for release in std::mem::take(&mut self.spoken_of) {
            self.step(|transaction| refresh(transaction, finders, release))?;
        }
        Ok(())
    }

    /// From here on the rows that are touched are noted.
    pub(crate) fn note_rows(&mut self) {
        self.touched = Some(Noted::default());
    }

    /// Writes the act down whose rows were noted.
    pub(crate) fn write_act(
        &mut self,
        code: &str,
        params: &BTreeMap<String, String>,
        made: DateTime<Utc>,
    ) -> Result<(), Error> {
        let touched = self.touched.take().unwrap_or_default();
        self.step(|transaction| journal::write(transaction, code, params, made, &touched.rows))
    }

    /// Notes a row that is about to be changed or taken away. What it was before the act counts, not what it was in between.
    fn touch(&mut self, table: &'static str, row: i64) -> Result<(), Error> {
        if self.touched.as_ref().is_some_and(|noted| !noted.known.contains(&(table, row))) {
            let other = self.step(|transaction| journal::state(transaction, table, row))?;
            self.note(Touched { table, row, other });
        }
        Ok(())
    }

    /// Notes a row that has just been added.
    fn created(&mut self, table: &'static str, row: i64) {
        self.note(Touched { table, row, other: None });
    }

    fn note(&mut self, touched: Touched) {
        if let Some(noted) = &mut self.touched
            && noted.known.insert((touched.table, touched.row))
        {
            noted.rows.push(touched);
        }
    }

    /// Adds an issuer.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it has no name.
    pub fn add_issuer(&mut self, new: &NewIssuer) -> Result<IssuerId, Error> {
        new.check()?;
        let id = self.step(|transaction| issuers::insert(transaction, new))?;
        self.created("issuers", id.0);
        Ok(id)
    }

    /// Adds a series.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it has no title, [`Error::NoSuchIssuer`].
    pub fn add_series(&mut self, new: &NewSeries) -> Result<SeriesId, Error> {
        new.check()?;
        if !self.step(|transaction| issuers::exists(transaction, new.issuer))? {
            return Err(Error::NoSuchIssuer(new.issuer));
        }
        let id = self.step(|transaction| series::insert(transaction, new))?;
        self.created("series", id.0);
        Ok(id)
    }

    /// Stores a release with its text.
    ///
    /// # Errors
    /// [`Error::Invalid`] when a part of it is blank, [`Error::NoSuchSeries`].
    pub fn store_release(&mut self, new: &NewRelease) -> Result<ReleaseId, Error> {
        new.check()?;
        self.give(&new.paragraphs);
        if !self.step(|transaction| series::exists(transaction, new.series))? {
            return Err(Error::NoSuchSeries(new.series));
        }
        // Without a savepoint around both: for each, SQLite would keep a copy of every page that they change.
        let id = self.step(|transaction| table::releases::insert(transaction, new))?;
        if let Err(error) = self.step(|transaction| paragraphs::insert(transaction, id, &new.paragraphs)) {
            self.take_back(id);
            return Err(error);
        }
        *self.stored.entry(new.series).or_default() += Stored { releases: 1, bytes: new.bytes() };
        if self.waiting.push(id, new) {
            self.index()?;
        }
        if self.touched.is_some() {
            self.created("releases", id.0);
            for row in self.step(|transaction| paragraphs::rows(transaction, id))? {
                self.created("paragraphs", row);
            }
        }
        Ok(id)
    }

    /// Takes a release away whose text could not be stored. Where that can't be done either, nothing of the batch
    /// can be stored.
    fn take_back(&mut self, release: ReleaseId) {
        let taken = self.step(|transaction| {
            paragraphs::remove(transaction, release)?;
            table::releases::remove(transaction, release)
        });
        self.half_stored = taken.is_err();
    }

    /// The release of a series that has this date and exactly this text, if there is one; those stored by this batch are
    /// among them.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn find_release(
        &mut self,
        series: SeriesId,
        date: ReleaseDate,
        content: ContentHash,
    ) -> Result<Option<ReleaseId>, Error> {
        self.step(|transaction| table::releases::find(transaction, series, date, content))
    }

    /// Puts a fact about the archive itself under a key.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<(), Error> {
        self.step(|transaction| meta::set(transaction, key, value))
    }

    /// Runs one step. Outside of a transaction it would be stored at once and by itself, so there it is refused.
    fn step<T>(
        &mut self,
        step: impl FnOnce(&mut Transaction<'a>) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        if self.transaction.is_autocommit() || self.half_stored {
            return Err(Error::Undone { path: self.path.to_owned() });
        }
        let room = self.room();
        step(&mut self.transaction).map_err(|error| Error::sqlite(self.path, error).needing(room))
    }
}
