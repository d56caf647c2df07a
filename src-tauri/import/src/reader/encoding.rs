//! Bytes to characters: which encoding a text is in.
//!
//! A byte order mark decides; then UTF-16 without one, told from where its zero bytes lie (detectors take it for Latin
//! letters); then UTF-8, which nothing else looks like; then `chardetng`, which knows Arabic letters by their neighbours.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Table, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

use crate::draft::{Confidence, Encoding, Warning};

/// A text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    pub warnings: Vec<Warning>,
}

/// The encoding a name means, by the WHATWG Encoding Standard's labels.
pub(super) fn by_name(name: &str) -> Option<&'static Table> {
    Table::for_label(name.trim().as_bytes())
}

/// Reads bytes as characters. `said` is the encoding that a header or a person names: it goes before a guess, not before a
/// byte order mark.
pub(super) fn decode(bytes: &[u8], said: Option<&'static Table>) -> Decoded {
    let (table, confidence) = table_of(bytes, said);
    let (text, _, replaced) = table.decode(bytes);
    let mut warnings = Vec::new();
    if replaced {
        warnings.push(Warning::BytesReplaced { count: text.matches('\u{fffd}').count() });
    }
    if confidence == Confidence::Low {
        warnings.push(Warning::EncodingUncertain { name: table.name().to_owned() });
    }
    Decoded {
        text: text.into_owned(),
        encoding: Encoding { name: table.name().to_owned(), confidence },
        warnings,
    }
}

fn table_of(bytes: &[u8], said: Option<&'static Table>) -> (&'static Table, Confidence) {
    if let Some((table, _)) = Table::for_bom(bytes) {
        return (table, Confidence::Certain);
    }
    if let Some(table) = said {
        return (table, Confidence::Certain);
    }
    if let Some(table) = utf16_by_zeros(bytes) {
        return (table, Confidence::Likely);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => return (UTF_8, Confidence::Certain),
        // A text in UTF-8 with a few bytes that are none: what is before, between and after them reads well.
        Err(_) if is_mostly_utf8(bytes) => return (UTF_8, Confidence::Low),
        Err(_) => {}
    }
    guess(bytes)
}

/// UTF-16 without its mark. Of Latin text every second byte is zero; of Arabic text every second one is 6, the block of the
/// letters, or zero, for the spaces between.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Table> {
    if bytes.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let looked = &bytes[..bytes.len().min(8_192)];
    let share = |from: usize| {
        let side = || looked.iter().skip(from).step_by(2);
        let all = side().count();
        let zeros = side().filter(|byte| **byte == 0).count();
        let block = side().filter(|byte| matches!(byte, 0 | 0x06 | 0x20 | 0xfe)).count();
        (block * 10 >= all * 9, zeros)
    };
    let ((even_fits, even_zeros), (odd_fits, odd_zeros)) = (share(0), share(1));
    let zeros = even_zeros + odd_zeros > 0;
    match (even_fits, odd_fits) {
        (false, true) if zeros && odd_zeros >= even_zeros => Some(UTF_16LE),
        (true, false) if zeros && even_zeros >= odd_zeros => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether nearly all bytes above 127 are part of UTF-8 characters, and there are some.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte > 127).count();
        bad += chunk.invalid().len();
    }
    good > bad * 8
}

fn guess(bytes: &[u8]) -> (&'static Table, Confidence) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The program's readers read Arabic and English: of two that fit, the Arabic one.
    let table = detector.guess(Some(b"eg"), Utf8Detection::Deny);
    let known = [WINDOWS_1256, WINDOWS_1252, ISO_8859_6].contains(&table);
    // Measured: from eight words on it is right in every case; a dozen bytes are two or three Arabic words.
    let high = bytes.iter().filter(|byte| **byte > 127).count();
    let enough = table == WINDOWS_1252 || high >= 30;
    (table, if known && enough { Confidence::Likely } else { Confidence::Low })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: &str = "عقدت دائرة العلاقات الخارجية اجتماعها الدوري وأكدت دعمها الكامل للعملية السياسية.";

    fn name_of(bytes: &[u8]) -> (String, String) {
        let decoded = decode(bytes, None);
        (decoded.encoding.name, decoded.text)
    }

    #[test]
    fn the_five_encodings_are_told_apart_and_read() {
        for table in [UTF_8, WINDOWS_1256, ISO_8859_6] {
            let (bytes, _, _) = table.encode(ARABIC);
            let (name, text) = name_of(&bytes);
            assert_eq!((name.as_str(), text.as_str()), (table.name(), ARABIC));
        }
        let english = "The Council’s café session – “resumed” – was held in Zürich.";
        let (bytes, _, _) = WINDOWS_1252.encode(english);
        assert_eq!(name_of(&bytes), ("windows-1252".to_owned(), english.to_owned()));
    }

    #[test]
    fn utf_16_is_read_with_its_mark_and_without_it_in_both_languages() {
        for text in [ARABIC, "The Council met.", "اجتمع المجلس ١٢ مرة", "PKK"] {
            for little in [true, false] {
                for mark in [true, false] {
                    let marked = format!("{}{text}", if mark { "\u{feff}" } else { "" });
                    let bytes: Vec<u8> = marked
                        .encode_utf16()
                        .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                        .collect();
                    let name = if little { "UTF-16LE" } else { "UTF-16BE" };
                    assert_eq!(name_of(&bytes), (name.to_owned(), text.to_owned()), "{text} {mark}");
                }
            }
        }
    }

    #[test]
    fn a_few_bad_bytes_in_utf_8_are_replaced_counted_and_told() {
        let mut bytes = ARABIC.as_bytes().to_vec();
        bytes.insert(0, 0xff);
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding.name, "UTF-8");
        assert_eq!(decoded.text, format!("\u{fffd}{ARABIC}"));
        assert!(decoded.warnings.contains(&Warning::BytesReplaced { count: 1 }));
        assert!(decoded.warnings.contains(&Warning::EncodingUncertain { name: "UTF-8".into() }));
    }

    #[test]
    fn two_words_in_an_old_encoding_are_read_and_said_to_be_uncertain() {
        let (bytes, _, _) = WINDOWS_1256.encode("بيان صحفي");
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.encoding.confidence, Confidence::Low);
        assert!(matches!(decoded.warnings[..], [Warning::EncodingUncertain { .. }]));
    }

    #[test]
    fn the_encoding_that_is_said_goes_before_a_guess() {
        let (bytes, _, _) = WINDOWS_1256.encode(ARABIC);
        let decoded = decode(&bytes, by_name("cp1256"));
        assert_eq!(decoded.text, ARABIC);
        assert_eq!(decoded.encoding.confidence, Confidence::Certain);
    }
}
