//! What a person may do to codebooks and positions, step by step.

use bayan_core::model::{Lang, LocalName, ReleaseId, SeriesId};
use bayan_core::positions::codebook::{self, Codebook, Standard};
use rusqlite::{Connection, params};

use super::Batch;
use crate::error::{Error, Invalid};
use crate::table::annotations::existing;
use crate::table::hand_positions::{self, Anchor, HandPosition};
use crate::table::{check_name, codebooks, paragraphs, series};

/// # Codebooks and positions
impl Batch<'_> {
    /// Adds a codebook.
    ///
    /// # Errors
    /// [`Invalid::NoName`]; [`Invalid::Codebook`] when it does not read back as it was given.
    pub fn add_codebook(&mut self, name: &LocalName, codebook: &Codebook) -> Result<i64, Error> {
        self.new_codebook(name, None, codebook)
    }

    /// Adds one of the codebooks that come with the program, where it is not there; gives its number.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn add_standard_codebook(&mut self, standard: Standard) -> Result<i64, Error> {
        if let Some(id) = self.step(|transaction| codebooks::of_standard(transaction, standard.id()))? {
            return Ok(id);
        }
        self.new_codebook(&standard.name(), Some(standard.id()), &standard.codebook())
    }

    fn new_codebook(
        &mut self,
        name: &LocalName,
        standard: Option<&str>,
        codebook: &Codebook,
    ) -> Result<i64, Error> {
        check_name(name)?;
        check_codebook(codebook)?;
        let id = self.step(|transaction| codebooks::insert(transaction, name, standard, codebook))?;
        self.created("codebooks", id);
        Ok(id)
    }

    /// Changes a codebook's name and topics. The positions found by it are stale from then on.
    ///
    /// # Errors
    /// As [`Batch::add_codebook`]; [`Error::NoSuchEntry`].
    pub fn set_codebook(&mut self, id: i64, name: &LocalName, codebook: &Codebook) -> Result<(), Error> {
        check_name(name)?;
        check_codebook(codebook)?;
        let sql = "UPDATE codebooks SET name_ar = ?2, name_en = ?3, topics = ?4 WHERE id = ?1";
        self.change("codebooks", id, sql, params![id, name.ar, name.en, codebook::write(codebook)])
    }

    /// Takes a codebook away. The series that had it have the archive's from then on.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`].
    pub fn remove_codebook(&mut self, id: i64) -> Result<(), Error> {
        self.remove_all("codebook_uses", "SELECT id FROM codebook_uses WHERE codebook = ?1", id)?;
        self.change("codebooks", id, "DELETE FROM codebooks WHERE id = ?1", [id])
    }

    /// Gives a series its codebook; `None` for every series that has none of its own.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`]; [`Error::NoSuchEntry`] where there is no such codebook.
    pub fn use_codebook(&mut self, of: Option<SeriesId>, codebook: i64) -> Result<(), Error> {
        if let Some(of) = of
            && !self.step(|transaction| series::exists(transaction, of))?
        {
            return Err(Error::NoSuchSeries(of));
        }
        if self.step(|transaction| codebooks::written(transaction, codebook))?.is_none() {
            return Err(Error::NoSuchEntry(codebook));
        }
        let of = of.map(|of| of.0);
        let find = "SELECT id FROM codebook_uses WHERE coalesce(series, 0) = coalesce(?1, 0)";
        match self.step(|transaction| existing(transaction, find, [of]))? {
            Some(id) => {
                let sql = "UPDATE codebook_uses SET codebook = ?2 WHERE id = ?1";
                self.change("codebook_uses", id, sql, params![id, codebook])
            }
            None => {
                let sql = "INSERT INTO codebook_uses (series, codebook) VALUES (?1, ?2)";
                let id =
                    self.step(|transaction| transaction.prepare_cached(sql)?.insert(params![of, codebook]))?;
                self.created("codebook_uses", id);
                Ok(())
            }
        }
    }

    /// Sets what is added to the lexicon of a language, in the form of its file; blank for nothing. What was found is stale
    /// from then on.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn set_lexicon(&mut self, lang: Lang, text: &str) -> Result<(), Error> {
        const FIND: &str = "SELECT id FROM lexicons WHERE lang = ?1";
        if text.trim().is_empty() {
            return self.remove_found("lexicons", FIND, [lang.tag()]);
        }
        let make = "INSERT INTO lexicons (lang, text) VALUES (?1, '')";
        let id = self.row_for("lexicons", FIND, make, [lang.tag()])?;
        self.change("lexicons", id, "UPDATE lexicons SET text = ?2 WHERE id = ?1", params![id, text])
    }

    /// Stores what a person says of a position, in place of what the same row said where it has a number. It takes effect in
    /// the same transaction. Gives the row's number.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`], [`Error::NoSuchEntry`]; [`Invalid::OutOfRange`] for words that do not stand where it says,
    /// or a force other than 1 to 3; [`Invalid::Blank`] for one that says nothing, has no topic, or names a party without
    /// a name.
    pub fn tell_position(&mut self, said: &HandPosition) -> Result<i64, Error> {
        self.is_there(said.release)?;
        let texts = self.step(|transaction| paragraphs::of_release(transaction, said.release))?;
        let stands = |at: &Anchor| {
            let bytes = at.bytes.start as usize..at.bytes.end as usize;
            let text = texts.get(at.paragraph as usize).and_then(|text| text.get(bytes));
            !at.quote.is_empty() && text == Some(at.quote.as_str())
        };
        if said.was.is_none() && said.told.is_none() {
            return Err(Invalid::Blank.into());
        }
        if let Some(told) = &said.told {
            let blank = |text: &String| text.trim().is_empty();
            if blank(&told.topic) || told.party.as_ref().is_some_and(blank) {
                return Err(Invalid::Blank.into());
            }
            if !(1..=3).contains(&told.force) || !stands(&told.at) {
                return Err(Invalid::OutOfRange.into());
            }
        }
        if said.id != 0 {
            self.change("hand_positions", said.id, "DELETE FROM hand_positions WHERE id = ?1", [said.id])?;
        }
        let id = self.step(|transaction| hand_positions::insert(transaction, said))?;
        self.created("hand_positions", id);
        self.note_spoken_of(said.release);
        Ok(id)
    }

    /// Takes back what a person said of a position: what was found counts again.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`].
    pub fn untell_position(&mut self, id: i64) -> Result<(), Error> {
        let said = self.step(|transaction| hand_positions::get(transaction, id))?;
        let said = said.ok_or(Error::NoSuchEntry(id))?;
        self.change("hand_positions", id, "DELETE FROM hand_positions WHERE id = ?1", [id])?;
        self.note_spoken_of(said.release);
        Ok(())
    }

    /// Puts what a person said down as another archive has it.
    pub(crate) fn add_hand_position(&mut self, said: &HandPosition) -> Result<(), Error> {
        self.is_there(said.release)?;
        let id = self.step(|transaction| hand_positions::insert(transaction, said))?;
        self.created("hand_positions", id);
        self.note_spoken_of(said.release);
        Ok(())
    }

    fn note_spoken_of(&mut self, release: ReleaseId) {
        self.spoken_of.insert(release);
    }

    /// Runs a step on what is computed; it is noted in no act.
    pub(crate) fn compute<T>(
        &mut self,
        step: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        self.step(|transaction| step(transaction))
    }
}

/// A codebook is kept as its text: what the text does not give back would be lost.
fn check_codebook(codebook: &Codebook) -> Result<(), Invalid> {
    match codebook::read(&codebook::write(codebook)) {
        Ok(read) if read == *codebook => Ok(()),
        Ok(_) => Err(Invalid::Codebook(None)),
        Err(error) => Err(Invalid::Codebook(Some(error))),
    }
}
