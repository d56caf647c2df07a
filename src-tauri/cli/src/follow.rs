//! `bayan-cli follow`: the sources of new releases, and what is new there.

use std::fmt::Write;
use std::io;
use std::path::PathBuf;

use bayan_archive::{Archive, Edit, Error, OpenError, Source};
use bayan_core::model::SeriesId;
use bayan_fetch::{FetchError, tidy};
use bayan_import::intake::storing::{self, Target, Together};
use bayan_import::intake::{Intake, Item, Origin, State};
use bayan_import::reader::Reader;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::arguments::{InArchive, Printed};
use crate::library::{NoSuchSeries, series_named};
use crate::output::{self, Format};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Add a source: a feed, pages, or pages that list releases
    Add {
        #[command(flatten)]
        within: InArchive,
        /// The series its releases go to
        #[arg(long, value_name = "NAME")]
        series: String,
        /// What it is called; without it, by its first address
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// The addresses are pages that list releases: their links are followed
        #[arg(long)]
        list: bool,
        /// The address of the feed, or those of the pages
        #[arg(required = true, value_name = "URL")]
        addresses: Vec<String>,
    },
    /// List the sources
    List(Common),
    /// Take a source away; what came from it stays
    Remove {
        #[command(flatten)]
        within: InArchive,
        /// The source, by its name
        name: String,
    },
    /// Ask all sources for what is new or was changed since
    Check {
        #[command(flatten)]
        common: Common,
        /// Fetch what is linked on pages that list releases and was not fetched before; without it, the links are only told
        #[arg(long)]
        fetch: bool,
        /// Store what is new and needs no look: it has a full date and nothing about it is doubtful
        #[arg(long)]
        store: bool,
    },
}

#[derive(clap::Args)]
struct Common {
    #[command(flatten)]
    within: InArchive,
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
    Store(#[from] storing::StoreError),
    #[error(transparent)]
    NoSuchSeries(#[from] NoSuchSeries),
    #[error(transparent)]
    Address(#[from] FetchError),
    #[error("{}: several issuers have a series “{series}”; follow the source in the window", archive.display())]
    Ambiguous { archive: PathBuf, series: String },
    #[error("{}: there is no source “{name}”; there is: {known}", archive.display())]
    NoSuchSource { archive: PathBuf, name: String, known: String },
    #[error("the program does not find itself: {0}")]
    Program(#[source] io::Error),
    #[error("{failed} of {all} addresses did not answer")]
    Partly { failed: usize, all: usize },
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

pub fn run(arguments: &Arguments, now: DateTime<Utc>) -> Result<(), Failure> {
    match &arguments.what {
        What::Add { within: InArchive { archive }, series, name, list, addresses } => {
            let open = Archive::open(archive)?;
            let series = match series_named(&open.series()?, series, archive)?.as_slice() {
                [one] => *one,
                _ => {
                    return Err(Failure::Ambiguous { archive: archive.clone(), series: series.clone() });
                }
            };
            let addresses: Vec<String> =
                addresses.iter().map(|address| tidy(address)).collect::<Result<_, _>>()?;
            let name = name.clone().or_else(|| addresses.first().cloned()).unwrap_or_default();
            open.edit(&Edit::AddSource { series, name, addresses, lists: *list }, now)?;
            Ok(open.close()?)
        }
        What::List(common) => list(common),
        What::Remove { within: InArchive { archive }, name } => {
            let open = Archive::open(archive)?;
            let all = open.sources()?;
            let Some(source) = all.iter().find(|source| source.name == *name) else {
                let known = all.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join(", ");
                return Err(Failure::NoSuchSource { archive: archive.clone(), name: name.clone(), known });
            };
            open.edit(&Edit::RemoveSource { source: source.id }, now)?;
            Ok(open.close()?)
        }
        What::Check { common, fetch, store } => check(common, *fetch, *store, now),
    }
}

fn list(common: &Common) -> Result<(), Failure> {
    let archive = Archive::open(&common.within.archive)?;
    let (sources, series) = (archive.sources()?, archive.series()?);
    let title = |id: SeriesId| {
        series.iter().find(|one| one.id == id).map_or("", |one| one.title.in_lang(one.lang)).to_owned()
    };
    match common.printed.format {
        Format::Text => {
            let mut text = String::new();
            for source in &sources {
                let asked = source.asked.map_or_else(|| "-".to_owned(), |time| time.to_rfc3339());
                let addresses = source.addresses.join(" ");
                let _ = writeln!(text, "{}\t{}\t{asked}\t{addresses}", source.name, title(source.series));
            }
            output::print(&text)?;
        }
        Format::Json => {
            let sources: Vec<Value> = sources
                .iter()
                .map(|source| {
                    json!({
                        "name": source.name, "series": title(source.series), "addresses": source.addresses,
                        "lists": source.lists,
                        "asked": source.asked,
                    })
                })
                .collect();
            output::print_json(&json!({ "sources": sources }))?;
        }
    }
    Ok(archive.close()?)
}

/// What was found: the source's name and the item.
type Found = (String, Item);

fn check(common: &Common, fetch: bool, store: bool, now: DateTime<Utc>) -> Result<(), Failure> {
    let archive = Archive::open(&common.within.archive)?;
    let intake = Intake::new(Reader::isolated().map_err(Failure::Program)?);
    let sources = archive.sources()?;
    let mut all = 0;
    for source in &sources {
        all += intake.add_source(source, now)?.len();
    }
    intake.read_waiting(&archive, &|| false, &mut |_, _| {})?;
    if fetch {
        all += intake.confirm(None);
        intake.read_waiting(&archive, &|| false, &mut |_, _| {})?;
    }
    if store {
        store_clear(&archive, &intake, now)?;
    }
    let mut found: Vec<Found> = Vec::new();
    intake.each(|item| found.push((called(&sources, item), item.clone())));
    let failed = found.iter().filter(|(_, item)| matches!(item.state, State::Failed(_))).count();
    for (_, item) in &found {
        if let State::Failed(error) = &item.state {
            output::complain(error);
        }
    }
    print(&found, common.printed.format)?;
    archive.close()?;
    if failed > 0 { Err(Failure::Partly { failed, all }) } else { Ok(()) }
}

fn store_clear(archive: &Archive, intake: &Intake, now: DateTime<Utc>) -> Result<(), Failure> {
    let mut clear = Vec::new();
    let mut series = None;
    intake.each(|item| {
        if let (State::Ready(ready), Some(followed)) = (&item.state, &item.followed)
            && !ready.needs_check()
        {
            clear.push(item.id);
            series.get_or_insert(followed.series);
        }
    });
    if let Some(series) = series {
        let number = now.timestamp_micros().to_string();
        // Each goes to the series of its own source.
        let together = Together { ids: &clear, target: &Target::Series(series), number: &number, now };
        intake.store_batch(archive, together, &|| false, &mut |_, _, _| {})?;
    }
    Ok(())
}

fn called(sources: &[Source], item: &Item) -> String {
    let source =
        item.followed.as_ref().and_then(|followed| sources.iter().find(|one| one.id == followed.source));
    source.map(|source| source.name.clone()).unwrap_or_default()
}

/// What became of an item: its word, its date and title, and the release it is or was.
fn told(item: &Item) -> Option<(&'static str, Value)> {
    Some(match &item.state {
        State::Ready(ready) => {
            let (what, release) = match &ready.alike {
                Some(alike) => ("changed", Some(alike.release)),
                None => ("new", None),
            };
            let words = ready.alike.as_ref().map(|alike| alike.words);
            let value = json!({
                "outcome": what, "address": item.name, "date": ready.draft.date(), "title": ready.draft.title,
                "release": release, "words": words,
            });
            (what, value)
        }
        State::Linked(linked) => {
            let what = if matches!(item.origin, Origin::Listing { .. }) { "further-page" } else { "linked" };
            let date = linked.date.as_ref().map(|guess| guess.date);
            let value = json!({ "outcome": what, "address": item.name, "date": date, "title": linked.title });
            (what, value)
        }
        State::Stored(release) => {
            ("stored", json!({ "outcome": "stored", "address": item.name, "release": release }))
        }
        State::Failed(error) => {
            ("failed", json!({ "outcome": "failed", "address": item.name, "error": error.to_string() }))
        }
        State::Waiting | State::Reading => return None,
    })
}

fn print(found: &[Found], format: Format) -> io::Result<()> {
    match format {
        Format::Text => {
            let mut text = String::new();
            for (source, item) in found {
                let Some((what, value)) = told(item).filter(|(what, _)| *what != "failed") else { continue };
                let date = value["date"].as_str().unwrap_or("-");
                let title = value["title"].as_str().unwrap_or_default();
                let _ = writeln!(text, "{source}\t{what}\t{date}\t{}\t{title}", item.name);
            }
            output::print(&text)
        }
        Format::Json => {
            let all: Vec<Value> = found
                .iter()
                .filter_map(|(source, item)| {
                    let (_, mut value) = told(item)?;
                    value["source"] = json!(source);
                    Some(value)
                })
                .collect();
            output::print_json(&json!({ "found": all }))
        }
    }
}
