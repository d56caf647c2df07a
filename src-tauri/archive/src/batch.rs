//! Writing: everything of one batch is stored, or nothing of it.

use std::path::Path;

use bayan_core::model::{IssuerId, ReleaseDate, ReleaseId, SeriesId};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::content::ContentHash;
use crate::error::Error;
use crate::search::index;
use crate::table::issuers::{self, NewIssuer};
use crate::table::releases::{self, NewRelease};
use crate::table::series::{self, NewSeries};
use crate::table::{meta, paragraphs};

/// The writing side of one transaction; see [`Archive::write`](crate::Archive::write).
///
/// A step that fails stores nothing and leaves the steps before it as they are, unless SQLite had to undo the whole
/// transaction (a full disk, a failing one): then every later step fails too and the batch can't be finished.
#[derive(Debug)]
pub struct Batch<'a> {
    transaction: Transaction<'a>,
    path: &'a Path,
}

impl<'a> Batch<'a> {
    /// Begins one. It holds off other writers from the start: to find out half-way that another one was faster would
    /// mean to do it all again.
    pub(crate) fn begin(connection: &'a mut Connection, path: &'a Path) -> Result<Self, Error> {
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| Error::sqlite(path, error))?;
        Ok(Self { transaction, path })
    }

    /// Stores it all. A batch that is dropped instead leaves nothing.
    pub(crate) fn commit(self) -> Result<(), Error> {
        let Self { transaction, path } = self;
        if transaction.is_autocommit() {
            return Err(Error::Undone { path: path.to_owned() });
        }
        transaction.commit().map_err(|error| Error::sqlite(path, error))
    }

    /// Adds an issuer.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it has no name.
    pub fn add_issuer(&mut self, new: &NewIssuer) -> Result<IssuerId, Error> {
        new.check()?;
        self.step(|transaction| issuers::insert(transaction, new))
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
        self.step(|transaction| series::insert(transaction, new))
    }

    /// Stores a release with its text.
    ///
    /// # Errors
    /// [`Error::Invalid`] when a part of it is blank, [`Error::NoSuchSeries`].
    pub fn store_release(&mut self, new: &NewRelease) -> Result<ReleaseId, Error> {
        new.check()?;
        if !self.step(|transaction| series::exists(transaction, new.series))? {
            return Err(Error::NoSuchSeries(new.series));
        }
        self.step(|transaction| {
            let mut both = transaction.savepoint()?;
            let id = releases::insert(&both, new)?;
            paragraphs::insert(&both, id, &new.paragraphs)?;
            index::add(&mut both, id, new.title.as_deref(), &new.paragraphs)?;
            both.commit()?;
            Ok(id)
        })
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
        self.step(|transaction| releases::find(transaction, series, date, content))
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
        if self.transaction.is_autocommit() {
            return Err(Error::Undone { path: self.path.to_owned() });
        }
        step(&mut self.transaction).map_err(|error| Error::sqlite(self.path, error))
    }
}
