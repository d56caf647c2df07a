//! `bayan-cli series` and `bayan-cli releases`: what an archive holds.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use bayan_archive::{Archive, Error, OpenError};
use bayan_core::model::{Issuer, IssuerId, Lang, LocalName, Release, Series, SeriesId};
use serde::Serialize;

use crate::arguments::{InArchive, OfSeries, Printed};
use crate::output::{self, Format, field};

#[derive(clap::Args)]
pub struct SeriesArguments {
    #[command(flatten)]
    within: InArchive,
    #[command(flatten)]
    printed: Printed,
}

#[derive(clap::Args)]
pub struct ReleasesArguments {
    #[command(flatten)]
    within: InArchive,
    #[command(flatten)]
    only: OfSeries,
    #[command(flatten)]
    printed: Printed,
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Archive(#[from] Error),
    #[error(transparent)]
    NoSuchSeries(#[from] NoSuchSeries),
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

/// A series was named that the archive has not.
#[derive(Debug, thiserror::Error)]
#[error("{}: there is no series “{name}”; there is: {known}", archive.display())]
pub struct NoSuchSeries {
    archive: PathBuf,
    name: String,
    known: String,
}

/// The series called `name`: there may be several, of different issuers.
pub fn series_named(all: &[Series], name: &str, archive: &Path) -> Result<Vec<SeriesId>, NoSuchSeries> {
    let named: Vec<SeriesId> =
        all.iter().filter(|series| is_named(&series.title, name)).map(|series| series.id).collect();
    if !named.is_empty() {
        return Ok(named);
    }
    Err(NoSuchSeries {
        archive: archive.to_owned(),
        name: name.to_owned(),
        known: all.iter().map(|series| names(&series.title)).collect::<Vec<_>>().join("; "),
    })
}

/// A series with its issuer in full.
#[derive(Serialize)]
struct Listed<'a> {
    id: i64,
    issuer: &'a Issuer,
    title: &'a LocalName,
    lang: Lang,
    releases: u32,
}

pub fn series(arguments: &SeriesArguments) -> Result<(), Failure> {
    let archive = Archive::open(&arguments.within.archive)?;
    let (issuers, series) = (archive.issuers()?, archive.series()?);
    let listed: Vec<Listed<'_>> = series
        .iter()
        .filter_map(|series| {
            let issuer = issuers.iter().find(|issuer| issuer.id == series.issuer)?;
            Some(Listed {
                id: series.id.0,
                issuer,
                title: &series.title,
                lang: series.lang,
                releases: series.releases,
            })
        })
        .collect();
    match arguments.printed.format {
        Format::Json => output::print_json(&serde_json::json!({ "series": listed }))?,
        Format::Text => {
            let mut text = String::new();
            for series in listed {
                let invented = if series.issuer.invented { "\tinvented" } else { "" };
                let (title, issuer) = (names(series.title), names(&series.issuer.name));
                let _ = writeln!(
                    text,
                    "{}\t{}\t{}\t{title}\t{issuer}{invented}",
                    series.id,
                    series.lang.tag(),
                    series.releases
                );
            }
            output::print(&text)?;
        }
    }
    Ok(())
}

pub fn releases(arguments: &ReleasesArguments) -> Result<(), Failure> {
    let archive = Archive::open(&arguments.within.archive)?;
    let all = archive.series()?;
    let chosen: Vec<SeriesId> = match &arguments.only.series {
        None => all.iter().map(|series| series.id).collect(),
        Some(name) => series_named(&all, name, &arguments.within.archive)?,
    };
    let mut listed: Vec<Release> = Vec::new();
    for series in chosen {
        listed.extend(archive.releases(series)?);
    }
    match arguments.printed.format {
        Format::Json => output::print_json(&serde_json::json!({ "releases": listed }))?,
        Format::Text => {
            let mut text = String::new();
            for release in &listed {
                let title = release.title.as_deref().unwrap_or_default();
                let _ = writeln!(text, "{}\t{}\t{}", release.id.0, release.date, field(title));
            }
            output::print(&text)?;
        }
    }
    Ok(())
}

/// A name in the languages it is known in.
pub fn names(name: &LocalName) -> String {
    let forms: Vec<String> = [&name.en, &name.ar].into_iter().flatten().map(|form| field(form)).collect();
    forms.join(" / ")
}

/// Whether `name` is what a series or an issuer is called in one of its languages.
pub fn is_named(name: &LocalName, called: &str) -> bool {
    [&name.ar, &name.en].into_iter().flatten().any(|form| form.trim() == called.trim())
}

/// The issuer of this number.
pub fn issuer(issuers: &[Issuer], id: IssuerId) -> Option<&Issuer> {
    issuers.iter().find(|issuer| issuer.id == id)
}
