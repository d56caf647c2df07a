//! The hard cases of `docs/tricky-cases.md`: numbered pairs of texts in `tests/tricky/`, and what is said of them, all in
//! one file, so that any change of what the engine says shows in one place.
//!
//! Each line of a text is a paragraph; there is no title. To take over what the engine says now, after reading it:
//! `BAYAN_ACCEPT=1 cargo test -p bayan-core --test tricky`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use bayan_core::compare::{Comparison, Options, compare};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/tricky")
}

/// The names of the pairs, in order.
fn pairs() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder of pairs is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".old.txt").map(str::to_owned))
        .collect();
    names.sort();
    names
}

fn paragraphs(name: &str, side: &str) -> Vec<String> {
    let path = folder().join(format!("{name}.{side}.txt"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(str::to_owned).collect()
}

/// What a comparison says, one line a link and one line a change.
fn said(old: &[String], new: &[String], comparison: &Comparison) -> String {
    let word = |value: &dyn erased::Word| value.word();
    let list = |at: &[usize]| at.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let mut out = String::new();
    for link in &comparison.links {
        let moved = if link.moved { " moved" } else { "" };
        let _ = writeln!(out, "link {} → {} {}{moved}", list(&link.old), list(&link.new), word(&link.kind));
    }
    if !comparison.dropped.is_empty() {
        let _ = writeln!(out, "dropped {}", list(&comparison.dropped));
    }
    if !comparison.added.is_empty() {
        let _ = writeln!(out, "added {}", list(&comparison.added));
    }
    for change in &comparison.changes {
        let (before, after) = (change.old_text(old), change.new_text(new));
        let _ = writeln!(out, "{}: «{before}» → «{after}»", word(&change.class));
    }
    out
}

/// Kinds and classes by the word they have in JSON.
mod erased {
    use bayan_core::compare::{Class, LinkKind};

    pub trait Word {
        fn word(&self) -> String;
    }

    impl Word for Class {
        fn word(&self) -> String {
            plain(serde_json::to_value(self))
        }
    }

    impl Word for LinkKind {
        fn word(&self) -> String {
            plain(serde_json::to_value(self))
        }
    }

    fn plain(value: serde_json::Result<serde_json::Value>) -> String {
        value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

#[test]
fn the_tricky_cases_are_told_as_expected() {
    let mut all = String::new();
    for name in pairs() {
        let (old, new) = (paragraphs(&name, "old"), paragraphs(&name, "new"));
        let comparison = compare(&old, &new, &Options::default());
        let _ = writeln!(all, "# {name}\n{}", said(&old, &new, &comparison));
    }
    let path = folder().join("expected.txt");
    if std::env::var_os("BAYAN_ACCEPT").is_some() {
        fs::write(&path, &all).expect("the expected results can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let (mut told, mut wanted) = (all.lines(), expected.lines());
    let mut case = "";
    loop {
        match (told.next(), wanted.next()) {
            (None, None) => break,
            (line, want) => {
                case = line.filter(|line| line.starts_with('#')).unwrap_or(case);
                assert_eq!(
                    line, want,
                    "{case}: the engine says otherwise than tests/tricky/expected.txt. If it is better, run\n\
                     BAYAN_ACCEPT=1 cargo test -p bayan-core --test tricky\nand read what changed."
                );
            }
        }
    }
}
