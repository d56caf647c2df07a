//! `bayan-cli compare OLD NEW`.

use std::io::Write;
use std::path::PathBuf;

use bayan_core::compare::{Comparison, Op, Options, compare};
use bayan_core::text::Document;
use serde_json::{Value, json};

use crate::source::{self, SourceError};

#[derive(clap::Args)]
pub struct Arguments {
    /// The older release: a file, or A.bayan#NUMBER
    old: PathBuf,
    /// The newer release: a file, or A.bayan#NUMBER
    new: PathBuf,
    /// How to print the comparison
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write to this file instead of standard output
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// One JSON object
    Json,
}

/// Why a comparison could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("{}: could not be written: {source}", path.display())]
    Write { path: PathBuf, source: std::io::Error },
    #[error("standard output: {0}")]
    Print(std::io::Error),
}

pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let (old, new) = (source::document(&arguments.old)?, source::document(&arguments.new)?);
    let comparison = compare(&old.paragraphs, &new.paragraphs, &Options::default());
    let printed = match arguments.format {
        Format::Json => format!("{}\n", as_json(&old, &new, &comparison)),
        Format::Text => as_text(&old, &new, &comparison),
    };
    match &arguments.output {
        Some(path) => {
            std::fs::write(path, printed).map_err(|source| Error::Write { path: path.clone(), source })
        }
        None => match std::io::stdout().lock().write_all(printed.as_bytes()) {
            // Whoever reads us has read enough.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            done => done.map_err(Error::Print),
        },
    }
}

/// The paragraphs joined as the spans see them.
fn joined(paragraphs: &[String], at: &[usize]) -> String {
    at.iter().map(|&at| paragraphs[at].as_str()).collect::<Vec<_>>().join("\n")
}

/// Two digits after the point: enough to rank by, and the same on every machine.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn as_json(old: &Document, new: &Document, comparison: &Comparison) -> Value {
    let links: Vec<Value> = comparison
        .links
        .iter()
        .map(|link| {
            let (a, b) = (joined(&old.paragraphs, &link.old), joined(&new.paragraphs, &link.new));
            let spans: Vec<Value> = link
                .spans
                .iter()
                .map(|span| {
                    json!({
                        "op": span.op,
                        "old": &a[span.old.clone()],
                        "new": &b[span.new.clone()],
                        "class": span.class,
                        "change": span.change,
                    })
                })
                .collect();
            json!({
                "old": link.old,
                "new": link.new,
                "kind": link.kind,
                "moved": link.moved,
                "score": rounded(link.score),
                "reason": link.reason,
                "coarse": link.coarse,
                "spans": spans,
            })
        })
        .collect();
    let changes: Vec<Value> = comparison
        .changes
        .iter()
        .map(|change| {
            json!({
                "old_par": change.old_par,
                "new_par": change.new_par,
                "class": change.class,
                "weight": rounded(change.weight),
                "old": change.old_text(&old.paragraphs),
                "new": change.new_text(&new.paragraphs),
            })
        })
        .collect();
    let collation = bayan_core::collation::collate(&old.paragraphs, &new.paragraphs, comparison);
    let document = |document: &Document| json!({"title": document.title, "paragraphs": document.paragraphs});
    json!({
        "old": document(old),
        "new": document(new),
        "links": links,
        "dropped": comparison.dropped,
        "added": comparison.added,
        "changes": changes,
        "summary": collation.summary,
    })
}

/// The comparison for a terminal: a head line with the counts, then the passages that differ in reading order, the words
/// taken out as `[-…-]` and those put in as `{+…+}`, then the changes with their classes.
fn as_text(old: &Document, new: &Document, comparison: &Comparison) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    // Writing to a string cannot fail.
    macro_rules! line { ($($arg:tt)*) => { let _ = writeln!(out, $($arg)*); } }
    let collation = bayan_core::collation::collate(&old.paragraphs, &new.paragraphs, comparison);
    let s = collation.summary;
    line!(
        "{} and {} paragraphs: {} same, {} cosmetic, {} reworded, {} split, {} merged, {} regrouped, {} added, {} dropped; {} moved",
        s.older_paragraphs,
        s.newer_paragraphs,
        s.same,
        s.cosmetic,
        s.reworded,
        s.split,
        s.merged,
        s.regrouped,
        s.added,
        s.dropped,
        s.moved
    );
    line!("{} changes of substance, {} cosmetic", s.substantive_changes, s.cosmetic_changes);
    let mut dropped = comparison.dropped.iter().copied().peekable();
    let mut print_dropped = |out: &mut String, before: usize| {
        while let Some(at) = dropped.next_if(|&at| at < before) {
            let _ = writeln!(out, "\n- {at} dropped\n[-{}-]", old.paragraphs[at]);
        }
    };
    let mut added = comparison.added.iter().copied().peekable();
    for link in &comparison.links {
        while let Some(at) = added.next_if(|&at| at < link.new[0]) {
            line!("\n+ {at} added\n{{+{}+}}", new.paragraphs[at]);
        }
        if !link.moved {
            print_dropped(&mut out, link.old[0]);
        }
        let list = |at: &[usize]| at.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let kind = serde_json::to_value(link.kind).ok();
        let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default();
        let moved = if link.moved { ", moved" } else { "" };
        line!("\n  {} → {} {kind}{moved}", list(&link.old), list(&link.new));
        if link.spans.iter().all(|span| span.op == Op::Equal) {
            continue;
        }
        let (a, b) = (joined(&old.paragraphs, &link.old), joined(&new.paragraphs, &link.new));
        let mut text = String::new();
        for span in &link.spans {
            if span.op == Op::Equal {
                text.push_str(&b[span.new.clone()]);
                continue;
            }
            if !span.old.is_empty() {
                let _ = write!(text, "[-{}-]", &a[span.old.clone()]);
            }
            if !span.new.is_empty() {
                let _ = write!(text, "{{+{}+}}", &b[span.new.clone()]);
            }
        }
        line!("{text}");
    }
    for at in added {
        line!("\n+ {at} added\n{{+{}+}}", new.paragraphs[at]);
    }
    print_dropped(&mut out, usize::MAX);
    line!("");
    for change in &comparison.changes {
        let class = serde_json::to_value(change.class).ok();
        let class = class.as_ref().and_then(Value::as_str).unwrap_or_default();
        let at = |side: Option<usize>| side.map_or_else(|| "–".to_owned(), |at| at.to_string());
        let quote = |text: &str| text.replace('\n', " ");
        line!(
            "{class} {}→{}: «{}» → «{}»",
            at(change.old_par),
            at(change.new_par),
            quote(change.old_text(&old.paragraphs)),
            quote(change.new_text(&new.paragraphs))
        );
    }
    out
}
