//! `bayan-cli check`, `backup`, `restore` and `salvage`.

use std::io;
use std::path::{Path, PathBuf};

use bayan_archive::{Archive, CheckReport, Error, OpenError, Watch, check_file, glance, restore, salvage};
use serde_json::{Value, json};

use crate::arguments::{InArchive, Printed};
use crate::output::{self, Format};

#[derive(clap::Args)]
pub struct CheckArguments {
    #[command(flatten)]
    within: InArchive,
    #[command(flatten)]
    printed: Printed,
}

#[derive(clap::Args)]
pub struct CopyArguments {
    #[command(flatten)]
    within: InArchive,
    /// The file to make; nothing may be there yet
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    printed: Printed,
}

#[derive(clap::Args)]
pub struct RestoreArguments {
    /// The archive whose place is taken; what stands there is kept beside it
    #[arg(long, value_name = "FILE")]
    archive: PathBuf,
    /// The copy to put there
    #[arg(value_name = "COPY")]
    copy: PathBuf,
    /// Only show what is in the copy
    #[arg(long)]
    look: bool,
    #[command(flatten)]
    printed: Printed,
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Archive(#[from] Error),
    #[error("{}: {found}", archive.display())]
    NotGood { archive: PathBuf, found: String },
    #[error("the result cannot be printed: {0}")]
    Output(#[from] io::Error),
}

/// Nothing calls off what a script has asked for, and nothing is told in between.
pub fn unwatched<T>(run: impl FnOnce(&mut Watch<'_>) -> T) -> T {
    run(&mut Watch { progress: &mut |_, _| {}, called_off: &|| false })
}

pub fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let report = unwatched(|watch| check_file(&arguments.within.archive, watch))?.unwrap_or_default();
    match arguments.printed.format {
        Format::Json => output::print_json(&as_json(&report))?,
        Format::Text if report.is_good() => {
            output::print(&format!(
                "{}: {} releases, all as stored\n",
                arguments.within.archive.display(),
                report.releases
            ))?;
        }
        Format::Text => {}
    }
    match wrong(&report) {
        None => Ok(()),
        Some(found) => Err(Failure::NotGood { archive: arguments.within.archive.clone(), found }),
    }
}

/// What is the matter with the texts, in words.
fn wrong(report: &CheckReport) -> Option<String> {
    if let Some(damage) = &report.damage {
        return Some(format!("the archive is damaged ({})", damage.replace('\n', " ")));
    }
    if report.altered.is_empty() {
        return None;
    }
    let numbers: Vec<String> = report.altered.iter().map(|id| id.0.to_string()).collect();
    Some(format!("the text of these releases is not the one that was stored: {}", numbers.join(", ")))
}

fn as_json(report: &CheckReport) -> Value {
    json!({
        "good": report.is_good(),
        "releases": report.releases,
        "altered": report.altered,
        "damage": report.damage,
        "index_damaged": report.index_damaged,
    })
}

pub fn backup(arguments: &CopyArguments) -> Result<(), Failure> {
    let archive = Archive::open(&arguments.within.archive)?;
    let report = unwatched(|watch| archive.backup_to(&arguments.output, watch))?.unwrap_or_default();
    archive.close()?;
    match arguments.printed.format {
        Format::Json => output::print_json(&as_json(&report))?,
        Format::Text => {
            output::print(&format!("{}: {} releases\n", arguments.output.display(), report.releases))?;
        }
    }
    match wrong(&report) {
        None => Ok(()),
        Some(found) => Err(Failure::NotGood { archive: arguments.within.archive.clone(), found }),
    }
}

pub fn restore_copy(arguments: &RestoreArguments) -> Result<(), Failure> {
    if arguments.look {
        return look(&arguments.copy, arguments.printed.format);
    }
    let Some(done) = unwatched(|watch| restore(&arguments.copy, &arguments.archive, watch))? else {
        return Ok(());
    };
    let name = |path: &Path| path.display().to_string();
    match arguments.printed.format {
        Format::Json => output::print_json(&json!({
            "releases": done.report.releases,
            "altered": done.report.altered,
            "replaced": done.replaced.as_deref().map(name),
        }))?,
        Format::Text => {
            let mut text = format!("{}: {} releases", name(&arguments.archive), done.report.releases);
            if let Some(replaced) = &done.replaced {
                text.push_str(&format!("; what was there is kept as {}", name(replaced)));
            }
            text.push('\n');
            output::print(&text)?;
        }
    }
    Ok(())
}

fn look(copy: &Path, format: Format) -> Result<(), Failure> {
    let seen = glance(copy)?;
    let dates = seen.dates.map(|(first, last)| [first, last]);
    match format {
        Format::Json => output::print_json(&json!({
            "releases": seen.releases,
            "series": seen.series,
            "dates": dates,
            "newest": seen.newest,
            "version": seen.version,
            "bytes": seen.length,
        }))?,
        Format::Text => {
            let mut text = format!("{} series, {} releases", seen.series.len(), seen.releases);
            if let Some([first, last]) = dates {
                text.push_str(&format!(", {first} to {last}"));
            }
            text.push('\n');
            for release in seen.newest {
                let title = output::field(release.title.as_deref().unwrap_or_default());
                text.push_str(&format!("{}\t{}\t{title}\n", release.id.0, release.date));
            }
            output::print(&text)?;
        }
    }
    Ok(())
}

pub fn salvage_archive(arguments: &CopyArguments) -> Result<(), Failure> {
    let saved =
        unwatched(|watch| salvage(&arguments.within.archive, &arguments.output, watch))?.unwrap_or_default();
    match arguments.printed.format {
        Format::Json => output::print_json(&json!({
            "releases": saved.releases,
            "incomplete": saved.incomplete,
            "nameless": saved.nameless,
            "lost_releases": saved.lost_releases,
            "paragraphs": saved.paragraphs,
            "lost_paragraphs": saved.lost_paragraphs,
            "lost_others": saved.lost_others,
        }))?,
        Format::Text => output::print(&format!(
            "{}: {} releases whole, {} incomplete, {} without their date; {} paragraphs\nlost: {} releases, {} paragraphs, {} other entries\n",
            arguments.output.display(),
            saved.releases,
            saved.incomplete,
            saved.nameless,
            saved.paragraphs,
            saved.lost_releases,
            saved.lost_paragraphs,
            saved.lost_others,
        ))?,
    }
    Ok(())
}
