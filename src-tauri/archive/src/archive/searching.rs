//! An open archive, searched.

use std::sync::atomic::Ordering;

use bayan_core::text::lexicon::Act;

use super::Archive;
use crate::error::{Error, Fault};
use crate::search::index::{self, Built, State};
use crate::search::{Count, Found, Period, PeriodCount, Search, find};
use crate::table::positions;

/// How making the search index ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexOutcome {
    /// It is whole: every text is in it.
    Whole,
    /// It was called off. What is done is kept, and the next call goes on from there.
    CalledOff,
}

/// # Searching
impl Archive {
    /// Searches in titles and paragraphs. It works while the search index is missing or damaged, more slowly.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn search(&self, search: &Search) -> Result<Found, Error> {
        let without = self.index_failed.load(Ordering::Relaxed);
        let found = self.read(|connection| find::search(connection, search, without))?;
        if found.without_index && self.read(index::state)? == State::Whole {
            // It says that it is whole and can't be used.
            self.index_failed.store(true, Ordering::Relaxed);
        }
        Ok(found)
    }

    /// How many titles and paragraphs of each release match, the oldest release first; those without a hit are left out.
    /// Order, limit and offset of the search are not looked at.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn search_counts(&self, search: &Search) -> Result<Vec<Count>, Error> {
        let without = self.index_failed.load(Ordering::Relaxed);
        self.read(|connection| find::counts(connection, search, without))
    }

    /// How many titles and paragraphs of each year or month match, the oldest first; those without a hit are left out.
    /// Order, limit and offset of the search are not looked at.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn search_periods(&self, search: &Search, period: Period) -> Result<Vec<PeriodCount>, Error> {
        let without = self.index_failed.load(Ordering::Relaxed);
        self.read(|connection| find::periods(connection, search, period, without))
    }

    /// The acts of the issuers' positions with the number of those, in the order of the ladder. None where no positions
    /// are stored: then a search can't be held to topics or acts.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn stored_acts(&self) -> Result<Vec<(Act, u32)>, Error> {
        self.read(positions::acts)
    }

    /// The topics on which issuers have positions, by their identifiers in the codebooks, with the number of those.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn topics_with_positions(&self) -> Result<Vec<(String, u32)>, Error> {
        self.read(positions::topics)
    }

    /// Whether every text is in the search index. Where it is not, searching reads the texts, and
    /// [`Archive::build_index`] is to be called.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn has_index(&self) -> Result<bool, Error> {
        Ok(!self.index_failed.load(Ordering::Relaxed) && self.read(index::state)? == State::Whole)
    }

    /// Makes the search index where it is missing, damaged or out of date; a whole one is left as it is. Others may read
    /// and write meanwhile. `progress` is told how many releases of how many are done, `called_off` is asked in between.
    ///
    /// # Errors
    /// When it can't be written. What is done is kept.
    pub fn build_index(
        &self,
        progress: &mut dyn FnMut(u64, u64),
        called_off: &dyn Fn() -> bool,
    ) -> Result<IndexOutcome, Error> {
        let mut anew = self.index_failed.load(Ordering::Relaxed);
        let all = u64::from(self.release_count()?);
        let mut excised = false;
        loop {
            if called_off() {
                return Ok(IndexOutcome::CalledOff);
            }
            let built = {
                let mut writer = self.writer()?;
                index::build(&mut writer, anew).map_err(|error| Error::sqlite(&self.path, error))?
            };
            if built == Built::Stuck && excised {
                let detail = "the search index can't be taken out".to_owned();
                return Err(Fault::Damaged(detail).of(&self.path));
            }
            if anew && built != Built::Stuck {
                self.index_failed.store(false, Ordering::Relaxed);
                anew = false;
            }
            match built {
                Built::Whole => return Ok(IndexOutcome::Whole),
                Built::Stuck => {
                    let _writer = self.writer()?;
                    index::excise(&self.path).map_err(|error| Error::sqlite(&self.path, error))?;
                    excised = true;
                }
                Built::UpTo(last) => {
                    let done =
                        self.read(|connection| crate::table::releases::count_upto(connection, last))?;
                    progress(u64::from(done), all);
                }
            }
        }
    }
}
