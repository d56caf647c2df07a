//! `bayan-cli merge` and `bayan-cli export-series`.

use std::fmt::Write;
use std::io;
use std::path::PathBuf;

use bayan_archive::{Archive, Conflict, Error, MergeError, MergeGlance, Merged, OpenError};
use bayan_core::model::{ReleaseId, SeriesId};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::arguments::{InArchive, Printed};
use crate::library::{NoSuchSeries, names, series_named};
use crate::output::{self, Format, field};
use crate::safety::unwatched;

#[derive(clap::Args)]
pub struct MergeArguments {
    /// The archive that takes the other one in
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// The other archive; it is only read
    #[arg(value_name = "OTHER")]
    other: PathBuf,
    /// Only show what is new, what is in both and where they differ
    #[arg(long)]
    look: bool,
    #[command(flatten)]
    printed: Printed,
}

#[derive(clap::Args)]
pub struct ExportArguments {
    #[command(flatten)]
    within: InArchive,
    /// The title of the series
    #[arg(long, value_name = "NAME")]
    series: String,
    /// The file to make; nothing may be there yet
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
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
    Merge(#[from] MergeError),
    #[error(transparent)]
    NoSuchSeries(#[from] NoSuchSeries),
    #[error("{}: there are {number} series “{name}”; rename one of them first", archive.display())]
    SeveralSeries { archive: PathBuf, name: String, number: usize },
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

pub fn merge(arguments: &MergeArguments, now: DateTime<Utc>) -> Result<(), Failure> {
    let archive = Archive::open(&arguments.archive)?;
    let other = Archive::open(&arguments.other)?;
    let seen = if arguments.look {
        unwatched(|watch| archive.look_at_merge(&other, watch))?
    } else {
        let merged = unwatched(|watch| archive.merge(&other, now, watch))?;
        MergeGlance { merged, new: Vec::new() }
    };
    match arguments.printed.format {
        Format::Json => output::print_json(&as_json(&seen))?,
        Format::Text => output::print(&as_text(&seen, &archive)?)?,
    }
    other.close()?;
    archive.close()?;
    Ok(())
}

pub fn export(arguments: &ExportArguments) -> Result<(), Failure> {
    let archive = Archive::open(&arguments.within.archive)?;
    let named: Vec<SeriesId> =
        series_named(&archive.series()?, &arguments.series, &arguments.within.archive)?;
    let [series] = named[..] else {
        return Err(Failure::SeveralSeries {
            archive: arguments.within.archive.clone(),
            name: arguments.series.clone(),
            number: named.len(),
        });
    };
    let merged = unwatched(|watch| archive.export_series(series, &arguments.output, watch))?;
    match arguments.printed.format {
        Format::Json => output::print_json(&as_json(&MergeGlance { merged, new: Vec::new() }))?,
        Format::Text => output::print(&format!(
            "{}: {} releases, {} other entries\n",
            arguments.output.display(),
            merged.new_releases,
            merged.new_entries
        ))?,
    }
    Ok(())
}

fn as_text(seen: &MergeGlance, archive: &Archive) -> Result<String, Error> {
    let Merged { new_series, new_releases, same_releases, new_entries, conflicts } = &seen.merged;
    let mut text = format!(
        "{new_series} new series, {new_releases} new releases, {same_releases} in both, {new_entries} new notes and other entries, {} differences\n",
        conflicts.len()
    );
    for (series, date, title) in &seen.new {
        let _ =
            writeln!(text, "new\t{date}\t{}\t{}", names(series), field(title.as_deref().unwrap_or_default()));
    }
    for conflict in conflicts {
        let _ = match conflict {
            Conflict::Text(ours, _) => {
                writeln!(text, "differs\ttext\t{}\tboth are kept", dated(archive, *ours)?)
            }
            Conflict::Mark(old, new, part) => {
                writeln!(text, "differs\tmark\t{}\t{}", pair(archive, *old, *new)?, field(part))
            }
            Conflict::Link(old, new, link) => {
                writeln!(text, "differs\tlink\t{}\t{} {}", pair(archive, *old, *new)?, link.old, link.new)
            }
            Conflict::Correction(old, new, part) => {
                writeln!(text, "differs\tcorrection\t{}\t{}", pair(archive, *old, *new)?, field(part))
            }
            Conflict::Codebook(number) => writeln!(text, "differs\tcodebook\t{number}"),
            Conflict::Position(release, number) => {
                writeln!(text, "differs\tposition\t{}\t{number}", dated(archive, *release)?)
            }
        };
    }
    Ok(text)
}

/// A release that is here, by number and date.
fn dated(archive: &Archive, id: ReleaseId) -> Result<String, Error> {
    Ok(format!("{} {}", id.0, archive.release(id)?.date))
}

fn pair(archive: &Archive, old: ReleaseId, new: ReleaseId) -> Result<String, Error> {
    Ok(format!("{} – {}", dated(archive, old)?, dated(archive, new)?))
}

fn as_json(seen: &MergeGlance) -> Value {
    let Merged { new_series, new_releases, same_releases, new_entries, conflicts } = &seen.merged;
    let conflicts: Vec<Value> = conflicts
        .iter()
        .map(|conflict| match conflict {
            Conflict::Text(ours, _) => json!({ "about": "text", "release": ours }),
            Conflict::Mark(old, new, part) => {
                json!({ "about": "mark", "releases": [old, new], "part": part })
            }
            Conflict::Link(old, new, link) => {
                json!({ "about": "link", "releases": [old, new], "paragraphs": [link.old, link.new] })
            }
            Conflict::Correction(old, new, part) => {
                json!({ "about": "correction", "releases": [old, new], "part": part })
            }
            Conflict::Codebook(number) => json!({ "about": "codebook", "codebook": number }),
            Conflict::Position(release, number) => {
                json!({ "about": "position", "release": release, "position": number })
            }
        })
        .collect();
    let new: Vec<Value> = seen
        .new
        .iter()
        .map(|(series, date, title)| json!({ "series": series, "date": date, "title": title }))
        .collect();
    json!({
        "new_series": new_series,
        "new_releases": new_releases,
        "same_releases": same_releases,
        "new_entries": new_entries,
        "new": new,
        "conflicts": conflicts,
    })
}
