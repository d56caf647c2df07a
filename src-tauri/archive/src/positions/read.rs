//! What the screens ask.

use std::sync::Arc;

use bayan_core::model::{Release, ReleaseId, SeriesId};
use bayan_core::positions::Finder;

use super::told::{apply, is_adrift};
use super::{Standards, found};
use crate::archive::Archive;
use crate::error::Error;
use crate::table::codebooks::{self, StoredCodebook};
use crate::table::hand_positions::{self, HandPosition};
use crate::table::positions::{self, KeptPosition};
use crate::table::{paragraphs, releases};

/// The positions of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesPositions {
    /// Its releases by date.
    pub releases: Vec<Release>,
    /// Its positions, by topic, then release number.
    pub positions: Vec<KeptPosition>,
}

/// # Positions
impl Archive {
    /// The positions of a series as they count, over all topics.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`]; when the file can't be read or is damaged.
    pub fn positions_of_series(&self, series: SeriesId) -> Result<SeriesPositions, Error> {
        self.of_series(series, None)
    }

    /// The positions of a series on one topic.
    ///
    /// Takes time in proportion to the releases of the series and the positions found, whatever else is in the archive.
    ///
    /// # Errors
    /// As [`Archive::positions_of_series`].
    pub fn positions_on_topic(&self, series: SeriesId, topic: &str) -> Result<SeriesPositions, Error> {
        self.of_series(series, Some(topic))
    }

    /// The topics on which the issuer of a series takes positions, in the order of their identifiers, each with the number of
    /// releases that speak on it.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn topics_of_series(&self, series: SeriesId) -> Result<Vec<(String, u32)>, Error> {
        self.read(|connection| positions::topics_of_series(connection, series))
    }

    fn of_series(&self, series: SeriesId, topic: Option<&str>) -> Result<SeriesPositions, Error> {
        self.read_series(series, |connection, series| {
            Ok(SeriesPositions {
                releases: releases::of_series(connection, series)?,
                positions: match topic {
                    Some(topic) => positions::of_topic(connection, series, topic)?,
                    None => positions::of_series(connection, series)?,
                },
            })
        })
    }

    /// The positions of a release as they count, in the order of the text.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn positions_of_release(&self, release: ReleaseId) -> Result<Vec<KeptPosition>, Error> {
        self.read(|connection| positions::of_release(connection, release))
    }

    /// The positions of a release as its text says them now, whether or not what is kept was brought up to date: what is
    /// stale is found anew, with what was said by hand laid over it, and not stored. Then nothing is related.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`]; when the file can't be read or is damaged.
    pub fn positions_as_they_stand(&self, release: ReleaseId) -> Result<Vec<KeptPosition>, Error> {
        self.read(|connection| {
            let Some(place) = releases::place(connection, release)? else { return Ok(None) };
            let known = self.finders().of_series(connection, place.series)?;
            if let Some((version, _)) = &known
                && positions::is_current(connection, release, *version)?
            {
                return positions::of_release(connection, release).map(Some);
            }
            let texts = paragraphs::of_release(connection, release)?;
            let hands = hand_positions::of_release(connection, release)?;
            let finder = match known {
                Some((_, finder)) => finder,
                None => Arc::new(Finder::new(
                    &Standards::default().fitting(std::slice::from_ref(&texts)).codebook(),
                )),
            };
            Ok(Some(apply(found(&finder, release, &texts), &hands, &texts)))
        })?
        .ok_or(Error::NoSuchRelease(release))
    }

    /// What was said of a release's positions by hand, in the order it was said; with each, whether its words are no longer
    /// in the text, so that it has no effect.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn hand_positions(&self, release: ReleaseId) -> Result<Vec<(HandPosition, bool)>, Error> {
        self.read(|connection| {
            let said = hand_positions::of_release(connection, release)?;
            if said.is_empty() {
                return Ok(Vec::new());
            }
            let texts = paragraphs::of_release(connection, release)?;
            Ok(said
                .into_iter()
                .map(|hand| {
                    let adrift = is_adrift(&hand, &texts);
                    (hand, adrift)
                })
                .collect())
        })
    }

    /// One thing that was said by hand.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`]; when the file can't be read or is damaged.
    pub fn hand_position(&self, id: i64) -> Result<HandPosition, Error> {
        self.read(|connection| hand_positions::get(connection, id))?.ok_or(Error::NoSuchEntry(id))
    }

    /// One paragraph of a release, from 0.
    ///
    /// # Errors
    /// [`Error::NoSuchRelease`] where there is none; when the file can't be read or is damaged.
    pub fn paragraph(&self, release: ReleaseId, number: u32) -> Result<String, Error> {
        self.read(|connection| paragraphs::one(connection, release, number))?
            .ok_or(Error::NoSuchRelease(release))
    }

    /// Every codebook, in the order they were added.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn codebooks(&self) -> Result<Vec<StoredCodebook>, Error> {
        self.read(codebooks::all)
    }

    /// The codebook of a series, its own or the archive's; `None` until one was chosen or positions were brought up to date.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn codebook_of(&self, series: SeriesId) -> Result<Option<StoredCodebook>, Error> {
        self.read(|connection| match codebooks::of_series(connection, series)? {
            Some(id) => codebooks::get(connection, id),
            None => Ok(None),
        })
    }

    /// The series that have a codebook of their own and the archive's (`None`), each with its codebook's number.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn codebook_uses(&self) -> Result<Vec<(Option<SeriesId>, i64)>, Error> {
        self.read(codebooks::uses)
    }

    /// What is added to the lexicon of a language, in the form of its file; empty where nothing is.
    ///
    /// # Errors
    /// When the file can't be read or is damaged.
    pub fn lexicon(&self, lang: bayan_core::model::Lang) -> Result<String, Error> {
        self.read(|connection| codebooks::lexicon(connection, lang))
    }
}
