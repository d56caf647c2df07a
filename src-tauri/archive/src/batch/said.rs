//! What a person says of the texts: notes, marks, links by hand, corrections, saved comparisons.

use bayan_core::model::ReleaseId;
use chrono::{DateTime, Utc};
use rusqlite::params;

use super::Batch;
use super::rows::not_blank;
use crate::error::{Error, Invalid};
use crate::table::annotations::{self, HandLink, NewNote};

/// # What a person says
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
}
