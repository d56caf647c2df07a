//! Documents with bytes changed, left out and doubled: never a panic, and what comes out keeps what a draft promises.

use std::fs;
use std::path::Path;

use bayan_import::draft::{DatePlace, Format};
use bayan_import::reader::{Hints, Reader, Reason};
use proptest::prelude::*;

/// A change at a place, told as a share of the length.
type Change = (f64, u8, u8);

fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for (share, how, byte) in changes {
        let at = ((out.len() as f64 * share) as usize).min(out.len().saturating_sub(1));
        match how {
            _ if out.is_empty() => {}
            0 => out[at] = *byte,
            1 => out.truncate(at),
            2 => {
                let end = (at + usize::from(*byte)).min(out.len());
                out.drain(at..end);
            }
            _ => {
                let end = (at + usize::from(*byte)).min(out.len());
                let piece = out[at..end].to_vec();
                out.splice(at..at, piece);
            }
        }
    }
    out
}

fn keeps(format: Format, bytes: &[u8]) {
    let hints = Hints { format: Some(format), ..Hints::default() };
    match Reader::in_this_process().read_bytes("x", bytes, &hints, &|| false) {
        Err(error) => assert!(!matches!(error.reason, Reason::BrokeDown { .. }), "{format:?}: {error}"),
        Ok(drafts) => {
            for draft in &drafts {
                assert!(!draft.paragraphs.is_empty());
                assert!(
                    draft.texts().all(|text| !text.trim().is_empty() && !text.contains('\n')),
                    "{draft:?}"
                );
                for guess in &draft.dates {
                    if let DatePlace::Paragraph { number, bytes } = &guess.place {
                        assert_eq!(draft.paragraphs[*number].text[bytes.clone()], guess.words);
                    }
                }
            }
        }
    }
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec((0.0..1.0, 0_u8..4, any::<u8>()), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn changed_documents_are_read_or_refused(changes in changes()) {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        for (name, format) in [
            ("papers/ar-libreoffice.docx", Format::Docx),
            ("collections/docx-mammoth/footnotes.docx", Format::Docx),
            ("collections/html/rtl-2/source.html", Format::Html),
            ("papers/ar.txt", Format::Text),
            ("papers/ar.txt", Format::Markdown),
        ] {
            keeps(format, &changed(&fs::read(tests.join(name)).unwrap(), &changes));
        }
    }

    #[test]
    fn changed_tables_feeds_and_messages_are_read_or_refused(changes in changes()) {
        let csv = "date,title,text\n2025-03-27,بيان,\"عقد المجلس.\n\nوأكد.\"\n";
        let json = r#"[{"date": "2025-03-27", "title": "بيان", "paragraphs": ["أول.", "ثان."]}]"#;
        let feed = "<rss version='2.0'><channel><title>C</title><item><title>x</title><description><![CDATA[<p>نص</p>]]></description></item></channel></rss>";
        let eml = "From: a@b.c\r\nSubject: =?utf-8?B?2KjZitin2YY=?=\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>نص</p>";
        for (text, format) in [(csv, Format::Csv), (json, Format::Json), (feed, Format::Feed), (eml, Format::Eml)] {
            keeps(format, &changed(text.as_bytes(), &changes));
        }
    }
}
