//! The codebook, and the positions that were found or put down.

use bayan_core::model::{Lang, LocalName, ReleaseId};
use rusqlite::params;

use super::Batch;
use super::rows::not_blank;
use crate::error::{Error, Invalid};
use crate::table::annotations::existing;
use crate::table::paragraphs;
use crate::table::topics::{self, StoredPosition};

/// # Topics and positions
impl Batch<'_> {
    /// Adds a topic, or renames the one of this key.
    ///
    /// # Errors
    /// [`Invalid::NoName`], [`Invalid::Blank`].
    pub fn set_topic(&mut self, key: &str, name: &LocalName) -> Result<i64, Error> {
        not_blank(key)?;
        crate::table::check_name(name)?;
        let id = self.row_for(
            "topics",
            "SELECT id FROM topics WHERE key = ?1",
            "INSERT INTO topics (key, name_en) VALUES (?1, ?1)",
            [key],
        )?;
        let sql = "UPDATE topics SET name_ar = ?2, name_en = ?3 WHERE id = ?1";
        self.change("topics", id, sql, params![id, name.ar, name.en])?;
        Ok(id)
    }

    /// Takes a topic away, with its terms and positions.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`].
    pub fn remove_topic(&mut self, id: i64) -> Result<(), Error> {
        self.remove_all("positions", "SELECT id FROM positions WHERE topic = ?1", id)?;
        self.remove_all("terms", "SELECT id FROM terms WHERE topic = ?1", id)?;
        self.change("topics", id, "DELETE FROM topics WHERE id = ?1", [id])
    }

    /// Adds a term to a topic, or gives it another weight (1 to 3).
    ///
    /// # Errors
    /// [`Invalid::Blank`], [`Invalid::OutOfRange`]; [`Error::NoSuchEntry`] where there is no such topic.
    pub fn set_term(&mut self, topic: i64, lang: Lang, text: &str, weight: u8) -> Result<i64, Error> {
        not_blank(text)?;
        if !(1..=3).contains(&weight) {
            return Err(Invalid::OutOfRange.into());
        }
        let sql = "SELECT id FROM topics WHERE id = ?1";
        if self.step(|transaction| existing(transaction, sql, [topic]))?.is_none() {
            return Err(Error::NoSuchEntry(topic));
        }
        let id = self.row_for(
            "terms",
            "SELECT id FROM terms WHERE topic = ?1 AND lang = ?2 AND text = ?3",
            "INSERT INTO terms (topic, lang, text, weight) VALUES (?1, ?2, ?3, 1)",
            params![topic, lang.tag(), text],
        )?;
        self.change("terms", id, "UPDATE terms SET weight = ?2 WHERE id = ?1", params![id, weight])?;
        Ok(id)
    }

    /// Takes a term away.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`].
    pub fn remove_term(&mut self, id: i64) -> Result<(), Error> {
        self.change("terms", id, "DELETE FROM terms WHERE id = ?1", [id])
    }

    /// Puts the positions of a release down in place of those that were found in it before; those that a person put down
    /// stay. Positions that a person puts down have `by_hand` and are added.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; [`Invalid::OutOfRange`] for one of another release, or whose quote is no piece of its
    /// paragraph.
    pub fn set_positions(&mut self, release: ReleaseId, found: &[StoredPosition]) -> Result<(), Error> {
        self.is_there(release)?;
        let texts = self.step(|transaction| paragraphs::of_release(transaction, release))?;
        for position in found {
            let quote = position.quote.start as usize..position.quote.end as usize;
            let text = texts.get(position.paragraph as usize);
            if position.release != release || text.and_then(|text| text.get(quote)).is_none() {
                return Err(Invalid::OutOfRange.into());
            }
        }
        if found.iter().all(|position| !position.by_hand) {
            let sql = "SELECT id FROM positions WHERE release = ?1 AND by_hand = 0";
            self.remove_all("positions", sql, release.0)?;
        }
        for position in found {
            let id = self.step(|transaction| topics::insert_position(transaction, position))?;
            self.created("positions", id);
        }
        Ok(())
    }

    /// Adds a position to those that are there.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`].
    pub(crate) fn add_position(&mut self, position: &StoredPosition) -> Result<(), Error> {
        self.is_there(position.release)?;
        let id = self.step(|transaction| topics::insert_position(transaction, position))?;
        self.created("positions", id);
        Ok(())
    }
}
