//! What a person may do to an archive, step by step.
//!
//! Each step notes which rows it touches, so that an act ([`Archive::act`](crate::Archive::act)) can be undone. Outside of
//! an act the same steps are stored and can't be.

use bayan_core::model::{Lang, ReleaseDate, ReleaseId};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::Batch;
use crate::error::{Error, Invalid};
use crate::search::index;
use crate::table::annotations::{self, HandLink, NewNote, existing};
use crate::table::revisions::Revision;
use crate::table::{paragraphs, releases, revisions};

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
    /// What a reader should know of it.
    pub note: Option<String>,
}

/// # What a person does
impl Batch<'_> {
    /// Makes a note.
    ///
    /// # Errors
    /// [`Invalid::Blank`]; [`Error::NoSuchRelease`].
    pub fn add_note(&mut self, new: &NewNote, made: DateTime<Utc>) -> Result<i64, Error> {
        not_blank(&new.text)?;
        match &new.about {
            annotations::About::Release(release) | annotations::About::Paragraph(release, _) => {
                self.is_there(*release)?;
            }
            annotations::About::Comparison(old, newer, _) => {
                self.is_there(*old)?;
                self.is_there(*newer)?;
            }
        }
        let id = self.step(|transaction| annotations::add_note(transaction, new, made))?;
        self.created("notes", id);
        Ok(id)
    }

    /// Writes a note anew.
    ///
    /// # Errors
    /// [`Invalid::Blank`]; [`Error::NoSuchEntry`].
    pub fn edit_note(&mut self, id: i64, text: &str) -> Result<(), Error> {
        not_blank(text)?;
        self.change("notes", id, "UPDATE notes SET text = ?2 WHERE id = ?1", params![id, text])
    }

    /// Takes a note away.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`].
    pub fn remove_note(&mut self, id: i64) -> Result<(), Error> {
        self.change("notes", id, "DELETE FROM notes WHERE id = ?1", [id])
    }

    /// Says how much a change weighs, 0 to 3, or that nobody has said.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; when `significance` is above 3.
    pub fn set_significance(
        &mut self,
        old: ReleaseId,
        new: ReleaseId,
        part: &str,
        significance: Option<u8>,
    ) -> Result<(), Error> {
        if significance.is_some_and(|grade| grade > 3) {
            return Err(Invalid::OutOfRange.into());
        }
        self.mark(
            old,
            new,
            part,
            "UPDATE marks SET significance = ?2 WHERE id = ?1",
            significance.map(i64::from),
        )
    }

    /// Marks a change as reviewed at a time, or as not reviewed.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`].
    pub fn set_reviewed(
        &mut self,
        old: ReleaseId,
        new: ReleaseId,
        part: &str,
        at: Option<DateTime<Utc>>,
    ) -> Result<(), Error> {
        self.mark(old, new, part, "UPDATE marks SET reviewed = ?2 WHERE id = ?1", at.map(|at| at.timestamp()))
    }

    fn mark(
        &mut self,
        old: ReleaseId,
        new: ReleaseId,
        part: &str,
        sql: &'static str,
        value: Option<i64>,
    ) -> Result<(), Error> {
        self.is_there(old)?;
        self.is_there(new)?;
        let id = self.row_for(
            "marks",
            "SELECT id FROM marks WHERE old = ?1 AND new = ?2 AND part = ?3",
            "INSERT INTO marks (old, new, part) VALUES (?1, ?2, ?3)",
            params![old.0, new.0, part],
        )?;
        self.change("marks", id, sql, params![id, value])?;
        let empty = "DELETE FROM marks WHERE id = ?1 AND significance IS NULL AND reviewed IS NULL";
        self.step(|transaction| transaction.execute(empty, [id])).map(drop)
    }

    /// Says that two paragraphs belong together, or do not.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`].
    pub fn set_hand_link(&mut self, old: ReleaseId, new: ReleaseId, link: HandLink) -> Result<(), Error> {
        self.is_there(old)?;
        self.is_there(new)?;
        let id = self.row_for(
            "hand_links",
            "SELECT id FROM hand_links WHERE old = ?1 AND new = ?2 AND old_paragraph = ?3 AND new_paragraph = ?4",
            "INSERT INTO hand_links (old, new, old_paragraph, new_paragraph, linked) VALUES (?1, ?2, ?3, ?4, 1)",
            params![old.0, new.0, link.old, link.new],
        )?;
        self.change(
            "hand_links",
            id,
            "UPDATE hand_links SET linked = ?2 WHERE id = ?1",
            params![id, link.linked],
        )
    }

    /// Takes back what was said of two paragraphs: the comparison decides again.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn clear_hand_link(
        &mut self,
        old: ReleaseId,
        new: ReleaseId,
        paragraphs: (u32, u32),
    ) -> Result<(), Error> {
        self.remove_found(
            "hand_links",
            "SELECT id FROM hand_links WHERE old = ?1 AND new = ?2 AND old_paragraph = ?3 AND new_paragraph = ?4",
            params![old.0, new.0, paragraphs.0, paragraphs.1],
        )
    }

    /// Corrects what the comparison says of a part of it, or takes the correction back.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`].
    pub fn set_correction(
        &mut self,
        old: ReleaseId,
        new: ReleaseId,
        part: &str,
        value: Option<&str>,
    ) -> Result<(), Error> {
        const FIND: &str = "SELECT id FROM corrections WHERE old = ?1 AND new = ?2 AND part = ?3";
        self.is_there(old)?;
        self.is_there(new)?;
        let Some(value) = value else {
            return self.remove_found("corrections", FIND, params![old.0, new.0, part]);
        };
        let id = self.row_for(
            "corrections",
            FIND,
            "INSERT INTO corrections (old, new, part, value) VALUES (?1, ?2, ?3, '')",
            params![old.0, new.0, part],
        )?;
        self.change("corrections", id, "UPDATE corrections SET value = ?2 WHERE id = ?1", params![id, value])
    }

    /// Gives a comparison a name.
    ///
    /// # Errors
    /// [`Invalid::Blank`]; [`Error::NoSuchRelease`].
    pub fn save_comparison(
        &mut self,
        name: &str,
        old: ReleaseId,
        new: ReleaseId,
        settings: &str,
        made: DateTime<Utc>,
    ) -> Result<i64, Error> {
        not_blank(name)?;
        self.is_there(old)?;
        self.is_there(new)?;
        let sql =
            "INSERT INTO saved_comparisons (name, old, new, settings, made) VALUES (?1, ?2, ?3, ?4, ?5)";
        let id = self.step(|transaction| {
            transaction.prepare_cached(sql)?.insert(params![name, old.0, new.0, settings, made.timestamp()])
        })?;
        self.created("saved_comparisons", id);
        Ok(id)
    }

    /// Takes a comparison's name away.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`].
    pub fn remove_saved_comparison(&mut self, id: i64) -> Result<(), Error> {
        self.change("saved_comparisons", id, "DELETE FROM saved_comparisons WHERE id = ?1", [id])
    }

    /// Puts a later text of the same release in the place of the one it has, which is kept among its revisions. Gives
    /// whether it differs from it; where it does not, nothing is stored.
    ///
    /// # Errors
    /// [`Error::Invalid`] when a part of it is blank, [`Error::NoSuchRelease`].
    pub fn revise(&mut self, id: ReleaseId, new: &NewRevision) -> Result<bool, Error> {
        releases::check(&new.title, &new.source, &new.paragraphs)?;
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
        let (revision, added) = self.step(|transaction| {
            let mut both = transaction.savepoint()?;
            let before = paragraphs::of_release(&both, id)?;
            let revision = revisions::put_away(&both, id, &before)?;
            index::remove(&mut both, id, before.len())?;
            paragraphs::remove(&both, id)?;
            releases::revise(&both, id, new)?;
            paragraphs::insert(&both, id, &new.paragraphs)?;
            index::add(&mut both, id, new.title.as_deref(), &new.paragraphs)?;
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
        if let Some(source) = &facts.source {
            not_blank(source)?;
        }
        self.is_there(id)?;
        self.touch("releases", id.0)?;
        self.step(|transaction| releases::set_facts(transaction, id, facts))
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
        self.step(|transaction| {
            let mut both = transaction.savepoint()?;
            index::remove(&mut both, id, rows.len())?;
            both.commit()
        })?;
        self.remove_all("paragraphs", "SELECT id FROM paragraphs WHERE release = ?1", id.0)?;
        self.change("releases", id.0, "DELETE FROM releases WHERE id = ?1", [id.0])
    }

    pub(super) fn is_there(&mut self, id: ReleaseId) -> Result<(), Error> {
        let there = self.step(|transaction| releases::stored_hash(transaction, id))?;
        there.map(drop).ok_or(Error::NoSuchRelease(id))
    }

    /// Changes one row, which has to be there.
    pub(super) fn change(
        &mut self,
        table: &'static str,
        id: i64,
        sql: &'static str,
        values: impl rusqlite::Params,
    ) -> Result<(), Error> {
        self.touch(table, id)?;
        match self.step(|transaction| transaction.prepare_cached(sql)?.execute(values))? {
            0 => Err(Error::NoSuchEntry(id)),
            _ => Ok(()),
        }
    }

    /// The row that a question finds, made where it finds none.
    pub(super) fn row_for(
        &mut self,
        table: &'static str,
        find: &'static str,
        make: &'static str,
        key: impl rusqlite::Params + Copy,
    ) -> Result<i64, Error> {
        if let Some(id) = self.step(|transaction| existing(transaction, find, key))? {
            return Ok(id);
        }
        let id = self.step(|transaction| transaction.prepare_cached(make)?.insert(key))?;
        self.created(table, id);
        Ok(id)
    }

    pub(super) fn remove_found(
        &mut self,
        table: &'static str,
        find: &'static str,
        key: impl rusqlite::Params,
    ) -> Result<(), Error> {
        let Some(id) = self.step(|transaction| existing(transaction, find, key))? else { return Ok(()) };
        self.remove_row(table, id)
    }

    pub(super) fn remove_all(
        &mut self,
        table: &'static str,
        find: &'static str,
        of: i64,
    ) -> Result<(), Error> {
        let all = |connection: &Connection| -> rusqlite::Result<Vec<i64>> {
            connection.prepare_cached(find)?.query_map([of], |row| row.get(0))?.collect()
        };
        let rows = self.step(|transaction| all(transaction))?;
        rows.into_iter().try_for_each(|row| self.remove_row(table, row))
    }

    fn remove_row(&mut self, table: &'static str, id: i64) -> Result<(), Error> {
        self.touch(table, id)?;
        let sql = format!("DELETE FROM {table} WHERE id = ?1");
        self.step(|transaction| transaction.prepare_cached(&sql)?.execute([id])).map(drop)
    }
}

fn not_blank(text: &str) -> Result<(), Invalid> {
    if text.trim().is_empty() { Err(Invalid::Blank) } else { Ok(()) }
}
