//! Documents of other projects' tests come in as those projects expect. Where they are from is in `collections/NOTICE.md`.

use std::fs;
use std::path::{Path, PathBuf};

use bayan_import::draft::{Draft, ParagraphKind, Warning};
use bayan_import::reader::{Hints, Reader, Reason};

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/collections").join(name)
}

fn read(name: &str) -> Result<Draft, Reason> {
    Reader::in_this_process()
        .read_path(&place(name), &Hints::default(), &|| false)
        .map(|mut drafts| drafts.remove(0))
        .map_err(|error| error.reason)
}

fn all(draft: &Draft) -> Vec<&str> {
    draft.title.as_deref().into_iter().chain(draft.texts()).collect()
}

#[test]
fn word_documents_give_their_text_notes_boxes_and_tables() {
    for (name, expected) in [
        ("single-paragraph", &["Walking on imported air"][..]),
        ("utf8-bom", &["This XML has a byte order mark."]),
        ("strict-format", &["Test"]),
        ("simple-list", &["Apple", "Banana"]),
        ("tables", &["Above", "Top left\tTop right", "Bottom left\tBottom right", "Below"]),
        ("footnotes", &["Ouch.", "A tachyon walks into a bar.", "Fin."]),
        ("endnotes", &["Ouch.", "A tachyon walks into a bar.", "Fin."]),
        ("footnote-hyperlink", &["Example"]),
        ("comments", &["Ouch."]),
        ("text-box", &["Datum plane"]),
        ("underline", &["The Sunset Tree"]),
        ("strikethrough", &["Today's Special: Salmon Sold out"]),
        ("embedded-style-map", &["Walking on imported air"]),
    ] {
        let draft =
            read(&format!("docx-mammoth/{name}.docx")).unwrap_or_else(|reason| panic!("{name}: {reason}"));
        assert_eq!(all(&draft), expected, "{name}");
    }
    for name in ["empty", "tiny-picture", "tiny-picture-target-base-relative", "external-picture"] {
        assert_eq!(read(&format!("docx-mammoth/{name}.docx")), Err(Reason::Empty), "{name}");
    }
    let kinds = |name: &str| -> Vec<ParagraphKind> {
        read(&format!("docx-mammoth/{name}.docx")).unwrap().paragraphs.iter().map(|p| p.kind).collect()
    };
    assert_eq!(kinds("simple-list"), [ParagraphKind::ListItem; 2]);
    assert!(kinds("footnotes").ends_with(&[ParagraphKind::Footnote; 2]));
    assert_eq!(kinds("text-box"), [ParagraphKind::TextBox]);
    assert!(
        read("docx-mammoth/comments.docx").unwrap().warnings.contains(&Warning::CommentsLeftOut { count: 2 })
    );
}

/// Words of a page without its elements.
fn words_of_html(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn right_to_left_pages_give_their_article() {
    for n in 1..=4 {
        let draft = read(&format!("html/rtl-{n}/source.html")).unwrap();
        let expected =
            words_of_html(&fs::read_to_string(place(&format!("html/rtl-{n}/expected.html"))).unwrap());
        let got: Vec<String> = draft.texts().flat_map(str::split_whitespace).map(str::to_owned).collect();
        // The heading stands in the article or is the title.
        let mut with_title: Vec<String> =
            draft.title.iter().flat_map(|title| title.split_whitespace()).map(str::to_owned).collect();
        with_title.extend(got.iter().cloned());
        assert!(
            expected == got || expected == with_title,
            "rtl-{n}: {expected:?}\n{got:?}\n{:?}",
            draft.title
        );
    }
}

/// The share of expected words that stand in the text, in any order, in percent: the expected texts follow the page's lines,
/// not its columns.
fn found(expected: &str, draft: &Draft) -> f64 {
    let mut got: Vec<&str> = all(draft).into_iter().flat_map(str::split_whitespace).collect();
    let wanted: Vec<&str> = expected.split_whitespace().collect();
    let same = wanted
        .iter()
        .filter(|word| got.iter().position(|other| other == *word).map(|at| got.swap_remove(at)).is_some())
        .count();
    100.0 * same as f64 / wanted.len() as f64
}

#[test]
fn pdf_files_give_the_words_that_another_reader_gives() {
    let mut figures = String::new();
    let mut total = Vec::new();
    for entry in fs::read_dir(place("pdfbox")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !name.ends_with(".pdf") {
            continue;
        }
        let expected = fs::read_to_string(place(&format!("pdfbox/{name}.txt"))).unwrap();
        match read(&format!("pdfbox/{name}")) {
            Ok(draft) => {
                let share = found(&expected, &draft);
                figures += &format!("{name}: {share:.1} %\n");
                total.push(share);
            }
            Err(reason) => figures += &format!("{name}: {reason}\n"),
        }
    }
    let mean = total.iter().sum::<f64>() / total.len() as f64;
    figures += &format!("mean of {}: {mean:.1} %\n", total.len());
    #[expect(clippy::print_stdout, reason = "the figures of docs/benchmarks.md are taken from here")]
    {
        println!("{figures}");
    }
    assert!(mean >= 80.0, "{figures}");
}
