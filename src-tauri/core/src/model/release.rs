//! Issuers, series, releases.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Lang, ReleaseDate};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub struct $name(#[cfg_attr(feature = "ts", ts(type = "number"))] pub i64);
    };
}

id! {
    /// An issuer's number in its archive.
    IssuerId
}
id! {
    /// A series' number in its archive.
    SeriesId
}
id! {
    /// A release's number in its archive.
    ReleaseId
}

/// A name in the languages it is known in; at least one is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LocalName {
    /// The Arabic form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub ar: Option<String>,
    /// The English form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub en: Option<String>,
}

impl LocalName {
    /// The form in `lang`, or the other one where that is missing.
    pub fn in_lang(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::Ar => (&self.ar, &self.en),
            Lang::En => (&self.en, &self.ar),
        };
        first.as_deref().or(second.as_deref()).unwrap_or_default()
    }
}

/// Who speaks: an organisation whose statements are followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Issuer {
    /// Its number in the archive.
    pub id: IssuerId,
    /// Its name.
    pub name: LocalName,
    /// Made up for demonstration: to be said wherever the name is shown.
    pub invented: bool,
}

/// A run of releases of one kind by one issuer, in order of date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Series {
    /// Its number in the archive.
    pub id: SeriesId,
    /// Whose series it is.
    pub issuer: IssuerId,
    /// Its title.
    pub title: LocalName,
    /// The language its releases are written in, when all are written in one.
    pub lang: Lang,
    /// How many releases it holds.
    pub releases: u32,
}

/// One statement as it was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Release {
    /// Its number in the archive.
    pub id: ReleaseId,
    /// The series it belongs to.
    pub series: SeriesId,
    /// The title as published; where none was, the series' title stands in when it is shown.
    pub title: Option<String>,
    /// The day, month or year it is dated.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub date: ReleaseDate,
    /// The language it is written in.
    pub lang: Lang,
    /// Where it was taken from: an address or a citation.
    pub source: Option<String>,
    /// When its text was taken from there: an RFC 3339 time in UTC, whole seconds; `None` where nobody noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional, type = "string"))]
    pub retrieved: Option<DateTime<Utc>>,
    /// Where it was issued, as it is written: a city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub place: Option<String>,
    /// What a reader of the release should know of it: a title that was supplied, what its date was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub note: Option<String>,
    /// How many paragraphs it has, the title not counted.
    pub paragraphs: u32,
    /// How many words its paragraphs have.
    pub words: u32,
}
