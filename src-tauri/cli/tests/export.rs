//! `bayan-cli export`, as a script sees it: every format of the sample's documents.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bayan-cli")).args(arguments).current_dir(folder).output().unwrap()
}

const TIME: &str = "2026-01-01T00:00:00Z";

/// A document of the sample archive.
fn exported(folder: &Path, name: &str, arguments: &[&str]) -> Vec<u8> {
    let all: Vec<&str> =
        ["export"].iter().chain(arguments).chain(&["--made", TIME, "-o", name]).copied().collect();
    let output = run(folder, &all);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && complaint.is_empty(), "{arguments:?}: {complaint}");
    fs::read(folder.join(name)).unwrap()
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn part(document: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(document)).unwrap();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_samples_timeline_is_had_in_every_format_and_each_carries_the_quotes() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert!(run(at, &["sample", "--archive", "s.bayan"]).status.success());
    let of = ["timeline", "--archive", "s.bayan", "--series", "Periodic meeting statement"];
    let of: Vec<&str> = of.iter().copied().chain(["--topic", "refugees", "--lang", "ar"]).collect();

    let json: serde_json::Value = serde_json::from_slice(&exported(at, "t.json", &of)).unwrap();
    let entries = json["tables"]["entries"].as_array().unwrap();
    let quotes: Vec<&str> = entries.iter().map(|entry| entry["quote"].as_str().unwrap()).collect();
    assert!(quotes.len() >= 8, "{quotes:?}");
    assert_eq!(json["form"]["version"], 1);
    assert_eq!(json["fingerprint"].as_str().unwrap().len(), 64);
    assert!(entries.iter().all(|entry| entry["topic"] == "refugees" && entry["paragraph"].is_u64()));

    // Marks and line ends may stand inside a quote: its first word is looked for with what stands around it taken away.
    let table = String::from_utf8(exported(at, "t.csv", &of)).unwrap();
    assert!(table.starts_with('\u{feff}'));
    let html = String::from_utf8(exported(at, "t.html", &of)).unwrap();
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">") && html.contains("font/woff2;base64,"));
    assert!(!html.contains("<script") && !html.contains("src=\"http"));
    let document = exported(at, "t.docx", &of);
    let body = part(&document, "word/document.xml");
    for mark in ["<w:bidi/>", "<w:rtl/>", "<w:bidiVisual/>", "TOC \\o", "<w:bidi/></w:sectPr>"] {
        assert!(body.contains(mark), "{mark}");
    }
    let plain = |markup: &str| {
        let mut out = String::new();
        let mut inside = false;
        for sign in markup.chars() {
            match sign {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => out.push(sign),
                _ => {}
            }
        }
        out
    };
    let (body, page) = (plain(&body), plain(&html));
    for quote in &quotes {
        assert!(table.contains(&quote.replace('"', "\"\"")), "{quote}");
        assert!(body.contains(quote) && page.contains(quote), "{quote}");
    }
    let book = exported(at, "t.xlsx", &of);
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    for mark in ["rightToLeft=\"1\"", "<autoFilter", "state=\"frozen\""] {
        assert!(sheet.contains(mark), "{mark}");
    }
    assert!(exported(at, "t.svg", &of).starts_with(b"<svg"));
    assert!(exported(at, "t.png", &of).starts_with(b"\x89PNG"));
    assert!(part(&exported(at, "t.qdpx", &of), "project.qde").contains("<PlainTextSelection "));
    let markdown = String::from_utf8(exported(at, "t.md", &of)).unwrap();
    assert!(markdown.starts_with("# الخط الزمني للمواقف"));

    // The same choices give the same bytes.
    let names = ["json", "csv", "html", "docx", "xlsx", "svg", "png", "qdpx", "md"];
    for ending in names {
        let (first, again) = (format!("t.{ending}"), format!("again.{ending}"));
        let again = exported(at, &again, &of);
        assert_eq!(fs::read(at.join(first)).unwrap(), again, "{ending}");
    }

    // What is there is replaced only with --force, and a missing topic is told.
    let mut again: Vec<&str> = vec!["export"];
    again.extend(&of);
    again.extend(["-o", "t.md"]);
    assert!(refused(at, &again).contains("--force"));
    again.push("--force");
    assert!(run(at, &again).status.success());
    let topic = again.iter().position(|word| *word == "refugees").unwrap();
    again[topic] = "fisheries";
    assert!(refused(at, &again).contains("fisheries"));
}

#[test]
fn the_other_documents_are_had_too() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert!(run(at, &["sample", "--archive", "s.bayan"]).status.success());
    let series = ["--archive", "s.bayan", "--series", "Periodic meeting statement"];
    let with = |first: &'static str, rest: &[&'static str]| -> Vec<&'static str> {
        [first].iter().chain(&series).chain(rest).copied().collect()
    };
    let matrix = String::from_utf8(exported(at, "m.md", &with("matrix", &[]))).unwrap();
    assert!(matrix.contains("# Positions by topic and statement"));
    let formula =
        String::from_utf8(exported(at, "f.md", &with("formula", &["--phrase", "عودة طوعية"]))).unwrap();
    assert!(formula.contains("عودة طوعية"), "{formula}");
    let compared = ["comparison", "s.bayan#220", "s.bayan#221", "--topics", "monetary-policy"];
    let text = String::from_utf8(exported(at, "c.md", &compared)).unwrap();
    assert!(text.contains("https://www.federalreserve.gov/") && text.contains("~~"), "{text}");
    let tracked: Vec<&str> = compared.iter().copied().chain(["--format", "tracked"]).collect();
    let body = part(&exported(at, "c.docx", &tracked), "word/document.xml");
    assert!(body.contains("<w:ins ") && body.contains("<w:del "));
    let found = exported(at, "s.md", &["search", "--archive", "s.bayan", "اللاجئين"]);
    assert!(String::from_utf8(found).unwrap().contains("اللاجئين"));
    let release = exported(at, "r.html", &["release", "s.bayan#1"]);
    assert!(String::from_utf8(release).unwrap().contains("<blockquote>"));

    let words = ["export", "release", "s.bayan#1", "-o", "r.svg"];
    assert!(!refused(at, &words).is_empty());
    assert!(!at.join("r.svg").exists());
    let words = ["export", "release", "s.bayan#1", "-o", "none/r.md"];
    assert!(refused(at, &words).contains("folder"));
    let words = ["export", "release", "s.bayan#1", "-o", "a?.md"];
    assert!(refused(at, &words).contains('?'));
}
