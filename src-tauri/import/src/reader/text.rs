//! Plain text.

use bayan_core::text::read_plain;

use super::encoding::{Decoded, decode};
use super::{Hints, Reason, limits};
use crate::draft::{Draft, DraftParagraph, Format};

/// Reads a plain text: its first line is the title where it looks like one, hard wraps are undone.
pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<Vec<Draft>, Reason> {
    let Decoded { text, encoding, warnings } = decode(bytes, hints.table());
    limits::text(text.len())?;
    let mut draft = of_text(&text)?;
    draft.encoding = Some(encoding);
    draft.warnings = warnings;
    Ok(vec![draft])
}

/// Cuts a text that is characters already, such as a pasted one.
pub(super) fn of_text(text: &str) -> Result<Draft, Reason> {
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Reason::Empty);
    }
    if text.chars().all(|c| c.is_control() || c.is_whitespace() || c == '\u{feff}') {
        return Err(Reason::OnlyControls);
    }
    let document = read_plain(text);
    Ok(Draft {
        format: Format::Text,
        title: document.title,
        paragraphs: document.paragraphs.into_iter().map(DraftParagraph::body).collect(),
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_its_title_its_paragraphs_and_its_encoding() {
        let drafts =
            read("بيان المجلس\n\nأكد المجلس دعمه.\n\nالمصدر: المكتب".as_bytes(), &Hints::default()).unwrap();
        let [draft] = &drafts[..] else { panic!("{drafts:?}") };
        assert_eq!(draft.title.as_deref(), Some("بيان المجلس"));
        assert_eq!(draft.texts().collect::<Vec<_>>(), ["أكد المجلس دعمه.", "المصدر: المكتب"]);
        assert_eq!(draft.encoding.as_ref().unwrap().name, "UTF-8");
        assert!(draft.warnings.is_empty());
    }

    #[test]
    fn what_holds_no_text_is_refused() {
        for empty in ["", "\u{feff}", " \r\n\t\u{a0}\n"] {
            assert_eq!(of_text(empty), Err(Reason::Empty), "{empty:?}");
        }
        assert_eq!(of_text("\0\u{1}\u{1b}\n"), Err(Reason::OnlyControls));
    }
}
