//! Documents of every form, made for the tests of what comes in by the window.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use bayan_archive::{Archive, NewIssuer, NewRelease, NewSeries};
use bayan_core::model::{Lang, LocalName};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file of a form, and what of it must be in the archive.
pub struct Form {
    /// Its path below a folder of documents.
    pub name: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Words that must be in the archive.
    pub says: &'static str,
}

/// A ZIP file of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("the file").into_inner()
}

/// A document that another program made.
pub fn paper(name: &str) -> Vec<u8> {
    let papers = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/import/tests/papers");
    fs::read(papers.join(name)).expect("it is committed")
}

/// One file of each form. No two say nearly the same.
pub fn forms() -> Vec<Form> {
    let form = |name, text: &str, says| Form { name, bytes: text.as_bytes().to_vec(), says };
    let word = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
        <w:p><w:r><w:t>بيان الحدود</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">استنكر المجلس إغلاق </w:t></w:r><w:del><w:r><w:delText>الحدود</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>المعابر الشمالية أمام القوافل.</w:t></w:r></w:ins></w:p></w:body></w:document>";
    let open = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>\
        <text:h>بيان التعليم</text:h><text:p>رحب المجلس بافتتاح المدارس والجامعات في موعدها.</text:p></office:text></office:body>\
        </office:document-content>";
    vec![
        form(
            "2025-01-01.txt",
            "بيان الهدنة\n\nأكد المجلس دعمه الكامل لوقف إطلاق النار في جميع المناطق.\n",
            "دعمه الكامل لوقف إطلاق النار",
        ),
        form(
            "2025-01-02.md",
            "# بيان الصحة\n\nطالب المجلس **وزارة الصحة** بفتح المستشفيات الميدانية.\n",
            "طالب المجلس وزارة الصحة بفتح المستشفيات",
        ),
        form(
            "page.html",
            "<!doctype html><html dir=rtl><head><meta charset=utf-8><title>بيان الخبز</title><meta name=date content=2025-01-03></head>\
             <body><nav><a href=/>الرئيسية</a></nav><article><h1>بيان الخبز</h1><p>نبه المجلس إلى نقص الطحين في المدن الساحلية.</p>\
             </article></body></html>",
            "نبه المجلس إلى نقص الطحين",
        ),
        form(
            "message.eml",
            "From: press@example.org\r\nDate: Sat, 04 Jan 2025 10:00:00 +0300\r\nSubject: Statement on water\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\r\nThe Council asked neighbouring states for more water.\r\n",
            "asked neighbouring states for more water",
        ),
        Form {
            name: "2025-01-05.docx",
            bytes: package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", word)]),
            says: "استنكر المجلس إغلاق المعابر الشمالية أمام القوافل.",
        },
        Form {
            name: "2025-01-06.odt",
            bytes: package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", open)]),
            says: "رحب المجلس بافتتاح المدارس",
        },
        Form {
            name: "folder/2025-01-07.pdf",
            bytes: paper("en-libreoffice.pdf"),
            says: "Recent indicators suggest that economic activity has continued to expand at a solid pace.",
        },
        form(
            "folder/within/2025-01-08.txt",
            "بيان الطرق\n\nوعد المجلس بإصلاح الجسور المهدمة قبل الشتاء.\n",
            "بإصلاح الجسور المهدمة",
        ),
        form(
            "table.csv",
            "date,title,text\n2025-01-09,بيان الكهرباء,شكر المجلس عمال محطات التوليد.\n\
             2025-01-10,بيان البريد,ألغى المجلس رسوم الطرود الصغيرة.\n",
            "ألغى المجلس رسوم الطرود",
        ),
        form(
            "table.json",
            r#"[{"date": "2025-01-11", "title": "Ports", "paragraphs": ["The Council opened both harbours to fishing boats."]}]"#,
            "opened both harbours to fishing boats",
        ),
    ]
}

/// The archive of a colleague, with one statement.
pub fn colleague(path: &Path) {
    let archive = Archive::create(path).expect("an archive");
    let name = |text: &str| LocalName { ar: Some(text.into()), en: None };
    let issuer = archive.add_issuer(&NewIssuer { name: name("الأمانة"), invented: false }).expect("an issuer");
    let series =
        archive.add_series(&NewSeries { issuer, title: name("المذكرات"), lang: Lang::Ar }).expect("a series");
    let release = NewRelease {
        series,
        title: Some("مذكرة".into()),
        date: "2024-12-01".parse().expect("a date"),
        lang: Lang::Ar,
        source: None,
        retrieved: None,
        note: None,
        paragraphs: vec!["دعت الأمانة اللجان إلى جلسة مشتركة.".into()],
    };
    archive.store_batch([release]).expect("it is stored");
    archive.close().expect("it closes");
}
