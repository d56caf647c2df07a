//! Glyphs that stand for no letter: the strokes that lengthen a word (kashida), with which LibreOffice justifies Arabic. The
//! font does not say what they are, and a reader that passes over them takes the place they fill for a space in the middle of
//! the word. So they are given a letter of their own before the file is read, which is taken out of what was read.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::layout::is_arabic;

/// What they are read as: the tail fragment, a letter of Arabic writing that no text uses.
pub(super) const STAND_IN: char = '\u{fe73}';
/// The largest table of a font's letters that is looked at, in bytes.
const TABLE: usize = 1 << 20;
/// The most glyphs of a font that are taken for such strokes: where there are more, the font's letters are unknown.
const MOST: usize = 8;

/// The file with these glyphs named; `None` where it has none, or is read no further than that.
pub(super) fn named(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        return None;
    }
    let tables: Vec<(ObjectId, Vec<u8>)> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter_map(|font| table_of(&document, font))
        .collect();
    if tables.is_empty() {
        return None;
    }
    for (id, table) in tables {
        document.objects.get_mut(&id)?.as_stream_mut().ok()?.set_plain_content(table);
    }
    let mut out = Vec::new();
    document.save_to(&mut out).ok()?;
    Some(out)
}

/// The table of letters of an Arabic font with what it lacks, if it lacks anything.
fn table_of(document: &Document, font: &Dictionary) -> Option<(ObjectId, Vec<u8>)> {
    let simple = matches!(font.get(b"Subtype").ok()?.as_name().ok()?, b"TrueType" | b"Type1");
    let first = font.get(b"FirstChar").ok()?.as_i64().ok()?;
    let widths = document.dereference(font.get(b"Widths").ok()?).ok()?.1.as_array().ok()?;
    let id = font.get(b"ToUnicode").ok()?.as_reference().ok()?;
    let content =
        document.get_object(id).ok()?.as_stream().ok()?.decompressed_content_with_limit(TABLE).ok()?;
    let table = String::from_utf8(content).ok()?;
    let (known, arabic) = codes(&table)?;
    if !simple || !arabic {
        return None;
    }
    let wide = |width: &Object| width.as_float().is_ok_and(|width| width > 0.0);
    let lacking: Vec<u8> = widths
        .iter()
        .zip(first..)
        .filter(|(width, _)| wide(width))
        .filter_map(|(_, code)| u8::try_from(code).ok())
        // The first glyph of a font is the box for what it lacks.
        .filter(|code| *code > 0 && !known.contains(code))
        .collect();
    if lacking.is_empty() || lacking.len() > MOST {
        return None;
    }
    let end = table.rfind("endcmap")?;
    let lines: String =
        lacking.iter().map(|code| format!("<{code:02X}> <{:04X}>\n", STAND_IN as u32)).collect();
    let more = format!("{} beginbfchar\n{lines}endbfchar\n", lacking.len());
    Some((id, [&table[..end], &more, &table[end..]].concat().into_bytes()))
}

/// The codes of one byte that a table has letters for, and whether Arabic ones are among the letters. `None` where its codes
/// are longer.
fn codes(table: &str) -> Option<(BTreeSet<u8>, bool)> {
    let (mut known, mut arabic) = (BTreeSet::new(), false);
    for (begin, end, each) in [("beginbfchar", "endbfchar", 2), ("beginbfrange", "endbfrange", 3)] {
        for part in table.split(begin).skip(1) {
            let part = part.split(end).next()?;
            let words: Vec<&str> =
                part.split('<').skip(1).filter_map(|word| word.split('>').next()).map(str::trim).collect();
            for entry in words.chunks(each) {
                let [from, .., letters] = entry else { return None };
                let code =
                    |word: &str| if word.len() == 2 { u8::from_str_radix(word, 16).ok() } else { None };
                let to = if each == 3 { code(entry[1])? } else { code(from)? };
                known.extend(code(from)?..=to);
                let letter = letters.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                arabic |= letter.and_then(char::from_u32).is_some_and(is_arabic);
            }
        }
    }
    Some((known, arabic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_a_font_has_letters_for_are_known() {
        let table = "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n2 beginbfchar\n<01> <0629>\n<06> <06440627>\nendbfchar\n\
                     1 beginbfrange\n<08> <0A> <0030>\nendbfrange\nendcmap";
        let (known, arabic) = codes(table).unwrap();
        assert_eq!(known.into_iter().collect::<Vec<_>>(), [1, 6, 8, 9, 10]);
        assert!(arabic);
        assert_eq!(codes("1 beginbfchar\n<0001> <0629>\nendbfchar"), None);
    }
}
