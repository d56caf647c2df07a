//! `bayan-cli import`.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use bayan_archive::{
    Archive, Batch, Error, MergeError, NewIssuer, NewSeries, OpenError, Portions, Watch, is_archive,
};
use bayan_core::model::{IssuerId, Lang, LocalName, ReleaseDate, SeriesId};
use bayan_core::text::lang;
use bayan_fetch::{Fetcher, is_address};
use bayan_import::draft::DateGuess;
use bayan_import::files::{self, FileText, Given, Stored};
use bayan_import::reader::{Hints, Reader};
use chrono::{DateTime, Utc};
use serde_json::json;

use crate::arguments::Printed;
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
    /// Documents (text, Markdown, HTML, DOCX, ODT, PDF, EML), folders of them, tables of releases (CSV, JSON), feeds (RSS,
    /// Atom), addresses of the web (https://…), or other archives, which are merged into this one
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The date of all of them (YYYY, YYYY-MM or YYYY-MM-DD); without it, the one in each file's fields, name or first lines
    #[arg(long, value_name = "DATE")]
    date: Option<ReleaseDate>,
    /// The language of all of them; without it, the letters of each decide
    #[arg(long, value_name = "ar|en", value_parser = lang)]
    lang: Option<Lang>,
    /// The encoding of all text files, such as windows-1256; without it, it is told from each
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Store a PDF also where two readers differ in its numbers
    #[arg(long)]
    numbers_checked: bool,
    #[command(flatten)]
    printed: Printed,
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
    #[error("the program does not find itself: {0}")]
    Program(io::Error),
    #[error("{}: several issuers have a series “{series}”; say which with --issuer", archive.display())]
    Ambiguous { archive: PathBuf, series: String },
    #[error("{failed} of {all} could not be imported")]
    Partly { failed: usize, all: usize },
    #[error("no file was imported")]
    Nothing,
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

/// What became of a path, of a file under it, or of a row in a file.
type Outcome<T> = (PathBuf, Result<T, String>);

/// A text's end in the archive.
struct Done {
    stored: Stored,
    date: ReleaseDate,
    dated_by: Option<DateGuess>,
}

/// Where the texts go: what is there already, and what is to be added.
#[derive(Clone, Copy)]
enum Target {
    Series(SeriesId),
    NewSeries(IssuerId),
    NewIssuer,
}

/// Imports what can be. Each file that can't is told on standard error, and the exit status is 1 then.
pub fn run(arguments: &Arguments, now: DateTime<Utc>) -> Result<(), Failure> {
    let (archives, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
        arguments.paths.iter().partition(|path| is_archive(path));
    let read = read(arguments, &files)?;
    let lang = read.iter().find_map(|(_, text)| Some(text.as_ref().ok()?.lang));
    if lang.is_none() && archives.is_empty() {
        complain(&read);
        return Err(Failure::Nothing);
    }

    let mut merged = Vec::new();
    let mut stored = Vec::with_capacity(read.len());
    match lang {
        Some(lang) => {
            if let Err(failure) = store(arguments, lang, read, now, &mut stored) {
                // The portions before are there, and which files could not be read is known.
                complain(&stored);
                print(&stored, &merged, arguments.printed.format)?;
                return Err(failure);
            }
        }
        None => stored.extend(read.into_iter().filter_map(|(file, text)| Some((file, Err(text.err()?))))),
    }
    if !archives.is_empty() {
        let archive = if arguments.archive.exists() {
            Archive::open(&arguments.archive)?
        } else {
            Archive::create(&arguments.archive)?
        };
        for path in archives {
            merged.push((path.clone(), merge(&archive, path, now)));
        }
        archive.close()?;
    }

    complain(&stored);
    complain(&merged);
    print(&stored, &merged, arguments.printed.format)?;
    let all = stored.len() + merged.len();
    let failed = stored.iter().filter(|(_, outcome)| outcome.is_err()).count()
        + merged.iter().filter(|(_, outcome)| outcome.is_err()).count();
    match failed {
        0 => Ok(()),
        failed => Err(Failure::Partly { failed, all }),
    }
}

/// Brings another archive in. Gives how many releases were added.
fn merge(archive: &Archive, path: &Path, now: DateTime<Utc>) -> Result<u32, String> {
    let tell = |error: &dyn std::error::Error| format!("{}: {error}", path.display());
    let other = Archive::open(path).map_err(|error| error.to_string())?;
    let mut watch = Watch { progress: &mut |_, _| {}, called_off: &|| false };
    let merged = archive.merge(&other, now, &mut watch).map_err(|error: MergeError| tell(&error))?;
    other.close().map_err(|error| tell(&error))?;
    Ok(merged.new_releases)
}

/// Reads every file, in the order given.
fn read(arguments: &Arguments, paths: &[&PathBuf]) -> Result<Vec<Outcome<FileText>>, Failure> {
    let reader = Reader::isolated().map_err(Failure::Program)?;
    let given = Given {
        date: arguments.date,
        hints: Hints { lang: arguments.lang, encoding: arguments.encoding.clone(), ..Hints::default() },
        numbers_checked: arguments.numbers_checked,
    };
    let mut read = Vec::new();
    let fetcher = Fetcher::default();
    for path in paths {
        if let Some(address) = path.to_str().filter(|written| is_address(written)) {
            match files::fetch(&reader, &fetcher, address, &given) {
                Ok(texts) => read.extend(texts.into_iter().map(|text| (path.to_path_buf(), Ok(text)))),
                Err(error) => read.push((path.to_path_buf(), Err(error.to_string()))),
            }
            continue;
        }
        match files::under(path) {
            Ok(found) if found.is_empty() => {
                let kinds = files::ENDINGS.join(", ");
                read.push((
                    path.to_path_buf(),
                    Err(format!("{}: there are no documents in it ({kinds})", path.display())),
                ));
            }
            Ok(found) => {
                for file in found {
                    match files::read(&reader, &file, &given) {
                        Ok(texts) => read.extend(texts.into_iter().map(|text| (file.clone(), Ok(text)))),
                        Err(error) => read.push((file, Err(error.to_string()))),
                    }
                }
            }
            Err(error) => read.push((path.to_path_buf(), Err(format!("{}: {error}", path.display())))),
        }
    }
    Ok(read)
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

/// How many texts the first portion has.
const PORTION: usize = 500;

/// Stores the texts portion by portion, and finds the positions in them, as far as there is a core for it, meanwhile. A new
/// archive stands in its place from the first portion on, as does a new series; whatever goes wrong, whole portions are there,
/// and what became of each text of them is in `stored`.
fn store(
    arguments: &Arguments,
    lang: Lang,
    read: Vec<Outcome<FileText>>,
    now: DateTime<Utc>,
    stored: &mut Vec<Outcome<Done>>,
) -> Result<(), Failure> {
    let mut read = read.into_iter();
    let mut portions = Portions::from(PORTION);
    let bytes = |(_, text): &Outcome<FileText>| text.as_ref().map_or(0, FileText::bytes);
    let mut made = None;
    if !arguments.archive.exists() {
        let first = portions.next(&mut read, bytes);
        Archive::create_filled(&arguments.archive, |batch| -> Result<(), Failure> {
            let series = series_of(batch, arguments, Target::NewIssuer, lang)?;
            stored.extend(store_some(batch, series, first, now)?);
            made = Some(series);
            Ok(())
        })?;
    }
    let archive = Archive::open(&arguments.archive)?;
    let mut goal = match made {
        Some(series) => Target::Series(series),
        None => target(&archive, arguments)?,
    };
    archive.while_storing(|| -> Result<(), Error> {
        while read.len() > 0 {
            let portion = portions.next(&mut read, bytes);
            let (series, done) = archive.write(|batch| -> Result<_, Error> {
                let series = series_of(batch, arguments, goal, lang)?;
                Ok((series, store_some(batch, series, portion, now)?))
            })?;
            goal = Target::Series(series);
            stored.extend(done);
        }
        Ok(())
    })?;
    if let Target::Series(series) = goal {
        let mut watch = Watch { progress: &mut |_, _| {}, called_off: &|| false };
        archive.update_positions(Some(series), &mut watch)?;
    }
    archive.close()?;
    Ok(())
}

/// The series that the texts go to, added where it is new.
fn series_of(
    batch: &mut Batch<'_>,
    arguments: &Arguments,
    target: Target,
    lang: Lang,
) -> Result<SeriesId, Error> {
    let issuer = match target {
        Target::Series(series) => return Ok(series),
        Target::NewSeries(issuer) => issuer,
        Target::NewIssuer => {
            batch.add_issuer(&NewIssuer { name: local(issuer_name(arguments)), invented: false })?
        }
    };
    batch.add_series(&NewSeries { issuer, title: local(&arguments.series), lang })
}

fn store_some(
    batch: &mut Batch<'_>,
    series: SeriesId,
    read: impl Iterator<Item = Outcome<FileText>>,
    now: DateTime<Utc>,
) -> Result<Vec<Outcome<Done>>, Error> {
    read.map(|(file, text)| match text {
        Ok(text) => {
            let (date, dated_by) = (text.date, text.dated_by.clone());
            files::store(batch, series, text, now).map(|stored| (file, Ok(Done { stored, date, dated_by })))
        }
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

fn print(stored: &[Outcome<Done>], merged: &[Outcome<u32>], format: Format) -> io::Result<()> {
    let name = |file: &Path| file.display().to_string();
    match format {
        Format::Text => {
            let mut text = String::new();
            for (file, outcome) in stored {
                let Ok(done) = outcome else { continue };
                let (what, id) = match done.stored {
                    Stored::New(id) => ("stored", id),
                    Stored::Already(id) => ("already there", id),
                };
                let words = done.dated_by.as_ref().map_or("", |guess| guess.words.as_str());
                let _ = writeln!(text, "{}\t{what}\t{}\t{}\t{words}", name(file), id.0, done.date);
            }
            for (file, outcome) in merged {
                if let Ok(releases) = outcome {
                    let _ = writeln!(text, "{}\tmerged\t{releases}", name(file));
                }
            }
            output::print(&text)
        }
        Format::Json => {
            let failed = |file: &Path, error: &String| json!({ "file": name(file), "outcome": "failed", "error": error });
            let files: Vec<_> = stored
                .iter()
                .map(|(file, outcome)| match outcome {
                    Ok(done) => {
                        let (what, id) = match done.stored {
                            Stored::New(id) => ("stored", id),
                            Stored::Already(id) => ("already", id),
                        };
                        json!({
                            "file": name(file), "outcome": what, "release": id, "date": done.date,
                            "dated_by": done.dated_by.as_ref().map(|guess| &guess.words),
                        })
                    }
                    Err(error) => failed(file, error),
                })
                .chain(merged.iter().map(|(file, outcome)| match outcome {
                    Ok(releases) => json!({ "file": name(file), "outcome": "merged", "releases": releases }),
                    Err(error) => failed(file, error),
                }))
                .collect();
            output::print_json(&json!({ "files": files }))
        }
    }
}
