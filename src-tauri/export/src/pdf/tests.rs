//! What a PDF says, read back by another program: poppler's pdftotext, pdfinfo and pdffonts, which `cargo xtask setup`
//! installs on Linux.

use std::collections::HashMap;
use std::process::Command;

use bayan_core::model::{Lang, ReleaseId};
use bayan_core::positions::codebook::TopicId;

use crate::archived::{Asked, Gathered, Range};
use crate::format::Format;
use crate::labels::Digits;
use crate::report::{Block, Choices, Paragraph, Report};

fn choices(labels: Lang) -> Choices {
    Choices::new(labels, "2026-01-02T03:04:05Z".parse().unwrap(), "1.2.3")
}

fn sample(folder: &tempfile::TempDir) -> bayan_archive::Archive {
    let path = folder.path().join("sample.bayan");
    bayan_import::sample::build(&path, &mut |_, _| {}, &|| false).unwrap();
    bayan_archive::Archive::open(&path).unwrap()
}

/// The timeline of the refugees over the ten releases of the Arabic example, and a comparison of two statements.
fn documents(archive: &bayan_archive::Archive) -> [Gathered; 2] {
    let series = archive.series().unwrap();
    let arabic =
        series.iter().find(|one| archive.releases(one.id).unwrap().len() == 10 && one.lang == Lang::Ar);
    let range = Range { series: arabic.unwrap().id, from: None, to: None };
    let asked = Asked::Timeline(range, vec![TopicId("refugees".into())]);
    let timeline = Gathered::from_archive(archive, &asked, None, &|_, _| true).unwrap();
    let bank = series.iter().find(|one| one.title.in_lang(Lang::En).contains("onetary")).unwrap();
    let releases: Vec<ReleaseId> = archive.releases(bank.id).unwrap().iter().map(|one| one.id).collect();
    let asked = Asked::Comparison(releases[releases.len() - 2], releases[releases.len() - 1]);
    [timeline, Gathered::from_archive(archive, &asked, None, &|_, _| true).unwrap()]
}

/// What one of poppler's programs says of a document.
fn told(program: &str, arguments: &[&str], document: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, document).unwrap();
    let to_the_output: &[&str] = if program == "pdftotext" { &["-"] } else { &[] };
    let output = Command::new(program).args(arguments).arg(&path).args(to_the_output).output();
    let output = output.unwrap_or_else(|error| {
        panic!("{program}: {error}; `cargo xtask setup` installs it (Debian package poppler-utils)")
    });
    // Names of headings come out in the form the file has them in, UTF-16.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The words of a text. The signs of direction that pdftotext writes around runs of one direction end a word.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || ('\u{064b}'..='\u{0652}').contains(&c)))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn verbatim(report: &Report) -> Vec<&Paragraph> {
    let mut all = Vec::new();
    for block in report.all_blocks() {
        match block {
            Block::Quote(quote, _) => all.push(quote),
            Block::Table(table) => all.extend(table.rows.iter().flatten().flatten()),
            _ => {}
        }
    }
    all.retain(|paragraph| paragraph.verbatim);
    all
}

#[test]
fn the_words_of_the_quotes_are_read_back_by_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let archive = sample(&folder);
    for gathered in documents(&archive) {
        let report = gathered.report(&choices(Lang::Ar));
        let pdf = gathered.document(&choices(Lang::Ar), Format::Pdf).unwrap();
        let mut read: HashMap<String, usize> = HashMap::new();
        for word in words(&told("pdftotext", &[], &pdf)) {
            *read.entry(word).or_default() += 1;
        }
        let (mut wanted, mut found, mut lost) = (0, 0, Vec::new());
        for word in verbatim(&report).iter().flat_map(|paragraph| words(&paragraph.text())) {
            wanted += 1;
            match read.get_mut(&word) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    found += 1;
                }
                _ => lost.push(word),
            }
        }
        assert!(wanted > 100, "{wanted}");
        assert!(found * 100 >= wanted * 98, "{found} of {wanted}; lost: {lost:?}");
    }
}

#[test]
fn the_file_is_tagged_carries_its_fonts_and_its_bookmarks_and_names_its_language() {
    let folder = tempfile::tempdir().unwrap();
    let archive = sample(&folder);
    let [timeline, comparison] = documents(&archive);
    for (gathered, lang) in [(&timeline, Lang::Ar), (&comparison, Lang::En)] {
        let pdf = gathered.document(&choices(lang), Format::Pdf).unwrap();
        let info = told("pdfinfo", &[], &pdf);
        assert!(info.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")), "{info}");
        assert!(info.contains("Bayan 1.2.3"), "{info}");
        let standard = told("pdfinfo", &["-meta"], &pdf);
        assert!(standard.contains("pdfuaid:part"), "it says that it is PDF/UA: {standard}");
        let tree = told("pdfinfo", &["-struct"], &pdf);
        for part in ["Document", "H1", "H2", "Table", "TR", "TH", "TD", "TOC"] {
            assert!(tree.contains(part), "{part}: {tree}");
        }
        let fonts = told("pdffonts", &[], &pdf);
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(fonts.len() >= 2 && fonts.iter().all(|font| font.contains("Amiri")), "{fonts:?}");
        // Embedded, a subset, with the letters its glyphs stand for.
        assert!(fonts.iter().all(|font| font.contains("yes yes yes")), "{fonts:?}");
        assert!(pdf.windows(9).any(|part| part == b"/Outlines"));
    }
}

#[test]
fn page_numbers_are_in_the_digits_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let archive = sample(&folder);
    let [timeline, _] = documents(&archive);
    let arabic = Choices { digits: Digits::ArabicIndic, ..choices(Lang::Ar) };
    let text = told("pdftotext", &["-raw"], &timeline.document(&arabic, Format::Pdf).unwrap());
    assert!(words(&text).iter().any(|word| word == "١"), "{text}");
    let text = told("pdftotext", &["-raw"], &timeline.document(&choices(Lang::Ar), Format::Pdf).unwrap());
    assert!(text.contains("صفحة") && !text.contains('١'), "{text}");
}

#[test]
fn the_same_choices_give_the_same_bytes_and_a_sign_without_a_glyph_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let archive = sample(&folder);
    let [timeline, _] = documents(&archive);
    let once = timeline.document(&choices(Lang::Ar), Format::Pdf).unwrap();
    assert_eq!(once, timeline.document(&choices(Lang::Ar), Format::Pdf).unwrap());
    let mut report = timeline.report(&choices(Lang::En));
    report.blocks.push(Block::Paragraph(Paragraph::verbatim("漢字 and more", Lang::En)));
    assert!(super::document(&report).unwrap().starts_with(b"%PDF-1."));
}
