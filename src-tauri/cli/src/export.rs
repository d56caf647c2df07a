//! `bayan-cli export`: documents.

use std::io;
use std::path::{Path, PathBuf};

use bayan_archive::{Archive, OpenError};
use bayan_core::model::{Lang, ReleaseId};
use bayan_core::positions::codebook::{Codebook, Standard, TopicId};
use bayan_export::archived::{self, Asked, ExportError, Gathered, Range};
use bayan_export::format::{Format, FormatError};
use bayan_export::labels::Digits;
use bayan_export::place::{self, PlaceError};
use bayan_export::report::Choices;
use chrono::{DateTime, Utc};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::arguments::{Between, InArchive, OfSeries};
use crate::library::{NoSuchSeries, series_named};
use crate::output;
use crate::positions;
use crate::source::{self, SourceError};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Two releases: what changed
    Comparison {
        /// The older release: a file, or A.bayan#NUMBER
        old: PathBuf,
        /// The newer release: a file, or A.bayan#NUMBER
        new: PathBuf,
        #[command(flatten)]
        how: How,
    },
    /// Topics through a series: how a position moved
    Timeline {
        #[command(flatten)]
        of: Of,
        /// A topic of the codebook; may be given several times, all without it
        #[arg(long, value_name = "ID")]
        topic: Vec<String>,
        #[command(flatten)]
        how: How,
    },
    /// All topics of a series by release
    Matrix {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        how: How,
    },
    /// What a search finds
    Search {
        #[command(flatten)]
        within: InArchive,
        /// Words, "phrases", prefix*, AND, OR, NOT
        query: String,
        #[command(flatten)]
        only: OfSeries,
        #[command(flatten)]
        how: How,
    },
    /// A phrase through a series: its wordings and where they stand
    Formula {
        #[command(flatten)]
        of: Of,
        /// The phrase
        #[arg(long, value_name = "WORDS")]
        phrase: String,
        #[command(flatten)]
        how: How,
    },
    /// One release with its positions and notes
    Release {
        /// A.bayan#NUMBER
        release: PathBuf,
        #[command(flatten)]
        how: How,
    },
}

/// Releases of a series.
#[derive(clap::Args)]
struct Of {
    #[command(flatten)]
    within: InArchive,
    /// The series, by its title
    #[arg(long, value_name = "NAME")]
    series: String,
    #[command(flatten)]
    between: Between,
}

/// How the document is made.
#[derive(clap::Args)]
struct How {
    /// The format; without it, the ending of the file's name says it
    #[arg(long, value_parser = formats())]
    format: Option<Format>,
    /// The file to write
    #[arg(short, value_name = "FILE")]
    output: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    /// The language of the labels; texts keep theirs
    #[arg(long, value_name = "ar|en", value_parser = crate::import::lang, default_value = "en")]
    lang: Lang,
    /// Write Bayan's own numbers as ٠–٩
    #[arg(long)]
    arabic_digits: bool,
    /// A codebook: a file, or one of syria, peacekeeping, monetary-policy. Without it the archive's own codebook and its
    /// positions with what was corrected by hand; for two files, syria
    #[arg(long, value_name = "FILE")]
    topics: Option<String>,
    /// Show unchanged passages too
    #[arg(long)]
    unchanged: bool,
    /// Leave out the list of changes by topic
    #[arg(long)]
    no_changes: bool,
    /// Leave out notes
    #[arg(long)]
    no_notes: bool,
    /// Leave out sources
    #[arg(long)]
    no_sources: bool,
    /// Leave out the chart
    #[arg(long)]
    no_chart: bool,
    /// The time the document says it was made (RFC 3339); without it, now. With it the same texts give the same bytes
    #[arg(long, value_name = "TIME")]
    made: Option<DateTime<Utc>>,
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Archive(#[from] bayan_archive::Error),
    #[error(transparent)]
    NoSuchSeries(#[from] NoSuchSeries),
    #[error("{}: several issuers have a series “{name}”; export from an archive with one of them", archive.display())]
    Ambiguous { archive: PathBuf, name: String },
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Codebook(#[from] positions::Error),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Format(#[from] FormatError),
    #[error("{0}; --force replaces it")]
    Exists(PlaceError),
    #[error(transparent)]
    Place(PlaceError),
    #[error("{}: its ending names no format; say which with --format", path.display())]
    NoFormat { path: PathBuf },
    #[error("{}: name a release of an archive: A.bayan#NUMBER", path.display())]
    NoRelease { path: PathBuf },
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

/// The names of the formats on the command line.
fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(|format| PossibleValue::new(format.id()).help(format.about()));
    PossibleValuesParser::new(names)
        .try_map(|name| Format::ALL.into_iter().find(|format| format.id() == name).ok_or("no such format"))
}

pub fn run(arguments: &Arguments, now: DateTime<Utc>) -> Result<(), Failure> {
    let how = match &arguments.what {
        What::Comparison { how, .. }
        | What::Timeline { how, .. }
        | What::Matrix { how, .. }
        | What::Search { how, .. }
        | What::Formula { how, .. }
        | What::Release { how, .. } => how,
    };
    let format = format(how)?;
    // Looked at before the work, and again when the file is put in its place.
    if how.output.exists() && !how.force {
        return Err(Failure::Exists(PlaceError::Exists { path: how.output.clone() }));
    }
    let codebook = how.topics.as_deref().map(positions::topics).transpose()?;
    let gathered = gathered(&arguments.what, codebook.as_ref())?;
    let choices = Choices {
        digits: if how.arabic_digits { Digits::ArabicIndic } else { Digits::European },
        unchanged: how.unchanged,
        changes: !how.no_changes,
        notes: !how.no_notes,
        sources: !how.no_sources,
        chart: !how.no_chart,
        ..Choices::new(how.lang, how.made.unwrap_or(now), env!("CARGO_PKG_VERSION"))
    };
    let bytes = gathered.document(&choices, format)?;
    place::put(&how.output, &bytes, how.force).map_err(|error| match error {
        PlaceError::Exists { .. } => Failure::Exists(error),
        error => Failure::Place(error),
    })?;
    output::print(&format!("{}: {} bytes\n", how.output.display(), bytes.len()))?;
    Ok(())
}

fn format(how: &How) -> Result<Format, Failure> {
    let ending = how.output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let named = || Format::ALL.into_iter().find(|format| Some(format.ending()) == ending.as_deref());
    match how.format {
        Some(format) => Ok(format),
        None => named().ok_or_else(|| Failure::NoFormat { path: how.output.clone() }),
    }
}

fn gathered(what: &What, codebook: Option<&Codebook>) -> Result<Gathered, Failure> {
    let from = |path: &Path, asked: Asked| -> Result<Gathered, Failure> {
        Ok(Gathered::from_archive(&Archive::open(path)?, &asked, codebook, &|_, _| true)?)
    };
    match what {
        What::Comparison { old, new, .. } => match (source::release_in(old), source::release_in(new)) {
            // Two releases of one archive come with their dates and sources.
            (Some((archive, a)), Some((other, b))) if archive == other && !old.exists() && !new.exists() => {
                from(archive, Asked::Comparison(a, b))
            }
            _ => {
                let standard;
                let codebook = match codebook {
                    Some(codebook) => codebook,
                    None => {
                        standard = Standard::Syria.codebook();
                        &standard
                    }
                };
                Ok(Gathered::of_documents(&source::document(old)?, &source::document(new)?, codebook))
            }
        },
        What::Timeline { of, topic, .. } => {
            let topics = topic.iter().map(|topic| TopicId(topic.clone())).collect();
            from(&of.within.archive, Asked::Timeline(range(of)?, topics))
        }
        What::Matrix { of, .. } => from(&of.within.archive, Asked::Matrix(range(of)?)),
        What::Formula { of, phrase, .. } => {
            from(&of.within.archive, Asked::Formula(range(of)?, phrase.clone()))
        }
        What::Search { within: InArchive { archive }, query, only, .. } => {
            let series = match &only.series {
                Some(name) => series_named(&Archive::open(archive)?.series()?, name, archive)?,
                None => Vec::new(),
            };
            from(archive, archived::search_for(query, series)?)
        }
        What::Release { release, .. } => match source::release_in(release) {
            Some((archive, id)) => from(archive, Asked::Release(ReleaseId(id.0))),
            None => Err(Failure::NoRelease { path: release.clone() }),
        },
    }
}

fn range(of: &Of) -> Result<Range, Failure> {
    let archive = Archive::open(&of.within.archive)?;
    let named = series_named(&archive.series()?, &of.series, &of.within.archive)?;
    match named.as_slice() {
        [series] => Ok(Range { series: *series, from: of.between.from, to: of.between.to }),
        _ => Err(Failure::Ambiguous { archive: of.within.archive.clone(), name: of.series.clone() }),
    }
}
