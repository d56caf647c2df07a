//! What every reader promises, whatever it is given.

use bayan_import::draft::{DatePlace, Format};
use bayan_import::reader::{Hints, Reader, Reason, limits};

/// Reads bytes in a form and looks at what comes of it.
pub fn keep(format: Format, bytes: &[u8]) {
    let hints = Hints { format: Some(format), ..Hints::default() };
    match Reader::in_this_process().read_bytes("fuzz", bytes, &hints, &|| false) {
        Err(error) => assert!(!matches!(error.reason, Reason::BrokeDown { .. }), "{error}"),
        Ok(drafts) => {
            assert!(!drafts.is_empty());
            for draft in drafts {
                assert!(!draft.paragraphs.is_empty() && draft.paragraphs.len() as u64 <= limits::PARAGRAPHS);
                assert!(draft.texts().all(|text| !text.trim().is_empty() && !text.contains('\n')));
                for guess in &draft.dates {
                    if let DatePlace::Paragraph { number, bytes } = &guess.place {
                        assert_eq!(&draft.paragraphs[*number].text[bytes.clone()], guess.words);
                    }
                }
            }
        }
    }
}
