//! `bayan-cli import`.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use bayan_archive::{Archive, Batch, Error, NewIssuer, NewSeries, OpenError};
use bayan_core::model::{IssuerId, Lang, LocalName, ReleaseDate, SeriesId};
use bayan_core::text::lang;
use bayan_import::files::{self, FileText, Stored};
use chrono::{DateTime, Utc};
use serde_json::json;

use crate::library::{is_named, issuer};
use crate::output::{self, Format};

#[derive(clap::Args)]
pub struct Arguments {
    /// The archive; it is made where it is missing
    #[arg(long, value_name = "FILE")]
    archive: PathBuf,
    /// The series, by its title; it is added where it is missing
    #[arg(long, value_name = "NAME", value_parser = name)]
    series: String,
    /// Whose series it is; without it, that of the one series of this title, or, for a new series, an issuer called like
    /// the series
    #[arg(long, value_name = "NAME", value_parser = name)]
    issuer: Option<String>,
    /// Text files, or folders of text files (.txt)
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The date of all of them (YYYY, YYYY-MM or YYYY-MM-DD); without it, the one in each file's name
    #[arg(long, value_name = "DATE")]
    date: Option<ReleaseDate>,
    /// The language of all of them; without it, the letters of each decide
    #[arg(long, value_name = "ar|en", value_parser = lang)]
    lang: Option<Lang>,
    /// The form of the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn name(written: &str) -> Result<String, &'static str> {
    if written.trim().is_empty() { Err("a name is not blank") } else { Ok(written.trim().to_owned()) }
}

/// A language by its tag.
pub fn lang(tag: &str) -> Result<Lang, &'static str> {
    Lang::from_tag(tag).ok_or("ar or en")
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Archive(#[from] Error),
    #[error("{}: several issuers have a series “{series}”; say which with --issuer", archive.display())]
    Ambiguous { archive: PathBuf, series: String },
    #[error("{failed} of {all} could not be imported")]
    Partly { failed: usize, all: usize },
    #[error("no file was imported")]
    Nothing,
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

/// What became of a path or of a file under it.
type Outcome<T> = (PathBuf, Result<T, String>);

/// Where the texts go: what is there already, and what is to be added.
enum Target {
    Series(SeriesId),
    NewSeries(IssuerId),
    NewIssuer,
}

/// Imports what can be. Each file that can't is told on standard error, and the exit status is 1 then.
pub fn run(arguments: &Arguments, now: DateTime<Utc>) -> Result<(), Failure> {
    let read = read(arguments);
    let Some(lang) = read.iter().find_map(|(_, text)| Some(text.as_ref().ok()?.lang)) else {
        complain(&read);
        return Err(Failure::Nothing);
    };

    let stored = if arguments.archive.exists() {
        let archive = Archive::open(&arguments.archive)?;
        let target = target(&archive, arguments)?;
        let stored = archive.write(|batch| store(batch, arguments, target, lang, read, now))?;
        archive.close()?;
        stored
    } else {
        let mut stored = Vec::new();
        Archive::create_filled(&arguments.archive, |batch| -> Result<(), Failure> {
            stored = store(batch, arguments, Target::NewIssuer, lang, read, now)?;
            Ok(())
        })?;
        stored
    };

    complain(&stored);
    print(&stored, arguments.format)?;
    match stored.iter().filter(|(_, outcome)| outcome.is_err()).count() {
        0 => Ok(()),
        failed => Err(Failure::Partly { failed, all: stored.len() }),
    }
}

/// Reads every file, in the order given.
fn read(arguments: &Arguments) -> Vec<Outcome<FileText>> {
    let mut read = Vec::new();
    for path in &arguments.paths {
        match files::under(path) {
            Ok(found) if found.is_empty() => {
                read.push((
                    path.clone(),
                    Err(format!("{}: there are no text files (.txt) in it", path.display())),
                ));
            }
            Ok(found) => read.extend(found.into_iter().map(|file| {
                let text =
                    files::read(&file, arguments.date, arguments.lang).map_err(|error| error.to_string());
                (file, text)
            })),
            Err(error) => read.push((path.clone(), Err(format!("{}: {error}", path.display())))),
        }
    }
    read
}

fn target(archive: &Archive, arguments: &Arguments) -> Result<Target, Failure> {
    let (issuers, series) = (archive.issuers()?, archive.series()?);
    let by_issuer = |id| match &arguments.issuer {
        Some(name) => issuer(&issuers, id).is_some_and(|issuer| is_named(&issuer.name, name)),
        None => true,
    };
    let mut found = series.iter().filter(|s| is_named(&s.title, &arguments.series) && by_issuer(s.issuer));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(Target::Series(one.id)),
        (Some(_), Some(_)) => {
            Err(Failure::Ambiguous { archive: arguments.archive.clone(), series: arguments.series.clone() })
        }
        (None, _) => Ok(match issuers.iter().find(|issuer| is_named(&issuer.name, issuer_name(arguments))) {
            Some(issuer) => Target::NewSeries(issuer.id),
            None => Target::NewIssuer,
        }),
    }
}

fn issuer_name(arguments: &Arguments) -> &str {
    arguments.issuer.as_deref().unwrap_or(&arguments.series)
}

/// A name in the language it is written in.
fn local(name: &str) -> LocalName {
    match lang::detect(name) {
        Some(Lang::Ar) => LocalName { ar: Some(name.to_owned()), en: None },
        _ => LocalName { ar: None, en: Some(name.to_owned()) },
    }
}

fn store(
    batch: &mut Batch<'_>,
    arguments: &Arguments,
    target: Target,
    lang: Lang,
    read: Vec<Outcome<FileText>>,
    now: DateTime<Utc>,
) -> Result<Vec<Outcome<Stored>>, Error> {
    let add_series = |batch: &mut Batch<'_>, issuer| {
        batch.add_series(&NewSeries { issuer, title: local(&arguments.series), lang })
    };
    let series = match target {
        Target::Series(series) => series,
        Target::NewSeries(issuer) => add_series(batch, issuer)?,
        Target::NewIssuer => {
            let issuer =
                batch.add_issuer(&NewIssuer { name: local(issuer_name(arguments)), invented: false })?;
            add_series(batch, issuer)?
        }
    };
    read.into_iter()
        .map(|(file, text)| match text {
            Ok(text) => files::store(batch, series, text, now).map(|stored| (file, Ok(stored))),
            Err(error) => Ok((file, Err(error))),
        })
        .collect()
}

fn complain<T>(outcomes: &[Outcome<T>]) {
    for (_, outcome) in outcomes {
        if let Err(error) = outcome {
            output::complain(error);
        }
    }
}

fn print(stored: &[Outcome<Stored>], format: Format) -> io::Result<()> {
    let name = |file: &Path| file.display().to_string();
    match format {
        Format::Text => {
            let mut text = String::new();
            for (file, outcome) in stored {
                let _ = match outcome {
                    Ok(Stored::New(id)) => writeln!(text, "{}\tstored\t{}", name(file), id.0),
                    Ok(Stored::Already(id)) => writeln!(text, "{}\talready there\t{}", name(file), id.0),
                    Err(_) => Ok(()),
                };
            }
            output::print(&text)
        }
        Format::Json => {
            let files: Vec<_> = stored
                .iter()
                .map(|(file, outcome)| match outcome {
                    Ok(Stored::New(id)) => json!({ "file": name(file), "outcome": "stored", "release": id }),
                    Ok(Stored::Already(id)) => {
                        json!({ "file": name(file), "outcome": "already", "release": id })
                    }
                    Err(error) => json!({ "file": name(file), "outcome": "failed", "error": error }),
                })
                .collect();
            output::print_json(&json!({ "files": files }))
        }
    }
}
