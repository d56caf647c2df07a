//! Documents that LibreOffice and Chromium made of texts of the sample archive come in with their words right and in order.
//!
//! `papers/make.py` made them; `papers/ar.txt` and `papers/en.txt` are the texts, a paragraph a line. A word counts as right
//! if it stands in the longest common sequence of both texts' words; share is of the longer text, so that what is too much
//! counts too.

use std::fs;
use std::path::{Path, PathBuf};

use bayan_import::draft::{Draft, ParagraphKind, Warning};
use bayan_import::reader::{Hints, Reader, Reason};
use similar::{Algorithm, capture_diff_slices};

fn papers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers")
}

fn read(name: &str) -> Draft {
    let mut drafts =
        Reader::in_this_process().read_path(&papers().join(name), &Hints::default(), &|| false).unwrap();
    assert_eq!(drafts.len(), 1);
    drafts.remove(0)
}

/// The share of words that are right and in order, in percent.
fn share(expected: &[String], draft: &Draft) -> f64 {
    let words = |texts: Vec<&str>| -> Vec<String> {
        texts.iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect()
    };
    let expected = words(expected.iter().map(String::as_str).collect());
    let got = words(draft.title.as_deref().into_iter().chain(draft.texts()).collect());
    let same: usize = capture_diff_slices(Algorithm::Myers, &expected, &got)
        .iter()
        .filter(|op| op.tag() == similar::DiffTag::Equal)
        .map(|op| op.old_range().len())
        .sum();
    100.0 * same as f64 / expected.len().max(got.len()) as f64
}

fn expected(lang: &str) -> Vec<String> {
    fs::read_to_string(papers().join(format!("{lang}.txt"))).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn at_least_97_of_100_words_come_in_right_and_in_order() {
    let mut figures = String::new();
    let mut worst: f64 = 100.0;
    for name in [
        "ar-libreoffice.docx",
        "ar-libreoffice.odt",
        "ar-libreoffice.pdf",
        "ar-libreoffice-justified.pdf",
        "ar-chromium.pdf",
        "ar-chromium-noto.pdf",
        "ar-chromium-columns.pdf",
        "ar-libreoffice-marked.pdf",
        "ar-chromium-marked.pdf",
        "en-libreoffice.pdf",
        "en-chromium.pdf",
        "en-chromium-columns.pdf",
    ] {
        let draft = read(name);
        let text = ["justified", "marked"].into_iter().find(|text| name.contains(text));
        let lines = expected(&text.map_or_else(|| name[..2].to_owned(), |text| format!("ar-{text}")));
        let share = share(&lines, &draft);
        let paragraphs = draft.texts().count() + usize::from(draft.title.is_some());
        figures += &format!("{name}: {share:.1} %, {paragraphs} paragraphs of {}\n", lines.len());
        worst = worst.min(share);
    }
    #[expect(clippy::print_stdout, reason = "the figures of docs/benchmarks.md are taken from here")]
    {
        println!("{figures}");
    }
    assert!(worst >= 97.0, "{figures}");
}

#[test]
fn columns_that_a_program_set_from_the_left_though_they_are_arabic_are_read_in_the_order_they_were_painted() {
    // From the right, half of the words would be out of order.
    let share = share(&expected("ar-columns"), &read("ar-libreoffice-columns.pdf"));
    #[expect(clippy::print_stdout, reason = "the figures of docs/benchmarks.md are taken from here")]
    {
        println!("ar-libreoffice-columns.pdf: {share:.1} %");
    }
    assert!(share >= 97.0, "{share:.1} %");
}

#[test]
fn a_document_written_by_a_word_processor_keeps_every_paragraph() {
    let lines = expected("ar");
    for name in ["ar-libreoffice.docx", "ar-libreoffice.odt"] {
        let draft = read(name);
        let got: Vec<&str> = draft.title.as_deref().into_iter().chain(draft.texts()).collect();
        assert_eq!(got, lines, "{name}");
    }
}

#[test]
fn changes_notes_tables_and_boxes_that_a_word_processor_wrote_come_in_as_they_are_read() {
    for name in ["rich-libreoffice.docx", "rich-libreoffice.odt"] {
        let draft = read(name);
        let got: Vec<(ParagraphKind, &str)> =
            draft.paragraphs.iter().map(|paragraph| (paragraph.kind, paragraph.text.as_str())).collect();
        assert_eq!(draft.title.as_deref(), Some("بيان الدورة العاشرة"), "{name}");
        assert_eq!(
            got,
            [
                (ParagraphKind::Body, "أكد المجلس دعمه المشروط للاتفاق وبنوده."),
                (ParagraphKind::TableRow, "المحافظة\tالعائدون"),
                (ParagraphKind::TableRow, "حلب\t420"),
                (ParagraphKind::Body, "وشكر المجلس الدول المضيفة."),
                (ParagraphKind::TextBox, "للنشر الفوري"),
                (ParagraphKind::Body, "واتفق الحاضرون على موعد الدورة التالية."),
                (ParagraphKind::Footnote, "وُقع في 10 آذار 2025."),
            ],
            "{name}"
        );
        assert!(
            draft.warnings.iter().any(|warning| matches!(warning, Warning::TrackedChangesAccepted { .. })),
            "{name}: {:?}",
            draft.warnings
        );
    }
}

#[test]
fn headers_footers_and_page_numbers_are_no_text() {
    for name in ["ar-libreoffice.pdf", "ar-chromium.pdf", "en-libreoffice.pdf", "en-chromium.pdf"] {
        let draft = read(name);
        for text in draft.texts() {
            assert!(
                !text.contains("file:///") && !text.contains("Press release of the Committee"),
                "{name}: {text}"
            );
            assert!(
                !text.contains("المكتب الإعلامي -") && text.chars().any(char::is_alphabetic),
                "{name}: {text}"
            );
        }
    }
}

#[test]
fn a_pdf_locked_with_a_password_says_so() {
    let error = Reader::in_this_process()
        .read_path(&papers().join("locked.pdf"), &Hints::default(), &|| false)
        .unwrap_err();
    assert_eq!(error.reason, Reason::Password);
    assert!(error.to_string().contains("locked.pdf"));
}

#[test]
fn every_number_is_the_same_in_both_readers_or_is_told() {
    let digits = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_numeric()).filter(|run| !run.is_empty()).map(str::to_owned).collect()
    };
    for name in ["ar-libreoffice.pdf", "ar-chromium.pdf", "ar-chromium-noto.pdf", "ar-chromium-columns.pdf"] {
        let draft = read(name);
        let mut wanted = digits(&expected("ar").join(" "));
        let mut wrong = Vec::new();
        for number in draft.texts().flat_map(&digits) {
            match wanted.iter().position(|other| *other == number) {
                Some(at) => {
                    wanted.remove(at);
                }
                None => wrong.push(number),
            }
        }
        let told = draft.warnings.iter().filter(|w| matches!(w, Warning::NumberDiffers { .. })).count();
        assert!(
            told >= wrong.len().max(wanted.len()),
            "{name}: wrong {wrong:?}, missing {wanted:?}, told {told}"
        );
    }
}
