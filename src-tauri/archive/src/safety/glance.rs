//! Looking into a file before anything is done with it.

use std::fs;
use std::path::Path;

use bayan_core::model::{Issuer, Release, ReleaseDate, Series};

use crate::connection;
use crate::error::OpenError;
use crate::inspection;
use crate::migration::MIGRATIONS;
use crate::table::{issuers, releases, series};

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// The version of its schema.
    pub version: u32,
    /// Its length in bytes.
    pub length: u64,
    /// Who speaks in it.
    pub issuers: Vec<Issuer>,
    /// Its series with the number of their releases.
    pub series: Vec<Series>,
    /// How many releases there are in all.
    pub releases: u32,
    /// The dates of the oldest and the newest release; `None` where there is none.
    pub dates: Option<(ReleaseDate, ReleaseDate)>,
    /// The newest releases, at most five, the newest first.
    pub newest: Vec<Release>,
}

/// How many of the newest releases a glance shows.
pub const NEWEST: u32 = 5;

/// Looks into an archive's file. Nothing is written and nothing left beside it; one of an older version is not migrated.
///
/// # Errors
/// Those of opening one.
pub fn glance(path: &Path) -> Result<Glance, OpenError> {
    let version = inspection::inspect(path, MIGRATIONS)?.version;
    let length =
        fs::metadata(path).map_err(|source| OpenError::Unreadable { path: path.to_owned(), source })?.len();
    let look = || -> rusqlite::Result<Glance> {
        let connection = connection::probe(path)?;
        Ok(Glance {
            version,
            length,
            issuers: issuers::all(&connection)?,
            series: series::all(&connection)?,
            releases: releases::count(&connection)?,
            dates: releases::ends(&connection)?,
            newest: releases::newest(&connection, NEWEST)?,
        })
    };
    look().map_err(|error| OpenError::sqlite(path, error))
}
