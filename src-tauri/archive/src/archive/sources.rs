//! The sources of new releases, and what was last heard and seen there. How they are changed is [`super::editing`]'s subject.

use bayan_core::model::ReleaseId;
use chrono::{DateTime, Utc};

use super::Archive;
use crate::content::ContentHash;
use crate::error::Error;
use crate::table::sources::{self, Source, SourceAnswer, SourceId};

/// # Sources of new releases
impl Archive {
    /// Every source, in the order they were added.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn sources(&self) -> Result<Vec<Source>, Error> {
        self.read(sources::all)
    }

    /// What a server said of its last answer that held nothing new; nothing where there was none.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn source_answer(&self, source: SourceId, address: &str) -> Result<SourceAnswer, Error> {
        self.read(|connection| sources::answer(connection, source, address))
    }

    /// Whether an address was asked for a source before: one that a person entered, or a link that they confirmed.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn is_asked(&self, source: SourceId, address: &str) -> Result<bool, Error> {
        self.read(|connection| sources::is_asked(connection, source, address))
    }

    /// Notes that an address of a source was asked at a time. `answer` is what to ask with the next time: nothing where the
    /// answer held something that was not stored yet, so that it is sent again.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn note_answer(
        &self,
        source: SourceId,
        address: &str,
        answer: &SourceAnswer,
        asked: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.write(|batch| batch.note_answer(source, address, answer, asked))
    }

    /// Whether a text was seen at a source before: stored and still here, or taken off the list.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn is_seen(&self, source: SourceId, address: &str, content: ContentHash) -> Result<bool, Error> {
        self.read(|connection| sources::is_seen(connection, source, address, content))
    }

    /// The release that was taken from an address; of several the one stored last.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn taken_from(&self, address: &str) -> Result<Option<ReleaseId>, Error> {
        self.read(|connection| sources::taken_from(connection, address))
    }
}
