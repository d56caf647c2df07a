//! Changing a release, and taking one away.

use bayan_core::model::{Lang, ReleaseDate, ReleaseId, SeriesId};
use chrono::{DateTime, Utc};

use super::Batch;
use super::rows::not_blank;
use crate::error::{Error, Invalid};
use crate::search::ahead::lines;
use crate::search::index;
use crate::table::revisions::Revision;
use crate::table::{paragraphs, releases, revisions, series};

/// The text of a release as it was found later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRevision {
    /// The title as published.
    pub title: Option<String>,
    /// The paragraphs, at least one, none of them blank.
    pub paragraphs: Vec<String>,
    /// Where it was taken from.
    pub source: Option<String>,
    /// When it was taken from there.
    pub retrieved: Option<DateTime<Utc>>,
}

/// What is known of a release beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseFacts {
    /// Its date.
    pub date: ReleaseDate,
    /// Its language.
    pub lang: Lang,
    /// Where it was taken from.
    pub source: Option<String>,
    /// Where it was issued.
    pub place: Option<String>,
    /// What a reader should know of it.
    pub note: Option<String>,
}
/// # Releases
impl Batch<'_> {
    /// Puts a later text of the same release in the place of the one it has, which is kept among its revisions. Gives
    /// whether it differs from it; where it does not, nothing is stored.
    ///
    /// # Errors
    /// [`Error::Invalid`] when a part of it is blank, [`Error::NoSuchRelease`].
    pub fn revise(&mut self, id: ReleaseId, new: &NewRevision) -> Result<bool, Error> {
        releases::check(&new.title, &new.source, &new.paragraphs)?;
        self.give(&new.paragraphs);
        let stored = self.step(|transaction| releases::stored_hash(transaction, id))?;
        let stored = stored.ok_or(Error::NoSuchRelease(id))?;
        if stored == crate::content::content_hash(new.title.as_deref(), &new.paragraphs) {
            return Ok(false);
        }
        self.touch("releases", id.0)?;
        let rows = self.step(|transaction| paragraphs::rows(transaction, id))?;
        for row in &rows {
            self.touch("paragraphs", *row)?;
        }
        self.index()?;
        let (revision, added) = self.step(|transaction| {
            let mut both = transaction.savepoint()?;
            let before = paragraphs::of_release(&both, id)?;
            let revision = revisions::put_away(&both, id, &before)?;
            index::remove(&mut both, id, before.len())?;
            paragraphs::remove(&both, id)?;
            releases::revise(&both, id, new)?;
            paragraphs::insert(&both, id, &new.paragraphs)?;
            index::add(&mut both, [lines(id, new.title.as_deref(), &new.paragraphs)])?;
            let added = paragraphs::rows(&both, id)?;
            both.commit()?;
            Ok((revision, added))
        })?;
        self.created("revisions", revision);
        for row in added {
            self.created("paragraphs", row);
        }
        Ok(true)
    }

    /// Adds what a release was before, as another archive has it.
    pub(crate) fn add_earlier(&mut self, release: ReleaseId, earlier: &Revision) -> Result<(), Error> {
        let id = self.step(|transaction| revisions::add(transaction, release, earlier))?;
        self.created("revisions", id);
        Ok(())
    }

    /// Keeps the bytes that a release was read from.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`], [`Invalid::Blank`].
    pub fn keep_original(
        &mut self,
        release: ReleaseId,
        name: &str,
        bytes: &[u8],
        kept: DateTime<Utc>,
    ) -> Result<i64, Error> {
        not_blank(name)?;
        self.is_there(release)?;
        self.give([bytes]);
        let (id, is_new) =
            self.step(|transaction| revisions::keep(transaction, release, name, bytes, kept))?;
        if is_new {
            self.created("originals", id);
        }
        Ok(id)
    }

    /// Changes what is known of a release beside its text. One that gets another date goes to the end of that date.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`], [`Invalid::Blank`].
    pub fn set_facts(&mut self, id: ReleaseId, facts: &ReleaseFacts) -> Result<(), Error> {
        for text in [&facts.source, &facts.place].into_iter().flatten() {
            not_blank(text)?;
        }
        self.is_there(id)?;
        self.touch("releases", id.0)?;
        self.step(|transaction| releases::set_facts(transaction, id, facts))
    }

    /// Gives a release another title, or none. Its fingerprint changes with it.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`], [`Invalid::Blank`].
    pub fn set_title(&mut self, id: ReleaseId, title: Option<&str>) -> Result<(), Error> {
        title.map_or(Ok(()), not_blank)?;
        self.is_there(id)?;
        self.touch("releases", id.0)?;
        self.index()?;
        self.step(|transaction| {
            let mut both = transaction.savepoint()?;
            let paragraphs = paragraphs::of_release(&both, id)?;
            index::remove(&mut both, id, paragraphs.len())?;
            releases::set_title(&both, id, title, &paragraphs)?;
            index::add(&mut both, [lines(id, title, &paragraphs)])?;
            both.commit()
        })
    }

    /// Says where a release was issued, or that it is not known.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`], [`Invalid::Blank`].
    pub fn set_place(&mut self, id: ReleaseId, place: Option<&str>) -> Result<(), Error> {
        place.map_or(Ok(()), not_blank)?;
        self.set_in_release(id, "UPDATE releases SET place = ?2 WHERE id = ?1", place)
    }

    /// Marks a whole release as reviewed at a time, or as not reviewed.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`].
    pub fn set_release_reviewed(&mut self, id: ReleaseId, at: Option<DateTime<Utc>>) -> Result<(), Error> {
        let seconds = at.map(|at| at.timestamp());
        self.set_in_release(id, "UPDATE releases SET reviewed = ?2 WHERE id = ?1", seconds)
    }

    /// Says how much a whole release weighs, 0 to 3, or that nobody has said.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; when `significance` is above 3.
    pub fn set_release_significance(&mut self, id: ReleaseId, significance: Option<u8>) -> Result<(), Error> {
        if significance.is_some_and(|grade| grade > 3) {
            return Err(Invalid::OutOfRange.into());
        }
        self.set_in_release(id, "UPDATE releases SET significance = ?2 WHERE id = ?1", significance)
    }

    /// Moves a release to another series, to the end of its date there.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`], [`Error::NoSuchSeries`].
    pub fn move_release(&mut self, id: ReleaseId, series: SeriesId) -> Result<(), Error> {
        if !self.step(|transaction| series::exists(transaction, series))? {
            return Err(Error::NoSuchSeries(series));
        }
        self.is_there(id)?;
        self.touch("releases", id.0)?;
        self.step(|transaction| releases::set_series(transaction, id, series))
    }

    fn set_in_release(
        &mut self,
        id: ReleaseId,
        sql: &'static str,
        value: impl rusqlite::ToSql,
    ) -> Result<(), Error> {
        self.is_there(id)?;
        self.change("releases", id.0, sql, rusqlite::params![id.0, value])
    }

    /// Takes a release away, with everything that was said of it.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`].
    pub fn remove_release(&mut self, id: ReleaseId) -> Result<(), Error> {
        self.is_there(id)?;
        for (table, sql) in [
            ("notes", "SELECT id FROM notes WHERE release = ?1 OR other = ?1"),
            ("marks", "SELECT id FROM marks WHERE old = ?1 OR new = ?1"),
            ("hand_links", "SELECT id FROM hand_links WHERE old = ?1 OR new = ?1"),
            ("corrections", "SELECT id FROM corrections WHERE old = ?1 OR new = ?1"),
            ("saved_comparisons", "SELECT id FROM saved_comparisons WHERE old = ?1 OR new = ?1"),
            ("hand_positions", "SELECT id FROM hand_positions WHERE release = ?1"),
            ("revisions", "SELECT id FROM revisions WHERE release = ?1"),
            ("originals", "SELECT id FROM originals WHERE release = ?1"),
        ] {
            self.remove_all(table, sql, id.0)?;
        }
        let rows = self.step(|transaction| paragraphs::rows(transaction, id))?;
        self.index()?;
        self.step(|transaction| {
            let mut both = transaction.savepoint()?;
            index::remove(&mut both, id, rows.len())?;
            both.commit()
        })?;
        self.remove_all("paragraphs", "SELECT id FROM paragraphs WHERE release = ?1", id.0)?;
        self.change("releases", id.0, "DELETE FROM releases WHERE id = ?1", [id.0])
    }
}
