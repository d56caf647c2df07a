//! What the sample's texts are: `manifest.json`, beside the texts.

use bayan_core::model::{Lang, LocalName, ReleaseDate};
use serde::Deserialize;

/// The whole sample.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// Goes up with every change of the sample.
    pub number: u32,
    /// Its series, in the order they are shown.
    pub series: Vec<SampleSeries>,
}

/// A series and its issuer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleSeries {
    /// The folder of its texts, beside the manifest.
    pub folder: String,
    /// By which of the codebooks that come with the program it is read.
    pub codebook: String,
    /// Who speaks.
    pub issuer: SampleIssuer,
    /// The series' title.
    pub title: LocalName,
    /// The language of all its texts.
    pub lang: Lang,
    /// Whether the texts begin with a title.
    pub titles: Titles,
    /// The source of each text that names none of its own; `{file}` stands for the text's file.
    pub source: Option<String>,
    /// The note on each text that has none of its own.
    pub note: Option<String>,
    /// Its releases by date.
    pub releases: Vec<SampleRelease>,
}

/// An issuer. Every series has its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleIssuer {
    /// Its name.
    pub name: LocalName,
    /// Made up for demonstration.
    pub invented: bool,
}

/// Where the titles of a series' releases come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Titles {
    /// They are the first line of each text.
    InText,
    /// There are none.
    None,
    /// The texts have none; the manifest gives each one.
    Supplied,
}

/// A release.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleRelease {
    /// The file of its text in the series' folder.
    pub file: String,
    /// Its date, as precisely as it is known.
    pub date: ReleaseDate,
    /// Its title, where titles are supplied.
    pub title: Option<String>,
    /// Where the text comes from.
    pub source: Option<String>,
    /// What a reader should know of it.
    pub note: Option<String>,
}
