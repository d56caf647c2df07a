//! PDF files.
//!
//! A PDF says which letters stand where, not what a line, a paragraph or a page's foot is. Pages of Arabic are read from their
//! [`glyphs`], which [`words`] puts together. For all others, and where a glyph is not understood, `pdf-inspector` gives pieces of
//! text with their places, right-to-left ones already in reading order, once [`unmapped`] has given it a letter for glyphs that
//! have none. [`layout`] makes columns, lines and paragraphs of
//! them, in the order in which they are [`painted`], [`furniture`] takes headers, footers and page numbers off, [`repair`] mends
//! what readers of words are known to get wrong in Arabic, and [`numbers`] holds every number against a second reader, `unpdf`: a number read backwards is the fault that
//! does the most harm.

mod furniture;
mod glyphs;
mod layout;
mod matrix;
mod numbers;
mod painted;
mod repair;
mod unmapped;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{self, AssertUnwindSafe};

use bayan_core::model::Lang;
use bayan_core::text::lang;
use layout::Piece;
use painted::Painted;
use pdf_inspector::{PdfError, ProcessMode, TextItem};
use repair::Rule;

use super::blocks::take_title;
use super::{Reason, limits};
use crate::draft::{Calendar, Confidence, DateGuess, DatePlace, Draft, Format, Warning};

const PART: &str = "the PDF";

/// Reads a PDF file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Draft>, Reason> {
    read_by(bytes, &Rule::ALL, true)
}

/// Reads a PDF file and mends by these rules what was not read from its glyphs; nothing is with `by_glyph` false.
fn read_by(bytes: &[u8], rules: &[Rule], by_glyph: bool) -> Result<Vec<Draft>, Reason> {
    let ended = bytes[bytes.len().saturating_sub(2_048)..].windows(5).any(|five| five == b"%%EOF");
    let failed = |error: PdfError| match error {
        PdfError::Encrypted => Reason::Password,
        _ if !ended => Reason::Truncated { part: PART.into() },
        error => Reason::Damaged { part: PART.into(), why: error.to_string() },
    };
    let info = pdf_inspector::process_pdf_mem_with_options(
        bytes,
        pdf_inspector::PdfOptions::new().mode(ProcessMode::DetectOnly),
    )
    .map_err(failed)?;
    let named = unmapped::named(bytes);
    let bytes = named.as_deref().unwrap_or(bytes);
    let items = pdf_inspector::extract_text_with_positions_mem(bytes).map_err(failed)?;
    limits::text(items.iter().map(|item| item.text.len()).sum())?;
    let garbled = garbled_pages(&items);
    let items: Vec<TextItem> =
        items.into_iter().filter(|item| !garbled.contains(&item.page) && is_text(item)).collect();
    let with_text: BTreeSet<u32> = items.iter().map(|item| item.page).collect();
    if with_text.is_empty() {
        // Of one that breaks off nothing is known but that: it may hold text.
        return Err(match ended {
            true => Reason::NoTextLayer { pages: info.page_count },
            false => Reason::Truncated { part: PART.into() },
        });
    }
    let second = panic::catch_unwind(AssertUnwindSafe(|| {
        unpdf::Unpdf::new()
            .sequential()
            .lenient()
            .parse_bytes(bytes)
            .map(|read| read.plain_text().replace(unmapped::STAND_IN, ""))
            .ok()
    }))
    .ok()
    .flatten();

    let sample: String = items.iter().flat_map(|item| item.text.chars()).take(8_000).collect();
    let rtl = lang::detect(&sample) == Some(Lang::Ar);
    // A line of another language that quotes a word of Arabic is not read from the right.
    let (items, understood) = pieces(items, bytes, by_glyph && rtl);
    let pages = layout::pages(&items, rtl, &Painted::of(bytes));
    let (pages, taken_off) = furniture::take_off(pages);
    let mut paragraphs = layout::paragraphs(&pages);
    let rules = if understood { &[Rule::Brackets] } else { rules };
    repair::mend(&mut paragraphs, second.as_deref().unwrap_or_default(), rules);

    let mut draft = Draft { format: Format::Pdf, ..Draft::default() };
    paragraphs.retain(|paragraph| !paragraph.text.trim().is_empty());
    draft.title = take_title(&mut paragraphs);
    draft.paragraphs = paragraphs;
    draft.author = info.author.filter(|author| !author.trim().is_empty());
    if draft.title.is_none() {
        draft.title = info.title.filter(|title| !title.trim().is_empty());
    }
    draft.dates.extend(info.creation_date.as_deref().and_then(made));
    match &second {
        Some(second) => draft.warnings.extend(numbers::differing(&draft, &taken_off, second)),
        None => draft.warnings.push(Warning::NumbersUnchecked),
    }
    let missing: Vec<u32> = (1..=info.page_count).filter(|page| !with_text.contains(page)).collect();
    if !missing.is_empty() {
        draft.warnings.push(Warning::PagesWithoutText { pages: missing });
    }
    if !ended {
        draft.warnings.push(Warning::PartialText);
    }
    Ok(vec![draft])
}

/// The pieces that lines are made of: of a page of Arabic whose every glyph is understood its words, of any other what the
/// reader of words gives. Gives too whether every page was understood.
fn pieces(items: Vec<TextItem>, bytes: &[u8], by_glyph: bool) -> (Vec<Piece>, bool) {
    let arabic = by_glyph && items.iter().any(|item| item.text.chars().any(layout::is_arabic));
    let read = || panic::catch_unwind(AssertUnwindSafe(|| glyphs::of(bytes))).unwrap_or_default();
    let glyphs = if arabic { read() } else { BTreeMap::new() };
    let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
    let count = |text: &str| text.chars().filter(|c| c.is_alphanumeric() && *c != unmapped::STAND_IN).count();
    for item in &items {
        *letters.entry(item.page).or_default() += count(&item.text);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut own: BTreeSet<u32> = BTreeSet::new();
    for (page, glyphs) in glyphs {
        let Some(theirs) = letters.get(&page) else { continue };
        let words = words::of_page(page, &glyphs);
        // Where the other reader finds more, something of the page was not understood.
        let ours: usize = words.iter().map(|word| count(&word.text)).sum();
        if ours * 100 >= theirs * 97 {
            own.insert(page);
            pieces.extend(words);
        }
    }
    let understood = letters.keys().all(|page| own.contains(page));
    pieces.extend(items.into_iter().filter(|item| !own.contains(&item.page)).map(Piece::from));
    (pieces, understood)
}

/// Pages whose fonts don't say which letters they show: a third of what is read there is no character.
fn garbled_pages(items: &[TextItem]) -> BTreeSet<u32> {
    let mut pages = BTreeSet::new();
    let mut counted: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for item in items {
        let (all, bad) = counted.entry(item.page).or_default();
        for c in item.text.chars().filter(|c| !c.is_whitespace()) {
            *all += 1;
            *bad += usize::from(matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\0'..='\u{1f}'));
        }
    }
    for (page, (all, bad)) in counted {
        if bad * 3 > all {
            pages.insert(page);
        }
    }
    pages
}

fn is_text(item: &TextItem) -> bool {
    let upright = item.rotation.abs() < 1.0 || (item.rotation - 360.0).abs() < 1.0;
    let placed = [item.x, item.y, item.width, item.font_size].iter().all(|value| value.is_finite());
    matches!(item.item_type, pdf_inspector::types::ItemType::Text | pdf_inspector::types::ItemType::Link(_))
        && upright
        && placed
        && !item.text.trim().is_empty()
}

/// The date of making, written `D:20240115103000+01'00'`.
fn made(written: &str) -> Option<DateGuess> {
    let digits = written.strip_prefix("D:").unwrap_or(written).get(..8)?;
    let date = format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?).parse().ok()?;
    Some(DateGuess {
        date,
        words: written.to_owned(),
        place: DatePlace::Metadata { field: "CreationDate".into() },
        calendar: Calendar::Gregorian,
        confidence: Confidence::Low,
    })
}
