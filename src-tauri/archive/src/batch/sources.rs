//! Changing the sources of new releases, and noting what was seen there.

use bayan_core::model::{ReleaseId, SeriesId};
use chrono::{DateTime, Utc};
use rusqlite::params;

use super::Batch;
use crate::content::ContentHash;
use crate::error::Error;
use crate::table::series;
use crate::table::sources::{self, SourceAnswer, SourceId};

/// # Sources
impl Batch<'_> {
    /// Adds a source of a series' releases; with `lists` its addresses are pages that list releases.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`]; [`Error::Invalid`] without a name or an address.
    pub fn add_source(
        &mut self,
        series: SeriesId,
        name: &str,
        addresses: &[String],
        lists: bool,
    ) -> Result<SourceId, Error> {
        sources::check(name, addresses)?;
        self.has_series(series)?;
        let id =
            self.step(|transaction| sources::insert(transaction, series, name.trim(), addresses, lists))?;
        self.created("sources", id.0);
        Ok(id)
    }

    /// Gives a source another name, series or other addresses, of pages that list releases with `lists`.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`], [`Error::NoSuchSeries`]; [`Error::Invalid`] without a name or an address.
    pub fn change_source(
        &mut self,
        id: SourceId,
        series: SeriesId,
        name: &str,
        addresses: &[String],
        lists: bool,
    ) -> Result<(), Error> {
        sources::check(name, addresses)?;
        self.has_series(series)?;
        let sql = "UPDATE sources SET series = ?2, name = ?3, addresses = ?4, lists = ?5 WHERE id = ?1";
        self.change(
            "sources",
            id.0,
            sql,
            params![id.0, series.0, name.trim(), addresses.join("\n"), lists.then_some(true)],
        )
    }

    /// Takes a source away; what was stored from it stays.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`].
    pub fn remove_source(&mut self, id: SourceId) -> Result<(), Error> {
        self.change("sources", id.0, "DELETE FROM sources WHERE id = ?1", [id.0])
    }

    /// Notes that a text was seen at a source: stored as `release`, or wanted by nobody with `None`. No part of an act.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn note_seen(
        &mut self,
        source: SourceId,
        address: &str,
        content: ContentHash,
        release: Option<ReleaseId>,
    ) -> Result<(), Error> {
        self.step(|transaction| match sources::exists(transaction, source)? {
            true => sources::set_seen(transaction, source, address, content, release),
            false => Ok(()),
        })
    }

    pub(crate) fn note_answer(
        &mut self,
        source: SourceId,
        address: &str,
        answer: &SourceAnswer,
        asked: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.step(|transaction| match sources::exists(transaction, source)? {
            true => sources::set_answer(transaction, source, address, answer, asked),
            false => Ok(()),
        })
    }

    fn has_series(&mut self, id: SeriesId) -> Result<(), Error> {
        let there = self.step(|transaction| series::exists(transaction, id))?;
        if there { Ok(()) } else { Err(Error::NoSuchSeries(id)) }
    }
}
