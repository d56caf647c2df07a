//! `bayan-cli compare OLD NEW`.

use std::io::Write;
use std::path::{Path, PathBuf};

use bayan_core::compare::{Comparison, Op, Options, compare};
use bayan_core::text::{Document, read_plain};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub struct Arguments {
    /// The older release: a file
    old: PathBuf,
    /// The newer release: a file
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
    #[error("{}: {source}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{}: not UTF-8 text (byte {byte} begins no character)", path.display())]
    NotUtf8 { path: PathBuf, byte: usize },
    #[error("{}: could not be written: {source}", path.display())]
    Write { path: PathBuf, source: std::io::Error },
    #[error("standard output: {0}")]
    Print(std::io::Error),
}

pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let (old, new) = (read(&arguments.old)?, read(&arguments.new)?);
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

fn read(path: &Path) -> Result<Document, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let text = String::from_utf8(bytes)
        .map_err(|error| Error::NotUtf8 { path: path.to_owned(), byte: error.utf8_error().valid_up_to() })?;
    Ok(read_plain(text.strip_prefix('\u{feff}').unwrap_or(&text)))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn document(lines: &[&str]) -> Document {
        Document {
            title: Some("A title".to_owned()),
            paragraphs: lines.iter().map(|&line| line.to_owned()).collect(),
        }
    }

    #[test]
    fn a_file_that_is_no_utf8_is_refused_with_its_name_and_the_byte() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.txt");
        std::fs::write(&path, b"Title\n\nGood \xff bad\n").unwrap();
        let said = read(&path).unwrap_err().to_string();
        assert!(said.contains("old.txt") && said.contains("byte 12"), "{said}");
        let said = read(&folder.path().join("none.txt")).unwrap_err().to_string();
        assert!(said.contains("none.txt"), "{said}");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_title() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.txt");
        std::fs::write(&path, "\u{feff}A title\n\nThe Council met.\n").unwrap();
        let read = read(&path).unwrap();
        assert_eq!(
            (read.title.as_deref(), &read.paragraphs[..]),
            (Some("A title"), &["The Council met.".to_owned()][..])
        );
    }

    #[test]
    fn the_json_has_the_spans_of_both_sides_and_the_changes() {
        let (old, new) = (
            document(&["The Council met 24 members."]),
            document(&["The Council met 21 members.", "It adjourned."]),
        );
        let comparison = compare(&old.paragraphs, &new.paragraphs, &Options::default());
        let json = as_json(&old, &new, &comparison);
        let link = &json["links"][0];
        assert_eq!((&link["kind"], &link["moved"]), (&json!("reworded"), &json!(false)));
        let side = |side: &str| -> String {
            link["spans"].as_array().unwrap().iter().map(|span| span[side].as_str().unwrap()).collect()
        };
        assert_eq!(
            (side("old").as_str(), side("new").as_str()),
            ("The Council met 24 members.", "The Council met 21 members.")
        );
        assert_eq!(json["added"], json!([1]));
        assert_eq!(json["changes"][0]["class"], json!("number"));
        assert_eq!((&json["changes"][0]["old"], &json["changes"][0]["new"]), (&json!("24"), &json!("21")));
    }

    #[test]
    fn the_text_form_marks_words_out_and_words_in() {
        let (old, new) =
            (document(&["The Council met 24 members."]), document(&["The Council met 21 members."]));
        let text = as_text(&old, &new, &compare(&old.paragraphs, &new.paragraphs, &Options::default()));
        assert!(text.contains("The Council met [-24-]{+21+} members."), "{text}");
        assert!(text.contains("number 0→0: «24» → «21»"), "{text}");
    }
}
