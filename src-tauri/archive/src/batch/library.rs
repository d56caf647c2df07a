//! Changing issuers and series, and taking them away.

use bayan_core::model::{IssuerId, Lang, LocalName, ReleaseId, SeriesId};
use rusqlite::params;

use super::Batch;
use crate::error::Error;
use crate::table::{check_name, issuers, series};

/// # Issuers and series
impl Batch<'_> {
    /// Gives an issuer another name.
    ///
    /// # Errors
    /// [`Error::NoSuchIssuer`], [`Invalid::NoName`](crate::Invalid::NoName).
    pub fn rename_issuer(&mut self, id: IssuerId, name: &LocalName) -> Result<(), Error> {
        check_name(name)?;
        self.issuer_is_there(id)?;
        let sql = "UPDATE issuers SET name_ar = ?2, name_en = ?3 WHERE id = ?1";
        self.change("issuers", id.0, sql, params![id.0, name.ar, name.en])
    }

    /// Gives a series another title.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`], [`Invalid::NoName`](crate::Invalid::NoName).
    pub fn rename_series(&mut self, id: SeriesId, title: &LocalName) -> Result<(), Error> {
        check_name(title)?;
        self.series_is_there(id)?;
        let sql = "UPDATE series SET title_ar = ?2, title_en = ?3 WHERE id = ?1";
        self.change("series", id.0, sql, params![id.0, title.ar, title.en])
    }

    /// Says in which language a series is written.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`].
    pub fn set_series_lang(&mut self, id: SeriesId, lang: Lang) -> Result<(), Error> {
        self.series_is_there(id)?;
        self.change("series", id.0, "UPDATE series SET lang = ?2 WHERE id = ?1", params![id.0, lang.tag()])
    }

    /// Says whose a series is.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`], [`Error::NoSuchIssuer`].
    pub fn set_series_issuer(&mut self, id: SeriesId, issuer: IssuerId) -> Result<(), Error> {
        self.issuer_is_there(issuer)?;
        self.series_is_there(id)?;
        self.change("series", id.0, "UPDATE series SET issuer = ?2 WHERE id = ?1", [id.0, issuer.0])
    }

    /// Takes a series away, with its releases and everything that was said of them.
    ///
    /// # Errors
    /// [`Error::NoSuchSeries`].
    pub fn remove_series(&mut self, id: SeriesId) -> Result<(), Error> {
        self.series_is_there(id)?;
        for release in self.rows_of("SELECT id FROM releases WHERE series = ?1", id.0)? {
            self.remove_release(ReleaseId(release))?;
        }
        self.remove_all("sources", "SELECT id FROM sources WHERE series = ?1", id.0)?;
        self.change("series", id.0, "DELETE FROM series WHERE id = ?1", [id.0])
    }

    /// Takes an issuer away, with its series.
    ///
    /// # Errors
    /// [`Error::NoSuchIssuer`].
    pub fn remove_issuer(&mut self, id: IssuerId) -> Result<(), Error> {
        self.issuer_is_there(id)?;
        for series in self.rows_of("SELECT id FROM series WHERE issuer = ?1", id.0)? {
            self.remove_series(SeriesId(series))?;
        }
        self.change("issuers", id.0, "DELETE FROM issuers WHERE id = ?1", [id.0])
    }

    fn issuer_is_there(&mut self, id: IssuerId) -> Result<(), Error> {
        let there = self.step(|transaction| issuers::exists(transaction, id))?;
        if there { Ok(()) } else { Err(Error::NoSuchIssuer(id)) }
    }

    fn series_is_there(&mut self, id: SeriesId) -> Result<(), Error> {
        let there = self.step(|transaction| series::exists(transaction, id))?;
        if there { Ok(()) } else { Err(Error::NoSuchSeries(id)) }
    }
}
