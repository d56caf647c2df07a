//! Files that are broken or made to do harm, read the way the program reads them: in a process of its own. Each gives an
//! error that names the file, or its text; none takes the reading program with it, more time than the limit, or its memory.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use bayan_import::draft::{Draft, Warning};
use bayan_import::reader::{Foreign, Hints, ReadError, Reader, Reason, limits};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn read(name: &str, bytes: &[u8]) -> Result<Vec<Draft>, Reason> {
    let reader = Reader::with_program(PathBuf::from(env!("CARGO_BIN_EXE_bayan-cli")));
    reader.read_bytes(name, bytes, &Hints::default(), &|| false).map_err(|error| {
        let ReadError { name: told, reason } = error;
        assert_eq!(told, name);
        reason
    })
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn docx(body: &str) -> Vec<u8> {
    let xml = format!("<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{body}</w:body></w:document>");
    package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A PDF of these objects, each `N 0 obj` in order, with a right table of them.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", n + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1)
            .bytes(),
    );
    out
}

fn stream(content: &[u8], more: &str) -> Vec<u8> {
    let mut out = format!("<< /Length {} {more} >>\nstream\n", content.len()).into_bytes();
    out.extend(content);
    out.extend(b"\nendstream");
    out
}

fn one_page(content: Vec<u8>) -> Vec<u8> {
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>".to_vec(),
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        stream(b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 6 0 R >> >>"),
    ])
}

fn texts(drafts: &[Draft]) -> Vec<&str> {
    drafts.iter().flat_map(|draft| draft.title.as_deref().into_iter().chain(draft.texts())).collect()
}

#[test]
fn an_empty_file_and_one_of_control_characters_hold_no_text_whatever_they_are_called() {
    for name in ["a.txt", "a.docx", "a.pdf", "a.html", "a.csv", "a"] {
        assert_eq!(read(name, b""), Err(Reason::Empty), "{name}");
    }
    assert_eq!(read("a.txt", &[1, 2, 3, 27, 7, 10]), Err(Reason::OnlyControls));
    assert_eq!(read("a.txt", " \r\n\u{feff}\t".as_bytes()), Err(Reason::Empty));
}

#[test]
fn a_wrong_ending_is_told_and_the_file_is_read_as_what_it_is() {
    let drafts = read("a.pdf", &docx(&(paragraph("Statement") + &paragraph("The Council met.")))).unwrap();
    assert_eq!(texts(&drafts), ["Statement", "The Council met."]);
    assert!(drafts[0].warnings.contains(&Warning::EndingDiffers { ending: "pdf".into() }));
}

#[test]
fn a_document_cut_short_says_so_wherever_it_is_cut() {
    let papers = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../import/tests/papers");
    for name in ["ar-libreoffice.docx", "ar-libreoffice.odt", "ar-libreoffice.pdf"] {
        let whole = std::fs::read(papers.join(name)).unwrap();
        for share in [1, 5, 9] {
            let cut = &whole[..whole.len() * share / 10];
            match read(name, cut) {
                // “It holds no text, run text recognition” would be the wrong cure.
                Err(Reason::Truncated { .. } | Reason::Damaged { .. }) => {}
                Ok(drafts) => assert!(drafts[0].warnings.contains(&Warning::PartialText), "{name} {share}"),
                other => panic!("{name} {share}: {other:?}"),
            }
        }
    }
    let xml = format!(
        "<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{}<w:p><w:r><w:t>The Cou",
        paragraph("The Council met.").repeat(2)
    );
    let drafts = read("a.docx", &package(&[("word/document.xml", xml.as_bytes())])).unwrap();
    assert!(drafts[0].warnings.contains(&Warning::PartialText));
}

#[test]
fn a_document_that_unpacks_without_end_is_refused() {
    let zeros = vec![b' '; 80 << 20];
    let bomb = package(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert!(
        matches!(read("bomb.docx", &bomb), Err(Reason::Bomb { part, .. }) if part == "word/document.xml")
    );
    // A picture that nobody asks for is not unpacked.
    let xml = format!(
        "<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{}</w:body></w:document>",
        paragraph("The Council met.")
    );
    let beside = package(&[("word/document.xml", xml.as_bytes()), ("word/media/a.png", &zeros)]);
    assert_eq!(texts(&read("a.docx", &beside).unwrap()), ["The Council met."]);
}

#[test]
fn entities_and_doctypes_are_refused() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>";
    for (name, part) in [("a.docx", "word/document.xml"), ("a.odt", "content.xml")] {
        let file = match name {
            "a.docx" => package(&[(part, laughs.as_bytes())]),
            _ => package(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                (part, laughs.as_bytes()),
            ]),
        };
        assert_eq!(read(name, &file), Err(Reason::Doctype { part: part.into() }));
    }
    let feed = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><title>t</title>\
                <item><title>x</title><description>&a; text</description></item></channel></rss>";
    if let Ok(drafts) = read("a.rss", feed.as_bytes()) {
        assert!(!texts(&drafts).concat().contains("root:"), "{drafts:?}");
    }
    // Ten entities, each ten times the one before: a gigabyte, were they put in.
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    for (name, form) in
        [("laughs.rss", "rss version='2.0'"), ("laughs.html", "html"), ("laughs.xhtml", "html")]
    {
        let element = form.split(' ').next().unwrap();
        let file = format!(
            "<?xml version='1.0'?><!DOCTYPE {element} [<!ENTITY e0 \"ha\">{entities}]><{form}><channel><title>t</title><item>\
             <title>x</title><description>&e9; text</description></item></channel></{element}>"
        );
        match read(name, file.as_bytes()) {
            Ok(drafts) => assert!(texts(&drafts).concat().len() < 10_000, "{name}"),
            Err(reason) => assert!(
                matches!(reason, Reason::Damaged { .. } | Reason::Doctype { .. } | Reason::Empty),
                "{name}: {reason:?}"
            ),
        }
    }
}

#[test]
fn elements_nested_without_end_are_refused_or_flattened() {
    for element in ["w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent"] {
        let open: String = element.split("><").map(|name| format!("<{name}>")).collect();
        let names: Vec<&str> = element.split("><").collect();
        let close: String = names.iter().rev().map(|name| format!("</{name}>")).collect();
        let body = open.repeat(20_000) + &paragraph("x") + &close.repeat(20_000);
        assert!(
            matches!(read("deep.docx", &docx(&body)), Err(Reason::TooDeep { .. } | Reason::Bomb { .. })),
            "{element}"
        );
    }
    let page = format!(
        "<html><body>{}The Council met.{}</body></html>",
        "<div>".repeat(200_000),
        "</div>".repeat(200_000)
    );
    assert_eq!(texts(&read("deep.html", page.as_bytes()).unwrap()), ["The Council met."]);
    let open = format!("<html><body>{}The Council met.", "<b><font><span>".repeat(50_000));
    assert_eq!(texts(&read("open.html", open.as_bytes()).unwrap()), ["The Council met."]);
}

#[test]
fn two_hundred_megabytes_and_a_million_paragraphs_are_refused_with_the_limit() {
    let large = vec![b'a'; 200 << 20];
    assert_eq!(
        read("large.txt", &large),
        Err(Reason::TooLarge { bytes: 200 << 20, limit: limits::FILE_BYTES })
    );
    assert!(matches!(read("large.txt", &large[..90 << 20]), Err(Reason::TooMuchText { .. })));
    let many = "A paragraph.\n\n".repeat(1_000_000);
    assert!(matches!(read("many.txt", many.as_bytes()), Err(Reason::TooManyParagraphs { .. })));
    // What takes longer to count is ended by its time.
    let refused = read("many.md", many.as_bytes());
    assert!(matches!(refused, Err(Reason::TooManyParagraphs { .. } | Reason::TookTooLong { .. })));
    let page = format!("<html><body>{}</body></html>", "<p>A paragraph.</p>".repeat(1_000_000));
    assert!(matches!(read("many.html", page.as_bytes()), Err(Reason::TooManyParagraphs { .. })));
    let many = docx(&paragraph("A.").repeat(200_000));
    assert!(matches!(read("many.docx", &many), Err(Reason::TooManyParagraphs { .. } | Reason::Bomb { .. })));
    let table = format!("date,text\n{}", "2025-03-27,The Council met.\n".repeat(1_000_000));
    assert!(matches!(read("many.csv", table.as_bytes()), Err(Reason::TooManyReleases { .. })));
}

#[test]
fn a_file_larger_than_what_is_read_is_not_read_and_an_archive_is_one_whatever_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let (large, archive) = (folder.path().join("large.txt"), folder.path().join("archive.txt"));
    // Files with holes: they take no room on the disk.
    std::fs::File::create(&large).unwrap().set_len(200 << 20).unwrap();
    let mut head = b"SQLite format 3\0".to_vec();
    head.resize(68, 0);
    head.extend(bayan_archive::APPLICATION_ID.to_be_bytes());
    let mut file = std::fs::File::create(&archive).unwrap();
    file.write_all(&head).unwrap();
    file.set_len(200 << 20).unwrap();
    let reader = Reader::with_program(PathBuf::from(env!("CARGO_BIN_EXE_bayan-cli")));
    for (path, reason) in [
        (large, Reason::TooLarge { bytes: 200 << 20, limit: limits::FILE_BYTES }),
        (archive, Reason::NotRead { what: Foreign::BayanArchive }),
    ] {
        let error = reader.read_path(&path, &Hints::default(), &|| false).unwrap_err();
        assert_eq!(error, ReadError { name: path.display().to_string(), reason });
        let words = error.to_string();
        assert!(words.contains("split it") || words.contains("merge it"), "{words}");
    }
}

#[test]
fn a_date_that_is_none_is_told_in_every_form_and_never_taken() {
    for (name, text) in [
        ("a.csv", "date,text\n2025-02-30,The Council met.\n"),
        ("a.json", r#"[{"date": "31 شباط", "text": "The Council met."}]"#),
        ("a.md", "---\ndate: 2025-13-32\n---\n\nThe Council met.\n"),
        (
            "a.html",
            "<html><head><meta name=date content='the day before'></head><body><p>The Council met.</p></body></html>",
        ),
        ("a.eml", "From: a@b.c\r\nDate: some day\r\nSubject: x\r\n\r\nThe Council met.\r\n"),
        (
            "a.rss",
            "<rss version='2.0'><channel><title>c</title><item><title>x</title><pubDate>0000-00-00</pubDate>\
             <description>The Council met.</description></item></channel></rss>",
        ),
    ] {
        let drafts = read(name, text.as_bytes()).unwrap();
        assert_eq!(drafts[0].dates, [], "{name}");
        assert!(
            drafts[0].warnings.iter().any(|warning| matches!(warning, Warning::DateNotUnderstood { .. })),
            "{name}: {:?}",
            drafts[0].warnings
        );
    }
    // In a text it is no date at all, and nobody needs to be told of it.
    let drafts =
        read("a.txt", "بيان\n\nعقد المجلس جلسته في 30 شباط 2025 و31 رمضان 1446.\n".as_bytes()).unwrap();
    assert_eq!(drafts[0].dates, []);
}

#[test]
fn mixed_encodings_are_read_and_told() {
    let mut mixed = "عقد المجلس اجتماعه الدوري وأكد دعمه الكامل للعملية السياسية.\n\n".repeat(3).into_bytes();
    mixed.extend([0xe1, 0x20, 0xc7, 0x0a]);
    let drafts = read("mixed.txt", &mixed).unwrap();
    assert!(drafts[0].warnings.iter().any(|warning| matches!(warning, Warning::BytesReplaced { count: 2 })));
    assert!(drafts[0].warnings.iter().any(|warning| matches!(warning, Warning::EncodingUncertain { .. })));
}

#[test]
fn files_of_other_programs_are_named_with_the_cure_whatever_they_are_called() {
    let compound = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    for (bytes, what) in [
        (compound("WordDocument"), Foreign::Doc),
        (compound("EncryptedPackage"), Foreign::LockedOffice),
        (b"{\\rtf1\\ansi x}".to_vec(), Foreign::Rtf),
        (package(&[("xl/workbook.xml", b"<x/>"), ("[Content_Types].xml", b"<x/>")]), Foreign::Excel),
        (package(&[("notes.txt", b"x")]), Foreign::Zip),
    ] {
        let reason = read("statement.docx", &bytes).unwrap_err();
        assert_eq!(reason, Reason::NotRead { what });
        assert!(reason.to_string().contains(what.cure()));
    }
}

#[test]
fn names_that_leave_the_folder_and_names_that_stand_twice_do_no_harm() {
    let xml = |text: &str| {
        format!("<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{}</w:body></w:document>", paragraph(text))
            .into_bytes()
    };
    let mut file = package(&[
        ("word/document.xml", &xml("The first.")),
        ("word/documenu.xml", &xml("The second.")),
        ("../../x", b"outside"),
    ]);
    // The writer of the ZIP file gives no name twice: a letter of the second one is changed.
    let at = (0..file.len()).filter(|at| file[*at..].starts_with(b"word/documenu.xml")).collect::<Vec<_>>();
    for at in at {
        file[at + 12] = b't';
    }
    let drafts = read("a.docx", &file).unwrap();
    assert_eq!(texts(&drafts), ["The first."]);
    assert!(drafts[0].warnings.contains(&Warning::DuplicateEntries { name: "word/document.xml".into() }));
}

#[test]
fn a_pdf_that_refers_to_itself_or_unpacks_without_end_is_ended_or_refused() {
    let ended = |name: &str, bytes: &[u8]| match read(name, bytes) {
        Err(
            Reason::Damaged { .. }
            | Reason::BrokeDown { .. }
            | Reason::TookTooLong { .. }
            | Reason::NoTextLayer { .. }
            | Reason::TooMuchText { .. },
        )
        | Ok(_) => {}
        Err(other) => panic!("{name}: {other:?}"),
    };
    // A form that draws itself; pages that are their own parents; a length that is itself.
    ended("form.pdf", &one_page(stream(b"/X Do BT /F 12 Tf 50 700 Td (The Council met.) Tj ET", "")));
    ended(
        "pages.pdf",
        &pdf(&[
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            b"<< /Type /Pages /Kids [2 0 R] /Count 2147483648 /Parent 2 0 R >>".to_vec(),
        ]),
    );
    ended("length.pdf", &one_page(b"<< /Length 4 0 R >>\nstream\nBT /F 12 Tf (x) Tj ET\nendstream".to_vec()));
    ended("array.pdf", &one_page(stream("[".repeat(100_000).as_bytes(), "")));
    // Packed twice: 400 MB of blanks.
    let pack = |bytes: &[u8]| {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    };
    let mut inner = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..400 {
        inner.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = pack(&inner.finish().unwrap());
    ended("bomb.pdf", &one_page(stream(&bomb, "/Filter [/FlateDecode /FlateDecode]")));
}

#[test]
fn a_pdf_without_letters_says_that_it_holds_no_text() {
    let scanned = one_page(stream(b"0 0 600 800 re f", ""));
    assert_eq!(read("scan.pdf", &scanned), Err(Reason::NoTextLayer { pages: 1 }));
}

#[test]
fn reading_can_be_called_off() {
    let reader = Reader::with_program(PathBuf::from(env!("CARGO_BIN_EXE_bayan-cli")));
    let asked = AtomicUsize::new(0);
    let page = "<p>The Council met.</p>".repeat(400_000);
    let read = reader.read_bytes("a.html", page.as_bytes(), &Hints::default(), &|| {
        asked.fetch_add(1, Ordering::Relaxed) >= 1
    });
    assert_eq!(read.unwrap_err().reason, Reason::CalledOff);
}

#[test]
fn a_reader_that_can_not_be_started_or_does_not_answer_is_told() {
    let reader = Reader::with_program(PathBuf::from("/nowhere/at/all"));
    let read = |reader: Reader| {
        reader.read_bytes("a.html", b"<p>x</p>", &Hints::default(), &|| false).unwrap_err().reason
    };
    assert!(matches!(read(reader), Reason::NoReader { .. }));
    // This test program knows nothing of the reader's argument.
    let reader = Reader::with_program(std::env::current_exe().unwrap());
    assert!(matches!(read(reader), Reason::BrokeDown { .. }));
}
