//! An open archive, with what people do to it and say of its texts.

use std::collections::{BTreeMap, BTreeSet};

use bayan_core::model::{ReleaseId, SeriesId};
use chrono::{DateTime, Utc};
use rusqlite::{ErrorCode, TransactionBehavior};

use super::Archive;
use crate::batch::Batch;
use crate::error::Error;
use crate::positions::refresh;
use crate::search::ahead::lines;
use crate::search::index;
use crate::table::annotations::{self, HandLink, Mark, Note, SavedComparison};
use crate::table::journal::{self, Direction, DoneAct, Exchanged, Moment};
use crate::table::revisions::{self, Original, Revision};
use crate::table::{hand_positions, paragraphs, releases};

/// # Acts
impl Archive {
    /// Runs `steps` in one transaction as something a person did, so that it can be undone: now, or after the archive was
    /// closed and opened. `code` and `params` name it for [`Archive::next_undo`]; the words are the caller's. An act that
    /// changes nothing is not noted. What was undone before can no longer be done again.
    ///
    /// # Errors
    /// What `steps` gives; when it can't be written.
    pub fn act<T, E: From<Error>>(
        &self,
        code: &str,
        params: &[(&str, &str)],
        made: DateTime<Utc>,
        steps: impl FnOnce(&mut Batch<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = self.writer()?;
        let mut batch = Batch::begin(&mut writer, self.path(), self.precedence())?;
        batch.note_rows();
        let done = steps(&mut batch)?;
        batch.refresh_positions(self.finders())?;
        let params: BTreeMap<String, String> =
            params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        batch.write_act(code, &params, made)?;
        let stored = batch.commit()?;
        drop(writer);
        self.listener().tell(stored);
        Ok(done)
    }

    /// The act that would be undone next.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn next_undo(&self) -> Result<Option<DoneAct>, Error> {
        self.read(|connection| journal::next(connection, Direction::Undo))
    }

    /// The act that would be done again next.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn next_redo(&self) -> Result<Option<DoneAct>, Error> {
        self.read(|connection| journal::next(connection, Direction::Redo))
    }

    /// The acts that can be undone one after the other, the next one first.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn undoable(&self, limit: u32) -> Result<Vec<DoneAct>, Error> {
        self.read(|connection| journal::several(connection, Direction::Undo, limit))
    }

    /// The acts that can be done again one after the other, the next one first.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn redoable(&self, limit: u32) -> Result<Vec<DoneAct>, Error> {
        self.read(|connection| journal::several(connection, Direction::Redo, limit))
    }

    /// Undoes the last act that is not undone; gives it, or `None` where there is none.
    ///
    /// # Errors
    /// [`Error::Changed`] when what it did has been changed meanwhile by something that is no act; when it can't be written.
    /// Then nothing has changed.
    pub fn undo(&self) -> Result<Option<DoneAct>, Error> {
        self.exchange(Direction::Undo)
    }

    /// Does the act again that was undone last; gives it, or `None` where there is none.
    ///
    /// # Errors
    /// As [`Archive::undo`].
    pub fn redo(&self) -> Result<Option<DoneAct>, Error> {
        self.exchange(Direction::Redo)
    }

    fn exchange(&self, direction: Direction) -> Result<Option<DoneAct>, Error> {
        let mut writer = self.writer()?;
        let mut transaction = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| Error::sqlite(self.path(), error))?;
        let code = journal::next(&transaction, direction)
            .map_err(|error| Error::sqlite(self.path(), error))?
            .map(|act| act.code)
            .unwrap_or_default();
        // A row that something else has put in the way, or that it refers to, is a change as well.
        let failed = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => Error::Changed(code.clone()),
            _ => Error::sqlite(self.path(), error),
        };
        let mut step = transaction.savepoint().map_err(failed)?;
        let mut spoken_of: BTreeSet<ReleaseId> = BTreeSet::new();
        let exchanged = journal::exchange(&mut step, direction, |step, touched, moment| {
            for (_, id) in touched.iter().filter(|(table, _)| *table == "hand_positions") {
                spoken_of.extend(hand_positions::get(step, *id)?.map(|said| said.release));
            }
            let mut added = Vec::new();
            for (_, id) in touched.iter().filter(|(table, _)| *table == "releases") {
                let id = ReleaseId(*id);
                let texts = paragraphs::of_release(step, id)?;
                match (moment, releases::place(step, id)?) {
                    (Moment::Before, Some(_)) => index::remove(step, id, texts.len())?,
                    (Moment::After, Some(place)) => added.push(lines(id, place.title.as_deref(), &texts)),
                    (_, None) => {}
                }
            }
            index::add(step, added)?;
            Ok(())
        })
        .map_err(failed)?;
        match exchanged {
            Exchanged::Nothing => Ok(None),
            Exchanged::Changed(act) => Err(Error::Changed(act.code)),
            Exchanged::Done(act) => {
                for release in spoken_of {
                    refresh(&step, self.finders(), release).map_err(failed)?;
                }
                step.commit().map_err(failed)?;
                transaction.commit().map_err(failed)?;
                Ok(Some(act))
            }
        }
    }
}

/// # What was said
impl Archive {
    /// The notes about a release, its paragraphs and its comparisons, in the order they were made.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn notes(&self, release: ReleaseId) -> Result<Vec<Note>, Error> {
        self.read(|connection| annotations::notes(connection, release))
    }

    /// The notes about single paragraphs of a series' releases, in the order they were made.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn paragraph_notes(&self, series: SeriesId) -> Result<Vec<Note>, Error> {
        self.read(|connection| annotations::paragraph_notes(connection, series))
    }

    /// The marks in the comparison of two releases by the keys of what they are about; the empty key is the whole of it.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn marks(&self, old: ReleaseId, new: ReleaseId) -> Result<BTreeMap<String, Mark>, Error> {
        self.read(|connection| annotations::marks(connection, old, new))
    }

    /// The links and partings of two releases that were made by hand, in order of paragraph.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn hand_links(&self, old: ReleaseId, new: ReleaseId) -> Result<Vec<HandLink>, Error> {
        self.read(|connection| annotations::hand_links(connection, old, new))
    }

    /// The corrections in the comparison of two releases, by key.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn corrections(&self, old: ReleaseId, new: ReleaseId) -> Result<BTreeMap<String, String>, Error> {
        self.read(|connection| annotations::corrections(connection, old, new))
    }

    /// The pairs of releases of whose comparison anything was said by marks, links or corrections, in order.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn compared_pairs(&self) -> Result<Vec<(ReleaseId, ReleaseId)>, Error> {
        self.read(annotations::pairs)
    }

    /// The comparisons that have a name, in the order they were saved.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn saved_comparisons(&self) -> Result<Vec<SavedComparison>, Error> {
        self.read(annotations::saved)
    }

    /// What a release was before, the oldest first; what it is now is not among them.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn revisions(&self, release: ReleaseId) -> Result<Vec<Revision>, Error> {
        self.read(|connection| revisions::of_release(connection, release))
    }

    /// The files and pages that a release was read from, in the order they were kept.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn originals(&self, release: ReleaseId) -> Result<Vec<Original>, Error> {
        self.read(|connection| revisions::originals(connection, release))
    }

    /// The bytes of an original, as they were read.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`]; [`Fault::Damaged`](crate::Fault::Damaged) when they are not the bytes that were kept.
    pub fn original(&self, id: i64) -> Result<Vec<u8>, Error> {
        self.read(|connection| revisions::bytes(connection, id))?.ok_or(Error::NoSuchEntry(id))
    }
}
